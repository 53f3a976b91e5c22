"""Clothes by what shows below the chin."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from facegen.human.person import Person, Shape
from facegen.models.roles import Landmarks
from facegen.portrait.analysis import Crop, PortraitAnalysis
from facegen.portrait.pose import CHIN, FOREHEAD
from facegen.portrait.segments import CLASS
from facegen.portrait.wear import dressed, read_cloth

SIZE = 256
MAN = Person(shape=Shape(age=40, gender=0.9))


def photo(cloth: np.ndarray, image: np.ndarray) -> PortraitAnalysis:
    """Cloth [SIZE, SIZE] below a face from row 60 to row 160."""
    points = np.zeros((478, 3), np.float32)
    points[FOREHEAD, :2], points[CHIN, :2] = (128, 60), (128, 160)
    parsing = np.zeros((19, SIZE, SIZE), np.float32)
    parsing[CLASS["cloth"]] = cloth
    crop = Crop(np.rint(image * 255).astype(np.uint8), np.ones((SIZE, SIZE), bool), np.eye(2, 3))
    unread = {f.name: None for f in dataclasses.fields(PortraitAnalysis)}
    told = dict(crop=crop, parsing=parsing, landmarks=Landmarks(points, {}))
    return PortraitAnalysis(**{**unread, **told})


def cloth_from(top: int, *colors: tuple[float, float, float]) -> PortraitAnalysis:
    """Cloth from row `top` on; a second colour fills the middle."""
    cloth = np.zeros((SIZE, SIZE), bool)
    cloth[top:] = True
    image = np.ones((SIZE, SIZE, 3)) * colors[0]
    if len(colors) > 1:
        image[:, 104:152] = colors[1]
    return photo(cloth, image)


def test_dark_around_white_is_a_suit():
    analysis = cloth_from(180, (0.15, 0.15, 0.2), (0.95, 0.95, 0.95))
    worn = dressed(analysis, MAN, np.ones(3))
    assert worn.outfit == "male_elegantsuit01"
    assert np.allclose(worn.outfit_color, (0.15, 0.15, 0.2), atol=0.02)


@pytest.mark.parametrize(
    ("top", "outfit"), [(166, "male_casualsuit01"), (200, "male_casualsuit06")]
)
def test_cloth_right_below_the_chin_is_a_collar(top, outfit):
    worn = dressed(cloth_from(top, (0.2, 0.5, 0.7)), MAN, np.ones(3))
    assert worn.outfit == outfit
    assert np.allclose(worn.outfit_color, (0.2, 0.5, 0.7), atol=0.02)


@pytest.mark.parametrize(
    ("depth", "outfit"), [(25, "male_casualsuit06"), (50, "male_casualsuit01")]
)
def test_a_round_neck_that_reaches_up_beside_it_is_no_collar(depth, outfit):
    rows, columns = np.mgrid[:SIZE, :SIZE]
    neck = np.hypot((columns - 128) / 35, (rows - 155) / depth) < 1
    analysis = photo((rows >= 155) & ~neck, np.full((SIZE, SIZE, 3), 0.4))
    assert dressed(analysis, MAN, np.ones(3)).outfit == outfit


def test_children_wear_no_suits():
    child = dataclasses.replace(MAN, shape=Shape(age=8, gender=0.9))
    analysis = cloth_from(166, (0.15, 0.15, 0.2), (0.95, 0.95, 0.95))
    assert dressed(analysis, child, np.ones(3)).outfit == "male_casualsuit06"


def test_a_photo_without_clothes_changes_nothing():
    assert dressed(cloth_from(SIZE, (0.2, 0.5, 0.7)), MAN, np.ones(3)) is MAN
    assert read_cloth(cloth_from(SIZE, (0.2, 0.5, 0.7)), np.ones(3)) is None


def test_main_colour_is_the_largest_not_the_mean():
    cloth = read_cloth(cloth_from(190, (0.7, 0.1, 0.1), (0.1, 0.1, 0.7)), np.ones(3))
    assert np.allclose(cloth.main, (0.7, 0.1, 0.1), atol=0.02)
