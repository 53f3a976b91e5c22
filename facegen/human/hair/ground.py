"""The skin that hair grows from: the head's subdivided surface on one person, and roots on it."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numba
import numpy as np
import scipy.sparse as sp
from jaxtyping import Float32, Float64, Int32, Int64, UInt16
from numpy import ndarray
from scipy.spatial import cKDTree

from facegen.avatar import Morph
from facegen.geometry.mesh import triangulate, vertex_normals
from facegen.geometry.subdivide import catmull_clark
from facegen.human.figure import Figure
from facegen.human.hair.masks import ear_vertices, mouth_cavity
from facegen.human.proxies import blend_morphs, blend_weights
from facegen.human.topology import VERTEX_COUNT, topology

_SHOULDERS = 0.54
"""Height on the base mesh (metres) below which no hair ever rests."""

_VISIBLE = 3e-4
"""Metres."""


@dataclass(frozen=True)
class Patch:
    """The head's skin after one Catmull-Clark step, independent of the person."""

    matrix: sp.csr_matrix
    """[V, 19158]: fine vertices from base vertices."""
    triangles: Int32[ndarray, "F 3"]
    base: Float32[ndarray, "V 3"]
    """Fine vertices of the unshaped base mesh, where the masks are drawn."""


@functools.cache
def head_patch() -> Patch:
    """Head, neck and shoulders, without the mouth's inside."""
    table = topology()
    quads, _ = table.body_quads()
    quads = quads[table.base[quads][:, :, 1].min(1) > _SHOULDERS]
    quads = quads[~mouth_cavity()[quads].any(1)]
    step = catmull_clark(quads, VERTEX_COUNT)
    used, fine = np.unique(step.quads, return_inverse=True)
    matrix = step.matrix[used].tocsr().astype(np.float32)
    triangles = triangulate(fine.reshape(-1, 4).astype(np.int32))
    return Patch(matrix, triangles, (matrix @ table.base).astype(np.float32))


@dataclass(frozen=True)
class Roots:
    """Points on the patch where hairs start."""

    triangle: Int64[ndarray, "R"]
    bary: Float64[ndarray, "R 3"]
    base: Float64[ndarray, "R 3"]
    """Their places on the unshaped base mesh."""

    def __len__(self) -> int:
        return len(self.triangle)

    def take(self, index: ndarray) -> Roots:
        """Some of the roots."""
        return Roots(self.triangle[index], self.bary[index], self.base[index])


def sow(weight: Callable[[ndarray], ndarray], count: int, rng: np.random.Generator) -> Roots:
    """About `count` evenly scattered roots, as dense as `weight` (0..1, of base-mesh points) says.

    Roots are placed on the unshaped mesh, so that everyone with the same seed has the same ones.
    """
    patch = head_patch()
    corners = patch.base[patch.triangles].astype(np.float64)
    area = np.linalg.norm(np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]),
                          axis=1)  # fmt: skip
    likely = area * weight(corners.reshape(-1, 3)).reshape(-1, 3).max(1)
    tries = 8 * count
    triangle = rng.choice(len(area), tries, p=likely / likely.sum())
    u, v = rng.random(tries), rng.random(tries)
    flip = u + v > 1
    u, v = np.where(flip, 1 - u, u), np.where(flip, 1 - v, v)
    bary = np.stack([1 - u - v, u, v], 1)
    base = np.einsum("rk,rkc->rc", bary, corners[triangle])
    kept = rng.random(tries) < weight(base)
    roots = Roots(triangle[kept], bary[kept], base[kept])
    return roots.take(_spaced(roots.base, count))


def _spaced(points: Float64[ndarray, "N 3"], count: int) -> Int64[ndarray, "M"]:
    """Indices of up to `count` points, chosen in order, none too near an earlier one."""
    if len(points) <= count:
        return np.arange(len(points))
    tree = cKDTree(points)
    near = tree.query(points, k=2)[0][:, 1]
    # Of n points per area the mean nearest distance is 0.5/sqrt(n): scale it to the wanted density.
    radius = 1.25 * float(near.mean()) * np.sqrt(len(points) / count)
    for _ in range(12):
        pairs = tree.query_pairs(radius, output_type="ndarray")
        pairs = pairs[np.argsort(pairs[:, 0], kind="stable")]
        alive = _first_come(pairs, len(points))
        if alive.sum() >= count:
            break
        radius *= 0.9
    return np.flatnonzero(alive)[:count]


@numba.njit(cache=True)
def _first_come(pairs, count):
    """Of each pair (ascending by the first) the second gives way, unless the first already has."""
    alive = np.ones(count, np.bool_)
    for i in range(pairs.shape[0]):
        if alive[pairs[i, 0]]:
            alive[pairs[i, 1]] = False
    return alive


