"""Identity vectors: near for one person, far for two, whatever the size and the side."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from jaxtyping import Float32
from numpy import ndarray

from facegen.avatar import Avatar
from facegen.human.build import build_avatar
from facegen.human.person import Person, Shape, Skin
from facegen.models import faces
from facegen.models.age_gender import age_gender
from facegen.models.faces import face_square
from facegen.models.identity import identity_encoder
from tests.models.conftest import Picture, picture


def distance(a: Float32[ndarray, "D"] | None, b: Float32[ndarray, "D"] | None) -> float:
    """Euclidean; both must be found."""
    assert a is not None
    assert b is not None
    return float(np.linalg.norm(a - b))


@pytest.fixture(scope="module")
def other() -> Picture:
    """Somebody of another age, gender expression and skin."""
    person = Person(shape=Shape(age=62.0, gender=0.0), skin=Skin(melanin=0.8))
    return picture(build_avatar(person, size=512), 0)


@pytest.mark.parametrize("azimuth", [-60, -30, 30, 60])
def test_one_person_turned_is_the_same(avatar: Avatar, front: Picture, azimuth: int) -> None:
    encode = identity_encoder()
    assert distance(encode(front), encode(picture(avatar, azimuth))) < encode.same_below


def test_two_people_are_two(front: Picture, astronaut: Picture) -> None:
    encode = identity_encoder()
    assert distance(encode(front), encode(astronaut)) > encode.same_below


def test_turning_changes_less_than_being_somebody_else(
    avatar: Avatar, front: Picture, other: Picture
) -> None:
    encode = identity_encoder()
    turned = distance(encode(front), encode(picture(avatar, 30)))
    assert turned + 0.1 < distance(encode(front), encode(other))


def test_size_hardly_matters(astronaut: Picture) -> None:
    encode = identity_encoder()
    double = cv2.resize(astronaut, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
    vector = encode(astronaut)
    assert vector.shape == (128,)
    assert vector.dtype == np.float32
    assert distance(vector, encode(double)) < 0.2


def test_the_box_chooses_the_face(front: Picture, astronaut: Picture) -> None:
    encode = identity_encoder()
    both = np.concatenate([front, astronaut], 1)
    for start, alone in ((0, front), (512, astronaut)):
        left, top, right, bottom = face_square(alone)
        box = (left + start, top, right + start, bottom)
        assert distance(encode(both, box), encode(alone)) < 0.05


def test_the_square_is_nearly_the_detectors(
    front: Picture, astronaut: Picture, monkeypatch: pytest.MonkeyPatch
) -> None:
    for image in (front, astronaut):
        square = np.array(face_square(image))
        with monkeypatch.context() as blind:
            blind.setattr(faces, "face_landmarker", lambda: lambda image: [])
            detected = np.array(face_square(image))
        assert (detected != square).any()
        side = detected[2] - detected[0]
        np.testing.assert_allclose(square, detected, atol=0.2 * side)


def test_where_the_square_lies_hardly_matters(avatar: Avatar) -> None:
    turned = picture(avatar, 60)
    left, top, right, bottom = face_square(turned)
    step = 0.06 * (right - left)
    encode = identity_encoder()
    here = encode(turned)
    for dx, dy in ((step, 0), (-step, 0), (0, step), (0, -step)):
        there = encode(turned, (left + dx, top + dy, right + dx, bottom + dy))
        assert distance(here, there) < 0.25


def test_no_face_no_answer() -> None:
    grey = np.full((200, 300, 3), 128, np.uint8)
    assert identity_encoder()(grey) is None
    assert age_gender()(grey) is None


def test_age_and_gender_of_a_known_person(astronaut: Picture) -> None:
    guess = age_gender()(astronaut)
    assert 25 < guess.age < 45
    assert 0 < guess.age_spread < 20
    assert guess.masculine < 0.25


def test_a_face_and_its_mirror_image_are_as_old(front: Picture) -> None:
    one, two = age_gender()(front), age_gender()(front[:, ::-1])
    assert one.age == pytest.approx(two.age, abs=4)
    assert one.masculine == pytest.approx(two.masculine, abs=0.15)
