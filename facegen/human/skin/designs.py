"""Tattoo designs: drawn once, large, and kept as signed-distance images that stay sharp.

Coordinates run from -1 to 1 with y upwards; a design fills most of that square.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence

import cv2
import numpy as np
from jaxtyping import Float32, Float64, UInt8
from numpy import ndarray

SIDE = 768
"""Pixels of a design's image."""
REACH = 0.25
"""Distances are kept up to this far from the ink, in design units."""
_WORD = "Love"

Points = Sequence[tuple[float, float]]


@functools.cache
def design_distance(name: str) -> Float32[ndarray, "768 768 2"]:
    """Signed distance to the line work, and to the softly shaded areas, in design units.

    Negative inside the ink. Row 0 is at the top, y = 1.
    """
    lines, shades = _DESIGNS[name]()
    return np.stack([_signed(lines), _signed(shades)], -1)


def _signed(image: UInt8[ndarray, "S S"]) -> Float32[ndarray, "S S"]:
    unit = 2.0 / SIDE
    inside = cv2.distanceTransform((image > 127).astype(np.uint8), cv2.DIST_L2, 5)
    outside = cv2.distanceTransform((image <= 127).astype(np.uint8), cv2.DIST_L2, 5)
    far = np.clip((outside - inside) * unit, -REACH, REACH)
    return cv2.GaussianBlur(far.astype(np.float32), (0, 0), 1.0)


def _blank() -> UInt8[ndarray, "S S"]:
    return np.zeros((SIDE, SIDE), np.uint8)


def _pixels(points: Points | ndarray) -> ndarray:
    xy = np.asarray(points, np.float64)
    pixel = np.stack([(xy[:, 0] + 1) / 2, (1 - xy[:, 1]) / 2], 1) * SIDE - 0.5
    return np.round(pixel * 16).astype(np.int32)


def smooth_curve(points: Points, closed: bool = False) -> Float64[ndarray, "N 2"]:
    """A Catmull-Rom curve through `points`, 16 steps between each two."""
    p = np.asarray(points, np.float64)
    if closed:
        p = np.vstack([p[-1], p, p[:2]])
    else:
        p = np.vstack([2 * p[0] - p[1], p, 2 * p[-1] - p[-2]])
    out = []
    for a, b, c, d in zip(p, p[1:], p[2:], p[3:], strict=False):
        for t in np.arange(16) / 16:
            out.append(
                0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2)
                + 0.5 * (3 * b - a - 3 * c + d) * t**3
            )
    return np.array(out if closed else [*out, p[-2]])


def _stroke(image: ndarray, points: Points | ndarray, start: float, end: float) -> None:
    """A brush stroke along a curve whose half-width runs from `start` to `end`."""
    curve = np.asarray(points, np.float64)
    along = np.gradient(curve, axis=0)
    along /= np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-9)
    side = np.stack([-along[:, 1], along[:, 0]], 1)
    width = np.linspace(start, end, len(curve))[:, None]
    outline = np.vstack([curve + side * width, (curve - side * width)[::-1]])
    cv2.fillPoly(image, [_pixels(outline)], 255, cv2.LINE_8, 4)
    for spot, radius in ((curve[0], start), (curve[-1], end)):
        _disc(image, spot, radius)


def _blade(image: ndarray, points: Points, width: float) -> None:
    """A stroke that swells from a point and ends in one."""
    curve = smooth_curve(points)
    along = np.gradient(curve, axis=0)
    along /= np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-9)
    side = np.stack([-along[:, 1], along[:, 0]], 1)
    t = np.linspace(0, 1, len(curve))[:, None]
    swell = width * np.sin(np.pi * t**0.75) ** 0.9
    outline = np.vstack([curve + side * swell, (curve - side * swell)[::-1]])
    cv2.fillPoly(image, [_pixels(outline)], 255, cv2.LINE_8, 4)


def _disc(image: ndarray, centre, radius: float, value: int = 255) -> None:
    pixel = _pixels(np.asarray(centre, np.float64)[None])[0]
    cv2.circle(image, tuple(map(int, pixel)), int(radius * SIDE / 2 * 16), value, -1, cv2.LINE_8, 4)


def _tribal():
    image = _blank()
    for points, width in (
        (((-0.95, -0.10), (-0.45, 0.30), (0.15, 0.28), (0.95, 0.62)), 0.13),
        (((-0.70, -0.42), (-0.20, -0.02), (0.35, -0.05), (0.80, 0.22)), 0.12),
        (((-0.35, -0.80), (0.00, -0.42), (0.40, -0.40), (0.62, -0.16)), 0.10),
        (((-0.20, 0.34), (-0.05, 0.62), (0.25, 0.72), (0.42, 0.98)), 0.085),
        (((-0.55, 0.18), (-0.72, 0.45), (-0.60, 0.72), (-0.70, 0.95)), 0.075),
        (((0.30, 0.02), (0.62, -0.10), (0.72, -0.38), (0.98, -0.48)), 0.075),
        (((-0.30, -0.16), (-0.62, -0.30), (-0.80, -0.60), (-0.98, -0.62)), 0.065),
    ):
        _blade(image, points, width)
    return image, _blank()


