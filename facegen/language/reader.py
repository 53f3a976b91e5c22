"""A sentence to attributes: `read_prompt`."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

from facegen.errors import InputError
from facegen.language import lexicon, told
from facegen.language.attributes import Attribute, Reading
from facegen.language.chunks import Chunk, chunk, relate
from facegen.language.crowd import first_person
from facegen.language.entry import Entry
from facegen.language.grammar import parse
from facegen.language.names import find_names
from facegen.language.nearest import nearest_phrase
from facegen.language.resolve import resolve
from facegen.language.safety import check_age, check_prompt
from facegen.language.tokens import tokenize
from facegen.language.translate import Translation, to_english

MAX_LENGTH = 1000
"""Characters of a prompt."""
_GUESSES = 8
"""Unknown words up to which the nearest in meaning is sought; a text with more is no portrait."""


def check_description(prompt: Any) -> None:
    """Raise `InputError` for what is no text, for an empty prompt, one above `MAX_LENGTH`
    characters, and one that `check_prompt` refuses: what a door asks before a job begins."""
    if not isinstance(prompt, str):
        raise InputError("The description must be text.")
    if not prompt.strip():
        raise InputError("The description is empty; write who should appear, such as “an elderly "
                         "Japanese woman with short grey hair”.")  # fmt: skip
    if len(prompt) > MAX_LENGTH:
        raise InputError(
            f"The description has {len(prompt):,} characters and at most {MAX_LENGTH:,} are "
            "allowed; keep what the face should look like."
        )
    check_prompt(prompt)


def read_prompt(prompt: str) -> Reading:
    """What `prompt` asks for; a few milliseconds, more where words are looked up by meaning.

    Raises `InputError` as `check_description`. Markup is dropped, names of real people are ignored,
    only the first person is read, other languages are translated, and a prompt of which nothing is
    understood gives an empty reading: the notices tell so.
    """
    check_description(prompt)
    translation = to_english(prompt)
    if translation is None:
        return _read_english(prompt, guessing=True)
    check_prompt(translation.text)
    return _in_words_of(prompt, _read_english(translation.text, guessing=False), translation)


def _read_english(prompt: str, *, guessing: bool) -> Reading:
    chunks, notices = chunk(tokenize(prompt), prompt)
    names = _ignore_names(chunks, notices)
    chunks, crowd = first_person(chunks)
    if crowd:
        notices.append(crowd)
    if guessing:
        _guess(chunks, names, notices)
    relate(chunks, prompt)
    attributes, excluded, disagreements = resolve(parse(chunks), prompt)
    check_age(prompt, next((a.value for a in attributes if a.name == "age"), None))
    notices += disagreements + told.substitutes(chunks) + told.impossible(chunks)
    unknown = told.unknown(chunks, names)
    if not attributes and not excluded:
        notices.insert(0, "Nothing in the description was understood, so the person is made up; "
                          "say for example age, hair or eyes.")  # fmt: skip
    return Reading(prompt, attributes, excluded, unknown, tuple(dict.fromkeys(notices)))


def _ignore_names(chunks: list[Chunk], notices: list[str]) -> set[Chunk]:
    """Blind the chunks of people's names; those chunks."""
    ignored: set[Chunk] = set()
    for run in find_names(chunks):
        name = " ".join(chunks[i].text for i in run)
        notices.append(f"“{name}” reads like a name: names of real people are ignored.")
        for i in run:
            chunks[i].entry = Entry(chunks[i].entry.phrase)
            chunks[i].known = False
            ignored.add(chunks[i])
    return ignored


def _guess(chunks: Sequence[Chunk], names: set[Chunk], notices: list[str]) -> None:
    """Let adjectives that the lexicon lacks mean what is nearest to them."""
    strangers = [i for i, c in enumerate(chunks) if not (c.known or c in names)]
    if len(strangers) > _GUESSES:
        return
    for i in strangers:
        piece = chunks[i]
        near = nearest_phrase(piece.text) if _is_adjective(chunks, i) else None
        words = [] if near is None else [token.word for token in tokenize(near.phrase)]
        found = lexicon.match(words, 0) if words else None
        if near is not None and found is not None and found[1] == len(words):
            piece.entry, piece.known = found[0], True
            notices.append(f"Read “{piece.text}” as “{near.phrase}”.")


def _is_adjective(chunks: Sequence[Chunk], i: int) -> bool:
    """Whether the stranger at `i` stands where adjectives do."""
    before = chunks[i - 1] if i else None
    after = chunks[i + 1] if i + 1 < len(chunks) else None
    if after is not None and (after.head or after.entry.is_person):
        return True
    ends = after is None or after.role in ("join", "stop", "boundary")
    begins = before is None or before.role in ("join", "stop")
    told = before is not None and (before.role == "copula" or before.entry.degree > 0)
    return ends and (told or (begins and (after is None or after.role != "boundary")))


def _in_words_of(prompt: str, reading: Reading, translation: Translation) -> Reading:
    """`reading` of a translation, with the words and places of the `prompt` itself."""

    def own(attribute: Attribute) -> Attribute:
        start, end = translation.original(*attribute.span)
        return dataclasses.replace(attribute, words=prompt[start:end], span=(start, end))

    return dataclasses.replace(
        reading,
        prompt=prompt,
        attributes=tuple(sorted(map(own, reading.attributes), key=lambda a: a.span)),
        notices=(f"Read as {translation.name}: “{translation.text}”.", *reading.notices),
    )
