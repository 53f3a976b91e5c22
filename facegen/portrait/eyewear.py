"""Glasses of a portrait: the shape and size of the lenses, the kind and colour of the frame."""

from __future__ import annotations

import dataclasses

import cv2
import numpy as np
from jaxtyping import Bool, Float, Float32
from numpy import ndarray

from facegen.colorspace import linear_to_srgb, srgb_to_linear
from facegen.human.person import Color, Person
from facegen.portrait.analysis import PortraitAnalysis
from facegen.portrait.colour import LUMINANCE
from facegen.portrait.segments import CLASS

_CORNERS = ((33, 133), (263, 362))
"""Outer and inner corner of the person's right and left eye."""
_HEIGHT = {"round": 0.555, "rectangular": 0.470}
"""Height of a middling pair with its rims, of the distance of the eyes' outer corners."""
_SIZES = (0.88, 1.16)
"""Times that, of the smallest and the largest."""
_LOW = 0.75
"""Share of the way from a lens's middle to its lower edge where its corners show."""
_SQUARE = 0.83
"""Width there, of the width at the middle, from which a lens is rectangular."""
_RING = (0.008, 0.040)
"""Width of the band in which rims lie, from the outline inwards, of the eyes' distance."""
_DARK, _PALE = 0.55, 0.80
"""Luminance over the skin's below which a pixel is rim, and above which there is none."""
_THICK = 0.60
"""Share of the band that a plastic rim covers at least."""
_BLACK_WIRE = 0.12
"""Luminance over the skin's below which a thin rim is not bare steel."""
_LEAST = 20
"""Pixels in a row below which a lens was not seen."""


def with_glasses(
    analysis: PortraitAnalysis, person: Person, balance: Float[ndarray, "3"]
) -> Person:
    """`person` in glasses like the photo's; unchanged where none are worn or seen.

    `balance` turns the photo's linear colours into albedo.
    """
    mask = analysis.parsing[CLASS["glasses"]] > 0.5
    if not person.glasses or not mask.any():
        return person
    side = mask.shape[0]
    points = analysis.landmarks.points[:, :2] * (side / len(analysis.crop.image))
    apart = float(np.linalg.norm(points[_CORNERS[0][0]] - points[_CORNERS[1][0]]))
    lenses = [_lens(mask, points[list(corners)].mean(0)) for corners in _CORNERS]
    seen = [lens for lens in lenses if lens is not None]
    if not seen or apart < _LEAST:
        return person
    height, square = np.mean(seen, 0)
    shape = "rectangular" if square > _SQUARE else "round"
    low, high = _SIZES
    size = float(np.clip((height / apart / _HEIGHT[shape] - low) / (high - low), 0, 1))
    small = cv2.resize(analysis.crop.image, (side, side), interpolation=cv2.INTER_AREA)
    frame, color = _frame(srgb_to_linear(small) * balance, mask, apart, analysis)
    return dataclasses.replace(
        person,
        glasses_shape=shape,
        glasses_size=round(size, 3),
        glasses_frame=frame,
        glasses_color=color,
    )


def _lens(mask: Bool[ndarray, "P P"], eye: Float[ndarray, "2"]) -> tuple[float, float] | None:
    """Height (pixels) of the lens before an eye, and its width near the lower edge over that at the
    middle; None where there is none."""
    column, row = np.clip(np.rint(eye).astype(int), 0, len(mask) - 1)
    top, bottom = _run(mask[:, column], row)
    middle = (top + bottom) // 2
    low = round(middle + _LOW * (bottom - middle))
    wide, narrow = (np.diff(_run(mask[r], column))[0] for r in (middle, low))
    if bottom - top < _LEAST or wide < _LEAST:
        return None
    return float(bottom - top), float(narrow / wide)


def _run(line: Bool[ndarray, "P"], at: int) -> tuple[int, int]:
    """First and one past the last of the true values around `at`; the same where it is false."""
    if not line[at]:
        return at, at
    gaps = np.flatnonzero(~line)
    before, after = gaps[gaps < at], gaps[gaps > at]
    return (before[-1] + 1 if len(before) else 0), (after[0] if len(after) else len(line))


def _frame(
    light: Float32[ndarray, "P P 3"],
    mask: Bool[ndarray, "P P"],
    apart: float,
    analysis: PortraitAnalysis,
) -> tuple[str, Color | None]:
    """Kind of the frame and its colour (sRGB), None for the usual one."""
    inward = cv2.distanceTransform(mask.astype(np.uint8), cv2.DIST_L2, 3)
    band = (inward > _RING[0] * apart) & (inward < _RING[1] * apart)
    skin = analysis.parsing[CLASS["skin"]] > 0.9
    if band.sum() < _LEAST or skin.sum() < _LEAST:
        return "plastic", None
    bright = light @ LUMINANCE
    usual = float(np.median(bright[skin]))
    relative = bright[band] / max(usual, 1e-3)
    darkest = float(np.quantile(relative, 0.15))
    if darkest > _PALE:
        return "clear", None
    rim = relative < max(_DARK, 1.05 * darkest)
    color = np.median(light[band][relative <= np.quantile(relative, 0.25)], 0)
    chosen: Color = tuple(round(float(c), 3) for c in linear_to_srgb(np.clip(color, 0, 0.8)))
    if rim.mean() > _THICK:
        return "plastic", chosen
    return "metal", chosen if darkest < _BLACK_WIRE else None
