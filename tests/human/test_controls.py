"""The catalogue of what can be changed, and what it reads from a person."""

from __future__ import annotations

import json

import numpy as np
import pytest
import torch

from facegen.human.controls import CONTROLS, PATHS, SHAPE, controls, to_hex, value_of
from facegen.human.person import Person
from facegen.human.sampling import sample_pool
from facegen.human.shape import Shape, shape_vertices, sliders
from facegen.language.attributes import FIELDS
from facegen.language.traits import TRAITS

GROUPS = ("Person", "Face", "Eyes", "Nose", "Mouth", "Skin", "Hair", "Beard and brows", "Make-up",
          "Wear", "Mood", "Fantasy")  # fmt: skip
PEOPLE = sample_pool(None, 40, torch.Generator().manual_seed(4))


def test_every_control_is_an_attribute_with_a_place_to_read_it() -> None:
    names = [control.name for control in CONTROLS]
    assert len(names) == len(set(names)) >= 60
    assert set(names) <= set(FIELDS)
    assert set(names) == {
        *SHAPE, *PATHS, "origin", "expression", "hair.length", "eyes.color",
    }  # fmt: skip
    assert list(dict.fromkeys(c.group for c in CONTROLS)) == list(GROUPS)
    assert len({(c.group, c.label) for c in CONTROLS}) == len(CONTROLS)


def test_fields_match_their_kind() -> None:
    for control in CONTROLS:
        assert bool(control.choices) == (control.kind in ("choice", "many")), control.name
        if control.kind == "slider":
            assert control.low < control.high and 0 < control.step <= control.high - control.low
        values = [value for value, _ in control.choices]
        assert len(set(values)) == len(values)
        assert all(label for _, label in control.choices)


def test_shape_controls_are_led_by_a_slider_of_their_trait_in_its_sense() -> None:
    leaders = [slider for slider, _ in SHAPE.values()]
    assert len(set(leaders)) == len(leaders), "two controls would fight for one slider"
    for name, (slider, sense) in SHAPE.items():
        assert TRAITS[name].sliders[slider] * sense > 0, name
        low, high = sliders()[slider].bounds
        reach = sorted((sense * low, sense * high))
        assert (controls()[name].low, controls()[name].high) == tuple(reach), name


def test_values_are_plain_json_within_range() -> None:
    for person in PEOPLE:
        for control in CONTROLS:
            value = value_of(person, control.name)
            assert json.loads(json.dumps(value)) == value
            if control.kind == "slider":
                assert control.low <= value <= control.high, control.name
            elif control.kind == "switch":
                assert isinstance(value, bool)
            elif control.kind == "many":
                assert set(value) <= {v for v, _ in control.choices}
            elif value is None:
                assert control.optional or control.name in ("expression", "eyes.color")
            elif control.kind == "choice":
                assert value in [v for v, _ in control.choices], control.name
            else:
                assert value[0] == "#" and len(value) == 7


def test_readings_by_hand() -> None:
    person = Person(shape=Shape(age=42, local={"nose-scale-horiz": 0.4, "eyebrows-angle": 0.25}))
    assert value_of(person, "age") == 42
    assert value_of(person, "nose.width") == 0.4
    assert value_of(person, "brows.angle") == -0.25
    assert value_of(person, "skin.scars") == []
    assert value_of(person, "outfit.color") is None
    assert value_of(person, "hair.length") == 0.25
    assert to_hex((1.0, 0.5, 0.0)) == "#ff8000"
    with pytest.raises(KeyError):
        value_of(person, "wings")


def test_a_mixed_origin_shows_every_region_the_largest_first() -> None:
    mixed = Person(origin={"east asia": 0.4, "west africa": 0.6})
    assert value_of(mixed, "origin") == ["west africa", "east asia"]
    assert value_of(Person(), "origin") == []


@pytest.mark.parametrize("name", SHAPE)
def test_shape_controls_move_the_face(name: str) -> None:
    slider, sense = SHAPE[name]
    still, moved = shape_vertices([Shape(), Shape(local={slider: 0.5 * sense})])
    assert np.linalg.norm(moved - still, axis=1).max() > 0.0005
