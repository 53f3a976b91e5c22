"""What of a picture does not depend on the camera: mesh, materials, light, shadows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

import numpy as np
from jaxtyping import Float32
from numpy import ndarray

from facegen.avatar import Avatar
from facegen.render.environment import Environment, split_sum_table
from facegen.render.kernels import (
    ANISOTROPY,
    BASE,
    EMISSIVE,
    GLOW,
    METALLIC,
    NORMAL,
    ORMS,
    ROUGHNESS,
    SPECULAR,
    SUBSURFACE,
    Geometry,
    Lighting,
    Surface,
)
from facegen.render.occlusion import shadow_maps, sky_occlusion, triangle_cover
from facegen.render.scene import kept, make_geometry, make_surface

Mode = Literal["beauty", "clay", "albedo", "normals", "depth", "mask"]
MODES = ("beauty", "clay", "albedo", "normals", "depth", "mask")
CLAY = 0.42
"""Linear grey of the clay mode."""
KEPT_PICTURES = 4
"""Prepared states (expression, environment, mode) kept per avatar."""


class Prepared(NamedTuple):
    """Everything that the kernels read besides the camera."""

    geometry: Geometry
    surface: Surface
    lighting: Lighting


def prepare(
    avatar: Avatar, worn: Mapping[str, float], environment: Environment, mode: Mode
) -> Prepared:
    """Morph, light and shade-map `avatar`; kept, so that another view of it costs nothing."""
    memory: dict[tuple, Prepared] = kept("prepared", avatar, dict)
    lit = mode if mode in ("beauty", "clay") else "normals" if mode == "normals" else "albedo"
    key = (tuple(sorted((k, v) for k, v in worn.items() if v)), id(environment), lit)
    if key not in memory:
        while len(memory) >= KEPT_PICTURES:
            memory.pop(next(iter(memory)))
        memory[key] = _make(avatar, worn, environment, lit)
    return memory[key]


def _make(
    avatar: Avatar, worn: Mapping[str, float], environment: Environment, mode: str
) -> Prepared:
    surface = kept("surface", avatar, lambda: make_surface(avatar.parts))
    geometry = make_geometry(avatar, worn)
    if mode == "albedo":
        flat = np.zeros((9, 3), np.float32)
        flat[0] = 1.0 / 0.282095
        return Prepared(geometry, _matt(surface), _unlit(flat))
    if mode == "normals":
        # Irradiance is linear in the normal for the first band: 0.5 + 0.5 n is just a light.
        bands = np.zeros((9, 3), np.float32)
        bands[0] = 0.5 / 0.282095
        bands[3, 0] = bands[1, 1] = bands[2, 2] = 0.5 / 0.488603
        return Prepared(geometry, _matt(_painted(surface, 1.0), keep_normals=True), _unlit(bands))
    if mode == "clay":
        surface = _painted(surface, CLAY)
    casts = np.array([part.casts_shadow for part in avatar.parts])
    cover = triangle_cover(geometry, surface, casts)
    albedo = mean_albedo(surface)
    occlusion = sky_occlusion(geometry, surface, cover, albedo, environment)
    maps, frames, blur = shadow_maps(geometry, surface, cover, environment.lights)
    lighting = unshadowed_lighting(environment)._replace(
        shadow_maps=maps, shadow_frames=frames, shadow_blur=blur
    )
    return Prepared(geometry._replace(occlusion=occlusion), surface, lighting)


def mean_albedo(surface: Surface) -> Float32[ndarray, "M 3"]:
    """Average base colour (linear) of each material, from the smallest mip level."""
    result = np.ones((len(surface.factors), 3), np.float32)
    for m, (offset, width, height, levels) in enumerate(surface.layout[:, BASE]):
        for _ in range(levels - 1):
            offset += 4 * width * height
            width, height = max(1, width // 2), max(1, height // 2)
        if levels:
            result[m] = surface.decode[surface.texels[offset : offset + 3]]
    return np.clip(result * surface.factors[:, :3], 0.0, 0.9)


def unshadowed_lighting(environment: Environment) -> Lighting:
    """Kernel form of an environment, its lights without shadows."""
    lamps = environment.lights
    count = len(lamps)
    return Lighting(
        environment.harmonics,
        environment.specular,
        split_sum_table(),
        np.array([lamp.direction for lamp in lamps], np.float32).reshape(count, 3),
        np.array([lamp.color for lamp in lamps], np.float32).reshape(count, 3),
        np.array([lamp.size for lamp in lamps], np.float32),
        np.full((count, 1, 1), 1e9, np.float32),
        np.zeros((count, 3, 4), np.float32),
        np.zeros(count, np.float32),
    )


def _unlit(harmonics: Float32[ndarray, "9 3"]) -> Lighting:
    dark = Environment("", harmonics, np.zeros((2, 2, 2, 3), np.float32), ())
    return unshadowed_lighting(dark)


def _matt(surface: Surface, keep_normals: bool = False) -> Surface:
    """No gloss, no metal, no light under the skin: the bare colour."""
    factors = surface.factors.copy()
    factors[:, [METALLIC, SPECULAR, SUBSURFACE, ANISOTROPY]] = 0.0
    factors[:, GLOW:] = 0.0
    layout = surface.layout.copy()
    layout[:, [ORMS, EMISSIVE] if keep_normals else [NORMAL, ORMS, EMISSIVE]] = 0
    return surface._replace(factors=factors, layout=layout)


def _painted(surface: Surface, grey: float) -> Surface:
    """One colour all over; alpha and normal maps stay."""
    factors = surface.factors.copy()
    factors[:, :3] = 1.0
    factors[:, ROUGHNESS] = 0.55
    factors[:, SPECULAR] = np.minimum(factors[:, SPECULAR], 0.6)
    factors[:, [METALLIC, SUBSURFACE, ANISOTROPY]] = 0.0
    factors[:, GLOW:] = 0.0
    has_texture = surface.layout[:, BASE, 3] > 0
    factors[~has_texture, :3] = grey
    layout = surface.layout.copy()
    layout[:, ORMS] = 0
    decode = np.full_like(surface.decode, grey)
    return surface._replace(factors=factors, layout=layout, decode=decode)
