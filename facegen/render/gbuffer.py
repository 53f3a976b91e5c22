"""Depth and normal of what each pixel shows: geometry for other programs, not for the eye."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from jaxtyping import Float32, UInt8
from numba import njit, prange
from numpy import ndarray

from facegen.render.camera import Camera
from facegen.render.kernels import MODE, OPAQUE, normalized
from facegen.render.prepare import Prepared
from facegen.render.raster import CENTRE
from facegen.render.resolve import barycentrics, texture_point
from facegen.render.shading import ZERO, opacity
from facegen.render.visibility import fill_opaque, layered_fragments, parallel_bands

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
    geometry, surface, _ = prepared
    height, width = camera.height, camera.width
    screen = camera.project(geometry.positions).astype(np.float32)
    layered = surface.factors[geometry.part, MODE] > OPAQUE
    both = np.ones(len(geometry.part), bool)
    solid, veils = (np.flatnonzero(x).astype(np.int32) for x in (~layered, layered))
    with parallel_bands():
        ids, z = fill_opaque(screen, geometry.triangles, solid, both, CENTRE, height, width)
    starts, counts, found = layered_fragments(screen, geometry.triangles, veils, both, CENTRE, z)
    depth = np.zeros((height, width), np.float32)
    normals = np.zeros((height, width, 3), np.float32)
    side = np.zeros((height, width), np.uint8)
    eye = np.asarray(camera.eye, np.float32)
    with parallel_bands():
        _first_surface(
            geometry, surface, screen, eye, ids, starts, counts, found, depth, normals, side
        )
    return GBuffer(depth, normals, side)


@njit(cache=True)
def _turn(screen, corners):
    """Twice the signed area in pixels: negative for a triangle seen from its front."""
    a, b, c = corners[0], corners[1], corners[2]
    ax, ay = screen[a, 0], screen[a, 1]
    return (screen[b, 0] - ax) * (screen[c, 1] - ay) - (screen[b, 1] - ay) * (screen[c, 0] - ax)


@njit(cache=True)
def _covering(geometry, surface, screen, x, y, start, count, found):
    """The triangle behind which half of the pixel's light is gone, -1 if none is."""
    through = np.float32(1.0)
    last = np.int32(-2147483648)
    # Lists are short: take the nearest that was not taken yet, again and again.
    for _ in range(count):
        best, nearest = -1, np.int32(2147483647)
        for slot in range(start, start + count):
            if last < found[slot, 2] < nearest:
                best, nearest = slot, found[slot, 2]
        if best < 0:
            return -1
        last = nearest
        f = found[best, 0]
        corners = geometry.triangles[f]
        u, v, w, _ = barycentrics(screen, corners, x + HALF, y + HALF)
        tu, tv = texture_point(geometry, f, u, v, w)
        footprint = geometry.texel_area[f] / max(abs(_turn(screen, corners)) * HALF, TINY)
        _, _, _, a = opacity(surface, geometry.part[f], tu, tv, footprint)
        through *= np.float32(1.0) - a
        if through <= HALF:
            return f
    return -1


@njit(cache=True, parallel=True)
def _first_surface(
    geometry, surface, screen, eye, ids, starts, counts, found, depth, normals, side
):
    height, width = depth.shape
    for y in prange(height):
        for x in range(width):
            f = -1
            if counts[y, x] > 0:
                f = _covering(geometry, surface, screen, x, y, starts[y, x], counts[y, x], found)
            if f < 0:
                f = ids[y, x, 0]
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
