"""Paints the eyeball: iris fibres, pupil, limbal ring, veined white, and the cornea's veil."""

from __future__ import annotations

import cv2
import numpy as np
from jaxtyping import Float32, UInt8
from numpy import ndarray

from facegen.avatar import Material
from facegen.colorspace import linear_to_srgb8, srgb_to_linear
from facegen.human.eyes.eyeball import IRIS_UV
from facegen.human.person import Color, Eyes
from facegen.human.ramps import smoothstep

CORNEA_ALPHA = 0.2
_IRIS_GAIN = 1.2
"""Makes up for the cornea's veil and the lids' shade: the iris shall read as the asked colour."""
_ANGLES, _RADII = 1024, 256
_WHITE = np.array([0.54, 0.49, 0.46], np.float32)
"""Linear albedo of the white: about half of full white, warm."""
_GLOW = 3.0
"""Light of the brightest glow, of white paper in the studio."""
_OPEN = 0.78
"""Share of the surroundings' light that brow, lids and lashes let through to the eye's middle."""
_CORNER = np.array([0.42, 0.17, 0.14], np.float32)
_VEIN = np.array([0.38, 0.055, 0.045], np.float32)


def eye_material(name: str, iris: Color, redness: float, pupil: float, size: int) -> Material:
    """The opaque eyeball's maps, `size` pixels square, nasal side on the left of the image."""
    rng = np.random.default_rng(20)
    axis = (np.arange(size, dtype=np.float32) + 0.5) / size * 2 - 1
    x, y = np.meshgrid(axis, axis)
    radius, angle = np.hypot(x, y), np.arctan2(-y, x)
    inside = np.clip(radius / IRIS_UV, 0, 1)
    color, relief = _paint_iris(iris, pupil, rng)
    iris_map = _to_disc(color, inside, angle)
    height = _to_disc(relief[..., None], inside, angle)[..., 0]
    white = _paint_white(x, radius, redness, rng)
    seam = smoothstep(1.06, 0.92, radius / IRIS_UV)
    linear = white + (iris_map - white) * seam[..., None]
    height = height * seam + _waves(size, rng) * (1 - seam)
    orm = np.zeros((size, size, 3), np.uint8)
    orm[..., 0] = np.round(255 * _OPEN * (1 - 0.45 * smoothstep(0.5, 0.85, radius)))
    orm[..., 1] = np.round(255 * (0.2 + 0.4 * seam))
    return Material(
        name,
        base_color=linear_to_srgb8(linear),
        normal=_normals(height, size),
        orm=orm,
        specular=np.round(255 * (1 - seam)).astype(np.uint8),
    )


def eye_light(eyes: Eyes) -> tuple[float, float, float]:
    """Linear light that glowing eyes give off: the irises' hue, bright enough to saturate."""
    both = (np.asarray(eyes.iris_left) + np.asarray(eyes.iris_right)) / 2
    hue = srgb_to_linear(both.astype(np.float32))
    hue = hue / max(float(hue.max()), 1e-3)
    return tuple(float(_GLOW * eyes.glow * c) for c in hue)


def cornea_material() -> Material:
    """Clear water: only its reflection shows.

    A blended surface's reflection is dimmed by its alpha in glTF, so the film is a dark metal:
    reflectance 0.07 times alpha 0.2 is what is left of water's 0.04 where face and lashes, which
    no environment map knows, are mirrored; and no diffuse light makes it milky.
    """
    size = 64
    axis = (np.arange(size, dtype=np.float32) + 0.5) / size * 2 - 1
    radius = np.hypot(*np.meshgrid(axis, axis))
    rgba = np.full((size, size, 4), round(255 * 0.30), np.uint8)
    rgba[..., 3] = np.round(255 * CORNEA_ALPHA * smoothstep(1.0, 0.86, radius))
    return Material("cornea", base_color=rgba, roughness=0.04, metallic=1.0, alpha_mode="BLEND")


def _paint_iris(
    color: Color, pupil: float, rng: np.random.Generator
) -> tuple[Float32[ndarray, "R A 3"], Float32[ndarray, "R A"]]:
    """Linear colour and relief over (radius, angle), radius 0 at the pupil's centre."""
    r = ((np.arange(_RADII) + 0.5) / _RADII).astype(np.float32)[:, None]
    fine = _streaks(rng, 1.3, 40)
    coarse = _streaks(rng, 5.0, 55)
    drift = _streaks(rng, 14.0, 60)
    fibres = _warp(0.65 * fine + 0.75 * coarse, 5.0 * drift)
    hole = 0.24 + 0.28 * pupil
    collar = hole + (1 - hole) * (0.3 + 0.045 * coarse + 0.03 * drift)
    base = srgb_to_linear(np.asarray(color, np.float32)) * _IRIS_GAIN
    lightness = float(base.mean())
    warm = np.array([0.62, 0.36, 0.15], np.float32) * (0.35 + lightness)
    inner = smoothstep(1.25, 0.8, (r - hole) / (collar - hole))
    tone = base + (warm - base) * (inner * min(0.55, 0.25 + lightness))[..., None]
    value = np.clip(1 + 0.34 * fibres, 0.3, 2.1) * (1 + 0.22 * inner)
    ring = np.exp(-(((r - collar) / 0.035) ** 2))
    value *= 1 + 0.3 * ring
    value *= 1 - 0.55 * smoothstep(1.1, 2.0, -coarse) * smoothstep(hole, collar, r)
    value *= 1 - 0.72 * smoothstep(0.78, 0.99, r + 0.015 * coarse)
    value *= 1 - 0.5 * smoothstep(0.05, 0.0, r - hole)
    linear = tone * value[..., None]
    black = smoothstep(0.012, -0.012, r - hole - 0.006 * coarse)
    linear = linear * (1 - black)[..., None] + 0.002 * black[..., None]
    relief = (0.5 * fibres + 1.2 * ring - 1.5 * black).astype(np.float32)
    return np.clip(linear, 0, 1).astype(np.float32), relief


