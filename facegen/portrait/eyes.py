"""Irises and whites of the eyes in a face crop."""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np
from jaxtyping import Float, Float32, Float64, UInt8
from numpy import ndarray

from facegen.colorspace import srgb_to_linear
from facegen.portrait import regions as r
from facegen.portrait.colour import middle_color

RING = (0.5, 0.88)
"""Part of the iris's radius that is coloured: without pupil and dark edge."""
OPEN = 0.45
"""Height of the opening over the iris's diameter below which an eye tells nothing."""
LEAST_RADIUS = 2.5
"""Pixels of the photo."""
BARE, BEHIND_GLASS = (15, 55), (3, 25)
"""Percentiles of luminance between which an iris shows its colour: lashes are darker, glints
lighter; spectacles mirror the surroundings upon all of it."""


class EyeColors(NamedTuple):
    """Seen colours, linear RGB; None where the eye is closed, hidden or too small."""

    iris_left: Float64[ndarray, "3"] | None
    iris_right: Float64[ndarray, "3"] | None
    white: Float64[ndarray, "3"] | None
    radius: float
    """Of the larger iris, in pixels of the photo."""


def read_eyes(
    crop: UInt8[ndarray, "S S 3"],
    points: Float[ndarray, "478 3"],
    magnified: float,
    glasses: bool = False,
) -> EyeColors:
    """Colours in an upright crop; `magnified` is crop pixels per photo pixel."""
    irises, whites, radii = [], [], []
    for outline, iris in ((r.EYE_LEFT, r.IRIS_LEFT), (r.EYE_RIGHT, r.IRIS_RIGHT)):
        center = points[iris[0], :2]
        radius = float(np.linalg.norm(points[list(iris[1:]), :2] - center, axis=1).mean())
        radii.append(radius / magnified)
        seen, white = _one(
            crop, points[list(outline), :2], center, radius, BEHIND_GLASS if glasses else BARE
        )
        irises.append(seen if radius / magnified >= LEAST_RADIUS else None)
        if white is not None and radius / magnified >= LEAST_RADIUS:
            whites.append(white)
    return EyeColors(irises[0], irises[1], np.mean(whites, 0) if whites else None, max(radii))


def _one(
    crop: UInt8[ndarray, "S S 3"],
    outline: Float32[ndarray, "K 2"],
    center: Float32[ndarray, "2"],
    radius: float,
    told: tuple[int, int],
) -> tuple[Float64[ndarray, "3"] | None, Float64[ndarray, "3"] | None]:
    """Iris and white of one eye."""
    low = np.maximum(np.floor(outline.min(0)).astype(int) - 2, 0)
    high = np.minimum(np.ceil(outline.max(0)).astype(int) + 3, crop.shape[1::-1])
    if (high - low).min() < 4 or np.ptp(outline[:, 1]) < OPEN * 2 * radius:
        return None, None
    picture = srgb_to_linear(crop[low[1] : high[1], low[0] : high[0]])
    opening = np.zeros(picture.shape[:2], np.uint8)
    cv2.fillPoly(opening, [np.rint((outline - low - 0.5) * 16).astype(np.int32)], 1, shift=4)
    rim = 2 * max(1, round(0.1 * radius)) + 1
    opening = cv2.erode(opening, np.ones((rim, rim), np.uint8)) > 0
    y, x = np.mgrid[: picture.shape[0], : picture.shape[1]] + 0.5
    distance = np.hypot(x + low[0] - center[0], y + low[1] - center[1]) / radius
    ring = opening & (distance > RING[0]) & (distance < RING[1])
    iris = middle_color(picture, ring, *told)
    white = middle_color(picture, opening & (distance > 1.25), 60, 95)
    return iris, white
