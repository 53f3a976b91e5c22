"""What the user is told: substitutes taken, things that cannot be made, words not understood."""

from __future__ import annotations

from collections.abc import Sequence

from facegen.language.chunks import Chunk
from facegen.language.places import elsewhere
from facegen.language.tokens import fold
from facegen.language.words import hair, marks
from facegen.language.words.creatures import BODILESS, CREATURES
from facegen.language.words.wear import CLOTHES, EXACT_CLOTHES

_NEAREST = {" ".join(map(fold, phrase.split())): instead
            for phrase, instead in {**hair.NEAREST, **marks.NEAREST}.items()}  # fmt: skip
_BODILESS = {
    " ".join(map(fold, name.split())): sentence
    for creature, sentence in BODILESS.items()
    for names in CREATURES
    if creature in names.split("|")
    for name in names.split("|")
}
_NEED_COLOR = ("highlights", "roots", "tips", "hairline")
"""Nouns that say nothing unless something is said of them."""


def substitutes(chunks: Sequence[Chunk]) -> list[str]:
    """Looks and garments for which the nearest that we have is taken."""
    notices = []
    for i, piece in enumerate(chunks):
        phrase = piece.entry.phrase
        if phrase in _NEAREST and piece.used and not piece.negated:
            notices.append(
                f"“{piece.text}” is not available yet: the nearest is {_NEAREST[phrase]}."
            )
        if piece.head == "fringe" and not piece.negated:
            notices.append(f"“{piece.text}” is not available yet: the cut stays as chosen.")
        if piece.head == "tattoo" and not piece.negated and elsewhere(chunks, i):
            notices.append(f"“{piece.text}”: only those on face and neck are drawn.")
        if piece.head == "clothes" and phrase not in EXACT_CLOTHES and not piece.negated:
            kind = CLOTHES.get(phrase)
            instead = f"the nearest is {kind} clothes" if kind else "an outfit was chosen"
            notices.append(f"“{piece.text}” is not available yet: {instead}.")
    return notices


def impossible(chunks: Sequence[Chunk]) -> list[str]:
    """Things understood that cannot be made yet, and what creatures go without."""
    missing = [c for c in chunks if c.role == "cannot" and not (c.negated or c.head)]
    for piece in missing:
        piece.used = True
    names = list(dict.fromkeys(c.text.lower() for c in missing))
    notices = [f"Not available yet: {', '.join(names)}."] if names else []
    creatures = [c for c in chunks if c.entry.phrase in _BODILESS and c.used and not c.negated]
    return notices + [_BODILESS[c.entry.phrase] for c in creatures]


def unknown(chunks: Sequence[Chunk], names: set[Chunk]) -> tuple[str, ...]:
    """Words not understood, as written: strangers, and adjectives that found no noun."""
    words = []
    for piece in chunks:
        stranded = (
            piece.entry.mods
            and not piece.used
            and not (piece.role or piece.entry.degree or piece.entry.shade or piece.head)
        )
        idle = piece.head in _NEED_COLOR and not piece.used
        if piece not in names and ((not piece.known and not piece.used) or stranded or idle):
            words.append(piece.text)
    return tuple(dict.fromkeys(words))
