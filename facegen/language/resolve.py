"""Findings to attributes: degrees worked in, contradictions decided and told."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from facegen.human.person import Color
from facegen.language.attributes import ADJECTIVE, IMPLIED, NOUN, SAID, Attribute
from facegen.language.chunks import Chunk
from facegen.language.degrees import EXCLUDED, denied, strengthened
from facegen.language.grammar import Finding
from facegen.language.tokens import fold
from facegen.language.traits import TRAITS
from facegen.language.words.creatures import CREATURES
from facegen.language.words.origins import CITIZENS

CHILD_AGE = 18.0
_EYES = ("eyes.color", "eyes.color_left", "eyes.color_right")
_BEARDS = ("short beard", "full beard", "long beard")
_QUIET = ("hair.natural", "hair.color", "skin.ruddy", "skin.undertone", "skin.metal", "age",
          "skin.blush", "skin.pores", "skin.shine", "beard.stubble", "hair.grey")  # fmt: skip
"""Names whose later word wins without a notice."""
_COMPANIONS = ("hair.natural", "skin.metal", "skin.ruddy", "skin.undertone")
"""What a colour says besides; it falls with its colour."""


def resolve(
    findings: Sequence[Finding], prompt: str
) -> tuple[tuple[Attribute, ...], dict[str, tuple[Any, ...]], list[str]]:
    """One attribute per name, what was excluded, and notices for the user."""
    notices: list[str] = []
    excluded: dict[str, tuple[Any, ...]] = {}
    grouped: dict[str, list[Attribute]] = {}
    sides: dict[int, str | None] = {}
    for finding in findings:
        if finding.negated and finding.name in _COMPANIONS:
            continue
        attribute = _attribute(finding, prompt)
        if attribute.value is EXCLUDED:
            excluded[finding.name] = (*excluded.get(finding.name, ()), finding.value)
            continue
        sides[id(attribute)] = finding.side
        grouped.setdefault(finding.name, []).append(attribute)
    _one_person(grouped, notices)
    if any(name in grouped for name in _EYES):
        _eyes(grouped, sides)
    _solid_eyes(grouped)
    _hair_colors(grouped, notices)
    attributes = [_MERGE.get(name, _strongest)(group, notices) for name, group in grouped.items()]
    attributes = _grown(_hair_style(attributes, notices), notices)
    attributes.sort(key=lambda attribute: attribute.span)
    return tuple(attributes), excluded, notices


def _attribute(finding: Finding, prompt: str) -> Attribute:
    piece: Chunk = finding.chunk
    value = finding.value
    degree = piece.degree
    if not finding.absent:
        # "Not very big" denies the plain word, no more.
        value = strengthened(finding.name, value, min(degree, 1.0) if finding.negated else degree)
        if finding.negated:
            value, degree = denied(finding.name, value), -degree
    words, span = piece.text, (piece.start, piece.end)
    if (noun := finding.noun) is not None:
        first, last = sorted((piece, noun), key=lambda c: c.start)
        span = (first.start, max(first.end, last.end))
        words = prompt[span[0] : span[1]]
    return Attribute(finding.name, value, degree, finding.weight, words, span)


def _changed(attribute: Attribute, value: Any, *others: Attribute) -> Attribute:
    words = ", ".join(dict.fromkeys([attribute.words, *(o.words for o in others)]))
    return Attribute(
        attribute.name, value, attribute.degree, attribute.weight, words, attribute.span
    )


def _strongest(group: list[Attribute], notices: list[str]) -> Attribute:
    """The surest; among equals the last, and the user is told when they differ."""
    if all(a.degree < 0 and isinstance(a.value, float) for a in group):
        # "Not fat, not thin" is in between.
        return _changed(group[0], sum(a.value for a in group) / len(group), *group[1:])
    if group[0].name in TRAITS and (further := _further(group)):
        return further
    best = group[0]
    for attribute in group[1:]:
        if attribute.weight >= best.weight:
            if attribute.weight == best.weight >= ADJECTIVE and _differ(attribute, best):
                notices.append(f"“{best.words}” and “{attribute.words}” disagree: took the latter.")
            best = attribute
    return best


def _further(group: Sequence[Attribute]) -> Attribute | None:
    """ "Big eyes" on an alien do not make them smaller than an alien's."""
    said = max(group, key=lambda a: a.weight)
    noun = max((a for a in group if a.weight == NOUN), key=lambda a: abs(a.value), default=None)
    if noun is None or said.weight <= NOUN or noun.value * said.value <= 0:
        return None
    return _changed(noun, noun.value, said) if abs(noun.value) > abs(said.value) else None


