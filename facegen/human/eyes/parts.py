"""Puts the eyes together as parts of an avatar."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float64, UInt16
from numpy import ndarray

from facegen.avatar import Material, Morph, Part
from facegen.geometry.mesh import part_from_mesh, triangulate
from facegen.human.eyes import lids
from facegen.human.eyes.eyeball import Mesh, cornea, eyeball
from facegen.human.eyes.socket import LID_RIMS, Socket, fit_socket, lid_rim, rotation_about
from facegen.human.eyes.texture import carved_material, cornea_material, eye_material
from facegen.human.figure import Figure
from facegen.human.substance import blank_eyes

LOOK_DEGREES = {"In": 27.0, "Out": 27.0, "Up": 20.0, "Down": 24.0}
"""How far the gaze turns at weight 1, as far as the lids let the iris show."""
_BLINK_RETREAT = 0.05
"""Radii that the eyeball sinks at a full blink, as a real one does: closing lids travel straight
lines through morph space and would graze a ball that stays."""


def eye_parts(figure: Figure, size: int) -> list[Part]:
    """eye_left, eye_right, cornea_left, cornea_right, eye_shade_left, eye_shade_right.

    Carved eyes of statues have no cornea. `size` is the side of the eyeballs' textures in pixels.
    Draw order is list order: each film lies above the parts before it.
    """
    eyes, stone = figure.person.eyes, blank_eyes(figure.person)
    sockets = [fit_socket(figure.vertices, side) for side in ("left", "right")]
    shade = lids.shade_material()
    if stone is not None:
        material = carved_material(stone, size)
        return [
            *(_ball(figure, socket, material) for socket in sockets),
            *(_shade(figure, socket, shade) for socket in sockets),
        ]
    materials = [eye_material("eye", eyes, eyes.iris_left, size)]
    same = eyes.iris_left == eyes.iris_right
    materials.append(materials[0] if same else eye_material("eye", eyes, eyes.iris_right, size))
    wet = cornea_material()
    balls = [_ball(figure, s, m) for s, m in zip(sockets, materials, strict=True)]
    return [
        *balls,
        *(_cornea(figure, socket, wet) for socket in sockets),
        *(_shade(figure, socket, shade) for socket in sockets),
    ]


def _ball(figure: Figure, socket: Socket, material: Material) -> Part:
    mesh = _mirrored(eyeball(), socket)
    vertices = socket.centre + socket.radius * mesh.vertices @ socket.turn.T
    joints, weights = _eye_joint(figure, socket, len(vertices))
    return _part(f"eye_{socket.side}", vertices, mesh.triangles, mesh.uvs, material, joints,
                 weights, _look_morphs(socket, vertices))  # fmt: skip


def _cornea(figure: Figure, socket: Socket, material: Material) -> Part:
    """The clear cap, which turns with the eye, and the tear line, which follows the lower lid."""
    cap = _mirrored(cornea(), socket)
    turning = socket.centre + socket.radius * cap.vertices @ socket.turn.T
    rim = lid_rim(figure.vertices, socket.side)
    tear = lids.tear_mesh(socket, rim)
    tear_triangles = _outward(triangulate(lids.tear_faces()), tear, socket)
    joints, weights = _eye_joint(figure, socket, len(turning))
    lid_joints, lid_weights = _lid_joints(figure, socket, len(tear))
    morphs = _look_morphs(socket, turning)
    for name, morph in lids.lid_morphs(figure, socket, lids.tear_mesh).items():
        shifted = Morph(morph.indices + np.int32(len(turning)), morph.deltas)
        morphs[name] = _joined(morphs[name], shifted) if name in morphs else shifted
    return _part(
        f"cornea_{socket.side}",
        np.r_[turning, tear],
        np.r_[cap.triangles, tear_triangles + len(turning)],
        np.r_[cap.uvs, lids.tear_uvs()],
        material,
        np.r_[joints, lid_joints],
        np.r_[weights, lid_weights],
        morphs,
    )


def _shade(figure: Figure, socket: Socket, material: Material) -> Part:
    vertices = lids.shade_mesh(socket, lid_rim(figure.vertices, socket.side))
    quads, uvs = lids.shade_faces()
    triangles = _outward(triangulate(quads), vertices, socket)
    joints, weights = _lid_joints(figure, socket, len(vertices))
    return _part(f"eye_shade_{socket.side}", vertices, triangles, uvs, material, joints, weights,
                 lids.lid_morphs(figure, socket, lids.shade_mesh))  # fmt: skip


def _part(name, vertices, triangles, uvs, material, joints, weights, morphs) -> Part:
    return part_from_mesh(
        name, vertices.astype(np.float32), triangles, uvs.astype(np.float32), triangles, material,
        joints, weights, morphs, casts_shadow=False,
    )  # fmt: skip


def _mirrored(mesh: Mesh, socket: Socket) -> Mesh:
    """The nose lies on the left of the eye textures: towards -X for the left eye."""
    if socket.outward > 0:
        return mesh
    return Mesh(mesh.vertices * [-1, 1, 1], mesh.triangles[:, ::-1].copy(), mesh.uvs)


def _outward(triangles: ndarray, vertices: ndarray, socket: Socket) -> ndarray:
    """Triangles of a film wound so that they face away from the eyeball's centre."""
    a, b, c = (vertices[triangles[:, i]] for i in range(3))
    facing = (np.cross(b - a, c - a) * (a - socket.centre)).sum()
    return triangles if facing > 0 else np.ascontiguousarray(triangles[:, ::-1])


def look_rotation(socket: Socket, direction: str) -> Float64[ndarray, "3 3"]:
    """The turn of the eyeball at weight 1 of eyeLook`direction` (In, Out, Up, Down)."""
    angle = np.radians(LOOK_DEGREES[direction])
    if direction in ("Up", "Down"):
        return rotation_about("x", -angle if direction == "Up" else angle)
    return rotation_about("y", socket.outward * (angle if direction == "Out" else -angle))


def _look_morphs(socket: Socket, vertices: Float64[ndarray, "V 3"]) -> dict[str, Morph]:
    side = socket.side.capitalize()
    index = np.arange(len(vertices), dtype=np.int32)
    away = vertices - socket.centre
    made = {}
    for direction in LOOK_DEGREES:
        turned = away @ look_rotation(socket, direction).T
        made[f"eyeLook{direction}{side}"] = Morph(index, (turned - away).astype(np.float32))
    sink = np.zeros((len(vertices), 3), np.float32)
    sink[:, 2] = -_BLINK_RETREAT * socket.radius
    made[f"eyeBlink{side}"] = Morph(index, sink)
    return made


def _joined(first: Morph, second: Morph) -> Morph:
    return Morph(np.r_[first.indices, second.indices], np.r_[first.deltas, second.deltas])


def _eye_joint(
    figure: Figure, socket: Socket, count: int
) -> tuple[UInt16[ndarray, "V 4"], ndarray]:
    joints = np.zeros((count, 4), np.uint16)
    joints[:, 0] = figure.skeleton.names.index(f"{socket.side.capitalize()}Eye")
    weights = np.zeros((count, 4), np.float32)
    weights[:, 0] = 1
    return joints, weights


def _lid_joints(
    figure: Figure, socket: Socket, count: int
) -> tuple[UInt16[ndarray, "V 4"], ndarray]:
    """The lids' own binding, the same for the whole small film."""
    vertex = LID_RIMS[socket.side][0]
    return (
        np.repeat(figure.joints[vertex][None], count, 0),
        np.repeat(figure.weights[vertex][None], count, 0),
    )
