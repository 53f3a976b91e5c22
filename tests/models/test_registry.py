"""Weights are found, checked by hash and held to their licence."""

import dataclasses
from pathlib import Path

import pytest

from facegen.errors import InputError, SetupError
from facegen.models import registry, roles
from facegen.models.registry import WEIGHTS, cached_path, sha256_of, weight_path

NAME = "face_landmarker.task"


def test_every_weight_says_all_that_a_report_needs() -> None:
    assert len({weight.name for weight in WEIGHTS}) == len(WEIGHTS)
    for weight in WEIGHTS:
        assert len(weight.sha256) == len(weight.package.sha256) == 64
        assert weight.licence
        assert weight.trained_on
        assert hasattr(roles, weight.role)


def test_the_fetched_file_is_the_registered_one() -> None:
    assert sha256_of(weight_path(NAME)) == registry.find(NAME).sha256


def test_a_missing_weight_says_what_to_do(cache: Path) -> None:
    with pytest.raises(SetupError, match=r"is missing: run `python -m facegen\.setup`"):
        weight_path(NAME)


def test_a_changed_weight_is_refused(cache: Path) -> None:
    path = cached_path(registry.find(NAME))
    path.parent.mkdir(parents=True)
    path.write_bytes(b"something else")
    with pytest.raises(SetupError, match="SHA-256 differs"):
        weight_path(NAME)


def test_the_users_own_folder_comes_first(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "mine"
    own.mkdir()
    (own / NAME).write_bytes(b"mine")
    known = dataclasses.replace(registry.find(NAME), sha256=sha256_of(own / NAME))
    monkeypatch.setattr(registry, "WEIGHTS", (known,))
    monkeypatch.setenv("FACEGEN_WEIGHTS", str(own))
    assert weight_path(NAME) == own / NAME


def test_commercial_use_leaves_out_what_forbids_it(monkeypatch: pytest.MonkeyPatch) -> None:
    unfree = dataclasses.replace(registry.find(NAME), commercial=False, licence="research only")
    monkeypatch.setattr(registry, "WEIGHTS", (unfree,))
    monkeypatch.setenv("FACEGEN_COMMERCIAL", "1")
    with pytest.raises(SetupError, match="research only"):
        weight_path(NAME)


def test_an_unknown_name_lists_the_known_ones() -> None:
    with pytest.raises(InputError, match=r"'nonsense'; known: face_landmarker\.task"):
        weight_path("nonsense")
