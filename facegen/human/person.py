"""The recipe of a person: every attribute, as plain numbers, from which the avatar is rebuilt."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from facegen.errors import InputError

Color = tuple[float, float, float]
"""sRGB, 0..1."""

HAIR_STYLES = (
    "bald", "buzz", "short01", "short02", "short03", "short04", "bob01", "bob02", "long01",
    "ponytail01", "braid01", "afro01", "curly", "bun", "crew", "side_part", "fringe", "receding",
    "short_curls", "layered", "low_tail", "low_bun", "bob_fringe", "long_fringe", "long_waves",
)  # fmt: skip
FACIAL_HAIR_STYLES = (
    "none", "stubble", "moustache", "handlebar", "goatee", "circle", "short beard", "full beard",
    "long beard", "sideburns",
)  # fmt: skip
BROW_STYLES = tuple(f"eyebrow{i:03d}" for i in range(1, 13))
LASH_STYLES = ("Eyelashes01", "eyelashes02", "eyelashes03", "eyelashes04")
OUTFITS = (
    "male_casualsuit01", "male_casualsuit02", "male_casualsuit03", "male_casualsuit04",
    "male_casualsuit05", "male_casualsuit06", "male_elegantsuit01", "male_worksuit01",
    "female_casualsuit01", "female_casualsuit02", "female_elegantsuit01", "female_sportsuit01",
    "coat", "lace_dress", "dress", "swing_dress", "tank_top_jeans",
)  # fmt: skip
SCARS = ("brow_left", "brow_right", "cheek_left", "cheek_right", "chin", "lip", "forehead", "nose")
SKIN_PATTERNS = (
    "none", "marble", "stone", "scales", "panels", "decay", "cracks", "stripes", "vitiligo",
)  # fmt: skip
TATTOO_DESIGNS = ("tribal", "lines", "dots", "tear", "star", "rose", "letters", "moko")
TATTOO_PLACES = (
    "cheek_left", "cheek_right", "temple_left", "temple_right", "forehead", "chin", "neck", "face",
)  # fmt: skip
TATTOOS = tuple(f"{design}@{place}" for design in TATTOO_DESIGNS for place in TATTOO_PLACES)
PUPIL_SHAPES = ("round", "slit", "bar", "none")
TEETH = ("natural", "fangs", "tusks", "sharp", "gold", "rotten")
GLASSES_SHAPES = ("round", "rectangular")
GLASSES_FRAMES = ("plastic", "metal", "clear")
HORNS = ("none", "short", "ram", "unicorn", "antennae")
WORN = (
    "studs", "hoops", "nose ring", "eye patch left", "eye patch right", "crown", "headband",
    "necklace",
)  # fmt: skip


@dataclass(frozen=True)
class Shape:
    """Bones and flesh."""

    age: float = 30.0
    """Years, 1..90."""
    gender: float = 0.5
    """0 feminine .. 1 masculine."""
    african: float = 1 / 3
    asian: float = 1 / 3
    caucasian: float = 1 / 3
    """Blend of the three face families; only their ratio counts."""
    weight: float = 0.5
    """0 gaunt .. 1 heavy."""
    muscle: float = 0.5
    height: float = 0.5
    proportions: float = 0.5
    local: Mapping[str, float] = field(default_factory=dict)
    """Slider name (see `human.shape.SLIDERS`) -> -1..1; left and right tied."""


@dataclass(frozen=True)
class Skin:
    """Everything painted on the skin."""

    melanin: float = 0.3
    """0 palest .. 1 darkest natural skin."""
    haemoglobin: float = 0.5
    """0 pallid .. 1 ruddy."""
    undertone: float = 0.0
    """-1 cool (pink) .. 1 warm (olive, golden)."""
    tint: Color | None = None
    """A fantastic colour that replaces the natural tone: blue, green, bronze..."""
    metalness: float = 0.0
    """0 flesh .. 1 metal, for statues and robots."""
    pores: float = 0.5
    wrinkles: float = 0.1
    """0 smooth .. 1 deeply lined; the sampler derives it from the age."""
    freckles: float = 0.0
    moles: float = 0.1
    blotches: float = 0.3
    """Uneven redness and age spots."""
    blush: float = 0.0
    shine: float = 0.4
    """0 matte .. 1 oily."""
    lip_color: Color | None = None
    """Lipstick; None is the lips' own colour."""
    lip_gloss: float = 0.2
    eyeshadow: Color | None = None
    eyeliner: float = 0.0
    stubble: float = 0.0
    scars: tuple[str, ...] = ()
    """Names among `SCARS`."""
    pattern: str = "none"
    """What covers the whole skin, among `SKIN_PATTERNS`."""
    pattern_color: Color | None = None
    """None is the pattern's usual colour."""
    tattoos: tuple[str, ...] = ()
    """`design@place`, among `TATTOOS`."""
    ink: Color | None = None
    """Of the tattoos; None is blue-black."""
    seed: int = 0
    """Places the pores, freckles and moles."""


