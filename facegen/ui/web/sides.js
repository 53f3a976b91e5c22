// Between phones and wide screens, the form and the panel share one place: these buttons choose.

(() => {
  const { h, hear } = window.facegen;

  window.facegen.sides = (kit) => {
    const { element, props } = kit;
    const buttons = Object.entries(props.labels).map(([side, label]) =>
      h('button', { type: 'button', 'data-side': side, onclick: () => choose(side) }, label));
    element.append(h('div', { class: 'fg-sides', role: 'group', 'aria-label': Object.values(props.labels).join(' or ') }, buttons));

    function choose(side) {
      element.closest('.fg-work').dataset.side = side;
      for (const button of buttons) button.setAttribute('aria-pressed', String(button.dataset.side === side));
    }

    // A new person is to be looked at and adjusted; nobody is to be described.
    hear(kit, 'person', ({ present }) => choose(present ? 'adjust' : 'describe'));
    choose('describe');
  };
})();
