"""The pipeline from prompt to files, its refusals and its cancellation."""

import itertools
import json
import threading
import zipfile

import numpy as np
import pytest
from PIL import Image

from facegen.__main__ import main
from facegen.engine import Engine
from facegen.errors import Cancelled, InputError, SetupError
from facegen.export.reader import read_recipe
from facegen.human.person import Person
from facegen.language import read_prompt
from facegen.pipelines.progress import Stopwatch

PROMPT = "an elderly Japanese woman with short grey hair and freckles"


def run(folder, prompt=PROMPT, seed=7, detail="1K", cancel=None):
    """Progress steps and result of one run."""
    steps, generator = (
        [],
        Engine().text_to_face(prompt, seed=seed, detail=detail, folder=folder, cancel=cancel),
    )
    while True:
        try:
            steps.append(next(generator))
        except StopIteration as stop:
            return steps, stop.value


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    folder = tmp_path_factory.mktemp("out")
    return *run(folder), folder


def test_progress_is_monotone_and_shows_the_person(finished):
    steps, _, _ = finished
    fractions = [step.fraction for step in steps]
    assert fractions == sorted(fractions) and fractions[0] == 0 and fractions[-1] < 1
    previews = [step.preview for step in steps if step.preview is not None]
    stages = [a for a, b in itertools.pairwise(previews) if a is not b]
    assert len(stages) >= 2 and all(p.dtype == np.uint8 and p.std() > 10 for p in previews)


def test_the_person_is_who_was_asked_for(finished):
    _, result, _ = finished
    assert result.person.shape.age > 60 and result.person.shape.gender < 0.3
    assert result.person.skin.freckles > 0.2
    assert result.person.shape.asian > 0.5


def test_every_file_is_written_and_readable(finished):
    _, result, folder = finished
    assert set(result.files) == {"glb", "glb_small", "preview", "maps", "turntable", "report"}
    with Image.open(result.files["preview"]) as image:
        assert image.size == (1024, 1024)
    with zipfile.ZipFile(result.files["maps"]) as archive:
        assert "maps/head_basecolor.png" in archive.namelist() and archive.testzip() is None
    assert result.files["glb"].stat().st_size < 12e6
    assert result.files["glb_small"].stat().st_size < 6e6
    report = json.loads(result.files["report"].read_text())
    assert report["seed"] == 7 and report["pipeline"] == "text_to_face"
    assert {"read", "select", "refine", "carve", "appearance", "export"} <= set(report["timings_s"])
    assert not [p for p in folder.rglob("*") if p.name.startswith(".")]


def test_the_model_reopens_as_the_person(finished):
    _, result, _ = finished
    recipe = read_recipe(result.files["glb"])
    assert Person.from_json(recipe) == result.person


@pytest.mark.parametrize("prompt", ["", "   ", "x" * 5000])
def test_unusable_prompts(prompt, tmp_path):
    with pytest.raises(InputError):
        run(tmp_path / "out", prompt)
    assert not list(tmp_path.rglob("*.*"))


@pytest.mark.parametrize("prompt", ["🙂🎩🌵", "<script>alert(1)</script>", "qwrtzp xkcdy"])
def test_prompts_that_say_little_are_read_and_told(prompt):
    reading = read_prompt(prompt)
    assert reading.notices or reading.unknown or reading.attributes


@pytest.mark.parametrize(("seed", "detail"), [(-1, "1K"), (2**63, "1K"), (1.5, "1K"), (1, "8K")])
def test_unknown_seed_or_detail(seed, detail, tmp_path):
    with pytest.raises(InputError, match=r"whole number|choose"):
        run(tmp_path, PROMPT, seed, detail)


def test_cancelling_stops_between_stages_and_leaves_no_file(tmp_path):
    cancel = threading.Event()
    steps = Engine().text_to_face(PROMPT, seed=1, detail="1K", folder=tmp_path, cancel=cancel)
    next(steps)
    cancel.set()
    with pytest.raises(Cancelled):
        for _ in steps:
            pass
    assert not list(tmp_path.iterdir())


def test_stopwatch_adds_up_and_checks():
    watch = Stopwatch(threading.Event())
    for _ in range(2):
        with watch.stage("a"):
            pass
    assert list(watch.seconds) == ["a"] and watch.seconds["a"] >= 0
    watch.cancel.set()
    with pytest.raises(Cancelled), watch.stage("b"):
        pass


def test_the_command_line_says_what_is_wrong(tmp_path, capsys):
    assert main(["text", "", "-o", str(tmp_path)]) == 1
    assert main(["text", "a man", "--seed", "-3", "-o", str(tmp_path)]) == 1
    lines = capsys.readouterr().err.strip().splitlines()
    assert len(lines) == 2 and all(line.startswith("facegen: ") for line in lines)


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    with pytest.raises(SetupError, match="folder"):
        run(blocked / "out")


def test_without_a_compressor_the_model_still_ships(tmp_path, monkeypatch):
    def broken(source, target):
        raise SetupError("Node.js is missing.")

    monkeypatch.setattr("facegen.pipelines.text_to_face.optimize_glb", broken)
    monkeypatch.setattr("facegen.pipelines.text_to_face.TURNTABLE_FRAMES", 2)
    _, result = run(tmp_path / "out")
    assert result.files["glb"].exists() and "glb_small" not in result.files
    assert result.report["metrics"]["not_made"] == {"glb_small": "Node.js is missing."}
