"""Small photographs of sampled people, for trainers: cheap to draw, resumed where they ended."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from jaxtyping import UInt8
from numpy import ndarray
from PIL import Image

from facegen.avatar import Avatar, Provenance
from facegen.human.build import face_parts, skin_parts
from facegen.human.figure import Figure, make_figure
from facegen.human.hair.styles import hair_parts
from facegen.human.person import Person
from facegen.human.skin.bake import SkinMaterials, bake_skin
from facegen.render.camera import Camera
from facegen.training.sittings import draw_camera, draw_look, draw_sitter, take_picture

FIRST_SEED = 700_000
"""Held out: no test and no benchmark draws from the seeds that follow."""
LIGHTS = ("apartment", "bridge", "city", "dawn", "forest", "lab", "lobby", "park", "studio",
          "sunset", "venice", "warehouse")  # fmt: skip
"""None of those that light the benchmark's people."""
SIZE, TEXTURE, BODY_TEXTURE = 448, 512, 256
SHOTS = 2
"""Pictures of each person: other camera and light."""
_SKINS = 9
"""Different skins of each sex and age: painting one takes longer than drawing two pictures."""


class Shot(NamedTuple):
    """A picture and the truth behind it, drawn again from the seed; only the picture is kept."""

    name: str
    person: Person
    figure: Figure
    """With the morphs of `expression`."""
    camera: Camera
    expression: dict[str, float]
    image: UInt8[ndarray, "S S 3"]


def draw_pictures(folder: Path, people: int, deadline: float) -> int:
    """Draw what `folder` lacks of the pictures of `people` people; how many are there whole.

    Begins nobody new after `deadline` (`time.monotonic`).
    """
    folder.mkdir(parents=True, exist_ok=True)
    skins: dict[tuple[int, bool, bool], SkinMaterials] = {}
    for number in range(people):
        if not _whole(folder, number):
            if time.monotonic() > deadline:
                return number
            _draw(folder, number, skins)
    return people


def shots(folder: Path, number: int) -> Iterator[Shot]:
    """The pictures of person `number` that `draw_pictures` has put into `folder`."""
    if not _whole(folder, number):
        return
    seed = FIRST_SEED + number
    person, look = draw_sitter(seed), draw_look(seed)
    figure = make_figure(person, tuple(look))
    for shot in range(SHOTS):
        path = _path(folder, number, shot)
        with Image.open(path) as file:
            image = np.asarray(file.convert("RGB"))
        camera = draw_camera(_shot_seed(number, shot), figure, SIZE)
        yield Shot(path.stem, person, figure, camera, look, image)


def _whole(folder: Path, number: int) -> bool:
    return _path(folder, number, SHOTS - 1).exists()


def _path(folder: Path, number: int, shot: int) -> Path:
    return folder / f"{FIRST_SEED + number}_{shot}.png"


def _shot_seed(number: int, shot: int) -> int:
    return 10 * (FIRST_SEED + number) + shot


def _draw(folder: Path, number: int, skins: dict[tuple[int, bool, bool], SkinMaterials]) -> None:
    seed = FIRST_SEED + number
    person, look = draw_sitter(seed), draw_look(seed)
    figure = make_figure(person, tuple(look))
    key = number % _SKINS, person.shape.age > 55, person.shape.gender > 0.5
    if key not in skins:
        skins[key] = bake_skin(figure, TEXTURE, body_size=BODY_TEXTURE)
    skin = skins[key]
    parts = [*skin_parts(figure, "bust", skin.head, skin.body), *face_parts(figure, TEXTURE)]
    if seed % 2:
        parts += hair_parts(figure)
    source = Provenance("person", recipe=person.to_json(), models=())
    avatar = Avatar(tuple(parts), figure.skeleton, source, {})
    for shot in range(SHOTS):
        taken = take_picture(
            person, figure, avatar, look, _shot_seed(number, shot), LIGHTS, SIZE, "fast"
        )
        path = _path(folder, number, shot)
        unfinished = path.with_suffix(".part")
        Image.fromarray(taken.image).save(unfinished, "PNG")
        os.replace(unfinished, path)
