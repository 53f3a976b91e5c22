"""The command line: arguments, what is printed, exit codes."""

from __future__ import annotations

import json
from collections.abc import Generator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from facegen.__main__ import main
from facegen.errors import InputError
from facegen.language import read_prompt
from facegen.pipelines.progress import Progress


class FakeEngine:
    """Notes what it is asked for."""

    calls: list[dict[str, Any]]

    def text_to_face(self, prompt: str, **options: Any) -> Generator[Progress, None, Any]:
        """One step, one file."""
        FakeEngine.calls.append({"prompt": prompt, **options})
        if prompt == "stop":
            raise KeyboardInterrupt
        yield Progress("Carving", 0.25, remaining_s=9.04)
        reading = read_prompt(prompt)
        files = {"glb": options["folder"] / "avatar.glb"}
        return SimpleNamespace(files=files, draft=SimpleNamespace(reading=reading))

    def views(self, photo: Path, **options: Any) -> Generator[Progress, None, Any]:
        """One step, one file; a photo's folder has views."""
        FakeEngine.calls.append({"photo": photo, **options})
        yield Progress("Reading the photo", 0.0, remaining_s=20.0)
        options["folder"].mkdir(exist_ok=True)
        (options["folder"] / "cameras.json").write_text("{}")
        metrics = {"identity_distance_front": 0.3125, "file_bytes": {"glb": 1}}
        return SimpleNamespace(
            files={"glb": options["folder"] / "avatar.glb"},
            attributes={"warnings": ["It is dark."]},
            report={"metrics": metrics},
        )

    def faces(self, photo: Path) -> Any:
        """One face."""
        return SimpleNamespace(
            picture=np.zeros((30, 40, 3), np.uint8), boxes=((1.2, 2.0, 20.6, 28.0),)
        )

    def extra(self, folder: Path, kind: str) -> Generator[Progress, None, Path]:
        """No step."""
        FakeEngine.calls.append({"kind": kind})
        return folder / kind
        yield


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the engine is asked for."""
    FakeEngine.calls = []
    monkeypatch.setattr("facegen.engine.Engine", FakeEngine)
    return FakeEngine.calls


def test_options_reach_the_engine(calls: list, tmp_path: Path, capsys: pytest.CaptureFixture):
    arguments = ["text", "a zorbish man", "--seed", "5", "--detail", "1K", "--body", "full",
                 "--files", "glb, obj", "-o", str(tmp_path)]  # fmt: skip
    changes = ["--set", "age=40", "--set", "hair.style=bob01", "--set", 'worn=["crown"]',
               "--set", "makeup.lips=null", "--set", "eyes.color=#102030"]  # fmt: skip
    assert main(arguments + changes) == 0
    asked, *extras = calls
    assert asked == {
        "prompt": "a zorbish man", "seed": 5, "detail": "1K", "body": "full", "folder": tmp_path,
        "changes": {
            "age": 40, "hair.style": "bob01", "worn": ["crown"], "makeup.lips": None,
            "eyes.color": "#102030",
        },
    }  # fmt: skip
    assert [call["kind"] for call in extras] == ["obj"]
    printed = capsys.readouterr().out.splitlines()
    assert printed[0] == " 25%  Carving"
    assert "not understood: zorbish" in printed
    assert printed[-2:] == [str(tmp_path / "avatar.glb"), str(tmp_path / "obj")]


def test_progress_for_programs_is_json_only(calls: list, tmp_path: Path, capsys):
    assert main(["text", "a man", "--json", "-o", str(tmp_path)]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert lines[0] == {"stage": "Carving", "fraction": 0.25, "remaining_s": 9.0}
    assert lines[-1]["files"] == {"glb": str(tmp_path / "avatar.glb")}


def test_a_photo_reaches_the_engine_and_its_figures_are_printed(
    calls: list, tmp_path: Path, capsys
):
    arguments = ["views", "me.jpg", "--face", "1", "--files", "views,vrm", "-o", str(tmp_path)]
    assert main(arguments) == 0
    asked, *extras = calls
    assert asked == {
        "photo": Path("me.jpg"), "face": 1, "seed": 0, "detail": "1K", "body": "bust",
        "folder": tmp_path, "changes": {}, "view_size": 512,
    }  # fmt: skip
    assert [call["kind"] for call in extras] == ["views", "vrm"]
    printed = capsys.readouterr().out.splitlines()
    assert "note: It is dark." in printed and "identity_distance_front: 0.3125" in printed
    assert printed[-1] == str(tmp_path / "vrm")


def test_all_files_are_those_that_the_result_can_have(calls: list, tmp_path: Path, capsys):
    assert main(["views", "me.jpg", "--files", "all", "-o", str(tmp_path), "--json"]) == 0
    kinds = [call["kind"] for call in calls[1:]]
    assert {"views", "cameras", "vrm", "everything"} <= set(kinds)
    assert not {"surface_ply", "debug"} & set(kinds), "the folder has no surface and no sheet"
    told = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert told["notices"] == ["It is dark."] and set(told["files"]) == {"glb", *kinds}


def test_faces_are_told_as_json(calls: list, capsys: pytest.CaptureFixture):
    assert main(["faces", "me.jpg"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "width": 40, "height": 30, "faces": [[1, 2, 21, 28]]
    }  # fmt: skip


@pytest.mark.parametrize(
    ("extra", "told"),
    [
        (["--set", "age"], "NAME=VALUE"),
        (["--set", "=4"], "NAME=VALUE"),
        (["--files", "exe"], "exe"),
    ],
)
def test_what_cannot_be_is_one_sentence_before_any_work(calls: list, extra, told, capsys, tmp_path):
    assert main(["text", "a man", *extra, "-o", str(tmp_path)]) == 1
    told_lines = capsys.readouterr().err.splitlines()
    assert len(told_lines) == 1 and told_lines[0].startswith("facegen: ") and told in told_lines[0]
    assert calls == []


def test_exit_codes(calls: list, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys):
    assert main(["text", "stop", "-o", str(tmp_path)]) == 130
    with pytest.raises(SystemExit) as usage:
        main(["text"])
    assert usage.value.code == 2
    monkeypatch.setattr(FakeEngine, "text_to_face", _refusing)
    assert main(["text", "a man", "-o", str(tmp_path)]) == 1


def _refusing(self: FakeEngine, prompt: str, **options: Any) -> None:
    raise InputError("No.")


def test_read_tells_what_a_prompt_says(capsys: pytest.CaptureFixture):
    assert main(["read", "a bald zorbish man"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["unknown"] == ["zorbish"]
    said = {attribute["name"]: attribute for attribute in answer["attributes"]}
    assert said["hair.style"]["value"] == "bald" and "bald" in said["hair.style"]["words"]
    assert main(["read", ""]) == 1


def test_options_lists_every_control_and_kind(capsys: pytest.CaptureFixture):
    from facegen.export.kinds import KINDS
    from facegen.human.controls import CONTROLS

    assert main(["options"]) == 0
    words = capsys.readouterr().out.split()
    assert {control.name for control in CONTROLS} | set(KINDS) <= set(words)
