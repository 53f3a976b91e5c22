"""Shaved hair: follicles in the skin where a beard or scalp hair would grow."""

from __future__ import annotations

import functools

import cv2
import numpy as np
from jaxtyping import Float32, Float64
from numba import njit, prange
from numpy import ndarray

from facegen.colorspace import srgb_to_linear
from facegen.compiled import PARALLEL
from facegen.human.hair.masks import beard_weight, scalp_weight
from facegen.human.likeness import Likeness
from facegen.human.person import Person
from facegen.human.skin.canvas import Canvas, Check, bands, idle, make_canvas
from facegen.human.skin.layers import Layers
from facegen.human.skin.noise import FAR_CELL, KEPT_CELL, near_cells, near_noise, unit_hash

MASK_SIZE = 512


def add_stubble(
    canvas: Canvas,
    layers: Layers,
    color: Float32[ndarray, "S S 3"],
    person: Person,
    check: Check = idle,
    likeness: Likeness | None = None,
    shown: Float32[ndarray, "S S"] | None = None,
) -> None:
    """Darken `color` (linear, in place) by the hair under and just above the skin.

    A photo shows follicles itself where it covers the skin (`shown`, 0..1), unless the person was
    since given others.
    """
    if canvas.name != "head":
        return
    scalp, beard = hair_cover(canvas, person)
    if likeness is not None and shown is not None:
        was = likeness.person
        if scalp is not None and person.hair.style == was.hair.style:
            scalp *= 1 - shown
        if beard is not None and (person.skin.stubble, person.facial_hair.style) == (
            was.skin.stubble, was.facial_hair.style,
        ):  # fmt: skip
            beard *= 1 - shown
    if scalp is None and beard is None:
        return
    hair = srgb_to_linear(np.array(person.hair.root_color or person.hair.color))
    grey = 0.55 * person.hair.grey
    hair = hair * (1 - grey) + 0.35 * grey
    face = person.facial_hair.color
    face = hair if face is None else srgb_to_linear(np.array(face))
    texel = np.float64(canvas.texel_mm)
    seed = np.int64((person.skin.seed & 0xFFFFFF) + 91)
    for mask, ink in ((scalp, hair), (beard, face)):
        for rows in () if mask is None else bands(canvas, check):
            _follicles(
                canvas.position[rows],
                canvas.active[rows],
                mask[rows],
                color[rows],
                layers.height[rows],
                layers.roughness[rows],
                ink,
                texel,
                seed,
            )


@functools.lru_cache(maxsize=4)
def _where(kind: str) -> Float64[ndarray, "N"]:
    """Hair weight of a small head atlas's texels, for "scalp" or a beard style."""
    points = make_canvas("head", MASK_SIZE).position.reshape(-1, 3).astype(np.float64) / 1000
    return scalp_weight(points, 0.010) if kind == "scalp" else beard_weight(kind, points)


def hair_cover(
    canvas: Canvas, person: Person
) -> tuple[Float32[ndarray, "S S"] | None, Float32[ndarray, "S S"] | None]:
    """How densely follicles show on scalp and beard area, 0..1 per texel; None where nowhere."""
    scalp = beard = None
    amount = {"bald": 0.10, "buzz": 0.85}.get(person.hair.style, 0.60)
    if amount:
        scalp = amount * _where("scalp")
    shave = person.skin.stubble
    style = person.facial_hair.style
    beard = np.zeros(MASK_SIZE * MASK_SIZE)
    if shave > 0:
        beard = shave * _where("full beard")
    if style not in ("none", "stubble"):
        beard = np.maximum(beard, 0.55 * _where(style))
    elif style == "stubble":
        beard = np.maximum(beard, max(0.7, shave) * _where("full beard"))

    def full(mask: ndarray) -> ndarray:
        mask = mask.reshape(MASK_SIZE, MASK_SIZE).astype(np.float32)
        mask = cv2.GaussianBlur(mask, (0, 0), 2.0)
        mask = cv2.resize(mask, (canvas.size,) * 2, interpolation=cv2.INTER_LINEAR)
        # The body has no follicles: the shade ends before the neck's border.
        return mask * np.clip(canvas.border - 0.1, 0, 1)

    return (
        full(scalp) if scalp is not None and scalp.any() else None,
        full(beard) if beard.any() else None,
    )


@njit(parallel=PARALLEL, cache=True, fastmath=True)
def _follicles(position, active, mask, color, height, roughness, ink, texel, seed):
    for row in prange(mask.shape[0]):
        kept = np.full((3, KEPT_CELL), FAR_CELL)
        for col in range(mask.shape[1]):
            amount = mask[row, col]
            if amount < 0.004 or not active[row, col]:
                continue
            x, y, z = position[row, col, 0], position[row, col, 1], position[row, col, 2]
            patchy = 1 + 0.35 * near_noise(x / 6, y / 6, z / 6, seed, kept[2])
            amount = min(1.0, amount * patchy)
            dots = 0.0
            for layer in range(2):
                spacing = 0.95 + 0.28 * layer
                # Short hairs lean downwards: dots are longer than wide.
                first, _, cell = near_cells(
                    x / spacing, y / (1.5 * spacing), z / spacing, seed + 1 + layer, kept[layer]
                )
                if unit_hash(cell, 1) < 0.35 + 0.65 * amount:
                    radius = max(0.17, 0.55 * texel / spacing)
                    thin = (0.17 / radius) ** 2
                    dots = max(dots, thin * np.exp(-((first / radius) ** 2)))
            dots *= smooth_amount(amount)
            # Below the skin hair shows as a soft shade, bluish for want of red.
            veil = 0.36 * amount
            cover = min(1.0, veil + 0.62 * dots * (0.4 + 0.6 * amount))
            for k in range(3):
                under = ink[k] * 0.9 + 0.004 * (k + 1)
                color[row, col, k] += (under - color[row, col, k]) * cover
            height[row, col] += 0.05 * dots
            roughness[row, col] += 0.06 * amount


@njit(cache=True, fastmath=True)
def smooth_amount(amount):
    """Dots appear before the veil does."""
    return min(1.0, 1.6 * amount)
