"""Names of people in a prompt: found by their capitals, ignored, and told."""

from __future__ import annotations

from collections.abc import Sequence

from facegen.language.chunks import Chunk
from facegen.language.tokens import fold
from facegen.language.words.celebrities import LONGEST, NAMES

_LIKE = ("like", "named", "called", "resembling", "as", "of", "by")
_TITLES = ("mr", "mrs", "ms", "dr", "sir", "lord", "lady", "president", "king", "queen", "prince",
           "princess", "pope", "saint", "st")  # fmt: skip
_BEFORE_NAMES = (*_TITLES, "bob", "will", "jack", "rose", "grace", "mark", "bill", "frank", "art",
                 "hope", "faith", "joy", "olive", "violet", "ruby", "amber", "hazel", "ginger",
                 "jasmine", "sandy", "dusty", "rusty", "crystal", "pearl", "jade", "robin",
                 "scarlet", "dawn", "summer", "autumn", "iris", "lily", "daisy")  # fmt: skip
"""Titles, and forenames that are words too."""
_FOLDED = frozenset(" ".join(fold(word) for word in name) for name in NAMES)
_SHARE = 0.6
"""Above this share of capitals a prompt is a headline, and capitals say little."""


def find_names(chunks: Sequence[Chunk]) -> list[list[int]]:
    """Runs of chunks (as indices) that look like names of real people.

    A run holds at least one unknown capitalised word and takes in its capitalised neighbours, so
    that "Jack Black" does not colour the skin. A lone capitalised word counts after "like",
    "named" or "called", and inside a sentence.
    """
    famous = _famous(chunks)
    taken = {i for run in famous for i in run}
    words = [c for c in chunks if c.text[:1].isalpha()]
    headline = sum(c.text[:1].isupper() for c in words) > _SHARE * len(words) and len(words) > 3
    runs: list[list[int]] = []
    run: list[int] = []
    for i in range(len(chunks) + 1):
        if i < len(chunks) and _capital(chunks[i]) and not (run and _is_break(chunks[i])):
            run.append(i)
            continue
        if run and not taken & set(run):
            runs += _named(chunks, run, headline)
        run = []
    return famous + runs


def _famous(chunks: Sequence[Chunk]) -> list[list[int]]:
    """Runs that are well-known names, capitals or not: "looks like brad pitt"."""
    words = [fold(c.text) for c in chunks]
    runs: list[list[int]] = []
    i = 0
    while i < len(chunks):
        length = next(
            (n for n in range(LONGEST, 0, -1) if " ".join(words[i : i + n]) in _FOLDED), 0
        )
        if length:
            runs.append(list(range(i, min(i + length, len(chunks)))))
        i += max(length, 1)
    return runs


def _capital(piece: Chunk) -> bool:
    return piece.text[:1].isupper() and piece.text[:1].isalpha()


def _is_break(piece: Chunk) -> bool:
    return bool(piece.entry.facts.get("age"))


def _named(chunks: Sequence[Chunk], run: list[int], headline: bool) -> list[list[int]]:
    strangers = [i for i in run if not chunks[i].known]
    if not strangers:
        return []
    first, last = strangers[0], run[-1] if not headline else strangers[-1]
    picked = list(range(first, last + 1))
    if picked and chunks[picked[-1]].entry.is_person:
        picked.pop()
    while picked and picked[0] - 1 in run and chunks[picked[0] - 1].entry.phrase in _BEFORE_NAMES:
        picked.insert(0, picked[0] - 1)
    before = chunks[first - 1].entry.phrase if first else ""
    inside = first > 0 and not headline and chunks[first - 1].role != "stop"
    words = sum(len(chunks[i].text.split()) for i in picked)
    if (
        (words >= 2 and (not headline or len(strangers) >= 2))
        or before in _LIKE[:4]
        or (inside and words == 1 and len(chunks[first].text) > 2)
    ):
        return [picked]
    return []
