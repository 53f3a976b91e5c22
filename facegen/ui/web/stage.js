// The stage: an invitation, the picture of a running job, the 3D viewer, a sketch of an edit.
// The server sends patches; what a patch leaves out stays as it is, so that an error or a
// cancelled job gives back what stood there before.

(() => {
  const { h, about, iconButton, tell, hear } = window.facegen;
  const RESTING = ['empty', 'done', 'sketch'];

  function invitation({ title, text, examples = [], tips = [] }, trigger) {
    const cards = examples.map((example, index) => h('li', {},
      h('button', { type: 'button', class: 'fg-example', onclick: () => trigger('example', { index }) },
        h('img', { src: example.picture, alt: '', width: 256, height: 256, loading: 'lazy' }),
        h('span', {}, example.prompt))));
    return h('div', { class: 'fg-empty' }, h('h2', {}, title), h('p', {}, text),
      tips.length ? h('ul', { class: 'fg-tips', 'aria-label': 'A good photo' }, tips.map((tip) => h('li', {}, tip))) : null,
      h('ul', { class: 'fg-examples', 'aria-label': 'Examples' }, cards));
  }

  function progress(trigger) {
    const stage = h('b', { role: 'status' });
    const percent = h('span', { class: 'fg-percent' });
    const time = h('span', { class: 'fg-clock' });
    const fill = h('i');
    const bar = h('div', { class: 'fg-bar', role: 'progressbar', 'aria-label': 'Progress', 'aria-valuemin': 0, 'aria-valuemax': 100 }, fill);
    const cancel = h('button', { type: 'button', class: 'fg-button', onclick: () => trigger('cancel', {}) }, 'Cancel');
    const node = h('div', { class: 'fg-progress', hidden: true },
      h('div', { class: 'fg-progress-text' }, stage, percent, time, cancel), bar);
    const show = (state) => {
      stage.textContent = state.stage ?? '';
      const done = Math.round(100 * (state.fraction ?? 0));
      percent.textContent = state.place ? '' : `${done} %`;
      time.textContent = waitText(state);
      bar.setAttribute('aria-valuenow', done);
      bar.classList.toggle('fg-endless', Boolean(state.place));
      fill.style.width = `${done}%`;
    };
    return { node, show };
  }

  function waitText({ place, wait, remaining }) {
    if (place) return `Place ${place}${Number.isFinite(wait) ? `, ${about(wait)}` : ''}`;
    return Number.isFinite(remaining) ? `${about(remaining)} left` : '';
  }

  /** The viewer's frame: made when first needed, then kept; a new avatar arrives by message. */
  function viewerFrame(parent) {
    let frame = null;
    let shown = '';
    return (viewer) => {
      const key = viewer ? JSON.stringify(viewer) : '';
      if (key === shown) return;
      shown = key;
      if (!viewer) {
        frame?.remove();
        frame = null;
        return;
      }
      if (frame?.contentDocument?.body?.dataset.state === 'ready') {
        frame.contentWindow.postMessage({ type: 'facegen:load', ...viewer }, location.origin);
        return;
      }
      frame?.remove();
      const query = new URLSearchParams(Object.entries(viewer).filter(([, value]) => value));
      frame = h('iframe', { class: 'fg-viewer', title: '3D viewer', allow: 'fullscreen', src: `viewer/index.html?${query}` });
      parent.prepend(frame);
    };
  }

  window.facegen.stage = (kit) => {
    const { element, trigger, props } = kit;
    let state = { state: 'empty' };
    let resting = 'empty';
    const bar = progress(trigger);
    const picture = h('img', { class: 'fg-picture', alt: '', hidden: true });
    const sketchText = h('p', { role: 'status' });
    const back = h('button', { type: 'button', class: 'fg-button', onclick: () => trigger('discard', {}) }, 'Discard changes');
    const sketchBar = h('div', { class: 'fg-sketchbar', hidden: true }, sketchText, back,
      h('button', { type: 'button', class: 'fg-button fg-primary', onclick: () => trigger('make', {}) }, 'Make it 3D'));
    const notice = h('div', { class: 'fg-notice', hidden: true });
    const stage = h('section', { class: 'fg-stage', 'aria-label': 'Stage' },
      invitation(props, trigger), picture, sketchBar, bar.node, notice);
    const showViewer = viewerFrame(stage);
    const film = props.film ? window.facegen.makeFilm() : null;
    element.append(stage, ...(film ? [film.node] : []));

    function showNotice(found) {
      notice.hidden = !found;
      notice.replaceChildren();
      if (!found) return;
      notice.classList.toggle('fg-bad', found.kind === 'error');
      notice.setAttribute('role', found.kind === 'error' ? 'alert' : 'status');
      notice.append(h('div', {}, h('b', {}, found.title), h('p', {}, found.text)),
        iconButton('close', 'Close this message', () => { notice.hidden = true; }));
    }

    function apply(patch) {
      state = { ...state, ...patch };
      if (patch.state === 'back') state.state = resting;
      if (RESTING.includes(state.state)) resting = state.state;
      const busy = ['waiting', 'working'].includes(state.state);
      // As soon as the model is written the viewer shows it, while the job goes on.
      const live = busy && state.live;
      const shown = busy ? !live && state.preview : state.sketch;
      stage.dataset.state = state.state;
      stage.classList.remove('fg-drawing');
      stage.setAttribute('aria-busy', String(busy));
      tell(kit, 'busy', { busy });
      bar.node.hidden = !busy;
      if (busy) bar.show(state);
      stage.classList.toggle('fg-live', Boolean(live));
      showViewer(live || state.viewer);
      film?.show(busy && state.growing ? state.growing : state.views, busy && Boolean(state.growing));
      picture.hidden = !(shown && (busy || state.state === 'sketch'));
      stage.classList.toggle('fg-pictured', !picture.hidden);
      if (!picture.hidden && picture.src !== shown) picture.src = shown;
      picture.alt = busy ? `Preview: ${state.stage}` : 'Picture of your changes';
      sketchBar.hidden = state.state !== 'sketch';
      sketchText.textContent = state.caption ?? '';
      back.hidden = !state.viewer;
      if ('notice' in patch || busy) showNotice(patch.notice);
    }

    hear(kit, 'drawing', () => stage.classList.add('fg-drawing'));
    window.facegen.follow(kit, apply);
  };
})();
