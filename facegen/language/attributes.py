"""What a prompt asked for: attributes, each with its value, degree, weight and words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from facegen.language.traits import MEASURES, TRAITS, measure_targets, slider_targets

SAID, ADJECTIVE, NOUN, IMPLIED = 1.0, 0.9, 0.7, 0.4
"""Weights: said outright ("35 years old"), loosely ("old"), part of a noun ("grandmother"),
suggested by one ("pirate")."""

FIELDS: dict[str, str] = {
    "age": "Years, 1..90.",
    "gender": "0 feminine .. 1 masculine.",
    "origin": "Region of `human.populations.REGIONS` -> share.",
    "build.weight": "0 gaunt .. 1 heavy.",
    "build.muscle": "0 frail .. 1 muscular.",
    "build.height": "0 short .. 1 tall.",
    "skin.tone": "Melanin, 0 palest .. 1 darkest.",
    "skin.undertone": "-1 cool .. 1 warm.",
    "skin.ruddy": "Haemoglobin, 0 pallid .. 1 ruddy.",
    "skin.tint": "sRGB of a fantastic skin.",
    "skin.metal": "0 flesh .. 1 metal.",
    "skin.shine": "0 matte .. 1 oily.",
    "skin.pores": "0..1.",
    "skin.wrinkles": "0 smooth .. 1 deeply lined.",
    "skin.freckles": "0..1.",
    "skin.moles": "0..1.",
    "skin.blush": "0..1.",
    "skin.blotches": "0..1.",
    "skin.scars": "Names among `person.SCARS`.",
    "skin.pattern": "A name among `person.SKIN_PATTERNS`.",
    "skin.pattern_color": "sRGB.",
    "skin.tattoos": "Names among `person.TATTOOS`.",
    "skin.ink": "sRGB of the tattoos.",
    "makeup.lips": "sRGB of the lipstick, or None for bare lips.",
    "makeup.gloss": "0 matte .. 1 glossy lips.",
    "makeup.eyeshadow": "sRGB, or None for none.",
    "makeup.eyeliner": "0..1.",
    "eyes.color": "sRGB of both irises.",
    "eyes.color_left": "sRGB of the left iris.",
    "eyes.color_right": "sRGB of the right iris.",
    "eyes.solid": "True for eyes of one colour, white and all; gone once resolved.",
    "eyes.different": "True for two colours that were not named.",
    "eyes.redness": "0..1.",
    "eyes.pupil": "A name among `person.PUPIL_SHAPES`.",
    "eyes.sclera": "sRGB of the white of the eye.",
    "eyes.glow": "0..1.",
    "lashes": "0 sparse .. 1 long and thick.",
    "hair.style": "A name among `person.HAIR_STYLES`.",
    "hair.length": "0 shaved, 0.25 short, 0.5 to the chin or shoulders, 1 long.",
    "hair.curl": "0 straight, 0.25 wavy, 0.6 curly, 1 coily.",
    "hair.color": "sRGB.",
    "hair.natural": "False when the colour is dyed: the brows then keep a natural one.",
    "hair.roots": "sRGB.",
    "hair.tips": "sRGB.",
    "hair.grey": "Share of grey strands, 0..1.",
    "beard.style": "A name among `person.FACIAL_HAIR_STYLES`.",
    "beard.color": "sRGB.",
    "beard.grey": "Share of grey in the beard, 0..1.",
    "beard.stubble": "0..1.",
    "brows.thickness": "0 pencil-thin .. 1 bushy.",
    "brows.color": "sRGB.",
    "outfit": "Kind: casual, t-shirt, white t-shirt, shirt, jacket, formal, work, sport, shorts.",
    "outfit.color": "sRGB.",
    "glasses": "Bool.",
    "glasses.shape": "A name among `person.GLASSES_SHAPES`.",
    "glasses.size": "0 small lenses .. 1 large ones.",
    "glasses.frame": "A name among `person.GLASSES_FRAMES`.",
    "glasses.color": "sRGB of the frame.",
    "hat": "Bool.",
    "worn": "Names among `person.WORN`.",
    "teeth": "A name among `person.TEETH`.",
    "horns": "A name among `person.HORNS`.",
    "expression": "ARKit name -> 0..1.",
    **{name: "Trait: -1..1 and beyond (`language.traits`)." for name in TRAITS},
}
"""Every attribute name that the reader gives, with the meaning of its value."""


@dataclass(frozen=True)
class Attribute:
    """One thing that the prompt asked for."""

    name: str
    """Among `FIELDS`."""
    value: Any
    """Final: degree and negation are already worked in."""
    degree: float = 1.0
    """How strongly it was said: "slightly" 0.45, "very" 1.5; negative after "not"."""
    weight: float = SAID
    """How surely it was meant: `SAID`, `ADJECTIVE`, `NOUN` or `IMPLIED`."""
    words: str = ""
    """The words it came from, as the user wrote them."""
    span: tuple[int, int] = (0, 0)
    """Where those words begin and end in the prompt."""


@dataclass(frozen=True)
class Reading:
    """What was understood of a prompt, and what was not."""

    prompt: str
    attributes: tuple[Attribute, ...] = ()
    """One per name, in the order of the prompt."""
    excluded: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    """Name -> values that were refused ("not blond") without naming another."""
    unknown: tuple[str, ...] = ()
    """Words not understood, as written."""
    notices: tuple[str, ...] = ()
    """Sentences for the user: contradictions resolved, names ignored, nearest styles taken."""

    def get(self, name: str) -> Attribute | None:
        """The attribute called `name`, or None when the prompt does not say."""
        return next((a for a in self.attributes if a.name == name), None)

    def value(self, name: str, default: Any = None) -> Any:
        """The value of `name`, or `default`."""
        found = self.get(name)
        return default if found is None else found.value

    def says(self, name: str) -> bool:
        """Whether the prompt asks for `name` (even only by implication)."""
        return self.get(name) is not None

    def _traits(self) -> list[tuple[str, float]]:
        return [(a.name, a.value) for a in self.attributes if a.name in TRAITS]

    def sliders(self) -> dict[str, float]:
        """Face sliders (`human.shape.sliders`) that the words ask for."""
        return slider_targets(self._traits())

    def shape_targets(self) -> dict[str, float]:
        """Measure (`traits.MEASURES`) -> z-score among people that the words ask for."""
        return measure_targets(self._traits())


__all__ = ["ADJECTIVE", "FIELDS", "IMPLIED", "MEASURES", "NOUN", "SAID", "Attribute", "Reading"]
