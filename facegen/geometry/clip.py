"""Cuts a part along a smooth curve instead of along its triangles' zigzag."""

from __future__ import annotations

import dataclasses
from itertools import pairwise
from types import MappingProxyType

import numpy as np
from jaxtyping import Float
from numpy import ndarray

from facegen.avatar import Morph, Part

_EPSILON = 1e-9


def clip_part(part: Part, depth: Float[ndarray, "V"]) -> Part | None:
    """What of `part` lies where `depth` (one value per vertex) is positive; None when nothing does.

    Triangles that the border crosses are cut there; the new vertices blend everything that their
    edge's ends carry.
    """
    inside = depth > 0
    count = inside[part.triangles].sum(1)
    triangles = [part.triangles[count == 3]]
    edges: dict[tuple[int, int], int] = {}
    for triangle in part.triangles[(count == 1) | (count == 2)].tolist():
        triangles.append(_cut(triangle, inside, edges, len(depth)))
    triangles = np.concatenate(triangles)
    if not len(triangles):
        return None
    ends = np.array(list(edges), np.int64).reshape(-1, 2)
    a, b = depth[ends[:, 0]], depth[ends[:, 1]]
    share = (a / np.where(np.abs(a - b) < _EPSILON, _EPSILON, a - b)).astype(np.float32)
    used, compact = np.unique(triangles, return_inverse=True)
    return _gather(part, used, compact.reshape(-1, 3).astype(np.int32), ends, share)


def _cut(triangle: list[int], inside: ndarray, edges: dict, first: int) -> ndarray:
    """The inner one or two triangles of a crossed one; new corners are numbered from `first`."""
    polygon = []
    for here, after in zip(triangle, triangle[1:] + triangle[:1], strict=True):
        if inside[here]:
            polygon.append(here)
        if inside[here] != inside[after]:
            key = (min(here, after), max(here, after))
            polygon.append(first + edges.setdefault(key, len(edges)))
    return np.array([[polygon[0], p, q] for p, q in pairwise(polygon[1:])])


def _gather(part: Part, used: ndarray, triangles: ndarray, ends: ndarray, share: ndarray) -> Part:
    """Keep the `used` rows of old vertices followed by cut points `share` along `ends`."""

    def mixed(values: ndarray) -> ndarray:
        start, stop = values[ends[:, 0]], values[ends[:, 1]]
        return np.concatenate([values, start + share[:, None] * (stop - start)])[used]

    normals = mixed(part.normals)
    normals /= np.linalg.norm(normals, axis=1, keepdims=True)
    tangents = mixed(part.tangents)
    tangents[:, :3] /= np.maximum(np.linalg.norm(tangents[:, :3], axis=1, keepdims=True), 1e-9)
    nearer = np.where(share < 0.5, ends[:, 0], ends[:, 1])
    source = np.concatenate([np.arange(len(part.vertices)), nearer])[used]
    tangents[:, 3] = part.tangents[source, 3]
    return dataclasses.replace(
        part,
        vertices=mixed(part.vertices),
        triangles=triangles,
        uvs=mixed(part.uvs),
        normals=normals.astype(np.float32),
        tangents=tangents.astype(np.float32),
        joints=part.joints[source],
        weights=part.weights[source],
        morphs=MappingProxyType({n: m for n, m in _morphs(part, mixed) if len(m.indices)}),
    )


def _morphs(part: Part, mixed):
    for name, morph in part.morphs.items():
        dense = np.zeros_like(part.vertices)
        dense[morph.indices] = morph.deltas
        moved = mixed(dense)
        yield name, Morph.of_moves(moved, 1e-6)
