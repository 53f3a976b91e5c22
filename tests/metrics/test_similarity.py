"""Pictures that are more alike score so."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
import skimage.data

from facegen.metrics.similarity import clip_similarity, perceptual_distance, ssim
from facegen.models.perceptual import perceptual_features

FACE = skimage.data.astronaut()[20:220, 130:330]


def test_equal_pictures() -> None:
    assert ssim(FACE, FACE) == pytest.approx(1)
    assert perceptual_distance(FACE, FACE, perceptual_features()) == pytest.approx(0, abs=1e-6)


def test_damage_shows_in_its_order() -> None:
    slightly, badly = (cv2.GaussianBlur(FACE, (0, 0), sigma) for sigma in (1.0, 4.0))
    other = np.ascontiguousarray(np.rot90(FACE))
    assert 1 > ssim(FACE, slightly) > ssim(FACE, badly) > ssim(FACE, other)
    network = perceptual_features()
    scores = [perceptual_distance(FACE, x, network) for x in (slightly, badly, other)]
    assert 0 < scores[0] < scores[1] < scores[2] < 2


def test_distance_is_symmetric() -> None:
    network, other = perceptual_features(), FACE[::-1].copy()
    there = perceptual_distance(FACE, other, network)
    assert perceptual_distance(other, FACE, network) == pytest.approx(there, rel=1e-5)


class MeanColour:
    """An embedding whose answers are known: a picture's mean colour."""

    def images(self, images: np.ndarray) -> np.ndarray:
        """Unit vectors."""
        means = images.mean((1, 2))
        return means / np.linalg.norm(means, axis=1, keepdims=True)


def test_clip_similarity_is_the_mean_cosine() -> None:
    red, green, both = (np.full((32, 32, 3), 0, np.uint8) for _ in range(3))
    red[..., 0], green[..., 1], both[..., :2] = 200, 200, 200
    assert clip_similarity(red, [red, green], MeanColour()) == pytest.approx(0.5)
    assert clip_similarity(red, [both], MeanColour()) == pytest.approx(0.5**0.5)
