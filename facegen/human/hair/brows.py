"""Eyebrows: MakeHuman's cards, recoloured, as dense as asked."""

from __future__ import annotations

import dataclasses
import functools

import cv2
import numpy as np
from jaxtyping import UInt8
from numpy import ndarray

from facegen.avatar import Part
from facegen.human.figure import Figure
from facegen.human.hair.color import StrandMaps, color_strands, facial_color, hair_material
from facegen.human.person import Brows, Color, Hair
from facegen.human.proxies import load_proxy, proxy_part

_DARKER = 0.62
"""Brows are darker than the hair on the head; in sRGB."""


def brow_parts(figure: Figure) -> list[Part]:
    """`brows`: both eyebrows in one blended card part; none where a photo shows them."""
    person, likeness = figure.person, figure.likeness
    if likeness is not None and likeness.skin is not None and person.brows == likeness.person.brows:
        return []
    proxy = load_proxy("eyebrows", person.brows.style)
    image = _texture_of(person.brows, person.hair)
    material = dataclasses.replace(
        hair_material("brows", image, None, roughness=0.7, blend=True), anisotropy=0.0
    )
    part = proxy_part(proxy, figure, material, "brows", subdivide=1)
    return [dataclasses.replace(part, casts_shadow=False)]


@functools.lru_cache(maxsize=2)
def _texture_of(brows: Brows, hair: Hair) -> UInt8[ndarray, "h w 4"]:
    return brow_texture(load_proxy("eyebrows", brows.style).texture(), brows, hair)


def brow_color(brows: Brows, hair: Hair) -> Color:
    """The asked colour, or the hair's root colour darkened (dyed hair keeps natural-dark brows)."""
    if brows.color is not None:
        return brows.color
    red, green, blue = hair.root_color or hair.color
    return (red * _DARKER, green * _DARKER, blue * _DARKER)


def brow_texture(
    texture: UInt8[ndarray, "h w 4"], brows: Brows, hair: Hair
) -> UInt8[ndarray, "h w 4"]:
    """The card's strands in the brow colour; `density` 0..1 scales how opaque they are."""
    alpha = texture[..., 3].astype(np.float32) / 255
    fine = alpha - cv2.GaussianBlur(alpha, (0, 0), 3)
    rng = np.random.default_rng(hair.seed)
    patches = rng.random(alpha.shape).astype(np.float32)
    lottery = cv2.GaussianBlur(patches, (0, 0), 1.5)
    lottery = np.argsort(np.argsort(lottery, axis=None)).reshape(alpha.shape) / alpha.size
    opaque = np.clip(alpha ** (1.35 - 0.7 * brows.density) * (0.35 + 0.9 * brows.density), 0, 0.97)
    maps = StrandMaps(
        tone=_byte(128 + 160 * fine),
        shade=np.full(alpha.shape, 128, np.uint8),
        strand=_byte(255 * lottery),
        along=np.full(alpha.shape, 128, np.uint8),
        alpha=_byte(255 * opaque),
    )
    colors = facial_color(hair, brow_color(brows, hair))
    return color_strands(maps, dataclasses.replace(colors, grey=0.6 * hair.grey), contrast=0.6)


def _byte(image: ndarray) -> UInt8[ndarray, "h w"]:
    return np.clip(np.rint(image), 0, 255).astype(np.uint8)
