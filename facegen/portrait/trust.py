"""How far a head made from a portrait can be trusted, and what to tell the user about it."""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np
from jaxtyping import Float, Float32, UInt8
from numpy import ndarray

from facegen.portrait import regions as r
from facegen.portrait.segments import CLASS

GOOD_WIDTH = 160
"""Pixels from ear to ear below which details are missing."""
TURNED, FAR_TURNED = 25.0, 60.0
"""Degrees."""
DARK, BRIGHT = 0.02, 0.9
"""Median linear luminance of the face."""
CLIPPED = 0.2
"""Share of the face that is pure white."""
COLOURLESS = 0.16
"""Saturation of the face below which the photo is black and white, or stone; skin has 0.24."""
DRAWN = 0.5
"""Share of equal neighbours among the face's pixels from which it is no photo (those: 0.24)."""
UNLIKE_SKIN = 60.0
"""Misfit of the face's colour to any skin under a usual light (`colour.Illumination`)."""
BLURRED = 0.035
"""Contrast of fine detail about the eyes, of log luminance."""
FACIAL = [
    CLASS[name] for name in (
        "skin", "brow_left", "brow_right", "eye_left", "eye_right", "glasses", "nose", "mouth",
        "lip_upper", "lip_lower", "hair", "ear_left", "ear_right",
    )
]  # fmt: skip


class View(NamedTuple):
    """What the photo makes easy or hard."""

    width: float
    """Pixels of the photo from ear to ear."""
    yaw: float
    pitch: float
    luminance: float
    clipped: float
    saturation: float
    misfit: float
    covered: float
    """Share of the face hidden by things."""
    outside: float
    """Share of the face beyond the photo's border."""
    detail: float
    flat: float
    """Share of the face's pixels that equal their neighbour."""


def is_colourless(view: View) -> bool:
    """Whether the photo tells nothing of colours."""
    return view.saturation < COLOURLESS


def measure_view(
    picture: UInt8[ndarray, "P P 3"],
    inside: ndarray,
    parsing: Float32[ndarray, "19 P P"],
    points: Float[ndarray, "478 3"],
    pose: tuple[float, float],
    width: float,
    flat: float,
) -> View:
    """Measures in the crop (`picture`, all maps and points at one size); the misfit is 0 yet.

    `pose` is yaw and pitch; `width` and `flat` (see `flatness`) are the photo's.
    """
    size = len(picture)
    face = r.region(points, r.FACE, size)
    seen = face & inside
    pixels = picture[seen].astype(np.float32) / 255 if seen.any() else np.zeros((1, 3), np.float32)
    spread = pixels.max(1) - pixels.min(1)
    light = (pixels**2.2) @ np.float32([0.2126, 0.7152, 0.0722])
    hidden = ~np.isin(parsing.argmax(0), FACIAL)
    return View(
        width=width,
        yaw=pose[0],
        pitch=pose[1],
        luminance=float(np.median(light)),
        clipped=float((pixels.min(1) > 0.98).mean()),
        saturation=float(np.median(spread / np.maximum(pixels.max(1), 0.05))),
        misfit=0.0,
        covered=float(hidden[seen].mean()) if seen.any() else 1.0,
        outside=1.0 - float(inside[face].mean()) if face.any() else 1.0,
        detail=_detail(picture, points),
        flat=flat,
    )


def flatness(image: UInt8[ndarray, "H W 3"], box: tuple[float, float, float, float]) -> float:
    """Share of equal neighbours among the pixels within a face's box."""
    height, width = image.shape[:2]
    left, top, right, bottom = (round(v) for v in box)
    dx, dy = (right - left) // 6, (bottom - top) // 6
    middle = image[
        max(top + dy, 0) : min(bottom - dy, height), max(left + dx, 0) : min(right - dx, width)
    ].astype(np.int16)
    if middle.shape[0] < 2 or middle.shape[1] < 2:
        return 0.0
    return float((np.abs(np.diff(middle, axis=1)).max(2) == 0).mean())


def _detail(picture: UInt8[ndarray, "P P 3"], points: Float[ndarray, "478 3"]) -> float:
    """Contrast of what is finer than three pixels about the sharper eye."""
    light = np.log(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY).astype(np.float32) + 8.0)
    fine = light - cv2.GaussianBlur(light, (0, 0), 2.0)
    eyes = [r.region(points, eye, len(picture)) for eye in (r.EYE_LEFT, r.EYE_RIGHT)]
    return max((float(fine[eye].std()) for eye in eyes if eye.sum() > 12), default=0.0)


def judge(view: View, glasses: bool, parsed: bool = True) -> tuple[float, tuple[str, ...]]:
    """Confidence 0..1, and a sentence for each thing that lowers it.

    `parsed` is False where classes were guessed from colours (`Segments.parsed`).
    """
    found: list[tuple[float, str]] = []
    if view.width < GOOD_WIDTH:
        found.append((
            max(view.width / GOOD_WIDTH, 0.4),
            f"The face is small ({view.width:.0f} pixels wide): fine details are guessed. "
            "A larger photo would help.",
        ))  # fmt: skip
    if abs(view.yaw) > TURNED:
        far = min((abs(view.yaw) - TURNED) / (FAR_TURNED - TURNED), 1.3)
        found.append((
            1.0 - 0.45 * far,
            f"The head is turned {abs(view.yaw):.0f} degrees to the side: the hidden half is "
            "mirrored from the visible one. A photo from the front would help.",
        ))  # fmt: skip
    if abs(view.pitch) > TURNED:
        found.append((0.8, "The face looks far up or down; a photo at eye level would help."))
    if view.outside > 0.02:
        found.append((
            max(1.0 - 1.5 * view.outside, 0.3),
            "Part of the face lies beyond the edge of the photo and is guessed.",
        ))  # fmt: skip
    if view.covered > 0.08:
        found.append((
            max(1.0 - 1.2 * view.covered, 0.4),
            "Something covers part of the face; what is under it is guessed.",
        ))  # fmt: skip
    found += _of_light(view)
    if not parsed:
        found.append((
            0.8,
            "Skin and hair are told apart by colour here, since the parsing network may not be "
            "used: glasses, hats and ears are not recognised.",
        ))  # fmt: skip
    if glasses:
        found.append((0.9, "Glasses hide part of the eyes; a photo without them would help."))
    confidence = float(np.prod([share for share, _ in found])) if found else 1.0
    return max(0.05, min(0.95, confidence)), tuple(text for _, text in found)


def _of_light(view: View) -> list[tuple[float, str]]:
    found = []
    if view.luminance < DARK:
        found.append((0.7, "The photo is dark; more light on the face would help."))
    elif view.luminance > BRIGHT or view.clipped > CLIPPED:
        found.append((0.7, "The face is overexposed: its lightest parts have lost their colour."))
    if is_colourless(view):
        found.append((0.7, "The photo has no colours (black and white, or a statue): those of "
                           "skin, eyes and hair are guessed."))  # fmt: skip
    elif view.misfit > UNLIKE_SKIN:
        found.append((0.75, "The face has no usual skin colour (coloured light, paint or a "
                            "drawing?): the skin's own colour is guessed."))  # fmt: skip
    if view.flat > DRAWN:
        found.append((0.5, "This looks like a drawing: the head will be a person's, and only "
                           "resemble it."))  # fmt: skip
    if view.detail < BLURRED:
        found.append((0.75, "The photo is soft: skin and eyes will be, too. A sharper one would "
                            "help."))  # fmt: skip
    return found
