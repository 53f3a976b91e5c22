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
from facegen.human.hair.ground import head_patch
from facegen.human.hair.masks import scalp_weight
from facegen.human.hair.photo import photo_sheet, shows_photo
from facegen.human.person import Hair
from facegen.human.topology import topology

_SIDE = 160
"""Pixels, at most, of the sheet when its broad colours are read."""
_SEEN = 0.5
"""Opacity from which the sheet's colour is known."""
_NEAREST = 24
_NEAR = 0.006
"""Metres on the base mesh within which the sheet's colours are averaged."""
_OTHER_SIDE = 0.08
"""Metres by which what the other half of the head shows is farther than it is."""
_RANGE = (0.3, 3.5)
"""Bounds of what the hair's own colour is multiplied by."""
_DITHER = 0.06
"""Log brightness (standard deviation) by which neighbouring strands differ."""
_LOCK = 5.0
"""Pixels (Gaussian) of the sheet above which a difference is between locks."""
_USUAL, _CONTRASTS = 0.22, (0.7, 1.8)
"""Deviation of log brightness between our own strands, and bounds of the photo's over it."""
_STRANDS_SHOW = 0.90
"""Linear: light of strands over light of a sheet of their colour, since they shade each other.
Set by eye on views where the two meet; it hangs on the style's density and on the light."""
_FILM = 0.015
"""Linear: what strands beside a photo mirror of the studio, and the photo's sheet does not; by eye,
too."""
_DARKEST = 2e-3


@dataclass(frozen=True)
class Tint:
    """Colours of the photo's hair on the base mesh."""

    tree: cKDTree
    """Of places on the base mesh (metres), those of the right half mirrored to the left."""
    left: Float64[ndarray, "N"]
    """1 for places on the person's left, -1 on the right."""
    log: Float64[ndarray, "N 3"]
    """Natural logarithm of linear colour, between light and dark strands."""
    contrast: float
    """Of the strands, in that of our own hair textures."""

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
    sheet = photo_sheet(figure)
    picture = sheet.picture
    scale = _SIDE / max(picture.shape)
    alpha = picture[..., 3:].astype(np.float32) / 255
    log = np.log(np.maximum(srgb_to_linear(picture[..., :3]), _DARKEST))
    solid = np.dstack([log * alpha, alpha])
    small = cv2.resize(solid, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    height, width = small.shape[:2]
    pixel = np.clip((sheet.uvs * (width, height)).astype(int), 0, (width - 1, height - 1))
    seen = small[pixel[:, 1], pixel[:, 0]]
    base = np.einsum("nk,nkc->nc", sheet.shares, topology().base[sheet.refs]).astype(np.float64)
    known = seen[:, 3] > _SEEN
    if known.sum() < 8:
        return None
    base, seen = base[known], seen[known]
    means = (seen[:, :3] / seen[:, 3:]).astype(np.float64)
    left = np.where(base[:, 0] < 0, -1.0, 1.0)
    return Tint(
        cKDTree(base * np.c_[left, np.ones((len(base), 2))]),
        left,
        means,
        _contrast(log.mean(-1), alpha[..., 0]),
    )


def _contrast(log: Float32[ndarray, "H W"], alpha: Float32[ndarray, "H W"]) -> float:
    """Deviation of log brightness between strands that are wholly seen."""
    fine = log - cv2.GaussianBlur(log, (0, 0), _LOCK)
    solid = cv2.erode(alpha, np.ones((7, 7))) > 0.95
    if solid.sum() < 400:
        return 1.0
    return round(float(np.clip(fine[solid].std() / _USUAL, *_CONTRASTS)), 1)


def tinted_columns(
    tint: Tint | None,
    base: Float64[ndarray, "R 3"],
    columns: int,
    hair: Hair,
    rng: np.random.Generator,
) -> tuple[Int64[ndarray, "R"], Float32[ndarray, "K 3"] | None]:
    """A column of the strand atlas for each card, and what each column's linear colour is times.

    Without a tint any card takes any column. With one, each column is a tone of the photo, from
    dark to light, and cards take the one that is the photo's where they are rooted;
    columns that no card takes have the tone of all.
    """
    if tint is None or not len(base):
        return rng.integers(0, columns, len(base)), None
    wanted = tint.at(base)
    bright = wanted.mean(1) + _DITHER * rng.standard_normal(len(base))
    column = np.empty(len(base), np.int64)
    column[np.argsort(bright, kind="stable")] = np.arange(len(base)) * columns // len(base)
    taken = [column == k for k in range(columns)]
    tones = np.stack([wanted[here if here.any() else ...].mean(0) for here in taken])
    return column, _factors(tint, tones, hair)


def overall_tone(tint: Tint | None, hair: Hair) -> Float32[ndarray, "1 3"] | None:
    """What linear colour is times where every strand has the same: the mean over the scalp."""
    if tint is None:
        return None
    base = head_patch().base
    scalp = base[scalp_weight(base) > 0.9][::20].astype(np.float64)
    return _factors(tint, tint.at(scalp).mean(0)[None], hair)


def _factors(tint: Tint, tones: Float64[ndarray, "K 3"], hair: Hair) -> Float32[ndarray, "K 3"]:
    """What the dye is times to look like log colours between light and dark."""
    # Of strands of more contrast the mean, which a dye is, lies further over the middle.
    tones = tones + 0.5 * (_USUAL * tint.contrast) ** 2
    own = srgb_to_linear(np.array(hair.color)) * (1 - hair.grey)
    own = np.maximum(own + hair.grey * srgb_to_linear(np.array(GREY)), _DARKEST)
    wanted = np.maximum(np.exp(tones) / _STRANDS_SHOW - _FILM, _DARKEST)
    return np.clip(wanted / own, *_RANGE).astype(np.float32)


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
