// What glTF cannot say: soft hair edges, light under the skin, and the technical views.

import { DoubleSide, ShaderChunk } from 'three';

const CLAY = 'vec3(0.56, 0.54, 0.52)';
const CLEAR = /cornea|lens|glass|tear|shade/i;
const EDGE = /_edge\b/i;
const SKIN = /skin|head|body|face/i;

// three's own light function, but red light bleeds past the terminator, as it does in flesh.
const SKIN_LIGHT = ShaderChunk.lights_physical_pars_fragment.replace(
  'reflectedLight.directDiffuse += irradiance * BRDF_Lambert( material.diffuseColor );',
  `vec3 bleed = vec3( 0.16, 0.07, 0.05 );
  vec3 spread = ( dot( geometryNormal, directLight.direction ) + bleed )
    / ( ( 1.0 + bleed ) * ( 1.0 + bleed ) );
  reflectedLight.directDiffuse += clamp( spread, 0.0, 1.0 ) * directLight.color
    * BRDF_Lambert( material.diffuseColor );`);

export const SURFACES = { shaded: 'Shaded', clay: 'Clay', wireframe: 'Wireframe', normals: 'Normals' };

/**
 * Materials of one mesh: `[opaque]`, or for strands `[core, fringe]` to be drawn in that order.
 * A file may bring the fringe as a mesh of its own, `hair_edge` beside `hair`.
 */
export function makeMaterials(original, meshName, surface, hasEdge) {
  const name = `${meshName} ${original.name}`;
  const clear = CLEAR.test(name) && original.transparent;
  // Whatever else has holes is hair of some kind: cards of strands, lashes, brows.
  const strands = !clear && (original.transparent || original.alphaTest > 0);
  if (clear && surface !== 'shaded') return [];
  if (strands && EDGE.test(meshName)) return [strandFringe(original, surface)];
  if (strands && hasEdge) return [strandCore(original, surface)];
  if (strands) return [strandCore(original, surface), strandFringe(original, surface)];
  const material = original.clone();
  if (clear) material.depthWrite = false;
  patch(material, surface, !clear && SKIN.test(name));
  return [material];
}

// The core writes depth where hair is dense; the fringe blends the thin ends over it, so that
// crossing cards need no sorting and the outline stays soft.
function strandCore(original, surface) {
  const material = original.clone();
  Object.assign(material, {
    transparent: false, alphaTest: original.alphaTest || 0.5, alphaToCoverage: true,
    depthWrite: true, side: DoubleSide,
  });
  patch(material, surface, false);
  return material;
}

function strandFringe(original, surface) {
  const material = original.clone();
  Object.assign(material, {
    transparent: true, alphaTest: 0.02, depthWrite: false, side: DoubleSide, forceSinglePass: true,
  });
  patch(material, surface, false);
  return material;
}

function patch(material, surface, skin) {
  material.wireframe = surface === 'wireframe';
  if (surface === 'clay' || surface === 'wireframe') {
    Object.assign(material, { roughness: 0.62, metalness: 0, roughnessMap: null, metalnessMap: null });
  }
  material.onBeforeCompile = (shader) => {
    let code = shader.fragmentShader;
    if (surface === 'clay' || surface === 'wireframe') {
      code = code.replace('#include <alphatest_fragment>',
        `#include <alphatest_fragment>\n diffuseColor.rgb = ${CLAY};`);
    } else if (surface === 'normals') {
      code = code.replace('#include <dithering_fragment>',
        '#include <dithering_fragment>\n gl_FragColor = vec4(normal * 0.5 + 0.5, diffuseColor.a);');
    } else if (skin) {
      code = code.replace('#include <lights_physical_pars_fragment>', SKIN_LIGHT);
    }
    shader.fragmentShader = code;
  };
  material.customProgramCacheKey = () => `${surface}${skin}`;
}
