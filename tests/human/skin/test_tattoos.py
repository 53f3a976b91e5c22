"""Tattoos stay where they are put, inked and not embossed, whole and mirrored where they should."""

from __future__ import annotations

import numpy as np
import pytest

from facegen.human.person import TATTOO_DESIGNS, TATTOO_PLACES, TATTOOS
from facegen.human.skin.bake import paint_skin
from facegen.human.skin.canvas import make_canvas
from facegen.human.skin.designs import SIDE, design_distance
from facegen.human.skin.tattoos import ink_cover

SIZE = 512


def _bake(figure, name, size):
    return paint_skin(figure.person, make_canvas(name, size))


@pytest.fixture(scope="module")
def canvases():
    return [make_canvas(name, SIZE) for name in ("head", "body")]


@pytest.mark.parametrize("design", [*TATTOO_DESIGNS, "moko chin", "moko face"])
def test_designs_are_drawn_within_their_square_and_leave_skin_between(design):
    lines, shade = np.moveaxis(design_distance(design), -1, 0)
    inked = (lines < 0) | (shade < 0)
    assert 0.015 < inked.mean() < 0.7
    rim = np.concatenate([inked[0], inked[-1], inked[:, 0], inked[:, -1]])
    assert rim.mean() < 0.15
    # Distances: neighbouring pixels differ by no more than they are apart.
    assert np.abs(np.diff(lines, axis=0)).max() < 1.6 * 2 / SIDE


@pytest.mark.parametrize("place", TATTOO_PLACES)
def test_every_design_lies_at_its_place(place, canvases):
    boxes = {
        "cheek_left": lambda p: p[:, 0] > 15, "cheek_right": lambda p: p[:, 0] < -15,
        "temple_left": lambda p: (p[:, 0] > 30) & (p[:, 1] > 725),
        "temple_right": lambda p: (p[:, 0] < -30) & (p[:, 1] > 725),
        "forehead": lambda p: p[:, 1] > 745, "chin": lambda p: p[:, 1] < 665,
        "neck": lambda p: p[:, 1] < 640, "face": lambda p: p[:, 2] > 0,
    }  # fmt: skip
    for design in TATTOO_DESIGNS:
        where = []
        for canvas in canvases:
            where.append(canvas.position[(ink_cover(canvas, design, place) > 0.5) & canvas.covered])
        where = np.concatenate(where)
        assert len(where) > 15, (design, place)
        assert boxes[place](where).all(), (design, place)


def test_left_and_right_are_mirror_images_but_letters_read_on_both(canvases):
    canvas = canvases[0]
    left, right = (ink_cover(canvas, "tribal", f"cheek_{side}") for side in ("left", "right"))
    assert np.abs(left[:, ::-1] - right).mean() < 0.1 * left.mean()
    left, right = (ink_cover(canvas, "letters", f"cheek_{side}") for side in ("left", "right"))
    assert np.abs(left[:, ::-1] - right).mean() > 0.5 * left.mean()


def test_ink_darkens_only_itself_and_changes_neither_relief_nor_gloss(plain, with_skin):
    base = _bake(plain, "head", SIZE)
    made = _bake(with_skin(tattoos=("star@cheek_left",)), "head", SIZE)
    for field in ("normal", "orm", "specular"):
        assert np.array_equal(getattr(base, field), getattr(made, field))
    cover = ink_cover(make_canvas("head", SIZE), "star", "cheek_left")
    changed = (base.base_color != made.base_color).any(-1)
    assert not changed[cover == 0].any()
    solid = cover > 0.95
    assert made.base_color[solid].mean() < 0.45 * base.base_color[solid].mean()


def test_ink_takes_the_asked_colour(with_skin):
    cover = ink_cover(make_canvas("head", SIZE), "star", "cheek_left") > 0.95
    figure = with_skin(tattoos=("star@cheek_left",), ink=(0.7, 0.05, 0.05))
    color = _bake(figure, "head", SIZE).base_color[cover].mean(0)
    assert color[0] > 2.5 * color[1]


def test_all_names_are_known():
    assert len(TATTOOS) == len(TATTOO_DESIGNS) * len(TATTOO_PLACES)
