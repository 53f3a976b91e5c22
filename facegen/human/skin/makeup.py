"""Lips, lipstick, eyeshadow and eyeliner; scars."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float32
from numba import njit, prange
from numpy import ndarray

from facegen.colorspace import srgb_to_linear
from facegen.compiled import PARALLEL
from facegen.human.person import Skin
from facegen.human.skin.canvas import Canvas
from facegen.human.skin.layers import Layers, lip_edge
from facegen.human.skin.noise import bump, gradient_noise, smooth
from facegen.human.skin.wrinkles import curve_distance, lift, window


def add_lips(canvas: Canvas, layers: Layers, skin: Skin) -> None:
    """The natural red: more blood, less melanin in pale skin's lips, more at dark skin's rim."""
    if canvas.name == "head":
        _lips(
            canvas.position,
            canvas.lip,
            layers.melanin,
            layers.haemoglobin,
            layers.roughness,
            np.float64(skin.lip_gloss),
        )


@njit(parallel=PARALLEL, cache=True)
def _lips(position, lip, melanin, blood, roughness, gloss):
    for row in prange(lip.shape[0]):
        for col in range(lip.shape[1]):
            ring = lip[row, col]
            if ring > 10:
                continue
            x, y, z = position[row, col, 0], position[row, col, 1], position[row, col, 2]
            ragged = 0.35 * gradient_noise(x / 2.6, y / 2.6, z / 2.6, 61)
            edge = lip_edge(y)
            red = smooth(edge + 0.9, edge - 0.9, ring + ragged)
            upper = smooth(658, 662, y)
            inner = smooth(5.0, 1.5, ring)
            dark = smooth(0.45, 0.85, melanin[row, col])
            blood[row, col] += red * (1.00 + 0.30 * upper + 0.55 * inner)
            melanin[row, col] += red * (0.05 + 0.05 * upper - (0.05 + 0.22 * dark) * inner)
            corner = bump((abs(x) - 26.5) / 3.5, (y - 660.5) / 3.0, 0.0) * smooth(-1, 1, ring)
            melanin[row, col] += 0.05 * corner
            wet = smooth(3.2, 1.5, ring)
            roughness[row, col] -= red * (0.10 + 0.30 * gloss) + 0.12 * wet


def add_makeup(
    canvas: Canvas, layers: Layers, color: Float32[ndarray, "S S 3"], skin: Skin
) -> None:
    """Paint over `color` (linear, in place)."""
    if canvas.name != "head" or not (skin.lip_color or skin.eyeshadow or skin.eyeliner):
        return
    none = np.zeros(3, np.float32)
    _makeup(
        canvas.position,
        canvas.lip,
        canvas.eye,
        layers.roughness,
        color,
        srgb_to_linear(np.array(skin.lip_color)) if skin.lip_color else none,
        1.0 if skin.lip_color else 0.0,
        srgb_to_linear(np.array(skin.eyeshadow)) if skin.eyeshadow else none,
        1.0 if skin.eyeshadow else 0.0,
        np.float64(skin.eyeliner),
        np.float64(skin.lip_gloss),
    )


@njit(parallel=PARALLEL, cache=True)
def _makeup(position, lip, eye, roughness, color, stick, lips, shade, lids, liner, gloss):
    for row in prange(lip.shape[0]):
        for col in range(lip.shape[1]):
            ring, e = lip[row, col], eye[row, col]
            if ring > 9 and e > 13:
                continue
            x, y, z = position[row, col, 0], position[row, col, 1], position[row, col, 2]
            grain = gradient_noise(x / 1.3, y / 1.3, z / 1.3, 71)
            cover = 0.0
            if lips > 0 and ring < 9:
                # Thinner in the furrows and towards the wet inside.
                edge = lip_edge(y) + 0.15 * grain
                cover = smooth(edge + 0.5, edge - 0.4, ring) * smooth(0.0, 2.0, ring) * lips
                _blend(color, row, col, stick, cover * (0.80 + 0.10 * grain), 0.35)
                roughness[row, col] -= cover * 0.10 * gloss
            side = abs(x)
            # Height over the line through the corners of the eye.
            above = y - (727.5 + (side - 17.5) * 0.055)
            if lids > 0 and e > 0:
                lid = smooth(12.0, 7.0, e + 0.4 * grain) * smooth(-0.5, 3.0, above)
                lid *= smooth(2.2, 3.2, e)
                outer = 0.65 + 0.35 * smooth(26, 44, side)
                _blend(color, row, col, shade, 0.75 * lid * outer, 0.45)
            if liner > 0:
                top = smooth(5.6, 4.4, e - 1.2 * smooth(28, 44, side)) * smooth(-0.3, 0.6, above)
                wing = bump(
                    (side - 47.0) / 3.2, (y - (729.6 + (side - 44) * 0.42)) / 0.75, 0.0
                ) * smooth(40, 45, side)
                low = 0.45 * smooth(4.4, 3.4, e) * smooth(0.3, -0.6, above) * smooth(24, 36, side)
                ink = max(max(top, 0.9 * wing), low) * liner * smooth(1.6, 2.6, e)
                for k in range(3):
                    color[row, col, k] += (0.012 - color[row, col, k]) * 0.93 * ink


@njit(cache=True)
def _blend(color, row, col, paint, cover, keep):
    """Lay `paint` over the skin, letting `keep` of the skin's light and dark show through."""
    r, g, b = color[row, col, 0], color[row, col, 1], color[row, col, 2]
    tone = (0.3 * r + 0.5 * g + 0.2 * b) / 0.16
    tone = min(max(tone, 0.25), 1.8) ** keep
    for k in range(3):
        color[row, col, k] += (paint[k] * tone - color[row, col, k]) * cover


