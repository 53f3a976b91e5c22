// How a person answers light: the GLSL of our own renderer (facegen/render/shading.py), so that the
// viewer and the preview picture agree. One program serves skin, eyes, hair and cloth.

/** The technical views after 'shaded', in the order of `uView`. */
export const VIEWS = [
  'shaded', 'clay', 'normals', 'colour', 'bumps', 'roughness', 'metalness', 'occlusion', 'specular',
];

const LIGHT = /* glsl */`
#define ENVMAP_TYPE_CUBE_UV
uniform vec3 uCube;
#define CUBEUV_TEXEL_WIDTH uCube.x
#define CUBEUV_TEXEL_HEIGHT uCube.y
#define CUBEUV_MAX_MIP uCube.z
#include <cube_uv_reflection_fragment>
uniform sampler2D uReflections;
uniform float uReflectionGain;
uniform vec3 uHarmonics[ 9 ];
uniform vec3 uDirections[ 3 ], uRadiance[ 3 ];
uniform float uSizes[ 3 ];
uniform vec3 uShadowTexel;
uniform float uRoughness, uMetallic, uSpecular, uSubsurface, uStrand;

const vec3 SCATTER = vec3( 0.36, 0.15, 0.08 );

// Light / pi that a white matt surface sends back (Ramamoorthi and Hanrahan 2001).
vec3 skyLight( vec3 n ) {
  vec3 sum = 0.282095 * uHarmonics[ 0 ]
    + 0.488603 * ( n.y * uHarmonics[ 1 ] + n.z * uHarmonics[ 2 ] + n.x * uHarmonics[ 3 ] )
    + 1.092548 * ( n.x * n.y * uHarmonics[ 4 ] + n.y * n.z * uHarmonics[ 5 ] + n.x * n.z * uHarmonics[ 7 ] )
    + 0.315392 * ( 3.0 * n.z * n.z - 1.0 ) * uHarmonics[ 6 ]
    + 0.546274 * ( n.x * n.x - n.y * n.y ) * uHarmonics[ 8 ];
  return max( sum, 0.0 );
}

// Karis' fit to the split sum ("Physically Based Shading on Mobile", 2014).
vec2 splitSum( float nv, float roughness ) {
  vec4 r = roughness * vec4( -1.0, -0.0275, -0.572, 0.022 ) + vec4( 1.0, 0.0425, 1.04, -0.04 );
  float a = min( r.x * r.x, exp2( -9.28 * nv ) ) * r.x + r.y;
  return vec2( -1.04, 1.04 ) * a + r.zw;
}

// GGX x height-correlated Smith x pi, widened for a light of angular radius size (Karis 2013).
float lobe( float nh, float nv, float nl, float alpha, float size ) {
  float wide = min( alpha + 0.5 * size, 1.0 ), squared = wide * wide, k = alpha * alpha;
  float d = nh * nh * ( squared - 1.0 ) + 1.0;
  float smith = nl * sqrt( nv * nv * ( 1.0 - k ) + k ) + nv * sqrt( nl * nl * ( 1.0 - k ) + k );
  return squared / ( d * d ) * 0.5 / max( smith, 1e-5 );
}

// Kajiya-Kay highlights of a fibre: the sharp white one and the wide tinted one.
vec2 strandLobes( vec3 strand, vec3 normal, vec3 half_, float roughness ) {
  float sharp = 7.0 / max( roughness * roughness * roughness, 0.02 );
  float first = dot( normalize( strand - 0.08 * normal ), half_ );
  float second = dot( normalize( strand + 0.12 * normal ), half_ );
  return vec2( pow( max( 1.0 - first * first, 1e-6 ), 0.5 * sharp ),
    pow( max( 1.0 - second * second, 1e-6 ), 0.175 * sharp ) );
}

float lampSeen( vec4 place, float bias ) {
  #ifdef USE_SHADOWMAP
    vec3 at = place.xyz / place.w;
    if ( any( lessThan( at, vec3( 0.0 ) ) ) || any( greaterThan( at, vec3( 1.0 ) ) ) ) return 1.0;
    float seen = 0.0;
    for ( int i = 0; i < SHADOW_TAPS; i ++ ) {
      // A golden spiral: even cover with few taps.
      float share = ( float( i ) + 0.5 ) / float( SHADOW_TAPS ), turn = 2.39996 * float( i );
      vec2 tap = vec2( cos( turn ), sin( turn ) ) * sqrt( share ) * uShadowTexel.x;
      float gap = at.z - bias * uShadowTexel.y - unpackRGBAToDepth( texture2D( directionalShadowMap[ 0 ], at.xy + tap ) );
      seen += 1.0 - clamp( gap * uShadowTexel.z, 0.0, 1.0 );
    }
    return seen / float( SHADOW_TAPS );
  #else
    return 1.0;
  #endif
}

struct Answer { vec3 diffuse; vec3 shine; vec3 tint; }; // light for albedo, as it is, for base colour

// facegen/render/shading.py: sky, reflections, three lamps.
Answer answer( vec3 n, mat3 axes, vec3 view, vec4 sky, float crevice, float roughness, vec3 f0, float specular, float shadow ) {
  float alpha = roughness * roughness, strand = uStrand, sss = uSubsurface;
  float nv = clamp( dot( n, view ), 0.02, 1.0 ), open_ = sky.a * crevice;
  Answer a = Answer( skyLight( n ) * sky.rgb * crevice, vec3( 0.0 ), vec3( 0.0 ) );
  // A fibre mirrors along a cone; its best normal towards the eye has no part along it.
  vec3 across = view - dot( axes[ 1 ], view ) * axes[ 1 ];
  vec3 mirror = normalize( n + 0.5 * strand * ( across - n ) );
  vec3 seen = textureCubeUV( uReflections, reflect( - view, mirror ), roughness ).rgb * uReflectionGain;
  vec2 sum = splitSum( nv, roughness );
  float veil = clamp( pow( nv + open_, exp2( -16.0 * roughness - 1.0 ) ) - 1.0 + open_, 0.0, 1.0 );
  a.shine = seen * ( f0 * sum.x + specular * sum.y ) * veil * mix( 1.0, 0.35 * sky.a, strand );
  for ( int i = 0; i < 3; i ++ ) {
    vec3 toLamp = uDirections[ i ], half_ = normalize( toLamp + view );
    // Only the key has a shadow map; the rims shine where the sky is open.
    float rim = smoothstep( mix( 0.25, 0.5, strand ), 0.9, sky.a );
    vec3 light = uRadiance[ i ] * ( i == 0 ? shadow : rim );
    float nl = dot( n, toLamp ), nh = clamp( dot( n, half_ ), 0.0, 1.0 ), vh = clamp( dot( view, half_ ), 0.0, 1.0 );
    vec3 wrap = sss * SCATTER;
    vec3 spread = max( nl + wrap, 0.0 ) / ( ( 1.0 + wrap ) * ( 1.0 + wrap ) );
    if ( strand > 0.0 ) {
      float reach = 0.5 * strand, lengthwise = dot( axes[ 1 ], toLamp );
      float fibre = sqrt( max( 1.0 - lengthwise * lengthwise, 0.0 ) ) * max( ( nl + reach ) / ( 1.0 + reach ), 0.0 );
      spread = mix( spread, vec3( fibre ), strand );
      vec2 glint = strandLobes( axes[ 1 ], axes[ 2 ], half_, roughness );
      vec3 front = light * strand * specular * clamp( nl + 0.35, 0.0, 1.0 );
      a.shine += front * 0.26 * glint.x;
      a.tint += front * 2.6 * glint.y;
    }
    a.diffuse += light * spread;
    if ( nl > 0.0 && strand < 1.0 ) {
      float gloss = lobe( nh, nv, nl, alpha, uSizes[ i ] );
      // Skin's oily film: a second, tighter lobe.
      if ( sss > 0.0 ) gloss = 0.65 * gloss + 0.35 * lobe( nh, nv, nl, max( alpha * 0.35, 0.01 ), uSizes[ i ] );
      float fresnel = pow( 1.0 - vh, 5.0 );
      a.shine += light * gloss * nl * ( 1.0 - strand ) * ( f0 * ( 1.0 - fresnel ) + min( specular, 1.0 ) * fresnel );
    }
  }
  return a;
}`;

