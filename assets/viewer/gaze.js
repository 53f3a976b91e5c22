// Looking at a place: the eyes jump, the head follows a little, large jumps blink.

import { Vector3 } from 'three';

const EYE_LIMIT = { side: 30, up: 22, down: 26 }; // degrees
const HEAD_SHARE = 0.3; // of the whole turn
const HEAD_LIMIT = { side: 14, up: 8, down: 9 };
const NEAR = 0.42; // metres before the face where the pointer is imagined
const FAST = 24, SLOW = 4.5; // per second: eyes, head
const BLINK_BEYOND = 17; // degrees of one jump
const FALLBACK_REACH = 28; // degrees at weight 1, where the eyes cannot be measured

const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

export class Gaze {
  constructor() {
    this.wanted = null; // [yaw, pitch] in degrees; positive: the person's left, up
    this.eyes = [0, 0];
    this.head = [0, 0];
    this.blinkNow = false;
  }

  /** Look at what lies under the pointer (`x`, `y` in -1..1 of the view), or ahead with null. */
  lookAt(avatar, camera, pointer) {
    const eyes = pointer && avatar?.eyes();
    if (!eyes) {
      this.#want(pointer === null ? null : [0, 0]);
      return;
    }
    const towards = camera.position.clone().sub(eyes).normalize();
    const centre = eyes.clone().addScaledVector(towards, NEAR);
    const depth = centre.clone().project(camera).z;
    const place = new Vector3(pointer.x, pointer.y, depth).unproject(camera).sub(eyes);
    // Behind the head there is nothing to look at: the limits hold the eyes at the side.
    const yaw = (Math.atan2(place.x, place.z) * 180) / Math.PI;
    const pitch = (Math.atan2(place.y, Math.hypot(place.x, place.z)) * 180) / Math.PI;
    this.#want(Math.abs(yaw) > 110 ? [0, 0] : [yaw, pitch]);
  }

  #want(next) {
    const before = this.wanted ?? [0, 0], now = next ?? [0, 0];
    if (Math.hypot(now[0] - before[0], now[1] - before[1]) > BLINK_BEYOND) this.blinkNow = true;
    this.wanted = next;
  }

  /** Advance; `{weights, bones, moving, blink}` to lay over the face. */
  step(seconds, avatar) {
    const [yaw, pitch] = this.wanted ?? [0, 0];
    const headTo = [clamp(HEAD_SHARE * yaw, -HEAD_LIMIT.side, HEAD_LIMIT.side),
      clamp(HEAD_SHARE * pitch, -HEAD_LIMIT.down, HEAD_LIMIT.up)];
    const ease = (from, to, rate) => from.map((value, i) => value + (1 - Math.exp(-seconds * rate)) * (to[i] - value));
    this.head = ease(this.head, headTo, SLOW);
    // The eyes make up for what the head has not turned yet.
    const eyesTo = [clamp(yaw - this.head[0], -EYE_LIMIT.side, EYE_LIMIT.side),
      clamp(pitch - this.head[1], -EYE_LIMIT.down, EYE_LIMIT.up)];
    this.eyes = ease(this.eyes, eyesTo, FAST);
    const moving = Math.hypot(this.eyes[0] - eyesTo[0], this.eyes[1] - eyesTo[1]) > 0.05
      || Math.hypot(this.head[0] - headTo[0], this.head[1] - headTo[1]) > 0.05;
    const blink = this.blinkNow;
    this.blinkNow = false;
    return { weights: lookWeights(this.eyes, avatar?.eyeReach), bones: this.#bones(), moving, blink };
  }

  #bones() {
    const [yaw, pitch] = this.head;
    return { Neck: [-0.4 * pitch, 0.4 * yaw], Head: [-0.6 * pitch, 0.6 * yaw] };
  }
}

/** The eyeLook morphs that turn both eyes by `[yaw, pitch]`; `reach`: degrees of each at weight 1. */
export function lookWeights([yaw, pitch], reach = {}) {
  const share = (name, angle) => clamp(Math.max(angle, 0) / (reach[name] ?? FALLBACK_REACH), 0, 1);
  return Object.fromEntries([
    ['eyeLookOutLeft', yaw], ['eyeLookInRight', yaw], ['eyeLookInLeft', -yaw], ['eyeLookOutRight', -yaw],
    ['eyeLookUpLeft', pitch], ['eyeLookUpRight', pitch], ['eyeLookDownLeft', -pitch], ['eyeLookDownRight', -pitch],
  ].map(([name, angle]) => [name, share(name, angle)]));
}

/** Degrees that each eyeLook morph turns its eye at weight 1, measured at the iris. */
export function measureReach(parts) {
  const reach = {};
  for (const side of ['left', 'right']) {
    const part = parts.find(({ mesh, morphs }) => morphs && new RegExp(`eye_?${side}$`, 'i').test(mesh.name)
      && !/shade|cornea/i.test(mesh.name));
    if (!part) continue;
    const { names, patches, rest } = part.morphs;
    let low = Infinity, high = -Infinity, front = 0;
    for (let i = 0; i < rest.length; i += 3) {
      if (rest[i + 2] > rest[3 * front + 2]) front = i / 3;
      low = Math.min(low, rest[i + 1]);
      high = Math.max(high, rest[i + 1]);
    }
    const radius = (high - low) / 2;
    names.forEach((name, target) => {
      if (!/^eyeLook/.test(name)) return;
      const at = patches[target].places.indexOf(front);
      if (at < 0) return;
      const shift = Math.hypot(...patches[target].offsets.subarray(3 * at, 3 * at + 2));
      reach[name] = (Math.asin(Math.min(shift / radius, 0.95)) * 180) / Math.PI;
    });
  }
  return reach;
}
