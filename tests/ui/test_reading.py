"""What a photo's result says in words: guesses, directions of views, figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from facegen.human.controls import controls
from facegen.metrics.views import DIRECTIONS
from facegen.ui.photo_cards import likeness_card, sheets_card
from facegen.ui.reading import CORRECTED, direction, film, reading

REPORT = {
    "pipeline": "photo_to_views",
    "metrics": {
        "identity_distance_front": 0.31, "identity_distance_60": 0.66, "identity_rank_1": 0.9,
        "ssim": 0.7123,
    },
    "photo": {
        "attributes": [{"name": "age", "value": 34.0, "confidence": 0.72}],
        "warnings": ["The light comes from one side."],
        "landmark_error_percent": {"camera": 4.0, "all": 1.04},
        "hair_outline_iou": 0.713,
    },
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A result of which three views are made."""
    found = tmp_path / "token" / "job"
    (found / "views").mkdir(parents=True)
    for name in ("00.png", "01.png", "02.png", "00_mask.png", "input.png"):
        (found / "views" / name).write_bytes(b"png")
    return found


def test_every_correction_is_a_control_and_only_guesses_have_a_certainty():
    found = reading(REPORT)
    assert [row["control"] for row in found["rows"]] == list(CORRECTED)
    assert set(CORRECTED) <= set(controls())
    sure = {row["control"]: row["confidence"] for row in found["rows"]}
    assert sure.pop("age") == 0.72 and set(sure.values()) == {None}
    assert found["notes"] == ["The light comes from one side."]
    assert reading({"pipeline": "text_to_face"}) is None


@pytest.mark.parametrize(
    ("azimuth", "elevation", "words"),
    [
        (0, 0, "From the front"), (180, 0, "From behind"), (-180, 0, "From behind"),
        (90, 0, "Profile, their left"), (-30, 0, "30° to their right"),
        (60, 40, "60° to their left, 40° from above"), (0, -40, "From the front, 40° from below"),
    ],
)  # fmt: skip
def test_directions_in_words(azimuth: float, elevation: float, words: str):
    assert direction(azimuth, elevation) == words


def test_the_film_shows_the_views_made_so_far_and_no_mask(folder: Path):
    found = film(folder)
    assert found["of"] == len(DIRECTIONS) == 16
    assert [view["src"] for view in found["views"]] == [
        f"files/token/job/views/{n}.png" for n in ("00", "01", "02")
    ]
    assert found["views"][1]["label"] == direction(*DIRECTIONS[1])
    assert film(folder / "views")["views"] == []


def test_figures_are_said_with_what_they_mean(folder: Path):
    card = likeness_card(REPORT, folder)
    for part in (
        "0.31, a match", "0.66, no match", "90 %", "0.71", "1.0 %", "71 %",
        "below 0.6 is a match",
    ):  # fmt: skip
        assert part in card, part
    assert "<figure>" not in card, "photo and head stand side by side or not at all"
    (folder / "input.webp").write_bytes(b"webp")
    assert likeness_card(REPORT, folder).count("<figure>") == 2


def test_sheets_are_folded_away_and_there_only_if_made(folder: Path):
    assert sheets_card(folder) == ""
    (folder / "debug.webp").write_bytes(b"webp")
    card = sheets_card(folder)
    assert card.count("<details") == 1 and "open" not in card.split(">")[2]
    assert "files/token/job/debug.webp" in card
