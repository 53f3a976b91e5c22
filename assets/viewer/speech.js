// Typed text to a timed plan of mouth shapes. No sound, no network: spelling rules and the rhythm
// of speech (longer stressed vowels, lengthening before a pause, pauses at punctuation).

import { englishNumber, englishSounds } from './english.js';
import { latinNumber, latinSounds } from './latin.js';

export const LANGUAGES = {
  en: 'English', de: 'Deutsch', es: 'Español', fr: 'Français', it: 'Italiano', pt: 'Português', la: 'Other',
};

// Sound -> [viseme, milliseconds, how wide] once or, for diphthongs, twice.
const SOUNDS = {
  AA: [['aa', 130, 0.9]], AE: [['aa', 120, 0.75]], AH: [['aa', 75, 0.45]], AO: [['O', 125, 0.85]],
  AW: [['aa', 95, 0.8], ['U', 75, 0.6]], AY: [['aa', 100, 0.8], ['I', 70, 0.6]], EH: [['E', 105, 0.8]],
  ER: [['RR', 110, 0.7]], EY: [['E', 95, 0.8], ['I', 70, 0.65]], IH: [['I', 75, 0.65]], IY: [['I', 115, 0.85]],
  OW: [['O', 95, 0.85], ['U', 75, 0.7]], OY: [['O', 95, 0.85], ['I', 70, 0.6]], UH: [['U', 80, 0.65]],
  UW: [['U', 115, 0.85]], OE: [['O', 105, 0.75]], UE: [['U', 105, 0.8]],
  P: [['PP', 88, 1]], B: [['PP', 80, 1]], M: [['PP', 84, 1]], F: [['FF', 90, 0.95]], V: [['FF', 70, 0.9]],
  TH: [['TH', 85, 0.85]], DH: [['TH', 55, 0.75]], T: [['DD', 65, 0.7]], D: [['DD', 62, 0.7]],
  K: [['kk', 70, 0.65]], G: [['kk', 66, 0.65]], NG: [['kk', 70, 0.5]], CH: [['CH', 100, 0.85]],
  JH: [['CH', 88, 0.85]], SH: [['CH', 98, 0.9]], ZH: [['CH', 80, 0.8]], S: [['SS', 92, 0.8]], Z: [['SS', 80, 0.75]],
  N: [['nn', 64, 0.65]], L: [['nn', 64, 0.7]], R: [['RR', 64, 0.7]], W: [['U', 62, 0.75]], Y: [['I', 48, 0.55]],
  HH: [['sil', 36, 0.3]],
};
const VOWEL = /^(A|E|I|O|U)/;
const PAUSES = { ',': 190, ';': 260, ':': 240, '–': 200, '—': 200, '.': 400, '!': 400, '?': 420, '…': 460, '\n': 420 };
const FINAL_STRETCH = 1.35; // the last vowel before a pause
const MINOR = new Set(`a an the of to in on at and or but is are was were be i you he she it we they my your
der die das und in zu le la les de des et un une el los y il di e o da do`.split(/\s+/));
const SYMBOLS = {
  en: { '&': 'and', '%': 'percent', '+': 'plus', '=': 'equals', '@': 'at', '€': 'euros', '$': 'dollars', '£': 'pounds', '°': 'degrees' },
};
const TOKEN = /\d[\d,]*(?:\.\d+)?|[\p{Script=Latin}\p{M}]+(?:['’][\p{Script=Latin}\p{M}]+)*|[.,;:!?…–—\n]+|[&%+=@€$£°]/gu;

/**
 * `{shapes: [{viseme, start, end, strength}], words: [{text, from, to, start, end, stressed}], duration}`:
 * times in seconds, `from`/`to` the word's place in `text`. `pace` 1 is some 4.5 syllables a second.
 */
export function plan(text, code = 'en', pace = 1) {
  const shapes = [], words = [];
  let now = 0.12; // the mouth opens before the sound
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    const pause = PAUSES[token.match(/[.!?…\n]/)?.[0] ?? token[0]];
    if (pause && !/[\p{L}\d]/u.test(token)) {
      now = rest(shapes, words, now, pause / 1000 / pace, token);
      continue;
    }
    const start = now;
    for (const said of spoken(token, code)) now = sayWord(shapes, said, now, pace);
    if (now > start) {
      const stressed = !MINOR.has(token.toLowerCase());
      words.push({ text: token, from: index, to: index + token.length, start, end: now, stressed });
    }
  }
  if (words.length) stretch(shapes, words);
  const duration = words.length ? Math.max(now, shapes.at(-1).end) + 0.25 : 0;
  return { shapes, words, duration };
}

/** What a token sounds like: lists of sounds, one per spoken word. */
function spoken(token, code) {
  const english = code === 'en';
  const sounds = (word, capitals) => (english ? englishSounds(plain(word), capitals) : latinSounds(word, code));
  if (/^\d/.test(token)) {
    const [whole, decimals] = token.replaceAll(',', '').split('.');
    const say = english ? englishNumber : latinNumber;
    const point = { en: 'point', de: 'komma', fr: 'virgule', es: 'coma' }[code] ?? 'virgola';
    const digits = decimals ? ` ${point} ${[...decimals].map((digit) => say(digit, code)).join(' ')}` : '';
    return `${say(whole, code)}${digits}`.split(' ').map((word) => sounds(word, false));
  }
  const symbol = SYMBOLS.en[token];
  if (symbol) return english ? [sounds(symbol, false)] : [];
  const capitals = token.length > 1 && token === token.toUpperCase();
  return [sounds(token.toLowerCase().replaceAll('’', "'"), capitals)];
}

/** Letters with marks as plain a-z: café, naïve, Zoë. */
function plain(word) {
  return word.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('æ', 'e').replaceAll('œ', 'e').replaceAll('ø', 'o')
    .replaceAll('ß', 'ss').replaceAll('ł', 'w');
}

function sayWord(shapes, sounds, start, pace) {
  let now = start;
  const stress = sounds.findIndex((sound) => VOWEL.test(sound) && sound !== 'AH');
  sounds.forEach((sound, i) => {
    const lasting = (i === stress ? 1.15 : VOWEL.test(sound) ? 0.9 : 1) / 1000 / pace;
    for (const [viseme, length, strength] of SOUNDS[sound] ?? []) {
      const end = now + length * lasting;
      const last = shapes.at(-1);
      // A doubled shape is one long shape: the lips do not part within "mp".
      if (last && last.viseme === viseme && start - last.end < 0.01 && now - last.end < 0.01) last.end = end;
      else shapes.push({ viseme, start: now, end, strength: i === stress ? Math.min(1, strength * 1.1) : strength });
      now = end;
    }
  });
  return now;
}

function rest(shapes, words, now, seconds, mark) {
  if (!shapes.length) return now;
  const extra = stretch(shapes, words);
  const word = words.at(-1);
  if (word) word.asks = mark.includes('?');
  const end = now + extra + seconds;
  shapes.push({ viseme: 'sil', start: now + extra, end, strength: 1 });
  return end;
}

/** Lengthen the vowel before a pause; the seconds that it took. */
function stretch(shapes, words) {
  const word = words.at(-1);
  if (!word || shapes.at(-1).viseme === 'sil') return 0;
  let at = shapes.length - 1;
  while (at >= 0 && shapes[at].start >= word.start && !/^(aa|E|I|O|U|RR)$/.test(shapes[at].viseme)) at -= 1;
  if (at < 0 || shapes[at].start < word.start) return 0;
  const extra = (FINAL_STRETCH - 1) * (shapes[at].end - shapes[at].start);
  shapes[at].end += extra;
  for (const shape of shapes.slice(at + 1)) {
    shape.start += extra;
    shape.end += extra;
  }
  word.end += extra;
  return extra;
}
