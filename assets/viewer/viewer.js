// The viewer page: load ?src= (and ?before=, ?name=), wire the controls, speak with the page around.
// Messages in:  {type: 'facegen:load', src, before?, name?}, {type: 'facegen:expression', weights}
// Messages out: {type: 'facegen:ready', morphs, triangles}, {type: 'facegen:error', message}

import { Avatar } from './avatar.js';
import { Compare } from './compare.js';
import { measureReach } from './gaze.js';
import { KEYS } from './light.js';
import { Surfaces } from './maps.js';
import { Motion } from './motion.js';
import { Panel } from './panel.js';
import { Stage } from './stage.js';
import { wireTabs } from './tabs.js';
import { Talk } from './talk.js';

const ENVIRONMENTS = {
  softbox: 'Soft box', studio: 'Photo studio', apartment: 'Apartment', park: 'Park', city: 'City',
  sunset: 'Sunset', forest: 'Forest', night: 'Night',
};
const element = (id) => document.getElementById(id);

/** What the page is made of; tests reach it by importing this module. */
export const viewer = { avatar: null, worn: {} };
let loading = 0;

function say(message) {
  element('status').textContent = message;
  element('status').hidden = !message;
}

function tell(message) {
  if (window.parent !== window) window.parent.postMessage(message, location.origin);
}

/** Only files of this very server are opened. */
function ownUrl(source) {
  const url = new URL(source, location.href);
  if (url.origin !== location.origin) throw new Error('The viewer opens only files of this server.');
  return url.href;
}

function people() {
  return [viewer.avatar, viewer.compare.avatar].filter(Boolean);
}

async function load({ src, before, name }) {
  const ticket = (loading += 1);
  const { stage } = viewer;
  document.body.dataset.state = 'loading';
  say('Loading');
  try {
    const next = await Avatar.load(ownUrl(src), stage.rig, (share) => {
      if (ticket === loading) say(`Loading ${Math.round(share * 100)} %`);
    });
    if (ticket !== loading) return next.dispose();
    viewer.talk.stop();
    viewer.compare.clear();
    viewer.avatar?.dispose();
    viewer.avatar = next;
    enter(next, name);
    await stage.settle();
    if (ticket !== loading) return undefined;
    say('');
    document.body.dataset.state = 'ready';
    tell({ type: 'facegen:ready', morphs: next.morphs.size, triangles: next.triangles });
    next.findOcclusion().then((done) => done && stage.invalidateShape());
    if (before) await meet(before, ticket);
  } catch (error) {
    if (ticket !== loading) return undefined;
    console.warn(error);
    const message = explain(error);
    say(message);
    document.body.dataset.state = 'error';
    tell({ type: 'facegen:error', message });
  }
  return undefined;
}

function enter(avatar, name) {
  const { stage, panel, surfaces } = viewer;
  stage.scene.add(avatar.root);
  const { target, height } = avatar.view();
  stage.frame(target, height);
  avatar.eyeReach = measureReach(avatar.parts);
  panel.start(avatar.rest, avatar.morphs, avatar.photo);
  greet(avatar.about.pipeline);
  surfaces.wear();
  const title = name || avatar.about.prompt || '';
  element('name').textContent = title;
  element('name').hidden = !title;
  element('canvas').setAttribute('aria-label', title ? `The person in 3D: ${title}` : 'The person in 3D');
  element('facts').textContent = `${Math.round(avatar.triangles).toLocaleString('en')} triangles, `
    + `${avatar.morphs.size} shapes, ${avatar.bones.size} joints.`;
  setIdle(!stage.software && !stillWanted());
}

/** The words to say tell where the person comes from, until somebody writes others. */
function greet(pipeline) {
  const words = element('say-text');
  const source = pipeline === 'photo_to_views' ? 'photo' : 'sentence';
  if (words.value === words.defaultValue) {
    words.defaultValue = words.defaultValue.replace(/photo|sentence/, source);
  }
}

/** The earlier person is a bonus: without them the page stays as it is. */
async function meet(before, ticket) {
  try {
    await viewer.compare.load(ownUrl(before), viewer.avatar);
    if (ticket !== loading) viewer.compare.clear();
    else viewer.surfaces.wear();
  } catch (error) {
    console.warn(error);
    viewer.compare.clear();
  }
}

function explain(error) {
  const text = String(error?.message ?? error);
  if (/only files of this server/.test(text)) return text;
  if (/404|not found/i.test(text)) return 'This avatar is no longer here: results are removed after an hour. Generate it again.';
  if (/fetch|network/i.test(text)) return 'The avatar did not arrive. Check the connection, then reload the page.';
  return 'This avatar could not be opened. It may be damaged: generate it again.';
}

function stillWanted() {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches;
}

function setIdle(on) {
  viewer.motion.setIdle(on);
  element('idle').setAttribute('aria-pressed', String(on));
  viewer.stage.invalidateShape();
}

