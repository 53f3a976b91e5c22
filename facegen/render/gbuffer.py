"""Depth and normal of what each pixel shows: geometry for other programs, not for the eye."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from jaxtyping import Float32, UInt8
from numba import njit, prange
from numpy import ndarray

from facegen.compiled import PARALLEL
from facegen.render.camera import Camera
from facegen.render.kernels import normalized
from facegen.render.prepare import Prepared
from facegen.render.raster import CENTRE
from facegen.render.resolve import barycentrics, texture_point
from facegen.render.shading import ZERO, opacity
from facegen.render.visibility import Visible, find_visible, parallel_bands

FRONT, LINING, WITHIN = 0, 1, 2
HALF = np.float32(0.5)
"""A layer with alpha is the surface where it, and what lies before it, cover half of the light."""
TINY = np.float32(0.05)
"""Square pixels: the least that a triangle counts as, when its mip level is chosen."""


class GBuffer(NamedTuple):
    """One sample at each pixel's centre."""

    depth: Float32[ndarray, "H W"]
    """Metres along the optical axis; 0 where there is nothing."""
    normals: Float32[ndarray, "H W 3"]
    """Unit vectors in the world, towards the camera; 0 where there is nothing."""
    side: UInt8[ndarray, "H W"]
    """Of the surface: `FRONT`, also where there is nothing; `LINING`, the back of a two-sided
    material (hair from within); `WITHIN`, the back of a one-sided one (into an open mesh)."""


def render_gbuffer(prepared: Prepared, camera: Camera) -> GBuffer:
    """Depth and smooth normals as `camera` sees them, both sides of every triangle.

    Hair counts where its strands are half opaque together; a cornea does not, the iris does.
    """
    visible = find_visible(prepared.geometry, prepared.surface, camera, CENTRE, both_from=0)
    return gbuffer_of(prepared, camera, visible, 0)


def gbuffer_of(prepared: Prepared, camera: Camera, visible: Visible, sample: int) -> GBuffer:
    """`render_gbuffer` of what was found before: `sample` is the one at the pixels' centres."""
    depth = np.zeros((camera.height, camera.width), np.float32)
    normals = np.zeros((camera.height, camera.width, 3), np.float32)
    side = np.zeros((camera.height, camera.width), np.uint8)
    eye = np.asarray(camera.eye, np.float32)
    with parallel_bands():
        _first_surface(
            prepared.geometry, prepared.surface, visible.screen, eye, sample, visible.ids,
            visible.starts, visible.counts, visible.found, depth, normals, side,
        )  # fmt: skip
    return GBuffer(depth, normals, side)


@njit(cache=True)
def _turn(screen, corners):
    """Twice the signed area in pixels: negative for a triangle seen from its front."""
    a, b, c = corners[0], corners[1], corners[2]
    ax, ay = screen[a, 0], screen[a, 1]
    return (screen[b, 0] - ax) * (screen[c, 1] - ay) - (screen[b, 1] - ay) * (screen[c, 0] - ax)


@njit(cache=True)
def _covering(geometry, surface, screen, sample, x, y, start, count, found):
    """The triangle behind which half of the light at `sample` is gone, -1 if none is."""
    through = np.float32(1.0)
    for slot in range(start, start + count):
        if not found[slot, 1] & (1 << sample):
            continue
        f = found[slot, 0]
        corners = geometry.triangles[f]
        u, v, w, _ = barycentrics(screen, corners, x + HALF, y + HALF)
        tu, tv = texture_point(geometry, f, u, v, w)
        footprint = geometry.texel_area[f] / max(abs(_turn(screen, corners)) * HALF, TINY)
        _, _, _, a = opacity(surface, geometry.part[f], tu, tv, footprint)
        through *= np.float32(1.0) - a
        if through <= HALF:
            return f
    return -1


@njit(cache=True, parallel=PARALLEL, nogil=True)
def _first_surface(
    geometry, surface, screen, eye, sample, ids, starts, counts, found, depth, normals, side
):
    height, width = depth.shape
    for y in prange(height):
        for x in range(width):
            start, count = starts[y, x], counts[y, x]
            f = _covering(geometry, surface, screen, sample, x, y, start, count, found)
            if f < 0:
                f = ids[y, x, sample]
            if f < 0:
                continue
            corners = geometry.triangles[f]
            u, v, w, far = barycentrics(screen, corners, x + HALF, y + HALF)
            a, b, c = corners[0], corners[1], corners[2]
            p = u * geometry.positions[a] + v * geometry.positions[b] + w * geometry.positions[c]
            n = u * geometry.normals[a] + v * geometry.normals[b] + w * geometry.normals[c]
            nx, ny, nz = normalized(n[0], n[1], n[2])
            facing = nx * (eye[0] - p[0]) + ny * (eye[1] - p[1]) + nz * (eye[2] - p[2])
            # The winding tells the side; smooth normals may point away at a silhouette.
            if _turn(screen, corners) > ZERO:
                side[y, x] = LINING if surface.two_sided[geometry.part[f]] else WITHIN
            flip = np.float32(-1.0) if facing < ZERO else np.float32(1.0)
            depth[y, x] = far
            normals[y, x, 0], normals[y, x, 1] = flip * nx, flip * ny
            normals[y, x, 2] = flip * nz
