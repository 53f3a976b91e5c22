"""English order: adjectives before their noun, shades before their colour, articles with nouns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from facegen.language.translate.book import Sense, describes, gendered
from facegen.language.translate.pieces import Piece

SHADES = ("light", "dark", "pale", "deep", "bright", "fair")
_NOUNS = ("noun", "person")


def suit_heads(pieces: Sequence[Piece], follows: bool) -> list[Piece]:
    """Every adjective as the noun that it describes wants it: a big nose, a tall person."""
    suited = []
    for i, piece in enumerate(pieces):
        if piece.sense is not None and piece.sense.by_head and piece.kind == "adjective":
            piece = piece.beside(_described(pieces, i, follows))
        suited.append(piece)
    return suited


def _described(pieces: Sequence[Piece], at: int, follows: bool) -> str:
    """The head of the noun that the adjective at `at` describes; "person" with none."""
    joined = at > 0 and pieces[at - 1].kind in (*_NOUNS, "adjective", "adverb")
    sides = (_before, _after) if follows and (joined or not _leads_noun(pieces, at)) else (
        _after, _before,
    )  # fmt: skip
    for side in sides:
        if head := side(pieces, at):
            return head
    return "person"


def _after(pieces: Sequence[Piece], at: int) -> str | None:
    for piece in pieces[at + 1 :]:
        if piece.kind in _NOUNS:
            return piece.head
        if piece.kind not in ("adjective", "adverb", "join") or piece.english == ";":
            return None
    return None


def _before(pieces: Sequence[Piece], at: int) -> str | None:
    for piece in reversed(pieces[:at]):
        if piece.kind in _NOUNS:
            return piece.head
        joins = piece.kind in ("adjective", "adverb", "join", "copula", "age")
        if not (joins or piece.english == ":"):
            return None
    return None


def front_adjectives(pieces: Sequence[Piece]) -> list[Piece]:
    """Romance phrases in English order: "ojos verdes y grandes" -> "green and big eyes"."""
    ordered: list[Piece] = []
    i = 0
    while i < len(pieces):
        if pieces[i].kind not in _NOUNS:
            ordered.append(pieces[i])
            i += 1
            continue
        end = _reach(pieces, i)
        followers = _shades_first(list(pieces[i + 1 : end]))
        ages = [p for p in followers if p.kind == "age"]
        ordered += [p for p in followers if p.kind != "age"] + [pieces[i]] + ages
        i = end
    return ordered


def _reach(pieces: Sequence[Piece], noun: int) -> int:
    """Where the adjectives of the noun at `noun` end."""
    end = noun + 1
    while end < len(pieces):
        at = end
        joined = pieces[at].kind == "join" and pieces[at].english in (",", "and", "or")
        if joined:
            at += 1
        elif pieces[at].kind == "age" and pieces[noun].kind == "person":
            beyond = _adjective_at(pieces, at + 1)
            if beyond is None or _leads_noun(pieces, beyond):
                return end
            at += 1
        adjective = _adjective_at(pieces, at)
        if adjective is None:
            return end
        if joined and not _goes_on(pieces, noun, adjective, pieces[at - 1].english):
            return end
        end = adjective + 1
    return end


def _adjective_at(pieces: Sequence[Piece], at: int) -> int | None:
    """The adjective at `at` or behind the adverbs that stand there."""
    while at < len(pieces) and pieces[at].kind == "adverb":
        at += 1
    return at if at < len(pieces) and pieces[at].kind == "adjective" else None


def _leads_noun(pieces: Sequence[Piece], adjective: int) -> bool:
    return adjective + 1 < len(pieces) and pieces[adjective + 1].kind in _NOUNS


def _goes_on(pieces: Sequence[Piece], noun: int, adjective: int, join: str) -> bool:
    """Whether an adjective behind a comma or "and" is still said of the noun."""
    head, word = pieces[noun].head, pieces[adjective]
    if _leads_noun(pieces, adjective) or head is None:
        return False
    if word.number and pieces[noun].number and word.number != pieces[noun].number:
        return False
    if pieces[noun].kind == "person":
        return join != ","
    meant = word.beside(head).english.split()
    return any(describes(" ".join(meant[i:]), head) for i in range(len(meant)))


def _shades_first(adjectives: list[Piece]) -> list[Piece]:
    """ "castaño claro" -> "light brown"; "verde muy claro" -> "very light green"."""
    for i in range(len(adjectives) - 1):
        colour, shade = adjectives[i], adjectives[i + 1]
        if colour.kind == shade.kind == "adjective" and shade.english in SHADES:
            said = "light" if shade.english == "fair" else shade.english
            adjectives[i], adjectives[i + 1] = replace(shade, english=said), colour
    return adjectives


def give_genders(pieces: Sequence[Piece]) -> list[Piece]:
    """ "un vieux pirate" -> "old male pirate": its article tells what the noun does not."""
    told = list(pieces)
    for i, piece in enumerate(pieces):
        if piece.kind != "person" or piece.gender:
            continue
        first = i
        while first > 0 and pieces[first - 1].kind in ("adjective", "adverb", "determiner"):
            first -= 1
        genders = {p.gender for p in pieces[first:i]} - {""}
        if len(genders) == 1:
            told[i] = replace(piece, english=gendered(piece.english, genders.pop()))
    return told


def name_people(pieces: Sequence[Piece]) -> list[Piece]:
    """ "una rubia" -> "a blond woman": an adjective whose noun goes without saying.

    The article or, at the start of a prompt without a person, the adjective's ending tells whether
    a woman or a man is meant.
    """
    named = list(pieces)
    nobody = all(piece.kind != "person" for piece in pieces)
    at = 0
    while at < len(named):
        article = named[at] if named[at].kind == "determiner" else None
        first = at + 1 if article is not None else at
        last = _run(named, first)
        gender = article.gender if article is not None else ""
        if last > first and (article is not None or (at == 0 and nobody)) and _alone(named, last):
            gender = gender or next((p.gender for p in named[first:last] if p.gender), "")
            if gender and all(piece.number != "p" for piece in named[first:last]):
                end = named[last - 1].end
                person = "woman" if gender == "f" else "man"
                named.insert(
                    last, Piece(person, "person", end, end, Sense(person, "person", gender, "s"))
                )
        at = max(last, at + 1)
    return named


def _run(pieces: Sequence[Piece], at: int) -> int:
    """The end of the adjectives from `at` on, those behind "and" included."""
    end = at
    while (adjective := _adjective_at(pieces, at)) is not None:
        end = at = adjective + 1
        at += at < len(pieces) and pieces[at].english == "and"
    return end


def _alone(pieces: Sequence[Piece], at: int) -> bool:
    """Whether no noun follows the adjectives that end at `at`."""
    if at >= len(pieces):
        return True
    return pieces[at].kind in ("link", "age", "stop") or pieces[at].english in (
        ",", "with", "without", "who", "has", "wears", "smiles", "aged",
    )  # fmt: skip
