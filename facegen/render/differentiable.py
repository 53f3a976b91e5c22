"""The differentiable picture: the same light as the fused path, with gradients to everything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import torch
from jaxtyping import Float, Int, Int64
from torch import Tensor

from facegen.avatar import Avatar
from facegen.render.antialias import antialias, edge_neighbours
from facegen.render.brdf import LightRig, PointMaterial, normalize, shade
from facegen.render.environment import Environment, split_sum_table
from facegen.render.interpolate import (
    barycentrics,
    interpolate,
    mip_levels,
    mipmapped,
    vertex_normals,
)
from facegen.render.raster import Backend, rasterize
from facegen.render.scene import make_geometry, material_maps, weld_vertices


@dataclass(frozen=True)
class Mesh:
    """A triangle mesh whose parts have materials; any tensor may ask for a gradient."""

    vertices: Float[Tensor, "V 3"]
    triangles: Int[Tensor, "F 3"]
    uvs: Float[Tensor, "V 2"]
    part: Int64[Tensor, "F"]
    weld: Int64[Tensor, "V"]
    """First of the vertices that share a place (both sides of a UV seam)."""
    neighbours: Int64[Tensor, "F 3"]
    occlusion: Float[Tensor, "V 4"]
    """Share of sky light that arrives, RGB, and of open sky; taken as constant."""


@dataclass(frozen=True)
class Look:
    """The material of one part."""

    base: Float[Tensor, "h w 3"]
    """Linear colour."""
    orms: Float[Tensor, "a b 4"]
    """Occlusion, roughness, metalness, specular strength, factors included."""
    subsurface: float = 0.0
    anisotropy: float = 0.0


def light_rig(environment: Environment, dtype: torch.dtype = torch.float32) -> LightRig:
    """Tensors of `environment`."""
    lamps = environment.lights

    def tensor(values: object, *shape: int) -> Tensor:
        return torch.tensor(np.asarray(values), dtype=dtype).reshape(shape)

    return LightRig(
        tensor(environment.harmonics, 9, 3),
        torch.tensor(environment.specular, dtype=dtype),
        torch.tensor(split_sum_table(), dtype=dtype),
        tensor([lamp.direction for lamp in lamps], len(lamps), 3),
        tensor([lamp.color for lamp in lamps], len(lamps), 3),
        tensor([lamp.size for lamp in lamps], len(lamps)),
    )


def mesh_from_avatar(
    avatar: Avatar, expression: Mapping[str, float] | None = None
) -> tuple[Mesh, list[Look]]:
    """Tensors of the opaque parts of `avatar` (float32), for fitting.

    Parts with alpha (hair cards, lashes) have no single nearest surface and are left out.
    """
    opaque = tuple(p for p in avatar.parts if p.material.alpha_mode == "OPAQUE")
    avatar = avatar.replace(parts=opaque)
    geometry = make_geometry(avatar, avatar.expression if expression is None else expression)
    weld, start = [], 0
    for part in opaque:
        weld.append(weld_vertices(part).astype(np.int64) + start)
        start += len(part.vertices)
    weld_all = torch.from_numpy(np.concatenate(weld))
    triangles = torch.from_numpy(geometry.triangles)
    mesh = Mesh(
        torch.from_numpy(geometry.positions),
        triangles,
        torch.from_numpy(geometry.uvs),
        torch.from_numpy(geometry.part.astype(np.int64)),
        weld_all,
        edge_neighbours(triangles, weld_all),
        torch.from_numpy(geometry.occlusion),
    )
    looks = []
    for part in opaque:
        base, orms = (torch.from_numpy(m) for m in material_maps(part.material))
        m = part.material
        looks.append(Look(base[..., :3], orms, m.subsurface, m.anisotropy))
    return mesh, looks


def render_mesh(
    mesh: Mesh,
    looks: list[Look],
    light: LightRig,
    world_to_clip: Float[Tensor, "4 4"],
    eye: Float[Tensor, "3"],
    height: int,
    width: int,
    *,
    smooth_edges: bool = True,
    backend: Backend = "auto",
) -> Float[Tensor, "H W 4"]:
    """Linear light and coverage (premultiplied), one sample per pixel, antialiased outlines.

    Gradients reach vertices, UVs, texels, lights and camera. No cast shadows, normal maps or light
    diffusion: those belong to `render_avatar`, which agrees with this picture without them.
    """
    homogeneous = torch.nn.functional.pad(mesh.vertices, (0, 1), value=1.0)
    clip = homogeneous @ world_to_clip.T
    ids = rasterize(clip, mesh.triangles, height, width, backend)
    weights = barycentrics(clip, mesh.triangles, ids)
    normals = vertex_normals(mesh.vertices, mesh.triangles, mesh.weld)
    attributes = torch.cat([mesh.vertices, normals, mesh.uvs, mesh.occlusion], 1)
    seen = interpolate(attributes, mesh.triangles, ids, weights)
    hit = ids >= 0
    values = seen[hit]
    points, uv = values[:, :3], values[:, 6:8]
    smooth = normalize(values[:, 3:6])
    face = ids[hit]
    base, orms, flags = _materials(mesh, looks, clip, uv, face, height, width)
    material = PointMaterial(base, orms[:, 1], orms[:, 2], orms[:, 3], flags[:, 0], flags[:, 1])
    view = normalize(eye - points)
    occlusion = values[:, 8:12] * orms[:, :1]
    lit = torch.ones((len(points), light.directions.shape[0]), dtype=points.dtype)
    strands = _strand_directions(mesh, face, smooth)
    diffuse, albedo, gloss = shade(
        material, light, smooth, smooth, strands, view, occlusion, lit.to(points.device)
    )
    color = torch.cat([diffuse * albedo + gloss, torch.ones_like(points[:, :1])], 1)
    image = clip.new_zeros((height, width, 4))
    image = image.masked_scatter(hit[..., None].expand_as(image), color)
    if not smooth_edges:
        return image
    return antialias(image, clip, mesh.triangles, ids, mesh.neighbours)


def _materials(
    mesh: Mesh, looks: list[Look], clip: Tensor, uv: Tensor, face: Tensor, height: int, width: int
) -> tuple[Tensor, Tensor, Tensor]:
    """Base colour, ORMS and (subsurface, anisotropy) at the points, each from its part's maps."""
    footprint = _footprints(mesh, clip, face, height, width)
    owner = mesh.part[face]
    base, orms = uv.new_zeros((len(uv), 3)), uv.new_zeros((len(uv), 4))
    flags = uv.new_zeros((len(uv), 2))
    for index, look in enumerate(looks):
        mine = (owner == index).nonzero()[:, 0]
        if len(mine) == 0:
            continue
        base = base.index_add(0, mine, mipmapped(mip_levels(look.base), uv[mine], footprint[mine]))
        orms = orms.index_add(0, mine, mipmapped(mip_levels(look.orms), uv[mine], footprint[mine]))
        flags[mine] = uv.new_tensor([look.subsurface, look.anisotropy])
    return base, orms, flags


