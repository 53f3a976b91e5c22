"""The engine: two lanes, avatars kept for downloads, and equal bytes whatever runs beside."""

from __future__ import annotations

import gc
import json
import threading
import time
import weakref
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from facegen import engine as engines
from facegen.engine import KEPT_AVATARS, Engine
from facegen.errors import Cancelled, InputError
from facegen.human.hair.photo import dyed
from facegen.human.likeness import Likeness
from facegen.human.likeness_file import pack_likeness, unpack_likeness
from facegen.pipelines.draft import Draft, change, from_person
from facegen.pipelines.progress import Progress
from facegen.queueing import LaneFull


class Model:
    """Stands for an avatar: something whose memory can be watched."""


class Studio:
    """Replaces the pipelines that take long."""

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.gate.set()
        self.made: list[Path] = []
        self.rebuilt: list[Path] = []
        self.shown: list[Draft] = []
        self.photos: list[tuple] = []
        self.models: list[weakref.ref] = []

    def model(self) -> Model:
        model = Model()
        self.models.append(weakref.ref(model))
        return model

    def make_face(self, draft, *, detail, body, folder, watch) -> Generator[Progress, None, object]:
        yield Progress("Carving", 0.1, remaining_s=5.0)
        while not self.gate.wait(0.01):
            watch.check()
        watch.check()
        self.made.append(folder)
        (folder / "report.json").write_text("{}")
        (folder / "draft.json").write_text(json.dumps(draft.to_json()))
        return SimpleNamespace(folder=folder, avatar=self.model(), draft=draft)

    def views_of(self, draft, **options) -> Generator[Progress, None, object]:
        self.shown.append(draft)
        return self.make_face(draft, **options)

    def photo_to_views(self, photo, *, folder, watch, **options) -> Generator:
        self.photos.append((photo, options))
        yield Progress("Reading the photo", 0.0)
        return SimpleNamespace(folder=folder, avatar=self.model())

    def rebuild(self, folder: Path, check: Callable) -> Model:
        self.rebuilt.append(folder)
        while not self.gate.wait(0.01):
            check()
        return self.model()

    def make_file(self, kind: str, avatar: Model, folder: Path, watch: Callable) -> Path:
        watch()
        path = folder / engines.KINDS[kind].filename
        path.write_text(kind)
        return path

    def alive(self) -> int:
        gc.collect()
        return sum(ref() is not None for ref in self.models)


@pytest.fixture
def studio(monkeypatch: pytest.MonkeyPatch) -> Iterator[Studio]:
    found = Studio()
    for name in ("make_face", "views_of", "photo_to_views", "rebuild", "make_file"):
        monkeypatch.setattr(engines, name, getattr(found, name))
    yield found
    found.gate.set()


@pytest.fixture(scope="module")
def draft() -> Draft:
    return Engine().begin("a bald man of 50", 3)


def finish(steps: Generator) -> tuple[list[Progress], object]:
    """All steps and the result."""
    seen = []
    while True:
        try:
            seen.append(next(steps))
        except StopIteration as stop:
            return seen, stop.value


def until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < end, "took too long"
        time.sleep(0.01)


def test_a_new_person_does_not_wait_behind_an_avatar(studio: Studio, draft: Draft, tmp_path: Path):
    engine = Engine()
    studio.gate.clear()
    steps = engine.make(draft, detail="1K", folder=tmp_path / "v" / "a")
    assert next(steps).stage == "Carving"
    assert engine.state()["long"].running == "make 1K bust"
    assert engine.begin("an old woman", 1).person.shape.age > 60
    assert engine.state()["quick"].waiting == 0 and not studio.made
    studio.gate.set()
    assert finish(steps)[1].folder == tmp_path / "v" / "a"


def test_downloads_use_the_avatar_that_is_kept_and_rebuild_the_one_that_is_not(
    studio: Studio, draft: Draft, tmp_path: Path
):
    engine = Engine()
    folders = [tmp_path / "visitor" / str(n) for n in range(KEPT_AVATARS + 1)]
    for folder in folders:
        finish(engine.make(draft, folder=folder))
    until(lambda: studio.alive() == KEPT_AVATARS)
    assert finish(engine.extra(folders[1], "obj"))[1].read_text() == "obj"
    assert studio.rebuilt == []
    steps, _ = finish(engine.extra(folders[0], "obj"))
    assert studio.rebuilt == [folders[0]] and steps[0].stage == "Rebuilding the person"
    # The least recently used one made way: folder 2, since 1 was used for its download.
    finish(engine.extra(folders[1], "maps"))
    assert studio.rebuilt == [folders[0]]
    finish(engine.extra(folders[2], "maps"))
    assert studio.rebuilt == [folders[0], folders[2]]
    until(lambda: studio.alive() == KEPT_AVATARS)


