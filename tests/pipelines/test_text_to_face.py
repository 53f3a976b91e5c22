"""The pipeline from prompt to files, its refusals and its cancellation."""

import json
import threading

import numpy as np
import pytest
from PIL import Image

from facegen.errors import Cancelled, InputError, SetupError
from facegen.export.glb import write_glb
from facegen.export.reader import read_recipe
from facegen.human.person import Person
from facegen.language import read_prompt
from facegen.pipelines import making
from facegen.pipelines import text_to_face as pipeline
from facegen.pipelines.draft import Draft, begin, change
from facegen.pipelines.making import rebuild
from facegen.pipelines.progress import Schedule, Stopwatch
from facegen.pipelines.text_to_face import make_face, text_to_face

PROMPT = "an elderly Japanese woman with short grey hair and freckles"


def run(steps):
    """Progress steps and result of one run."""
    seen = []
    while True:
        try:
            seen.append(next(steps))
        except StopIteration as stop:
            return seen, stop.value


def from_words(folder, prompt=PROMPT, seed=7, detail="1K"):
    return run(text_to_face(prompt, seed=seed, detail=detail, body="bust", folder=folder,
                            watch=Stopwatch(threading.Event())))  # fmt: skip


def from_draft(draft, folder, cancel=None):
    watch = Stopwatch(cancel or threading.Event())
    return make_face(draft, detail="1K", body="bust", folder=folder, watch=watch)


@pytest.fixture
def small(monkeypatch):
    """Small textures and pictures, for what does not depend on their size."""
    monkeypatch.setitem(making.TEXTURE_SIZE, "1K", 256)
    monkeypatch.setattr(pipeline, "PICTURE", 256)
    monkeypatch.setattr(pipeline, "PREVIEW", 128)


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    folder = tmp_path_factory.mktemp("out")
    return *from_words(folder), folder


def test_progress_is_monotone_and_shows_the_person(finished):
    steps, _, _ = finished
    fractions = [step.fraction for step in steps]
    assert fractions == sorted(fractions) and fractions[0] == 0 and fractions[-1] < 1
    assert all(step.remaining_s > 0 for step in steps)
    previews = [step.preview for step in steps if step.preview is not None]
    assert all(p.dtype == np.uint8 and p.std() > 10 for p in previews)
    # Clay, then the painted face; then there is the model itself, before its picture is taken.
    assert len({id(p) for p in previews}) == 2
    assert ["glb" in step.files for step in steps] == [False] * (len(steps) - 1) + [True]


def test_the_person_is_who_was_asked_for(finished):
    person = finished[1].draft.person
    assert person.shape.age > 60 and person.shape.gender < 0.3
    assert person.skin.freckles > 0.2
    assert person.shape.asian > 0.5


def test_every_file_is_written_and_readable(finished):
    _, result, folder = finished
    assert set(result.files) == {"glb", "preview", "thumb", "draft", "report"}
    with Image.open(result.files["preview"]) as image:
        assert image.size == (1024, 1024)
    with Image.open(result.files["thumb"]) as image:
        assert image.size == (256, 256) and image.format == "WEBP"
        assert "Synthetic" in image.getexif()[0x010E]
    assert result.files["glb"].stat().st_size < 12e6
    report = json.loads(result.files["report"].read_text())
    assert report["seed"] == 7 and report["pipeline"] == "text_to_face"
    assert report["inputs"] == [{"kind": "prompt", "text": PROMPT}]
    assert {"read", "carve", "skin", "face", "hair and clothes", "picture", "model"} == set(
        report["timings_s"]
    )
    assert {path.name for path in folder.iterdir()} == {p.name for p in result.files.values()}


def test_the_model_and_the_draft_reopen_as_the_person(finished):
    _, result, folder = finished
    assert Person.from_json(read_recipe(result.files["glb"])) == result.draft.person
    assert Draft.from_json(json.loads((folder / "draft.json").read_text())) == result.draft


