"""The outline of cheeks and jaw: told where it is seen, silent where something hides it."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy import ndarray

from facegen.human.figure import make_figure
from facegen.human.person import Person
from facegen.human.topology import BODY
from facegen.models.roles import CELEBA_CLASSES
from facegen.portrait.correspondence import correspondence
from facegen.portrait.face_outline import outline_rows
from facegen.render.camera import Camera

CLASS = {name: i for i, name in enumerate(CELEBA_CLASSES)}
APART = 280.0


@pytest.fixture(scope="module")
def scene() -> tuple[ndarray, Camera, ndarray]:
    """A plain head, a camera before it, and the face's mask at the parsing's size: what lies within
    the landmarks, whose outermost are on the outline of cheeks and jaw."""
    skin = make_figure(Person(), ()).vertices[BODY]
    aim = (0.0, float(skin[:, 1].max()) - 0.13, 0.09)
    camera = Camera.orbit(aim, 1.1, 0.0, 0.0, 13.0, 1024, 1024)
    mask = np.zeros((512, 512), np.uint8)
    flat = camera.project(correspondence().matrix @ skin)[:, :2] / 2
    cv2.fillConvexPoly(mask, cv2.convexHull(np.rint(flat * 16).astype(np.int32)), 1, shift=4)
    return skin, camera, mask


def parsing_of(mask: ndarray, beside: str = "background") -> ndarray:
    """The face where `mask` is, `beside` around it."""
    parsing = np.zeros((19, 512, 512), np.float32)
    parsing[CLASS["skin"]], parsing[CLASS[beside]] = mask, 1 - mask
    return parsing


def told(scene: tuple[ndarray, Camera, ndarray], parsing: ndarray) -> ndarray:
    """Pixels outwards that the rows ask for."""
    skin, camera, _ = scene
    rows = outline_rows(skin, camera, parsing, APART)
    pixels = camera.project(correspondence().matrix @ skin)[:, :2]
    return rows.place - (rows.normal * pixels[rows.index]).sum(1)


@pytest.mark.parametrize("wider", [-8, 8])
def test_a_wider_face_is_told_so(scene: tuple[ndarray, Camera, ndarray], wider: int) -> None:
    change = cv2.dilate if wider > 0 else cv2.erode
    mask = change(scene[2], cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (abs(wider) + 1,) * 2))
    gaps = told(scene, parsing_of(mask))
    # A disc n + 1 pixels wide moves an edge by n / 2 pixels of the parsing, n of the crop.
    plain = told(scene, parsing_of(scene[2]))
    assert min(len(plain), len(gaps)) >= 6 and abs(np.median(plain)) < 8
    assert np.median(gaps) - np.median(plain) == pytest.approx(wider, abs=3)


@pytest.mark.parametrize("name", ["hair", "ear_left", "hat"])
def test_what_is_hidden_tells_nothing(scene: tuple[ndarray, Camera, ndarray], name: str) -> None:
    assert len(told(scene, parsing_of(scene[2], name))) == 0


def test_an_empty_parsing_tells_nothing(scene: tuple[ndarray, Camera, ndarray]) -> None:
    assert len(told(scene, np.zeros((19, 512, 512), np.float32))) == 0
