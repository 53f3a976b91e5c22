"""Glasses told from a parsed photo: drawn lenses of known shape, size and frame."""

from __future__ import annotations

from types import SimpleNamespace

import cv2
import numpy as np
import pytest

from facegen.human.person import Person
from facegen.portrait.eyewear import with_glasses
from facegen.portrait.segments import CLASS

SIDE = 512
EYES = np.array([(200.0, 210.0), (312.0, 210.0)])
SKIN = np.array((200, 160, 140), np.uint8)


def photo(half: tuple[int, int], *, round_lens: bool, rim: int, color: tuple[int, int, int]):
    """A face of one colour behind two lenses of `half` width and height (pixels)."""
    image = np.tile(SKIN, (SIDE, SIDE, 1))
    mask = np.zeros((SIDE, SIDE), np.uint8)
    for x, y in EYES.astype(int):
        if round_lens:
            cv2.ellipse(mask, (x, y), half, 0, 0, 360, 1, -1)
        else:
            cv2.rectangle(mask, (x - half[0], y - half[1]), (x + half[0], y + half[1]), 1, -1)
    inner = cv2.erode(mask, np.ones((2 * rim + 1,) * 2, np.uint8))
    image[(mask - inner) > 0] = color
    parsing = np.zeros((19, SIDE, SIDE), np.float32)
    parsing[CLASS["glasses"]] = mask
    parsing[CLASS["skin"]] = 1 - mask
    points = np.zeros((478, 3), np.float32)
    for index, at in zip((33, 133, 362, 263), (-26, 18, -18, 26), strict=True):
        eye = EYES[0] if index in (33, 133) else EYES[1]
        points[index, 0], points[index, 1] = eye[0] + at, eye[1]
    return SimpleNamespace(
        crop=SimpleNamespace(image=image),
        parsing=parsing,
        landmarks=SimpleNamespace(points=points),
    )


def read(**drawn) -> Person:
    return with_glasses(photo(**drawn), Person(glasses=True), np.ones(3))


@pytest.mark.parametrize("round_lens", [True, False])
def test_shape_and_size_are_the_photos(round_lens):
    small, large = (
        read(half=(46, h), round_lens=round_lens, rim=6, color=(20, 20, 20)) for h in (36, 46)
    )
    assert small.glasses_shape == large.glasses_shape == ("round" if round_lens else "rectangular")
    assert small.glasses_size < large.glasses_size


def test_frame_and_colour_are_the_photos():
    lens = dict(half=(46, 38), round_lens=True)
    brown = read(**lens, rim=7, color=(90, 50, 20))
    assert brown.glasses_frame == "plastic"
    assert np.allclose(np.array(brown.glasses_color) * 255, (90, 50, 20), atol=4)
    wire = read(**lens, rim=2, color=(110, 110, 110))
    assert (wire.glasses_frame, wire.glasses_color) == ("metal", None)
    assert read(**lens, rim=2, color=tuple(map(int, SKIN))).glasses_frame == "clear"


def test_without_glasses_nothing_changes():
    bare = Person()
    drawn = photo(half=(46, 38), round_lens=True, rim=6, color=(20, 20, 20))
    assert with_glasses(drawn, bare, np.ones(3)) is bare
    drawn.parsing[CLASS["glasses"]] = 0
    worn = Person(glasses=True)
    assert with_glasses(drawn, worn, np.ones(3)) is worn
