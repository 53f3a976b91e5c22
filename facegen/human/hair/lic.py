"""Line integral convolution (Cabral & Leedom 1993): noise smeared along a direction field."""

from __future__ import annotations

import numba
import numpy as np
from jaxtyping import Bool, Float32
from numpy import ndarray


def smear(
    noise: Float32[ndarray, "H W"],
    angle: Float32[ndarray, "H W"],
    near: Bool[ndarray, "H W"],
    reach: int,
) -> Float32[ndarray, "H W"]:
    """Average `noise` along `angle` (radians from +U towards +V), `reach` texels to both sides.

    A Hann window; zero outside `near`. The deviation of white noise is kept.
    """
    way = np.stack([np.cos(angle), np.sin(angle)], -1).astype(np.float32)
    return _smear(noise.astype(np.float32), way, near, reach)


@numba.njit(cache=True, fastmath=True, nogil=True)
def _smear(noise, way, near, reach):
    height, width = noise.shape
    out = np.zeros_like(noise)
    window = (0.5 + 0.5 * np.cos(np.pi * np.arange(reach + 1) / (reach + 1))).astype(np.float32)
    for y in range(height):
        for x in range(width):
            if not near[y, x]:
                continue
            total, weight = noise[y, x], np.float32(1.0)
            for turned in range(2):
                side = np.float32(2 * turned - 1)
                px, py = np.float32(x), np.float32(y)
                cx, cy = side * way[y, x, 0], side * way[y, x, 1]
                for step in range(1, reach + 1):
                    px += cx
                    py += cy
                    ix, iy = int(px + np.float32(0.5)), int(py + np.float32(0.5))
                    if ix < 0 or iy < 0 or ix >= width or iy >= height or not near[iy, ix]:
                        break
                    total += window[step] * noise[iy, ix]
                    weight += window[step]
                    nx, ny = way[iy, ix, 0], way[iy, ix, 1]
                    turn = np.float32(1.0) if nx * cx + ny * cy >= 0 else np.float32(-1.0)
                    cx, cy = turn * nx, turn * ny
            out[y, x] = total / np.sqrt(weight)
    return out
