"""The people on the page's empty stages: one small picture each in assets/examples.

Those in its folder `photos` are renders that look like photographs: other people's cameras and
lights, a place behind the head, grain. The tab for photos begins with them.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from jaxtyping import Float, UInt8
from numpy import ndarray
from PIL import Image

from facegen.export.files import atomic_write, write_json
from facegen.human.build import build_avatar
from facegen.human.person import Person
from facegen.pipelines.draft import begin
from facegen.render.camera import Camera
from facegen.render.environment import Environment
from facegen.render.renderer import render_avatar
from facegen.training.sittings import surroundings
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


@dataclass(frozen=True)
class Shot:
    """A render like a photograph; everything was chosen by eye."""

    title: str
    prompt: str
    seed: int
    light: str
    azimuth: float
    """Degrees by which the photographer stands towards the person's left."""
    smile: float
    exposure: float = 1.0


SHOTS = (
    Shot("Woman with a bob", "a Kenyan woman of 30 with a black bob", 12, "lobby", 12, 0.5, 1.2),
    Shot("Bearded man", "an Indian man of 45 with a short black beard", 1, "park", -16, 0.1),
    Shot("Freckled girl", "a girl of 12 with a red ponytail and freckles", 2, "apartment", 5, 0.6),
    Shot("Man with glasses", "a bald man of 50 with glasses", 6, "city", 24, 0.3),
    Shot("Older woman", "an elderly Japanese woman with short grey hair", 5, "sunset", -8, 0.35),
    Shot("Three people", "", 0, "park", 0, 0),
)
GROUP = (0, 1, 4)
"""Places in `SHOTS` of those who stand in the last picture."""
PHOTO_SIZE, METERED = 640, 0.5
"""Pixels, and the mean brightness that the light is exposed for."""
_GRAIN = 0.012
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


def take_photo(shot: Shot) -> UInt8[ndarray, "S W 3"]:
    """The person of a shot, or the group, before a place out of focus."""
    people = [shot] if shot.prompt else [SHOTS[number] for number in GROUP]
    place = Environment.load(shot.light)
    lamps = sum(float(np.mean(lamp.color)) for lamp in place.lights)
    light = 0.282095 * float(place.harmonics[0].mean()) + 0.25 * lamps
    exposure = shot.exposure * METERED / max(light, 0.05)
    width = PHOTO_SIZE if shot.prompt else PHOTO_SIZE * 3 // 2
    lens = Camera.orbit((0.0, 1.6, 0.0), 2.0, shot.azimuth, 0.0, 30.0, width, PHOTO_SIZE)
    picture = np.clip(surroundings(place, lens) * exposure, 0, 1) ** (1 / 2.2)
    spots = ((0.5, 1.0),) if shot.prompt else ((0.2, 0.72), (0.8, 0.68), (0.5, 0.9))
    for person, (across, scale) in zip(people, spots, strict=True):
        stand(picture, person, place, exposure, round(across * width), round(scale * PHOTO_SIZE))
    grain = np.random.default_rng(shot.seed).normal(0, _GRAIN, picture.shape)
    return np.rint(np.clip(picture + grain, 0, 1) * 255).astype(np.uint8)


def stand(
    picture: Float[ndarray, "H W 3"], shot: Shot, place: Environment, exposure: float, across: int,
    side: int,
) -> None:  # fmt: skip
    """Lay somebody over the sRGB `picture`, `side` pixels square, their middle at `across`."""
    avatar = build_avatar(begin(shot.prompt, shot.seed).person, size=TEXTURE)
    camera = Camera.portrait(avatar, shot.azimuth, 2.0, side)
    look = {f"mouthSmile{side}": shot.smile for side in ("Left", "Right")}
    image = render_avatar(
        avatar, camera, environment=place, background=None, expression=look, exposure=exposure
    )
    height, width = picture.shape[:2]
    left = across - side // 2
    seen = slice(max(-left, 0), min(side, width - left))
    where = (slice(height - side, None), slice(left + seen.start, left + seen.stop))
    alpha = image[:, seen, 3:]
    picture[where] = image[:, seen, :3] * alpha + picture[where] * (1 - alpha)


def make_photos(folder: Path, only: list[int] | None = None) -> None:
    """Write the photographs and `photos.json`; `only` takes some of them again."""
    folder.mkdir(parents=True, exist_ok=True)
    listing = []
    for number, shot in enumerate(SHOTS, 1):
        name = f"{number:02}.webp"
        if not only or number in only:
            image = Image.fromarray(take_photo(shot))
            with atomic_write(folder / name) as temporary:
                image.save(temporary, "WEBP", quality=_QUALITY, method=6)
            print(f"{name} {(folder / name).stat().st_size / 1e3:.1f} KB  {shot.title}")
        listing.append({"title": shot.title, "picture": name})
    write_json(folder / "photos.json", listing)


def main() -> None:
    """Write the examples."""
    parser = argparse.ArgumentParser(prog="benchmarks.examples", description=__doc__)
    parser.add_argument("--only", type=int, nargs="*", help="numbers of pictures to redraw")
    parser.add_argument("-o", "--output", type=Path, default=FOLDER)
    parser.add_argument("--photos", action="store_true", help="the photographs, not the people")
    arguments = parser.parse_args()
    if arguments.photos:
        make_photos(arguments.output / "photos", arguments.only)
    else:
        make_examples(arguments.output, arguments.only)


if __name__ == "__main__":
    main()
