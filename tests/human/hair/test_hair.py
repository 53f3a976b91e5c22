"""Every style on many heads: present, within budget, on the head, in the asked colour."""

from __future__ import annotations

import functools

import numpy as np
import pytest

from facegen.avatar import MORPHS, Part
from facegen.colorspace import linear_to_srgb, srgb_to_linear
from facegen.human.figure import Figure, make_figure
from facegen.human.hair import coat, grown, hair_parts, proxy_styles
from facegen.human.hair.color import plain_where_clear
from facegen.human.hair.ground import make_ground
from facegen.human.person import HAIR_STYLES, Hair, Person, Shape

GROWN = ("buzz", "curly", "bun")
HAIRY = tuple(s for s in HAIR_STYLES if s != "bald")
TRIANGLES = 25_000


def mean_color(image: np.ndarray) -> np.ndarray:
    """Mean sRGB (0..1) of the solid texels of uint8 RGBA, averaged in linear light."""
    return linear_to_srgb(srgb_to_linear(image[image[..., 3] > 127][:, :3]).mean(0))


def _person(style: str, shape: Shape | None = None, **hair) -> Person:
    return Person(shape=shape or Shape(), hair=Hair(style=style, **hair))


def _shapes(count: int) -> list[Shape]:
    """Heads from the corners of the shape space: babies, the old, gaunt and heavy, all families."""
    rng = np.random.default_rng(5)
    return [
        Shape(
            age=float(rng.choice([2, 6, 14, 25, 45, 88])),
            gender=float(rng.random()),
            african=float(rng.random()),
            asian=float(rng.random()),
            caucasian=float(rng.random()),
            weight=float(rng.random()),
            muscle=float(rng.random()),
        )
        for _ in range(count)
    ]


def check_part(part: Part) -> None:
    """What the renderer and the exporter rely on."""
    count = len(part.vertices)
    assert part.triangles.min() >= 0 and part.triangles.max() < count
    for values in (part.vertices, part.uvs, part.normals, part.tangents, part.weights):
        assert np.isfinite(values).all()
    assert np.allclose(np.linalg.norm(part.normals, axis=1), 1, atol=1e-3)
    assert np.allclose(np.linalg.norm(part.tangents[:, :3], axis=1), 1, atol=1e-3)
    assert np.allclose(part.weights.sum(1), 1, atol=1e-4)
    assert (part.joints[part.weights == 0] == 0).all()
    assert set(part.morphs) <= set(MORPHS)
    assert part.uvs.min() >= -0.01 and part.uvs.max() <= 1.01


@pytest.mark.parametrize("style", HAIRY)
def test_style_has_parts_within_budget(style):
    parts = hair_parts(make_figure(_person(style)))
    assert {p.name for p in parts} >= {"hair", "hair_coat"}
    assert sum(len(p.triangles) for p in parts) <= TRIANGLES
    for part in parts:
        check_part(part)
        assert max(part.material.base_color.shape[:2]) <= 1024
    names = [p.name for p in parts]
    assert len(set(names)) == len(names)


def test_bald_has_none():
    assert hair_parts(make_figure(_person("bald"))) == []


@functools.cache
def _figures() -> tuple[Figure, ...]:
    return tuple(make_figure(_person("bald", shape)) for shape in _shapes(20))


@pytest.fixture
def plain(monkeypatch):
    """Skip the colouring, which takes most of the time and none of the geometry."""

    def grey(maps, *_, **__):
        return np.full((*maps.tone.shape, 4), 200, np.uint8)

    for module in (proxy_styles, grown, coat):
        monkeypatch.setattr(module, "dye", grey)
    for module in (proxy_styles, grown):
        monkeypatch.setattr(module, "strand_normals", lambda maps: None)


@pytest.mark.parametrize("style", ["short02", "bob01", "curly", "bun", "buzz"])
def test_hair_stays_on_every_head(style, plain):
    """The hair's inner side hugs the skull: neither sunk nor afloat, for any age and weight."""
    reach = {"buzz": 0.014, "bun": 0.03}.get(style, 0.06)
    for bald in _figures():
        shape = bald.person.shape
        figure = bald.replace(person=_person(style, shape))
        ground = make_ground(figure)
        hair = next(p for p in hair_parts(figure) if p.name == "hair")
        crown = ground.vertices[:, 1].max() - 0.06 * ground.scale
        upper = hair.vertices[hair.vertices[:, 1] > crown]
        height, _ = ground.nearest(upper.astype(np.float64))
        assert len(upper) > 50
        assert np.quantile(height, 0.02) > -0.006, shape
        assert np.quantile(height, 0.10) < 0.022, shape
        assert np.quantile(height, 0.5) < reach, shape


