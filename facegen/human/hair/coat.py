"""Undercoats: the layer of short hair right on the skin that closes every gap between cards.

A coat is the hairy part of the skin itself, half a millimetre out, with its own chart (azimuthal
equidistant around the crown or the chin) in which short hairs are drawn and thin out raggedly at
the hairline.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import cv2
import numba
import numpy as np
from jaxtyping import Float, Float32, Float64, Int32, Int64, UInt8
from numpy import ndarray

from facegen.avatar import Material, Part
from facegen.geometry.mesh import part_from_mesh
from facegen.human.hair.color import StrandMaps, dye, hair_material
from facegen.human.hair.ground import Ground, head_patch, visible_morphs
from facegen.human.hair.lic import smear
from facegen.human.hair.masks import USUAL, Hairline, beard_weight, scalp_weight
from facegen.human.person import Hair
from facegen.human.proxies import blend_morphs, blend_weights

_THICKNESS = 0.0005
"""Metres between skin and coat."""
_LEAST = 0.05
"""Weight below which a coat is clear anyway."""
COAT_SIZES = (512, 1024)
"""Texels along a coat under other hair, or under a photo's, and along one that is seen."""
_COARSE = 256
"""Texels along a chart at which its surface is drawn."""


@dataclass(frozen=True)
class Chart:
    """Azimuthal equidistant map of base-mesh points around `axis` as seen from `center`."""

    center: tuple[float, float, float]
    axis: tuple[float, float, float]
    reach: float
    """Degrees from the axis to the texture's border."""

    def uvs(self, base: Float64[ndarray, "N 3"]) -> Float64[ndarray, "N 2"]:
        """Texture coordinates; +V points down the head."""
        axis = np.array(self.axis) / np.linalg.norm(self.axis)
        right = np.array([1.0, 0.0, 0.0])
        down = np.cross(right, axis)
        direction = base - self.center
        direction = direction / np.linalg.norm(direction, axis=1, keepdims=True)
        angle = np.degrees(np.arccos(np.clip(direction @ axis, -1, 1)))
        flat = np.stack([direction @ right, direction @ down], 1)
        flat /= np.maximum(np.linalg.norm(flat, axis=1, keepdims=True), 1e-9)
        return 0.5 + 0.5 * flat * (angle / self.reach)[:, None]


SCALP = Chart((0.0, 0.760, 0.050), (0.0, 1.0, -0.35), 145.0)
BEARD = Chart((0.0, 0.665, 0.060), (0.0, -0.35, 1.0), 125.0)


@dataclass(frozen=True)
class Scalp:
    """Where head hair is short enough to be a coat."""

    inner: bool = False
    """Not on its edge."""
    line: Hairline = USUAL


@dataclass(frozen=True)
class _Region:
    chart: Chart
    vertices: Int64[ndarray, "N"]
    """Of the patch."""
    triangles: Int32[ndarray, "F 3"]
    uvs: Float32[ndarray, "N 2"]


def _weight(kind: str | Scalp) -> Callable[[ndarray], ndarray]:
    """Hair weight of base-mesh points for a scalp or a beard style, wide enough to feather."""
    if isinstance(kind, Scalp):
        return lambda points: scalp_weight(points, 0.011, inner=kind.inner, line=kind.line)
    return lambda points: beard_weight(kind, points)


@functools.lru_cache(maxsize=16)
def _region(kind: str | Scalp) -> _Region:
    patch = head_patch()
    chart = SCALP if isinstance(kind, Scalp) else BEARD
    weight = _weight(kind)(patch.base)
    keep = (weight[patch.triangles] > _LEAST).any(1)
    vertices, triangles = np.unique(patch.triangles[keep], return_inverse=True)
    uvs = chart.uvs(patch.base[vertices].astype(np.float64)).astype(np.float32)
    return _Region(chart, vertices, triangles.reshape(-1, 3).astype(np.int32), uvs)


