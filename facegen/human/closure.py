"""Lips that meet at rest and lids that just meet in a blink, whatever the face.

The face units were sculpted on one face: on others the lips stand half a millimetre apart, which
shows as a dark slit, and the upper lid stops short of the lower or runs over it.
"""

from __future__ import annotations

import functools
from typing import NamedTuple

import numpy as np
from jaxtyping import Bool, Float32, Int64
from numpy import ndarray

from facegen.geometry.mesh import triangulate, vertex_normals
from facegen.human.eyes.eyeball import surface_height
from facegen.human.eyes.socket import LOWER, UPPER, Side, fit_socket, lid_rim
from facegen.human.measure import landmarks
from facegen.human.person import Shape
from facegen.human.shape import shape_vertices
from facegen.human.surface import fine_skin
from facegen.human.topology import BODY, topology

_LIP_BINS = 33
_LIP_OVERLAP = 0.00025
"""Metres that the lips press into each other at rest."""
_LIP_REACH = 0.0045
"""Metres (Gaussian) over which a lip gives way."""
_LID_OVERLAP = 0.0003
_LID_CLEARANCE = 0.00095
"""Metres between the closed lid's base vertices and the eyeball; smoothing takes up to half."""


class _LipLine(NamedTuple):
    """Where the lips touch, as rows of the shown skin from one corner to the other."""

    upper: Int64[ndarray, "N"]
    lower: Int64[ndarray, "N"]
    is_lower: Bool[ndarray, "13380"]
    """Base vertices of the lower lip and jaw."""


@functools.cache
def _lip_line() -> _LipLine:
    """Found on the average head: the lowest point of the upper lip, the highest of the lower."""
    coarse = shape_vertices([Shape()])[0][BODY]
    fine = fine_skin()
    skin = fine.matrix @ coarse
    normal_y = vertex_normals(skin, triangulate(fine.quads))[:, 1]
    index, delta = topology().units.get("jawOpen")
    drop = np.zeros(BODY.stop, np.float32)
    inside = index < BODY.stop
    drop[index[inside]] = -delta[inside, 1]
    fine_drop = fine.matrix @ drop
    corner = coarse[landmarks()["mouth_corner"]]
    x, y, z = skin.T
    near = (np.abs(y - corner[1]) < 0.006) & (z > corner[2] - 0.004)
    upper, lower, border = [], [], []
    for place in np.linspace(-0.93, 0.93, _LIP_BINS) * corner[0]:
        here = np.flatnonzero(near & (np.abs(x - place) < 0.0016))
        middle = (fine_drop[here].min() + fine_drop[here].max()) / 2
        above = here[(fine_drop[here] < middle) & (normal_y[here] < -0.2)]
        below = here[(fine_drop[here] > middle) & (normal_y[here] > 0.2)]
        if len(above) and len(below):
            upper.append(above[np.argmin(y[above])])
            lower.append(below[np.argmax(y[below])])
            border.append((place, middle))
    threshold = np.interp(coarse[:, 0], *np.array(border).T)
    return _LipLine(np.array(upper), np.array(lower), drop > threshold)


def close_lips(vertices: Float32[ndarray, "19158 3"]) -> Float32[ndarray, "19158 3"]:
    """Neutral vertices whose lips touch along their whole length."""
    line = _lip_line()
    out = vertices.copy()
    for _ in range(2):
        rows = fine_skin().matrix[np.concatenate([line.upper, line.lower])] @ out[BODY]
        upper, lower = rows[: len(line.upper)], rows[len(line.upper) :]
        gap = upper[:, 1] - lower[:, 1] + _LIP_OVERLAP
        gap = np.convolve(np.pad(gap, 2, "edge"), np.ones(5) / 5, "valid")
        middle = (upper + lower) / 2
        order = np.argsort(middle[:, 0])
        mouth = [np.interp(out[BODY, 0], middle[order, 0], c[order]) for c in (*middle.T[1:], gap)]
        away = (out[BODY, 1] - mouth[0]) ** 2 + (0.6 * (out[BODY, 2] - mouth[1])) ** 2
        beyond = np.clip(np.abs(out[BODY, 0]) - middle[:, 0].max(), 0, None)
        give = np.exp(-(away + beyond**2) / (2 * _LIP_REACH**2))
        out[BODY, 1] += np.where(line.is_lower, 0.5, -0.5) * mouth[2] * give
    return out


def fit_blink(
    vertices: Float32[ndarray, "19158 3"], delta: Float32[ndarray, "19158 3"], side: Side
) -> Float32[ndarray, "19158 3"]:
    """The blink's delta, scaled so that the lids just meet, outside the eyeball all the way."""
    rest = lid_rim(vertices, side)
    motion = lid_rim(delta, side)
    closed_lower = (rest + motion)[LOWER]
    order = np.argsort(closed_lower[:, 0])
    goal = np.interp(rest[UPPER, 0], closed_lower[order, 0], closed_lower[order, 1])
    need = rest[UPPER, 1] - goal + _LID_OVERLAP
    ratio = np.clip(need / np.maximum(-motion[UPPER, 1], 1e-4), 0.4, 1.6)
    by_x = np.argsort(rest[UPPER, 0])
    ratio = np.convolve(np.pad(ratio[by_x], 2, "edge"), np.ones(5) / 5, "valid")
    scale = np.interp(vertices[:, 0], rest[UPPER, 0][by_x], ratio)
    fitted = np.where(delta[:, 1:2] < 0, delta * scale[:, None], delta)
    return _outside_eyeball(vertices, fitted, side)


def _outside_eyeball(vertices: ndarray, delta: ndarray, side: Side) -> ndarray:
    """Push lid vertices out of the eyeball, cornea included, at half and at full closure."""
    socket = fit_socket(vertices, side)
    moving = np.flatnonzero(np.abs(delta[BODY]).max(1) > 2e-4)
    reach = np.linalg.norm(vertices[moving] - socket.centre, axis=1) / socket.radius
    moving = moving[(reach > 0.97) & (reach < 1.35)]
    out = delta.copy()
    for weight in (0.5, 0.75, 1.0):
        away = vertices[moving] + weight * out[moving] - socket.centre
        distance = np.linalg.norm(away, axis=1, keepdims=True)
        direction = away / distance
        angle = np.arccos(np.clip(direction @ socket.turn[:, 2:], -1, 1))
        surface = socket.radius * surface_height(angle) + _LID_CLEARANCE
        out[moving] += np.maximum(surface - distance, 0) * direction / weight
    return out.astype(np.float32)
