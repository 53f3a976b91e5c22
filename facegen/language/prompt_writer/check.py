"""What a language model wrote, line by line: which lines are descriptions of this person."""

from __future__ import annotations

import json
import math
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from facegen.errors import InputError
from facegen.language.attributes import Reading
from facegen.language.chunks import chunk
from facegen.language.names import find_names
from facegen.language.prompt_writer.looks import ADULT
from facegen.language.prompt_writer.meaning import Meaning, meaning, meaning_of
from facegen.language.reader import read_prompt
from facegen.language.tokens import tokenize
from facegen.language.translate import to_english
from facegen.models.roles import Sitter

LONGEST = 200
"""Characters of a description."""
MOST_LINES = 160
"""Lines of an answer that are looked at: twice as many as are ever asked for."""
_LEAD = re.compile(r"^\s*(?:[-*•–]+|\(?\d{1,3}\s*(?:[.):\]]+|[-–]+(?=\s)))\s*")
"""A bullet or number, but not the age of "60-year-old man"."""
_FENCE = re.compile(r"^\s*```\w*\s*$", re.M)
_THOUGHTS = re.compile(r"^.*</think>", re.S)
"""What models that reason aloud write before the answer."""
_MARKS = str.maketrans("", "", "*_`#")
_PLAIN = re.compile(r"[A-Za-z0-9 ,.;:!'’“”\"()–—-]+")
"""Nothing that a page or a file could take for more than words."""

CORE = ("hair.color", "hair.grey", "hair.curl", "beard.style", "lashes")
"""What Algorithm 1 is about; a description says two of these or more."""
ALLOWED = ("gender", "age", "lashes", "glasses", "hat", "hair.", "beard.", "makeup.")
"""What may vary; everything else is the person's own. A dot stands for all that begin so."""
DULL_BLUSH = "skin.blush"
"""Make-up in general ("no make-up", "heavy make-up") reddens or clears the cheeks, too."""


@dataclass(frozen=True)
class Kept:
    """What is left of an answer."""

    prompts: tuple[str, ...]
    meanings: frozenset[Meaning]
    """Of the prompts."""
    refused: Counter[str]
    """Why lines were turned away, in words that follow "it" -> how many."""


def lines_of(answer: str) -> list[str]:
    """The lines of an answer without numbers, bullets, quotes, marks and thoughts; a JSON list of
    texts (or an object that holds one) gives its items."""
    bare = _FENCE.sub("", _THOUGHTS.sub("", answer)).strip()
    listed = _json_list(bare)
    lines = bare.splitlines() if listed is None else listed
    unmarked = (_LEAD.sub("", line).translate(_MARKS) for line in lines)
    cleaned = (line.strip().strip("\"'“”„‘’,").strip() for line in unmarked)
    return [line for line in cleaned if line][:MOST_LINES]


def _json_list(text: str) -> list[str] | None:
    if text[:1] not in ("[", "{"):
        return None
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return None
    found = data if isinstance(data, list) else None
    if isinstance(data, dict):
        found = next((value for value in data.values() if isinstance(value, list)), None)
    if found is None:
        return None
    texts = (max(map(str, item.values()), key=len, default="") if isinstance(item, dict) else item
             for item in found)  # fmt: skip
    return [text for text in texts if isinstance(text, str)]


def keep(
    lines: Sequence[str],
    sitter: Sitter,
    count: int,
    avoid: Sequence[str] = (),
    deadline: float = math.inf,
) -> Kept:
    """The first `count` of `lines` that describe `sitter` and mean something new.

    Stops at `deadline` (`time.monotonic`).
    """
    avoided = {meaning(prompt) for prompt in avoid}
    taken: set[Meaning] = set()
    prompts: list[str] = []
    refused: Counter[str] = Counter()
    for line in lines:
        if len(prompts) == count or time.monotonic() > deadline:
            break
        fault, meant = _read(line, sitter)
        if fault is None and meant in taken | avoided:
            fault = "repeated another"
        if fault is not None:
            refused[fault] += 1
            continue
        taken.add(meant)
        prompts.append(line)
    return Kept(tuple(prompts), frozenset(taken), refused)


def _read(line: str, sitter: Sitter) -> tuple[str | None, Meaning]:
    """Why `line` is no description of `sitter` (None if it is one), and what it means."""
    nothing: Meaning = frozenset()
    if len(line) > LONGEST:
        return f"had more than {LONGEST} characters", nothing
    try:
        if to_english(line) is not None:
            return "was not English", nothing
        if not _PLAIN.fullmatch(line):
            return "was no plain text", nothing
        if find_names(chunk(tokenize(line), line)[0]):
            return "named somebody", nothing
        reading = read_prompt(line)
    except InputError:
        return "asked for what is not made here", nothing
    return next(_faults(reading, sitter), None), meaning_of(reading)


def _faults(reading: Reading, sitter: Sitter) -> Iterator[str]:
    said = {attribute.name for attribute in reading.attributes}
    if reading.unknown or len(said & set(CORE)) < 2:
        yield "was not understood"
    gender = reading.value("gender")
    if gender is None or (gender >= 0.5) != (sitter.masculine >= 0.5):
        yield "described somebody of another gender expression"
    age, child = reading.value("age"), sitter.age < ADULT
    if child and (age is None or age >= ADULT or abs(age - sitter.age) > 1):
        yield "did not keep the child's age"
    if not child and age is not None and age < ADULT:
        yield "described a child"
    if child and (said & {"beard.style", "beard.stubble"} or any(n[:7] == "makeup." for n in said)):
        yield "gave a child a beard or make-up"
    makeup = any(name.startswith("makeup.") for name in said)
    for name in said - ({DULL_BLUSH} if makeup else set()):
        if not any(name == a or (a[-1] == "." and name.startswith(a)) for a in ALLOWED):
            yield "changed what is the person's own"
