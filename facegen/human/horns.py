"""Horns and antennae that grow from the skull."""

from __future__ import annotations

import functools

import cv2
import numpy as np
from jaxtyping import Float32, Float64
from numpy import ndarray

from facegen.avatar import Material, Part
from facegen.colorspace import linear_to_srgb8, srgb_to_linear
from facegen.geometry.sweep import Solid, ball, merged, tube
from facegen.human.attached import base_vertex, frame_at, head_size, riding_part
from facegen.human.figure import Figure
from facegen.human.person import Skin
from facegen.human.ramps import smoothstep
from facegen.human.skin.tone import skin_color_linear
from facegen.human.substance import cast_part, substance_of

ROOTS: dict[str, tuple[tuple[float, float, float], ...]] = {
    "short": ((0.034, 0.806, 0.126),),
    "ram": ((0.050, 0.803, 0.104),),
    "unicorn": ((0.0, 0.790, 0.146),),
    "antennae": ((0.026, 0.812, 0.124),),
}
"""Where each kind grows from, metres on the unshaped head; x > 0 has a twin at -x."""
ROOT_RADIUS = {"short": 0.0115, "ram": 0.0175, "unicorn": 0.0115, "antennae": 0.0042}
"""Metres; widest above the flare that meets the skin."""
_SUNK = 0.006
"""Metres that a horn reaches into the head."""
_STEPS = {"short": 40, "ram": 110, "unicorn": 80, "antennae": 40}
_TEXTURE = (512, 128)


def horn_parts(figure: Figure) -> list[Part]:
    """One part, `horns`; none when the person has none."""
    kind = figure.person.horns
    if kind == "none":
        return []
    solids, anchors = [], []
    for root in ROOTS[kind]:
        for sign in (1, -1) if root[0] else (1,):
            anchor = base_vertex((sign * root[0], *root[1:]))
            solids.append(_grown(figure, kind, anchor, sign))
            anchors.append(anchor)
    material = _material(kind, figure.person.skin)
    part = riding_part("horns", solids, anchors, figure, material)
    return [cast_part(part, substance_of(figure.person.skin))]


def _grown(figure: Figure, kind: str, anchor: int, sign: int) -> Solid:
    """The horn on the side of `sign`, as large as the head asks for."""
    place, out = frame_at(figure, anchor)
    scale = head_size(figure)
    t = np.linspace(0, 1, _STEPS[kind])
    path = _PATHS[kind](t) * (sign, 1, 1) * scale
    # The first stretch leaves the skin at a right angle, from below it.
    lean = smoothstep(0.30, 0.0, t)[:, None]
    reach = np.linalg.norm(path, axis=1, keepdims=True)
    path = path + lean * (out * reach - path)
    path = place + path - (1 - smoothstep(0, 0.12, t))[:, None] * _SUNK * out
    radius = ROOT_RADIUS[kind] * scale * _profile(kind, t)
    solid = tube(path, radius, 20 if kind != "antennae" else 10, start=np.array([0.0, 0.0, 1.0]))
    if kind != "antennae":
        return solid
    knob = ball(path[-1], np.full(3, 0.0075 * scale), 10, 16)
    return merged([solid, knob._replace(uvs=knob.uvs * (1, 0.02) + (0, 0.97))])


def _profile(kind: str, t: Float64[ndarray, "N"]) -> Float64[ndarray, "N"]:
    """Radius along the horn, 1 at its widest: a flare at the root, ridges, a blunt point."""
    flare = 1 + 0.28 * smoothstep(0.14, 0.0, t)
    if kind == "antennae":
        return (1.0 - 0.55 * t) * flare
    taper = (1 - t) ** {"short": 0.75, "ram": 0.62, "unicorn": 0.9}[kind]
    ridges = {"short": 7, "ram": 26, "unicorn": 0}[kind]
    wave = np.abs(np.sin(np.pi * ridges * t)) ** 0.6 - 0.6 if ridges else 0.0
    return np.maximum(taper * flare * (1 + 0.10 * wave * smoothstep(0.03, 0.12, t)), 0.03)


def _short_path(t: ndarray) -> Float64[ndarray, "N 3"]:
    """Up and out, tips turned in."""
    x = 0.018 * np.sin(2.2 * t)
    return np.stack([x, 0.056 * t, 0.020 * t - 0.026 * t**2], 1)