def _lines():
    image = _blank()
    for level, width in ((0.52, 0.055), (0.18, 0.095), (-0.20, 0.055), (-0.52, 0.030)):
        _stroke(image, [(-0.95, level), (0.0, level - 0.06), (0.95, level)], width, width)
    return image, _blank()


def _dots():
    image = _blank()
    for row in range(5):
        for k in range(5 - row):
            x = (k - (4 - row) / 2) * 0.42
            _disc(image, (x, -0.72 + row * 0.36), 0.115 - 0.012 * row)
    return image, _blank()


def _tear():
    image, turn = _blank(), np.linspace(0, 2 * np.pi, 120)
    drop = np.stack([0.42 * np.sin(turn) * np.sin(turn / 2) ** 1.6, 0.85 * np.cos(turn)], 1)
    cv2.fillPoly(image, [_pixels(drop)], 255, cv2.LINE_8, 4)
    _stroke(hole := _blank(), smooth_curve([(-0.20, -0.30), (-0.17, -0.52), (-0.02, -0.64)]),
            0.02, 0.045)  # fmt: skip
    return np.where(hole > 0, 0, image).astype(np.uint8), _blank()


def _star():
    turn = np.pi / 2 + np.arange(10) * np.pi / 5
    radius = np.where(np.arange(10) % 2 == 0, 0.95, 0.385)
    outer = np.stack([radius * np.cos(turn), radius * np.sin(turn)], 1)
    image, shade = _blank(), _blank()
    cv2.fillPoly(image, [_pixels(outer)], 255, cv2.LINE_8, 4)
    cv2.fillPoly(image, [_pixels(outer * 0.80)], 0, cv2.LINE_8, 4)
    for k in range(0, 10, 2):
        # A nautical star: one half of each ray is dark.
        half = np.stack([outer[k] * 0.80, outer[(k + 1) % 10] * 0.80, [0, 0]])
        cv2.fillPoly(image, [_pixels(half)], 255, cv2.LINE_8, 4)
    return image, shade


def _rose():
    image, shade = _blank(), _blank()
    middle, width = np.array([0.0, 0.22]), 0.022

    def petal(angle: float, inner: float, outer: float, spread: float) -> ndarray:
        turn = angle + np.linspace(-spread, spread, 7)
        rise = inner + (outer - inner) * np.array([0, 0.62, 0.93, 1.0, 0.90, 0.60, 0])
        return smooth_curve(middle + np.stack([rise * np.cos(turn), rise * np.sin(turn)], 1))

    for ring, (count, inner, outer, spread, offset) in enumerate(
        ((5, 0.34, 0.74, 0.82, 0.3), (5, 0.22, 0.52, 0.80, 0.95), (3, 0.10, 0.32, 1.15, 0.2))
    ):
        for k in range(count):
            edge = petal(offset + 2 * np.pi * k / count, inner, outer, spread)
            fill = np.vstack([edge, middle])
            cv2.fillPoly(image, [_pixels(fill)], 0, cv2.LINE_8, 4)
            cv2.fillPoly(shade, [_pixels(fill)], 0, cv2.LINE_8, 4)
            # Dark at the foot of each petal, light at its lip.
            foot = middle + (edge - middle) * (0.78 - 0.04 * ring)
            cv2.fillPoly(shade, [_pixels(np.vstack([foot, middle]))], 255, cv2.LINE_8, 4)
            _stroke(image, edge, width, width)
    swirl = np.linspace(0, 3.6 * np.pi, 90)
    radius = 0.02 + 0.017 * swirl
    _stroke(image, middle + np.stack([radius * np.cos(swirl), radius * np.sin(swirl)], 1),
            0.020, 0.026)  # fmt: skip
    stem = smooth_curve([(0.02, -0.44), (0.06, -0.66), (0.0, -0.98)])
    _stroke(image, stem, 0.030, 0.030)
    for sign in (-1, 1):
        leaf = [(0.05, -0.70), (sign * 0.30, -0.52), (sign * 0.66, -0.60), (sign * 0.88, -0.86),
                (sign * 0.52, -0.90), (sign * 0.22, -0.84)]  # fmt: skip
        outline = smooth_curve(leaf, closed=True)
        cv2.fillPoly(shade, [_pixels(outline)], 255, cv2.LINE_8, 4)
        _stroke(image, np.vstack([outline, outline[:1]]), 0.018, 0.018)
        _stroke(image, smooth_curve([leaf[0], (sign * 0.45, -0.72), leaf[3]]), 0.018, 0.008)
    return image, shade


