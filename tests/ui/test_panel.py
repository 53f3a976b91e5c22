"""What the panel is told: chips in plain words, a value for every control."""

from __future__ import annotations

import json

import pytest

from facegen.human.controls import CONTROLS
from facegen.pipelines import draft as drafts
from facegen.ui.panel import control_props, panel, value_text


@pytest.fixture(scope="module")
def draft() -> drafts.Draft:
    """Somebody with eight things said, one of them unknown."""
    return drafts.begin("an elderly Japanese woman with red hair and no glasses, zorbish", 7)


def chips(draft: drafts.Draft) -> dict[str, dict]:
    """Chips by attribute."""
    return {chip["name"]: chip for chip in panel(draft)["draft"]["chips"]}


def test_every_control_has_a_value_that_its_kind_can_show(draft):
    state = panel(draft)["draft"]
    props = {control["name"]: control for control in control_props()}
    assert set(state["values"]) == set(props) == {control.name for control in CONTROLS}
    for name, value in state["values"].items():
        control = props[name]
        if control["kind"] == "slider":
            assert control["low"] <= value <= control["high"], name
        if control["kind"] == "switch":
            assert isinstance(value, bool), name
        if control["kind"] == "choice" and value is not None:
            assert value in [choice for choice, _ in control["choices"]], name
    assert json.loads(json.dumps(state)) == state


def test_chips_say_what_was_understood(draft):
    found = chips(draft)
    assert found["age"]["words"] == "elderly"
    assert found["age"]["text"].endswith("years") and found["age"]["control"] == "age"
    assert found["gender"]["text"] == "Looks: feminine"
    assert found["origin"]["text"].startswith("Origin: ")
    assert found["hair.color"]["color"].startswith("#")
    assert found["glasses"]["text"] == "no"
    assert "hair.natural" not in found
    assert panel(draft)["draft"]["unknown"] == ["zorbish"]


def test_a_chip_tells_what_a_hand_made_of_it(draft):
    changed = chips(drafts.change(draft, "age", 30))["age"]
    assert changed["edited"] and "30 years" in changed["text"]
    recoloured = chips(drafts.change(draft, "hair.color", "#00ff00"))["hair.color"]
    assert recoloured["color"] == "#00ff00"
    dropped = chips(drafts.drop(draft, "age"))["age"]
    assert dropped["dropped"] and not dropped["edited"]


def test_nobody_hides_the_panel():
    assert panel(None)["draft"] is None


@pytest.mark.parametrize(
    ("value", "name", "words"),
    [
        (True, "glasses", "yes"), (0.75, "skin.freckles", "75 %"), (30.4, "age", "30 years"),
        ("afro01", "hair.style", "afro"), (None, "hair.tips", "none"),
        (("tear@cheek_left",), "skin.tattoos", "tear, cheek left"),
        ({"west_africa": 0.7, "north": 0.0, "east": 0.3}, "origin", "west africa, east"),
    ],
)  # fmt: skip
def test_values_in_words(value, name: str, words: str):
    assert value_text(value, name) == words
