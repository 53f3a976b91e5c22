"""A sentence to attributes: `read_prompt`."""

from __future__ import annotations

from collections.abc import Sequence

from facegen.errors import InputError
from facegen.language.attributes import Reading
from facegen.language.chunks import Chunk, chunk
from facegen.language.crowd import first_person
from facegen.language.grammar import parse
from facegen.language.names import find_names
from facegen.language.resolve import resolve
from facegen.language.safety import check_age, check_prompt
from facegen.language.tokens import fold, tokenize
from facegen.language.words.creatures import BODILESS, CREATURES, IMPOSSIBLE
from facegen.language.words.hair import NEAREST as NEAREST_HAIR
from facegen.language.words.marks import NEAREST as NEAREST_MARK
from facegen.language.words.wear import CANNOT, CLOTHES, EXACT_CLOTHES

_BODILESS = {
    fold(name): told
    for creature, told in BODILESS.items()
    for names in CREATURES
    if creature in names.split("|")
    for name in names.split("|")
}
MAX_LENGTH = 1000
"""Characters of a prompt."""
NEAREST = {**NEAREST_HAIR, **NEAREST_MARK}
_NEED_COLOR = ("fringe", "highlights", "roots", "tips", "hairline")
"""Nouns that say nothing unless something is said of them."""


def read_prompt(prompt: str) -> Reading:
    """What `prompt` asks for, in a few milliseconds and without a model.

    Raises `InputError` for an empty prompt, one above `MAX_LENGTH` characters, and one that
    `check_prompt` refuses. Markup is dropped, names of real people are ignored, and a prompt of
    which nothing is understood gives an empty reading: the notices tell so.
    """
    if not prompt.strip():
        raise InputError("The description is empty; write who should appear, such as “an elderly "
                         "Japanese woman with short grey hair”.")  # fmt: skip
    if len(prompt) > MAX_LENGTH:
        raise InputError(
            f"The description has {len(prompt):,} characters and at most {MAX_LENGTH:,} are "
            "allowed; keep what the face should look like."
        )
    check_prompt(prompt)
    tokens = tokenize(prompt)
    chunks, notices = chunk(tokens, prompt)
    names = _ignore_names(chunks, notices)
    chunks, crowd = first_person(chunks)
    if crowd:
        notices.append(crowd)
    findings = parse(chunks)
    attributes, excluded, disagreements = resolve(findings, prompt)
    check_age(prompt, next((a.value for a in attributes if a.name == "age"), None))
    notices += disagreements + _nearest(chunks) + _impossible(chunks)
    unknown = _unknown(chunks, names)
    if not attributes and not excluded:
        notices.insert(0, "Nothing in the description was understood, so the person is made up; "
                          "say for example age, hair or eyes.")  # fmt: skip
    return Reading(prompt, attributes, excluded, unknown, tuple(dict.fromkeys(notices)))


def _ignore_names(chunks: list[Chunk], notices: list[str]) -> set[int]:
    """Blind the chunks of people's names; their places."""
    ignored: set[int] = set()
    for run in find_names(chunks):
        name = " ".join(chunks[i].text for i in run)
        notices.append(f"“{name}” reads like a name: names of real people are ignored.")
        for i in run:
            chunks[i].entry = type(chunks[i].entry)(chunks[i].entry.phrase)
            chunks[i].known = False
            ignored.add(i)
    return ignored


def _nearest(chunks: Sequence[Chunk]) -> list[str]:
    """Looks and garments for which the nearest that we have is taken."""
    notices = []
    for piece in chunks:
        phrase = piece.entry.phrase
        if phrase in NEAREST and piece.used and not piece.negated:
            notices.append(
                f"“{piece.text}” is not available yet: the nearest is {NEAREST[phrase]}."
            )
        if piece.head == "clothes" and phrase not in EXACT_CLOTHES and not piece.negated:
            kind = CLOTHES.get(phrase)
            instead = f"the nearest is {kind} clothes" if kind else "an outfit was chosen"
            notices.append(f"“{piece.text}” is not available yet: {instead}.")
    return notices


def _impossible(chunks: Sequence[Chunk]) -> list[str]:
    """Things understood that cannot be made yet."""
    words = {word for phrases in (*CANNOT.values(), IMPOSSIBLE) for word in phrases.split("|")}
    missing = [c for c in chunks if c.role == "cannot" and not (c.negated or c.head)]
    for piece in missing:
        piece.used = True
    names = list(dict.fromkeys(c.text.lower() for c in missing if c.entry.phrase in words))
    if not names:
        names = list(dict.fromkeys(c.text.lower() for c in missing))
    notices = [f"Not available yet: {', '.join(names)}."] if names else []
    return notices + [_BODILESS[c.entry.phrase] for c in chunks
                      if c.entry.phrase in _BODILESS and c.used and not c.negated]  # fmt: skip


def _unknown(chunks: Sequence[Chunk], names: set[int]) -> tuple[str, ...]:
    """Words not understood, as written: strangers, and adjectives that found no noun."""
    words = []
    for i, piece in enumerate(chunks):
        stranded = (
            piece.entry.mods
            and not piece.used
            and not (piece.role or piece.entry.degree or piece.entry.shade or piece.head)
        )
        idle = piece.head in _NEED_COLOR and not piece.used
        if i not in names and (not piece.known or stranded or idle):
            words.append(piece.text)
    return tuple(dict.fromkeys(words))
