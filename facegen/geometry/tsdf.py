"""Depth pictures to one closed surface: a truncated signed distance, then marching cubes.

After Curless and Levoy 1996, "A volumetric method for building complex models from range images",
with two changes for pictures without noise. Where views disagree the one that sees farther in front
wins (a smooth maximum instead of a mean), for what one view sees through cannot be solid: thin ears
and strands keep their thickness. And whatever no view sees through is solid, so that the surface is
closed where nobody looked.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import scipy.ndimage
from jaxtyping import Bool, Float, Float32, Int
from numba import njit, prange
from numpy import ndarray
from skimage.measure import marching_cubes

from facegen.compiled import PARALLEL

SHARPNESS = np.float32(4.0)
"""Of the smooth maximum over views, per truncation distance."""
SKY_DEPTH = 1e6
"""Metres: the depth of nothing."""
FLATTEST = np.float32(0.15)
"""Cosine that a surface has at least: at its outline it is not known well."""
SKY = np.float32(0.1)
"""The least weight of a view, in squared cosines: that of one which sees through."""
FREE_WEIGHT = SKY * np.exp(SHARPNESS)
"""The weight of a view that sees through far and wide, in the smooth maximum."""
RUN = 16
"""Samples in a row that are asked about at once before one by one."""
TILE = 16
"""Pixels along a side of the squares that answer."""
SURE = np.float32(1.001)
"""By how much a run has to clear what a sample has to clear: rounding errors are far less."""
ASK, FREE, BEHIND, UNSEEN = 0, 1, 2, 3
"""What a picture says of a run: look at each sample; all free; all behind a surface; not shown."""
CORE = 0.8
"""Voxels that the finished distance is smoothed by (Gaussian)."""


class DepthView(NamedTuple):
    """What one camera says of space."""

    depth: Float32[ndarray, "H W"]
    """Metres along the optical axis; 0 where the picture shows nothing, out to infinity."""
    slant: Float32[ndarray, "H W"]
    """Cosine between the surface's normal and the direction to the eye."""
    trusted: Bool[ndarray, "H W"]
    """False: the pixel says nothing (it looks into an open mesh)."""
    to_pixel: Float[ndarray, "3 4"]
    """World (metres, homogeneous) to (x z, y z, z): pixels times depth, and depth."""


class Grid(NamedTuple):
    """A block of cubes."""

    origin: Float[ndarray, "3"]
    """Metres: the corner sample."""
    voxel: float
    """Metres between samples."""
    shape: tuple[int, int, int]


def fuse_distance(
    views: list[DepthView], grid: Grid, truncation: float, least: int = 1
) -> Float32[ndarray, "X Y Z"]:
    """Signed distance over `truncation`, -1 (inside) .. 1 (outside), at the samples of `grid`.

    Samples that fewer than `least` pictures know of count as outside. All pictures have one size.
    """
    out = np.empty(grid.shape, np.float32)
    pictures = np.stack([_packed(view) for view in views])
    _fuse(
        pictures,
        _tiles(pictures),
        np.stack([v.to_pixel for v in views]).astype(np.float32),
        np.asarray(grid.origin, np.float32),
        np.float32(grid.voxel),
        np.float32(truncation),
        least,
        out,
    )
    return out


def _packed(view: DepthView) -> Float32[ndarray, "H W 4"]:
    """What is asked of a view, side by side in memory, per pixel.

    Depth; slant; least and greatest depth of the pixel and its neighbours right and below (the
    least is -1 where one of the four is not trusted).
    """
    depth = np.where(view.depth > 0.0, view.depth, SKY_DEPTH).astype(np.float32)
    low, high = depth.copy(), depth.copy()
    unsure = ~view.trusted
    for axis in (0, 1):
        low = np.minimum(low, np.roll(low, -1, axis))
        high = np.maximum(high, np.roll(high, -1, axis))
        unsure |= np.roll(unsure, -1, axis)
    low[unsure] = -1.0
    return np.ascontiguousarray(np.stack([depth, view.slant, low, high], -1), np.float32)


