// The sliders, their search and the expression buttons; they know weights, nothing of 3D.

import { GROUPS, PRESETS, SYNONYMS, label, twin } from './face.js';

const PHOTO = { name: 'As in the photo', weights: {} };
const FADE = 0.22; // seconds from one expression to the next

export class Panel {
  /** `onChange(weights)` is called with all slider values, name -> 0..1. */
  constructor(onChange) {
    this.onChange = onChange;
    this.rows = new Map();
    this.weights = {};
    this.rest = {};
    this.fade = null;
    this.mirror = document.getElementById('mirror');
    this.#makePresets(document.getElementById('presets'));
    const holder = document.getElementById('groups');
    for (const [region, names] of GROUPS) holder.append(this.#makeGroup(region, names));
    document.getElementById('relax').addEventListener('click', () => this.go({}, null));
    this.searchBox = document.getElementById('search');
    this.searchBox.addEventListener('input', () => this.find(this.searchBox.value));
  }

  /**
   * Start from the expression that the file wears; sliders without a morph are disabled. `photo` is
   * the face in the photo, or null: then there is no button for it.
   */
  start(rest, available, photo) {
    this.rest = rest;
    this.moved = false;
    PHOTO.weights = photo ?? {};
    const button = document.querySelector(`#presets [data-preset="${PHOTO.name}"]`);
    button.hidden = !photo;
    for (const other of document.querySelectorAll('#presets button')) {
      other.setAttribute('aria-pressed', String(other === button && photo === rest));
    }
    for (const [name, { input }] of this.rows) input.disabled = !available.has(name);
    this.set(rest);
  }

  /** Show only the sliders that match all words; everything again when empty. */
  find(text) {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    if (words.length && !this.openBefore) {
      this.openBefore = new Set([...document.querySelectorAll('#groups details[open]')]);
    }
    let count = 0;
    for (const group of document.querySelectorAll('#groups details')) {
      let found = 0;
      for (const row of group.querySelectorAll('.row')) {
        row.hidden = !words.every((word) => row.dataset.words.includes(word));
        found += row.hidden ? 0 : 1;
      }
      group.hidden = found === 0;
      count += found;
      if (words.length) group.open = found > 0;
      else if (this.openBefore) group.open = this.openBefore.has(group);
    }
    if (!words.length) this.openBefore = null;
    const note = document.getElementById('nothing-found');
    note.hidden = count > 0;
    note.textContent = count ? '' : `No slider is called “${text.trim()}”. Try smile, brow, blink or jaw.`;
  }

  set(weights) {
    this.weights = { ...weights };
    for (const [name, row] of this.rows) this.#show(name, row);
    for (const group of document.querySelectorAll('#groups details')) count(group);
    this.onChange(this.weights);
  }

  /** Fade to an expression; `name` is the preset's, or null. */
  go(weights, name) {
    this.moved = true;
    for (const button of document.querySelectorAll('#presets button')) {
      button.setAttribute('aria-pressed', String(button.dataset.preset === name));
    }
    const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.fade = still ? null : { from: { ...this.weights }, to: weights, time: 0 };
    if (still) this.set(weights);
    else this.onChange(this.weights);
  }

  /** Advance a running fade by `seconds`; true while it moves. */
  step(seconds) {
    if (!this.fade) return false;
    const { from, to } = this.fade;
    this.fade.time += seconds;
    const linear = Math.min(1, this.fade.time / FADE);
    const share = linear * linear * (3 - 2 * linear);
    const mixed = {};
    for (const name of new Set([...Object.keys(from), ...Object.keys(to)])) {
      mixed[name] = (from[name] ?? 0) * (1 - share) + (to[name] ?? 0) * share;
    }
    if (linear >= 1) this.fade = null;
    this.set(mixed);
    return true;
  }

  #makePresets(holder) {
    const presets = Object.entries(PRESETS).map(([name, weights]) => ({ name, weights }));
    for (const preset of [PHOTO, ...presets]) {
      const { name } = preset;
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = name;
      button.dataset.preset = name;
      button.setAttribute('aria-pressed', 'false');
      button.addEventListener('click', () => {
        const on = button.getAttribute('aria-pressed') === 'true';
        this.go(on ? {} : preset.weights, on ? null : name);
      });
      holder.append(button);
    }
  }

  #makeGroup(region, names) {
    const group = document.createElement('details');
    group.open = region === 'Jaw' || region === 'Brows';
    const summary = document.createElement('summary');
    summary.innerHTML = '<span></span><small></small>';
    summary.firstChild.textContent = region;
    group.append(summary);
    for (const name of names) group.append(this.#makeRow(name, region));
    return group;
  }

  #makeRow(name, region) {
    const row = document.createElement('div');
    row.className = 'row';
    const input = document.createElement('input');
    Object.assign(input, { type: 'range', min: 0, max: 1, step: 0.01, value: 0, id: name, disabled: true });
    const text = document.createElement('label');
    text.htmlFor = name;
    text.textContent = label(name, region);
    text.title = `${name} (double-click: back to 0)`;
    const output = document.createElement('output');
    output.htmlFor = name;
    input.addEventListener('input', () => this.#move(name, Number(input.value)));
    row.addEventListener('dblclick', () => this.#move(name, 0));
    const synonyms = SYNONYMS.filter(([stem]) => name.startsWith(stem)).map(([, more]) => more).join(' ');
    row.dataset.words = `${region} ${name} ${text.textContent} ${synonyms}`.toLowerCase();
    row.append(text, input, output);
    this.rows.set(name, { input, output });
    return row;
  }

  #move(name, value) {
    this.moved = true;
    this.fade = null;
    const weights = { ...this.weights, [name]: value };
    const other = twin(name);
    if (this.mirror.checked && other) weights[other] = value;
    for (const button of document.querySelectorAll('#presets button')) {
      button.setAttribute('aria-pressed', 'false');
    }
    this.set(weights);
  }

  #show(name, { input, output }) {
    const value = this.weights[name] ?? 0;
    input.value = value;
    input.style.setProperty('--fill', `${Math.round(value * 100)}%`);
    output.textContent = value ? value.toFixed(2) : '0';
  }
}

function count(group) {
  const moved = [...group.querySelectorAll('input')].filter((input) => Number(input.value) > 0).length;
  group.querySelector('small').textContent = moved ? `${moved} moved` : '';
}
