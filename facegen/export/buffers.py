"""The binary half of a glTF file: arrays become buffer views and accessors."""

from __future__ import annotations

import hashlib

import numpy as np
from jaxtyping import Float32, Int32, Shaped
from numpy import ndarray
from pygltflib import (
    ARRAY_BUFFER,
    ELEMENT_ARRAY_BUFFER,
    FLOAT,
    SHORT,
    UNSIGNED_BYTE,
    UNSIGNED_INT,
    UNSIGNED_SHORT,
    Accessor,
    AccessorSparseIndices,
    AccessorSparseValues,
    BufferView,
    Sparse,
)

_COMPONENT = {
    np.dtype(np.uint8): UNSIGNED_BYTE,
    np.dtype(np.uint16): UNSIGNED_SHORT,
    np.dtype(np.uint32): UNSIGNED_INT,
    np.dtype(np.int16): SHORT,
    np.dtype(np.float32): FLOAT,
}
_TYPE = {(): "SCALAR", (2,): "VEC2", (3,): "VEC3", (4,): "VEC4", (4, 4): "MAT4"}
_INT16 = 32_767


class BufferWriter:
    """Collects one GLB binary chunk with its `bufferViews` and `accessors`."""

    def __init__(self) -> None:
        self.views: list[BufferView] = []
        self.accessors: list[Accessor] = []
        self._chunks: list[bytes] = []
        self._length = 0
        self._still: dict[tuple[int, bool], int] = {}
        self._known: dict[tuple[object, ...], int] = {}

    def view(self, data: bytes, target: int | None = None) -> int:
        """Append `data` on a 4-byte boundary; returns the buffer view's index."""
        padded = data + b"\0" * (-len(data) % 4)
        self.views.append(
            BufferView(buffer=0, byteOffset=self._length, byteLength=len(data), target=target)
        )
        self._chunks.append(padded)
        self._length += len(padded)
        return len(self.views) - 1

    def array(
        self,
        values: Shaped[ndarray, "N ..."],
        *,
        target: int | None = None,
        normalized: bool = False,
        bounds: bool = False,
    ) -> int:
        """An accessor over uint8, uint16, uint32 or float32 `values`; `bounds` adds min and max.

        Equal values with equal options are stored once.
        """
        values = np.ascontiguousarray(values)
        key = (_digest(values), values.dtype, values.shape, target, normalized, bounds)
        if key not in self._known:
            self._known[key] = self._store(values, target, normalized, bounds)
        return self._known[key]

    def _store(
        self, values: Shaped[ndarray, "N ..."], target: int | None, normalized: bool, bounds: bool
    ) -> int:
        accessor = _accessor(values, normalized)
        accessor.bufferView, accessor.byteOffset = self.view(values.tobytes(), target), 0
        if bounds:
            accessor.min = np.atleast_1d(values.min(axis=0)).tolist()
            accessor.max = np.atleast_1d(values.max(axis=0)).tolist()
        return self._add(accessor)

    def attribute(
        self,
        values: Shaped[ndarray, "V ..."],
        *,
        normalized: bool = False,
        bounds: bool = False,
    ) -> int:
        """A vertex attribute."""
        return self.array(values, target=ARRAY_BUFFER, normalized=normalized, bounds=bounds)

    def triangles(self, triangles: Int32[ndarray, "F 3"], vertex_count: int) -> int:
        """Triangle indices in the smallest type (its last value is reserved by the standard)."""
        kind = np.uint16 if vertex_count <= 65_535 else np.uint32
        return self.array(triangles.astype(kind).reshape(-1), target=ELEMENT_ARRAY_BUFFER)

    def displacement(
        self,
        indices: Int32[ndarray, "K"],
        deltas: Float32[ndarray, "K 3"],
        vertex_count: int,
        *,
        short: bool = False,
    ) -> int:
        """A morph target's POSITION accessor: stored sparse, or nothing if no vertex moves.

        `short` stores 16-bit fractions of a metre (steps of 0.03 mm) instead of floats.
        """
        if len(indices) == 0:
            return self._still_target(vertex_count, short)
        values = np.rint(deltas * _INT16).astype(np.int16) if short else deltas
        key = (_digest(indices), _digest(values), vertex_count, short)
        if key not in self._known:
            self._known[key] = self._store_sparse(indices, values, vertex_count)
        return self._known[key]

    def _store_sparse(
        self, indices: Int32[ndarray, "K"], values: Shaped[ndarray, "K 3"], vertex_count: int
    ) -> int:
        short = values.dtype == np.int16
        accessor = _accessor(np.zeros((vertex_count, 3), values.dtype), normalized=short)
        # The bounds are of the whole array, and a sparse one has zeros between its entries.
        whole = values
        if len(indices) < vertex_count:
            whole = np.vstack([values, np.zeros((1, 3), values.dtype)])
        accessor.min, accessor.max = whole.min(axis=0).tolist(), whole.max(axis=0).tolist()
        index_type = np.uint16 if vertex_count <= 65_536 else np.uint32
        accessor.sparse = Sparse(
            count=len(indices),
            indices=AccessorSparseIndices(
                bufferView=self.view(indices.astype(index_type).tobytes()),
                componentType=_COMPONENT[np.dtype(index_type)],
            ),
            values=AccessorSparseValues(bufferView=self.view(values.tobytes())),
        )
        return self._add(accessor)

    def _still_target(self, vertex_count: int, short: bool) -> int:
        """The one accessor of zeros, without data, for all targets that move nothing."""
        key = (vertex_count, short)
        if key not in self._still:
            kind = np.int16 if short else np.float32
            accessor = _accessor(np.zeros((vertex_count, 3), kind), normalized=short)
            accessor.min = accessor.max = [0, 0, 0]
            self._still[key] = self._add(accessor)
        return self._still[key]

    @property
    def size(self) -> int:
        """Bytes so far."""
        return self._length

    def blob(self) -> bytes:
        """The whole binary chunk, a multiple of 4 bytes."""
        return b"".join(self._chunks)

    def _add(self, accessor: Accessor) -> int:
        self.accessors.append(accessor)
        return len(self.accessors) - 1


def _digest(values: Shaped[ndarray, "N ..."]) -> bytes:
    return hashlib.blake2b(np.ascontiguousarray(values), digest_size=16).digest()


def _accessor(values: Shaped[ndarray, "N ..."], normalized: bool) -> Accessor:
    return Accessor(
        # An offset without a buffer view is an error by the standard, and pygltflib defaults to 0.
        byteOffset=None,
        componentType=_COMPONENT[values.dtype],
        count=len(values),
        type=_TYPE[values.shape[1:]],
        normalized=normalized or None,
    )
