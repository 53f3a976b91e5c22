"""Settings come from the command line, else the environment, else the defaults."""

import os
from pathlib import Path

import pytest

from facegen.errors import InputError
from facegen.settings import (
    Settings,
    cache_dir,
    commercial,
    prompt_key,
    prompt_setting,
    read_settings,
)


def test_defaults() -> None:
    assert read_settings([], {}) == Settings()


def test_the_command_line_wins_over_the_environment() -> None:
    environ = {"FACEGEN_PORT": "8001", "FACEGEN_HOST": "0.0.0.0", "FACEGEN_COMMERCIAL": "yes"}
    settings = read_settings(["--port", "8002"], environ)
    assert (settings.port, settings.host, settings.commercial) == (8002, "0.0.0.0", True)


def test_names_are_read_in_any_case() -> None:
    assert read_settings(["--detail", "4k", "--log-level", "DEBUG"], {}).detail == "4K"


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("port", "0", "a number from 1 to 65535"),
        ("port", "many", "a number from 1 to 65535"),
        ("threads", "-1", "a number from 0 to 256"),
        ("detail", "8K", "one of 1K, 2K, 4K"),
        ("commercial", "perhaps", "1 or 0"),
        ("log_level", "loud", "one of debug, info, warning, error"),
    ],
)
def test_a_wrong_value_says_what_is_allowed(name: str, value: str, allowed: str) -> None:
    with pytest.raises(InputError) as failure:
        read_settings([], {f"FACEGEN_{name.upper()}": value})
    assert f"FACEGEN_{name.upper()}" in str(failure.value)
    assert f"{value!r}; give {allowed}." in str(failure.value)


def test_spaces_are_served_to_the_outside() -> None:
    assert read_settings([], {"SPACE_ID": "someone/facegen"}).host == "0.0.0.0"
    assert read_settings([], {}).host == "127.0.0.1"


def test_applied_settings_reach_the_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "environ", dict(os.environ))
    Settings(cache=str(tmp_path), commercial=True, threads=3).apply()
    assert cache_dir() == tmp_path
    assert commercial()
    assert os.environ["OMP_NUM_THREADS"] == os.environ["NUMBA_NUM_THREADS"] == "3"


def test_spaces_may_show_the_page_in_their_frame() -> None:
    assert "https://huggingface.co" in read_settings([], {"SPACE_ID": "someone/facegen"}).frames
    assert read_settings([], {}).frames == ""
    own = {"SPACE_ID": "a/b", "FACEGEN_FRAMES": "https://example.org"}
    assert read_settings([], own).frames == "https://example.org"


def test_prompts_are_logged_only_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "environ", dict(os.environ))
    read_settings([], {}).apply()
    assert os.environ["FACEGEN_LOG_PROMPTS"] == "0"
    read_settings([], {"FACEGEN_LOG_PROMPTS": "yes"}).apply()
    assert os.environ["FACEGEN_LOG_PROMPTS"] == "1"


def test_the_language_model_is_named_by_settings_and_its_key_only_by_the_environment(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "environ", {"FACEGEN_PROMPT_KEY": " sk-secret\n"})
    settings = read_settings(["--prompt-endpoint", "http://h/v1", "--prompt-model", "small"])
    settings.apply()
    assert (prompt_setting("endpoint"), prompt_setting("model")) == ("http://h/v1", "small")
    assert prompt_setting("folder") == ""
    assert prompt_key() == "sk-secret"
    assert "sk-secret" not in repr(settings)
    with pytest.raises(SystemExit):
        read_settings(["--prompt-key", "sk-secret"])
    assert "unrecognized arguments" in capsys.readouterr().err
