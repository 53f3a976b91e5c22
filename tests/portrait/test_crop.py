"""Windows onto photos: exact geometry, whatever way the photo lies."""

from __future__ import annotations

import numpy as np
import pytest

from facegen.models.landmarks import face_landmarker
from facegen.models.roles import Landmarks
from facegen.portrait.analysis import CROP_EXTENT, CROP_SIZE
from facegen.portrait.crop import (
    crop_face,
    inside,
    inverse,
    joined,
    magnification,
    moved,
    sample,
    window,
)
from facegen.portrait.pose import OVAL
from tests.portrait.conftest import Picture


def test_a_window_covers_what_it_says() -> None:
    to_photo = window((50.0, 40.0), 30.0, 0.0, (60, 20))
    corners = moved(np.array([[0.0, 0.0], [60.0, 20.0]]), to_photo)
    assert np.allclose(corners, [[35, 35], [65, 45]])
    assert magnification(to_photo) == pytest.approx(0.5)


def test_roll_is_the_direction_of_the_windows_rows() -> None:
    to_photo = window((0.0, 0.0), 10.0, 90.0, (10, 10))
    assert np.allclose(moved(np.array([[6.0, 5.0]]), to_photo), [[0, 1]])  # right became down


def test_inverse_and_join() -> None:
    outer = window((300.0, 200.0), 120.0, 25.0, (64, 64))
    inner = window((30.0, 34.0), 20.0, -70.0, (32, 32))
    points = np.random.default_rng(0).uniform(-10, 50, (20, 2))
    assert np.allclose(moved(moved(points, outer), inverse(outer)), points)
    assert np.allclose(moved(points, joined(inner, outer)), moved(moved(points, inner), outer))


@pytest.mark.parametrize(("extent", "roll"), [(40.0, 0.0), (150.0, 30.0), (300.0, -75.0)])
def test_sampling_looks_where_the_window_says(extent: float, roll: float) -> None:
    """Of a picture whose values are its coordinates, enlarged, as it is, and shrunk."""
    x, y = np.meshgrid(np.arange(400) + 0.5, np.arange(400) + 0.5)
    ramp = np.stack([x, y], -1).astype(np.float32)
    to_photo = window((200.0, 190.0), extent, roll, (64, 64))
    seen = sample(ramp, to_photo, (64, 64))
    u, v = np.meshgrid(np.arange(64) + 0.5, np.arange(64) + 0.5)
    wanted = moved(np.stack([u.ravel(), v.ravel()], 1), to_photo).reshape(64, 64, 2)
    within = (wanted > 4).all(-1) & (wanted < 396).all(-1)
    assert within.mean() > 0.7
    assert np.abs(seen - wanted)[within].max() < 0.1


def test_shrinking_does_not_skip_pixels() -> None:
    stripes = np.zeros((512, 512, 3), np.uint8)
    stripes[:, ::2] = 255
    seen = sample(stripes, window((256.0, 256.0), 400.0, 10.0, (50, 50)), (50, 50))
    assert np.abs(seen.astype(int) - 127).max() < 12


def test_inside_marks_the_photo() -> None:
    mask = inside(window((0.0, 0.0), 8.0, 0.0, (8, 8)), (8, 8), (100, 100))
    assert mask[4:, 4:].all()
    assert mask.sum() == 16


def test_the_crop_is_the_same_however_the_photo_lies(woman_front: Picture) -> None:
    (face,) = face_landmarker()(woman_front)
    crop = crop_face(woman_front, face)
    assert crop.image.shape == (CROP_SIZE, CROP_SIZE, 3)
    size = len(woman_front)
    turned = face.points.copy()  # by a quarter against the clock
    turned[:, 0], turned[:, 1] = face.points[:, 1], size - face.points[:, 0]
    picture = np.ascontiguousarray(np.rot90(woman_front))
    again = crop_face(picture, Landmarks(turned, face.blendshapes))
    assert np.abs(again.image.astype(int) - crop.image).mean() < 0.5
    assert np.array_equal(again.inside, crop.inside)


def test_the_face_stands_in_the_middle(woman_front: Picture) -> None:
    (face,) = face_landmarker()(woman_front)
    crop = crop_face(woman_front, face)
    oval = moved(face.points, inverse(crop.to_photo))[OVAL, :2]
    low, high = oval.min(0), oval.max(0)
    assert np.allclose((low + high) / 2, CROP_SIZE / 2, atol=1e-6)
    assert (high - low).max() == pytest.approx(CROP_SIZE / CROP_EXTENT)
