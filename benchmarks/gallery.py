"""`make gallery`: sheets of twenty people, twenty creatures and a hundred heads in docs/gallery."""

from __future__ import annotations

import argparse
import dataclasses
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from jaxtyping import UInt8
from numpy import ndarray
from PIL import Image

from facegen.export.files import atomic_write
from facegen.human.build import build_avatar
from facegen.human.person import Person
from facegen.human.sampling import sample_person
from facegen.language import read_prompt
from facegen.render.camera import Camera
from facegen.render.renderer import render_avatar
from facegen.settings import ROOT


@dataclass(frozen=True)
class Sitter:
    """A prompt; `hair` and `beard` make sure that every style is seen."""

    prompt: str
    hair: str | None = None
    beard: str | None = None


SITTERS = (
    Sitter("a girl of 5 with blond hair", "ponytail01"),
    Sitter("a boy of 9 with red hair and freckles", "short03"),
    Sitter("a Nigerian girl of 12", "afro01"),
    Sitter("a 16 year old Chinese boy", "short01"),
    Sitter("a very pale woman of 20 with red hair, freckles and green eyes", "long01"),
    Sitter("a 22 year old Kenyan woman with very dark skin", "braid01"),
    Sitter("a Korean woman of 25 with black hair and lipstick", "bob01"),
    Sitter("a Brazilian woman of 27 with brown skin and brown curly hair", "curly"),
    Sitter("a Swedish man of 28 with blue eyes", "short02", "stubble"),
    Sitter("an Indian woman of 31 with hazel eyes", "bun"),
    Sitter("a Senegalese man of 33 with very dark skin", "buzz", "goatee"),
    Sitter("a heavy man of 37 with brown hair and glasses", "short04", "full beard"),
    Sitter("an Italian man of 41", "curly", "moustache"),
    Sitter("a woman of 45 with olive skin", "bob02"),
    Sitter("a bald man of 50 with a grey beard", "bald", "long beard"),
    Sitter("a thin Japanese man of 55", "short01", "circle"),
    Sitter("an Ethiopian woman of 60 with grey hair", "short03"),
    Sitter("an English gentleman of 66 with a hat", "short02", "handlebar"),
    Sitter("an elderly Japanese woman with short grey hair and freckles", "bob01"),
    Sitter("an 85 year old man with white hair and deep wrinkles", "short04", "short beard"),
)

CREATURES = (
    "an elf woman with long blond hair, green eyes and pointed ears",
    "an orc with green skin and tusks",
    "a dwarf with a long red beard",
    "a green alien with antennae and black eyes",
    "a pale vampire with red eyes and fangs",
    "a zombie with rotten teeth and blank white eyes",
    "a mermaid with teal scales and long red hair",
    "a marble statue of a young woman with curly hair",
    "a bronze statue of a bearded man",
    "a robot with glowing blue eyes",
    "a Na'vi-like blue woman with stripes and yellow eyes",
    "a red demon with ram horns, black sclera and slit pupils",
    "a lizard man with green scales and yellow slit pupils",
    "a tattooed biker with a grey beard, a rose tattoo on his neck and tribal tattoos",
    "a pirate with an eye patch, hoop earrings, a red headband and gold teeth",
    "a queen with a crown, a necklace and long black hair",
    "a Maori man with a moko on his face",
    "a Black woman with vitiligo and short hair",
    "a goth woman with black lipstick, a nose ring and black hair",
    "a stone statue of an old man",
)
"""What people ask for in games and stories."""

POSES: dict[str, tuple[float, dict[str, float] | None]] = {
    "front": (0.0, None),
    "three-quarter": (40.0, None),
    "side": (90.0, None),
    "open": (0.0, {"jawOpen": 0.8}),
    "blink": (0.0, {"eyeBlinkLeft": 1.0, "eyeBlinkRight": 1.0}),
}
"""Name -> azimuth in degrees, expression (None: the one worn)."""
ROW_HEIGHT, ROWS = 320, 5
"""Pixels of a picture on a sheet, and people on one sheet."""


def person_of(sitter: Sitter, seed: int) -> Person:
    """What the prompt says, the rest sampled, with the styles that the sitter must show."""
    person = sample_person(read_prompt(sitter.prompt), torch.Generator().manual_seed(seed))
    if sitter.hair:
        person = dataclasses.replace(
            person, hair=dataclasses.replace(person.hair, style=sitter.hair)
        )
    beard = dataclasses.replace(person.facial_hair, style=sitter.beard or "none")
    return dataclasses.replace(person, facial_hair=beard)


