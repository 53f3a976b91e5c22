"""Refining the chosen shape's code: the beta-dagger of DreamFace section 4.2, without diffusion."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

import numpy as np

from facegen.human.measure import MEASURES, z_scores
from facegen.human.person import Shape
from facegen.human.shape import sliders

_STEP = 0.1
_GROUPS = ("head", "forehead", "eyebrows", "eyes", "nose", "mouth", "cheek", "chin", "ears")
_FIXED = ("head-trans", "head-angle", "head-age", "mouth-trans-horiz", "nose-trans-horiz")
"""Beginnings of sliders that move, tilt or age the head rather than shape it."""
_TOLERANCE = 0.2
"""Standard deviations that a measure may miss its target by."""
_SIGMA = 0.2
"""Prior width of a slider's change; wider makes snouts and elves."""
_BOUND = 0.6


def refine_shape(shape: Shape, targets: Mapping[str, float], rounds: int = 3) -> Shape:
    """Move the face sliders so that the measures asked for come out, and little else changes.

    Gauss-Newton on sum (z(beta) - target)^2 + |beta - beta*|^2 / sigma^2: the second term is
    L_sha of DreamFace eq. 7. `targets`: measure name -> z-score; without any the shape returns
    unchanged.
    """
    if not targets:
        return shape
    rows = [MEASURES.index(name) for name in targets]
    wanted = np.array(list(targets.values()))
    tuned = [
        name
        for name, slider in sliders().items()
        if slider.group in _GROUPS and not name.startswith(_FIXED)
    ]
    start = np.array([shape.local.get(name, 0.0) for name in tuned])
    low = np.array([max(sliders()[n].bounds[0], -_BOUND) for n in tuned])
    high = np.array([min(sliders()[n].bounds[1], _BOUND) for n in tuned])
    low, high = np.minimum(low, start), np.maximum(high, start)
    code = start.copy()
    for _ in range(rounds):
        signs = np.where(code + _STEP > high, -1.0, 1.0)
        codes = np.vstack([code, code + _STEP * np.diag(signs)])
        here, *moved = z_scores([_with(shape, tuned, row) for row in codes])
        jacobian = ((np.stack(moved) - here)[:, rows] / (_STEP * signs[:, None])).T
        jacobian = jacobian / _TOLERANCE
        left = jacobian.T @ jacobian + np.eye(len(tuned)) / _SIGMA**2
        right = (
            jacobian.T @ ((wanted - here[rows]) / _TOLERANCE + jacobian @ code) + start / _SIGMA**2
        )
        code = np.clip(np.linalg.solve(left, right), low, high)
    return _with(shape, tuned, code)


def _with(shape: Shape, names: list[str], code: np.ndarray) -> Shape:
    local = dict(shape.local)
    for name, value in zip(names, code, strict=True):
        low, high = sliders()[name].bounds
        local[name] = float(np.clip(value, low, high))
    return dataclasses.replace(shape, local={k: v for k, v in local.items() if v})
