"""The fused numba shader and the differentiable torch picture show the same thing."""

import numpy as np
import pytest
import torch

from facegen.avatar import Material
from facegen.render.camera import Camera
from facegen.render.differentiable import light_rig, mesh_from_avatar, render_mesh
from facegen.render.environment import Environment
from facegen.render.prepare import Prepared, unshadowed_lighting
from facegen.render.renderer import render_layers
from facegen.render.scene import make_geometry, make_surface

from .shapes import avatar, ball

CENTRE = np.array([[0.5, 0.5]], np.float32)
SIZE = 96


def speckle() -> np.ndarray:
    generator = np.random.default_rng(5)
    coarse = generator.integers(60, 220, (8, 8, 3)).astype(np.uint8)
    return np.kron(coarse, np.ones((16, 16, 1), np.uint8))


MATERIALS = {
    "matt": Material("matt", base_color=speckle(), roughness=0.9),
    "gloss": Material("gloss", base_color_factor=(0.3, 0.1, 0.05, 1.0), roughness=0.12),
    "metal": Material("metal", base_color=speckle(), roughness=0.4, metallic=1.0),
    "flesh": Material("flesh", base_color=speckle(), roughness=0.5, subsurface=0.6),
    "strand": Material("strand", base_color=speckle(), roughness=0.35, anisotropy=0.8),
    "maps": Material(
        "maps", base_color=speckle(), orm=speckle(), specular=speckle()[..., 0], roughness=0.8
    ),
}


@pytest.mark.parametrize("name", MATERIALS)
def test_fused_and_torch_pictures_agree(name):
    model = avatar(ball(MATERIALS[name], rings=48))
    camera = Camera.orbit((0.0, 0.0, 0.0), 0.6, 25.0, 15.0, width=SIZE, height=SIZE)
    environment = Environment.load("studio")
    prepared = Prepared(
        make_geometry(model, {}), make_surface(model.parts), unshadowed_lighting(environment)
    )
    layers = render_layers(prepared, camera, samples=CENTRE, scatter=False)
    fused, coverage = layers.total(), layers.coverage
    mesh, looks = mesh_from_avatar(model)
    slow = render_mesh(
        mesh, looks, light_rig(environment), torch.tensor(camera.matrix(), dtype=torch.float32),
        torch.tensor(camera.eye, dtype=torch.float32), SIZE, SIZE, smooth_edges=False,
    ).numpy()  # fmt: skip
    assert np.array_equal(coverage > 0, slow[..., 3] > 0)
    assert fused.max() > 0.05
    error = np.abs(fused - slow[..., :3]) / (0.05 + slow[..., :3])
    inside = coverage > 0
    # The byte mip levels of the fused path round where torch keeps floats.
    assert np.median(error[inside]) < 0.004
    assert np.quantile(error[inside], 0.99) < 0.05
