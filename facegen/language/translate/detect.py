"""Which language a prompt is in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from facegen.language import lexicon
from facegen.language.tokens import fold
from facegen.language.translate.book import Book
from facegen.language.translate.pieces import Word, known

_SMALL = 0.5
"""A small word ("de") tells less than one that says something ("ojos")."""
_SHARED = 0.25
"""A word that English has too tells one language from another, hardly from English."""
_PART = 0.25
"""A word that only begins phrases of the language."""
_ENOUGH = 1.0
_SURE = 2.0
"""Below this, more than half of the words must be the language's: a café owner speaks English."""


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
    counted = understood = 0
    for word in words:
        if not word.word[:1].isalpha():
            continue
        counted += 1
        sense = known(word.word, book)
        folded = fold(word.text)
        weight = 1.0 if sense and sense.kind in ("noun", "person", "adjective") else _SMALL
        if sense is None:
            english += folded in lexicon.vocabulary()
            foreign += _PART * (word.word in book.longest and folded not in lexicon.vocabulary())
            understood += word.word in book.longest
        elif (folded,) in lexicon.entries():
            shared += _SHARED * weight
            understood += 1
        else:
            foreign += weight
            understood += 1
    if foreign < _ENOUGH or foreign <= english or (foreign < _SURE and 2 * understood <= counted):
        return 0.0
    return foreign + shared - english
