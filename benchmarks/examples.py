"""The people on the page's empty stage: one small picture each in assets/examples."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from jaxtyping import UInt8
from numpy import ndarray
from PIL import Image

from facegen.export.files import atomic_write, write_json
from facegen.human.build import build_avatar
from facegen.human.person import Person
from facegen.pipelines.draft import begin
from facegen.render.camera import Camera
from facegen.render.renderer import render_avatar
from facegen.ui.examples import FOLDER

SIZE, TEXTURE = 256, 1024
"""Pixels of a picture, and of the skin's maps."""
_QUALITY = 84


@dataclass(frozen=True)
class Sitter:
    """What is written under a picture; the seed was chosen by eye."""

    prompt: str
    seed: int


SITTERS = (
    Sitter("an elderly Japanese woman with short grey hair and freckles", 5),
    Sitter("a bearded Viking with long red hair and blue eyes", 3),
    Sitter("a young Nigerian man with a shaved head, smiling", 5),
    Sitter("a teenage girl with long red hair, green eyes and freckles", 2),
    Sitter("a young Brazilian woman with a long black ponytail and hoop earrings", 4),
    Sitter("a bald man of 50 with a moustache and glasses", 6),
    Sitter("an elf with pale blue skin, short white hair and pointed ears", 1),
    Sitter("a happy boy of 8 with blond hair", 9),
    Sitter("an Indian professor with a grey beard and a suit", 1),
    Sitter("a Kenyan woman of 30 with a black bob and red lipstick", 12),
    Sitter("an old sailor with a white beard and an eye patch", 10),
    Sitter("an angry green orc with tusks and tattoos", 11),
)
CROP = 0.78
"""Share of the portrait's width and height that a thumbnail shows: the head."""


def portrait(person: Person, size: int, texture: int) -> UInt8[ndarray, "S S 3"]:
    """The person's head, rendered larger than shown and cut out."""
    avatar = build_avatar(person, size=texture)
    image = render_avatar(avatar, Camera.portrait(avatar, size=2 * size))
    large = Image.fromarray(np.rint(np.clip(image[..., :3], 0, 1) * 255).astype(np.uint8))
    side = round(CROP * large.width)
    left, top = (large.width - side) // 2, round(0.06 * large.height)
    head = large.crop((left, top, left + side, top + side))
    return np.asarray(head.resize((size, size), Image.Resampling.LANCZOS))


def make_examples(folder: Path, only: list[int] | None = None) -> list[dict]:
    """Write the pictures and `examples.json`; `only` redraws some of them, counted from 1."""
    folder.mkdir(parents=True, exist_ok=True)
    listing = []
    for number, sitter in enumerate(SITTERS, 1):
        name = f"{number:02}.webp"
        if not only or number in only:
            image = portrait(begin(sitter.prompt, sitter.seed).person, SIZE, TEXTURE)
            with atomic_write(folder / name) as temporary:
                Image.fromarray(image).save(temporary, "WEBP", quality=_QUALITY, method=6)
            print(f"{name} {(folder / name).stat().st_size / 1e3:.1f} KB  {sitter.prompt}")
        listing.append({"prompt": sitter.prompt, "seed": sitter.seed, "picture": name})
    write_json(folder / "examples.json", listing)
    return listing


def main() -> None:
    """Write the examples."""
    parser = argparse.ArgumentParser(prog="benchmarks.examples", description=__doc__)
    parser.add_argument("--only", type=int, nargs="*", help="numbers of pictures to redraw")
    parser.add_argument("-o", "--output", type=Path, default=FOLDER)
    arguments = parser.parse_args()
    make_examples(arguments.output, arguments.only)


if __name__ == "__main__":
    main()
