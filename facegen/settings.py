"""Every knob: `FACEGEN_NAME` in the environment, or `--name` on app.py's command line (it wins)."""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping, Sequence
from dataclasses import Field, dataclass, field, fields
from pathlib import Path

from facegen.errors import InputError
from facegen.logs import configure

ROOT = Path(__file__).resolve().parent.parent
"""The checkout: app.py, node_modules, assets."""

_SWITCH = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False, "": False}
_UNSET = {
    "cache": "the user's cache",
    **dict.fromkeys(
        ("weights", "frames", "prompt_endpoint", "prompt_model", "prompt_folder"), "none"
    ),
}
"""What the help calls an empty default."""
_ON_SPACES = {
    "host": "0.0.0.0",
    "frames": "https://huggingface.co https://*.huggingface.co https://*.hf.space",
}
"""Defaults on Hugging Face Spaces, which reaches the app from outside its container and shows it
in a frame."""


def cache_dir() -> Path:
    """FACEGEN_CACHE, or the user's cache folder: fetched sources, weights and packed assets."""
    named = os.environ.get("FACEGEN_CACHE")
    if named:
        return Path(named).expanduser()
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "facegen"


def weights_dir() -> Path | None:
    """FACEGEN_WEIGHTS: a folder of the user's own weight files, looked at before the cache."""
    named = os.environ.get("FACEGEN_WEIGHTS")
    return Path(named).expanduser() if named else None


def prompt_setting(name: str) -> str:
    """FACEGEN_PROMPT_ENDPOINT, _MODEL or _FOLDER: which language model writes descriptions."""
    return os.environ.get(f"FACEGEN_PROMPT_{name.upper()}", "").strip()


def prompt_key() -> str:
    """FACEGEN_PROMPT_KEY: what the endpoint asks for. Only the environment holds it: a command
    line is seen by everybody on the machine, and `Settings` may be printed."""
    return os.environ.get("FACEGEN_PROMPT_KEY", "").strip()


def commercial() -> bool:
    """FACEGEN_COMMERCIAL: refuse every weight whose licence forbids commercial use."""
    return _switch("commercial", os.environ.get("FACEGEN_COMMERCIAL", "0"))


def _knob(default: object, help: str, allowed: tuple = ()) -> object:
    return field(default=default, metadata={"help": help, "allowed": allowed})


@dataclass(frozen=True)
class Settings:
    """What app.py can be told. The help of each field says how to choose it."""

    host: str = _knob("127.0.0.1", "address to listen on; 0.0.0.0 lets other machines in")
    port: int = _knob(7860, "port to listen on, 1 to 65535", (1, 65535))
    cache: str = _knob("", "folder for fetched data and packed assets, about 0.5 GB")
    weights: str = _knob("", "folder with weight files of your own, looked at before the cache")
    threads: int = _knob(
        0, "CPU threads per job; 0 takes every core. Equal files need it equal", (0, 256)
    )
    detail: str = _knob("2K", "texture size that the page proposes", ("1K", "2K", "4K"))
    commercial: bool = _knob(False, "1 leaves out everything whose licence is non-commercial")
    waiting: int = _knob(
        32, "avatars and downloads that may wait for their turn; more are turned away", (1, 1000)
    )
    waiting_each: int = _knob(2, "how many of these one visitor may have waiting", (1, 100))
    results: int = _knob(24, "people kept for one visitor; the oldest goes first", (1, 1000))
    visitor_mb: int = _knob(
        1500, "megabytes kept for one visitor; one person at 2K has 10 to 60", (50, 1_000_000)
    )
    keep_minutes: int = _knob(
        60, "minutes that a visitor's files outlive the last visit", (1, 10_000)
    )
    frames: str = _knob("", "sites that may show the page in a frame, such as https://example.org")
    prompt_endpoint: str = _knob(
        "",
        "address of a language model that writes descriptions, as OpenAI's API, such as "
        "http://localhost:11434/v1; its key goes into FACEGEN_PROMPT_KEY. Neither the page nor "
        "the command line writes descriptions yet, so nothing asks it so far",
    )
    prompt_model: str = _knob("", "the model's name at that address; not asked yet")
    prompt_folder: str = _knob(
        "", "folder with a chat model of transformers, used instead of one; not asked yet"
    )
    log_level: str = _knob(
        "info", "how much reaches the log", ("debug", "info", "warning", "error")
    )
    log_format: str = _knob("text", "lines for people, or JSON for machines", ("text", "json"))
    log_prompts: bool = _knob(False, "1 writes what people typed into the log")

    def apply(self) -> None:
        """Make the settings those of this process and of the processes that it starts.

        Call it before torch is imported: torch and numba read their thread counts at import.
        """
        for name in ("cache", "weights", "prompt_endpoint", "prompt_model", "prompt_folder"):
            if getattr(self, name):
                os.environ[f"FACEGEN_{name.upper()}"] = getattr(self, name)
        os.environ["FACEGEN_COMMERCIAL"] = "1" if self.commercial else "0"
        os.environ["FACEGEN_LOG_PROMPTS"] = "1" if self.log_prompts else "0"
        if self.threads:
            for variable in ("OMP_NUM_THREADS", "NUMBA_NUM_THREADS", "MKL_NUM_THREADS"):
                os.environ[variable] = str(self.threads)
        configure(self.log_level, self.log_format)


def read_settings(argv: Sequence[str], environ: Mapping[str, str] = os.environ) -> Settings:
    """Settings from the command line, else the environment, else the defaults.

    Raises InputError if a value is not allowed; the message names the variable and what it may be.
    """
    parser = argparse.ArgumentParser(
        prog="app.py", description="Serve facegen. FACEGEN_PORT=8000 is the same as --port 8000."
    )
    for knob in fields(Settings):
        default = _UNSET.get(knob.name, knob.default)
        help = f"{knob.metadata['help']} (default: {default})"
        parser.add_argument("--" + knob.name.replace("_", "-"), metavar="VALUE", help=help)
    given = vars(parser.parse_args(list(argv)))
    values = {}
    for knob in fields(Settings):
        text = given[knob.name]
        if text is None:
            text = environ.get(f"FACEGEN_{knob.name.upper()}")
        if text is None and "SPACE_ID" in environ:
            text = _ON_SPACES.get(knob.name)
        if text is not None:
            values[knob.name] = _parse(knob, text.strip())
    return Settings(**values)


def _parse(knob: Field, text: str) -> object:
    allowed = knob.metadata["allowed"]
    if isinstance(knob.default, bool):
        return _switch(knob.name, text)
    if isinstance(knob.default, int):
        low, high = allowed
        if not text.isdecimal() or not low <= int(text) <= high:
            raise InputError(
                f"{_label(knob.name)} is {text!r}; give a number from {low} to {high}."
            )
        return int(text)
    if allowed and text.lower() not in {a.lower() for a in allowed}:
        raise InputError(f"{_label(knob.name)} is {text!r}; give one of {', '.join(allowed)}.")
    return next((a for a in allowed if a.lower() == text.lower()), text)


def _switch(name: str, text: str) -> bool:
    if text.strip().lower() not in _SWITCH:
        raise InputError(f"{_label(name)} is {text!r}; give 1 or 0.")
    return _SWITCH[text.strip().lower()]


def _label(name: str) -> str:
    return f"FACEGEN_{name.upper()} (--{name.replace('_', '-')})"