@pytest.mark.parametrize("style", ["long01", "short03", "curly", "bun"])
def test_asked_colour_lands(style):
    asked = np.array((0.50, 0.26, 0.14))
    part = next(
        p for p in hair_parts(make_figure(_person(style, color=tuple(asked)))) if p.name == "hair"
    )
    assert np.abs(mean_color(part.material.base_color) - asked).max() < 0.06


def test_roots_and_tips_take_their_own_colour():
    hair = dict(color=(0.1, 0.3, 0.8), root_color=(0.05, 0.04, 0.03), tip_color=(0.9, 0.2, 0.5))
    part = next(p for p in hair_parts(make_figure(_person("long01", **hair))) if p.name == "hair")
    image = part.material.base_color.astype(float)
    uvs = np.clip((part.uvs * image.shape[0]).astype(int), 0, image.shape[0] - 1)
    at_vertex = image[uvs[:, 1], uvs[:, 0]]
    solid = at_vertex[:, 3] > 127
    order = np.argsort(-part.vertices[:, 1])
    order = order[solid[order]]
    tenth = len(order) // 10
    top, middle, bottom = (
        at_vertex[order[:tenth], :3].mean(0),
        at_vertex[order[4 * tenth : 5 * tenth], :3].mean(0),
        at_vertex[order[-tenth // 2 :], :3].mean(0),
    )
    assert top.max() < 90
    assert middle.argmax() == 2 and middle[2] > 120
    assert bottom.argmax() == 0 and bottom[0] > 120


@pytest.mark.parametrize("style", ["short02", "curly"])
def test_grey_rises_with_its_share(style):
    def lightness(grey: float) -> float:
        parts = hair_parts(make_figure(_person(style, color=(0.1, 0.08, 0.06), grey=grey)))
        return float(mean_color(next(p for p in parts if p.name == "hair").material.base_color)[0])

    steps = [lightness(g) for g in (0.0, 0.3, 0.6, 1.0)]
    assert steps == sorted(steps)
    assert steps[0] < 0.2 and steps[-1] > 0.6


@pytest.mark.parametrize("style", [*GROWN, "ponytail01"])
def test_same_seed_same_hair(style):
    first, again = (hair_parts(make_figure(_person(style, seed=3))) for _ in range(2))
    for a, b in zip(first, again, strict=True):
        assert np.array_equal(a.vertices, b.vertices)
        assert np.array_equal(a.triangles, b.triangles)
        assert np.array_equal(a.material.base_color, b.material.base_color)


@pytest.mark.parametrize("style", GROWN)
def test_another_seed_grows_other_cards(style):
    a, b = (
        next(p for p in hair_parts(make_figure(_person(style, seed=s))) if p.name == "hair")
        for s in (3, 4)
    )
    assert a.vertices.shape != b.vertices.shape or not np.allclose(a.vertices, b.vertices)


def test_hair_turns_with_the_head():
    figure = make_figure(_person("curly"))
    head = figure.skeleton.names.index("Head")
    part = next(p for p in hair_parts(figure) if p.name == "hair")
    share = np.where(part.joints == head, part.weights, 0).sum(1)
    assert np.quantile(share, 0.05) > 0.5


def test_clear_texels_far_from_hair_are_one_colour_and_those_beside_it_stay():
    rng = np.random.default_rng(3)
    image = rng.integers(0, 256, (64, 64, 4)).astype(np.uint8)
    image[..., 3] = 0
    image[24:40, 24:40, 3] = 255
    plain = plain_where_clear(image)
    assert np.array_equal(plain[..., 3], image[..., 3])
    assert np.array_equal(plain[20:44, 20:44], image[20:44, 20:44])
    far = np.r_[plain[:16, :, :3].reshape(-1, 3), plain[48:, :, :3].reshape(-1, 3)]
    assert (far == far[0]).all()
    assert np.abs(far[0] - image[24:40, 24:40, :3].mean((0, 1))).max() < 1
    nothing = np.zeros((4, 4, 4), np.uint8)
    assert np.array_equal(plain_where_clear(nothing), nothing)
