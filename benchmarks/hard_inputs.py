"""Twelve photos that are hard to read, and the answers: `python -m benchmarks.hard_inputs`.

All are made from renders of our own people. The sheet `hard-inputs.webp` shows each with the
head that is made of it, or the refusal. `--photos FOLDER` keeps the pictures themselves.
"""

from __future__ import annotations

import argparse
import dataclasses
import textwrap
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import torch
from jaxtyping import UInt8
from numpy import ndarray
from PIL import Image, ImageDraw, ImageFont

from benchmarks.portrait_sheets import make_avatar, shown
from facegen.errors import InputError
from facegen.export.files import atomic_write
from facegen.human.build import build_avatar
from facegen.human.sampling import sample_person
from facegen.language import read_prompt
from facegen.pipelines.photo_to_views import read_person
from facegen.portrait.analysis import PortraitAnalysis
from facegen.portrait.faces import find_faces
from facegen.portrait.load import load_portrait
from facegen.portrait.read import analyse_face
from facegen.render.camera import Camera
from facegen.render.renderer import render_avatar
from facegen.settings import ROOT

Picture = UInt8[ndarray, "H W 3"]
SIZE, TEXELS, CELL = 640, 1024, 400
"""Pixels of a portrait, of its skin, and of a picture on the sheet."""
LINES = 8
"""Of text below each picture."""


def photo(
    prompt: str,
    seed: int,
    azimuth: float = 0.0,
    *,
    environment: str = "park",
    exposure: float = 1.0,
    hair: str | None = None,
) -> Picture:
    """A portrait of a sampled person."""
    person = sample_person(read_prompt(prompt), torch.Generator().manual_seed(seed))
    if hair is not None:
        person = dataclasses.replace(person, hair=dataclasses.replace(person.hair, style=hair))
    avatar = build_avatar(person, size=TEXELS)
    camera = Camera.portrait(avatar, azimuth, 3.0, SIZE).replace(fov_y=22.0)
    image = render_avatar(
        avatar, camera, environment=environment, exposure=exposure, background=(0.55, 0.6, 0.66)
    )
    return np.rint(np.clip(image[..., :3], 0, 1) * 255).astype(np.uint8)


