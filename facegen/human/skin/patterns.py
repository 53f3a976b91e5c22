"""Patterns on living skin: scales, decay, stripes, cracks and vitiligo.

Each is a sum of seeded fields over the unshaped head, in millimetres, so that it runs on from the
head's atlas into the body's and stays in place whatever the face's shape.
"""

from __future__ import annotations

import numpy as np
from jaxtyping import Float32
from numpy import ndarray

from facegen.colorspace import srgb_to_linear
from facegen.human.person import Color, Skin
from facegen.human.ramps import smoothstep
from facegen.human.skin.canvas import Canvas
from facegen.human.skin.fields import cells, mirrored, noise, warped
from facegen.human.skin.layers import Finish, Layers

_FACE = np.float32([0.0, 700.0, 95.0])
"""Middle of the face on the unshaped mesh, mm: scales are finest there."""
_SCALE_MM = (2.3, 0.030, 190.0)
"""Width of a scale at the middle of the face, its growth per mm from there, and where that ends."""
_TEAL: Color = (0.10, 0.46, 0.44)
_ROT: Color = (0.40, 0.43, 0.31)
_FLESH: Color = (0.26, 0.055, 0.05)


def linear(color: Color) -> Float32[ndarray, "3"]:
    """Linear colour of an sRGB one."""
    return srgb_to_linear(np.asarray(color, np.float32))


def bump_at(
    canvas: Canvas, centre: tuple[float, float, float], reach: tuple[float, float, float]
) -> Float32[ndarray, "S S"]:
    """A Gaussian hill on both sides: 1 at `centre` (mm, its x positive), 0.37 at `reach`."""
    away = (mirrored(canvas.position) - np.float32(centre)) / np.float32(reach)
    return np.exp(-(away**2).sum(-1))


def open_skin(canvas: Canvas) -> Float32[ndarray, "S S"]:
    """1 on the skin, 0 on the red of the lips, the lids' wet rims and in mouth and sockets."""
    lips = smoothstep(6.0, 8.5, canvas.lip)
    return (lips * smoothstep(2.2, 4.0, canvas.eye)).astype(np.float32)


def add_vitiligo(canvas: Canvas, layers: Layers, skin: Skin) -> None:
    """Skin that has lost its melanin in sharp patches, much alike left and right, most of all
    around the eyes and the mouth (Taieb & Picardo 2007)."""
    at, active = canvas.position, canvas.active
    both = warped(mirrored(at), active, 16.0, 4.0, skin.seed + 301)
    field = noise(both, active, 46.0, skin.seed + 304, 3)
    field += 0.22 * noise(at, active, 30.0, skin.seed + 307, 2)
    field += 0.10 * noise(at, active, 3.0, skin.seed + 308, 2)
    likely = 0.30 * smoothstep(15, 5, canvas.eye) * (canvas.eye < 15.5)
    likely = likely + 0.34 * bump_at(canvas, (0, 655, 145), (34, 22, 60))
    patch = smoothstep(0.15, 0.21, field + likely).astype(np.float32)
    # A rim of deeper colour, and a few freckles of pigment left within.
    rim = np.exp(-(((field + likely - 0.12) / 0.05) ** 2)).astype(np.float32)
    left = smoothstep(0.42, 0.55, noise(at, active, 2.6, skin.seed + 309))
    patch *= 1 - 0.75 * left.astype(np.float32)
    layers.melanin[:] += (0.03 * rim) * (1 - patch)
    layers.melanin[:] += (np.minimum(layers.melanin, 0.02) - layers.melanin) * patch
    layers.haemoglobin[:] += 0.12 * patch


def add_scales(canvas: Canvas, layers: Layers, finish: Finish, skin: Skin) -> None:
    """Overlapping scales, finest on the face; on untinted skin they creep in from neck, temples
    and brow, as on a mermaid."""
    at, active = canvas.position, canvas.active
    start, growth, end = _SCALE_MM
    both = warped(mirrored(at), active, 24.0, 2.0, skin.seed + 321) - _FACE
    radius = np.linalg.norm(both, axis=-1, keepdims=True) + 1e-3
    inner = np.minimum(radius, end)
    # Radius in scales: the integral of 1 / width, a logarithm and then a straight line.
    count = np.log1p(growth * inner / start) / growth
    count += (radius - inner) / (start + growth * end)
    cell = cells(both / radius * count, active, skin.seed + 322)
    width = (start + growth * inner[..., 0]).astype(np.float32)
    cover = _scale_cover(canvas, skin, cell.number) * open_skin(canvas)
    seam = smoothstep(0.16, 0.02, cell.edge)
    dome = smoothstep(0.0, 0.45, cell.edge) * (1 - 0.25 * cell.centre) - 0.35 * cell.above
    layers.height[:] += cover * width * (0.085 * dome - 0.03 * seam)
    layers.cavity[:] -= cover * 0.55 * seam
    layers.roughness[:] += cover * ((0.34 + 0.35 * seam) - layers.roughness)
    broad = noise(both, active, 34.0, skin.seed + 324, 2)
    base = finish.color if skin.tint is not None and skin.pattern_color is None else None
    _paint_scales(finish, skin, base, cell.number, broad, seam, cover)


