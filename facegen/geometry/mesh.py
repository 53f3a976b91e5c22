"""Normals, tangents and the split of a mesh at its UV seams."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
from jaxtyping import Bool, Float32, Int32, UInt16
from numpy import ndarray

from facegen.avatar import Material, Morph, Part


def triangulate(faces: Int32[ndarray, "F N"]) -> Int32[ndarray, "T 3"]:
    """Quads (or triangles) to triangles, each quad cut from its first to its third corner."""
    if faces.shape[1] == 3:
        return np.ascontiguousarray(faces, np.int32)
    return faces[:, [0, 1, 2, 0, 2, 3]].reshape(-1, 3).astype(np.int32)


def _scatter_sum(index: ndarray, values: ndarray, count: int) -> ndarray:
    """Sum rows of `values` [K, 3] by `index` [K] in a fixed order, in float64."""
    return np.stack([np.bincount(index, values[:, i], count) for i in range(values.shape[1])], 1)


def _unit(vectors: ndarray) -> ndarray:
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors / np.maximum(length, 1e-20)


def vertex_normals(
    vertices: Float32[ndarray, "V 3"], triangles: Int32[ndarray, "F 3"]
) -> Float32[ndarray, "V 3"]:
    """Area-weighted unit normals; a vertex that no triangle uses points up."""
    a, b, c = (vertices[triangles[:, i]].astype(np.float64) for i in range(3))
    face = np.cross(b - a, c - a)
    total = _scatter_sum(triangles.T.ravel(), np.tile(face, (3, 1)), len(vertices))
    total[(total == 0).all(1)] = (0, 1, 0)
    return _unit(total).astype(np.float32)


def vertex_tangents(
    vertices: Float32[ndarray, "V 3"],
    triangles: Int32[ndarray, "F 3"],
    uvs: Float32[ndarray, "V 2"],
    normals: Float32[ndarray, "V 3"],
) -> Float32[ndarray, "V 4"]:
    """glTF tangents (Lengyel): xyz along +U, w the sign of the bitangent along -V of the image.

    glTF's V runs down the image while normal maps count +Y up, hence the flipped V.
    """
    p = vertices[triangles].astype(np.float64)
    t = uvs[triangles].astype(np.float64)
    e1, e2 = p[:, 1] - p[:, 0], p[:, 2] - p[:, 0]
    d1, d2 = t[:, 1] - t[:, 0], t[:, 2] - t[:, 0]
    det = d1[:, 0] * d2[:, 1] - d2[:, 0] * d1[:, 1]
    sign = np.where(det < 0, -1.0, 1.0)[:, None]
    u_dir = (e1 * d2[:, 1:] - e2 * d1[:, 1:]) * sign
    v_dir = -(e2 * d1[:, :1] - e1 * d2[:, :1]) * sign
    index = triangles.T.ravel()
    tangent = _scatter_sum(index, np.tile(u_dir, (3, 1)), len(vertices))
    bitangent = _scatter_sum(index, np.tile(v_dir, (3, 1)), len(vertices))
    n = normals.astype(np.float64)
    tangent -= n * (n * tangent).sum(1, keepdims=True)
    bad = np.linalg.norm(tangent, axis=1) < 1e-12
    fallback = np.cross(n[bad], [0.0, 0.0, 1.0])
    fallback[np.linalg.norm(fallback, axis=1) < 1e-6] = (1.0, 0.0, 0.0)
    tangent[bad] = fallback
    tangent = _unit(tangent)
    hand = np.where((np.cross(n, tangent) * bitangent).sum(1) < 0, -1.0, 1.0)
    return np.concatenate([tangent, hand[:, None]], 1).astype(np.float32)


def part_from_mesh(
    name: str,
    vertices: Float32[ndarray, "P 3"],
    faces: Int32[ndarray, "F N"],
    uvs: Float32[ndarray, "U 2"],
    face_uvs: Int32[ndarray, "F N"],
    material: Material,
    joints: UInt16[ndarray, "P 4"],
    weights: Float32[ndarray, "P 4"],
    morphs: Mapping[str, Morph] = MappingProxyType({}),
    normals: Float32[ndarray, "P 3"] | None = None,
    casts_shadow: bool = True,
) -> Part:
    """A part from a mesh with UVs per face corner (`face_uvs` index `uvs`, v down).

    Unused vertices drop out.

    `normals` replaces the mesh's own, as for a head cut from a body whose faces beyond the cut
    still shape the border.
    """
    triangles, corners = triangulate(faces), triangulate(face_uvs)
    a, b, c = triangles.T
    solid = (a != b) & (b != c) & (c != a)
    triangles, corners = triangles[solid], corners[solid]
    if normals is None:
        normals = vertex_normals(vertices, triangles)
    key = triangles.astype(np.int64) * len(uvs) + corners
    unique, split = np.unique(key.ravel(), return_inverse=True)
    source = unique // len(uvs)
    split_triangles = split.reshape(-1, 3).astype(np.int32)
    uv = np.ascontiguousarray(uvs[unique % len(uvs)], np.float32)
    position = np.ascontiguousarray(vertices[source], np.float32)
    normal = np.ascontiguousarray(normals[source], np.float32)
    return Part(
        name=name,
        vertices=position,
        triangles=split_triangles,
        uvs=uv,
        normals=normal,
        tangents=vertex_tangents(position, split_triangles, uv, normal),
        material=material,
        joints=np.ascontiguousarray(joints[source], np.uint16),
        weights=np.ascontiguousarray(weights[source], np.float32),
        morphs=gather_morphs(morphs, source, len(vertices)),
        casts_shadow=casts_shadow,
    )


def gather_morphs(
    morphs: Mapping[str, Morph], source: ndarray, count: int
) -> MappingProxyType[str, Morph]:
    """Morphs of new vertices that are copies of old ones: new i is old `source[i]`."""
    made = {}
    for name, morph in morphs.items():
        row = np.full(count, -1)
        row[morph.indices] = np.arange(len(morph.indices))
        row = row[source]
        index = np.flatnonzero(row >= 0).astype(np.int32)
        made[name] = Morph(index, np.ascontiguousarray(morph.deltas[row[index]], np.float32))
    return MappingProxyType(made)


def keep_triangles(part: Part, keep: Bool[ndarray, "F"]) -> Part:
    """`part` without some of its triangles and without the vertices that then nobody uses."""
    triangles = part.triangles[keep]
    used, renumbered = np.unique(triangles, return_inverse=True)
    return dataclasses.replace(
        part,
        vertices=part.vertices[used],
        triangles=renumbered.reshape(-1, 3).astype(np.int32),
        uvs=part.uvs[used],
        normals=part.normals[used],
        tangents=part.tangents[used],
        joints=part.joints[used],
        weights=part.weights[used],
        morphs=gather_morphs(part.morphs, used, len(part.vertices)),
    )
