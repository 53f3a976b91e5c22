// The strip of what this visitor made, newest first; the same on every tab.

(() => {
  const { h, iconButton } = window.facegen;

  window.facegen.history = (kit) => {
    const { element, trigger } = kit;
    const list = h('ul', { class: 'fg-strip' });
    const empty = h('p', { class: 'fg-quiet' }, 'Whoever you make stays here until 60 minutes after your last visit.');
    element.append(h('section', { class: 'fg-history', 'aria-label': 'Your people' }, h('h3', {}, 'Your people'), empty, list));

    const item = (result, selected) => h('li', { class: result.job === selected ? 'fg-selected' : null, 'data-job': result.job },
      h('button', { type: 'button', class: 'fg-open', title: result.title, 'aria-current': result.job === selected ? 'true' : null,
        onclick: () => trigger('open', { job: result.job }) },
      h('img', { src: result.thumb, alt: '', width: 96, height: 96, loading: 'lazy' }), h('span', {}, result.title)),
      iconButton('close', `Remove: ${result.title}`, () => trigger('remove', { job: result.job })));

    // While a job runs the stage belongs to it.
    const busy = new Set();
    document.addEventListener('facegen:busy', ({ target, detail }) => {
      busy[detail.busy ? 'add' : 'delete'](target);
      element.closest('#fg-people').inert = busy.size > 0;
    });
    window.facegen.follow(kit, ({ items, selected }) => {
      empty.hidden = items.length > 0;
      list.replaceChildren(...items.map((result) => item(result, selected)));
    });
  };
})();
