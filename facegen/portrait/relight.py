"""The photo's light as an environment: views lit like the picture that they belong to."""

from __future__ import annotations

import dataclasses

import numpy as np
from jaxtyping import Float32
from numpy import ndarray

from facegen.human.ramps import smoothstep
from facegen.portrait.analysis import Light
from facegen.portrait.colour import LUMINANCE
from facegen.render.environment import (
    COSINE_BANDS,
    SIZE,
    Environment,
    environment_from_panorama,
    harmonic_basis,
    octahedral_directions,
)
from facegen.render.lights import panorama_directions

NAME = "photo"
_HEIGHT, _WIDTH = 32, 64
_SHARP = np.array([1.0] + [0.75] * 3 + [0.35] * 5, np.float32)
"""Share kept of each band of the radiance: the photo shows one side of the face only, and bands cut
off sharply would ring."""
_DIM = 0.3
"""Share of the soft light that eyes and teeth mirror: they mostly face brows, cheeks and lips."""
_GLARE, _HALF = 26.0, 9.0
"""Radiance of the window, of the mean, and its half angle in degrees."""
_BEFORE = np.array([0.3, 0.0, 1.0])
"""Draws the window before the face, a little to a side."""
_DARKEST = 0.25
"""Least radiance from any direction, of the mean: rooms have walls."""


def photo_environment(light: Light) -> Environment:
    """Light from all around that falls on a face as the photo's does, in colour and strength.

    Soft wherever skin mirrors it, since that tells nothing of lamps; what is wet or polished
    mirrors one window where most of the light comes from, and dim surroundings: without a
    catch-light eyes look dead, and a mirrored haze veils dark irises.
    """
    soft = environment_from_panorama(NAME, _panorama(light), ())
    mirrored = soft.specular.copy()
    mirrored[0] = _DIM * mirrored[0] + _window(light)[..., None] * _glare(light)
    return dataclasses.replace(soft, specular=mirrored)


def _window(light: Light) -> Float32[ndarray, "N N"]:
    """How much of the window each direction of the sharpest reflection shows, 0..1."""
    bright = light.harmonics @ LUMINANCE
    lean = bright[[3, 1, 2]] / max(float(np.linalg.norm(bright[[3, 1, 2]])), 1e-6)
    middle = lean + _BEFORE
    # Lids hide what eyes mirror of things far above or below, the sockets what is beside.
    middle = np.clip(middle / np.linalg.norm(middle), [-0.55, 0.1, 0.6], [0.55, 0.26, 1.0])
    middle /= np.linalg.norm(middle)
    apart = np.degrees(np.arccos(np.clip(octahedral_directions(SIZE) @ middle, -1, 1)))
    return smoothstep(_HALF + 2.0, _HALF - 2.0, apart).astype(np.float32)


def _glare(light: Light) -> Float32[ndarray, "3"]:
    """The window's radiance."""
    return (_GLARE * 0.282095 * np.maximum(light.harmonics[0], 0)).astype(np.float32)


def _panorama(light: Light) -> Float32[ndarray, "H W 3"]:
    """Radiance whose irradiance over pi is the light's."""
    radiance = light.harmonics * (_SHARP / COSINE_BANDS)[:, None]
    seen = harmonic_basis(panorama_directions(_HEIGHT, _WIDTH)) @ radiance
    return np.maximum(seen, _DARKEST * radiance[0] * 0.282095).astype(np.float32)
