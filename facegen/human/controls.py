"""Every attribute of a person that a hand can change: its range, its choices, its present value.

Names are those of `language.FIELDS`. Values are plain JSON: numbers, booleans, names, lists of
names, and colours as "#rrggbb" (sRGB). `pipelines.draft.change` sets what `value_of` reads.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

from facegen.human.appearance import STYLES
from facegen.human.looks import LOOKS
from facegen.human.person import (
    FACIAL_HAIR_STYLES,
    GLASSES_FRAMES,
    GLASSES_SHAPES,
    HAIR_STYLES,
    HORNS,
    LASH_STYLES,
    OUTFITS,
    PUPIL_SHAPES,
    SCARS,
    SKIN_PATTERNS,
    TATTOO_DESIGNS,
    TATTOO_PLACES,
    TEETH,
    WORN,
    Color,
    Person,
)
from facegen.human.populations import REGIONS

Kind = Literal["slider", "choice", "colour", "switch", "many"]


@dataclass(frozen=True)
class Control:
    """One thing to change."""

    name: str
    """Attribute name of `language.FIELDS`: "age", "hair.style", "nose.size"."""
    label: str
    group: str
    kind: Kind
    """`many` is several of `choices`."""
    low: float = 0
    high: float = 1
    step: float = 0.01
    """Of the slider's handle; every number from `low` to `high` is allowed."""
    unit: str = ""
    choices: tuple[tuple[Any, str], ...] = ()
    """(value, label)."""
    optional: bool = False
    """A colour that may be None: natural, or not worn."""


SHAPE: dict[str, tuple[str, int]] = {
    "face.width": ("head-scale-horiz", 1),
    "face.length": ("head-scale-vert", 1),
    "face.round": ("head-round", 1),
    "face.square": ("head-square", 1),
    "face.heart": ("head-invertedtriangular", 1),
    "jaw.width": ("chin-bones", 1),
    "chin.length": ("chin-height", 1),
    "chin.width": ("chin-width", 1),
    "chin.pointed": ("chin-triangle", 1),
    "chin.forward": ("chin-prominent", 1),
    "chin.cleft": ("chin-cleft", 1),
    "chin.double": ("neck-double", 1),
    "cheeks.fullness": ("cheek-volume", 1),
    "cheeks.dimples": ("mouth-dimples", -1),
    "cheekbones": ("cheek-bones", 1),
    "forehead.height": ("forehead-scale-vert", 1),
    "brow.ridge": ("eyebrows-trans-depth", 1),
    "ears.size": ("ear-scale", 1),
    "ears.out": ("ear-wing", 1),
    "neck.width": ("neck-scale-horiz", 1),
    "eyes.size": ("eye-scale", 1),
    "eyes.spacing": ("eye-trans-horiz", 1),
    "eyes.tilt": ("eye-corner1", 1),
    "eyes.depth": ("eye-eyefold-concave", -1),
    "eyes.hooded": ("eye-eyefold-vert", -1),
    "eyes.monolid": ("eye-epicanthus", 1),
    "eyes.bags": ("eye-bag-decr", 1),
    "nose.size": ("nose-scale-depth", 1),
    "nose.length": ("nose-scale-vert", 1),
    "nose.width": ("nose-scale-horiz", 1),
    "nose.bridge": ("nose-greek", 1),
    "nose.hump": ("nose-hump", 1),
    "nose.upturned": ("nose-point", 1),
    "nose.bulbous": ("nose-point-width", 1),
    "nose.nostrils": ("nose-flaring", 1),
    "nose.crooked": ("asym-nose-1", 1),
    "lips.fullness": ("mouth-lowerlip-volume", 1),
    "lips.upper": ("mouth-upperlip-volume", 1),
    "lips.bow": ("mouth-cupidsbow", 1),
    "mouth.width": ("mouth-scale-horiz", 1),
    "mouth.corners": ("mouth-angles", 1),
    "brows.height": ("eyebrows-trans-vert", 1),
    "brows.angle": ("eyebrows-angle", -1),
    "ears.pointed": ("ear-shape-point", -1),
}
"""Control of shape -> the face slider (`human.shape.sliders`) that leads it, and its sense.

The control's value is the leading slider's: -1..1, 0 an average face. What else a trait moves
(`language.TRAITS`) follows the leader.
"""

