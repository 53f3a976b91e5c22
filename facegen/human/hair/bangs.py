"""What turns one long style into another: a fringe grown over the forehead, and waves."""

from __future__ import annotations

import dataclasses

import numpy as np
from jaxtyping import Float64
from numpy import ndarray

from facegen.avatar import Material, Part
from facegen.geometry.refine import refined
from facegen.human.figure import Figure
from facegen.human.hair.cards import Growth, cards_part, grow, unit
from facegen.human.hair.color import dye, hair_material, strand_normals
from facegen.human.hair.form import hairline_of, middle_of
from facegen.human.hair.ground import Ground, sow
from facegen.human.hair.masks import scalp_weight
from facegen.human.hair.strands import StrandSpec, draw_strands
from facegen.human.person import Hair
from facegen.human.ramps import smoothstep

_COLUMNS = 8
_STRAIGHT = StrandSpec(
    columns=_COLUMNS, width=96, height=384, hairs=50, thickness=2.0, wave=0.02, spread=0.05,
    shortest=0.88, seed=26,
)  # fmt: skip
TEXTURES = (_STRAIGHT,)
_WAVE = 0.052
"""Metres from crest to crest, on an average head."""
_SWING = 0.0065
"""Metres by which waves swing out and in."""
_EDGE = 0.022
"""Metres: the longest edge that can bend into a wave."""


def bangs(figure: Figure, ground: Ground, plain: bool = False) -> Part:
    """`hair_fringe`: straight hair from the front of the scalp down to the brows."""
    hair = figure.person.hair
    rng = np.random.default_rng([hair.seed, 86])
    line = hairline_of(figure.person)

    def front(base: Float64[ndarray, "N 3"]) -> Float64[ndarray, "N"]:
        reach = smoothstep(0.098, 0.106, base[:, 2]) * smoothstep(0.056, 0.048, np.abs(base[:, 0]))
        return scalp_weight(base, 0.004, line=line) * reach

    roots = sow(front, 130, rng)
    n = len(roots)
    back = np.clip((0.136 - roots.base[:, 2]) / 0.035, 0, 1)
    growth = Growth(
        length=ground.scale * (0.056 + 0.030 * back) * rng.uniform(0.93, 1.04, n),
        lift=np.radians(rng.uniform(14, 30, n)),
        clearance=ground.scale * (0.003 + 0.006 * back + 0.002 * rng.random(n)),
        segments=7,
        gravity=22.0,
        follow=0.35,
        wander=0.02,
    )
    paths, normals = grow(
        ground, roots, lambda p: np.stack([1.2 * p[:, 0], 0 * p[:, 0] - 0.9, 0.8 + 0 * p[:, 0]], 1),
        growth, rng,
    )  # fmt: skip
    material = Material("hair_fringe") if plain else _strands(hair)
    return cards_part(
        "hair_fringe", material, ground, roots, paths, normals,
        width=ground.scale * rng.uniform(0.013, 0.018, n),
        column=rng.integers(0, _COLUMNS, n), columns=_COLUMNS,
        roll=np.radians(rng.uniform(-8, 8, n)), taper=0.35,
    )  # fmt: skip


def _strands(hair: Hair) -> Material:
    maps = draw_strands(_STRAIGHT)
    return hair_material("hair_fringe", dye(maps, hair), strand_normals(maps))


def waved(part: Part, ground: Ground) -> Part:
    """`part` in waves that begin beside the eyes and grow downwards."""
    middle, scale = middle_of(ground), ground.scale
    for _ in range(2):
        corners = part.vertices[part.triangles]
        long = np.linalg.norm(corners - np.roll(corners, 1, 1), axis=2).max(1) > _EDGE
        part = refined(part, long & (corners[..., 1] < middle[1] + 0.02 * scale).any(1))
    arm = part.vertices.astype(np.float64) - middle
    down = -arm[:, 1] / scale
    around = np.arctan2(arm[:, 0], arm[:, 2])
    # Locks of a few centimetres each swing in a time of their own.
    phase = 2.2 * np.sin(5 * around + 0.5) + 2.0 * np.sin(13 * around + 1.0)
    phase += 1.4 * np.sin(23 * around + 2.0)
    angle = 2 * np.pi * down / _WAVE * (1 + 0.15 * np.sin(7 * around)) + phase
    swing = _SWING * scale * smoothstep(0.0, 0.09, down) * (0.75 + 0.25 * np.sin(9 * around))
    out = unit(arm * (1.0, 0.0, 1.0))
    side = np.stack([-out[:, 2], np.zeros(len(out)), out[:, 0]], 1)
    moved = (
        arm
        + middle
        + swing[:, None] * (np.sin(angle)[:, None] * out + 0.8 * np.cos(angle)[:, None] * side)
    )
    height, normal = ground.nearest(moved)
    moved = moved + normal * np.clip(0.002 - height, 0, 0.02)[:, None]
    slope = (2 * np.pi / (_WAVE * scale) * swing * np.cos(angle))[:, None]
    normals = unit(part.normals + slope * np.array([0.0, 1.0, 0.0]))
    return dataclasses.replace(
        part, vertices=moved.astype(np.float32), normals=normals.astype(np.float32)
    )
