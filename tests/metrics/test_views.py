"""Views of a ball: the camera files say where each pixel lies, in either convention."""

from __future__ import annotations

import json

import numpy as np
import pytest
from jaxtyping import Float32
from numpy import ndarray

from facegen.avatar import Avatar, Material
from facegen.errors import Cancelled, InputError
from facegen.metrics.views import (
    DIRECTIONS,
    View,
    cameras_json,
    contact_sheet,
    render_views,
    transforms_json,
    view_cameras,
)
from tests.render.shapes import avatar, ball

CENTER = (0.02, 1.5, 0.03)
RADIUS = 0.1


@pytest.fixture(scope="module")
def person() -> Avatar:
    """A ball off the origin."""
    material = Material("red", base_color_factor=(0.6, 0.1, 0.1, 1.0))
    return avatar(ball(material, radius=RADIUS, rings=48, center=CENTER))


@pytest.fixture(scope="module")
def views(person: Avatar) -> list[View]:
    """All sixteen."""
    return list(render_views(person, view_cameras(person, 128)))


def test_the_directions_are_the_papers() -> None:
    assert len(DIRECTIONS) == len(set(DIRECTIONS)) == 16
    azimuths, elevations = np.array(DIRECTIONS).T
    assert azimuths.min() >= -180
    assert azimuths.max() == 180
    assert (elevations.min(), elevations.max()) == (-40, 40)
    assert {(0, 0), (30, 0), (-30, 0), (60, 0), (-60, 0), (90, 0), (-90, 0)} <= set(DIRECTIONS)


def test_depth_and_cameras_put_every_pixel_on_the_ball(views: list[View]) -> None:
    told = json.loads(json.dumps(cameras_json(views)))["views"]
    for view, entry in zip(views, told, strict=True):
        rows, columns = np.nonzero(view.depth_mm)
        depth = view.depth_mm[rows, columns] / 1000
        pixels = np.stack([columns + 0.5, rows + 0.5, np.ones(len(rows))])
        camera = np.linalg.inv(entry["intrinsics"]) @ pixels * depth
        pose = np.linalg.inv(entry["opencv"]["world_to_camera"])
        world = (pose[:3, :3] @ camera + pose[:3, 3:]).T
        away = np.linalg.norm(world - CENTER, axis=1)
        assert abs(np.median(away) - RADIUS) < 0.0007
        opengl = np.array(entry["opengl"]["camera_to_world"])
        np.testing.assert_allclose(opengl[:3, :3], pose[:3, :3] * [1, -1, -1], atol=1e-9)
        np.testing.assert_allclose(opengl[:3, 3], pose[:3, 3], atol=1e-9)


def test_a_view_from_the_left_stands_on_the_persons_left(views: list[View]) -> None:
    left = next(v for v in views if (v.azimuth, v.elevation) == (90, 0))
    above = next(v for v in views if (v.azimuth, v.elevation) == (180, 40))
    assert left.camera.eye[0] > 0.5
    assert above.camera.eye[1] > CENTER[1] + 0.3
    assert above.camera.eye[2] < -0.3


def test_mask_normals_and_background(views: list[View]) -> None:
    for view in views:
        inside = view.mask == 255
        assert (view.geometry.depth[inside] > 0).all()
        assert (view.depth_mm[view.mask == 0] == 0).all()
        assert (view.normals_rgb[view.mask == 0] == 0).all()
        assert (view.rgb[view.mask == 0] == view.rgb[0, 0]).all()
        normals = view.normals_rgb[inside] / 127.5 - 1
        np.testing.assert_allclose(np.linalg.norm(normals, axis=1), 1, atol=0.02)
        red, green, _ = view.rgb[inside].mean(0)
        assert red > 1.5 * green


def test_transforms_are_the_cameras(views: list[View]) -> None:
    told = transforms_json(views)
    assert len(told["frames"]) == 16
    for view, frame in zip(views, told["frames"], strict=True):
        pose = np.array(frame["transform_matrix"])
        np.testing.assert_allclose(pose[:3, 3], view.camera.eye, atol=1e-9)
        ahead = np.subtract(view.camera.target, view.camera.eye)
        np.testing.assert_allclose(-pose[:3, 2], ahead / np.linalg.norm(ahead), atol=1e-9)
    half = np.tan(told["camera_angle_x"] / 2)
    assert half == pytest.approx(64 / told["frames"][0]["fl_x"])


def test_the_sheet_shows_the_views_in_order(views: list[View]) -> None:
    sheet = contact_sheet(views, columns=4, side=128)
    assert sheet.shape == (512, 512, 3)
    np.testing.assert_array_equal(sheet[128:256, 256:384], views[6].rgb)


def test_refinement_sees_all_views_at_once_and_keeps_their_geometry(
    person: Avatar, views: list[View]
) -> None:
    asked = []

    def refine(
        pictures: Float32[ndarray, "N H W 3"], poses: ndarray, lenses: ndarray, photo: ndarray
    ) -> Float32[ndarray, "N H W 3"]:
        asked.append((pictures.shape, poses.shape, lenses.shape, photo.mean()))
        return 1.0 - pictures

    photo = np.full((64, 64, 3), 51, np.uint8)
    cameras = view_cameras(person, 128)
    refined = list(render_views(person, cameras, refine=refine, photo=photo))
    assert asked == [((16, 128, 128, 3), (16, 4, 4), (16, 3, 3), pytest.approx(0.2))]
    for before, after in zip(views, refined, strict=True):
        np.testing.assert_array_equal(after.rgb, 255 - before.rgb)
        np.testing.assert_array_equal(after.geometry.depth, before.geometry.depth)
    with pytest.raises(InputError, match="none was given"):
        next(render_views(person, cameras, refine=refine))


def test_it_can_be_cancelled_between_two_views(person: Avatar) -> None:
    calls = []

    def check() -> None:
        calls.append(1)
        if len(calls) == 3:
            raise Cancelled

    steps = render_views(person, view_cameras(person, 128), check=check)
    assert [next(steps).name, next(steps).name] == ["00", "01"]
    with pytest.raises(Cancelled):
        next(steps)


def test_a_size_out_of_range_is_refused(person: Avatar) -> None:
    with pytest.raises(InputError, match="5000 pixels: allowed are 128 to 1024"):
        view_cameras(person, 5000)
