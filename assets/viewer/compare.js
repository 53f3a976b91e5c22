// Before and after: two people under one light and camera, parted by a line that can be dragged.

import { Avatar } from './avatar.js';

const element = (id) => document.getElementById(id);

export class Compare {
  constructor(stage) {
    this.stage = stage;
    this.avatar = null;
    this.at = 0.5;
    element('compare').addEventListener('click', () => this.show(!this.shown));
    const divider = element('divider');
    divider.addEventListener('pointerdown', (event) => {
      divider.setPointerCapture(event.pointerId);
      divider.focus();
    });
    divider.addEventListener('pointermove', (event) => {
      if (!divider.hasPointerCapture(event.pointerId)) return;
      const { left, width } = element('canvas').getBoundingClientRect();
      this.move((event.clientX - left) / width);
    });
    divider.addEventListener('keydown', (event) => {
      const step = { ArrowLeft: -0.05, ArrowRight: 0.05, Home: -1, End: 1 }[event.key];
      if (!step) return;
      event.preventDefault();
      this.move(this.at + step);
    });
  }

  get shown() { return this.stage.split !== null; }

  /** Fetch who stands before the line, eyes level with `after`; null for nobody. */
  async load(url, after) {
    this.clear();
    if (!url) return;
    const avatar = await Avatar.load(url, this.stage.rig, () => {});
    const mine = avatar.eyes(), theirs = after.eyes();
    if (mine && theirs) avatar.root.position.y += theirs.y - mine.y;
    this.avatar = avatar;
    this.stage.sets[1].scene.add(avatar.root);
    element('compare').hidden = false;
    avatar.findOcclusion().then((done) => done && this.stage.invalidate());
  }

  clear() {
    this.show(false);
    this.avatar?.dispose();
    this.avatar = null;
    element('compare').hidden = true;
  }

  show(on) {
    this.stage.split = on && this.avatar ? this.at : null;
    element('compare-bar').hidden = !this.shown;
    element('compare').setAttribute('aria-pressed', String(this.shown));
    this.stage.invalidateShape();
  }

  move(share) {
    this.at = Math.min(0.97, Math.max(0.03, share));
    element('compare-bar').style.setProperty('--at', `${100 * this.at}%`);
    element('divider').setAttribute('aria-valuenow', String(Math.round(100 * this.at)));
    if (this.shown) this.stage.split = this.at;
    this.stage.invalidate();
  }
}
