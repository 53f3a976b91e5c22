"""From landmarks to the shape behind them, as far as sampled people teach it.

The landmarker draws faces towards its own average, and what it sees of the front says something of
the sides. A linear regression, learned by `facegen.training.shape_regressor` on photographs of
people whose heads are known, moves the prior's mean to where heads with such landmarks are; the fit
goes on from there, so that the landmarks still decide.
"""

from __future__ import annotations

import dataclasses
import functools

import numpy as np
from jaxtyping import Float, Float32
from numpy import ndarray
from safetensors.numpy import load_file

from facegen.models.registry import shipped_path
from facegen.portrait.population import Prior

WEIGHTS = "shape_regressor.safetensors"
REMAINING = 0.6
"""Standard deviations of what is still unknown, of the prior's."""
_FARTHEST = 2.5
"""Prior standard deviations beyond which no number is moved: photos may be unlike any render."""
_STRENGTH = 0.8
"""Of what was learned: on photos of real people it is less sure than on renders."""


@dataclasses.dataclass(frozen=True)
class ShapeRegressor:
    """`code - prior mean` is about `offset + missed @ matrix`."""

    names: tuple[str, ...]
    """The numbers of a code, as in `Prior.names`."""
    matrix: Float32[ndarray, "936 K"]
    """Per metre by which the usual head, seen by the fitted camera, misses a landmark."""
    offset: Float32[ndarray, "K"]

    def informed(self, known: Prior, missed: Float[ndarray, "468 2"]) -> Prior:
        """`known` after a look at how far its mean head misses the landmarks (metres, right and
        up, at the head's place)."""
        if known.names != self.names:
            raise ValueError("the shape regressor was learned for other sliders: train it again")
        shift = _STRENGTH * (self.offset + missed.reshape(-1) @ self.matrix)
        # The skin is painted by age, and real faces would look old: 0.03 mm are not worth that.
        shift[known.names.index("age")] = 0.0
        reach = _FARTHEST * known.sd
        mean = np.clip(known.mean + np.clip(shift, -reach, reach), known.low, known.high)
        return dataclasses.replace(
            known, mean=mean, covariance=REMAINING**2 * known.covariance,
            spread=REMAINING * known.spread,
        )  # fmt: skip


@functools.cache
def shape_regressor() -> ShapeRegressor:
    """The one that is shipped; SetupError when its file is missing or another."""
    path = shipped_path(WEIGHTS)
    stored = load_file(path)
    names = bytes(stored["names"]).decode().split()
    matrix = stored["matrix"].astype(np.float32) * stored["scale"]
    return ShapeRegressor(tuple(names), matrix, stored["offset"])