@functools.lru_cache(maxsize=2)  # 6 MB each at 1K, and each photo has a hairline of its own
def coat_maps(kind: str | Scalp, size: int, cover: float) -> StrandMaps:
    """Strand maps [size, size] of the coat; `cover` 0..1 is its opacity inside the hairline."""
    weight = cv2.resize(_chart_weight(kind), (size, size), interpolation=cv2.INTER_CUBIC)
    weight = np.clip(weight, 0, 1)
    grain = _grain("scalp" if isinstance(kind, Scalp) else "beard", size)
    # A hair outlasts its neighbours at the hairline the further its number lies up.
    ragged = np.clip((weight * 1.8 - grain.strand) / 0.70, 0, 1) * np.clip(weight / 0.25, 0, 1)
    alpha = ragged * (1 - (1 - cover) * np.clip(1 - 0.8 * grain.fine, 0, 3))
    return StrandMaps(
        tone=grain.tone,
        shade=np.full((size, size), 128, np.uint8),
        strand=grain.lottery,
        along=np.full((size, size), 40, np.uint8),
        alpha=_byte(255 * alpha),
        angle=grain.angle,
    )


@functools.lru_cache(maxsize=16)
def _chart_weight(kind: str | Scalp) -> Float32[ndarray, "256 256"]:
    """The hair's weight in its chart, 0 where nothing lies."""
    region = _region(kind)
    base = head_patch().base[region.vertices].astype(np.float64)
    points = paint_chart(region.uvs, region.triangles, base, _COARSE).reshape(-1, 3)
    inside = ~np.isnan(points[:, 0])
    weight = np.zeros(len(points), np.float32)
    weight[inside] = _weight(kind)(points[inside])
    return weight.reshape(_COARSE, _COARSE)


class Grain(NamedTuple):
    """Single hairs all over a chart, whatever is grown there."""

    fine: Float32[ndarray, "S S"]
    """Light and dark, of unit deviation."""
    locks: Float32[ndarray, "S S"]
    """The same, of what some ten hairs have in common."""
    strand: Float32[ndarray, "S S"]
    """An evenly spread number per hair, 0..1."""
    tone: UInt8[ndarray, "S S"]
    lottery: UInt8[ndarray, "S S"]
    angle: UInt8[ndarray, "S S"]


