"""What NIQE and PIQE both begin with: a picture's luma, with its local brightness and contrast
taken out.
"""

from __future__ import annotations

import cv2
import numpy as np
from jaxtyping import Float32, Shaped
from numpy import ndarray

from facegen.errors import InputError

LUMA_WEIGHTS = (0.299, 0.587, 0.114)
"""Red, green and blue in the luma of ITU-R BT.601."""
WINDOW, SIGMA = 7, 7 / 6
"""The Gaussian of both papers: 7 x 7 pixels, out to three standard deviations."""
OUT_OF_RANGE = 1e-3
"""How far a float may overshoot 0..1, as resizing makes it."""


def luma(image_srgb: Shaped[ndarray, "H W *C"], smallest: int) -> Float32[ndarray, "H W"]:
    """Luma of a picture, 0..255 in whole numbers: what its 8-bit file would hold.

    uint8, or floats 0..1; colour (`H W 3`) or grey (`H W`, `H W 1`). Raises InputError for anything
    else, for sides below `smallest` pixels, for NaN or infinite values, and for one plain shade.
    """
    _check_form(image_srgb, smallest)
    if image_srgb.dtype == np.uint8:
        levels = image_srgb.astype(np.float32)
    else:
        levels = _from_floats(image_srgb)
    if levels.ndim == 3:
        weights = np.array(LUMA_WEIGHTS if levels.shape[2] == 3 else (1.0,), np.float32)
        levels = levels @ weights
    grey = np.rint(levels)
    if grey.min() == grey.max():
        raise InputError("The picture is one plain shade, so nothing can be said of its quality.")
    return grey


def _check_form(image: Shaped[ndarray, "H W *C"], smallest: int) -> None:
    if not isinstance(image, np.ndarray):
        raise InputError(f"The picture is a {type(image).__name__}; give a numpy array.")
    if image.ndim not in (2, 3) or (image.ndim == 3 and image.shape[2] not in (1, 3)):
        raise InputError(
            f"The picture has the shape {image.shape}; give height x width, or height x width x 3 "
            "in red, green, blue."
        )
    height, width = image.shape[:2]
    if min(height, width) < smallest:
        raise InputError(
            f"The picture is {width} x {height} pixels; it needs at least {smallest} each way."
        )


def _from_floats(image: Shaped[ndarray, "H W *C"]) -> Float32[ndarray, "H W *C"]:
    if not np.issubdtype(image.dtype, np.floating):
        raise InputError(f"The picture holds {image.dtype}; give uint8, or floats from 0 to 1.")
    if not np.isfinite(image).all():
        raise InputError("The picture holds values that are not numbers; clean them out first.")
    low, high = float(image.min()), float(image.max())
    if low < -OUT_OF_RANGE or high > 1 + OUT_OF_RANGE:
        raise InputError(
            f"The picture's floats go from {low:.3g} to {high:.3g}; scale them to 0..1."
        )
    return np.clip(image, 0, 1).astype(np.float32) * np.float32(255)


def mscn(grey: Float32[ndarray, "H W"]) -> Float32[ndarray, "H W"]:
    """Mean-subtracted, contrast-normalised coefficients of a luma of 0..255.

    (I - mu) / (sigma + 1) with the mean and standard deviation under a Gaussian window: equations
    1-3 of Mittal et al. 2013 and of Venkatanath et al. 2015. Beyond its edges the picture goes on
    as its outermost pixels.
    """
    # float64: in flat places the variance is a small difference of large squares.
    exact = grey.astype(np.float64)
    options = {"ksize": (WINDOW, WINDOW), "sigmaX": SIGMA, "borderType": cv2.BORDER_REPLICATE}
    mean = cv2.GaussianBlur(exact, **options)
    variance = cv2.GaussianBlur(exact * exact, **options) - mean * mean
    return ((exact - mean) / (np.sqrt(np.abs(variance)) + 1)).astype(np.float32)
