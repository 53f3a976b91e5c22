// Blinks, glances and breath, laid over whatever the sliders say.

const BONES = { Spine2: [-0.5, 0.25], Neck: [0.4, 0.5], Head: [0.3, 1.0] }; // degrees: breath, sway

export class Idle {
  constructor() {
    this.time = 0;
    this.nextBlink = 1.2;
    this.blinkStart = -1;
    this.nextGlance = 0.8;
    this.gaze = [0, 0];
    this.target = [0, 0];
  }

  /** Advance; all `weights`, the `blink` of them alone, and `bones` (degrees: pitch, yaw). */
  step(seconds) {
    this.time += seconds;
    if (this.time > this.nextBlink) {
      this.blinkStart = this.time;
      this.nextBlink = this.time + 2 + 3.5 * Math.random();
    }
    if (this.time > this.nextGlance) {
      this.target = [0.28 * (Math.random() - 0.5), 0.12 * (Math.random() - 0.5)];
      this.nextGlance = this.time + 0.7 + 2 * Math.random();
    }
    const follow = 1 - Math.exp(-seconds * 30);
    this.gaze = this.gaze.map((value, i) => value + follow * (this.target[i] - value));
    const blink = this.#blink();
    return { blink, weights: { ...blink, ...this.#look() }, bones: this.#bones() };
  }

  #blink() {
    const age = this.time - this.blinkStart;
    const weight = age < 0.07 ? age / 0.07 : age < 0.11 ? 1 : Math.max(0, 1 - (age - 0.11) / 0.15);
    const value = this.blinkStart < 0 ? 0 : weight;
    return { eyeBlinkLeft: value, eyeBlinkRight: value };
  }

  #look() {
    const [side, up] = this.gaze;
    return {
      eyeLookOutLeft: Math.max(side, 0), eyeLookInRight: Math.max(side, 0),
      eyeLookInLeft: Math.max(-side, 0), eyeLookOutRight: Math.max(-side, 0),
      eyeLookUpLeft: Math.max(up, 0), eyeLookUpRight: Math.max(up, 0),
      eyeLookDownLeft: Math.max(-up, 0), eyeLookDownRight: Math.max(-up, 0),
    };
  }

  #bones() {
    const breath = 0.5 - 0.5 * Math.cos((2 * Math.PI * this.time) / 4);
    const sway = Math.sin((2 * Math.PI * this.time) / 9);
    return Object.fromEntries(
      Object.entries(BONES).map(([name, [pitch, yaw]]) => [name, [pitch * breath, yaw * sway]]));
  }
}
