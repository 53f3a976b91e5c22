"""Scene light to display: a filmic curve that leaves skin tones where they are."""

from __future__ import annotations

import numpy as np
import torch
from jaxtyping import Float, Float32
from numpy import ndarray
from torch import Tensor

SHOULDER = 0.62
"""Values below it pass unchanged; above it they roll off towards 1."""
HUE_HOLD = 0.35
"""Share of the curve that keeps the hue; the rest bleaches highlights as film does."""


def srgb_to_linear(image: Float[ndarray, "*any"]) -> Float32[ndarray, "*any"]:
    """IEC 61966-2-1 decoding of values in 0..1."""
    image = np.asarray(image, np.float32)
    return np.where(image <= 0.04045, image / 12.92, ((image + 0.055) / 1.055) ** 2.4).astype(
        np.float32
    )


def linear_to_srgb(image: Float[ndarray, "*any"]) -> Float32[ndarray, "*any"]:
    """IEC 61966-2-1 encoding; values are clamped to 0..1."""
    image = np.clip(image, 0.0, 1.0)
    return np.where(
        image <= 0.0031308, image * 12.92, 1.055 * np.power(image, 1.0 / 2.4) - 0.055
    ).astype(np.float32)


def _rolled(light: Float[Tensor, "*any"]) -> Float[Tensor, "*any"]:
    """Identity up to the shoulder, then a hyperbola with the same slope that ends at 1."""
    room = 1.0 - SHOULDER
    beyond = (light - SHOULDER).clamp_min(0.0)
    return torch.where(light > SHOULDER, 1.0 - room * room / (beyond + room), light)


def filmic(light: Float[Tensor, "*any 3"]) -> Float[Tensor, "*any 3"]:
    """Linear scene light to linear display light in 0..1, differentiable.

    Compressing only the peak of a colour keeps its hue but turns bright skin orange; compressing
    each channel alone turns it pale. The mix looks like neither.
    """
    peak = light.amax(-1, keepdim=True).clamp_min(1e-6)
    return HUE_HOLD * light * (_rolled(peak) / peak) + (1.0 - HUE_HOLD) * _rolled(light)
