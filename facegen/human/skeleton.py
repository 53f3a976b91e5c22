"""Joint frames of the Mixamo-named rig on a shaped body.

Animations for that rig (Mixamo, Ready Player Me, TalkingHead) set a joint's rotation relative to
its parent outright, so our rest frames must mean what theirs mean. Theirs are made in a T-pose:
+Y along the bone, arms with +Z down, legs with +Z forward, spine upright. Ours turn those frames,
bone after bone and without twist, to where our body's bones point.
"""

from __future__ import annotations

import numpy as np
from jaxtyping import Float32, Float64
from numpy import ndarray
from scipy.spatial.transform import Rotation

from facegen.avatar import Skeleton
from facegen.human.eyes.socket import Side, fit_socket
from facegen.human.topology import topology

_EYES: dict[str, Side] = {"LeftEye": "left", "RightEye": "right"}
_LEVEL = ("LeftShoulder", "RightShoulder", "LeftToeBase", "RightToeBase")
"""Their frames are level, as in a T-pose, while our bones slope: a standard pose, which levels
them, would else shrug the shoulders and lift the toes."""
_UPRIGHT = {"Hips": 0.0, "Spine": -7.0, "Spine1": 0.0, "Spine2": 0.0, "Neck": 7.0, "Head": 0.0}
"""Degrees about X against the parent. Spines differ less than the places of their joints do:
frames that followed the joints would make every standard pose lean back."""
_TURNS = {
    "LeftShoulder": Rotation.from_euler("XZ", [90, -90], degrees=True).as_matrix(),
    "RightShoulder": Rotation.from_euler("XZ", [90, 90], degrees=True).as_matrix(),
    "LeftUpLeg": np.diag([-1.0, -1.0, 1.0]),
    "RightUpLeg": np.diag([-1.0, -1.0, 1.0]),
}
"""Where a limb leaves the trunk: its T-pose frame in its parent's."""


def make_skeleton(vertices: Float32[ndarray, "19158 3"]) -> Skeleton:
    """Rest frames from joint cubes and vertex means; +Y of a limb's joint points along its bone.

    The eyes' frames are parallel to the world, centred in the eyeballs: a look direction is then
    a rotation about plain X and Y.
    """
    rig = topology().rig
    names = tuple(bone["name"] for bone in rig)
    parents = tuple(names.index(bone["parent"]) if bone["parent"] else -1 for bone in rig)
    bind = np.tile(np.eye(4), (len(rig), 1, 1))
    for i, bone in enumerate(rig):
        head = vertices[bone["head"]].mean(0, dtype=np.float64)
        tail = vertices[bone["tail"]].mean(0, dtype=np.float64)
        parent = bind[parents[i], :3, :3] if parents[i] >= 0 else np.eye(3)
        bind[i, :3, :3] = _joint_frame(bone["name"], parent, tail - head)
        bind[i, :3, 3] = head
        if bone["name"] in _EYES:
            bind[i, :3, 3] = fit_socket(vertices, _EYES[bone["name"]]).centre
    return Skeleton(names, parents, bind)


def _joint_frame(
    name: str, parent: Float64[ndarray, "3 3"], direction: Float64[ndarray, "3"]
) -> Float64[ndarray, "3 3"]:
    """Columns x, y, z in the world."""
    if name in _EYES:
        return np.eye(3)
    if name in _UPRIGHT:
        return parent @ Rotation.from_euler("X", _UPRIGHT[name], degrees=True).as_matrix()
    if name in _LEVEL:
        direction = direction * np.array([1.0, 0.0, 1.0])
    frame = parent @ _TURNS.get(name, np.eye(3))
    return _shortest_turn(frame[:, 1], direction / np.linalg.norm(direction)) @ frame


def _shortest_turn(
    start: Float64[ndarray, "3"], end: Float64[ndarray, "3"]
) -> Float64[ndarray, "3 3"]:
    """The rotation without twist that carries one unit vector to another, not opposite, one."""
    axis = np.cross(start, end)
    skew = np.array([[0, -axis[2], axis[1]], [axis[2], 0, -axis[0]], [-axis[1], axis[0], 0]])
    return np.eye(3) + skew + skew @ skew / (1.0 + start @ end)
