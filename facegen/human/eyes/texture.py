"""Paints the eyeball: iris fibres, pupil, limbal ring, veined white, and the cornea's veil."""

from __future__ import annotations

import functools

import cv2
import numpy as np
from jaxtyping import Float32, UInt8
from numpy import ndarray

from facegen.avatar import Material
from facegen.colorspace import linear_to_srgb8, srgb_to_linear
from facegen.human.eyes.eyeball import IRIS_UV
from facegen.human.person import Color, Eyes
from facegen.human.ramps import smoothstep
from facegen.human.substance import Substance

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


@functools.lru_cache(maxsize=8)
def eye_material(name: str, eyes: Eyes, iris: Color, size: int) -> Material:
    """The opaque eyeball's maps, `size` pixels square, nasal side on the left of the image.

    `iris` is this eye's colour, of the two that `eyes` has. The last few are kept and shared: maps
    must not be written to.
    """
    rng = np.random.default_rng(20)
    axis = (np.arange(size, dtype=np.float32) + 0.5) / size * 2 - 1
    x, y = np.meshgrid(axis, axis)
    radius, angle = np.hypot(x, y), np.arctan2(-y, x)
    inside = np.clip(radius / IRIS_UV, 0, 1)
    color, relief, hole = _paint_iris(iris, eyes, rng)
    iris_map = _to_disc(color, inside, angle)
    height = _to_disc(relief[..., None], inside, angle)[..., 0]
    white = _paint_white(x, radius, eyes, rng)
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
        emissive=_light(color, hole, inside, angle, seam, eyes) if eyes.glow else None,
        emissive_factor=eye_light(eyes.glow, iris),
    )


def _light(color, hole, inside, angle, seam, eyes: Eyes) -> UInt8[ndarray, "S S 3"]:
    """Where a glowing eye gives off light: the iris, brighter fibres more; all of a blank eye."""
    value = color.mean(2, keepdims=True)
    value = np.clip(0.55 + 0.45 * value / max(float(value.mean()), 1e-4), 0, 1.3)
    light = _to_disc(value, inside, angle)[..., 0] * seam
    if eyes.pupil_shape == "none":
        light = np.maximum(light, 0.8)
    # A little of it strays into the white around the iris.
    light = np.maximum(light, 0.30 * cv2.GaussianBlur(seam, (0, 0), len(seam) / 16))
    light = light * (1 - 0.96 * _to_disc(hole[..., None], inside, angle)[..., 0])
    return linear_to_srgb8(np.clip(np.repeat(light[..., None], 3, 2), 0, 1))


def carved_material(substance: Substance, size: int) -> Material:
    """A statue's eyeball: smooth, the iris a cut ring and the pupil a drilled bean, as sculptors
    have made eyes look somewhere since the second century."""
    axis = (np.arange(size, dtype=np.float32) + 0.5) / size * 2 - 1
    x, y = np.meshgrid(axis / IRIS_UV, axis / IRIS_UV)
    radius = np.hypot(x, y)
    ring = np.exp(-(((radius - 0.86) / 0.075) ** 2))
    # The bean's notch is the glint of light at its top.
    bean = np.hypot(x, (y + 0.10) * 1.15) - 0.36
    bean = np.maximum(bean, 0.17 - np.hypot(x, y + 0.42))
    pit = smoothstep(0.07, -0.07, bean)
    depth = 0.8 * ring + pit
    color = substance.linear * (1 - 0.42 * np.clip(depth, 0, 1))[..., None]
    orm = np.zeros((size, size, 3), np.uint8)
    orm[..., 0] = np.round(255 * (0.9 - 0.35 * pit))
    orm[..., 1] = round(255 * substance.roughness)
    orm[..., 2] = round(255 * substance.metalness)
    return Material(
        "eye",
        base_color=linear_to_srgb8(color),
        normal=_normals((-9.0 * depth).astype(np.float32), size),
        orm=orm,
        metallic=1.0 if substance.metalness else 0.0,
    )


def eye_light(glow: float, iris: Color) -> tuple[float, float, float]:
    """Linear light of an eye that glows 0..1: the iris' hue, bright enough to saturate."""
    if not glow:
        return (0.0, 0.0, 0.0)
    hue = srgb_to_linear(np.asarray(iris, np.float32))
    return tuple(float(_GLOW * glow * c / max(hue.max(), 1e-3)) for c in hue)


def cornea_material() -> Material:
    """Clear water: only its reflection shows.

    A blended surface's reflection is dimmed by its alpha in glTF, so the film is a dark metal:
    reflectance 0.03 times alpha 0.2 is what is left of water's 0.02 where face and lashes, which
    no environment map knows, are mirrored, so that lamps glint
    and dark irises stay dark; and no diffuse light makes it milky.
    """
    size = 64
    axis = (np.arange(size, dtype=np.float32) + 0.5) / size * 2 - 1
    radius = np.hypot(*np.meshgrid(axis, axis))
    rgba = np.full((size, size, 4), round(255 * 0.19), np.uint8)
    rgba[..., 3] = np.round(255 * CORNEA_ALPHA * smoothstep(1.0, 0.86, radius))
    return Material("cornea", base_color=rgba, roughness=0.04, metallic=1.0, alpha_mode="BLEND")