def test_equal_seeds_give_equal_bytes_and_so_does_a_rebuilt_avatar(finished, tmp_path):
    _, result, folder = finished
    draft = begin(PROMPT, 7)
    assert draft == result.draft
    rebuilt = write_glb(rebuild(folder), tmp_path / "again.glb")
    assert rebuilt.read_bytes() == result.files["glb"].read_bytes()


@pytest.mark.parametrize("name", ["draft.json", "report.json"])
def test_what_is_broken_cannot_be_rebuilt(finished, tmp_path, name):
    folder = finished[2]
    for file in ("draft.json", "report.json"):
        (tmp_path / file).write_bytes((folder / file).read_bytes())
    for content in ("{", "[]", "{}", '{"settings": {"detail": "2K", "body": "cube"}}'):
        (tmp_path / name).write_text(content)
        with pytest.raises(InputError):
            rebuild(tmp_path)
    (tmp_path / name).unlink()
    with pytest.raises(InputError, match="cannot be read"):
        rebuild(tmp_path)


def test_edits_are_in_the_report(small, tmp_path):
    edited = change(begin("a bald man", 1), "hat", True)
    steps = from_draft(edited, tmp_path)
    assert next(steps).fraction == 0
    _, result = run(steps)
    assert {"kind": "edits", "values": {"hat": True}} in result.report["inputs"]
    assert any(part.name == "hat" for part in result.avatar.parts)


@pytest.mark.parametrize("prompt", ["", "   ", "x" * 5000])
def test_unusable_prompts(prompt, tmp_path):
    with pytest.raises(InputError):
        from_words(tmp_path / "out", prompt)
    assert not list(tmp_path.rglob("*.*"))


@pytest.mark.parametrize("prompt", ["🙂🎩🌵", "<script>alert(1)</script>", "qwrtzp xkcdy"])
def test_prompts_that_say_little_are_read_and_told(prompt):
    reading = read_prompt(prompt)
    assert reading.notices or reading.unknown or reading.attributes


@pytest.mark.parametrize(("seed", "detail"), [(-1, "1K"), (2**63, "1K"), (1.5, "1K"), (1, "8K")])
def test_unknown_seed_or_detail(seed, detail, tmp_path):
    with pytest.raises(InputError, match=r"whole number|choose"):
        from_words(tmp_path, PROMPT, seed, detail)


def test_cancelling_stops_at_once_and_leaves_no_file(tmp_path):
    draft = begin(PROMPT, 1)
    cancel = threading.Event()
    steps = from_draft(draft, tmp_path, cancel)
    next(steps)
    next(steps)  # Now it would paint the skin for seconds.
    threading.Timer(0.05, cancel.set).start()
    with pytest.raises(Cancelled):
        for _ in steps:
            pass
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_written_is_one_sentence(small, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    with pytest.raises(SetupError, match="folder"):
        run(from_draft(begin("a bald man", 1), blocked / "out"))


def test_stopwatch_adds_up_and_checks():
    watch = Stopwatch(threading.Event())
    for _ in range(2):
        with watch.stage("a"):
            pass
    assert list(watch.seconds) == ["a"] and watch.seconds["a"] >= 0
    watch.cancel.set()
    with pytest.raises(Cancelled), watch.stage("b"):
        pass


def test_a_stopwatch_lets_quicker_work_go_first():
    cancel, asked = threading.Event(), []
    Stopwatch(cancel, give_way=asked.append).check()
    assert asked == [cancel]
    # Cancelled while it stood aside: it does not go on.
    with pytest.raises(Cancelled):
        Stopwatch(cancel, give_way=threading.Event.set).check()


def test_remaining_time_follows_the_pace_of_the_run():
    now = [0.0]
    schedule = Schedule({"a": 10.0, "b": 30.0}, clock=lambda: now[0])
    first = schedule.progress("A", "a")
    assert first.fraction == 0 and first.remaining_s == 40
    now[0] = 20.0  # Twice as slow as usual.
    second = schedule.progress("B", "b")
    assert second.fraction == 0.25 and 30 < second.remaining_s < 60
    with pytest.raises(ValueError, match="c"):
        schedule.progress("C", "c")
