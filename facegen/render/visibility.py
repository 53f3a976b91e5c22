"""Which surfaces does each pixel see? Multisampled z-buffer plus sorted fragment lists, in numba.

Opaque triangles go into a z-buffer with `S` samples per pixel (rotated-grid positions). Triangles
with alpha (hair, lashes, cornea) become per-pixel lists of fragments with sample masks, so that
they blend exactly in depth order without depth peeling's repeated passes.
"""

from __future__ import annotations

import contextlib
import math
from collections.abc import Iterator
from typing import NamedTuple

import numba
import numpy as np
from jaxtyping import Bool, Float32, Int32, Int64
from numba import njit, prange
from numpy import ndarray

from facegen.compiled import PARALLEL
from facegen.render.camera import Camera
from facegen.render.kernels import MODE, OPAQUE, Geometry, Surface

EMPTY = np.int32(-1)
BAND = 16
"""Rows per parallel work item."""
NEVER = 1 << 30
"""No sample."""
SLACK = 1.01
"""By how much wider a row of pixels is searched than it has to be."""

SAMPLES_4 = np.array([[0.375, 0.125], [0.875, 0.375], [0.125, 0.625], [0.625, 0.875]], np.float32)
SAMPLES_8 = (
    np.array([[9, 5], [7, 11], [13, 9], [5, 3], [3, 13], [1, 7], [11, 15], [15, 1]], np.float32)
    / 16.0
)
"""Positions in the pixel (x, y in 0..1): the standard rotated grids of graphics hardware."""


@njit(cache=True, inline="always")
def _edge(ax, ay, bx, by, px, py):
    return (bx - ax) * (py - ay) - (by - ay) * (px - ax)


@njit(cache=True)
def _clipped(first, last, start, step, reach):
    """The part of `first` .. `last` in which start + step x >= -reach can hold."""
    if step > 0.0:
        return max(first, (-reach - start) / step), last
    if step < 0.0:
        return first, min(last, (-reach - start) / step)
    return (first, last) if start >= -reach else (last + 1.0, last)


@njit(cache=True)
def _row_span(first, last, u, v, bx, cx, ux, uy, vx, vy):
    """First and last pixel of a row in which a sample may lie inside; u at x = bx, v at x = cx.

    A little too wide, never too narrow: the weights change by no more than half their slopes from a
    pixel's centre to its corner, and SLACK is far more than rounding.
    """
    half = 0.5 * SLACK
    low, high = np.float64(first), np.float64(last)
    u = u + 0.5 * (ux + uy) - np.float64(ux) * bx
    v = v + 0.5 * (vx + vy) - np.float64(vx) * cx
    low, high = _clipped(low, high, u, ux, half * (abs(ux) + abs(uy)))
    low, high = _clipped(low, high, v, vx, half * (abs(vx) + abs(vy)))
    w, wx = 1.0 - u - v, -ux - vx
    low, high = _clipped(low, high, w, wx, half * (abs(wx) + abs(uy + vy)))
    return math.ceil(min(low, last + 1.0)), math.floor(max(high, first - 1.0))


@njit(cache=True)
def _signed_area(screen, triangle):
    """Twice the area in pixels, positive for a front; 0 when the triangle must be skipped."""
    a, b, c = triangle[0], triangle[1], triangle[2]
    if screen[a, 3] <= 0.0 or screen[b, 3] <= 0.0 or screen[c, 3] <= 0.0:
        return 0.0
    area = -_edge(
        screen[a, 0], screen[a, 1], screen[b, 0], screen[b, 1], screen[c, 0], screen[c, 1]
    )
    return area if abs(area) > 1e-9 else 0.0


@njit(cache=True, parallel=PARALLEL, nogil=True)
def _fill_opaque(screen, triangles, chosen, two_sided, offsets, both_from, ids, depth):
    height, width, samples = ids.shape
    bands = (height + BAND - 1) // BAND
    for band in prange(bands):
        top, bottom = band * BAND, min(height, band * BAND + BAND)
        du, dv = np.empty(samples, np.float32), np.empty(samples, np.float32)
        for k in range(chosen.shape[0]):
            f = chosen[k]
            a, b, c = triangles[f, 0], triangles[f, 1], triangles[f, 2]
            ay, by, cy = screen[a, 1], screen[b, 1], screen[c, 1]
            if max(ay, by, cy) < top or min(ay, by, cy) > bottom:
                continue
            area = _signed_area(screen, triangles[f])
            from_sample = 0 if area > 0.0 or two_sided[f] else both_from
            if area == 0.0 or from_sample >= samples:
                continue
            ax, bx, cx = screen[a, 0], screen[b, 0], screen[c, 0]
            x0, x1 = max(0, int(min(ax, bx, cx))), min(width - 1, int(max(ax, bx, cx)))
            y0, y1 = max(top, int(min(ay, by, cy))), min(bottom - 1, int(max(ay, by, cy)))
            inverse = np.float32(1.0 / area)
            ux, uy = (cy - by) * inverse, (bx - cx) * inverse
            vx, vy = (ay - cy) * inverse, (cx - ax) * inverse
            for s in range(samples):
                du[s] = ux * offsets[s, 0] + uy * offsets[s, 1]
                dv[s] = vx * offsets[s, 0] + vy * offsets[s, 1]
            za, zb, zc = screen[a, 2], screen[b, 2], screen[c, 2]
            for y in range(y0, y1 + 1):
                row_u, row_v = uy * (y - by), vy * (y - cy)
                first, last = _row_span(x0, x1, row_u, row_v, bx, cx, ux, uy, vx, vy)
                for x in range(first, last + 1):
                    u0, v0 = ux * (x - bx) + row_u, vx * (x - cx) + row_v
                    for s in range(from_sample, samples):
                        u, v = u0 + du[s], v0 + dv[s]
                        w = np.float32(1.0) - u - v
                        if u < 0.0 or v < 0.0 or w < 0.0:
                            continue
                        z = u * za + v * zb + w * zc
                        if -1.0 <= z < depth[y, x, s]:
                            depth[y, x, s] = z
                            ids[y, x, s] = f


