"""Colour of skin from its pigments."""

from __future__ import annotations

import numpy as np
import pytest

from facegen.colorspace import linear_to_srgb
from facegen.human.skin.tone import (
    HAEMOGLOBIN,
    MELANIN,
    TINT_MELANIN,
    ita_degrees,
    reflectance,
    skin_color_linear,
    tone_table,
)


def test_reflectance_at_550_nm_by_hand():
    # Melanin 0, no blood beyond the base 0.35 %: the formulas worked out with a pocket calculator.
    tissue = 0.6 * (0.244 + 85.3 * np.exp(-396 / 66.2))
    carotene = 1.3 * np.exp(-((82 / 42) ** 2))
    melanosomes = 0.010 - 0.004
    epidermis = melanosomes * 1.7e12 * 550**-3.48 + (1 - melanosomes) * tissue + 0.5 * carotene
    crossing = (1 + 2 * 1.6 * 0.006 * epidermis / 2.2) ** -2.2
    haem = (0.72 * 43016 + 0.28 * 53412) * 2.303 * 150 / 64500
    ratio = 2 * (0.0035 * haem + tissue + carotene) / (0.75 * 46 * 1.1**-1.421)
    expected = 0.012 + crossing * (1 + ratio - np.sqrt(ratio * (ratio + 2)))
    got = reflectance(np.array(0.0), np.array(0.0))[15]
    assert got == pytest.approx(expected, rel=1e-9)


def test_more_melanin_is_darker_at_every_blood_level():
    color = skin_color_linear(np.linspace(0, 1, 41)[:, None], np.linspace(0, 2, 9)[None])
    assert (np.diff(color, axis=0) < 0).all()


def test_more_blood_reddens():
    color = skin_color_linear(np.full(9, 0.2), np.linspace(0, 2, 9))
    assert (np.diff(color[:, 0] / color[:, 1]) > 0).all()


def test_typology_angles_span_very_light_to_dark_in_order():
    angle = ita_degrees(skin_color_linear(np.linspace(0, 1, 11), np.full(11, 0.5)))
    assert (np.diff(angle) < 0).all()
    assert angle[0] > 50
    assert angle[-1] < -50


@pytest.mark.parametrize("melanin", [0.0, 0.3, 0.6, 1.0])
def test_every_tone_is_warm_and_never_grey(melanin):
    r, g, b = linear_to_srgb(skin_color_linear(np.array(melanin), np.array(0.5)))
    assert r > g > b
    assert 0.15 < (r - b) / r < 0.65


def test_white_reflects_white():
    from facegen.human.skin.tone import _observer

    assert _observer() @ np.ones(31) == pytest.approx([1, 1, 1])


def test_warm_undertone_is_yellower():
    cool, warm = (skin_color_linear(np.array(0.2), np.array(0.5), u) for u in (-1.0, 1.0))
    assert warm[2] / warm[0] < cool[2] / cool[0] - 0.03


def test_tint_is_met_at_the_middle_of_the_table():
    tint = (0.16, 0.38, 0.78)
    table = tone_table(0.0, tint)
    i = np.argmin(np.abs(MELANIN - TINT_MELANIN))
    j = np.argmin(np.abs(HAEMOGLOBIN - 0.5))
    assert linear_to_srgb(table[i, j]) == pytest.approx(tint, abs=0.02)
