"""Fréchet and kernel distances: closed forms, and sets that are or are not of one kind."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.linalg
import skimage.data

from facegen.metrics.fid import frechet_distance, kernel_distance, picture_features
from facegen.models.perceptual import perceptual_features


def test_frechet_of_shifted_sets_is_the_squared_shift() -> None:
    points = np.random.default_rng(1).normal(size=(60, 5))
    shift = np.array([3.0, 0, 0, 4.0, 0])
    assert frechet_distance(points, points + shift) == pytest.approx(25)
    assert frechet_distance(points, points) == pytest.approx(0, abs=1e-9)


def test_frechet_agrees_with_the_root_of_the_matrices() -> None:
    generator = np.random.default_rng(2)
    a = generator.normal(size=(80, 4)) @ generator.normal(size=(4, 4))
    b = generator.normal(size=(50, 4)) @ generator.normal(size=(4, 4)) + 1
    first, second = np.cov(a.T), np.cov(b.T)
    root = scipy.linalg.sqrtm(first @ second).real
    expected = ((a.mean(0) - b.mean(0)) ** 2).sum() + np.trace(first + second - 2 * root)
    assert frechet_distance(a, b) == pytest.approx(expected, rel=1e-6)
    assert frechet_distance(b, a) == pytest.approx(expected, rel=1e-6)


def test_kernel_distance_of_one_population_is_about_nothing() -> None:
    generator = np.random.default_rng(3)
    same = [
        kernel_distance(generator.normal(size=(40, 8)), generator.normal(size=(40, 8)))
        for _ in range(30)
    ]
    assert abs(np.mean(same)) < 2 * np.std(same) / 30**0.5
    other = kernel_distance(generator.normal(size=(40, 8)), 1 + generator.normal(size=(40, 8)))
    assert other > 5 * max(same)


def test_kernel_distance_by_hand() -> None:
    a, b = np.array([[1.0], [0.0]]), np.array([[2.0], [0.0]])
    # (xy + 1)^3: within a and b 1 each; across (3^3 + 1 + 1 + 1) / 4.
    assert kernel_distance(a, b) == pytest.approx(1 + 1 - 2 * 30 / 4)


def test_one_picture_is_no_set() -> None:
    with pytest.raises(ValueError, match="1 and 3 pictures"):
        frechet_distance(np.zeros((1, 4)), np.zeros((3, 4)))


def test_features_tell_photographs_of_people_from_textures() -> None:
    face, cat = skimage.data.astronaut()[:256, 100:356], skimage.data.chelsea()[:256, :256]
    vectors = picture_features([face, face[:, ::-1], cat], perceptual_features())
    assert vectors.shape == (3, 512)
    mirrored, other = (np.linalg.norm(vectors[0] - vectors[i]) for i in (1, 2))
    assert mirrored < 0.6 * other
