// Lays what moves by itself (blinks, glances, speech) over what the sliders say.

import { Gaze } from './gaze.js';
import { Idle } from './idle.js';
import { closureAt, mouthAt } from './visemes.js';

const BLINK = 0.26; // seconds of one blink
const NOD = 1.6; // degrees on a stressed word
// These part the lips or drop the jaw: they give way to speech and to lips that must close.
const OPENING = /^(jawOpen|mouthFunnel|mouthUpperUp|mouthLowerDown|mouthShrugUpper|mouthStretch)/;
const MOUTH = /^(jaw|mouth|viseme_|tongue)/;
const BODY = ['Spine2', 'Neck', 'Head'];

export class Motion {
  constructor() {
    this.idle = null;
    this.gaze = null;
    this.speech = null; // {plan, time() => seconds or null when over, onEnd}
    this.blinkAge = Infinity;
    this.nod = 0;
    this.share = 0; // how far speech has taken over the mouth
    this.settling = false;
  }

  setIdle(on) { this.#change(() => { this.idle = on ? new Idle() : null; }); }

  setGaze(on) { this.#change(() => { this.gaze = on ? new Gaze() : null; }); }

  say(plan, time, onEnd) { this.#change(() => { this.speech = { plan, time, onEnd }; }); }

  hush() {
    const { speech } = this;
    this.#change(() => { this.speech = null; });
    speech?.onEnd?.();
  }

  #change(action) {
    action();
    this.settling = true;
  }

  /** Advance; `{moving, weights(base), bones}`. */
  step(seconds, avatar) {
    const layers = [];
    const bones = Object.fromEntries(BODY.map((name) => [name, [0, 0]]));
    const add = (turns) => {
      for (const [name, [pitch, yaw]] of Object.entries(turns)) {
        bones[name] = [bones[name][0] + pitch, bones[name][1] + yaw];
      }
    };
    let moving = this.settling;
    this.settling = false;
    const idle = this.idle?.step(seconds);
    if (idle) {
      moving = true;
      layers.push(this.gaze?.wanted ? idle.blink : idle.weights);
      add(idle.bones);
    }
    const gaze = this.gaze?.step(seconds, avatar);
    if (gaze) {
      layers.push(gaze.weights);
      add(gaze.bones);
      if (gaze.blink) this.blinkAge = 0;
      moving ||= gaze.moving;
    }
    const mouth = this.#speak(seconds);
    moving ||= mouth !== null || this.share > 0;
    add({ Head: [this.nod, 0] });
    layers.push(this.#blink(seconds));
    moving ||= this.blinkAge < BLINK;
    return { moving, bones, weights: (base) => merge(base, layers, mouth ?? {}, this.share) };
  }

  #speak(seconds) {
    const now = this.speech?.time() ?? null;
    if (this.speech && now === null) this.hush();
    const target = this.speech ? 1 : 0;
    this.share += clampStep(target - this.share, seconds * 7);
    const stressed = this.speech?.plan.words.find(({ stressed: strong, start, end }) =>
      strong && now >= start && now < Math.min(end, start + 0.22));
    this.nod += (1 - Math.exp(-seconds * 9)) * ((stressed ? NOD : 0) - this.nod);
    if (!this.speech) return null;
    const weights = mouthAt(this.speech.plan, now);
    const asking = this.speech.plan.words.findLast?.(({ start }) => now >= start)?.asks;
    return { ...weights, browInnerUp: asking ? 0.35 : stressed ? 0.12 : 0 };
  }

  #blink(seconds) {
    this.blinkAge += seconds;
    const age = this.blinkAge;
    const weight = age < 0.07 ? age / 0.07 : age < 0.11 ? 1 : Math.max(0, 1 - (age - 0.11) / 0.15);
    return { eyeBlinkLeft: weight, eyeBlinkRight: weight };
  }
}

const clampStep = (difference, most) => Math.max(-most, Math.min(most, difference));

function merge(base, layers, mouth, share) {
  const out = {};
  const closure = closureAt(mouth);
  for (const [name, value] of Object.entries(base)) {
    const kept = OPENING.test(name) ? (1 - 0.75 * share) * (1 - closure) : MOUTH.test(name) ? 1 - 0.35 * share : 1;
    out[name] = value * kept;
  }
  // The larger wins: a blink on half-closed lids must not push them through each other.
  for (const layer of [...layers, mouth]) {
    for (const [name, value] of Object.entries(layer)) out[name] = Math.max(out[name] ?? 0, value);
  }
  return out;
}
