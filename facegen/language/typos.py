"""Slips of the finger: one letter wrong, missing, doubled or swapped in a long word."""

from __future__ import annotations

import functools

from facegen.language.lexicon import content_words, vocabulary
from facegen.language.words.guard import REAL_WORDS

MIN_LENGTH = 5


def correct(word: str, text: str, first: bool) -> str | None:
    """The lexicon's word that the unknown `word` was meant to be, or None.

    Guards: five letters or more, the first letter right, one candidate only, no real English word
    ("bread" is not a beard), no capital inside a sentence (a name).
    """
    if len(word) < MIN_LENGTH or word in vocabulary() or word in REAL_WORDS:
        return None
    if text[:1].isupper() and not first and not text.isupper():
        return None
    candidates = {
        known
        for form in (word, *_deletions(word))
        for known in _by_deletion().get(form, ())
        if known[0] == word[0] and _one_apart(word, known)
    }
    if len(candidates) > 1:
        candidates = {c for c in candidates if sorted(c) == sorted(word)} or {
            c for c in candidates if c[-1] == word[-1]
        }
    return candidates.pop() if len(candidates) == 1 else None


def _deletions(word: str) -> set[str]:
    return {word[:i] + word[i + 1 :] for i in range(len(word))}


@functools.cache
def _by_deletion() -> dict[str, tuple[str, ...]]:
    """Every long telling word of the lexicon under itself and its one-letter deletions."""
    table: dict[str, list[str]] = {}
    for word in content_words():
        if len(word) >= MIN_LENGTH:
            for form in {word} | _deletions(word):
                table.setdefault(form, []).append(word)
    return {form: tuple(words) for form, words in table.items()}


def _one_apart(a: str, b: str) -> bool:
    """Whether one insertion, deletion, replacement or swap of neighbours parts `a` and `b`."""
    if abs(len(a) - len(b)) > 1:
        return False
    i = 0
    while i < min(len(a), len(b)) and a[i] == b[i]:
        i += 1
    if len(a) == len(b):
        swapped = a[i : i + 2] == b[i : i + 2][::-1] and a[i + 2 :] == b[i + 2 :]
        return a[i + 1 :] == b[i + 1 :] or swapped
    longer, shorter = (a, b) if len(a) > len(b) else (b, a)
    return longer[i + 1 :] == shorter[i:]