def fill_opaque(
    screen: Float32[ndarray, "V 4"],
    triangles: Int32[ndarray, "F 3"],
    chosen: Int32[ndarray, "K"],
    two_sided: Bool[ndarray, "F"],
    offsets: Float32[ndarray, "S 2"],
    height: int,
    width: int,
    both_from: int = NEVER,
) -> tuple[Int32[ndarray, "H W S"], Float32[ndarray, "H W S"]]:
    """Nearest triangle of the `chosen` per sample (-1 = none), and its NDC depth (2 = none).

    `screen` is `Camera.project`'s. Samples from `both_from` on see both sides of all triangles.
    """
    ids = np.full((height, width, len(offsets)), EMPTY, np.int32)
    depth = np.full((height, width, len(offsets)), np.float32(2.0), np.float32)
    with parallel_bands():
        _fill_opaque(screen, triangles, chosen, two_sided, offsets, both_from, ids, depth)
    return ids, depth


@njit(cache=True)
def _band_fragments(
    screen, triangles, chosen, two_sided, offsets, both_from, depth, band, starts, cursor, found
):
    """Walk the layered triangles of one band: count when `found` is empty, else store."""
    height, width, samples = depth.shape
    store = found.shape[0] > 0
    top, bottom = band * BAND, min(height, band * BAND + BAND)
    du, dv = np.empty(samples, np.float32), np.empty(samples, np.float32)
    for k in range(chosen.shape[0]):
        f = chosen[k]
        a, b, c = triangles[f, 0], triangles[f, 1], triangles[f, 2]
        ay, by, cy = screen[a, 1], screen[b, 1], screen[c, 1]
        if max(ay, by, cy) < top or min(ay, by, cy) > bottom:
            continue
        area = _signed_area(screen, triangles[f])
        from_sample = 0 if area > 0.0 or two_sided[f] else both_from
        if area == 0.0 or from_sample >= samples:
            continue
        ax, bx, cx = screen[a, 0], screen[b, 0], screen[c, 0]
        x0, x1 = max(0, int(min(ax, bx, cx))), min(width - 1, int(max(ax, bx, cx)))
        y0, y1 = max(top, int(min(ay, by, cy))), min(bottom - 1, int(max(ay, by, cy)))
        inverse = np.float32(1.0 / area)
        ux, uy = (cy - by) * inverse, (bx - cx) * inverse
        vx, vy = (ay - cy) * inverse, (cx - ax) * inverse
        for s in range(samples):
            du[s] = ux * offsets[s, 0] + uy * offsets[s, 1]
            dv[s] = vx * offsets[s, 0] + vy * offsets[s, 1]
        za, zb, zc = screen[a, 2], screen[b, 2], screen[c, 2]
        for y in range(y0, y1 + 1):
            row_u, row_v = uy * (y - by), vy * (y - cy)
            first, last = _row_span(x0, x1, row_u, row_v, bx, cx, ux, uy, vx, vy)
            for x in range(first, last + 1):
                u0, v0 = ux * (x - bx) + row_u, vx * (x - cx) + row_v
                mask = 0
                nearest = np.float32(3.0)
                for s in range(from_sample, samples):
                    u, v = u0 + du[s], v0 + dv[s]
                    w = np.float32(1.0) - u - v
                    if u < 0.0 or v < 0.0 or w < 0.0:
                        continue
                    z = u * za + v * zb + w * zc
                    if -1.0 <= z < depth[y, x, s]:
                        if mask == 0 or s < both_from:
                            nearest = min(nearest, z)
                        mask |= 1 << s
                if mask == 0:
                    continue
                if store:
                    slot = starts[y, x] + cursor[y, x]
                    found[slot, 0] = f
                    found[slot, 1] = mask
                    found[slot, 2] = np.int32(nearest * np.float32(1e9))
                cursor[y, x] += 1


