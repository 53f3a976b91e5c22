// The views of a person in a row under the stage, each larger when it is clicked.

(() => {
  const { h, iconButton } = window.facegen;

  /** The larger picture: a dialog that the arrow keys leaf through. */
  function makeLarge() {
    const picture = h('img', { alt: '' });
    const caption = h('p', { role: 'status' });
    const save = h('a', { class: 'fg-button', download: '' }, 'Download');
    let views = [];
    let at = 0;
    const step = (by) => show((at + by + views.length) % views.length);
    const dialog = h('dialog', { class: 'fg-large', 'aria-label': 'View' }, picture,
      h('div', { class: 'fg-large-bar' }, iconButton('previous', 'Previous view', () => step(-1)), caption,
        iconButton('next', 'Next view', () => step(1)), save,
        iconButton('close', 'Close', () => dialog.close())));
    dialog.addEventListener('keydown', (event) => {
      const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (by) step(by);
    });
    // A click beside the picture closes, as everywhere.
    dialog.addEventListener('click', (event) => { if (event.target === dialog) dialog.close(); });
    function show(place) {
      at = place;
      const view = views[at];
      picture.src = view.src;
      picture.alt = caption.textContent = view.label;
      save.href = view.src;
      save.download = view.name;
    }
    return {
      dialog,
      open(all, place) {
        views = all;
        show(place);
        dialog.showModal();
      },
    };
  }

  window.facegen.makeFilm = () => {
    const list = h('ol', { class: 'fg-views' });
    const large = makeLarge();
    const node = h('section', { class: 'fg-film', 'aria-label': 'Views', hidden: true }, list, large.dialog);
    let known = '';

    function frame(view, place, views) {
      return h('li', {}, h('button', { type: 'button', class: 'fg-view', title: view.label, 'aria-label': view.label,
        onclick: () => large.open(views, place) }, h('img', { src: view.src, alt: '', width: 128, height: 128 })));
    }

    return {
      node,
      /** Show `found` ({of, views}); views not there yet are empty frames while `growing`. */
      show(found, growing) {
        node.hidden = !found;
        const key = JSON.stringify([found, growing]);
        if (key === known) return;
        known = key;
        const views = found?.views ?? [];
        const missing = growing ? Math.max(0, found.of - views.length) : 0;
        list.replaceChildren(...views.map(frame), ...Array.from({ length: missing }, () => h('li', { class: 'fg-unseen-view', 'aria-hidden': 'true' })));
      },
    };
  };
})();
