// From a timed plan to the mouth at one moment. Neighbouring shapes blend as lips do when they
// prepare the next sound (dominance functions of Cohen and Massaro, 1993).

/** The 15 Oculus visemes, with sounds that show them. */
export const VISEMES = {
  sil: 'rest', PP: 'p b m', FF: 'f v', TH: 'th', DD: 't d', kk: 'k g', CH: 'ch j', SS: 's z', nn: 'n l',
  RR: 'r', aa: 'ah', E: 'eh', I: 'ee', O: 'oh', U: 'oo',
};

// Lips that must meet (or nearly) overrule everything around them; the tongue's sounds do not.
const DOMINANCE = { PP: 9, FF: 5, CH: 1.5, U: 1.4, O: 1.3, sil: 1.2, SS: 0.9, TH: 0.9, kk: 0.5, DD: 0.6, nn: 0.55, RR: 0.8 };
const CLOSED = new Set(['PP', 'FF']);
const FALL = 2.3; // how fast a shape's hold fades, per its own half length
const REACH = 0.3; // seconds around now that are looked at
const LEAST = 0.045; // seconds; shorter shapes still need this time to form

/** Weights of `viseme_*` at `time` seconds; empty where the plan is silent. */
export function mouthAt({ shapes }, time) {
  const weights = {};
  let total = 0;
  for (const { viseme, start, end, strength } of near(shapes, time)) {
    const half = Math.max((end - start) / 2, LEAST / 2);
    const distance = Math.abs(time - (start + end) / 2) / half;
    // While lips are pressed together nothing else has a say.
    const power = CLOSED.has(viseme) && distance < 0.5 ? 1000 : DOMINANCE[viseme] ?? 1;
    const hold = power * Math.exp(-FALL * Math.max(distance - 0.35, 0));
    total += hold;
    weights[viseme] = (weights[viseme] ?? 0) + hold * strength;
  }
  const out = {};
  if (!total) return out;
  // Beyond the first and last shape the mouth rests.
  const edge = edges(shapes, time);
  for (const [viseme, weight] of Object.entries(weights)) {
    if (viseme !== 'sil') out[`viseme_${viseme}`] = (edge * weight) / total;
  }
  return out;
}

/** 0..1: how firmly the lips must be shut now. */
export function closureAt(weights) {
  return Math.min(1, (weights.viseme_PP ?? 0) + 0.8 * (weights.viseme_FF ?? 0));
}

/** The index of the word that is said at `time`, or -1. */
export function wordAt({ words }, time) {
  let found = -1;
  for (let i = 0; i < words.length && words[i].start <= time + 0.03; i += 1) found = i;
  return found >= 0 && time <= words[found].end + 0.35 ? found : -1;
}

/** All shapes one after another, each held; `names[i]` is shown from `i * each` seconds. */
export function parade(each = 0.9) {
  const names = Object.keys(VISEMES);
  const shapes = names.map((viseme, i) => (
    { viseme, start: i * each + 0.15 * each, end: (i + 1) * each - 0.1 * each, strength: 1 }));
  return { shapes, words: [], names, each, duration: names.length * each };
}

function near(shapes, time) {
  // Plans are short (600 letters): a plain scan of the ordered list.
  return shapes.filter(({ start, end }) => end > time - REACH && start < time + REACH);
}

function edges(shapes, time) {
  const opening = (time - (shapes[0].start - 0.12)) / 0.12;
  const closing = (shapes.at(-1).end + 0.18 - time) / 0.18;
  return Math.min(1, Math.max(0, opening), Math.max(0, closing));
}
