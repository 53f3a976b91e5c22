"""A plausible person for what was said: the unsaid is drawn jointly, the said comes out as said."""

from __future__ import annotations

import dataclasses
import functools
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import torch
from jaxtyping import Float64
from numpy import ndarray

from facegen.human.appearance import (
    sample_brows,
    sample_eyes,
    sample_facial_hair,
    sample_hair,
    sample_skin,
)
from facegen.human.dice import Dice, draw_seeds
from facegen.human.dressing import sample_expression, sample_lashes, sample_outfit
from facegen.human.person import Person, Shape
from facegen.human.plausible import tame
from facegen.human.populations import (
    HAIR_COLORS,
    IRIS_COLORS,
    REGIONS,
    WORLD_SHARES,
    Region,
    blend_regions,
)
from facegen.human.shape import sliders
from facegen.human.statues import of_one_piece
from facegen.human.tendencies import usual_sliders
from facegen.human.topology import topology

LOCAL_SD, LOCAL_LIMIT = 0.12, 0.30
"""Face sliders: wider ones make elves and snouts."""
ADULT = 18.0


class Wish(Protocol):
    """One thing asked for."""

    @property
    def value(self) -> Any: ...
    @property
    def weight(self) -> float: ...


class Wishes(Protocol):
    """What was asked for: `language.Reading` is one."""

    @property
    def excluded(self) -> Mapping[str, tuple[Any, ...]]: ...
    def get(self, name: str) -> Wish | None: ...
    def value(self, name: str, default: Any = None) -> Any: ...
    def says(self, name: str) -> bool: ...
    def sliders(self) -> dict[str, float]: ...


class NoWishes:
    """Nothing was asked for."""

    excluded: Mapping[str, tuple[Any, ...]] = {}

    def get(self, name: str) -> None:
        """Always None."""
        return None

    def value(self, name: str, default: Any = None) -> Any:
        """Always `default`."""
        return default

    def says(self, name: str) -> bool:
        """Always False."""
        return False

    def sliders(self) -> dict[str, float]:
        """No sliders."""
        return {}


def sample_person(reading: Wishes | None, generator: torch.Generator) -> Person:
    """One person that fits `reading` (None: anybody); `generator` decides the unsaid.

    The face is tamed (`plausible.tame`), so that no draw folds the skin or leaves anatomy.
    """
    person = sample_pool(reading, 1, generator)[0]
    return dataclasses.replace(person, shape=tame([person.shape])[0])


def sample_pool(reading: Wishes | None, n: int, generator: torch.Generator) -> list[Person]:
    """`n` persons that all fit `reading`; the first is `sample_person`'s, untamed."""
    wishes = reading if reading is not None else NoWishes()
    return [draw_person(wishes, seed) for seed in draw_seeds(n, generator)]


@dataclass(frozen=True)
class Roots:
    """What everything else about a person is drawn from."""

    age: float
    """Years."""
    gender: float
    """0 feminine .. 1 masculine."""
    origin: Mapping[str, float]
    """Region of `populations.REGIONS` -> share; the shares sum to 1."""

    @staticmethod
    def of(person: Person) -> Roots:
        """Those of a recipe; one that does not tell its origin gets its face families'."""
        shape = person.shape
        families = {
            "west africa": shape.african,
            "east asia": shape.asian,
            "western europe": shape.caucasian,
        }
        return Roots(shape.age, shape.gender, person.origin or _shares(families))


def draw_roots(wishes: Wishes, seed: int) -> Roots:
    """The roots of candidate `seed`; what is said of anything else makes some likelier."""
    dice = Dice(seed)
    return Roots(_age(wishes, dice), _gender(wishes, dice), _origin(wishes, dice))


def draw_person(wishes: Wishes, seed: int, roots: Roots | None = None) -> Person:
    """Candidate `seed`, untamed: what `wishes` leave open is drawn from `roots` (None: its own).

    Every attribute has its own random numbers, so that two calls with the same seed differ only
    in what their wishes and roots say differently, and in what depends on that.
    """
    dice = Dice(seed)
    roots = draw_roots(wishes, seed) if roots is None else roots
    age, gender, region = roots.age, roots.gender, blend_regions(roots.origin)
    shape = _shape(wishes, dice, age, gender, region)
    hair, natural = sample_hair(wishes, dice, shape, region)
    skin = sample_skin(wishes, dice, shape, region, natural)
    facial_hair = sample_facial_hair(wishes, dice, shape, region, hair, natural)
    outfit, outfit_color = sample_outfit(wishes, dice, shape)
    person = Person(
        shape=shape,
        skin=skin,
        eyes=sample_eyes(wishes, dice, shape, region),
        hair=hair,
        facial_hair=facial_hair,
        brows=sample_brows(wishes, dice, shape, natural, hair),
        lashes=sample_lashes(wishes, dice, shape),
        outfit=outfit,
        outfit_color=outfit_color,
        glasses=bool(wishes.value("glasses", _wears_glasses(wishes, dice, age))),
        hat=bool(wishes.value("hat", False)),
        worn=tuple(wishes.value("worn", ())),
        teeth=wishes.value("teeth", "natural"),
        horns=wishes.value("horns", "none"),
        expression=sample_expression(wishes, dice),
        origin=roots.origin,
    )
    return of_one_piece(person, wishes)


