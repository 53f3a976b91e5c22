"""Anthropometry: distances on shaped heads, and how far they lie from the population's mean.

Landmarks are base-mesh vertices found once on the unshaped mesh by what they are (the foremost
point of the nose, the lowest of the chin...), so a measure means the same on every head.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence

import numpy as np
import torch
from jaxtyping import Float32
from numpy import ndarray

from facegen.human.person import Shape
from facegen.human.shape import shape_vertices, sliders
from facegen.human.tendencies import usual_sliders
from facegen.human.topology import BODY, EYE_LEFT, EYE_RIGHT, topology

MEASURES = (
    "face_width", "face_length", "jaw_width", "chin_length", "cheekbone_width",
    "cheek_fullness", "nose_length", "nose_width", "nose_bridge_height", "lip_fullness",
    "mouth_width", "eye_size", "eye_spacing", "eye_tilt", "brow_height", "forehead_height",
    "ear_size", "neck_width",
)  # fmt: skip
_FIXED = {
    "hairline": 5243, "sellion": 132, "nose_tip": 5054, "subnasale": 5072, "upper_lip": 362,
    "lower_lip": 492, "menton": 747, "brow": 6952,
}  # fmt: skip
"""Profile landmarks and the middle of the brow, read off the base mesh."""
_POPULATION = 512


@functools.cache
def landmarks() -> dict[str, int]:
    """Landmark name -> base vertex; paired ones are those of the person's left (+X)."""
    base = topology().base
    skin = base[BODY]

    def moved(target: str, axis: int, sign: float) -> int:
        """The vertex on the left half that a face target moves most along an axis."""
        index, delta = topology().local.get(target)
        value = np.where((base[index, 0] > -1e-5) & (index < BODY.stop), sign * delta[:, axis], -9)
        return int(index[np.argmax(value)])

    found = dict(_FIXED)
    found |= {
        "inner_canthus": moved("l-eye-corner2-up", 1, 1),
        "outer_canthus": moved("l-eye-corner1-up", 1, 1),
        "upper_lid": moved("l-eye-height2-incr", 1, 1),
        "lower_lid": moved("l-eye-height2-incr", 1, -1),
        "mouth_corner": moved("mouth-scale-horiz-incr", 0, 1),
        "ala": moved("nose-nostrils-width-incr", 0, 1),
        "cheekbone": moved("l-cheek-bones-incr", 0, 1),
        "cheek": moved("l-cheek-volume-incr", 0, 1),
    }
    eye_y, mouth_y = base[EYE_LEFT, 1].mean(), base[found["mouth_corner"], 1]
    side = np.flatnonzero((skin[:, 2] > 0.03) & (skin[:, 0] > 0) & (skin[:, 1] < eye_y + 0.05))

    def widest(height: float) -> int:
        level = side[np.abs(skin[side, 1] - height) < 0.008]
        return int(level[np.argmax(skin[level, 0])])

    found["zygion"] = widest(eye_y - 0.02)
    found["jaw"] = widest(mouth_y)
    low = skin[found["menton"], 1] - 0.02
    neck = np.flatnonzero((np.abs(skin[:, 1] - low) < 0.006) & (skin[:, 0] > 0))
    found["neck"] = int(neck[np.argmax(skin[neck, 0])])
    return found


@functools.cache
def _ear() -> ndarray:
    """Vertices of the left ear proper: what the ear-turning target moves well."""
    index, delta = topology().local.get("l-ear-rot-forward")
    size = np.linalg.norm(delta, axis=1)
    return index[
        (index < BODY.stop) & (size > 0.3 * size.max()) & (topology().base[index, 0] > 0.068)
    ]


@functools.cache
def _sites() -> ndarray:
    """Every base vertex that a measure looks at, ascending."""
    eyes = np.arange(EYE_LEFT.start, EYE_RIGHT.stop)
    return np.unique(np.concatenate([np.array([*landmarks().values()]), _ear(), eyes]))


def measure(vertices: Float32[ndarray, "B 19158 3"]) -> Float32[ndarray, "B 18"]:
    """The `MEASURES` of shaped heads: metres, but eye_tilt in radians."""
    return _measure_sites(vertices[:, _sites()])


