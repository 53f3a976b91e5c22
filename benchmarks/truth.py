"""36 people who were never fitted to anything, photographed, with the truth behind each picture.

`python -m benchmarks.truth FOLDER` saves the pictures. Nothing may be tuned on them: draw other
seeds for that (`facegen.training`).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from PIL import Image

from benchmarks.head_error import HeadError, head_error, mean_head
from facegen.training.sittings import Sitting, draw_sitter, photograph

COUNT = 36
"""Adults; children stand after them, told apart because the mean head is an adult's."""
FIRST_SEED = 9_041_700
"""Held out: no trainer and no test draws from the seeds that follow."""
LIGHTS = ("esplanade", "hall", "photostudio", "sky", "sunrise", "workshop")
"""Held out: trainers use others, and the fitter assumes none of them."""


@dataclass(frozen=True)
class Truth(Sitting):
    """One of the benchmark's people."""

    name: str


def make_truth(index: int, size: int = 640) -> Truth:
    """Person `index` (adults to 35, then children), a `size` x `size` photo; always the same."""
    seed = FIRST_SEED + index
    sitting = photograph(draw_sitter(seed, child=index >= COUNT), seed, LIGHTS, size)
    return Truth(**vars(sitting), name=f"{index:02}")


def truths(count: int = COUNT, size: int = 640) -> Iterator[Truth]:
    """The first `count` people, one after the other; each takes seconds."""
    return (make_truth(index, size) for index in range(count))


def main() -> None:
    """Save every photo, and how far the mean head is from each person."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=COUNT)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    rows: dict[str, HeadError] = {}
    for truth in truths(options.count):
        Image.fromarray(truth.image).save(options.folder / f"{truth.name}.png")
        rows[truth.name] = head_error(mean_head(), truth.vertices)
        print(truth.name, f"{truth.person.shape.age:.0f} years", rows[truth.name], flush=True)
    table = {name: asdict(row) for name, row in rows.items()}
    (options.folder / "mean_head.json").write_text(json.dumps(table, indent=1))


if __name__ == "__main__":
    main()
