"""Ears drawn out to points, farther than the face sliders reach."""

from __future__ import annotations

import functools

import numpy as np
from jaxtyping import Float32
from numpy import ndarray
from scipy.spatial import cKDTree

from facegen.human.person import Shape
from facegen.human.ramps import smoothstep
from facegen.human.topology import BODY, topology

SLIDER = "ear-shape-point"
_BEGINS = 0.4
"""`SLIDER` from which on the ears grow longer."""
_TIP = np.array([0.020, 0.034, -0.026])
"""Metres that the left ear's top moves at the slider's end: out, up and back."""
_TOP, _MIDDLE = 0.7605, 0.716
"""Heights on the unshaped mesh where an ear ends and where its point begins."""
_AXIS = np.array([0.079, 0.760, 0.036])
"""Where the point gathers, on the unshaped mesh."""


@functools.cache
def _share() -> tuple[ndarray, ndarray, ndarray]:
    """Base vertices of both ears, +1 left or -1 right, and how much each follows the tip, 0..1."""
    base = topology().base[BODY].astype(np.float64)
    index, delta = topology().local.get("l-ear-rot-forward")
    size = np.linalg.norm(delta, axis=1)
    mine = (index < BODY.stop) & (base[np.minimum(index, BODY.stop - 1), 0] > 0.062)
    index, size = index[mine], size[mine]
    free = smoothstep(0.12, 0.55, size / size.max())
    high = smoothstep(_MIDDLE, _TOP, base[index, 1])
    weight = free * high**1.5
    other = cKDTree(base).query(base[index] * (-1, 1, 1))[1]
    side = np.repeat([1.0, -1.0], len(index))
    return np.r_[index, other], side, np.r_[weight, weight]


def stretch_ears(vertices: Float32[ndarray, "V 3"], shape: Shape) -> Float32[ndarray, "V 3"]:
    """`vertices` with long, pointed ears, as far as the slider for pointed ears asks."""
    strength = (shape.local.get(SLIDER, 0.0) - _BEGINS) / (1 - _BEGINS)
    if strength <= 0:
        return vertices
    index, side, share = _share()
    mirror = np.stack([side, np.ones_like(side), np.ones_like(side)], 1)
    base = topology().base[index] * mirror
    move = share[:, None] * _TIP
    gather = (share**1.3)[:, None] * 0.72 * (_AXIS - base)
    gather[:, 1] = 0
    move = (move + gather) * strength
    out = vertices.copy()
    out[index] += (move * mirror).astype(np.float32)
    return out
