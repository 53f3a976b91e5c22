"""A second, slow reader of GLB data, written from the standard: what tests compare against."""

from __future__ import annotations

import numpy as np
from pygltflib import GLTF2

_TYPES = {5122: np.int16, 5121: np.uint8, 5123: np.uint16, 5125: np.uint32, 5126: np.float32}
_WIDTHS = {"SCALAR": 1, "VEC2": 2, "VEC3": 3, "VEC4": 4, "MAT4": 16}


def read_accessor(gltf: GLTF2, index: int) -> np.ndarray:
    """`[count, width]` of an accessor, sparse entries and zero-filled ones included."""
    accessor = gltf.accessors[index]
    width, kind = _WIDTHS[accessor.type], _TYPES[accessor.componentType]
    values = np.zeros((accessor.count, width), kind)
    if accessor.bufferView is not None:
        values = _read(gltf, accessor.bufferView, kind, accessor.count * width).reshape(-1, width)
    if accessor.sparse is not None:
        count = accessor.sparse.count
        index_kind = _TYPES[accessor.sparse.indices.componentType]
        at = _read(gltf, accessor.sparse.indices.bufferView, index_kind, count)
        entries = _read(gltf, accessor.sparse.values.bufferView, kind, count * width)
        values = values.copy()
        values[at] = entries.reshape(-1, width)
    return values


def read_attribute(gltf: GLTF2, mesh: int, name: str) -> np.ndarray:
    """A vertex attribute of the mesh's only primitive; normalised integers become 0..1."""
    index = getattr(gltf.meshes[mesh].primitives[0].attributes, name)
    values = read_accessor(gltf, index)
    return values / np.iinfo(values.dtype).max if gltf.accessors[index].normalized else values


def mesh_index(gltf: GLTF2, name: str) -> int:
    """The mesh called `name`."""
    return [mesh.name for mesh in gltf.meshes].index(name)


def _read(gltf: GLTF2, view: int, kind: type, count: int) -> np.ndarray:
    where = gltf.bufferViews[view]
    return np.frombuffer(gltf.binary_blob(), kind, count, where.byteOffset)