PATHS: dict[str, tuple[str, str]] = {
    "age": ("shape", "age"),
    "gender": ("shape", "gender"),
    "build.weight": ("shape", "weight"),
    "build.muscle": ("shape", "muscle"),
    "build.height": ("shape", "height"),
    "skin.tone": ("skin", "melanin"),
    "skin.undertone": ("skin", "undertone"),
    "skin.ruddy": ("skin", "haemoglobin"),
    "skin.tint": ("skin", "tint"),
    "skin.metal": ("skin", "metalness"),
    "skin.shine": ("skin", "shine"),
    "skin.pores": ("skin", "pores"),
    "skin.wrinkles": ("skin", "wrinkles"),
    "skin.freckles": ("skin", "freckles"),
    "skin.moles": ("skin", "moles"),
    "skin.blush": ("skin", "blush"),
    "skin.blotches": ("skin", "blotches"),
    "skin.scars": ("skin", "scars"),
    "skin.pattern": ("skin", "pattern"),
    "skin.pattern_color": ("skin", "pattern_color"),
    "skin.tattoos": ("skin", "tattoos"),
    "skin.ink": ("skin", "ink"),
    "makeup.lips": ("skin", "lip_color"),
    "makeup.gloss": ("skin", "lip_gloss"),
    "makeup.eyeshadow": ("skin", "eyeshadow"),
    "makeup.eyeliner": ("skin", "eyeliner"),
    "beard.stubble": ("skin", "stubble"),
    "eyes.color_left": ("eyes", "iris_left"),
    "eyes.color_right": ("eyes", "iris_right"),
    "eyes.redness": ("eyes", "redness"),
    "eyes.pupil": ("eyes", "pupil_shape"),
    "eyes.sclera": ("eyes", "sclera"),
    "eyes.glow": ("eyes", "glow"),
    "hair.style": ("hair", "style"),
    "hair.color": ("hair", "color"),
    "hair.roots": ("hair", "root_color"),
    "hair.tips": ("hair", "tip_color"),
    "hair.grey": ("hair", "grey"),
    "beard.style": ("facial_hair", "style"),
    "beard.color": ("facial_hair", "color"),
    "brows.thickness": ("brows", "density"),
    "brows.color": ("brows", "color"),
    "lashes": ("", "lashes"),
    "outfit": ("", "outfit"),
    "outfit.color": ("", "outfit_color"),
    "glasses": ("", "glasses"),
    **{f"glasses.{part}": ("", f"glasses_{part}") for part in ("shape", "size", "frame", "color")},
    "hat": ("", "hat"),
    "worn": ("", "worn"),
    "teeth": ("", "teeth"),
    "horns": ("", "horns"),
}
"""Control -> the field of `Person` that it shows: (group, field), group "" for the person's own."""

_HAIR_LABELS = (
    "Bald", "Buzz cut", "Short 1", "Short 2", "Short 3", "Short 4", "Bob 1", "Bob 2", "Long",
    "Ponytail", "Braid", "Afro", "Curly", "Bun", "Crew cut", "Side parting", "Short, fringe",
    "Receding", "Short curls", "Layered", "Low ponytail", "Low bun", "Bob, fringe", "Long, fringe",
    "Long waves",
)  # fmt: skip
_OUTFIT_LABELS = {
    "male_casualsuit01": "Men's casual 1", "male_casualsuit02": "Men's casual 2",
    "male_casualsuit03": "Men's casual 3", "male_casualsuit04": "Men's casual 4",
    "male_casualsuit05": "Men's casual 5", "male_casualsuit06": "Men's casual 6",
    "male_elegantsuit01": "Men's suit", "male_worksuit01": "Work clothes",
    "female_casualsuit01": "Women's casual", "female_casualsuit02": "Women's shorts",
    "female_elegantsuit01": "Women's suit", "female_sportsuit01": "Sportswear",
}  # fmt: skip
LENGTHS: tuple[tuple[float, str], ...] = (
    (0.0, "Bald"), (0.12, "Shaved"), (0.25, "Short"), (0.5, "To the jaw"), (1.0, "Long"),
)  # fmt: skip
"""Hair lengths that the styles come in."""


def _plain(
    names: Iterable[str], labels: Mapping[str, str] = MappingProxyType({})
) -> tuple[tuple[str, str], ...]:
    """Choices that are called what they are, or have one of `labels`."""
    return tuple((n, labels.get(n) or n.replace("_", " ").capitalize()) for n in names)


def _labelled(names: Iterable[str], labels: Iterable[str]) -> tuple[tuple[str, str], ...]:
    return tuple(zip(names, labels, strict=True))


