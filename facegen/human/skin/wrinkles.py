"""Wrinkles: anatomical curves on the face and neck, deepening with age."""

from __future__ import annotations

import functools
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float32, Int64
from numba import njit, prange
from numpy import ndarray

from facegen.compiled import PARALLEL
from facegen.human.person import Skin
from facegen.human.skin.canvas import Canvas, make_canvas
from facegen.human.skin.layers import Layers
from facegen.human.skin.noise import gradient_noise, smooth


@dataclass(frozen=True)
class Crease:
    """A wrinkle of the left side or the middle, as front-view (x, y) of the base mesh, mm."""

    points: tuple[tuple[float, float], ...]
    width: float
    """Half-width of the groove, mm."""
    depth: float
    """At full strength, mm."""
    onset: float
    """`Skin.wrinkles` at which it begins to show."""
    full: float = 1.0
    """`Skin.wrinkles` at which it is complete."""
    mirrored: bool = True
    ragged: float = 0.5
    """0 an unbroken line .. 1 a broken one."""


CREASES = (
    # Forehead: rise over each brow, dip in the middle.
    Crease(((-40, 771), (-22, 775), (0, 771), (22, 775), (40, 771)), 1.0, 0.34, 0.22, 0.9, False),
    Crease(((-44, 779), (-22, 783), (0, 779), (22, 783), (44, 779)), 1.1, 0.40, 0.15, 0.8, False),
    Crease(((-42, 787), (-20, 791), (0, 788), (20, 791), (42, 787)), 1.1, 0.36, 0.18, 0.9, False),
    Crease(((-32, 796), (-15, 798), (0, 796), (15, 798), (32, 796)), 1.0, 0.26, 0.40, 1.0, False),
    # Glabella: frown lines and the root of the nose.
    Crease(((7.0, 742), (6.4, 749), (7.6, 757)), 1.0, 0.42, 0.28, 0.9, True, 0.2),
    Crease(((12.0, 745), (12.5, 751), (14.5, 757)), 0.8, 0.22, 0.55, 1.0, True, 0.3),
    Crease(((-9, 733), (0, 731.5), (9, 733)), 0.9, 0.24, 0.45, 1.0, False, 0.3),
    # Crow's feet.
    Crease(((49.0, 736.0), (54, 741), (59, 748)), 0.50, 0.22, 0.35, 1.0),
    Crease(((49.5, 733.5), (56, 737), (62, 742)), 0.52, 0.28, 0.22, 0.9),
    Crease(((50.0, 731.0), (57, 732.5), (64, 735.5)), 0.55, 0.32, 0.12, 0.8),
    Crease(((50.0, 728.5), (57, 727.5), (65, 728.5)), 0.55, 0.32, 0.14, 0.8),
    Crease(((49.5, 726.0), (56, 722.5), (63.5, 720.5)), 0.55, 0.30, 0.18, 0.9),
    Crease(((48.0, 723.0), (54, 717.5), (61, 713)), 0.52, 0.26, 0.30, 1.0),
    Crease(((46.0, 720.0), (51, 713), (57, 706)), 0.50, 0.20, 0.45, 1.0),
    # Under the eye: lid fold, bag, trough.
    Crease(((20, 722.5), (27, 719.2), (35, 718.8), (43, 721.5)), 0.8, 0.24, 0.08, 0.8, True, 0.3),
    Crease(((21, 718.5), (28, 714.5), (36, 714), (44, 717)), 0.8, 0.22, 0.30, 1.0, True, 0.4),
    Crease(((15.5, 722), (19, 714.5), (26, 709), (34, 707)), 1.8, 0.38, 0.10, 0.9, True, 0.1),
    # Nasolabial fold and marionette line.
    Crease(
        ((18.5, 694), (24, 686), (29.5, 677), (33, 668), (34, 660)), 1.7, 0.75, 0.04, 0.9, True, 0.1
    ),
    Crease(((29.5, 657), (32.5, 650), (33, 642), (31.5, 635)), 1.3, 0.36, 0.32, 1.0, True, 0.2),
    Crease(((36.5, 668), (39.5, 660), (39.5, 651)), 1.1, 0.26, 0.50, 1.0, True, 0.3),
    Crease(((46, 692), (50, 677), (50, 663), (46, 650)), 1.2, 0.24, 0.62, 1.0, True, 0.4),
    # Below the lower lip, and the dimpled chin.
    Crease(
        ((-15, 646), (-7, 643.5), (0, 643), (7, 643.5), (15, 646)), 1.6, 0.32, 0.15, 0.9, False, 0.1
    ),
    Crease(((-11, 628), (0, 626), (11, 628)), 1.1, 0.18, 0.60, 1.0, False, 0.4),
    # Neck rings.
    Crease(
        ((-46, 611), (-20, 601), (0, 599), (20, 601), (46, 611)), 1.3, 0.28, 0.12, 0.8, False, 0.3
    ),
    Crease(
        ((-46, 594), (-20, 585), (0, 583), (20, 585), (46, 594)), 1.3, 0.28, 0.20, 0.9, False, 0.3
    ),
    Crease(((6.5, 612), (7.5, 595), (6, 575)), 1.6, 0.40, 0.55, 1.0, True, 0.2),
)
"""Every crease of an old face; strength grows between `onset` and `full`."""


