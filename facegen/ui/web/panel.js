// What can be changed about the person: the words' chips, and every control in searchable groups.
// Edits made while one is under way wait and travel together: of each control the last one wins.

(() => {
  const { h, icon, iconButton } = window.facegen;
  const PATIENCE_MS = 30_000; // after which an unanswered edit is taken for lost

  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

  /** The native input(s) of one control: `{node, show(value)}`. `id` ties the row's label to it. */
  function makeInput(control, id, change) {
    if (control.kind === 'slider') return slider(control, id, change);
    if (control.kind === 'choice') return choice(control, id, change);
    if (control.kind === 'colour') return colour(control, id, change);
    if (control.kind === 'many') return many(control, id, change);
    const box = h('input', { type: 'checkbox', role: 'switch', id, onchange: () => change(box.checked) });
    return { node: box, show: (value) => { box.checked = Boolean(value); } };
  }

  function sliderText(control, value) {
    if (control.unit) return `${Math.round(value)} ${control.unit}`;
    const percent = Math.round(100 * value);
    return control.low < 0 && percent > 0 ? `+${percent}` : `${percent}`;
  }

  function slider(control, id, change) {
    const output = h('output', { for: id });
    const input = h('input', { type: 'range', id, min: control.low, max: control.high, step: control.step,
      oninput: () => { write(); change(Number(input.value)); } });
    const write = () => {
      const value = Number(input.value);
      const text = sliderText(control, value);
      output.textContent = text;
      input.setAttribute('aria-valuetext', text);
      const share = (v) => 100 * (v - control.low) / (control.high - control.low);
      const zero = Math.max(control.low, 0);
      input.style.setProperty('--fg-from', `${share(Math.min(value, zero))}%`);
      input.style.setProperty('--fg-to', `${share(Math.max(value, zero))}%`);
    };
    return { node: input, output, show: (value) => { input.value = value ?? control.low; write(); } };
  }

  function choice(control, id, change) {
    const values = control.choices.map(([value]) => value);
    const select = h('select', { id, onchange: () => change(values[select.selectedIndex]) },
      control.choices.map(([, label]) => h('option', {}, label)));
    return { node: select, show: (value) => { select.selectedIndex = values.findIndex((v) => same(v, value)); } };
  }

  function colour(control, id, change) {
    const input = h('input', { type: 'color', id, oninput: () => { write(input.value); change(input.value); } });
    const output = h('output', { for: id });
    const none = control.optional
      ? h('button', { type: 'button', class: 'fg-link', onclick: () => { write(null); change(null); } }, 'Natural') : null;
    function write(value) {
      output.textContent = value ?? (control.optional ? 'natural' : 'mixed');
      input.value = value ?? '#8a8a8a';
      input.classList.toggle('fg-none', !value);
      if (none) none.hidden = !value;
    }
    return { node: h('div', { class: 'fg-colour-line' }, input, none), output, show: write };
  }

  function many(control, id, change) {
    const boxes = control.choices.map(([value, label], place) => {
      const box = h('input', { type: 'checkbox', id: place ? null : id, onchange: send });
      return { value, box, node: h('label', {}, box, label) };
    });
    const output = h('output', { for: id });
    function send() { change(boxes.filter(({ box }) => box.checked).map(({ value }) => value)); }
    const show = (value) => {
      for (const { value: own, box } of boxes) box.checked = (value ?? []).some((v) => same(v, own));
      output.textContent = value?.length ? `${value.length} chosen` : 'none';
    };
    const node = h('details', { class: 'fg-many' }, h('summary', {}, 'Choose'), h('div', {}, boxes.map((b) => b.node)));
    return { node, output, show };
  }

  /** One control with its name, value, lock and way back. */
  function makeRow(control, prefix, actions) {
    const id = `${prefix}-${control.name.replace(/[^\w]/g, '-')}`;
    const input = makeInput(control, id, (value) => actions.edit(control.name, value));
    const undo = iconButton('reset', `Undo: ${control.label}`, () => actions.restore(control.name), { hidden: true });
    const lock = iconButton('unlock', '', () => actions.lock(control.name, lock.getAttribute('aria-pressed') !== 'true'),
      { 'aria-pressed': 'false', class: 'fg-iconbutton fg-lock' });
    const node = h('div', { class: `fg-row fg-is-${control.kind}`, 'data-name': control.name },
      h('div', { class: 'fg-row-head' }, h('label', { for: id }, control.label), input.output ?? null, undo, lock),
      input.node);
    return {
      control, node,
      show(state, pending) {
        if (!(control.name in pending)) input.show(state.values[control.name]);
        const edited = state.edited.includes(control.name);
        const locked = state.locked.includes(control.name);
        undo.hidden = !edited;
        node.classList.toggle('fg-edited', edited);
        lock.setAttribute('aria-pressed', String(locked));
        lock.title = locked ? `Unlock ${control.label}` : `Lock ${control.label}: a re-roll leaves it alone`;
        lock.setAttribute('aria-label', `Lock ${control.label}`);
        lock.replaceChildren(icon(locked ? 'lock' : 'unlock'));
      },
      focus() { document.getElementById(id)?.focus(); },
    };
  }

  /** Sends edits one at a time; what comes meanwhile is gathered. */
  function makeSender(kit) {
    const { trigger } = kit;
    let pending = {};
    let underWay = null;
    const flush = () => {
      if (underWay || !Object.keys(pending).length) return;
      const changes = pending;
      pending = {};
      underWay = setTimeout(() => { underWay = null; flush(); }, PATIENCE_MS);
      window.facegen.tell(kit, 'drawing');
      trigger('edit', { changes });
    };
    return {
      get pending() { return pending; },
      edit(name, value) { pending[name] = { set: value }; flush(); },
      drop(name) { pending[name] = { drop: true }; flush(); },
      restore(name) { pending[name] = { restore: true }; flush(); },
      answered() { clearTimeout(underWay); underWay = null; flush(); },
      clear() { pending = {}; },
    };
  }

  /** "From your words". */
  function makeChips(controls, sender, prefix) {
    const list = h('ul', { class: 'fg-chips' });
    const drawer = h('div', { class: 'fg-drawer', hidden: true });
    const notes = h('div', { class: 'fg-notes' });
    let open = null;
    let row = null;
    const toggle = (chip, actions) => {
      open = open === chip.control ? null : chip.control;
      row = open ? makeRow(controls.get(open), `${prefix}chip`, actions) : null;
      drawer.replaceChildren(...(row ? [row.node] : []));
    };
    function chipNode(chip, state, actions) {
      const text = [h('q', {}, chip.words), h('span', {}, chip.edited ? `${chip.text} (changed)` : chip.text)];
      const swatch = chip.color ? h('i', { class: 'fg-dot', style: `background:${chip.color}` }) : null;
      const face = chip.control && !chip.dropped
        ? h('button', { type: 'button', class: 'fg-chip-open', 'aria-expanded': String(open === chip.control),
          onclick: () => { toggle(chip, actions); show(state, actions); row?.focus(); } }, text, swatch)
        : h('span', { class: 'fg-chip-open' }, text, swatch);
      const end = chip.dropped
        ? iconButton('reset', `Bring back: ${chip.words}`, () => sender.restore(chip.name))
        : iconButton('close', `Drop: ${chip.words}`, () => sender.drop(chip.name));
      return h('li', { class: chip.dropped ? 'fg-dropped' : null }, face, end);
    }
    function show(state, actions) {
      if (open && !state.chips.some((chip) => chip.control === open && !chip.dropped)) { open = null; row = null; drawer.replaceChildren(); }
      list.replaceChildren(...state.chips.map((chip) => chipNode(chip, state, actions)));
      drawer.hidden = !row;
      row?.show(state, sender.pending);
      notes.replaceChildren(
        state.unknown.length ? h('p', { class: 'fg-unknown' }, h('b', {}, 'Not understood: '), state.unknown.map((w) => `“${w}”`).join(', ')) : '',
        ...state.notices.map((text) => h('p', {}, text)));
    }
    const empty = h('p', { class: 'fg-quiet' }, 'The words asked for nothing in particular; the seed chose everything.');
    return {
      node: h('div', { class: 'fg-words' }, h('h3', {}, 'From your words'), empty, list, drawer, notes),
      show(state, actions) { empty.hidden = state.chips.length > 0; show(state, actions); },
      close() { open = null; row = null; drawer.replaceChildren(); },
    };
  }

  /** All controls in groups, with a search. */
  function makeGroups(controls, actions, prefix) {
    const rows = [...controls.values()].map((control) => makeRow(control, `${prefix}control`, actions));
    const groups = [...new Set(rows.map((row) => row.control.group))].map((name, place) => {
      const own = rows.filter((row) => row.control.group === name);
      const count = h('span', { class: 'fg-count' });
      const node = h('details', { class: 'fg-group', open: place === 0 }, h('summary', {}, name, count), own.map((row) => row.node));
      return { node, own, count, name };
    });
    const none = h('p', { class: 'fg-quiet', role: 'status', hidden: true }, 'No control has that name.');
    const search = h('input', { type: 'search', placeholder: 'Search: nose, beard, glow', 'aria-label': 'Search the controls', oninput: filter });
    let before = null;
    function filter() {
      const wanted = search.value.trim().toLowerCase();
      if (wanted && !before) before = groups.map(({ node }) => node.open);
      let hits = 0;
      groups.forEach(({ node, own, name }, place) => {
        let shown = 0;
        for (const row of own) {
          const hit = !wanted || `${row.control.label} ${row.control.name} ${name}`.toLowerCase().includes(wanted);
          row.node.hidden = !hit;
          shown += hit;
        }
        node.hidden = !shown;
        hits += shown;
        if (wanted) node.open = shown > 0;
        else if (before) node.open = before[place];
      });
      if (!wanted) before = null;
      none.hidden = hits > 0;
    }
    return {
      node: h('div', { class: 'fg-groups' }, h('label', { class: 'fg-search' }, icon('search'), search), none, groups.map(({ node }) => node)),
      show(state, pending) {
        for (const row of rows) row.show(state, pending);
        for (const { own, count } of groups) {
          const edited = own.filter((row) => state.edited.includes(row.control.name)).length;
          count.textContent = edited ? `${edited} changed` : '';
        }
      },
    };
  }

  function lockNote(names, photo) {
    if (photo) return 'A change of age carries skin and hair along; a lock keeps one of them as it is.';
    if (names.length) return `A re-roll keeps your words, your changes and: ${names.join(', ')}.`;
    return 'A re-roll keeps your words and your changes. A lock keeps one more feature.';
  }

  window.facegen.panel = (kit) => {
    const { element, trigger, props } = kit;
    const controls = new Map(props.controls.map((control) => [control.name, control]));
    const sender = makeSender(kit);
    const actions = { edit: sender.edit, restore: sender.restore, lock: (name, on) => trigger('lock', { name, on }) };
    const prefix = props.prefix;
    // A person from a photo has no words, nothing was drawn at random, and nothing is re-rolled.
    const chips = props.photo
      ? window.facegen.makeGuesses(controls, sender, (control, own) => makeRow(control, `${prefix}guess`, own))
      : makeChips(controls, sender, prefix);
    const groups = makeGroups(controls, actions, prefix);
    const locked = h('p', { class: 'fg-quiet fg-locked' });
    const reroll = h('button', { type: 'button', class: 'fg-button', hidden: props.photo, onclick: () => { sender.clear(); trigger('reroll', {}); } },
      icon('dice'), 'Re-roll the rest');
    const fields = h('fieldset', { class: 'fg-adjust' },
      h('legend', {}, 'Adjust'), chips.node,
      h('div', { class: 'fg-adjust-head' }, h('h3', {}, 'Every feature'), reroll), locked, groups.node);
    const panel = h('section', { class: 'fg-panel', 'aria-label': 'Adjust the person', hidden: true }, fields);
    element.append(panel);

    window.facegen.follow(kit, (value) => {
      if ('busy' in value) fields.disabled = value.busy;
      if ('draft' in value) {
        const state = value.draft;
        panel.hidden = !state;
        if (value.fresh) {
          sender.clear();
          chips.close();
          window.facegen.tell(kit, 'person', { present: Boolean(state) });
        }
        if (value.reading) chips.read(value.reading);
        if (state) {
          chips.show(state, actions);
          groups.show(state, sender.pending);
          locked.textContent = lockNote(state.locked.map((name) => controls.get(name)?.label ?? name), props.photo);
        }
      }
      sender.answered();
    });
  };
})();
