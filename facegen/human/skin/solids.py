"""People of one stuff: marble, stone, metal and the panels of robots."""

from __future__ import annotations

import functools
from itertools import pairwise

import numpy as np
from jaxtyping import Float32
from numpy import ndarray

from facegen.human.person import Person
from facegen.human.ramps import smoothstep
from facegen.human.skin.canvas import Canvas
from facegen.human.skin.fields import cells, in_mm, noise, warped
from facegen.human.skin.layers import Finish, Layers
from facegen.human.skin.patterns import linear
from facegen.human.skin.wrinkles import lift, window
from facegen.human.substance import Substance

_VERDIGRIS = (0.36, 0.60, 0.53)
_TARNISH = (0.10, 0.085, 0.07)
_GROOVE_MM = 0.55
"""Half-width of the gap between two panels."""
_BOLTS = (
    (54, 770), (66, 715), (46, 640), (20, 612), (12, 800), (30, 690),
)  # fmt: skip
"""Front-view (x, y) of the left side's bolts, mm."""
_PANEL_LINES = (
    ((9, 845), (9, 812), (10, 786), (16, 768), (30, 764), (48, 763), (60, 752), (72, 738)),
    ((19, 722), (20, 700), (25, 684), (31, 668), (33, 652), (27, 634), (22, 618)),
    ((68, 722), (58, 706), (42, 699), (28, 700)),
    ((73, 690), (62, 672), (48, 655), (34, 645)),
    ((0, 645), (10, 644), (20, 638), (25, 628)),
)
"""Seams of the left side in front view, mm; the right side mirrors them."""


def fill_solid(canvas: Canvas, layers: Layers, finish: Finish, stuff: Substance) -> None:
    """Take the pigments away: one even colour and gloss all over, creases kept."""
    finish.color[:] = stuff.linear
    finish.metal = stuff.metalness
    layers.roughness[:] = stuff.roughness


def add_marble(canvas: Canvas, layers: Layers, finish: Finish, person: Person) -> None:
    """Polished marble: clouds, broad soft veins and fine sharp ones that branch off them."""
    skin, active = person.skin, canvas.active
    push = warped(canvas.position, active, 75.0, 30.0, skin.seed + 401)
    push = warped(push, active, 17.0, 4.0, skin.seed + 404)
    cloud = noise(push, active, 90.0, skin.seed + 407, 3)
    broad = np.abs(noise(push, active, 80.0, skin.seed + 410, 2))
    thin = np.abs(noise(push, active, 38.0, skin.seed + 413, 3))
    some = smoothstep(-0.05, 0.30, noise(canvas.position, active, 60.0, skin.seed + 416))
    vein = 0.55 * np.exp(-((broad / 0.10) ** 2)) * smoothstep(-0.35, 0.25, cloud)
    vein += 0.70 * np.exp(-((broad / 0.022) ** 2))
    vein += 0.60 * some * np.exp(-((thin / 0.020) ** 2))
    color = linear(skin.pattern_color or (0.40, 0.41, 0.44))
    finish.lay(finish.color * np.float32([0.86, 0.88, 0.91]), smoothstep(0.05, 0.6, cloud))
    finish.lay(color, np.clip(0.80 * vein, 0, 0.9).astype(np.float32))
    layers.roughness[:] += 0.05 * np.clip(vein, 0, 1)