def _paint_scales(finish, skin, base, number, broad, seam, cover) -> None:
    """Each scale its own shade; a sheen that drifts towards neighbouring hues over the body."""
    hue = linear(skin.pattern_color or (skin.tint and _sheen(skin.tint)) or _TEAL)
    body = linear(skin.tint or skin.pattern_color or _TEAL)
    if base is None and skin.tint is None:
        # Mermaids: mother-of-pearl between two neighbours of the asked colour.
        body, hue = hue, linear(_sheen(skin.pattern_color or _TEAL))
    light = (0.72 + 0.56 * number)[..., None]
    share = np.clip(0.5 + 0.7 * broad + 0.5 * (number - 0.5), 0, 1)[..., None]
    paint = (body + (hue - body) * (0.75 * share)) * light
    if base is not None:
        paint = 0.55 * paint + 0.45 * base * light
    finish.lay(paint, 0.94 * cover)
    finish.shade(1 - 0.62 * cover * seam)


def _sheen(color: Color) -> Color:
    """A neighbouring hue, a third of the way towards the next primary."""
    r, g, b = color
    return (0.65 * r + 0.35 * b, 0.75 * g + 0.25 * r, 0.65 * b + 0.35 * g)


def _scale_cover(canvas: Canvas, skin: Skin, number) -> Float32[ndarray, "S S"]:
    """Where scales grow: all over a tinted skin, else in patches that thin out scale by scale."""
    if skin.tint is not None:
        return np.ones(number.shape, np.float32)
    x, y, z = (canvas.position[..., k] for k in range(3))
    side = np.abs(x)
    field = 1.25 * bump_at(canvas, (68, 735, 62), (20, 30, 38))
    field += 0.95 * bump_at(canvas, (54, 702, 96), (20, 12, 28))
    field += 1.05 * smoothstep(772, 800, y) * smoothstep(60, 110, z)
    field += 0.8 * bump_at(canvas, (0, 790, 140), (20, 14, 40))
    field += 1.2 * smoothstep(628, 596, y) * (0.5 + 0.5 * smoothstep(15, 70, side))
    field += 0.5 * bump_at(canvas, (62, 655, 60), (18, 26, 30))
    return (field > 0.45 + 0.5 * number).astype(np.float32)


def add_decay(canvas: Canvas, layers: Layers, finish: Finish, skin: Skin) -> None:
    """Dead flesh: mottled grey-green, sunken dark eyes, dead veins, sores down to the meat."""
    at, active = canvas.position, canvas.active
    rot = linear(skin.pattern_color or skin.tint or _ROT)
    skinned = open_skin(canvas)
    push = warped(at, active, 20.0, 6.0, skin.seed + 341)
    broad = noise(push, active, 40.0, skin.seed + 344, 3)
    fine = noise(push, active, 6.0, skin.seed + 345, 3)
    light = finish.color @ np.float32([0.3, 0.5, 0.2])
    light = light / max(float(np.median(light[canvas.covered])), 1e-4)
    pallor = rot * np.clip(light, 0.3, 1.6)[..., None] ** 0.8
    pallor *= (1 + 0.38 * broad + 0.20 * fine)[..., None]
    finish.lay(pallor, np.full(light.shape, 0.86, np.float32))
    livid = smoothstep(0.05, 0.55, noise(push, active, 26.0, skin.seed + 346, 2))
    finish.lay(rot * np.float32([0.50, 0.34, 0.44]), 0.62 * livid)
    sunken = smoothstep(15.0, 5.5, canvas.eye + 2.2 * fine) * (canvas.eye < 15.5)
    sunken = np.maximum(sunken, 0.55 * bump_at(canvas, (52, 690, 88), (15, 20, 34)))
    sunken = np.maximum(sunken, 0.75 * smoothstep(9.5, 5.0, canvas.lip + fine))
    finish.lay(rot * np.float32([0.17, 0.09, 0.11]), 0.80 * sunken)
    vein = np.exp(-((noise(push, active, 17.0, skin.seed + 347) / 0.035) ** 2))
    vein *= smoothstep(0.0, 0.35, noise(at, active, 33.0, skin.seed + 348)) * skinned
    finish.lay(rot * np.float32([0.14, 0.12, 0.20]), 0.62 * vein)
    layers.height[:] += 0.10 * vein + 0.16 * fine * skinned
    layers.roughness[:] += 0.10 * broad + 0.06
    _add_sores(canvas, layers, finish, skin, skinned * smoothstep(0.1, 1.5, canvas.border))


