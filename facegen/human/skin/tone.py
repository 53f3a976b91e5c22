"""Natural skin colour from its two pigments, melanin and haemoglobin.

A two-layer model after Krishnaswamy & Baranoski (2004) and Jimenez et al. (2010): light crosses the
epidermis, which melanin darkens, comes back from the dermis (Kubelka-Munk), which blood reddens,
and crosses the epidermis again. Absorption follows Jacques' formulas (Oregon Medical Laser Center)
and the haemoglobin table that S. Prahl compiled; the spectrum is integrated under daylight (D65)
with Wyman et al.'s fit of the CIE 1931 observer. So dark skin stays warm and pale skin alive.
"""

from __future__ import annotations

import functools

import numpy as np
from jaxtyping import Float, Float32
from numpy import ndarray

from facegen.colorspace import srgb_to_linear
from facegen.human.person import Color

MELANIN = np.linspace(-0.15, 1.25, 57)
"""Melanin axis of `tone_table`; 0..1 are natural whole-skin tones, beyond are moles and scars."""
HAEMOGLOBIN = np.linspace(-0.5, 3.0, 57)
"""Haemoglobin axis of `tone_table`; lips and flushed skin lie above 1."""

_NM = np.arange(400.0, 701.0, 10.0)
_EPIDERMIS_CM = 0.006
_DIFFUSE_PATH = 1.6
_PATHS = 2.2
_EPIDERMIS_SCATTER = 0.012
"""Light that the epidermis itself sends back: the floor of the darkest skins."""
_HB_OXY = (
    266232, 466840, 480360, 246072, 102580, 62816, 44480, 33209, 26629, 23684, 20933, 20035, 24202,
    39957, 53236, 43016, 32613, 44496, 50104, 14401, 3200, 1506, 942, 610, 442, 368, 320, 294, 278,
    276, 290,
)  # fmt: skip
_HB_DEOXY = (
    223296, 303956, 407560, 528600, 413280, 103292, 23389, 16156, 14550, 16684, 20862, 25774, 31590,
    39036, 46592, 53412, 53788, 45072, 37020, 28324, 14677, 9444, 6510, 5149, 4345, 3750, 3227,
    2795, 2408, 2052, 1794,
)  # fmt: skip
_D65 = (
    82.8, 91.5, 93.4, 86.7, 104.9, 117.0, 117.8, 114.9, 115.9, 108.8, 109.4, 107.8, 104.8, 107.7,
    104.4, 104.0, 100.0, 96.3, 95.8, 88.7, 90.0, 89.6, 87.7, 83.3, 83.7, 80.0, 80.2, 82.3, 78.3,
    69.7, 71.6,
)  # fmt: skip
_XYZ_TO_SRGB = np.array(
    [[3.2406, -1.5372, -0.4986], [-0.9689, 1.8758, 0.0415], [0.0557, -0.2040, 1.0570]]
)


def _lobe(mean: float, left: float, right: float) -> ndarray:
    spread = np.where(mean > _NM, left, right)
    return np.exp(-0.5 * ((_NM - mean) * spread) ** 2)


@functools.cache
def _observer() -> ndarray:
    """Spectrum [31] -> linear sRGB under D65, a perfect white being (1, 1, 1)."""
    x = 0.362 * _lobe(442.0, 0.0624, 0.0374) + 1.056 * _lobe(599.8, 0.0264, 0.0323)
    x -= 0.065 * _lobe(501.1, 0.0490, 0.0382)
    y = 0.821 * _lobe(568.8, 0.0213, 0.0247) + 0.286 * _lobe(530.9, 0.0613, 0.0322)
    z = 1.217 * _lobe(437.0, 0.0845, 0.0278) + 0.681 * _lobe(459.0, 0.0385, 0.0725)
    rgb = _XYZ_TO_SRGB @ (np.stack([x, y, z]) * np.array(_D65))
    return rgb / rgb.sum(1, keepdims=True)


