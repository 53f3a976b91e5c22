"""Pictures of avatars."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

import numpy as np
from jaxtyping import Float32, UInt8
from numpy import ndarray

from facegen.avatar import Avatar
from facegen.errors import InputError
from facegen.render.camera import Camera
from facegen.render.environment import Environment
from facegen.render.prepare import MODES, Mode, Prepared, prepare
from facegen.render.resolve import resolve, scatter_pass
from facegen.render.tone import linear_to_srgb, srgb_to_linear, tone_map
from facegen.render.visibility import (
    SAMPLES_4,
    SAMPLES_8,
    fill_opaque,
    layered_fragments,
    parallel_bands,
)

FINE_PIXELS = 700 * 700
"""Up to this size a pixel has 8 samples, beyond it 4."""
SCATTER_RADIUS = np.array([0.0018, 0.0008, 0.0005], np.float32)
"""Metres (Gaussian) that red, green and blue light travel under skin."""


def render_avatar(
    avatar: Avatar,
    camera: Camera,
    *,
    environment: str | Environment = "studio",
    background: tuple[float, float, float] | Literal["backdrop"] | None = "backdrop",
    mode: Mode = "beauty",
    expression: Mapping[str, float] | None = None,
    exposure: float = 1.0,
) -> Float32[ndarray, "H W 4"]:
    """A picture of `avatar`: sRGB with straight alpha, 0..1.

    `background` is sRGB, `"backdrop"` (a soft studio gradient) or None (transparent).
    `expression` (morph name -> weight) replaces the one that the avatar wears.
    Modes: `beauty`; `clay` (grey, lit); `albedo` (base colour, unlit); `normals` (world space,
    0.5 + 0.5 n); `depth` (white = nearest part, black = farthest); `mask` (white = avatar).
    """
    if mode not in MODES:
        raise InputError(f"no render mode {mode!r}; there are {', '.join(MODES)}")
    worn = dict(avatar.expression if expression is None else expression)
    name = environment if isinstance(environment, Environment) else Environment.load(environment)
    prepared = prepare(avatar, worn, name, mode)
    light, coverage, depth = render_linear(prepared, camera)
    if mode == "depth":
        light = _grey_depth(depth, coverage)
    elif mode == "mask":
        light = np.repeat(coverage[..., None], 3, -1)
    return _compose(light, coverage, background, mode, exposure)


def render_linear(
    prepared: Prepared,
    camera: Camera,
    *,
    samples: Float32[ndarray, "S 2"] | None = None,
    scatter: bool = True,
) -> tuple[Float32[ndarray, "H W 3"], Float32[ndarray, "H W"], Float32[ndarray, "H W"]]:
    """Premultiplied linear light, coverage 0..1, metres to the nearest solid surface (0 = none).

    `samples` are positions in the pixel (default: 8, or 4 for big pictures); `scatter` lets light
    diffuse under skin.
    """
    geometry, surface, lighting = prepared
    offsets = samples
    if offsets is None:
        offsets = SAMPLES_8 if camera.width * camera.height <= FINE_PIXELS else SAMPLES_4
    height, width = camera.height, camera.width
    screen = camera.project(geometry.positions).astype(np.float32)
    layered = surface.factors[geometry.part, 10] > 0
    two_sided = surface.two_sided[geometry.part]
    solid = np.flatnonzero(~layered).astype(np.int32)
    veils = np.flatnonzero(layered).astype(np.int32)
    with parallel_bands():
        ids, z = fill_opaque(screen, geometry.triangles, solid, two_sided, offsets, height, width)
    starts, counts, found = layered_fragments(
        screen, geometry.triangles, veils, two_sided, offsets, z
    )
    out = np.zeros((height, width, 5), np.float32)
    skin, skin_light = (np.zeros((height, width, 4), np.float32) for _ in range(2))
    eye = np.asarray(camera.eye, np.float32)
    with parallel_bands():
        resolve(
            geometry, surface, lighting, screen, eye, offsets, ids, starts, counts, found,
            out, skin, skin_light,
        )  # fmt: skip
    light = out[..., :3]
    if skin[..., 3].any():
        share = np.maximum(skin_light[..., 3:], 1e-6)
        depth = np.ascontiguousarray(out[..., 4])
        across = np.zeros_like(skin_light)
        focal = np.float32(camera.focal_pixels)
        if scatter:
            scatter_pass(skin_light, depth, focal, 1, 0, SCATTER_RADIUS, across)
            scatter_pass(across, depth, focal, 0, 1, SCATTER_RADIUS, skin_light)
        light = light + skin[..., :3] * (skin_light[..., :3] / share)
    return light, out[..., 3], out[..., 4]


def turntable(
    avatar: Avatar, frames: int = 36, size: int = 512, **options: object
) -> Iterator[UInt8[ndarray, "H W 3"]]:
    """One turn around the head, as 8-bit pictures; `options` go to `render_avatar`."""
    for index in range(frames):
        camera = Camera.portrait(avatar, 360.0 * index / frames, 0.0, size)
        picture = render_avatar(avatar, camera, **options)
        yield np.round(picture[..., :3] * 255.0).astype(np.uint8)


def _grey_depth(depth: ndarray, coverage: ndarray) -> Float32[ndarray, "H W 3"]:
    seen = depth > 0.0
    low, high = (depth[seen].min(), depth[seen].max()) if seen.any() else (0.0, 1.0)
    grey = np.where(seen, 1.0 - (depth - low) / max(high - low, 1e-6), 0.0) * coverage
    return np.repeat(grey[..., None], 3, -1).astype(np.float32)


def backdrop(height: int, width: int) -> Float32[ndarray, "H W 3"]:
    """Linear light of a seamless grey studio wall, lit from the middle."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    u, v = (x + 0.5) / width - 0.5, (y + 0.5) / height - 0.46
    glow = np.exp(-(u * u * 1.5 + v * v * 1.9) * 2.6)
    low, high = np.array([0.30, 0.31, 0.33]), np.array([0.66, 0.67, 0.69])
    return srgb_to_linear(low + (high - low) * glow[..., None])


def _compose(
    light: ndarray, coverage: ndarray, background: object, mode: Mode, exposure: float
) -> Float32[ndarray, "H W 4"]:
    """Tone curve, background, sRGB."""
    alpha = np.clip(coverage, 0.0, 1.0)[..., None]
    straight = light / np.maximum(alpha, 1e-4)
    if mode in ("beauty", "clay"):
        straight = tone_map(straight, exposure)
    encoded = mode in ("normals", "depth", "mask")
    if background is None:
        color = straight if encoded else linear_to_srgb(straight)
        return np.concatenate([np.clip(color, 0, 1) * (alpha > 0), alpha], -1).astype(np.float32)
    height, width = coverage.shape
    if mode in ("depth", "mask"):
        behind = np.zeros(3, np.float32)
    elif isinstance(background, str):
        behind = backdrop(height, width)
    else:
        behind = srgb_to_linear(np.asarray(background, np.float32))
    if encoded:
        color = straight * alpha + (1.0 - alpha) * behind
    else:
        color = linear_to_srgb(straight * alpha + (1.0 - alpha) * behind)
    return np.concatenate([np.clip(color, 0, 1), np.ones_like(alpha)], -1).astype(np.float32)
