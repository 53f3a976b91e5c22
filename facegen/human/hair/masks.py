"""Where hair grows: scalp and beard regions as smooth functions of the unshaped base mesh.

Regions are drawn once, on MakeHuman's base mesh in metres (`Topology.base`, left-right symmetric),
with y measured up from its own origin; a shaped person inherits them vertex by vertex, so a
hairline follows every head. All weights are 0..1.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float, Float32
from numpy import ndarray

from facegen.geometry.mesh import triangulate, vertex_normals
from facegen.geometry.subdivide import quad_edges
from facegen.human.ramps import smoothstep
from facegen.human.topology import BODY, VERTEX_COUNT, topology

_HAIRLINE_AZIMUTH = (0, 18, 30, 40, 50, 58, 63, 67, 72, 77, 82, 92, 104, 112, 122, 135, 150, 180)
_HAIRLINE_HEIGHT = (
    0.8040, 0.8055, 0.8040, 0.7960, 0.7820, 0.7640, 0.7420, 0.7180, 0.7020, 0.7030, 0.7340,
    0.7350, 0.7240, 0.7080, 0.6860, 0.6700, 0.6600, 0.6560,
)  # fmt: skip
"""Height of the hairline (metres, base mesh) by azimuth in degrees from the front; the dip at 67-77
is the sideburn, the rise at 82-92 the ear."""
_AXIS_Z = 0.05
"""The vertical axis through the skull that azimuths turn about."""

_CHEEK_LINE = ((0.030, 0.6745), (0.040, 0.6760), (0.050, 0.6840), (0.060, 0.6970), (0.068, 0.7180))
"""Upper edge of a full beard on the cheek: (|x|, y)."""
_JAW_LOW = ((0.055, 0.662), (0.062, 0.640), (0.075, 0.618), (0.090, 0.607), (0.140, 0.606))
"""Lower edge of a beard on the neck: (z, y)."""


def _ramp(value: ndarray, width: float) -> ndarray:
    """Smooth step from 0 at -`width` to 1 at +`width`."""
    return smoothstep(0.0, 1.0, value / (2 * width) + 0.5)


@dataclass(frozen=True)
class Hairline:
    """How somebody's hairline differs from the usual one; metres on the base mesh."""

    raised: float = 0.0
    """Over the forehead; negative is lower."""
    temples: float = 0.0
    """How far the corners have moved back beyond that."""
    sideburns: float = 0.0
    """How far they end above (below when negative) the usual place."""


USUAL = Hairline()
_TEMPLE_AZIMUTH = (0, 12, 28, 40, 52, 60, 70)
_TEMPLE_SHARE = (0.25, 0.45, 1.0, 1.0, 0.75, 0.3, 0.0)


def scalp_weight(
    points: Float[ndarray, "N 3"],
    softness: float = 0.006,
    *,
    inner: bool = False,
    line: Hairline = USUAL,
) -> Float32[ndarray, "N"]:
    """1 on the hairy scalp, 0 elsewhere, for points on the base mesh.

    `inner` leaves out the sideburns, the nape's edge and the hairline's last centimetre: what any
    hair style covers.
    """
    return _ramp(scalp_height(points, inner=inner, line=line), softness).astype(np.float32)


def root_weight(points: Float[ndarray, "N 3"], line: Hairline) -> Float32[ndarray, "N"]:
    """How densely short hair is rooted at base-mesh points: no stray tuft beyond the hairline."""
    weight = scalp_weight(points, 0.005, line=line)
    return np.where(weight > 0.15, weight, np.float32(0))


def scalp_height(
    points: Float[ndarray, "N 3"], *, inner: bool = False, line: Hairline = USUAL
) -> Float[ndarray, "N"]:
    """Metres that base-mesh points lie above the hairline; negative below it."""
    x, y, z = np.abs(points[:, 0]), points[:, 1], points[:, 2]
    azimuth = np.degrees(np.arctan2(x, z - _AXIS_Z))
    height = np.interp(azimuth, _HAIRLINE_AZIMUTH, _HAIRLINE_HEIGHT)
    if inner:
        sides = (azimuth > 55) & (azimuth < 100)
        height = np.where(sides, np.maximum(height, 0.745), height) + 0.007
    if line != USUAL:
        front = np.interp(azimuth, (45, 62), (1.0, 0.0))
        burns = np.interp(azimuth, (58, 66, 78, 82), (0.0, 1.0, 1.0, 0.0))
        temples = np.interp(azimuth, _TEMPLE_AZIMUTH, _TEMPLE_SHARE)
        height = height + line.raised * front + line.temples * temples + line.sideburns * burns
    return y - height


