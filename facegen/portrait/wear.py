"""Clothes of a portrait: the outfit whose neck is most like the photo's, in the photo's colours."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

import cv2
import numpy as np
from jaxtyping import Float, Float32
from numpy import ndarray

from facegen.colorspace import linear_to_srgb, srgb_to_linear
from facegen.human.person import Color, Person
from facegen.portrait.analysis import PortraitAnalysis
from facegen.portrait.pose import CHIN, FOREHEAD
from facegen.portrait.segments import CLASS

_ENOUGH = 400
"""Pixels (of the parsing) of cloth from which on clothes are told."""
_LUMA = np.array([0.2126, 0.7152, 0.0722])
_DARK, _LIGHT = 0.10, 0.36
"""Linear luminance of a suit at most and of the shirt under it at least."""
_COLLAR = 0.17
"""Cloth that begins so near below the chin, in face heights, may be a collar."""
_ROUND = (0.175, 0.36)
"""How much lower round necks begin where they are open than beside the neck, in face heights:
closed collars less, open ones more."""
_UNDER = np.linspace(-0.28, 0.28, 8)
"""Places across, from the chin, in face heights, at which a neck may be open."""
_BALANCE = (0.75, 1.3)
"""What the face's light says of the clothes' colours, within bounds: they often have their own."""
_ADULT = 18.0


@dataclass(frozen=True)
class Cloth:
    """What shows below the neck."""

    main: Color
    """sRGB of what covers most."""
    suit: bool
    """Dark on both sides of something light."""
    top: float
    """How far below the chin it begins beside the neck, in face heights."""
    opening: float
    """How much lower it begins where it is open, in face heights; infinite where it never does."""

    @property
    def collar(self) -> bool:
        """Whether it stands around the neck."""
        low, high = _ROUND
        return self.top < _COLLAR and not low < self.opening < high


def dressed(analysis: PortraitAnalysis, person: Person, balance: Float[ndarray, "3"]) -> Person:
    """`person` in the outfit and colour that the photo shows; unchanged where it shows none.

    `balance` turns the photo's linear colours into albedo.
    """
    cloth = read_cloth(analysis, balance)
    if cloth is None:
        return person
    man, grown = person.shape.gender >= 0.5, person.shape.age >= _ADULT
    if cloth.suit and grown:
        outfit = "male_elegantsuit01" if man else "male_casualsuit05"
    elif cloth.collar and grown:
        outfit = "male_casualsuit01"
    else:
        outfit = "male_casualsuit06" if man else "female_casualsuit01"
    return dataclasses.replace(person, outfit=outfit, outfit_color=cloth.main)


def read_cloth(analysis: PortraitAnalysis, balance: Float[ndarray, "3"]) -> Cloth | None:
    """The clothes in the crop, or None where there are too few of them."""
    side = analysis.parsing.shape[1]
    small = cv2.resize(analysis.crop.image, (side, side), interpolation=cv2.INTER_AREA)
    inside = cv2.resize(analysis.crop.inside.astype(np.uint8), (side, side)) > 0
    cloth = (analysis.parsing[CLASS["cloth"]] > 0.6) & inside
    if cloth.sum() < _ENOUGH:
        return None
    linear = srgb_to_linear(small)[cloth] * np.clip(balance, *_BALANCE)
    light = linear @ _LUMA
    dark, bright = light < _DARK, light > _LIGHT
    rows, columns = np.nonzero(cloth)
    scale = side / analysis.crop.image.shape[0]
    points = analysis.landmarks.points[:, :2] * scale
    middle, height = points[CHIN, 0], points[CHIN, 1] - points[FOREHEAD, 1]
    near = np.abs(columns - middle) < 0.45 * height
    suit = dark.mean() > 0.4 and bright[near].mean() > 0.12 if near.any() else False
    chosen = linear[dark] if suit else linear
    left, right, lowest = _tops(rows, columns, points, height)
    opening = lowest - (left + right) / 2 if np.isfinite(left + right) else np.inf
    return Cloth(_main_color(chosen), bool(suit), max(left, right), opening)


def _main_color(linear: Float32[ndarray, "N 3"]) -> Color:
    """The middle of the largest of three groups of colours."""
    sample = np.ascontiguousarray(linear[:: max(1, len(linear) // 4000)] ** (1 / 2.2), np.float32)
    cv2.setRNGSeed(7)
    criteria = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 20, 0.01)
    groups = min(3, len(sample))
    _, label, _ = cv2.kmeans(sample, groups, None, criteria, 2, cv2.KMEANS_PP_CENTERS)
    largest = np.bincount(label.ravel(), minlength=groups).argmax()
    color = np.median(sample[label.ravel() == largest], 0) ** 2.2
    return tuple(round(float(c), 4) for c in linear_to_srgb(np.clip(color, 0.004, 0.9)))


def _tops(
    rows: ndarray, columns: ndarray, points: ndarray, height: float
) -> tuple[float, float, float]:
    """Where cloth begins on both sides of the neck, and where it begins lowest under the face,
    below the chin, in face heights; infinite where there is none."""
    middle, chin = points[CHIN]
    aside = (columns - middle) / height

    def top(low: float, high: float) -> float:
        near = (aside > low) & (aside < high)
        return float(np.percentile(rows[near], 2) - chin) / height if near.sum() > 20 else np.inf

    # Of a turned head the opening is not below the chin.
    return top(-0.5, 0.0), top(0.0, 0.5), max(top(at - 0.04, at + 0.04) for at in _UNDER)
