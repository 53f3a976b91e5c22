"""The trainer of the shape regressor: what it learns from lessons whose answer is known."""

from __future__ import annotations

import re
import string

import numpy as np
import pytest
from safetensors.numpy import load_file

from facegen.portrait.correspondence import correspondence
from facegen.portrait.population import prior
from facegen.portrait.shape_regressor import WEIGHTS
from facegen.settings import ROOT
from facegen.training import shape_regressor
from facegen.training.shape_regressor import (
    CARD,
    Lesson,
    Lessons,
    cross_validated,
    face_errors,
    gather,
    learn,
    main,
    write,
)

KNOWN = prior(35.0, 0.5)


@pytest.fixture(scope="module")
def lessons() -> Lessons:
    """Forty people whose nose width is told by one landmark, and asymmetry by another one."""
    generator = np.random.default_rng(5)
    nose, side = KNOWN.names.index("nose-scale-horiz"), KNOWN.names.index("asym-nose-1")
    missed = np.zeros((40, 468, 2))
    missed[:, 4] = generator.normal(0, 0.01, (40, 2))
    true = np.tile(KNOWN.mean, (40, 1))
    true[:, nose] += 20 * missed[:, 4, 1]
    true[:, side] += 10 * missed[:, 4, 0]
    usual = np.tile(KNOWN.mean, (40, 1))
    return Lessons(KNOWN.names, np.arange(40) // 2, missed, usual, true)


def test_what_the_landmarks_tell_is_learned(lessons: Lessons) -> None:
    """A face in the mirror errs to the other side, and nothing else about it changes."""
    matrix, offset = learn(lessons, np.ones(40, bool), 1e-9)
    change = lessons.missed.reshape(40, -1) @ matrix + offset
    np.testing.assert_allclose(change, lessons.true - lessons.usual, atol=1e-4)
    mirrored = np.zeros((468, 2))
    mirrored[correspondence().mirror[4]] = (-0.01, 0.0)
    side = lessons.names.index("asym-nose-1")
    assert (mirrored.reshape(-1) @ matrix + offset)[side] == pytest.approx(-0.1, abs=1e-3)


def test_nobody_is_judged_by_what_was_learned_from_them(lessons: Lessons) -> None:
    """Answers that are mere chance cannot be foretold: cross-validation finds out."""
    chance = lessons._replace(true=lessons.usual + np.random.default_rng(1).normal(0, 0.1, (40, 1)))
    learned = face_errors(chance, cross_validated(chance, 1e-9)).mean()
    assert learned > 0.95 * face_errors(chance, chance.usual).mean()
    told = face_errors(lessons, cross_validated(lessons, 1e-9)).mean()
    assert told < 0.05 * face_errors(lessons, lessons.usual).mean()


def test_the_size_of_a_head_is_no_error(lessons: Lessons) -> None:
    code = lessons.true.copy()
    assert face_errors(lessons, code).max() < 1e-6


def test_the_file_holds_what_was_learned(lessons: Lessons, tmp_path) -> None:
    write(tmp_path, lessons, 1e-9, "card")
    stored = load_file(tmp_path / WEIGHTS)
    matrix, offset = learn(lessons, np.ones(40, bool), 1e-9)
    np.testing.assert_allclose(
        stored["matrix"].astype(np.float32) * stored["scale"], matrix, rtol=2e-3, atol=2e-2
    )
    np.testing.assert_allclose(stored["offset"], offset, rtol=1e-5, atol=1e-7)
    assert bytes(stored["names"]).decode().split() == list(lessons.names)
    assert (tmp_path / "shape_regressor.md").read_text() == "card"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["shape_regressor.md", WEIGHTS]


def test_a_run_that_ends_while_drawing_says_how_to_go_on(tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.setattr("sys.argv", ["trainer", str(tmp_path), "--people", "3", "--minutes", "0"])
    main()
    assert capsys.readouterr().out.splitlines() == [
        "0 of 3 people are drawn",
        "run the same command again to go on",
    ]


def test_a_run_that_ends_while_reading_has_read_somebody(tmp_path, monkeypatch) -> None:
    def one(folder, number: int) -> list[Lesson]:
        return [Lesson(number, np.zeros((468, 2)), KNOWN.mean, KNOWN.mean)] if number else []

    monkeypatch.setattr(shape_regressor, "lessons_of", one)
    lessons, whole = gather(tmp_path, 3, deadline=0.0)
    assert lessons.person.tolist() == [1] and not whole, "nobody's face is found in person 0"
    lessons, whole = gather(tmp_path, 2, deadline=0.0)
    assert lessons.person.tolist() == [1] and whole


def test_the_shipped_card_is_what_the_trainer_writes() -> None:
    card = (ROOT / "assets/weights/shape_regressor.md").read_text(encoding="utf-8")
    parts = (
        re.escape(text) + (".+" if field else "")
        for text, field, *_ in string.Formatter().parse(CARD)
    )
    assert re.fullmatch("".join(parts), card)