def reflectance(
    melanin: Float[ndarray, "..."], haemoglobin: Float[ndarray, "..."], undertone: float = 0.0
) -> Float[ndarray, "... 31"]:
    """Diffuse reflectance at 400, 410 .. 700 nm; arguments as in `Skin`, broadcast together."""
    melanosomes = (0.010 * np.exp(4.7 * np.asarray(melanin, float)))[..., None] - 0.004
    flow = np.maximum(np.asarray(haemoglobin, float), -0.5)[..., None]
    blood = np.maximum(0.0035 + 0.019 * flow + 0.014 * flow * np.abs(flow), 0.0005)
    tissue = 0.6 * (0.244 + 85.3 * np.exp(-(_NM - 154) / 66.2))
    # Eumelanin mostly; a cool undertone goes with rather less of the blue-absorbing carotene.
    pigment = 1.7e12 * _NM**-3.48
    carotene = (1.3 + 1.3 * undertone) * np.exp(-(((_NM - 468) / 42) ** 2))
    oxygen = 0.72 + 0.06 * np.clip(-undertone, -1, 1)
    haem = (oxygen * np.array(_HB_OXY) + (1 - oxygen) * np.array(_HB_DEOXY)) * 2.303 * 150 / 64500
    epidermis = melanosomes * pigment + (1 - melanosomes) * tissue + 0.5 * carotene
    # Paths through the epidermis differ in length (gamma-distributed): a plain exponential would
    # make dark skin orange.
    crossing = (1 + 2 * _DIFFUSE_PATH * _EPIDERMIS_CM * epidermis / _PATHS) ** -_PATHS
    absorbed = blood * haem + tissue + carotene
    ratio = 2 * absorbed / (0.75 * 46 * (_NM / 500) ** -1.421)
    return _EPIDERMIS_SCATTER + crossing * (1 + ratio - np.sqrt(ratio**2 + 2 * ratio))


def skin_color_linear(
    melanin: Float[ndarray, "..."], haemoglobin: Float[ndarray, "..."], undertone: float = 0.0
) -> Float[ndarray, "... 3"]:
    """Linear sRGB albedo, 0..1."""
    return np.clip(reflectance(melanin, haemoglobin, undertone) @ _observer().T, 0.001, 1.0)


def tone_table(undertone: float, tint: Color | None) -> Float32[ndarray, "57 57 3"]:
    """Linear albedo over (`MELANIN`, `HAEMOGLOBIN`); with `tint`, its colour varied likewise.

    A tinted skin keeps the pattern of a medium natural one: every texel is the tint times the ratio
    of that texel's natural colour to the natural mean, softened, so that blue lips are deeper blue.
    """
    natural = skin_color_linear(MELANIN[:, None], HAEMOGLOBIN[None, :], undertone)
    if tint is None:
        return natural.astype(np.float32)
    mean = skin_color_linear(np.array(TINT_MELANIN), np.array(0.5))
    ratio = (natural / mean) ** 0.8
    grey = ratio @ np.array([0.30, 0.50, 0.20])
    ratio = 0.55 * ratio + 0.45 * grey[..., None]
    return np.clip(srgb_to_linear(np.array(tint)) * ratio, 0.0, 1.0).astype(np.float32)


TINT_MELANIN = 0.35
"""A tinted skin bakes with this melanin, whatever the recipe's."""


def ita_degrees(linear_rgb: Float[ndarray, "... 3"]) -> Float[ndarray, "..."]:
    """Individual typology angle, atan((L* - 50) / b*): above 55 very light, below -30 dark."""
    xyz = np.asarray(linear_rgb) @ np.linalg.inv(_XYZ_TO_SRGB).T
    xyz = xyz / np.array([0.9505, 1.0, 1.0890])
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.degrees(np.arctan2(116 * f[..., 1] - 66, 200 * (f[..., 1] - f[..., 2])))
