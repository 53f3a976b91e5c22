"""Photos of people whose recipe is known: our own renders."""

from __future__ import annotations

import dataclasses

import cv2
import numpy as np
from jaxtyping import UInt8
from numpy import ndarray

from facegen.avatar import Avatar
from facegen.human.build import build_avatar
from facegen.human.person import Eyes, FacialHair, Hair, Person, Shape, Skin
from facegen.portrait.analysis import Portrait
from facegen.render.camera import Camera
from facegen.render.renderer import render_avatar

BLUE, BROWN = (0.36, 0.52, 0.70), (0.16, 0.09, 0.05)
WOMAN = Person(
    shape=Shape(age=28, gender=0.1),
    skin=Skin(melanin=0.25),
    eyes=Eyes(BLUE, BLUE),
    hair=Hair("long01", (0.45, 0.30, 0.16)),
    outfit_color=(0.75, 0.12, 0.10),
)
MAN = Person(
    shape=Shape(age=45, gender=0.9),
    skin=Skin(melanin=0.62),
    eyes=Eyes(BROWN, BROWN),
    hair=Hair("short01", (0.10, 0.07, 0.05)),
    facial_hair=FacialHair("full beard"),
    outfit="male_casualsuit01",
    glasses=True,
)
BARE = dataclasses.replace(WOMAN, hair=Hair("bald"), skin=Skin(melanin=0.85), hat=False)


def avatar_of(person: Person) -> Avatar:
    """Small textures: photos here are small, too."""
    return build_avatar(person, size=512)


def picture(
    avatar: Avatar,
    azimuth: float = 0.0,
    *,
    size: int = 512,
    environment: str = "studio",
    exposure: float = 1.0,
) -> UInt8[ndarray, "S S 3"]:
    """A portrait from `azimuth` degrees, before a grey wall."""
    camera = Camera.portrait(avatar, azimuth, 0.0, size).replace(fov_y=21.0)
    image = render_avatar(
        avatar, camera, environment=environment, exposure=exposure, background=(0.5, 0.55, 0.6)
    )
    return np.rint(np.clip(image[..., :3], 0, 1) * 255).astype(np.uint8)


def portrait(image: UInt8[ndarray, "H W 3"]) -> Portrait:
    """As `load_portrait` gives it."""
    return Portrait(np.ascontiguousarray(image))


def png(image: ndarray) -> bytes:
    """An RGB, RGBA or grey array, of 8 or 16 bits, as a PNG file."""
    if image.ndim == 3:
        order = [2, 1, 0, 3][: image.shape[2]]
        image = image[..., order]
    return cv2.imencode(".png", image)[1].tobytes()
