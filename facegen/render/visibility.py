"""Which surfaces does each pixel see? Multisampled z-buffer plus sorted fragment lists, in numba.

Opaque triangles go into a z-buffer with `S` samples per pixel (rotated-grid positions). Triangles
with alpha (hair, lashes, cornea) become per-pixel lists of fragments with sample masks, so that
they blend exactly in depth order without depth peeling's repeated passes.
"""

from __future__ import annotations

import numba
import numpy as np
from jaxtyping import Float32, Int32, Int64, UInt8
from numba import njit, prange
from numpy import ndarray

EMPTY = np.int32(-1)
BAND = 16
"""Rows per parallel work item."""

SAMPLES_4 = np.array([[0.375, 0.125], [0.875, 0.375], [0.125, 0.625], [0.625, 0.875]], np.float32)
SAMPLES_8 = (
    np.array([[9, 5], [7, 11], [13, 9], [5, 3], [3, 13], [1, 7], [11, 15], [15, 1]], np.float32)
    / 16.0
)
"""Positions in the pixel (x, y in 0..1): the standard rotated grids of graphics hardware."""


@njit(cache=True, inline="always")
def _edge(ax, ay, bx, by, px, py):
    return (bx - ax) * (py - ay) - (by - ay) * (px - ax)


@njit(cache=True, inline="always")
def _reach(ux, uy, vx, vy):
    """How much the three weights can change from a pixel's centre to its corner."""
    half = np.float32(0.5)
    return (
        half * (abs(ux) + abs(uy)),
        half * (abs(vx) + abs(vy)),
        half * (abs(ux + vx) + abs(uy + vy)),
    )


@njit(cache=True, inline="always")
def _misses(u0, v0, ux, uy, vx, vy, reach_u, reach_v, reach_w):
    """True when no sample of the pixel can lie inside; u0, v0 are weights at its top left."""
    half = np.float32(0.5)
    u, v = u0 + half * (ux + uy), v0 + half * (vx + vy)
    return u < -reach_u or v < -reach_v or np.float32(1.0) - u - v < -reach_w


@njit(cache=True)
def _setup(screen, triangle, two_sided):
    """Signed area (0 when the triangle must be skipped). Front faces are positive."""
    a, b, c = triangle[0], triangle[1], triangle[2]
    if screen[a, 3] <= 0.0 or screen[b, 3] <= 0.0 or screen[c, 3] <= 0.0:
        return 0.0
    area = -_edge(
        screen[a, 0], screen[a, 1], screen[b, 0], screen[b, 1], screen[c, 0], screen[c, 1]
    )
    if area < 0.0 and not two_sided:
        return 0.0
    return area if abs(area) > 1e-9 else 0.0


@njit(cache=True, parallel=True)
def fill_opaque(screen, triangles, chosen, two_sided, offsets, height, width):
    """Nearest triangle per sample.

    screen float32 [V, 4] from `Camera.project`; triangles int32 [F, 3]; chosen int32 [K] indices of
    the opaque ones; two_sided bool [F]; offsets float32 [S, 2].
    Returns ids int32 [H, W, S] (-1 = nothing) and NDC depth float32 [H, W, S] (2 = nothing).
    """
    samples = offsets.shape[0]
    ids = np.full((height, width, samples), EMPTY, np.int32)
    depth = np.full((height, width, samples), np.float32(2.0), np.float32)
    bands = (height + BAND - 1) // BAND
    for band in prange(bands):
        top, bottom = band * BAND, min(height, band * BAND + BAND)
        for k in range(chosen.shape[0]):
            f = chosen[k]
            a, b, c = triangles[f, 0], triangles[f, 1], triangles[f, 2]
            ay, by, cy = screen[a, 1], screen[b, 1], screen[c, 1]
            if max(ay, by, cy) < top or min(ay, by, cy) > bottom:
                continue
            area = _setup(screen, triangles[f], two_sided[f])
            if area == 0.0:
                continue
            ax, bx, cx = screen[a, 0], screen[b, 0], screen[c, 0]
            x0, x1 = max(0, int(min(ax, bx, cx))), min(width - 1, int(max(ax, bx, cx)))
            y0, y1 = max(top, int(min(ay, by, cy))), min(bottom - 1, int(max(ay, by, cy)))
            inverse = np.float32(1.0 / area)
            ux, uy = (cy - by) * inverse, (bx - cx) * inverse
            vx, vy = (ay - cy) * inverse, (cx - ax) * inverse
            reach_u, reach_v, reach_w = _reach(ux, uy, vx, vy)
            za, zb, zc = screen[a, 2], screen[b, 2], screen[c, 2]
            for y in range(y0, y1 + 1):
                for x in range(x0, x1 + 1):
                    u0 = ux * (x - bx) + uy * (y - by)
                    v0 = vx * (x - cx) + vy * (y - cy)
                    if _misses(u0, v0, ux, uy, vx, vy, reach_u, reach_v, reach_w):
                        continue
                    for s in range(samples):
                        u = u0 + ux * offsets[s, 0] + uy * offsets[s, 1]
                        v = v0 + vx * offsets[s, 0] + vy * offsets[s, 1]
                        w = np.float32(1.0) - u - v
                        if u < 0.0 or v < 0.0 or w < 0.0:
                            continue
                        z = u * za + v * zb + w * zc
                        if -1.0 <= z < depth[y, x, s]:
                            depth[y, x, s] = z
                            ids[y, x, s] = f
    return ids, depth


