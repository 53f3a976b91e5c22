"""The head's own upright, square UV atlas, made from the hm08 body atlas.

In the hm08 atlas the head lies on its side and its face fills 60 x 75 of 512 x 512 texels. Here it
stands upright and a separable, monotone, mirror-symmetric warp gives the face four to five times
the texels that an even layout would. Mouth and eye cavities move into the free lower corners.
Body, hands and feet stay where hm08 has them.
"""

from __future__ import annotations

import numpy as np
from jaxtyping import Bool, Float, Int8
from numpy import ndarray
from scipy.special import erf

AXIS = 0.516832
"""hm08's v (glTF, down) of the head's mirror axis."""
_HALF_WIDTH = 0.3346
_TOP, _BOTTOM = 0.6405, 0.9940
_MARGIN = 0.008

# Density of texels along each axis: 1 + gain * exp(-((t - centre) / spread)^2).
_ACROSS = (0.0, 0.42, 3.2)
_DOWN = (0.69, 0.24, 1.1)

# Cavity islands: their hm08 box (u0, v0, u1, v1) and their box in the head atlas.
_CAVITIES = (
    ((0.755, 0.861, 0.926, 0.990), (0.004, 0.918, 0.104, 0.994)),
    ((0.010, 0.365, 0.078, 0.454), (0.895, 0.915, 0.940, 0.990)),
    ((0.085, 0.365, 0.153, 0.454), (0.949, 0.915, 0.994, 0.990)),
)


def _warp(t: ndarray, centre: float, spread: float, gain: float) -> ndarray:
    """Integral of the density, scaled to map 0..1 onto 0..1."""

    def integral(x: ndarray) -> ndarray:
        return x + gain * spread * np.sqrt(np.pi) / 2 * erf((x - centre) / spread)

    low, high = integral(np.array(0.0)), integral(np.array(1.0))
    return (integral(t) - low) / (high - low)


def head_uvs(uvs: Float[ndarray, "N 2"]) -> Float[ndarray, "N 2"]:
    """hm08 UVs (glTF, v down) of head, mouth-cavity and eye-cavity corners -> head atlas.

    Corners of other islands come out somewhere outside 0..1 or on top of the head: pick faces with
    `is_head_face` first.
    """
    uvs = np.asarray(uvs, np.float64)
    side = (AXIS - uvs[:, 1]) / _HALF_WIDTH
    across = np.sign(side) * _warp(np.abs(side), *_ACROSS)
    down = _warp((uvs[:, 0] - _TOP) / (_BOTTOM - _TOP), *_DOWN)
    out = np.stack([0.5 + across * (0.5 - _MARGIN), _MARGIN + down * (1 - 2 * _MARGIN)], 1)
    for box, place in _CAVITIES:
        inside = _in_box(uvs, box)
        for axis in (0, 1):
            t = (uvs[inside, axis] - box[axis]) / (box[axis + 2] - box[axis])
            out[inside, axis] = place[axis] + t * (place[axis + 2] - place[axis])
    return out.astype(np.float32)


def is_head_face(face_uvs: Float[ndarray, "F C 2"]) -> Bool[ndarray, "F"]:
    """Which faces (by their hm08 corner UVs, glTF) belong to the head atlas."""
    centre = np.asarray(face_uvs, np.float64).mean(1)
    return _in_head(centre) | cavity(centre).astype(bool)


def cavity(centres: Float[ndarray, "F 2"]) -> Int8[ndarray, "F"]:
    """0 for outer skin; 1 inside the mouth, 2 behind the right eye, 3 behind the left."""
    which = np.zeros(len(centres), np.int8)
    for i, (box, _) in enumerate(_CAVITIES):
        which[_in_box(centres, box)] = i + 1
    # A fingertip reaches into the corner of the mouth's box.
    which[(centres[:, 0] < 0.766) & (centres[:, 1] > 0.86) & (centres[:, 1] < 0.885)] = 0
    return which


def _in_head(centre: ndarray) -> ndarray:
    u, half = centre[:, 0], np.abs(centre[:, 1] - AXIS)
    # Hands and shoulders reach into the head's bounding box: the border is a slanted line.
    border = np.minimum(0.335, 0.215 + 0.93 * (u - 0.65))
    return (u > 0.65) & (half < border) & ((u > 0.668) | (half > 0.09))


def _in_box(points: ndarray, box: tuple[float, float, float, float]) -> ndarray:
    u, v = points[:, 0], points[:, 1]
    return (u > box[0]) & (u < box[2]) & (v > box[1]) & (v < box[3])
