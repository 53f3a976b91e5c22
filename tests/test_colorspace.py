"""sRGB and linear light."""

from __future__ import annotations

import numpy as np
import pytest

from facegen.colorspace import linear_to_srgb, linear_to_srgb8, srgb_to_linear


def test_known_values_and_round_trip():
    assert srgb_to_linear(0.5) == pytest.approx(0.21404, abs=1e-5)
    values = np.linspace(0, 1, 33)
    assert linear_to_srgb(srgb_to_linear(values)) == pytest.approx(values, abs=1e-6)


def test_bytes_come_back_as_they_were():
    values = np.arange(256, dtype=np.uint8)
    np.testing.assert_array_equal(linear_to_srgb8(srgb_to_linear(values)), values)


def test_light_beyond_the_display_is_clipped():
    np.testing.assert_array_equal(linear_to_srgb8(np.array([-1.0, 2.0])), [0, 255])