def _paint_white(
    x: Float32[ndarray, "S S"],
    radius: Float32[ndarray, "S S"],
    redness: float,
    rng: np.random.Generator,
) -> Float32[ndarray, "S S 3"]:
    """Linear albedo of the white with veins, pink corners and a grey halo at the iris."""
    size = len(x)
    outward = smoothstep(IRIS_UV * 1.05, 1.0, radius)
    corner = smoothstep(0.52, 0.8, np.abs(x)) * np.where(x < 0, 1.0, 0.7)
    rim = np.maximum(0.8 * corner, 0.35 * smoothstep(0.15, 0.7, outward))
    amount = rim * (0.5 + 0.6 * redness)
    linear = _WHITE + (_CORNER - _WHITE) * np.clip(amount, 0, 1)[..., None]
    vein = _veins(size, redness, rng)
    linear = linear + (_VEIN - linear) * vein[..., None]
    halo = smoothstep(IRIS_UV * 1.22, IRIS_UV, radius)
    return linear * (1 - halo[..., None] * np.array([0.34, 0.28, 0.24], np.float32))


def _veins(size: int, redness: float, rng: np.random.Generator) -> Float32[ndarray, "S S"]:
    """Opacity of branching veins that thin out towards the iris."""
    canvas = np.zeros((size, size), np.float32)
    for _ in range(26):
        side = np.pi if rng.random() < 0.5 else 0.0
        turn = side + rng.normal(0, 0.6)
        radius, end = rng.uniform(0.7, 0.95), rng.uniform(0.53, 0.64)
        layer = np.zeros((size, size), np.uint8)
        for branch in range(3):
            start = radius - branch * 0.08
            steps = np.arange(start, end + branch * 0.04, -0.012)
            wander = (
                np.cumsum(
                    np.cumsum(rng.normal(0, 0.0035, len(steps))) * 0.6
                    + rng.normal(0, 0.006, len(steps))
                )
                + rng.normal(0, 0.02) * branch
            )
            path = turn + wander
            points = 0.5 + 0.5 * steps[:, None] * np.stack([np.cos(path), -np.sin(path)], 1)
            fixed = np.round(points * size * 16).astype(np.int32)
            cv2.polylines(layer, [fixed], False, 255, 1, cv2.LINE_AA, 4)
        strength = rng.uniform(0.25, 1.0)
        canvas = np.maximum(canvas, layer.astype(np.float32) / 255 * strength)
    soft = cv2.GaussianBlur(canvas, (0, 0), size / 420)
    haze = cv2.GaussianBlur(canvas, (0, 0), size / 50)
    return np.clip(soft * (0.3 + 0.9 * redness) + haze * (0.1 + 1.1 * redness), 0, 0.85)


def _streaks(rng: np.random.Generator, across: float, along: float) -> Float32[ndarray, "R A"]:
    """Unit-variance noise over (radius, angle), stretched along the radius, periodic in angle."""
    noise = rng.standard_normal((_RADII, _ANGLES)).astype(np.float32)
    margin = int(4 * across) + 1
    wrapped = np.concatenate([noise[:, -margin:], noise, noise[:, :margin]], 1)
    soft = cv2.GaussianBlur(wrapped, (0, 0), sigmaX=across, sigmaY=along)[:, margin:-margin]
    return (soft - soft.mean()) / soft.std()


def _warp(image: Float32[ndarray, "R A"], shift: Float32[ndarray, "R A"]) -> ndarray:
    column = (np.arange(_ANGLES)[None] + np.round(shift).astype(int)) % _ANGLES
    return np.take_along_axis(image, column, 1)


def _to_disc(
    polar: Float32[ndarray, "R A C"],
    inside: Float32[ndarray, "S S"],
    angle: Float32[ndarray, "S S"],
) -> Float32[ndarray, "S S C"]:
    """Look up a (radius, angle) image for every pixel of the disc."""
    wrapped = np.concatenate([polar, polar[:, :2]], 1)
    column = (angle / (2 * np.pi) % 1 * _ANGLES).astype(np.float32)
    row = (inside * _RADII - 0.5).astype(np.float32)
    found = cv2.remap(wrapped, column, row, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return found.reshape(*inside.shape, -1)


def _waves(size: int, rng: np.random.Generator) -> Float32[ndarray, "S S"]:
    """The white's faint unevenness, which breaks up its highlight."""
    noise = rng.standard_normal((size, size)).astype(np.float32)
    soft = cv2.GaussianBlur(noise, (0, 0), size / 60)
    return soft / soft.std() * 0.45


def _normals(height: Float32[ndarray, "S S"], size: int) -> UInt8[ndarray, "S S 3"]:
    """Tangent-space normals (+Y up) of a relief given in units of 1/512 of the disc."""
    soft = cv2.GaussianBlur(height, (0, 0), size / 700)
    scale = size / 512
    dx = cv2.Sobel(soft, cv2.CV_32F, 1, 0, scale=0.125) * scale
    dy = cv2.Sobel(soft, cv2.CV_32F, 0, 1, scale=0.125) * scale
    normal = np.stack([-dx, dy, np.ones_like(dx)], 2)
    normal /= np.linalg.norm(normal, axis=2, keepdims=True)
    return np.round(normal * 127 + 128).astype(np.uint8)
