"""The colour of a portrait's beard, which often is not that of the head hair."""

from __future__ import annotations

import dataclasses

import cv2
import numpy as np
from jaxtyping import Float
from numpy import ndarray

from facegen.colorspace import linear_to_srgb, srgb_to_linear
from facegen.human.person import Color, Person
from facegen.portrait import regions as r
from facegen.portrait.analysis import PortraitAnalysis
from facegen.portrait.colour import LUMINANCE
from facegen.portrait.hair_photo import body_color
from facegen.portrait.segments import CLASS

_PARTS = {
    "moustache": (r.MOUSTACHE,),
    "handlebar": (r.MOUSTACHE,),
    "goatee": (r.CHIN,),
    "circle": (r.MOUSTACHE, r.CHIN),
    "sideburns": (r.SIDEBURN_LEFT, r.SIDEBURN_RIGHT),
}
_WHOLE = (r.MOUSTACHE, r.CHIN, r.JAW_LEFT, r.JAW_RIGHT)
"""Where beards of other styles are seen."""
_STRANDS = 0.5
"""Share of the pixels that shows hair rather than what is between: the darker ones over skin, the
lighter ones of a white beard over its own shade."""
_WHITE = 0.5
_SEEN = 0.35
"""Luminance over the cheeks' from which a beard is white, and the share of its pixels below."""
_LEAST = 60
"""Pixels below which nothing is said."""


def with_beard_color(
    analysis: PortraitAnalysis, person: Person, balance: Float[ndarray, "3"]
) -> Person:
    """`person` with the beard in the photo's colour; unchanged without beard or sight of it.

    `balance` turns the photo's linear colours into albedo.
    """
    style = person.facial_hair.style
    if style in ("none", "stubble"):
        return person
    side = analysis.parsing.shape[1]
    points = analysis.landmarks.points * (side / len(analysis.crop.image))
    beard = r.regions(points, _PARTS.get(style, _WHOLE), side)
    beard &= analysis.parsing[[CLASS["skin"], CLASS["hair"]]].sum(0) > 0.6
    if beard.sum() < _LEAST:
        return person
    small = cv2.resize(analysis.crop.image, (side, side), interpolation=cv2.INTER_AREA)
    light = srgb_to_linear(small[beard]) * balance
    bright = light @ LUMINANCE
    cheeks = r.regions(points, (r.CHEEK_LEFT, r.CHEEK_RIGHT), side)
    skin = srgb_to_linear(small[cheeks]) * balance @ LUMINANCE
    white = len(skin) > 0 and np.quantile(bright, _SEEN) > _WHITE * np.median(skin)
    middle = np.quantile(bright, 1 - _STRANDS if white else _STRANDS)
    seen = body_color(light[bright >= middle if white else bright <= middle])
    color: Color = tuple(round(float(c), 4) for c in linear_to_srgb(np.clip(seen, 0, 0.85)))
    return dataclasses.replace(
        person, facial_hair=dataclasses.replace(person.facial_hair, color=color)
    )
