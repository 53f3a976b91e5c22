"""What samples see, against trying every triangle at every sample."""

from __future__ import annotations

import numba
import numpy as np
import pytest
from jaxtyping import Float32
from numpy import ndarray

from facegen.avatar import Material
from facegen.render.camera import Camera
from facegen.render.environment import Environment
from facegen.render.gbuffer import WITHIN, render_gbuffer
from facegen.render.prepare import Prepared, prepare
from facegen.render.renderer import render_layers, render_with_geometry
from facegen.render.visibility import (
    SAMPLES_4,
    fill_opaque,
    layered_fragments,
    parallel_bands,
)
from tests.render.shapes import avatar, ball, part, quad

SIDE = 24
COUNT = 1500


@pytest.fixture(scope="module")
def screen() -> Float32[ndarray, "V 4"]:
    """Triangles strewn over and around the picture: slivers, specks and large ones, both turns."""
    random = np.random.default_rng(5)
    middle = random.uniform(-6.0, SIDE + 6.0, (COUNT, 1, 2))
    reach = 10.0 ** random.uniform(-1.0, 1.2, (COUNT, 1, 1))
    corners = middle + reach * random.normal(size=(COUNT, 3, 2))
    slivers = random.random(COUNT) < 0.5
    corners[slivers, 2] = corners[slivers, 1] + 0.3 * random.normal(size=(slivers.sum(), 2))
    depth = random.uniform(-0.9, 0.9, (COUNT, 3, 1))
    return np.concatenate([corners, depth, np.ones((COUNT, 3, 1))], 2).reshape(-1, 4).astype("f4")


@pytest.fixture(scope="module")
def hits(screen: Float32[ndarray, "V 4"]) -> tuple[ndarray, ndarray]:
    """Depth of each triangle at each sample (2 where it misses), and whether it shows its front."""
    places = np.stack(np.meshgrid(np.arange(SIDE), np.arange(SIDE)), -1)[:, :, None] + SAMPLES_4
    a, b, c = screen.astype(float).reshape(COUNT, 3, 4).transpose(1, 0, 2)[:, :, None, None, None]

    def turn(p: ndarray, q: ndarray, r: ndarray) -> ndarray:
        return (q[..., 0] - p[..., 0]) * (r[..., 1] - p[..., 1]) - (q[..., 1] - p[..., 1]) * (
            r[..., 0] - p[..., 0]
        )

    area = turn(a, b, c)
    u, v = turn(b, c, places) / area, turn(c, a, places) / area
    inside = (u >= 0) & (v >= 0) & (u + v <= 1)
    z = u * a[..., 2] + v * b[..., 2] + (1 - u - v) * c[..., 2]
    return np.where(inside, z, 2.0), area.reshape(-1) < 0


def triangles() -> tuple[ndarray, ndarray]:
    """Three corners of their own for each, and all of them chosen."""
    return np.arange(3 * COUNT, dtype=np.int32).reshape(-1, 3), np.arange(COUNT, dtype=np.int32)


def test_the_nearest_triangle_at_every_sample(screen, hits) -> None:
    corners, every = triangles()
    depth, front = hits
    # The first two samples see fronts only, the others both sides.
    ids, found = fill_opaque(
        screen, corners, every, np.zeros(COUNT, bool), SAMPLES_4, SIDE, SIDE, both_from=2
    )
    expected = depth.copy()
    expected[~front, :, :, :2] = 2.0
    nearest = expected.min(0)
    # Single precision decides otherwise only on an edge.
    same = np.isclose(found, nearest, atol=1e-4)
    assert same.mean() > 0.998
    assert (ids[same & (nearest < 2)] == expected.argmin(0)[same & (nearest < 2)]).mean() > 0.998
    assert (ids[same & (nearest == 2)] == -1).all()


def test_every_fragment_nearest_first(screen, hits) -> None:
    corners, every = triangles()
    clear = np.full((SIDE, SIDE, 4), 2.0, np.float32)
    starts, counts, found = layered_fragments(
        screen, corners, every, np.ones(COUNT, bool), SAMPLES_4, clear
    )
    covered = hits[0] < 2.0
    assert abs(counts - covered.any(-1).sum(0)).mean() < 0.02
    bits = (covered * (1 << np.arange(4))).sum(-1)
    right = total = 0
    for y, x in np.ndindex(SIDE, SIDE):
        cell = found[starts[y, x] : starts[y, x] + counts[y, x]]
        assert (np.diff(cell[:, 2]) >= 0).all()
        right += (bits[cell[:, 0], y, x] == cell[:, 1]).sum()
        total += len(cell)
    assert counts.max() > 13, "long lists are sorted in strides"
    assert right / total > 0.998


@pytest.fixture(scope="module")
def scene() -> Prepared:
    """A ball behind two veils, and an open sheet that shows its back."""
    skin = Material("skin", base_color_factor=(0.7, 0.5, 0.4, 1.0), subsurface=1.0)
    veil = Material("veil", base_color_factor=(0.2, 0.2, 0.2, 0.4), alpha_mode="BLEND",
                    double_sided=True)  # fmt: skip
    points, faces, uvs = quad(0.03, 0.0)
    back = part("back", (points + np.float32([0.12, 0.0, 0.0]), faces[:, ::-1].copy(), uvs), skin)
    parts = [ball(skin), part("near", quad(0.05, 0.14), veil), part("far", quad(0.07, 0.12), veil)]
    person = avatar(*parts, back)
    return prepare(person, {}, Environment.load("studio"), "beauty")


def test_a_view_is_the_picture_and_the_geometry_that_each_alone_would_be(scene: Prepared) -> None:
    camera = Camera((0.0, 0.0, 1.0), (0.0, 0.0, 0.0), 20.0, 65, 65)
    picture, geometry = render_with_geometry(scene, camera)
    alone, layers = render_gbuffer(scene, camera), render_layers(scene, camera, quality="fast")
    np.testing.assert_array_equal(picture[..., 3], layers.coverage)
    for one, other in zip(geometry, alone, strict=True):
        np.testing.assert_array_equal(one, other)
    # The sheet's back is told of, and not drawn.
    sheet = (slice(30, 35), slice(53, 57))
    assert (geometry.side[sheet] == WITHIN).all()
    assert not picture[(*sheet, 3)].any()


def test_bands_leave_other_kernels_their_large_chunks():
    with parallel_bands():
        assert numba.get_parallel_chunksize() == 1
        with parallel_bands():
            pass
    assert numba.get_parallel_chunksize() == 0
