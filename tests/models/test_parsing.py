"""The face parser names what a render is known to show, on the person's own side."""

from __future__ import annotations

import numpy as np
import pytest
from jaxtyping import Bool, Float32
from numpy import ndarray

from facegen.avatar import Avatar
from facegen.errors import SetupError
from facegen.models.parsing import BiSeNet, face_parser, sort_sides
from facegen.models.roles import CELEBA_CLASSES
from facegen.render.camera import Camera
from facegen.render.renderer import render_avatar
from tests.models.conftest import Picture

SIDED = [f"{part}_{side}" for part in ("brow", "eye", "ear") for side in ("left", "right")]


@pytest.fixture(scope="module")
def parsed(front: Picture) -> Float32[ndarray, "19 H W"]:
    """The front portrait's classes."""
    return face_parser()(front)


def shows(parsed: Float32[ndarray, "19 H W"], *names: str) -> Bool[ndarray, "H W"]:
    """Where one of the classes is the likeliest."""
    return np.isin(parsed.argmax(0), [CELEBA_CLASSES.index(name) for name in names])


def overlap(a: Bool[ndarray, "H W"], b: Bool[ndarray, "H W"]) -> float:
    """Intersection over union."""
    return (a & b).sum() / (a | b).sum()


def test_probabilities_of_a_picture_of_any_shape(front: Picture) -> None:
    parsed = face_parser()(front[:400, 50:450])
    assert parsed.shape == (19, 400, 400)
    assert parsed.dtype == np.float32
    assert parsed.min() >= 0
    np.testing.assert_allclose(parsed.sum(0), 1, atol=1e-5)


def test_everything_of_the_person_and_nothing_else(
    avatar: Avatar, parsed: Float32[ndarray, "19 H W"]
) -> None:
    mask = render_avatar(avatar, Camera.portrait(avatar, size=512), mode="mask")[..., 0] > 0.5
    assert overlap(~shows(parsed, "background"), mask) > 0.93


@pytest.mark.parametrize("name", ["eye_left", "eye_right"])
def test_an_eye_is_where_it_is(
    avatar: Avatar, parsed: Float32[ndarray, "19 H W"], name: str
) -> None:
    middle = Camera.portrait(avatar, size=512).project(avatar.part(name).vertices.mean(0)[None])
    rows, columns = np.nonzero(shows(parsed, name))
    assert np.hypot(columns.mean() - middle[0, 0], rows.mean() - middle[0, 1]) < 5


def test_left_is_the_persons_left_in_a_picture_and_its_mirror_image(
    front: Picture, astronaut: Picture, parsed: Float32[ndarray, "19 H W"]
) -> None:
    mirrored = face_parser()(front[:, ::-1])
    photo = face_parser()(astronaut[20:210, 130:320])
    for classes in (parsed, mirrored, photo):
        for part in ("eye", "brow"):
            left, right = (shows(classes, f"{part}_{side}") for side in ("left", "right"))
            assert left.sum() > 20
            assert right.sum() > 20
            assert np.nonzero(left)[1].min() > np.nonzero(right)[1].max()


def test_a_mirrored_picture_has_mirrored_classes(
    front: Picture, parsed: Float32[ndarray, "19 H W"]
) -> None:
    mirrored = face_parser()(front[:, ::-1])[:, :, ::-1]
    for part in ("hair", "neck", "nose", "skin"):
        assert overlap(shows(parsed, part), shows(mirrored, part)) > 0.85, part


def test_sides_named_at_random_are_sorted() -> None:
    scene = np.full((19, 20, 40), 1e-4, np.float32)
    scene[CELEBA_CLASSES.index("skin"), :, 5:35] = 0.6
    scene[CELEBA_CLASSES.index("nose"), 8:18, 18:22] = 0.9
    scene[CELEBA_CLASSES.index("eye_left"), 6:8, 10:14] = 0.8
    scene[CELEBA_CLASSES.index("eye_right"), 6:8, 26:30] = 0.7
    scene[CELEBA_CLASSES.index("ear_right"), 8:12, 33:36] = 0.9
    found = sort_sides(scene)
    columns = {name: np.nonzero(shows(found, name))[1] for name in SIDED}
    np.testing.assert_array_equal(np.unique(columns["eye_left"]), [26, 27, 28, 29])
    np.testing.assert_array_equal(np.unique(columns["eye_right"]), [10, 11, 12, 13])
    np.testing.assert_array_equal(np.unique(columns["ear_left"]), [33, 34, 35])
    assert len(columns["ear_right"]) == 0
    np.testing.assert_allclose(found.sum(0), scene.sum(0), rtol=1e-6)


def test_commercial_use_has_no_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACEGEN_COMMERCIAL", "1")
    with pytest.raises(SetupError, match="non-commercial"):
        BiSeNet()
