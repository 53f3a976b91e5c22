"""Thin films between lids and eyeball: the lids' soft shade on the eye, and the tear line."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float64, Int32
from numpy import ndarray

from facegen.avatar import Material, Morph
from facegen.human.eyes.eyeball import surface_height
from facegen.human.eyes.socket import LOWER, RIM_POINTS, UPPER, Socket, lid_rim
from facegen.human.figure import Figure

_SHADE_ROWS = np.array([-0.0003, 0.0002, 0.0008, 0.0017, 0.0028, 0.0042])
"""Metres from the lid margin towards the middle of the opening."""
_SHADE_LIFT = 0.00008
_TEAR_ROWS = np.array([-0.0001, 0.00025, 0.0006])
_TEAR_LIFT = np.array([0.0002, 0.00012, 0.00003])


def shade_mesh(socket: Socket, rim: Float64[ndarray, "56 3"]) -> Float64[ndarray, "N 3"]:
    """Rows of points on the wet surface that follow the margin `rim` inwards, row by row."""
    directions = _inward(socket, rim, _SHADE_ROWS)
    return _on_surface(socket, directions, np.full(len(_SHADE_ROWS), _SHADE_LIFT)).reshape(-1, 3)


def shade_faces() -> tuple[Int32[ndarray, "F 4"], Float64[ndarray, "N 2"]]:
    """Quads between the rows (a closed band) and one UV per point: u upper lid .. lower lid."""
    upper = np.zeros(RIM_POINTS)
    upper[UPPER] = 1.0
    upper = (upper + np.roll(upper, 1) + np.roll(upper, -1) + np.roll(upper, 2)) / 4
    rows = (_SHADE_ROWS - _SHADE_ROWS[0]) / (_SHADE_ROWS[-1] - _SHADE_ROWS[0])
    u = np.tile(0.1 + 0.8 * (1 - upper), len(rows))
    return _band(len(rows), np.arange(RIM_POINTS), closed=True), np.stack(
        [u, np.repeat(0.03 + 0.94 * rows, RIM_POINTS)], 1
    )


def shade_material() -> Material:
    """Warm darkness that is deepest under the upper lid and gone towards the middle."""
    size = 32
    inward = (np.arange(size) + 0.5) / size
    strength = np.interp(inward, [0, 1], [0.8, 0.45])
    rgba = np.zeros((size, size, 4), np.uint8)
    rgba[..., :3] = (20, 5, 3)
    fade = (1 - np.clip((inward - 0.03) / 0.94, 0, 1)) ** 2
    rgba[..., 3] = np.round(255 * fade[:, None] * strength[None])
    return Material(
        "eye_shade", base_color=rgba, roughness=1.0, specular_factor=0.0, alpha_mode="BLEND"
    )


def tear_mesh(socket: Socket, rim: Float64[ndarray, "56 3"]) -> Float64[ndarray, "N 3"]:
    """A meniscus along the lower lid, three rows from the margin to the eyeball."""
    directions = _inward(socket, rim, _TEAR_ROWS)[:, LOWER]
    return _on_surface(socket, directions, _TEAR_LIFT).reshape(-1, 3)


def tear_faces() -> Int32[ndarray, "F 4"]:
    """Quads of the open meniscus strip."""
    return _band(len(_TEAR_ROWS), np.arange(len(LOWER)), closed=False)


def tear_uvs() -> Float64[ndarray, "N 2"]:
    """Places in the cornea's disc whose veil is half as dense, and none at the strip's ends."""
    along = np.linspace(-1, 1, len(LOWER))
    radius = 0.935 + 0.065 * along**4
    row = np.stack([0.5 + 0.5 * radius, np.full(len(LOWER), 0.5)], 1)
    return np.tile(row, (len(_TEAR_ROWS), 1))


def lid_morphs(figure: Figure, socket: Socket, mesh) -> dict[str, Morph]:
    """Morphs of a film `mesh(socket, rim)`: it is rebuilt on the moved margin at weight 1."""
    rest = lid_rim(figure.vertices, socket.side)
    start = mesh(socket, rest)
    dense = np.zeros_like(figure.vertices)
    made = {}
    for name, morph in figure.morphs.items():
        dense[morph.indices] = morph.deltas
        motion = lid_rim(dense, socket.side)
        dense[morph.indices] = 0
        if np.abs(motion).max() < 1e-5:
            continue
        delta = (mesh(socket, rest + motion) - start).astype(np.float32)
        made[name] = Morph.of_moves(delta, 1e-6)
    return made


def _inward(
    socket: Socket, rim: Float64[ndarray, "56 3"], rows: Float64[ndarray, "R"]
) -> Float64[ndarray, "R 56 3"]:
    """Unit directions from the eyeball's centre, `rows` metres from the margin inwards.

    Each margin point walks to the middle line between the lids at its own X, and at most nine
    tenths of the way, so that narrow openings and corners never fold over.
    """
    away = rim - socket.centre
    x = away[:, 0] * socket.outward
    low, high = x.min(), x.max()
    inset = 0.12 * (high - low)
    goal_x = np.clip(x, low + inset, high - inset)
    upper, lower = (_height_at(goal_x, away[side], socket.outward) for side in (UPPER, LOWER))
    goal = np.stack([goal_x * socket.outward, (upper + lower) / 2, away[:, 2]], 1)
    step = goal - away
    length = np.maximum(np.linalg.norm(step, axis=1), 1e-6)
    share = np.minimum(rows[:, None] / length, 0.9)
    points = away + share[..., None] * step
    return points / np.linalg.norm(points, axis=2, keepdims=True)


def _height_at(
    x: Float64[ndarray, "N"], points: Float64[ndarray, "M 3"], outward: float
) -> Float64[ndarray, "N"]:
    order = np.argsort(points[:, 0] * outward)
    return np.interp(x, points[order, 0] * outward, points[order, 1])


def _on_surface(
    socket: Socket, directions: Float64[ndarray, "R N 3"], lift: Float64[ndarray, "R"]
) -> Float64[ndarray, "R N 3"]:
    angle = np.arccos(np.clip(directions @ socket.turn[:, 2], -1, 1))
    distance = socket.radius * surface_height(angle) + lift[:, None]
    return socket.centre + directions * distance[..., None]


def _band(rows: int, ring: ndarray, closed: bool) -> Int32[ndarray, "F 4"]:
    count = len(ring)
    here = np.arange(count if closed else count - 1)
    after = (here + 1) % count
    quads = [
        np.stack([r * count + here, (r + 1) * count + here, (r + 1) * count + after,
                  r * count + after], 1)
        for r in range(rows - 1)
    ]  # fmt: skip
    return np.concatenate(quads).astype(np.int32)