def picture(avatar, camera: Camera, **options) -> UInt8[ndarray, "H W 3"]:
    """An sRGB picture."""
    image = render_avatar(avatar, camera, **options)
    return np.rint(np.clip(image[..., :3], 0, 1) * 255).astype(np.uint8)


def sheet(pictures: list[ndarray], columns: int) -> UInt8[ndarray, "H W 3"]:
    """Pictures of one size in rows of `columns`."""
    rows = [pictures[i : i + columns] for i in range(0, len(pictures), columns)]
    return np.concatenate([np.concatenate(row, 1) for row in rows if len(row) == columns], 0)


def portraits(folder: Path, sitters: list[int], size: int, large: Path | None) -> None:
    """Sheets of five sitters in every pose, `people-1.webp`...; `large` takes single pictures."""
    rows = []
    for number in sitters:
        started = time.perf_counter()
        avatar = build_avatar(person_of(SITTERS[number], seed=number), size=2048)
        views = []
        for name, (azimuth, expression) in POSES.items():
            camera = Camera.portrait(avatar, azimuth, size=size)
            views.append(picture(avatar, camera, expression=expression))
            if large is not None:
                Image.fromarray(views[-1]).save(large / f"{number + 1:02}-{name}.png")
        rows.append(np.concatenate([_shrunk(view, ROW_HEIGHT) for view in views], 1))
        seconds = time.perf_counter() - started
        print(f"{number + 1:02} {SITTERS[number].prompt}: {seconds:.1f} s", flush=True)
    for start in range(0, len(rows), ROWS):
        save_webp(np.concatenate(rows[start : start + ROWS]), folder, f"people-{start // ROWS + 1}")


def creatures(folder: Path, size: int, large: Path | None) -> None:
    """A sheet of the creatures, front and three-quarter, two to a row; `creatures.webp`."""
    views = []
    for number, prompt in enumerate(CREATURES):
        generator = torch.Generator().manual_seed(number + 1)
        avatar = build_avatar(sample_person(read_prompt(prompt), generator), size=1024)
        for name in ("front", "three-quarter"):
            camera = Camera.portrait(avatar, POSES[name][0], size=size)
            views.append(picture(avatar, camera))
            if large is not None:
                Image.fromarray(views[-1]).save(large / f"creature-{number + 1:02}-{name}.png")
        print(f"creature {number + 1:02} {prompt}", flush=True)
    save_webp(sheet([_shrunk(view, ROW_HEIGHT // 2) for view in views], 8), folder, "creatures")


def _shrunk(image: ndarray, size: int) -> UInt8[ndarray, "S S 3"]:
    return np.asarray(Image.fromarray(image).resize((size, size), Image.Resampling.LANCZOS))


def save_webp(image: ndarray, folder: Path, name: str) -> None:
    """A small WebP, written whole."""
    with atomic_write(folder / f"{name}.webp") as temporary:
        Image.fromarray(image).save(temporary, quality=82, method=6)


def hundred(folder: Path, size: int) -> None:
    """A 10 x 10 sheet of sampled people."""
    generator = torch.Generator().manual_seed(0)
    faces = []
    for number in range(100):
        avatar = build_avatar(sample_person(None, generator), size=512)
        faces.append(picture(avatar, Camera.portrait(avatar, size=size)))
        print(f"\rsheet {number + 1}/100", end="", flush=True)
    print()
    save_webp(sheet(faces, 10), folder, "heads")


def main() -> None:
    """Write the sheets."""
    parser = argparse.ArgumentParser(prog="make gallery", description=__doc__)
    parser.add_argument("--only", type=int, nargs="*", help="numbers of sitters, 1 to 20")
    parser.add_argument("--size", type=int, default=ROW_HEIGHT, help="pixels of a rendered picture")
    parser.add_argument("--large", type=Path, help="folder for the single pictures")
    parser.add_argument("--no-creatures", action="store_true", help="leave out the creatures")
    parser.add_argument("--no-people", action="store_true", help="leave out the twenty people")
    parser.add_argument("--no-heads", action="store_true", help="leave out the hundred heads")
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "docs" / "gallery")
    arguments = parser.parse_args()
    for folder in filter(None, (arguments.output, arguments.large)):
        folder.mkdir(parents=True, exist_ok=True)
    only = arguments.only or range(1, len(SITTERS) + 1)
    if not arguments.no_people:
        portraits(arguments.output, [n - 1 for n in only], arguments.size, arguments.large)
    if not arguments.no_creatures:
        creatures(arguments.output, arguments.size, arguments.large)
    if not arguments.no_heads:
        hundred(arguments.output, 128)
    print(f"pictures in {arguments.output}")


if __name__ == "__main__":
    main()
