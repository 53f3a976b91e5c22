"""Catmull-Clark against hand-computed values."""

import numpy as np

from facegen.geometry.subdivide import catmull_clark, linear, quad_edges

CUBE = np.array(
    [[0, 1, 2, 3], [4, 7, 6, 5], [0, 4, 5, 1], [1, 5, 6, 2], [2, 6, 7, 3], [3, 7, 4, 0]], np.int32
)
CORNERS = np.array(
    [[-1, -1, -1], [1, -1, -1], [1, 1, -1], [-1, 1, -1],
     [-1, -1, 1], [1, -1, 1], [1, 1, 1], [-1, 1, 1]],
    float,
)  # fmt: skip
GRID = np.array([[0, 1, 4, 3], [1, 2, 5, 4], [3, 4, 7, 6], [4, 5, 8, 7]], np.int32)
GRID_POINTS = np.array([[x, y, 0.0] for y in range(3) for x in range(3)])


def test_cube_vertex_edge_and_face_points():
    """Valence 3: (F + 2R + 0P) / 3 = 5/9 of the corner; edge points 3/4; face points 1."""
    fine = catmull_clark(CUBE, 8).matrix @ CORNERS
    assert np.allclose(fine[:8], CORNERS * 5 / 9)
    assert np.allclose(np.abs(fine[8:20]).sum(1), 1.5)
    assert np.allclose(np.linalg.norm(fine[20:], axis=1), 1)


def test_weights_sum_to_one_and_topology_is_closed():
    """Affine invariance, and every edge of the refined cube has two faces."""
    step = catmull_clark(CUBE, 8)
    assert np.allclose(np.asarray(step.matrix.sum(1)), 1)
    edges, edge_of = quad_edges(step.quads)
    assert (np.bincount(edge_of.ravel()) == 2).all()
    assert len(edges) == 48 and len(step.quads) == 24


def test_a_flat_grid_keeps_its_interior_and_rounds_its_corners_along_the_border():
    """The middle of a regular grid stays; its corners stay on the border curve's B-spline."""
    fine = catmull_clark(GRID, 9).matrix @ GRID_POINTS
    assert np.allclose(fine[4], GRID_POINTS[4])
    assert np.allclose(fine[1], GRID_POINTS[1])
    assert np.allclose(fine[0], (6 * GRID_POINTS[0] + GRID_POINTS[1] + GRID_POINTS[3]) / 8)


def test_unused_vertices_stay():
    """Helper vertices that no quad touches keep their place."""
    points = np.vstack([GRID_POINTS, [[7.0, 7.0, 7.0]]])
    assert np.allclose((catmull_clark(GRID, 10).matrix @ points)[9], 7)


def test_linear_split_has_the_same_quads_and_does_not_move_corners():
    """UVs are split, never smoothed."""
    flat, smooth = linear(GRID, 9), catmull_clark(GRID, 9)
    assert np.array_equal(flat.quads, smooth.quads)
    fine = flat.matrix @ GRID_POINTS
    assert np.allclose(fine[:9], GRID_POINTS)
    edges, _ = quad_edges(GRID)
    assert np.allclose(fine[9 : 9 + len(edges)], GRID_POINTS[edges].mean(1))
