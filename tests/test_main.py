"""The command line: arguments, what is printed, exit codes."""

from __future__ import annotations

import json
from collections.abc import Generator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

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
