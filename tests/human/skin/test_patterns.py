"""Skin patterns: each covers what it should, symmetric where it says so, and costs nothing else."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from facegen.human.person import SKIN_PATTERNS
from facegen.human.skin.bake import paint_skin
from facegen.human.skin.canvas import make_canvas

SIZE = 256
PATTERNS = [name for name in SKIN_PATTERNS if name != "none"]
SOLID = ("marble", "stone", "panels")


def _bake(figure, name, size):
    return paint_skin(figure.person, make_canvas(name, size))


@pytest.fixture(scope="module")
def canvas():
    return make_canvas("head", SIZE)


@pytest.fixture(scope="module")
def base(plain):
    return _bake(plain, "head", SIZE)


@pytest.fixture(scope="module")
def baked(with_skin):
    made = {}

    def make(name, **changes):
        key = (name, tuple(sorted(changes.items())))
        if key not in made:
            made[key] = _bake(with_skin(pattern=name, **changes), "head", SIZE)
        return made[key]

    return make


def _outer(canvas):
    return canvas.covered & (canvas.lip > 9) & (canvas.eye > 8)


@pytest.mark.parametrize("name", PATTERNS)
def test_every_pattern_paints_skin_and_is_repeatable(name, baked, base, canvas, with_skin):
    made = baked(name)
    changed = (np.abs(made.base_color.astype(int) - base.base_color) > 6).any(-1)
    assert changed[_outer(canvas)].mean() > 0.04
    again = _bake(with_skin(pattern=name), "head", SIZE)
    for field in ("base_color", "normal", "orm", "specular"):
        assert np.array_equal(getattr(made, field), getattr(again, field))


@pytest.mark.parametrize("name", ["marble", "decay", "cracks", "scales"])
def test_another_seed_is_another_pattern(name, baked):
    assert (baked(name).base_color != baked(name, seed=99).base_color).mean() > 0.02


@pytest.mark.parametrize("name", ["stripes", "panels"])
def test_symmetric_patterns_mirror(name, baked, base, canvas):
    # The head atlas is mirrored about its middle column, so is what is symmetric on the face.
    light = baked(name).base_color.astype(float).mean(-1)
    outer = _outer(canvas) & _outer(canvas)[:, ::-1]
    same = np.abs(light - light[:, ::-1])[outer]
    other = np.abs(light - np.roll(light, SIZE // 16, 1)[:, ::-1])[outer]
    assert same.mean() < 0.5 * other.mean()


@pytest.mark.parametrize("name", SOLID)
def test_solid_people_have_no_red_lips(name, baked, canvas):
    color = baked(name).base_color.astype(float)
    lips = np.median(color[canvas.covered & (canvas.lip > 2.5) & (canvas.lip < 5)], 0)
    cheek = np.median(color[_outer(canvas)], 0)
    assert abs(lips[0] / lips[1] - cheek[0] / cheek[1]) < 0.12


def test_vitiligo_takes_pigment_and_gives_none(with_skin, canvas):
    dark = _bake(with_skin(melanin=0.8), "head", SIZE).base_color.astype(float).mean(-1)
    spotted = _bake(with_skin(melanin=0.8, pattern="vitiligo"), "head", SIZE)
    change = spotted.base_color.astype(float).mean(-1) - dark
    outer = _outer(canvas)
    assert 0.05 < (change[outer] > 40).mean() < 0.7
    assert (change[outer] < -12).mean() < 0.01


def test_untinted_scales_leave_the_middle_of_the_face_bare(baked, base, canvas):
    made = baked("scales")
    middle = _outer(canvas) & (np.abs(canvas.position[..., 0]) < 22)
    middle &= (canvas.position[..., 1] > 675) & (canvas.position[..., 1] < 720)
    assert np.array_equal(made.base_color[middle], base.base_color[middle])
    tinted = baked("scales", tint=(0.3, 0.45, 0.2)).base_color
    assert (tinted[middle] != base.base_color[middle]).any(-1).mean() > 0.9


def test_bronze_turns_green_in_its_creases_and_stays_metal_elsewhere(with_skin, canvas):
    bronze = _bake(with_skin(tint=(0.48, 0.31, 0.17), metalness=1.0), "head", SIZE)
    metal = bronze.orm[..., 2].astype(float)
    creased = canvas.covered & (canvas.occlusion < 60)
    open_air = _outer(canvas) & (canvas.occlusion > 200)
    assert metal[creased].mean() < 0.6 * metal[open_air].mean()
    assert np.median(metal[open_air]) > 230
    color = bronze.base_color.astype(float)
    assert (color[creased][:, 1] > color[creased][:, 0]).mean() > 0.5


def test_robots_with_glowing_eyes_have_glowing_seams_and_flesh_has_none(baked, plain, with_skin):
    assert baked("panels").emissive is None
    figure = with_skin(pattern="panels")
    eyes = dataclasses.replace(figure.person.eyes, glow=1.0, iris_left=(0.1, 0.5, 1.0))
    lit = _bake(figure.replace(person=dataclasses.replace(figure.person, eyes=eyes)), "head", SIZE)
    assert 0.0005 < (lit.emissive > 100).any(-1).mean() < 0.05
    assert lit.emissive_factor[2] > lit.emissive_factor[0]
    glowing = dataclasses.replace(plain.person, eyes=eyes)
    assert _bake(plain.replace(person=glowing), "head", SIZE).emissive is None
