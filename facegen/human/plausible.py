"""What keeps a sampled face human: no folded skin, no nose or ear beyond anatomy.

Ranges are ratios to the face, so that they hold for children too: sellion-to-chin length for nose
and ear lengths, cheek-to-cheek width for the nose's width (after Farkas, Anthropometry of the
Head and Face, 1994: means plus or minus four standard deviations over populations).
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Sequence

import numpy as np
from jaxtyping import Bool, Float32, Int32
from numpy import ndarray

from facegen.human.measure import measure_columns
from facegen.human.person import Shape
from facegen.human.shape import shape_vertices
from facegen.human.topology import topology

RANGES: dict[tuple[str, str], tuple[float, float]] = {
    ("nose_length", "face_length"): (0.27, 0.50),
    ("nose_width", "face_width"): (0.13, 0.33),
    ("ear_size", "face_length"): (0.50, 0.92),
    ("mouth_width", "face_width"): (0.19, 0.42),
    ("eye_spacing", "face_width"): (0.28, 0.44),
}
"""(measure, measured against) -> allowed ratio."""
_NECK = 0.55
"""Height on the base mesh, metres, below which the face sliders change nothing."""
_SHRINK = 0.75


@functools.cache
def _head() -> tuple[Int32[ndarray, "V"], Int32[ndarray, "F 4"]]:
    """Base vertices of the head and its quads as indices into them."""
    quads, _ = topology().body_quads()
    quads = quads[(topology().base[quads, 1] > _NECK).all(1)]
    used, local = np.unique(quads, return_inverse=True)
    return used, local.reshape(-1, 4)


def _quad_normals(points: Float32[ndarray, "B V 3"]) -> Float32[ndarray, "B F 3"]:
    a, b, c, d = (points[:, _head()[1][:, i]] for i in range(4))
    return np.cross(c - a, d - b)


@functools.cache
def _references() -> Float32[ndarray, "R F 3"]:
    """Quad normals of heads without face sliders, over ages and genders."""
    shapes = [Shape(age=age, gender=g) for age in (2, 10, 25, 90) for g in (0.0, 1.0)]
    return _quad_normals(shape_vertices(shapes, _head()[0]))


def inverted_quads(shapes: Sequence[Shape]) -> Bool[ndarray, "B F"]:
    """Head quads that face away from where every plain head's do: folded skin."""
    normals = _quad_normals(shape_vertices(shapes, _head()[0]))
    facing = np.einsum("bfc,rfc->brf", normals, _references())
    return (facing < 0).all(1)


def out_of_range(shapes: Sequence[Shape]) -> Bool[ndarray, "B"]:
    """Shapes of which any ratio lies outside `RANGES`."""
    columns = measure_columns(shapes)
    bad = np.zeros(len(shapes), bool)
    for (part, whole), (low, high) in RANGES.items():
        ratio = columns[part] / columns[whole]
        bad |= (ratio < low) | (ratio > high)
    return bad


def tamed(shape: Shape) -> Shape:
    """`shape` with its face sliders drawn in, together, until nothing folds or leaves its range."""
    for _ in range(12):
        if not (inverted_quads([shape]).any() or out_of_range([shape])[0]):
            return shape
        local = {name: value * _SHRINK for name, value in shape.local.items()}
        shape = dataclasses.replace(shape, local=local)
    return dataclasses.replace(shape, local={})
