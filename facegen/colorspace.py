"""sRGB to linear light and back (IEC 61966-2-1)."""

from __future__ import annotations

import functools

import numpy as np
from jaxtyping import Float, Float32, UInt8
from numpy import ndarray


def srgb_to_linear(
    srgb: UInt8[ndarray, "*any"] | Float[ndarray, "*any"],
) -> Float32[ndarray, "*any"]:
    """Linear light of sRGB values: bytes, or numbers 0..1."""
    value = np.asarray(srgb)
    if value.dtype == np.uint8:
        return _light_of_bytes()[value]
    value = value.astype(np.float32)
    linear = np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)
    return linear.astype(np.float32)


@functools.cache
def _light_of_bytes() -> Float32[ndarray, "256"]:
    return srgb_to_linear(np.arange(256, dtype=np.float32) / 255)


def linear_to_srgb(linear: Float[ndarray, "*any"]) -> Float32[ndarray, "*any"]:
    """sRGB values of linear light, both clipped to 0..1."""
    light = np.clip(linear, 0.0, 1.0)
    srgb = np.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055)
    return srgb.astype(np.float32)


def linear_to_srgb8(linear: Float[ndarray, "*any"]) -> UInt8[ndarray, "*any"]:
    """sRGB bytes of linear light, clipped to 0..1."""
    return np.round(linear_to_srgb(linear) * 255).astype(np.uint8)
