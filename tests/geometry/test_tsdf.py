"""Fusing depth pictures of bodies whose surface is known."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import trimesh
from numpy import ndarray

from facegen.geometry.tsdf import DepthView, Grid, close_distance, extract_surface, fuse_distance

SIDE, FOCAL, AWAY = 96, 160.0, 0.8
VOXEL = 0.006
GRID = Grid(np.full(3, -0.15), VOXEL, (51, 51, 51))
AROUND = ((0, 0, 1), (0, 0, -1), (1, 0, 0), (-1, 0, 0), (0, 1, 0.01), (0, -1, 0.01))


def looking(back: tuple[float, float, float], body: Callable) -> DepthView:
    """The view from direction `back`; `body(eye, rays)` gives distance and normal per ray."""
    z = -np.array(back, float) / np.linalg.norm(back)
    x = np.cross(z, (0, 1, 0))
    x /= np.linalg.norm(x)
    turn = np.stack([x, np.cross(z, x), z])
    eye = -AWAY * z
    pixels = (np.arange(SIDE) + 0.5 - SIDE / 2) / FOCAL
    rays = np.stack([*np.meshgrid(pixels, pixels), np.ones((SIDE, SIDE))], -1) @ turn
    depth, normals = body(eye, rays)
    slant = -(rays * normals).sum(-1) / np.linalg.norm(rays, axis=-1)
    lens = np.array([[FOCAL, 0, SIDE / 2], [0, FOCAL, SIDE / 2], [0, 0, 1]])
    to_pixel = lens @ np.concatenate([turn, -(turn @ eye)[:, None]], 1)
    trusted = np.ones((SIDE, SIDE), bool)
    return DepthView(depth.astype(np.float32), slant.astype(np.float32), trusted, to_pixel)


def sphere(center: tuple[float, float, float] = (0, 0, 0), radius: float = 0.1) -> Callable:
    """A body for `looking`."""

    def hit(eye: ndarray, rays: ndarray) -> tuple[ndarray, ndarray]:
        start = eye - np.array(center)
        a, b = (rays**2).sum(-1), rays @ start
        root = b * b - a * (start @ start - radius**2)
        depth = np.where(root > 0, (-b - np.sqrt(np.maximum(root, 0))) / a, 0)
        return depth, (start + rays * depth[..., None]) / radius * (depth > 0)[..., None]

    return hit


def nearest(*bodies: Callable) -> Callable:
    """Several bodies at once."""

    def hit(eye: ndarray, rays: ndarray) -> tuple[ndarray, ndarray]:
        depth, normals = np.zeros(rays.shape[:2]), np.zeros(rays.shape)
        for body in bodies:
            d, n = body(eye, rays)
            wins = (d > 0) & ((depth == 0) | (d < depth))
            depth[wins], normals[wins] = d[wins], n[wins]
        return depth, normals

    return hit


def surface(*bodies: Callable) -> trimesh.Trimesh:
    """Fused from six sides."""
    views = [looking(back, nearest(*bodies)) for back in AROUND]
    distance = fuse_distance(views, GRID, 3 * VOXEL)
    return trimesh.Trimesh(*extract_surface(distance, GRID), process=False)


def test_a_sphere_comes_back() -> None:
    mesh = surface(sphere())
    assert mesh.is_watertight
    assert mesh.is_winding_consistent
    assert mesh.euler_number == 2
    radii = np.linalg.norm(mesh.vertices, axis=1)
    assert abs(radii.mean() - 0.1) < 0.2 * VOXEL
    assert abs(radii - 0.1).max() < VOXEL
    assert mesh.volume == pytest.approx(4 / 3 * np.pi * 0.1**3, rel=0.05)


def test_only_the_largest_piece_stays() -> None:
    mesh = surface(sphere((0, -0.03, 0), 0.08), sphere((0, 0.11, 0), 0.02))
    assert mesh.body_count == 1
    assert mesh.bounds[1][1] < 0.07


def test_a_thin_plate_keeps_its_thickness() -> None:
    """Where a plain mean of the views would swell or swallow it."""

    def plate(eye: ndarray, rays: ndarray) -> tuple[ndarray, ndarray]:
        depth, normals = np.zeros(rays.shape[:2]), np.zeros(rays.shape)
        for axis, half in ((2, 0.009), (0, 0.08), (1, 0.08)):
            face = np.sign(eye[axis]) * half
            with np.errstate(divide="ignore", invalid="ignore"):
                d = (face - eye[axis]) / rays[..., axis]
                points = eye + rays * d[..., None]
            sizes = np.array([0.08, 0.08, 0.009]) + 1e-9
            others = [i for i in range(3) if i != axis]
            on = (np.abs(points[..., others]) <= sizes[others]).all(-1) & (d > 0)
            on &= (depth == 0) | (d < depth)
            depth[on] = d[on]
            normals[on] = np.sign(eye[axis]) * np.eye(3)[axis]
        return depth, normals

    mesh = surface(plate)
    thickness = np.ptp(mesh.vertices[np.hypot(*mesh.vertices[:, :2].T) < 0.05][:, 2])
    assert thickness == pytest.approx(0.018, abs=0.5 * VOXEL)


def test_what_no_view_knows_is_outside_and_what_none_sees_through_is_solid() -> None:
    view = looking((0, 0, 1), sphere())
    distance = fuse_distance([view], GRID, 3 * VOXEL)
    assert distance[25, 25, 0] == -1
    assert distance[25, 25, 50] == 1
    blind = view._replace(trusted=np.zeros_like(view.trusted))
    assert (fuse_distance([blind], GRID, 3 * VOXEL) == 1).all()
    assert (fuse_distance([view, blind], GRID, 3 * VOXEL, least=2) == 1).all()


def test_a_cavity_is_filled() -> None:
    block = np.full((12, 12, 12), -1.0, np.float32)
    block[5:7, 5:7, 5:7] = 1.0
    closed = close_distance(block)
    assert closed.shape == (14, 14, 14)
    assert (closed[2:-2, 2:-2, 2:-2] < 0).all()
    assert (closed[[0, -1]] == 1).all()


def test_asking_for_runs_of_samples_changes_none_of_them() -> None:
    views = [looking(back, nearest(sphere(), sphere((0.1, 0.03, 0.02), 0.02))) for back in AROUND]
    step, shape = 2.0**-7, (48, 48, 48)  # exact in 32 bits, wherever a row starts
    whole = fuse_distance(views, Grid(np.full(3, -24 * step), step, shape), 3 * step, 2)
    later = Grid(np.array([-24.0, -24.0, -19.0]) * step, step, (48, 48, 43))
    assert np.array_equal(whole[:, :, 5:], fuse_distance(views, later, 3 * step, 2))
    assert (whole == 1).any() and (whole == -1).any() and (np.abs(whole) < 1).any()
