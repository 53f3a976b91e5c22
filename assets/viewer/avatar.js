// One loaded GLB: meshes, morphs by name, a few bones, and the surface it wears.

import * as THREE from 'three';
import { GLTFLoader } from 'three/addons/loaders/GLTFLoader.js';
import { MeshoptDecoder } from 'three/addons/libs/meshopt_decoder.module.js';
import { makePasses, makeShadowMaterial } from './materials.js';
import { Morphs } from './morphs.js';
import { addOcclusion, findOcclusion } from './occlusion.js';

const BUST_HEIGHT = 0.42; // metres in view: crown to collar
const WIRE = 0x20242a;

export class Avatar {
  /** Fetch and parse `url`; `onProgress` gets 0..1 when the length is known. */
  static async load(url, rig, onProgress) {
    const loader = new GLTFLoader().setMeshoptDecoder(MeshoptDecoder);
    const gltf = await loader.loadAsync(url, (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    });
    return new Avatar(gltf, rig);
  }

  constructor(gltf, rig) {
    this.root = gltf.scene;
    this.about = gltf.asset?.extras?.facegen ?? {};
    this.bones = new Map();
    this.gone = false;
    const meshes = [];
    this.root.traverse((node) => {
      if (node.isBone) this.bones.set(node.name, { bone: node, rest: node.quaternion.clone() });
      // Blended twins of cut-out hair are for other viewers; this one softens strands by itself.
      if (node.isMesh && node.name.endsWith('_soft')) node.visible = false;
      else if (node.isMesh) meshes.push(node);
    });
    const names = new Map(meshes.map((mesh) => [mesh, namesOf(mesh)]));
    this.parts = meshes.map((mesh) => makePart(mesh, rig));
    this.morphs = new Set(this.parts.flatMap(({ morphs }) => morphs?.names ?? []));
    this.triangles = this.parts.reduce((sum, { mesh }) => sum + mesh.geometry.index.count / 3, 0);
    // The expression that the file wears is where the sliders start.
    this.rest = {};
    for (const { morphs } of this.parts) {
      for (const [name, weight] of Object.entries(morphs?.worn ?? {})) {
        this.rest[name] = Math.max(this.rest[name] ?? 0, weight);
      }
    }
    // The face of the photo that the person was made from, where there was one.
    this.photo = wornAtStart(gltf.animations.find(({ name }) => name === 'photo'), meshes, names);
    if (this.photo && !Object.values(this.rest).some((weight) => weight > 0)) this.rest = this.photo;
    this.apply(this.rest);
  }

  /** Set every morph named in `weights` (0..1); true if anything moved. */
  apply(weights) {
    let moved = false;
    for (const { morphs } of this.parts) if (morphs?.apply(weights)) moved = true;
    return moved;
  }

  /** 'shaded', or a technical view: what glass and clear coats hide is bare there. */
  setView(shaded, wires) {
    for (const { passes, wire, mesh } of this.parts) {
      const glassy = passes.some((pass) => pass.glassy);
      for (const pass of passes) pass.mesh.visible = shaded || !(glassy || /shade|coat/i.test(mesh.name));
      wire.visible = wires && mesh.visible;
    }
  }

  /** How light finds into its hollows; resolves when the materials know. */
  async findOcclusion() {
    this.root.updateMatrixWorld(true);
    return findOcclusion(this.parts.map(({ mesh, original }) => ({
      mesh,
      strands: original.anisotropy > 0,
      inMouth: /teeth|tongue/i.test(mesh.name),
      casts: mesh.castShadow,
      cover: original.alphaTest > 0 ? alphaReader(original.map) : null,
    })), () => this.gone);
  }

  /** Turn bones away from rest: name -> [pitch, yaw, roll] in degrees about the world's axes. */
  turn(angles) {
    const parent = new THREE.Quaternion();
    const radians = THREE.MathUtils.degToRad;
    for (const [name, [pitch, yaw, roll = 0]] of Object.entries(angles)) {
      const entry = this.bones.get(name);
      if (!entry) continue;
      const { bone, rest } = entry;
      const world = new THREE.Quaternion().setFromEuler(
        new THREE.Euler(radians(pitch), radians(yaw), radians(roll), 'YXZ'));
      bone.parent.getWorldQuaternion(parent);
      bone.quaternion.copy(rest).premultiply(parent.clone().invert().multiply(world).multiply(parent));
    }
  }

  /** Midway between the eyes, metres; null where there are none. */
  eyes() {
    const box = new THREE.Box3();
    this.root.updateMatrixWorld(true);
    for (const { mesh } of this.parts) if (/eye_?(left|right|s?$)|^eyes/i.test(mesh.name)) box.expandByObject(mesh);
    return box.isEmpty() ? null : box.getCenter(new THREE.Vector3());
  }

