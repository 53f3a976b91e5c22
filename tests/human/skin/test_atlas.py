"""The upright head atlas."""

from __future__ import annotations

import numpy as np
import pytest

from facegen.human.skin.atlas import cavity, head_uvs, is_head_face
from facegen.human.skin.raster import owners
from facegen.human.topology import topology


@pytest.fixture(scope="module")
def head():
    quads, quad_uvs = topology().body_quads()
    uvs = np.array(topology().uvs)
    mask = is_head_face(uvs[quad_uvs])
    return quads[mask], quad_uvs[mask], uvs, cavity(uvs[quad_uvs[mask]].mean(1))


def _cross(a, b):
    return a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]


def test_head_has_its_four_islands_whole(head):
    _, quad_uvs, uvs, kind = head
    assert np.bincount(kind).tolist() == [3116, 398, 293, 293]
    _, every_uv = topology().body_quads()
    rest = np.setdiff1d(np.unique(every_uv), np.unique(quad_uvs))
    taken = np.unique(every_uv[~is_head_face(uvs[every_uv])])
    assert np.array_equal(rest, taken)  # no UV corner is shared between the two atlases


def test_no_two_faces_overlap(head):
    _, quad_uvs, uvs, _ = head
    corners = quad_uvs[:, [0, 1, 2, 0, 2, 3]].reshape(-1, 3)
    places = head_uvs(uvs).astype(float)
    size = 512
    a, b, c = (places[corners[:, i]] * size - 0.5 for i in range(3))
    area = np.abs(_cross(b - a, c - a)).sum() / 2
    covered = (owners(places * size - 0.5, corners.astype(np.int32), size) >= 0).sum()
    assert covered == pytest.approx(area, rel=0.003)


def test_fits_the_square_and_fills_it(head):
    _, quad_uvs, uvs, _ = head
    places = head_uvs(uvs[np.unique(quad_uvs)])
    assert places.min() > 0.002
    assert places.max() < 0.998


def test_upright_and_not_mirrored(head):
    quads, quad_uvs, uvs, kind = head
    outer = kind == 0
    points = topology().base[quads[outer]].mean(1)
    places = head_uvs(uvs)[quad_uvs[outer]].mean(1)
    face = (points[:, 2] > 0.10) & (points[:, 1] > 0.62)
    assert np.corrcoef(points[face, 0], places[face, 0])[0, 1] > 0.95
    assert np.corrcoef(points[face, 1], places[face, 1])[0, 1] < -0.95


def test_mirror_texels_hold_mirror_points(head):
    quads, quad_uvs, uvs, kind = head
    corners, index = np.unique(quad_uvs[kind == 0].ravel(), return_index=True)
    points = np.array(topology().base)[quads[kind == 0].ravel()[index]]
    places = head_uvs(uvs[corners])
    key = {tuple(np.round(p * 2e4).astype(int)) for p in points}
    assert len(key) > 3000
    front = np.flatnonzero((points[:, 2] > 0.08) & (points[:, 0] > 0.002))
    for i in front[::17]:
        twin = np.abs(points - points[i] * [-1, 1, 1]).sum(1).argmin()
        assert places[twin] == pytest.approx([1 - places[i, 0], places[i, 1]], abs=2e-3)


def test_face_gets_four_times_the_texels_of_an_even_layout(head):
    quads, quad_uvs, uvs, kind = head
    points = topology().base[quads].mean(1)
    front = (kind == 0) & (points[:, 2] > 0.10) & (points[:, 1] > 0.63) & (points[:, 1] < 0.78)

    def area(places):
        q = places[quad_uvs[front]]
        return np.abs(_cross(q[:, 2] - q[:, 0], q[:, 3] - q[:, 1])).sum() / 2

    even = area(np.array(uvs, float)) / 0.669**2
    assert area(head_uvs(uvs).astype(float)) > 4 * even
