"""Scene light to display: a filmic curve that leaves skin tones where they are."""

from __future__ import annotations

import torch
from jaxtyping import Float
from torch import Tensor

from facegen.colorspace import linear_to_srgb, srgb_to_linear

__all__ = ["HUE_HOLD", "SHOULDER", "filmic", "linear_to_srgb", "srgb_to_linear"]

SHOULDER = 0.62
"""Values below it pass unchanged; above it they roll off towards 1."""
HUE_HOLD = 0.35
"""Share of the curve that keeps the hue; the rest bleaches highlights as film does."""


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
