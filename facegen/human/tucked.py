"""Hair that makes room: under bands around the head, and behind ears too long to lie beneath it."""

from __future__ import annotations

import dataclasses

import numpy as np
from jaxtyping import Float32
from numpy import ndarray
from scipy.spatial import cKDTree

from facegen.avatar import Part
from facegen.human.bands import both_ears, pressed
from facegen.human.figure import Figure
from facegen.human.jewellery import BANDS
from facegen.human.ramps import smoothstep
from facegen.human.surface import fine_skin
from facegen.human.topology import BODY

_POINTED = 0.35
"""`ear-shape-point` from which on ears are shown."""
_AROUND = 0.010
"""Metres around an ear's outline over which the hair beside it gives way."""
_BEHIND = 0.004


def tuck_hair(parts: list[Part], figure: Figure) -> list[Part]:
    """`parts` of the head hair with room for what is worn and for ears that show."""
    bands = [BANDS[name] for name in figure.person.worn if name in BANDS]
    shown = figure.person.shape.local.get("ear-shape-point", 0.0) > _POINTED
    shown |= bool({"studs", "hoops"} & set(figure.person.worn))
    if not bands and not shown:
        return parts
    made = []
    for part in parts:
        vertices = part.vertices
        if shown:
            vertices = _behind_ears(vertices, figure)
        for band in bands:
            vertices = pressed(vertices, figure, band)
        made.append(dataclasses.replace(part, vertices=vertices))
    return made


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
        gap = cKDTree(ear[:, 1:]).query(mine[close, 1:])[0]
        index = cKDTree(skull[:, 1:]).query(mine[close, 1:], k=6)[1]
        limit = skull[index, 0].mean(1) + _BEHIND
        share = smoothstep(_AROUND, 0.003, gap)
        mine[close, 0] += share * np.minimum(limit - mine[close, 0], 0)
        out = mine * (sign, 1, 1)
    return out.astype(np.float32)
