"""Which language a prompt is in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from facegen.language import lexicon
from facegen.language.tokens import fold
from facegen.language.translate.book import Book
from facegen.language.translate.pieces import Word

_SMALL = 0.5
"""A small word ("de") tells less than one that says something ("ojos")."""
_SHARED = 0.25
"""A word that English has too tells one language from another, hardly from English."""
_ENOUGH = 1.0


def detect(words: Sequence[Word], books: Mapping[str, Book]) -> str | None:
    """The code of the language of most words, or None for English and for what is unclear.

    A language must know words that English does not, worth at least one telling word, and more of
    them than there are words that only English knows.
    """
    scores = {code: _score(words, book) for code, book in books.items()}
    best = max(scores, key=lambda code: scores[code])
    return best if scores[best] > 0 else None


def _score(words: Sequence[Word], book: Book) -> float:
    foreign = shared = english = 0.0
    for word in words:
        if not word.word[:1].isalpha():
            continue
        sense = book.find((word.word,))
        small = sense is not None and sense.kind not in ("noun", "person", "adjective")
        is_english = fold(word.text) in lexicon.vocabulary()
        if sense is None:
            phrase = word.word in book.longest
            english += is_english
            foreign += _SHARED * (phrase and not is_english)
        elif is_english:
            shared += _SMALL * _SHARED if small else _SHARED
        else:
            foreign += _SMALL if small else 1.0
    if foreign < _ENOUGH or foreign <= english:
        return 0.0
    return foreign + shared - english
