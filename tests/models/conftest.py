"""Pictures whose content is known: renders of our own people, and the astronaut of scikit-image."""

from __future__ import annotations

import numpy as np
import pytest
import skimage.data
from jaxtyping import UInt8
from numpy import ndarray

from facegen.avatar import Avatar
from facegen.human.build import build_avatar
from facegen.human.person import Hair, Person
from facegen.render.camera import Camera
from facegen.render.renderer import render_avatar

Picture = UInt8[ndarray, "H W 3"]


@pytest.fixture(scope="package")
def avatar() -> Avatar:
    """A person with short hair, so that the ears show."""
    return build_avatar(Person(hair=Hair(style="short01")), size=512)


@pytest.fixture(scope="package")
def front(avatar: Avatar) -> Picture:
    """Their portrait at 512 x 512."""
    return picture(avatar, 0)


@pytest.fixture(scope="package")
def astronaut() -> Picture:
    """Eileen Collins in 1994, aged 37: NASA's photograph, in the public domain."""
    return skimage.data.astronaut()


def picture(avatar: Avatar, azimuth: float, **options: object) -> Picture:
    """A portrait, 512 x 512, seen from `azimuth` degrees."""
    image = render_avatar(avatar, Camera.portrait(avatar, azimuth, size=512), **options)
    return np.rint(np.clip(image[..., :3], 0, 1) * 255).astype(np.uint8)