def _pupil(
    eyes: Eyes, r: Float32[ndarray, "R 1"], hole: float, ragged: ndarray
) -> Float32[ndarray, "R A"]:
    """How black each point over (radius, angle) is; `hole` is a round pupil's radius."""
    angle = (np.arange(_ANGLES, dtype=np.float32) * 2 * np.pi / _ANGLES)[None]
    x, y = np.abs(r * np.cos(angle)), np.abs(r * np.sin(angle))
    if eyes.pupil_shape == "none":
        return np.zeros((_RADII, _ANGLES), np.float32)
    if eyes.pupil_shape == "slit":
        # Like a cat's: two arcs that meet in points near the iris' rim.
        away = x - (0.06 + 0.30 * eyes.pupil) * (1 - (y / 0.86) ** 2)
    elif eyes.pupil_shape == "bar":
        # A goat's: a bar with rounded corners.
        half = 0.03 + 0.14 * eyes.pupil
        away = np.hypot(np.maximum(x - 0.56, 0), np.maximum(y - half, 0)) - 0.09
    else:
        away = r - hole - ragged
    return smoothstep(0.012, -0.012, away).astype(np.float32)


def _paint_iris(
    color: Color, eyes: Eyes, rng: np.random.Generator
) -> tuple[Float32[ndarray, "R A 3"], Float32[ndarray, "R A"], Float32[ndarray, "R A"]]:
    """Linear colour, relief and pupil over (radius, angle), radius 0 at the pupil's centre."""
    r = ((np.arange(_RADII) + 0.5) / _RADII).astype(np.float32)[:, None]
    fine = _streaks(rng, 1.3, 40)
    coarse = _streaks(rng, 5.0, 55)
    drift = _streaks(rng, 14.0, 60)
    fibres = _warp(0.65 * fine + 0.75 * coarse, 5.0 * drift)
    hole = 0.24 + 0.28 * eyes.pupil if eyes.pupil_shape == "round" else 0.26
    black = _pupil(eyes, r, hole, 0.006 * coarse)
    collar = hole + (1 - hole) * (0.3 + 0.045 * coarse + 0.03 * drift)
    base = srgb_to_linear(np.asarray(color, np.float32)) * _IRIS_GAIN
    lightness = float(base.mean())
    warm = np.array([0.62, 0.36, 0.15], np.float32) * min(0.35 + lightness, 5 * lightness)
    inner = smoothstep(1.25, 0.8, (r - hole) / (collar - hole))
    tone = base + (warm - base) * (inner * min(0.55, 0.25 + lightness))[..., None]
    value = np.clip(1 + 0.34 * fibres, 0.3, 2.1) * (1 + 0.22 * inner)
    ring = np.exp(-(((r - collar) / 0.035) ** 2))
    value *= 1 + 0.3 * ring
    value *= 1 - 0.55 * smoothstep(1.1, 2.0, -coarse) * smoothstep(hole, collar, r)
    value *= 1 - 0.72 * smoothstep(0.78, 0.99, r + 0.015 * coarse)
    if eyes.pupil_shape == "round":
        value *= 1 - 0.5 * smoothstep(0.05, 0.0, r - hole)
    elif eyes.pupil_shape == "none":
        # A blind eye: the fibres show faintly, as through milk.
        tone, value = np.broadcast_to(base, tone.shape), 1 + 0.3 * (value - 1)
    linear = tone * value[..., None]
    linear = linear * (1 - black)[..., None] + 0.002 * black[..., None]
    relief = (0.5 * fibres + 1.2 * ring - 1.5 * black).astype(np.float32)
    return np.clip(linear, 0, 1).astype(np.float32), relief, black


def _paint_white(
    x: Float32[ndarray, "S S"],
    radius: Float32[ndarray, "S S"],
    eyes: Eyes,
    rng: np.random.Generator,
) -> Float32[ndarray, "S S 3"]:
    """Linear albedo of the white with veins, pink corners and a grey halo at the iris."""
    size, redness = len(x), eyes.redness
    ground, vein_color, corner_color = _WHITE, _VEIN, _CORNER
    if eyes.sclera is not None:
        ground = 0.72 * srgb_to_linear(np.asarray(eyes.sclera, np.float32))
        # Veins and corners of a coloured white are its own, darker and redder.
        vein_color, corner_color = _VEIN * (0.3 + ground), ground * _CORNER / _WHITE
    outward = smoothstep(IRIS_UV * 1.05, 1.0, radius)
    corner = smoothstep(0.52, 0.8, np.abs(x)) * np.where(x < 0, 1.0, 0.7)
    rim = np.maximum(0.8 * corner, 0.35 * smoothstep(0.15, 0.7, outward))
    amount = rim * (0.5 + 0.6 * redness)
    linear = ground + (corner_color - ground) * np.clip(amount, 0, 1)[..., None]
    vein = _veins(size, redness, rng)
    linear = linear + (vein_color - linear) * vein[..., None]
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
