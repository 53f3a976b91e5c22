"""What the face in a photo does, told apart from what it is."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from jaxtyping import Float, Float64
from numpy import ndarray

from facegen.avatar import ARKIT
from facegen.human.eyes.eyeball import LIMBUS_ANGLE
from facegen.human.eyes.parts import LOOK_DEGREES
from facegen.human.eyes.socket import Socket, fit_socket
from facegen.portrait.camera_fit import Pose
from facegen.portrait.correspondence import IRIS_LEFT, IRIS_RIGHT

_AT_REST = (
    ("eyeLook", 0.0), ("eyeSquint", 0.45), ("eye", 0.3), ("browDown", 0.3), ("mouthPress", 0.3),
    ("brow", 0.1), ("", 0.05),
)  # fmt: skip
"""Beginning of a unit's name -> the landmarker's coefficient on faces at rest: trusted as they
are, they would make the neutral head wide-eyed and frowning."""
_SD = 0.12
_UNSEEN_SD = 0.03
_UNSEEN = ("jawForward", "jawLeft", "jawRight", "cheekPuff", "tongueOut", "noseSneer", "eyeLook",
           "mouthDimple", "mouthLeft", "mouthRight")  # fmt: skip
"""Beginnings of units that landmarks cannot tell from the head's own shape."""
_GAZE_TRUST = 0.85
_GAZE_RAISE = 3.2
"""Degrees that the landmarker's irises lie too low, on renders that look straight ahead."""


def expression_prior(
    coefficients: Mapping[str, float],
) -> tuple[Float64[ndarray, "52"], Float64[ndarray, "52"]]:
    """Mean and standard deviation of the 52 `ARKIT` weights, given the landmarker's coefficients.

    Gaze is left out: `gaze` measures it.
    """
    mean, deviation = np.zeros(len(ARKIT)), np.full(len(ARKIT), _SD)
    for i, name in enumerate(ARKIT):
        rest = next(value for start, value in _AT_REST if name.startswith(start))
        if not name.startswith("eyeLook"):
            mean[i] = max(0.0, (coefficients.get(name, 0.0) - rest) / (1 - rest))
        if name.startswith(_UNSEEN):
            deviation[i] = _UNSEEN_SD
    return mean, deviation


def gaze(
    vertices: Float[ndarray, "19158 3"], pose: Pose, landmarks: Float[ndarray, "478 2"]
) -> dict[str, float]:
    """Weights of the eyeLook units that bring the irises where they are in the photo.

    `vertices` are the neutral head's, from the pose's origin. Both eyes look at one thing: they
    turn alike.
    """
    turns = []
    for side, iris in (("left", IRIS_LEFT), ("right", IRIS_RIGHT)):
        turns.append(_turn(fit_socket(vertices, side), pose, landmarks[iris]))
    left, up = _GAZE_TRUST * (np.degrees(np.mean(turns, 0)) + np.array([0, _GAZE_RAISE]))
    found: dict[str, float] = {}
    for side in ("Left", "Right"):
        outward = left if side == "Left" else -left
        across = "Out" if outward > 0 else "In"
        upright = "Up" if up > 0 else "Down"
        found[f"eyeLook{across}{side}"] = min(abs(outward) / LOOK_DEGREES[across], 1.0)
        found[f"eyeLook{upright}{side}"] = min(abs(up) / LOOK_DEGREES[upright], 1.0)
    return {name: float(value) for name, value in found.items()}


def _turn(socket: Socket, pose: Pose, pixel: Float[ndarray, "2"]) -> Float64[ndarray, "2"]:
    """Radians from the eye's rest towards the person's left and up, so that the iris is at
    `pixel`: where the line of sight meets the sphere on which the iris lies."""
    reach = socket.radius * np.cos(LIMBUS_ANGLE)
    middle = pose.turn @ socket.centre
    depth = 1 - pose.nearness * (middle[2] + reach)
    flat = (pixel - pose.image / 2) * (1, -1) / pose.size * depth - pose.shift - middle[:2]
    flat *= min(1.0, 0.8 * reach / max(float(np.linalg.norm(flat)), 1e-9))
    ahead = np.array([*flat, np.sqrt(reach**2 - flat @ flat)])
    aim = socket.turn.T @ pose.turn.T @ ahead
    return np.array([np.arctan2(aim[0], aim[2]), np.arcsin(aim[1] / reach)])


def by_name(weights: Float64[ndarray, "52"]) -> dict[str, float]:
    """ARKit name -> weight, those that cannot be seen left out."""
    return {n: float(w) for n, w in zip(ARKIT, weights, strict=True) if w > 0.005}


def as_vector(weights: Mapping[str, float]) -> Float64[ndarray, "52"]:
    """Weights in the order of `ARKIT`."""
    return np.array([weights.get(name, 0.0) for name in ARKIT], np.float64)
