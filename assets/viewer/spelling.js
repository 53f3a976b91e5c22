// Letters to sounds: the first rule that fits at each place of a word is taken.

/** Sounds of `word` by `rules`, pairs of a sticky pattern and the sounds that it stands for. */
export function soundsByRules(word, rules) {
  const sounds = [];
  for (let at = 0; at < word.length;) {
    let taken = 0;
    for (const [pattern, said] of rules) {
      pattern.lastIndex = at;
      const found = pattern.exec(word);
      if (!found || !found[0]) continue;
      sounds.push(...said);
      taken = found[0].length;
      break;
    }
    at += taken || 1;
  }
  return sounds;
}
