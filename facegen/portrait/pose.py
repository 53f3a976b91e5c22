"""How a head is turned, from its landmarks alone."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from jaxtyping import Float
from numpy import ndarray

OVAL = np.array([
    10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152,
    148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
])  # fmt: skip
"""MediaPipe's points around the face, from the top of the forehead towards the person's left."""
PAIRS = (
    (33, 263), (133, 362), (61, 291), (234, 454), (127, 356), (93, 323), (132, 361), (58, 288),
    (172, 397), (70, 300), (105, 334), (50, 280), (21, 251), (54, 284), (64, 294),
)  # fmt: skip
"""Points of the person's right and their mirror images on the left."""
FOREHEAD, CHIN = 10, 152
REST_PITCH = 8.0
"""Degrees by which the line from forehead to chin leans forward on a face that looks ahead,
measured on renders."""


class HeadPose(NamedTuple):
    """Degrees."""

    yaw: float
    """Positive when the person turns towards their left (our right)."""
    pitch: float
    """Positive when the face looks up."""
    roll: float
    """Direction of the line from the person's right eye to the left one, clockwise as seen."""


def head_pose(points: Float[ndarray, "478 3"]) -> HeadPose:
    """The pose by the face's own axes: across (mirrored points) and down (forehead to chin).

    In order, the head turns about its own vertical (yaw), nods (pitch) and tilts (roll): so a
    profile's tilt is that of its vertical, not of the foreshortened line between its eyes.
    """
    right, left = np.array(PAIRS).T
    across = (points[left] - points[right]).astype(np.float64).sum(0)
    down = (points[CHIN] - points[FOREHEAD]).astype(np.float64)
    yaw = math.atan2(across[2], math.hypot(across[0], across[1]))
    eyes = math.atan2(across[1], across[0])
    vertical = math.atan2(-down[0], down[1])
    # The eyes tell the tilt of a face seen from the front, the midline that of a profile.
    front = math.cos(yaw) ** 2
    apart = math.remainder(vertical - eyes, math.tau)
    roll = eyes + (1 - front) * apart
    pitch = math.degrees(math.atan2(-down[2], math.hypot(down[0], down[1]))) + REST_PITCH
    return HeadPose(math.degrees(yaw), pitch, math.degrees(roll))