const VERTEX_MAIN = /* glsl */`
attribute vec4 occlusion;
#ifdef HAS_TANGENTS
  attribute vec4 tangent;
  varying vec4 vTangent;
#endif
uniform mat3 uMapTransform;
varying vec2 vPlace;
varying vec3 vWorld;
varying vec3 vNormal;
varying vec4 vSky;
void main() {
  vPlace = ( uMapTransform * vec3( uv, 1.0 ) ).xy;
  vSky = occlusion;
  #include <beginnormal_vertex>
  #include <skinbase_vertex>
  #include <skinnormal_vertex>
  #include <defaultnormal_vertex>
  #include <begin_vertex>
  #include <skinning_vertex>
  #include <project_vertex>
  #include <worldpos_vertex>
  #include <shadowmap_vertex>
  vWorld = worldPosition.xyz;
  vNormal = normalize( inverseTransformDirection( transformedNormal, viewMatrix ) );
  vec3 along = vec3( 0.0 );
  #ifdef HAS_TANGENTS
    along = tangent.xyz;
    #ifdef USE_SKINNING
      along = ( skinMatrix * vec4( along, 0.0 ) ).xyz;
    #endif
    vTangent = vec4( ( modelMatrix * vec4( along, 0.0 ) ).xyz, tangent.w );
  #endif
  #ifdef VERTEX_LIT
    vec3 view = normalize( cameraPosition - vWorld ), n = vNormal;
    float facing = dot( n, view );
    // Hair borrows the normals of the skin below it: turn them into view, not around.
    if ( facing < 0.0 ) n = normalize( n - facing * view );
    mat3 axes = mat3( vec3( 0.0 ), vec3( 0.0 ), n );
    #ifdef HAS_TANGENTS
      axes[ 0 ] = normalize( vTangent.xyz - dot( vTangent.xyz, n ) * n );
      axes[ 1 ] = vTangent.w * cross( n, axes[ 0 ] );
    #endif
    #ifdef USE_SHADOWMAP
      float shadow = lampSeen( vDirectionalShadowCoord[ 0 ], 0.0065 );
    #else
      float shadow = 1.0;
    #endif
    Answer a = answer( n, axes, view, vSky, 1.0, clamp( uRoughness, 0.045, 1.0 ), vec3( 0.04 * uSpecular ), uSpecular, shadow );
    vDiffuse = a.diffuse + a.tint;
    vShine = a.shine;
    // The key as the normal map sees it, so that single strands stand out.
    vLamp = vec3( dot( axes[ 0 ], uDirections[ 0 ] ), dot( axes[ 1 ], uDirections[ 0 ] ), max( dot( n, uDirections[ 0 ] ), 0.35 ) );
  #endif
}`;

