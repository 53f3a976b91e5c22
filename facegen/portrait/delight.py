"""The photo's light taken off the skin: low-order harmonics in colour, fitted to the skin itself.

Irradiance on a convex body is, to within a few per cent, a polynomial of degree 2 of the normal
(Ramamoorthi and Hanrahan 2001, "An Efficient Representation for Irradiance Environment Maps"). Its
27 coefficients are those that best explain the photo as painted skin under that light.
"""

from __future__ import annotations

import numpy as np
from jaxtyping import Float32, Float64
from numpy import ndarray

from facegen.portrait.analysis import Light
from facegen.render.environment import harmonic_basis

STRENGTH = 0.85
"""Share of the light's unevenness that is taken off: what is left keeps the face's modelling."""
_LEAST, _MOST = 0.45, 1.7
"""Bounds of the light on any normal, of that on the whole face."""
_STIFFNESS = np.array([0.0] + [0.004] * 3 + [0.016] * 5)
"""Prior against each coefficient beyond the constant one, of the number of samples."""
_ROUNDS = 5
_OUTLIER = 0.15
"""Relative error from which on a texel counts less (Cauchy): marks, shine, cast shadows."""


def fit_light(
    colors: Float32[ndarray, "N 3"],
    albedo: Float32[ndarray, "N 3"],
    normals: Float32[ndarray, "N 3"],
    trust: Float32[ndarray, "N"],
) -> Light:
    """Light under which skin of `albedo` (linear) looks most like `colors` (linear).

    Least squares with a ridge and Cauchy weights; without a trusted sample the light is even.
    """
    basis = harmonic_basis(normals).astype(np.float64)
    even = np.zeros((9, 3), np.float32)
    even[0] = 1 / 0.282095
    total = float(trust.sum())
    if total < 20:
        return Light(even)
    # All channels weigh alike: divide by the light's mean.
    gain = (trust[:, None] * colors).sum(0) / np.maximum((trust[:, None] * albedo).sum(0), 1e-6)
    goal = colors / np.maximum(albedo * gain, 1e-4)
    weight = np.repeat(trust[:, None].astype(np.float64), 3, 1)
    found = np.zeros((9, 3))
    for _ in range(_ROUNDS):
        for channel in range(3):
            found[:, channel] = _solve(basis, goal[:, channel], weight[:, channel], total)
        error = (goal - basis @ found).mean(1)
        robust = trust / (1 + (error / _OUTLIER) ** 2)
        weight = np.repeat(robust[:, None].astype(np.float64), 3, 1)
    return Light((found * gain).astype(np.float32))


def _solve(
    basis: Float64[ndarray, "N 9"], goal: ndarray, weight: ndarray, total: float
) -> Float64[ndarray, "9"]:
    system = basis.T @ (basis * weight[:, None]) + np.diag(_STIFFNESS * total)
    system[0, 0] += 1e-9
    return np.linalg.solve(system, basis.T @ (weight * goal))


def light_on(
    light: Light, normals: Float32[ndarray, "*any 3"], trust: Float32[ndarray, "*any"]
) -> Float32[ndarray, "*any 3"]:
    """What to divide the photo's linear colour by, per normal: mean 1 over the trusted skin."""
    shade = harmonic_basis(normals) @ light.harmonics
    mean = (shade * trust[..., None]).reshape(-1, 3).sum(0) / max(float(trust.sum()), 1e-6)
    relative = np.clip(shade / np.maximum(mean, 1e-6), _LEAST, _MOST)
    return relative**STRENGTH
