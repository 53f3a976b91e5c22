"""An independent face tracker finds our faces and reads our expressions as what they are named."""

from __future__ import annotations

import numpy as np
import pytest
from jaxtyping import UInt8
from numpy import ndarray

from facegen.avatar import Avatar
from facegen.human.build import build_avatar
from facegen.human.person import Person
from facegen.models.landmarks import face_landmarker
from facegen.render.camera import Camera
from facegen.render.renderer import render_avatar

IRIS = {"eye_right": 468, "eye_left": 473}
"""Part -> MediaPipe's landmark in the middle of that iris."""

EXPRESSIONS = {
    "jawOpen": ({"jawOpen": 0.8}, ("jawOpen",)),
    "blink": ({"eyeBlinkLeft": 1, "eyeBlinkRight": 1}, ("eyeBlinkLeft", "eyeBlinkRight")),
    "smile": ({"mouthSmileLeft": 1, "mouthSmileRight": 1}, ("mouthSmileLeft", "mouthSmileRight")),
    "wink": ({"eyeBlinkLeft": 1}, ("eyeBlinkLeft",)),
}


@pytest.fixture(scope="module")
def avatar() -> Avatar:
    """The default person at a small texture size."""
    return build_avatar(Person(), size=512)


def picture(avatar: Avatar, expression: dict[str, float]) -> UInt8[ndarray, "512 512 3"]:
    """A front portrait."""
    image = render_avatar(avatar, Camera.portrait(avatar, size=512), expression=expression)
    return np.rint(np.clip(image[..., :3], 0, 1) * 255).astype(np.uint8)


def test_the_irises_are_where_the_eyes_are(avatar: Avatar) -> None:
    (face,) = face_landmarker()(picture(avatar, {}))
    camera = Camera.portrait(avatar, size=512)
    for part in avatar.parts:
        if part.name in IRIS:
            pixel = camera.project(part.vertices.mean(0)[None])[0, :2]
            found = face.points[IRIS[part.name], :2]
            assert np.linalg.norm(found - pixel) < 7, part.name


@pytest.mark.parametrize("name", EXPRESSIONS)
def test_an_expression_is_recognised(avatar: Avatar, name: str) -> None:
    worn, expected = EXPRESSIONS[name]
    (neutral,), (face,) = (face_landmarker()(picture(avatar, e)) for e in ({}, worn))
    for unit in expected:
        assert neutral.blendshapes[unit] < 0.3
        assert face.blendshapes[unit] > 0.45
    others = {"jawOpen", "eyeBlinkLeft", "eyeBlinkRight", "mouthSmileLeft", "mouthSmileRight"}
    for unit in others - set(expected):
        assert face.blendshapes[unit] < 0.35


def test_no_face_in_an_empty_picture() -> None:
    assert face_landmarker()(np.full((256, 256, 3), 200, np.uint8)) == []
