"""Light and fill on their own, against what must come out."""

from __future__ import annotations

import numpy as np
import pytest

from facegen.human.skin.texels import atlas_texels
from facegen.human.surface import fine_skin
from facegen.human.topology import BODY, topology
from facegen.portrait.analysis import Light
from facegen.portrait.delight import fit_light, light_on
from facegen.portrait.fill import both_halves, diffuse, flipped, local_mean, mirror_vertices
from facegen.render.environment import harmonic_basis


@pytest.fixture(scope="module")
def normals() -> np.ndarray:
    """Directions of a face: the half sphere towards the camera."""
    drawn = np.random.default_rng(3).standard_normal((4000, 3)).astype(np.float32)
    drawn[:, 2] = np.abs(drawn[:, 2])
    return drawn / np.linalg.norm(drawn, axis=1, keepdims=True)


def test_a_known_light_is_found_in_colour(normals):
    harmonics = np.zeros((9, 3), np.float32)
    harmonics[0] = (3.0, 2.5, 2.0)
    harmonics[3] = (0.9, 0.4, -0.2)
    albedo = np.random.default_rng(4).uniform(0.2, 0.5, (4000, 3)).astype(np.float32)
    colors = albedo * (harmonic_basis(normals) @ harmonics)
    found = fit_light(colors, albedo, normals, np.ones(4000, np.float32))
    shade, truth = (harmonic_basis(normals) @ h for h in (found.harmonics, harmonics))
    assert np.abs(shade / truth - 1).max() < 0.12
    assert np.abs(shade / truth - 1).mean() < 0.03


def test_marks_do_not_bend_the_light(normals):
    albedo = np.full((4000, 3), 0.4, np.float32)
    colors = albedo.copy()
    colors[normals[:, 0] > 0.8] *= 0.3
    found = fit_light(colors, albedo, normals, np.ones(4000, np.float32))
    shade = harmonic_basis(normals[np.abs(normals[:, 0]) < 0.5]) @ found.harmonics
    assert np.abs(shade - 1).max() < 0.1


def test_without_skin_the_light_is_even(normals):
    nothing = np.zeros(4000, np.float32)
    colors = np.full((4000, 3), 0.2, np.float32)
    found = fit_light(colors, colors, normals, nothing)
    assert np.allclose(harmonic_basis(normals) @ found.harmonics, 1.0, atol=1e-5)


def test_even_light_takes_nothing_off(normals):
    harmonics = np.zeros((9, 3), np.float32)
    harmonics[0] = 2.0
    shade = light_on(Light(harmonics), normals, np.ones(4000, np.float32))
    assert np.allclose(shade, 1.0, atol=1e-3)


def test_one_ratio_everywhere_stays_that_ratio():
    ratio = np.tile([0.3, -0.2, 0.1], (BODY.stop, 1))
    trust = np.zeros(BODY.stop)
    trust[:4000] = 1.0
    assert np.allclose(diffuse(ratio, trust), ratio, atol=1e-4)


def test_what_is_far_from_the_seen_takes_the_mean_and_no_jump_is_left():
    base = topology().base[BODY]
    trust = ((base[:, 2] > 0.1) & (base[:, 1] > 0.6)).astype(float)
    ratio = np.repeat(np.where(base[:, :1] > 0, 0.4, -0.2), 3, 1)
    made = diffuse(ratio, trust)
    mean = (trust[:, None] * ratio).sum(0) / trust.sum()
    feet = base[:, 1] < -0.5
    assert np.abs(made[feet] - mean).max() < 0.01
    quads, _ = topology().body_quads()
    steps = np.abs(made[quads[:, 0]] - made[quads[:, 1]]).max()
    assert steps < 0.35
    assert not diffuse(ratio, np.zeros(BODY.stop)).any()


def test_halves_lend_each_other_what_only_one_shows():
    other = mirror_vertices()
    assert np.array_equal(other[other], np.arange(BODY.stop))
    x = topology().base[BODY, 0]
    ratio = np.repeat(np.where(x > 0.001, 0.5, 0.0)[:, None], 3, 1)
    trust = (x > 0.001).astype(float)
    made, sure = both_halves(ratio, trust)
    assert np.allclose(made[x < -0.001], 0.5)
    assert sure[x < -0.001].min() > 0.8
    everywhere, _ = both_halves(ratio, np.ones(BODY.stop))
    gap = everywhere[x > 0.001].mean() - everywhere[x < -0.001].mean()
    assert 0.1 < gap < 0.25


def test_the_local_mean_ignores_what_is_not_trusted():
    values = np.full((64, 64, 3), 0.2, np.float32)
    values[20:40, 20:40] = 9.0
    trust = np.ones((64, 64), np.float32)
    trust[20:40, 20:40] = 0.0
    assert np.allclose(local_mean(values, trust, 4.0), 0.2, atol=1e-3)


def test_the_head_atlas_mirrors_on_itself():
    texels = atlas_texels("head", 256)
    points = texels.look_up(fine_skin().matrix @ topology().base[BODY]) * 1000
    both = texels.covered & texels.covered[:, ::-1]
    both[220:] = False
    away = np.linalg.norm(points - flipped(points) * [-1, 1, 1], axis=-1)[both]
    assert both.sum() > 30000
    assert np.quantile(away, 0.99) < 0.2
