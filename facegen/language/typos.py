"""Slips of the finger: letters wrong, missing, doubled or swapped, and a missing space."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from facegen.language.book import entries
from facegen.language.lexicon import content_words, vocabulary
from facegen.language.tokens import fold
from facegen.language.words.celebrities import NAME_WORDS
from facegen.language.words.grammar import ED_HEADS, SPELLING
from facegen.language.words.guard import english_words

TWO_EDITS_FROM = 9
"""Letters from which a word may hold two slips; shorter ones hold one."""
_ONE_EDIT_FROM = 5
_SHORTEST = 3
_NOUNS = (
    "batter bander birder bedder buffer bugger bullish buzzer cater circler cleaner corner cower "
    "creamer cutter doer doter dotter dryer drier dropper finish flamer flatterer hooker lanker "
    "letterer liter litter minter namer needler popish popper quoter rammer sander sheepish starer "
    "stoner striper swallower tanner tearer trimmer nuder smoother solider slitter doubler crosser"
)
_NO_COMPARATIVES = frozenset(_NOUNS.split())
"""Nouns that look like comparatives of the lexicon's adjectives: "corner" is no "corn-er"."""
_NEVER_PARTS = ("man", "woman", "person")
"""Second halves of real compounds: "milkman" is no missing space."""


def positive(word: str) -> str | None:
    """ "Greyer", "curliest", "biggish" -> grey, curly, big; None for other words."""
    ending = next((e for e in ("iest", "ier", "est", "ish", "er") if word.endswith(e)), None)
    if ending is None or word in vocabulary() or word in _NO_COMPARATIVES:
        return None
    stem = word[: -len(ending)] + ("y" if ending in ("iest", "ier") else "")
    forms = (stem, stem + "e", stem[:-1] if stem[-2:-1] == stem[-1:] else stem)
    book = entries()
    return next((f for f in forms if len(f) > 2 and (e := book.get((f,))) and e.mods), None)


def correct(word: str, text: str, first: bool) -> str | None:
    """The lexicon's word that the unknown `word` was meant to be, or None.

    Guards: the first letter is right, one best candidate only, no real English word ("bread" is
    not a beard), no capital inside a sentence (a name). Words of three and four letters may only
    have two letters swapped, or one of four missing.
    """
    if len(word) < _SHORTEST or word in vocabulary() or _is_real(word, text):
        return None
    if text[:1].isupper() and not first and not text.isupper():
        return None
    if (shorter := _unstretched(word)) is not None:
        return shorter
    ranked: dict[str, tuple[int, ...]] = {}
    for form in {word, text.casefold()}:
        for known, rank in _candidates(form):
            ranked[known] = min(rank, ranked.get(known, rank))
    if not ranked:
        return None
    best = min(ranked.values())
    winners = [known for known, rank in ranked.items() if rank == best]
    winners = list(dict.fromkeys(SPELLING.get(known, known) for known in winners))
    return winners[0] if len(winners) == 1 else None


def _is_real(word: str, text: str) -> bool:
    """True if the folded `word`, or `text` as it was typed, is a name or in the dictionary.

    Folding makes no word of some plurals, "focuse" of "focuses". It makes "hoody" of "hoodies" too,
    which has to be mended: the plural of a word of the lexicon is not kept as it was typed.
    """
    if word in NAME_WORDS:
        return True
    typed = text.casefold()
    return word in english_words() or (typed in english_words() and typed[:-1] not in vocabulary())


def _candidates(word: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    limit = 2 if len(word) >= TWO_EDITS_FROM else 1
    for form in _deletions(word, limit):
        for known in _by_deletion().get(form, ()):
            rank = _rank(word, known)
            if rank is not None and rank[0] <= limit:
                yield known, rank


def split_joined(text: str) -> int | None:
    """Where a space is missing in `text` ("curlyhair" -> 5), or None."""
    plain = fold(text)
    if len(plain) < 7 or not text.isalpha() or plain in vocabulary() or _is_real(plain, text):
        return None
    if text[:1].isupper() and not text.isupper() and not text[1:].islower():
        return None
    words = content_words()
    for at in range(len(text) - 3, 2, -1):
        left, right = fold(text[:at]), fold(text[at:])
        if left in words and right in words and right not in _NEVER_PARTS:
            return at
    return None


def _unstretched(word: str) -> str | None:
    """ "looooong" -> long."""
    if not re.search(r"(.)\1\1", word):
        return None
    forms = (re.sub(r"(.)\1{2,}", r"\1", word), re.sub(r"(.)\1{2,}", r"\1\1", word))
    return next((form for form in forms if form in vocabulary()), None)


def _deletions(word: str, count: int) -> set[str]:
    """`word` with up to `count` letters left out."""
    forms = {word}
    for _ in range(count):
        forms |= {form[:i] + form[i + 1 :] for form in forms for i in range(len(form))}
    return forms


@functools.cache
def _by_deletion() -> dict[str, tuple[str, ...]]:
    """Every telling word of the lexicon under itself and what is left without one or two letters.

    The index of symmetric deletions (SymSpell): a slip and its word meet in a shared remainder.
    """
    table: dict[str, list[str]] = {}
    variants = {v for v, standard in SPELLING.items() if standard in content_words() and len(v) > 4}
    for word in content_words() | variants:
        if len(word) >= _SHORTEST and word.isalpha():
            for form in _deletions(word, 2 if len(word) >= TWO_EDITS_FROM - 1 else 1):
                table.setdefault(form, []).append(word)
    return {form: tuple(words) for form, words in table.items()}


def _rank(slip: str, known: str) -> tuple[int, ...] | None:
    """How unlikely `slip` is for `known`; None when it may not be one."""
    swapped = sorted(slip) == sorted(known)
    if slip[0] != known[0] and not (swapped and slip[:2] == known[1::-1]):
        return None
    distance = edits(slip, known)
    doubled = re.sub(r"(.)\1", r"\1", slip) == re.sub(r"(.)\1", r"\1", known)
    if min(len(slip), len(known)) < _ONE_EDIT_FROM:
        missing = len(slip) == 4 and len(known) == 5
        if distance > 1 or not (swapped or missing or (doubled and len(slip) >= 4)):
            return None
    kind = 0 if swapped or doubled else 1 if len(slip) != len(known) else 2
    return distance, kind, int(known in ED_HEADS), int(slip[-1] != known[-1])


def edits(a: Sequence[str], b: Sequence[str]) -> int:
    """Insertions, deletions, replacements and swaps of neighbours from `a` to `b`.

    Optimal string alignment, the restricted Damerau-Levenshtein distance.
    """
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i in range(1, len(a) + 1):
        last, row = row, [i]
        for j in range(1, len(b) + 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] != b[j - 1]))
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before = last
    return row[-1]
