"""The looks that a description may give, and the English sentence of each.

TFAG's Algorithm 1 lists hair colours, beard types, hair types and eyelash lengths for men and for
women; hair length, age, glasses, make-up and hat are ours. Every word here is one that
`read_prompt` understands as nothing else.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from facegen.errors import InputError
from facegen.models.roles import Sitter

HAIR_COLORS = ("brown", "black", "silver-gray", "white", "gold", "green", "purple", "blue", "red",
               "pink")  # fmt: skip
BEARDS = ("a full beard", "sideburns", "a small beard", "a big, long beard", "a short beard")
"""Algorithm 1's "big" is said with its length: big and full ones would grow alike."""
HAIR_TYPES = {"man": ("straight", "curly"), "woman": ("straight", "curly", "wavy")}
LASHES = ("long", "short")
LENGTHS = {
    "man": {None: 2.0, "short": 1.0, "shoulder-length": 0.3, "long": 0.3},
    "woman": {None: 2.0, "short": 0.6, "shoulder-length": 1.0, "long": 1.0},
}
"""Hair length -> how often. Algorithm 1 does not list it, but its example of a woman tells it."""
AGES = (25, 40, 55, 70)
"""Years. Only adults are made older or younger, and only into adults."""
OTHER_AGE = 8
"""Years by which another age must differ to be one."""
MAKEUP = ("red lipstick", "pink lipstick", "black eyeliner", "blue eye shadow")

FREE = ("length", "age", "glasses", "makeup", "hat")
"""What may vary besides Algorithm 1's own attributes."""
ADULT = 18

FORMS = (
    ("This {who} has", "{type} {color} hair", False),
    ("The {who} has", "{type} {color} hair", True),
    ("This is {a_who} with", "{color}, {type} hair", False),
    ("{A_who} has", "{color} and {type} hair", False),
)
"""How a sentence begins, how it tells of hair, and whether it does so last."""


@dataclass(frozen=True)
class Look:
    """One description, still in parts; None is what it leaves as the photo has it."""

    who: str
    """"man", "woman", "boy" or "girl"."""
    hair_color: str
    hair_type: str
    lashes: str
    length: str | None = None
    beard: str | None = None
    age: int | None = None
    glasses: str | None = None
    hat: str | None = None
    makeup: str | None = None

    def sentence(self, form: int = 0) -> str:
        """The description in English; `form` picks one of `FORMS`."""
        begin, hair, hair_last = FORMS[form]
        who = f"{self.age}-year-old {self.who}" if self.age else self.who
        article = article_of(self.age)
        hair = f"{self.length} {hair}" if self.length else hair
        told = [hair.format(type=self.hair_type, color=self.hair_color)]
        told += [self.beard] if self.beard else []
        told.append(f"{self.lashes} eyelashes")
        told = told[::-1] if hair_last else told
        begin = begin.format(
            who=who, a_who=f"{article} {who}", A_who=f"{article.capitalize()} {who}"
        )
        return f"{begin} {_listed(told)}{self._worn()}."

    def _worn(self) -> str:
        worn = [thing for thing in (self.hat, self.makeup, self.glasses) if thing]
        if not worn:
            return ""
        he = "he" if self.who in ("man", "boy") else "she"
        return f", and {he} wears {_listed(sorted(worn, key=lambda thing: thing[:3] == 'no '))}"


def article_of(age: int | None) -> str:
    """ "an" before eight, eleven, eighteen and the eighties, else "a"."""
    return "an" if age is not None and (age in (8, 11, 18) or 80 <= age < 90) else "a"


def _listed(things: list[str]) -> str:
    return things[0] if len(things) == 1 else f"{', '.join(things[:-1])} and {things[-1]}"


Options = Mapping[str, Mapping[str | int | None, float]]
"""Field of `Look` -> what it may hold -> how often, against the field's other values."""


def options(sitter: Sitter, free: tuple[str, ...] = FREE) -> Options:
    """What each part of a look may be for this person.

    Children get no beard, no make-up and no other age than their own. Raises InputError for a
    sitter that cannot be, or a name in `free` that is not among `FREE`.
    """
    check_sitter(sitter)
    if strange := set(free) - set(FREE):
        raise InputError(f"{min(strange)!r} cannot vary; give some of {', '.join(FREE)}.")
    adult, man = sitter.age >= ADULT, sitter.masculine >= 0.5
    chosen: dict[str, Mapping[str | int | None, float]] = {
        "who": _even((("man" if man else "woman") if adult else ("boy" if man else "girl"),)),
        "hair_color": _even(HAIR_COLORS),
        "hair_type": _even(HAIR_TYPES["man" if man else "woman"]),
        "lashes": _even(LASHES),
    }
    if "length" in free:
        chosen["length"] = LENGTHS["man" if man else "woman"]
    if adult and man:
        chosen["beard"] = _even(BEARDS)
    if not adult:
        chosen["age"] = _even((max(1, math.floor(sitter.age)),))
    elif "age" in free:
        others = tuple(age for age in AGES if abs(age - sitter.age) >= OTHER_AGE)
        chosen["age"] = {None: 2.0 * len(others), **_even(others)}
    if "glasses" in free:
        chosen["glasses"] = {None: 3.0, "no glasses" if sitter.glasses else "glasses": 1.0}
    if "hat" in free:
        chosen["hat"] = {None: 5.0, "no hat" if sitter.hat else "a hat": 1.0}
    if "makeup" in free and adult and not man:
        chosen["makeup"] = {None: 2.0 * len(MAKEUP), **_even(MAKEUP)}
    return MappingProxyType(chosen)


def _even(values: tuple[str | int, ...]) -> dict[str | int | None, float]:
    return dict.fromkeys(values, 1.0)


def check_sitter(sitter: Sitter) -> None:
    """Raise InputError if expression or age are out of range or no numbers."""
    for field, low, high in (("masculine", 0, 1), ("age", 0, 120)):
        value = getattr(sitter, field)
        if not isinstance(value, int | float) or not low <= value <= high:
            raise InputError(f"The person's {field} is {value!r}; give a number {low} to {high}.")
