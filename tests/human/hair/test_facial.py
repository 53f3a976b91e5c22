"""Beards and brows: on the face, moving with it, in the asked colour."""

from __future__ import annotations

import numpy as np
import pytest

from facegen.avatar import morphed_vertices
from facegen.human.figure import make_figure
from facegen.human.hair import brow_parts, facial_hair_parts
from facegen.human.hair.beards import CUTS
from facegen.human.hair.ground import make_ground
from facegen.human.person import BROW_STYLES, Brows, FacialHair, Hair, Person, Shape
from tests.human.hair.test_hair import check_part, mean_color

TRIANGLES = 12_000


def _bearded(style: str, shape: Shape | None = None, color=None):
    return make_figure(
        Person(shape=shape or Shape(gender=1.0), facial_hair=FacialHair(style, color))
    )


@pytest.mark.parametrize("style", CUTS)
def test_beard_within_budget(style):
    parts = facial_hair_parts(_bearded(style))
    assert [p.name for p in parts] == ["beard_coat", "beard"]
    assert sum(len(p.triangles) for p in parts) <= TRIANGLES
    for part in parts:
        check_part(part)
    # Plain sparse float morphs of both, as a GLB stores them: 16 bytes a row.
    stored = sum(16 * len(m.indices) for p in parts for m in p.morphs.values())
    assert stored < 4.5e6


@pytest.mark.parametrize("style", ["none", "stubble"])
def test_painted_styles_have_no_mesh(style):
    assert facial_hair_parts(_bearded(style)) == []


def test_moustache_moves_with_the_mouth():
    beard = facial_hair_parts(_bearded("full beard"))[1]
    opened = morphed_vertices(beard, {"jawOpen": 1.0}) - beard.vertices
    chin = beard.vertices[:, 2] > np.quantile(beard.vertices[:, 2], 0.85)
    assert np.quantile(opened[chin, 1], 0.2) < -0.012
    assert np.abs(opened[beard.vertices[:, 2] < 0.06]).max() < 0.012
    moustache = facial_hair_parts(_bearded("moustache"))[1]
    raised = morphed_vertices(moustache, {"mouthUpperUpLeft": 1.0}) - moustache.vertices
    left = moustache.vertices[:, 0] > 0.005
    assert raised[left, 1].mean() > 0.0008
    assert abs(raised[moustache.vertices[:, 0] < -0.01, 1].mean()) < 0.0005


@pytest.mark.parametrize("style", ["moustache", "short beard", "full beard"])
def test_beard_stays_on_every_face(style):
    rng = np.random.default_rng(6)
    for age in (18, 40, 88):
        for weight in (0.0, 1.0):
            shape = Shape(age=age, gender=1.0, weight=weight, caucasian=float(rng.random()))
            figure = _bearded(style, shape)
            ground = make_ground(figure)
            beard = facial_hair_parts(figure)[1]
            height, _ = ground.nearest(beard.vertices.astype(np.float64))
            assert np.quantile(height, 0.01) > -0.006
            assert np.quantile(height, 0.10) < 0.004
            assert np.quantile(height, 0.95) < 0.030


def test_cards_ride_without_tearing():
    """All vertices of a card move together, so an open jaw cannot tear a strand."""
    beard = facial_hair_parts(_bearded("short beard"))[1]
    moved = morphed_vertices(beard, {"jawOpen": 1.0}) - beard.vertices
    points = 6
    per_card = moved.reshape(-1, points, 3)
    assert np.ptp(per_card, axis=1).max() < 1e-3


def test_beard_colour():
    asked = np.array((0.60, 0.30, 0.12))
    beard = facial_hair_parts(_bearded("full beard", color=tuple(asked)))[1]
    assert np.abs(mean_color(beard.material.base_color) - asked).max() < 0.06


@pytest.mark.parametrize("style", BROW_STYLES)
def test_brows_hug_the_ridge_and_move(style):
    for age in (5, 30, 88):
        figure = make_figure(Person(shape=Shape(age=age), brows=Brows(style)))
        (brows,) = brow_parts(figure)
        check_part(brows)
        ground = make_ground(figure)
        height, _ = ground.nearest(brows.vertices.astype(np.float64))
        assert np.quantile(height, 0.02) > -0.004 and np.quantile(height, 0.98) < 0.006
    raised = morphed_vertices(brows, {"browInnerUp": 1.0}) - brows.vertices
    assert raised[:, 1].max() > 0.002


def test_brow_colour_and_density():
    hair = Hair(color=(0.5, 0.4, 0.3))

    def brows(**fields):
        return brow_parts(make_figure(Person(hair=hair, brows=Brows(**fields))))[0].material

    own = brows(color=(0.2, 0.5, 0.7)).base_color
    assert np.abs(mean_color(own) - np.array((0.2, 0.5, 0.7))).max() < 0.06
    natural = mean_color(brows().base_color)
    assert (natural < np.array(hair.color)).all()
    thin, thick = (brows(density=d).base_color[..., 3].astype(float).mean() for d in (0.2, 1.0))
    assert thick > 1.5 * thin
