"""What is refused before every pipeline, whatever the door."""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata
from typing import NamedTuple

from facegen.errors import InputError
from facegen.language.translate import safety_words
from facegen.language.words import refused
from facegen.language.words.refused import CHILD, NUDITY, SEXUAL

ADULT_AGE = 18
NUDITY_MESSAGE = "Nudity and sexual content are not made here; describe the face instead."
CHILD_MESSAGE = "Nothing sexual about a child is ever made here."

_HARMLESS = re.compile(refused.HARMLESS)
_NUDITY_PHRASES = re.compile(rf"\b(?:{refused.NUDITY_PHRASES})")
_YOUNG_PHRASES = re.compile(rf"\b(?:{refused.YOUNG_PHRASES})")
_AGE = re.compile(
    r"\b(\d{1,2})\s*-?\s*(?:years?|yrs?|y/?o|yo|anni|ans|jahre|años|anos|jaar)\b|"
    r"\baged?\W{1,3}(?:of )?(\d{1,2})\b|"
    r"\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    r"sixteen|seventeen)[ -](?:years?|yrs?)\b"
)
_YOUNG = re.compile(r"\b(?:1[0-7]|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen)\b")
"""Beside a sexual word a bare number is taken for an age."""
_LEET = str.maketrans("0134578@$!|+", "oieastbasiit")
_LOOKALIKES = str.maketrans(
    "абвгдеёзіїйкмнопрстухчъьєј" "αβγεζηικμνορτυχω" "ıłøđħŧßʀɴɪᴀᴇᴏᴜᴅᴋ",
    "abbrdee3iijkmhonpctyx4bbej" "abyezniklvoptuxw" "ilodhtsrniaeoudk".replace(" ", ""),
)  # fmt: skip
"""Cyrillic, Greek and phonetic letters that pass for Latin ones."""
_SPACED = re.compile(r"(?<![^\W\d_])(?:[^\W\d_][\W_]{1,2}){3,}[^\W\d_](?![^\W\d_])")
_MARKED = re.compile(r"\b\w[\w*._~^`'\"-]{3,}\w\b")
_PART = re.compile(r"[^\W_]+")
_SHORTEST_SPLIT = 5
"""Letters of a word that is looked for over a space in it: "na ked"."""


class _Words(NamedTuple):
    nudity: frozenset[str]
    sexual: frozenset[str]
    child: frozenset[str]


def check_prompt(prompt: str) -> None:
    """Raise `InputError`, in one sentence, for nudity and for anything sexual about a child.

    Looks through spaced, stretched and look-alike letters, digits for letters, and the languages of
    `translate`. "Nude lipstick" and "the naked eye" pass.
    """
    listed = _listed()
    plain = _plain(prompt)
    words = _words(plain) | _disguised(plain)
    if words & refused.ALWAYS:
        raise InputError(CHILD_MESSAGE)
    nude = bool(words & listed.nudity or _NUDITY_PHRASES.search(plain))
    if (nude or words & listed.sexual) and _means_child(plain, words & listed.child):
        raise InputError(CHILD_MESSAGE)
    if nude:
        raise InputError(NUDITY_MESSAGE)


def check_age(prompt: str, age: float | None) -> None:
    """`check_prompt` once more, with the age that the reader found."""
    if age is None or age >= ADULT_AGE:
        return
    plain = _plain(prompt)
    if (_words(plain) | _disguised(plain)) & _listed().sexual:
        raise InputError(CHILD_MESSAGE)


@functools.cache
def _listed() -> _Words:
    others = safety_words()
    return _Words(
        NUDITY | others.nudity - refused.ELSEWHERE_HARMLESS,
        SEXUAL | others.sexual,
        CHILD | others.child,
    )


def _plain(prompt: str) -> str:
    """Lower case, compatibility forms folded, invisible letters and harmless phrases removed."""
    folded = unicodedata.normalize("NFKC", prompt).casefold()
    visible = "".join(c for c in folded if unicodedata.category(c) not in ("Cf", "Mn", "Cc"))
    return _HARMLESS.sub(" ", visible)


def _words(plain: str) -> set[str]:
    """Whole words and the parts of hyphenated ones."""
    words = set(re.findall(r"[^\W_]+(?:-[^\W_]+)*", plain))
    return words | {part for word in words for part in word.split("-")}


def _disguised(plain: str) -> set[str]:
    """Words behind digits, look-alike letters, doubled letters, spaces and marks in a word."""
    latin = unicodedata.normalize("NFKD", plain).translate(_LOOKALIKES)
    bare = "".join(c for c in latin if not unicodedata.combining(c))
    found = set(re.findall(r"[^\W\d_]{3,}", bare))
    leet = bare.translate(_LEET)
    found |= set(re.findall(r"[^\W\d_]{4,}", leet))
    found |= {re.sub(r"[\W\d_]", "", run) for run in _SPACED.findall(leet)}
    found |= {re.sub(r"[\W_]", "", word) for word in _MARKED.findall(leet)}
    found |= {re.sub(r"(.)\1+", r"\1", w) for w in found if re.search(r"(.)\1\1", w)}
    return found | _over_spaces(leet) | _starred(bare) | _unspaced(plain)


def _starred(plain: str) -> set[str]:
    """ "n*ked": a star may be any letter."""
    found = set()
    # One class, not letters and then stars: that would take the square of a long word's length.
    for run in re.findall(r"[\w*]+", plain):
        for starred in {run.lstrip("*"), run.strip("*")}:
            if "*" in starred:
                pattern = re.compile(re.escape(starred).replace(r"\*", r"\w"))
                found |= {word for word in _listed().nudity if pattern.fullmatch(word)}
    return found


def _unspaced(plain: str) -> set[str]:
    """Words of scripts that write without spaces."""
    return {word for words in _listed() for word in words
            if "\u3040" <= word[0] <= "\u9fff" and word in plain}  # fmt: skip


def _over_spaces(plain: str) -> set[str]:
    """ "na ked": neighbours that make a refused word together, and no known word apart."""
    parts = _PART.findall(plain)
    joined = set()
    for left, right in itertools.pairwise(parts):
        word = left + right
        real = left in _REAL_HALVES or right in _REAL_HALVES or len(right) < 2
        if len(word) >= _SHORTEST_SPLIT and word in _listed().nudity and not real:
            joined.add(word)
    return joined


_REAL_HALVES = ("pen", "an", "top", "is", "us", "his", "her", "the", "it", "no", "in", "on", "men",
                "ten", "one", "man")  # fmt: skip
"""Halves of refused words that are words themselves: "the pen is black"."""


def _means_child(plain: str, child_words: set[str]) -> bool:
    if child_words or _YOUNG.search(plain) or _YOUNG_PHRASES.search(plain):
        return True
    for figures, aged, spelled in _AGE.findall(plain):
        if spelled or int(figures or aged) < ADULT_AGE:
            return True
    return False
