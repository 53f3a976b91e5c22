"""From words to a living head, in a real browser over the fake engine."""

from __future__ import annotations

import json

import httpx

from facegen.export.reader import read_mark
from facegen.settings import Settings
from facegen.ui.examples import load_examples
from facegen.ui.page import build
from facegen.ui.visitors import Visitors
from tests.ui.conftest import Site, wait_until
from tests.ui.fake import FakeEngine

PROMPT = "an elderly woman with blue eyes, zorbish"


def test_loads_without_outside_requests_or_errors(visit):
    visitor = visit()
    page = visitor.page
    page.wait_for_function("localStorage.getItem('facegen-visitor')")
    assert page.title() == "facegen"
    assert page.get_by_role("tab").all_inner_texts() == ["Text to face", "Photo to views"]
    assert page.get_by_text("Describe someone").is_visible()
    assert page.get_by_label("Who is it?").is_visible()
    assert not page.locator("#fg-work .fg-panel").is_visible()
    assert visitor.complaints == []


def test_an_example_fills_prompt_and_seed_and_its_picture_is_served(visit, site: Site):
    page = visit().page
    examples = load_examples()
    cards = page.locator("#fg-work .fg-example")
    assert len(examples) == cards.count() >= 12
    cards.nth(6).click()
    page.wait_for_function("document.activeElement.id === 'fg-generate'")
    assert page.input_value("#fg-prompt textarea") == examples[6].prompt
    assert page.input_value("#fg-seed input") == str(examples[6].seed)
    for example in examples:
        assert httpx.get(f"{site.url}/{example.picture}").content[8:12] == b"WEBP"


def test_prompt_to_preview_to_a_living_head(visit, site: Site, slowly, tmp_path):
    visitor = visit(viewer=True)
    slowly(60.0)
    visitor.generate(PROMPT)
    preview = visitor.page.wait_for_selector("#fg-work .fg-picture")
    assert preview.get_attribute("src").startswith("data:image/webp;base64,")
    progress = visitor.page.locator("#fg-work .fg-progress")
    assert "%" in progress.inner_text() and "left" in progress.inner_text()
    assert int(progress.get_by_role("progressbar").get_attribute("aria-valuenow")) < 100
    slowly(0.05)
    address = visitor.viewer_url()
    frame = visitor.page.frame_locator("#fg-stage iframe")
    frame.locator("body[data-state=ready]").wait_for(timeout=90_000)
    assert visitor.stage_picture().std() > 10, "the stage is empty"
    reply = visitor.context.request.get(f"{site.url}/{address}")
    assert reply.headers["content-type"] == "model/gltf-binary"
    (tmp_path / "a.glb").write_bytes(reply.body())
    assert read_mark(tmp_path / "a.glb")["prompt"] == PROMPT
    report = visitor.page.get_attribute('a[download="report.json"]', "href")
    assert json.loads(visitor.context.request.get(f"{site.url}/{report}").body())["seed"] == 7
    words = visitor.page.inner_text("#fg-work .fg-words")
    assert "elderly" in words and "blue eyes" in words
    assert "Not understood: “zorbish”" in words
    assert "12\N{NARROW NO-BREAK SPACE}345" in visitor.page.inner_text("#fg-details")
    assert visitor.complaints == []


def test_cancel_stops_at_once_keeps_what_stood_and_leaves_no_file(visit, site: Site, slowly):
    visitor = visit()
    first = visitor.made(PROMPT)
    before = site.engine.cancelled
    slowly(60.0)
    visitor.generate("a young man")
    visitor.page.wait_for_selector("#fg-work .fg-picture")
    visitor.page.click("#fg-cancel")
    visitor.page.get_by_text("Cancelled").wait_for(timeout=2_000)
    assert visitor.page.locator("#fg-generate").is_visible()
    wait_until(lambda: site.engine.cancelled == before + 1, 5)
    wait_until(lambda: not list(site.visitors.root.rglob("half.tmp")), 5)
    slowly(0.05)
    assert visitor.viewer_url() == first
    assert "elderly" in visitor.page.inner_text("#fg-work .fg-words")
    assert not visitor.page.locator("#fg-work .fg-adjust").is_disabled()