def drawing(picture: Picture) -> Picture:
    """A coloured drawing after a photo: flat patches and dark outlines."""
    flat = cv2.bilateralFilter(picture, 9, 60, 9)
    flat = cv2.bilateralFilter(flat, 9, 60, 9)
    flat = (flat // 24) * 24 + 12
    grey = cv2.medianBlur(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), 5)
    lines = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY, 11, 4)
    return np.minimum(flat, lines[..., None] // 2 + 128 * (lines[..., None] > 0)).astype(np.uint8)


def dim(picture: Picture) -> Picture:
    """An underexposed, noisy photo."""
    noise = np.random.default_rng(3).normal(0, 5, picture.shape)
    return np.clip(picture * 0.16 + noise, 0, 255).astype(np.uint8)


def group(pictures: list[Picture]) -> Picture:
    """People side by side, the middle one nearer."""
    small = [cv2.resize(p, (420, 420), interpolation=cv2.INTER_AREA) for p in pictures]
    wall = np.full((640, 1320, 3), small[0][0, 0], np.uint8)
    wall[220:, 20:440], wall[220:, 880:1300] = small[0], small[2]
    wall[:, 360:1000] = pictures[1]
    return wall


def tiny(picture: Picture) -> Picture:
    """A face of about thirty pixels in a wide scene."""
    scene = np.full((900, 1400, 3), picture[0, 0], np.uint8)
    scene[600:] = scene[600:] // 2
    scene[520:620, 660:760] = cv2.resize(picture, (100, 100), interpolation=cv2.INTER_AREA)
    return scene


def hard_inputs() -> dict[str, Callable[[], Picture]]:
    """Name -> what draws it."""
    woman = ("a woman of 32 with brown wavy hair", 5)
    return {
        "glasses": lambda: photo("a man of 45 with glasses and short grey hair", 2),
        "full beard": lambda: photo("a man of 38 with a full beard", 8, 12.0),
        "child": lambda: photo("a boy of 6", 3, -8.0),
        "profile of 60 degrees": lambda: photo(*woman, 60.0, hair="long01"),
        "drawing": lambda: drawing(photo(*woman)),
        "statue": lambda: photo("a marble statue of a young man", 4, 15.0),
        "hat": lambda: photo("an old man with a hat", 6, -20.0),
        "low light": lambda: dim(photo("a Nigerian woman of 28", 9, 10.0)),
        "group": lambda: group([
            photo("a man of 60", 11), photo("a girl of 14", 12, -10.0), photo(*woman, 15.0),
        ]),
        "upside down": lambda: photo("a Korean man of 25", 14)[::-1, ::-1].copy(),
        "tiny": lambda: tiny(photo("a woman of 50", 15)),
        "back of a head": lambda: photo(*woman, 180.0, hair="long01"),
    }  # fmt: skip


def answer(picture: Picture) -> str:
    """What the user is told."""
    try:
        portrait = load_portrait(_png(picture))
        faces = find_faces(portrait)
        analysis = analyse_face(portrait, faces[0])
    except InputError as error:
        return str(error)
    several = f"{len(faces)} faces to choose from. " if len(faces) > 1 else ""
    return several + told(analysis)


def head(picture: Picture) -> Picture | None:
    """The head that is made of it; None where the photo is refused."""
    try:
        draft = read_person(_png(picture))
    except InputError:
        return None
    avatar = make_avatar(draft)
    return shown(avatar, Camera.portrait(avatar, 20.0, size=CELL // 2), {})


def told(analysis: PortraitAnalysis) -> str:
    """What was read, in a few lines."""
    hair = analysis.hair
    kind = " ".join(
        [hair.length.value, hair.curl.value] + ["tied"] * hair.tied.value
        + ["with a fringe"] * hair.fringe.value
    )  # fmt: skip
    worn = [n for n, g in (("glasses", analysis.glasses), ("hat", analysis.hat)) if g.value]
    return (
        f"Trust {100 * analysis.confidence:.0f} %. About {analysis.age.value:.0f}, "
        f"masculine {analysis.masculine.value:.1f}, yaw {analysis.yaw:+.0f}°. Hair: {kind}. "
        f"Beard: {analysis.facial_hair.value}. Melanin {analysis.skin.melanin:.2f}. "
        f"Wears {' and '.join(worn) or 'neither glasses nor hat'}. "
        + " ".join(analysis.warnings)
    )  # fmt: skip


def sheet(answers: dict[str, tuple[Picture, Picture | None, str]]) -> Image.Image:
    """Four to a row, the answer below each."""
    line, title, side = 19, 30, CELL // 2
    tall = side + title + LINES * line + 16
    rows = -(-len(answers) // 4)
    paper = Image.new("RGB", (4 * CELL, rows * tall), (22, 24, 29))
    draw = ImageDraw.Draw(paper)
    for index, (name, (picture, made, text)) in enumerate(answers.items()):
        x, y = index % 4 * CELL, index // 4 * tall
        for column, image in enumerate(image for image in (picture, made) if image is not None):
            small = Image.fromarray(image)
            small.thumbnail((side - 8, side - 8))
            left = x + column * side + (side - small.width) // 2
            paper.paste(small, (left, y + (side - small.height) // 2))
        draw.text((x + 10, y + side), name, (233, 235, 240), ImageFont.load_default(20))
        for number, part in enumerate(textwrap.wrap(text, 54)[:LINES]):
            where = (x + 10, y + side + title + number * line)
            draw.text(where, part, (165, 171, 182), ImageFont.load_default(14))
    return paper


def _png(picture: Picture) -> bytes:
    return cv2.imencode(".png", picture[..., ::-1])[1].tobytes()


def main() -> None:
    """Draw, read, and lay out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=Path)
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "docs" / "gallery")
    arguments = parser.parse_args()
    answers = {}
    for name, draw in hard_inputs().items():
        picture = draw()
        if arguments.photos:
            arguments.photos.mkdir(parents=True, exist_ok=True)
            Image.fromarray(picture).save(arguments.photos / f"{name.replace(' ', '_')}.png")
        answers[name] = (picture, head(picture), answer(picture))
        print(f"{name}: {answers[name][-1]}", flush=True)
    arguments.output.mkdir(parents=True, exist_ok=True)
    with atomic_write(arguments.output / "hard-inputs.webp") as temporary:
        sheet(answers).save(temporary, "WEBP", quality=85)


if __name__ == "__main__":
    main()
