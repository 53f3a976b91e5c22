// "From your photo": what was read, how sure that is, and each line's control to correct it.

(() => {
  const { h, iconButton } = window.facegen;
  const SURE = [[0.8, 3, 'sure'], [0.55, 2, 'likely'], [0, 1, 'a guess']];

  /** A control's value in a few words; colours are shown, not told. */
  function inWords(control, value) {
    if (control.kind === 'switch') return value ? 'yes' : 'no';
    if (control.kind === 'choice') return control.choices.find(([own]) => own === value)?.[1] ?? 'none';
    if (control.kind === 'colour') return value ? '' : 'mixed';
    if (control.unit) return `${Math.round(value)} ${control.unit}`;
    if (control.name === 'gender') return value < 0.4 ? 'feminine' : value > 0.6 ? 'masculine' : 'in between';
    const percent = Math.round(100 * value);
    return control.low < 0 && percent > 0 ? `+${percent}` : `${percent}`;
  }

  /** Three dots and a word; what was measured and not guessed has none. */
  function meter(confidence) {
    if (confidence === null) return ['measured'];
    const [, dots, words] = SURE.find(([least]) => confidence >= least);
    return [h('i', { 'data-dots': dots, 'aria-hidden': 'true' }, h('i'), h('i'), h('i')), words];
  }

  /** One line: a button with what was read, and under it, once opened, the control itself. */
  function makeLine({ control: name, label, confidence }, control, sender, makeRow) {
    const value = h('b');
    const sure = h('span', { class: 'fg-sure' });
    const drawer = h('div', { class: 'fg-drawer', hidden: true });
    const button = h('button', { type: 'button', class: 'fg-guess', 'aria-expanded': 'false', onclick: toggle },
      h('span', {}, label), value, sure);
    const undo = iconButton('reset', `As read from the photo: ${label}`, () => sender.restore(name), { hidden: true });
    let row = null;
    let last = null;

    function toggle() {
      row ??= makeRow(control, last.actions);
      drawer.replaceChildren(row.node);
      drawer.hidden = !drawer.hidden;
      button.setAttribute('aria-expanded', String(!drawer.hidden));
      row.show(last.state, sender.pending);
      if (!drawer.hidden) row.focus();
    }

    return {
      node: h('li', { 'data-guess': name }, button, undo, drawer),
      show(state, actions) {
        last = { state, actions };
        const own = state.values[name];
        const edited = state.edited.includes(name);
        const swatch = control.kind === 'colour' && own ? h('i', { class: 'fg-dot', style: `background:${own}` }) : '';
        value.replaceChildren(swatch, inWords(control, own));
        sure.replaceChildren(...(edited ? ['changed'] : meter(confidence)));
        sure.title = edited || confidence === null ? '' : `${Math.round(100 * confidence)} % sure`;
        sure.classList.toggle('fg-yours', edited);
        undo.hidden = !edited;
        row?.show(state, sender.pending);
      },
    };
  }

  /** The list; `makeRow(control, actions)` gives a control's native row. */
  window.facegen.makeGuesses = (controls, sender, makeRow) => {
    const list = h('ul', { class: 'fg-guesses' });
    const notes = h('div', { class: 'fg-notes' });
    let lines = [];
    return {
      node: h('div', { class: 'fg-words' }, h('h3', {}, 'From your photo'),
        h('p', { class: 'fg-quiet fg-locked' }, 'What was read, and how sure that is. Open a line to correct it.'), list, notes),
      read({ rows, notes: said }) {
        lines = rows.map((found) => makeLine(found, controls.get(found.control), sender, makeRow));
        list.replaceChildren(...lines.map(({ node }) => node));
        notes.replaceChildren(...said.map((text) => h('p', {}, text)));
      },
      show(state, actions) { for (const line of lines) line.show(state, actions); },
      close() {},
    };
  };
})();
