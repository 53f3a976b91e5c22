"""What the empty stages offer: made by `benchmarks/examples.py`, kept in assets/examples."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from facegen.settings import ROOT

FOLDER: Path = ROOT / "assets" / "examples"
"""Pictures, and `examples.json` with what made each; served at `/examples`."""
PHOTOS: Path = FOLDER / "photos"
"""Renders to begin from, and `photos.json` with their titles."""


@dataclass(frozen=True)
class Example:
    """Prompt and seed that give exactly the person of the picture."""

    prompt: str
    seed: int
    picture: str
    """Address of the picture, relative to the page."""


@dataclass(frozen=True)
class PhotoExample:
    """One of our own renders, to be read as a photo."""

    prompt: str
    """What is written under it."""
    picture: str
    """Address, relative to the page."""

    @property
    def path(self) -> Path:
        """The file."""
        return PHOTOS / Path(self.picture).name


def load_photos(folder: Path = PHOTOS) -> tuple[PhotoExample, ...]:
    """The photo examples in their order; none if they were not made."""
    listing = folder / "photos.json"
    if not listing.is_file():
        return ()
    return tuple(
        PhotoExample(entry["title"], f"examples/photos/{entry['picture']}")
        for entry in json.loads(listing.read_text(encoding="utf-8"))
    )


def load_examples(folder: Path = FOLDER) -> tuple[Example, ...]:
    """The examples in their order; none if they were not made."""
    listing = folder / "examples.json"
    if not listing.is_file():
        return ()
    return tuple(
        Example(entry["prompt"], entry["seed"], f"examples/{entry['picture']}")
        for entry in json.loads(listing.read_text(encoding="utf-8"))
    )
