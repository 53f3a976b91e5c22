"""Looking phrases up: the longest match, and the words that phrases are made of."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from facegen.language.book import entries
from facegen.language.entry import Entry


@functools.cache
def _longest() -> dict[str, int]:
    """First word -> length of the longest phrase that begins with it."""
    longest: dict[str, int] = {}
    for key in entries():
        longest[key[0]] = max(longest.get(key[0], 0), len(key))
    return longest


@functools.cache
def vocabulary() -> frozenset[str]:
    """Every single word that occurs in some phrase."""
    return frozenset(word for key in entries() for word in key)


@functools.cache
def content_words() -> frozenset[str]:
    """The words of phrases that say something about a face."""
    small = ("determiner", "boundary", "copula", "join", "filler", "side")
    book = entries()
    words = {
        word
        for key, entry in book.items()
        for word in key
        if entry.mods or entry.facts or entry.head or entry.role == "negator"
        if entry.role != "postposed" and entry.phrase == " ".join(key)
    }
    return frozenset(w for w in words if not ((e := book.get((w,))) and e.role in small))


def match(words: Sequence[str], at: int) -> tuple[Entry, int] | None:
    """The longest phrase that starts at `words[at]`, and how many words it takes."""
    book = entries()
    for length in range(min(_longest().get(words[at], 0), len(words) - at), 0, -1):
        entry = book.get(tuple(words[at : at + length]))
        if entry is not None:
            return entry, length
    return None
