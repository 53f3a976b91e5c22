"""Gradients of the differentiable picture against finite differences, in float64."""

import math

import pytest
import torch

from facegen.render.antialias import antialias, edge_neighbours
from facegen.render.brdf import LightRig
from facegen.render.camera import Camera, look_at, perspective
from facegen.render.differentiable import Look, Mesh, render_mesh
from facegen.render.environment import split_sum_table
from facegen.render.interpolate import barycentrics, interpolate, texture
from facegen.render.raster import rasterize

from .shapes import clip_of, sphere

SIZE = 24


def small_mesh() -> Mesh:
    vertices, faces, uvs = (torch.tensor(a) for a in sphere(0.1, rings=6))
    generator = torch.Generator().manual_seed(0)
    points = vertices.double()
    points = points + 0.004 * torch.randn(points.shape, generator=generator, dtype=torch.float64)
    part = torch.zeros(len(faces), dtype=torch.int64)
    occlusion = torch.full((len(points), 4), 0.8, dtype=torch.float64)
    weld, neighbours = torch.arange(len(points)), edge_neighbours(faces)
    return Mesh(points, faces, uvs.double(), part, weld, neighbours, occlusion)


def small_look() -> Look:
    generator = torch.Generator().manual_seed(1)
    base = torch.rand((6, 8, 3), generator=generator, dtype=torch.float64) * 0.6 + 0.2
    orms = torch.tensor([[[0.9, 0.47, 0.1, 0.8]]], dtype=torch.float64)
    return Look(base, orms, subsurface=0.5)


def small_light() -> LightRig:
    generator = torch.Generator().manual_seed(2)
    harmonics = torch.randn((9, 3), generator=generator, dtype=torch.float64) * 0.1
    harmonics[0] = 2.0
    specular = torch.rand((3, 5, 5, 3), generator=generator, dtype=torch.float64)
    directions = torch.nn.functional.normalize(
        torch.tensor([[-0.5, 0.6, 0.7], [0.8, 0.2, 0.3]], dtype=torch.float64), dim=1
    )
    radiance = torch.tensor([[1.0, 0.9, 0.8], [0.3, 0.4, 0.5]], dtype=torch.float64)
    return LightRig(
        harmonics, specular, torch.tensor(split_sum_table(), dtype=torch.float64), directions,
        radiance, torch.tensor([0.1, 0.2], dtype=torch.float64),
    )  # fmt: skip


def picture(mesh=None, look=None, light=None, eye=None, fov=None, smooth_edges=True):
    """A weighted sum over the picture: a scalar that touches every pixel differently."""
    eye = torch.tensor([0.13, 0.08, 0.55], dtype=torch.float64) if eye is None else eye
    fov = torch.tensor(math.radians(25.0), dtype=torch.float64) if fov is None else fov
    up = torch.tensor([0.0, 1.0, 0.0], dtype=torch.float64)
    matrix = perspective(fov, 1.0, 0.02, 50.0) @ look_at(eye, torch.zeros_like(eye), up)
    image = render_mesh(
        mesh or small_mesh(), [look or small_look()], light or small_light(), matrix, eye,
        SIZE, SIZE, smooth_edges=smooth_edges,
    )  # fmt: skip
    generator = torch.Generator().manual_seed(3)
    return (image * torch.rand(image.shape, generator=generator, dtype=torch.float64)).sum()


def agrees(function, value: torch.Tensor, directions: int = 6, step: float = 1e-7) -> None:
    """Directional derivatives equal central differences."""
    value = value.clone().requires_grad_()
    (gradient,) = torch.autograd.grad(function(value), value)
    assert torch.isfinite(gradient).all()
    generator = torch.Generator().manual_seed(4)
    good = 0
    for _ in range(directions):
        way = torch.randn(value.shape, generator=generator, dtype=torch.float64)
        with torch.no_grad():
            numeric = (function(value + step * way) - function(value - step * way)) / (2 * step)
        analytic = (gradient * way).sum()
        good += bool(torch.isclose(numeric, analytic, rtol=2e-4, atol=1e-5))
    assert good == directions


def replaced(thing, **changes):
    return type(thing)(**{**thing.__dict__, **changes})


