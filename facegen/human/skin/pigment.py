"""Where blood and melanin lie: colour zones, blotches, freckles, moles, age spots, blush."""

from __future__ import annotations

import cv2
import numpy as np
from numba import njit, prange

from facegen.compiled import PARALLEL
from facegen.human.person import Shape, Skin
from facegen.human.skin.canvas import Canvas, Check, bands, idle, zone_map
from facegen.human.skin.layers import Layers
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


def add_zones(
    canvas: Canvas, layers: Layers, shape: Shape, skin: Skin, check: Check = idle
) -> None:
    """Painted zones of the nearest skins, then lips, lids, ears, cheeks, nose, palms, cavities."""
    if canvas.name == "head":
        zone = cv2.resize(zone_map(shape), (canvas.size,) * 2, interpolation=cv2.INTER_CUBIC)
        # The body's atlas has no painted zones: they end before the neck's border.
        fade = np.clip(canvas.border / 2, 0, 1)
        layers.melanin[:] += 0.55 * zone[..., 0] * fade
        layers.haemoglobin[:] += 0.75 * zone[..., 1] * fade
    for rows in bands(canvas, check):
        _zones(
            canvas.position[rows],
            canvas.active[rows],
            canvas.lip[rows],
            canvas.eye[rows],
            canvas.border[rows],
            layers.melanin[rows],
            layers.haemoglobin[rows],
            layers.roughness[rows],
            np.float64(skin.blush),
            np.float64(skin.shine),
            np.float64(min(1.0, max(0.0, (shape.age - 14) / 50))),
            canvas.name == "head",
        )


@njit(parallel=PARALLEL, cache=True, fastmath=True)
def _zones(position, active, lip, eye, border, melanin, blood, roughness, blush, shine, age, head):
    for row in prange(position.shape[0]):
        for col in range(position.shape[1]):
            if not active[row, col]:
                continue
            x, y, z = position[row, col, 0], position[row, col, 1], position[row, col, 2]
            ring, e = lip[row, col], eye[row, col]
            side = abs(x)
            n = gradient_noise(x / 9, y / 9, z / 9, 11)
            m, h, r = 0.0, 0.0, 0.0
            if head:
                cheek = bump((side - 43) / 20, (y - 697) / 17, (z - 100) / 45)
                h += (0.10 + 0.75 * blush) * cheek * (1 + 0.4 * n)
                nose = bump(side / 15, (y - 692) / 14, (z - 152) / 20)
                h += (0.16 + 0.18 * blush) * nose
                r -= 0.10 * shine * (nose + 0.6 * bump(side / 26, (y - 772) / 20, (z - 145) / 30))
                ear = smooth(70, 79, side) * bump(0.0, (y - 708) / 34, (z - 40) / 26)
                h += 0.32 * ear
                chin = bump(side / 14, (y - 630) / 12, (z - 145) / 20)
                h += 0.08 * chin
                # Round the eye: thin lid skin, blood and some melanin shine through.
                socket = smooth(13.0, 5.0, e)
                h += 0.16 * socket
                m += 0.022 * socket
                under = bump((side - 31) / 13, (y - 717) / 6, (z - 130) / 18)
                m += (0.018 + 0.035 * age) * under
                h += 0.10 * under
                wet = smooth(3.4, 2.2, e)
                h += 0.9 * wet
                r -= 0.25 * wet
                nostril = bump((side - 7) / 5.5, (y - 683.5) / 4.5, (z - 144) / 9)
                h += 0.55 * nostril
                m += 0.10 * nostril
                r += 0.08 * nostril
                inside = smooth(1.6, -0.5, ring)
                h += 0.9 * inside
                m += 0.20 * inside
                r -= 0.2 * inside
                crown = smooth(800, 825, y)
                m += 0.01 * crown
                jaw = smooth(640, 618, y) * smooth(10, 60, z)
                m += 0.008 * jaw
                inland = smooth(0.1, 1.8, border[row, col])
                m, h, r = m * inland, h * inland, r * inland
            else:
                hand = smooth(410, 440, side) * smooth(300, 250, y)
                # In the rest pose palms look down and forward along the arms.
                knuckle = hand * (0.5 + 0.5 * n)
                h += 0.22 * knuckle
                foot = smooth(-730, -770, y)
                h += 0.15 * foot
            melanin[row, col] += m
            blood[row, col] += h
            roughness[row, col] += r


def add_marks(
    canvas: Canvas, layers: Layers, shape: Shape, skin: Skin, check: Check = idle
) -> None:
    """Mottling, freckles, moles and age spots, placed by `skin.seed`."""
    for rows in bands(canvas, check):
        _marks(
            canvas.position[rows],
            canvas.active[rows],
            canvas.lip[rows],
            canvas.eye[rows],
            canvas.border[rows],
            layers.melanin[rows],
            layers.haemoglobin[rows],
            layers.height[rows],
            np.float64(skin.freckles),
            np.float64(skin.moles),
            np.float64(skin.blotches),
            np.float64(min(1.0, max(0.0, (shape.age - 35) / 45))),
            np.float64(canvas.texel_mm),
            np.int64(skin.seed & 0xFFFFFF),
        )


@njit(cache=True, fastmath=True)
def _sun(x, y, z):
    """Sun on a spot: nose bridge and cheeks most, brow and chin less, below the jaw none."""
    side = abs(x)
    bridge = bump(side / 13, (y - 706) / 20, (z - 145) / 30)
    cheek = bump((side - 38) / 23, (y - 703) / 17, (z - 115) / 40)
    brow = 0.45 * bump(side / 55, (y - 772) / 28, (z - 120) / 50)
    chin = 0.28 * bump(side / 35, (y - 645) / 28, (z - 135) / 40)
    return min(1.0, bridge + cheek + brow + chin + 0.06)


