// One loaded GLB: meshes, morphs by name, a few bones, and the surface it wears.

import * as THREE from 'three';
import { GLTFLoader } from 'three/addons/loaders/GLTFLoader.js';
import { MeshoptDecoder } from 'three/addons/libs/meshopt_decoder.module.js';
import { makeMaterials } from './materials.js';

const BUST_HEIGHT = 0.42; // metres in view: crown to collar

export class Avatar {
  /** Fetch and parse `url`; `onProgress` gets 0..1 when the length is known. */
  static async load(url, onProgress) {
    const loader = new GLTFLoader().setMeshoptDecoder(MeshoptDecoder);
    const gltf = await loader.loadAsync(url, (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    });
    return new Avatar(gltf);
  }

  constructor(gltf) {
    this.root = gltf.scene;
    this.about = gltf.asset?.extras?.facegen ?? {};
    this.meshes = [];
    this.bones = new Map();
    this.root.traverse((node) => {
      if (node.isBone) this.bones.set(node.name, { bone: node, rest: node.quaternion.clone() });
      if (node.isMesh) this.meshes.push({ mesh: node, original: node.material, extra: null });
    });
    this.morphs = new Set(this.meshes.flatMap(({ mesh }) => Object.keys(mesh.morphTargetDictionary ?? {})));
    this.triangles = this.meshes.reduce(
      (sum, { mesh }) => sum + (mesh.geometry.index ?? mesh.geometry.attributes.position).count / 3, 0);
    // The expression that the file wears is where the sliders start.
    this.rest = {};
    for (const { mesh } of this.meshes) {
      for (const [name, index] of Object.entries(mesh.morphTargetDictionary ?? {})) {
        this.rest[name] = Math.max(this.rest[name] ?? 0, mesh.morphTargetInfluences[index]);
      }
      mesh.frustumCulled = false;
      mesh.receiveShadow = true;
    }
    this.setSurface('shaded');
  }

  setSurface(surface) {
    const names = new Set(this.meshes.map(({ mesh }) => mesh.name));
    for (const entry of this.meshes) {
      const { mesh, original } = entry;
      entry.extra?.removeFromParent();
      for (const material of entry.made ?? []) material.dispose();
      entry.made = makeMaterials(original, mesh.name, surface, names.has(`${mesh.name}_edge`));
      entry.extra = null;
      mesh.visible = entry.made.length > 0;
      if (!mesh.visible) continue;
      mesh.material = entry.made[0];
      // Eyeballs and clear coats would shade what lies behind their surface.
      mesh.castShadow = !mesh.material.transparent && !/eye|lash|cornea/i.test(mesh.name);
      mesh.renderOrder = !mesh.material.transparent ? 0 : /_edge$/.test(mesh.name) ? 2 : 1;
      if (entry.made.length > 1) entry.extra = fringe(mesh, entry.made[1]);
    }
  }

  /** Set every morph named in `weights` (0..1) on all meshes that have it. */
  apply(weights) {
    for (const { mesh } of this.meshes) {
      for (const [name, index] of Object.entries(mesh.morphTargetDictionary ?? {})) {
        mesh.morphTargetInfluences[index] = weights[name] ?? 0;
      }
    }
  }

  /** Turn bones away from rest: name -> [pitch, yaw] in degrees about the world's axes. */
  turn(angles) {
    const parent = new THREE.Quaternion();
    for (const [name, [pitch, yaw]] of Object.entries(angles)) {
      const entry = this.bones.get(name);
      if (!entry) continue;
      const { bone, rest } = entry;
      const radians = THREE.MathUtils.degToRad;
      const world = new THREE.Quaternion().setFromEuler(new THREE.Euler(radians(pitch), radians(yaw), 0));
      bone.parent.getWorldQuaternion(parent);
      bone.quaternion.copy(rest).premultiply(parent.clone().invert().multiply(world).multiply(parent));
    }
  }

  /** Where to look (metres) and how many metres of height to show. */
  view() {
    const target = new THREE.Vector3();
    const eyes = this.meshes.filter(({ mesh }) => /eye_?(left|right|s?$)|^eyes/i.test(mesh.name));
    const box = new THREE.Box3();
    this.root.updateMatrixWorld(true);
    if (eyes.length) {
      for (const { mesh } of eyes) box.expandByObject(mesh);
      box.getCenter(target);
      return { target: new THREE.Vector3(0, target.y - 0.035, target.z - 0.05), height: BUST_HEIGHT };
    }
    const head = this.bones.get('Head')?.bone;
    if (head) {
      head.getWorldPosition(target);
      return { target: target.add(new THREE.Vector3(0, 0.06, 0)), height: BUST_HEIGHT };
    }
    box.setFromObject(this.root);
    const size = box.getSize(new THREE.Vector3());
    return { target: box.getCenter(target), height: Math.max(size.y, size.x) * 1.15 };
  }
}

function fringe(mesh, material) {
  const copy = mesh.isSkinnedMesh
    ? new THREE.SkinnedMesh(mesh.geometry, material)
    : new THREE.Mesh(mesh.geometry, material);
  if (mesh.isSkinnedMesh) copy.bind(mesh.skeleton, mesh.bindMatrix);
  copy.morphTargetInfluences = mesh.morphTargetInfluences; // shared: both follow every slider
  copy.morphTargetDictionary = mesh.morphTargetDictionary;
  copy.frustumCulled = false;
  copy.renderOrder = 2;
  copy.position.copy(mesh.position);
  copy.quaternion.copy(mesh.quaternion);
  copy.scale.copy(mesh.scale);
  mesh.parent.add(copy);
  return copy;
}