def _tiles(pictures: Float32[ndarray, "N H W 4"]) -> Float32[ndarray, "N Y X 2"]:
    """Least and greatest depth in squares of `TILE` pixels; the least is -1 where one is unsure."""
    count, height, width, _ = pictures.shape
    rows, columns = -(-height // TILE), -(-width // TILE)
    border = ((0, 0), (0, rows * TILE - height), (0, columns * TILE - width), (0, 0))
    squares = np.pad(pictures[..., 2:], border, mode="edge")
    squares = squares.reshape(count, rows, TILE, columns, TILE, 2)
    least, greatest = squares[..., 0].min((2, 4)), squares[..., 1].max((2, 4))
    return np.ascontiguousarray(np.stack([least, greatest], -1))


@njit(cache=True, parallel=PARALLEL, fastmath=True, nogil=True)
def _fuse(pictures, tiles, to_pixel, origin, voxel, truncation, least, out):
    count = pictures.shape[0]
    zero, one = np.float32(0.0), np.float32(1.0)
    for i in prange(out.shape[0]):
        told, weights = np.empty(count, np.float32), np.empty(count, np.float32)
        row, ask = np.empty((count, 3), np.float32), np.empty(count, np.int64)
        asked, known_all, free_all = 0, 0, 0
        px = np.float32(origin[0] + voxel * np.float32(i))
        for j in range(out.shape[1]):
            py = np.float32(origin[1] + voxel * np.float32(j))
            for v in range(count):
                for c in range(3):
                    m = to_pixel[v, c]
                    row[v, c] = m[0] * px + m[1] * py + m[3]
            for k in range(out.shape[2]):
                pz = np.float32(origin[2] + voxel * np.float32(k))
                if k % RUN == 0:
                    asked, known_all, free_all = 0, 0, 0
                    end = pz + voxel * np.float32(RUN)
                    for v in range(count):
                        verdict = _glance(
                            tiles[v], pictures.shape, row[v], to_pixel[v], pz, end, truncation
                        )
                        if verdict == ASK:
                            ask[asked] = v
                            asked += 1
                        elif verdict != UNSEEN:
                            known_all += 1
                            free_all += verdict == FREE
                known, free, near = known_all, free_all, 0
                for a in range(asked):
                    v = ask[a]
                    z = row[v, 2] + to_pixel[v, 2, 2] * pz
                    if z <= zero:
                        continue
                    scale = one / z
                    x = (row[v, 0] + to_pixel[v, 0, 2] * pz) * scale
                    y = (row[v, 1] + to_pixel[v, 1, 2] * pz) * scale
                    knows, d, w = _look(pictures, v, x, y, z, truncation)
                    if not knows:
                        continue
                    known += 1
                    if d == one and w == SKY:
                        free += 1
                    elif d > -one:
                        told[near], weights[near] = d, w
                        near += 1
                out[i, j, k] = one if known < least else _agree(told, weights, near, free)


@njit(cache=True, fastmath=True)
def _glance(tiles, shape, row, to_pixel, start, end, truncation):
    """What a view says of every point of a run along z: `FREE`, `BEHIND`, `UNSEEN`, or `ASK`.

    A line is seen as a line: the squares between the images of its ends say all that `_look` could.
    """
    z0, z1 = row[2] + to_pixel[2, 2] * start, row[2] + to_pixel[2, 2] * end
    least, greatest = min(z0, z1), max(z0, z1)
    if least <= np.float32(0.01):
        return ASK
    x0, x1 = (row[0] + to_pixel[0, 2] * start) / z0, (row[0] + to_pixel[0, 2] * end) / z1
    y0, y1 = (row[1] + to_pixel[1, 2] * start) / z0, (row[1] + to_pixel[1, 2] * end) / z1
    # Half a pixel lies between edges and centres; another is for rounding.
    left, right = min(x0, x1) - np.float32(1.0), max(x0, x1)
    top, bottom = min(y0, y1) - np.float32(1.0), max(y0, y1)
    height, width = shape[1], shape[2]
    if right < 0 or bottom < 0 or left > width or top > height:
        return UNSEEN
    if left < 0 or top < 0 or right > width - 2 or bottom > height - 2:
        return ASK
    low, high = np.float32(SKY_DEPTH), np.float32(0.0)
    for b in range(int(top) // TILE, int(bottom) // TILE + 1):
        for a in range(int(left) // TILE, int(right) // TILE + 1):
            low, high = min(low, tiles[b, a, 0]), max(high, tiles[b, a, 1])
    if low < 0:
        return ASK
    if (low - greatest) * FLATTEST >= SURE * truncation:
        return FREE
    if (high - least) * FLATTEST <= -SURE * truncation:
        return BEHIND
    return ASK


@njit(cache=True, fastmath=True)
def _agree(told, weights, count, free):
    """The distance that the views tell together; -1 when all of them look at something before it.

    `count` views tell a distance and a weight, `free` more see through far and wide. A place is
    outside once a view sees it before a surface. How far outside is what the nearest of these
    surfaces says: seen against the sky, a place beside a cheek is still near the cheek.
    """
    nearest, all_free = np.float32(1.0), True
    for n in range(count):
        all_free &= told[n] >= np.float32(1.0)
        if told[n] > np.float32(0.0):
            nearest = min(nearest, told[n])
    if all_free:
        return np.float32(1.0) if count + free else np.float32(-1.0)
    share = np.float32(free) * FREE_WEIGHT
    total = share * nearest
    for n in range(count):
        d = min(told[n], nearest)
        w = weights[n] * math.exp(SHARPNESS * min(told[n], np.float32(1.0)))
        total += w * d
        share += w
    return total / share


@njit(cache=True, fastmath=True)
def _look(pictures, v, x, y, z, truncation):
    """What one view says of a point: (does it know, distance over truncation, weight).

    The point is at pixel (x, y), `z` metres along the axis. Distances of -1 and less mean "behind a
    surface". Where the four pixels around disagree (an outline) the nearest surface counts: an
    outline may only be too fat, by a pixel, never be bitten into.
    """
    height, width = pictures.shape[1], pictures.shape[2]
    zero, one = np.float32(0.0), np.float32(1.0)
    x, y = x - np.float32(0.5), y - np.float32(0.5)
    if x < zero or y < zero or x >= width - 1 or y >= height - 1:
        return False, zero, zero
    x0, y0 = int(x), int(y)
    low, high = pictures[v, y0, x0, 2], pictures[v, y0, x0, 3]
    if low < zero:
        return False, zero, zero
    # Far from any surface no more has to be read, and that is nearly everywhere.
    if (low - z) * FLATTEST >= truncation:
        return True, one, SKY
    if (high - z) * FLATTEST <= -truncation:
        return True, -one, zero
    tx, ty = np.float32(x - x0), np.float32(y - y0)
    mean, cosine = zero, zero
    for b in range(2):
        for a in range(2):
            share = (tx if a else one - tx) * (ty if b else one - ty)
            mean += share * pictures[v, y0 + b, x0 + a, 0]
            cosine += share * pictures[v, y0 + b, x0 + a, 1]
    cosine = max(cosine, FLATTEST)
    surface = mean if high - low < truncation + truncation else low
    # Along the axis a slanted surface is farther than it is.
    return True, (surface - z) / truncation * cosine, max(cosine * cosine, SKY)


def close_distance(distance: Float32[ndarray, "X Y Z"]) -> Float32[ndarray, "X+2 Y+2 Z+2"]:
    """One solid without cavities: the largest, with a rim of outside all round."""
    padded = np.pad(distance, 1, constant_values=1.0)
    padded = scipy.ndimage.gaussian_filter(padded, CORE, truncate=3.0)
    padded[[0, -1]] = padded[:, [0, -1]] = padded[:, :, [0, -1]] = 1.0
    inside = padded < 0.0
    solids, count = scipy.ndimage.label(inside)
    if count > 1:
        sizes = np.bincount(solids.reshape(-1))
        sizes[0] = 0
        padded[inside & (solids != sizes.argmax())] = 0.5
    spaces, count = scipy.ndimage.label(padded >= 0.0)
    if count > 1:
        padded[(spaces > 0) & (spaces != spaces[0, 0, 0])] = -0.5
    return padded


def extract_surface(
    distance: Float32[ndarray, "X Y Z"], grid: Grid
) -> tuple[Float32[ndarray, "V 3"], Int[ndarray, "F 3"]]:
    """The closed surface of the largest solid: vertices (metres) and triangles, facing outwards."""
    closed = close_distance(distance)
    vertices, triangles, _, _ = marching_cubes(closed, 0.0, gradient_direction="descent")
    return (grid.origin + (vertices - 1.0) * grid.voxel).astype(np.float32), triangles