def _letters():
    image = _blank()
    font, thick = cv2.FONT_HERSHEY_SCRIPT_COMPLEX, 20
    (width, height), _ = cv2.getTextSize(_WORD, font, 1.0, 1)
    scale = 0.86 * SIDE / width
    place = (int(0.06 * SIDE), int(SIDE / 2 + height * scale / 2))
    cv2.putText(image, _WORD, place, font, scale, 255, thick, cv2.LINE_AA)
    flourish = smooth_curve([(-0.80, -0.52), (-0.30, -0.64), (0.25, -0.50), (0.88, -0.66)])
    _stroke(image, flourish, 0.012, 0.034)
    return image, _blank()


def _spiral(image: ndarray, centre, radius: float, start: float, turns: float, wide: float) -> None:
    """A koru: a double line that winds in."""
    for shift, width in ((0.0, wide), (0.42, wide * 0.6)):
        t = np.linspace(0, 1, 200)
        angle = start + turns * 2 * np.pi * t
        r = radius * (1 - shift * 0.42) * (1 - 0.88 * t)
        curve = np.asarray(centre) + np.stack([r * np.cos(angle), r * np.sin(angle)], 1)
        _stroke(image, curve, width, width * 0.45)
    _disc(image, centre, wide * 1.5)


def _moko():
    image = _blank()
    _spiral(image, (0.0, 0.05), 0.86, -np.pi / 2, 2.4, 0.085)
    _blade(image, ((-0.95, -0.62), (-0.40, -0.98), (0.35, -0.97), (0.95, -0.58)), 0.075)
    return image, _blank()


def _moko_chin():
    """Kauae: the chin piece, mirrored curves about the middle."""
    image = _blank()
    for sign in (-1, 1):
        for shift in (0.0, 0.26, 0.52):
            points = [
                (sign * (0.12 + shift * 0.25), 0.85),
                (sign * (0.34 + shift), 0.35),
                (sign * (0.30 + shift * 0.8), -0.25),
                (sign * 0.10, -0.85 + shift * 0.5),
            ]
            _stroke(image, smooth_curve(points), 0.045, 0.035)
        _spiral(image, (sign * 0.36, -0.30), 0.24, np.pi / 2, 1.5 * sign, 0.038)
    _stroke(image, [(0.0, 0.9), (0.0, -0.95)], 0.03, 0.03)
    return image, _blank()


def _moko_face():
    """The whole face: rays on the brow, spirals on cheeks and nose, curves about the mouth.

    Unit = 100 mm around (0, 705) on the unshaped head's front view.
    """
    image = _blank()
    for sign in (-1, 1):
        for k in range(5):
            x = 0.06 + 0.085 * k
            points = [
                (sign * (0.045 + 0.020 * k), 0.40 - 0.012 * k),
                (sign * (x + 0.03), 0.62 - 0.02 * k),
                (sign * (x + 0.16), 0.93 - 0.075 * k),
            ]
            _stroke(image, smooth_curve(points), 0.011, 0.017)
        _spiral(image, (sign * 0.47, -0.13), 0.165, np.pi * (0.5 + 0.5 * sign), -2.3 * sign, 0.0150)
        _spiral(image, (sign * 0.50, -0.44), 0.130, np.pi * (0.5 + 0.5 * sign), 2.1 * sign, 0.0135)
        for k in range(3):
            # From the wing of the nose around the mouth to the chin.
            out = 0.055 * k
            points = [
                (sign * (0.175 + 0.02 * k), -0.08 + 0.01 * k),
                (sign * (0.270 + out * 0.7), -0.28),
                (sign * (0.335 + out * 0.6), -0.48),
                (sign * (0.245 + out * 0.9), -0.68 - out * 0.6),
                (sign * 0.05, -0.80 - out),
            ]
            _stroke(image, smooth_curve(points), 0.014, 0.014)
        _spiral(image, (sign * 0.105, -0.05), 0.058, np.pi / 2, 1.6 * sign, 0.0090)
        for k in range(3):
            points = [
                (sign * (0.035 + 0.028 * k), 0.30),
                (sign * (0.040 + 0.022 * k), 0.14),
                (sign * (0.055 + 0.02 * k), 0.04),
            ]
            _stroke(image, smooth_curve(points), 0.009, 0.007)
        _spiral(image, (sign * 0.115, -0.715), 0.075, np.pi / 2, 1.6 * sign, 0.0095)
        for k in range(2):
            # Temples: curves that frame the eye.
            points = [
                (sign * (0.60 + 0.05 * k), 0.45),
                (sign * (0.68 + 0.05 * k), 0.22),
                (sign * (0.66 + 0.05 * k), 0.03),
            ]
            _stroke(image, smooth_curve(points), 0.012, 0.016)
    return image, _blank()


_DESIGNS = {
    "tribal": _tribal, "lines": _lines, "dots": _dots, "tear": _tear, "star": _star,
    "rose": _rose, "letters": _letters, "moko": _moko, "moko chin": _moko_chin,
    "moko face": _moko_face,
}  # fmt: skip
