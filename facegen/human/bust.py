"""Where a bust ends: one curve that cuts skin and clothes alike."""

from __future__ import annotations

import numpy as np
from jaxtyping import Bool, Float
from numpy import ndarray

from facegen.human.figure import Figure


def bust_depth(figure: Figure, points: Float[ndarray, "P 3"]) -> Float[ndarray, "P"]:
    """Metres (about) that points lie inside what a bust keeps; negative beyond its border.

    A bust is head, neck, shoulders and the upper chest. Its lower border is an arc through the
    upper arms and the breastbone, scaled by the distance from neck to shoulder, so that children
    and giants are cut alike.
    """
    names, bind = figure.skeleton.names, figure.skeleton.bind
    neck, left, right = (bind[names.index(n), :3, 3] for n in ("Neck", "LeftArm", "RightArm"))
    reach = abs(left[0] - right[0]) / 2
    across = np.abs(points[:, 0] - neck[0]) / reach
    floor = neck[1] - reach * (1.12 - 0.34 * np.clip(across, 0, 1.2) ** 2)
    return np.minimum(points[:, 1] - floor, (1.22 - across) * reach)


def in_bust(figure: Figure, points: Float[ndarray, "P 3"]) -> Bool[ndarray, "P"]:
    """Points (metres) that a bust keeps."""
    return bust_depth(figure, points) > 0
