"""Where the eyeballs sit: spheres fitted between a shaped face's lids."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Literal

import numpy as np
from jaxtyping import Float, Float64, Int64
from numpy import ndarray

from facegen.geometry.subdivide import catmull_clark, quad_edges
from facegen.human.topology import EYE_LEFT, EYE_RIGHT, topology

Side = Literal["left", "right"]

LID_RIMS = {
    "left": (
        7747, 7748, 7765, 7766, 7767, 7772, 7768, 7769, 7770, 7771, 7764, 11717, 7763, 7762,
        7761, 7760, 7759, 7758, 7757, 11716, 7756, 7755, 7754, 7753, 7752, 7751, 7750, 7749,
    ),
    "right": (
        1055, 1056, 1073, 1074, 1075, 1080, 1076, 1077, 1078, 1079, 1072, 5102, 1071, 1070,
        1069, 1068, 1067, 1066, 1065, 5101, 1064, 1063, 1062, 1061, 1060, 1059, 1058, 1057,
    ),
}  # fmt: skip
"""Base vertices of the lid margins as closed loops: upper lid towards the nose, then the lower lid
back to the temple. The right loop mirrors the left."""

RIM_POINTS = 56
UPPER = np.r_[49:56, 0:9]
LOWER = np.arange(19, 36)
"""Places along the smoothed margin that belong to the upper and the lower lid, corners left out."""

LID_GAP = 1.02
"""Distance of the lid margins from the eyeball's centre, in radii (0.3 mm clear of the surface)."""

_RIM_SIGMA = 0.0003
_BURIED = 2.0
"""A margin point inside the eyeball counts this much more than one that stands off."""
_GAZE_SIGMA = np.array([0.00018, 0.0002])
_DEPTH_SIGMA = 0.002
_RADIUS_SIGMA = 0.0001
_MAX_TURN = np.radians([4.0, 3.0])
"""Outward and vertical turn at rest at most: pupils of real eyes, too, point some 4 degrees
outwards of what they look at."""
_TEMPLE_SHIFT = 0.0003
"""Metres from the middle of the lid margins towards the temple, where lids overlap less."""
_RAISE = 0.0003
"""Metres of the pupil above the middle of the opening: the upper lid covers more of the iris."""


@dataclass(frozen=True)
class Socket:
    """One eyeball's sphere, metres."""

    side: Side
    centre: Float64[ndarray, "3"]
    radius: float
    turn: Float64[ndarray, "3 3"]
    """Rest orientation: takes +Z to where the pupil points."""

    @property
    def outward(self) -> float:
        """+1 where the temple lies towards +X, -1 for the other eye."""
        return 1.0 if self.side == "left" else -1.0


@functools.cache
def _rim_blend(side: Side) -> tuple[Int64[ndarray, "K"], Float64[ndarray, "56 K"]]:
    """Base vertices, and their weights in each point of the lid margin after subdivision."""
    quads, _ = topology().body_quads()
    loop = np.array(LID_RIMS[side])
    near = np.isin(quads, loop).any(1)
    near = np.isin(quads, quads[near]).any(1)
    used, local = np.unique(quads[near], return_inverse=True)
    local = local.reshape(-1, 4).astype(np.int32)
    fine = catmull_clark(local, len(used)).matrix
    corner = np.searchsorted(used, loop)
    ends = np.sort(np.stack([corner, np.roll(corner, -1)], 1), 1)
    edges, _ = quad_edges(local)
    place = {tuple(edge): i for i, edge in enumerate(edges.tolist())}
    middle = [len(used) + place[tuple(edge)] for edge in ends.tolist()]
    return used, fine[np.stack([corner, middle], 1).ravel()].toarray()


def lid_rim(vertices: Float[ndarray, "19158 3"], side: Side) -> Float64[ndarray, "56 3"]:
    """The smoothed lid margin as the skin shows it: a closed loop (or its motion, for deltas)."""
    used, blend = _rim_blend(side)
    return blend @ vertices[used].astype(np.float64)


def fit_socket(vertices: Float[ndarray, "19158 3"], side: Side) -> Socket:
    """The sphere between the lids of `side`.

    Shape targets squash the base mesh's eyes into ellipsoids, which cannot turn in their sockets:
    the sphere follows the lid margins instead and stays near the squashed eye.
    """
    eye = vertices[EYE_LEFT if side == "left" else EYE_RIGHT].astype(np.float64)
    rim = lid_rim(vertices, side)
    centre, start_radius = _sphere(eye)
    radius, start_depth = start_radius, centre[2]
    outward = 1.0 if side == "left" else -1.0
    gaze = _opening_middle(rim, outward)
    prior = np.zeros((4, 4))
    prior[:2, :2] = np.diag(1 / _GAZE_SIGMA)
    prior[2, 2], prior[3, 3] = 1 / _DEPTH_SIGMA, 1 / _RADIUS_SIGMA
    for _ in range(8):
        away = rim - centre
        distance = np.linalg.norm(away, axis=1)
        drift = np.r_[centre[:2] - gaze, centre[2] - start_depth, radius - start_radius]
        sigma = np.where(distance < radius, _RIM_SIGMA / _BURIED, _RIM_SIGMA)
        residual = np.r_[(distance - LID_GAP * radius) / sigma, prior @ drift]
        lids = np.c_[-away / distance[:, None], np.full(len(rim), -LID_GAP)] / sigma[:, None]
        step = np.linalg.lstsq(np.r_[lids, prior], -residual, rcond=None)[0]
        centre = centre + step[:3]
        radius = radius + step[3]
    return Socket(side, centre, float(radius), _rest_turn((gaze - centre[:2]) / radius, outward))


def _rest_turn(aim: Float64[ndarray, "2"], outward: float) -> Float64[ndarray, "3 3"]:
    """The small turn that brings the pupil towards `aim` (right and up, in radii)."""
    yaw = np.clip(aim[0] * outward, 0, _MAX_TURN[0]) * outward
    pitch = np.clip(aim[1], -_MAX_TURN[1], _MAX_TURN[1])
    return rotation_about("y", yaw) @ rotation_about("x", -pitch)


def rotation_about(axis: Literal["x", "y"], angle: float) -> Float64[ndarray, "3 3"]:
    """Right-handed turn by `angle` radians."""
    c, s = np.cos(angle), np.sin(angle)
    if axis == "x":
        return np.array([[1, 0, 0], [0, c, -s], [0, s, c]])
    return np.array([[c, 0, s], [0, 1, 0], [-s, 0, c]])


def _opening_middle(rim: Float64[ndarray, "56 3"], outward: float) -> Float64[ndarray, "2"]:
    """X and Y where the pupil belongs between the lids."""
    x = (rim[:, 0].min() + rim[:, 0].max()) / 2 + outward * _TEMPLE_SHIFT
    upper = np.interp(x * outward, *_by_x(rim[UPPER], outward))
    lower = np.interp(x * outward, *_by_x(rim[LOWER], outward))
    return np.array([x, (upper + lower) / 2 + _RAISE])


def _by_x(points: Float64[ndarray, "N 3"], outward: float) -> tuple[ndarray, ndarray]:
    order = np.argsort(points[:, 0] * outward)
    return points[order, 0] * outward, points[order, 1]


def _sphere(points: Float64[ndarray, "N 3"]) -> tuple[Float64[ndarray, "3"], float]:
    """Centre and radius of the least-squares sphere through `points`."""
    system = np.c_[2 * points, np.ones(len(points))]
    solution = np.linalg.lstsq(system, (points**2).sum(1), rcond=None)[0]
    return solution[:3], float(np.sqrt(solution[3] + solution[:3] @ solution[:3]))