def _lips(x: ndarray, y: ndarray) -> ndarray:
    """1 on the red of the lips and the mouth's inside (which lies behind them)."""
    half = np.where(y > 0.6605, 0.0090, 0.0125)
    radius = np.sqrt((x / 0.0285) ** 2 + ((y - 0.6605) / half) ** 2)
    return _ramp(1.0 - radius, 0.10)


def _full(points: ndarray) -> ndarray:
    """The widest beard: sideburns, cheeks, moustache, chin, under the jaw."""
    x, y, z = np.abs(points[:, 0]), points[:, 1], points[:, 2]
    cheek = np.array(_CHEEK_LINE)
    top = np.interp(x, cheek[:, 0], cheek[:, 1])
    top = np.where(x < 0.030, np.interp(x, (0.0, 0.016, 0.030), (0.6785, 0.6800, 0.6745)), top)
    low = np.interp(z, *np.array(_JAW_LOW).T)
    inside = _ramp(top - y, 0.0035) * _ramp(y - low, 0.006)
    inside *= _ramp(z - 0.0635, 0.003)
    return inside * (1 - _lips(x, y))


def _moustache(points: ndarray, reach: float, drop: float) -> ndarray:
    """The upper lip, out to |x| = `reach`, hanging `drop` below the mouth's corner."""
    x, y = np.abs(points[:, 0]), points[:, 1]
    low = np.where(x < 0.024, 0.660, 0.664 - drop)
    top = np.interp(x, (0.0, 0.016, 0.024, 0.040), (0.6785, 0.6800, 0.6755, 0.6690))
    region = _ramp(reach - x, 0.002) * _ramp(y - low, 0.002) * _ramp(top - y, 0.002)
    return region * (1 - _lips(x, y)) * _ramp(points[:, 2] - 0.120, 0.002)


def _chin(points: ndarray, reach: float) -> ndarray:
    """The chin's front and underside, out to |x| = `reach`, up to the lower lip in the middle."""
    x, y = np.abs(points[:, 0]), points[:, 1]
    top = np.interp(x, (0.0, 0.007, 0.012, 0.030), (0.650, 0.648, 0.640, 0.638))
    region = _ramp(reach - x, 0.004) * _ramp(top - y, 0.003) * _ramp(points[:, 2] - 0.100, 0.008)
    return region * _full(points)


def _bridge(points: ndarray) -> ndarray:
    """The strip beside the mouth that joins moustache and chin beard."""
    x, y = np.abs(points[:, 0]), points[:, 1]
    region = _ramp(x - 0.026, 0.002) * _ramp(0.038 - x, 0.003) * _ramp(0.676 - y, 0.002)
    region *= _ramp(y - 0.632, 0.004)
    return region * _full(points)


def beard_weight(style: str, points: Float[ndarray, "N 3"]) -> Float32[ndarray, "N"]:
    """1 where a beard of `style` (`FACIAL_HAIR_STYLES`) grows, for points on the base mesh."""
    if style == "none":
        weight = np.zeros(len(points))
    elif style == "moustache":
        weight = _moustache(points, 0.028, 0.001)
    elif style == "handlebar":
        weight = _moustache(points, 0.031, 0.004)
    elif style == "goatee":
        weight = _chin(points, 0.024)
    elif style == "circle":
        weight = np.maximum(
            np.maximum(_moustache(points, 0.034, 0.003), _bridge(points)), _chin(points, 0.032)
        )
    elif style == "sideburns":
        x, y, z = np.abs(points[:, 0]), points[:, 1], points[:, 2]
        front = np.interp(y, (0.650, 0.680, 0.720), (0.098, 0.088, 0.084))
        weight = _full(points) * _ramp(y - 0.655, 0.004) * _ramp(front - z, 0.003)
        weight *= _ramp(x - 0.040, 0.004)
    elif style in ("stubble", "short beard", "full beard", "long beard"):
        weight = _full(points)
    else:
        raise KeyError(f"no beard style {style!r}")
    return weight.astype(np.float32)


