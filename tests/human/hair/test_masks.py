"""Scalp and beard masks: in range, symmetric, in the right places."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.spatial import cKDTree

from facegen.human.hair.masks import beard_mask, ear_vertices, mouth_cavity, scalp_mask
from facegen.human.person import FACIAL_HAIR_STYLES
from facegen.human.topology import BODY, VERTEX_COUNT, topology

MASKS = {"scalp": scalp_mask, **{s: (lambda s=s: beard_mask(s)) for s in FACIAL_HAIR_STYLES}}


@pytest.mark.parametrize("name", MASKS)
def test_range_and_symmetry(name):
    mask = MASKS[name]()
    assert mask.shape == (VERTEX_COUNT,)
    assert mask.min() >= 0 and mask.max() <= 1
    assert not mask[BODY.stop :].any()
    base = np.asarray(topology().base[BODY], np.float64)
    distance, mirror = cKDTree(base).query(base * (-1, 1, 1))
    paired = distance < 1e-5
    assert paired.mean() > 0.9
    assert np.abs(mask[BODY] - mask[BODY][mirror])[paired].max() < 0.02


@pytest.mark.parametrize("name", [n for n in MASKS if n != "none"])
def test_not_empty_and_off_ears_and_mouth(name):
    mask = MASKS[name]()
    assert (mask > 0.9).sum() > 10
    assert not mask[ear_vertices()].any() and not mask[mouth_cavity()].any()


def test_none_is_empty():
    assert not beard_mask("none").any()


def test_unknown_style():
    with pytest.raises(KeyError, match="no beard style 'wizard'"):
        beard_mask("wizard")


def test_crown_is_hairy_and_face_is_not():
    base = np.asarray(topology().base[BODY])
    scalp = scalp_mask()[BODY]
    assert scalp[base[:, 1].argmax()] == 1
    face = (base[:, 2] > 0.12) & (base[:, 1] < 0.77)
    assert not scalp[face].any()
    assert not beard_mask("full beard")[BODY][base[:, 1] > 0.74].any()


def test_styles_nest():
    """Every beard is part of the full beard, and the moustache part of the circle."""
    full = beard_mask("full beard")
    for style in ("goatee", "sideburns"):
        assert (beard_mask(style) <= full + 1e-6).all()
    moustache, circle = beard_mask("moustache"), beard_mask("circle")
    assert circle[moustache > 0.9].min() > 0.5