@dataclass(frozen=True)
class Eyes:
    """The eyeballs."""

    iris_left: Color = (0.36, 0.24, 0.14)
    iris_right: Color = (0.36, 0.24, 0.14)
    redness: float = 0.1
    """Veins in the white of the eye."""
    pupil: float = 0.5
    """0 pinpoint .. 1 wide."""
    pupil_shape: str = "round"
    """Among `PUPIL_SHAPES`; "bar" lies flat like a goat's, "none" is a blank eye."""
    sclera: Color | None = None
    """Colour of the white; None is natural."""
    glow: float = 0.0
    """0..1: light that the irises give off."""


@dataclass(frozen=True)
class Hair:
    """Head hair."""

    style: str = "short01"
    color: Color = (0.22, 0.15, 0.10)
    root_color: Color | None = None
    tip_color: Color | None = None
    grey: float = 0.0
    """Share of grey strands."""
    seed: int = 0


@dataclass(frozen=True)
class FacialHair:
    """Beard and moustache."""

    style: str = "none"
    color: Color | None = None
    """None follows the head hair."""


@dataclass(frozen=True)
class Brows:
    """Eyebrow cards."""

    style: str = "eyebrow001"
    color: Color | None = None
    """None follows the head hair, darkened."""
    density: float = 0.7


@dataclass(frozen=True)
class Person:
    """A whole person; `build.build_avatar` turns it into an `Avatar`."""

    shape: Shape = Shape()
    skin: Skin = Skin()
    eyes: Eyes = Eyes()
    hair: Hair = Hair()
    facial_hair: FacialHair = FacialHair()
    brows: Brows = Brows()
    lashes: str = "Eyelashes01"
    outfit: str = "female_casualsuit01"
    outfit_color: Color | None = None
    """Dyes the outfit; None keeps its own colours."""
    glasses: bool = False
    glasses_shape: str = "round"
    """Of the lenses, among `GLASSES_SHAPES`."""
    glasses_size: float = 0.5
    """0 small lenses .. 1 large ones."""
    glasses_frame: str = "plastic"
    """Among `GLASSES_FRAMES`."""
    glasses_color: Color | None = None
    """Of the frame; None is the usual one: near black, steel, water-clear."""
    hat: bool = False
    worn: tuple[str, ...] = ()
    """Names among `WORN`."""
    teeth: str = "natural"
    """Among `TEETH`."""
    horns: str = "none"
    """Among `HORNS`."""
    hair_form: Mapping[str, float] = field(default_factory=dict)
    """How the hair differs from its style: `style/name` of `hair.form.FORM` -> -1..1."""
    expression: Mapping[str, float] = field(default_factory=dict)
    """The look on the face: ARKit name -> 0..1."""
    origin: Mapping[str, float] = field(default_factory=dict)
    """Where the looks were drawn from: region of `populations.REGIONS` -> share; empty: unknown."""

    def to_json(self) -> dict[str, Any]:
        """Plain JSON; `from_json` restores an equal person."""
        return dataclasses.asdict(self)

    @staticmethod
    def from_json(data: Mapping[str, Any]) -> Person:
        """Read a recipe from an untrusted file; `InputError` names the first bad field."""
        return _read(Person, data, "person")