@dataclass(frozen=True)
class Ground:
    """The patch on one person, with nearest-surface look-up."""

    figure: Figure
    vertices: Float32[ndarray, "V 3"]
    normals: Float32[ndarray, "V 3"]
    tree: cKDTree
    scale: float
    """Size of this head relative to the base mesh."""

    def binding(self, roots: Roots) -> sp.csr_matrix:
        """[R, 19158]: each root as a blend of base vertices."""
        patch = head_patch()
        rows = np.repeat(np.arange(len(roots)), 3)
        columns = patch.triangles[roots.triangle].ravel()
        pick = sp.csr_matrix((roots.bary.ravel(), (rows, columns)), (len(roots), len(patch.base)))
        return (pick @ patch.matrix).tocsr().astype(np.float32)

    def place(self, roots: Roots) -> tuple[Float64[ndarray, "R 3"], Float64[ndarray, "R 3"]]:
        """Position and outward normal of each root."""
        corner = head_patch().triangles[roots.triangle]
        position = np.einsum("rk,rkc->rc", roots.bary, self.vertices[corner])
        normal = np.einsum("rk,rkc->rc", roots.bary, self.normals[corner])
        return position, normal / np.linalg.norm(normal, axis=1, keepdims=True)

    def nearest(self, points: ndarray) -> tuple[Float64[ndarray, "N"], Float64[ndarray, "N 3"]]:
        """Signed height over the skin (metres) and the skin's normal there.

        Height is measured against the tangent planes of the three nearest vertices.
        """
        distance, index = self._nearest(points)
        weight = 1 / (distance + 1e-4)
        weight /= weight.sum(1, keepdims=True)
        normal = np.einsum("nk,nkc->nc", weight, self.normals[index])
        normal /= np.linalg.norm(normal, axis=1, keepdims=True)
        offset = points[:, None] - self.vertices[index]
        height = np.einsum("nkc,nkc->nk", offset, self.normals[index])
        return (weight * height).sum(1), normal

    def _nearest(self, points: ndarray) -> tuple[ndarray, ndarray]:
        """Distance and index of the three nearest vertices."""
        return self.tree.query(points, k=3)

    def morphs_of(self, roots: Roots, repeat: int) -> Mapping[str, Morph]:
        """Face morphs of cards that ride on their roots, `repeat` vertices per card."""
        moved = blend_morphs(self._repeated(roots, repeat), self.figure.morphs)
        return visible_morphs(moved)

    def skin_weights_of(
        self, roots: Roots, repeat: int
    ) -> tuple[UInt16[ndarray, "V 4"], Float32[ndarray, "V 4"]]:
        """Joints and weights of the cards' vertices: those of their roots."""
        joints, weights = blend_weights(
            self.binding(roots), self.figure.joints, self.figure.weights
        )
        return np.repeat(joints, repeat, 0), np.repeat(weights, repeat, 0)

    def _repeated(self, roots: Roots, repeat: int) -> sp.csr_matrix:
        return self.binding(roots)[np.repeat(np.arange(len(roots)), repeat)]


@dataclass(frozen=True)
class _Skull(Ground):
    """A ground whose tree holds only some of its vertices."""

    bare: Int64[ndarray, "N"]

    def _nearest(self, points: ndarray) -> tuple[ndarray, ndarray]:
        distance, index = self.tree.query(points, k=3)
        return distance, self.bare[index]


def visible_morphs(morphs: Mapping[str, Morph]) -> Mapping[str, Morph]:
    """Morphs without the rows that move less than an eye sees; it halves a beard's file size."""
    made = {}
    for name, morph in morphs.items():
        keep = np.linalg.norm(morph.deltas, axis=1) > _VISIBLE
        if keep.any():
            made[name] = Morph(morph.indices[keep], morph.deltas[keep])
    return MappingProxyType(made)


def without_ears(ground: Ground) -> Ground:
    """A ground on which hair runs along the skull, behind the ears rather than around them."""
    bare = np.flatnonzero(head_patch().matrix @ ear_vertices().astype(np.float32) < 0.3)
    return _Skull(
        ground.figure, ground.vertices, ground.normals, cKDTree(ground.vertices[bare]),
        ground.scale, bare,
    )  # fmt: skip


def make_ground(figure: Figure) -> Ground:
    """The head's surface on `figure`."""
    patch = head_patch()
    vertices = (patch.matrix @ figure.vertices).astype(np.float32)
    normals = vertex_normals(vertices, patch.triangles)
    top = patch.base[:, 1] > 0.60
    scale = float(np.ptp(vertices[top], axis=0).mean() / np.ptp(patch.base[top], axis=0).mean())
    return Ground(figure, vertices, normals, cKDTree(vertices), scale)


def on_person(ground: Ground, base_point: ndarray) -> Float64[ndarray, "3"]:
    """The skin vertex that stands where `base_point` lies on the base mesh."""
    index = int(np.argmin(np.linalg.norm(head_patch().base - base_point, axis=1)))
    return ground.vertices[index].astype(np.float64)
