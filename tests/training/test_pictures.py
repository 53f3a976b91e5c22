"""Pictures for trainers: kept, not drawn twice, and true to their truth."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest

from benchmarks.truth import FIRST_SEED, LIGHTS
from facegen.human.topology import EYE_LEFT, EYE_RIGHT
from facegen.models.landmarks import face_landmarker
from facegen.portrait.correspondence import IRIS_LEFT, IRIS_RIGHT
from facegen.training import pictures
from facegen.training.shape_regressor import read_look


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pictures of one person."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pictures, "TEXTURE", 128)
        patch.setattr(pictures, "BODY_TEXTURE", 64)
        out = tmp_path_factory.mktemp("pictures")
        assert pictures.draw_pictures(out, 1, time.monotonic() + 600) == 1
    return out


def test_the_truth_is_that_of_the_picture(folder: Path) -> None:
    """The landmarker finds the irises inside the true eyeballs' projections."""
    taken = list(pictures.shots(folder, 0))
    assert len(taken) == pictures.SHOTS
    assert not np.array_equal(taken[0].image, taken[1].image)
    for shot in taken:
        posed = shot.figure.vertices
        centres = np.stack([posed[EYE_LEFT].mean(0), posed[EYE_RIGHT].mean(0)])
        pixels = shot.camera.project(centres)[:, :2]
        found = face_landmarker()(shot.image)[0].points[[IRIS_LEFT, IRIS_RIGHT], :2]
        apart = np.linalg.norm(pixels[0] - pixels[1])
        assert np.linalg.norm(found - pixels, axis=1).max() < 0.2 * apart


def test_a_look_is_roll_aligned(folder: Path) -> None:
    """Eyes level in the crop, whatever the camera's roll."""
    for shot in pictures.shots(folder, 0):
        look = read_look(shot.image)
        left, right = look.points[[IRIS_LEFT, IRIS_RIGHT]]
        assert abs(left[1] - right[1]) < 0.1 * (left[0] - right[0])


def test_nothing_is_drawn_twice_nor_after_the_deadline(folder: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert pictures.draw_pictures(folder, 3, time.monotonic() - 1) == 1
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == before
    assert list(pictures.shots(folder, 1)) == []


def test_a_picture_without_a_face_teaches_nothing() -> None:
    assert read_look(np.full((256, 256, 3), 120, np.uint8)) is None


def test_the_benchmarks_people_and_lights_are_held_out() -> None:
    assert 10 * (pictures.FIRST_SEED + 10_000) < FIRST_SEED  # ten seeds for each person's shots
    assert not set(pictures.LIGHTS) & set(LIGHTS)
