"""The T-pose that VRM asks for, as joint transforms of our skeleton.

Our people stand at ease, arms sloping; bind matrices stay theirs, so that an avatar whose arms
come down again has exactly the shape it was made with.
Source: VRM 1.0, "VRM T-pose" (rest pose of humanoid models).
"""

from __future__ import annotations

import numpy as np
from jaxtyping import Float
from numpy import ndarray
from scipy.spatial.transform import Rotation

from facegen.avatar import Skeleton

_ARM = ("Arm", "ForeArm", "Hand")
_FINGERS = ("HandIndex", "HandMiddle", "HandRing", "HandPinky")
_LEG = ("UpLeg", "Leg")
_FOOT = ("Foot", "ToeBase")
_DOWN = np.diag([-1.0, -1.0, 1.0])
"""A leg's frame: +Y along the bone, +Z to the front."""


def t_pose(skeleton: Skeleton) -> Float[ndarray, "J 4 4"]:
    """Each joint's transform relative to its parent, metres, with the body in T-pose.

    Arms and fingers lie along X, palms down, thumbs between X and +Z; legs are upright, soles as
    high above the floor as in the bind pose, toes along +Z; trunk, head and shoulders stay.
    """
    bind = np.asarray(skeleton.bind, np.float64)
    world = bind.copy()
    for joint, (name, parent) in enumerate(zip(skeleton.names, skeleton.parents, strict=True)):
        if parent >= 0:
            world[joint] = world[parent] @ np.linalg.inv(bind[parent]) @ bind[joint]
        world[joint, :3, :3] = _frame(name, world[joint, :3, :3], bind[joint, :3, :3])
    feet = [i for i, name in enumerate(skeleton.names) if name.endswith("Foot")]
    if feet:
        world[:, 1, 3] += (bind[feet, 1, 3] - world[feet, 1, 3]).mean()
    local = world.copy()
    for joint, parent in enumerate(skeleton.parents):
        if parent >= 0:
            local[joint] = np.linalg.inv(world[parent]) @ world[joint]
    return local


def _frame(
    name: str, carried: Float[ndarray, "3 3"], bind: Float[ndarray, "3 3"]
) -> Float[ndarray, "3 3"]:
    """Axes of joint `name` in the world; `carried` are those its parent brings it to."""
    side, limb = _side(name)
    if limb in _ARM or limb[:-1] in _FINGERS:
        return Rotation.from_euler("XZ", [90, -90 * side], degrees=True).as_matrix()
    if limb[:-1] == "HandThumb":
        between = np.array([side, 0.0, 1.0]) / np.sqrt(2.0)
        return _turned(carried[:, 1], between) @ carried
    if limb in _LEG:
        return _DOWN
    if limb in _FOOT:
        heading = bind[:, 1] * [1.0, 0.0, 1.0]
        return _turned(heading, np.array([0.0, 0.0, 1.0])) @ bind
    return carried


def _side(name: str) -> tuple[int, str]:
    """+1 for the left, -1 for the right, 0 for the middle; and the name without its side."""
    for sign, side in ((1, "Left"), (-1, "Right")):
        if name.startswith(side):
            return sign, name.removeprefix(side)
    return 0, name


def _turned(start: Float[ndarray, "3"], end: Float[ndarray, "3"]) -> Float[ndarray, "3 3"]:
    """The shortest rotation from one direction to another."""
    return Rotation.align_vectors(end[None], start[None])[0].as_matrix()
