"""When two descriptions are the same: when the reader understands the same of them."""

from __future__ import annotations

from facegen.errors import InputError
from facegen.language.attributes import Reading
from facegen.language.reader import read_prompt

Meaning = frozenset[tuple[str, str]]


def meaning_of(reading: Reading) -> Meaning:
    """Attributes and values of a reading, whatever the words were."""
    return frozenset((attribute.name, repr(attribute.value)) for attribute in reading.attributes)


def meaning(prompt: str) -> Meaning:
    """The same of a prompt; one that the reader refuses means nothing."""
    try:
        return meaning_of(read_prompt(prompt))
    except InputError:
        return frozenset()
