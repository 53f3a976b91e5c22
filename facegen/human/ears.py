"""Ears: which part of the skin they are, and points longer than the face sliders reach."""

from __future__ import annotations

import functools

import numpy as np
from jaxtyping import Bool, Float32
from numpy import ndarray
from scipy.spatial import cKDTree

from facegen.human.person import Shape
from facegen.human.topology import BODY, topology

_SLIDER = "ear-shape-point"
"""Its lower end, -1, is pointed; its upper end is triangular."""
_BEGINS, _FULL = 0.35, 0.85
"""Share of the slider's way to the point at which ears grow longer than it makes them, and at which
they are as long as they get."""
_LONGER = 1.3
"""How much farther the tips go at the slider's end, of the way that the slider takes them."""
_OUT = 0.022
"""Metres that long tips stand away from the head."""
_TARGETS = (("l-ear-flap-incr", 0.06), ("l-ear-wing-incr", 0.10), ("l-ear-lobe-incr", 0.15))
"""Face targets that move the ear alone, and the share of their reach that belongs to it."""


@functools.cache
def both_ears() -> tuple[Bool[ndarray, "13380"], Bool[ndarray, "13380"]]:
    """Which base skin vertices stand off the head as the left ear, and which as the right."""
    base = topology().base[BODY]
    left, right = np.zeros(BODY.stop, bool), np.zeros(BODY.stop, bool)
    for target, share in _TARGETS:
        index, delta = topology().local.get(target)
        size = np.linalg.norm(delta, axis=1)
        left[index[(size > share * size.max()) & (index < BODY.stop)]] = True
    left &= base[:, 0] > 0.064
    right[cKDTree(base).query(base[left] * (-1, 1, 1))[1]] = True
    return left, right


def pointedness(shape: Shape) -> float:
    """How far the slider for pointed ears has been drawn, 0..1."""
    return max(0.0, -shape.local.get(_SLIDER, 0.0))


def stretch_ears(vertices: Float32[ndarray, "V 3"], shape: Shape) -> Float32[ndarray, "V 3"]:
    """`vertices` with long, pointed ears, as far as the slider for pointed ears asks."""
    strength = min(1.0, (pointedness(shape) - _BEGINS) / (_FULL - _BEGINS))
    if strength <= 0:
        return vertices
    out = vertices.copy()
    for side, sign in (("l", 1), ("r", -1)):
        index, delta = topology().local.get(f"{side}-ear-shape-pointed")
        size = np.linalg.norm(delta, axis=1, keepdims=True)
        share = size / size.max()
        move = _LONGER * share * delta + share**2 * np.float32([sign * _OUT, 0, 0])
        out[index] += np.float32(strength) * move.astype(np.float32)
    return out
