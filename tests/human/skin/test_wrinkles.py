"""Creases: the way along a curve that is not looked at holds nothing nearer."""

import numpy as np

from facegen.human.skin.wrinkles import CREASES, curve_distance, lift


def test_a_limit_changes_no_distance_within_it():
    points = lift(CREASES[0].points)
    length = np.r_[0, np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))]
    rng = np.random.default_rng(4)
    within = 0
    for at in points[rng.integers(len(points), size=200)] + rng.normal(0, 6, (200, 3)):
        whole = curve_distance(*at, points, length, 1e6)
        short = curve_distance(*at, points, length, 8.0)
        near = whole[0] <= 8.0
        assert short == whole if near else short[0] > 8.0
        within += near
    assert 50 < within < 190
