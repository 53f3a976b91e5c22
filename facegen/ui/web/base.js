// What the page's widgets share. Each widget is a gr.HTML whose content is built here, as DOM nodes:
// text from outside only ever becomes a text node or an attribute, never markup.

window.facegen = (() => {
  const SVG = 'http://www.w3.org/2000/svg';
  const ICONS = {
    lock: 'M5 9V6.5a3 3 0 0 1 6 0V9M3.5 9h9v5.5h-9z',
    unlock: 'M5 9V5.5a3 3 0 0 1 5.8-1M3.5 9h9v5.5h-9z',
    close: 'M4 4l8 8M12 4l-8 8',
    reset: 'M3.5 6.5A5 5 0 1 1 3 9M3.5 3v3.5H7',
    search: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.4 10.4L14 14',
    save: 'M8 2.5v8M4.8 7.5L8 10.7l3.2-3.2M3 13.5h10',
    dice: 'M3 3h10v10H3zM6 6h.01M10 10h.01M10 6h.01M6 10h.01',
    camera: 'M2 5h2.6l1-1.6h4.8l1 1.6H14v7.8H2zM8 11.2a2.4 2.4 0 1 0 0-4.8 2.4 2.4 0 0 0 0 4.8z',
    picture: 'M2 3h12v10H2zM2 11l3.6-3.6 2.8 2.8 1.9-1.9L14 11.8M10.6 6h.01',
    previous: 'M10 3L5 8l5 5',
    next: 'M6 3l5 5-5 5',
  };

  /** An element; `attributes` may hold text, on* listeners, booleans; `children` nodes or text. */
  function h(tag, attributes = {}, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value === null || value === undefined || value === false) continue;
      if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
      else node.setAttribute(name, value === true ? '' : String(value));
    }
    node.append(...children.flat().filter((child) => child !== null && child !== undefined));
    return node;
  }

  /** A line icon that screen readers pass over. */
  function icon(name) {
    const svg = document.createElementNS(SVG, 'svg');
    svg.setAttribute('viewBox', '0 0 16 16');
    svg.setAttribute('class', 'fg-icon');
    svg.setAttribute('aria-hidden', 'true');
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('d', ICONS[name]);
    svg.append(path);
    return svg;
  }

  /** A button that shows only an icon; `label` is its name and its tooltip. */
  function iconButton(name, label, onclick, extra = {}) {
    return h('button', { type: 'button', class: 'fg-iconbutton', title: label, 'aria-label': label, onclick, ...extra },
      icon(name));
  }

  /** "about 9 s", "about 2 min". */
  function about(seconds) {
    if (!Number.isFinite(seconds)) return '';
    if (seconds < 90) return `about ${Math.max(1, Math.round(seconds))} s`;
    return `about ${Math.round(seconds / 60)} min`;
  }

  /** "8.1 MB". */
  function size(bytes) {
    if (!bytes) return '';
    return bytes >= 1e5 ? `${(bytes / 1e6).toFixed(1)} MB` : `${Math.max(bytes / 1e3, 0.1).toFixed(1)} KB`;
  }

  /** Call `apply` with the widget's value now and whenever the server sends another. */
  function follow(kit, apply) {
    const take = () => { if (kit.props.value) apply(kit.props.value); };
    kit.watch('value', take);
    take();
  }

  /** Tell the other widgets of this tab; `hear` is their ear. */
  function tell({ element }, name, detail = {}) {
    element.dispatchEvent(new CustomEvent(`facegen:${name}`, { bubbles: true, detail }));
  }

  /** Listen to what a widget of the same tab tells. */
  function hear({ element }, name, action) {
    document.addEventListener(`facegen:${name}`, ({ target, detail }) => {
      if (target.closest('.fg-work') === element.closest('.fg-work')) action(detail);
    });
  }

  /** Is the element on the tab that is open? */
  function onShow(element) {
    return element.getClientRects().length > 0;
  }

  return { h, icon, iconButton, about, size, follow, tell, hear, onShow };
})();
