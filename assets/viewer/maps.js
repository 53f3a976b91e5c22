// What the person's surface shows: light, clay, wires, one of its maps, or the flat layout.

import { drawLayout } from './uv.js';

export const SURFACES = {
  shaded: 'Shaded', clay: 'Clay', wireframe: 'Wireframe', normals: 'Normals', colour: 'Base colour',
  bumps: 'Normal map', roughness: 'Roughness', metalness: 'Metalness', occlusion: 'Occlusion',
  specular: 'Specular', uv: 'UV layout',
};

const element = (id) => document.getElementById(id);

export class Surfaces {
  /** `avatars()` lists who is on stage, the main one first. */
  constructor(stage, avatars) {
    this.stage = stage;
    this.avatars = avatars;
    this.name = 'shaded';
    const holder = element('surfaces');
    for (const [name, text] of Object.entries(SURFACES)) {
      const button = document.createElement('button');
      Object.assign(button, { type: 'button', textContent: text });
      button.dataset.surface = name;
      button.setAttribute('role', 'radio');
      button.addEventListener('click', () => this.choose(name));
      holder.append(button);
    }
    holder.addEventListener('keydown', (event) => this.#step(event));
    element('uv-part').addEventListener('change', () => this.#draw());
    new ResizeObserver(() => this.#draw()).observe(element('uv'));
    this.#mark();
  }

  choose(name) {
    this.name = name;
    this.#mark();
    this.wear();
  }

  /** Put the chosen surface on everybody, also on who has just come. */
  wear() {
    const flat = this.name === 'uv';
    const [avatar] = this.avatars();
    element('uv').hidden = element('uv-row').hidden = !flat || !avatar;
    if (flat && avatar) this.#listParts(avatar);
    const worn = flat ? 'shaded' : this.name;
    this.stage.setView(worn);
    for (const person of this.avatars()) person.setView(worn === 'shaded', worn === 'wireframe');
    this.stage.invalidateShape();
  }

  #mark() {
    for (const button of element('surfaces').children) {
      const on = button.dataset.surface === this.name;
      button.setAttribute('aria-checked', String(on));
      button.tabIndex = on ? 0 : -1;
    }
  }

  #step(event) {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const names = Object.keys(SURFACES);
    const next = names[(names.indexOf(this.name) + step + names.length) % names.length];
    this.choose(next);
    element('surfaces').querySelector(`[data-surface=${next}]`).focus();
  }

  #listParts(avatar) {
    const select = element('uv-part');
    const chosen = select.value;
    const names = avatar.parts.filter(({ mesh }) => mesh.geometry.attributes.uv).map(({ mesh }) => mesh.name);
    select.replaceChildren(...names.map((name) => new Option(name.replaceAll('_', ' '), name)));
    select.value = names.includes(chosen) ? chosen : names.includes('head') ? 'head' : names[0];
    this.#draw();
  }

  #draw() {
    if (element('uv').hidden) return;
    const part = this.avatars()[0]?.parts.find(({ mesh }) => mesh.name === element('uv-part').value);
    if (part) drawLayout(element('uv-canvas'), part);
  }
}
