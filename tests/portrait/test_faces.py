"""Faces are found however they lie; what is found is where it is."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from jaxtyping import Float
from numpy import ndarray

from facegen.avatar import Avatar
from facegen.errors import Cancelled, InputError
from facegen.models.landmarks import face_landmarker
from facegen.portrait.faces import face_width, find_faces, refine_landmarks
from facegen.portrait.pose import head_pose
from tests.portrait.conftest import Picture
from tests.portrait.people import picture, portrait


def distance(a: Float[ndarray, "478 3"], b: Float[ndarray, "478 3"]) -> float:
    """Mean distance of landmarks over the width of the face."""
    width = np.linalg.norm(b[454, :2] - b[234, :2])
    return float(np.linalg.norm(a[:, :2] - b[:, :2], axis=1).mean() / width)


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_a_turned_photo_gives_the_turned_face(woman_front: Picture, quarters: int) -> None:
    (upright,) = face_landmarker()(woman_front)
    (face,) = find_faces(portrait(np.rot90(woman_front, quarters)))
    points = face.landmarks.points.copy()
    for _ in range(quarters):  # back by a quarter with the clock
        points[:, 0], points[:, 1] = len(woman_front) - points[:, 1], points[:, 0].copy()
    assert distance(points, upright.points) < 0.03
    roll = head_pose(face.landmarks.points).roll
    assert (roll + 90 * quarters + 180) % 360 - 180 == pytest.approx(0, abs=5)


def test_a_tilted_head(woman_front: Picture) -> None:
    matrix = cv2.getRotationMatrix2D((256, 256), 50, 1.0)
    tilted = cv2.warpAffine(woman_front, matrix, (512, 512), borderMode=cv2.BORDER_REPLICATE)
    (face,) = find_faces(portrait(tilted))
    assert head_pose(face.landmarks.points).roll == pytest.approx(-50, abs=5)


def test_faces_come_largest_first(woman_front: Picture, man_front: Picture) -> None:
    wall = np.full((600, 1400, 3), 140, np.uint8)
    wall[200:456, 60:316] = cv2.resize(man_front, (256, 256), interpolation=cv2.INTER_AREA)
    wall[44:556, 700:1212] = woman_front
    first, second = find_faces(portrait(wall))
    assert face_width(first.landmarks) > 1.5 * face_width(second.landmarks)
    assert 700 < first.box[0] < first.box[2] < 1212
    assert 60 < second.box[0] < second.box[2] < 316


def test_a_small_face_in_a_wide_photo(woman_front: Picture) -> None:
    wall = np.full((1500, 2200, 3), 140, np.uint8)
    wall[900:1156, 1700:1956] = cv2.resize(woman_front, (256, 256), interpolation=cv2.INTER_AREA)
    (face,) = find_faces(portrait(wall))
    assert 1700 < face.box[0] < face.box[2] < 1956


def test_a_dark_photo(woman_front: Picture) -> None:
    noise = np.random.default_rng(0).normal(0, 2, woman_front.shape)
    dark = np.clip(woman_front * 0.08 + noise, 0, 255).astype(np.uint8)
    (upright,) = face_landmarker()(woman_front)
    (face,) = find_faces(portrait(dark))
    assert distance(face.landmarks.points, upright.points) < 0.05


def test_the_back_of_a_head_is_refused(woman: Avatar) -> None:
    with pytest.raises(InputError, match="No face was found"):
        find_faces(portrait(picture(woman, 180.0, size=256)))


def test_a_tiny_face_is_refused(woman_front: Picture) -> None:
    wall = np.full((400, 400, 3), 140, np.uint8)
    wall[150:270, 150:270] = cv2.resize(woman_front, (120, 120), interpolation=cv2.INTER_AREA)
    with pytest.raises(InputError, match="too small"):
        find_faces(portrait(wall))


def test_the_search_ends_at_the_look_before_which_it_is_cancelled() -> None:
    checks = iter([None, None, Cancelled("enough")])

    def check() -> None:
        error = next(checks)
        if error:
            raise error

    with pytest.raises(Cancelled):
        find_faces(portrait(np.full((96, 96, 3), 140, np.uint8)), check)
    assert next(checks, "no more") == "no more"


@pytest.mark.parametrize("azimuth", [-30.0, 0.0, 30.0])
def test_the_pose_is_the_cameras(woman: Avatar, azimuth: float) -> None:
    """A camera at the person's left sees a head turned to its right.

    The landmarker sees this head, at 30 degrees, turned by 25 to 27.
    """
    (face,) = find_faces(portrait(picture(woman, azimuth, size=384)))
    pose = head_pose(face.landmarks.points)
    assert pose.yaw == pytest.approx(-azimuth, abs=6)
    assert pose.pitch == pytest.approx(0, abs=11)


def test_yaw_and_roll_of_turned_points(woman_front: Picture) -> None:
    """Turning the points themselves changes the pose by as much."""
    (face,) = face_landmarker()(woman_front)
    before = head_pose(face.points)
    a, b = np.radians([35.0, -20.0])
    yaw = np.array([[np.cos(a), 0, -np.sin(a)], [0, 1, 0], [np.sin(a), 0, np.cos(a)]])
    roll = np.array([[np.cos(b), -np.sin(b), 0], [np.sin(b), np.cos(b), 0], [0, 0, 1]])
    after = head_pose(face.points @ (roll @ yaw).T)
    assert after.yaw - before.yaw == pytest.approx(35, abs=0.5)
    assert after.roll - before.roll == pytest.approx(-20, abs=1.5)


def test_refining_steadies_the_landmarks(woman_front: Picture) -> None:
    """Shifted by pixels, the photo gives the shifted face: closer than one look does."""
    once, refined = [], []
    for shift in range(0, 12, 3):
        moved = np.roll(woman_front, (shift, 2 * shift), (0, 1))
        (face,) = face_landmarker()(moved)
        offset = np.array([2 * shift, shift, 0], np.float32)
        once.append(face.points - offset)
        again = refine_landmarks(moved, face)
        assert again is not None
        refined.append(again.points - offset)
    spread = [np.std(found, axis=0)[:, :2].mean() for found in (once, refined)]
    assert spread[1] < spread[0]
