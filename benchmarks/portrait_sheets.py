"""Heads made from photos, from all sides: `python -m benchmarks.portrait_sheets [PHOTO...] -o OUT`.

One row for each photo: the photo, the head from the same camera with the same expression, then from
the front, both sides and behind, and with three other expressions. Without photos, the page's
examples, which are renders of our own people.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import cv2
import numpy as np
from jaxtyping import UInt8
from numpy import ndarray
from PIL import Image

from facegen.avatar import Avatar
from facegen.export.files import atomic_write
from facegen.human.build import dress
from facegen.pipelines.draft import Draft
from facegen.pipelines.making import avatar_of, figure_of, painted_parts
from facegen.pipelines.photo_to_views import read_person
from facegen.render.camera import Camera
from facegen.render.environment import Environment
from facegen.render.renderer import render_avatar
from facegen.settings import ROOT

Picture = UInt8[ndarray, "S S 3"]
TURNS = (0, 30, -30, 60, -60, 90, -90, 180)
FACES = (
    {"mouthSmileLeft": 0.7, "mouthSmileRight": 0.7},
    {"jawOpen": 0.7},
    {"eyeBlinkLeft": 1.0, "eyeBlinkRight": 1.0},
)
"""Smile, open jaw, closed eyes."""
TEXELS = 1024
EXAMPLES = ROOT / "assets" / "examples" / "photos"


def make_avatar(draft: Draft) -> Avatar:
    """The bust of a draft."""
    figure = figure_of(draft)
    return avatar_of(
        draft, figure, [*painted_parts(figure, "bust", TEXELS), *dress(figure, "bust")]
    )


def pictures(draft: Draft, size: int) -> list[Picture]:
    """The row of one person, `size` pixels each: photo and its camera in the photo's light."""
    avatar, notes = make_avatar(draft), draft.photo
    photo = cv2.resize(notes.picture(), (size, size), interpolation=cv2.INTER_AREA)
    worn = avatar.looks.get("photo", {})
    camera = notes.camera.replace(width=size, height=size)
    row = [photo, shown(avatar, camera, worn, notes.environment())]
    row += [shown(avatar, Camera.portrait(avatar, turn, size=size), {}) for turn in TURNS]
    front = Camera.portrait(avatar, size=size)
    return row + [shown(avatar, front, face) for face in FACES]


def shown(
    avatar: Avatar,
    camera: Camera,
    expression: dict[str, float],
    light: str | Environment = "studio",
) -> Picture:
    """One picture, sRGB."""
    image = render_avatar(avatar, camera, expression=expression, environment=light)
    return np.rint(np.clip(image[..., :3], 0, 1) * 255).astype(np.uint8)


def save(rows: list[list[Picture]], path: Path) -> None:
    """All rows as one WebP."""
    sheet = np.concatenate([np.concatenate(row, 1) for row in rows])
    path.parent.mkdir(parents=True, exist_ok=True)
    with atomic_write(path) as temporary:
        Image.fromarray(sheet).save(temporary, "WEBP", quality=80, method=6)


def main() -> None:
    """Read, make, lay out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("photos", type=Path, nargs="*")
    parser.add_argument("--size", type=int, default=224)
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "docs" / "gallery")
    arguments = parser.parse_args()
    rows = []
    for photo in arguments.photos or sorted(EXAMPLES.glob("*.webp")):
        rows.append(pictures(read_person(photo), arguments.size))
        print(photo.name, flush=True)
    save(rows, arguments.output / "portraits.webp")


if __name__ == "__main__":
    main()
