"""Long fringes combed aside: both eyes and brows stay free, and no strand is cut."""

from __future__ import annotations

import dataclasses

import numpy as np
from jaxtyping import Float64
from numpy import ndarray

from facegen.avatar import Part
from facegen.geometry.refine import refined
from facegen.human.hair.ground import Ground

PARTINGS = {"bob01": 0.036, "bob02": 0.022, "short03": 0.030, "braid01": 0.030}
"""Style whose fringe hides an eye -> metres to the side of a point of the face that it leaves bare.

From there the gap between the strands is widened.
"""
WINDOW = (0.073, 0.073)
"""Half-axes, metres along the face and up, of the ellipse that is freed."""
_MIDDLE, _PART = -0.034, -0.028
"""Metres over the eyes of the middle of the window and of the point that is bare."""
_AXIS = 0.075
"""Metres behind the eyes of the upright axis that strands are combed around."""
_RADIUS = 0.100
"""Metres from that axis to the face."""
_MARGIN = 1.5
"""Strands up to this many times the window's size away make room for those that it held."""
_EDGE = 0.008
"""Metres: the longest edge of hair that has to bend."""
_EYES = slice(14598, 14742)
_CLOSE, _LOOSE = 0.008, 0.55
"""Metres over the skin from which on strands combed aside lie closer, and their share of the rest:
what falls freely in front of a face would stand off from a cheek."""


def comb_aside(part: Part, ground: Ground, style: str) -> Part:
    """`part` of the hair with the strands before the eyes led around them, along the head."""
    if style not in PARTINGS:
        return part
    for _ in range(2):
        corners = part.vertices[part.triangles]
        long = np.linalg.norm(corners - np.roll(corners, 1, 1), axis=2).max(1) > _EDGE
        moves = _aside(_flat(part.vertices, ground), PARTINGS[style])[1] > 0.004
        part = refined(part, long & moves[part.triangles].any(1))
    flat = _flat(part.vertices, ground)
    moved, shift = _aside(flat, PARTINGS[style])
    index = np.flatnonzero(shift > 1e-4)
    turn = (moved - flat)[index, 0] / _RADIUS
    points = part.vertices.astype(np.float64)
    points[index] = _laid(points[index], moved[index] - flat[index], shift[index], ground)
    normals, tangents = part.normals.copy(), part.tangents.copy()
    normals[index] = _turned(normals[index], turn)
    tangents[index, :3] = _turned(tangents[index, :3], turn)
    return dataclasses.replace(
        part, vertices=points.astype(np.float32), normals=normals, tangents=tangents
    )


def _eyes(ground: Ground) -> Float64[ndarray, "3"]:
    return ground.figure.vertices[_EYES].mean(0).astype(np.float64)


def _flat(points: ndarray, ground: Ground) -> Float64[ndarray, "N 2"]:
    """Points unrolled around the upright axis: metres along an average face and over the eyes."""
    way = (points - _eyes(ground)) / ground.scale
    angle = np.arctan2(way[:, 0], way[:, 2] + _AXIS)
    return np.stack([_RADIUS * angle, way[:, 1]], 1)


def _aside(
    flat: Float64[ndarray, "N 2"], bare: float
) -> tuple[Float64[ndarray, "N 2"], Float64[ndarray, "N"]]:
    """Unrolled points pushed out of the window, away from its bare point, and how far each moved.

    A radius r becomes R + (M - 1) R (r / M R)^2 up to M R, where R is the window's: whatever
    strand lay above another still does.
    """
    start = np.array([bare, _PART])
    away = flat - start
    radius = np.maximum(np.linalg.norm(away, axis=1), 1e-6)
    ray = away / radius[:, None] / WINDOW
    offset = (start - (0.0, _MIDDLE)) / WINDOW
    # |offset + R ray| = 1.
    a, b, c = (ray**2).sum(1), ray @ offset, offset @ offset - 1
    outline = (np.sqrt(b * b - a * c) - b) / a
    share = radius / (_MARGIN * outline)
    pushed = outline * (1 + (_MARGIN - 1) * share**2)
    pushed = np.where(share < 1, np.maximum(pushed, radius), radius)
    return start + away * (pushed / radius)[:, None], pushed - radius


def _laid(
    points: Float64[ndarray, "N 3"],
    step: Float64[ndarray, "N 2"],
    shift: Float64[ndarray, "N"],
    ground: Ground,
) -> Float64[ndarray, "N 3"]:
    """Points turned around the head by `step`, about as high over the skin as before."""
    axis = _eyes(ground) - (0, 0, _AXIS * ground.scale)
    height, _ = ground.nearest(points)
    moved = axis + _turned(points - axis, step[:, 0] / _RADIUS)
    moved[:, 1] += step[:, 1] * ground.scale
    close = _CLOSE * ground.scale
    wanted = np.where(height > close, close + _LOOSE * (height - close), height)
    share = np.clip(shift / 0.02, 0, 1)
    wanted = height + (np.maximum(wanted, 0.003) - height) * share
    for _ in range(2):
        now, normal = ground.nearest(moved)
        moved += normal * (np.clip(wanted - now, -0.03, 0.03) * share)[:, None]
    return moved


def _turned(vectors: ndarray, angle: Float64[ndarray, "N"]) -> ndarray:
    """Vectors turned around the upright axis, from front towards +x."""
    cos, sin = np.cos(angle), np.sin(angle)
    x, y, z = vectors.T
    return np.stack([x * cos + z * sin, y, z * cos - x * sin], 1)
