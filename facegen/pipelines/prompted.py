"""A prompt's attributes on a person who is there already: TFAG's x^j keeps who it is of.

Nothing is drawn anew: every attribute is one edit of the fitted person (`pipelines.draft.change`),
so that what the prompt leaves out stays the photo's.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterator, Mapping
from typing import Any

from facegen.human.appearance import STYLES
from facegen.human.controls import LENGTHS, SHAPE, Control, controls, value_of
from facegen.human.dressing import MEN, WOMEN
from facegen.human.looks import LOOKS
from facegen.human.person import Person
from facegen.language import Reading
from facegen.language.safety import check_age
from facegen.pipelines.draft import Draft, change, lock
from facegen.pipelines.making import likeness_of

_CURLS = {"straight": 0.0, "wavy": 0.25, "curly": 0.6, "coily": 0.6}
"""Hair texture as photos are read -> `hair.curl`; coils are the curliest that a prompt asks of."""
_SAME_CURL = 0.125
"""Half of what lies between two textures."""
_PASSES = 0.45
"""Share of a style's spread of curl within which it passes for a texture."""
_LONG_LASHES, _SHORT_LASHES = "eyelashes04", "Eyelashes01"
_ORDER = ("age", "gender", "origin", "hair.style", "hair.color", "hair.grey")
"""What carries something else along is set before it; the rest follows in the prompt's order."""
_SILENT = ("hair.curl", "hair.natural", "hair.length", "beard.grey")
"""What is worked into other attributes."""
_BROWS = ("brows.color", "brows.thickness")
_SAID, _UNSAID = 0.15, 0.45
"""Differences of length that count as much as one of texture, by whether a length was asked."""
_GENERIC = {"bob": ("bob01", "bob02"), "tied": ("ponytail01", "bun")}


def applied(draft: Draft, reading: Reading) -> Draft:
    """`draft` with what `reading` says of its person, as edits; all else stays.

    Age comes first, since it carries grey hair, beard and wrinkles along; hair that is given a
    colour is grey only as far as the prompt says so. Brows that a photo shows stay as they are.
    `InputError` for clothes that are not for a child, and where words forbid the age.
    """
    check_age(reading.prompt, reading.value("age", draft.person.shape.age))
    likeness = likeness_of(draft)
    edits = edits_for(draft, reading)
    held = ()
    if likeness is not None and likeness.skin is not None:
        # Dye and age would give the brows other colours and hairs, and the photo's would go.
        held = tuple(name for name in _BROWS if name not in {*draft.locked, *edits})
    for name in held:
        draft = lock(draft, name, True)
    for name, value in edits.items():
        draft = change(draft, name, value)
    return dataclasses.replace(draft, locked=draft.locked - {*held})


def edits_for(draft: Draft, reading: Reading) -> dict[str, Any]:
    """Control -> value of everything in `reading` that can be set on this person, in order."""
    found = dict(_edits(draft, reading))
    first = {name: found[name] for name in _ORDER if name in found}
    return {**first, **found}


def left_out(draft: Draft, reading: Reading) -> tuple[str, ...]:
    """The prompt's words that ask for what cannot be set on this person, as written."""
    done = {*edits_for(draft, reading), *_SILENT, "gender"}
    return tuple(a.words or a.name for a in reading.attributes if a.name not in done)


def agreement(person: Person, draft: Draft, reading: Reading) -> dict[str, float]:
    """How far `person` is what `reading` says of `draft`'s: attribute -> 0..1.

    Only what was said counts; what cannot be set counts as 0. Read from the recipe: numbers by
    their share of the control's range, colours by their distance in sRGB, names by being equal.
    """
    asked = edits_for(draft, reading)
    told = {name: _likeness(person, name, value) for name, value in asked.items()}
    if reading.says("hair.curl") and "hair.style" not in asked:
        told["hair.curl"] = float(_curl_agrees(draft, reading.value("hair.curl")))
    missed = {
        attribute.name: 0.0
        for attribute in reading.attributes
        if attribute.name not in {*asked, *_SILENT, "gender"}
    }
    return told | missed


