"""Own colours of skin, eyes, hair and clothes: what the photo shows with its light taken off.

A picture alone does not tell a pale face in shade from a dark one in the sun. What is known of
light, of skin (all skins lie on the two-pigment surface of `human.skin.tone`) and of the white of
the eye makes one answer the likeliest: all are Gaussian in log colour, so that for each skin of a
grid the light follows in closed form, and the answer is the mean over the grid.
"""

from __future__ import annotations

import functools
from typing import NamedTuple

import numpy as np
from jaxtyping import Bool, Float, Float64, UInt8
from numpy import ndarray

from facegen.colorspace import linear_to_srgb, srgb_to_linear
from facegen.human.person import Color
from facegen.human.skin.tone import ita_degrees, skin_color_linear
from facegen.portrait.analysis import SkinTone

LUMINANCE = np.array([0.2126, 0.7152, 0.0722])
MELANIN, HAEMOGLOBIN, UNDERTONE = (
    np.linspace(0.0, 1.0, 51), np.linspace(-0.1, 1.3, 15), np.linspace(-1.0, 1.0, 9),
)  # fmt: skip
"""The grid of skins."""
USUAL = ((0.35, 0.35), (0.5, 0.15), (0.0, 0.3))
"""Mean and standard deviation of each pigment among people."""
SHEEN = 0.03
"""What skin mirrors of a usual light, over its irradiance: it lightens dark skin."""
LIGHT_MIX = np.array([[1.0, 1.0, 0.0], [1.0, 0.0, 1.0], [1.0, -1.0, 0.0]])
"""Log R, G, B of a light by its log strength, warmth and tint."""
LIGHT_MEAN = np.array([np.log(0.72), 0.0, 0.0])
LIGHT_SD = np.array([0.35, 0.08, 0.05])
"""Photographers expose faces much alike and balance the white; renders taught the figures."""
UNDEREXPOSED = 0.35
"""Brightest part of a photo, linear, below which it was exposed too little."""
SEEN_SD = 0.03
WHITE, WHITE_SD, WHITE_TINT_SD = 0.25, 0.35, 0.17
"""The white of the eye between its lids, over a full white; spread of strength and of tint."""
IRIS_GLINT, IRIS_SHADE = 0.04, 0.5
"""Of an iris in its socket: what the cornea mirrors, and the share of the light that arrives."""
DARKEST_IRIS = np.array([0.02, 0.008, 0.004])
"""Linear RGB of the brownest iris: none is darker, none redder."""
HAIR_GLINT = 0.03
DYED = (0.4, 0.8)
"""Log of the largest over the smallest channel from which bluish hair may be dyed, and is."""


class Illumination(NamedTuple):
    """What a full white would look like on the face, linear RGB."""

    white: Float64[ndarray, "3"]
    misfit: float
    """How unlike any skin in a usual light the face is: squared standard deviations."""

    def removed(self, seen: Float[ndarray, "... 3"]) -> Float[ndarray, "... 3"]:
        """Seen colour over the light's."""
        return seen / self.white


@functools.cache
def _skins() -> tuple[Float64[ndarray, "N 3"], Float64[ndarray, "N 3"]]:
    """Pigments of the grid, and log of what each skin sends back of a full white light."""
    axes = np.meshgrid(MELANIN, HAEMOGLOBIN, UNDERTONE, indexing="ij")
    pigments = np.stack([axis.ravel() for axis in axes], 1)
    color = np.concatenate(
        [skin_color_linear(axes[0][..., k], axes[1][..., k], u)[:, :, None]
         for k, u in enumerate(UNDERTONE)], 2,
    )  # fmt: skip
    return pigments, np.log(color.reshape(-1, 3) + SHEEN)


def read_skin(
    seen: Float[ndarray, "3"],
    eye_white: Float[ndarray, "3"] | None,
    brightest: float = 1.0,
    *,
    colourless: bool = False,
) -> tuple[SkinTone, Illumination]:
    """Skin and light from the seen colours (linear) of cheeks and forehead and of the eye's white.

    Melanin is right within 0.08 on average on renders under twelve lights. In a `colourless` photo
    only the brightness counts. `brightest` is the photo's brightest part (see that function).
    """
    usual = LIGHT_MEAN.copy()
    usual[0] += min(0.0, np.log(max(brightest, 0.002) / UNDEREXPOSED))
    pigments, skins = _skins()
    tint = np.eye(3) - 1 / 3
    offsets = np.log(np.maximum(seen, 1e-4)) - skins - LIGHT_MIX @ usual
    mix, noise = LIGHT_MIX, np.eye(3) * SEEN_SD**2 + colourless * tint
    if eye_white is not None:
        white = np.log(np.maximum(eye_white, 1e-4)) - np.log(WHITE) - LIGHT_MIX @ usual
        offsets = np.concatenate([offsets, np.broadcast_to(white, offsets.shape)], 1)
        mix = np.concatenate([mix, mix])
        white_noise = WHITE_SD**2 + (WHITE_TINT_SD**2 + colourless) * tint
        noise = np.block([[noise, np.zeros((3, 3))], [np.zeros((3, 3)), white_noise]])
    light = np.diag(LIGHT_SD**2)
    precision = np.linalg.inv(mix @ light @ mix.T + noise)
    cost = np.einsum("ni,ij,nj->n", offsets, precision, offsets)
    for value, (mean, sd) in zip(pigments.T, USUAL, strict=True):
        cost += ((value - mean) / sd) ** 2
    share = np.exp(-0.5 * (cost - cost.min()))
    share /= share.sum()
    melanin, haemoglobin, undertone = (share @ pigments).tolist()
    strength = usual + light @ mix.T @ precision @ (share @ offsets)
    albedo = skin_color_linear(np.array(melanin), np.array(haemoglobin), undertone)
    tone = SkinTone(
        color=as_color(albedo),
        ita=float(ita_degrees(albedo)),
        melanin=melanin,
        haemoglobin=min(max(haemoglobin, 0.0), 1.0),
        undertone=undertone,
    )
    white = np.exp(LIGHT_MIX @ strength)
    return tone, Illumination(white, float(cost.min()))


