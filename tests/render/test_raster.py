import numpy as np
import pytest
import torch

from facegen.errors import SetupError
from facegen.render.camera import Camera
from facegen.render.interpolate import barycentrics, interpolate
from facegen.render.raster import rasterize

from .shapes import clip_of, sphere

CAMERA = Camera.orbit((0.0, 0.0, 0.0), 0.6, 20.0, 10.0, width=97, height=83)


def two_balls() -> tuple[torch.Tensor, torch.Tensor]:
    a, faces, _ = sphere(0.1)
    b, _, _ = sphere(0.07, center=(0.06, 0.02, 0.09))
    points = torch.tensor(np.concatenate([a, b]), dtype=torch.float64)
    return points, torch.tensor(np.concatenate([faces, faces + len(a)]))


def test_torch_and_numba_see_the_same_triangles():
    points, faces = two_balls()
    clip = clip_of(points, CAMERA)
    fast = rasterize(clip, faces, 83, 97, "numba")
    slow = rasterize(clip, faces, 83, 97, "torch")
    assert (fast >= 0).sum() > 1500
    # Pixels centred within rounding of a shared edge may go either way.
    assert (fast != slow).float().mean() < 1e-3
    assert torch.equal(fast >= 0, slow >= 0)


def test_nearest_triangle_wins_and_image_is_upright():
    # A near small triangle at the top, a far big one behind everything.
    points = torch.tensor(
        [[-1, -1, 0], [1, -1, 0], [0, 1, 0], [-0.2, 0.1, 0.5], [0.2, 0.1, 0.5], [0, 0.5, 0.5]],
        dtype=torch.float64,
    )
    camera = Camera((0, 0, 3), (0, 0, 0), 45.0, 64, 64)
    ids = rasterize(clip_of(points, camera), torch.tensor([[0, 1, 2], [3, 4, 5]]), 64, 64)
    rows = (ids == 1).nonzero()[:, 0]
    assert len(rows) > 10
    assert rows.max() < 32
    assert ids[40, 32] == 0
    assert ids[2, 2] == -1


def test_triangles_behind_the_camera_are_left_out():
    points = torch.tensor([[-1, -1, 5], [1, -1, 5], [0, 1, 5.0]], dtype=torch.float64)
    camera = Camera((0, 0, 3), (0, 0, 0), 45.0, 16, 16)
    for backend in ("numba", "torch"):
        assert (
            rasterize(clip_of(points, camera), torch.tensor([[0, 1, 2]]), 16, 16, backend) < 0
        ).all()


def test_nvdiffrast_without_cuda_says_what_to_do():
    points, faces = two_balls()
    with pytest.raises(SetupError, match="CUDA"):
        rasterize(clip_of(points, CAMERA), faces, 8, 8, "nvdiffrast")


def test_attributes_are_perspective_correct():
    # A floor that runs away from the camera: world z at each pixel follows from the ray.
    points = torch.tensor(
        [[-5, -1, 2], [5, -1, 2], [5, -1, -20], [-5, -1, -20]], dtype=torch.float64
    )
    faces = torch.tensor([[0, 1, 2], [0, 2, 3]])
    camera = Camera((0, 0, 4), (0, 0, -1), 60.0, 40, 40)
    clip = clip_of(points, camera)
    ids = rasterize(clip, faces, 40, 40)
    seen = interpolate(points, faces, ids, barycentrics(clip, faces, ids))
    rows = (ids[:, 20] >= 0).nonzero()[:, 0]
    assert len(rows) > 10
    slope = (0.5 - (rows.double() + 0.5) / 40) * 2 * np.tan(np.radians(30))
    expected = 4 + 1 / slope
    assert torch.allclose(seen[rows, 20, 2], expected, rtol=1e-9)
    assert torch.allclose(seen[rows, 20, 1], torch.full((len(rows),), -1.0, dtype=torch.float64))
