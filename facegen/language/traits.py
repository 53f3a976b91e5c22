"""Words of shape in numbers: what "a big nose" does to the sliders, and what one would measure.

A trait is a signed quantity: 0 an average face, +1 what the plain word asks for ("big nose"), -1
its opposite ("small nose"). Degrees scale it ("very" 1.5, "slightly" 0.45).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

MEASURES: dict[str, str] = {
    "face_width": "Widest distance between the cheeks below the ears, over the face's length.",
    "face_length": "From the hairline's middle to the tip of the chin, over the head's width.",
    "jaw_width": "Distance between the corners of the jaw, over the face's width.",
    "chin_length": "From the lower lip's edge to the tip of the chin, over the face's length.",
    "cheekbone_width": "Distance between the cheekbones' outermost points, over the jaw's width.",
    "cheek_fullness": "How far the cheeks swell before the line from cheekbone to jaw.",
    "nose_length": "From the root between the eyes to the tip, over the face's length.",
    "nose_width": "Distance between the wings of the nose, over the distance of the eyes.",
    "nose_bridge_height": "How far the middle of the bridge stands before the inner eye corners.",
    "lip_fullness": "Height of both lips' red at rest, over the mouth's width.",
    "mouth_width": "Distance between the corners of the mouth, over the face's width.",
    "eye_size": "Mean height of the open lids, over the face's length.",
    "eye_spacing": "Distance between the inner eye corners, over the face's width.",
    "eye_tilt": "Angle of the line from the inner to the outer eye corner; up is positive.",
    "brow_height": "From the upper lid to the brow's middle, over the face's length.",
    "forehead_height": "From the brows to the hairline, over the face's length.",
    "ear_size": "Height of the ear, over the face's length.",
    "neck_width": "Width of the neck under the jaw, over the face's width.",
}
"""What can be measured on a head and asked for by words; targets are z-scores over people."""

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
        {"head-round": 0.6, "head-fat": 0.2, "cheek-volume": 0.25},
        {"face_width": 1, "face_length": -0.6, "cheek_fullness": 0.8},
    ),
    "face.oval": Trait({"head-oval": 0.6}, {"face_length": 0.3, "jaw_width": -0.4}),
    "face.square": Trait(
        {"head-square": 0.6, "chin-bones": 0.25}, {"jaw_width": 1, "face_length": -0.2}
    ),
    "face.rectangular": Trait(
        {"head-rectangular": 0.6, "head-scale-vert": 0.12}, {"jaw_width": 0.6, "face_length": 0.8}
    ),
    "face.heart": Trait(
        {"head-invertedtriangular": 0.55, "chin-triangle": 0.3, "chin-width": -0.25},
        {"jaw_width": -1, "cheekbone_width": 0.8},
    ),
    "face.triangular": Trait({"head-triangular": 0.55}, {"jaw_width": 1, "cheekbone_width": -0.6}),
    "face.diamond": Trait(
        {"head-diamond": 0.55, "cheek-bones": 0.3}, {"cheekbone_width": 1, "jaw_width": -0.6}
    ),
    "face.length": Trait({"head-scale-vert": 0.3}, {"face_length": 1}),
    "face.width": Trait({"head-scale-horiz": 0.3}, {"face_width": 1}),
    "face.fullness": Trait(
        {"head-fat": 0.4, "cheek-volume": 0.35}, {"cheek_fullness": 1, "face_width": 0.5}
    ),
    "face.gaunt": Trait(
        {"cheek-volume": -0.45, "cheek-inner": -0.35, "head-fat": -0.25, "cheek-bones": 0.25},
        {"cheek_fullness": -1},
    ),
    # Jaw, chin, cheeks.
    "jaw.width": Trait(
        {"chin-bones": 0.45, "head-square": 0.2, "chin-width": 0.15}, {"jaw_width": 1}
    ),
    "jaw.narrow": Trait(
        {"chin-bones": -0.45, "chin-width": -0.25, "head-invertedtriangular": 0.2},
        {"jaw_width": -1},
    ),
    "jaw.forward": Trait({"chin-prognathism": 0.4, "chin-prominent": 0.2}),
    "chin.length": Trait({"chin-height": 0.4}, {"chin_length": 1}),
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
        {"nose-scale-vert": 0.25, "nose-scale-horiz": 0.25, "nose-scale-depth": 0.25,
         "nose-volume": 0.2},
        {"nose_length": 0.8, "nose_width": 0.7},
    ),
    "nose.length": Trait({"nose-scale-vert": 0.4, "nose-trans-vert": -0.05}, {"nose_length": 1}),
    "nose.width": Trait(
        {"nose-scale-horiz": 0.35, "nose-width3": 0.25, "nose-nostrils-width": 0.2},
        {"nose_width": 1},
    ),
    "nose.bridge": Trait(
        {"nose-scale-depth": 0.2, "nose-greek": 0.3, "nose-width1": -0.1},
        {"nose_bridge_height": 1},
    ),
    "nose.hump": Trait({"nose-hump": 0.5}, {"nose_bridge_height": 0.6}),
    "nose.hooked": Trait(
        {"nose-hump": 0.35, "nose-curve": 0.4, "nose-point": -0.35},
        {"nose_bridge_height": 0.8, "nose_length": 0.4},
    ),
    "nose.upturned": Trait({"nose-point": 0.4, "nose-curve": -0.3, "nose-base": 0.2}),
    "nose.straight": Trait({"nose-hump": 0.0, "nose-curve": 0.0, "nose-greek": 0.3}),
    "nose.bulbous": Trait({"nose-point-width": 0.5, "nose-volume": 0.4}, {"nose_width": 0.5}),
    "nose.pointed": Trait({"nose-point-width": -0.45, "nose-volume": -0.2}),
    "nose.nostrils": Trait({"nose-flaring": 0.45, "nose-nostrils-width": 0.3}, {"nose_width": 0.5}),
    "nose.crooked": Trait({"asym-nose-1": 0.5, "asym-nose-3": 0.35, "nose-hump": 0.2}),
    # Mouth.
    "lips.fullness": Trait(
        {"mouth-upperlip-volume": 0.35, "mouth-lowerlip-volume": 0.4, "mouth-upperlip-height": 0.25,
         "mouth-lowerlip-height": 0.3},
        {"lip_fullness": 1},
    ),
    "lips.upper": Trait({"mouth-upperlip-volume": 0.4, "mouth-upperlip-height": 0.3},
                        {"lip_fullness": 0.5}),
    "lips.lower": Trait({"mouth-lowerlip-volume": 0.4, "mouth-lowerlip-height": 0.3},
                        {"lip_fullness": 0.5}),
    "lips.bow": Trait({"mouth-cupidsbow": 0.5}),
    "mouth.width": Trait({"mouth-scale-horiz": 0.4}, {"mouth_width": 1}),
    "mouth.corners": Trait({"mouth-angles": 0.35}),
    "mouth.laughlines": Trait({"mouth-laugh-lines": -0.5}),
    # Eyes.
    "eyes.size": Trait({"eye-scale": 0.35, "eye-height2": 0.2}, {"eye_size": 1}),
    "eyes.open": Trait({"eye-height1": 0.3, "eye-height2": 0.35, "eye-height3": 0.3},
                       {"eye_size": 0.8}),
    "eyes.spacing": Trait({"eye-trans-horiz": 0.4}, {"eye_spacing": 1}),
    "eyes.tilt": Trait({"eye-corner2": 0.4, "eye-corner1": -0.15}, {"eye_tilt": 1}),
    "eyes.depth": Trait({"eye-push1": -0.35, "eye-push2": -0.35}),
    "eyes.hooded": Trait({"eye-eyefold-vert": -0.45, "eye-eyefold-angle": -0.2}),
    "eyes.monolid": Trait({"eye-epicanthus": -0.5, "eye-eyefold-vert": -0.35}),
    "eyes.bags": Trait({"eye-bag-decr": 0.6, "eye-bag-height": 0.2}),
    # Brows, forehead, ears, neck, head.
    "brows.height": Trait({"eyebrows-trans-vert": 0.4}, {"brow_height": 1}),
    "brows.angle": Trait({"eyebrows-angle": 0.4}),
    "brow.ridge": Trait({"eyebrows-trans-depth": 0.4, "forehead-nubian": -0.1}),
    "forehead.height": Trait({"forehead-scale-vert": 0.45}, {"forehead_height": 1}),
    "forehead.round": Trait({"forehead-nubian": 0.45}),
    "forehead.sloping": Trait({"forehead-trans": -0.4, "forehead-nubian": -0.3}),
    "temples": Trait({"forehead-temple": 0.4}),
    "ears.size": Trait({"ear-scale": 0.45}, {"ear_size": 1}),
    "ears.out": Trait({"ear-wing": 0.6}),
    "ears.pointed": Trait({"ear-shape-point": -1.0, "ear-scale-vert": 0.35}),
    "ears.lobes": Trait({"ear-lobe": 0.5}),
    "neck.width": Trait({"neck-scale-horiz": 0.35, "measure-neck-circ": 0.25}, {"neck_width": 1}),
    "neck.length": Trait({"measure-neck-height": 0.45}),
    "head.size": Trait({"head-scale-horiz": 0.2, "head-scale-vert": 0.2, "head-scale-depth": 0.2}),
}  # fmt: skip

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
