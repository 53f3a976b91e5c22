"""German and Dutch compounds: "rothaarig", "Stupsnase", "donkerbruin"."""

from __future__ import annotations

from facegen.language.translate.book import Book, Sense, head_of, plain

_LINKS = ("", "s", "n", "en", "e", "es")
_SHORTEST = 3


def part(word: str, book: Book) -> Sense | None:
    """The sense of a compound of a known first and a known last part, the longest last part.

    The first part describes the last one.
    """
    folded = plain(word)
    if not book.firsts or len(folded) < 2 * _SHORTEST:
        return None
    for at in range(_SHORTEST, len(folded) - 2):
        last = book.lasts.get(folded[at:])
        first = _first(folded[:at], book) if last is not None else None
        if last is None or first is None:
            continue
        head = _head(last)
        described = first.by_head.get(head, first.english) if head else first.english
        return Sense(f"{described} {last.english}", last.kind, last.gender, last.number)
    return None


def _head(last: Sense) -> str | None:
    return "person" if last.kind == "person" else head_of(last.english)


def _first(stem: str, book: Book) -> Sense | None:
    for link in _LINKS:
        if stem.endswith(link) and (first := book.firsts.get(stem.removesuffix(link))):
            return first
    return None
