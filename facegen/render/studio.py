"""The built-in portrait studio: its lamps and walls."""

from __future__ import annotations

import math

import numpy as np
from jaxtyping import Float32
from numpy import ndarray

from facegen.render.lights import Light, panorama_directions


def _softbox(
    directions: ndarray, azimuth: float, elevation: float, width: float, height: float, edge: float
) -> ndarray:
    """Coverage 0..1 of a rectangular lamp (degrees) as seen from the person."""
    a, e = math.radians(azimuth), math.radians(elevation)
    front = np.array([math.sin(a) * math.cos(e), math.sin(e), math.cos(a) * math.cos(e)])
    side = np.array([math.cos(a), 0.0, -math.sin(a)])
    up = np.cross(front, side)
    depth = directions @ front
    safe = np.maximum(depth, 1e-3)
    u = np.degrees(np.arctan(np.abs(directions @ side) / safe)) - width / 2.0
    v = np.degrees(np.arctan(np.abs(directions @ up) / safe)) - height / 2.0
    inside = np.clip(0.5 - u / edge, 0.0, 1.0) * np.clip(0.5 - v / edge, 0.0, 1.0)
    return np.where(depth > 0.0, inside, 0.0)


STUDIO_LIGHTS = (
    Light((-0.52, 0.56, 0.645), (0.58, 0.563, 0.55), size=0.16, blur=0.018),
    Light((0.80, 0.35, -0.48), (1.15, 1.2, 1.3), size=0.2, blur=0.010),
    Light((-0.85, 0.30, -0.42), (0.7, 0.73, 0.8), size=0.2, blur=0.010),
)
"""Key from the viewer's upper left, cool rim from behind the viewer's right, a weaker one left."""

SOFTBOXES = (
    (-31.0, 22.0, 22.0, 30.0, 5.0, (2.6, 2.54, 2.47)),
    (-31.0, 22.0, 13.0, 16.0, 2.0, (22.0, 21.5, 21.0)),
    (55.0, 12.0, 40.0, 70.0, 16.0, (0.75, 0.78, 0.84)),
    (128.0, 18.0, 16.0, 80.0, 6.0, (3.0, 3.15, 3.4)),
    (-135.0, 18.0, 16.0, 80.0, 6.0, (2.2, 2.3, 2.5)),
    (0.0, 88.0, 50.0, 50.0, 12.0, (1.2, 1.2, 1.25)),
)
"""Azimuth, elevation, width, height, soft edge (degrees) and radiance: the key's window with
its hot core that glints in the eyes, a wide fill, two strips behind, a ceiling."""


def studio_panorama(height: int = 256, width: int = 512) -> Float32[ndarray, "H W 3"]:
    """Linear radiance: the softboxes among grey walls, darker below."""
    directions = panorama_directions(height, width)
    up = directions[..., 1:2]
    wall = 0.13 + 0.10 * np.clip(up, 0.0, 1.0) - 0.06 * np.clip(-up, 0.0, 1.0)
    image = wall * np.array([1.0, 1.0, 1.03])
    for azimuth, elevation, wide, tall, edge, color in SOFTBOXES:
        share = _softbox(directions, azimuth, elevation, wide, tall, edge)[..., None]
        image = image + share * np.array(color)
    return image.astype(np.float32)
