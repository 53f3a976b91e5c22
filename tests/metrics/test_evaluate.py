"""The figures of a result: of a person and their own pictures, and of somebody else's."""

from __future__ import annotations

import numpy as np
import pytest

from facegen.avatar import Avatar
from facegen.human.build import build_avatar
from facegen.human.person import Hair, Person, Shape
from facegen.metrics.evaluate import evaluate, face_vectors
from facegen.metrics.views import DIRECTIONS, View, render_view, view_cameras
from facegen.models.identity import identity_encoder

SHOWN = (0, 1, 3, 5, 12)
"""Front, 30, 60, 180 degrees, and one from above."""


@pytest.fixture(scope="module")
def avatar() -> Avatar:
    """A person with short hair."""
    return build_avatar(Person(Shape(age=40.0, gender=0.9), hair=Hair(style="short01")), size=256)


@pytest.fixture(scope="module")
def views(avatar: Avatar) -> list[View]:
    """A few of the sixteen, at 320 pixels."""
    cameras = view_cameras(avatar, 320)
    return [
        render_view(
            avatar, cameras[i], f"{i:02}", azimuth=DIRECTIONS[i][0], elevation=DIRECTIONS[i][1]
        )
        for i in SHOWN
    ]


def test_a_result_that_is_its_own_photo(avatar: Avatar, views: list[View]) -> None:
    front = views[0]
    identity = identity_encoder()(front.rgb)
    metrics = evaluate(views, front, front.rgb, identity)
    assert metrics["identity_distance_front"] == pytest.approx(0, abs=0.01)
    assert metrics["identity_distance_front"] < metrics["identity_distance_30"]
    assert metrics["identity_rank_1"] > 0.6
    assert metrics["identity_margin"] >= metrics["identity_least_margin"]
    assert metrics["ssim"] > 0.9
    assert metrics["lpips_style_vgg16"] < 0.1
    assert metrics["silhouette_iou"] > 0.9
    assert (metrics["views"], metrics["faces_found"]) == (5, len(face_vectors(views)))
    assert all(isinstance(value, int | float) for value in metrics.values())


def test_another_photo_is_less_like(views: list[View]) -> None:
    front, turned = views[0], views[1]
    same = evaluate(views, front, front.rgb, None)
    other = evaluate(views, front, turned.rgb, None)
    assert same["ssim"] > other["ssim"]
    assert same["lpips_style_vgg16"] < other["lpips_style_vgg16"]
    assert "identity_distance" not in same


def test_no_face_is_looked_for_from_behind(views: list[View]) -> None:
    assert "05" not in face_vectors(views)
    assert "00" in face_vectors(views)


def test_without_photo_or_identity_there_is_nothing_to_say(views: list[View]) -> None:
    assert evaluate(views) == {}
    assert np.isfinite(list(evaluate(views, identity=np.ones(128)).values())).all()
