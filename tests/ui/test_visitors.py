"""Who may read which file, and when it goes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from facegen.ui.visitors import Visitors


class Clock:
    """A clock that tests turn."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    """Starts at a million seconds."""
    return Clock()


@pytest.fixture
def visitors(tmp_path: Path, clock: Clock) -> Visitors:
    """With the real 60 minutes."""
    return Visitors(tmp_path / "visitors", clock=clock)


def test_a_known_token_stays_and_any_other_is_replaced(visitors: Visitors):
    token = visitors.enter(None)
    assert visitors.enter(token) == token
    for forged in ("", "x" * 32, "../" + token[3:], token + "/", token[:-1], 7, None, ["a"]):
        fresh = visitors.enter(forged)
        assert fresh != forged and len(fresh) == 32
    assert len({visitors.enter(None) for _ in range(50)}) == 50


def test_files_are_found_only_under_their_own_names(visitors: Visitors, tmp_path: Path):
    token, other = visitors.enter(None), visitors.enter(None)
    job, foreign = visitors.new_job(token), visitors.new_job(other)
    (job / "maps").mkdir()
    (job / "maps" / "skin.png").write_bytes(b"mine")
    (foreign / "avatar.glb").write_bytes(b"theirs")
    (tmp_path / "secret").write_bytes(b"secret")
    os.symlink(tmp_path / "secret", job / "link")
    assert visitors.file(token, job.name, "maps/skin.png").read_bytes() == b"mine"
    for name in (
        "", ".", "maps", "missing", "link", "../" + job.name + "/maps/../../../secret",
        f"../../{other}/{foreign.name}/avatar.glb", str(foreign / "avatar.glb"), "a\0b",
    ):  # fmt: skip
        assert visitors.file(token, job.name, name) is None, name
    assert visitors.file(token, foreign.name, "avatar.glb") is None
    assert visitors.file(other, job.name, "maps/skin.png") is None
    assert visitors.file("..", job.name, "maps/skin.png") is None
    assert visitors.file(token, "..", f"{token}/{job.name}/maps/skin.png") is None


def test_everything_goes_sixty_minutes_after_the_last_visit(visitors: Visitors, clock: Clock):
    idle, active = visitors.enter(None), visitors.enter(None)
    job = visitors.new_job(idle)
    (job / "avatar.glb").write_bytes(b"x")
    clock.now += 59 * 60
    assert visitors.sweep() == 0 and job.exists()
    assert visitors.visit(active)
    clock.now += 2 * 60
    assert visitors.sweep() == 1
    assert not job.exists() and not (visitors.root / idle).exists()
    assert visitors.enter(active) == active
    assert visitors.enter(idle) != idle


def test_forget_removes_only_that_visitor(visitors: Visitors):
    gone, kept = visitors.enter(None), visitors.enter(None)
    visitors.new_job(gone)
    job = visitors.new_job(kept)
    visitors.forget(gone)
    visitors.forget("../" + kept)
    assert [folder.name for folder in visitors.root.iterdir()] == [kept]
    assert job.is_dir()
