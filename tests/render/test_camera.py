import numpy as np
import pytest

from facegen.avatar import Material
from facegen.colorspace import linear_to_srgb
from facegen.errors import InputError
from facegen.render.camera import Camera
from facegen.render.compose import compose
from facegen.render.tone import filmic

from .shapes import avatar, ball


def test_orbit_follows_the_house_convention():
    camera = Camera.orbit((0.0, 1.5, 0.0), 2.0, azimuth=90.0, elevation=0.0)
    assert np.allclose(camera.eye, (2.0, 1.5, 0.0), atol=1e-9)
    above = Camera.orbit((0.0, 1.5, 0.0), 2.0, azimuth=0.0, elevation=30.0)
    assert above.eye[1] > 1.5
    # The person's left (+X) is on the right of a frontal picture; up is up.
    front = Camera.orbit((0.0, 0.0, 0.0), 2.0, width=100, height=80)
    x, y, depth, inverse = front.project(np.array([[0.1, 0.2, 0.0]]))[0]
    assert x > 50
    assert y < 40
    assert -1 < depth < 1
    assert np.isclose(1 / inverse, 2.0)


def test_focal_length_scales_pixels():
    camera = Camera.orbit((0.0, 0.0, 0.0), 2.0, width=100, height=80)
    a, b = camera.project(np.array([[0.0, 0.0, 0.0], [0.1, 0.0, 0.0]]))
    assert np.isclose(b[0] - a[0], 0.1 / 2.0 * camera.focal_pixels)


def test_portrait_frames_the_head():
    head = ball(Material("m"), radius=0.12, center=(0.0, 1.6, 0.02))
    for azimuth in (0.0, 90.0, 200.0):
        camera = Camera.portrait(avatar(head), azimuth, size=200)
        seen = camera.project(head.vertices)
        assert 0 < seen[:, 1].min() < seen[:, 1].max() < 160
        assert abs(seen[:, 0].mean() - 100) < 15
        assert np.ptp(seen[:, 1]) > 100


@pytest.mark.parametrize("bad", [{"width": 0}, {"height": 9000}, {"fov_y": 0.0}])
def test_impossible_cameras_are_refused(bad):
    with pytest.raises(InputError, match="1"):
        Camera((0, 0, 1), (0, 0, 0), **bad)
    with pytest.raises(InputError, match="elevation"):
        Camera.orbit((0, 0, 0), 1.0, elevation=90.0)


def test_film_curve_is_monotonic_neutral_and_bounded():
    import torch

    grey = torch.logspace(-3, 2, 200)[:, None].expand(-1, 3)
    mapped = filmic(grey)
    assert (mapped.diff(dim=0) > 0).all()
    assert mapped.max() < 1
    assert torch.allclose(mapped[grey < 0.6], grey[grey < 0.6])
    # A colour beyond the display keeps its order of channels and pales.
    bright = filmic(torch.tensor([[8.0, 4.0, 2.0]]))[0]
    assert bright[0] > bright[1] > bright[2]
    assert bright[2] / bright[0] > 2 / 8


def test_fused_composition_agrees_with_the_film_curve():
    import torch

    light = np.random.default_rng(0).uniform(0, 3, (8, 9, 3)).astype(np.float32)
    none = np.zeros((8, 9, 4), np.float32)
    full = np.ones((8, 9), np.float32)
    got = compose(light, none, none, full, "backdrop", "beauty", 1.0)
    expected = linear_to_srgb(filmic(torch.from_numpy(light)).numpy())
    assert np.allclose(got[..., :3], expected, atol=1e-4)
    half = compose(light * 0.5, none, none, full * 0.5, None, "beauty", 1.0)
    assert np.allclose(half[..., :3], expected, atol=1e-4)
    assert np.allclose(half[..., 3], 0.5)