def brightest(image: UInt8[ndarray, "H W 3"]) -> float:
    """Linear value that the brightest fiftieth of a photo's pixels exceed."""
    small = image[:: max(1, len(image) // 256), :: max(1, image.shape[1] // 256)]
    return float(srgb_to_linear(np.uint8(np.percentile(small.max(2), 98)))[()])


def iris_color(seen: Float[ndarray, "3"], light: Illumination) -> Color:
    """Own colour of an iris from its seen one (linear)."""
    own = np.clip((light.removed(seen) - IRIS_GLINT) / IRIS_SHADE, DARKEST_IRIS, 0.6)
    # What the cornea mirrors is bluer than the light: without it brown eyes would turn red.
    return as_color(np.maximum(own, own[0] * DARKEST_IRIS / DARKEST_IRIS[0]))


def hair_color(seen: Float[ndarray, "3"], light: Illumination) -> tuple[Color, float]:
    """Natural colour and share of grey of hair from its seen colour (linear)."""
    own = np.clip(light.removed(seen) - HAIR_GLINT, 0.002, 0.8)
    # Grey strands are near white; only blond is as light, and that has little blue.
    neutral = float(np.clip((2.3 - own[0] / own[2]) / 0.9, 0, 1))
    grey = float(np.clip((own.min() - 0.03) / 0.36, 0, 1)) * neutral
    # Little is left to see of the colour that all but grey hair once had.
    rest = np.clip((own - grey * GREY_LINEAR) / max(1 - grey, 0.3), 0.002, 0.8)
    rest = rest + max(grey - 0.5, 0.0) * 2 * (FADED_LINEAR - rest)
    return as_color(rest), grey


def undyed(mean: Float[ndarray, "3"]) -> Float64[ndarray, "3"]:
    """What hair of that mean colour (linear) is multiplied by so that no sky is left in it.

    Both pigments of hair take more of blue than of red: faintly bluish hair is grey or black and
    mirrors the sky. Strong colours are dyes, and stay.
    """
    seen = np.maximum(np.asarray(mean, np.float64), 1e-4)
    if seen[2] <= seen[0]:
        return np.ones(3)
    strong = np.clip((np.log(seen.max() / seen.min()) - DYED[0]) / (DYED[1] - DYED[0]), 0, 1)
    return (seen.mean() / seen) ** (1 - strong)


GREY_LINEAR = np.array([0.40, 0.38, 0.36])
FADED_LINEAR = np.array([0.06, 0.045, 0.035])
"""Grey strands, and what hair was before it was all grey."""


def middle_color(
    linear: Float[ndarray, "H W 3"], mask: Bool[ndarray, "H W"], low: float, high: float
) -> Float64[ndarray, "3"] | None:
    """Median colour of the mask's pixels whose luminance lies between two of its percentiles.

    None when the mask is too small to tell.
    """
    pixels = linear[mask]
    if len(pixels) < 12:
        return None
    light = pixels @ LUMINANCE
    first, last = np.percentile(light, [low, high])
    return np.median(pixels[(light >= first) & (light <= last)], axis=0).astype(np.float64)


def main_color(srgb: Float[ndarray, "N 3"]) -> Color:
    """The commonest colour among pixels (0..1): the middle of the fullest cell of a coarse grid."""
    cells = np.minimum((srgb * 6).astype(int), 5) @ np.array([36, 6, 1])
    fullest = np.bincount(cells, minlength=216).argmax()
    return tuple(float(v) for v in np.median(srgb[cells == fullest], axis=0))


def as_color(linear: Float[ndarray, "3"]) -> Color:
    """sRGB numbers of a linear colour."""
    return tuple(float(v) for v in linear_to_srgb(np.asarray(linear, np.float64)))
