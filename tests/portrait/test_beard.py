"""The beard's colour in a drawn photo."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np

from facegen.human.person import FacialHair, Person
from facegen.portrait import regions as r
from facegen.portrait.beard import with_beard_color
from facegen.portrait.segments import CLASS

SIDE = 512
BEARD, SKIN = np.array((110, 60, 30), np.uint8), np.array((205, 165, 145), np.uint8)


def photo():
    """A face of skin, the beard's regions a chequerboard of hair and skin."""
    points = np.zeros((478, 3))
    boxes = {r.MOUSTACHE: (220, 300), r.CHIN: (220, 360), r.JAW_LEFT: (300, 340),
             r.JAW_RIGHT: (140, 340)}  # fmt: skip
    image = np.tile(SKIN, (SIDE, SIDE, 1))
    for outline, (x, y) in boxes.items():
        angle = np.linspace(0, 2 * np.pi, len(outline), endpoint=False)
        points[list(outline), :2] = np.c_[x + 25 * np.cos(angle), y + 20 * np.sin(angle)]
    hairs = np.indices((SIDE, SIDE)).sum(0) % 2 == 0
    image[hairs & (np.arange(SIDE)[:, None] > 270)] = BEARD
    parsing = np.zeros((19, SIDE, SIDE), np.float32)
    parsing[CLASS["skin"]] = 1
    return SimpleNamespace(
        crop=SimpleNamespace(image=image),
        parsing=parsing,
        landmarks=SimpleNamespace(points=points),
    )


def test_beards_have_the_colour_of_their_hairs():
    for style in ("full beard", "goatee", "moustache"):
        person = with_beard_color(photo(), Person(facial_hair=FacialHair(style)), np.ones(3))
        assert np.abs(np.array(person.facial_hair.color) * 255 - BEARD).max() < 6
        assert person.facial_hair.style == style


def test_a_white_beard_is_as_white_as_its_lit_hairs():
    white, shade = np.array((215, 212, 205), np.uint8), np.array((170, 166, 160), np.uint8)
    bearded = photo()
    image = bearded.crop.image
    dark = np.indices((SIDE, SIDE)).sum(0) % 3 == 0
    image[270:] = np.where(dark[270:, :, None], shade, white)
    angle = np.linspace(0, 2 * np.pi, len(r.CHEEK_LEFT), endpoint=False)
    for outline, x in ((r.CHEEK_LEFT, 380), (r.CHEEK_RIGHT, 130)):
        bearded.landmarks.points[list(outline), :2] = np.c_[
            x + 20 * np.cos(angle), 200 + 20 * np.sin(angle)
        ]
    person = with_beard_color(bearded, Person(facial_hair=FacialHair("full beard")), np.ones(3))
    assert np.abs(np.array(person.facial_hair.color) * 255 - white).max() < 6


def test_who_is_shaven_stays_so():
    for style in ("none", "stubble"):
        person = Person(facial_hair=FacialHair(style))
        assert with_beard_color(photo(), person, np.ones(3)) is person
