"""Words of shape in numbers: what "a big nose" does to the sliders, and what one would measure.

A trait is a signed quantity: 0 an average face, +1 what the plain word asks for ("big nose"), -1
its opposite ("small nose"). Degrees scale it ("very" 1.5, "slightly" 0.45).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

MEASURES: dict[str, str] = {
    "face_width": "Between the cheekbones' outermost points (zygia).",
    "face_length": "From the root of the nose to the tip of the chin.",
    "jaw_width": "Between the corners of the jaw.",
    "chin_length": "From the lower lip's edge to the tip of the chin.",
    "cheekbone_width": "Between the foremost points of the cheekbones.",
    "cheek_fullness": "Between the fullest points of the cheeks.",
    "nose_length": "From the root between the eyes to the tip.",
    "nose_width": "Between the wings of the nose.",
    "nose_bridge_height": "How far the root of the nose stands before the eyes.",
    "lip_fullness": "From the upper edge of the upper lip to the lower edge of the lower one.",
    "mouth_width": "Between the corners of the mouth.",
    "eye_size": "Between the lids at the middle of the eye.",
    "eye_spacing": "Between the middles of the eyes.",
    "eye_tilt": "Angle of the line from the inner to the outer eye corner; up is positive.",
    "brow_height": "From the middle of the eye up to the brow.",
    "forehead_height": "From the brow to the hairline.",
    "ear_size": "Height of the ear.",
    "neck_width": "Width of the neck under the jaw.",
}
"""What can be measured on a head (`human.measure`) and asked for by words, as z-scores."""

TARGET_Z = 1.5
"""The z-score that a plain word asks for: "a big nose" is bigger than 93 of 100."""


@dataclass(frozen=True)
class Trait:
    """What +1 of a trait does."""

    sliders: Mapping[str, float]
    """Slider name (`human.shape.sliders`) -> value."""
    measures: Mapping[str, float] = field(default_factory=dict)
    """Measure name -> share of `TARGET_Z`."""


TRAITS: dict[str, Trait] = {
    # The outline of the face: one word each, never negative.
    "face.round": Trait(
        {"head-round": 0.6, "head-fat": 0.2, "cheek-volume": 0.25, "head-scale-vert": -0.15},
        {"face_width": 1, "face_length": -0.4, "cheek_fullness": 1},
    ),
    "face.oval": Trait({"head-oval": 0.4, "chin-bones": -0.2}),
    "face.square": Trait({"head-square": 0.6, "chin-bones": 0.4}, {"jaw_width": 0.8}),
    "face.rectangular": Trait(
        {"head-rectangular": 0.6, "head-scale-vert": 0.15}, {"jaw_width": 0.3, "face_length": 0.6}
    ),
    "face.heart": Trait(
        {
            "head-invertedtriangular": 0.6,
            "chin-triangle": 0.35,
            "chin-width": -0.3,
            "chin-bones": -0.5,
            "cheek-bones": 0.3,
        },
        {"jaw_width": -0.4, "cheekbone_width": 0.6},
    ),
    "face.triangular": Trait({"head-triangular": 0.55}, {"jaw_width": 1}),
    "face.diamond": Trait(
        {"head-diamond": 0.55, "cheek-bones": 0.3}, {"cheekbone_width": 1, "jaw_width": -0.6}
    ),
    "face.length": Trait({"head-scale-vert": 0.3}, {"face_length": 1}),
    "face.width": Trait({"head-scale-horiz": 0.3}, {"face_width": 1}),
    "face.fullness": Trait({"head-fat": 0.4, "cheek-volume": 0.35}, {"cheek_fullness": 1}),
    "face.gaunt": Trait(
        {"cheek-volume": -0.45, "cheek-inner": -0.35, "head-fat": -0.25, "cheek-bones": 0.25},
        {"cheek_fullness": -1},
    ),
    # Jaw, chin, cheeks.
    "jaw.width": Trait(
        {"chin-bones": 0.6, "head-triangular": 0.22, "head-square": 0.22}, {"jaw_width": 1}
    ),
    "jaw.narrow": Trait(
        {"chin-bones": -0.6, "chin-width": -0.35, "head-invertedtriangular": 0.2},
        {"jaw_width": -0.4},
    ),
    "jaw.forward": Trait({"chin-prognathism": 0.4, "chin-prominent": 0.2}),
    "chin.length": Trait({"chin-height": 0.3}, {"chin_length": 1}),
    "chin.width": Trait({"chin-width": 0.4}),
    "chin.pointed": Trait({"chin-triangle": 0.4, "chin-width": -0.35}),
    "chin.forward": Trait({"chin-prominent": 0.4}),
    "chin.cleft": Trait({"chin-cleft": 0.7}),
    "chin.double": Trait({"neck-double": 0.7}),
    "cheeks.fullness": Trait({"cheek-volume": 0.5, "cheek-inner": 0.2}, {"cheek_fullness": 1}),
    "cheeks.dimples": Trait({"mouth-dimples": -0.7}),
    "cheekbones": Trait({"cheek-bones": 0.5, "cheek-trans": 0.2}, {"cheekbone_width": 1}),
    # Nose.
    "nose.size": Trait(
        {
            "nose-scale-vert": 0.35,
            "nose-scale-horiz": 0.35,
            "nose-scale-depth": 0.3,
            "nose-volume": 0.25,
            "nose-width3": 0.2,
        },
        {"nose_length": 0.6, "nose_width": 0.6},
    ),
    "nose.length": Trait({"nose-scale-vert": 0.6, "nose-point": -0.1}, {"nose_length": 0.8}),
    "nose.width": Trait(
        {"nose-scale-horiz": 0.35, "nose-width3": 0.25, "nose-nostrils-width": 0.2},
        {"nose_width": 1},
    ),
    "nose.bridge": Trait(
        {"nose-scale-depth": 0.3, "nose-greek": 0.5, "nose-width1": -0.1}, {"nose_bridge_height": 1}
    ),
    "nose.hump": Trait({"nose-hump": 0.5}),
    "nose.hooked": Trait(
        {"nose-hump": 0.35, "nose-curve": 0.4, "nose-point": -0.35}, {"nose_length": 1}
    ),
    "nose.upturned": Trait({"nose-point": 0.4, "nose-curve": -0.3, "nose-base": 0.2}),
    "nose.straight": Trait({"nose-hump": 0.0, "nose-curve": 0.0, "nose-greek": 0.3}),
    "nose.bulbous": Trait({"nose-point-width": 0.5, "nose-volume": 0.4}),
    "nose.pointed": Trait({"nose-point-width": -0.45, "nose-volume": -0.2}),
    "nose.nostrils": Trait({"nose-flaring": 0.45, "nose-nostrils-width": 0.3}, {"nose_width": 0.5}),
    "nose.crooked": Trait({"asym-nose-1": 0.5, "asym-nose-3": 0.35, "nose-hump": 0.2}),
    # Mouth.
    "lips.fullness": Trait(
        {
            "mouth-upperlip-volume": 0.35,
            "mouth-lowerlip-volume": 0.4,
            "mouth-upperlip-height": 0.25,
            "mouth-lowerlip-height": 0.3,
        },
        {"lip_fullness": 1},
    ),
    "lips.upper": Trait(
        {"mouth-upperlip-volume": 0.4, "mouth-upperlip-height": 0.3}, {"lip_fullness": 0.5}
    ),
    "lips.lower": Trait(
        {"mouth-lowerlip-volume": 0.4, "mouth-lowerlip-height": 0.3}, {"lip_fullness": 0.5}
    ),
    "lips.bow": Trait({"mouth-cupidsbow": 0.5}),
    "mouth.width": Trait({"mouth-scale-horiz": 0.6}, {"mouth_width": 0.9}),
    "mouth.corners": Trait({"mouth-angles": 0.35}),
    "mouth.laughlines": Trait({"mouth-laugh-lines": -0.5}),
    # Eyes.
    "eyes.size": Trait({"eye-scale": 0.28, "eye-height2": 0.12}, {"eye_size": 1}),
    "eyes.open": Trait(
        {"eye-height1": 0.15, "eye-height2": 0.18, "eye-height3": 0.15}, {"eye_size": 1}
    ),
    "eyes.spacing": Trait({"eye-trans-horiz": 0.4}, {"eye_spacing": 1}),
    "eyes.tilt": Trait({"eye-corner1": 0.4, "eye-corner2": -0.15}, {"eye_tilt": 1}),
    "eyes.depth": Trait({"eyebrows-trans-depth": 0.35, "eye-eyefold-concave": -0.4}),
    "eyes.hooded": Trait({"eye-eyefold-vert": -0.5}),
    "eyes.monolid": Trait({"eye-epicanthus": 0.4, "eye-eyefold-vert": -0.35}),
    "eyes.bags": Trait({"eye-bag-decr": 0.6, "eye-bag-height": 0.2}),
    # Brows, forehead, ears, neck, head.
    "brows.height": Trait({"eyebrows-trans-vert": 0.6}, {"brow_height": 0.8}),
    "brows.angle": Trait({"eyebrows-angle": -0.35}),
    "brow.ridge": Trait({"eyebrows-trans-depth": 0.4}),
    "forehead.height": Trait({"forehead-scale-vert": 0.45}, {"forehead_height": 1}),
    "forehead.round": Trait({"forehead-trans": 0.3}),
    "forehead.sloping": Trait({"forehead-trans": -0.35}),
    "temples": Trait({"forehead-temple": 0.4}),
    "ears.size": Trait({"ear-scale": 0.45}, {"ear_size": 1}),
    "ears.out": Trait({"ear-wing": 0.6}),
    "ears.pointed": Trait({"ear-shape-point": -1.0, "ear-scale-vert": 0.35}),
    "ears.lobes": Trait({"ear-lobe": 0.5}),
    "neck.width": Trait({"neck-scale-horiz": 0.35, "measure-neck-circ": 0.25}, {"neck_width": 1}),
    "neck.length": Trait({"measure-neck-height": 0.45}),
    "head.size": Trait({"head-scale-horiz": 0.2, "head-scale-vert": 0.2, "head-scale-depth": 0.2}),
}

SLIDER_LIMIT = 0.85
"""Sliders asked for by words stop here, however many "very"s."""
Z_LIMIT = 3.0


def slider_targets(traits: Iterable[tuple[str, float]]) -> dict[str, float]:
    """Slider values that the signed `traits` ask for; several traits on one slider add up."""
    total: dict[str, float] = {}
    for name, amount in traits:
        for slider, value in TRAITS[name].sliders.items():
            total[slider] = total.get(slider, 0.0) + value * amount
    return {name: max(-SLIDER_LIMIT, min(SLIDER_LIMIT, value)) for name, value in total.items()}


def measure_targets(traits: Iterable[tuple[str, float]]) -> dict[str, float]:
    """Measure name -> z-score that the signed `traits` ask for."""
    total: dict[str, float] = {}
    for name, amount in traits:
        for measure, share in TRAITS[name].measures.items():
            total[measure] = total.get(measure, 0.0) + share * amount * TARGET_Z
    return {name: max(-Z_LIMIT, min(Z_LIMIT, value)) for name, value in total.items()}