def _measure_sites(points: Float32[ndarray, "B S 3"]) -> Float32[ndarray, "B 18"]:
    def at(index: ndarray) -> ndarray:
        return points[:, np.searchsorted(_sites(), index)]

    p = {name: at(np.array(i)) for name, i in landmarks().items()}

    def apart(a: str, b: str) -> ndarray:
        return np.linalg.norm(p[a] - p[b], axis=1)

    def width(name: str) -> ndarray:
        return 2 * np.abs(p[name][:, 0])

    eye = p["outer_canthus"] - p["inner_canthus"]
    left, right = (at(np.arange(e.start, e.stop)).mean(1) for e in (EYE_LEFT, EYE_RIGHT))
    ear = at(_ear())[..., 1]
    values = {
        "face_width": width("zygion"),
        "face_length": apart("sellion", "menton"),
        "jaw_width": width("jaw"),
        "chin_length": apart("lower_lip", "menton"),
        "cheekbone_width": width("cheekbone"),
        "cheek_fullness": width("cheek"),
        "nose_length": apart("sellion", "nose_tip"),
        "nose_width": width("ala"),
        "nose_bridge_height": p["sellion"][:, 2] - (left[:, 2] + right[:, 2]) / 2,
        "lip_fullness": apart("upper_lip", "lower_lip"),
        "mouth_width": width("mouth_corner"),
        "eye_size": apart("upper_lid", "lower_lid"),
        "eye_spacing": np.linalg.norm(left - right, axis=1),
        "eye_tilt": np.arctan2(eye[:, 1], np.abs(eye[:, 0])),
        "brow_height": p["brow"][:, 1] - left[:, 1],
        "forehead_height": p["hairline"][:, 1] - p["brow"][:, 1],
        "ear_size": ear.max(1) - ear.min(1),
        "neck_width": width("neck"),
    }
    return np.stack([values[name] for name in MEASURES], 1).astype(np.float32)


@functools.cache
def population() -> tuple[Float32[ndarray, "18"], Float32[ndarray, "18"]]:
    """Mean and standard deviation of the measures over a fixed sample of adults."""
    generator = torch.Generator().manual_seed(0)
    rows = torch.rand((_POPULATION, 8), generator=generator).numpy()
    names = [name for name, slider in sliders().items() if slider.group not in ("asym", "neck")]
    local = 0.12 * torch.randn((_POPULATION, len(names)), generator=generator).numpy()
    bounds = np.array([sliders()[name].bounds for name in names])
    local = np.clip(local, np.maximum(bounds[:, 0], -0.3), np.minimum(bounds[:, 1], 0.3))
    ages, genders = 20 + 50 * rows[:, 0], rows[:, 1]
    usual = [usual_sliders(*root) for root in zip(ages.tolist(), genders.tolist(), strict=True)]
    local += np.array([[each.get(name, 0.0) for name in names] for each in usual])
    local = np.clip(local, bounds[:, 0], bounds[:, 1])
    shapes = [
        Shape(
            age=age, gender=r[1], african=r[2], asian=r[3], caucasian=r[4],
            weight=0.3 + 0.4 * r[5], muscle=0.3 + 0.4 * r[6],
            local=dict(zip(names, map(float, face), strict=True)),
        )
        for r, age, face in zip(rows, ages, local, strict=True)
    ]  # fmt: skip
    values = _measure_sites(shape_vertices(shapes, _sites()))
    return values.mean(0), values.std(0)


def z_scores(shapes: Sequence[Shape]) -> Float32[ndarray, "B 18"]:
    """Measures of shapes in standard deviations from the adult mean."""
    mean, deviation = population()
    return (_measure_sites(shape_vertices(shapes, _sites())) - mean) / deviation


def measure_columns(shapes: Sequence[Shape]) -> dict[str, Float32[ndarray, "B"]]:
    """Each measure by name, in metres (eye_tilt in radians)."""
    values = _measure_sites(shape_vertices(shapes, _sites()))
    return dict(zip(MEASURES, values.T, strict=True))