def test_a_file_that_exists_is_given_at_once_even_while_the_lane_is_busy(
    studio: Studio, draft: Draft, tmp_path: Path
):
    engine = Engine()
    finish(engine.make(draft, folder=tmp_path / "v" / "a"))
    finish(engine.extra(tmp_path / "v" / "a", "obj"))
    studio.gate.clear()
    busy = engine.make(draft, folder=tmp_path / "v" / "b")
    next(busy)
    assert finish(engine.extra(tmp_path / "v" / "a", "obj"))[0] == []


def test_forgetting_a_visitor_cancels_and_frees_what_is_theirs_alone(
    studio: Studio, draft: Draft, tmp_path: Path
):
    engine = Engine()
    for name in ("ann", "bob"):
        finish(engine.make(draft, folder=tmp_path / name / "0"))
    assert studio.alive() == 2
    studio.gate.clear()
    ann = engine.make(draft, folder=tmp_path / "ann" / "1")
    bob = engine.make(draft, folder=tmp_path / "bob" / "1")
    next(ann)
    assert next(bob).place == 1
    engine.forget(tmp_path / "ann")
    with pytest.raises(Cancelled):
        finish(ann)
    assert studio.alive() == 1
    studio.gate.set()
    assert finish(bob)[1].folder == tmp_path / "bob" / "1"
    engine.forget(tmp_path / "bob" / "0")
    until(lambda: studio.alive() == 1)


def test_a_result_that_is_removed_stops_what_is_made_of_it(
    studio: Studio, draft: Draft, tmp_path: Path
):
    engine = Engine()
    gone, kept = tmp_path / "ann" / "0", tmp_path / "ann" / "1"
    for folder in (gone, kept):
        finish(engine.make(draft, folder=folder))
        engine.forget(folder)
    studio.gate.clear()
    running, waiting = engine.extra(gone, "obj"), engine.extra(kept, "obj")
    assert next(running).stage == "Rebuilding the person"
    assert next(waiting).place == 1
    engine.forget(gone)
    with pytest.raises(Cancelled):
        finish(running)
    studio.gate.set()
    assert finish(waiting)[1].read_text() == "obj"


def test_a_visitor_may_have_only_so_many_waiting(studio: Studio, draft: Draft, tmp_path: Path):
    engine = Engine(waiting=3, waiting_per_owner=1)
    studio.gate.clear()
    running = engine.make(draft, folder=tmp_path / "ann" / "0")
    next(running)
    waiting = engine.make(draft, folder=tmp_path / "ann" / "1")
    assert next(waiting).wait_s == pytest.approx(0.9 * 0.9 * 14.0, abs=1.0)
    with pytest.raises(LaneFull, match="yours"):
        next(engine.make(draft, folder=tmp_path / "ann" / "2"))
    with pytest.raises(LaneFull, match="yours"):
        next(engine.extra(tmp_path / "ann" / "0", "obj"))
    others = [engine.make(draft, folder=tmp_path / name / "0") for name in ("bob", "cleo")]
    assert [next(steps).place for steps in others] == [2, 3]
    with pytest.raises(LaneFull, match="waiting here"):
        next(engine.make(draft, folder=tmp_path / "dan" / "0"))


@pytest.mark.parametrize("kind", ["exe", "../glb", ""])
def test_unknown_downloads_are_refused(studio: Studio, tmp_path: Path, kind: str):
    with pytest.raises(InputError, match="choose"):
        next(Engine().extra(tmp_path, kind))


def test_a_result_that_is_gone_is_a_sentence(tmp_path: Path):
    engine = Engine()
    with pytest.raises(InputError, match="removed"):
        next(engine.extra(tmp_path / "v" / "gone", "obj"))
    with pytest.raises(InputError, match="removed"):
        engine.open(tmp_path / "v" / "gone")


def test_what_was_made_opens_again_as_the_same_draft(studio: Studio, draft: Draft, tmp_path: Path):
    engine = Engine()
    edited = change(draft, "age", 70)
    finish(engine.make(edited, folder=tmp_path / "v" / "a"))
    opened = engine.open(tmp_path / "v" / "a")
    assert opened.person == edited.person and opened.edits == edited.edits


