"""What eyes, skin and teeth see of a photo's light."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from facegen.portrait.analysis import Light
from facegen.portrait.relight import photo_environment
from facegen.render.brdf import octahedral
from facegen.render.environment import SIZE, octahedral_directions


def light(x: float = 0.0, y: float = 0.0, z: float = 0.0) -> Light:
    harmonics = np.zeros((9, 3), np.float32)
    harmonics[0] = 2.0
    harmonics[[3, 1, 2]] = np.array([x, y, z], np.float32)[:, None]
    return Light(harmonics)


def test_directions_of_reflection_maps_go_where_the_renderer_looks() -> None:
    ways = octahedral_directions(SIZE)
    across = np.linspace(-1.0, 1.0, SIZE)
    inner = np.s_[5:60:7, 3:60:9]
    place = octahedral(torch.from_numpy(ways[inner].reshape(-1, 3))).numpy()
    columns, rows = np.meshgrid(across, across)
    expected = np.stack([columns[inner], rows[inner]], -1).reshape(-1, 2)
    np.testing.assert_allclose(place, expected, atol=1e-5)


@pytest.mark.parametrize("side", [-1.0, 1.0])
def test_eyes_mirror_one_window_on_the_side_of_the_light(side: float) -> None:
    sharp = photo_environment(light(1.5 * side, 2.0, 0.5)).specular[0].mean(-1)
    bright = sharp > 0.5 * sharp.max()
    way = octahedral_directions(SIZE)[bright].mean(0)
    assert 0.0 < bright.mean() < 0.05
    assert side * way[0] > 0.1
    assert way[1] > 0.05
    assert way[2] > 0.5
    assert sharp.max() > 40 * np.median(sharp)


def test_skin_sees_no_window() -> None:
    soft = photo_environment(light(1.0, 1.0, 1.0)).specular[2:]
    assert soft.max() < 6 * soft.mean()


def test_a_turned_light_is_never_where_no_eye_looks() -> None:
    for where in ((0, 0, -2), (0, -2, 0), (2, 0, 0), (0, 0, 0)):
        sharp = photo_environment(light(*where)).specular[0].mean(-1)
        way = octahedral_directions(SIZE)[sharp > 0.5 * sharp.max()].mean(0)
        assert way[2] > 0.5
