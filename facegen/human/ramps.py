"""Soft steps between two values."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float
from numpy import ndarray


def smoothstep(
    low: float, high: float, value: Float[ndarray, "*any"] | float
) -> Float[ndarray, "*any"]:
    """3t^2 - 2t^3 from 0 at `low` to 1 at `high`, which may be below `low`."""
    t = np.clip((value - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)
