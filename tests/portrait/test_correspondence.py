"""Where the landmarks lie on the base mesh, and how they were found."""

from __future__ import annotations

import numpy as np
import pytest
from numpy import ndarray

from facegen.geometry.mesh import vertex_normals
from facegen.human.figure import make_figure
from facegen.human.measure import landmarks
from facegen.human.person import Person, Shape
from facegen.human.surface import fine_skin
from facegen.human.topology import BODY
from facegen.portrait.correspondence import COUNT, Sightings, correspondence, match, surface
from facegen.setup.landmarks import canonical_mesh

NAMED = {
    "nose_tip": 4, "menton": 152, "subnasale": 2, "upper_lip": 0, "lower_lip": 17,
    "mouth_corner": 291, "outer_canthus": 263, "inner_canthus": 362, "ala": 278,
}  # fmt: skip
"""Measured landmark of the mesh -> the landmarker's point of the same name."""


@pytest.fixture(scope="module")
def places() -> ndarray:
    """The landmarks of a plain face."""
    figure = make_figure(Person(Shape(age=30)), ())
    return correspondence().matrix @ figure.vertices[BODY]


@pytest.mark.parametrize("name", NAMED)
def test_features_are_where_anatomy_has_them(name: str, places: ndarray) -> None:
    vertex = make_figure(Person(Shape(age=30)), ()).vertices[landmarks()[name]]
    assert np.linalg.norm(places[NAMED[name]] - vertex) < 0.012


def test_both_sides_mirror_each_other() -> None:
    table = correspondence()
    np.testing.assert_array_equal(table.mirror[table.mirror], np.arange(COUNT))
    base = make_figure(Person(), ()).vertices
    fine = fine_skin().matrix @ base[BODY]
    assert np.abs(fine[:, 0].max() + fine[:, 0].min()) < 0.002
    mesh = table.matrix @ base[BODY]
    away = np.linalg.norm(mesh[table.mirror] * (-1, 1, 1) - mesh, axis=1)
    assert away.max() < 0.002


def test_weights_are_those_of_points_on_the_skin() -> None:
    matrix = correspondence().matrix
    np.testing.assert_allclose(matrix.sum(1), 1, atol=1e-5)
    assert matrix.shape == (COUNT, BODY.stop)


def test_the_mesh_of_the_landmarks_faces_outwards(places: ndarray) -> None:
    table = correspondence()
    normals = vertex_normals(places.astype(np.float32), table.triangles)
    outwards = places - (places.mean(0) - (0, 0, 0.05))
    assert ((normals * outwards).sum(1) > 0).mean() > 0.97


def test_lips_and_lids_are_told_apart(places: ndarray) -> None:
    """Upper above lower, in the order in which the landmarker numbers them."""
    assert places[0, 1] > places[13, 1] > places[14, 1] - 0.001 > places[17, 1]
    assert places[386, 1] > places[374, 1] + 0.006 and places[159, 1] > places[145, 1] + 0.006


def test_features_are_surer_than_the_forehead() -> None:
    sigma = correspondence().sigma
    assert sigma.min() > 0.003 and sigma.max() < 0.08
    assert sigma[[133, 362, 2]].max() < sigma[[10, 234, 454]].min()


def test_known_points_are_found_again() -> None:
    """Landmarks that are exact projections of skin points are matched to within a millimetre."""
    rows = surface().rows
    fine = (fine_skin().matrix @ make_figure(Person(), ()).vertices[BODY])[rows]
    fine = fine - fine.mean(0)
    _, mirror = canonical_mesh()
    true = correspondence().matrix @ make_figure(Person(), ()).vertices[BODY]
    true = true - (fine_skin().matrix @ make_figure(Person(), ()).vertices[BODY])[rows].mean(0)
    pictures = []
    for angle in (-0.6, -0.3, 0.0, 0.3, 0.6):
        turn = np.array(
            [[np.cos(angle), 0, np.sin(angle)], [0, 1, 0], [-np.sin(angle), 0, np.cos(angle)]]
        )
        pictures.append(((true @ turn.T)[:, :2], (fine @ turn.T)[:, :2]))
    seen = Sightings(
        np.stack([p[0] for p in pictures]).astype(np.float32) / 0.063,
        np.stack([p[1] for p in pictures]).astype(np.float32) / 0.063,
        np.ones((len(pictures), len(rows)), np.float32),
    )
    found, sigma = match(seen, mirror)
    away = np.linalg.norm(found @ fine - true, axis=1)
    assert np.percentile(away, 95) < 0.001 and np.median(sigma) < 0.01


def test_the_landmarkers_own_mesh_is_read_from_its_file() -> None:
    triangles, mirror = canonical_mesh()
    assert triangles.shape == (898, 3) and len(np.unique(triangles)) == COUNT
    np.testing.assert_array_equal(mirror[mirror], np.arange(COUNT))
    assert mirror[4] == 4 and mirror[33] == 263