def _add_sores(canvas: Canvas, layers: Layers, finish: Finish, skin: Skin, where) -> None:
    """Ragged holes in the skin with a dark, crusted rim around wet, dark red flesh."""
    at, active = canvas.position, canvas.active
    ragged = warped(at, active, 7.0, 3.2, skin.seed + 351)
    cell = cells(ragged / 27.0, active, skin.seed + 352)
    reach = 0.10 + 0.20 * ((7.3 * cell.number) % 1.0)
    wound = (cell.number < 0.42) * where
    edge = cell.centre - reach + 0.05 * noise(at, active, 2.4, skin.seed + 354, 2)
    hole = (smoothstep(0.012, -0.012, edge) * wound).astype(np.float32)
    rim = (np.exp(-((edge / 0.045) ** 2)) * wound).astype(np.float32)
    meat = noise(at, active, (1.5, 6.0, 1.5), skin.seed + 355, 3)
    finish.lay(linear((0.17, 0.09, 0.07)), 0.75 * rim)
    finish.lay(linear(_FLESH) * (1 + 0.75 * meat[..., None]), 0.95 * hole)
    layers.height[:] += 0.45 * rim * (1 - hole) - hole * (0.9 - 0.35 * meat)
    layers.cavity[:] -= 0.35 * rim
    layers.roughness[:] += hole * (0.22 - layers.roughness)


def add_cracks(canvas: Canvas, layers: Layers, finish: Finish, skin: Skin) -> None:
    """Dry cracks, wide between large plates and hair-fine within them."""
    at, active = canvas.position, canvas.active
    push = warped(at, active, 14.0, 4.5, skin.seed + 361)
    wide = cells(push / 24.0, active, skin.seed + 364)
    fine = cells(warped(push, active, 5.0, 1.2, skin.seed + 365) / 8.5, active, skin.seed + 368)
    waver = 0.6 + 0.6 * noise(at, active, 12.0, skin.seed + 369)
    broken = smoothstep(-0.15, 0.25, noise(at, active, 38.0, skin.seed + 370))
    gap = smoothstep(0.9, 0.25, wide.edge * 12.0 / np.maximum(waver, 0.2))
    hair = 0.75 * smoothstep(0.45, 0.1, fine.edge * 4.2) * broken
    crack = (np.maximum(gap, hair) * open_skin(canvas)).astype(np.float32)
    plate = smoothstep(0.0, 0.16, wide.edge) * open_skin(canvas)
    finish.shade((1 + 0.22 * (wide.number - 0.5) + 0.12 * (fine.number - 0.5)).astype(np.float32))
    finish.lay(linear(skin.pattern_color or (0.13, 0.09, 0.075)), 0.92 * crack)
    layers.height[:] += 0.30 * plate - 0.75 * crack
    layers.cavity[:] -= 0.6 * crack
    layers.roughness[:] += 0.12 * (1 - crack) * open_skin(canvas)


def add_stripes(canvas: Canvas, layers: Layers, finish: Finish, skin: Skin) -> None:
    """Stripes that run in from the sides and fork, alike left and right, and small pale dots."""
    active = canvas.active
    both = warped(mirrored(canvas.position), active, 30.0, 7.0, skin.seed + 381)
    side, y, z = both[..., 0], both[..., 1], both[..., 2]
    forks = noise(both, active, (34.0, 20.0, 34.0), skin.seed + 384, 2)
    phase = (y + 0.42 * side - 0.0022 * side**2 + 0.12 * z) / 11.5 + 0.55 * forks
    wave = np.cos(2 * np.pi * phase)
    # Broad on brow, temples and neck; they taper out towards nose and mouth.
    reach = smoothstep(8, 62, side) + 0.75 * smoothstep(752, 790, y)
    reach += 0.9 * smoothstep(630, 590, y) + 0.5 * smoothstep(95, 40, z)
    reach -= 0.9 * bump_at(canvas, (0, 690, 150), (26, 40, 60))
    width = 1.02 - 0.80 * np.clip(reach, 0, 1.15)
    stripe = smoothstep(width - 0.10, width + 0.10, wave) * open_skin(canvas)
    stripe = stripe.astype(np.float32)
    if skin.pattern_color is None:
        dark = finish.color * np.float32([0.40, 0.42, 0.52])
    else:
        dark = linear(skin.pattern_color)
    finish.lay(dark, 0.86 * stripe)
    dots = cells(mirrored(canvas.position) / 5.2, active, skin.seed + 387)
    likely = 0.55 * bump_at(canvas, (34, 712, 130), (26, 30, 60))
    likely += 0.5 * bump_at(canvas, (22, 778, 145), (34, 20, 50))
    dot = smoothstep(0.17, 0.11, dots.centre) * (dots.number < likely) * open_skin(canvas)
    finish.lay(np.clip(finish.color * 2.2 + 0.12, 0, 1), (0.85 * dot).astype(np.float32))
