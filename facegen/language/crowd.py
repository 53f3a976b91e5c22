"""One person at a time: where the words turn to somebody else."""

from __future__ import annotations

from collections.abc import Sequence

from facegen.language.chunks import Chunk

_SEVERAL = ("couple", "twin", "family", "crowd", "group", "pair", "friend", "sibling", "team",
            "band", "duo", "trio", "gang", "newlyweds")  # fmt: skip
_MANY = ("two", "three", "four", "five", "six", "several", "many", "both", "group of", "bunch of")
_TO_ANOTHER = ("and", "&", "with", "next", "beside", "behind", "near", "between", "plus", "or",
               "holding", "hugging", "kissing", "against", "versus", "vs")  # fmt: skip


def first_person(chunks: Sequence[Chunk]) -> tuple[list[Chunk], str | None]:
    """The chunks of the first person only, and what to tell the user when there were more.

    "A man and a woman with red hair" is a man; "a mother and teacher" or "an old man, a farmer"
    is one person with two names.
    """
    people = [i for i, c in enumerate(chunks) if c.entry.is_person]
    if not people:
        return list(chunks), None
    first = people[0]
    for i in people[1:]:
        begin = _begins_another(chunks, first, i)
        if begin is not None:
            return list(chunks[:begin]), _notice(chunks[first])
    before = chunks[first - 1] if first else None
    plural = chunks[first].text.lower().rstrip("'’").endswith(("s", "men", "children"))
    if before is not None and before.entry.phrase in _MANY and plural:
        before.used = True
        return list(chunks), _notice(chunks[first])
    if any(c.entry.phrase in _SEVERAL and c.entry.is_person for c in chunks):
        return list(chunks), _notice(chunks[first])
    return list(chunks), None


def _notice(person: Chunk) -> str:
    return f"One person is made at a time: took “{person.text}”."


def _begins_another(chunks: Sequence[Chunk], first: int, i: int) -> int | None:
    """Where the words about another person, the noun at `i`, begin; None for the same person."""
    start = i
    while start - 1 > first and _belongs(chunks[start - 1]):
        start -= 1
        if chunks[start].role == "determiner":
            break
    if chunks[start].role != "determiner":
        return None
    link = start - 1
    word = chunks[link].entry.phrase
    if word == "to" and chunks[link - 1].entry.phrase in ("next", "beside", "close"):
        link, word = link - 1, chunks[link - 1].entry.phrase
    if word not in _TO_ANOTHER:
        return None
    if _is_predicate(chunks, first, link):
        return None
    return link


def _belongs(piece: Chunk) -> bool:
    return (
        piece.is_describing
        or bool(piece.entry.degree)
        or piece.entry.is_person
        or piece.role in ("determiner", "transparent", "filler")
    )


def _is_predicate(chunks: Sequence[Chunk], first: int, link: int) -> bool:
    """ "She is a mother and a doctor": both nouns are said of her."""
    subject = any(c.role == "pronoun" for c in chunks[:first])
    told = any(c.role == "copula" for c in chunks[:first])
    return subject and told and chunks[link].entry.phrase in ("and", "&")