def _tattoos() -> tuple[tuple[str, str], ...]:
    return tuple(
        (f"{design}@{place}", f"{design.capitalize()}, {place.replace('_', ' ')}")
        for design in TATTOO_DESIGNS
        for place in TATTOO_PLACES
    )


def _slider(name: str, label: str, low: float = 0, high: float = 1, **more: Any) -> Control:
    return Control(name, label, "", "slider", low, high, **more)


def _shape(name: str, label: str, low: float = -1) -> Control:
    return Control(name, label, "", "slider", low, 1)


def _colour(name: str, label: str, optional: bool = True) -> Control:
    return Control(name, label, "", "colour", optional=optional)


def _choice(name: str, label: str, choices: tuple[tuple[Any, str], ...]) -> Control:
    return Control(name, label, "", "choice", choices=choices)


def _many(name: str, label: str, choices: tuple[tuple[Any, str], ...]) -> Control:
    return Control(name, label, "", "many", choices=choices)


def _switch(name: str, label: str) -> Control:
    return Control(name, label, "", "switch")


_GROUPS: dict[str, tuple[Control, ...]] = {
    "Person": (
        _slider("age", "Age", 1, 90, step=1, unit="years"),
        _slider("gender", "Feminine to masculine"),
        _many("origin", "Origin", tuple((n, n.title().replace(" Of ", " of ")) for n in REGIONS)),
        _slider("build.weight", "Weight"),
        _slider("build.muscle", "Muscle"),
        _slider("build.height", "Height"),
    ),
    "Face": (
        _shape("face.width", "Face width"),
        _shape("face.length", "Face length"),
        _shape("face.round", "Round face", 0),
        _shape("face.square", "Square face", 0),
        _shape("face.heart", "Heart-shaped face", 0),
        _shape("forehead.height", "Forehead height"),
        _shape("brow.ridge", "Brow ridge"),
        _shape("cheekbones", "Cheekbones"),
        _shape("cheeks.fullness", "Cheek fullness"),
        _shape("jaw.width", "Jaw width"),
        _shape("chin.length", "Chin length"),
        _shape("chin.width", "Chin width"),
        _shape("chin.pointed", "Pointed chin", 0),
        _shape("chin.forward", "Chin forward"),
        _shape("chin.cleft", "Cleft chin"),
        _shape("chin.double", "Double chin"),
        _shape("ears.size", "Ear size"),
        _shape("ears.out", "Ears stand out"),
        _shape("neck.width", "Neck width"),
    ),
    "Eyes": (
        _colour("eyes.color", "Eye colour", optional=False),
        _colour("eyes.color_left", "Left eye", optional=False),
        _colour("eyes.color_right", "Right eye", optional=False),
        _shape("eyes.size", "Eye size"),
        _shape("eyes.spacing", "Eye spacing"),
        _shape("eyes.tilt", "Eye tilt"),
        _shape("eyes.depth", "Deep-set eyes"),
        _shape("eyes.hooded", "Hooded lids"),
        _shape("eyes.monolid", "Inner eye fold"),
        _shape("eyes.bags", "Bags under the eyes"),
        _slider("eyes.redness", "Redness"),
        _choice("lashes", "Lashes", _labelled(LASH_STYLES, ("Natural", "Soft", "Full", "Long"))),
    ),
    "Nose": (
        _shape("nose.size", "Nose size"),
        _shape("nose.length", "Nose length"),
        _shape("nose.width", "Nose width"),
        _shape("nose.bridge", "Nose bridge"),
        _shape("nose.hump", "Hump"),
        _shape("nose.upturned", "Upturned tip"),
        _shape("nose.bulbous", "Broad tip"),
        _shape("nose.nostrils", "Nostrils"),
        _shape("nose.crooked", "Crooked nose"),
    ),
    "Mouth": (
        _shape("mouth.width", "Mouth width"),
        _shape("lips.fullness", "Lip fullness"),
        _shape("lips.upper", "Upper lip"),
        _shape("lips.bow", "Cupid's bow"),
        _shape("mouth.corners", "Corners of the mouth"),
        _shape("cheeks.dimples", "Dimples"),
        _choice("teeth", "Teeth", _plain(TEETH)),
    ),
    "Skin": (
        _slider("skin.tone", "Skin tone"),
        _slider("skin.undertone", "Undertone", -1, 1),
        _slider("skin.ruddy", "Ruddiness"),
        _slider("skin.freckles", "Freckles"),
        _slider("skin.moles", "Moles"),
        _slider("skin.wrinkles", "Wrinkles"),
        _slider("skin.pores", "Pores"),
        _slider("skin.blotches", "Blotches"),
        _slider("skin.shine", "Shine"),
        _many("skin.scars", "Scars", _plain(SCARS)),
    ),
    "Hair": (
        _choice("hair.style", "Style", _labelled(HAIR_STYLES, _HAIR_LABELS)),
        _choice("hair.length", "Length", LENGTHS),
        _colour("hair.color", "Colour", optional=False),
        _slider("hair.grey", "Grey"),
        _colour("hair.roots", "Roots"),
        _colour("hair.tips", "Tips"),
    ),
    "Beard and brows": (
        _choice("beard.style", "Beard", _plain(FACIAL_HAIR_STYLES)),
        _colour("beard.color", "Beard colour"),
        _slider("beard.stubble", "Stubble"),
        _slider("brows.thickness", "Brow thickness"),
        _colour("brows.color", "Brow colour"),
        _shape("brows.height", "Brow height"),
        _shape("brows.angle", "Brow angle"),
    ),
    "Make-up": (
        _colour("makeup.lips", "Lipstick"),
        _slider("makeup.gloss", "Lip gloss"),
        _colour("makeup.eyeshadow", "Eyeshadow"),
        _slider("makeup.eyeliner", "Eyeliner"),
        _slider("skin.blush", "Blush"),
    ),
    "Wear": (
        _choice("outfit", "Clothes", _plain(OUTFITS, _OUTFIT_LABELS)),
        _colour("outfit.color", "Colour of the clothes"),
        _switch("glasses", "Glasses"),
        _choice("glasses.shape", "Shape of the glasses", _plain(GLASSES_SHAPES)),
        _slider("glasses.size", "Size of the glasses"),
        _choice("glasses.frame", "Frame of the glasses", _plain(GLASSES_FRAMES)),
        _colour("glasses.color", "Colour of the frame"),
        _switch("hat", "Hat"),
        _many("worn", "Jewellery and more", _plain(WORN)),
        _many("skin.tattoos", "Tattoos", _tattoos()),
        _colour("skin.ink", "Ink"),
    ),
    "Mood": (_choice("expression", "Look on the face", _plain(LOOKS)),),
    "Fantasy": (
        _colour("skin.tint", "Skin colour"),
        _slider("skin.metal", "Metal"),
        _choice("skin.pattern", "Pattern", _plain(SKIN_PATTERNS)),
        _colour("skin.pattern_color", "Pattern colour"),
        _shape("ears.pointed", "Pointed ears"),
        _choice("horns", "Horns", _plain(HORNS)),
        _choice("eyes.pupil", "Pupils", _plain(PUPIL_SHAPES)),
        _colour("eyes.sclera", "White of the eyes"),
        _slider("eyes.glow", "Glowing eyes"),
    ),
}