def _likeness(person: Person, name: str, value: Any) -> float:
    control, now = controls()[name], value_of(person, name)
    if control.kind == "colour":
        if value is None or now is None:
            return float(value is now)
        rgb = [int(now[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        return 1 - min(math.dist(rgb, value) / math.sqrt(3), 1.0)
    if control.kind == "slider":
        return 1 - min(abs(now - value) / (control.high - control.low), 1.0)
    if control.kind == "many":
        return float(set(value) <= set(now))
    return float(now == value)


def _edits(draft: Draft, reading: Reading) -> Iterator[tuple[str, Any]]:
    style = style_for(draft, reading)
    if style != draft.person.hair.style:
        yield "hair.style", style
    if reading.says("hair.color") or reading.says("hair.grey"):
        yield "hair.grey", reading.value("hair.grey", 0.0)
    sliders = reading.sliders()
    for attribute in reading.attributes:
        name, value = attribute.name, attribute.value
        if name in SHAPE:
            leader, sense = SHAPE[name]
            yield name, _within(controls()[name], sense * sliders.get(leader, 0.0))
        elif name in _SILENT or name in ("hair.style", "hair.grey"):
            continue
        elif name in controls():
            usable = _usable(draft, name, value)
            if usable is not None or controls()[name].optional:
                yield name, usable


def _usable(draft: Draft, name: str, value: Any) -> Any:
    """What a control is set to for an attribute's value; None where there is nothing to set."""
    control = controls()[name]
    man = draft.person.shape.gender >= 0.5
    if name == "gender":
        return value if (value >= 0.5) != man else None
    if name == "lashes":
        return _LONG_LASHES if value > 0.5 else _SHORT_LASHES
    if name == "outfit":
        return next(iter((MEN if man else WOMEN).get(value, ())), None)
    if name == "expression":
        return next((look for look, worn in LOOKS.items() if worn == value), None)
    if name == "origin":
        return sorted(value, key=lambda region: -value[region])
    if control.kind == "slider":
        return _within(control, value)
    if control.kind == "colour":
        return None if value is None else list(value)
    return list(value) if control.kind == "many" else value


def _within(control: Control, value: float) -> float:
    return float(min(max(value, control.low), control.high))


def style_for(draft: Draft, reading: Reading) -> str:
    """The hair style for the words: the present one while it is what they say, else the nearest.

    What was read from the photo decides whether hair is curly already; a style alone does not tell
    of short hair.
    """
    said, person = reading.value("hair.style"), draft.person
    length, curl = reading.value("hair.length"), reading.value("hair.curl")
    if said is not None:
        likely = _GENERIC.get(said, (said,))
        return person.hair.style if person.hair.style in likely else likely[0]
    same_curl = curl is None or _curl_agrees(draft, curl)
    if same_curl and (length is None or _rung(length) == value_of(person, "hair.length")):
        return person.hair.style
    curl = _curl_of(draft) if curl is None else curl
    if length is None:
        return _nearest(person, STYLES[person.hair.style][0], curl, _UNSAID)
    return _nearest(person, length, curl, _SAID)


def _rung(length: float) -> float:
    return min((value for value, _ in LENGTHS), key=lambda value: abs(value - length))


def _facts(draft: Draft) -> Mapping[str, Any]:
    return {} if draft.photo is None else draft.photo.facts.get("hair", {})


def _read_curl(draft: Draft) -> float | None:
    """How curly the photo shows the hair; None without a photo, or in another style."""
    style, base = draft.person.hair.style, draft.base or draft.person
    return _CURLS.get(_facts(draft).get("curl")) if style == base.hair.style else None


def _curl_of(draft: Draft) -> float:
    read = _read_curl(draft)
    return STYLES[draft.person.hair.style][1] if read is None else read


def _curl_agrees(draft: Draft, curl: float) -> bool:
    """Whether the hair is as curly as that; where no photo tells, what its style passes for."""
    read = _read_curl(draft)
    if read is None:
        _, usual, spread, _, _ = STYLES[draft.person.hair.style]
        return abs(usual - curl) < _PASSES * spread
    return abs(read - min(_CURLS.values(), key=lambda value: abs(value - curl))) < _SAME_CURL


def _nearest(person: Person, length: float, curl: float, reach: float) -> str:
    """The style most like that length and texture among those usual for the gender expression."""
    manly = min(max((person.shape.gender - 0.3) / 0.4, 0.0), 1.0)

    def score(style: str) -> float:
        long, curly, _, women, men = STYLES[style]
        usual = 0.02 + women + (men - women) * manly
        apart = ((long - length) / reach) ** 2 + ((curly - curl) / _SAID) ** 2
        return math.log(usual) - apart

    return max((style for style in STYLES if style != "bald"), key=score)


def wearing(draft: Draft, worn: Mapping[str, float]) -> Person:
    """The draft's person with the photo's look on the face, unless a prompt or hand gave one."""
    if "expression" in draft.edits:
        return draft.person
    return dataclasses.replace(draft.person, expression=dict(worn))
