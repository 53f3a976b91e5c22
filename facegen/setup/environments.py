"""Pack the HDRIs of @pmndrs/assets (CC0) for the renderer."""

from __future__ import annotations

import base64
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import OpenEXR
from jaxtyping import Float32
from numpy import ndarray

from facegen.errors import SetupError
from facegen.render.environment import (
    STUDIO,
    environment_from_panorama,
    solid_angles,
)
from facegen.render.lights import Light, panorama_directions

LUMINANCE = np.array([0.2126, 0.7152, 0.0722], np.float32)
BLINDING = 20.0
"""Radiance beyond which a channel must not outshine the others by far."""
KEY_AZIMUTH = -38.0
"""Degrees: every environment is turned until its brightest light shines from the front left."""
BRIGHTNESS = 0.95
"""Light / pi that a white surface facing the front and the key gets on average, after scaling."""
ADAPTATION = 0.6
"""How far a camera's white balance takes an environment's tint back: 0 not at all, 1 to grey."""
LAMP_SPREAD = 0.35
"""Radians around the brightest spot that count as one lamp."""


def pack_environments(source: Path, out: Path, progress: Callable[[str], None]) -> None:
    """Write `out/<name>.npz` for every `source/<name>.exr.js`.

    The package's own "studio" becomes "photostudio": `studio` is the renderer's built-in light.
    """
    files = sorted(source.glob("*.exr.js"))
    if not files:
        raise SetupError(f"no environment maps in {source}: run `npm ci`, then set-up again")
    out.mkdir(parents=True, exist_ok=True)
    for index, file in enumerate(files):
        name = file.name.removesuffix(".exr.js")
        name = "photostudio" if name == STUDIO else name
        progress(f"environment {index + 1}/{len(files)}: {name}")
        pack_environment(read_panorama(file), name, out / f"{name}.npz")


def read_panorama(file: Path) -> Float32[ndarray, "H W 3"]:
    """Linear radiance of a base64 EXR module."""
    _, _, rest = file.read_text().partition("base64,")
    data = base64.b64decode(rest[: rest.rindex("'")])
    with tempfile.NamedTemporaryFile(suffix=".exr", delete=False) as handle:
        handle.write(data)
    try:
        channels = OpenEXR.File(handle.name).channels()
        pixels = next(iter(channels.values())).pixels if len(channels) == 1 else None
        if pixels is None:
            pixels = np.stack([channels[c].pixels for c in "RGB"], -1)
    finally:
        os.unlink(handle.name)
    image = np.clip(np.nan_to_num(pixels[..., :3].astype(np.float32), posinf=6e4), 0.0, 6e4)
    # In some of the maps the sun overflowed in one channel only: no lamp is that colourful.
    middle = np.sort(image, -1)[..., 1:2]
    return np.where(image > BLINDING, np.minimum(image, np.maximum(BLINDING, 1.6 * middle)), image)


def pack_environment(panorama: Float32[ndarray, "H W 3"], name: str, out: Path) -> None:
    """Balance, turn, part the lamp from the sky, scale, prefilter and save."""
    panorama, light = split_lamp(_turned(_balanced(panorama)))
    scale = BRIGHTNESS / _brightness(panorama, light)
    light = Light(light.direction, tuple(float(c) * scale for c in light.color))
    made = environment_from_panorama(name, panorama * scale, (light,))
    temporary = out.with_suffix(".tmp.npz")
    np.savez_compressed(
        temporary,
        harmonics=made.harmonics,
        specular=made.specular.astype(np.float16),
        light_directions=np.array([light.direction], np.float32),
        light_colors=np.array([light.color], np.float32),
    )
    temporary.replace(out)


def _lamp_direction(panorama: Float32[ndarray, "H W 3"]) -> Float32[ndarray, "3"]:
    """Towards the brightest spot, above the horizon if anything there is bright."""
    directions = panorama_directions(*panorama.shape[:2])
    weight = np.minimum(panorama, 200.0) @ LUMINANCE * solid_angles(*panorama.shape[:2])
    weight = np.where(directions[..., 1] > -0.1, weight, 0.0)
    bright = weight * (panorama @ LUMINANCE > 0.35 * (panorama @ LUMINANCE).max())
    first = (directions * bright[..., None]).sum((0, 1))
    first /= max(float(np.linalg.norm(first)), 1e-6)
    near = bright * (directions @ first > np.cos(2 * LAMP_SPREAD))
    mean = (directions * near[..., None]).sum((0, 1))
    length = float(np.linalg.norm(mean))
    return (mean / length if length > 1e-6 else first).astype(np.float32)


def _balanced(panorama: Float32[ndarray, "H W 3"]) -> Float32[ndarray, "H W 3"]:
    """White balance on the light that falls on a face: the half of the panorama before it."""
    directions = panorama_directions(*panorama.shape[:2])
    front = np.maximum(directions @ _lamp_direction(panorama) + 0.5, 0.0)[..., None]
    weight = front * solid_angles(*panorama.shape[:2])[..., None]
    color = np.maximum((np.minimum(panorama, BLINDING) * weight).sum((0, 1)), 1e-6)
    return panorama * (float(color @ LUMINANCE) / color) ** ADAPTATION


def _turned(panorama: Float32[ndarray, "H W 3"]) -> Float32[ndarray, "H W 3"]:
    """The panorama turned about the vertical axis so that its lamp stands at `KEY_AZIMUTH`."""
    lamp = _lamp_direction(panorama)
    azimuth = np.degrees(np.arctan2(lamp[0], lamp[2]))
    width = panorama.shape[1]
    return np.roll(panorama, round((KEY_AZIMUTH - azimuth) / 360.0 * width), axis=1)


def split_lamp(
    panorama: Float32[ndarray, "H W 3"],
) -> tuple[Float32[ndarray, "H W 3"], Light]:
    """Take what outshines the sky around the brightest spot out of it, as a directional light.

    Their sum keeps the energy: the lamp gets exactly what the panorama loses.
    """
    lamp = _lamp_direction(panorama)
    height, width, _ = panorama.shape
    cosine = panorama_directions(height, width) @ lamp
    near = np.clip((cosine - np.cos(1.6 * LAMP_SPREAD)) / 0.08, 0.0, 1.0)
    luminance = panorama @ LUMINANCE
    limit = 3.0 * float((luminance * solid_angles(height, width)).sum()) / (4.0 * np.pi)
    keep = np.minimum(1.0, limit / np.maximum(luminance, 1e-6))
    share = ((1.0 - keep) * near)[..., None]
    taken = panorama * share * solid_angles(height, width)[..., None]
    color = (taken * np.maximum(cosine, 0.0)[..., None]).sum((0, 1)) / np.pi
    return panorama - panorama * share, Light(
        tuple(float(v) for v in lamp), tuple(float(v) for v in color)
    )


def _brightness(panorama: Float32[ndarray, "H W 3"], light: Light) -> float:
    """Mean luminance / pi that matt surfaces facing the front and the key receive."""
    directions = panorama_directions(*panorama.shape[:2])
    weighted = panorama @ LUMINANCE * solid_angles(*panorama.shape[:2]) / np.pi
    total = 0.0
    for normal in (np.array([0.0, 0.0, 1.0]), np.asarray(light.direction)):
        total += float((weighted * np.maximum(directions @ normal, 0.0)).sum())
        total += float(np.dot(light.color, LUMINANCE)) * max(0.0, float(normal @ light.direction))
    return max(total / 2.0, 1e-6)
