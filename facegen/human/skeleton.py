"""Joint frames of the Mixamo-named rig on a shaped body."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float32, Float64
from numpy import ndarray

from facegen.avatar import Skeleton
from facegen.human.topology import topology

_TO_GLTF = np.array([[1.0, 0, 0], [0, 0, 1], [0, -1, 0]])
"""Blender (Z up, facing -Y) to glTF (Y up, facing +Z); bone rolls are given in Blender's frame."""
_EYES = ("LeftEye", "RightEye")


def make_skeleton(vertices: Float32[ndarray, "19158 3"]) -> Skeleton:
    """Rest frames from joint cubes and vertex means; +Y of a joint points along its bone.

    The eyes' frames are parallel to the world, centred in the eyeballs: a look direction is then
    a rotation about plain X and Y.
    """
    rig = topology().rig
    names = tuple(bone["name"] for bone in rig)
    bind = np.tile(np.eye(4), (len(rig), 1, 1))
    for i, bone in enumerate(rig):
        head = vertices[bone["head"]].mean(0, dtype=np.float64)
        tail = vertices[bone["tail"]].mean(0, dtype=np.float64)
        bind[i, :3, 3] = head
        if bone["name"] not in _EYES:
            blender = _bone_frame((tail - head) @ _TO_GLTF, bone["roll"])
            bind[i, :3, :3] = _TO_GLTF @ blender
    parents = tuple(names.index(bone["parent"]) if bone["parent"] else -1 for bone in rig)
    return Skeleton(names, parents, bind)


def _bone_frame(direction: Float64[ndarray, "3"], roll: float) -> Float64[ndarray, "3 3"]:
    """Columns x, y, z: y along `direction`, the shortest turn from +Y, then rolled about y."""
    y = direction / np.linalg.norm(direction)
    axis = np.cross([0.0, 1.0, 0.0], y)
    cosine = y[1]
    skew = np.array([[0, -axis[2], axis[1]], [axis[2], 0, -axis[0]], [-axis[1], axis[0], 0]])
    if cosine < -1 + 1e-6:
        swing = np.diag([-1.0, -1.0, 1.0])
    else:
        swing = np.eye(3) + skew + skew @ skew / (1 + cosine)
    c, s = np.cos(roll), np.sin(roll)
    return swing @ np.array([[c, 0, s], [0, 1, 0], [-s, 0, c]])
