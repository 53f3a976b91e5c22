"""Between the shown skin's mesh and the texels of its two atlases."""

from __future__ import annotations

import functools
from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float, Float32, Int32
from numba import njit, prange
from numpy import ndarray

from facegen.compiled import PARALLEL
from facegen.geometry.mesh import triangulate
from facegen.geometry.subdivide import linear
from facegen.human.skin.atlas import head_uvs, is_head_face
from facegen.human.skin.canvas import AtlasName
from facegen.human.skin.raster import owners, spread
from facegen.human.surface import fine_skin
from facegen.human.topology import topology


@dataclass(frozen=True, eq=False)
class Texels:
    """Where each texel of an atlas lies on the skin; those beyond an island take its rim."""

    corners: Int32[ndarray, "S S 3"]
    """Vertices of `human.surface.fine_skin`."""
    weights: Float32[ndarray, "S S 3"]
    covered: Bool[ndarray, "S S"]

    def look_up(self, values: Float[ndarray, "V K"]) -> Float32[ndarray, "S S K"]:
        """Values per fine skin vertex, interpolated."""
        out = np.empty((*self.covered.shape, values.shape[1]), np.float32)
        _blend(self.corners, self.weights, np.ascontiguousarray(values, np.float32), out)
        return out


@functools.lru_cache(maxsize=4)
def atlas_texels(name: AtlasName, size: int) -> Texels:
    """The texels of one atlas at `size` x `size`; kept, and not to be written to."""
    _, quad_uvs = topology().body_quads()
    mine = np.repeat(is_head_face(topology().uvs[quad_uvs]) == (name == "head"), 4)
    split = linear(quad_uvs, len(topology().uvs))
    uvs = (split.matrix @ topology().uvs).astype(np.float32)
    if name == "head":
        uvs = head_uvs(uvs)
    spots = np.asarray(uvs, np.float64) * size - 0.5
    places = np.ascontiguousarray(triangulate(split.quads[mine]), np.int32)
    owner = owners(spots, places, size)
    corners = np.ascontiguousarray(triangulate(fine_skin().quads[mine]), np.int32)
    found = np.empty((size, size, 3), np.int32), np.empty((size, size, 3), np.float32)
    _locate(spots, places, corners, spread(owner), *found)
    return Texels(*found, owner >= 0)


@njit(parallel=PARALLEL, cache=True)
def _locate(spots, places, corners, owner, out_corners, out_weights):
    for y in prange(owner.shape[0]):
        for x in range(owner.shape[1]):
            t = owner[y, x]
            a, b, c = spots[places[t, 0]], spots[places[t, 1]], spots[places[t, 2]]
            area = (b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])
            w1 = w2 = 0.0
            if abs(area) > 1e-9:
                w1 = ((x - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (y - a[1])) / area
                w2 = ((b[0] - a[0]) * (y - a[1]) - (x - a[0]) * (b[1] - a[1])) / area
            w1, w2 = min(max(w1, 0.0), 1.0), min(max(w2, 0.0), 1.0)
            total = max(1.0, w1 + w2)
            w1, w2 = w1 / total, w2 / total
            for k in range(3):
                out_corners[y, x, k] = corners[t, k]
            out_weights[y, x, 0] = 1 - w1 - w2
            out_weights[y, x, 1] = w1
            out_weights[y, x, 2] = w2


@njit(parallel=PARALLEL, cache=True)
def _blend(corners, weights, values, out):
    for y in prange(out.shape[0]):
        for x in range(out.shape[1]):
            a, b, c = corners[y, x, 0], corners[y, x, 1], corners[y, x, 2]
            u, v, w = weights[y, x, 0], weights[y, x, 1], weights[y, x, 2]
            for k in range(out.shape[2]):
                out[y, x, k] = u * values[a, k] + v * values[b, k] + w * values[c, k]
