"""Photographs whose truth is known: the truth must be that of the picture."""

from __future__ import annotations

import numpy as np
import pytest

from facegen.human.topology import EYE_LEFT, EYE_RIGHT
from facegen.models.landmarks import face_landmarker
from facegen.portrait.correspondence import IRIS_LEFT, IRIS_RIGHT
from facegen.training.sittings import LOOKS, Sitting, draw_look, draw_sitter, photograph

SEED = 30_003


@pytest.fixture(scope="module")
def sitting() -> Sitting:
    return photograph(draw_sitter(SEED), SEED, ("park", "city"), size=320, texture=256)


def test_the_eyes_are_where_the_truth_says(sitting: Sitting) -> None:
    """The irises that the landmarker finds lie in the true eyeballs' projections."""
    found = face_landmarker()(sitting.image)[0].points[[IRIS_LEFT, IRIS_RIGHT], :2]
    posed = sitting.posed()
    centres = np.stack([posed[EYE_LEFT].mean(0), posed[EYE_RIGHT].mean(0)])
    pixels = sitting.camera.project(centres)[:, :2]
    apart = np.linalg.norm(pixels[0] - pixels[1])
    assert np.linalg.norm(found - pixels, axis=1).max() < 0.2 * apart


def test_the_picture_is_exposed(sitting: Sitting) -> None:
    assert sitting.image.shape == (320, 320, 3)
    assert sitting.environment in ("park", "city")
    assert 40 < np.median(sitting.image) < 220


def test_the_truth_is_neutral_and_the_pose_is_not(sitting: Sitting) -> None:
    assert sitting.person.expression == {}
    assert set(sitting.expression) in [set(look) for look in LOOKS]
    moved = np.abs(sitting.posed() - sitting.vertices).max()
    assert (moved > 1e-4) == bool(sitting.expression)


def test_looks_are_within_bounds_and_repeat() -> None:
    for seed in range(50):
        look = draw_look(seed)
        assert look == draw_look(seed)
        assert all(0 <= weight <= 1 for weight in look.values())


def test_children_are_asked_for() -> None:
    assert draw_sitter(5).shape.age >= 18
    assert 4 <= draw_sitter(5, child=True).shape.age <= 15
    assert draw_sitter(5) == draw_sitter(5)