@torch.no_grad()
def _footprints(
    mesh: Mesh, clip: Tensor, face: Tensor, height: int, width: int
) -> Float[Tensor, "N"]:
    """UV area per pixel of each seen triangle."""
    ndc = clip[:, :2] / clip[:, 3:]
    corners, uvs = ndc[mesh.triangles[face].long()], mesh.uvs[mesh.triangles[face].long()]
    area = _doubled_area(corners).abs() * (width * height / 4.0)
    return _doubled_area(uvs).abs() * 0.5 / (area * 0.5).clamp_min(0.05)


def _doubled_area(corners: Float[Tensor, "N 3 2"]) -> Float[Tensor, "N"]:
    first, second = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    return first[:, 0] * second[:, 1] - first[:, 1] * second[:, 0]


def _strand_directions(
    mesh: Mesh, face: Tensor, normals: Float[Tensor, "N 3"]
) -> Float[Tensor, "N 3"]:
    """Unit direction of the texture's V axis at the points, in the tangent plane."""
    corners = mesh.vertices[mesh.triangles[face].long()]
    uvs = mesh.uvs[mesh.triangles[face].long()]
    first, second = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    d1, d2 = uvs[:, 1] - uvs[:, 0], uvs[:, 2] - uvs[:, 0]
    direction = second * d1[:, :1] - first * d2[:, :1]
    direction = direction - (direction * normals).sum(1, keepdim=True) * normals
    return normalize(direction)
