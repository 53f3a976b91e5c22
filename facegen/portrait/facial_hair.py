"""Beard and moustache: where the lower face is darker, or far less red, than its cheeks."""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np
from jaxtyping import Bool, Float, Float32
from numpy import ndarray

from facegen.portrait import regions as r
from facegen.portrait.analysis import Guess
from facegen.portrait.colour import LUMINANCE
from facegen.portrait.segments import likeliest

MOUSTACHE, CHIN, SIDE, JAW = 0.85, 1.1, 1.05, 0.95
"""Log of cheek over region luminance from which hair grows there. Bare skin reaches 0.54, 1.0, 0.9
and 0.9 on renders: light from above leaves the chin in shade."""
STUBBLE = 0.5
REDDER = 0.05
"""Log red over green by which bare skin exceeds stubble at least."""
WHITE = 4.5
"""Log luminance that counts as much as each lost unit of log red over green: grey beards are no
darker than skin. Chins of bare men lose 0.02 at most in photos, grey beards on renders 0.3."""
BOYISH = 0.35
"""Masculine expression below which a shaded chin is more likely than a beard."""


class Cover(NamedTuple):
    """Log of the cheek's luminance over each part's; the side that is less in shade counts."""

    moustache: float
    chin: float
    side: float
    """Between chin and corner of the mouth."""
    jaw: float
    sideburn: float
    lip_pale: float = 0.0
    """How much less red than the cheeks each part is, log red over green."""
    chin_pale: float = 0.0
    side_pale: float = 0.0
    jaw_pale: float = 0.0

    @property
    def pale(self) -> float:
        """Of chin and jaw on average."""
        return (self.chin_pale + self.side_pale + self.jaw_pale) / 3


def measure_cover(
    linear: Float32[ndarray, "P P 3"],
    parsing: Float32[ndarray, "19 P P"],
    points: Float[ndarray, "478 3"],
) -> Cover:
    """Measures in a picture (linear RGB) with its parsing and landmarks, all in its pixels."""
    size = len(linear)
    light = np.log(linear @ LUMINANCE + 0.01)
    red = np.log((linear[..., 0] + 0.01) / (linear[..., 1] + 0.01))
    lips = r.region(points, r.LIPS, size)
    for name in ("lip_upper", "lip_lower", "mouth"):
        lips |= likeliest(parsing, name)
    grown = cv2.dilate(lips.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0

    def darker(part: tuple[int, ...], *cheeks: tuple[int, ...]) -> tuple[float, float]:
        here = _median(light, red, r.region(points, part, size) & ~grown)
        bare = np.mean([_median(light, red, r.region(points, c, size)) for c in cheeks], 0)
        return float(bare[0] - here[0]), float(bare[1] - here[1])

    both = (r.CHEEK_LEFT, r.CHEEK_RIGHT)
    sides = [darker(r.CHIN_SIDE_LEFT, both[0]), darker(r.CHIN_SIDE_RIGHT, both[1])]
    jaws = [darker(r.JAW_LEFT, both[0]), darker(r.JAW_RIGHT, both[1])]
    burns = [darker(r.SIDEBURN_LEFT, both[0]), darker(r.SIDEBURN_RIGHT, both[1])]
    chin, lip = darker(r.CHIN, *both), darker(r.MOUSTACHE, *both)
    return Cover(
        moustache=lip[0],
        chin=chin[0],
        side=min(sides)[0],
        jaw=min(jaws)[0],
        sideburn=min(burns)[0],
        lip_pale=lip[1],
        chin_pale=chin[1],
        side_pale=min(s[1] for s in sides),
        jaw_pale=min(j[1] for j in jaws),
    )


def read_facial_hair(cover: Cover, masculine: float, age: float) -> Guess[str]:
    """The style among `human.person.FACIAL_HAIR_STYLES` that comes nearest."""
    manly = float(np.clip((masculine - 0.1) / (2 * (BOYISH - 0.1)), 0, 1)) * float(age > 14)
    doubt = 0.35 * (1.0 - manly)  # a shaded female chin needs more to pass for a beard
    white = WHITE * (manly > 0.9)
    grown = (
        max(cover.moustache, white * cover.lip_pale),
        max(cover.chin, white * cover.chin_pale),
        max(cover.side, white * cover.side_pale),
        max(cover.jaw, white * cover.jaw_pale),
    )
    lip, chin, side, jaw = (
        value - limit - doubt
        for value, limit in zip(grown, (MOUSTACHE, CHIN, SIDE, JAW), strict=True)
    )
    even = (grown[0] + grown[1] + grown[3]) / 3
    if jaw > 0 and (lip > 0 or chin > 0):
        style, margin = ("full beard" if even > 1.15 else "short beard"), jaw + max(lip, chin)
    elif lip > 0 and chin > 0:
        style, margin = "circle", lip + chin
    elif lip > 0:
        style, margin = "moustache", lip
    elif chin > 0 and chin > side + 0.3:
        style, margin = "goatee", chin
    elif (
        manly > 0.9
        and (shade := (cover.moustache + cover.chin + cover.jaw) / 3) > STUBBLE
        and cover.pale > REDDER
        and cover.moustache > 0.3
    ):
        style, margin = "stubble", shade - STUBBLE
    else:
        style, margin = "none", min(-lip, -chin, 0.6)
    return Guess(style, float(0.5 + 0.45 * np.tanh(2.0 * abs(margin))))


def _median(light: ndarray, red: ndarray, mask: Bool[ndarray, "P P"]) -> ndarray:
    if mask.sum() < 12:
        return np.zeros(2)
    return np.array([np.median(light[mask]), np.median(red[mask])])
