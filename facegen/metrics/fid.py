"""Fréchet and kernel distance between two sets of pictures, on our feature network.

FID: Heusel et al. 2017; KID: Binkowski et al. 2018. Both here on the mean of VGG16's conv5_3 over a
picture (`PerceptualFeatures`), not on Inception: smaller is still closer, but no figure compares
with a published one. Report them as "FID (VGG16)" and "KID (VGG16)".
"""

from __future__ import annotations

from collections.abc import Iterable

import cv2
import numpy as np
import scipy.linalg
from jaxtyping import Float, Float32, UInt8
from numpy import ndarray

from facegen.models.roles import PerceptualFeatures

SIDE = 128
"""Pixels at which pictures are compared."""
SCALE = 0.01
"""Features are divided by 100, so that figures have the size that readers know."""
BATCH = 8


def picture_features(
    images: Iterable[UInt8[ndarray, "H W 3"]], network: PerceptualFeatures
) -> Float32[ndarray, "N D"]:
    """One vector per picture: the deepest map, averaged over its places."""
    small = [cv2.resize(image, (SIDE, SIDE), interpolation=cv2.INTER_AREA) for image in images]
    vectors = [
        network(np.stack(small[start : start + BATCH]).astype(np.float32) / 255.0)[-1].mean((2, 3))
        for start in range(0, len(small), BATCH)
    ]
    return SCALE * np.concatenate(vectors)


def frechet_distance(a: Float[ndarray, "N D"], b: Float[ndarray, "M D"]) -> float:
    """|m_a - m_b|^2 + tr(C_a + C_b - 2 (C_a C_b)^(1/2)); two vectors or more on either side.

    The trace of the root is the sum of the singular values of F_a F_b' where C = F' F: exact, and
    the matrices are as small as the sets. Few pictures give too large a figure: compare only sets
    of equal sizes.
    """
    if min(len(a), len(b)) < 2:
        raise ValueError(f"sets of {len(a)} and {len(b)} pictures: both need at least 2")
    a, b = a.astype(np.float64), b.astype(np.float64)
    apart = ((a.mean(0) - b.mean(0)) ** 2).sum()
    roots = [(x - x.mean(0)) / np.sqrt(len(x) - 1) for x in (a, b)]
    spread = sum((root**2).sum() for root in roots)
    shared = scipy.linalg.svdvals(roots[0] @ roots[1].T).sum()
    return float(max(apart + spread - 2.0 * shared, 0.0))


def kernel_distance(a: Float[ndarray, "N D"], b: Float[ndarray, "M D"]) -> float:
    """Unbiased squared maximum mean discrepancy under the kernel (x.y / D + 1)^3; about 0 (or a
    little below) for two samples of one population. Two vectors or more on either side.
    """
    if min(len(a), len(b)) < 2:
        raise ValueError(f"sets of {len(a)} and {len(b)} pictures: both need at least 2")

    def kernel(x: ndarray, y: ndarray) -> ndarray:
        return (x.astype(np.float64) @ y.T / x.shape[1] + 1.0) ** 3

    def mean_of_pairs(x: ndarray) -> float:
        similar = kernel(x, x)
        return (similar.sum() - np.trace(similar)) / (len(x) * (len(x) - 1))

    return float(mean_of_pairs(a) + mean_of_pairs(b) - 2.0 * kernel(a, b).mean())
