// Other languages in Latin letters: they are written nearly as they sound, so a few rules each
// suffice for lips. Sounds are ARPAbet, as in english.js; UE and OE are the rounded front vowels.

import { soundsByRules } from './spelling.js';

const COMMON = `sch SH|ch K|ck K|ph F|qu K W|th T|ss S|ll L|tt T|nn N|mm M|pp P|bb B|dd D|ff F|gg G|rr R|cc K|zz T S
ae EH|oe OE|ue UE|aa AA|ee EY|oo OW|ie IY|ei AY|ai AY|au AW|ou UW|eu OY
ä EH|ö OE|ü UE|ß S|å AO|ø OE|æ EH|œ OE|ç S|ñ N Y|š SH|č CH|ž ZH|ř R ZH|ł W|ń N|ś SH|ć CH|ź ZH|ż ZH|ą AO N|ę EH N
á AA|à AA|â AA|ã AA N|é EY|è EH|ê EH|ë EH|í IY|ì IY|î IY|ï IY|ó OW|ò AO|ô OW|õ OW N|ú UW|ù UW|û UE|ý IY|ÿ IY
a AA|b B|c(?=[eiéèíì]) S|c K|d D|e EH|f F|g G|h HH|i IY|j Y|k K|l L|m M|n N|o AO|p P|q K|r R|s S|t T|u UW|v V|w V|x K S|y IY|z Z`;

const OWN = {
  de: `tsch CH|sch SH|^sp SH P|^st SH T|chs K S|(?<=[aou])ch K|ch SH|ie IY|ei AY|ai AY|äu OY|eu OY|^v F|v F|w V|z T S|j Y
ph F|h(?=[^aeiouäöü]|$) .|er$ AH|e$ AH|en$ AH N|s(?=[aeiouäöü]) Z|tion T S Y OW N`,
  fr: `eaux OW|eau OW|aux? OW|oin W EH N|oi W AA|ou UW|eu OE|œu OE|gn N Y|ille IY Y|ch SH|ph F|qu K|gu(?=[eiéè]) G|g(?=[eiéè]) ZH
j ZH|h .|[ae]n(?=[^aeiouynm]|$) AO N|[ae]m(?=[pb]) AO N|[aey]?in(?=[^aeiouynm]|$) EH N|on(?=[^aeiouynm]|$) OW N|un(?=[^aeiou]|$) OE N
u UE|(?<=[a-zé]{2})(es|ent|e)$ .|e[rz]$ EY|(?<=.)[tdsxzp]$ .|ai EH|ei EH|c(?=[eiéèy]) S|s(?<=[aeiouéè]s)(?=[aeiouéè]) Z`,
  es: `ch CH|ll Y|rr R|gu(?=[ei]) G|qu K|g(?=[ei]) HH|j HH|h .|c(?=[eií]) TH|z TH|v B|ü W|y$ IY|y Y|u(?=[aeo]) W|i(?=[aeo]) Y|au AW|ei EY|ai AY|eu EH UW|ou OW|ie Y EH|ue W EH`,
  it: `gli L Y|gn N Y|sch S K|sc(?=[ei]) SH|chi K IY|che K EH|ghi G IY|ghe G EH|ci(?=[aou]) CH|gi(?=[aou]) JH|cc(?=[ei]) CH|gg(?=[ei]) JH
c(?=[ei]) CH|g(?=[ei]) JH|h .|z T S|qu K W|u(?=[aeo]) W|au AW|ai AY|ei EY|ie Y EH|eu EH UW|ou OW`,
  pt: `ch SH|lh L Y|nh N Y|qu K|gu(?=[ei]) G|g(?=[ei]) ZH|j ZH|ão AW N|õe OY N|ou OW|ei EY|ai AY|h .|x SH|o$ UW|e$ IY|s$ SH|rr HH|ie IY EH|eu EH UW|au AW`,
};

const DIGITS = {
  de: 'null eins zwei drei vier fünf sechs sieben acht neun', fr: 'zéro un deux trois quatre cinq six sept huit neuf',
  es: 'cero uno dos tres cuatro cinco seis siete ocho nueve', it: 'zero uno due tre quattro cinque sei sette otto nove',
  pt: 'zero um dois três quatro cinco seis sete oito nove',
};

const parse = (text) => text.split(/[|\n](?![^(]*\))/).map((rule) => {
  const cut = rule.lastIndexOf(rule.endsWith(' .') ? ' .' : rule.match(/ [A-Z .]+$/)[0]);
  const sounds = rule.slice(cut + 1);
  return [new RegExp(rule.slice(0, cut), 'uy'), sounds === '.' ? [] : sounds.split(' ')];
});
const BASE = parse(COMMON);
const RULES = Object.fromEntries(Object.entries(OWN).map(([code, text]) => [code, [...parse(text), ...BASE]]));

/** Sounds of one lower-case word; `code` is de, fr, es, it, pt, or anything else for plain Latin. */
export function latinSounds(word, code) {
  return soundsByRules(word, RULES[code] ?? BASE);
}

/** A number digit by digit. */
export function latinNumber(digits, code) {
  const names = (DIGITS[code] ?? DIGITS.it).split(' ');
  return [...digits].map((digit) => names[digit]).join(' ');
}
