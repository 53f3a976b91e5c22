"""Normals, tangents and UV-seam splits."""

import numpy as np

from facegen.avatar import Material, Morph
from facegen.geometry.mesh import part_from_mesh, triangulate, vertex_normals, vertex_tangents

SQUARE = np.array([[0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 1, 0]], np.float32)
QUAD = np.array([[0, 1, 2, 3]], np.int32)
UPRIGHT = np.array([[0, 1], [1, 1], [1, 0], [0, 0]], np.float32)


def test_triangulate_keeps_the_winding():
    assert triangulate(QUAD).tolist() == [[0, 1, 2], [0, 2, 3]]


def test_normals_follow_the_winding_and_unused_vertices_point_up():
    points = np.vstack([SQUARE, [[5, 5, 5]]]).astype(np.float32)
    normals = vertex_normals(points, triangulate(QUAD))
    assert np.allclose(normals[:4], (0, 0, 1)) and np.allclose(normals[4], (0, 1, 0))


def test_tangent_runs_along_u_and_an_upright_texture_is_right_handed():
    """glTF: bitangent = w * cross(n, t) must point up the picture, that is along -V."""
    normals = np.tile(np.float32([0, 0, 1]), (4, 1))
    tangents = vertex_tangents(SQUARE, triangulate(QUAD), UPRIGHT, normals)
    assert np.allclose(tangents, (1, 0, 0, 1), atol=1e-6)
    mirrored = UPRIGHT * (-1, 1) + (1, 0)
    tangents = vertex_tangents(SQUARE, triangulate(QUAD), mirrored.astype(np.float32), normals)
    assert np.allclose(tangents, (-1, 0, 0, -1), atol=1e-6)


def test_a_seam_splits_vertices_but_not_normals_or_morphs():
    """Two quads that share an edge in space but not in the atlas."""
    points = np.float32([[0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 1, 0], [1, 0, -1], [1, 1, -1]])
    faces = np.int32([[0, 1, 2, 3], [1, 4, 5, 2]])
    uvs = np.float32([[0, 1], [0.4, 1], [0.4, 0], [0, 0], [0.6, 1], [1, 1], [1, 0], [0.6, 0]])
    face_uvs = np.int32([[0, 1, 2, 3], [4, 5, 6, 7]])
    joints, weights = np.zeros((6, 4), np.uint16), np.tile(np.float32([1, 0, 0, 0]), (6, 1))
    morphs = {"jawOpen": Morph(np.int32([1, 5]), np.float32([[0, 0, 1], [0, 2, 0]]))}
    part = part_from_mesh("p", points, faces, uvs, face_uvs, Material("m"), joints, weights, morphs)
    assert len(part.vertices) == 8 and len(part.triangles) == 4
    twins = np.flatnonzero((part.vertices == (1, 0, 0)).all(1))
    assert len(twins) == 2 and np.allclose(part.normals[twins[0]], part.normals[twins[1]])
    jaw = part.morphs["jawOpen"]
    assert np.array_equal(np.unique(part.vertices[jaw.indices], axis=0), [[1, 0, 0], [1, 1, -1]])
    assert (np.diff(jaw.indices) > 0).all()


def test_degenerate_triangles_drop():
    """A triangle stored as a quad with its last corner twice leaves one triangle."""
    face = np.int32([[0, 1, 2, 2]])
    joints, weights = np.zeros((4, 4), np.uint16), np.tile(np.float32([1, 0, 0, 0]), (4, 1))
    part = part_from_mesh("p", SQUARE, face, UPRIGHT, face, Material("m"), joints, weights)
    assert part.triangles.shape == (1, 3) and len(part.vertices) == 3
