"""The prior over recipes: its codes are recipes, its moments those of the sampler."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from facegen.human.person import Shape
from facegen.human.sampling import NoWishes, draw_person
from facegen.human.shape import shape_vertices
from facegen.portrait.population import MACROS, guess_spread, prior


@pytest.fixture(scope="module")
def drawn() -> list[Shape]:
    return [draw_person(NoWishes(), seed).shape for seed in range(300)]


def test_a_code_is_a_shape_and_back(drawn: list[Shape]) -> None:
    for shape in drawn[:10]:
        given = prior(shape.age, shape.gender)
        again = given.shape(given.code(shape))
        apart = np.abs(shape_vertices([again]) - shape_vertices([shape])).max()
        assert apart < 1e-4
        np.testing.assert_allclose(given.code(again), given.code(shape), atol=1.1e-3)


def test_the_sampler_draws_what_the_prior_expects(drawn: list[Shape]) -> None:
    """Whitened codes have mean 0 and variance 1, but for age and gender, which are given."""
    white = []
    for shape in drawn:
        given = prior(shape.age, shape.gender)
        white.append(given.whitening @ (given.code(shape) - given.mean))
    names = given.names
    still = {i for i, sd in enumerate(given.sd) if sd < 0.03}
    rows = np.array(white)[:, [i for i in range(2, len(names)) if i not in still]]
    assert abs(np.median(rows.mean(0))) < 0.05
    assert np.quantile(np.abs(rows.mean(0)), 0.9) < 0.25
    assert 0.8 < np.median(rows.std(0)) < 1.1
    assert (rows.std(0) < 1.6).all()


def test_age_and_gender_shift_the_mean() -> None:
    child, woman, old = prior(6, 0.5), prior(30, 0.1), prior(80, 0.1)
    at = child.names.index
    assert child.mean[at("age")] < woman.mean[at("age")] < old.mean[at("age")]
    assert woman.mean[at("chin-bones")] < prior(30, 0.9).mean[at("chin-bones")] - 0.3
    assert old.mean[at("head-age")] > 0.4 > abs(woman.mean[at("head-age")])


def test_widening_leaves_the_macro_codes_alone() -> None:
    narrow = prior(40, 0.5)
    wide = narrow.widened(2.0)
    count = len(MACROS)
    np.testing.assert_allclose(wide.sd[:count], narrow.sd[:count])
    np.testing.assert_allclose(wide.spread[count:], 2 * narrow.spread[count:])
    assert (wide.sd[count:] > narrow.sd[count:]).all()


def test_sliders_follow_a_doubtful_gender() -> None:
    """Given a code that is more feminine than guessed, a softer chin is expected."""
    given = prior(30, 0.5, masculine_sd=0.4)
    at = given.names.index
    gender, chin = at("gender"), at("chin-bones")
    slope = given.covariance[chin, gender] / given.covariance[gender, gender]
    assert 0.3 < slope < 1.5
    assert np.linalg.eigvalsh(given.covariance).min() > 0
    sure = prior(30, 0.5, masculine_sd=0.02)
    assert given.sd[chin] > 1.3 * sure.sd[chin]


def test_shapes_stay_within_bounds() -> None:
    given = prior(90, 1.0)
    far = given.shape(given.mean + 50 * given.sd)
    assert far.age == 90 and far.weight <= 0.85
    shape_vertices([far, given.shape(given.mean - 50 * given.sd)])
    assert dataclasses.replace(far, local={}).caucasian <= 1


def test_a_sure_guess_spreads_less_and_a_child_stays_one() -> None:
    sure, unsure = guess_spread(40, 0.95, 0.95), guess_spread(40, 0.2, 0.2)
    assert sure[0] < unsure[0] and sure[1] < unsure[1]
    assert guess_spread(5, 0.1, 0.5)[0] < 4