def _differ(a: Attribute, b: Attribute) -> bool:
    nested = a.span[0] <= b.span[0] and b.span[1] <= a.span[1]
    if nested or (b.span[0] <= a.span[0] and a.span[1] <= b.span[1]):
        return False
    if a.name in _QUIET or a.words == b.words or a.degree < 0 or b.degree < 0:
        return False
    if isinstance(a.value, int | float) and isinstance(b.value, int | float):
        return abs(a.value - b.value) > 0.3
    return a.value != b.value


def _age(group: list[Attribute], notices: list[str]) -> Attribute:
    surest = max(group, key=lambda a: a.weight)
    nouns = [a for a in group if a.weight == NOUN]
    children = [a for a in nouns if a.value < CHILD_AGE]
    telling = [a for a in children if a.words.lower() not in _ANY_CHILD] or children
    child = min(telling, key=lambda a: a.value, default=None)
    if surest.weight == ADJECTIVE:
        adjective = _strongest([a for a in group if a.weight == ADJECTIVE], notices)
        if child is not None and adjective.value >= CHILD_AGE:
            if adjective.value < 30:
                return _changed(child, max(2.0, child.value * 0.75), adjective)
            notices.append(f"“{adjective.words}” and “{child.words}” disagree: took the latter.")
            return child
        old = max((a for a in group if a.weight < ADJECTIVE), key=lambda a: a.value, default=None)
        if old is not None and old.value >= 45 and adjective.value < 30:
            return _changed(adjective, 52.0 if old.weight == NOUN else 32.0, old)
        return adjective
    if surest.weight == NOUN and child is not None:
        return child
    return _strongest([a for a in group if a.weight == surest.weight], notices)


_CREATURES = frozenset(fold(name) for names in CREATURES for name in names.split("|"))
_ANY_CHILD = ("girl", "boy", "girls", "boys", "child", "kid", "son", "daughter", "children")


def _grown(attributes: list[Attribute], notices: list[str]) -> list[Attribute]:
    """A "girl" with a face tattoo, lipstick or horns is a young woman; the user is told."""
    age = next((a for a in attributes if a.name == "age"), None)
    if age is None or age.weight != NOUN or age.words.lower() not in ("girl", "boy"):
        return attributes
    sign = next((a for a in attributes if _of_adults(a) or fold(a.words) in _CREATURES), None)
    if sign is None:
        return attributes
    word = "woman" if age.words.lower() == "girl" else "man"
    notices.append(f"“{age.words}” was read as a young {word}, because of “{sign.words}”.")
    return [_changed(a, 20.0) if a is age else a for a in attributes]


def _of_adults(attribute: Attribute) -> bool:
    name, value = attribute.name, attribute.value
    if name == "skin.tattoos":
        return bool(value)
    if name == "makeup.lips":
        return bool(value) and "lipstick" in attribute.words.lower()
    if name in ("makeup.eyeliner", "beard.stubble"):
        return value >= 0.5
    if name == "beard.style":
        return value != "none"
    return name == "worn" and "nose ring" in value


def _gender(group: list[Attribute], notices: list[str]) -> Attribute:
    """Nouns decide; adjectives ("masculine woman") pull them halfway."""
    nouns = [a for a in group if a.weight == SAID]
    adjectives = [a for a in group if a.weight == ADJECTIVE and a.words.lower() not in _PRONOUNS]
    noun = nouns[0] if nouns else None
    if noun is not None and adjectives:
        return _changed(noun, 0.5 * (noun.value + adjectives[-1].value), adjectives[-1])
    return noun or (adjectives[-1] if adjectives else group[0])