SCAR_LINES = {
    "brow_left": ((40, 759), (37, 750), (36, 741)),
    "brow_right": ((-40, 759), (-37, 750), (-36, 741)),
    "cheek_left": ((58, 705), (49, 692), (43, 676)),
    "cheek_right": ((-58, 705), (-49, 692), (-43, 676)),
    "chin": ((-6, 640), (2, 633), (7, 625)),
    "lip": ((11, 678), (9.5, 671), (10, 664)),
    "forehead": ((-26, 790), (-14, 781), (-7, 768)),
    "nose": ((-11, 713), (0, 716), (12, 712)),
}
"""Front-view (x, y) in mm of each named scar."""


def add_scars(canvas: Canvas, layers: Layers, skin: Skin) -> None:
    """Healed cuts: a pale, smooth, slightly sunken seam with a pink, puckered rim."""
    for name in skin.scars:
        points = lift(SCAR_LINES[name])
        rows = window(canvas, points, 6.0)
        if rows is None:
            continue
        length = np.r_[0, np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))]
        _scar(
            canvas.position,
            layers.melanin,
            layers.haemoglobin,
            layers.height,
            layers.roughness,
            rows,
            points,
            length,
        )


@njit(parallel=PARALLEL, cache=True)
def _scar(position, melanin, blood, height, roughness, rows, points, length):
    total = length[-1]
    for row in prange(rows[0], rows[1]):
        for col in range(rows[2], rows[3]):
            x, y, z = position[row, col, 0], position[row, col, 1], position[row, col, 2]
            n = gradient_noise(x / 2.6, y / 2.6, z / 2.6, 81)
            d, s = curve_distance(x + 0.7 * n, y - 0.7 * n, z, points, length, 6.0)
            if d > 6:
                continue
            ends = smooth(-1.0, 0.2 * total, s) * smooth(total + 1.0, 0.8 * total, s)
            seam = np.exp(-((d / (1.0 + 0.3 * n)) ** 2)) * ends
            rim = np.exp(-(((d - 1.6) / 0.9) ** 2)) * ends
            # Scar tissue has lost its melanin; that of dark skin more visibly so.
            melanin[row, col] *= 1 - 0.30 * seam
            blood[row, col] += 0.10 * seam + 0.45 * rim
            height[row, col] += 0.16 * rim * (1 + n) - 0.28 * seam
            roughness[row, col] -= 0.12 * seam
