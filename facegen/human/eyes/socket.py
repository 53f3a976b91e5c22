"""Where the eyeballs sit: spheres fitted between a shaped face's lids."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from jaxtyping import Float, Float64
from numpy import ndarray

from facegen.human.topology import EYE_LEFT, EYE_RIGHT

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

INNER_RIMS = {
    "left": (
        7773, 7774, 7791, 7792, 7793, 7798, 7794, 7795, 7796, 7797, 7790, 11719, 7789, 7788,
        7787, 7786, 7785, 7784, 7783, 11718, 7782, 7781, 7780, 7779, 7778, 7777, 7776, 7775,
    ),
    "right": (
        1081, 1082, 1099, 1100, 1101, 1106, 1102, 1103, 1104, 1105, 1098, 5104, 1097, 1096,
        1095, 1094, 1093, 1092, 1091, 5103, 1090, 1089, 1088, 1087, 1086, 1085, 1084, 1083,
    ),
}  # fmt: skip
"""The next loop inwards, one vertex per margin vertex: the lids' hidden edge behind the eyeball's
surface."""

LID_GAP = 1.012
"""Distance of the lid margins from the eyeball's centre, in radii (0.2 mm clear of the surface)."""

_CENTRE_SIGMA = 0.0012
_RADIUS_SIGMA = 0.0006
_RIM_SIGMA = 0.0003


@dataclass(frozen=True)
class Socket:
    """One eyeball's sphere, metres."""

    side: Literal["left", "right"]
    centre: Float64[ndarray, "3"]
    radius: float

    @property
    def outward(self) -> float:
        """+1 where the temple lies towards +X, -1 for the other eye."""
        return 1.0 if self.side == "left" else -1.0


def fit_socket(vertices: Float[ndarray, "19158 3"], side: Literal["left", "right"]) -> Socket:
    """The sphere between the lids of `side`.

    Shape targets squash the base mesh's eyes into ellipsoids, which cannot turn in their sockets:
    the sphere follows the lid margins instead and stays near the squashed eye.
    """
    eye = vertices[EYE_LEFT if side == "left" else EYE_RIGHT].astype(np.float64)
    rim = vertices[list(LID_RIMS[side])].astype(np.float64)
    start_centre, start_radius = _sphere(eye)
    centre, radius = start_centre.copy(), start_radius
    for _ in range(8):
        away = rim - centre
        distance = np.linalg.norm(away, axis=1)
        residual = np.concatenate(
            [
                (distance - LID_GAP * radius) / _RIM_SIGMA,
                (centre - start_centre) / _CENTRE_SIGMA,
                [(radius - start_radius) / _RADIUS_SIGMA],
            ]
        )
        jacobian = np.zeros((len(rim) + 4, 4))
        jacobian[: len(rim), :3] = -away / distance[:, None] / _RIM_SIGMA
        jacobian[: len(rim), 3] = -LID_GAP / _RIM_SIGMA
        jacobian[len(rim) : -1, :3] = np.eye(3) / _CENTRE_SIGMA
        jacobian[-1, 3] = 1 / _RADIUS_SIGMA
        step = np.linalg.lstsq(jacobian, -residual, rcond=None)[0]
        centre = centre + step[:3]
        radius = radius + step[3]
    return Socket(side, centre, float(radius))


def _sphere(points: Float64[ndarray, "N 3"]) -> tuple[Float64[ndarray, "3"], float]:
    """Centre and radius of the least-squares sphere through `points`."""
    system = np.c_[2 * points, np.ones(len(points))]
    solution = np.linalg.lstsq(system, (points**2).sum(1), rcond=None)[0]
    return solution[:3], float(np.sqrt(solution[3] + solution[:3] @ solution[:3]))
