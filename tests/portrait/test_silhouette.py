"""Ears and neck found again from a parsing that was drawn from a known head."""

from __future__ import annotations

import dataclasses

import cv2
import numpy as np
import pytest

from facegen.human.ears import both_ears
from facegen.human.figure import make_figure
from facegen.human.person import Person, Shape
from facegen.human.topology import BODY, EYE_LEFT, EYE_RIGHT, topology
from facegen.models.roles import CELEBA_CLASSES
from facegen.portrait.population import prior
from facegen.portrait.silhouette import contour, find_outline, fit_outline
from facegen.render.camera import Camera

PIXELS = 512
START = Shape(age=35, gender=0.5)
WANTED = {"ear-scale": 0.35, "ear-wing": 0.35, "neck-scale-horiz": -0.5}


def skin_of(shape: Shape) -> np.ndarray:
    return make_figure(Person(shape=shape), ()).vertices[BODY]


@pytest.fixture(scope="module")
def camera() -> Camera:
    eyes = make_figure(Person(shape=START), ()).vertices[EYE_LEFT.start : EYE_RIGHT.stop].mean(0)
    return Camera.orbit((0.0, float(eyes[1]) - 0.03, 0.05), 1.0, 8.0, 3.0, 22.0, 1024, 1024)


def drawn(skin: np.ndarray, camera: Camera, hair: float = 0.0) -> np.ndarray:
    """Probabilities of skin, ears and neck as the head hides itself; `hair` covers what is above
    that share of the picture."""
    quads, _ = topology().body_quads()
    left, right = both_ears()
    neck = topology().base[:, 1] < 0.604
    flat = camera.project(skin)
    order = np.argsort(-(1 / flat[quads, 3]).mean(1))
    labels = np.zeros((PIXELS, PIXELS), np.uint8)
    corner = skin[quads]
    normal = np.cross(corner[:, 2] - corner[:, 0], corner[:, 3] - corner[:, 1])
    front = ((np.asarray(camera.eye) - corner.mean(1)) * normal).sum(1) > 0
    for index in order[front[order]]:
        quad = quads[index]
        name = "ear_left" if left[quad].all() else "ear_right" if right[quad].all() else "skin"
        if neck[quad].all():
            name = "neck"
        points = np.rint(flat[quad, :2] * (PIXELS / camera.width) * 16).astype(np.int32)
        cv2.fillConvexPoly(labels, points, CELEBA_CLASSES.index(name), shift=4)
    labels[: int(hair * PIXELS)] = CELEBA_CLASSES.index("hair")
    hard = np.eye(len(CELEBA_CLASSES), dtype=np.float32)[labels]
    return np.moveaxis(cv2.GaussianBlur(hard, (0, 0), 1.0), -1, 0)


def apart_of(camera: Camera) -> float:
    vertices = make_figure(Person(shape=START), ()).vertices
    eyes = np.stack([vertices[EYE_LEFT].mean(0), vertices[EYE_RIGHT].mean(0)])
    return float(np.linalg.norm(np.diff(camera.project(eyes)[:, :2], axis=0)))


def test_large_ears_and_a_thin_neck_are_found(camera: Camera) -> None:
    """From the average shape at least half of the way to the true outline."""
    skin, truth = skin_of(START), skin_of(dataclasses.replace(START, local=WANTED))
    given = prior(35, 0.5).widened(1.6)
    fitted = fit_outline(START, skin, camera, drawn(truth, camera), apart_of(camera), given)
    ears = np.logical_or(*both_ears())
    found = skin_of(fitted)
    before, after = (np.linalg.norm(s[ears] - truth[ears], axis=1).mean() for s in (skin, found))
    assert before > 0.002
    assert after < 0.5 * before
    assert -0.5 < fitted.local["neck-scale-horiz"] < -0.05


def test_a_true_outline_changes_little(camera: Camera) -> None:
    skin = skin_of(START)
    given = dataclasses.replace(prior(35, 0.5), mean=prior(35, 0.5).code(START))
    fitted = fit_outline(START, skin, camera, drawn(skin, camera), apart_of(camera), given)
    assert np.abs(skin_of(fitted) - skin).max() < 0.0015


def test_hair_over_the_ears_says_nothing_of_them(camera: Camera) -> None:
    truth = skin_of(dataclasses.replace(START, local=WANTED))
    parsing = drawn(truth, camera, hair=0.62)
    outlines = find_outline(skin_of(START), camera, parsing, apart_of(camera))
    assert [len(o.vertices) for o in outlines[:2]] == [0, 0]


def test_nothing_to_see_leaves_the_shape_alone(camera: Camera) -> None:
    blank = np.zeros((len(CELEBA_CLASSES), PIXELS, PIXELS), np.float32)
    blank[0] = 1
    given = prior(35, 0.5)
    shape = fit_outline(START, skin_of(START), camera, blank, apart_of(camera), given)
    assert shape == START


def test_contour_normals_point_away_from_the_head(camera: Camera) -> None:
    skin = skin_of(START)
    index, place, normal = contour(skin, camera)
    top = index[np.argmax(skin[index, 1])]
    row = int(np.flatnonzero(index == top)[0])
    assert normal[row, 1] < -0.8
    np.testing.assert_allclose(np.linalg.norm(normal, axis=1), 1, atol=1e-6)
    np.testing.assert_allclose(place, camera.project(skin[index])[:, :2])