  /** Where to look (metres) and how many metres of height to show. */
  view() {
    const eyes = this.eyes();
    if (eyes) return { target: new THREE.Vector3(0, eyes.y - 0.035, eyes.z - 0.05), height: BUST_HEIGHT };
    const head = this.bones.get('Head')?.bone;
    if (head) {
      const target = head.getWorldPosition(new THREE.Vector3());
      return { target: target.add(new THREE.Vector3(0, 0.06, 0)), height: BUST_HEIGHT };
    }
    const box = new THREE.Box3().setFromObject(this.root);
    const size = box.getSize(new THREE.Vector3());
    return { target: box.getCenter(new THREE.Vector3()), height: Math.max(size.y, size.x) * 1.15 };
  }

  dispose() {
    this.gone = true;
    this.root.removeFromParent();
    for (const { mesh, passes, original } of this.parts) {
      mesh.geometry.dispose();
      for (const { material } of passes) material.dispose();
      for (const value of Object.values(original)) if (value?.isTexture) value.dispose();
    }
  }
}

/** Names of a mesh's morph targets in their order. */
function namesOf({ morphTargetDictionary: places = {} }) {
  return Object.keys(places).sort((a, b) => places[a] - places[b]);
}

/** name -> weight that a clip's first key gives; null without clip. */
function wornAtStart(clip, meshes, names) {
  if (!clip) return null;
  const worn = {};
  for (const { name, values } of clip.tracks) {
    if (!name.endsWith('.morphTargetInfluences')) continue;
    const mesh = meshes.find((own) => own.name === name.slice(0, -'.morphTargetInfluences'.length));
    (names.get(mesh) ?? []).forEach((morph, i) => { if (values[i] > 0) worn[morph] = values[i]; });
  }
  return worn;
}

function makePart(mesh, rig) {
  const original = mesh.material;
  const { geometry } = mesh;
  if (!geometry.index) geometry.setIndex([...Array(geometry.attributes.position.count).keys()]);
  if (!geometry.attributes.normal) geometry.computeVertexNormals();
  const morphs = geometry.morphAttributes.position
    ? new Morphs(mesh, !(original.alphaTest > 0 || original.anisotropy > 0)) : null;
  addOcclusion(mesh);
  const passes = makePasses(original, mesh.name, rig, Boolean(geometry.attributes.tangent));
  passes.forEach((pass, i) => {
    pass.mesh = i === 0 ? mesh : copyOf(mesh);
    pass.mesh.material = pass.material;
    pass.mesh.renderOrder = pass.order;
    pass.mesh.frustumCulled = false;
    pass.mesh.receiveShadow = true;
  });
  // Eyeballs and clear coats would shade what lies behind their surface.
  mesh.castShadow = !original.transparent && !/eye|lash|cornea/i.test(mesh.name);
  if (original.alphaTest > 0) mesh.customDepthMaterial = makeShadowMaterial(original);
  const wire = copyOf(mesh);
  wire.material = new THREE.MeshBasicMaterial({
    color: WIRE, wireframe: true, transparent: true, opacity: 0.55, depthWrite: false,
    polygonOffset: true, polygonOffsetFactor: -1,
  });
  Object.assign(wire, { visible: false, frustumCulled: false, renderOrder: 30 });
  return { mesh, original, morphs, passes, wire };
}

/** The same geometry and skeleton drawn once more. */
function copyOf(mesh) {
  const copy = mesh.isSkinnedMesh ? new THREE.SkinnedMesh(mesh.geometry) : new THREE.Mesh(mesh.geometry);
  if (mesh.isSkinnedMesh) copy.bind(mesh.skeleton, mesh.bindMatrix);
  copy.position.copy(mesh.position);
  copy.quaternion.copy(mesh.quaternion);
  copy.scale.copy(mesh.scale);
  mesh.parent.add(copy);
  return copy;
}

/** (u, v) -> opacity, from a small copy of the texture. */
function alphaReader(texture) {
  const size = 256;
  const canvas = new OffscreenCanvas(size, size);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context.drawImage(texture.image, 0, 0, size, size);
  const { data } = context.getImageData(0, 0, size, size);
  return (u, v) => {
    const x = Math.min(size - 1, Math.floor((u - Math.floor(u)) * size));
    const y = Math.min(size - 1, Math.floor((v - Math.floor(v)) * size));
    return data[4 * (y * size + x) + 3] / 255;
  };
}
