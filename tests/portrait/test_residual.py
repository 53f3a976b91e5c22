"""The small displacements: they reach the landmarks, stay small, and leave the rest alone."""

from __future__ import annotations

import numpy as np
import pytest
from numpy import ndarray

from facegen.human.eyes.socket import LID_RIMS
from facegen.human.topology import BODY, EYE_LEFT, EYE_RIGHT, VERTEX_COUNT, topology
from facegen.portrait.correspondence import COUNT, correspondence
from facegen.portrait.residual import displacement, spread

PIXELS = 4000.0
"""Per metre, seen from the front and far away."""
UPPER_LIP, LOWER_LIP, CHIN = 13, 14, 152
LEFT_LIDS = (263, 466, 388, 387, 386, 385, 384, 398, 362, 382, 381, 380, 374, 373, 390, 249)


def moved_by(missed: ndarray, noise: float = 2.0) -> ndarray:
    """The field for landmarks that miss by so many pixels."""
    front = np.zeros((COUNT, 2, 3))
    front[:, 0, 0], front[:, 1, 1] = PIXELS, -PIXELS
    rows = np.repeat(np.arange(COUNT), 2)
    return displacement(
        rows, front.reshape(-1, 3), missed.reshape(-1), np.full(2 * COUNT, noise), 0.001
    )


def at_landmarks(field: ndarray) -> ndarray:
    """The field in pixels at the landmarks."""
    return (correspondence().matrix @ field[BODY])[:, :2] * PIXELS * (1, -1)


def test_the_kernel_is_a_covariance() -> None:
    kernel = spread().kernel
    np.testing.assert_allclose(kernel, kernel.T, atol=1e-9)
    assert np.linalg.eigvalsh(kernel).min() > -1e-9
    assert np.diag(kernel) == pytest.approx(1, abs=0.5)


def test_landmarks_come_nearer() -> None:
    rng = np.random.default_rng(0)
    smooth = np.outer(np.sin(np.linspace(0, 3, COUNT)), [3.0, -2.0])
    missed = smooth + rng.normal(0, 0.3, (COUNT, 2))
    left = missed - at_landmarks(moved_by(missed, 1.0))
    assert np.linalg.norm(left, axis=1).mean() < 0.3 * np.linalg.norm(missed, axis=1).mean()


def test_a_head_that_fits_stays() -> None:
    assert not moved_by(np.zeros((COUNT, 2))).any()


def test_nothing_moves_along_the_line_of_sight_or_below_the_neck() -> None:
    field = moved_by(np.full((COUNT, 2), 4.0))
    assert field.shape == (VERTEX_COUNT, 3) and field[:, :2].any() and not field[:, 2].any()
    assert not field[:13380][topology().base[BODY, 1] < 0.49].any()


def test_lips_part_though_they_touch() -> None:
    missed = np.zeros((COUNT, 2))
    missed[UPPER_LIP], missed[LOWER_LIP] = (0, -6), (0, 6)
    found = at_landmarks(moved_by(missed))
    assert found[UPPER_LIP, 1] < -0.8 and found[LOWER_LIP, 1] > 0.8
    assert np.abs(found[CHIN]).max() < 0.5


def test_eyeballs_move_rigidly_with_their_lids() -> None:
    missed = np.zeros((COUNT, 2))
    missed[list(LEFT_LIDS)] = (5, 0)
    field = moved_by(missed)
    left, right = field[EYE_LEFT], field[EYE_RIGHT]
    np.testing.assert_allclose(left, np.broadcast_to(left[0], left.shape), atol=1e-8)
    np.testing.assert_allclose(left[0], field[list(LID_RIMS["left"])].mean(0), atol=1e-7)
    assert left[0, 0] > 5 * abs(right[0, 0]) and left[0, 0] > 0.0003