_PRONOUNS = ("she", "he", "her", "his", "him", "hers", "herself", "himself")


def _one_person(grouped: dict[str, list[Attribute]], notices: list[str]) -> None:
    nouns = [a for a in grouped.get("gender", []) if a.weight == SAID]
    if nouns and any(abs(a.value - nouns[0].value) > 0.5 for a in nouns[1:]):
        notices.append(f"One person is made at a time: took “{nouns[0].words}”.")


def _origin(group: list[Attribute], notices: list[str]) -> Attribute:
    """Several origins blend; a passport ("Korean American") gives way to a family."""
    said = [a for a in group if a.weight == max(g.weight for g in group)]
    families = [a for a in said if a.words.lower() not in CITIZENS] or said
    shares: dict[str, float] = {}
    for attribute in families:
        for region, share in attribute.value.items():
            shares[region] = max(share, shares.get(region, 0.0))
    return _changed(families[0], shares, *families[1:])


def _expression(group: list[Attribute], notices: list[str]) -> Attribute:
    """Looks add up ("a sad smile"); a degree scales them; "not" leaves the face at rest."""
    sure = max(a.weight for a in group)
    said = [a for a in group if a.weight == sure]
    shown = [a for a in said if a.degree > 0]
    weights: dict[str, float] = {}
    for attribute in shown:
        for name, weight in attribute.value.items():
            scaled = min(1.0, weight * min(attribute.degree, 1.5))
            weights[name] = max(weights.get(name, 0.0), scaled)
    return _changed((shown or said)[0], weights, *(shown or said)[1:])


def _together(group: list[Attribute], notices: list[str]) -> Attribute:
    """Scars, tattoos, jewels: all that were said, with what nouns suggest only if none was."""
    sure = max(a.weight for a in group)
    said = [a for a in group if a.weight == sure or (a.weight > IMPLIED and a.value)]
    names = tuple(dict.fromkeys(name for a in said for name in a.value))
    telling = [a for a in said if a.value] or said
    return _changed(telling[0], names, *telling[1:])


def _style(group: list[Attribute], notices: list[str]) -> Attribute:
    """ "Tied in a bun" is a bun."""
    return _strongest([a for a in group if a.value != "tied"] or group, notices)


def _beard(group: list[Attribute], notices: list[str]) -> Attribute:
    """A moustache is part of a full beard and makes a goatee a circle; stubble yields."""
    sure = max(a.weight for a in group)
    group = [a for a in group if a.weight == sure]
    plain = [a for a in group if a.value != "none"]
    names = {a.value for a in plain}
    shaped = [a for a in plain if a.value != "stubble"]
    if not plain or group[-1].value == "none" or not shaped:
        return group[-1] if group[-1].value == "none" or not plain else plain[-1]
    if names & {"moustache", "handlebar"} and "goatee" in names:
        return _changed(shaped[0], "circle", *shaped[1:])
    beards = [a for a in shaped if a.value in _BEARDS]
    if beards:
        special = [a for a in beards if a.value != "full beard"]
        special = [a for a in special if a.value == "long beard"] or special
        return (special or beards)[-1]
    return _strongest(shaped, notices)


def _mix(colors: Sequence[Color]) -> Color:
    return tuple(sum(c[i] for c in colors) / len(colors) for i in range(3))


