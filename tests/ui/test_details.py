"""The cards under the stage: rows of downloads, figures, times, licences."""

from __future__ import annotations

from pathlib import Path

import pytest

from facegen.export.kinds import KINDS
from facegen.ui.details import details, validated

REPORT = {
    "seed": 7,
    "settings": {"detail": "2K"},
    "timings_s": {"read": 0.5, "appearance": 4.0},
    "metrics": {"triangles": 61_234, "joints": 54, "file_bytes": {"glb": 5}},
    "peak_memory_mb": 1900,
    "models": [
        {
            "name": "hm08", "role": "shape", "license": "CC0-1.0", "commercial": True,
            "attribution": "MPFB",
        }
    ],
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A result of which the GLB and the report exist."""
    found = tmp_path / "token" / "job"
    found.mkdir(parents=True)
    (found / "avatar.glb").write_bytes(b"x" * 8_000_000)
    (found / "report.json").write_bytes(b"{}")
    return found


def test_what_exists_is_a_link_and_the_rest_an_offer_in_the_fixed_order(folder: Path):
    rows = details(REPORT, folder)["rows"]
    kinds = [row["kind"] for row in rows]
    assert kinds == sorted(kinds, key=list(KINDS).index)
    assert kinds[0] == "glb" and kinds[-1] == "everything"
    by_kind = {row["kind"]: row for row in rows}
    assert by_kind["glb"]["url"] == "files/token/job/avatar.glb"
    assert by_kind["glb"]["bytes"] == 8_000_000
    offered = by_kind["turntable"]
    assert offered["url"] is None and offered["make"] == "make/token/job/turntable"
    assert offered["seconds"] == KINDS["turntable"].seconds


def test_what_only_photos_have_is_offered_only_to_them(folder: Path):
    of_words = {row["kind"] for row in details(REPORT, folder)["rows"]}
    for name in ("cameras.json", "surface.ply", "sheet.webp", "debug.webp"):
        (folder / name).write_bytes(b"x")
    of_photos = {row["kind"] for row in details(REPORT, folder)["rows"]}
    assert of_photos - of_words == {
        "views", "cameras", "surface_ply", "surface_glb", "sheet", "debug",
    }  # fmt: skip
    assert of_words < of_photos == set(KINDS)


def test_figures_times_and_licences(folder: Path):
    cards = details(REPORT, folder)["cards"]
    for part in (
        "61\N{NARROW NO-BREAK SPACE}234", "8.0 MB", "4.5 s", "1.9 GB", "hm08", "CC0-1.0", "MPFB",
        "data-validate",
    ):  # fmt: skip
        assert part in cards, part
    assert "file_bytes" not in cards.lower()


def test_one_non_commercial_model_changes_every_verdict_but_the_reports(folder: Path):
    parser = {"name": "parser", "role": "parse", "license": "nc", "commercial": False}
    rows = details({**REPORT, "models": [*REPORT["models"], parser]}, folder)["rows"]
    assert {row["kind"] for row in rows if row["commercial"]} == {"report"}
    assert all(row["commercial"] for row in details(REPORT, folder)["rows"])


def test_every_text_of_the_report_is_escaped(folder: Path):
    evil = "<img src=x onerror=alert(1)>"
    report = {
        "seed": evil, "settings": {"detail": evil}, "timings_s": {evil: 1.0},
        "metrics": {"triangles": evil},
        "models": [{"name": evil, "role": evil, "license": evil, "attribution": evil}],
    }  # fmt: skip
    cards = details(report, folder)["cards"]
    assert "<img" not in cards and "&lt;img" in cards


def test_the_validator_is_told_in_words():
    assert validated({"errors": 0, "warnings": 0})["validator"].startswith("valid")
    assert validated({"errors": 2, "warnings": 1})["validator"] == "2 errors, 1 warnings"
