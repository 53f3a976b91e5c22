"""The eyeball's meshes at unit radius, gazing along +Z: white and iris in one, the cornea apart.

Both use one azimuthal UV disc without a seam: the iris fills the inner half of the disc's radius,
the white the outer half.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from jaxtyping import Float64, Int32
from numpy import ndarray

IRIS_RADIUS = 0.315
"""Of the eyeball's radius: the share of the lid opening that a human iris takes."""
IRIS_UV = 0.5
"""The iris' share of the UV disc's radius."""
BACK_ANGLE = np.radians(108)
"""The mesh ends here, behind what a full sideways look uncovers."""
LIMBUS_ANGLE = float(np.arcsin(IRIS_RADIUS))
CORNEA_HEIGHT = 0.04
"""How far the cornea's apex stands out of the white's sphere."""
CORNEA_ANGLE = LIMBUS_ANGLE + np.radians(2.0)
_SECTORS = 40
_IRIS_DEPTH = 0.062
_SKIN = 0.0025
"""The cornea's border floats this far above the white so that the two never fight for a pixel."""


class Mesh(NamedTuple):
    """Triangles with one UV per vertex (u right, v down)."""

    vertices: Float64[ndarray, "V 3"]
    triangles: Int32[ndarray, "F 3"]
    uvs: Float64[ndarray, "V 2"]


def eyeball() -> Mesh:
    """White, limbus, recessed iris and pupil, about 1,800 triangles."""
    iris = np.array([0.17, 0.34, 0.52, 0.7, 0.86, 0.97])
    iris_z = np.cos(LIMBUS_ANGLE) - _IRIS_DEPTH * (1 - 0.55 * iris**2)
    white = LIMBUS_ANGLE + (BACK_ANGLE - LIMBUS_ANGLE) * np.linspace(0.012, 1, 14) ** 1.25
    radius = np.r_[iris * IRIS_RADIUS, np.sin(white)]
    z = np.r_[iris_z, np.cos(white)]
    disc = np.r_[iris * IRIS_UV, uv_radius(white)]
    return _revolve(radius, z, disc, np.cos(LIMBUS_ANGLE) - _IRIS_DEPTH)


def cornea() -> Mesh:
    """The clear cap over iris and limbus, about 560 triangles; its UV disc is its own."""
    angle = CORNEA_ANGLE * np.linspace(0.14, 1, 7)
    height = surface_height(angle)
    disc = np.linspace(0.14, 1, 7)
    return _revolve(height * np.sin(angle), height * np.cos(angle), disc, 1 + CORNEA_HEIGHT + _SKIN)


def surface_height(angle: Float64[ndarray, "..."]) -> Float64[ndarray, "..."]:
    """Distance from the centre of the wet outer surface, in radii, at `angle` from the gaze."""
    inside = np.clip(1 - (angle / CORNEA_ANGLE) ** 2, 0, 1)
    return 1 + _SKIN + CORNEA_HEIGHT * inside * (1.3 - 0.3 * inside)


def uv_radius(angle: Float64[ndarray, "..."]) -> Float64[ndarray, "..."]:
    """Radius in the UV disc (0 centre .. 1 rim) of the white at `angle` from the gaze."""
    share = (angle - LIMBUS_ANGLE) / (BACK_ANGLE - LIMBUS_ANGLE)
    return IRIS_UV + (1 - IRIS_UV) * share


def _revolve(
    radius: Float64[ndarray, "R"], z: Float64[ndarray, "R"], disc: Float64[ndarray, "R"], tip: float
) -> Mesh:
    """Turn a profile about +Z; `tip` is z on the axis, `disc` each ring's radius in the UV disc."""
    turn = np.linspace(0, 2 * np.pi, _SECTORS, endpoint=False)
    cosine, sine = np.cos(turn), np.sin(turn)
    rings = np.stack(
        [np.outer(radius, cosine), np.outer(radius, sine), np.repeat(z[:, None], _SECTORS, 1)], 2
    )
    uvs = 0.5 + 0.5 * np.stack([np.outer(disc, cosine), -np.outer(disc, sine)], 2)
    vertices = np.concatenate([[[0.0, 0.0, tip]], rings.reshape(-1, 3)])
    uvs = np.concatenate([[[0.5, 0.5]], uvs.reshape(-1, 2)])
    here = np.arange(_SECTORS)
    after = (here + 1) % _SECTORS
    triangles = [np.stack([np.zeros(_SECTORS, int), 1 + here, 1 + after], 1)]
    for i in range(len(radius) - 1):
        a, b = 1 + i * _SECTORS, 1 + (i + 1) * _SECTORS
        triangles.append(np.stack([a + here, b + here, b + after], 1))
        triangles.append(np.stack([a + here, b + after, a + after], 1))
    return Mesh(vertices, np.concatenate(triangles).astype(np.int32), uvs)