def _eyes(grouped: dict[str, list[Attribute]], sides: dict[int, str | None]) -> None:
    """Two colours with sides are two eyes; without sides they mix ("blue and green eyes")."""
    group = grouped.pop("eyes.color", [])
    sure = max((a.weight for a in group), default=0.0)
    group = [a for a in group if a.weight == sure]
    different = "eyes.different" in grouped
    if not group:
        return
    sided = any(sides[id(a)] for a in group)
    only = sides[id(group[0])] if len(group) == 1 else None
    if only in ("left", "right", "one") and "eyes" not in group[0].words.lower():
        name = f"eyes.color_{'right' if only == 'right' else 'left'}"
        grouped[name] = [_renamed(group[0], name)]
        return
    if (sided or different) and len({a.value for a in group}) > 1:
        left = next((a for a in group if sides[id(a)] == "left"), None)
        right = next((a for a in group if sides[id(a)] == "right"), None)
        free = [a for a in group if a is not left and a is not right]
        left = left or free.pop(0)
        right = right or (free.pop(0) if free else left)
        for name, attribute in (("eyes.color_left", left), ("eyes.color_right", right)):
            grouped[name] = [_renamed(attribute, name)]
        grouped.pop("eyes.different", None)
        return
    values = list(dict.fromkeys(a.value for a in group))
    grouped["eyes.color"] = [_changed(group[0], _mix(values), *group[1:])]


def _solid_eyes(grouped: dict[str, list[Attribute]]) -> None:
    """ "Solid gold eyes", "black eyes all over": the white takes the colour of the iris."""
    solid = grouped.pop("eyes.solid", [])
    colors = grouped.get("eyes.color", [])
    if solid and colors:
        grouped.setdefault("eyes.sclera", [_renamed(colors[0], "eyes.sclera")])
        grouped.setdefault("eyes.pupil", [_renamed(solid[0], "eyes.pupil", "none")])


def _renamed(attribute: Attribute, name: str, value: Any = None) -> Attribute:
    return Attribute(
        name, attribute.value if value is None else value, attribute.degree, attribute.weight,
        attribute.words, attribute.span,
    )  # fmt: skip


def _hair_colors(grouped: dict[str, list[Attribute]], notices: list[str]) -> None:
    """A second hair colour goes to the tips."""
    group = grouped.get("hair.color", [])
    said = [a for a in group if a.weight == SAID]
    if len({a.value for a in said}) < 2 or "hair.tips" in grouped:
        return
    first, second = said[0], next(a for a in said if a.value != said[0].value)
    if first.span[0] <= second.span[0] and second.span[1] <= first.span[1]:
        between = first.words[: second.span[0] - first.span[0]]
        if not re.search(r",|/|&|\band\b|\bwith\b", between):
            # "Emerald green hair" is one colour.
            grouped["hair.color"] = [_changed(first, _mix([first.value, second.value]))]
            return
    grouped["hair.color"] = [first]
    grouped["hair.tips"] = [_renamed(second, "hair.tips")]
    notices.append(f"Two hair colours: “{first.words}” at the roots, “{second.words}” at the tips.")
    if "hair.natural" in grouped:
        grouped["hair.natural"] = grouped["hair.natural"][:1]


def _hair_style(attributes: list[Attribute], notices: list[str]) -> list[Attribute]:
    """Bald heads have no length; a grandmother orc is not bald because orcs are."""
    named = {a.name: a for a in attributes}
    gender = named.get("gender")
    if gender is not None and gender.weight > NOUN and gender.value < 0.4:
        attributes = [a for a in attributes
                      if not (a.name == "hair.style" and a.value == "bald" and a.weight == IMPLIED)
                      and not (a.name == "beard.style" and a.value != "none"
                               and a.weight == IMPLIED)]  # fmt: skip
        named = {a.name: a for a in attributes}
    style, length = named.get("hair.style"), named.get("hair.length")
    if style is None or length is None or style.value not in ("bald", "buzz"):
        return attributes
    if length.weight < style.weight or length.value <= 0.25:
        return [a for a in attributes if a is not length]
    if style.weight == length.weight >= ADJECTIVE:
        notices.append(f"“{style.words}” and “{length.words}” disagree: took the latter.")
    return [a for a in attributes if a is not style]


_MERGE: dict[str, Callable[[list[Attribute], list[str]], Attribute]] = {
    "age": _age,
    "gender": _gender,
    "origin": _origin,
    "expression": _expression,
    "skin.scars": _together,
    "skin.tattoos": _together,
    "worn": _together,
    "beard.style": _beard,
    "hair.style": _style,
}
