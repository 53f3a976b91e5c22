"""Directional lights, and the directions of a panorama's pixels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float32
from numpy import ndarray


@dataclass(frozen=True)
class Light:
    """A distant light with a soft edge."""

    direction: tuple[float, float, float]
    """Towards the light."""
    color: tuple[float, float, float]
    """Linear; the light / pi that a white matt surface facing it sends back."""
    size: float = 0.12
    """Angular radius, radians."""
    blur: float = 0.012
    """Width of the shadow's soft edge, metres."""


def panorama_directions(height: int, width: int) -> Float32[ndarray, "H W 3"]:
    """Unit vector of each pixel of a panorama: +Y in row 0, +Z in the middle column."""
    theta = (np.arange(height) + 0.5) / height * np.pi
    phi = ((np.arange(width) + 0.5) / width - 0.5) * 2.0 * np.pi
    t, p = np.meshgrid(theta, phi, indexing="ij")
    return np.stack([np.sin(t) * np.sin(p), np.cos(t), np.sin(t) * np.cos(p)], -1).astype(
        np.float32
    )
