"""The people on the empty stage: made by `benchmarks/examples.py`, kept in assets/examples."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from facegen.settings import ROOT

FOLDER: Path = ROOT / "assets" / "examples"
"""Pictures, and `examples.json` with what made each; served at `/examples`."""


@dataclass(frozen=True)
class Example:
    """Prompt and seed that give exactly the person of the picture."""

    prompt: str
    seed: int
    picture: str
    """Address of the picture, relative to the page."""


def load_examples(folder: Path = FOLDER) -> tuple[Example, ...]:
    """The examples in their order; none if they were not made."""
    listing = folder / "examples.json"
    if not listing.is_file():
        return ()
    return tuple(
        Example(entry["prompt"], entry["seed"], f"examples/{entry['picture']}")
        for entry in json.loads(listing.read_text(encoding="utf-8"))
    )