@njit(cache=True)
def _band_fragments(
    screen, triangles, chosen, two_sided, offsets, depth, band, starts, cursor, found
):
    """Walk the layered triangles of one band: count when `found` is empty, else store."""
    height, width, samples = depth.shape
    store = found.shape[0] > 0
    top, bottom = band * BAND, min(height, band * BAND + BAND)
    for k in range(chosen.shape[0]):
        f = chosen[k]
        a, b, c = triangles[f, 0], triangles[f, 1], triangles[f, 2]
        ay, by, cy = screen[a, 1], screen[b, 1], screen[c, 1]
        if max(ay, by, cy) < top or min(ay, by, cy) > bottom:
            continue
        area = _setup(screen, triangles[f], two_sided[f])
        if area == 0.0:
            continue
        ax, bx, cx = screen[a, 0], screen[b, 0], screen[c, 0]
        x0, x1 = max(0, int(min(ax, bx, cx))), min(width - 1, int(max(ax, bx, cx)))
        y0, y1 = max(top, int(min(ay, by, cy))), min(bottom - 1, int(max(ay, by, cy)))
        inverse = np.float32(1.0 / area)
        ux, uy = (cy - by) * inverse, (bx - cx) * inverse
        vx, vy = (ay - cy) * inverse, (cx - ax) * inverse
        reach_u, reach_v, reach_w = _reach(ux, uy, vx, vy)
        za, zb, zc = screen[a, 2], screen[b, 2], screen[c, 2]
        for y in range(y0, y1 + 1):
            for x in range(x0, x1 + 1):
                u0 = ux * (x - bx) + uy * (y - by)
                v0 = vx * (x - cx) + vy * (y - cy)
                if _misses(u0, v0, ux, uy, vx, vy, reach_u, reach_v, reach_w):
                    continue
                mask = 0
                nearest = np.float32(3.0)
                for s in range(samples):
                    u = u0 + ux * offsets[s, 0] + uy * offsets[s, 1]
                    v = v0 + vx * offsets[s, 0] + vy * offsets[s, 1]
                    w = np.float32(1.0) - u - v
                    if u < 0.0 or v < 0.0 or w < 0.0:
                        continue
                    z = u * za + v * zb + w * zc
                    if -1.0 <= z < depth[y, x, s]:
                        mask |= 1 << s
                        nearest = min(nearest, z)
                if mask == 0:
                    continue
                if store:
                    slot = starts[y, x] + cursor[y, x]
                    found[slot, 0] = f
                    found[slot, 1] = mask
                    found[slot, 2] = np.int32(nearest * np.float32(1e9))
                cursor[y, x] += 1


@njit(cache=True, parallel=True)
def _all_fragments(screen, triangles, chosen, two_sided, offsets, depth, starts, cursor, found):
    bands = (depth.shape[0] + BAND - 1) // BAND
    for band in prange(bands):
        _band_fragments(
            screen, triangles, chosen, two_sided, offsets, depth, band, starts, cursor, found
        )


def layered_fragments(
    screen: Float32[ndarray, "V 4"],
    triangles: Int32[ndarray, "F 3"],
    chosen: Int32[ndarray, "K"],
    two_sided: UInt8[ndarray, "F"],
    offsets: Float32[ndarray, "S 2"],
    depth: Float32[ndarray, "H W S"],
) -> tuple[Int64[ndarray, "H W"], Int32[ndarray, "H W"], Int32[ndarray, "N 3"]]:
    """Fragments of the triangles `chosen` that lie in front of the opaque `depth`.

    Returns per pixel the first slot and the number of slots, and per slot the triangle, the bit
    mask of its samples and the depth as an integer (for sorting).
    """
    height, width, _ = depth.shape
    counts = np.zeros((height, width), np.int32)
    starts = np.zeros((height, width), np.int64)
    found = np.zeros((0, 3), np.int32)
    if len(chosen) == 0:
        return starts, counts, found
    args = screen, triangles, chosen, two_sided, offsets, depth
    with parallel_bands():
        _all_fragments(*args, starts, counts, found)
        total = np.cumsum(counts, dtype=np.int64)
        starts.reshape(-1)[1:] = total[:-1]
        found = np.empty((max(1, int(total[-1])), 3), np.int32)
        cursor = np.zeros_like(counts)
        _all_fragments(*args, starts, cursor, found)
    return starts, counts, found


def parallel_bands():
    """Hand bands to threads one by one: the middle of a portrait is far dearer than its rim."""
    return numba.parallel_chunksize(1)
