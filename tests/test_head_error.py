"""The benchmarks' ruler: known displacements come out as their length."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.spatial.transform import Rotation

from benchmarks.head_error import align_face, face_region, head_error, mean_head
from facegen.human.ears import both_ears
from facegen.human.topology import BODY


@pytest.fixture(scope="module")
def head() -> np.ndarray:
    return mean_head()


def test_turned_moved_and_scaled_is_the_same_head(head: np.ndarray) -> None:
    turn = Rotation.from_euler("xyz", [20, -35, 8], degrees=True).as_matrix()
    error = head_error((1.07 * head @ turn.T + (0.3, -1, 2)).astype(np.float32), head)
    assert max(error.face, error.ears, error.profile) < 0.06
    assert error.face_unscaled > 1.5


def test_alignment_without_scale_keeps_lengths(head: np.ndarray) -> None:
    placed = align_face(1.2 * head, head)
    ratio = np.linalg.norm(placed[100] - placed[5000]) / np.linalg.norm(head[100] - head[5000])
    assert ratio == pytest.approx(1.2, abs=1e-4)


def test_moved_ears_count_as_ears_alone(head: np.ndarray) -> None:
    moved = head.copy()
    left, right = both_ears()
    moved[np.flatnonzero(left), 0] += 0.004
    moved[np.flatnonzero(right), 0] -= 0.004
    error = head_error(moved, head)
    assert error.ears == pytest.approx(4.0, abs=1e-3)
    assert error.face < 1e-3


def test_a_deeper_head_has_another_profile(head: np.ndarray) -> None:
    """The back of the head lies 10 mm farther: a good part of the outline, and no face."""
    deep = head.copy()
    deep[BODY, 2] -= 0.01 * np.clip((0.03 - head[BODY, 2]) / 0.05, 0, 1)
    error = head_error(deep, head)
    assert 2.0 < error.profile < 8.0
    assert error.face < 0.05


def test_the_face_is_the_face() -> None:
    left, right = both_ears()
    assert not (face_region() & (left | right)).any()
    assert 2000 < face_region().sum() < 4000
