"""A prompt in another language cut into phrases that have an English sense."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from facegen.language.tokens import strip_markup
from facegen.language.translate.book import Book, Kind, Sense, head_of, normal, plain
from facegen.language.translate.compounds import part

_WORD = re.compile(r"\b[Cc]a\.|[^\W\d_]+['’`]?|\d+(?:[.,]\d+)?|[^\w\s]|_")
_SKIPPED = "-‐‑–_\"“”„«»*#¿¡`'’"
_JOINS = ",&/;"


@dataclass(frozen=True)
class Word:
    """One word, number or sign, `normal`, and where it stands."""

    text: str
    word: str
    start: int
    end: int


@dataclass(frozen=True)
class Piece:
    """One phrase of the prompt and its English."""

    english: str
    kind: Kind
    start: int
    end: int
    sense: Sense | None = None
    """None for a word that is kept as it is."""
    words: tuple[str, ...] = ()
    """As the phrase book has them."""

    @property
    def gender(self) -> str:
        return self.sense.gender if self.sense else ""

    @property
    def number(self) -> str:
        return self.sense.number if self.sense else ""

    @property
    def head(self) -> str | None:
        """The lexicon's name of this noun; "person" for people."""
        if self.kind == "person":
            return "person"
        return head_of(self.english) if self.kind == "noun" else None

    def beside(self, head: str) -> Piece:
        """This piece as it is said of `head`."""
        if self.sense is None or head not in self.sense.by_head:
            return self
        return replace(self, english=self.sense.by_head[head])


def split(prompt: str) -> list[Word]:
    """Words, numbers and signs; apostrophes and hyphens part words, an elision keeps its own."""
    words = []
    for match in _WORD.finditer(strip_markup(prompt)):
        text = match.group()
        if text not in _SKIPPED:
            folded = normal(text).replace("’", "'").replace("`", "'")
            folded = folded.rstrip(".") or folded
            words.append(Word(text, folded, match.start(), match.end()))
    return words


def cut(words: Sequence[Word], book: Book) -> list[Piece]:
    """The longest phrases of the book, ages, compounds; the rest is kept as it is."""
    folded = tuple(word.word for word in words)
    pieces: list[Piece] = []
    i = 0
    while i < len(words):
        found = _years(folded, i, book) or book.match(folded, i)
        sense, length = found or (part(folded[i], book), 1)
        if sense is None:
            pieces.append(_kept(words, i, book))
        else:
            span = words[i].start, words[i + length - 1].end
            pieces.append(Piece(sense.english, sense.kind, *span, sense, folded[i : i + length]))
        i += length
    return pieces


def known(word: str, book: Book) -> Sense | None:
    """What one `normal` word by itself tells of its language: listed, an age, a compound."""
    if sense := book.find((word,)):
        return sense
    if any(re.fullmatch(ending, plain(word)) for ending in book.language.year_old):
        return Sense("year old", "adjective")
    age = _one_word_age(word, book)
    return age[0] if age else part(word, book)


def _kept(words: Sequence[Word], at: int, book: Book) -> Piece:
    """A word that the book lacks. Where nouns have capitals, only two in a row look like a name."""
    word = words[at]
    if word.word[:1].isdigit():
        return Piece(word.text.replace(",", "."), "number", word.start, word.end)
    kind: Kind = "join" if word.text in _JOINS else "other" if word.text.isalnum() else "stop"
    text = word.text
    if book.language.capital_nouns and text[:1].isupper():
        beside = [words[i] for i in (at - 1, at + 1) if 0 <= i < len(words)]
        if not any(w.text[:1].isupper() and not book.find((w.word,)) for w in beside):
            text = text.lower()
    return Piece(text, kind, word.start, word.end)


def _number(words: Sequence[str], at: int, book: Book) -> tuple[str, int] | None:
    if at >= len(words):
        return None
    if words[at].isdigit():
        return (words[at], 1) if int(words[at]) < 1000 else None
    for length in (4, 3, 2, 1):
        number = book.numbers.get(tuple(word.rstrip("'") for word in words[at : at + length]))
        if number is not None and at + length <= len(words):
            return str(number), length
    return None


def _years(words: Sequence[str], at: int, book: Book) -> tuple[Sense, int] | None:
    """ "de unos 40 años", "im Alter von 35 Jahren", "35-jährige", "sessantenne"."""
    for i in (at + length for length in _lengths(words, at, book.language.before_years)):
        number = _number(words, i, book) if i < len(words) else None
        if number is None:
            continue
        low, taken = number
        upper = _range(words, i + taken, book)
        said = f"{low} to {upper[0]}" if upper else low
        after = i + taken + (upper[1] if upper else 0)
        if after < len(words) and plain(words[after]) in book.language.years.split():
            after += 1
            return Sense(f"{said} years old", "age"), _past(words, after, book) - at
        if i == at and after < len(words) and _ends(words[after], book, whole=True):
            return Sense(f"{said} year old", "adjective"), after + 1 - at
    return _one_word_age(words[at], book)


def _range(words: Sequence[str], at: int, book: Book) -> tuple[str, int] | None:
    """ "30 bis 40": the upper number; hyphens are gone."""
    between = at < len(words) and words[at] in ("bis", "a", "à", "o", "ou", "oder", "of", "tot",
                                                "und", "et", "y", "e", "en")  # fmt: skip
    upper = _number(words, at + int(between), book)
    return (upper[0], upper[1] + int(between)) if upper else None


def _past(words: Sequence[str], at: int, book: Book) -> int:
    return at + max(_lengths(words, at, book.language.old))


def _lengths(words: Sequence[str], at: int, phrases: str) -> list[int]:
    """Lengths of those of `phrases` that stand at `at`, longest first, and 0."""
    here = [plain(word) for word in words[at : at + 5]]
    lengths = {0}
    for phrase in phrases.split("|"):
        parts = phrase.replace("'", "' ").split()
        if parts and here[: len(parts)] == parts:
            lengths.add(len(parts))
    return sorted(lengths, reverse=True)


def _ends(word: str, book: Book, whole: bool) -> str | None:
    """The ending of "35-jährig" that `word` is, or has."""
    for ending in book.language.year_old:
        found = re.fullmatch(rf"(.{'{0}' if whole else '{2,}'}){ending}", plain(word))
        if found:
            return found.group(1) or ending
    return None


def _one_word_age(word: str, book: Book) -> tuple[Sense, int] | None:
    number = _ends(word, book, whole=False)
    years = book.numbers.get((number,)) if number else None
    if number and number.isdigit():
        years = int(number)
    return (Sense(f"{years} year old", "adjective"), 1) if years is not None else None
