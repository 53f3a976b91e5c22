"""Face units, visemes, lids and lips on many faces."""

import numpy as np
import pytest
import torch

from facegen.avatar import ARKIT, MORPHS, VISEMES
from facegen.human.closure import _lip_line
from facegen.human.expression import VISEME_UNITS
from facegen.human.eyes.eyeball import surface_height
from facegen.human.eyes.socket import LOWER, UPPER, fit_socket, lid_rim
from facegen.human.figure import make_figure
from facegen.human.person import Person, Shape
from facegen.human.plausible import tame
from facegen.human.sampling import sample_pool
from facegen.human.surface import fine_skin
from facegen.human.topology import BODY, TEETH_LOWER, TEETH_UPPER, TONGUE


@pytest.fixture(scope="module")
def figures():
    people = sample_pool(None, 10, torch.Generator().manual_seed(2))
    ages = [Person(shape=Shape(age=a)) for a in (4, 12, 85)]
    shaped = [Person(shape=s) for s in tame([p.shape for p in people])]
    return [make_figure(person) for person in (*shaped, *ages)]


def dense(figure, name):
    delta = np.zeros_like(figure.vertices)
    morph = figure.morphs[name]
    delta[morph.indices] = morph.deltas
    return delta


def test_all_67_morphs_in_order(figures):
    assert tuple(figures[0].morphs) == MORPHS
    for name in ARKIT:
        assert len(figures[0].morphs[name].indices) > 20, name


def test_visemes_are_the_stated_combinations(figures):
    for name in VISEMES:
        units = VISEME_UNITS[name]
        expected = sum(
            (w * dense(figures[0], u) for u, w in units.items()), 0 * figures[0].vertices
        )
        assert np.abs(dense(figures[0], name) - expected).max() < 2e-4


def test_lips_touch_along_their_length(figures):
    """No slit wider than 0.15 mm between neutral lips, in the middle nine tenths."""
    line = _lip_line()
    for figure in figures:
        rows = fine_skin().matrix[np.r_[line.upper, line.lower]] @ figure.vertices[BODY]
        gap = rows[: len(line.upper), 1] - rows[len(line.upper) :, 1]
        assert gap[3:-3].max() < 1.5e-4


@pytest.mark.parametrize("side", ["left", "right"])
def test_a_blink_closes_and_stays_outside_the_eyeball(figures, side):
    """At weight 1 the upper lid's margin reaches the lower's; at 0.5 and 1 no margin is inside."""
    for figure in figures:
        rest = lid_rim(figure.vertices, side)
        motion = lid_rim(dense(figure, f"eyeBlink{side.capitalize()}"), side)
        closed = rest + motion
        lower = closed[LOWER][np.argsort(closed[LOWER, 0])]
        gap = closed[UPPER, 1] - np.interp(closed[UPPER, 0], lower[:, 0], lower[:, 1])
        assert gap[2:-2].max() < 3e-4 and gap.min() > -2.5e-3
        socket = fit_socket(figure.vertices, side)
        for weight in (0.5, 1.0):
            away = (rest + weight * motion)[UPPER] - socket.centre
            distance = np.linalg.norm(away, axis=1)
            angle = np.arccos(away @ socket.turn[:, 2] / distance)
            assert (distance > socket.radius * surface_height(angle) - 1e-4).all()


def test_the_jaw_takes_teeth_and_tongue_along(figures):
    for figure in figures:
        drop = -dense(figure, "jawOpen")[:, 1]
        assert drop[TEETH_LOWER].mean() > 0.008
        assert abs(drop[TEETH_UPPER]).max() < 1e-3
        assert drop[TONGUE].mean() > 0.004


def test_tongue_out_leads_forward(figures):
    for figure in figures:
        assert dense(figure, "tongueOut")[TONGUE, 2].max() > 0.02