def _tufts(
    rng: np.random.Generator, angle: ndarray, near: ndarray, width: float, reach: int
) -> Float32[ndarray, "S S"]:
    """What hairs `width` texels around have in common, `reach` texels along; drawn at half size,
    since nothing in it is fine."""
    size = len(angle)
    half = np.ascontiguousarray(angle[::2, ::2]), np.ascontiguousarray(near[::2, ::2])
    noise = cv2.GaussianBlur(rng.standard_normal(half[0].shape), (0, 0), width / 2)
    return cv2.resize(smear(noise, *half, reach // 2), (size, size)).astype(np.float32)


@functools.lru_cache(maxsize=4)
def _grain(chart: str, size: int) -> Grain:
    """The hairs of the chart `scalp` or `beard`; drawn once, since convolution takes long."""
    rng = np.random.default_rng(31)
    angle = _fall(chart, size)
    row, column = np.mgrid[:size, :size] + 0.5 - size / 2
    near = np.hypot(row, column) < size / 2
    fine = smear(rng.standard_normal((size, size)), angle, near, max(size // 64, 6))
    clump = _tufts(rng, angle, near, 1.5, size // 32)
    locks = _tufts(rng, angle, near, size / 250, size // 20)
    fine, clump, locks = (m * near / max(float(m[near].std()), 1e-6) for m in (fine, clump, locks))
    mixed = fine + 0.5 * clump
    steps = np.linspace(0, 1, 65)
    strand = np.interp(mixed, np.quantile(mixed[near], steps), steps).astype(np.float32)
    turn = (np.rint(angle * 256 / np.pi).astype(np.int64) % 256).astype(np.uint8)
    return Grain(
        fine,
        locks.astype(np.float32),
        strand,
        _byte(128 + 40 * 0.8 * fine),
        _byte(255 * strand),
        turn,
    )


def hair_grain(size: int) -> Grain:
    """Single hairs, and locks, all over the scalp's chart."""
    return _grain("scalp", size)


def paint_chart(
    uvs: Float32[ndarray, "V 2"],
    triangles: Int32[ndarray, "F 3"],
    values: Float[ndarray, "V K"],
    size: int,
) -> Float64[ndarray, "S S K"]:
    """`values` of vertices, interpolated over their triangles in the chart; NaN elsewhere."""
    canvas = np.full((size, size, values.shape[1]), np.nan)
    pixels = np.asarray(uvs, np.float64) * size
    _paint(canvas, pixels, triangles, np.asarray(values, np.float64))
    return canvas


@numba.njit(cache=True)
def _paint(canvas, pixels, triangles, values):
    """Write `values` [N, C], interpolated over triangles with corners `pixels` [N, 2]."""
    height, width, channels = canvas.shape
    for t in range(triangles.shape[0]):
        a, b, c = triangles[t]
        ax, ay, bx, by = pixels[a, 0], pixels[a, 1], pixels[b, 0], pixels[b, 1]
        cx, cy = pixels[c, 0], pixels[c, 1]
        area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
        if abs(area) < 1e-9:
            continue
        for y in range(max(int(min(ay, by, cy)), 0), min(int(max(ay, by, cy)) + 1, height)):
            for x in range(max(int(min(ax, bx, cx)), 0), min(int(max(ax, bx, cx)) + 1, width)):
                px, py = x + 0.5, y + 0.5
                u = ((bx - px) * (cy - py) - (by - py) * (cx - px)) / area
                v = ((cx - px) * (ay - py) - (cy - py) * (ax - px)) / area
                w = 1 - u - v
                if u < -1e-6 or v < -1e-6 or w < -1e-6:
                    continue
                for k in range(channels):
                    canvas[y, x, k] = u * values[a, k] + v * values[b, k] + w * values[c, k]


def _byte(image: ndarray) -> ndarray:
    return np.clip(np.rint(image), 0, 255).astype(np.uint8)


def _fall(chart: str, size: int) -> Float32[ndarray, "H W"]:
    """Direction of the hairs in the chart: from the crown, or down the face; a little astray."""
    rng = np.random.default_rng(32)
    astray = cv2.GaussianBlur(rng.standard_normal((size, size)), (0, 0), size / 100)
    astray = 0.30 * astray / astray.std()
    at = (np.arange(size) + 0.5) / size - 0.5
    if chart == "scalp":
        angle = np.arctan2(at[:, None], at[None, :])
    else:
        angle = np.arctan2(1.0, np.broadcast_to(0.8 * at[None, :], (size, size)))
    return (angle + astray).astype(np.float32)


def scalp_coat(
    ground: Ground,
    hair: Hair,
    size: int = COAT_SIZES[0],
    cover: float = 0.9,
    *,
    inner: bool = False,
    line: Hairline = USUAL,
    plain: bool = False,
) -> Part:
    """`hair_coat`: short hair in the person's colour on the scalp; `inner`: not on its edge.

    A `plain` one shows where hair is, in no colour.
    """
    kind = Scalp(inner, line)
    if plain:
        return coat_part("hair_coat", kind, ground, Material("hair_coat", _bare(kind)), moves=False)
    maps = coat_maps(kind, size, cover)
    image = dye(maps, dataclasses.replace(hair, tip_color=None))
    material = hair_material("hair_coat", image, None, roughness=0.8, blend=True, fuzzy=True)
    return coat_part("hair_coat", kind, ground, material, moves=False)


def _bare(kind: Scalp) -> UInt8[ndarray, "256 256 4"]:
    alpha = _byte(255 * _chart_weight(kind))
    return np.dstack([np.zeros((*alpha.shape, 3), np.uint8), alpha])


def coat_part(
    name: str, kind: str | Scalp, ground: Ground, material: Material, moves: bool
) -> Part:
    """The coat on a person; `moves` with the face (beards) or not (scalp)."""
    region = _region(kind)
    patch = head_patch()
    matrix = patch.matrix[region.vertices]
    joints, weights = blend_weights(matrix, ground.figure.joints, ground.figure.weights)
    normals = ground.normals[region.vertices]
    part = part_from_mesh(
        name,
        ground.vertices[region.vertices] + _THICKNESS * normals,
        region.triangles,
        region.uvs,
        region.triangles,
        material,
        joints,
        weights,
        visible_morphs(blend_morphs(matrix, ground.figure.morphs)) if moves else {},
        normals,
    )
    return dataclasses.replace(part, casts_shadow=False)
