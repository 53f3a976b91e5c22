// English letters to sounds: words that follow no rule, then rules tried from the longest
// spelling to the shortest at each letter. Sounds are written in ARPAbet without stress.

import { soundsByRules } from './spelling.js';

const WORDS = Object.fromEntries(`
a AH|about AH B AW T|above AH B AH V|again AH G EH N|am AE M|an AE N|and AE N D|any EH N IY|are AA R
as AE Z|beauty B Y UW T IY|beautiful B Y UW T IH F UH L|because B IH K AO Z|been B IH N|behind B IH HH AY N D
both B OW TH|bought B AO T|brought B R AO T|busy B IH Z IY|buy B AY|by B AY|child CH AY L D|climb K L AY M
come K AH M|coming K AH M IH NG|could K UH D|country K AH N T R IY|do D UW|does D AH Z|done D AH N|door D AO R|created K R IY EY T IH D
eight EY T|english IH NG G L IH SH|enough IH N AH F|eye AY|eyes AY Z|find F AY N D|four F AO R|friend F R EH N D
from F R AH M|give G IH V|given G IH V AH N|go G OW|goes G OW Z|gone G AO N|great G R EY T|half HH AA F
have HH AE V|he HH IY|heard HH ER D|heart HH AA R T|her HH ER|here HH IH R|his HH IH Z|hour AW ER|house HH AW S|language L AE NG G W IH JH|i AY|is IH Z
island AY L AH N D|key K IY|kind K AY N D|laugh L AE F|live L IH V|lived L IH V D|lives L IH V Z|lose L UW Z
love L AH V|lovely L AH V L IY|loved L AH V D|mama M AA M AA|many M EH N IY|me M IY|minute M IH N IH T|mind M AY N D
money M AH N IY|month M AH N TH|most M OW S T|mother M AH DH ER|move M UW V|mr M IH S T ER|mrs M IH S IH Z
ms M IH Z|my M AY|no N OW|none N AH N|nothing N AH TH IH NG|of AH V|off AO F|oh OW|old OW L D|once W AH N S
one W AH N|only OW N L IY|other AH DH ER|our AW ER|own OW N|papa P AA P AA|people P IY P AH L|person P ER S AH N
piece P IY S|pretty P R IH T IY|pull P UH L|push P UH SH|put P UH T|said S EH D|says S EH Z|school S K UW L
sentence S EH N T AH N S|seven S EH V AH N|she SH IY|shoe SH UW|should SH UH D|sign S AY N|so S OW|some S AH M
something S AH M TH IH NG|son S AH N|soul S OW L|sure SH UH R|the DH AH|their DH EH R|there DH EH R|they DH EY|this DH IH S|that DH AE T|these DH IY Z|those DH OW Z|then DH EH N|than DH AE N
them DH EH M|thus DH AH S|though DH OW|although AO L DH OW
thought TH AO T|through TH R UW|tongue T AH NG|to T UW|today T AH D EY|together T AH G EH DH ER|tomorrow T AH M AO R OW
touch T AH CH|two T UW|very V EH R IY|want W AO N T|was W AH Z|water W AO T ER|we W IY|were W ER|what W AH T
where W EH R|who HH UW|whole HH OW L|whose HH UW Z|wind W IH N D|woman W UH M AH N|women W IH M IH N
won W AH N|wonder W AH N D ER|word W ER D|work W ER K|world W ER L D|worth W ER TH|would W UH D|wow W AW
year Y IH R|yes Y EH S|you Y UW|young Y AH NG|your Y AO R|yours Y AO R Z`
  .trim().split(/[|\n]/).map((entry) => [entry.slice(0, entry.indexOf(' ')), entry.slice(entry.indexOf(' ') + 1)]));

