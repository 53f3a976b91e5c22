"""The outline, the hairline and the length of one's own hair."""

from __future__ import annotations

import dataclasses
import json

import numpy as np
import pytest

from facegen.errors import InputError
from facegen.human.figure import make_figure
from facegen.human.hair.form import FORM, REACH, SIDES, form_of, hairline_of, reshaped, with_form
from facegen.human.hair.ground import make_ground
from facegen.human.hair.masks import Hairline, scalp_weight
from facegen.human.hair.styles import hair_parts, styled
from facegen.human.person import Hair, Person

CREW = Person(hair=Hair("crew"))


@pytest.fixture(scope="module")
def crew():
    figure = make_figure(CREW, ())
    return figure, make_ground(figure), styled(figure)


def grown(parts):
    return next(part for part in parts if part.name == "hair")


def test_no_numbers_change_nothing(crew):
    _, ground, parts = crew
    assert reshaped(parts, ground, CREW) is parts


@pytest.mark.parametrize(("side", "axis", "sense"), [("left", 0, 1), ("right", 0, -1),
                                                     ("top", 1, 1), ("back", 2, -1)])  # fmt: skip
def test_a_side_moves_its_own_outline_out(crew, side, axis, sense):
    _, ground, parts = crew
    person = with_form(CREW, {side: 0.4})
    before, after = grown(parts).vertices, grown(reshaped(parts, ground, person)).vertices
    reach = (sense * after[:, axis]).max() - (sense * before[:, axis]).max()
    assert 0.2 * 0.4 * REACH < reach < 1.1 * 0.4 * REACH
    opposite = (-sense * after[:, axis]).max() - (-sense * before[:, axis]).max()
    assert abs(opposite) < 0.2 * reach


def test_hair_pressed_in_stays_over_the_skin(crew):
    _, ground, parts = crew
    person = with_form(CREW, dict.fromkeys(SIDES, -1.0))
    before = ground.nearest(grown(parts).vertices)[0]
    after = ground.nearest(grown(reshaped(parts, ground, person)).vertices)[0]
    assert np.quantile(after - np.minimum(before, 0.001), 0.02) > -0.002
    assert np.median(after) < np.median(before)


def test_length_doubles_what_hangs():
    person = Person(hair=Hair("long01"))
    figure = make_figure(person, ())
    ground, parts = make_ground(figure), styled(figure)
    longer = with_form(person, {"length": 1.0})
    before, after = grown(parts).vertices, grown(reshaped(parts, ground, longer)).vertices
    ears = before[:, 1].max() - 0.16
    assert ears - after[:, 1].min() > 1.6 * (ears - before[:, 1].min())


def test_raised_coat_keeps_unit_frames(crew):
    _, ground, parts = crew
    for part in reshaped(parts, ground, with_form(CREW, {"top": 0.8, "front": -0.3})):
        assert np.allclose(np.linalg.norm(part.normals, axis=1), 1, atol=1e-4)
        assert np.abs((part.normals * part.tangents[:, :3]).sum(1)).max() < 1e-3


def test_numbers_belong_to_their_style():
    person = with_form(CREW, {"top": 0.5, "hairline": 0.2})
    bob = dataclasses.replace(person, hair=Hair("bob01"))
    assert form_of(person) == {"top": 0.5, "hairline": 0.2}
    assert form_of(bob) == {}
    both = with_form(bob, {"left": 0.1})
    assert form_of(dataclasses.replace(both, hair=Hair("crew"))) == {"top": 0.5, "hairline": 0.2}


def test_recipe_survives_json():
    person = with_form(CREW, {name: 0.25 for name in FORM})
    assert Person.from_json(json.loads(json.dumps(person.to_json()))) == person


def test_unknown_name_is_told():
    with pytest.raises(InputError, match="quiff"):
        hair_parts(make_figure(dataclasses.replace(CREW, hair_form={"crew/quiff": 0.5}), ()))


def test_a_raised_hairline_bares_the_forehead_only():
    line = hairline_of(with_form(CREW, {"hairline": 0.5}))
    assert line == Hairline(raised=0.015)
    forehead, nape = np.array([[0.0, 0.8115, 0.135]]), np.array([[0.0, 0.70, -0.03]])
    assert scalp_weight(forehead)[0] > 0.95 and scalp_weight(forehead, line=line)[0] < 0.1
    assert scalp_weight(nape, line=line) == scalp_weight(nape)


def test_temples_recede_beyond_the_middle():
    line = hairline_of(with_form(CREW, {"temples": 1.0}))
    azimuth = np.radians([0.0, 35.0])
    points = np.c_[0.09 * np.sin(azimuth), [0.815, 0.815], 0.05 + 0.09 * np.cos(azimuth)]
    gone = scalp_weight(points) - scalp_weight(points, line=line)
    assert gone[1] > 0.5 > gone[0]
