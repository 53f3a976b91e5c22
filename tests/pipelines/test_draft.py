"""Drafts: what an edit changes, what it leaves alone, and what a stranger's file may not do."""

from __future__ import annotations

import copy
import dataclasses
import json
from functools import cache

import numpy as np
import pytest

from facegen.errors import InputError
from facegen.human.controls import CONTROLS, SHAPE, Control, controls, value_of
from facegen.human.person import Person
from facegen.language.attributes import FIELDS
from facegen.pipelines.draft import (
    Draft,
    Sketcher,
    begin,
    change,
    drop,
    from_person,
    lock,
    reroll,
    restore,
)
from facegen.pipelines.edits import ROOTS, fields_of, get

PROMPTS = (
    ("an elderly Japanese woman with a big nose and red lipstick", 7),
    ("a 30 year old man with a full beard", 3),
    ("a green orc with tusks", 1),
    ("somebody", 5),
)


@cache
def draft(index: int = 0) -> Draft:
    """A fresh draft of one of `PROMPTS`."""
    return begin(*PROMPTS[index])


def samples(control: Control) -> list:
    """Several values over a control's whole range."""
    if control.kind == "slider":
        return [control.low, control.high, *np.linspace(control.low, control.high, 7)[1:-1:2]]
    if control.kind == "switch":
        return [True, False]
    if control.kind == "colour":
        return ["#8040c0", "#ffffff", *([None] if control.optional else [])]
    values = [value for value, _ in control.choices]
    if control.kind == "choice":
        return values
    return [values[:1], values[-2:], *([[]] if control.name != "origin" else [])]


def changed(before: Person, after: Person) -> set[str]:
    """Controls that read differently."""
    return {c.name for c in CONTROLS if value_of(before, c.name) != value_of(after, c.name)}


@pytest.mark.parametrize("index", range(len(PROMPTS)))
def test_setting_what_is_there_changes_nothing(index: int) -> None:
    start = draft(index)
    for control in CONTROLS:
        assert change(start, control.name, value_of(start.person, control.name)) is start


@pytest.mark.parametrize("control", CONTROLS, ids=lambda control: control.name)
def test_what_is_set_is_read_and_undone(control: Control) -> None:
    for index in range(len(PROMPTS)):
        start = draft(index)
        for value in samples(control):
            edited = change(start, control.name, value)
            read = value_of(edited.person, control.name)
            if isinstance(value, float):
                assert read == pytest.approx(value, abs=1e-12)
            else:
                assert read == value
            assert Person.from_json(edited.person.to_json()) == edited.person
            assert restore(edited, control.name).person == start.person


def test_an_edit_changes_nothing_else() -> None:
    start = draft(1)
    for name, value in (("skin.freckles", 0.7), ("outfit.color", "#aa2222"), ("glasses", True),
                        ("eyes.redness", 0.9), ("ears.size", 0.6), ("hair.style", "long01"),
                        ("expression", "smiling"), ("skin.tone", 0.9)):  # fmt: skip
        edited = change(start, name, value)
        assert changed(start.person, edited.person) - {"hair.length"} == {name}
    moved = change(start, "nose.width", 0.8).person
    assert {f for f in ("skin", "eyes", "hair", "facial_hair", "brows", "origin")
            if getattr(moved, f) != getattr(start.person, f)} == set()  # fmt: skip
    assert dataclasses.replace(moved.shape, local={}) == dataclasses.replace(
        start.person.shape, local={}
    )


def test_age_carries_wrinkles_and_grey_but_not_the_face() -> None:
    start = draft(1)
    old = change(start, "age", 80).person
    assert old.skin.wrinkles > start.person.skin.wrinkles + 0.4
    assert old.hair.grey > 0.5 > start.person.hair.grey
    for same in ("eyes.color", "skin.tone", "hair.style", "outfit", "beard.style", "origin",
                 "gender", "nose.width", "build.height"):  # fmt: skip
        assert value_of(old, same) == value_of(start.person, same), same
    child = change(start, "age", 6).person
    assert child.skin.wrinkles == 0 and child.skin.stubble == 0