_LISTS = {
    ("Hair", "style"): HAIR_STYLES,
    ("FacialHair", "style"): FACIAL_HAIR_STYLES,
    ("Brows", "style"): BROW_STYLES,
    ("Person", "lashes"): LASH_STYLES,
    ("Person", "outfit"): OUTFITS,
    ("Person", "teeth"): TEETH,
    ("Person", "glasses_shape"): GLASSES_SHAPES,
    ("Person", "glasses_frame"): GLASSES_FRAMES,
    ("Person", "horns"): HORNS,
    ("Skin", "pattern"): SKIN_PATTERNS,
    ("Eyes", "pupil_shape"): PUPIL_SHAPES,
}
_SETS = {"scars": SCARS, "tattoos": TATTOOS, "worn": WORN}
_GROUPS = {
    "shape": Shape, "skin": Skin, "eyes": Eyes, "hair": Hair, "facial_hair": FacialHair,
    "brows": Brows,
}  # fmt: skip
_RANGES = {"age": (1.0, 90.0), "undertone": (-1.0, 1.0), "seed": (0, 2**63 - 1)}
_MAPPINGS = {
    "local": (-1.0, 1.0), "hair_form": (-1.0, 1.0), "expression": (0.0, 1.0), "origin": (0.0, 1.0),
}  # fmt: skip


def _read(kind: type, data: Any, where: str) -> Any:
    if not isinstance(data, Mapping):
        raise InputError(f"The recipe's {where} is not an object; export the avatar again.")
    known = {f.name: f for f in dataclasses.fields(kind)}
    values = {}
    for name, value in data.items():
        if name not in known:
            raise InputError(f"The recipe's {where} has an unknown field {str(name)[:40]!r}.")
        if kind is Person and name in _GROUPS:
            values[name] = _read(_GROUPS[name], value, name)
        else:
            values[name] = _check(kind, name, value, known[name].default, f"{where}.{name}")
    return kind(**values)


def _check(kind: type, name: str, value: Any, default: Any, where: str) -> Any:
    allowed = _LISTS.get((kind.__name__, name))
    if allowed is not None:
        if value not in allowed:
            raise InputError(f"{where} is {str(value)[:40]!r}; allowed: {', '.join(allowed)}.")
        return value
    if name in _MAPPINGS:
        low, high = _MAPPINGS[name]
        if not isinstance(value, Mapping) or len(value) > 512:
            raise InputError(f"{where} must be an object of name: number.")
        if not all(isinstance(k, str) and k.isprintable() for k in value):
            raise InputError(f"{where} must name its numbers in plain text.")
        return {str(k): _number(v, low, high, f"{where}.{str(k)[:40]}") for k, v in value.items()}
    if name in _SETS:
        if not isinstance(value, list | tuple) or any(v not in _SETS[name] for v in value):
            raise InputError(f"{where} may name only {', '.join(_SETS[name])}.")
        return tuple(dict.fromkeys(value))
    if isinstance(default, bool):
        if not isinstance(value, bool):
            raise InputError(f"{where} must be true or false.")
        return value
    if isinstance(default, int | float):
        low, high = _RANGES.get(name, (0.0, 1.0))
        number = _number(value, low, high, where)
        return int(number) if isinstance(default, int) else number
    if value is None and default is None:
        return None
    if not isinstance(value, list | tuple) or len(value) != 3:
        raise InputError(f"{where} must be a colour of three numbers 0..1.")
    return tuple(_number(v, 0.0, 1.0, where) for v in value)


def _number(value: Any, low: float, high: float, where: str) -> float | int:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise InputError(f"{where} must be a number from {low:g} to {high:g}.")
    if not low <= value <= high:
        raise InputError(f"{where} is {str(value)[:20]}; allowed is a number {low:g} to {high:g}.")
    return value