@functools.cache
def _front() -> Float32[ndarray, "P 3"]:
    """Coarse surface points of head and body to lift curves onto."""
    points = []
    for name in ("head", "body"):
        canvas = make_canvas(name, 512)
        points.append(canvas.position[canvas.covered & (canvas.lip >= 0) & (canvas.eye >= 0)])
    head, body = points
    return np.concatenate([head, body[(body[:, 1] > 480) & (np.abs(body[:, 0]) < 120)]])


def lift(points: tuple[tuple[float, float], ...]) -> Float32[ndarray, "K 3"]:
    """Front-view (x, y) in mm onto the skin, along a Catmull-Rom curve with points 2 mm apart."""
    curve = _catmull_rom(np.array(points, np.float64))
    surface = _front()
    out = []
    for x, y in curve:
        off = (surface[:, 0] - x) ** 2 + (surface[:, 1] - y) ** 2
        near = np.flatnonzero(off < max(4.0, off.min() * 1.5))
        # Of what lies behind each other, the foremost.
        front = near[surface[near, 2] > surface[near, 2].max() - 6]
        weight = 1 / (off[front] + 0.05)
        out.append((x, y, np.average(surface[front, 2], weights=weight)))
    return np.array(out, np.float32)


def _catmull_rom(points: ndarray) -> ndarray:
    padded = np.vstack([2 * points[0] - points[1], points, 2 * points[-1] - points[-2]])
    out = []
    for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        steps = max(2, int(np.linalg.norm(c - b) / 2.0))
        for t in np.arange(steps) / steps:
            out.append(
                0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2)
                + 0.5 * (3 * b - a - 3 * c + d) * t**3
            )
    return np.array([*out, points[-1]])


@functools.cache
def _lifted() -> tuple[tuple[Crease, Float32[ndarray, "K 3"]], ...]:
    made = []
    for crease in CREASES:
        made.append((crease, lift(crease.points)))
        if crease.mirrored:
            made.append((crease, lift(tuple((-x, y) for x, y in crease.points))))
    return tuple(made)


def add_wrinkles(canvas: Canvas, layers: Layers, skin: Skin) -> None:
    """Cut every crease whose time has come into height, cavity and a little colour."""
    if skin.wrinkles <= 0:
        return
    seed = (skin.seed & 0xFFFFFF) + 51
    for number, (crease, points) in enumerate(_lifted()):
        span = max(crease.full - crease.onset, 1e-6)
        strength = min(1.0, max(0.0, (skin.wrinkles - crease.onset) / span)) ** 0.8
        if strength > 0:
            jitter = (seed * 7919 + number * 104729) % 1000
            strength *= 0.75 + 0.35 * jitter / 1000
            cut(canvas, layers, points, crease, strength, seed + number)


def cut(
    canvas: Canvas,
    layers: Layers,
    points: Float32[ndarray, "K 3"],
    crease: Crease,
    strength: float,
    seed: int,
) -> None:
    """One groove along `points` (mm)."""
    rows = window(canvas, points, 6 * crease.width + 3)
    if rows is None:
        return
    length = np.r_[0, np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))]
    _groove(
        canvas.position,
        canvas.lip,
        layers.height,
        layers.cavity,
        layers.melanin,
        layers.haemoglobin,
        rows,
        points,
        length,
        crease.width,
        1.6 * crease.depth * strength,
        crease.ragged,
        seed,
    )


_WINDOWS = 1024
_windows: dict[tuple, Int64[ndarray, "4"] | None] = {}
"""Windows found: canvases of one atlas and size have equal positions."""


