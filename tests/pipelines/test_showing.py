"""A ball shown from all sides: files, steps, and what becomes of the thread beside."""

from __future__ import annotations

import threading
from concurrent.futures import Future
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from facegen.avatar import Avatar, Material
from facegen.errors import Cancelled
from facegen.export import materials
from facegen.human.person import Person
from facegen.pipelines import photo_to_views, showing, text_to_face
from facegen.pipelines.draft import from_person
from facegen.pipelines.progress import Progress, Schedule, Stopwatch
from facegen.pipelines.showing import SHOWING, VIEWS, Order, one_thread, show_head, wait_for
from tests.render.shapes import avatar, ball

SIZE = 128


@pytest.fixture(scope="module")
def person() -> Avatar:
    return avatar(ball(Material("skin"), radius=0.1, center=(0.0, 1.5, 0.0)))


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures no larger than they have to be."""
    monkeypatch.setattr(showing, "PICTURE", 64)


def shown(person: Avatar, folder: Path, stop_at: str = "") -> tuple[list[Progress], dict]:
    """The steps and the files; the job is cancelled at the step `stop_at`."""
    watch = Stopwatch(threading.Event())
    order = Order("1K", "bust", SIZE, folder, watch, Schedule(SHOWING))
    draft, files, steps = from_person(Person(), None), {}, []
    for step in show_head(draft, person, order, files, None):
        steps.append(step)
        if step.stage == stop_at:
            watch.cancel.set()
    return steps, files


def test_every_file_is_told_and_equal_heads_give_equal_bytes(
    person: Avatar, tmp_path: Path, small: None
) -> None:
    steps, files = shown(person, tmp_path / "a")
    _, again = shown(person, tmp_path / "b")
    written = {path for path in (tmp_path / "a").rglob("*") if path.is_file()}
    assert set(files.values()) == written
    assert len([path for path in written if path.parent.name == "views"]) == 4 * VIEWS
    for kind, path in files.items():
        assert path.read_bytes() == again[kind].read_bytes(), kind
    fractions = [step.fraction for step in steps]
    assert fractions == sorted(fractions)
    for step in steps:
        assert set(step.files) <= set(files)
    pictures = [step.preview.tobytes() for step in steps if step.stage.startswith("View ")]
    assert len(set(pictures)) > VIEWS / 2


def test_a_cancelled_job_draws_no_further_view_and_leaves_no_thread(
    person: Avatar, tmp_path: Path, small: None
) -> None:
    with pytest.raises(Cancelled):
        shown(person, tmp_path, stop_at=f"View 3 of {VIEWS}")
    assert {path.name[:2] for path in (tmp_path / "views").iterdir()} <= {"00", "01"}
    assert not [t for t in threading.enumerate() if t.name.startswith("beside")]


def test_what_has_not_begun_when_a_job_ends_is_dropped() -> None:
    begun, go, ran = threading.Event(), threading.Event(), []
    with pytest.raises(Cancelled), one_thread() as beside:
        first = beside.submit(lambda: (begun.set(), go.wait(10)))
        second = beside.submit(ran.append, 1)
        begun.wait(10)
        threading.Timer(0.05, go.set).start()
        raise Cancelled("enough")
    assert first.done()
    assert second.cancelled()
    assert not ran


def test_waiting_ends_with_the_result_or_the_job() -> None:
    watch, due = Stopwatch(threading.Event()), Future()
    threading.Timer(0.05, due.set_result, [7]).start()
    assert wait_for(due, watch) == 7
    watch.cancel.set()
    with pytest.raises(Cancelled):
        wait_for(Future(), watch)


@pytest.mark.parametrize("pipeline", [text_to_face, photo_to_views])
def test_a_job_that_ends_after_the_skin_encodes_no_further_texture(
    person: Avatar, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pipeline: ModuleType
) -> None:
    gate, begun = threading.Event(), []

    def painted(figure, body, size, check, maps):
        pixels = (np.full((4, 4, 3), n, np.uint8) for n in range(60))
        maps.add(Material("skin", base_color=each) for each in pixels)
        return []

    def slow(image, kind):
        begun.append(kind)
        assert gate.wait(10)

    monkeypatch.setattr(materials, "encode_image", slow)
    monkeypatch.setattr(pipeline, "painted_parts", painted)
    monkeypatch.setattr(pipeline, "avatar_of", lambda *_: person)
    monkeypatch.setattr(pipeline, "picture", lambda *_, **__: np.zeros((8, 8, 3), np.uint8))
    make = {text_to_face: "make_face", photo_to_views: "views_of"}[pipeline]
    watch = Stopwatch(threading.Event())
    steps = getattr(pipeline, make)(
        from_person(Person(), None), detail="1K", body="bust", folder=tmp_path, watch=watch
    )
    with pytest.raises(Cancelled):
        for step in steps:
            if step.stage == "Growing hair, dressing":
                watch.cancel.set()
    gate.set()
    for thread in [t for t in threading.enumerate() if t.name.startswith("maps")]:
        thread.join(0.5)
    assert 0 < len(begun) <= 4
