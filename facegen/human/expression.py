"""The 52 ARKit face units fitted to a person, and the 15 Oculus visemes as combinations of them."""

from __future__ import annotations

from collections.abc import Collection
from types import MappingProxyType

import numpy as np
from jaxtyping import Float32
from numpy import ndarray

from facegen.avatar import MORPHS, Morph
from facegen.human.closure import fit_blink
from facegen.human.topology import VERTEX_COUNT, topology

VISEME_UNITS: dict[str, dict[str, float]] = {
    "viseme_sil": {},
    "viseme_PP": {"mouthPressLeft": 0.6, "mouthPressRight": 0.6, "mouthRollLower": 0.35,
                  "mouthRollUpper": 0.3, "mouthPucker": 0.1},
    "viseme_FF": {"mouthRollLower": 0.55, "mouthUpperUpLeft": 0.25, "mouthUpperUpRight": 0.25,
                  "jawOpen": 0.05, "mouthShrugLower": 0.25},
    "viseme_TH": {"jawOpen": 0.14, "tongueOut": 0.35, "mouthLowerDownLeft": 0.25,
                  "mouthLowerDownRight": 0.25, "mouthUpperUpLeft": 0.1, "mouthUpperUpRight": 0.1},
    "viseme_DD": {"jawOpen": 0.13, "mouthLowerDownLeft": 0.3, "mouthLowerDownRight": 0.3,
                  "mouthUpperUpLeft": 0.15, "mouthUpperUpRight": 0.15},
    "viseme_kk": {"jawOpen": 0.17, "mouthLowerDownLeft": 0.25, "mouthLowerDownRight": 0.25,
                  "mouthStretchLeft": 0.15, "mouthStretchRight": 0.15},
    "viseme_CH": {"jawOpen": 0.09, "mouthFunnel": 0.5, "mouthPucker": 0.25,
                  "mouthLowerDownLeft": 0.15, "mouthLowerDownRight": 0.15},
    "viseme_SS": {"jawOpen": 0.05, "mouthStretchLeft": 0.35, "mouthStretchRight": 0.35,
                  "mouthLowerDownLeft": 0.3, "mouthLowerDownRight": 0.3,
                  "mouthUpperUpLeft": 0.15, "mouthUpperUpRight": 0.15},
    "viseme_nn": {"jawOpen": 0.12, "mouthLowerDownLeft": 0.2, "mouthLowerDownRight": 0.2,
                  "mouthStretchLeft": 0.1, "mouthStretchRight": 0.1},
    "viseme_RR": {"jawOpen": 0.12, "mouthFunnel": 0.3, "mouthPucker": 0.25},
    "viseme_aa": {"jawOpen": 0.48, "mouthLowerDownLeft": 0.15, "mouthLowerDownRight": 0.15,
                  "mouthUpperUpLeft": 0.1, "mouthUpperUpRight": 0.1},
    "viseme_E": {"jawOpen": 0.24, "mouthStretchLeft": 0.35, "mouthStretchRight": 0.35,
                 "mouthSmileLeft": 0.15, "mouthSmileRight": 0.15,
                 "mouthLowerDownLeft": 0.2, "mouthLowerDownRight": 0.2},
    "viseme_I": {"jawOpen": 0.16, "mouthSmileLeft": 0.35, "mouthSmileRight": 0.35,
                 "mouthStretchLeft": 0.2, "mouthStretchRight": 0.2,
                 "mouthLowerDownLeft": 0.2, "mouthLowerDownRight": 0.2},
    "viseme_O": {"jawOpen": 0.32, "mouthFunnel": 0.55, "mouthPucker": 0.2},
    "viseme_U": {"jawOpen": 0.15, "mouthPucker": 0.65, "mouthFunnel": 0.3},
}  # fmt: skip
"""Weights chosen after the mouth shapes of the Oculus lip-sync reference sheet."""

REST_UNITS = {
    "browInnerUp": 0.5, "mouthSmileLeft": 0.16, "mouthSmileRight": 0.16, "browOuterUpLeft": 0.08,
    "browOuterUpRight": 0.08,
}  # fmt: skip
"""What turns the sculptors' stern neutral into a face at ease; part of the shape, not a morph."""
_MIN_DELTA = 1e-5
"""Metres; smaller motion cannot be seen and only costs file size."""


def at_ease(vertices: Float32[ndarray, "19158 3"]) -> Float32[ndarray, "19158 3"]:
    """Neutral vertices with relaxed brows and mouth."""
    out = vertices.copy()
    for name, weight in REST_UNITS.items():
        index, delta = topology().units.get(name)
        out[index] += np.float32(weight) * delta
    return out


def make_morphs(
    vertices: Float32[ndarray, "19158 3"], only: Collection[str] = MORPHS
) -> MappingProxyType[str, Morph]:
    """Morphs on the base vertices of a shaped person, in the order of `MORPHS`; `only` names some.

    A person at rest needs none of them: making all 67 takes a tenth of a second.
    """
    names = [name for name in MORPHS if name in only]
    needed = {unit for name in names for unit in VISEME_UNITS.get(name, (name,))}
    table = topology().units
    units: dict[str, Float32[ndarray, "19158 3"]] = {}
    for name in sorted(needed):
        index, delta = table.get(name)
        units[name] = np.zeros((VERTEX_COUNT, 3), np.float32)
        units[name][index] = delta
        if name.startswith("eyeBlink"):
            side = name.removeprefix("eyeBlink").lower()
            units[name] = fit_blink(vertices, units[name], side)
    made = {}
    for name in names:
        if name in VISEME_UNITS:
            moved = np.zeros((VERTEX_COUNT, 3), np.float32)
            for unit, weight in VISEME_UNITS[name].items():
                moved += np.float32(weight) * units[unit]
        else:
            moved = units[name]
        made[name] = Morph.of_moves(moved, _MIN_DELTA)
    return MappingProxyType(made)
