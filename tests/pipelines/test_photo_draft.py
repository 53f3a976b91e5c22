"""A person from a photo stays that person: through edits, files and sketches."""

from __future__ import annotations

import dataclasses
import json

import numpy as np
import pytest

from facegen.errors import InputError
from facegen.human.likeness import Likeness
from facegen.human.likeness_file import pack_likeness
from facegen.human.person import Person, Shape, Skin
from facegen.human.topology import BODY, VERTEX_COUNT
from facegen.language import Reading
from facegen.pipelines.draft import Draft, begin, change, from_person, reroll
from facegen.pipelines.sketch import Sketcher
from facegen.render.camera import Camera
from facegen.render.environment import Environment

LARGE = {"ear-scale": 1.0, "ear-scale-vert": 1.0, "ear-scale-depth": 1.0}
"""Larger than any sampled person's ears."""
PERSON = Person(Shape(age=30.0, gender=0.4, local=LARGE), Skin(melanin=0.3))


def likeness(red: float, lift: float = 0.0) -> bytes:
    """A ruddy skin, and a head that is `lift` metres taller."""
    skin = np.zeros((64, 64, 4), np.uint8)
    ratio = np.zeros((BODY.stop, 3), np.float32)
    ratio[:, 0] = red
    residual = np.zeros((VERTEX_COUNT, 3), np.float32)
    residual[:, 1] = lift
    return pack_likeness(Likeness(PERSON, residual=residual, skin=skin, ratio=ratio))


@pytest.fixture(scope="module")
def draft() -> Draft:
    return from_person(PERSON, likeness(0.4), seed=5)


def test_a_draft_and_its_likeness_come_back_together(draft: Draft):
    told = json.loads(json.dumps(draft.to_json()))
    again = Draft.from_json(told, draft.likeness)
    assert again == draft and again.likeness == draft.likeness and again.seed == 5


@pytest.mark.parametrize("other", [None, likeness(0.1), b""])
def test_another_face_beside_a_draft_is_refused(draft: Draft, other: bytes | None):
    with pytest.raises(InputError, match="not its own"):
        Draft.from_json(draft.to_json(), other)


def test_a_face_beside_a_draft_of_words_is_refused():
    with pytest.raises(InputError, match="not its own"):
        Draft.from_json(begin("a man", 1).to_json(), likeness(0.1))


def test_what_is_no_likeness_makes_no_draft():
    with pytest.raises(InputError):
        from_person(PERSON, b"not one")


def test_a_measured_face_is_not_tamed(draft: Draft):
    """An edit of the age draws a sampled face's sliders in; a photo's stay as they are."""
    older = change(draft, "age", 60.0)
    assert older.likeness == draft.likeness and older.person.shape.age == 60.0
    assert {name: older.person.shape.local[name] for name in LARGE} == LARGE
    words = dataclasses.replace(draft, likeness=None, reading=Reading(""))
    assert change(words, "age", 60.0).person.shape.local["ear-scale"] < 0.9


def test_edits_keep_the_photo(draft: Draft):
    edited = change(change(draft, "hair.style", "bob01"), "glasses", True)
    assert edited.likeness == draft.likeness
    assert edited.person.hair.style == "bob01" and edited.person.glasses


def test_a_photo_leaves_nothing_to_roll(draft: Draft):
    with pytest.raises(InputError, match="photo says everything"):
        reroll(draft, 3)


def test_sketches_show_the_photo_and_tell_faces_apart(draft: Draft):
    sketcher = Sketcher()
    plain = sketcher.picture(PERSON, 96).astype(int)
    ruddy = sketcher.picture(PERSON, 96, draft.likeness).astype(int)
    cheek = (slice(50, 60), slice(40, 56))
    redder = ruddy[cheek] - plain[cheek]
    assert redder[..., 0].mean() > 8 and redder[..., 0].mean() > 3 * abs(redder[..., 2].mean())
    pale = sketcher.picture(PERSON, 96, likeness(-0.4)).astype(int)
    assert (pale[cheek] - plain[cheek])[..., 0].mean() < -8
    again = sketcher.picture(PERSON, 96, likeness(0.4))
    assert np.array_equal(again, ruddy)
    sketcher.forget()
    assert np.array_equal(sketcher.picture(PERSON, 96, likeness(0.4)), ruddy)


def test_a_sketch_follows_an_edit_of_the_skin(draft: Draft):
    sketcher = Sketcher()
    before = sketcher.picture(draft.person, 96, draft.likeness).astype(int)
    darker = change(draft, "skin.tone", 0.8)
    after = sketcher.picture(darker.person, 96, draft.likeness).astype(int)
    cheek = (slice(50, 60), slice(40, 56))
    assert (before[cheek] - after[cheek]).mean() > 25


def test_a_sketch_is_taken_by_another_camera_in_another_light(draft: Draft):
    sketcher = Sketcher()
    usual = sketcher.picture(PERSON, 64, draft.likeness)
    camera = Camera.orbit((0.0, 1.6, 0.05), 1.4, azimuth=25.0)
    dark = dataclasses.replace(
        studio := Environment.load("studio"),
        harmonics=0.1 * studio.harmonics,
        specular=0.1 * studio.specular,
        lights=(),
    )
    turned = sketcher.picture(PERSON, 64, draft.likeness, camera=camera)
    night = sketcher.picture(PERSON, 64, draft.likeness, environment=dark)
    assert turned.shape == (64, 64, 3) and (turned != usual).any(-1).mean() > 0.2
    face = (slice(28, 40), slice(26, 38))
    assert night[face].mean() < 0.6 * usual[face].mean()
    assert np.array_equal(sketcher.picture(PERSON, 64, draft.likeness), usual)
