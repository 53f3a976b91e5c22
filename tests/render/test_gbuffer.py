"""Depth, normals and sides against a ball and squares, whose answers are known."""

from __future__ import annotations

import numpy as np
import pytest

from facegen.avatar import Material
from facegen.render.camera import Camera
from facegen.render.environment import Environment
from facegen.render.gbuffer import FRONT, LINING, WITHIN, GBuffer, render_gbuffer
from facegen.render.prepare import prepare
from tests.render.shapes import avatar, ball, part, quad

CAMERA = Camera((0.0, 0.0, 1.0), (0.0, 0.0, 0.0), 20.0, 65, 65)
MIDDLE = (32, 32)
PLAIN = Material("plain", base_color_factor=(0.5, 0.5, 0.5, 1.0))


def seen(*parts: object, camera: Camera = CAMERA) -> GBuffer:
    """What the camera sees of these parts."""
    return render_gbuffer(prepare(avatar(*parts), {}, Environment.load("studio"), "beauty"), camera)


def test_a_ball_has_the_depth_and_normals_of_a_sphere() -> None:
    fine = ball(PLAIN, radius=0.1, rings=96)
    depth, normals, side = seen(fine)
    rows, columns = np.nonzero(depth)
    x = (columns + 0.5 - 32.5) / CAMERA.focal_pixels
    y = -(rows + 0.5 - 32.5) / CAMERA.focal_pixels
    points = np.stack([x, y, -np.ones_like(x)], 1) * depth[rows, columns][:, None] + CAMERA.eye
    inner = np.hypot(points[:, 0], points[:, 1]) < 0.08
    np.testing.assert_allclose(np.linalg.norm(points[inner], axis=1), 0.1, atol=2e-4)
    np.testing.assert_allclose(normals[rows, columns][inner], points[inner] / 0.1, atol=0.02)
    assert depth[MIDDLE] == pytest.approx(0.9, abs=1e-4)
    assert depth[0, 0] == 0
    assert not normals[0, 0].any()
    assert (side == FRONT).all()


def test_a_thin_veil_lets_the_depth_behind_it_through_and_a_thick_one_does_not() -> None:
    behind = part("wall", quad(0.5, -0.2), PLAIN)
    for alpha, expected in ((0.3, 1.2), (0.7, 0.95)):
        veil = Material(
            "veil", base_color_factor=(1.0, 1.0, 1.0, alpha), alpha_mode="BLEND", double_sided=True
        )
        depth = seen(behind, part("veil", quad(0.5, 0.05), veil)).depth
        assert depth[MIDDLE] == pytest.approx(expected, abs=1e-5)
        # Two thin ones are thick together: the second is the surface.
        both = seen(
            behind, part("veil", quad(0.5, 0.05), veil), part("veil2", quad(0.5, 0.02), veil)
        )
        assert both.depth[MIDDLE] == pytest.approx(0.98 if alpha < 0.5 else 0.95, abs=1e-5)


@pytest.mark.parametrize(("double_sided", "expected"), [(True, LINING), (False, WITHIN)])
def test_backs_are_told(double_sided: bool, expected: int) -> None:
    material = Material("sheet", double_sided=double_sided)
    from_behind = Camera((0.0, 0.0, -1.0), (0.0, 0.0, 0.0), 20.0, 65, 65)
    depth, normals, side = seen(part("sheet", quad(0.5, 0.0), material), camera=from_behind)
    assert depth[MIDDLE] == pytest.approx(1.0, abs=1e-5)
    assert side[MIDDLE] == expected
    np.testing.assert_allclose(normals[MIDDLE], [0, 0, -1], atol=1e-6)
    assert seen(part("sheet", quad(0.5, 0.0), material)).side[MIDDLE] == FRONT
