"""Linear blend skinning of an avatar's parts by its pose."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float, Float32
from numpy import ndarray

from facegen.avatar import Avatar, Part


def _rotation(quaternion: tuple[float, float, float, float]) -> Float[ndarray, "3 3"]:
    x, y, z, w = np.asarray(quaternion, float) / np.linalg.norm(quaternion)
    return np.array(
        [
            [1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)],
            [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)],
            [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)],
        ]
    )


def pose_matrices(avatar: Avatar) -> Float32[ndarray, "J 4 4"]:
    """Rest-pose world to posed world, per joint."""
    skeleton = avatar.skeleton
    world = np.empty((len(skeleton.names), 4, 4))
    result = np.empty_like(world)
    for i, (name, parent) in enumerate(zip(skeleton.names, skeleton.parents, strict=True)):
        bind = np.asarray(skeleton.bind[i], float)
        local = bind if parent < 0 else np.linalg.inv(skeleton.bind[parent]) @ bind
        turn = np.eye(4)
        if name in avatar.pose:
            turn[:3, :3] = _rotation(avatar.pose[name])
        world[i] = (local if parent < 0 else world[parent] @ local) @ turn
        result[i] = world[i] @ np.linalg.inv(bind)
    return result.astype(np.float32)


def skinned(
    part: Part,
    matrices: Float32[ndarray, "J 4 4"],
    vertices: Float32[ndarray, "V 3"],
    normals: Float32[ndarray, "V 3"],
    tangents: Float32[ndarray, "V 4"],
) -> tuple[Float32[ndarray, "V 3"], Float32[ndarray, "V 3"], Float32[ndarray, "V 4"]]:
    """Vertices (metres), normals and tangents of `part` moved by the joints."""
    blended = np.einsum("vk,vkij->vij", part.weights, matrices[part.joints])
    moved = np.einsum("vij,vj->vi", blended[:, :3, :3], vertices) + blended[:, :3, 3]
    turned = np.einsum("vij,vj->vi", blended[:, :3, :3], normals)
    along = np.einsum("vij,vj->vi", blended[:, :3, :3], tangents[:, :3])
    turned /= np.maximum(np.linalg.norm(turned, axis=1, keepdims=True), 1e-8)
    along /= np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-8)
    along = np.concatenate([along, tangents[:, 3:]], 1)
    return moved.astype(np.float32), turned.astype(np.float32), along.astype(np.float32)
