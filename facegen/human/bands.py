"""Bands around the head: loops where a plane cuts it, and hair that gives way beneath them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float, Float32, Float64
from numpy import ndarray
from scipy.spatial import ConvexHull

from facegen.geometry.sweep import Solid, loop
from facegen.human.ears import both_ears
from facegen.human.figure import Figure
from facegen.human.proxies import head_scale
from facegen.human.surface import fine_skin
from facegen.human.topology import BODY, topology

STEPS = 96
"""Points of a loop, evenly spread by angle."""
_MARGIN = 0.004
"""Metres beside a band over which the hair lies as flat as under it."""
_HAIR = 0.0035
"""Metres of hair under a band."""
_SLAB = 0.006
"""Metres from the plane within which skin counts as cut by it."""


@dataclass(frozen=True)
class Band:
    """A plane across the unshaped head and how high and far out a band along it reaches."""

    origin: tuple[float, float, float]
    """A point of the plane on the unshaped head, metres, in the middle of the face."""
    slope: tuple[float, float]
    """Rise of the plane per metre towards the left (+X) and towards the front (+Z)."""
    half: float
    """Half of the band's height, metres."""
    gap: float
    """Metres between skin and band, or pressed hair and band."""

    def up(self) -> Float64[ndarray, "3"]:
        """The plane's unit normal, upwards."""
        normal = np.array([-self.slope[0], 1.0, -self.slope[1]])
        return normal / np.linalg.norm(normal)


def on_head(figure: Figure, point: tuple[float, float, float]) -> Float64[ndarray, "3"]:
    """A point of the unshaped head moved and stretched as this head is, stiffly."""
    base, mine = topology().base, figure.vertices
    eyes = np.arange(14598, 14742)
    start, goal = base[eyes].mean(0), mine[eyes].mean(0)
    return goal + (np.asarray(point) - start) * head_scale(figure)


def cut_loop(figure: Figure, band: Band, rise: float = 0.0) -> Float64[ndarray, "96 3"]:
    """The convex outline of the skull in the band's plane, `rise` metres above its middle.

    It starts at the back and runs by the right ear to the front, seen from above.
    """
    up = band.up()
    middle = on_head(figure, band.origin) + rise * up
    skin = _skull(figure)
    height = (skin - middle) @ up
    near = skin[np.abs(height) < _SLAB]
    right = np.cross(up, (0.0, 0.0, 1.0))
    right /= np.linalg.norm(right)
    ahead = np.cross(right, up)
    flat = np.stack([(near - middle) @ right, (near - middle) @ ahead], 1)
    hull = flat[ConvexHull(flat).vertices]
    centre = (hull.min(0) + hull.max(0)) / 2
    turn = np.linspace(0, 2 * np.pi, STEPS, endpoint=False)
    facing = np.stack([-np.sin(turn), -np.cos(turn)], 1)
    hairy = figure.person.hair.style not in ("bald", "buzz")
    away = _reach(hull - centre, facing) + band.gap + _HAIR * hairy
    # A band does not follow every bump.
    spectrum = np.fft.rfft(away)
    spectrum[9:] = 0
    away = np.maximum(np.fft.irfft(spectrum, STEPS), away)
    spot = centre + away[:, None] * facing
    return middle + spot[:, :1] * right + spot[:, 1:] * ahead


def _skull(figure: Figure) -> Float32[ndarray, "N 3"]:
    """The shown skin of the head without the ears."""
    skin = fine_skin().matrix @ figure.vertices[BODY]
    plain = (~np.logical_or(*both_ears())).astype(np.float32)
    head = figure.skeleton.bind[figure.skeleton.names.index("Head"), 1, 3]
    return skin[(fine_skin().matrix @ plain > 0.99) & (skin[:, 1] > head - 0.06)]


def _reach(hull: Float64[ndarray, "H 2"], facing: Float64[ndarray, "N 2"]) -> Float64[ndarray, "N"]:
    """Distance from the origin to a convex outline around it, along each direction."""
    after = np.roll(hull, -1, 0)
    edge = after - hull
    cross = edge[None, :, 0] * facing[:, None, 1] - edge[None, :, 1] * facing[:, None, 0]
    distance = (edge[:, 0] * -hull[:, 1] + edge[:, 1] * hull[:, 0])[None] / np.where(
        np.abs(cross) < 1e-12, 1e-12, -cross
    )
    return np.min(np.where(distance > 1e-6, distance, np.inf), 1)


def strap(figure: Figure, band: Band, thickness: float) -> Solid:
    """A flat band that hugs the skull: its upper edge follows the skull as its lower one does."""
    low, high = (cut_loop(figure, band, s * band.half) for s in (-1, 1))
    middle = (low.mean(0) + high.mean(0)) / 2
    up = band.up()

    def outer(points: ndarray) -> ndarray:
        out = points - middle
        out = out - (out @ up)[:, None] * up
        return points + thickness * out / np.linalg.norm(out, axis=1, keepdims=True)

    soft = 0.25 * (high - low)
    rings = np.stack(
        [low, outer(low) + 0.4 * soft, outer((low + high) / 2) + 0 * soft,
         outer(high) - 0.4 * soft, high, (low + high) / 2],
        1,
    )  # fmt: skip
    return loop(rings[:, ::-1])


def pressed(points: Float32[ndarray, "N 3"], figure: Figure, band: Band) -> Float32[ndarray, "N 3"]:
    """Hair drawn in under a band; away from it the hair swells out again at 45 degrees."""
    up = band.up()
    outline = cut_loop(figure, band)
    middle = outline.mean(0)
    away = points - middle
    height = away @ up
    flat = away - height[:, None] * up
    reach = np.linalg.norm(flat, axis=1)
    limit = _limit(outline - middle, flat, up) - band.gap
    limit = limit + np.clip(np.abs(height) - band.half - _MARGIN, 0, None)
    inward = np.minimum(1.0, limit / np.maximum(reach, 1e-6))
    return (middle + height[:, None] * up + flat * inward[:, None]).astype(np.float32)


def near_band(points: Float32[ndarray, "N 3"], figure: Figure, band: Band) -> Bool[ndarray, "N"]:
    """Points less than two centimetres above or below a band."""
    height = (points - on_head(figure, band.origin)) @ band.up()
    return np.abs(height) < band.half + 0.02


def _limit(outline: ndarray, flat: ndarray, up: ndarray) -> Float[ndarray, "N"]:
    """How far out the outline lies in each point's direction."""
    right = np.cross(up, (0.0, 0.0, 1.0))
    right /= np.linalg.norm(right)
    ahead = np.cross(right, up)
    hull = np.stack([outline @ right, outline @ ahead], 1)
    angle = np.arctan2(hull[:, 1], hull[:, 0])
    order = np.argsort(angle)
    radius = np.linalg.norm(hull, axis=1)[order]
    return np.interp(np.arctan2(flat @ ahead, flat @ right), angle[order], radius, period=2 * np.pi)
