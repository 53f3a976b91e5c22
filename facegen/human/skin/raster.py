"""Per-vertex values to texels of a UV atlas, continued a little beyond the islands."""

from __future__ import annotations

import cv2
import numpy as np
from jaxtyping import Float, Int32
from numba import njit
from numpy import ndarray


@njit(cache=True)
def owners(
    spots: Float[ndarray, "U 2"], corners: Int32[ndarray, "F 3"], size: int
) -> Int32[ndarray, "S S"]:
    """Triangle under each texel centre, -1 where there is none; `spots` are UVs in texels."""
    owner = np.full((size, size), -1, np.int32)
    for t in range(len(corners)):
        a, b, c = spots[corners[t, 0]], spots[corners[t, 1]], spots[corners[t, 2]]
        area = (b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])
        if abs(area) < 1e-9:
            continue
        top, bottom = max(0, int(np.ceil(min(a[1], b[1], c[1])))), max(a[1], b[1], c[1])
        left, right = max(0, int(np.ceil(min(a[0], b[0], c[0])))), max(a[0], b[0], c[0])
        for y in range(top, min(size, int(bottom) + 1)):
            for x in range(left, min(size, int(right) + 1)):
                w1 = ((x - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (y - a[1])) / area
                w2 = ((b[0] - a[0]) * (y - a[1]) - (x - a[0]) * (b[1] - a[1])) / area
                if w1 >= -1e-7 and w2 >= -1e-7 and w1 + w2 <= 1 + 1e-7:
                    owner[y, x] = t
    return owner


def spread(owner: Int32[ndarray, "S S"]) -> Int32[ndarray, "S S"]:
    """Give each free texel the triangle of the nearest covered one."""
    free = (owner < 0).astype(np.uint8)
    _, label = cv2.distanceTransformWithLabels(free, cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL)
    of_label = np.zeros(label.max() + 1, np.int32)
    covered = owner >= 0
    of_label[label[covered]] = owner[covered]
    return of_label[label]


@njit(cache=True)
def interpolate(
    spots: Float[ndarray, "U 2"],
    corners: Int32[ndarray, "F 3"],
    triangles: Int32[ndarray, "F 3"],
    values: Float[ndarray, "V K"],
    owner: Int32[ndarray, "S S"],
    reach: float,
) -> Float[ndarray, "S S K"]:
    """Linear interpolation in each texel's triangle; outside it, extrapolation up to `reach`.

    `reach` bounds the distance in the first three values; 0 stops at the triangle's border.
    """
    size = owner.shape[0]
    out = np.zeros((size, size, values.shape[1]), np.float32)
    for y in range(size):
        for x in range(size):
            t = owner[y, x]
            a, b, c = spots[corners[t, 0]], spots[corners[t, 1]], spots[corners[t, 2]]
            area = (b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])
            w1 = ((x - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (y - a[1])) / area
            w2 = ((b[0] - a[0]) * (y - a[1]) - (x - a[0]) * (b[1] - a[1])) / area
            va, vb, vc = values[triangles[t, 0]], values[triangles[t, 1]], values[triangles[t, 2]]
            if w1 < 0 or w2 < 0 or w1 + w2 > 1:
                if reach > 0:
                    # Far outside, a thin triangle would fling its plane off the head.
                    move = w1 * (vb[:3] - va[:3]) + w2 * (vc[:3] - va[:3])
                    far = max(1.0, np.sqrt((move * move).sum()) / reach)
                    w1, w2 = w1 / far, w2 / far
                else:
                    w1, w2 = min(max(w1, 0.0), 1.0), min(max(w2, 0.0), 1.0)
                    total = max(1.0, w1 + w2)
                    w1, w2 = w1 / total, w2 / total
            for k in range(values.shape[1]):
                out[y, x, k] = (1 - w1 - w2) * va[k] + w1 * vb[k] + w2 * vc[k]
    return out


def to_texels(
    uvs: Float[ndarray, "U 2"],
    corners: Int32[ndarray, "F 3"],
    triangles: Int32[ndarray, "F 3"],
    values: Float[ndarray, "V K"],
    size: int,
    reach: float = 0.0,
) -> tuple[Float[ndarray, "S S K"], ndarray]:
    """Rasterise `values` over the atlas: texels [S, S, K] and which of them lie on the surface."""
    spots = np.asarray(uvs, np.float64) * size - 0.5
    owner = owners(spots, np.ascontiguousarray(corners, np.int32), size)
    field = interpolate(
        spots,
        np.ascontiguousarray(corners, np.int32),
        np.ascontiguousarray(triangles, np.int32),
        np.ascontiguousarray(values, np.float64),
        spread(owner),
        reach,
    )
    return field, owner >= 0
