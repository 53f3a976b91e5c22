"""Pores, skin cells, lip furrows and crepe: the fine relief, band-limited to the texel size."""

from __future__ import annotations

import numpy as np
from numba import njit, prange

from facegen.compiled import PARALLEL
from facegen.human.person import Shape, Skin
from facegen.human.skin.canvas import Canvas, Check, bands, idle
from facegen.human.skin.layers import Layers, lip_edge
from facegen.human.skin.noise import (
    FAR_CELL,
    KEPT_CELL,
    bump,
    gradient_noise,
    near_cells,
    near_noise,
    resolved,
    smooth,
    unit_hash,
)


def add_relief(
    canvas: Canvas, layers: Layers, shape: Shape, skin: Skin, check: Check = idle
) -> None:
    """Pores by region, the mesh of skin cells, furrowed lips, and crepe of old skin."""
    for rows in bands(canvas, check):
        _relief(
            canvas.position[rows],
            canvas.active[rows],
            canvas.lip[rows],
            canvas.eye[rows],
            canvas.border[rows],
            layers.melanin[rows],
            layers.haemoglobin[rows],
            layers.height[rows],
            layers.roughness[rows],
            layers.cavity[rows],
            np.float64(skin.pores * min(1.0, 0.25 + shape.age / 24)),
            np.float64(skin.wrinkles),
            np.float64(canvas.texel_mm),
            np.int64(skin.seed & 0xFFFFFF),
        )


@njit(cache=True, fastmath=True)
def _pore_size(side, y, z):
    """Relative pore size: 1 on the nose, less on medial cheek, brow and chin."""
    nose = bump(side / 20, (y - 694) / 16, (z - 150) / 24)
    cheek = 0.80 * bump((side - 29) / 17, (y - 697) / 17, (z - 128) / 26)
    brow = 0.50 * bump(side / 34, (y - 768) / 20, (z - 138) / 30)
    chin = 0.55 * bump(side / 20, (y - 634) / 14, (z - 140) / 24)
    return min(1.0, 0.20 + max(max(nose, cheek), max(brow, chin)))


@njit(cache=True, fastmath=True)
def _pits(kept, x, y, z, spacing, seed, size, texel):
    """Depth 0..1 of pore pits about `spacing` mm apart."""
    shown = resolved(spacing * 0.6, texel)
    if shown == 0:
        return 0.0
    first, _, cell = near_cells(x / spacing, y / spacing, z / spacing, seed, kept)
    radius = (0.16 + 0.12 * unit_hash(cell, 1)) * (0.6 + 0.5 * size)
    return shown * np.exp(-((first / radius) ** 2)) * (0.4 + 0.6 * unit_hash(cell, 2))


@njit(parallel=PARALLEL, cache=True, fastmath=True)
def _relief(
    position,
    active,
    lip,
    eye,
    border,
    melanin,
    blood,
    height,
    roughness,
    cavity,
    pores,
    wrinkles,
    texel,
    seed,
):
    bumps_shown, crepe_shown = resolved(0.8, texel), resolved(0.9, texel)
    for row in prange(position.shape[0]):
        kept = np.full((5, KEPT_CELL), FAR_CELL)
        for col in range(position.shape[1]):
            if not active[row, col]:
                continue
            x, y, z = position[row, col, 0], position[row, col, 1], position[row, col, 2]
            ring, e = lip[row, col], eye[row, col]
            if ring < 0 or e < 0:
                continue
            skin = smooth(6.0, 8.0, ring)
            lid = smooth(3.5, 7.0, e)
            side = abs(x)
            size = _pore_size(side, y, z)
            pit = _pits(kept[0], x, y, z, 1.15, seed + 21, size, texel)
            pit += 0.7 * size * _pits(kept[1], x, y, z, 1.9, seed + 22, size, texel)
            quiet = smooth(0.1, 1.5, border[row, col])
            pit *= skin * lid * pores * size * quiet
            up = -0.13 * pit
            melanin[row, col] += 0.060 * pit
            blood[row, col] += 0.16 * pit
            cavity[row, col] -= 0.40 * min(1.0, pit)
            shown = resolved(0.55, texel)
            if shown > 0:
                first, second, _ = near_cells(x / 0.55, y / 0.55, z / 0.55, seed + 23, kept[2])
                up -= 0.016 * shown * skin * smooth(0.28, 0.0, second - first)
            bumpy = 0.0
            if bumps_shown > 0:
                bumpy = near_noise(x / 1.1, y / 1.1, z / 1.1, seed + 24, kept[3]) * bumps_shown
            soft = near_noise(x / 3.1, y / 3.1, z / 3.1, seed + 25, kept[4])
            up += skin * (0.014 * bumpy * (0.4 + pores) + 0.030 * soft)
            if wrinkles > 0.02 and crepe_shown > 0:
                crepe = _crepe(x, y, z, ring, e, wrinkles, seed) * skin * quiet * crepe_shown
                up += crepe
                cavity[row, col] += 1.2 * crepe
                melanin[row, col] -= 0.10 * crepe
            if ring < 9.5:
                up += _lip_furrows(x, y, z, ring, wrinkles, seed, texel)
            height[row, col] += up
            roughness[row, col] += 0.05 * soft + 0.04 * bumpy * skin