_UNLIKE_GLASSES = ("skin.pattern", "skin.tint", "skin.metal", "horns", "eyes.pupil", "eyes.glow")
"""What strange beings have: they wear glasses only when told to."""


def _wears_glasses(wishes: Wishes, dice: Dice, age: float) -> bool:
    strange = any(wishes.says(name) for name in _UNLIKE_GLASSES)
    patched = any("patch" in name for name in wishes.value("worn", ()))
    share = 0.0 if age <= 8 or strange or patched else 0.04 if age < 45 else 0.18
    return dice.chance("glasses", share)


def _age(wishes: Wishes, dice: Dice) -> float:
    """Years. Figures are exact, words ("elderly", "toddler") leave some room."""
    wish = wishes.get("age")
    if wish is None:
        young = dice.chance("age/young", 0.68)
        return dice.uniform("age", 18, 46) if young else dice.uniform("age", 46, 86)
    room = 0.0 if wish.weight >= 1 else 0.05 if wish.weight > 0.5 else 0.14
    age = wish.value * (1 + dice.bounded("age", room / 2, room)) if room else wish.value
    if wish.value >= ADULT:
        age = max(age, ADULT)
    return min(max(age, 1.0), 90.0)


def _gender(wishes: Wishes, dice: Dice) -> float:
    """0 feminine .. 1 masculine, seldom at the very ends: those are caricatures."""
    said = wishes.value("gender")
    if said is not None:
        return min(max(said + dice.bounded("gender", 0.02, 0.05), 0.03), 0.97)
    masculine = 0.5
    if wishes.value("beard.style", "none") != "none":
        masculine = 0.99
    elif wishes.value("makeup.lips") is not None or wishes.value("makeup.eyeshadow") is not None:
        masculine = 0.08
    elif wishes.value("hair.style") in ("bald", "buzz"):
        masculine = 0.93
    elif wishes.value("hair.style") in ("bob", "ponytail01", "braid01", "bun", "tied"):
        masculine = 0.15
    low, high = (0.80, 0.92) if dice.chance("gender/side", masculine) else (0.08, 0.16)
    return dice.uniform("gender/value", low, high)


def _origin(wishes: Wishes, dice: Dice) -> dict[str, float]:
    """The population said, or one in which the said colours are at home."""
    said = wishes.value("origin")
    if said:
        return _shares(said)
    weights = dict(WORLD_SHARES)
    for ruled_out in wishes.excluded.get("origin", ()):
        for name in ruled_out:
            weights.pop(name, None)
    for name in weights:
        weights[name] *= _fit(wishes, REGIONS[name])
    first = dice.weighted("region", weights)
    if dice.chance("region/mixed", 0.06):
        second = dice.weighted("region/second", weights)
        if second != first:
            return _shares({first: 1.0, second: 0.6})
    return {first: 1.0}


def _shares(weights: Mapping[str, float]) -> dict[str, float]:
    """`weights` that sum to 1, without those of 0; equal shares when all are 0."""
    total = sum(weights.values())
    if not total:
        return dict.fromkeys(weights, 1 / len(weights))
    return {name: weight / total for name, weight in weights.items() if weight > 0}


def _fit(wishes: Wishes, region: Region) -> float:
    """How well the said skin, hair and eyes fit `region`."""
    fit = 1.0
    tone = wishes.value("skin.tone")
    if tone is not None:
        fit *= math.exp(-(((tone - region.melanin) / (0.10 + region.melanin_sd)) ** 2))
    if wishes.says("hair.color") and wishes.value("hair.natural", True):
        fit *= _share(wishes.value("hair.color"), HAIR_COLORS, region.hair)
    if wishes.says("eyes.color"):
        fit *= _share(wishes.value("eyes.color"), IRIS_COLORS, region.iris)
    if wishes.says("skin.freckles") and wishes.value("skin.freckles") > 0.2:
        fit *= 0.05 + region.freckles
    if wishes.value("hair.style") == "afro01" or wishes.value("hair.curl", 0.0) > 0.9:
        fit *= 0.02 + region.curl**3
    return fit + 1e-6


