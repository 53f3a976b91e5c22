"""The photo's light as an environment: views lit like the picture that they belong to."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float32
from numpy import ndarray

from facegen.portrait.analysis import Light
from facegen.render.environment import (
    COSINE_BANDS,
    Environment,
    environment_from_panorama,
    harmonic_basis,
)
from facegen.render.lights import panorama_directions

NAME = "photo"
_HEIGHT, _WIDTH = 32, 64
_SHARP = np.array([1.0] + [0.75] * 3 + [0.35] * 5, np.float32)
"""Share kept of each band of the radiance: the photo shows one side of the face only, and bands cut
off sharply would ring."""
_DARKEST = 0.25
"""Least radiance from any direction, of the mean: rooms have walls."""


def photo_environment(light: Light) -> Environment:
    """Soft light from all around that falls on a face as the photo's does, in colour and strength.

    Diffuse only where it matters: a photo's skin tells nothing of lamps, so nothing glints sharply.
    """
    return environment_from_panorama(NAME, _panorama(light), ())


def _panorama(light: Light) -> Float32[ndarray, "H W 3"]:
    """Radiance whose irradiance over pi is the light's."""
    radiance = light.harmonics * (_SHARP / COSINE_BANDS)[:, None]
    seen = harmonic_basis(panorama_directions(_HEIGHT, _WIDTH)) @ radiance
    return np.maximum(seen, _DARKEST * radiance[0] * 0.282095).astype(np.float32)
