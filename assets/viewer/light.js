// Light on the person: our renderer's studio (facegen/render/studio.py) built here, photographed
// places, and the lamps that go with them.

import * as THREE from 'three';
import { EXRLoader } from 'three/addons/loaders/EXRLoader.js';

const BRIGHTEST = 60; // times middle grey; a sun beyond this only makes noise
const WHITE_BALANCE = 0.65; // 1 removes a place's tint, 0 keeps all of it
const EXPOSURE = 0.42; // mean luminance to which every place is brought
const PLACE_LAMPS = 0.62; // of the studio's lamps: a place lights by itself
const SHADOW_REACH = 0.36; // metres around the face that the shadow map covers
const SHADOW_FAR = 3.2; // metres

// Towards each lamp, its light / pi from white matt paper, angular radius (radians).
const LAMPS = [
  { radiance: [0.58, 0.563, 0.55], size: 0.16 },
  { towards: [0.80, 0.35, -0.48], radiance: [1.15, 1.2, 1.3], size: 0.2 },
  { towards: [-0.85, 0.30, -0.42], radiance: [0.7, 0.73, 0.8], size: 0.2 },
];

// Azimuth, elevation, width, height, soft edge (degrees), radiance.
const SOFTBOXES = [
  [-31, 22, 22, 30, 5, [2.6, 2.54, 2.47]], [-31, 22, 13, 16, 2, [22, 21.5, 21]],
  [55, 12, 40, 70, 16, [0.75, 0.78, 0.84]], [128, 18, 16, 80, 6, [3, 3.15, 3.4]],
  [-135, 18, 16, 80, 6, [2.2, 2.3, 2.5]], [0, 88, 50, 50, 12, [1.2, 1.2, 1.25]],
];

export const KEYS = {
  left: ['Left', [-0.52, 0.56, 0.645]], right: ['Right', [0.52, 0.56, 0.645]],
  front: ['Front', [0, 0.3, 0.95]], top: ['Above', [0.03, 0.94, 0.34]], off: ['Off', null],
};

/** Uniforms that every material shares: the lamps, the sky's light, the reflections. */
export function makeRig(software) {
  const vectors = (count) => Array.from({ length: count }, () => new THREE.Vector3());
  return {
    uHarmonics: { value: vectors(9) },
    uReflections: { value: null },
    uReflectionGain: { value: 1 },
    uCube: { value: new THREE.Vector3() },
    uDirections: { value: vectors(3) },
    uRadiance: { value: vectors(3) },
    uSizes: { value: LAMPS.map((lamp) => lamp.size) },
    // Soft edge in texture units, depth of a metre, sharpness of the depth test.
    uShadowTexel: { value: new THREE.Vector3(
      0.012 / (2 * SHADOW_REACH), 1 / (SHADOW_FAR - 0.3), 400 * (SHADOW_FAR - 0.3)) },
    uView: { value: 0 },
    taps: software ? 9 : 16,
    smooth: !software, // the canvas has several samples a pixel
  };
}

/** The lamp that draws the shadow map. */
export function makeKey(software) {
  const key = new THREE.DirectionalLight();
  key.castShadow = true;
  key.shadow.mapSize.setScalar(software ? 1024 : 2048);
  Object.assign(key.shadow.camera, {
    left: -SHADOW_REACH, right: SHADOW_REACH, top: SHADOW_REACH, bottom: -SHADOW_REACH,
    near: 0.3, far: SHADOW_FAR,
  });
  return key;
}

/** Point the key from `towards`, or switch it off with null. */
export function aimLamps(rig, towards, place) {
  LAMPS.forEach((lamp, i) => {
    const direction = lamp.towards ?? towards ?? [0, 1, 0];
    const share = (i === 0 && !towards ? 0 : 1) * (place ? PLACE_LAMPS : 1);
    rig.uDirections.value[i].set(...direction).normalize();
    rig.uRadiance.value[i].set(...lamp.radiance).multiplyScalar(share);
  });
}

/** Soft boxes among grey walls, darker below. */
export function makeStudio(pmrem) {
  const width = 512, height = 256;
  const data = new Float32Array(width * height * 4);
  const boxes = SOFTBOXES.map(makeBox);
  const towards = new THREE.Vector3();
  for (let at = 0, y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, at += 4) {
      direction(towards, x, y, width, height);
      const wall = 0.13 + 0.1 * Math.max(towards.y, 0) - 0.06 * Math.max(-towards.y, 0);
      data.set([wall, wall, 1.03 * wall, 1], at);
      for (const box of boxes) {
        const share = box.share(towards);
        if (share > 0) for (let c = 0; c < 3; c += 1) data[at + c] += share * box.radiance[c];
      }
    }
  }
  const image = new THREE.DataTexture(data, width, height, THREE.RGBAFormat, THREE.FloatType);
  image.minFilter = image.magFilter = THREE.LinearFilter;
  image.needsUpdate = true;
  return finish(pmrem, image, 1, false);
}

