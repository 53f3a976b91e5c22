"""Fringes leave both eyes and brows free, on any head, and hang together."""

from __future__ import annotations

import numpy as np
import pytest

from facegen.avatar import Material, Part
from facegen.human.figure import make_figure
from facegen.human.hair.fringe import PARTINGS, comb_aside
from facegen.human.hair.ground import make_ground
from facegen.human.hair.proxy_styles import PROXY_NAMES
from facegen.human.person import Hair, Person, Shape
from facegen.human.proxies import load_proxy, proxy_part

EYES, BROWS = slice(14598, 14742), ("eyebrow003", "eyebrow005")
SHAPES = (
    Shape(),
    Shape(age=4, gender=0.1),
    Shape(age=85, gender=0.9, weight=0.8),
    Shape(age=30, gender=0.1, african=1, asian=0, caucasian=0),
    Shape(age=30, gender=0.9, african=0, asian=1, caucasian=0, weight=0.3),
)


def _hair(style: str, shape: Shape) -> tuple[Part, Part]:
    """The style as MakeHuman has it, and combed aside."""
    figure = make_figure(Person(shape=shape, hair=Hair(style=style)), set())
    plain = proxy_part(load_proxy("hair", PROXY_NAMES[style]), figure, Material("hair"), "hair")
    return plain, comb_aside(plain, make_ground(figure), style)


def _hidden(part: Part, shape: Shape) -> float:
    """Share of what shows of eyes and brows, tails aside, that hair hides from the front."""
    figure = make_figure(Person(shape=shape), set())
    brows = [proxy_part(load_proxy("eyebrows", b), figure, Material("b"), "b") for b in BROWS]
    eyes = figure.vertices[EYES]
    eyes = eyes[eyes[:, 2] > eyes[:, 2].mean()]
    seen = np.concatenate([eyes, *(b.vertices for b in brows)])
    seen = seen[np.abs(seen[:, 0]) < 0.95 * np.abs(eyes[:, 0]).max()]
    corners = part.vertices[part.triangles]
    corners = corners[corners[..., 2].max(1) > seen[:, 2].min()].astype(np.float64)
    origin, edge = corners[:, 0, :2], corners[:, 1:, :2] - corners[:, :1, :2]
    area = np.linalg.det(edge)
    way = seen[:, None, :2] - origin
    u = (way[..., 0] * edge[:, 1, 1] - way[..., 1] * edge[:, 1, 0]) / area
    v = (way[..., 1] * edge[:, 0, 0] - way[..., 0] * edge[:, 0, 1]) / area
    depth = corners[:, 0, 2] + u * (corners[:, 1, 2] - corners[:, 0, 2])
    depth += v * (corners[:, 2, 2] - corners[:, 0, 2])
    return float(((u >= 0) & (v >= 0) & (u + v <= 1) & (depth > seen[:, 2:])).any(1).mean())


@pytest.mark.parametrize("style", PARTINGS)
def test_eyes_and_brows_are_free(style: str) -> None:
    for shape in SHAPES:
        plain, combed = _hair(style, shape)
        assert _hidden(plain, shape) > 0.04, "this style needs no combing"
        assert _hidden(combed, shape) < 0.01, shape


@pytest.mark.parametrize("style", PARTINGS)
def test_nothing_is_cut_and_the_rest_stays(style: str) -> None:
    plain, combed = _hair(style, Shape())
    moved = np.linalg.norm(combed.vertices[: len(plain.vertices)] - plain.vertices, axis=1)
    assert len(combed.triangles) >= len(plain.triangles)
    assert set(np.unique(plain.triangles)) <= set(np.unique(combed.triangles))
    assert moved.max() > 0.01
    assert (moved[plain.vertices[:, 2] < plain.vertices[:, 2].mean() - 0.03] < 0.012).all()
    assert np.allclose(np.linalg.norm(combed.normals, axis=1), 1, atol=1e-3)


def test_strands_keep_to_the_head() -> None:
    for style in PARTINGS:
        figure = make_figure(Person(hair=Hair(style=style)), set())
        ground = make_ground(figure)
        plain, combed = _hair(style, Shape())
        height, _ = ground.nearest(combed.vertices.astype(np.float64))
        before, _ = ground.nearest(plain.vertices.astype(np.float64))
        assert height.max() <= before.max() + 0.01
        assert height.min() >= before.min() - 0.004


def test_other_styles_are_left_alone() -> None:
    plain, combed = _hair("long01", Shape())
    assert combed is plain
