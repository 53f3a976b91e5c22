"""`to_english`: a prompt in another language as an English one, word for word."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from facegen.language.translate import dutch, french, german, italian, portuguese, spanish
from facegen.language.translate.book import Book, Language, head_of
from facegen.language.translate.detect import detect
from facegen.language.translate.order import (
    front_adjectives,
    give_genders,
    name_people,
    suit_heads,
)
from facegen.language.translate.pieces import Piece, cut, split

LANGUAGES: tuple[Language, ...] = (
    german.LANGUAGE,
    french.LANGUAGE,
    spanish.LANGUAGE,
    italian.LANGUAGE,
    portuguese.LANGUAGE,
    dutch.LANGUAGE,
)

Span = tuple[int, int]
_OPENING, _CLOSING = "([{", ".,;:!?)]}…"


@dataclass(frozen=True)
class Pair:
    """A phrase in English and where it came from."""

    english: Span
    """Its place in the translation."""
    original: Span
    """Its place in the prompt."""
    known: bool
    """False for a word that was kept as it is because the language's tables lack it."""


@dataclass(frozen=True)
class Translation:
    """A prompt put into English."""

    text: str
    language: str
    """ISO 639-1 code."""
    name: str
    """The language's English name."""
    pairs: tuple[Pair, ...]
    """In the order of the English text."""

    def original(self, start: int, end: int) -> Span:
        """The smallest stretch of the prompt that holds all of `text[start:end]`."""
        inside = [p.original for p in self.pairs if p.english[0] < end and start < p.english[1]]
        if not inside:
            return (0, 0)
        return min(span[0] for span in inside), max(span[1] for span in inside)


def to_english(prompt: str) -> Translation | None:
    """`prompt` in English if it is in one of `LANGUAGES`; None for English and any other.

    Phrases are looked up, not parsed: good for descriptions of a face, no more. Words that no table
    has stay as they are, so that the reader lists them. Half a millisecond after the first call.
    """
    words = split(prompt)
    language = detect(words, _books()) if words else None
    if language is None:
        return None
    book = _books()[language]
    pieces = _read_homographs(cut(words, book), book)
    pieces = _read_links(name_people(give_genders(pieces)))
    pieces = suit_heads(pieces, book.language.adjective_follows)
    if book.language.adjective_follows:
        pieces = front_adjectives(pieces)
    return _write(pieces, book.language)


@functools.cache
def _books() -> Mapping[str, Book]:
    return {language.code: Book(language) for language in LANGUAGES}


def _read_homographs(pieces: Sequence[Piece], book: Book) -> list[Piece]:
    """What stands before a noun describes or owns it: "junge Frau", Dutch "haar ogen"."""
    changed = list(pieces)
    for i, piece in enumerate(pieces):
        if piece.sense is None or not _noun_follows(pieces, i):
            continue
        led = i > 0 and pieces[i - 1].kind in ("adjective", "determiner")
        if small := book.language.before_noun.get(piece.sense.english):
            if not led:
                changed[i] = Piece(small, "determiner", piece.start, piece.end, piece.sense)
        elif adjective := book.describing.get(piece.words):
            changed[i] = Piece(
                adjective.english, "adjective", piece.start, piece.end, adjective, piece.words
            )
    return changed


def _noun_follows(pieces: Sequence[Piece], at: int) -> bool:
    for piece in pieces[at + 1 :]:
        if piece.kind in ("noun", "person"):
            return True
        if piece.kind not in ("adjective", "adverb"):
            return False
    return False


def _read_links(pieces: Sequence[Piece]) -> list[Piece]:
    """ "de" is "with" before a feature of the face, "of" before anything else."""
    read = []
    for i, piece in enumerate(pieces):
        if piece.kind == "link":
            word = "with" if _feature_follows(pieces, i) else piece.english
            piece = Piece(word, "link", piece.start, piece.end, piece.sense)
        read.append(piece)
    return read


def _feature_follows(pieces: Sequence[Piece], at: int) -> bool:
    for piece in pieces[at + 1 :]:
        if piece.kind == "noun":
            return head_of(piece.english) is not None
        if piece.kind not in ("adjective", "adverb", "determiner", "number"):
            return False
    return False


def _write(pieces: Sequence[Piece], language: Language) -> Translation:
    text, pairs, opened = "", [], True
    said = [piece for piece in pieces if piece.english]
    for i, piece in enumerate(said):
        english = piece.english
        if english == "a" and i + 1 < len(said) and said[i + 1].english[0] in "aeiou":
            english = "an"
        text += "" if opened or piece.english in _CLOSING else " "
        opened = piece.english in _OPENING
        known = piece.sense is not None or piece.kind != "other"
        place = (len(text), len(text) + len(english))
        pairs.append(Pair(place, (piece.start, piece.end), known))
        text += english
    return Translation(text, language.code, language.name, tuple(pairs))