def _ram_path(t: ndarray) -> Float64[ndarray, "N 3"]:
    """Up, back, down behind the ear and forward again, ever tighter and farther out."""
    angle = np.radians(20) + np.radians(385) * t
    radius = 0.050 - 0.030 * t
    y, z = radius * np.sin(angle) - 0.030 * t, radius * np.cos(angle)
    return np.stack([0.010 * smoothstep(0, 0.2, t) + 0.050 * t, y - y[0], z - z[0]], 1)


def _unicorn_path(t: ndarray) -> Float64[ndarray, "N 3"]:
    return np.stack([0 * t, 0.112 * t, 0.082 * t], 1)


def _antenna_path(t: ndarray) -> Float64[ndarray, "N 3"]:
    return np.stack([0.038 * t**1.6, 0.095 * t - 0.012 * t**3, 0.034 * np.sin(2.4 * t)], 1)


_PATHS = {
    "short": _short_path, "ram": _ram_path, "unicorn": _unicorn_path, "antennae": _antenna_path,
}  # fmt: skip


def _material(kind: str, skin: Skin) -> Material:
    """Horn from the skin's colour at its root to its own; u around, v along."""
    flesh = srgb_to_linear(np.float32(skin.tint)) if skin.tint else skin_color_linear(
        np.array(skin.melanin), np.array(skin.haemoglobin), skin.undertone
    )  # fmt: skip
    color, height, rough = _painted(kind)
    rows = np.linspace(0, 1, len(color), dtype=np.float32)[:, None, None]
    if kind == "antennae":
        color = np.float32(flesh) * (0.9 + 0.25 * color.mean(2, keepdims=True))
        glow = smoothstep(0.955, 0.965, rows)
        color = color + (np.clip(1.6 * color + 0.05, 0, 1) - color) * glow
    else:
        color = color + (np.float32(flesh) * 0.75 - color) * smoothstep(0.13, 0.05, rows)
    slope = cv2.Sobel(height, cv2.CV_32F, 1, 0), cv2.Sobel(height, cv2.CV_32F, 0, 1)
    normal = np.dstack([-0.16 * slope[0], 0.16 * slope[1], np.ones_like(height)])
    normal /= np.linalg.norm(normal, axis=2, keepdims=True)
    orm = np.full((*height.shape, 3), 255, np.uint8)
    orm[..., 1] = np.round(255 * rough)
    orm[..., 2] = 0
    return Material(
        "horns",
        base_color=linear_to_srgb8(np.clip(color, 0, 1)),
        normal=np.round(normal * 127 + 128).astype(np.uint8),
        orm=orm,
    )


@functools.cache
def _painted(
    kind: str,
) -> tuple[Float32[ndarray, "H W 3"], Float32[ndarray, "H W"], Float32[ndarray, "H W"]]:
    """Linear colour, relief and roughness of a horn; the seam at u = 0 = 1 does not show."""
    high, wide = _TEXTURE
    v, u = np.mgrid[0:high, 0:wide].astype(np.float32)
    v, u = (v + 0.5) / high, (u + 0.5) / wide
    rng = np.random.default_rng(17)
    noise = np.concatenate([rng.standard_normal((high, wide)).astype(np.float32)] * 3, 1)
    grain = cv2.GaussianBlur(noise, (0, 0), sigmaX=1.2, sigmaY=14)[:, wide : 2 * wide]
    rough = cv2.GaussianBlur(noise, (0, 0), 2.5)[:, wide : 2 * wide]
    grain, rough = grain / grain.std(), rough / rough.std()
    if kind == "unicorn":
        wave = np.cos(2 * np.pi * (7.0 * v - u))
        height = 1.6 * np.abs(wave) ** 0.5 + 0.12 * grain
        root, tip = np.float32([0.74, 0.66, 0.55]), np.float32([0.86, 0.82, 0.76])
        shade = 0.72 + 0.28 * np.abs(wave) ** 0.4
    else:
        count = {"short": 12, "ram": 52, "antennae": 1}[kind]
        wave = np.abs(np.sin(np.pi * (count * v + 0.25 * rough * (count > 1))))
        height = 1.1 * wave**0.5 + 0.35 * grain + 0.15 * rough
        root, tip = np.float32([0.20, 0.135, 0.085]), np.float32([0.035, 0.028, 0.025])
        shade = (0.62 + 0.38 * wave**0.4) * (1 + 0.10 * grain)
    color = (root + (tip - root) * smoothstep(0.25, 0.95, v)[..., None]) * shade[..., None]
    gloss = 0.52 - 0.22 * smoothstep(0.3, 1.0, v) + 0.05 * rough
    return color.astype(np.float32), height.astype(np.float32), np.clip(gloss, 0.15, 0.9)
