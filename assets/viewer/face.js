// The words of the panel: 52 ARKit sliders by region, and the expressions made of them.

export const GROUPS = [
  ['Brows', ['browInnerUp', 'browDownLeft', 'browDownRight', 'browOuterUpLeft', 'browOuterUpRight']],
  ['Eyes', [
    'eyeBlinkLeft', 'eyeBlinkRight', 'eyeWideLeft', 'eyeWideRight', 'eyeSquintLeft',
    'eyeSquintRight', 'eyeLookUpLeft', 'eyeLookUpRight', 'eyeLookDownLeft', 'eyeLookDownRight',
    'eyeLookInLeft', 'eyeLookInRight', 'eyeLookOutLeft', 'eyeLookOutRight']],
  ['Jaw', ['jawOpen', 'jawForward', 'jawLeft', 'jawRight']],
  ['Mouth', [
    'mouthSmileLeft', 'mouthSmileRight', 'mouthFrownLeft', 'mouthFrownRight', 'mouthClose',
    'mouthFunnel', 'mouthPucker', 'mouthLeft', 'mouthRight', 'mouthDimpleLeft',
    'mouthDimpleRight', 'mouthStretchLeft', 'mouthStretchRight', 'mouthRollLower',
    'mouthRollUpper', 'mouthShrugLower', 'mouthShrugUpper', 'mouthPressLeft', 'mouthPressRight',
    'mouthLowerDownLeft', 'mouthLowerDownRight', 'mouthUpperUpLeft', 'mouthUpperUpRight']],
  ['Cheeks', ['cheekPuff', 'cheekSquintLeft', 'cheekSquintRight']],
  ['Nose', ['noseSneerLeft', 'noseSneerRight']],
  ['Tongue', ['tongueOut']],
];

// Other words by which people look for a slider: start of its name -> words.
export const SYNONYMS = [
  ['eyeBlink', 'close shut wink lid eyelid'], ['eyeWide', 'open lid eyelid'], ['eyeSquint', 'lid eyelid narrow'],
  ['eyeLook', 'gaze direction'], ['brow', 'eyebrow frown'], ['jaw', 'chin'], ['mouthSmile', 'happy grin lips'],
  ['mouthFrown', 'sad lips'], ['mouthPucker', 'kiss lips'], ['mouth', 'lips'], ['cheekPuff', 'blow'],
  ['noseSneer', 'wrinkle nostril'], ['tongue', 'lick'],
];

// These move the whole mouth or jaw sideways: the other side is the opposite, not the twin.
const SIDEWAYS = new Set(['jawLeft', 'jawRight', 'mouthLeft', 'mouthRight']);

const both = (stem, weight) => ({ [`${stem}Left`]: weight, [`${stem}Right`]: weight });

export const PRESETS = {
  Joy: {
    ...both('mouthSmile', 0.72), ...both('cheekSquint', 0.45), ...both('eyeSquint', 0.3),
    ...both('mouthUpperUp', 0.22), ...both('mouthLowerDown', 0.14), ...both('mouthDimple', 0.2),
    jawOpen: 0.12, ...both('browOuterUp', 0.15),
  },
  Sorrow: {
    browInnerUp: 1, ...both('browDown', 0.15), ...both('mouthFrown', 0.5), ...both('eyeSquint', 0.2),
    ...both('eyeBlink', 0.16), ...both('eyeLookDown', 0.25), mouthShrugLower: 0.35, mouthRollLower: 0.15,
  },
  Anger: {
    ...both('browDown', 1), ...both('noseSneer', 0.55), ...both('eyeSquint', 0.3), ...both('eyeWide', 0.25),
    ...both('mouthPress', 0.7), ...both('mouthFrown', 0.35), mouthShrugLower: 0.25, jawForward: 0.25,
  },
  Surprise: {
    browInnerUp: 0.8, ...both('browOuterUp', 0.9), ...both('eyeWide', 0.75), jawOpen: 0.38,
    mouthFunnel: 0.22,
  },
  Disgust: {
    ...both('noseSneer', 0.9), ...both('browDown', 0.5), ...both('mouthUpperUp', 0.5),
    ...both('eyeSquint', 0.45), ...both('mouthFrown', 0.4), mouthShrugLower: 0.3, ...both('cheekSquint', 0.25),
  },
  Wink: {
    eyeBlinkLeft: 1, cheekSquintLeft: 0.5, mouthSmileLeft: 0.65, mouthSmileRight: 0.4,
    mouthDimpleLeft: 0.25, browDownLeft: 0.2, browOuterUpRight: 0.45, browInnerUp: 0.1,
  },
  Kiss: { mouthPucker: 0.95, ...both('eyeBlink', 0.92), browInnerUp: 0.25, mouthFunnel: 0.15, ...both('browOuterUp', 0.15) },
};

/** 'mouthSmileLeft' -> 'Smile, left'; the region is the group's heading. */
export function label(name, region) {
  const side = SIDEWAYS.has(name) ? '' : (name.match(/(Left|Right)$/) ?? [''])[0];
  const stem = side ? name.slice(0, -side.length) : name;
  const words = stem.split(/(?=[A-Z])/).map((word) => word.toLowerCase());
  const regionWord = region.toLowerCase().replace(/s$/, '');
  if (words[0] === regionWord && words.length > 1) words.shift();
  const text = words.join(' ');
  return text[0].toUpperCase() + text.slice(1) + (side ? `, ${side.toLowerCase()}` : '');
}

/** The slider that moves together with `name`, or null. Eyes look to one side together. */
export function twin(name) {
  if (SIDEWAYS.has(name)) return null;
  const side = (name.match(/(Left|Right)$/) ?? [null])[0];
  if (!side) return null;
  let stem = name.slice(0, -side.length);
  if (stem === 'eyeLookIn') stem = 'eyeLookOut';
  else if (stem === 'eyeLookOut') stem = 'eyeLookIn';
  return stem + (side === 'Left' ? 'Right' : 'Left');
}
