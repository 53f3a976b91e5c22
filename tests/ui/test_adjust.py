"""Changing the person on the page: chips, controls, locks, the sketch, and making it 3D again."""

from __future__ import annotations

import base64
import io

import numpy as np
import pytest
from PIL import Image

from facegen.human.controls import CONTROLS
from tests.ui.conftest import Site, Visit, wait_until

PROMPT = "an elderly woman with blue eyes"


@pytest.fixture
def visitor(visit) -> Visit:
    """A visitor with a finished person."""
    found = visit()
    found.made(PROMPT)
    return found


def sketch_level(visitor: Visit) -> float:
    """Mean grey of the sketch: the fake engine draws twice the age."""
    source = visitor.page.get_attribute("#fg-work .fg-picture", "src")
    image = Image.open(io.BytesIO(base64.b64decode(source.split(",")[1])))
    return float(np.asarray(image, np.float32).mean())


def row(visitor: Visit, name: str):
    """The row of a control in the grouped panel, its group opened."""
    found = visitor.page.locator(f"#fg-work .fg-groups [data-name='{name}']")
    if not found.is_visible():
        label = next(c.label for c in CONTROLS if c.name == name)
        visitor.page.fill("#fg-work .fg-search input", label)
    return found


def test_every_control_stands_in_its_group_and_is_found_by_search(visitor: Visit):
    page = visitor.page
    assert page.locator("#fg-work .fg-groups .fg-row").count() == len(CONTROLS)
    groups = list(dict.fromkeys(control.group for control in CONTROLS))
    summaries = page.locator("#fg-work .fg-group > summary").all_text_contents()
    assert summaries == groups
    page.fill("#fg-work .fg-search input", "nostril")
    assert page.locator("#fg-work .fg-groups .fg-row:visible").count() == 1
    page.fill("#fg-work .fg-search input", "xyzzy")
    assert page.get_by_text("No control has that name.").is_visible()
    page.fill("#fg-work .fg-search input", "")
    assert page.locator("#fg-work .fg-group:visible").count() == len(groups)


def test_moving_a_slider_draws_the_change_and_undo_takes_it_back(visitor: Visit, site: Site):
    page = visitor.page
    age = row(visitor, "age")
    before = age.locator("input").input_value()
    age.locator("input").fill("31")
    page.wait_for_selector("#fg-work .fg-stage[data-state=sketch]")
    assert abs(sketch_level(visitor) - 62) < 4
    assert site.engine.sketched[-1].edits == {"age": 31}
    assert "31 years (changed)" in page.inner_text("#fg-work .fg-chips")
    age.get_by_role("button", name="Undo: Age").click()
    wait_until(lambda: age.locator("input").input_value() == before, 15)
    assert site.engine.sketched[-1].edits == {}


def test_edits_made_meanwhile_travel_together_and_the_last_wins(visitor: Visit, site: Site):
    drawn = len(site.engine.sketched)
    site.engine.sketch_seconds = 0.6
    try:
        visitor.page.evaluate(
            """() => {
            const move = (id, value) => {
                const input = document.getElementById(id);
                input.value = value;
                input.dispatchEvent(new Event('input'));
            };
            for (let age = 30; age < 42; age += 1) move('fg-control-age', age);
            move('fg-control-build-weight', 0.9);
            }"""
        )
        wait_until(lambda: len(site.engine.sketched) == drawn + 2, 10)
        visitor.page.wait_for_timeout(1_000)
    finally:
        site.engine.sketch_seconds = 0.0
    assert len(site.engine.sketched) == drawn + 2
    assert dict(site.engine.sketched[-2].edits) == {"age": 30}
    assert dict(site.engine.sketched[-1].edits) == {"age": 41, "build.weight": 0.9}
    wait_until(lambda: abs(sketch_level(visitor) - 82) < 4, 15)
    assert row(visitor, "age").locator("input").input_value() == "41"


def test_choices_colours_switches_and_lists_reach_the_person(visitor: Visit, site: Site):
    row(visitor, "hair.style").locator("select").select_option(label="Afro")
    row(visitor, "makeup.lips").locator("input").evaluate(
        "e => { e.value = '#aa1133'; e.dispatchEvent(new Event('input', {bubbles: true})); }"
    )
    row(visitor, "glasses").locator("input").check()
    worn = row(visitor, "worn")
    worn.locator("summary").click()
    worn.get_by_label("Hoops").check()
    wait_until(lambda: len(site.engine.sketched[-1].edits) == 4, 10)
    person = site.engine.sketched[-1].person
    assert person.hair.style == "afro01" and person.glasses and person.worn == ("hoops",)
    assert np.allclose(person.skin.lip_color, (0xAA / 255, 0x11 / 255, 0x33 / 255), atol=0.01)


