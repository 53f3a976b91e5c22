"""Vertex displacement along normals: V_d of DreamFace eq. 4, T+ = T* + V_d . n(T*).

The full tier carves V_d by score distillation; without a diffusion model it is the small, smooth
unevenness that tells one head from another, so that no two people share a cheek.
"""

from __future__ import annotations

import functools

import numpy as np
import torch
from jaxtyping import Float32, Float64
from numpy import ndarray

from facegen.geometry.mesh import triangulate, vertex_normals
from facegen.human.person import Person
from facegen.human.topology import BODY, EYE_LEFT, EYE_RIGHT, topology

_WAVES = ((0.045, 0.00045), (0.020, 0.00016))
"""(wavelength, amplitude) in metres of the unevenness."""
_WAVE_COUNT = 16


@functools.cache
def _carvable() -> Float32[ndarray, "13380"]:
    """1 on the outer head; 0 at lids and lips, which must keep meeting, and below the neck."""
    base = topology().base
    skin = base[BODY]
    weight = np.clip((skin[:, 1] - 0.53) / 0.05, 0, 1)
    for eye in (EYE_LEFT, EYE_RIGHT):
        away = np.linalg.norm(skin - base[eye].mean(0), axis=1)
        weight *= np.clip((away - 0.022) / 0.012, 0, 1)
    mouth = np.linalg.norm((skin - (0, 0.661, 0.150)) / (1.3, 1, 1.6), axis=1)
    return (weight * np.clip((mouth - 0.022) / 0.012, 0, 1)).astype(np.float32)


def carve(person: Person) -> Float32[ndarray, "13380"]:
    """V_d in metres on the skin's vertices; the same seed carves the same head."""
    return (_waves(person.skin.seed) * (0.6 + 0.8 * person.skin.wrinkles)).astype(np.float32)


@functools.lru_cache(maxsize=4)
def _waves(seed: int) -> Float64[ndarray, "13380"]:
    """The relief of `seed` for smooth skin; a fit asks for one head's again and again."""
    generator = torch.Generator().manual_seed(seed)
    relief = np.zeros(BODY.stop)
    for wavelength, amplitude in _WAVES:
        draw = torch.randn((_WAVE_COUNT, 5), generator=generator, dtype=torch.float64).numpy()
        direction = draw[:, :3] / np.linalg.norm(draw[:, :3], axis=1, keepdims=True)
        phase = topology().base[BODY] @ direction.T * (2 * np.pi / wavelength) + draw[:, 3] * 6.28
        relief += amplitude * np.sqrt(2 / _WAVE_COUNT) * (np.cos(phase) * draw[:, 4]).sum(1)
    return relief * _carvable()


def displaced(
    vertices: Float32[ndarray, "19158 3"], relief: Float32[ndarray, "13380"]
) -> Float32[ndarray, "19158 3"]:
    """Eq. 4: every skin vertex moved by `relief` along its normal."""
    quads, _ = topology().body_quads()
    out = vertices.copy()
    normals = vertex_normals(vertices[BODY], triangulate(quads))
    out[BODY] += relief[:, None] * normals
    return out
