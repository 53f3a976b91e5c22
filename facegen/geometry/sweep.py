"""Closed meshes drawn along a path: tubes, rings, horns, beads and bands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from jaxtyping import Float64, Int32
from numpy import ndarray


class Solid(NamedTuple):
    """A watertight mesh with UVs per face corner; faces wind outwards."""

    vertices: Float64[ndarray, "V 3"]
    quads: Int32[ndarray, "F 4"]
    """A triangle repeats its last corner."""
    uvs: Float64[ndarray, "U 2"]
    quad_uvs: Int32[ndarray, "F 4"]


def parallel_frames(
    path: Float64[ndarray, "N 3"], start: Float64[ndarray, "3"] | None = None
) -> tuple[Float64[ndarray, "N 3"], Float64[ndarray, "N 3"]]:
    """Two unit vectors at right angles to `path`, which turn no more than it does (Wang 2008).

    The first begins as near to `start` as it can.
    """
    along = np.gradient(path, axis=0)
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    first = np.array([0.31, 0.17, 0.94]) if start is None else np.asarray(start, np.float64)
    sides = []
    for direction in along:
        first = first - (first @ direction) * direction
        first /= np.linalg.norm(first)
        sides.append(first)
    side = np.array(sides)
    return side, np.cross(along, side)


def tube(
    path: Float64[ndarray, "N 3"],
    radius: Float64[ndarray, "N"],
    sectors: int = 12,
    *,
    start: Float64[ndarray, "3"] | None = None,
) -> Solid:
    """A tube with closed ends; u runs around, v from the path's start (0) to its end (1)."""
    side, other = parallel_frames(path, start)
    turn = np.linspace(0, 2 * np.pi, sectors, endpoint=False)
    around = np.cos(turn)[:, None, None] * side + np.sin(turn)[:, None, None] * other
    rings = path + np.asarray(radius)[:, None] * around
    length = np.r_[0, np.cumsum(np.linalg.norm(np.diff(path, axis=0), axis=1))]
    return _skinned(np.swapaxes(rings, 0, 1), length / length[-1], closed=False)


def loop(rings: Float64[ndarray, "N S 3"]) -> Solid:
    """A ring-shaped solid from its cross-sections, each counter-clockwise to who walks along it."""
    return _skinned(np.asarray(rings, np.float64), np.linspace(0, 1, len(rings) + 1), closed=True)


def ring(
    centre: ndarray,
    axis: ndarray,
    radius: float,
    thickness: float,
    steps: int = 40,
    sectors: int = 10,
) -> Solid:
    """A torus about `axis` through `centre`."""
    axis = np.asarray(axis, np.float64) / np.linalg.norm(axis)
    first = np.cross(axis, (0.2, 0.9, 0.4))
    first /= np.linalg.norm(first)
    second = np.cross(axis, first)
    turn = np.linspace(0, 2 * np.pi, steps, endpoint=False)[:, None]
    out = np.cos(turn) * first + np.sin(turn) * second
    bend = np.linspace(0, 2 * np.pi, sectors, endpoint=False)
    rings = (
        np.asarray(centre, np.float64)
        + (radius + thickness * np.cos(bend))[None, :, None] * out[:, None]
        - (thickness * np.sin(bend))[None, :, None] * axis
    )
    return loop(rings)


def ball(centre: ndarray, radius: ndarray | float, steps: int = 8, sectors: int = 12) -> Solid:
    """A sphere, or an ellipsoid with a radius per axis."""
    angle = np.linspace(0.12, np.pi - 0.12, steps)
    turn = np.linspace(0, 2 * np.pi, sectors, endpoint=False)
    rings = np.stack(
        [
            np.sin(angle)[:, None] * np.cos(turn),
            np.broadcast_to(-np.cos(angle)[:, None], (steps, sectors)),
            -np.sin(angle)[:, None] * np.sin(turn),
        ],
        -1,
    )
    made = _skinned(rings, np.linspace(0, 1, steps), closed=False)
    scaled = made.vertices * np.asarray(radius, np.float64) + np.asarray(centre, np.float64)
    return made._replace(vertices=scaled)


def merged(solids: Sequence[Solid]) -> Solid:
    """All of `solids` as one mesh."""
    vertex = np.cumsum([0] + [len(s.vertices) for s in solids])
    corner = np.cumsum([0] + [len(s.uvs) for s in solids])
    return Solid(
        np.concatenate([s.vertices for s in solids]),
        np.concatenate([s.quads + n for s, n in zip(solids, vertex, strict=False)]).astype(
            np.int32
        ),
        np.concatenate([s.uvs for s in solids]),
        np.concatenate([s.quad_uvs + n for s, n in zip(solids, corner, strict=False)]).astype(
            np.int32
        ),
    )


def _skinned(rings: Float64[ndarray, "N S 3"], v: ndarray, closed: bool) -> Solid:
    """Quads between neighbouring rings; open ends get a fan around their middle."""
    count, sectors = rings.shape[:2]
    vertices = rings.reshape(-1, 3)
    u = np.linspace(0, 1, sectors + 1)
    rows = count + 1 if closed else count
    uvs = np.stack(np.broadcast_arrays(u[None], np.asarray(v)[:, None]), -1).reshape(-1, 2)
    i, k = np.mgrid[0 : rows - 1, 0:sectors]
    after, right = (i + 1) % count, (k + 1) % sectors
    quads = np.stack(
        [i * sectors + k, i * sectors + right, after * sectors + right, after * sectors + k], -1
    ).reshape(-1, 4)
    wide = sectors + 1
    corners = np.stack(
        [i * wide + k, i * wide + k + 1, (i + 1) * wide + k + 1, (i + 1) * wide + k], -1
    ).reshape(-1, 4)
    if closed:
        return Solid(vertices, quads.astype(np.int32), uvs, corners.astype(np.int32))
    tips = np.stack([rings[0].mean(0), rings[-1].mean(0)])
    middle = np.array([[0.5, float(v[0])], [0.5, float(v[-1])]])
    k = np.arange(sectors)
    right, last = (k + 1) % sectors, (count - 1) * sectors
    low = np.full(sectors, len(vertices))
    high = low + 1
    fans = np.concatenate(
        [
            np.stack([right, k, low, low], 1),
            np.stack([last + k, last + right, high, high], 1),
        ]
    )
    low_uv = np.full(sectors, len(uvs))
    last_uv = (count - 1) * wide
    fan_uvs = np.concatenate(
        [
            np.stack([k + 1, k, low_uv, low_uv], 1),
            np.stack([last_uv + k, last_uv + k + 1, low_uv + 1, low_uv + 1], 1),
        ]
    )
    return Solid(
        np.concatenate([vertices, tips]),
        np.concatenate([quads, fans]).astype(np.int32),
        np.concatenate([uvs, middle]),
        np.concatenate([corners, fan_uvs]).astype(np.int32),
    )