function makeBox([azimuth, elevation, width, height, edge, radiance]) {
  const a = THREE.MathUtils.degToRad(azimuth), e = THREE.MathUtils.degToRad(elevation);
  const front = new THREE.Vector3(Math.sin(a) * Math.cos(e), Math.sin(e), Math.cos(a) * Math.cos(e));
  const side = new THREE.Vector3(Math.cos(a), 0, -Math.sin(a));
  const up = front.clone().cross(side);
  const inside = (angle, half) => THREE.MathUtils.clamp(0.5 - (angle - half) / edge, 0, 1);
  const angle = (towards, axis, depth) =>
    THREE.MathUtils.radToDeg(Math.atan(Math.abs(towards.dot(axis)) / Math.max(depth, 1e-3)));
  return {
    radiance,
    share(towards) {
      const depth = towards.dot(front);
      if (depth <= 0) return 0;
      return inside(angle(towards, side, depth), width / 2) * inside(angle(towards, up, depth), height / 2);
    },
  };
}

/** The equirect map `name` beside the page, exposed and balanced as a photographer would. */
export async function loadPlace(pmrem, name) {
  const loader = new EXRLoader().setDataType(THREE.FloatType);
  const image = await loader.loadAsync(`environments/${name}.exr`);
  const gain = EXPOSURE / tame(image.image);
  return finish(pmrem, image, gain, true);
}

/** Clamp single wild texels, balance the tint in place; returns the mean luminance. */
function tame({ data, width, height }) {
  const channels = data.length / (width * height);
  const sums = [0, 0, 0];
  let weights = 0;
  for (let y = 0; y < height; y += 1) {
    const weight = Math.sin(((y + 0.5) / height) * Math.PI);
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * channels;
      const [red, green, blue] = [data[at], data[at + 1], data[at + 2]];
      // One channel alone cannot outshine the others: such texels are damage in the file.
      const others = [Math.max(green, blue), Math.max(red, blue), Math.max(red, green)];
      for (let c = 0; c < 3; c += 1) {
        data[at + c] = Math.max(0, Math.min(data[at + c], 3 * others[c] + 0.02, BRIGHTEST));
        sums[c] += weight * data[at + c];
      }
      weights += weight;
    }
  }
  const means = sums.map((sum) => Math.max(sum / weights, 1e-3));
  const grey = (means[0] + means[1] + means[2]) / 3;
  const gains = means.map((mean) => (grey / mean) ** WHITE_BALANCE);
  for (let at = 0; at < data.length; at += channels) {
    for (let c = 0; c < 3; c += 1) data[at + c] *= gains[c];
  }
  return 0.2126 * means[0] * gains[0] + 0.7152 * means[1] * gains[1] + 0.0722 * means[2] * gains[2];
}

function finish(pmrem, image, gain, place) {
  image.mapping = THREE.EquirectangularReflectionMapping;
  const texture = pmrem.fromEquirectangular(image).texture;
  const harmonics = project(image.image, gain);
  image.dispose();
  return { texture, harmonics, gain, place };
}

/** Use an environment made above on every material. */
export function useEnvironment(rig, { texture, harmonics, gain }) {
  const size = texture.image.height;
  const levels = Math.log2(size) - 2;
  rig.uReflections.value = texture;
  rig.uReflectionGain.value = gain;
  rig.uCube.value.set(1 / (3 * Math.max(2 ** levels, 112)), 1 / size, levels);
  harmonics.forEach((value, i) => rig.uHarmonics.value[i].fromArray(value));
}

/** As three reads an equirect texture: u = 0.5 looks along +X, row 0 is below. */
function direction(out, x, y, width, height) {
  const turn = ((x + 0.5) / width - 0.5) * 2 * Math.PI;
  const rise = ((y + 0.5) / height - 0.5) * Math.PI;
  return out.set(Math.cos(rise) * Math.cos(turn), Math.sin(rise), Math.cos(rise) * Math.sin(turn));
}

/** Irradiance / pi in 9 spherical harmonics (Ramamoorthi and Hanrahan 2001): 9 x RGB. */
function project({ data, width, height }, gain) {
  const channels = data.length / (width * height);
  const sums = Array.from({ length: 9 }, () => [0, 0, 0]);
  const bands = [1, 2 / 3, 2 / 3, 2 / 3, 0.25, 0.25, 0.25, 0.25, 0.25];
  const towards = new THREE.Vector3();
  for (let y = 0; y < height; y += 2) {
    const angle = 4 * (Math.PI / height) * ((2 * Math.PI) / width)
      * Math.cos(((y + 0.5) / height - 0.5) * Math.PI);
    for (let x = 0; x < width; x += 2) {
      const { x: a, y: b, z: c } = direction(towards, x, y, width, height);
      const basis = [0.282095, 0.488603 * b, 0.488603 * c, 0.488603 * a, 1.092548 * a * b,
        1.092548 * b * c, 0.315392 * (3 * c * c - 1), 1.092548 * a * c, 0.546274 * (a * a - b * b)];
      const at = (y * width + x) * channels;
      for (let k = 0; k < 9; k += 1) {
        const weight = basis[k] * bands[k] * angle * gain;
        for (let channel = 0; channel < 3; channel += 1) sums[k][channel] += weight * data[at + channel];
      }
    }
  }
  return sums;
}
