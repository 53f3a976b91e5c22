// From the file's glTF materials to ours: which parts are skin, which are strands, in what order
// they are drawn.

import * as THREE from 'three';
import { FRAGMENT, VERTEX } from './shader.js';

const SKIN = /skin|head|body|face/i;
const GLASSY = /cornea|lens|glass|tear/i;
// What our exporter takes from strands so that plain viewers show no wet plastic
// (facegen/export/materials.py).
const STRAND_ROUGHNESS = 0.15;
const STRAND_SPECULAR = 0.4;
// Transparent layers from the inside out; later ones lie above.
const LAYERS = [/shade/i, /cornea|tear/i, /coat/i, /brow/i, /lash/i, /edge/i, /lens|glass/i];

// Edges by the samples of a pixel; the picture's own opacity stays what it was.
const COVERAGE = {
  alphaToCoverage: true, blending: THREE.CustomBlending, blendSrc: THREE.OneFactor,
  blendDst: THREE.ZeroFactor, blendEquationAlpha: THREE.MaxEquation,
};

const dot = (...rgba) => {
  const texture = new THREE.DataTexture(new Uint8Array(rgba), 1, 1);
  texture.needsUpdate = true;
  return texture;
};
const WHITE = dot(255, 255, 255, 255);
const FLAT = dot(128, 128, 255, 255);

/** One thing to draw: the mesh's own material first, then those of its copies. */
export function makePasses(original, meshName, rig, hasTangents) {
  const name = `${meshName} ${original.name}`;
  const strand = original.anisotropy ?? 0;
  const cutout = original.alphaTest > 0;
  const glassy = GLASSY.test(name) && original.transparent;
  const thin = cutout || (original.transparent && !glassy) ? { VERTEX_LIT: 1 } : {};
  const uniforms = uniformsOf(original, rig, name, strand);
  const make = (options, defines = {}) => makeMaterial(
    original, uniforms, { SHADOW_TAPS: rig.taps, ...(rig.smooth ? { SMOOTH: 1 } : {}), ...thin, ...defines }, hasTangents, options);
  if (cutout) {
    // The core writes depth where strands are dense; the fringe blends the thin ends over it, so
    // that crossing cards need no sorting and the outline stays soft.
    const side = strand > 0 ? THREE.FrontSide : THREE.DoubleSide;
    return [
      { order: 0, material: make({ side, ...(rig.smooth ? COVERAGE : {}) }, { CORE: 1 }) },
      { order: 20, material: make(
        { side, transparent: true, depthWrite: false, depthFunc: THREE.LessDepth }, { FRINGE: 1 }) },
    ];
  }
  if (original.transparent) {
    const layer = LAYERS.findIndex((pattern) => pattern.test(meshName));
    const options = { transparent: true, depthWrite: false, forceSinglePass: true };
    return [{ order: 10 + (layer < 0 ? LAYERS.length : layer), material: make(options), glassy }];
  }
  return [{ order: 0, material: make({}) }];
}

function uniformsOf(original, rig, name, strand) {
  const value = (given) => ({ value: given });
  const colour = original.color ?? new THREE.Color(1, 1, 1);
  const map = original.map ?? null;
  map?.updateMatrix();
  const { taps, smooth, ...shared } = rig;
  const skin = !original.transparent && SKIN.test(name) && !(original.metalness > 0);
  return {
    ...THREE.UniformsUtils.clone(THREE.UniformsLib.lights),
    ...shared,
    uMapTransform: value(map ? map.matrix : new THREE.Matrix3()),
    uColourMap: value(map ?? WHITE),
    uNormalMap: value(original.normalMap ?? FLAT),
    uOrmMap: value(original.roughnessMap ?? original.aoMap ?? WHITE),
    uSpecularMap: value(original.specularIntensityMap ?? WHITE),
    uGlowMap: value(original.emissiveMap ?? WHITE),
    uColour: value(new THREE.Vector4(colour.r, colour.g, colour.b, original.opacity)),
    uGlow: value((original.emissive ?? new THREE.Color(0)).clone()
      .multiplyScalar(original.emissiveIntensity ?? 1)),
    uRoughness: value((original.roughness ?? 0.8) - (strand > 0 ? STRAND_ROUGHNESS : 0)),
    uMetallic: value(original.metalness ?? 0),
    uSpecular: value((original.specularIntensity ?? 1) / (strand > 0 ? STRAND_SPECULAR : 1)),
    uSubsurface: value(skin ? 1 : /teeth|tongue|eye_(left|right)/.test(name) ? 0.15 : 0),
    uStrand: value(strand),
    uCutoff: value(original.alphaTest || 0.5),
    uCrevices: value(original.aoMap ? original.aoMapIntensity : 0),
    uBumps: value(original.normalScale ?? new THREE.Vector2(1, 1)),
  };
}

function makeMaterial(original, uniforms, defines, hasTangents, options) {
  return new THREE.ShaderMaterial({
    name: original.name,
    uniforms,
    defines: { ...(hasTangents ? { HAS_TANGENTS: 1 } : {}), ...defines },
    vertexShader: VERTEX,
    fragmentShader: FRAGMENT,
    lights: true,
    side: original.side,
    ...options,
  });
}

/** The material with which a part with holes casts its shadow. */
export function makeShadowMaterial(original) {
  return new THREE.MeshDepthMaterial({
    depthPacking: THREE.RGBADepthPacking, map: original.map, alphaTest: original.alphaTest || 0.5,
    side: THREE.DoubleSide,
  });
}