@njit(parallel=PARALLEL, cache=True, fastmath=True)
def _marks(
    position,
    active,
    lip,
    eye,
    border,
    melanin,
    blood,
    height,
    freckles,
    moles,
    blotches,
    age,
    texel,
    seed,
):
    fine_shown, grain_shown = resolved(2.3, texel), resolved(0.8, texel)
    for row in prange(position.shape[0]):
        kept = np.full((12, KEPT_CELL), FAR_CELL)
        for col in range(position.shape[1]):
            if not active[row, col]:
                continue
            x, y, z = position[row, col, 0], position[row, col, 1], position[row, col, 2]
            if lip[row, col] < 0 or eye[row, col] < 0:
                continue
            clear = smooth(6.5, 9.0, lip[row, col]) * smooth(3.0, 4.5, eye[row, col])
            m, h = 0.0, 0.0
            # The two atlases resolve fine detail differently: none where they meet.
            quiet = smooth(0.1, 1.5, border[row, col])
            broad = near_noise(x / 21, y / 21, z / 21, seed + 1, kept[0])
            mid = near_noise(x / 7, y / 7, z / 7, seed + 2, kept[1])
            fine, grain = 0.0, 0.0
            if fine_shown > 0:
                fine = near_noise(x / 2.3, y / 2.3, z / 2.3, seed + 3, kept[2]) * fine_shown * quiet
            if grain_shown > 0:
                grain = (
                    near_noise(x / 0.8, y / 0.8, z / 0.8, seed + 4, kept[3]) * grain_shown * quiet
                )
            mottle = (0.5 + 0.9 * blotches) * clear
            h += mottle * (0.12 * broad + 0.16 * mid + 0.13 * fine) + 0.05 * grain * clear
            m += mottle * (0.010 * broad + 0.013 * mid + 0.010 * fine) + 0.008 * grain * clear
            h += 0.28 * blotches * clear * max(0.0, mid + 0.5 * broad - 0.25)
            wx = x + 0.6 * fine + 0.25 * grain
            wy = y + 0.6 * mid - 0.25 * grain
            wz = z - 0.6 * fine
            if freckles > 0 and texel < 1.0:
                sun = _sun(x, y, z) * clear * quiet * (0.75 + 0.5 * broad)
                m += _freckle(kept[4], wx, wy, wz, 1.25, seed + 11, 1.4 * freckles * sun**2, 0.27)
                m += _freckle(kept[5], wx, wy, wz, 1.8, seed + 5, 1.3 * freckles * sun**2, 0.32)
                m += _freckle(kept[6], wx, wy, wz, 2.7, seed + 6, freckles * sun, 0.28)
                m += _freckle(kept[7], wx, wy, wz, 3.6, seed + 9, freckles * sun * 0.6, 0.26)
            if moles > 0:
                first, second, cell = near_cells(wx / 19, wy / 19, wz / 19, seed + 7, kept[8])
                if unit_hash(cell, 1) < 0.55 * moles:
                    # Most are small; of two neighbours each gives way to the other.
                    radius = 0.5 + 0.9 * unit_hash(cell, 2) ** 3
                    dome = smooth(radius, radius * 0.3, first * 19) * clear * quiet
                    dome *= smooth(5.0, 8.0, second * 19)
                    m += (0.12 + 0.26 * unit_hash(cell, 3)) * dome
                    height[row, col] += 0.22 * dome * unit_hash(cell, 4)
            spots = age * (0.3 + 0.7 * blotches)
            if spots > 0:
                sun = quiet * (0.25 + 0.75 * _sun(x, y, z) + 0.5 * smooth(785, 810, y))
                first, _, cell = near_cells(wx / 9, wy / 9, wz / 9, seed + 8, kept[9])
                if unit_hash(cell, 1) < 0.45 * spots * sun:
                    radius = 0.9 + 1.9 * unit_hash(cell, 2) ** 3
                    edge = first * 9 + 0.5 * fine + 0.2 * grain
                    m += (
                        (0.05 + 0.08 * unit_hash(cell, 3))
                        * smooth(radius, radius * 0.2, edge)
                        * clear
                    )
                first, _, cell = near_cells(wx / 4.6, wy / 4.6, wz / 4.6, seed + 10, kept[10])
                if unit_hash(cell, 1) < 0.4 * spots * sun:
                    radius = 0.6 + 1.0 * unit_hash(cell, 2) ** 2
                    m += 0.09 * smooth(radius, radius * 0.4, first * 4.6) * clear
                # Broken capillaries on cheeks and the wings of the nose.
                flushed = bump((abs(x) - 36) / 20, (y - 698) / 16, (z - 118) / 40)
                thread = near_noise(wx / 1.9, wy / 1.9, wz / 1.9, seed + 12, kept[11])
                h += 0.45 * spots * flushed * max(0.0, 1 - 5 * abs(thread)) * clear
            melanin[row, col] += m
            blood[row, col] += h


@njit(cache=True, fastmath=True)
def _freckle(kept, x, y, z, spacing, seed, amount, strength):
    first, _, cell = near_cells(x / spacing, y / spacing, z / spacing, seed, kept)
    if unit_hash(cell, 1) > 1.15 * amount:
        return 0.0
    radius = spacing * (0.24 + 0.28 * unit_hash(cell, 2) ** 1.5)
    return (
        strength
        * (0.35 + 0.65 * unit_hash(cell, 3))
        * smooth(radius, radius * 0.45, first * spacing)
    )
