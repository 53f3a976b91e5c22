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

import cv2
import numba
import numpy as np
from jaxtyping import Float32, Float64, Int32, Int64
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
        return lambda points: scalp_weight(points, 0.008, inner=kind.inner, line=kind.line)
    return lambda points: beard_weight(kind, points)


@functools.lru_cache(maxsize=16)
def _region(kind: str | Scalp) -> _Region:
    patch = head_patch()
    chart = SCALP if isinstance(kind, Scalp) else BEARD
    weight = _weight(kind)(patch.base)
    keep = (weight[patch.triangles] > 0.02).any(1)
    vertices, triangles = np.unique(patch.triangles[keep], return_inverse=True)
    uvs = chart.uvs(patch.base[vertices].astype(np.float64)).astype(np.float32)
    return _Region(chart, vertices, triangles.reshape(-1, 3).astype(np.int32), uvs)


@functools.lru_cache(maxsize=8)
def coat_maps(kind: str | Scalp, size: int, cover: float) -> StrandMaps:
    """Strand maps [size, size] of the coat; `cover` 0..1 is its opacity inside the hairline."""
    region = _region(kind)
    coarse = 256
    base = head_patch().base[region.vertices].astype(np.float64)
    points = np.full((coarse, coarse, 3), np.nan)
    _paint(points, region.uvs.astype(np.float64) * coarse, region.triangles, base)
    points = points.reshape(-1, 3)
    inside = ~np.isnan(points[:, 0])
    weight = np.zeros(len(points), np.float32)
    weight[inside] = _weight(kind)(points[inside])
    weight = cv2.resize(weight.reshape(coarse, coarse), (size, size), interpolation=cv2.INTER_CUBIC)
    weight = np.clip(weight, 0, 1)
    near = cv2.dilate(weight, np.ones((5, 5))) > 0.004
    rng = np.random.default_rng(31)
    angle = _fall(kind, size)
    fine = smear(rng.standard_normal((size, size)), angle, near, max(size // 64, 6))
    clump = cv2.GaussianBlur(rng.standard_normal((size, size)), (0, 0), 1.5)
    clump = smear(clump, angle, near, size // 32)
    fine, clump = (m / max(float(m[near].std()), 1e-6) for m in (fine, clump))
    mixed = fine + 0.5 * clump
    strand = np.interp(
        mixed, np.quantile(mixed[near], np.linspace(0, 1, 65)), np.linspace(0, 1, 65)
    )
    # A hair outlasts its neighbours at the hairline the further its number lies up.
    ragged = np.clip((weight * 1.5 - strand) / 0.35, 0, 1) * np.clip(weight / 0.15, 0, 1)
    alpha = ragged * (1 - (1 - cover) * np.clip(1 - 0.8 * fine, 0, 3))
    return StrandMaps(
        tone=_byte(128 + 40 * 0.8 * fine),
        shade=np.full((size, size), 128, np.uint8),
        strand=_byte(255 * strand),
        along=np.full((size, size), 40, np.uint8),
        alpha=_byte(255 * alpha),
        angle=(np.rint(angle * 256 / np.pi).astype(np.int64) % 256).astype(np.uint8),
    )


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


def _fall(kind: str | Scalp, size: int) -> Float32[ndarray, "H W"]:
    """Direction of the hairs in the chart: from the crown, or down the face; a little astray."""
    rng = np.random.default_rng(32)
    astray = cv2.GaussianBlur(rng.standard_normal((size, size)), (0, 0), size / 100)
    astray = 0.30 * astray / astray.std()
    at = (np.arange(size) + 0.5) / size - 0.5
    if isinstance(kind, Scalp):
        angle = np.arctan2(at[:, None], at[None, :])
    else:
        angle = np.arctan2(1.0, np.broadcast_to(0.8 * at[None, :], (size, size)))
    return (angle + astray).astype(np.float32)


def scalp_coat(
    ground: Ground,
    hair: Hair,
    size: int = 512,
    cover: float = 0.9,
    *,
    inner: bool = False,
    line: Hairline = USUAL,
) -> Part:
    """`hair_coat`: short hair in the person's colour on the scalp; `inner`: not on its edge."""
    kind = Scalp(inner, line)
    maps = coat_maps(kind, size, cover)
    image = dye(maps, dataclasses.replace(hair, tip_color=None))
    material = hair_material("hair_coat", image, None, roughness=0.8, blend=True, fuzzy=True)
    return coat_part("hair_coat", kind, ground, material, moves=False)


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
