"""Whole avatars: structure, determinism, reopening from their own recipe."""

import numpy as np
import pytest
import torch

from facegen.avatar import MORPHS
from facegen.errors import InputError
from facegen.export.glb import glb_bytes, write_glb
from facegen.export.reader import read_mark, read_recipe
from facegen.human.build import build_avatar
from facegen.human.person import FacialHair, Hair, Person, Shape
from facegen.human.sampling import sample_person


@pytest.fixture(scope="module")
def person() -> Person:
    drawn = sample_person(None, torch.Generator().manual_seed(4))
    return Person(
        shape=drawn.shape, skin=drawn.skin, hair=Hair("short01"), facial_hair=FacialHair("goatee"),
        outfit="male_casualsuit01", glasses=True, hat=True,
    )  # fmt: skip


@pytest.fixture(scope="module")
def bust(person):
    return build_avatar(person, size=256)


def test_every_part_is_there_and_sound(bust):
    names = {part.name for part in bust.parts}
    assert {"head", "eye_left", "eye_right", "teeth", "tongue", "outfit", "hat"} <= names
    assert any(name.startswith("hair") for name in names)
    for part in bust.parts:
        assert np.isfinite(part.vertices).all() and np.isfinite(part.normals).all(), part.name
        assert part.triangles.min() >= 0 and part.triangles.max() < len(part.vertices), part.name
        assert np.allclose(np.linalg.norm(part.normals, axis=1), 1, atol=1e-3), part.name
        assert np.allclose(part.weights.sum(1), 1, atol=1e-4), part.name
        assert (part.joints[part.weights == 0] == 0).all(), part.name
        assert part.joints.max() < len(bust.skeleton.names), part.name
        assert set(part.morphs) <= set(MORPHS), part.name


def test_a_bust_is_dressed_and_ends_above_the_waist(bust):
    waist = bust.skeleton.bind[bust.skeleton.names.index("Spine"), 1, 3]
    lowest = {part.name: part.vertices[:, 1].min() for part in bust.parts}
    assert min(lowest.values()) > waist
    assert lowest["outfit"] < lowest["head"]


def test_a_whole_body_comes_from_the_same_code(person):
    full = build_avatar(person, body="full", size=256)
    outfit = full.part("outfit").vertices
    assert outfit[:, 1].min() < 0.3 * outfit[:, 1].max()
    assert min(part.vertices[:, 1].min() for part in full.parts) > -0.05


def test_equal_recipes_give_equal_bytes(person, bust):
    assert glb_bytes(bust) == glb_bytes(build_avatar(person, size=256))


def test_a_file_reopens_as_the_same_person(person, bust, tmp_path):
    """`asset.extras.facegen` rebuilds the very person, also as a whole body."""
    path = write_glb(bust, tmp_path / "a.glb")
    assert read_mark(path)["synthetic"] is True
    assert Person.from_json(read_recipe(path)) == person


def test_glasses_carry_their_attribution(bust, person):
    assert any("punkduck" in use.attribution for use in bust.provenance.models)
    bare = build_avatar(Person(shape=Shape(age=8)), size=256)
    assert not any(use.attribution for use in bare.provenance.models)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"hair": {"style": "mullet"}}, "allowed"),
        ({"shape": {"age": 400}}, "1 to 90"),
        ({"shape": {"age": float("nan")}}, "number"),
        ({"skin": {"tint": [1, 2]}}, "colour"),
        ({"glasses": "yes"}, "true or false"),
        ({"evil": 1}, "unknown field"),
        ({"shape": 3}, "not an object"),
        ({"skin": {"scars": ["everywhere"]}}, "only"),
        ({"shape": {"local": {"nose-hump": 7}}}, "-1 to 1"),
    ],
)
def test_bad_recipes_are_refused_in_one_sentence(change, message):
    with pytest.raises(InputError, match=message):
        Person.from_json(change)