// letters [in context] sounds; ^ and $ are the word's ends. The first that fits is taken.
const RULES = `
tion SH AH N|ssion SH AH N|sion ZH AH N|cious SH AH S|tious SH AH S|cial SH AH L|tial SH AH L|ture CH ER|sure ZH ER
ought AO T|aught AO T|eigh EY|igh AY|tch CH|dge JH|sch S K|^kn N|^gn N|^wr R|^ps S|^wh W|ph F|gh(?=t) .|gh$ .|^gh G|gh .
ng(?=s?$|er|ed|ing) NG|ng(?=[ei]) N JH|ng(?=[aoulr]) NG G|ng NG|nk NG K|mb$ M|mn$ M|ck K|qu K W
(?<=[aeiou])the(?=r) DH EH|^th(?=[aeiou]) TH|(?<=[aeiou])the$ DH|(?<=[aeo])th(?=[ei]) DH|th TH|sh SH|cc(?=[ei]) K S|ch CH
bb B|dd D|ff F|gg G|ll L|mm M|nn N|pp P|rr R|ss S|tt T|zz Z
(?<=[aeiouy][^aeiouy]|[aeiouy][^aeiouy]{2})es$ Z|(?<=[td])ed$ IH D|(?<=[pkfsx]|ch|sh)ed$ T|(?<=[a-z]{2})ed$ D
(?<=[^aeiou])le(?=s?$) AH L|(?<=[^aeiou])re$ ER
air EH R|are$ EH R|arr AE R|ar AA R|augh AO|au AO|aw AO|ai EY|ay EY|al(?=[kl]) AO L|alm AA M|age$ IH JH
a(?=[^aeiouwxyr](e|es|ed|er|ers|ing)$) EY|a(?=(st|ng)e) EY|a(?=ble|tion|cious) EY|a(?=[^aeiou]y$) EY|(?<=^w)a(?=[nstd]) AO
^a(?=[^aeiou][aeiou]) AH|a$ AH|(?<=[a-z]{3})a(?=[ln]$|nt$|nce$) AH|a AE
eer IH R|ear(?=[nltcd]) ER|ear IH R|ere$ IH R|eau OW|ea(?=d|th$|sure|lth) EH|ea IY|ee IY|ei(?=[^gn]) IY|ei EY|ew UW|ey$ IY|ey EY
eu Y UW|er ER|e(?=[^aeiouwxyr](e|es|ed|ing)$) IY|(?<=^[^aeiou]{1,2})e$ IY|^e(?=[lvnm][aeiou]) IH|es$ Z|e$ .|e(?=(ly|ment|ful|less)$) .
(?<=[a-z]{3})e(?=n$|nt$|nce$|l$|t$) AH|e EH
ier(?=s?$) IY ER|ie(?=[sd]?$) IY|ie IY|(?<=^[^aeiou]{1,2})ie AY|ire AY ER|ir ER|i(?=[^aeiouwxyr](e|es|ed|er|ers)$) AY|i(?=nd$|ld$) AY
(?<=^.{1,2})i(?=[^aeiouxr]ing$) AY|i(?=[aou]) IY|i IH
oar AO R|oor AO R|our AO R|ough OW|ould UH D|oo(?=[kd]) UH|oo UW|ou AW|ow(?=n$|l|d|er) AW|ow OW|oy OY|oi OY|oa OW|oe OW|or AO R
o(?=[^aeiouwxyr](e|es|ed|er|ers|ing)$) OW|o(?=l[dtk]|st$) OW|o(?=[^aeiou]y$) OW|o$ OW|(?<=[a-z]{2})ous AH S|o(?=n$) AH|o(?=th) AH|o AA
ure Y UH R|ur ER|ui UW|ue(?=s?$) UW|uy AY|u(?=[^aeiouwxyr](e|es|ed|ing)$) UW|^u(?=n[^ibd]|[mps]) AH|^u(?=[^aeiou][aeiou]) Y UW|(?<=[bp])u(?=ll|sh) UH
u(?=[^aeiou]{2}|[^aeiou]$) AH|u$ UW|u(?=[^aeiou][aeiou]) UW|u AH
^y Y|y(?=[^aeiou]$) IH|(?<=^[^aeiou]{1,2})y$ AY|(?<=f)y$ AY|(?<=[aeiou])y .|y$ IY|y(?=[^aeiou][aeiou]) AY|y IH
b B|c(?=[eiy]) S|c K|d D|f F|(?<=^)g(?=[iey][^rtv]) JH|g(?=[ey]) JH|g(?=i[^v]) JH|g G|h HH|j JH|k K|l L|m M|n N|p P|q K|r R
s(?=ion|ure) ZH|(?<=[aeiou])s(?=[aeiou]) Z|(?<=[aeiouybdglmnrvw])s$ Z|s S|t T|v V|w(?=[aeiouy]) W|w .|^x Z|x K S|z Z`
  .trim().split(/[|\n](?![^(]*\))/).map((rule) => {
    const cut = rule.indexOf(' ');
    const sounds = rule.slice(cut + 1);
    return [new RegExp(rule.slice(0, cut), 'y'), sounds === '.' ? [] : sounds.split(' ')];
  });

const SPELT = Object.fromEntries(`a EY|b B IY|c S IY|d D IY|e IY|f EH F|g JH IY|h EY CH|i AY|j JH EY|k K EY|l EH L|m EH M
n EH N|o OW|p P IY|q K Y UW|r AA R|s EH S|t T IY|u Y UW|v V IY|w D AH B AH L Y UW|x EH K S|y W AY|z Z EH D`
  .split(/[|\n]/).map((entry) => [entry[0], entry.slice(2).split(' ')]));

/** Sounds of one lower-case word of a-z and apostrophes; `capitals`: an abbreviation is spelt. */
export function englishSounds(word, capitals = false) {
  const bare = word.replace(/'/g, '');
  if (Object.hasOwn(WORDS, bare)) return WORDS[bare].split(' ');
  const consonantsOnly = !/[aeiouy]/.test(bare);
  if ((capitals && bare.length <= 4) || consonantsOnly) {
    if (!/^(h?m+|s+h+|b?r+|p+s+t*)$/.test(bare)) return [...bare].flatMap((letter) => SPELT[letter] ?? []);
  }
  return soundsByRules(bare, RULES);
}

const ONES = `zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
fifteen sixteen seventeen eighteen nineteen`.split(/\s+/);
const TENS = '- - twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const SCALES = [[1e9, 'billion'], [1e6, 'million'], [1e3, 'thousand'], [100, 'hundred']];

/** Words of a whole number up to 999,999,999,999; longer ones digit by digit. */
export function englishNumber(digits) {
  if (digits.length > 12 || (digits.length > 1 && digits[0] === '0')) return [...digits].map((d) => ONES[d]).join(' ');
  const say = (n) => {
    if (n < 20) return ONES[n];
    if (n < 100) return TENS[Math.floor(n / 10)] + (n % 10 ? ` ${ONES[n % 10]}` : '');
    const [size, name] = SCALES.find(([scale]) => n >= scale);
    const rest = n % size;
    return `${say(Math.floor(n / size))} ${name}${rest ? (rest < 100 ? ' and ' : ' ') + say(rest) : ''}`;
  };
  const n = Number(digits);
  if (digits.length === 4 && n >= 1100 && n < 2000 && n % 100 >= 10) return `${say(Math.floor(n / 100))} ${say(n % 100)}`;
  return say(n);
}
