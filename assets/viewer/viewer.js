// The viewer page: load ?src=, wire the controls, speak with the page around it.
// Messages in:  {type: 'facegen:load', src}, {type: 'facegen:expression', weights}
// Messages out: {type: 'facegen:ready', morphs, triangles}, {type: 'facegen:error', message}

import { Avatar } from './avatar.js';
import { Idle } from './idle.js';
import { SURFACES } from './materials.js';
import { Panel } from './panel.js';
import { KEYS, Stage } from './stage.js';

const ENVIRONMENTS = {
  softbox: 'Soft box', studio: 'Photo studio', apartment: 'Apartment', park: 'Park', city: 'City',
  sunset: 'Sunset', forest: 'Forest', night: 'Night',
};
const element = (id) => document.getElementById(id);

let stage;
let panel;
let avatar = null;
let idle = null;

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

async function load(source) {
  say('Loading');
  try {
    const next = await Avatar.load(ownUrl(source), (share) => say(`Loading ${Math.round(share * 100)} %`));
    if (avatar) stage.scene.remove(avatar.root);
    avatar = next;
    stage.scene.add(avatar.root);
    const { target, height } = avatar.view();
    stage.frame(target, height);
    avatar.setSurface(element('surface').value);
    panel.start(avatar.rest, avatar.morphs);
    setIdle(!stage.software && !window.matchMedia('(prefers-reduced-motion: reduce)').matches);
    await stage.settle();
    say('');
    document.body.dataset.state = 'ready';
    tell({ type: 'facegen:ready', morphs: avatar.morphs.size, triangles: avatar.triangles });
  } catch (error) {
    const message = 'This avatar could not be opened. It may have been removed: generate it again.';
    console.warn(error);
    say(message);
    document.body.dataset.state = 'error';
    tell({ type: 'facegen:error', message });
  }
}

function setIdle(on) {
  idle = on ? new Idle() : null;
  element('idle').setAttribute('aria-pressed', String(on));
  if (!on && avatar) {
    avatar.turn(Object.fromEntries(['Spine2', 'Neck', 'Head'].map((name) => [name, [0, 0]])));
    avatar.apply(panel.weights);
  }
  stage.invalidateShape();
}

function everyFrame(seconds) {
  const fading = panel.step(seconds);
  if (!idle || !avatar) return fading;
  const { weights, bones } = idle.step(seconds);
  const merged = { ...panel.weights };
  for (const [name, value] of Object.entries(weights)) merged[name] = Math.max(merged[name] ?? 0, value);
  avatar.apply(merged);
  avatar.turn(bones);
  stage.invalidateShape();
  return true;
}

function fill(select, options, chosen, onChange) {
  for (const [value, text] of options) select.add(new Option(text, value, false, value === chosen));
  select.addEventListener('change', () => onChange(select.value));
}

async function chooseEnvironment(name) {
  try {
    await stage.setEnvironment(name);
  } catch (error) {
    console.warn(error);
    element('environment').value = 'softbox';
    await stage.setEnvironment('softbox');
  }
}

async function saveScreenshot() {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await stage.screenshot());
  link.download = 'face.png';
  link.click();
  URL.revokeObjectURL(link.href);
}

const STEPS = {
  ArrowLeft: [-10, 0, 1], ArrowRight: [10, 0, 1], ArrowUp: [0, 8, 1], ArrowDown: [0, -8, 1],
  '+': [0, 0, 0.9], '=': [0, 0, 0.9], '-': [0, 0, 1.1],
};

function onKey(event) {
  if (event.key === '0' || event.key === 'Home') stage.reset();
  else if (STEPS[event.key]) stage.nudge(...STEPS[event.key]);
  else return;
  event.preventDefault();
}

/** Follow the page's light or dark look; alone, the system's. */
function watchTheme() {
  const system = window.matchMedia('(prefers-color-scheme: dark)');
  const page = window.parent !== window ? window.parent.document.body : null;
  const apply = () => {
    const dark = page ? page.classList.contains('dark') : system.matches;
    document.documentElement.dataset.theme = dark ? 'dark' : 'light';
    stage.setBackdrop(dark ? 'dark' : 'light');
  };
  if (page) new MutationObserver(apply).observe(page, { attributeFilter: ['class'] });
  system.addEventListener('change', apply);
  apply();
}

function wire() {
  fill(element('environment'), Object.entries(ENVIRONMENTS), 'softbox', chooseEnvironment);
  fill(element('key'), Object.entries(KEYS).map(([key, [text]]) => [key, text]), 'left',
    (name) => stage.setKey(name));
  fill(element('surface'), Object.entries(SURFACES), 'shaded', (surface) => {
    avatar?.setSurface(surface);
    stage.invalidateShape();
  });
  element('idle').addEventListener('click', () => setIdle(!idle));
  element('reset').addEventListener('click', () => stage.reset());
  element('screenshot').addEventListener('click', saveScreenshot);
  element('canvas').addEventListener('keydown', onKey);
  window.addEventListener('message', (event) => {
    if (event.origin !== location.origin) return;
    if (event.data?.type === 'facegen:load') load(String(event.data.src));
    if (event.data?.type === 'facegen:expression') panel.go(event.data.weights ?? {}, null);
  });
}

async function start() {
  try {
    stage = new Stage(element('canvas'));
  } catch (error) {
    console.warn(error);
    say('This browser shows no 3D (WebGL 2 is off). The downloads work all the same.');
    return;
  }
  panel = new Panel((weights) => {
    avatar?.apply(weights);
    stage.invalidateShape();
  });
  wire();
  watchTheme();
  stage.onFrame = everyFrame;
  await chooseEnvironment('softbox');
  const source = new URLSearchParams(location.search).get('src');
  if (source) await load(source);
  else say('');
}

start();
