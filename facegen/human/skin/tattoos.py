"""Tattoos: ink under the skin, projected from designs onto places of the unshaped head."""

from __future__ import annotations

import functools
from dataclasses import dataclass

import cv2
import numpy as np
from jaxtyping import Float32
from numpy import ndarray

from facegen.human.person import Skin
from facegen.human.ramps import smoothstep
from facegen.human.skin.canvas import Canvas, make_canvas
from facegen.human.skin.designs import REACH, SIDE, design_distance
from facegen.human.skin.layers import Finish
from facegen.human.skin.patterns import linear, open_skin
from facegen.human.skin.wrinkles import lift

_INK = (0.045, 0.065, 0.095)
"""Blue-black, sRGB."""
_BLUR_MM = 0.22
"""Ink spreads so far in living skin."""
_DEPTH_MM = 22.0
"""Texels farther behind a design's plane belong to another side of the head."""


@dataclass(frozen=True)
class _Place:
    """Where a design lies, on the unshaped head in front view, mm."""

    middle: tuple[float, float]
    radius: float
    """Half the width of a design."""
    side: float = 0.0
    """Towards which side it faces at least: -1..1, for places that the front view hardly sees."""


_PLACES = {
    "cheek_left": _Place((49, 683), 18.0),
    "temple_left": _Place((63, 757), 16.0, 0.5),
    "forehead": _Place((0, 785), 21.0),
    "chin": _Place((0, 633), 13.0),
    "neck": _Place((46, 592), 25.0, 0.6),
}
_OFFSETS = {("tear", "cheek_left"): _Place((34, 709), 6.0)}
"""Designs that belong somewhere in particular."""
_WIDER = {
    ("letters", "forehead"): 1.35, ("lines", "chin"): 1.2, ("tear", "chin"): 0.6,
    ("tear", "temple_left"): 0.5, ("tear", "forehead"): 0.45, ("tear", "neck"): 0.5,
}  # fmt: skip
_WHOLE_FACE = ("cheek_left", "cheek_right", "forehead", "chin")
_FACE_MIDDLE, _FACE_UNIT = (0.0, 705.0), 100.0
_LEGIBLE = ("letters",)
"""Never mirrored."""


def add_tattoos(canvas: Canvas, finish: Finish, skin: Skin) -> None:
    """Ink every tattoo of `skin` into the colour; the skin's gloss and relief stay as they are."""
    if not skin.tattoos:
        return
    where = open_skin(canvas)
    ink = linear(skin.ink or _INK)
    for tattoo in skin.tattoos:
        cover = ink_cover(canvas, *tattoo.split("@")) * where
        if cover.any():
            # A veil of skin stays over the ink.
            finish.lay(0.90 * ink + 0.10 * finish.color, 0.93 * cover)


def inks_body(skin: Skin) -> bool:
    """Whether a tattoo reaches beyond the head's atlas into the body's."""
    return any(tattoo.endswith("@neck") for tattoo in skin.tattoos)


def ink_cover(canvas: Canvas, design: str, place: str) -> Float32[ndarray, "S S"]:
    """0..1 ink per texel."""
    cover = np.zeros(canvas.active.shape, np.float32)
    if place == "face" and design == "moko":
        at = (canvas.position[..., :2] - np.float32(_FACE_MIDDLE)) / np.float32(_FACE_UNIT)
        ahead = smoothstep(20.0, 45.0, canvas.position[..., 2])
        return _inked(design_distance("moko face"), at, _FACE_UNIT, canvas) * ahead
    for one in _WHOLE_FACE if place == "face" else (place,):
        np.maximum(cover, _at_place(canvas, design, one), out=cover)
    return cover


def _at_place(canvas: Canvas, design: str, place: str) -> Float32[ndarray, "S S"]:
    left = place.replace("right", "left")
    spot = _OFFSETS.get((design, left), _PLACES[left])
    radius = spot.radius * _WIDER.get((design, left), 1.0)
    flip = -1.0 if place.endswith("right") else 1.0
    middle, normal = _anchor(spot)
    middle, normal = middle * (flip, 1, 1), normal * (flip, 1, 1)
    right = np.cross((0.0, 1.0, 0.0), normal)
    right /= np.linalg.norm(right)
    up = np.cross(normal, right)
    away = canvas.position - np.float32(middle)
    near = (away**2).sum(-1) < (1.6 * radius) ** 2
    if not near.any():
        return np.zeros(near.shape, np.float32)
    turn = 1.0 if design in _LEGIBLE else flip
    at = np.stack([turn * (away @ np.float32(right)), away @ np.float32(up)], -1) / radius
    deep = np.abs(away @ np.float32(normal)) < _DEPTH_MM
    name = "moko chin" if (design, place) == ("moko", "chin") else design
    return _inked(design_distance(name), at.astype(np.float32), radius, canvas) * (near & deep)


def _inked(
    image: Float32[ndarray, "N N 2"],
    at: Float32[ndarray, "S S 2"],
    radius: float,
    canvas: Canvas,
) -> Float32[ndarray, "S S"]:
    """Coverage of lines and shading at design coordinates `at`; softened by ink and texel size."""
    column = (at[..., 0] + 1) / 2 * SIDE - 0.5
    row = (1 - at[..., 1]) / 2 * SIDE - 0.5
    found = cv2.remap(
        image, column.astype(np.float32), row.astype(np.float32), cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_CONSTANT, borderValue=(REACH, REACH),
    )  # fmt: skip
    soft = max(_BLUR_MM, 0.6 * canvas.texel_mm) / radius
    lines = smoothstep(soft, -soft, found[..., 0])
    # Shading thins out from its outline inwards to the light, as needles lay it.
    shade = smoothstep(0.02, -0.22, found[..., 1]) * 0.55 + 0.18 * (found[..., 1] < 0)
    return np.maximum(lines, shade).astype(np.float32)


@functools.cache
def _anchor(spot: _Place) -> tuple[ndarray, ndarray]:
    """Point on the skin (mm) and outward direction of the plane that a design is projected from."""
    canvas = make_canvas("head", 512)
    middle = lift((spot.middle, (spot.middle[0], spot.middle[1] + 0.1)))[0].astype(np.float64)
    if spot.middle[1] < 615:
        body = make_canvas("body", 512)
        points = body.position[body.covered & (np.abs(body.position[..., 0]) < 90)]
    else:
        points = canvas.position[canvas.covered & (canvas.lip > 6) & (canvas.eye > 4)]
    near = points[np.linalg.norm(points - middle, axis=1) < 0.8 * spot.radius].astype(np.float64)
    centre = near.mean(0)
    normal = np.linalg.svd(near - centre, full_matrices=False)[2][2]
    outward = middle - (0.0, middle[1], 20.0)
    if normal @ outward < 0:
        normal = -normal
    return middle, normal
