"""VGG16's features: shapes, invariances, and the edges that its weights were trained to find."""

from __future__ import annotations

import numpy as np
import pytest
from jaxtyping import Float32
from numpy import ndarray

from facegen.models.perceptual import perceptual_features
from tests.models.conftest import Picture


@pytest.fixture(scope="module")
def image(astronaut: Picture) -> Float32[ndarray, "64 96 3"]:
    return astronaut[100:164, 180:276].astype(np.float32) / 255


def test_five_depths(image: Float32[ndarray, "64 96 3"]) -> None:
    maps = perceptual_features()(image[None])
    assert [m.shape for m in maps] == [
        (1, 64, 64, 96),
        (1, 128, 32, 48),
        (1, 256, 16, 24),
        (1, 512, 8, 12),
        (1, 512, 4, 6),
    ]
    for features in maps:
        assert features.min() == 0
        assert 0.02 < (features > 0).mean() < 0.98


def test_a_picture_alone_or_in_a_batch(image: Float32[ndarray, "64 96 3"]) -> None:
    batch = np.stack([image, image[::-1], image**2])
    for alone, together in zip(
        perceptual_features()(image[None]), perceptual_features()(batch), strict=True
    ):
        np.testing.assert_allclose(alone[0], together[0], rtol=1e-3, atol=1e-2)


def test_features_move_with_the_picture(astronaut: Picture) -> None:
    photo = astronaut.astype(np.float32)[None] / 255
    here = perceptual_features()(photo[:, 96:224, 160:288])
    there = perceptual_features()(photo[:, 96:224, 176:304])
    for depth, (a, b) in enumerate(zip(here, there, strict=True)):
        step, margin = 16 >> depth, 2 + (64 >> depth) // 2
        if step and a.shape[3] > 2 * margin:
            inner = slice(margin, -margin)
            left, right = (
                a[0, :, inner, margin + step : -margin],
                b[0, :, inner, margin : -margin - step],
            )
            np.testing.assert_allclose(left, right, rtol=1e-3, atol=0.05)
