"""Linear light to sRGB bytes, quickly: whole maps at a time."""

from __future__ import annotations

import functools

import numpy as np
from jaxtyping import Float32, UInt8
from numba import njit, prange
from numpy import ndarray

from facegen.compiled import PARALLEL

_GUESSES = 4096
"""Even steps of linear light, each with the byte at its lower end."""


@njit(cache=True)
def _byte(light):
    """IEC 61966-2-1, rounded half up."""
    c = min(max(light, 0.0), 1.0)
    s = c * 12.92 if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055
    return np.uint8(s * 255 + 0.5)


@functools.cache
def _steps() -> tuple[Float32[ndarray, "257"], UInt8[ndarray, "_GUESSES + 1"]]:
    """For each byte the least float32 that gives it (the last: infinity), and the guesses."""
    least = np.zeros(257, np.float32)
    least[256] = np.inf
    for value in range(1, 256):
        # Floats of one sign are ordered as their bits are.
        low, high = 0, int(np.float32(1.0).view(np.int32))
        while low < high:
            middle = (low + high) // 2
            if _byte(np.int32(middle).view(np.float32)) >= value:
                high = middle
            else:
                low = middle + 1
        least[value] = np.int32(low).view(np.float32)
    ends = np.arange(_GUESSES + 1, dtype=np.float32) / _GUESSES
    return least, (np.searchsorted(least[:256], ends, "right") - 1).astype(np.uint8)


@njit(parallel=PARALLEL, cache=True)
def _encode(color, least, guess, out):
    for i in prange(color.size):
        c = min(max(color[i], np.float32(0.0)), np.float32(1.0))
        value = np.int64(guess[int(c * np.float32(_GUESSES))])
        while c >= least[value + 1]:
            value += 1
        out[i] = value


def encode_srgb(color: Float32[ndarray, "*any"]) -> UInt8[ndarray, "*any"]:
    """Linear light, clipped to 0..1, as 8-bit sRGB: `colorspace.linear_to_srgb8` by a table."""
    color = np.ascontiguousarray(color, np.float32)
    out = np.empty(color.shape, np.uint8)
    _encode(color.reshape(-1), *_steps(), out.reshape(-1))
    return out