function everyFrame(seconds) {
  const { avatar, compare, motion, panel, stage } = viewer;
  const fading = panel.step(seconds);
  if (!avatar) return fading;
  const { moving, weights, bones } = motion.step(seconds, avatar);
  if (!moving && !panel.changed && !fading) return false;
  panel.changed = false;
  viewer.worn = weights(panel.weights);
  avatar.apply(viewer.worn);
  avatar.turn(bones);
  if (compare.shown) {
    // Until somebody touches the sliders each wears the expression of their own file.
    compare.avatar.apply(weights(panel.moved ? panel.weights : compare.avatar.rest));
    compare.avatar.turn(bones);
  }
  stage.invalidateShape();
  return true;
}

function fill(select, options, chosen, onChange) {
  for (const [value, text] of options) select.add(new Option(text, value, false, value === chosen));
  select.addEventListener('change', () => onChange(select.value));
}

async function chooseEnvironment(name) {
  try {
    await viewer.stage.setEnvironment(name);
  } catch (error) {
    console.warn(error);
    element('environment').value = 'softbox';
    await viewer.stage.setEnvironment('softbox');
  }
}

async function saveScreenshot() {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await viewer.stage.screenshot(element('transparent').checked));
  link.download = `${fileName(element('name').textContent) || 'face'}.png`;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** 'A woman of 30!' -> 'a-woman-of-30' */
function fileName(title) {
  return title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '').slice(0, 48);
}

const STEPS = {
  ArrowLeft: [-10, 0, 1], ArrowRight: [10, 0, 1], ArrowUp: [0, 8, 1], ArrowDown: [0, -8, 1],
  '+': [0, 0, 0.9], '=': [0, 0, 0.9], '-': [0, 0, 1.1], _: [0, 0, 1.1],
};
const SHIFTS = { ArrowLeft: [-0.06, 0], ArrowRight: [0.06, 0], ArrowUp: [0, 0.06], ArrowDown: [0, -0.06] };

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === '0' || event.key === 'Home') viewer.stage.reset();
  else if (event.shiftKey && SHIFTS[event.key]) viewer.stage.pan(...SHIFTS[event.key]);
  else if (STEPS[event.key]) viewer.stage.nudge(...STEPS[event.key]);
  else return;
  event.preventDefault();
}

function watchPointer() {
  const canvas = element('canvas');
  const look = (event) => {
    if (!viewer.motion.gaze) return;
    const { left, top, width, height } = canvas.getBoundingClientRect();
    const pointer = event && {
      x: (2 * (event.clientX - left)) / width - 1, y: 1 - (2 * (event.clientY - top)) / height,
    };
    viewer.motion.gaze.lookAt(viewer.avatar, viewer.stage.camera, pointer);
  };
  window.addEventListener('pointermove', look);
  window.addEventListener('pointerdown', look);
  document.documentElement.addEventListener('pointerleave', () => look(null));
  element('gaze').addEventListener('change', (event) => viewer.motion.setGaze(event.target.checked));
}

/** Follow the page's light or dark look; alone, the system's. */
function watchTheme() {
  const system = window.matchMedia('(prefers-color-scheme: dark)');
  const page = window.parent !== window ? window.parent.document.body : null;
  const apply = () => {
    const dark = page ? page.classList.contains('dark') : system.matches;
    document.documentElement.dataset.theme = dark ? 'dark' : 'light';
    viewer.stage.setBackdrop(dark ? 'dark' : 'light');
  };
  if (page) new MutationObserver(apply).observe(page, { attributeFilter: ['class'] });
  system.addEventListener('change', apply);
  apply();
}

function wire() {
  const { stage, motion, panel } = viewer;
  wireTabs(document.querySelector('[role=tablist]'));
  fill(element('environment'), Object.entries(ENVIRONMENTS), 'softbox', chooseEnvironment);
  fill(element('key'), Object.entries(KEYS).map(([key, [text]]) => [key, text]), 'left',
    (name) => stage.setKey(name));
  element('idle').addEventListener('click', () => setIdle(!motion.idle));
  element('reset').addEventListener('click', () => stage.reset());
  element('screenshot').addEventListener('click', saveScreenshot);
  element('canvas').addEventListener('keydown', onKey);
  element('canvas').addEventListener('dblclick', () => stage.reset());
  watchPointer();
  window.addEventListener('message', ({ origin, data }) => {
    if (origin !== location.origin) return;
    if (data?.type === 'facegen:load') load({ ...data, src: String(data.src) });
    if (data?.type === 'facegen:expression') panel.go(data.weights ?? {}, null);
  });
}

async function start() {
  try {
    viewer.stage = new Stage(element('canvas'));
  } catch (error) {
    console.warn(error);
    document.body.dataset.state = 'error';
    say('This browser shows no 3D: WebGL 2 is off. The downloads work all the same.');
    return;
  }
  const { stage } = viewer;
  viewer.panel = new Panel(() => { viewer.panel.changed = true; });
  viewer.motion = new Motion();
  viewer.compare = new Compare(stage);
  viewer.surfaces = new Surfaces(stage, people);
  viewer.talk = new Talk(viewer.motion, () => stage.invalidate());
  wire();
  watchTheme();
  stage.onFrame = everyFrame;
  await chooseEnvironment('softbox');
  const query = new URLSearchParams(location.search);
  const source = { src: query.get('src'), before: query.get('before'), name: query.get('name') };
  if (source.src) await load(source);
  else say('');
}

start();