/** `VERTEX_LIT` (strands and thin layers) is lit here: fragments of crossing cards stay cheap. */
export const VERTEX = `
#include <common>
#include <packing>
#include <skinning_pars_vertex>
#include <shadowmap_pars_vertex>
#ifdef VERTEX_LIT
  varying vec3 vDiffuse, vShine, vLamp;
  #ifdef USE_SHADOWMAP
    uniform sampler2D directionalShadowMap[ NUM_DIR_LIGHT_SHADOWS ];
  #endif
  ${LIGHT}
#endif
${VERTEX_MAIN}`;

const SURFACE = /* glsl */`
uniform sampler2D uColourMap, uNormalMap, uOrmMap, uSpecularMap, uGlowMap;
uniform vec4 uColour;
uniform vec3 uGlow;
uniform vec2 uBumps;
uniform float uCutoff, uCrevices;
uniform int uView;
varying vec2 vPlace;
varying vec3 vWorld;
varying vec3 vNormal;
varying vec4 vSky;
#ifdef HAS_TANGENTS
  varying vec4 vTangent;
#endif

// Along U and V on the surface; from screen derivatives where the file brings no tangents.
mat3 axesAt( vec3 normal ) {
  #ifdef HAS_TANGENTS
    vec3 along = normalize( vTangent.xyz - dot( vTangent.xyz, normal ) * normal );
    return mat3( along, vTangent.w * cross( normal, along ), normal );
  #else
    vec3 dx = dFdx( vWorld ), dy = dFdy( vWorld );
    vec2 ux = dFdx( vPlace ), uy = dFdy( vPlace );
    vec3 a = cross( dy, normal ), b = cross( normal, dx );
    vec3 t = a * ux.x + b * uy.x, c = a * ux.y + b * uy.y;
    float size = inversesqrt( max( max( dot( t, t ), dot( c, c ) ), 1e-20 ) );
    return mat3( t * size, c * size, normal );
  #endif
}

// A filmic curve that leaves skin tones where they are (facegen/render/tone.py).
vec3 rolled( vec3 light ) {
  return mix( light, 1.0 - 0.1444 / ( max( light - 0.62, 0.0 ) + 0.38 ), step( 0.62, light ) );
}
vec3 filmic( vec3 light ) {
  float peak = max( max( light.r, light.g ), max( light.b, 1e-6 ) );
  return 0.35 * light * ( rolled( vec3( peak ) ).r / peak ) + 0.65 * rolled( light );
}`;

