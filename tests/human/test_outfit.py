"""Clothes keep outside the skin of any body, end cleanly on a bust, and take a dye."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.spatial import cKDTree

from facegen.colorspace import srgb_to_linear
from facegen.geometry.clip import clip_part
from facegen.geometry.mesh import triangulate, vertex_normals
from facegen.human.bust import bust_depth
from facegen.human.fabric import cloth_material
from facegen.human.figure import Figure, make_figure
from facegen.human.outfit import hidden_vertices, outfit_credits, outfit_parts
from facegen.human.person import OUTFITS, Person, Shape
from facegen.human.surface import fine_skin
from facegen.human.topology import BODY, topology

BODIES = {
    "heavy": Shape(gender=0.9, age=45, weight=1.0),
    "muscular": Shape(gender=1.0, age=25, muscle=1.0, african=1, asian=0, caucasian=0),
    "old": Shape(gender=0.2, age=80, weight=0.3, african=0, asian=1, caucasian=0),
    "child": Shape(gender=0.2, age=7),
    "thin": Shape(gender=0.1, age=22, weight=0.0),
    "average": Shape(),
}


def dressed(body: str, outfit: str) -> Figure:
    return make_figure(Person(shape=BODIES[body], outfit=outfit))


def shown_skin(figure: Figure, bust: bool) -> tuple[np.ndarray, np.ndarray]:
    fine = fine_skin()
    vertices = fine.matrix @ figure.vertices[BODY]
    normals = vertex_normals(vertices.astype(np.float32), triangulate(fine.quads))
    hidden = hidden_vertices(figure, bust)[topology().body_quads()[0]].all(1)
    rows = np.unique(fine.quads[np.repeat(~hidden, 4)])
    return vertices[rows], normals[rows]


@pytest.mark.parametrize("body", sorted(BODIES))
@pytest.mark.parametrize(
    "outfit", ["male_casualsuit01", "female_casualsuit01", "male_elegantsuit01"]
)
def test_no_cloth_lies_under_visible_skin(body, outfit):
    figure = dressed(body, outfit)
    part = outfit_parts(figure, bust=True)[0]
    skin, normals = shown_skin(figure, bust=True)
    distance, nearest = cKDTree(skin).query(part.vertices, distance_upper_bound=0.008)
    close = np.isfinite(distance)
    height = ((part.vertices[close] - skin[nearest[close]]) * normals[nearest[close]]).sum(1)
    assert close.any()
    assert (height > -0.001).mean() > 0.985
    assert height.min() > -0.006


@pytest.mark.parametrize("outfit", OUTFITS)
def test_hidden_skin_is_covered(outfit):
    figure = dressed("average", outfit)
    hidden = np.flatnonzero(hidden_vertices(figure, bust=True)[BODY])
    part = outfit_parts(figure, bust=False)[0]
    assert 900 < len(hidden) < 10000
    distance, _ = cKDTree(part.vertices).query(figure.vertices[hidden])
    # A swinging skirt stands off the legs.
    assert np.percentile(distance, 99) < (0.25 if outfit == "swing_dress" else 0.12)


@pytest.mark.parametrize("body", sorted(BODIES))
def test_a_bust_is_cut_on_its_border(body):
    figure = dressed(body, "male_casualsuit02")
    whole, cut = outfit_parts(figure, bust=False)[0], outfit_parts(figure, bust=True)[0]
    depth = bust_depth(figure, cut.vertices)
    assert depth.min() > -0.006
    assert (np.abs(depth) < 0.002).sum() > 30
    assert len(cut.triangles) < 0.6 * len(whole.triangles)
    assert np.allclose(cut.weights.sum(1), 1, atol=1e-4)
    assert np.allclose(np.linalg.norm(cut.normals, axis=1), 1, atol=1e-4)


def test_clip_keeps_all_or_nothing():
    part = outfit_parts(dressed("average", "male_casualsuit02"), bust=False)[0]
    ones = np.ones(len(part.vertices))
    assert np.array_equal(clip_part(part, ones).triangles, part.triangles)
    assert clip_part(part, -ones) is None


def test_clip_cuts_at_the_plane():
    part = outfit_parts(dressed("average", "male_casualsuit02"), bust=False)[0]
    cut = clip_part(part, part.vertices[:, 1] - 1.1)
    assert cut.vertices[:, 1].min() == pytest.approx(1.1, abs=1e-5)

    def area(p, rows=slice(None)):
        a, b, c = (p.vertices[p.triangles[rows, i]] for i in range(3))
        return np.linalg.norm(np.cross(b - a, c - a), axis=1).sum() / 2

    below = clip_part(part, 1.1 - part.vertices[:, 1])
    assert area(cut) + area(below) == pytest.approx(area(part), rel=1e-4)


def test_whole_bodies_wear_shoes():
    parts = outfit_parts(dressed("average", "male_worksuit01"), bust=False)
    assert [part.name for part in parts] == ["outfit", "shoes"]
    assert parts[1].vertices[:, 1].max() < 0.25


def test_trousers_end_under_the_top():
    upper, lower, _ = outfit_parts(dressed("average", "tank_top_jeans"), bust=False)
    assert (upper.name, lower.name) == ("outfit", "outfit_lower")
    hem = upper.vertices[:, 1].min()
    assert hem < lower.vertices[:, 1].max() < hem + 0.02


def test_credits_name_the_makers():
    said = {use.attribution for use in outfit_credits("tank_top_jeans")}
    assert said == {
        "Tank_Top_01 by Mindfront (CC BY 4.0)",
        "Tightjeans by punkduck (CC BY 3.0)",
    }
    assert outfit_credits("male_casualsuit01") == ()


def test_dye_colours_the_garment_and_leaves_the_trousers():
    plain = srgb_to_linear(cloth_material("male_casualsuit02", None).base_color)
    dyed = srgb_to_linear(cloth_material("male_casualsuit02", (0.7, 0.1, 0.1)).base_color)
    changed = np.abs(dyed - plain).max(2) > 0.05
    assert 0.15 < changed.mean() < 0.8
    mean = dyed[changed].mean(0)
    assert mean[0] > 3 * mean[1] and mean[0] > 3 * mean[2]


def test_emblems_are_gone():
    image = srgb_to_linear(cloth_material("male_casualsuit04", None).base_color)
    disc = image[122 * 2 - 60 : 122 * 2 + 60, 278 * 2 - 60 : 278 * 2 + 60]
    assert (disc[..., 0] > disc[..., 2]).mean() < 0.002


def test_same_person_same_clothes():
    figure = dressed("heavy", "male_casualsuit05")
    first, second = outfit_parts(figure, True)[0], outfit_parts(figure, True)[0]
    assert np.array_equal(first.vertices, second.vertices)
    assert np.array_equal(first.triangles, second.triangles)
