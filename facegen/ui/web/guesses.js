// "From your photo": what was read, how sure that is, and each line's control to correct it.

(() => {
  const { h, iconButton } = window.facegen;
  const SURE = [[0.8, 3, 'sure'], [0.55, 2, 'likely'], [0, 1, 'a guess']];

  const TONES = [[0.12, 'very light'], [0.3, 'light'], [0.5, 'medium'], [0.7, 'brown'], [Infinity, 'dark']];

  /** A control's value in a few words; colours are shown, not told. */
  function inWords(control, value) {
    if (control.kind === 'switch') return value ? 'yes' : 'no';
    if (control.kind === 'choice') return control.choices.find(([own]) => own === value)?.[1] ?? 'none';
    if (control.kind === 'colour') return '';
    if (control.unit) return `${Math.round(value)} ${control.unit}`;
    if (control.name === 'gender') return value < 0.4 ? 'feminine' : value > 0.6 ? 'masculine' : 'in between';
    if (control.name === 'skin.tone') return TONES.find(([most]) => value < most)[1];
    const percent = Math.round(100 * value);
    if (control.low < 0 && Math.abs(percent) < 5) return 'average';
    return control.low < 0 && percent > 0 ? `+${percent}` : `${percent}`;
  }

  /** A dot of the colour; two of them for eyes that differ. */
  function swatches({ kind, name }, values) {
    if (kind !== 'colour') return [];
    const own = values[name] ? [values[name]] : [values[`${name}_right`], values[`${name}_left`]];
    return own.filter(Boolean).map((color) => h('i', { class: 'fg-dot', style: `background:${color}` }));
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
      show(last.state, last.actions);
      if (!drawer.hidden) row.focus();
    }

    function show(state, actions) {
      last = { state, actions };
      const own = state.values[name];
      const edited = state.edited.includes(name);
      value.replaceChildren(...swatches(control, state.values), inWords(control, own));
      sure.replaceChildren(...(edited ? ['changed'] : meter(confidence)));
      sure.title = edited || confidence === null ? '' : `${Math.round(100 * confidence)} % sure`;
      sure.classList.toggle('fg-yours', edited);
      // The opened control has a way back of its own.
      undo.hidden = !edited || !drawer.hidden;
      row?.show(state, sender.pending);
    }

    return { node: h('li', { 'data-guess': name }, button, undo, drawer), show };
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
