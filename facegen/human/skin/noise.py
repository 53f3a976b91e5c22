"""Seeded noise over 3D positions, for numba kernels: equal points give equal values anywhere."""

from __future__ import annotations

import numpy as np
from numba import njit


@njit(cache=True, fastmath=True)
def hash_cell(x: int, y: int, z: int, seed: int) -> int:
    """32 mixed bits of a lattice cell (xxHash-like avalanche), as a non-negative int64."""
    h = (x * 374761393 + y * 668265263 + z * 2147483647 + seed * 1274126177) & 0xFFFFFFFF
    h = ((h ^ (h >> 15)) * 2246822519) & 0xFFFFFFFF
    h = ((h ^ (h >> 13)) * 3266489917) & 0xFFFFFFFF
    return h ^ (h >> 16)


@njit(cache=True, fastmath=True)
def _gradient(h: int, x: float, y: float, z: float) -> float:
    k = h & 15
    u = x if k < 8 else y
    v = y if k < 4 else (x if k == 12 or k == 14 else z)
    return (u if (k & 1) == 0 else -u) + (v if (k & 2) == 0 else -v)


@njit(cache=True, fastmath=True)
def gradient_noise(x: float, y: float, z: float, seed: int) -> float:
    """Perlin's improved noise (2002), about -1..1, mean 0, one feature per unit."""
    ix, iy, iz = int(np.floor(x)), int(np.floor(y)), int(np.floor(z))
    fx, fy, fz = x - ix, y - iy, z - iz
    u = fx * fx * fx * (fx * (fx * 6 - 15) + 10)
    v = fy * fy * fy * (fy * (fy * 6 - 15) + 10)
    w = fz * fz * fz * (fz * (fz * 6 - 15) + 10)
    total = 0.0
    for dz in range(2):
        for dy in range(2):
            for dx in range(2):
                h = hash_cell(ix + dx, iy + dy, iz + dz, seed)
                part = (u if dx else 1 - u) * (v if dy else 1 - v) * (w if dz else 1 - w)
                total += part * _gradient(h, fx - dx, fy - dy, fz - dz)
    return total


@njit(cache=True, fastmath=True)
def cell_noise(x: float, y: float, z: float, seed: int) -> tuple[float, float, int]:
    """Worley noise: distance to the nearest and second feature point, and the nearest's hash.

    Points keep to the middle 70 % of their cell and only the 8 nearest cells are searched, so the
    second distance is now and then too large; distances below 0.65 are exact.
    """
    cx, cy, cz = int(np.floor(x - 0.5)), int(np.floor(y - 0.5)), int(np.floor(z - 0.5))
    first, second, best = 9.0, 9.0, 0
    for dz in range(2):
        for dy in range(2):
            for dx in range(2):
                h = hash_cell(cx + dx, cy + dy, cz + dz, seed)
                px = cx + dx + 0.15 + 0.7 * (h & 1023) / 1023
                py = cy + dy + 0.15 + 0.7 * ((h >> 10) & 1023) / 1023
                pz = cz + dz + 0.15 + 0.7 * ((h >> 20) & 1023) / 1023
                d = (px - x) ** 2 + (py - y) ** 2 + (pz - z) ** 2
                if d < first:
                    first, second, best = d, first, h
                elif d < second:
                    second = d
    return np.sqrt(first), np.sqrt(second), best


KEPT_CELL = 11
"""Places of `near_noise`'s and `near_cells`' memory: a lattice cell and its corners' hashes."""


@njit(cache=True, fastmath=True)
def _corners(ix, iy, iz, seed, kept):
    """Hash the corners of a cell into `kept`, unless that is what it holds."""
    if kept[0] == ix and kept[1] == iy and kept[2] == iz:
        return
    kept[0], kept[1], kept[2] = ix, iy, iz
    for i in range(8):
        kept[3 + i] = hash_cell(ix + (i & 1), iy + (i >> 1 & 1), iz + (i >> 2), seed)


@njit(cache=True, fastmath=True)
def near_noise(x: float, y: float, z: float, seed: int, kept: np.ndarray) -> float:
    """`gradient_noise` for a walk of small steps: hashes only where a step leaves the cell.

    `kept`: int64 [KEPT_CELL], one for each field, `FAR_CELL` at first.
    """
    ix, iy, iz = int(np.floor(x)), int(np.floor(y)), int(np.floor(z))
    fx, fy, fz = x - ix, y - iy, z - iz
    _corners(ix, iy, iz, seed, kept)
    u = fx * fx * fx * (fx * (fx * 6 - 15) + 10)
    v = fy * fy * fy * (fy * (fy * 6 - 15) + 10)
    w = fz * fz * fz * (fz * (fz * 6 - 15) + 10)
    total = 0.0
    for dz in range(2):
        for dy in range(2):
            for dx in range(2):
                h = kept[3 + dx + 2 * dy + 4 * dz]
                part = (u if dx else 1 - u) * (v if dy else 1 - v) * (w if dz else 1 - w)
                total += part * _gradient(h, fx - dx, fy - dy, fz - dz)
    return total


@njit(cache=True, fastmath=True)
def near_cells(
    x: float, y: float, z: float, seed: int, kept: np.ndarray
) -> tuple[float, float, int]:
    """`cell_noise` for a walk of small steps; `kept` as in `near_noise`."""
    cx, cy, cz = int(np.floor(x - 0.5)), int(np.floor(y - 0.5)), int(np.floor(z - 0.5))
    _corners(cx, cy, cz, seed, kept)
    first, second, best = 9.0, 9.0, 0
    for dz in range(2):
        for dy in range(2):
            for dx in range(2):
                h = kept[3 + dx + 2 * dy + 4 * dz]
                px = cx + dx + 0.15 + 0.7 * (h & 1023) / 1023
                py = cy + dy + 0.15 + 0.7 * ((h >> 10) & 1023) / 1023
                pz = cz + dz + 0.15 + 0.7 * ((h >> 20) & 1023) / 1023
                d = (px - x) ** 2 + (py - y) ** 2 + (pz - z) ** 2
                if d < first:
                    first, second, best = d, first, h
                elif d < second:
                    second = d
    return np.sqrt(first), np.sqrt(second), best


FAR_CELL = 1 << 40
"""No texel's cell: what `kept` starts with."""


@njit(cache=True, fastmath=True)
def unit_hash(h: int, salt: int) -> float:
    """A number in 0..1 from a cell's hash; different salts are independent."""
    g = ((h ^ (salt * 2654435761)) * 2246822519) & 0xFFFFFFFF
    g = ((g ^ (g >> 13)) * 3266489917) & 0xFFFFFFFF
    return ((g ^ (g >> 16)) & 0xFFFF) / 65535.0


@njit(cache=True, fastmath=True)
def smooth(low: float, high: float, x: float) -> float:
    """Smoothstep from 0 at `low` to 1 at `high`; `high` may be below `low`."""
    t = (x - low) / (high - low)
    t = min(max(t, 0.0), 1.0)
    return t * t * (3 - 2 * t)


@njit(cache=True, fastmath=True)
def bump(dx: float, dy: float, dz: float) -> float:
    """Gaussian of a scaled offset: 1 at 0, 0.37 at length 1."""
    return np.exp(-(dx * dx + dy * dy + dz * dz))


@njit(cache=True, fastmath=True)
def resolved(feature_mm: float, texel_mm: float) -> float:
    """1 when a feature spans enough texels, 0 when it would only alias."""
    return smooth(1.6, 3.2, feature_mm / texel_mm)