const MAIN = /* glsl */`
void main() {
  vec4 texel = texture2D( uColourMap, vPlace ) * uColour;
  float alpha = texel.a;
  #ifdef CORE
    #ifdef SMOOTH
      alpha = clamp( ( alpha - uCutoff ) / max( fwidth( alpha ), 1e-4 ) + 0.5, 0.0, 1.0 );
      if ( alpha <= 0.0 ) discard;
    #else
      if ( alpha < uCutoff ) discard;
      alpha = 1.0;
    #endif
  #endif
  #ifdef FRINGE
    alpha = clamp( ( alpha - uCutoff ) * 1.8 + 0.5, 0.0, 1.0 );
    if ( alpha < 0.02 ) discard;
  #endif
  vec3 colour = texel.rgb, normal = normalize( vNormal );
  vec3 bumps = vec3( 0.5, 0.5, 1.0 ), orm = vec3( 1.0 ), n = normal;
  float specular = uSpecular;
  #ifdef VERTEX_LIT
    bumps = texture2D( uNormalMap, vPlace ).rgb;
    float relief = clamp( dot( normalize( bumps * 2.0 - 1.0 ), vLamp ) / vLamp.z, 0.3, 1.7 );
    vec3 diffuse = vDiffuse * mix( 1.0, relief, 0.6 );
    if ( uView == 0 ) colour = filmic( colour * diffuse + vShine * relief + uGlow * texture2D( uGlowMap, vPlace ).rgb );
  #else
    vec3 view = normalize( cameraPosition - vWorld );
    if ( ! gl_FrontFacing ) normal = - normal;
    mat3 axes = axesAt( normal );
    bumps = texture2D( uNormalMap, vPlace ).rgb;
    n = normalize( axes * ( ( bumps * 2.0 - 1.0 ) * vec3( uBumps, 1.0 ) ) );
    orm = texture2D( uOrmMap, vPlace ).rgb;
    orm.r = mix( 1.0, orm.r, uCrevices );
    specular *= texture2D( uSpecularMap, vPlace ).a;
    float metallic = uMetallic * orm.b;
    #ifdef USE_SHADOWMAP
      float shadow = lampSeen( vDirectionalShadowCoord[ 0 ], 0.0025 + 0.004 * uSubsurface );
    #else
      float shadow = 1.0;
    #endif
    Answer a = answer( n, axes, view, vSky, orm.r, clamp( uRoughness * orm.g, 0.045, 1.0 ),
      mix( vec3( 0.04 * specular ), colour, metallic ), specular, shadow );
    vec3 diffuse = a.diffuse;
    if ( uView == 0 ) colour = filmic( colour * ( 1.0 - metallic ) * a.diffuse + a.shine
      + uGlow * texture2D( uGlowMap, vPlace ).rgb );
  #endif
  if ( uView == 1 ) colour = filmic( vec3( 0.44, 0.43, 0.42 ) * diffuse );
  gl_FragColor = vec4( colour, alpha );
  #include <colorspace_fragment>
  // What maps hold are numbers: shown as they are, not as light.
  if ( uView == 2 ) gl_FragColor.rgb = ( mat3( viewMatrix ) * n ) * 0.5 + 0.5;
  else if ( uView == 4 ) gl_FragColor.rgb = bumps;
  else if ( uView == 5 ) gl_FragColor.rgb = vec3( uRoughness * orm.g );
  else if ( uView == 6 ) gl_FragColor.rgb = vec3( uMetallic * orm.b );
  else if ( uView == 7 ) gl_FragColor.rgb = vec3( orm.r );
  else if ( uView == 8 ) gl_FragColor.rgb = vec3( specular );
}`;

export const FRAGMENT = `
#include <common>
#include <packing>
#include <shadowmap_pars_fragment>
${SURFACE}
#ifdef VERTEX_LIT
  uniform float uRoughness, uMetallic, uSpecular;
  varying vec3 vDiffuse, vShine, vLamp;
#else
  ${LIGHT}
#endif
${MAIN}`;
