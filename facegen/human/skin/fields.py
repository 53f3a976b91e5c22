"""Seeded fields over the atlas that patterns are made of: noise, cells, distances in mm."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from jaxtyping import Bool, Float32
from numba import njit, prange
from numpy import ndarray

from facegen.compiled import PARALLEL
from facegen.human.skin.canvas import Canvas
from facegen.human.skin.noise import gradient_noise, hash_cell, unit_hash


def mirrored(points: Float32[ndarray, "S S 3"]) -> Float32[ndarray, "S S 3"]:
    """Both halves of the body at the left one's place: what is painted over them is symmetric."""
    return np.concatenate([np.abs(points[..., :1]), points[..., 1:]], -1)


@njit(parallel=PARALLEL, cache=True, fastmath=True)
def _noise(points, active, sx, sy, sz, octaves, seed, out):
    for row in prange(points.shape[0]):
        for col in range(points.shape[1]):
            if not active[row, col]:
                continue
            x, y, z = points[row, col, 0] * sx, points[row, col, 1] * sy, points[row, col, 2] * sz
            total, gain = 0.0, 1.0
            for octave in range(octaves):
                total += gain * gradient_noise(x, y, z, seed + 101 * octave)
                x, y, z, gain = x * 2.03, y * 2.03, z * 2.03, gain * 0.5
            out[row, col] = total


def noise(
    points: Float32[ndarray, "S S 3"],
    active: Bool[ndarray, "S S"],
    wavelength: float | tuple[float, float, float],
    seed: int,
    octaves: int = 1,
) -> Float32[ndarray, "S S"]:
    """Gradient noise, about -1..1, with features of `wavelength` mm; each octave halves both."""
    sizes = wavelength if isinstance(wavelength, tuple) else (wavelength,) * 3
    out = np.zeros(active.shape, np.float32)
    _noise(points, active, *(1.0 / s for s in sizes), octaves, np.int64(seed & 0xFFFFFF), out)
    return out


def warped(
    points: Float32[ndarray, "S S 3"],
    active: Bool[ndarray, "S S"],
    wavelength: float,
    reach: float,
    seed: int,
) -> Float32[ndarray, "S S 3"]:
    """`points` (mm) pushed about by up to `reach` mm, smoothly over `wavelength`."""
    push = [noise(points, active, wavelength, seed + 31 * k, 2) for k in range(3)]
    return points + np.float32(reach) * np.stack(push, -1)


class Cells(NamedTuple):
    """A Voronoi pattern over the atlas, lengths in cell widths."""

    edge: Float32[ndarray, "S S"]
    """Second nearest seed's distance less the nearest's: 0 on the border between two cells."""
    centre: Float32[ndarray, "S S"]
    """Distance to the cell's own seed."""
    above: Float32[ndarray, "S S"]
    """Height over the cell's own seed."""
    number: Float32[ndarray, "S S"]
    """0..1, one random number per cell."""


@njit(parallel=PARALLEL, cache=True, fastmath=True)
def _cells(points, active, seed, edge, centre, above, number):
    for row in prange(points.shape[0]):
        for col in range(points.shape[1]):
            if not active[row, col]:
                continue
            x, y, z = points[row, col, 0], points[row, col, 1], points[row, col, 2]
            cx, cy, cz = int(np.floor(x)), int(np.floor(y)), int(np.floor(z))
            first, second, best, up = 9.0, 9.0, 0, 0.0
            for i in range(27):
                gx, gy, gz = cx + i % 3 - 1, cy + (i // 3) % 3 - 1, cz + i // 9 - 1
                h = hash_cell(gx, gy, gz, seed)
                px = gx + 0.2 + 0.6 * (h & 1023) / 1023
                py = gy + 0.2 + 0.6 * ((h >> 10) & 1023) / 1023
                pz = gz + 0.2 + 0.6 * ((h >> 20) & 1023) / 1023
                d = (px - x) ** 2 + (py - y) ** 2 + (pz - z) ** 2
                if d < first:
                    first, second, best, up = d, first, h, y - py
                elif d < second:
                    second = d
            edge[row, col] = np.sqrt(second) - np.sqrt(first)
            centre[row, col] = np.sqrt(first)
            above[row, col] = up
            number[row, col] = unit_hash(best, 3)


def cells(points: Float32[ndarray, "S S 3"], active: Bool[ndarray, "S S"], seed: int) -> Cells:
    """Voronoi cells about 1 wide over `points`, which are in cell widths."""
    found = Cells(*(np.zeros(active.shape, np.float32) for _ in range(4)))
    _cells(points.astype(np.float32), active, np.int64(seed & 0xFFFFFF), *found)
    return found


def in_mm(canvas: Canvas, field: Float32[ndarray, "S S"]) -> Float32[ndarray, "S S"]:
    """An implicit field's distance in mm to where it is 0: the field over its slope."""
    slope = np.zeros(field.shape, np.float32)
    for axis in (0, 1):
        step = np.linalg.norm(np.gradient(canvas.position, axis=axis), axis=-1) + 1e-6
        slope += (np.gradient(field, axis=axis) / step) ** 2
    return field / np.maximum(np.sqrt(slope), 1e-4)
