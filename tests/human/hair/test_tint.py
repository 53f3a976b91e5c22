"""The photo's colours on the strands: each card takes the tone of the place where it grows."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from facegen.colorspace import linear_to_srgb8, srgb_to_linear
from facegen.human.figure import Figure, make_figure
from facegen.human.hair.photo import photo_sheet
from facegen.human.hair.styles import hair_parts
from facegen.human.hair.tint import photo_tint, tinted_columns, toned
from facegen.human.likeness import HairPhoto, Likeness
from facegen.human.person import Hair, Person
from facegen.human.topology import topology

DARK, LIGHT = 0.02, 0.20
"""Linear: what the photo shows on the right and on the left half of the forehead's hair."""


@pytest.fixture(scope="module")
def worn() -> Figure:
    """A buzz cut whose photo is dark on one side and light on the other."""
    person = Person(hair=Hair("buzz"))
    figure = make_figure(person, ())
    base = topology().base
    front = np.flatnonzero((base[:13380, 1] > 0.80) & (base[:13380, 2] > 0.08)).astype(np.int32)
    left = base[front, 0] > 0
    picture = np.full((8, 8, 4), 255, np.uint8)
    picture[:, :4, :3] = linear_to_srgb8(np.full(3, DARK))
    picture[:, 4:, :3] = linear_to_srgb8(np.full(3, LIGHT))
    count = len(front)
    sheet = HairPhoto(
        picture,
        np.repeat(front[:, None], 4, 1),
        np.full((count, 4), 0.25, np.float32),
        np.zeros((count, 3), np.float32),
        np.stack([np.where(left, 0.9, 0.1), np.full(count, 0.5)], 1).astype(np.float32),
        np.array([[0, 1, 2]], np.int32),
    )
    return figure.replace(likeness=Likeness(person, hair=sheet))


def test_each_side_has_its_own_colour_all_the_way_back(worn):
    tint = photo_tint(worn)
    places = np.array([(0.06, 0.80, 0.05), (-0.06, 0.80, 0.05), (0.05, 0.75, -0.05)])
    light = np.exp(tint.at(places))
    assert np.allclose(light[0], LIGHT, rtol=0.15)
    assert np.allclose(light[1], DARK, rtol=0.15)
    assert (light[2] > 1.5 * np.sqrt(LIGHT * DARK)).all()  # far from both, nearer to its own


def test_columns_rise_from_dark_to_light_and_are_used_alike(worn):
    rng = np.random.default_rng(0)
    base = np.c_[rng.uniform(-0.07, 0.07, 800), np.full(800, 0.8), rng.uniform(-0.05, 0.1, 800)]
    hair = Hair("buzz", color=(0.3, 0.3, 0.3), grey=0.0)
    column, tones = tinted_columns(photo_tint(worn), base, 8, hair, rng)
    assert (np.bincount(column, minlength=8) == 100).all()
    assert (np.diff(tones.mean(1)) > -1e-6).all()
    assert base[column == 0, 0].max() < 0.01 < base[column == 7, 0].mean()


@pytest.mark.filterwarnings("error")
def test_columns_that_no_card_takes_have_a_tone_too(worn):
    base = np.array([(0.06, 0.8, 0.05), (-0.06, 0.8, 0.05)])
    rng = np.random.default_rng(0)
    column, tones = tinted_columns(photo_tint(worn), base, 8, Hair("buzz"), rng)
    assert column.tolist() == [4, 0] and len(tones) == 8
    assert np.isfinite(tones).all()
    assert tones[0].mean() < tones[1].mean() < tones[4].mean()
    assert tinted_columns(photo_tint(worn), base[:0], 8, Hair("buzz"), rng)[1] is None


def test_without_a_photo_any_strand_takes_any_column():
    column, tones = tinted_columns(
        None, np.zeros((400, 3)), 8, Hair("buzz"), np.random.default_rng(1)
    )
    assert tones is None
    assert np.bincount(column, minlength=8).min() > 25
    image = np.full((4, 16, 4), 90, np.uint8)
    assert toned(image, None) is image


def test_tones_multiply_light_and_leave_alpha():
    image = np.full((2, 4, 4), 100, np.uint8)
    made = toned(image, np.array([[1.0, 1.0, 1.0], [2.0, 0.5, 1.0]], np.float32))
    assert (made[:, :2] == image[:, :2]).all() and (made[..., 3] == 100).all()
    ratio = srgb_to_linear(made[0, 3, :3]) / srgb_to_linear(np.array([100, 100, 100], np.uint8))
    assert np.allclose(ratio, (2.0, 0.5, 1.0), rtol=0.02)
    assert (image == 100).all()


def dyed(worn: Figure, **hair) -> Figure:
    """The same head with hair of another colour."""
    edited = dataclasses.replace(worn.person.hair, **hair)
    return worn.replace(person=dataclasses.replace(worn.person, hair=edited))


def test_a_dye_keeps_the_photos_light_and_dark(worn):
    blue = dyed(worn, color=(0.1, 0.2, 0.5))
    light = srgb_to_linear(photo_sheet(blue).picture[0, [0, 7], :3])
    assert (light[:, 2] > 4 * light[:, 0]).all()  # blue on both sides
    assert light[1, 2] > 2.5 * light[0, 2]  # and as before dark on one
    assert (photo_sheet(blue).picture[..., 3] == 255).all()
    tones = np.exp(photo_tint(blue).at(np.array([(0.06, 0.80, 0.05)])))[0]
    assert tones[2] > 4 * tones[0]
    grown, edited = ({p.name: p for p in hair_parts(f)} for f in (worn, blue))
    assert grown.keys() == edited.keys() and "hair_photo" in edited

    def mean(part):
        return part.material.base_color[..., :3].reshape(-1, 3).mean(0)

    assert np.ptp(mean(grown["hair"])) < 40 < mean(edited["hair"])[2] - mean(edited["hair"])[0]


def test_a_slight_change_of_colour_multiplies_every_pixel(worn):
    was = worn.person.hair
    paler = photo_sheet(dyed(worn, color=tuple(1.02 * c for c in was.color)))
    before = worn.likeness.hair.picture[..., :3]
    ratio = srgb_to_linear(paler.picture[0, :, :3]) / srgb_to_linear(before[0])
    assert np.allclose(ratio, ratio.mean(), rtol=0.06) and 1.01 < ratio.mean() < 1.09


def test_hair_of_no_other_colour_is_the_photo_itself(worn):
    assert photo_sheet(worn) is worn.likeness.hair


@pytest.mark.parametrize("other", [{"style": "crew"}, {"seed": 4}, {"tip_color": (1.0, 0.2, 0.2)}])
def test_another_cut_forgets_the_photo(worn, other):
    assert photo_tint(dyed(worn, **other)) is None
