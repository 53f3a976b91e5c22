"""The camera of a fit: its derivatives, and the view that it stands for."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from numpy import ndarray
from scipy.spatial.transform import Rotation

from facegen.portrait.camera_fit import FARTHEST, NEAREST, POSE_SIZE, Pose, first_pose

POINTS = np.random.default_rng(3).normal(0, 0.07, (40, 3))
POSE = Pose(
    Rotation.from_euler("XYZ", [9, -31, 6], degrees=True).as_matrix(),
    np.array([0.012, -0.03]), 4100.0, 1.3, 1024,
)  # fmt: skip


def test_derivatives_are_those_of_finite_differences() -> None:
    pixels, by_points, by_pose = POSE.project_with_jacobians(POINTS)
    np.testing.assert_allclose(pixels, POSE.project(POINTS))
    for axis in range(3):
        step = np.zeros(3)
        step[axis] = 1e-6
        slope = (POSE.project(POINTS + step) - POSE.project(POINTS - step)) / 2e-6
        np.testing.assert_allclose(by_points[:, :, axis], slope, rtol=1e-5, atol=1e-3)
    for axis in range(POSE_SIZE):
        step = np.zeros(POSE_SIZE)
        step[axis] = 1e-6
        slope = (POSE.stepped(step).project(POINTS) - POSE.stepped(-step).project(POINTS)) / 2e-6
        np.testing.assert_allclose(by_pose[:, :, axis], slope, rtol=1e-4, atol=1e-3)


def test_the_camera_sees_what_the_pose_sees() -> None:
    anchor = np.array([0.1, 1.5, 0.07])
    camera = POSE.camera(anchor)
    np.testing.assert_allclose(camera.project(POINTS + anchor)[:, :2], POSE.project(POINTS))
    assert np.linalg.norm(np.array(camera.eye) - anchor) == pytest.approx(1 / 1.3, rel=0.01)


def test_a_step_stays_within_bounds() -> None:
    wild = np.array([9.0, 9, 9, 0, 0, 50, 99])
    moved = POSE.stepped(wild)
    assert moved.nearness == NEAREST and moved.size < 2 * POSE.size
    assert POSE.stepped(-wild).nearness == FARTHEST
    np.testing.assert_allclose(moved.turn @ moved.turn.T, np.eye(3), atol=1e-12)


@pytest.mark.parametrize(("yaw", "pitch"), [(0, 0), (35, 10), (-58, -12)])
def test_the_first_pose_is_near_the_true_one(yaw: float, pitch: float) -> None:
    turn = Rotation.from_euler("XY", [-pitch, yaw], degrees=True).as_matrix()
    true = dataclasses.replace(POSE, turn=turn, nearness=1.1)
    found = first_pose(POINTS, true.project(POINTS), 1024, yaw, pitch, 1.1)
    away: ndarray = np.linalg.norm(found.project(POINTS) - true.project(POINTS), axis=1)
    assert away.mean() < 0.03 * true.size * 0.07 * 2


def test_a_face_turned_to_its_left_shows_its_right_side() -> None:
    turned = first_pose(POINTS, POSE.project(POINTS), 1024, 40, 0, 1.1)
    right_ear, left_ear = turned.turn @ [-0.07, 0, 0], turned.turn @ [0.07, 0, 0]
    assert right_ear[2] > left_ear[2]
