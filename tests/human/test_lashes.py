"""Lashes are dark, fine, and go down with the lid."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from facegen.avatar import morphed_vertices
from facegen.human.eyes.socket import UPPER, lid_rim
from facegen.human.figure import make_figure
from facegen.human.lashes import lash_parts
from facegen.human.person import LASH_STYLES, Person


@pytest.mark.parametrize("style", LASH_STYLES)
def test_upper_lashes_follow_the_blink(style):
    figure = make_figure(Person(lashes=style))
    (part,) = lash_parts(figure)
    moved = morphed_vertices(part, {"eyeBlinkLeft": 1.0}) - part.vertices
    blink = figure.morphs["eyeBlinkLeft"]
    dense = np.zeros_like(figure.vertices)
    dense[blink.indices] = blink.deltas
    lid = lid_rim(dense, "left")[UPPER, 1].min()
    assert moved[part.vertices[:, 0] > 0, 1].min() < 0.6 * lid
    assert not moved[part.vertices[:, 0] < -0.005].any()


def test_lashes_stay_near_the_lids():
    figure = make_figure(Person())
    (part,) = lash_parts(figure)
    for side, sign in (("left", 1), ("right", -1)):
        rim = lid_rim(figure.vertices, side)
        mine = part.vertices[part.vertices[:, 0] * sign > 0]
        distance = np.linalg.norm(mine[:, None] - rim[None], axis=2).min(1)
        assert distance.max() < 0.02


def test_dark_and_translucent():
    person = dataclasses.replace(Person(), hair=dataclasses.replace(Person().hair, color=(1, 1, 1)))
    for who in (Person(), person):
        (part,) = lash_parts(make_figure(who))
        image = part.material.base_color
        assert part.material.alpha_mode == "BLEND"
        assert image[..., :3].max() < 120
        assert image[..., 3].max() < 230
