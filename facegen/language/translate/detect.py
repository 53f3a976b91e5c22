"""Which language a prompt is in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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
_ENOUGH, _ALL_KNOWN = 1.0, 0.5
"""Needed; and needed where the language knows every word: "ein Kind"."""
_ARTICLE = 1.5
"""Below this, an English article decides: "a chemise"."""
_SURE = 2.0
"""Below this, more than half of the words must be the language's: a café owner speaks English."""
_TELLING = ("noun", "person", "adjective", "age")


@dataclass
class _Count:
    """What the words of a prompt say for one language."""

    words: int = 0
    known: int = 0
    telling: int = 0
    foreign: float = 0.0
    shared: float = 0.0
    english: float = 0.0

    def add(self, word: Word, book: Book) -> None:
        """Weigh one word."""
        sense, folded = known(word.word, book), fold(word.text)
        telling = sense is not None and sense.kind in _TELLING
        self.words += 1
        self.telling += telling
        if sense is None:
            begins, is_english = word.word in book.longest, folded in lexicon.vocabulary()
            self.known += begins
            self.english += is_english
            self.foreign += _PART * (begins and not is_english)
            return
        self.known += 1
        weight = 1.0 if telling else _SMALL
        if (folded,) in lexicon.entries():
            self.shared += _SHARED * weight
        else:
            self.foreign += weight

    def decides(self, has_article: bool) -> bool:
        """Whether the language may be taken for that of the prompt."""
        enough = _ALL_KNOWN if self.known == self.words else _ENOUGH
        return (
            self.telling > 0
            and self.foreign >= (_ARTICLE if has_article else enough)
            and self.foreign > self.english
            and (self.foreign >= _SURE or 2 * self.known > self.words)
        )


def detect(words: Sequence[Word], books: Mapping[str, Book]) -> str | None:
    """The code of the language of most words, or None for English and for what is unclear.

    A language must know words that English does not, something telling among them, and more of
    them than there are words that only English knows.
    """
    spoken = [word for word in words if word.word[:1].isalpha()]
    has_article = any(word.word in ("a", "an") for word in spoken)
    best, best_score = None, 0.0
    for code, book in books.items():
        count = _Count()
        for word in spoken:
            count.add(word, book)
        score = count.foreign + count.shared - count.english
        if count.decides(has_article) and score > best_score:
            best, best_score = code, score
    return best