def test_origin_and_gender_carry_looks() -> None:
    start = draft(3)
    african = change(start, "origin", ["west africa"]).person
    assert african.skin.melanin > 0.6 and african.shape.african > 0.7
    man, woman = (change(start, "gender", v).person for v in (0.9, 0.1))
    assert man.outfit != woman.outfit
    assert woman.facial_hair.style == "none" and woman.skin.stubble == 0
    assert man.eyes == woman.eyes and man.hair.color == woman.hair.color


def test_said_edited_and_locked_things_are_not_carried() -> None:
    bearded = change(draft(1), "gender", 0.1)
    assert bearded.person.facial_hair.style == "full beard", "said"
    edited = change(change(draft(1), "skin.wrinkles", 0.05), "age", 80)
    assert edited.person.skin.wrinkles == 0.05
    locked = change(lock(draft(1), "hair.grey", True), "age", 80)
    assert locked.person.hair.grey == draft(1).person.hair.grey


def test_the_order_of_edits_does_not_matter_where_they_do_not_overlap() -> None:
    edits = {"age": 55.0, "nose.size": 0.4, "skin.tone": 0.6, "nose.width": -0.3, "gender": 0.3}
    forward = backward = draft(3)
    for name, value in edits.items():
        forward = change(forward, name, value)
    for name, value in reversed(edits.items()):
        backward = change(backward, name, value)
    for name, value in edits.items():
        assert value_of(forward.person, name) == pytest.approx(value)
        assert value_of(backward.person, name) == pytest.approx(value)
    assert forward.person.skin == backward.person.skin


def test_drop_takes_words_back_and_restore_brings_them_again() -> None:
    start = draft(0)
    small = drop(start, "nose.size")
    assert value_of(small.person, "nose.size") < value_of(start.person, "nose.size") - 0.1
    assert changed(start.person, small.person) <= set(SHAPE)
    plain = drop(start, "makeup.lips")
    assert value_of(plain.person, "makeup.lips") != value_of(start.person, "makeup.lips")
    assert changed(start.person, plain.person) == {"makeup.lips"}
    for name in ("nose.size", "makeup.lips", "age", "origin", "gender"):
        again = restore(drop(start, name), name)
        assert again.dropped == frozenset()
        assert changed(start.person, again.person) == set(), name


def test_reroll_keeps_what_was_said_edited_and_locked() -> None:
    start = change(lock(lock(draft(0), "eyes.tilt", True), "brows.thickness", True),
                   "skin.moles", 0.4)  # fmt: skip
    other = reroll(start, 99)
    for name in ("age", "gender", "origin", "makeup.lips", "nose.size"):
        for field in fields_of(name):
            assert get(other.person, field) == get(start.person, field), field
    for name in ("eyes.tilt", "brows.thickness", "skin.moles"):
        for field in fields_of(name):
            if field != ("skin", "seed"):
                assert get(other.person, field) == get(start.person, field), field
    assert len(changed(start.person, other.person)) > 20
    assert reroll(start, 99) == other
    free = lock(other, "eyes.tilt", False)
    assert free.person == other.person
    assert change(free, "hat", True).person.shape.local["eye-corner1"] == pytest.approx(
        other.person.shape.local["eye-corner1"]
    )


def test_json_restores_an_equal_draft() -> None:
    edited = drop(lock(change(change(draft(0), "age", 44), "hair.color", "#123456"), "horns",
                       True), "makeup.lips")  # fmt: skip
    assert Draft.from_json(json.loads(json.dumps(edited.to_json()))) == edited
    opened = from_person(draft(2).person)
    assert Draft.from_json(json.loads(json.dumps(opened.to_json()))) == opened


def test_an_opened_person_can_be_edited_and_undone() -> None:
    person = dataclasses.replace(draft(1).person, origin={})
    opened = from_person(person)
    assert opened.person == person and value_of(opened.person, "origin") == []
    older = change(opened, "age", 75)
    assert older.person.skin.wrinkles > person.skin.wrinkles
    assert older.person.facial_hair.style == "full beard"
    assert restore(older, "age").person == person
    assert restore(change(opened, "nose.hump", 1.0), "nose.hump").person == person


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("wings", 1), ("age", 91), ("age", 0), ("age", "old"), ("age", True), ("age", None),
        ("age", float("nan")), ("gender", -0.1), ("hair.style", "mullet"), ("hair.style", ["bun"]),
        ("hair.color", "red"), ("hair.color", "#12345"), ("hair.color", None),
        ("hair.color", [1, 2, 3]), ("hair.color", "#-12345"), ("glasses", 1), ("worn", "hoops"),
        ("worn", ["wings"]), ("origin", []), ("origin", ["atlantis"]), ("worn", [["hoops"]]),
        ("expression", {"jawOpen": 1}), ("nose.size", 1.01), ("lashes", 0.5),
    ],
)  # fmt: skip
def test_what_cannot_be_set_is_told(name: str, value: object) -> None:
    with pytest.raises(InputError, match=r"give|choose|Choose|nothing called"):
        change(draft(1), name, value)


