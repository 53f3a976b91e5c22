"""Teeth sit behind the lips of anybody and open with the jaw; the tongue comes out."""

from __future__ import annotations

import numpy as np
import pytest

from facegen.avatar import Part, morphed_vertices
from facegen.colorspace import srgb_to_linear
from facegen.human.figure import Figure, make_figure
from facegen.human.mouth import mouth_parts
from facegen.human.person import Person, Shape

PEOPLE = (
    Shape(gender=0.1, age=28, african=0, asian=0.2, caucasian=0.8),
    Shape(gender=0.9, age=60, african=1, asian=0, caucasian=0),
    Shape(gender=0.5, age=6, african=0, asian=1, caucasian=0),
    Shape(gender=0.9, age=82, weight=0.9),
)


def made(shape: Shape) -> tuple[Figure, Part, Part]:
    figure = make_figure(Person(shape=shape))
    teeth, tongue = mouth_parts(figure)
    return figure, teeth, tongue


def lower(teeth: Part) -> np.ndarray:
    rows = np.zeros(len(teeth.vertices), bool)
    rows[teeth.morphs["jawOpen"].indices] = True
    return rows


@pytest.mark.parametrize("shape", PEOPLE)
def test_incisors_stand_right_behind_the_lips(shape):
    figure, teeth, _ = made(shape)
    lips = figure.vertices[[520, 540]].mean(0)
    middle = np.abs(teeth.vertices[:, 0]) < 0.006
    front = teeth.vertices[:, 2] > teeth.vertices[:, 2].max() - 0.010
    upper = teeth.vertices[middle & front & ~lower(teeth)]
    assert 0.0005 < lips[1] - upper[:, 1].min() < 0.0035
    assert 0.001 < lips[2] - teeth.vertices[middle, 2].max() < 0.008


def test_crowns_are_bare_of_gum():
    """An upper central incisor shows 9 to 12 mm; its papillae reach lower than its gum."""
    _, teeth, _ = made(PEOPLE[0])
    size = len(teeth.material.base_color)
    place = np.clip((teeth.uvs * size).astype(int), 0, size - 1)
    color = srgb_to_linear(teeth.material.base_color)[place[:, 1], place[:, 0]]
    x, y, z = teeth.vertices.T
    gum = (color[:, 0] > 1.8 * color[:, 1]) & ~lower(teeth) & (z > z.max() - 0.012)
    edge = y[~lower(teeth) & (np.abs(x) < 0.007) & (z > z.max() - 0.010)].min()
    labial = gum & (z > z.max() - 0.004)
    tooth = labial & (np.abs(x) > 0.003) & (np.abs(x) < 0.006)
    papilla = labial & (np.abs(x) < 0.0012)
    assert 0.0078 < y[tooth].min() - edge < 0.012
    assert y[papilla].min() < y[tooth].min() - 0.0005


@pytest.mark.parametrize("shape", PEOPLE)
def test_teeth_follow_the_jaw(shape):
    _, teeth, _ = made(shape)
    moving = lower(teeth)
    drop = teeth.vertices - morphed_vertices(teeth, {"jawOpen": 1.0})
    assert 0.3 < moving.mean() < 0.7
    assert drop[moving, 1].min() > 0.002 and drop[moving, 1].max() < 0.05
    assert not drop[~moving].any()


def test_tongue_comes_out():
    _, teeth, tongue = made(PEOPLE[0])
    out = morphed_vertices(tongue, {"tongueOut": 1.0})
    assert out[:, 2].max() > tongue.vertices[:, 2].max() + 0.01
    assert out[:, 2].max() > teeth.vertices[:, 2].max()


def test_colours_are_natural_and_darken_inwards():
    _, teeth, tongue = made(PEOPLE[0])
    image = srgb_to_linear(teeth.material.base_color)

    def seen(part: Part, rows: np.ndarray) -> np.ndarray:
        size = len(part.material.base_color)
        place = np.clip((part.uvs[rows] * size).astype(int), 0, size - 1)
        return srgb_to_linear(part.material.base_color)[place[:, 1], place[:, 0]]

    depth = teeth.vertices[:, 2].max() - teeth.vertices[:, 2]
    front, back = seen(teeth, depth < 0.008), seen(teeth, depth > 0.03)
    assert image.max() <= 1
    white = np.percentile(front, 80, axis=0)
    assert 0.4 < white[0] < 0.85 and white[0] > white[2] > 0.6 * white[0]
    assert back.mean() < 0.5 * front.mean()
    red = seen(tongue, np.ones(len(tongue.vertices), bool)).mean(0)
    assert red[0] > 1.6 * red[1]


def test_same_person_same_mouth():
    for first, second in zip(made(PEOPLE[1])[1:], made(PEOPLE[1])[1:], strict=True):
        assert np.array_equal(first.vertices, second.vertices)
        assert np.array_equal(first.material.base_color, second.material.base_color)
