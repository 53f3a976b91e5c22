"""sRGB bytes by a table."""

import numpy as np

from facegen.colorspace import linear_to_srgb
from facegen.encoding import encode_srgb


def test_every_byte_comes_back_and_neighbouring_floats_round_as_the_formula_does():
    rng = np.random.default_rng(0)
    light = np.concatenate([np.linspace(-0.1, 1.1, 40001), rng.random(40000) ** 4])
    exact = linear_to_srgb(light.astype(np.float32).astype(np.float64)).astype(np.float64) * 255
    made = encode_srgb(light.astype(np.float32))
    assert np.abs(made - exact).max() < 0.5001
    assert set(made) == set(range(256))


def test_shape_is_kept_and_what_cannot_be_shown_is_clipped():
    light = np.array([[[-np.inf, 0.5, np.inf]], [[0.0, 1.0, 7.0]]], np.float32)
    assert encode_srgb(light).tolist() == [[[0, 188, 255]], [[0, 255, 255]]]