def add_stone(canvas: Canvas, layers: Layers, finish: Finish, person: Person) -> None:
    """Weathered stone: mineral grains, pits and chips, rain streaks from the crown down."""
    skin, at, active = person.skin, canvas.position, canvas.active
    grain = cells(at / 1.7, active, skin.seed + 421)
    broad = noise(at, active, 45.0, skin.seed + 424, 4)
    rough = noise(at, active, 4.5, skin.seed + 428, 3)
    streak = noise(at, active, (7.0, 90.0, 7.0), skin.seed + 432, 2)
    dark = linear(skin.pattern_color) if skin.pattern_color else finish.color * 0.42
    finish.shade((1 + 0.30 * broad + 0.34 * (grain.number - 0.5)).astype(np.float32))
    finish.lay(dark, (0.55 * (grain.number > 0.88)).astype(np.float32))
    finish.lay(finish.color * 0.55, smoothstep(0.05, 0.5, streak + 0.3 * broad))
    pits = cells(warped(at, active, 6.0, 1.5, skin.seed + 435) / 6.5, active, skin.seed + 438)
    pit = smoothstep(0.30, 0.12, pits.centre) * (pits.number < 0.45)
    chip = smoothstep(0.34, 0.42, noise(at, active, 19.0, skin.seed + 441, 3))
    layers.height[:] += 0.16 * rough + 0.05 * grain.number - 0.55 * pit - 0.45 * chip
    layers.cavity[:] -= 0.5 * pit
    finish.shade((1 - 0.35 * pit - 0.12 * chip).astype(np.float32))
    layers.roughness[:] += 0.08 * rough


def add_metal(canvas: Canvas, layers: Layers, finish: Finish, person: Person) -> None:
    """Cast metal: bright where hands and weather rub it, dark in its creases; green on bronze."""
    skin, at, active = person.skin, canvas.position, canvas.active
    r, g, b = linear(person.skin.tint) if skin.tint else (0.4, 0.4, 0.42)
    # Copper and its alloys turn green: reddish, and darker than gold.
    copper = r > 1.25 * g and g > 1.15 * b and g < 0.42
    open_air = canvas.occlusion.astype(np.float32) / 255
    broad = noise(at, active, 38.0, skin.seed + 451, 3)
    fine = noise(at, active, 5.0, skin.seed + 454, 3)
    run = noise(at, active, (9.0, 70.0, 9.0), skin.seed + 457, 2)
    crease = smoothstep(0.62, 0.22, open_air + 0.20 * fine + 0.10 * broad)
    crease = np.maximum(crease, smoothstep(0.75, 0.35, layers.cavity))
    old = crease + 0.16 * smoothstep(0.0, 0.9, run + 0.5 * broad) * copper
    old = np.clip(old + 0.14 * smoothstep(0.0, 0.9, broad) * copper, 0, 1).astype(np.float32)
    paint = linear(skin.pattern_color or (_VERDIGRIS if copper else _TARNISH))
    cover = (0.88 if copper else 0.55) * old
    finish.shade((1 + 0.10 * broad + 0.06 * fine).astype(np.float32))
    finish.lay(paint * (1 + 0.25 * fine[..., None]), cover)
    finish.metal = (finish.metal * (1 - 0.85 * cover)).astype(np.float32)
    layers.roughness[:] += 0.06 * fine + 0.05 * broad + cover * (0.78 - layers.roughness)
    layers.height[:] += 0.05 * fine


def add_panels(canvas: Canvas, layers: Layers, finish: Finish, person: Person) -> None:
    """A robot's plates: bevelled seams alike left and right, bolts, faint wear; eyes that glow
    light the seams around them."""
    skin, at, active = person.skin, canvas.position, canvas.active
    away = _seam_distance(canvas)
    gap = smoothstep(_GROOVE_MM + 0.30, _GROOVE_MM - 0.15, away)
    bevel = np.exp(-((np.maximum(away - _GROOVE_MM, 0) / 0.55) ** 2))
    bolt = _bolt_distance(canvas)
    head = smoothstep(2.2, 1.7, bolt)
    well = np.exp(-(((bolt - 2.35) / 0.35) ** 2))
    layers.height[:] -= 0.25 * bevel + 0.65 * gap + 0.30 * well - 0.28 * head
    layers.cavity[:] -= 0.55 * gap + 0.3 * well
    wear = noise(at, active, 16.0, skin.seed + 471, 4)
    scratch = np.exp(-((noise(at, active, (3.0, 60.0, 30.0), skin.seed + 475) / 0.012) ** 2))
    scratch *= smoothstep(0.25, 0.6, wear)
    finish.shade((1 + 0.05 * wear - 0.12 * scratch).astype(np.float32))
    layers.roughness[:] += 0.07 * wear + 0.12 * scratch
    dark = linear(skin.pattern_color or (0.045, 0.05, 0.055))
    finish.lay(dark, (0.94 * gap).astype(np.float32))
    steel = linear((0.60, 0.61, 0.63))
    finish.lay(steel, (0.9 * head).astype(np.float32))
    metal = np.broadcast_to(np.float32(finish.metal), head.shape)
    finish.metal = (metal + (1 - metal) * head).astype(np.float32) * (1 - gap)
    joint = _joints(canvas)
    finish.lay(linear((0.07, 0.075, 0.08)), 0.9 * joint)
    finish.metal = finish.metal * (1 - 0.7 * joint)
    if canvas.name == "head" and person.eyes.glow > 0:
        ring = smoothstep(1.1, 0.5, np.abs(in_mm(canvas, canvas.eye - np.float32(13.0))))
        finish.glow = (ring * (canvas.eye < 15.5)).astype(np.float32)