@functools.cache
def ear_vertices() -> ndarray:
    """Base vertices of both ears, those that the wing slider moves: no hair grows there."""
    local = topology().local
    moved = np.zeros(VERTEX_COUNT, bool)
    for side in "lr":
        index, delta = local.get(f"{side}-ear-wing-incr")
        moved[index[np.linalg.norm(delta, axis=1) > 3e-3]] = True
    return moved


@functools.cache
def mouth_cavity() -> ndarray:
    """Base vertices inside the mouth: their normals meet the face again within 7 cm."""
    base = np.asarray(topology().base, np.float64)
    triangles = triangulate(topology().body_quads()[0])
    corners = base[triangles]
    near = (np.abs(corners[..., 0]) < 0.06) & (np.abs(corners[..., 1] - 0.655) < 0.05)
    corners = corners[near.all(1) & (corners[..., 2] > 0.04).all(1)]
    normals = vertex_normals(base.astype(np.float32), triangles).astype(np.float64)
    x, y, z = np.abs(base[: BODY.stop]).T
    doubtful = np.flatnonzero((x < 0.05) & (y > 0.628) & (y < 0.690) & (z > 0.05) & (z < 0.153))
    inside = np.zeros(VERTEX_COUNT, bool)
    inside[doubtful] = _ray_hits(base[doubtful], normals[doubtful], corners, 0.07)
    edges, _ = quad_edges(topology().body_quads()[0])
    a, b = edges.T
    degree = np.bincount(edges.ravel(), minlength=VERTEX_COUNT)
    # A ray may slip through a gap: whoever has mostly inside neighbours is inside too.
    for _ in range(4):
        votes = np.bincount(a, inside[b], VERTEX_COUNT) + np.bincount(b, inside[a], VERTEX_COUNT)
        inside |= votes > 0.6 * np.maximum(degree, 1)
    return inside


def _ray_hits(
    origins: Float[ndarray, "N 3"],
    rays: Float[ndarray, "N 3"],
    corners: Float[ndarray, "F 3 3"],
    reach: float,
) -> ndarray:
    """Whether each ray meets a triangle between 1 mm and `reach` metres (Moeller & Trumbore)."""
    edge1, edge2 = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    hits = np.zeros(len(origins), bool)
    for i, (origin, ray) in enumerate(zip(origins, rays, strict=True)):
        p = np.cross(ray, edge2)
        scale = (edge1 * p).sum(1)
        scale[np.abs(scale) < 1e-14] = np.inf
        offset = origin - corners[:, 0]
        u = (offset * p).sum(1) / scale
        q = np.cross(offset, edge1)
        v = q @ ray / scale
        distance = (edge2 * q).sum(1) / scale
        hits[i] = (
            (u >= 0) & (v >= 0) & (u + v <= 1) & (distance > 1e-3) & (distance < reach)
        ).any()
    return hits


def _on_base(weight: ndarray) -> Float32[ndarray, "19158"]:
    """Body vertices only, ears and the mouth's inside left bare, exactly symmetric weights kept."""
    weight = weight.astype(np.float32)
    weight[BODY.stop :] = 0
    weight[ear_vertices() | mouth_cavity()] = 0
    return weight


@functools.cache
def scalp_mask() -> Float32[ndarray, "19158"]:
    """Scalp weight per base vertex, soft over 12 mm so that a painter can roughen the hairline."""
    return _on_base(scalp_weight(np.asarray(topology().base), 0.009))


@functools.cache
def beard_mask(style: str) -> Float32[ndarray, "19158"]:
    """Beard weight per base vertex for one of `FACIAL_HAIR_STYLES`; `KeyError` for another."""
    return _on_base(beard_weight(style, np.asarray(topology().base)))
