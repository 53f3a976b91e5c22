// The photo: chosen, dropped, pasted or taken; which of its faces; and the consent to send it.
// Nothing leaves the browser before the box is ticked.

(() => {
  const { h, icon, iconButton, hear, onShow } = window.facegen;
  const MOST_BYTES = 64 * 2 ** 20;
  const FIRST = { file: null, photo: null, face: 0, error: '', sending: false, picture: '' };

  /** The picture and the boxes around its faces. */
  function makeFrame(choose) {
    const picture = h('img', { class: 'fg-photo-picture', alt: 'Your photo' });
    const boxes = h('div', { class: 'fg-faces', role: 'radiogroup', 'aria-label': 'Whose head' });
    const node = h('div', { class: 'fg-photo-frame' }, h('div', { class: 'fg-photo-sheet' }, picture, boxes));
    picture.addEventListener('error', () => node.classList.add('fg-unshown'));
    picture.addEventListener('load', () => node.classList.remove('fg-unshown'));
    const box = ([left, top, width, height], place, all, face) => h('button', {
      type: 'button', class: 'fg-face', role: 'radio', 'aria-checked': String(place === face),
      'aria-label': `Face ${place + 1} of ${all.length}`, tabindex: place === face ? 0 : -1,
      style: `left:${100 * left}%;top:${100 * top}%;width:${100 * width}%;height:${100 * height}%`,
      onclick: () => choose(place) });
    boxes.addEventListener('keydown', (event) => {
      const by = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
      if (!by) return;
      event.preventDefault();
      const all = [...boxes.children];
      choose((all.indexOf(document.activeElement) + by + all.length) % all.length);
      boxes.querySelector('[aria-checked=true]').focus();
    });
    return {
      node,
      show({ picture: source, photo, face }) {
        const shown = photo?.picture ?? source;
        if (shown && picture.getAttribute('src') !== shown) picture.src = shown;
        boxes.replaceChildren(...(photo?.faces ?? []).map((found, place, all) => box(found, place, all, face)));
      },
    };
  }

  /** The camera: a live picture and a button that takes it; `taken` gets a JPEG file. */
  function makeCamera(taken, failed, closed) {
    const video = h('video', { class: 'fg-camera-picture', playsinline: true, muted: true, 'aria-label': 'Camera' });
    const take = h('button', { type: 'button', class: 'fg-button fg-primary', onclick: shoot }, icon('camera'), 'Take the picture');
    const node = h('div', { class: 'fg-camera', hidden: true }, video,
      h('div', { class: 'fg-camera-bar' }, take, h('button', { type: 'button', class: 'fg-button', onclick: () => close() }, 'Cancel')));
    let stream = null;
    let asking = false;

    async function open() {
      // A second stream would hide the first, and keep the camera on.
      if (asking || stream) return;
      asking = true;
      try {
        const size = { ideal: 1280 };
        stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'user', width: size, height: size } });
      } catch (error) {
        failed(error.name === 'NotAllowedError' ? 'The browser may not use the camera: allow it in the address bar, or choose a file.'
          : 'No camera was found. Choose a file.');
        return;
      } finally {
        asking = false;
      }
      node.hidden = false;
      take.disabled = true; // before its first frame there is no picture to take
      video.srcObject = stream;
      await video.play().catch(() => {}); // closed meanwhile
      if (!stream) return;
      take.disabled = false;
      take.focus();
    }

    function shoot() {
      const canvas = h('canvas', { width: video.videoWidth, height: video.videoHeight });
      canvas.getContext('2d').drawImage(video, 0, 0);
      canvas.toBlob((blob) => {
        close();
        if (blob) taken(new File([blob], 'camera.jpg', { type: 'image/jpeg' }));
        else failed('The camera gave no picture. Try again, or choose a file.');
      }, 'image/jpeg', 0.95);
    }

    function close() {
      if (!stream) return;
      for (const track of stream.getTracks()) track.stop();
      stream = null;
      video.srcObject = null;
      node.hidden = true;
      closed();
    }

    return { node, open, close };
  }

  /** Send the file; the server answers with the upright picture and the faces in it. */
  async function send(address, file, signal) {
    const reply = await fetch(`${address}?consent=yes`, { method: 'POST', body: file, signal, headers: { 'Content-Type': 'application/octet-stream' } });
    const told = await reply.json().catch(() => ({}));
    if (reply.ok) return told;
    const error = new Error(told.detail ?? 'The photo could not be sent. Try again.');
    error.status = reply.status;
    throw error;
  }

  window.facegen.photo = (kit) => {
    const { element, trigger } = kit;
    let state = { ...FIRST };
    let address = '';
    let asked = false;
    let busy = false;
    let sent = null;
    let retried = null;
    const files = h('input', { type: 'file', accept: 'image/*,.heic,.heif', hidden: true, 'aria-label': 'Choose a photo',
      onchange: () => { if (files.files[0]) take(files.files[0]); files.value = ''; } });
    const camera = makeCamera(take, (error) => set({ error }), () => draw());
    const cameraButton = navigator.mediaDevices?.getUserMedia
      ? h('button', { type: 'button', class: 'fg-button', onclick: () => camera.open().then(draw) }, icon('camera'), 'Use the camera') : null;
    const drop = h('div', { class: 'fg-drop' }, icon('picture'), h('p', {}, 'Drop a photo here or paste it'),
      h('div', { class: 'fg-drop-ways' },
        h('button', { type: 'button', class: 'fg-button', onclick: () => files.click() }, 'Choose a photo'), cameraButton));
    const frame = makeFrame((face) => set({ face }));
    const remove = iconButton('close', 'Remove the photo', () => clear(), { class: 'fg-iconbutton fg-photo-remove' });
    const status = h('p', { class: 'fg-photo-status', role: 'status' });
    const again = h('button', { type: 'button', class: 'fg-button fg-photo-again', onclick: () => files.click(), hidden: true }, 'Choose another photo');
    const tick = h('input', { type: 'checkbox', id: 'fg-photo-consent', onchange: () => draw() });
    const consent = h('label', { class: 'fg-consent', for: 'fg-photo-consent' }, tick, h('span', {},
      'I have the right to use the pictures I put in here.',
      h('small', {}, 'They are sent only once this is ticked, and only this browser can see them.')));
    const go = h('button', { type: 'button', class: 'fg-go-own', onclick: make }, 'Make the head');
    const stop = h('button', { type: 'button', class: 'fg-go-own fg-go-stop', onclick: () => trigger('cancel', {}), hidden: true }, 'Cancel');
    const root = h('section', { class: 'fg-photo', 'aria-label': 'Photo' },
      h('div', { class: 'fg-photo-place' }, drop, frame.node, camera.node, remove), files, status, again, consent, go, stop);
    element.append(root);

    function set(change) {
      state = { ...state, ...change };
      draw();
    }

    function forget() {
      sent?.abort();
      sent = null;
      if (state.picture) URL.revokeObjectURL(state.picture);
      const own = state.photo && !state.photo.example ? state.photo.id : null;
      if (own && address) fetch(`${address}/${own}`, { method: 'DELETE', keepalive: true });
    }

    function clear() {
      forget();
      state = { ...FIRST };
      draw();
      drop.querySelector('button').focus();
    }

    /** A picture was chosen, dropped, pasted or taken. */
    function take(file) {
      if (busy || !file) return;
      camera.close();
      forget();
      state = { ...FIRST };
      if (!file.type.startsWith('image/') && !/\.hei[cf]$/i.test(file.name)) {
        set({ error: `“${file.name}” is not a picture: choose a JPEG, PNG, WebP or HEIC.` });
      } else if (file.size > MOST_BYTES) {
        set({ error: 'The picture has more than 64 MB: choose a smaller one.' });
      } else {
        set({ file, picture: URL.createObjectURL(file) });
      }
    }

    async function upload() {
      const { file } = state;
      sent = new AbortController();
      set({ sending: true, error: '' });
      try {
        const photo = await send(address, file, sent.signal);
        if (state.file === file) set({ photo, face: 0, sending: false });
      } catch (error) {
        if (error.name === 'AbortError' || state.file !== file) return;
        // The visit ended while the page stood open; a new one is asked for once.
        if (error.status === 404 && retried !== file) {
          retried = file;
          address = '';
          set({ sending: false });
        } else {
          set({ sending: false, file: null, error: error.message });
        }
      }
    }

    function make() {
      trigger('make', { photo: state.photo.id, face: state.face });
    }

    function told() {
      const faces = state.photo?.faces.length ?? 0;
      if (state.error) return state.error;
      if (state.sending) return 'Looking for faces…';
      const many = `${faces} faces. The marked one is made; click another to choose it.`;
      if (state.photo?.example) return `One of our own renders. ${faces > 1 ? many : ''}`;
      if (state.photo) return faces > 1 ? many : 'One face found.';
      return state.file ? 'Tick the box, and the photo is read.' : '';
    }

    function draw() {
      if (state.file && !state.photo && !state.sending && !state.error && tick.checked) {
        if (address) { upload(); return; }
        // Nobody is visiting, or no longer: once there is an address, the photo is sent.
        if (!asked) trigger('renew', {});
        asked = true;
      }
      const pictured = Boolean(state.photo || (state.file && state.picture) || (state.error && state.picture));
      drop.hidden = pictured || !camera.node.hidden;
      frame.node.hidden = !pictured || !camera.node.hidden;
      remove.hidden = frame.node.hidden || busy;
      if (pictured) frame.show(state);
      root.classList.toggle('fg-sending', state.sending);
      status.textContent = told();
      status.hidden = !status.textContent;
      status.classList.toggle('fg-bad-text', Boolean(state.error));
      again.hidden = !(state.error && pictured);
      consent.classList.toggle('fg-wanted', Boolean(state.file && !state.photo && !tick.checked && !state.error));
      consent.hidden = Boolean(state.photo?.example);
      go.disabled = !state.photo || busy || (!state.photo.example && !tick.checked);
      go.hidden = busy;
      stop.hidden = !busy;
    }

    // Anywhere on this tab: a file may be dropped or pasted.
    const over = (event) => onShow(element) && event.dataTransfer?.types.includes('Files');
    document.addEventListener('dragover', (event) => {
      if (!over(event)) return;
      event.preventDefault();
      root.classList.add('fg-over');
    });
    document.addEventListener('dragleave', (event) => { if (!event.relatedTarget) root.classList.remove('fg-over'); });
    document.addEventListener('drop', (event) => {
      root.classList.remove('fg-over');
      if (!over(event)) return;
      event.preventDefault();
      take(event.dataTransfer.files[0]);
    });
    document.addEventListener('paste', (event) => {
      const file = [...(event.clipboardData?.files ?? [])].find(({ type }) => type.startsWith('image/'));
      if (!file || !onShow(element)) return;
      event.preventDefault();
      take(file);
    });

    hear(kit, 'busy', ({ busy: now }) => {
      busy = now;
      draw();
    });
    window.facegen.follow(kit, (value) => {
      if ('address' in value) {
        address = value.address;
        asked = false;
      }
      if ('photo' in value) {
        camera.close();
        forget();
        state = { ...FIRST, photo: value.photo };
        if (value.photo === null) tick.checked = false;
      }
      if ('error' in value) {
        forget();
        state = { ...FIRST, error: value.error };
      }
      draw();
    });
    draw();
  };
})();
