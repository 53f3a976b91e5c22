"""The strip of results, saved files opened again, downloads made on demand."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pygltflib import GLTF2

from facegen.export.glb import write_glb
from facegen.human.person import Person
from facegen.ui.editing import Editing
from facegen.ui.jobflow import Shown
from tests.ui.conftest import Site, Visit, wait_until
from tests.ui.fake import make_ball

FIRST, SECOND = "an elderly woman with blue eyes", "a young Nigerian man"


def opened_level(visitor: Visit) -> float:
    """Age by the panel's slider."""
    return float(visitor.page.locator("#fg-control-age").input_value())


def test_results_survive_a_reload_reopen_and_go_one_by_one(visit, site: Site):
    visitor = visit()
    page = visitor.page
    first = visitor.made(FIRST)
    old = opened_level(visitor)
    second = visitor.made(SECOND)
    assert opened_level(visitor) < 45 < old
    page.reload()
    strip = page.locator(".fg-strip li")
    strip.nth(1).wait_for()
    assert strip.count() == 2 and SECOND in strip.first.inner_text()
    strip.nth(1).locator(".fg-open").click()
    assert visitor.viewer_url() == first
    assert opened_level(visitor) == old
    assert page.input_value("#fg-prompt textarea") == FIRST
    assert "elderly" in page.inner_text("#fg-work .fg-words")
    assert page.get_attribute(".fg-selected", "data-job") == first.split("/")[2]
    strip.nth(1).get_by_role("button", name="Remove").click()
    wait_until(lambda: strip.count() == 1, 15)
    assert page.get_by_text("Describe someone").is_visible()
    token, job = first.split("/")[1:3]
    assert not (site.visitors.root / token / job).exists()
    assert (site.visitors.root / token / second.split("/")[2]).is_dir()
    assert visitor.complaints == []


def test_a_saved_glb_opens_editable_and_a_foreign_one_is_refused(visit, tmp_path: Path, site: Site):
    visitor = visit()
    page = visitor.page
    own = write_glb(make_ball("a saved one", 3, Person(hat=True)), tmp_path / "own.glb")
    foreign = tmp_path / "foreign.glb"
    document = GLTF2().load(own)
    document.asset.extras = {}
    document.save(foreign)
    page.set_input_files("#fg-openfile input[type=file], input[type=file]", own)
    page.wait_for_selector("#fg-work .fg-stage[data-state=sketch]")
    assert page.get_by_text("Opened from your file.").is_visible()
    assert page.locator("#fg-control-hat").is_checked()
    assert site.engine.sketched[-1].person.hat is True
    page.set_input_files("#fg-openfile input[type=file], input[type=file]", foreign)
    alert = page.get_by_role("alert")
    alert.wait_for()
    assert "not made by facegen" in alert.inner_text()
    assert page.locator("#fg-work .fg-sketchbar").is_visible()
    assert page.locator("#fg-control-hat").is_checked()
    page.get_by_role("button", name="Make it 3D").click()
    assert visitor.viewer_url()
    uploads = [p for p in site.visitors.root.parent.rglob("*.glb") if "visitors" not in p.parts]
    assert uploads == []


def test_a_download_is_made_when_asked_for_and_a_failure_can_be_repeated(visit):
    visitor = visit()
    visitor.made(FIRST)
    row = visitor.page.locator("[data-kind=turntable]")
    with visitor.page.expect_download() as found:
        row.get_by_role("button", name="Make Turntable").click()
    assert found.value.suggested_filename == "turntable.mp4"
    assert Path(found.value.path()).read_text() == "turntable"
    row.get_by_role("link", name="Download Turntable").wait_for()
    broken = visitor.page.locator("[data-kind=obj]")
    broken.get_by_role("button").click()
    broken.get_by_text("The fake makes no OBJ.").wait_for()
    assert broken.get_by_role("button").is_enabled()
    licence = row.locator(".fg-licence")
    assert "Commercial use: yes" in licence.inner_text()
    licence.locator("summary").click()
    assert "A. Ball" in licence.inner_text()


def test_the_validator_checks_the_shown_file(visit):
    visitor = visit()
    visitor.made(FIRST)
    visitor.page.get_by_role("button", name="Check the file").click()
    visitor.page.get_by_text("valid, 0 errors").wait_for(timeout=30_000)


@pytest.fixture
def others(site: Site, tmp_path: Path) -> tuple[Editing, str, str]:
    """Two visitors: (editing, the attacker's token, the victim's job)."""
    visitors = site.visitors
    attacker, victim = visitors.enter(None), visitors.enter(None)
    folder = visitors.new_job(victim)
    (folder / "report.json").write_text("{}")
    (folder / "thumb.webp").write_bytes(b"")
    return Editing(site.engine, visitors), attacker, folder.name


def test_forged_names_open_and_remove_nothing_of_others(others, site: Site):
    editing, attacker, job = others
    forged = [
        job, f"../*/{job}", "..", ".", "", "/etc", "\0", "0" * 16, None, 7, ["x"], {"job": job},
        f"%2e%2e/{job}", "a" * 5_000,
    ]  # fmt: skip
    for name in forged:
        assert not isinstance(editing.open_result(attacker, name, {}), Shown), name
        assert editing.remove(attacker, name) is False, name
        assert "removed" in editing.validate(attacker, name)["validator"]
    assert list(site.visitors.root.glob(f"*/{job}/report.json"))


def test_forged_edits_are_refused_in_a_sentence(site: Site):
    editing = Editing(site.engine, site.visitors)
    draft = site.engine.begin(FIRST, 1)
    forged = [
        None, [], "x", {}, {"age": 5}, {"age": {}}, {"age": {"set": "old"}},
        {"age": {"set": float("nan")}}, {"nobody": {"set": 1}}, {"age": {"set": 1, "drop": True}},
        {"__class__": {"drop": True}}, {"hair.style": {"set": "<script>"}},
        {"worn": {"set": [["studs"]]}}, {f"x{i}": {"set": 1} for i in range(5_000)},
    ]  # fmt: skip
    for changes in forged:
        after, patch = editing.edit(draft, changes)
        assert after is draft, changes
        assert patch["notice"]["kind"] == "error", changes
        assert "reference" not in patch["notice"]["text"], (changes, patch["notice"]["text"])


def test_nobody_can_be_changed_before_there_is_somebody(site: Site):
    editing = Editing(site.engine, site.visitors)
    for after, patch in (editing.edit(None, {"age": {"set": 3}}), editing.reroll(None)):
        assert after is None
        assert "describe someone" in patch["notice"]["text"]


def test_the_strips_pictures_are_the_results_own(visit, site: Site):
    visitor = visit()
    visitor.made(FIRST)
    thumb = visitor.page.locator(".fg-strip img")
    wait_until(lambda: thumb.evaluate("e => e.naturalWidth") == 256, 10)
    token = visitor.viewer_url().split("/")[1]
    shutil.rmtree(site.visitors.root / token)
    visitor.page.locator(".fg-open").click()
    visitor.page.get_by_role("alert").wait_for()
    assert "removed" in visitor.page.get_by_role("alert").inner_text()