@njit(cache=True, parallel=PARALLEL, nogil=True)
def _all_fragments(
    screen, triangles, chosen, two_sided, offsets, both_from, depth, starts, cursor, found
):
    bands = (depth.shape[0] + BAND - 1) // BAND
    for band in prange(bands):
        _band_fragments(
            screen, triangles, chosen, two_sided, offsets, both_from, depth, band,
            starts, cursor, found,
        )  # fmt: skip


@njit(cache=True)
def _sort_by_depth(found, start, count):
    """Shell sort of a pixel's fragments, nearest first: most lists are short, hair's are not."""
    for gap in (121, 40, 13, 4, 1):
        for i in range(start + gap, start + count):
            f, m, z = found[i, 0], found[i, 1], found[i, 2]
            j = i - gap
            while j >= start and (found[j, 2] > z or (found[j, 2] == z and found[j, 0] > f)):
                found[j + gap, 0], found[j + gap, 1], found[j + gap, 2] = (
                    found[j, 0], found[j, 1], found[j, 2],
                )  # fmt: skip
                j -= gap
            found[j + gap, 0], found[j + gap, 1], found[j + gap, 2] = f, m, z


@njit(cache=True, parallel=PARALLEL, nogil=True)
def _sort_all(found, starts, counts):
    for y in prange(counts.shape[0]):
        for x in range(counts.shape[1]):
            if counts[y, x] > 1:
                _sort_by_depth(found, starts[y, x], counts[y, x])


def layered_fragments(
    screen: Float32[ndarray, "V 4"],
    triangles: Int32[ndarray, "F 3"],
    chosen: Int32[ndarray, "K"],
    two_sided: Bool[ndarray, "F"],
    offsets: Float32[ndarray, "S 2"],
    depth: Float32[ndarray, "H W S"],
    both_from: int = NEVER,
) -> tuple[Int64[ndarray, "H W"], Int32[ndarray, "H W"], Int32[ndarray, "N 3"]]:
    """Fragments of the triangles `chosen` that lie in front of the opaque `depth`.

    Returns per pixel the first slot and the number of slots, and per slot, nearest first, the
    triangle, the bit mask of its samples and the depth as an integer. `both_from` as in
    `fill_opaque`; those samples have no say in the order of what others see.
    """
    height, width, _ = depth.shape
    counts = np.zeros((height, width), np.int32)
    starts = np.zeros((height, width), np.int64)
    found = np.zeros((0, 3), np.int32)
    if len(chosen) == 0:
        return starts, counts, found
    args = screen, triangles, chosen, two_sided, offsets, both_from, depth
    with parallel_bands():
        _all_fragments(*args, starts, counts, found)
        total = np.cumsum(counts, dtype=np.int64)
        starts.reshape(-1)[1:] = total[:-1]
        found = np.empty((max(1, int(total[-1])), 3), np.int32)
        cursor = np.zeros_like(counts)
        _all_fragments(*args, starts, cursor, found)
        _sort_all(found, starts, counts)
    return starts, counts, found


class Visible(NamedTuple):
    """What the samples of every pixel see."""

    screen: Float32[ndarray, "V 4"]
    """Every vertex as `Camera.project` gives it."""
    ids: Int32[ndarray, "H W S"]
    """Opaque triangle per sample; -1 = none."""
    starts: Int64[ndarray, "H W"]
    counts: Int32[ndarray, "H W"]
    found: Int32[ndarray, "N 3"]
    """Fragments with alpha before it, as `layered_fragments` gives them."""


def find_visible(
    geometry: Geometry,
    surface: Surface,
    camera: Camera,
    offsets: Float32[ndarray, "S 2"],
    both_from: int = NEVER,
) -> Visible:
    """What `camera` sees at the sample positions `offsets`; `both_from` as in `fill_opaque`."""
    screen = camera.project(geometry.positions).astype(np.float32)
    layered = surface.factors[geometry.part, MODE] > OPAQUE
    two_sided = surface.two_sided[geometry.part]
    solid, veils = (np.flatnonzero(x).astype(np.int32) for x in (~layered, layered))
    ids, depth = fill_opaque(
        screen, geometry.triangles, solid, two_sided, offsets, camera.height, camera.width,
        both_from,
    )  # fmt: skip
    fragments = layered_fragments(
        screen, geometry.triangles, veils, two_sided, offsets, depth, both_from
    )
    return Visible(screen, ids, *fragments)


@contextlib.contextmanager
def parallel_bands() -> Iterator[None]:
    """Hand bands to threads one by one: the middle of a portrait is far dearer than its rim.

    It ends with numba's own size again, whatever was found: `numba.parallel_chunksize` leaves 1
    behind when it is nested, and a kernel over millions of texels then makes as many chunks.
    """
    numba.set_parallel_chunksize(1)
    try:
        yield
    finally:
        numba.set_parallel_chunksize(0)