CONTROLS: tuple[Control, ...] = tuple(
    Control(c.name, c.label, group, c.kind, c.low, c.high, c.step, c.unit, c.choices, c.optional)
    for group, members in _GROUPS.items()
    for c in members
)
"""Everything that can be changed, ordered by group."""


@functools.cache
def controls() -> dict[str, Control]:
    """`CONTROLS` by name."""
    return {control.name: control for control in CONTROLS}


def to_hex(color: Color) -> str:
    """sRGB 0..1 as "#rrggbb"."""
    return "#" + "".join(f"{round(255 * min(max(c, 0.0), 1.0)):02x}" for c in color)


def value_of(person: Person, name: str) -> Any:
    """What `person` has now, as plain JSON; `KeyError` when there is no such control.

    None is a colour not worn or natural, two different eyes for `eyes.color`, a look of its own
    for `expression`. `origin` lists regions, the largest share first; empty when unknown.
    """
    if name in SHAPE:
        slider, sense = SHAPE[name]
        return sense * person.shape.local.get(slider, 0.0) + 0.0
    if name == "origin":
        return sorted(person.origin, key=lambda region: -person.origin[region])
    if name == "expression":
        return next((n for n, look in LOOKS.items() if look == person.expression), None)
    if name == "hair.length":
        length = STYLES[person.hair.style][0]
        return min((value for value, _ in LENGTHS), key=lambda value: abs(value - length))
    if name == "eyes.color":
        left, right = to_hex(person.eyes.iris_left), to_hex(person.eyes.iris_right)
        return left if left == right else None
    group, field = PATHS[name]
    value = getattr(getattr(person, group) if group else person, field)
    if controls()[name].kind == "colour":
        return None if value is None else to_hex(value)
    return list(value) if isinstance(value, tuple) else value