@njit(cache=True, fastmath=True)
def _ridge(value):
    """A sharp groove where noise crosses 0: 1 in the groove, 0 away from it."""
    return max(0.0, 1 - abs(value) * 3.2) ** 2


@njit(cache=True, fastmath=True)
def _crepe(x, y, z, lip, eye, wrinkles, seed):
    """Fine crossing lines of old skin, along the tension lines of each region (mm, negative)."""
    side = abs(x)
    warp = 1.2 * gradient_noise(x / 6, y / 6, z / 6, seed + 31)
    total = 0.0
    around = smooth(16, 12, eye) * smooth(3.5, 5.5, eye)
    near = smooth(0.05, 0.7, wrinkles) * around
    if near > 0:
        # Below and beside the eye the lines run along the lid's loops and fan outwards.
        n1 = gradient_noise(x / 5, (y + warp * 0.4) / 0.9, z / 5, seed + 32)
        n2 = gradient_noise((x + y * 0.7) / 1.2, (y - x * 0.3) / 4, z / 2.4, seed + 33)
        total += near * (0.055 * _ridge(n1) + 0.035 * _ridge(n2))
    cheek = smooth(0.35, 0.95, wrinkles) * bump((side - 45) / 26, (y - 680) / 36, (z - 95) / 60)
    if cheek > 0.01:
        a = y * 0.75 + side * 0.66
        b = y * 0.66 - side * 0.75
        n1 = gradient_noise(a / 1.5, b / 7, z / 8 + warp * 0.3, seed + 34)
        n2 = gradient_noise(a / 8, b / 2.2, z / 8, seed + 35)
        total += cheek * (0.075 * _ridge(n1) + 0.035 * _ridge(n2))
    brow = smooth(0.25, 0.9, wrinkles) * bump(side / 50, (y - 778) / 22, (z - 130) / 40)
    if brow > 0.01:
        n1 = gradient_noise(x / 12, (y + warp) / 1.4, z / 12, seed + 36)
        total += brow * 0.05 * _ridge(n1)
    mouth = smooth(0.4, 0.95, wrinkles) * smooth(14, 10, lip) * smooth(7.0, 8.5, lip)
    if mouth > 0:
        angle = np.arctan2(y - 660, x * 0.6) * 15
        total += mouth * 0.10 * _ridge(gradient_noise(angle, lip / 9, 0.0, seed + 37))
    neck = smooth(0.35, 0.95, wrinkles) * smooth(632, 600, y) * smooth(520, 570, y)
    if neck > 0:
        n1 = gradient_noise(x / 10, (y + warp) / 1.9, z / 10, seed + 38)
        n2 = gradient_noise(x / 2.2, y / 8, z / 2.2, seed + 39)
        total += neck * (0.07 * _ridge(n1) + 0.04 * _ridge(n2))
    return -2.4 * total


@njit(cache=True, fastmath=True)
def _lip_furrows(x, y, z, lip, wrinkles, seed, texel):
    """Vertical furrows of the red of the lips, and the fine rim where it ends (mm)."""
    edge = lip_edge(y)
    red = smooth(edge + 0.4, edge - 1.2, lip) * smooth(0.5, 2.5, lip)
    wave = x + 0.5 * gradient_noise(x / 3, y / 3, z / 3, seed + 41)
    wide = gradient_noise(wave / 1.7, y / 9, 0.0, seed + 42)
    thin = gradient_noise(wave / 0.8, y / 5, 3.0, seed + 43) * resolved(0.8, texel)
    furrow = -(0.05 + 0.08 * wrinkles) * _ridge(wide) - 0.03 * _ridge(thin)
    rim = 0.07 * np.exp(-(((lip - edge - 0.4) / 0.8) ** 2))
    return red * furrow + rim