def window(
    canvas: Canvas, points: Float32[ndarray, "K 3"], margin: float
) -> Int64[ndarray, "4"] | None:
    """Texel rows and columns (start, stop, start, stop) within `margin` mm of `points`, or None."""
    key = (canvas.name, canvas.size, points.tobytes(), margin)
    if key not in _windows:
        if len(_windows) >= _WINDOWS:
            _windows.clear()
        _windows[key] = _find_window(canvas, points, margin)
    return _windows[key]


def _find_window(
    canvas: Canvas, points: Float32[ndarray, "K 3"], margin: float
) -> Int64[ndarray, "4"] | None:
    step = max(1, canvas.size // 256)
    coarse = canvas.position[::step, ::step]
    low, high = points.min(0) - margin, points.max(0) + margin
    inside = ((coarse >= low) & (coarse <= high)).all(-1) & canvas.covered[::step, ::step]
    where = np.argwhere(inside)
    if not len(where):
        return None
    first, last = where.min(0) * step - 2 * step, (where.max(0) + 3) * step
    return np.array(
        [max(0, first[0]), min(canvas.size, last[0]), max(0, first[1]), min(canvas.size, last[1])]
    )


@njit(cache=True, fastmath=True)
def curve_distance(px, py, pz, points, length, limit):
    """Distance of a point to a polyline and how far along it the nearest place is (mm).

    A distance beyond `limit` may come out larger than it is.
    """
    best, along = 1e9, 0.0
    k, last = 0, len(points) - 1
    while k < last:
        ax, ay, az = points[k, 0], points[k, 1], points[k, 2]
        ux, uy, uz = points[k + 1, 0] - ax, points[k + 1, 1] - ay, points[k + 1, 2] - az
        qx, qy, qz = px - ax, py - ay, pz - az
        t = (qx * ux + qy * uy + qz * uz) / (ux * ux + uy * uy + uz * uz + 1e-12)
        t = min(max(t, 0.0), 1.0)
        d = (qx - t * ux) ** 2 + (qy - t * uy) ** 2 + (qz - t * uz) ** 2
        if d < best:
            best, along = d, length[k] + t * (length[k + 1] - length[k])
        # Until it has gone so far, the curve cannot come nearer than `limit` or what was found.
        skipped = np.sqrt(qx * qx + qy * qy + qz * qz) - np.sqrt(min(best, limit * limit))
        start = length[k]
        k += 1
        while k < last and length[k + 1] - start < skipped:
            k += 1
    return np.sqrt(best), along


@njit(parallel=PARALLEL, cache=True, fastmath=True)
def _groove(
    position, lip, height, cavity, melanin, blood, rows, points, length, width, depth, ragged, seed
):
    total = length[-1]
    reach = 5 * width + 2
    low = np.empty(3)
    high = np.empty(3)
    for k in range(3):
        low[k], high[k] = points[:, k].min() - reach, points[:, k].max() + reach
    for row in prange(rows[0], rows[1]):
        for col in range(rows[2], rows[3]):
            x, y, z = position[row, col, 0], position[row, col, 1], position[row, col, 2]
            if x < low[0] or x > high[0] or y < low[1] or y > high[1] or z < low[2] or z > high[2]:
                continue
            if lip[row, col] < 0:
                continue
            near = reach + 1.5 * width
            straight, _ = curve_distance(x, y, z, points, length, near)
            if straight > near:
                continue
            wander = 0.75 * width * gradient_noise(x / 7, y / 7, z / 7, seed)
            wander2 = 0.25 * width * gradient_noise(x / 2.3, y / 2.3, z / 2.3, seed + 1)
            d, s = curve_distance(
                x + wander + wander2, y + wander - wander2, z - wander2, points, length, reach
            )
            if d > reach:
                continue
            ends = smooth(0, 0.30 * total, s) * smooth(total, 0.70 * total, s)
            broken = 1 - ragged * smooth(
                -0.1, 0.5, gradient_noise(s / 6, seed * 0.37, 0.5, seed + 2)
            )
            amount = ends * broken
            local = width * (0.7 + 0.5 * ends)
            inner = np.exp(-((d / (0.45 * local)) ** 2))
            outer = np.exp(-((d / (1.3 * local)) ** 2))
            swell = np.exp(-(((d - 2.0 * local) / local) ** 2))
            groove = 0.55 * inner + 0.45 * outer
            height[row, col] += depth * amount * (0.22 * swell - groove)
            shade = min(1.0, depth / 0.5) * amount
            cavity[row, col] -= 0.55 * shade * groove
            melanin[row, col] += shade * (0.045 * inner + 0.02 * outer)
            blood[row, col] += 0.05 * shade * groove