def _share(color: Any, palette: Mapping[str, Any], shares: Mapping[str, float]) -> float:
    """Share of people in a population whose colour is the palette's nearest to `color`."""
    nearest = min(palette, key=lambda n: math.dist(palette[n], color))
    return 0.002 + shares.get(nearest, 0.0) / sum(shares.values())


def _shape(wishes: Wishes, dice: Dice, age: float, gender: float, region: Region) -> Shape:
    spread = max(age - 25, 0) / 65
    weight = dice.normal("weight", 0.48 + 0.10 * spread, 0.09, 0.25, 0.78)
    strength = 0.42 + 0.16 * gender - 0.15 * max(age - 55, 0) / 35
    families = [
        max(share * (1 + dice.bounded(f"family/{name}", 0.12, 0.3)), 0.02)
        for name, share in (("african", region.african), ("asian", region.asian),
                            ("caucasian", region.caucasian))
    ]  # fmt: skip
    total = sum(families)
    return Shape(
        age=age,
        gender=gender,
        african=families[0] / total,
        asian=families[1] / total,
        caucasian=families[2] / total,
        weight=wishes.value("build.weight", weight),
        muscle=wishes.value("build.muscle", dice.normal("muscle", strength, 0.07, 0.2, 0.8)),
        height=wishes.value("build.height", dice.normal("height", 0.5, 0.1, 0.2, 0.8)),
        proportions=dice.normal("proportions", 0.58, 0.08, 0.35, 0.8),
        local=_local(wishes, dice, age, gender, weight, region),
    )


_STILL = ("head-trans", "neck-trans", "head-angle", "head-age", "mouth-trans-horiz",
          "nose-trans-horiz", "chin-cleft", "neck-double", "eye-bag", "measure-neck", "ear-shape",
          "mouth-laugh-lines")  # fmt: skip
"""Beginnings of sliders that are not drawn at random: they move, age or mark a face."""
_GENTLE = ("eye-", "chin-jaw-drop", "chin-prognathism", "nose-compression", "nose-trans",
           "mouth-trans")  # fmt: skip
"""Beginnings of sliders that are drawn half as wide."""
_USUAL_MOVE = 2.5
"""Millimetres: sliders that would move the skin further at `LOCAL_SD` are drawn less wide."""
_ASYMMETRY_SD = 0.04


def _local(
    wishes: Wishes, dice: Dice, age: float, gender: float, weight: float, region: Region
) -> dict[str, float]:
    """Face sliders: those said, and a little of every other around what age and gender do."""
    said = wishes.sliders()
    usual = usual_sliders(age, gender)
    names, spread, outlines = slider_plan()
    calm = 0.5 if age < 14 else 1.0
    drawn = calm * spread * dice.normals("sliders", len(names), LOCAL_LIMIT / LOCAL_SD)
    outline = dice.pick("outline", outlines)
    table = sliders()
    values: dict[str, float] = {}
    for name, value in zip(names, drawn.tolist(), strict=True):
        slider = table[name]
        low, high = slider.bounds
        if low == 0:
            # Outlines (oval, square...) and the pointed chin go one way only; one outline per face.
            value = abs(value) if name == outline or slider.group != "head" else 0.0
        if name not in said:
            value += usual.get(name, 0.0)
        if name == "eye-epicanthus":
            value += region.epicanthus * 0.4
        elif name == "neck-double":
            value += max(0.0, (weight - 0.6) * 1.2)
        elif name == "eye-bag-decr":
            value = 0.6 * max(age - 30, 0) / 60 * dice.uniform("eye-bag", 0.3, 1.3)
        if name in said:
            value = said[name] + 0.3 * value
        if abs(value) > 1e-3:
            values[name] = min(max(value, low), high)
    return values


@functools.cache
def slider_plan() -> tuple[tuple[str, ...], Float64[ndarray, "S"], tuple[str, ...]]:
    """Slider names, the standard deviation of each, and the names of the outlines."""
    local = topology().local
    deviations = []
    for name, slider in sliders().items():
        moves = [np.abs(local.get(target)[1].astype(np.float64)).max()
                 for target in slider.low + slider.high]  # fmt: skip
        sd = min(LOCAL_SD, _USUAL_MOVE / (1000 * max(moves)))
        if slider.group == "asym":
            sd = min(sd, _ASYMMETRY_SD)
        if name.startswith(_STILL):
            sd = 0.0
        deviations.append(sd * (0.5 if name.startswith(_GENTLE) else 1.0))
    outlines = tuple(s.name for s in sliders().values() if s.group == "head" and not s.low)
    return tuple(sliders()), np.array(deviations), outlines