def test_a_photo_goes_down_the_long_lane_with_what_was_asked(studio: Studio, tmp_path: Path):
    engine = Engine()
    steps, made = finish(
        engine.views(tmp_path / "me.png", face=2, folder=tmp_path / "v" / "a", changes={"age": 40})
    )
    assert [step.stage for step in steps] == ["Reading the photo"]
    assert made.folder == tmp_path / "v" / "a" and made.folder.is_dir()
    assert studio.photos == [
        (
            tmp_path / "me.png",
            {"face": 2, "seed": 0, "detail": "1K", "body": "bust", "view_size": 512,
             "changes": {"age": 40}},
        )
    ]  # fmt: skip
    finish(engine.extra(made.folder, "obj"))
    assert studio.rebuilt == [], "its avatar was kept"


def test_a_person_from_a_photo_is_shown_from_all_sides_again(
    studio: Studio, draft: Draft, tmp_path: Path
):
    alike = from_person(draft.person, pack_likeness(Likeness(draft.person)))
    finish(Engine().make(alike, folder=tmp_path / "v" / "a"))
    finish(Engine().make(draft, folder=tmp_path / "v" / "b"))
    assert studio.shown == [alike]


def test_downloads_made_from_files_need_no_avatar(studio: Studio, tmp_path: Path):
    folder = tmp_path / "v" / "a"
    folder.mkdir(parents=True)
    assert finish(Engine().extra(folder, "views"))[1].read_text() == "views"
    assert studio.rebuilt == []


def test_a_face_is_not_remembered_longer_than_its_files(draft: Draft, tmp_path: Path):
    engine = Engine()
    alike = from_person(draft.person, pack_likeness(Likeness(draft.person)))
    engine.sketch(alike, 64)
    assert unpack_likeness.cache_info().currsize > 0
    # A face out of an opened file lies in no folder: it goes with whoever leaves next.
    engine.forget(tmp_path / "v")
    assert unpack_likeness.cache_info().currsize == 0


def test_dyed_hair_of_a_photo_is_not_remembered_longer_than_its_files(tmp_path: Path):
    dyed.cache_clear()
    unpack_likeness.cache_clear()
    color = (0.2, 0.2, 0.2)
    picture = np.full((8, 8, 4), 255, np.uint8)
    dyed(picture.tobytes(), picture.shape, color, (0.5, 0.1, 0.1))
    Engine().forget(tmp_path / "v")
    assert dyed.cache_info().currsize == 0


def test_refused_words_never_stand_in_line(tmp_path: Path):
    engine = Engine()
    with pytest.raises(InputError):
        engine.begin("a naked child", 0)
    with pytest.raises(InputError):
        next(engine.text_to_face("", folder=tmp_path / "v" / "a"))
    with pytest.raises(InputError, match="at most 1,000"):
        engine.begin("x" * 10**6, 0)
    with pytest.raises(InputError, match="must be text"):
        engine.begin(None, 0)
    assert not (tmp_path / "v").exists()


@pytest.mark.parametrize("options", [{"detail": "9K"}, {"detail": [1]}, {"body": "tail"}])
def test_unknown_settings_never_stand_in_line(draft: Draft, tmp_path: Path, options: dict):
    with pytest.raises(InputError, match="choose"):
        next(Engine().make(draft, folder=tmp_path / "v" / "a", **options))
    assert not (tmp_path / "v").exists()


PROMPTS = ("a freckled woman with red curly hair", "a bald man with a grey beard")


def test_sketches_beside_an_avatar_are_those_of_an_idle_engine(tmp_path: Path):
    """An avatar and sketches from several threads give byte for byte what they give one by one."""
    alone = Engine()
    drafts = [alone.begin(prompt, 5) for prompt in PROMPTS]
    serial = [alone.sketch(draft, 64) for draft in drafts]
    expected = finish(alone.make(drafts[0], detail="1K", folder=tmp_path / "a" / "0"))[1]

    beside = Engine()
    with ThreadPoolExecutor(5) as pool:
        making = pool.submit(
            finish, beside.make(drafts[0], detail="1K", folder=tmp_path / "b" / "0")
        )
        until(lambda: beside.state()["long"].running is not None)
        sketches = list(pool.map(lambda draft: beside.sketch(draft, 64), [*drafts, *drafts]))
        assert not making.done(), "nothing ran beside the sketches"
    for number, picture in enumerate(sketches):
        assert np.array_equal(picture, serial[number % len(serial)]), number
    found = making.result()[1]
    for kind in ("glb", "preview", "thumb", "draft"):
        assert found.files[kind].read_bytes() == expected.files[kind].read_bytes(), kind