def test_a_closed_chip_drops_the_words_and_comes_back(visitor: Visit, site: Site):
    page = visitor.page
    page.get_by_role("button", name="Drop: elderly").click()
    page.get_by_role("button", name="Bring back: elderly").wait_for()
    assert site.engine.sketched[-1].dropped == {"age"}
    page.get_by_role("button", name="Bring back: elderly").click()
    page.get_by_role("button", name="Drop: elderly").wait_for()
    assert site.engine.sketched[-1].dropped == frozenset()


def test_a_chip_opens_as_its_control(visitor: Visit, site: Site):
    chip = visitor.page.locator("button.fg-chip-open", has_text="blue eyes")
    assert chip.get_attribute("aria-expanded") == "false"
    chip.click()
    drawer = visitor.page.locator("#fg-work .fg-drawer")
    assert drawer.locator("input[type=color]").is_visible()
    chip = visitor.page.locator("button.fg-chip-open", has_text="blue eyes")
    assert chip.get_attribute("aria-expanded") == "true"
    chip.click()
    assert not drawer.is_visible()


def test_a_reroll_keeps_words_and_locks_and_draws_the_rest(visitor: Visit, site: Site):
    page = visitor.page
    lock = row(visitor, "build.weight").get_by_role("button", name="Lock Weight")
    lock.click()
    page.get_by_text("your changes and: Weight").wait_for()
    assert lock.get_attribute("aria-pressed") == "true"
    page.get_by_role("button", name="Re-roll the rest").click()
    page.wait_for_selector("#fg-work .fg-stage[data-state=sketch]")
    first = site.engine.sketched[-1]
    page.get_by_role("button", name="Re-roll the rest").click()
    wait_until(lambda: site.engine.sketched[-1].seed != first.seed, 15)
    second = site.engine.sketched[-1]
    assert first.locked == second.locked == {"build.weight"}
    assert first.person.shape.weight == second.person.shape.weight
    assert first.person.eyes.iris_left == second.person.eyes.iris_left
    assert first.person.shape.local != second.person.shape.local
    wait_until(lambda: page.input_value("#fg-seed input") == str(second.seed), 15)


def test_make_it_3d_keeps_the_edit_and_compares_with_the_last(visitor: Visit, slowly):
    page = visitor.page
    first = visitor.viewer_url()
    row(visitor, "age").locator("input").fill("33")
    slowly(60.0)
    page.get_by_role("button", name="Make it 3D").click()
    page.wait_for_selector("#fg-work .fg-stage[data-state=working]")
    assert page.locator("#fg-work .fg-adjust").evaluate("e => e.disabled")
    assert page.locator("#fg-people").evaluate("e => e.inert")
    slowly(0.05)
    second = visitor.viewer_url()
    assert second != first
    heard = page.evaluate("document.querySelector('#fg-stage iframe').contentWindow.heard")
    assert [(m["type"], m["src"], m["before"]) for m in heard] == [
        ("facegen:load", f"../{second}", f"../{first}")
    ], "the viewer was not kept alive"
    assert "33 years (changed)" in page.inner_text("#fg-work .fg-chips")
    assert page.locator(".fg-strip li").count() == 2
    assert page.get_attribute(".fg-selected", "data-job") == second.split("/")[2]
    assert visitor.complaints == []


def test_discard_goes_back_to_the_person_in_3d(visitor: Visit):
    age = row(visitor, "age").locator("input")
    before = age.input_value()
    age.fill("33")
    visitor.page.get_by_role("button", name="Discard changes").click()
    visitor.page.wait_for_selector("#fg-work .fg-stage[data-state=done]")
    wait_until(lambda: age.input_value() == before, 15)
    assert not visitor.page.locator("#fg-work .fg-picture").is_visible()


def test_a_value_that_is_refused_is_told_and_the_person_stays(visitor: Visit, site: Site):
    drawn = len(site.engine.sketched)
    visitor.page.evaluate(
        """() => { const age = document.querySelector('#fg-control-age');
        age.max = 9000; age.value = 5000; age.dispatchEvent(new Event('input')); }"""
    )
    alert = visitor.page.get_by_role("alert")
    alert.wait_for()
    assert "5000" in alert.inner_text()
    assert len(site.engine.sketched) == drawn
    age = float(row(visitor, "age").locator("input").input_value())
    assert 60 < age < 95
