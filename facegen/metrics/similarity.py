"""How alike two pictures are: SSIM, an LPIPS-style distance, and CLIP similarity where there is
an embedding.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from jaxtyping import Float32, UInt8
from numpy import ndarray
from skimage.metrics import structural_similarity

from facegen.models.roles import JointEmbedding, PerceptualFeatures

SIDE = 256
"""Pixels at which pictures are compared."""
TINY = 1e-8


def ssim(a: UInt8[ndarray, "H W 3"], b: UInt8[ndarray, "H W 3"]) -> float:
    """Structural similarity (Wang et al. 2004), 1 for equal pictures: Gaussian window of 1.5
    pixels, each colour alone, as the paper's figures are made."""
    return float(
        structural_similarity(
            a, b, channel_axis=-1, data_range=255, gaussian_weights=True, sigma=1.5,
            use_sample_covariance=False,
        )
    )  # fmt: skip


def perceptual_distance(
    a: UInt8[ndarray, "H W 3"], b: UInt8[ndarray, "H W 3"], network: PerceptualFeatures
) -> float:
    """LPIPS-style distance, 0 for equal pictures, 2 at most per depth on average.

    Zhang et al. 2018, equation 1, without their learnt weights of channels: at each place of each
    map unit-length channel vectors, squared difference, mean over places, mean over maps. Report
    it as "LPIPS-style (VGG16)": it is not the published measure.
    """
    pair = np.stack([cv2.resize(x, (SIDE, SIDE), interpolation=cv2.INTER_AREA) for x in (a, b)])
    maps = network(pair.astype(np.float32) / 255.0)
    return float(np.mean([_unit_difference(features) for features in maps]))


def _unit_difference(features: Float32[ndarray, "2 C h w"]) -> float:
    unit = features / (np.linalg.norm(features, axis=1, keepdims=True) + TINY)
    return float(((unit[0] - unit[1]) ** 2).sum(0).mean())


def clip_similarity(
    photo: UInt8[ndarray, "H W 3"],
    views: Sequence[UInt8[ndarray, "H W 3"]],
    embedding: JointEmbedding,
) -> float:
    """Mean cosine between the photo's vector and each view's."""
    pictures = [cv2.resize(x, (SIDE, SIDE), interpolation=cv2.INTER_AREA) for x in (photo, *views)]
    vectors = embedding.images(np.stack(pictures).astype(np.float32) / 255.0)
    return float((vectors[1:] @ vectors[0]).mean())