@pytest.mark.parametrize("step", [drop, restore, lambda d, n: lock(d, n, True)])
def test_unknown_names_are_told(step) -> None:
    with pytest.raises(InputError, match="wings"):
        step(draft(0), "wings")


def test_children_stay_dressed_and_out_of_grown_up_words() -> None:
    girl = begin("an 8 year old girl", 1)
    with pytest.raises(InputError, match="Children"):
        change(girl, "outfit", "female_sportsuit01")
    woman = change(begin("a 25 year old woman", 1), "outfit", "female_sportsuit01")
    assert change(woman, "age", 9).person.outfit == "female_casualsuit01"
    stripped = girl.to_json()
    stripped["person"]["outfit"] = "female_sportsuit01"
    assert Draft.from_json(stripped).person.outfit == "female_casualsuit01"
    adult = begin("a sexy 30 year old woman", 1)
    with pytest.raises(InputError, match="child"):
        change(adult, "age", 12)
    forged = adult.to_json()
    forged["person"]["shape"]["age"] = 10
    with pytest.raises(InputError, match="child"):
        Draft.from_json(forged)


def _forged(path: tuple, value: object) -> dict:
    data = copy.deepcopy(draft(0).to_json())
    at = data
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = value
    return data


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("schema",), 2), (("prompt",), 5), (("prompt",), "x" * 5000), (("seed",), -1),
        (("seed",), "7"), (("candidate",), 2**70), (("edits",), []), (("edits", "wings"), 1),
        (("edits", "age"), 900), (("dropped",), "age"), (("dropped",), ["wings"]),
        (("locked",), [5]), (("locked",), ["wings"]), (("person",), None),
        (("person", "outfit"), "nothing"), (("person", "origin"), {"atlantis": 1.0}),
        (("person", "shape", "local"), {"wings": 1.0}), (("base", "shape", "age"), 1000),
        (("person", "shape", "local"), {"head-oval": -1.0}),
    ],
)  # fmt: skip
def test_a_forged_draft_is_refused(path: tuple, value: object) -> None:
    with pytest.raises(InputError):
        Draft.from_json(_forged(path, value))


@pytest.mark.parametrize("data", [None, [], "draft", {}, 5])
def test_what_is_no_draft_is_refused(data: object) -> None:
    with pytest.raises(InputError):
        Draft.from_json(data)


def test_begin_refuses_what_it_cannot_use() -> None:
    for prompt, seed in (("", 1), ("a man", -1), ("a man", 2**63), ("a man", 1.5)):
        with pytest.raises(InputError):
            begin(prompt, seed)


def test_roots_and_names_agree_with_the_catalogue() -> None:
    assert set(ROOTS) <= set(controls()) <= set(FIELDS)
    for control in CONTROLS:
        assert fields_of(control.name), control.name


def test_kept_work_gives_the_same_picture_as_new_work() -> None:
    start = draft(1)
    edits = (("skin.tone", 0.8), ("hair.color", "#aa5511"), ("nose.size", 0.6), ("worn", ["crown"]))
    busy = Sketcher()
    first = busy.picture(start.person, 96)
    assert first.shape == (96, 96, 3) and first.dtype == np.uint8
    for name, value in edits:
        person = change(start, name, value).person
        picture = busy.picture(person, 96)
        assert (np.abs(picture.astype(int) - first) > 8).any(2).mean() > 0.005, name
        np.testing.assert_array_equal(picture, Sketcher().picture(person, 96), err_msg=name)
    np.testing.assert_array_equal(busy.picture(start.person, 96), first)
