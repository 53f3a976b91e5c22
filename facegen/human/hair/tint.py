"""The photo's hair colour, place by place, on the strands that grow beside the photo's sheet."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from jaxtyping import Float, Float32, Float64, Int64, UInt8
from numpy import ndarray
from scipy.spatial import cKDTree

from facegen.colorspace import srgb_to_linear
from facegen.encoding import encode_srgb
from facegen.human.figure import Figure
from facegen.human.hair.color import GREY
from facegen.human.hair.photo import shows_photo
from facegen.human.person import Hair
from facegen.human.topology import topology

_SIDE = 160
"""Pixels, at most, of the sheet when its broad colours are read."""
_SEEN = 0.5
"""Opacity from which the sheet's colour is known."""
_NEAREST = 24
_NEAR = 0.006
"""Metres on the base mesh within which the sheet's colours are averaged."""
_OTHER_SIDE = 0.02
"""Metres by which what the other half of the head shows is farther than it is."""
_RANGE = (0.3, 3.5)
"""Bounds of what the hair's own colour is multiplied by."""
_DITHER = 0.06
"""Log brightness (standard deviation) by which neighbouring strands differ."""
_STRANDS_SHOW = 0.80
"""Linear: light of strands over light of a sheet of their colour: they shade each other. Measured
on renders of both."""
_DARKEST = 2e-3


@dataclass(frozen=True)
class Tint:
    """Colours of the photo's hair on the base mesh."""

    tree: cKDTree
    """Of places on the base mesh (metres), those of the right half mirrored to the left."""
    left: Float64[ndarray, "N"]
    """1 for places on the person's left, -1 on the right."""
    log: Float64[ndarray, "N 3"]
    """Natural logarithm of linear colour."""

    def at(self, base: Float[ndarray, "M 3"]) -> Float64[ndarray, "M 3"]:
        """Log colour at places on the base mesh: the nearest that the photo shows, of either half
        of the head (inverse distance weighting, Shepard 1968)."""
        folded = np.abs(base * (1.0, 0.0, 0.0)) + base * (0.0, 1.0, 1.0)
        distance, near = self.tree.query(folded, k=min(_NEAREST, len(self.log)))
        far = distance + _OTHER_SIDE * (self.left[near] * np.sign(base[:, :1]) < 0)
        weight = 1 / (far**2 + _NEAR**2) ** 2
        return (weight[..., None] * self.log[near]).sum(1) / weight.sum(1)[:, None]


def photo_tint(figure: Figure) -> Tint | None:
    """What the photo's hair says of colour; None when the hair is not the photo's."""
    if not shows_photo(figure):
        return None
    sheet = figure.likeness.hair
    picture = sheet.picture
    scale = _SIDE / max(picture.shape)
    alpha = picture[..., 3:].astype(np.float32) / 255
    solid = np.dstack([srgb_to_linear(picture[..., :3]) * alpha, alpha])
    small = cv2.resize(solid, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    height, width = small.shape[:2]
    pixel = np.clip((sheet.uvs * (width, height)).astype(int), 0, (width - 1, height - 1))
    seen = small[pixel[:, 1], pixel[:, 0]]
    base = np.einsum("nk,nkc->nc", sheet.shares, topology().base[sheet.refs]).astype(np.float64)
    known = seen[:, 3] > _SEEN
    if known.sum() < 8:
        return None
    base, seen = base[known], seen[known]
    log = np.log(np.maximum(seen[:, :3] / seen[:, 3:], _DARKEST)).astype(np.float64)
    left = np.where(base[:, 0] < 0, -1.0, 1.0)
    return Tint(cKDTree(base * np.c_[left, np.ones((len(base), 2))]), left, log)


def tinted_columns(
    tint: Tint | None,
    base: Float64[ndarray, "R 3"],
    columns: int,
    hair: Hair,
    rng: np.random.Generator,
) -> tuple[Int64[ndarray, "R"], Float32[ndarray, "K 3"] | None]:
    """A column of the strand atlas for each card, and what each column's linear colour is times.

    Without a tint any card takes any column. With one, each column is a tone of the photo, from
    dark to light, and cards take the one that is the photo's where they are rooted.
    """
    if tint is None:
        return rng.integers(0, columns, len(base)), None
    wanted = tint.at(base)
    bright = wanted.mean(1) + _DITHER * rng.standard_normal(len(base))
    column = np.empty(len(base), np.int64)
    column[np.argsort(bright, kind="stable")] = np.arange(len(base)) * columns // len(base)
    tones = np.stack([wanted[column == k].mean(0) for k in range(columns)])
    own = srgb_to_linear(np.array(hair.color)) * (1 - hair.grey)
    own = np.maximum(own + hair.grey * srgb_to_linear(np.array(GREY)), _DARKEST)
    return column, np.clip(np.exp(tones) / _STRANDS_SHOW / own, *_RANGE).astype(np.float32)


def toned(
    image: UInt8[ndarray, "H W 4"], tones: Float32[ndarray, "K 3"] | None
) -> UInt8[ndarray, "H W 4"]:
    """A strand atlas whose columns have their tones."""
    if tones is None:
        return image
    linear = srgb_to_linear(np.arange(256, dtype=np.uint8))
    out = image.copy()
    width = image.shape[1] // len(tones)
    for k, tone in enumerate(tones):
        here = np.s_[:, k * width : (k + 1) * width]
        tables = encode_srgb(linear[:, None] * tone)
        for channel in range(3):
            out[here][..., channel] = tables[:, channel][image[here][..., channel]]
    return out