def test_bad_input_gets_its_sentence_a_bug_only_a_reference_and_nothing_is_lost(visit, caplog):
    visitor = visit()
    address = visitor.made(PROMPT)
    visitor.generate("   ")
    alert = visitor.page.get_by_role("alert")
    alert.wait_for()
    assert "empty" in alert.inner_text()
    assert visitor.viewer_url() == address
    visitor.generate("crash please")
    visitor.page.get_by_text("reference").wait_for()
    text = alert.inner_text()
    reference = text.split()[-1].rstrip(".")
    assert "secret" not in text
    assert caplog.records[-1].exc_info[1].facegen_reference == reference
    assert "crash please" not in caplog.text
    assert visitor.viewer_url() == address
    assert visitor.page.locator("#fg-stage iframe").count() == 1
    visitor.page.get_by_role("button", name="Close this message").click()
    assert not alert.is_visible()


def test_a_waiting_visitor_sees_the_place_and_the_time(visit, slowly):
    first, second = visit(), visit()
    slowly(60.0)
    first.generate(PROMPT)
    first.page.wait_for_selector("#fg-work .fg-picture")
    second.generate(PROMPT)
    second.page.get_by_text("Place 1, about 12 s").wait_for()
    assert "In the queue" in second.page.inner_text("#fg-work .fg-progress")
    slowly(0.05)
    assert first.viewer_url() != second.viewer_url()


def test_script_in_words_and_titles_is_only_text(visit):
    visitor = visit()
    visitor.made("an old man <img src=x onerror=window.hacked=1> <script>window.hacked=1</script>")
    assert visitor.page.evaluate("window.hacked") is None
    assert "<script>window.hacked" in visitor.page.inner_text("#fg-work .fg-unknown")
    assert "<img src=x" in visitor.page.inner_text(".fg-strip")
    visitor.page.reload()
    visitor.page.wait_for_selector(".fg-strip li")
    assert visitor.page.evaluate("window.hacked") is None
    assert visitor.page.locator(".fg-strip img, #fg-work .fg-example img").count() == 1 + 12
    assert visitor.complaints == []


def test_five_thousand_characters_are_handled(visit):
    visitor = visit()
    visitor.generate("an old man with a beard, " * 200)
    alert = visitor.page.get_by_role("alert")
    alert.or_(visitor.page.locator("#fg-work .fg-stage[data-state=done]")).first.wait_for(
        timeout=20_000
    )
    if alert.is_visible():
        assert "characters" in alert.inner_text()
    assert visitor.page.locator("#fg-generate").is_visible()
    assert visitor.complaints == []


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
    assert first.page.locator(".fg-strip li").count() == 0
    assert first.page.locator("#fg-stage iframe").count() == 0
    assert get(f"{site.url}/{theirs}").ok


def test_nothing_sticks_out_on_a_phone(visit, slowly):
    visitor = visit(width=400, height=800)
    slowly(60.0)

    def width() -> int:
        return visitor.page.evaluate("document.documentElement.scrollWidth")

    assert width() <= 400
    visitor.generate(PROMPT)
    visitor.page.wait_for_selector("#fg-work .fg-picture")
    assert width() <= 400
    slowly(0.05)
    visitor.viewer_url()
    assert width() <= 400
    assert visitor.page.locator("#fg-stage").bounding_box()["width"] <= 400
    assert visitor.page.locator("#fg-work .fg-panel").is_visible()


def test_the_keyboard_alone_reaches_a_head_and_changes_it(visit, site: Site):
    page = visit().page
    page.focus("#fg-prompt textarea")
    page.keyboard.type(PROMPT)
    for _ in range(8):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "fg-generate":
            break
    page.keyboard.press("Enter")
    page.wait_for_selector("#fg-work .fg-stage[data-state=done]")
    page.focus("#fg-sides [data-side=adjust]")
    page.keyboard.press("Tab")  # from the switch straight into the panel
    assert page.evaluate("document.activeElement.className") == "fg-chip-open"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.type") == "range"
    page.keyboard.press("ArrowRight")
    page.wait_for_selector("#fg-work .fg-sketchbar")
    assert "age" in site.engine.sketched[-1].edits


def test_every_input_and_button_has_a_name(visit):
    visitor = visit()
    visitor.made(PROMPT)
    unnamed = visitor.page.evaluate(
        """() => [...document.querySelectorAll('#fg-work :is(input, select, textarea, button), '
             + '#fg-people button, #fg-header button')]
        .filter((e) => !(e.labels?.length || e.textContent.trim() || e.getAttribute('aria-label')))
        .map((e) => e.outerHTML.slice(0, 120))"""
    )
    assert unnamed == []


def test_the_footer_promises_what_the_settings_say(tmp_path):
    blocks = build(FakeEngine(), Settings(keep_minutes=5), Visitors(tmp_path / "visitors"))
    assert "removed 5 minutes after your last visit" in str(blocks.get_config_file())
