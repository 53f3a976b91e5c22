"""Colours are told from the light: known skins under known lights come back."""

from __future__ import annotations

import numpy as np
import pytest

from facegen.colorspace import srgb_to_linear
from facegen.human.skin.tone import ita_degrees, skin_color_linear
from facegen.portrait.colour import (
    GREY_LINEAR,
    HAIR_GLINT,
    IRIS_GLINT,
    IRIS_SHADE,
    LIGHT_MEAN,
    LIGHT_MIX,
    SHEEN,
    UNDEREXPOSED,
    WHITE,
    Illumination,
    brightest,
    hair_color,
    iris_color,
    main_color,
    middle_color,
    read_skin,
    undyed,
)

USUAL = np.exp(LIGHT_MIX @ LIGHT_MEAN)


def seen(melanin: float, light: np.ndarray, haemoglobin: float = 0.5) -> np.ndarray:
    """Skin of that melanin in that light."""
    return light * (skin_color_linear(np.array(melanin), np.array(haemoglobin)) + SHEEN)


@pytest.mark.parametrize("melanin", [0.1, 0.3, 0.5, 0.7, 0.9])
@pytest.mark.parametrize("strength", [0.7, 1.0, 1.4])
def test_skin_and_light_are_parted(melanin: float, strength: float) -> None:
    light = USUAL * strength
    tone, found = read_skin(seen(melanin, light), WHITE * light)
    assert tone.melanin == pytest.approx(melanin, abs=0.07)
    assert np.abs(np.log(found.white / light)).max() < 0.2


def test_a_warm_light_is_not_taken_for_dark_skin() -> None:
    light = USUAL * np.array([1.1, 1.0, 0.9])
    plain, _ = read_skin(seen(0.2, light), None)
    told, _ = read_skin(seen(0.2, light), WHITE * light)
    assert abs(told.melanin - 0.2) <= abs(plain.melanin - 0.2)
    assert told.melanin == pytest.approx(0.2, abs=0.08)


def test_the_colour_is_that_of_the_pigments() -> None:
    tone, _ = read_skin(seen(0.4, USUAL), WHITE * USUAL)
    own = skin_color_linear(np.array(tone.melanin), np.array(tone.haemoglobin), tone.undertone)
    assert np.allclose(srgb_to_linear(np.array(tone.color)), own, atol=0.01)
    assert tone.ita == pytest.approx(float(ita_degrees(own)), abs=0.5)


def test_an_underexposed_photo_is_no_darker_skin() -> None:
    """The same scene at a fifteenth of the light."""
    dim = USUAL / 15
    blind, _ = read_skin(seen(0.3, dim), None)
    told, _ = read_skin(seen(0.3, dim), None, UNDEREXPOSED / 15)
    assert blind.melanin > 0.6
    assert told.melanin == pytest.approx(0.3, abs=0.1)


def test_a_colourless_photo_counts_by_its_brightness_alone() -> None:
    grey = np.full(3, seen(0.5, USUAL).mean())
    tone, _ = read_skin(grey, None, colourless=True)
    usual, _ = read_skin(seen(0.5, USUAL), None)
    assert tone.melanin == pytest.approx(usual.melanin, abs=0.15)
    _, strange = read_skin(grey, None)
    _, skin = read_skin(seen(0.5, USUAL), None)
    assert strange.misfit > 3 * skin.misfit


def test_green_is_unlike_any_skin() -> None:
    _, light = read_skin(np.array([0.1, 0.5, 0.1]), None)
    assert light.misfit > 100


@pytest.mark.parametrize("own", [(0.16, 0.09, 0.05), (0.36, 0.52, 0.70), (0.34, 0.45, 0.26)])
def test_irises(own: tuple[float, float, float]) -> None:
    light = Illumination(np.array([0.9, 0.7, 0.5]), 0.0)
    there = (srgb_to_linear(np.array(own)) * IRIS_SHADE + IRIS_GLINT) * light.white
    assert np.allclose(iris_color(there, light), own, atol=0.02)


def test_brown_eyes_that_mirror_a_blue_sky_are_not_red() -> None:
    light = Illumination(np.ones(3), 0.0)
    there = srgb_to_linear(np.array([0.26, 0.19, 0.11]))
    red, green, blue = srgb_to_linear(np.array(iris_color(there, light)))
    assert green == pytest.approx(0.4 * red)
    assert blue == pytest.approx(0.2 * red)


def test_grey_hair_is_told_from_blond() -> None:
    light = Illumination(np.array([0.8, 0.8, 0.8]), 0.0)
    _, grey = hair_color((GREY_LINEAR + HAIR_GLINT) * light.white, light)
    blond = srgb_to_linear(np.array([0.72, 0.57, 0.35]))
    color, none = hair_color((blond + HAIR_GLINT) * light.white, light)
    assert grey > 0.8
    assert none < 0.15
    assert np.abs(np.array(color) - [0.72, 0.57, 0.35]).max() < 0.06


def test_bluish_hair_is_grey_unless_it_is_dyed() -> None:
    sky = np.array([0.22, 0.23, 0.26])
    assert np.allclose(sky * undyed(sky), sky.mean())
    for kept in ((0.26, 0.23, 0.20), (0.05, 0.10, 0.30), (0.10, 0.30, 0.12)):
        assert np.allclose(undyed(np.array(kept)), 1.0)


def test_middle_color_leaves_out_glints() -> None:
    picture = np.full((20, 20, 3), 0.2)
    picture[:4] = 0.9
    mask = np.ones((20, 20), bool)
    assert np.allclose(middle_color(picture, mask, 10, 60), 0.2)
    assert middle_color(picture, np.zeros((20, 20), bool), 10, 60) is None


def test_main_color_is_the_commonest() -> None:
    pixels = np.concatenate([np.tile([0.8, 0.1, 0.1], (60, 1)), np.tile([0.1, 0.1, 0.9], (40, 1))])
    assert np.allclose(main_color(pixels), [0.8, 0.1, 0.1])


def test_brightest() -> None:
    picture = np.full((300, 300, 3), 51, np.uint8)
    assert brightest(picture) == pytest.approx(float(srgb_to_linear(np.float32(0.2))), rel=1e-3)
    picture[:20] = 255
    assert brightest(picture) == pytest.approx(1.0)