def _joints(canvas: Canvas) -> Float32[ndarray, "S S"]:
    """The dark, ribbed lips and inner lids, where plates could not bend."""
    lips = smoothstep(7.6, 6.6, canvas.lip) + 0.0
    return np.maximum(lips, smoothstep(4.6, 3.8, canvas.eye)).astype(np.float32)


def _seam_distance(canvas: Canvas) -> Float32[ndarray, "S S"]:
    """Distance in mm to the nearest seam."""
    x, y, z = (canvas.position[..., k] for k in range(3))
    away = np.full(x.shape, 50.0, np.float32)
    if canvas.name == "head":
        ring = np.abs(in_mm(canvas, canvas.eye - np.float32(11.0)))
        away = np.where(canvas.eye < 15.0, np.minimum(away, ring), away)
        mouth = np.abs(in_mm(canvas, canvas.lip - np.float32(12.5)))
        away = np.where(canvas.lip < 15.0, np.minimum(away, mouth), away)
        for points in _lifted_lines():
            _nearest(canvas, points, away)
    # Planes through the skull, the neck and the trunk.
    away = np.where((y > 800) & (z < 60), np.minimum(away, np.abs(x)), away)
    behind = (z < 18) & (y > 640)
    away = np.where(behind, np.minimum(away, np.abs(y - 745)), away)
    ear = np.hypot(y - 708, z - 30)
    away = np.where((np.abs(x) > 55) & (ear < 60), np.minimum(away, np.abs(ear - 40)), away)
    for level in (612.0, 596.0, 580.0, 470.0):
        flat = np.abs(y + 0.25 * z - 0.25 * 60 - level)
        away = np.where((y < 622) & (np.abs(x) < 150), np.minimum(away, flat), away)
    away = np.where((y < 575) & (z > 40), np.minimum(away, np.abs(x)), away)
    return away.astype(np.float32)


@functools.cache
def _lifted_lines() -> tuple[Float32[ndarray, "K 3"], ...]:
    lines = []
    for points in _PANEL_LINES:
        lines.append(lift(points))
        lines.append(lift(tuple((-x, y) for x, y in points)))
    return tuple(lines)


def _nearest(canvas: Canvas, points: Float32[ndarray, "K 3"], away: ndarray) -> None:
    """Lower `away` (mm, in place) to the distance to a curve on the skin, within 6 mm of it."""
    rows = window(canvas, points, 6.0)
    if rows is None:
        return
    place = slice(rows[0], rows[1]), slice(rows[2], rows[3])
    at = canvas.position[place]
    best = away[place]
    for a, b in pairwise(points):
        u = b - a
        t = np.clip(((at - a) @ u) / (u @ u + 1e-9), 0, 1)
        np.minimum(best, np.linalg.norm(at - a - t[..., None] * u, axis=-1), out=best)


def _bolt_distance(canvas: Canvas) -> Float32[ndarray, "S S"]:
    """Distance in mm to the nearest bolt's middle."""
    away = np.full(canvas.active.shape, 50.0, np.float32)
    if canvas.name == "head":
        for x, y in _BOLTS:
            for sign in (1, -1):
                spot = lift(((sign * x, y), (sign * x, y + 0.1)))[:1]
                _nearest(canvas, np.concatenate([spot, spot + 1e-3]), away)
    return away
