"""Every knob, from FACEGEN_* variables."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
"""The checkout: app.py, node_modules, assets."""


def cache_dir() -> Path:
    """FACEGEN_CACHE, or the user's cache folder: fetched sources, weights and packed assets."""
    named = os.environ.get("FACEGEN_CACHE")
    if named:
        return Path(named).expanduser()
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "facegen"
