"""Splits some triangles of a part in four, so that they can bend where the rest need not."""

from __future__ import annotations

import dataclasses
from types import MappingProxyType

import numpy as np
from jaxtyping import Bool
from numpy import ndarray

from facegen.avatar import Morph, Part


def refined(part: Part, chosen: Bool[ndarray, "F"]) -> Part:
    """`part` with each `chosen` triangle cut at its edges' middles.

    New vertices blend what their edge's ends carry; joints are those of the first end. Neighbours
    that are not chosen keep their long edges: use where a crack cannot show.
    """
    if not chosen.any():
        return part
    corners = part.triangles[chosen]
    pairs = np.sort(np.stack([corners, np.roll(corners, -1, 1)], -1).reshape(-1, 2), 1)
    ends, edge = np.unique(pairs, axis=0, return_inverse=True)
    a, b, c = corners.T
    ab, bc, ca = (len(part.vertices) + edge.reshape(-1, 3)).T
    split = np.stack([a, ab, ca, ab, b, bc, ca, bc, c, ab, bc, ca], 1).reshape(-1, 3)
    # In place, because blended triangles are drawn in this order.
    count = np.where(chosen, 4, 1)
    triangles = np.repeat(part.triangles, count, 0)
    triangles[np.repeat(chosen, count)] = split
    first, second = ends.T

    def grown(values: ndarray) -> ndarray:
        return np.concatenate([values, (values[first] + values[second]) / 2]).astype(values.dtype)

    normals, tangents = grown(part.normals), grown(part.tangents)
    normals /= np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-9)
    length = np.linalg.norm(tangents[:, :3], axis=1, keepdims=True)
    tangents[:, :3] /= np.maximum(length, 1e-9)
    tangents[len(part.vertices) :, 3] = part.tangents[first, 3]
    return dataclasses.replace(
        part,
        vertices=grown(part.vertices),
        triangles=triangles.astype(np.int32),
        uvs=grown(part.uvs),
        normals=normals,
        tangents=tangents,
        joints=np.concatenate([part.joints, part.joints[first]]),
        weights=np.concatenate([part.weights, part.weights[first]]),
        morphs=MappingProxyType({n: _grown_morph(m, part, grown) for n, m in part.morphs.items()}),
    )


def _grown_morph(morph: Morph, part: Part, grown) -> Morph:
    dense = np.zeros_like(part.vertices)
    dense[morph.indices] = morph.deltas
    moved = grown(dense)
    index = np.flatnonzero(moved.any(1)).astype(np.int32)
    return Morph(index, np.ascontiguousarray(moved[index], np.float32))
