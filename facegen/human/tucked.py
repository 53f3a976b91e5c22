"""Hair that makes room: under bands around the head, and behind ears too long to lie beneath it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import numpy as np
from jaxtyping import Bool, Float32
from numpy import ndarray
from scipy.spatial import Delaunay, cKDTree

from facegen.avatar import Part
from facegen.geometry.refine import refined
from facegen.human.bands import near_band, pressed
from facegen.human.ears import both_ears, pointedness
from facegen.human.figure import Figure
from facegen.human.jewellery import BANDS
from facegen.human.ramps import smoothstep
from facegen.human.surface import fine_skin
from facegen.human.topology import BODY

_COVERING = (
    "bob01", "bob02", "long01", "curly", "afro01", "bob_fringe", "long_fringe", "long_waves",
    "layered",
)  # fmt: skip
"""Styles that hang over the ears."""
_POINTED = 0.35
"""`pointedness` from which on ears are shown."""
_AROUND = 0.010
"""Metres around an ear's outline over which the hair beside it gives way."""
_BEHIND = 0.004
"""Metres over the skull of hair that runs behind an ear."""
_INSIDE = 0.004
"""Metres under the ear's inmost surface of hair that would fill the ear."""
_EDGE = 0.006
"""Metres: the longest edge of hair that has to bend."""


def tuck_hair(parts: list[Part], figure: Figure) -> list[Part]:
    """`parts` of the head hair with room for what is worn and for ears that show."""
    bands = [BANDS[name] for name in figure.person.worn if name in BANDS]
    shown = pointedness(figure.person.shape) > _POINTED
    shown |= bool({"studs", "hoops"} & set(figure.person.worn))
    shown &= figure.person.hair.style in _COVERING
    if not bands and not shown:
        return parts
    made = []
    for part in parts:
        if shown:
            part = _fine(part, lambda points: _beside_ears(points, figure))
            part = dataclasses.replace(part, vertices=_behind_ears(part.vertices, figure))
        for band in bands:
            part = _fine(part, lambda points, band=band: near_band(points, figure, band))
            part = dataclasses.replace(part, vertices=pressed(part.vertices, figure, band))
        made.append(part)
    return made


def _fine(part: Part, where: Callable[[ndarray], ndarray]) -> Part:
    """`part` with edges of at most `_EDGE` where `where` says that a vertex must bend."""
    for _ in range(3):
        corners = part.vertices[part.triangles]
        long = np.linalg.norm(corners - np.roll(corners, 1, 1), axis=2).max(1) > _EDGE
        part = refined(part, long & where(part.vertices)[part.triangles].any(1))
    return part


def _beside_ears(points: Float32[ndarray, "N 3"], figure: Figure) -> Bool[ndarray, "N"]:
    """Points in the boxes around both ears."""
    inside = np.zeros(len(points), bool)
    for mask in both_ears():
        ear = figure.vertices[BODY][mask]
        low, high = ear.min(0) - 0.025, ear.max(0) + 0.025
        inside |= ((points > low) & (points < high)).all(1)
    return inside


def _behind_ears(points: Float32[ndarray, "N 3"], figure: Figure) -> Float32[ndarray, "N 3"]:
    """Points outside of an ear moved in to the skull beside it, seen from the side."""
    skin = fine_skin().matrix @ figure.vertices[BODY]
    ears = [fine_skin().matrix @ ear.astype(np.float32) > 0.5 for ear in both_ears()]
    plain = ~np.logical_or(*ears)
    out = points.astype(np.float64)
    for sign, is_ear in zip((1, -1), ears, strict=True):
        ear = skin[is_ear] * (sign, 1, 1)
        low, high = ear[:, 1:].min(0) - _AROUND, ear[:, 1:].max(0) + _AROUND
        side = skin * (sign, 1, 1)
        beside = plain & (side[:, 0] > 0.03)
        skull = side[
            beside & (side[:, 1:] > low - 0.02).all(1) & (side[:, 1:] < high + 0.02).all(1)
        ]
        mine = out * (sign, 1, 1)
        close = np.flatnonzero(
            (mine[:, 0] > 0.03) & (mine[:, 1:] > low).all(1) & (mine[:, 1:] < high).all(1)
        )
        if not len(close):
            continue
        flat = mine[close, 1:]
        gap, near = cKDTree(ear[:, 1:]).query(flat, k=8)
        index = cKDTree(skull[:, 1:]).query(flat, k=6)[1]
        behind = skull[index, 0].mean(1) + _BEHIND
        within = Delaunay(ear[:, 1:]).find_simplex(flat) >= 0
        limit = np.where(within, ear[near, 0].min(1) - _INSIDE, behind)
        share = np.where(within, 1.0, smoothstep(_AROUND, 0.003, gap[:, 0]))
        mine[close, 0] += share * np.minimum(limit - mine[close, 0], 0)
        out = mine * (sign, 1, 1)
    return out.astype(np.float32)
