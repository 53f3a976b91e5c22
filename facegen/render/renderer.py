"""Pictures of avatars."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

import numpy as np
from jaxtyping import Float32, UInt8
from numpy import ndarray

from facegen.avatar import Avatar
from facegen.errors import InputError
from facegen.render.camera import Camera
from facegen.render.compose import Background, compose
from facegen.render.environment import Environment
from facegen.render.gbuffer import GBuffer, gbuffer_of
from facegen.render.kernels import SUBSURFACE
from facegen.render.prepare import MODES, Mode, Prepared, prepare
from facegen.render.raster import CENTRE
from facegen.render.resolve import resolve, scatter_pass
from facegen.render.visibility import (
    SAMPLES_4,
    SAMPLES_8,
    Visible,
    find_visible,
    parallel_bands,
)

Quality = Literal["auto", "fast", "fine"]
FINE_PIXELS = 700 * 700
"""`auto` quality: up to this size a pixel has 8 samples, beyond it 4."""
SCATTER_RADIUS = np.array([0.0018, 0.0008, 0.0005], np.float32)
"""Metres (Gaussian) that red, green and blue light travel under skin."""


def render_avatar(
    avatar: Avatar,
    camera: Camera,
    *,
    environment: str | Environment = "studio",
    background: Background = "backdrop",
    mode: Mode = "beauty",
    expression: Mapping[str, float] | None = None,
    exposure: float = 1.0,
    quality: Quality = "auto",
) -> Float32[ndarray, "H W 4"]:
    """A picture of `avatar`: sRGB with straight alpha, 0..1.

    `background` is sRGB, `"backdrop"` (a soft studio gradient) or None (transparent).
    `expression` (morph name -> weight) replaces the one that the avatar wears.
    Modes: `beauty`; `clay` (grey, lit); `albedo` (base colour, unlit); `normals` (world space,
    0.5 + 0.5 n); `depth` (white = nearest part, black = farthest); `mask` (white = avatar).
    `quality`: 4 (`fast`) or 8 (`fine`) samples per pixel; `auto` takes 8 up to 700 x 700 pixels.
    """
    if mode not in MODES:
        raise InputError(f"no render mode {mode!r}; there are {', '.join(MODES)}")
    worn = dict(avatar.expression if expression is None else expression)
    name = environment if isinstance(environment, Environment) else Environment.load(environment)
    prepared = prepare(avatar, worn, name, mode)
    layers = render_layers(prepared, camera, quality=quality)
    light, coverage = layers.light, layers.coverage
    if mode == "depth":
        light = _grey_depth(layers.depth, coverage)
    elif mode == "mask":
        light = np.repeat(coverage[..., None], 3, -1)
    return compose(light, layers.skin, layers.skin_light, coverage, background, mode, exposure)


def render_with_geometry(
    prepared: Prepared, camera: Camera
) -> tuple[Float32[ndarray, "H W 4"], GBuffer]:
    """A picture on nothing (4 samples per pixel) and its geometry, for little more than one."""
    samples = np.concatenate([SAMPLES_4, CENTRE])
    centre = len(SAMPLES_4)
    visible = find_visible(prepared.geometry, prepared.surface, camera, samples, both_from=centre)
    layers = _light(prepared, camera, SAMPLES_4, visible, scatter=True)
    picture = compose(
        layers.light, layers.skin, layers.skin_light, layers.coverage, None, "beauty", 1.0
    )
    return picture, gbuffer_of(prepared, camera, visible, centre)


class Layers(NamedTuple):
    """Linear light before the film curve."""

    light: Float32[ndarray, "H W 3"]
    """Premultiplied, without the light that comes from under skin."""
    coverage: Float32[ndarray, "H W"]
    depth: Float32[ndarray, "H W"]
    """Metres from the eye to the nearest solid surface; 0 = none."""
    skin: Float32[ndarray, "H W 4"]
    """Skin's diffuse colour times its visible share of the pixel, and that share."""
    skin_light: Float32[ndarray, "H W 4"]
    """Light that arrives at skin, times (and with) its share before hair covers it."""

    def total(self) -> Float32[ndarray, "H W 3"]:
        """All light, premultiplied."""
        share = np.maximum(self.skin_light[..., 3:], 1e-6)
        return self.light + self.skin[..., :3] * (self.skin_light[..., :3] / share)


def render_layers(
    prepared: Prepared,
    camera: Camera,
    *,
    quality: Quality = "auto",
    samples: Float32[ndarray, "S 2"] | None = None,
    scatter: bool = True,
) -> Layers:
    """Light that reaches the camera.

    `samples` are positions in the pixel (default: by `quality`); `scatter` lets light diffuse
    under skin.
    """
    offsets = samples
    if offsets is None:
        pixels = camera.width * camera.height
        fine = quality == "fine" or (quality == "auto" and pixels <= FINE_PIXELS)
        offsets = SAMPLES_8 if fine else SAMPLES_4
    visible = find_visible(prepared.geometry, prepared.surface, camera, offsets)
    return _light(prepared, camera, offsets, visible, scatter)


def _light(
    prepared: Prepared,
    camera: Camera,
    offsets: Float32[ndarray, "S 2"],
    visible: Visible,
    scatter: bool,
) -> Layers:
    """Shade what is visible at `offsets`, the first of its samples."""
    geometry, surface, lighting = prepared
    height, width = camera.height, camera.width
    light = np.zeros((height, width, 3), np.float32)
    coverage, depth = (np.zeros((height, width), np.float32) for _ in range(2))
    skin, skin_light = (np.zeros((height, width, 4), np.float32) for _ in range(2))
    eye = np.asarray(camera.eye, np.float32)
    with parallel_bands():
        resolve(
            geometry, surface, lighting, visible.screen, eye, offsets, visible.ids,
            visible.starts, visible.counts, visible.found,
            light, coverage, depth, skin, skin_light,
        )  # fmt: skip
    if scatter and (surface.factors[:, SUBSURFACE] > 0).any():
        across = np.zeros_like(skin_light)
        focal = np.float32(camera.focal_pixels)
        with parallel_bands():
            scatter_pass(skin_light, depth, focal, 1, 0, SCATTER_RADIUS, across)
            scatter_pass(across, depth, focal, 0, 1, SCATTER_RADIUS, skin_light)
    return Layers(light, coverage, depth, skin, skin_light)


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
