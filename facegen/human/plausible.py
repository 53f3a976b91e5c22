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
    """Quad normals of heads without face sliders, over ages, genders, families and weights."""
    families = np.vstack([np.eye(3), np.full(3, 1 / 3)])
    shapes = [
        Shape(age, gender, *family, weight=weight)
        for age in (2, 10, 25, 90)
        for gender in (0.0, 1.0)
        for family in families
        for weight in (0.25, 0.75)
    ]
    return _quad_normals(shape_vertices(shapes, _head()[0]))


def inverted_quads(shapes: Sequence[Shape]) -> Bool[ndarray, "B F"]:
    """Head quads that face away from where every plain head's do: folded skin."""
    normals = _quad_normals(shape_vertices(shapes, _head()[0]))
    against = np.einsum("bfc,fc->bf", normals, _references().sum(0)) < 0
    for row, column in zip(*np.nonzero(against), strict=True):
        against[row, column] = (_references()[:, column] @ normals[row, column] < 0).all()
    return against


def out_of_range(shapes: Sequence[Shape]) -> Bool[ndarray, "B"]:
    """Shapes of which any ratio lies outside `RANGES`."""
    columns = measure_columns(shapes)
    bad = np.zeros(len(shapes), bool)
    for (part, whole), (low, high) in RANGES.items():
        ratio = columns[part] / columns[whole]
        bad |= (ratio < low) | (ratio > high)
    return bad


def tame(shapes: Sequence[Shape]) -> list[Shape]:
    """Shapes with their face sliders drawn in, together, until nothing folds or is out of range."""
    tamed = list(shapes)
    wild = list(range(len(tamed)))
    while wild:
        batch = [tamed[i] for i in wild]
        bad = inverted_quads(batch).any(1) | out_of_range(batch)
        wild = [i for i, is_bad in zip(wild, bad, strict=True) if is_bad and tamed[i].local]
        for i in wild:
            local = {name: value * _SHRINK for name, value in tamed[i].local.items()}
            local = {name: value for name, value in local.items() if abs(value) > 0.01}
            tamed[i] = dataclasses.replace(tamed[i], local=local)
    return tamed
