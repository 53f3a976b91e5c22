"""Sampled women, men, children and old people differ as such people do."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
import torch

from facegen.guidance.selection import AttributeScorer
from facegen.human.measure import measure_columns
from facegen.human.sampling import sample_pool
from facegen.human.shape import sliders
from facegen.human.tendencies import CHILD, MAN, OLD, WOMAN, usual_sliders
from facegen.language import read_prompt


def _measures(prompt: str) -> dict[str, float]:
    """Mean measures of 150 sampled people, metres."""
    people = sample_pool(read_prompt(prompt), 150, torch.Generator().manual_seed(1))
    return {k: float(v.mean()) for k, v in measure_columns([p.shape for p in people]).items()}


@pytest.mark.parametrize("table", [WOMAN, MAN, CHILD, OLD])
def test_sliders_exist_and_stay_within_bounds(table: dict[str, float]) -> None:
    for name, value in table.items():
        low, high = sliders()[name].bounds
        assert low <= value <= high, name


def test_usual_sliders_change_gradually() -> None:
    for gender in (0.05, 0.5, 0.95):
        steps = [usual_sliders(age, gender) for age in np.arange(1, 90.5, 0.5)]
        for before, after in itertools.pairwise(steps):
            for name in {*before, *after}:
                assert abs(after.get(name, 0.0) - before.get(name, 0.0)) < 0.06, name


def test_women_have_finer_faces_than_men() -> None:
    woman, man = _measures("a European woman of 30"), _measures("a European man of 30")
    for name, at_most in (("jaw_width", 0.97), ("neck_width", 0.80), ("nose_width", 0.95)):
        assert woman[name] < at_most * man[name], name
    assert woman["brow_height"] > 1.1 * man["brow_height"]
    assert woman["lip_fullness"] > 1.05 * man["lip_fullness"]
    assert woman["eye_size"] > man["eye_size"]


def test_old_people_have_thin_lips_and_long_ears() -> None:
    young, old = _measures("a European man of 30"), _measures("a European man of 88")
    assert old["lip_fullness"] < 0.9 * young["lip_fullness"]
    assert old["ear_size"] > 1.03 * young["ear_size"]


def test_choosing_among_candidates_favours_no_age_and_no_gender() -> None:
    people = sample_pool(read_prompt("a person"), 600, torch.Generator().manual_seed(2))
    shapes = [person.shape for person in people]
    best = np.argsort(-AttributeScorer({})(shapes))[:150]
    ages, genders = (np.array([getattr(s, n) for s in shapes]) for n in ("age", "gender"))
    assert abs(ages[best].mean() - ages.mean()) < 5
    assert abs(genders[best].mean() - genders.mean()) < 0.12
