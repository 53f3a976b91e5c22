"""NIQE: how far a picture's local statistics lie from those of good photographs.

Mittal, Soundararajan and Bovik, "Making a 'completely blind' image quality analyzer", IEEE Signal
Processing Letters 20(3), 2013. No person's opinion and no reference picture goes in; 0 would be the
photographs that the model was fitted to, good ones have 2 to 5, worse ones more.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

import cv2
import numpy as np
from jaxtyping import Float, Float32, Float64, Shaped
from numpy import ndarray
from scipy.special import gamma

from facegen.errors import InputError
from facegen.metrics.mscn import luma, mscn
from facegen.models.registry import weight_path

MODEL = "niqe_pris_params.npz"
PATCH = 96
"""Side of a patch at full size, pixels; half of it at the second scale."""
SMALLEST = 2 * PATCH
"""Fewer than four patches say nothing of their spread."""
SHAPES = np.arange(0.2, 10.0005, 0.001)
"""Shape parameters among which the moments choose."""
RATIOS = gamma(2 / SHAPES) ** 2 / (gamma(1 / SHAPES) * gamma(3 / SHAPES))
"""Squared mean over mean square of a generalised Gaussian of each shape; it grows with it."""
NEIGHBOURS = ((0, 1), (1, 0), (1, 1), (1, -1))
"""Rows and columns to the neighbours whose products are taken: across, down, both diagonals."""
HALVING = np.array([-3, -9, 29, 111, 111, 29, -9, -3], np.float32) / 256
"""The cubic kernel (Keys 1981, a = -1/2), stretched to twice its width, at half steps."""


@dataclass(frozen=True)
class NaturalModel:
    """A multivariate Gaussian of patch features (equation 9)."""

    mean: Float64[ndarray, "36"]
    covariance: Float64[ndarray, "36 36"]


@functools.cache
def natural_model() -> NaturalModel:
    """The authors' own, fitted to 125 undistorted photographs.

    Raises SetupError if its file is missing.
    """
    with np.load(weight_path(MODEL), allow_pickle=False) as stored:
        return NaturalModel(stored["mu_pris_param"].ravel(), stored["cov_pris_param"])


def niqe(image_srgb: Shaped[ndarray, "H W *C"], model: NaturalModel | None = None) -> float:
    """The score, 0 and up; lower is more natural. 20 ms for 512 x 512.

    The picture is uint8 or floats 0..1, colour or grey, 192 pixels or more each way. Equation 10:
    the distance between the Gaussian of its patches and `model` (default `natural_model()`).
    Patches without any contrast have no statistics and are left out (the authors' own program gives
    them the lowest shape there is). A backdrop with a little of the person in it counts as it is,
    so compare pictures on one backdrop.

    Raises InputError for a picture that `luma` refuses or of which fewer than two patches remain.
    """
    model = model or natural_model()
    features = patch_features(luma(image_srgb, SMALLEST))
    complete = features[np.isfinite(features).all(1)]
    if len(complete) < 2:
        raise InputError(
            "The picture is plain nearly everywhere; crop it to what it shows (NIQE needs two "
            f"patches of {PATCH} x {PATCH} pixels with some detail)."
        )
    apart = np.nanmean(features, 0) - model.mean
    covariance = (np.cov(complete.T) + model.covariance) / 2
    return float(np.sqrt(apart @ np.linalg.pinv(covariance, hermitian=True) @ apart))


def patch_features(grey: Float32[ndarray, "H W"]) -> Float64[ndarray, "N 36"]:
    """18 features at full and 18 at half size for each patch of `PATCH` pixels, in reading order.

    What does not fill a patch at the right and below is left off. NaN where a patch is too plain to
    have the feature.
    """
    height, width = (side // PATCH * PATCH for side in grey.shape)
    grey = grey[:height, :width]
    scales = [
        _features(_patches(mscn(grey), PATCH)),
        _features(_patches(mscn(_halved(grey)), PATCH // 2)),
    ]
    return np.concatenate(scales, 1)


def _halved(grey: Float32[ndarray, "H W"]) -> Float32[ndarray, "H/2 W/2"]:
    # Between the two middle pixels of each pair; mirrored at the edges, the edge pixel doubled.
    padded = cv2.copyMakeBorder(grey, 4, 4, 4, 4, cv2.BORDER_REFLECT)
    return cv2.sepFilter2D(padded, -1, HALVING, HALVING, anchor=(3, 3))[4:-4:2, 4:-4:2]


def _patches(values: Float32[ndarray, "H W"], side: int) -> Float32[ndarray, "N side side"]:
    rows, columns = (length // side for length in values.shape)
    tiles = values.reshape(rows, side, columns, side).swapaxes(1, 2)
    return tiles.reshape(-1, side, side)


def _features(patches: Float32[ndarray, "N S S"]) -> Float64[ndarray, "N 18"]:
    shape, left, right = asymmetric_gaussian(patches)
    features = [shape, (left + right) / 2]
    for step in NEIGHBOURS:
        # Around the patch's edge the neighbour is taken from its other side, as in the model.
        products = patches * np.roll(patches, step, (1, 2))
        shape, left, right = asymmetric_gaussian(products)
        mean = (right - left) * gamma(2 / shape) / gamma(1 / shape)  # equation 8
        features += [shape, mean, left, right]
    return np.stack(features, 1)


def asymmetric_gaussian(
    samples: Float32[ndarray, "N *S"],
) -> tuple[Float[ndarray, "N"], Float[ndarray, "N"], Float[ndarray, "N"]]:
    """Shape, left and right scale of the asymmetric generalised Gaussian (equation 7) that has each
    row's moments (Lasmar, Stitou and Berthoumieu 2009); NaN where a row has none on one side.
    """
    flat = samples.reshape(len(samples), -1).astype(np.float64)
    squares = flat * flat
    with np.errstate(invalid="ignore", divide="ignore"):
        left, right = (
            np.sqrt((squares * side).sum(1) / side.sum(1)) for side in (flat < 0, flat > 0)
        )
        skew = left / right
        ratio = np.abs(flat).mean(1) ** 2 / squares.mean(1)
        ratio = ratio * (skew**3 + 1) * (skew + 1) / (skew**2 + 1) ** 2
    shape = SHAPES[_nearest(RATIOS, ratio)]
    scale = np.sqrt(gamma(1 / shape) / gamma(3 / shape))
    return np.where(np.isfinite(ratio), shape, np.nan), left * scale, right * scale


def _nearest(rising: Float64[ndarray, "K"], values: Float64[ndarray, "N"]) -> ndarray:
    above = np.clip(np.searchsorted(rising, values), 1, len(rising) - 1)
    return above - (values - rising[above - 1] < rising[above] - values)
