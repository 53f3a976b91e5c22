"""The camera as a fit moves it: a turn, a shift, a size in pixels, and how near it stands.

Size and nearness are parted, because a photo shows the first well and the second hardly: a head's
size in pixels is s = f / d, its perspective grows with kappa = 1 / d.
"""

from __future__ import annotations

import dataclasses
import math
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float, Float64
from numpy import ndarray
from scipy.spatial.transform import Rotation

from facegen.render.camera import Camera

POSE_SIZE = 7
"""Numbers of a step: turn (3, radians, about the camera's axes), shift right and up (metres),
log size, nearness (1 / metres)."""
NEAREST, FARTHEST = 1 / 0.28, 1 / 4.0
"""Bounds of the nearness."""


@dataclass(frozen=True)
class Pose:
    """A square pinhole camera that looks at a head, whose middle is the origin."""

    turn: Float64[ndarray, "3 3"]
    """The head's axes to the camera's: x right, y up, z towards the camera."""
    shift: Float64[ndarray, "2"]
    """Metres of the origin right and up of the picture's middle."""
    size: float
    """Pixels per metre at the origin's depth."""
    nearness: float
    """1 / metres from the origin to the camera, along its axis."""
    image: int
    """Side of the picture in pixels."""

    def project(self, points: Float[ndarray, "N 3"]) -> Float64[ndarray, "N 2"]:
        """Pixels of points (metres)."""
        return self._pixels(self._seen(points))

    def project_with_jacobians(
        self, points: Float[ndarray, "N 3"]
    ) -> tuple[Float64[ndarray, "N 2"], Float64[ndarray, "N 2 3"], Float64[ndarray, "N 2 7"]]:
        """Pixels, their derivative by the points, and by a step of the pose."""
        seen = self._seen(points)
        depth = 1 - self.nearness * seen[:, 2]
        across = seen[:, :2] + self.shift
        scale = self.size / depth
        flip = np.array([1.0, -1.0])
        by_seen = np.zeros((len(points), 2, 3))
        by_seen[:, 0, 0], by_seen[:, 1, 1] = scale, -scale
        by_seen[:, :, 2] = (scale * self.nearness / depth)[:, None] * across * flip
        by_pose = np.zeros((len(points), 2, POSE_SIZE))
        for axis in range(3):
            by_pose[:, :, axis] = np.einsum("nij,nj->ni", by_seen, np.cross(np.eye(3)[axis], seen))
        by_pose[:, 0, 3], by_pose[:, 1, 4] = scale, -scale
        by_pose[:, :, 5] = scale[:, None] * across * flip
        by_pose[:, :, 6] = (scale * seen[:, 2] / depth)[:, None] * across * flip
        return self._pixels(seen), by_seen @ self.turn, by_pose

    def stepped(self, step: Float64[ndarray, "7"]) -> Pose:
        """The pose after a Gauss-Newton step; its turn is at most half a radian."""
        angle = float(np.linalg.norm(step[:3]))
        turn = step[:3] * min(1.0, 0.5 / max(angle, 1e-12))
        return dataclasses.replace(
            self,
            turn=Rotation.from_rotvec(turn).as_matrix() @ self.turn,
            shift=self.shift + step[3:5],
            size=self.size * math.exp(float(np.clip(step[5], -0.5, 0.5))),
            nearness=float(np.clip(self.nearness + step[6], FARTHEST, NEAREST)),
        )

    def camera(self, anchor: Float64[ndarray, "3"]) -> Camera:
        """The same view as a `Camera`; `anchor` is the origin's place in the world."""
        distance = 1 / self.nearness
        eye = anchor + self.eye()
        target = eye - distance * self.turn[2]
        fov = 2 * math.atan(self.image / (2 * self.size * distance))
        return Camera(
            tuple(map(float, eye)), tuple(map(float, target)), math.degrees(fov),
            self.image, self.image, tuple(map(float, self.turn[1])),
        )  # fmt: skip

    def eye(self) -> Float64[ndarray, "3"]:
        """Place of the camera."""
        return self.turn.T @ [-self.shift[0], -self.shift[1], 1 / self.nearness]

    def _seen(self, points: Float[ndarray, "N 3"]) -> Float64[ndarray, "N 3"]:
        return points @ self.turn.T

    def _pixels(self, seen: Float64[ndarray, "N 3"]) -> Float64[ndarray, "N 2"]:
        depth = 1 - self.nearness * seen[:, 2:]
        flat = self.size * (seen[:, :2] + self.shift) / depth
        return flat * (1, -1) + self.image / 2


def first_pose(
    points: Float[ndarray, "N 3"], pixels: Float[ndarray, "N 2"], image: int, yaw: float,
    pitch: float, nearness: float,
) -> Pose:  # fmt: skip
    """A start for the fit: the angles as told (degrees, those of `PortraitAnalysis`)."""
    turn = Rotation.from_euler("XY", [-pitch, yaw], degrees=True).as_matrix()
    seen = points @ turn.T
    flat = (pixels - image / 2) * (1, -1)
    size = float(np.sqrt(flat.var(0).sum() / seen[:, :2].var(0).sum()))
    shift = flat.mean(0) / size - seen[:, :2].mean(0)
    return Pose(turn, shift, size, nearness, image)
