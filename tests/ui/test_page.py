"""The page in a real browser, over the fake engine."""

from __future__ import annotations

import json

import numpy as np

from facegen.export.reader import read_mark
from tests.ui.conftest import Site, wait_until

PROMPT = "an elderly woman"


def test_loads_without_outside_requests_or_errors(visit):
    visitor = visit()
    page = visitor.page
    page.wait_for_function("localStorage.getItem('facegen-visitor')")
    assert page.title() == "facegen"
    assert page.get_by_role("tab").all_inner_texts() == ["Text to face"]
    assert page.get_by_text("Describe someone").is_visible()
    assert page.get_by_label("Who is it?").is_visible()
    assert visitor.complaints == []


def test_prompt_to_preview_to_a_living_head(visit, site: Site, tmp_path):
    visitor = visit()
    visitor.generate(PROMPT)
    preview = visitor.page.wait_for_selector(".fg-working img")
    assert preview.get_attribute("src").startswith("data:image/webp;base64,")
    assert visitor.page.locator("[role=progressbar]").get_attribute("aria-valuenow")
    address = visitor.viewer_url()
    frame = visitor.page.frame_locator("#fg-stage iframe")
    frame.locator("body[data-state=ready]").wait_for()
    neutral = visitor.stage_picture()
    assert neutral.std() > 10, "the stage is empty"
    slider = frame.locator("#jawOpen")
    slider.press("End")
    wait_until(lambda: np.abs(visitor.stage_picture() - neutral).max() > 40, 20)
    frame.get_by_role("button", name="Relax face").click()
    wait_until(lambda: np.abs(visitor.stage_picture() - neutral).max() < 12, 20)
    assert "74 years" in visitor.page.inner_text("#fg-details")
    reply = visitor.context.request.get(f"{site.url}/{address}")
    assert reply.headers["content-type"] == "model/gltf-binary"
    (tmp_path / "a.glb").write_bytes(reply.body())
    assert read_mark(tmp_path / "a.glb")["prompt"] == PROMPT
    report = visitor.page.get_attribute('a[download="report.json"]', "href")
    assert json.loads(visitor.context.request.get(f"{site.url}/{report}").body())["seed"] == 7
    assert visitor.complaints == []


def test_all_52_sliders_stand_in_seven_groups_with_labels(visit, site: Site):
    page = visit().page
    page.goto(f"{site.url}/viewer/index.html")
    groups = page.locator("#groups details")
    names = [text.strip() for text in page.locator("summary span").all_inner_texts()]
    assert names == ["Brows", "Eyes", "Jaw", "Mouth", "Cheeks", "Nose", "Tongue"]
    assert groups.locator("input[type=range]").count() == 52
    unlabelled = page.evaluate(
        "[...document.querySelectorAll('input, select, button')]"
        ".filter(e => !(e.labels?.length || e.textContent.trim())).length"
    )
    assert unlabelled == 0
    presets = page.locator("#presets button").all_inner_texts()
    assert presets == ["Joy", "Sorrow", "Anger", "Surprise", "Disgust", "Wink", "Kiss"]


def test_the_viewer_opens_nothing_from_elsewhere(visit, site: Site):
    visitor = visit()
    visitor.page.goto(f"{site.url}/viewer/index.html?src=https://example.com/a.glb")
    visitor.page.locator("body[data-state=error]").wait_for()
    assert visitor.complaints == []


def test_cancel_stops_at_once_and_leaves_no_file(visit, site: Site):
    visitor = visit()
    site.engine.seconds = 3.0
    before = site.engine.cancelled
    try:
        visitor.generate(PROMPT)
        visitor.page.wait_for_selector(".fg-working img")
        visitor.page.click("#fg-cancel")
        visitor.page.get_by_text("Cancelled").wait_for(timeout=2_000)
        assert visitor.page.locator("#fg-generate").is_visible()
        wait_until(lambda: site.engine.cancelled == before + 1, 5)
        wait_until(lambda: not list(site.visitors.root.rglob("half.tmp")), 5)
    finally:
        site.engine.seconds = 0.05
    visitor.generate(PROMPT)
    assert visitor.viewer_url()


def test_bad_input_gets_its_sentence_and_a_bug_only_a_reference(visit, caplog):
    visitor = visit()
    visitor.generate("   ")
    alert = visitor.page.locator(".fg-failed [role=alert]")
    alert.wait_for()
    assert alert.inner_text().startswith("The prompt is empty")
    visitor.generate("crash please")
    visitor.page.get_by_text("reference").wait_for()
    text = alert.inner_text()
    reference = text.rstrip(".").split()[-1]
    assert "secret" not in text and reference in caplog.text
    assert "secret inner detail" in caplog.text
    assert "crash please" not in caplog.text.split("Traceback")[0]


def test_script_in_a_prompt_is_only_text(visit):
    visitor = visit()
    visitor.generate("<img src=x onerror=window.hacked=1> <script>window.hacked=1</script>")
    visitor.viewer_url()
    assert visitor.page.evaluate("window.hacked") is None
    assert "<img" in visitor.page.inner_text("#fg-details")


def test_visitors_do_not_meet_and_their_data_can_be_deleted(visit, site: Site):
    first, second = visit(), visit()
    for visitor in (first, second):
        visitor.generate(PROMPT)
    mine, theirs = first.viewer_url(), second.viewer_url()
    assert mine.split("/")[1] != theirs.split("/")[1]
    assert mine.split("/")[1] not in second.page.content()
    get = second.context.request.get
    assert get(f"{site.url}/{mine}").ok
    first.page.click("#fg-delete")
    first.page.get_by_text("Your data is gone").wait_for()
    assert get(f"{site.url}/{mine}").status == 404
    assert not (site.visitors.root / mine.split("/")[1]).exists()
    assert get(f"{site.url}/{theirs}").ok


def test_a_reload_is_the_same_visitor(visit, site: Site):
    visitor = visit()
    visitor.generate(PROMPT)
    token = visitor.viewer_url().split("/")[1]
    visitor.page.reload()
    visitor.page.wait_for_selector("#fg-generate")
    visitor.page.wait_for_timeout(1_500)
    visitor.generate(PROMPT)
    assert visitor.viewer_url().split("/")[1] == token


def test_nothing_sticks_out_on_a_phone(visit):
    visitor = visit(width=400, height=800)
    visitor.generate(PROMPT)
    visitor.viewer_url()
    width = visitor.page.evaluate("document.documentElement.scrollWidth")
    assert width <= 400
    assert visitor.page.locator("#fg-stage").bounding_box()["width"] <= 400
