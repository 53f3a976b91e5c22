"""The cards under the stage."""

from __future__ import annotations

from facegen.language.attributes import Attribute, Reading
from facegen.ui.details import details

REPORT = {
    "seed": 7,
    "timings_s": {"read": 0.5, "appearance": 4.0},
    "metrics": {"triangles": 61_234, "file_bytes": {"glb": 5}},
    "models": [{"name": "hm08", "license": "CC0-1.0", "commercial": True, "attribution": "MPFB"}],
}


def test_shows_what_was_said_what_was_taken_and_what_was_missed():
    reading = Reading(
        "p",
        (
            Attribute("age", 76.4, words="elderly"),
            Attribute("hair.color", (0.5, 0.25, 0.0), words="chestnut"),
            Attribute("glasses", False, words="without glasses"),
            Attribute("origin", {"east_asia": 0.9, "north": 0.0}, words="Japanese"),
        ),
        unknown=("zorb",),
        notices=("Grey hair comes with the age.",),
    )
    html = details(reading, REPORT, {}, {})
    for part in (
        "<q>elderly</q>", "76 years", "background:rgb(128,64,0)", "glasses: no", "east asia",
        "“zorb”", "Grey hair comes with the age.", "61\N{NARROW NO-BREAK SPACE}234", "4.5 s",
        "Commercial use: yes.", "MPFB",
    ):  # fmt: skip
        assert part in html, part
    assert "north" not in html and "file_bytes" not in html.lower()


def test_one_non_commercial_model_changes_the_verdict():
    models = [*REPORT["models"], {"name": "parser", "license": "nc", "commercial": False}]
    html = details(Reading(""), {**REPORT, "models": models}, {}, {})
    assert "Commercial use: no" in html


def test_downloads_in_a_fixed_order_with_sizes():
    links = {"report.json": "files/a/b/report.json", "avatar.glb": "files/a/b/avatar.glb"}
    html = details(Reading(""), REPORT, links, {"avatar.glb": 8_000_000, "report.json": 900})
    assert html.index('href="files/a/b/avatar.glb"') < html.index('href="files/a/b/report.json"')
    assert 'download="avatar.glb"' in html and "8.0 MB" in html and "0.9 KB" in html


def test_every_text_from_outside_is_escaped():
    evil = "<img src=x onerror=alert(1)>"
    reading = Reading(evil, (Attribute(evil, evil, words=evil),), unknown=(evil,), notices=(evil,))
    report = {
        "metrics": {evil: evil}, "timings_s": {evil: 1.0},
        "models": [{"name": evil, "license": evil, "attribution": evil}],
    }  # fmt: skip
    html = details(reading, report, {evil: f'"{evil}'}, {evil: 1})
    assert "<img" not in html
    assert 'href=""' not in html
