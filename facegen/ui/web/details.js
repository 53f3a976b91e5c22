// Under the stage: downloads (made when asked for), figures, licences.

(() => {
  const { h, about, size, icon } = window.facegen;

  /** Read newline-separated JSON from a reply as it arrives. */
  async function* lines(response) {
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = '';
    for (;;) {
      const { value, done } = await reader.read();
      rest += value ?? '';
      const parts = rest.split('\n');
      rest = done ? '' : parts.pop();
      for (const part of parts) if (part.trim()) yield JSON.parse(part);
      if (done) return;
    }
  }

  /** Ask the server to make a file; `tell` hears progress; returns `{url, bytes}`. */
  async function make(address, signal, tell) {
    const response = await fetch(address, { method: 'POST', signal });
    if (!response.ok) throw new Error(response.status === 404 ? 'This result was removed: generate it again.' : 'The server did not make it. Try again.');
    for await (const step of lines(response)) {
      if (step.error) throw new Error(step.error);
      if (step.url) return step;
      tell(step);
    }
    throw new Error('The connection ended too early. Try again.');
  }

  function start(url, filename) {
    const link = h('a', { href: url, download: filename });
    document.body.append(link);
    link.click();
    link.remove();
  }

  function downloadRow(row) {
    const note = h('span', { class: 'fg-note' });
    const state = h('span', { class: 'fg-state', role: 'status' });
    const fill = h('i');
    const bar = h('div', { class: 'fg-bar', hidden: true }, fill);
    const act = h('div', { class: 'fg-act' });
    const licence = h('details', { class: 'fg-licence' },
      h('summary', { class: row.commercial ? null : 'fg-no' }, row.commercial ? 'Commercial use: yes' : 'Commercial use: no'),
      h('p', {}, row.licence), row.attributions.length ? h('ul', {}, row.attributions.map((text) => h('li', {}, text))) : null);
    note.textContent = row.note;

    function ready(url, bytes) {
      bar.hidden = true;
      state.textContent = size(bytes);
      act.replaceChildren(h('a', { class: 'fg-button', href: url, download: row.filename, 'aria-label': `Download ${row.label}` }, icon('save'), 'Download'));
    }

    function offer(message = '') {
      bar.hidden = true;
      state.textContent = message;
      state.classList.toggle('fg-bad-text', Boolean(message));
      act.replaceChildren(h('button', { type: 'button', class: 'fg-button', 'aria-label': `Make ${row.label}, ${about(row.seconds)}`, onclick: begin },
        `Make, ${about(row.seconds)}`));
    }

    async function begin() {
      const stop = new AbortController();
      const cancel = h('button', { type: 'button', class: 'fg-button', onclick: () => stop.abort() }, 'Cancel');
      act.replaceChildren(cancel);
      cancel.focus();
      state.classList.remove('fg-bad-text');
      bar.hidden = false;
      fill.style.width = '2%';
      state.textContent = 'Asked for';
      try {
        const made = await make(row.make, stop.signal, (step) => {
          const wait = Number.isFinite(step.wait_s) ? `, ${about(step.wait_s)}` : '';
          state.textContent = `${step.stage ?? 'Working'}${wait}`;
          fill.style.width = `${Math.max(2, 100 * (step.fraction ?? 0))}%`;
        });
        ready(made.url, made.bytes);
        start(made.url, row.filename);
        act.firstChild.focus();
      } catch (error) {
        offer(stop.signal.aborted ? '' : error.message);
      }
    }

    if (row.url) ready(row.url, row.bytes);
    else offer();
    return h('li', { 'data-kind': row.kind }, h('div', { class: 'fg-what' }, h('b', {}, row.label), note), state, act, licence, bar);
  }

  window.facegen.details = (kit) => {
    const { element, trigger } = kit;
    const downloads = h('div', { class: 'fg-slot' });
    const cards = h('div', { class: 'fg-cards' });
    const root = h('div', { class: 'fg-details' }, downloads, cards);
    element.append(root);

    function apply(value) {
      if ('rows' in value) {
        downloads.replaceChildren(...(value.rows.length
          ? [h('section', { class: 'fg-card fg-downloads' }, h('h3', {}, 'Downloads'), h('ul', {}, value.rows.map(downloadRow)))] : []));
      }
      // The server escapes every text in these cards (facegen/ui/details.py).
      if ('cards' in value) cards.innerHTML = value.cards;
      if ('validator' in value) {
        const slot = cards.querySelector('.fg-validator');
        slot?.replaceChildren(value.validator);
      }
    }

    cards.addEventListener('click', (event) => {
      const button = event.target.closest('[data-validate]');
      if (!button) return;
      button.disabled = true;
      button.textContent = 'Checking';
      trigger('validate', {});
    });
    window.facegen.follow(kit, apply);
  };
})();
