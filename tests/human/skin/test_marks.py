"""Moles are small and stand alone."""

from __future__ import annotations

import dataclasses

import cv2
import numpy as np
import pytest

from facegen.human.person import Skin
from facegen.human.skin.canvas import make_canvas
from facegen.human.skin.layers import start_layers
from facegen.human.skin.pigment import add_marks


@pytest.mark.parametrize("seed", [3, 11])
def test_moles_are_small_and_apart(plain, seed):
    canvas = make_canvas("head", 1024)
    skin = Skin(melanin=0.3, moles=1.0, freckles=0.0, blotches=0.2, wrinkles=0.0, seed=seed)
    shape = dataclasses.replace(plain.person.shape, age=30)
    melanin = []
    for moles in (0.0, 1.0):
        worn = dataclasses.replace(skin, moles=moles)
        layers = start_layers(canvas, worn)
        add_marks(canvas, layers, shape, worn)
        melanin.append(layers.melanin.copy())
    marked = (melanin[1] - melanin[0] > 0.05).astype(np.uint8)
    _, _, stats, _ = cv2.connectedComponentsWithStats(marked, connectivity=8)
    found = stats[1:][stats[1:, cv2.CC_STAT_AREA] > 1]
    assert 3 < len(found) < 80
    across = found[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]].max(1) * canvas.texel_mm
    assert across.max() < 4.0
    large = found[across > 2.0]
    middle = large[:, :2] + large[:, 2:4] / 2
    at = canvas.position[middle[:, 1].astype(int), middle[:, 0].astype(int)]
    gap = np.linalg.norm(at[:, None] - at[None], axis=2) + 99 * np.eye(len(at))
    assert len(at) < 2 or gap.min() > 5.0
