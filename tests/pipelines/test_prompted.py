"""A prompt's attributes on a person who is there already."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from facegen.errors import InputError
from facegen.human.likeness import Likeness
from facegen.human.likeness_file import pack_likeness
from facegen.human.person import FacialHair, Hair, Person, Shape, Skin
from facegen.language import read_prompt
from facegen.language.prompt_writer import GrammarPromptWriter
from facegen.models.roles import Sitter
from facegen.pipelines.draft import Draft, change, from_person
from facegen.pipelines.photo_notes import PhotoNotes
from facegen.pipelines.prompted import agreement, applied, left_out, style_for, wearing
from facegen.render.camera import Camera

MAN = Person(
    Shape(age=45.0, gender=0.9), Skin(melanin=0.3), hair=Hair("crew", (0.2, 0.15, 0.1), grey=0.2)
)
WOMAN = Person(Shape(age=45.0, gender=0.1), hair=Hair("long01", (0.2, 0.15, 0.1)))


def from_photo(person: Person) -> Draft:
    """The person with skin that a photo showed."""
    skin = np.full((64, 64, 4), 128, np.uint8)
    return from_person(person, pack_likeness(Likeness(person, skin=skin)), seed=5)


def after(prompt: str, person: Person = MAN) -> Person:
    return applied(from_photo(person), read_prompt(prompt)).person


def test_everything_that_is_said_is_set():
    made = after("A 60-year-old man has long curly blue hair, a full beard and long eyelashes, and "
                 "he wears glasses and a hat")  # fmt: skip
    assert made.shape.age == 60 and made.glasses and made.hat
    assert made.facial_hair.style == "full beard" and made.lashes == "eyelashes04"
    assert made.hair.style in ("curly", "long_waves") and made.hair.color[2] > 0.6
    assert after("a man with short lashes").lashes == "Eyelashes01"
    made = after("a woman with red lipstick and blue eye shadow", WOMAN)
    assert made.skin.lip_color[0] > 0.6 and made.skin.eyeshadow[2] > 0.6


def test_what_is_not_said_stays():
    made = after("a man with glasses")
    assert dataclasses.replace(made, glasses=False) == MAN


@pytest.mark.parametrize("color", ["gold", "brown", "pink"])
def test_old_people_keep_the_colour_that_was_said(color: str):
    old = after(f"a 70-year-old man with {color} hair")
    assert old.hair.grey == 0 and old.skin.wrinkles > MAN.skin.wrinkles + 0.3
    assert after("a 70-year-old man").hair.grey > 0.4
    assert after("a 25-year-old man with silver-gray hair").hair.grey > 0.9


def test_brows_of_a_photo_stay_its_own_and_painted_ones_are_never_dyed():
    prompt = read_prompt("a 70-year-old man with pink hair")
    shown = applied(from_photo(MAN), prompt)
    assert shown.person.brows == MAN.brows and not shown.locked
    painted = applied(from_person(MAN), prompt).person
    assert painted.brows.color is not None and np.ptp(painted.brows.color) < 0.2
    said = applied(from_photo(MAN), read_prompt("a man with red eyebrows and pink hair")).person
    assert said.brows.color is not None and said.brows.color[0] > said.brows.color[2] + 0.1


@pytest.mark.parametrize(
    ("person", "prompt", "style"),
    [
        (MAN, "a man with short straight hair", "crew"),
        (MAN, "a man with curly hair", "short_curls"),
        (MAN, "a man with long straight hair", "long01"),
        (WOMAN, "a woman with straight hair", "long01"),
        (WOMAN, "a woman with wavy hair", "long_waves"),
        (WOMAN, "a woman with curly hair", "curly"),
        (WOMAN, "a woman with a bob", "bob01"),
        (WOMAN, "a woman with pink hair", "long01"),
        (WOMAN, "a bald woman", "bald"),
    ],
)
def test_the_style_follows_length_and_texture(person: Person, prompt: str, style: str):
    assert style_for(from_photo(person), read_prompt(prompt)) == style


def test_a_photo_that_was_read_tells_how_curly_hair_is():
    wavy = from_photo(MAN)
    notes = PhotoNotes({"hair": {"curl": "wavy"}}, Camera((0, 0, 1), (0, 0, 0)), None, (), b"", b"")
    wavy = dataclasses.replace(wavy, photo=notes)
    assert style_for(wavy, read_prompt("a man with wavy hair")) == "crew"
    assert style_for(wavy, read_prompt("a man with straight hair")) != "crew"
    told = agreement(wavy.person, wavy, read_prompt("a man with wavy hair and glasses"))
    assert told == {"hair.curl": 1.0, "glasses": 0.0}


def test_gender_expression_changes_only_when_another_is_asked_for():
    assert after("a man with a hat").shape.gender == 0.9
    assert after("a woman with a hat").shape.gender < 0.5


def test_names_are_ignored_and_what_cannot_be_set_is_told():
    reading = read_prompt("Barack Obama with a full beard and a big nose and a high temple")
    draft = from_photo(MAN)
    assert reading.notices and applied(draft, reading).person.facial_hair.style == "full beard"
    odd = read_prompt("a man with a full beard and a long neck")
    assert left_out(draft, odd) and "neck" in left_out(draft, odd)[0]
    figures = agreement(applied(draft, odd).person, draft, odd)
    assert figures["neck.length"] == 0 and figures["beard.style"] == 1


def test_agreement_counts_what_was_said_and_nothing_else():
    draft, reading = from_photo(MAN), read_prompt("a 65-year-old man with green hair and a goatee")
    made = applied(draft, reading)
    told = agreement(made.person, draft, reading)
    assert set(told) == {"age", "hair.color", "hair.grey", "beard.style"}
    assert min(told.values()) > 0.99
    bare = dataclasses.replace(made.person, facial_hair=FacialHair("none"))
    assert agreement(bare, draft, reading)["beard.style"] == 0
    unedited = agreement(MAN, draft, reading)
    assert unedited["age"] < 0.8 and unedited["hair.color"] < 0.85


def test_every_description_of_the_grammar_can_be_set():
    for person in (MAN, WOMAN):
        draft = from_photo(person)
        sitter = Sitter(person.shape.gender, person.shape.age)
        for prompt in GrammarPromptWriter()(sitter, 64, seed=2).prompts:
            reading = read_prompt(prompt)
            told = agreement(applied(draft, reading).person, draft, reading)
            assert min(told.values()) > 0.99 and not left_out(draft, reading), prompt


def test_children_are_not_dressed_as_adults():
    child = Person(Shape(age=9.0, gender=0.1))
    with pytest.raises(InputError):
        applied(from_person(child), read_prompt("a naked 9-year-old girl"))
    made = applied(from_person(MAN), read_prompt("a 9-year-old boy")).person
    assert made.shape.age == 9


def test_the_photos_look_is_worn_unless_another_was_given():
    draft = from_photo(MAN)
    assert wearing(draft, {"jawOpen": 0.3}).expression == {"jawOpen": 0.3}
    neutral = change(change(draft, "expression", "sad"), "expression", "neutral")
    assert wearing(neutral, {"jawOpen": 0.3}).expression == {}
