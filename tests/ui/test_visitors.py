"""Who may read which file, and when it goes."""

from __future__ import annotations

import json
import os
import threading
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
        f"../../{other}/{foreign.name}/avatar.glb", str(foreign / "avatar.glb"), "a\0b", "a" * 3000,
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


def finish(folder: Path, prompt: str, at: float, size: int = 10) -> Path:
    """Make a job folder look like a finished result of `size` bytes or a little more."""
    report = {"inputs": [{"kind": "prompt", "text": prompt}]}
    (folder / "report.json").write_text(json.dumps(report))
    (folder / "thumb.webp").write_bytes(b"x")
    (folder / "avatar.glb").write_bytes(b"x" * size)
    os.utime(folder / "report.json", (at, at))
    return folder


def test_results_are_the_finished_jobs_newest_first(visitors: Visitors):
    token, other = visitors.enter(None), visitors.enter(None)
    old = finish(visitors.new_job(token), "an  old\nman", 100.0)
    new = finish(visitors.new_job(token), "word " * 40, 200.0)
    unfinished = visitors.new_job(token)
    (unfinished / "thumb.webp").write_bytes(b"x")
    (visitors.new_job(token) / "report.json").write_text("{}")
    finish(visitors.new_job(other), "theirs", 300.0)
    found = visitors.results(token)
    assert [(r.job, r.folder, r.made_at) for r in found] == [
        (new.name, new, 200.0), (old.name, old, 100.0),
    ]  # fmt: skip
    assert found[1].title == "an old man"
    assert len(found[0].title) <= 80 and found[0].title.endswith("word…")
    assert visitors.results("../" + token) == visitors.results("x" * 32) == []


def test_the_oldest_results_make_way(tmp_path: Path):
    visitors = Visitors(tmp_path / "visitors", results=3)
    token = visitors.enter(None)
    folders = [finish(visitors.new_job(token), str(n), 100.0 + n) for n in range(5)]
    running = visitors.new_job(token)
    assert [r.title for r in visitors.keep_newest(token)] == ["1", "0"]
    assert [folder.exists() for folder in folders] == [False, False, True, True, True]
    assert running.exists() and visitors.keep_newest(token) == []


def test_the_quota_in_bytes_keeps_at_least_the_newest(tmp_path: Path):
    visitors = Visitors(tmp_path / "visitors", quota_bytes=2500)
    token = visitors.enter(None)
    for number in range(4):
        finish(visitors.new_job(token), str(number), 100.0 + number, size=1000)
    assert [r.title for r in visitors.keep_newest(token)] == ["1", "0"]
    finish(visitors.new_job(token), "large", 200.0, size=5000)
    assert [r.title for r in visitors.keep_newest(token)] == ["3", "2"]
    assert [r.title for r in visitors.results(token)] == ["large"]


def test_whoever_keeps_something_of_a_folder_is_told_before_it_goes(
    visitors: Visitors, clock: Clock
):
    told = []
    visitors.on_gone = lambda folder: told.append((folder, folder.is_dir()))
    token = visitors.enter(None)
    first, second = visitors.new_job(token), visitors.new_job(token)
    assert visitors.remove(token, first.name) and not visitors.remove(token, first.name)
    assert not visitors.remove(token, "..") and not visitors.remove("x" * 32, second.name)
    visitors.forget(token)
    late = visitors.root / visitors.enter(None)
    clock.now += 61 * 60
    visitors.sweep()
    assert told == [(first, True), (visitors.root / token, True), (late, True)]


def test_a_job_that_writes_late_does_not_bring_a_forgotten_visitor_back(visitors: Visitors):
    token = visitors.enter(None)
    job = visitors.new_job(token)
    visitors.forget(token)
    job.mkdir(parents=True)
    (job / "avatar.glb").write_bytes(b"late")
    assert visitors.file(token, job.name, "avatar.glb") is None
    assert not visitors.visit(token) and visitors.enter(token) != token
    assert visitors.sweep() == 1 and not job.exists()


def test_a_job_that_writes_late_does_not_bring_its_removed_result_back(visitors: Visitors):
    token = visitors.enter(None)
    job, kept = visitors.new_job(token), finish(visitors.new_job(token), "kept", 100.0)
    assert visitors.remove(token, job.name)
    job.mkdir()
    finish(job, "late", 200.0)
    assert visitors.file(token, job.name, "avatar.glb") is None
    assert [result.title for result in visitors.results(token)] == ["kept"]
    assert visitors.sweep() == 0 and not job.exists() and kept.exists()


def test_sweeping_goes_on_while_visitors_come_and_go(visitors: Visitors):
    stop, broke = threading.Event(), []

    def sweep() -> None:
        while not stop.is_set():
            try:
                visitors.sweep()
            except Exception as error:
                broke.append(error)

    sweeper = threading.Thread(target=sweep)
    sweeper.start()
    tokens = [visitors.enter(None) for _ in range(200)]
    for token in tokens:
        visitors.forget(token)
    stop.set()
    sweeper.join(10)
    assert broke == []
    visitors.sweep()
    assert list(visitors.root.iterdir()) == []


def test_files_that_go_while_they_are_counted_do_not_break_it(
    visitors: Visitors, monkeypatch: pytest.MonkeyPatch
):
    token = visitors.enter(None)
    folder = finish(visitors.new_job(token), "somebody", 100.0)
    vanished = folder / ".avatar-half.glb"
    monkeypatch.setattr(Path, "rglob", lambda self, pattern: iter([vanished, *self.iterdir()]))
    assert visitors.keep_newest(token) == []
    visitors.new_picture(token)


def test_a_program_s_session_is_one_visitor_whom_no_other_session_can_name(visitors: Visitors):
    first, second = visitors.enter_session("abc"), visitors.enter_session("abd")
    assert first != second and visitors.enter_session("abc") == first
    assert visitors.enter(first) == first
    assert visitors.enter_session(None) != visitors.enter_session(None)
    restarted = Visitors(visitors.root)
    assert restarted.enter_session("abc") != first


def test_throw_away_pictures_do_not_pile_up(tmp_path: Path):
    visitors = Visitors(tmp_path / "visitors", results=3)
    token = visitors.enter(None)
    for number in range(6):
        path = visitors.new_picture(token)
        path.write_bytes(b"png")
        os.utime(path, (number, number))
    assert sorted(p.stat().st_mtime for p in path.parent.iterdir()) == [3.0, 4.0, 5.0]
    assert visitors.file(token, path.parent.name, path.name) == path
    assert visitors.results(token) == []
