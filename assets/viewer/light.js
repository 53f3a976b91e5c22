// Light on the person: the key lamp, a soft-box studio built here, and photographed places.

import * as THREE from 'three';
import { EXRLoader } from 'three/addons/loaders/EXRLoader.js';

const BRIGHTEST = 60; // times middle grey; a sun beyond this only makes noise
const WHITE_BALANCE = 0.65; // 1 removes a place's tint, 0 keeps all of it
const EXPOSURE = 0.62; // mean luminance to which every place is brought

/** The lamp with a shadow; `software` halves the shadow map. */
export function makeKey(software) {
  const key = new THREE.DirectionalLight(0xfff8f0, 1.5);
  key.castShadow = true;
  key.shadow.mapSize.setScalar(software ? 1024 : 2048);
  const half = 0.34;
  Object.assign(key.shadow.camera, {
    left: -half, right: half, top: half, bottom: -half, near: 0.3, far: 3.2,
  });
  Object.assign(key.shadow, { normalBias: 0.002, bias: -0.0004, radius: 5, intensity: 0.85 });
  return key;
}

/** A portrait studio: large warm box from the left, cool fill, two strips behind for the rim. */
export function makeSoftbox(pmrem) {
  const room = new THREE.Scene();
  room.background = new THREE.Color(0x4a4c50);
  const panel = (size, at, power, tint = 0xffffff) => {
    const colour = new THREE.Color(tint).multiplyScalar(power);
    const material = new THREE.MeshBasicMaterial({ color: colour, side: THREE.DoubleSide });
    const mesh = new THREE.Mesh(new THREE.PlaneGeometry(...size), material);
    mesh.position.set(...at);
    mesh.lookAt(0, 0, 0);
    room.add(mesh);
  };
  panel([3.2, 3.2], [-4, 2.6, 3.6], 6.5, 0xfff9f2);
  panel([2.6, 3.6], [4.8, 0.8, 2.6], 1.7, 0xeaf1ff);
  panel([1.0, 4.6], [4.2, 1.6, -4], 5.0, 0xe8f0ff);
  panel([1.0, 4.6], [-4.2, 1.6, -4], 3.0);
  panel([5, 5], [0, 6, 0], 1.2);
  panel([7, 7], [0, -5, 1], 0.25, 0xf2e6d8);
  return { texture: pmrem.fromScene(room, 0.03).texture, intensity: 0.95, direct: 1.55 };
}

/** The equirect map `name` beside the page, exposed and balanced as a photographer would. */
export async function loadEnvironment(pmrem, name) {
  const loader = new EXRLoader().setDataType(THREE.FloatType);
  const image = await loader.loadAsync(`environments/${name}.exr`);
  const luminance = tame(image.image);
  image.mapping = THREE.EquirectangularReflectionMapping;
  const texture = pmrem.fromEquirectangular(image).texture;
  image.dispose();
  return { texture, intensity: EXPOSURE / luminance, direct: 1.3 };
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
