"""A photo's skin laid over the painted one, so that edits of the recipe still show."""

from __future__ import annotations

import dataclasses

import cv2
import numpy as np
from jaxtyping import Float32
from numpy import ndarray

from facegen.colorspace import srgb_to_linear
from facegen.human.likeness import Likeness
from facegen.human.person import Person, Skin
from facegen.human.ramps import smoothstep
from facegen.human.skin.canvas import Canvas
from facegen.human.skin.layers import Finish
from facegen.human.skin.texels import atlas_texels
from facegen.human.surface import fine_skin

_RATIO_SIZE = 512
"""Texels along the atlas at which the body's smooth ratio is looked up."""
_LIP_EDGE = 6.8
"""Edge loop (`Canvas.lip`) at which the red of the lips ends, at most."""
PIGMENTS = (
    "melanin", "haemoglobin", "undertone", "tint", "wrinkles", "freckles", "moles", "blotches",
    "blush", "scars", "pattern", "seed",
)  # fmt: skip
"""Fields of `Skin` that colour the skin itself: the photo follows when one is edited."""


def pigments_edited(person: Person, likeness: Likeness) -> bool:
    """Whether the skin's own colours are no longer those that the photo was painted over."""
    was = likeness.person
    return any(getattr(person.skin, n) != getattr(was.skin, n) for n in PIGMENTS) or (
        person.shape.age != was.shape.age
    )


def brows_edited(person: Person, likeness: Likeness) -> bool:
    """Whether the brows are no longer those that the photo shows."""
    return person.brows != likeness.person.brows


def lay_photo(
    person: Person,
    canvas: Canvas,
    finish: Finish,
    likeness: Likeness,
    before: Float32[ndarray, "S S 3"] | None = None,
) -> Float32[ndarray, "S S"] | None:
    """Bring `finish` to the photo's colours; returns how far each texel is the photo's.

    `before` is the painted colour (linear) of `likeness.person`, wanted when `pigments_edited`.
    """
    now = finish.color.copy() if before is not None else None
    if likeness.ratio is not None:
        finish.color *= _ratio_map(canvas, likeness)
    if likeness.skin is None or canvas.name != "head":
        return None
    size = (canvas.size, canvas.size)
    image = cv2.resize(likeness.skin, size, interpolation=cv2.INTER_CUBIC)
    photo = srgb_to_linear(image[..., :3])
    cover = image[..., 3].astype(np.float32) / 255
    if before is not None:
        photo = np.clip(photo * now / np.maximum(before, 1e-4), 0, 1)
    cover *= 1 - _taken_back(person, canvas, likeness)
    finish.lay(photo, cover)
    return cover


def without_photographed(skin: Skin, likeness: Likeness) -> Skin:
    """`skin` without the make-up that the photo already shows."""
    was = likeness.person.skin
    same = {
        name: getattr(Skin(), name)
        for name in ("lip_color", "eyeshadow", "eyeliner")
        if getattr(skin, name) == getattr(was, name)
    }
    return dataclasses.replace(skin, **same)


def brow_zone(canvas: Canvas) -> Float32[ndarray, "S S"]:
    """Where eyebrows grow, generously; 0..1."""
    side, y, z = np.abs(canvas.position[..., 0]), canvas.position[..., 1], canvas.position[..., 2]
    arch = 739 + 3 * np.clip((side - 8) / 18, 0, 1) - 5 * np.clip((side - 42) / 16, 0, 1)
    zone = smoothstep(13.0, 8.5, np.abs(y - arch)) * smoothstep(68.0, 61.0, side)
    zone *= smoothstep(6.0, 8.5, canvas.eye)
    return (zone * smoothstep(3.0, 7.0, side) * (z > 80)).astype(np.float32)


def _taken_back(person: Person, canvas: Canvas, likeness: Likeness) -> Float32[ndarray, "S S"]:
    """How far the photo gives way to paint: to brows and lips that were changed by hand."""
    away = np.zeros((canvas.size, canvas.size), np.float32)
    if brows_edited(person, likeness):
        away = np.maximum(away, brow_zone(canvas))
    if person.skin.lip_color is None and likeness.person.skin.lip_color is not None:
        away = np.maximum(away, smoothstep(_LIP_EDGE + 1.5, _LIP_EDGE, canvas.lip))
    return away


def _ratio_map(canvas: Canvas, likeness: Likeness) -> Float32[ndarray, "S S 3"]:
    size = min(canvas.size, _RATIO_SIZE)
    fine = atlas_texels(canvas.name, size).look_up(fine_skin().matrix @ likeness.ratio)
    full = (canvas.size, canvas.size)
    return cv2.resize(np.exp(fine), full, interpolation=cv2.INTER_LINEAR)
