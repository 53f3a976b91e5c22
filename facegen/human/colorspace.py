"""sRGB bytes to linear light and back."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float, Float32, UInt8
from numpy import ndarray


def to_linear(srgb: UInt8[ndarray, "*any"] | Float[ndarray, "*any"]) -> Float32[ndarray, "*any"]:
    """Linear light of sRGB values: bytes, or floats 0..1."""
    value = np.asarray(srgb)
    value = value.astype(np.float32) / (255 if value.dtype == np.uint8 else 1)
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)


def to_srgb8(linear: Float[ndarray, "*any"]) -> UInt8[ndarray, "*any"]:
    """sRGB bytes of linear light, clipped to 0..1."""
    light = np.clip(linear, 0, 1)
    srgb = np.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055)
    return np.round(srgb * 255).astype(np.uint8)
