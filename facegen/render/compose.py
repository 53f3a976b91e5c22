"""From linear light to the finished picture: skin, tone curve, backdrop, sRGB."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

import numpy as np
from jaxtyping import Float32
from numba import njit, prange
from numpy import ndarray

from facegen.compiled import PARALLEL
from facegen.render.tone import HUE_HOLD, SHOULDER, linear_to_srgb, srgb_to_linear

Background = tuple[float, float, float] | Literal["backdrop"] | None
TABLE = 4096
ONE, ZERO = np.float32(1.0), np.float32(0.0)


@lru_cache(maxsize=1)
def _encode_table() -> Float32[ndarray, "N"]:
    return linear_to_srgb(np.linspace(0.0, 1.0, TABLE + 1))


@lru_cache(maxsize=8)
def backdrop(height: int, width: int) -> Float32[ndarray, "H W 3"]:
    """Linear light of a seamless grey studio wall, lit from the middle."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    u, v = (x + 0.5) / width - 0.5, (y + 0.5) / height - 0.46
    glow = np.exp(-(u * u * 1.5 + v * v * 1.9) * 2.6)
    low, high = np.array([0.34, 0.35, 0.38]), np.array([0.72, 0.73, 0.75])
    return srgb_to_linear(low + (high - low) * glow[..., None])


@njit(cache=True, fastmath=True)
def _rolled(value):
    shoulder = np.float32(SHOULDER)
    if value <= shoulder:
        return value
    room = ONE - shoulder
    return ONE - room * room / (value - shoulder + room)


@njit(cache=True, fastmath=True)
def _encoded(value, table):
    place = min(max(value, ZERO), ONE) * np.float32(TABLE)
    low = min(int(place), TABLE - 1)
    return table[low] + (place - low) * (table[low + 1] - table[low])


@njit(cache=True, parallel=PARALLEL, fastmath=True, nogil=True)
def _finish(light, skin, skin_light, coverage, behind, opaque, exposure, toned, coded, table, out):
    hold = np.float32(HUE_HOLD)
    for y in prange(light.shape[0]):
        for x in range(light.shape[1]):
            alpha = min(max(coverage[y, x], ZERO), ONE)
            r, g, b = light[y, x, 0], light[y, x, 1], light[y, x, 2]
            if skin_light[y, x, 3] > ZERO:
                share = ONE / skin_light[y, x, 3]
                r += skin[y, x, 0] * skin_light[y, x, 0] * share
                g += skin[y, x, 1] * skin_light[y, x, 1] * share
                b += skin[y, x, 2] * skin_light[y, x, 2] * share
            scale = exposure / max(alpha, np.float32(1e-4))
            r, g, b = r * scale, g * scale, b * scale
            if toned:
                peak = max(r, g, b, np.float32(1e-6))
                hue = hold * _rolled(peak) / peak
                r = hue * r + (ONE - hold) * _rolled(r)
                g = hue * g + (ONE - hold) * _rolled(g)
                b = hue * b + (ONE - hold) * _rolled(b)
            if opaque:
                rest = ONE - alpha
                r = r * alpha + rest * behind[y, x, 0]
                g = g * alpha + rest * behind[y, x, 1]
                b = b * alpha + rest * behind[y, x, 2]
            elif alpha <= ZERO:
                r, g, b = ZERO, ZERO, ZERO
            if coded:
                out[y, x, 0] = min(max(r, ZERO), ONE)
                out[y, x, 1] = min(max(g, ZERO), ONE)
                out[y, x, 2] = min(max(b, ZERO), ONE)
            else:
                out[y, x, 0] = _encoded(r, table)
                out[y, x, 1] = _encoded(g, table)
                out[y, x, 2] = _encoded(b, table)
            out[y, x, 3] = ONE if opaque else alpha


def compose(
    light: Float32[ndarray, "H W 3"],
    skin: Float32[ndarray, "H W 4"],
    skin_light: Float32[ndarray, "H W 4"],
    coverage: Float32[ndarray, "H W"],
    background: Background,
    mode: str,
    exposure: float,
) -> Float32[ndarray, "H W 4"]:
    """Premultiplied light (and skin colour x the light under it) over the background, as sRGB.

    Beauty and clay pass through the film curve; normals, depth and mask keep their numbers.
    """
    height, width = coverage.shape
    coded = mode in ("normals", "depth", "mask")
    if mode in ("depth", "mask"):
        behind = np.zeros((1, 1, 3), np.float32)
    elif isinstance(background, str):
        behind = backdrop(height, width)
    else:
        color = np.asarray((0, 0, 0) if background is None else background, np.float32)
        behind = (color if coded else srgb_to_linear(color)).reshape(1, 1, 3)
    behind = np.broadcast_to(behind, (height, width, 3))
    out = np.empty((height, width, 4), np.float32)
    _finish(
        light, skin, skin_light, coverage, np.ascontiguousarray(behind, np.float32),
        background is not None, np.float32(exposure), mode in ("beauty", "clay"), coded,
        _encode_table(), out,
    )  # fmt: skip
    return out
