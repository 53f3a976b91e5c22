"""The surface of a ball with a red and a blue half, a speck beside it, and a hole below."""

from __future__ import annotations

import io

import numpy as np
import pytest
import trimesh

from facegen.avatar import Avatar, Material
from facegen.metrics.surface import fuse_surface, surface_ply
from facegen.metrics.views import render_views, view_cameras
from tests.render.shapes import avatar, ball

CENTER, RADIUS, VOXEL = (0.0, 1.5, 0.0), 0.1, 0.004


@pytest.fixture(scope="module")
def person() -> Avatar:
    """Red in front, blue behind; a small ball floats beside it."""
    image = np.zeros((8, 64, 3), np.uint8)
    # U runs round from behind: the middle half faces forward.
    image[:, 16:48, 0] = image[:, :16, 2] = image[:, 48:, 2] = 200
    body = ball(Material("skin", base_color=image), radius=RADIUS, rings=48, center=CENTER)
    speck = ball(Material("strand"), "hair", radius=0.012, center=(0.14, 1.55, 0.0))
    return avatar(body, speck)


@pytest.fixture(scope="module")
def mesh(person: Avatar) -> trimesh.Trimesh:
    return fuse_surface(list(render_views(person, view_cameras(person, 192))), VOXEL)


def test_it_is_one_closed_body_facing_outwards(mesh: trimesh.Trimesh) -> None:
    assert mesh.is_watertight
    assert mesh.is_winding_consistent
    assert mesh.body_count == 1
    assert mesh.volume > 0
    assert mesh.bounds[1][0] < 0.12


def test_it_lies_on_the_ball(mesh: trimesh.Trimesh) -> None:
    away = np.linalg.norm(mesh.vertices - CENTER, axis=1)
    assert abs(away - RADIUS).mean() < 0.3 * VOXEL
    assert np.quantile(abs(away - RADIUS), 0.99) < 1.2 * VOXEL


def test_colours_are_the_balls(mesh: trimesh.Trimesh) -> None:
    colors = mesh.visual.vertex_colors[:, :3].astype(float)
    front, back = mesh.vertices[:, 2] > 0.03, mesh.vertices[:, 2] < -0.03
    assert (colors[front, 0] > 2 * colors[front, 2]).mean() > 0.97
    assert (colors[back, 2] > 2 * colors[back, 0]).mean() > 0.97


def test_the_file_opens_again_and_carries_the_notice(mesh: trimesh.Trimesh) -> None:
    notice = "Synthetic person."
    ply = surface_ply(mesh, notice)
    assert b"comment Synthetic person.\n" in ply[:200]
    read = trimesh.load(io.BytesIO(ply), file_type="ply", force="mesh", process=False)
    np.testing.assert_allclose(read.vertices, mesh.vertices, atol=1e-5)
    np.testing.assert_array_equal(read.faces, mesh.faces)
    np.testing.assert_array_equal(
        read.visual.vertex_colors[:, :3], mesh.visual.vertex_colors[:, :3]
    )
    assert surface_ply(mesh, notice) == ply


def test_nothing_to_see_is_told(person: Avatar) -> None:
    cameras = view_cameras(person, 128)
    away = [camera.replace(target=(0.0, 9.0, 0.0)) for camera in cameras]
    with pytest.raises(ValueError, match="show nothing"):
        fuse_surface(list(render_views(person, away)))
