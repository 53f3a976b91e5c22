import numpy as np
import pytest

from facegen.errors import InputError
from facegen.render.environment import (
    Environment,
    environment_from_panorama,
    harmonic_basis,
    prefilter,
    solid_angles,
    split_sum_table,
)
from facegen.render.lights import panorama_directions
from facegen.setup.environments import pack_environment, split_lamp


def test_even_light_is_even_everywhere():
    white = np.ones((32, 64, 3), np.float32)
    made = environment_from_panorama("white", white, ())
    normals = np.eye(3, dtype=np.float32)
    assert np.allclose(harmonic_basis(normals) @ made.harmonics, 1.0, atol=2e-3)
    assert np.allclose(made.specular, 1.0, atol=1e-4)


def test_irradiance_of_a_sun_in_the_zenith():
    """A small bright spot overhead: cos(angle) of its light on a tilted matt surface."""
    panorama = np.zeros((64, 128, 3), np.float32)
    panorama[:3] = 50.0
    energy = float((panorama[..., :1] * solid_angles(64, 128)[..., None]).sum())
    made = environment_from_panorama("sun", panorama, ())
    up = harmonic_basis(np.array([[0.0, 1.0, 0.0]], np.float32)) @ made.harmonics
    down = harmonic_basis(np.array([[0.0, -1.0, 0.0]], np.float32)) @ made.harmonics
    # Three bands give 17/16 of the peak and 1/16 behind it (Ramamoorthi and Hanrahan 2001).
    assert np.allclose(up, energy / np.pi * 17 / 16, rtol=0.02)
    assert np.allclose(down, energy / np.pi / 16, rtol=0.2)


def test_prefiltering_keeps_directions_and_widens_with_roughness():
    panorama = panorama_directions(64, 128) * 0.5 + 0.5
    levels = prefilter(np.ascontiguousarray(panorama), 6, 33)
    assert np.allclose(levels[0, 16, 16], (0.5, 1.0, 0.5), atol=0.02)
    assert np.allclose(levels[0, 16, 32], (1.0, 0.5, 0.5), atol=0.02)
    assert np.allclose(levels[0, 32, 16], (0.5, 0.5, 1.0), atol=0.02)
    peaks = levels.max((1, 2, 3))
    assert (np.diff(peaks) < 1e-3).all()
    assert peaks[-1] < 0.95


def test_split_sum_conserves_energy():
    table = split_sum_table()
    total = table.sum(-1)
    assert (total < 1.02).all()
    assert (table >= 0).all()
    assert np.isclose(total[0, -1], 1.0, atol=0.02)


def test_splitting_the_lamp_keeps_the_light():
    panorama = np.full((64, 128, 3), 0.3, np.float32)
    panorama[18:22, 40:44] = (400.0, 380.0, 300.0)
    rest, lamp = split_lamp(panorama)
    direction = np.array(lamp.direction)
    spot = panorama_directions(64, 128)[20, 42]
    assert direction @ spot > 0.999
    assert rest.max() < 10
    cosine = np.maximum(panorama_directions(64, 128) @ direction, 0)[..., None]
    weight = cosine * solid_angles(64, 128)[..., None] / np.pi
    before, after = ((image * weight).sum((0, 1)) for image in (panorama, rest))
    assert np.allclose(after + np.array(lamp.color), before, rtol=1e-3)


def test_packed_environment_loads_as_it_was_packed(tmp_path, monkeypatch):
    monkeypatch.setenv("FACEGEN_CACHE", str(tmp_path))
    folder = tmp_path / "assets" / "environments"
    folder.mkdir(parents=True)
    panorama = np.full((64, 128, 3), 0.2, np.float32)
    panorama[20:24, 90:94] = 100.0
    pack_environment(panorama, "test_sky", folder / "test_sky.npz")
    loaded = Environment.load("test_sky")
    assert [p.name for p in folder.iterdir()] == ["test_sky.npz"]
    assert loaded.specular.dtype == np.float32
    # Turned so that the lamp stands at the front left.
    x, _, z = loaded.lights[0].direction
    assert np.isclose(np.degrees(np.arctan2(x, z)), -38.0, atol=3.0)
    with pytest.raises(InputError, match=r"studio, test_sky"):
        Environment.load("nowhere")