def test_vertices_inside_and_at_silhouettes():
    mesh = small_mesh()
    agrees(lambda v: picture(mesh=replaced(mesh, vertices=v)), mesh.vertices)


def test_texels():
    look = small_look()
    agrees(lambda t: picture(look=replaced(look, base=t)), look.base)
    agrees(lambda t: picture(look=replaced(look, orms=t)), look.orms)


@pytest.mark.parametrize("field", ["harmonics", "specular", "directions", "radiance", "sizes"])
def test_light(field):
    light = small_light()
    agrees(lambda t: picture(light=replaced(light, **{field: t})), getattr(light, field))


def test_camera_position_and_field_of_view():
    agrees(lambda e: picture(eye=e), torch.tensor([0.13, 0.08, 0.55], dtype=torch.float64))
    agrees(lambda f: picture(fov=f), torch.tensor(0.43, dtype=torch.float64))


def test_pieces_pass_gradcheck():
    mesh = small_mesh()
    camera = Camera.orbit((0.0, 0.0, 0.0), 0.5, 15.0, width=12, height=12)
    faces = mesh.triangles
    clip = clip_of(mesh.vertices, camera)
    ids = rasterize(clip, faces, 12, 12)

    def attributes(v):
        moved = clip_of(v, camera)
        return interpolate(v, faces, ids, barycentrics(moved, faces, ids)).sum((0, 1))

    vertices = mesh.vertices.clone().requires_grad_()
    assert torch.autograd.gradcheck(attributes, vertices, eps=1e-7, atol=1e-4, fast_mode=True)
    image = torch.rand((4, 5, 2), dtype=torch.float64, requires_grad=True)
    uv = torch.tensor([[0.13, 0.4], [0.93, -0.2], [1.73, 0.52]], dtype=torch.float64)
    assert torch.autograd.gradcheck(texture, (image, uv.requires_grad_()), fast_mode=True)


def test_a_moving_outline_changes_the_picture_as_its_area_says():
    """White triangle on black: the sum over pixels follows the area, also in its derivative."""
    faces = torch.tensor([[0, 1, 2]])
    corners = torch.tensor([[-0.61, -0.55], [0.72, -0.38], [0.07, 0.66]], dtype=torch.float64)

    def covered(points, size=48):
        clip = torch.cat([points, torch.zeros((3, 1)), torch.ones((3, 1))], 1).double()
        ids = rasterize(clip, faces, size, size)
        image = (ids >= 0).double()[..., None]
        return antialias(image, clip, faces, ids).sum() * (2.0 / size) ** 2

    def area(points):
        a, b = points[1] - points[0], points[2] - points[0]
        return 0.5 * (a[0] * b[1] - a[1] * b[0]).abs()

    points = corners.clone().requires_grad_()
    assert torch.isclose(covered(points), area(points), rtol=0.01)
    (got,) = torch.autograd.grad(covered(points), points)
    (expected,) = torch.autograd.grad(area(points), points)
    assert torch.allclose(got, expected, atol=0.06 * expected.abs().max())


def test_fitting_an_outline_finds_the_target():
    """A shifted disc is pulled back by silhouette gradients alone (no shading at all)."""
    camera = Camera.orbit((0.0, 0.0, 0.0), 0.6, width=40, height=40)
    vertices, faces, _ = (torch.tensor(a) for a in sphere(0.1, rings=10))
    neighbours = edge_neighbours(faces)

    def mask(shift):
        clip = clip_of(vertices.double() + shift, camera)
        ids = rasterize(clip, faces, 40, 40)
        return antialias((ids >= 0).double()[..., None], clip, faces, ids, neighbours)

    target = mask(torch.tensor([0.012, -0.02, 0.0], dtype=torch.float64))
    shift = torch.zeros(3, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.Adam([shift], lr=2e-3)
    for _ in range(60):
        optimizer.zero_grad()
        ((mask(shift) - target) ** 2).mean().backward()
        optimizer.step()
    assert torch.allclose(
        shift.detach()[:2], torch.tensor([0.012, -0.02], dtype=torch.float64), atol=1.5e-3
    )
