// Between phones and wide screens, the form and the panel share one place: these buttons choose.

(() => {
  const { h } = window.facegen;
  const SIDES = { describe: 'Describe', adjust: 'Adjust' };

  window.facegen.sides = ({ element }) => {
    const buttons = Object.entries(SIDES).map(([side, label]) =>
      h('button', { type: 'button', 'data-side': side, onclick: () => choose(side) }, label));
    element.append(h('div', { class: 'fg-sides', role: 'group', 'aria-label': 'Describe or adjust' }, buttons));

    function choose(side) {
      element.closest('#fg-work').dataset.side = side;
      for (const button of buttons) button.setAttribute('aria-pressed', String(button.dataset.side === side));
    }

    // A new person is to be looked at and adjusted; nobody is to be described.
    document.addEventListener('facegen:person', (event) => choose(event.detail.present ? 'adjust' : 'describe'));
    choose('describe');
  };
})();
