"""Where a face is, as dlib's networks want to be told: a square around it and five points."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import cv2
import numpy as np
from jaxtyping import Float, UInt8
from numpy import ndarray

from facegen.models.landmarks import face_landmarker
from facegen.models.registry import weight_path
from facegen.models.roles import Box

if TYPE_CHECKING:
    import dlib

MODEL = "shape_predictor_5_face_landmarks.dat"
DETECT_SIDE = 640
"""Pictures are shrunk to it before dlib looks for faces: it finds them from 80 pixels on."""
SIDE_OF_HEIGHT = 0.94
"""dlib's square over the height of the landmarks, mean of a dozen photos (0.81 to 1.08)."""
NOSE_TIP = 1
"""Among the landmarks; dlib's square lies half-way between it and their middle."""
NUDGES = tuple((dx, dy, size) for dx in (-0.05, 0.05) for dy in (-0.05, 0.05)
               for size in (0.94, 1.06))  # fmt: skip
"""Shifts and sizes, of the square's side, among which the five points are averaged."""


@functools.cache
def _detector() -> dlib.fhog_object_detector:
    # Imported here, as everywhere: most runs never need it.
    import dlib

    return dlib.get_frontal_face_detector()


@functools.cache
def _five_points() -> dlib.shape_predictor:
    import dlib

    return dlib.shape_predictor(str(weight_path(MODEL)))


def face_square(image_srgb: UInt8[ndarray, "H W 3"]) -> Box | None:
    """The largest face's square, from the brows to the chin; None when there is no face.

    The landmarks tell it as they do for a face that was read (`portrait.read`), so that a photo and
    its views are cut alike; where they find no face, dlib's own detector (histograms of oriented
    gradients) is asked.
    """
    faces = face_landmarker()(image_srgb)
    if faces:
        return square_of_landmarks(faces[0].points)
    height, width = image_srgb.shape[:2]
    scale = min(1.0, DETECT_SIDE / max(height, width))
    small = image_srgb
    if scale < 1.0:
        size = (max(1, round(width * scale)), max(1, round(height * scale)))
        small = cv2.resize(image_srgb, size, interpolation=cv2.INTER_AREA)
    found = _detector()(np.ascontiguousarray(small), 0)
    if not found:
        return None
    r = max(found, key=lambda rectangle: rectangle.area())
    return tuple(side / scale for side in (r.left(), r.top(), r.right(), r.bottom()))


def square_of_landmarks(points: Float[ndarray, "478 3"]) -> Box:
    """Roughly the square that dlib's detector draws around a face with these landmarks."""
    low, high = points[:, :2].min(0), points[:, :2].max(0)
    side = SIDE_OF_HEIGHT * (high[1] - low[1])
    x, y = (low + high) / 2.0
    x = (x + points[NOSE_TIP, 0]) / 2.0
    return x - side / 2.0, y - side / 2.0, x + side / 2.0, y + side / 2.0


def face_chip(
    image_srgb: UInt8[ndarray, "H W 3"], square: Box, size: int, padding: float
) -> UInt8[ndarray, "S S 3"]:
    """The face turned upright and scaled by its eye corners and nose, with dlib's `padding`."""
    import dlib

    image = np.ascontiguousarray(image_srgb)
    points = [dlib.point(x, y) for x, y in np.rint(_corners(image, square)).astype(int).tolist()]
    shape = dlib.full_object_detection(_rectangle(square), points)
    return np.ascontiguousarray(dlib.get_face_chip(image, shape, size, padding))


def _corners(image: UInt8[ndarray, "H W 3"], square: Box) -> Float[ndarray, "5 2"]:
    """Corners of the eyes and the nose's base, x and y: the median over nudged squares.

    The predictor (Kazemi and Sullivan 2014) starts from the square and ends a little elsewhere
    when that moves, above all on faces turned far, where corners are hidden.
    """
    left, top, right, bottom = square
    side, x, y = right - left, (left + right) / 2.0, (top + bottom) / 2.0
    found = []
    for dx, dy, scale in NUDGES:
        middle, half = (x + dx * side, y + dy * side), scale * side / 2.0
        nudged = (middle[0] - half, middle[1] - half, middle[0] + half, middle[1] + half)
        parts = _five_points()(image, _rectangle(nudged)).parts()
        found.append([(part.x, part.y) for part in parts])
    return np.median(np.array(found, np.float64), axis=0)


def _rectangle(square: Box) -> dlib.rectangle:
    import dlib

    return dlib.rectangle(*(round(float(edge)) for edge in square))
