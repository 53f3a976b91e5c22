"""A word that the lexicon lacks, taken for the one of its adjectives that means nearly the same."""

from __future__ import annotations

import functools
import json
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float32
from numpy import ndarray

from facegen.errors import SetupError
from facegen.language.lexicon import Entry, entries
from facegen.models.roles import SentenceEncoder
from facegen.setup.sources import assets_dir

INDEX, VECTORS = "phrases.json", "vectors.npy"
THRESHOLD = 0.83
"""Likeness from which on a guess is made, chosen on `tests.language.nearest_pairs`: there a third
of the strangers get one, all right, and words that show nowhere get none. At 0.75 every fourth is
wrong, which is worse than a word listed as not understood."""
_LONGEST = 3
_BEGINNING, _STEM = 4, 0.6
"""Letters that a shared beginning has, and the share of a phrase that is its stem."""
_SENTENCE = "a {} person"
"""Alone, short words are matched by their spelling; in a phrase by what they say of someone."""
_PARTS = ("looking", "like", "toned", "eyed", "haired", "skinned", "faced", "style", "coloured")


@dataclass(frozen=True)
class Nearest:
    """The lexicon's phrase that means most nearly what was asked."""

    phrase: str
    similarity: float
    """Cosine, `THRESHOLD`..1."""


def nearest_phrase(words: str) -> Nearest | None:
    """The phrase of the lexicon nearest in meaning to an unknown adjective of up to three words.

    Meant for words that describe somebody ("a gleeful woman"): a noun has no place in the index and
    gets the adjective it smacks of. None if nothing is near enough, or if the encoder's weights or
    the index are absent (`facegen.setup` fetches the one and makes the other). The same words get
    the same answer; 5 ms, nothing when asked again.
    """
    plain = " ".join(words.lower().split())
    if not plain or len(plain.split()) > _LONGEST or not plain.replace(" ", "").isalpha():
        return None
    return _nearest(plain)


def phrases() -> list[str]:
    """What a word may be taken for: adjectives and looks, one or two words, in order."""
    return sorted(" ".join(key) for key, entry in entries().items() if _is_candidate(key, entry))


def embed(texts: Sequence[str], encoder: SentenceEncoder) -> Float32[ndarray, "N D"]:
    """Unit vectors of adjectives, as said of a person."""
    return encoder([_SENTENCE.format(text) for text in texts])


def forget() -> None:
    """Drop what is remembered of index and answers; for tests."""
    _index.cache_clear()
    _nearest.cache_clear()


def _is_candidate(key: tuple[str, ...], entry: Entry) -> bool:
    return (
        bool(entry.mods or entry.facts)
        and not (entry.is_person or entry.degree or entry.head)
        and entry.role in ("", "filler", "transparent")
        and len(key) <= 2
        and key[-1] not in _PARTS
        and "".join(key).isalpha()
        and len("".join(key)) > 2
    )


@functools.lru_cache(maxsize=4096)
def _nearest(words: str) -> Nearest | None:
    found = _index()
    if found is None:
        return None
    names, vectors, encoder = found
    likeness = vectors @ embed([words], encoder)[0]
    best = int(np.argmax(likeness))
    if likeness[best] < THRESHOLD or _only_looks_alike(words, names[best]):
        return None
    return Nearest(names[best], float(likeness[best]))


def _only_looks_alike(words: str, phrase: str) -> bool:
    """Whether two share a beginning but no stem: the encoder takes "puckish" for "puckered"."""
    letters = enumerate(zip(words, phrase, strict=False))
    shared = next((i for i, (a, b) in letters if a != b), min(len(words), len(phrase)))
    return words == phrase or (shared >= _BEGINNING and shared < _STEM * len(phrase))


@functools.cache
def _index() -> tuple[list[str], Float32[ndarray, "P D"], SentenceEncoder] | None:
    """Phrases, their vectors and the encoder; None if anything of it is missing."""
    # Imported here: torch takes a second, and most prompts hold no unknown word.
    from facegen.models.sentences import sentence_encoder

    folder = assets_dir() / "phrases"
    try:
        names = json.loads((folder / INDEX).read_text())
        return names, np.load(folder / VECTORS, allow_pickle=False), sentence_encoder()
    except (OSError, SetupError):
        return None
