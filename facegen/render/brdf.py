"""How surfaces answer light, in torch: the readable reference of the fused numba shader.

Differentiable in everything: positions through normals and view directions, material values, the
environment's harmonics and reflections, directional lights.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from jaxtyping import Float
from torch import Tensor

from facegen.render.shading import FILM, HAIR_GLINT, HAIR_SHARPNESS, SCATTER, STRAND_VEIL


@dataclass(frozen=True)
class PointMaterial:
    """What a material is at N points; see `facegen.avatar.Material`."""

    base: Float[Tensor, "N 3"]
    roughness: Float[Tensor, "N"]
    metallic: Float[Tensor, "N"]
    specular: Float[Tensor, "N"]
    subsurface: Float[Tensor, "N"]
    anisotropy: Float[Tensor, "N"]


@dataclass(frozen=True)
class LightRig:
    """An environment and its directional lights as tensors; see `environment.Environment`."""

    harmonics: Float[Tensor, "9 3"]
    specular: Float[Tensor, "L S S 3"]
    split_sum: Float[Tensor, "B B 2"]
    directions: Float[Tensor, "K 3"]
    radiance: Float[Tensor, "K 3"]
    sizes: Float[Tensor, "K"]


def dot(a: Float[Tensor, "*n 3"], b: Float[Tensor, "*n 3"]) -> Float[Tensor, "*n"]:
    """Scalar product over the last axis."""
    return (a * b).sum(-1)


def normalize(vectors: Float[Tensor, "*n 3"]) -> Float[Tensor, "*n 3"]:
    """Unit vectors; near zero ones stay near zero."""
    return vectors * torch.rsqrt(dot(vectors, vectors).clamp_min(1e-20))[..., None]


def irradiance(
    harmonics: Float[Tensor, "9 3"], normals: Float[Tensor, "N 3"]
) -> Float[Tensor, "N 3"]:
    """Light / pi that a white matt surface sends back (Ramamoorthi and Hanrahan 2001)."""
    x, y, z = normals.unbind(-1)
    basis = torch.stack(
        [
            torch.full_like(x, 0.282095), 0.488603 * y, 0.488603 * z, 0.488603 * x,
            1.092548 * x * y, 1.092548 * y * z, 0.315392 * (3.0 * z * z - 1.0),
            1.092548 * x * z, 0.546274 * (x * x - y * y),
        ],
        -1,
    )  # fmt: skip
    return (basis @ harmonics).clamp_min(0.0)


def octahedral(directions: Float[Tensor, "N 3"]) -> Float[Tensor, "N 2"]:
    """Unit vectors to the square -1..1; the pole is +Y."""
    flat = directions / directions.abs().sum(-1, keepdim=True)
    u, v = flat[..., 0], flat[..., 2]
    one = torch.ones_like(u)
    sign_u, sign_v = torch.where(u >= 0, one, -one), torch.where(v >= 0, one, -one)
    low = flat[..., 1] < 0
    return torch.stack(
        [
            torch.where(low, (1.0 - v.abs()) * sign_u, u),
            torch.where(low, (1.0 - u.abs()) * sign_v, v),
        ],
        -1,
    )


def _grid(
    table: Float[Tensor, "L H W C"], level: Tensor, row: Tensor, column: Tensor
) -> Float[Tensor, "N C"]:
    """Trilinear look-up at fractional indices inside the table."""
    result = None
    parts = []
    for value, size in zip((level, row, column), table.shape[:3], strict=True):
        low = value.detach().floor().clamp(0, max(size - 2, 0)).long()
        parts.append((low, (low + 1).clamp_max(size - 1), value - low))
    for corner in range(8):
        index, weight = [], 1.0
        for axis, (low, high, share) in enumerate(parts):
            upper = bool(corner >> axis & 1)
            index.append(high if upper else low)
            weight = weight * (share if upper else 1.0 - share)
        term = table[index[0], index[1], index[2]] * weight[..., None]
        result = term if result is None else result + term
    return result


def reflected(
    specular: Float[Tensor, "L S S 3"],
    directions: Float[Tensor, "N 3"],
    roughness: Float[Tensor, "N"],
) -> Float[Tensor, "N 3"]:
    """Prefiltered environment radiance around `directions`."""
    levels, size = specular.shape[0], specular.shape[1]
    place = (octahedral(directions) + 1.0) * (0.5 * (size - 1))
    level = roughness.clamp(0.0, 1.0) * (levels - 1)
    return _grid(specular, level, place[..., 1], place[..., 0])


def ggx(
    nh: Float[Tensor, "N"], nv: Float[Tensor, "N"], nl: Float[Tensor, "N"],
    alpha: Float[Tensor, "N"], size: Float[Tensor, ""],
) -> Float[Tensor, "N"]:  # fmt: skip
    """GGX distribution x height-correlated Smith visibility x pi.

    The lobe is widened for a light of angular radius `size` and scaled back (Karis 2013).
    """
    wide = (alpha + 0.5 * size).clamp_max(1.0)
    squared = wide * wide
    d = nh * nh * (squared - 1.0) + 1.0
    k2 = alpha * alpha
    smith = nl * torch.sqrt(nv * nv * (1.0 - k2) + k2) + nv * torch.sqrt(nl * nl * (1.0 - k2) + k2)
    return squared / (d * d) * 0.5 / smith.clamp_min(1e-5)


def strand_lobes(
    strand: Float[Tensor, "N 3"], normals: Float[Tensor, "N 3"], half: Float[Tensor, "N 3"],
    roughness: Float[Tensor, "N"],
) -> tuple[Float[Tensor, "N"], Float[Tensor, "N"]]:  # fmt: skip
    """Kajiya-Kay highlights of a fibre: the sharp white lobe and the wide tinted one.

    They are shifted along the strand in opposite directions, as Marschner's R and TRT are.
    """
    sharp = HAIR_SHARPNESS / (roughness**3).clamp_min(0.02)
    lobes = []
    for shift, width in ((-0.08, 1.0), (0.12, 0.35)):
        leaning = normalize(strand + shift * normals)
        sine = torch.sqrt((1.0 - dot(leaning, half) ** 2).clamp_min(1e-12))
        lobes.append(sine ** (sharp * width))
    return lobes[0], lobes[1]


def shade(
    material: PointMaterial,
    light: LightRig,
    normals: Float[Tensor, "N 3"],
    smooth_normals: Float[Tensor, "N 3"],
    strands: Float[Tensor, "N 3"],
    view: Float[Tensor, "N 3"],
    occlusion: Float[Tensor, "N 4"],
    lit: Float[Tensor, "N K"],
) -> tuple[Float[Tensor, "N 3"], Float[Tensor, "N 3"], Float[Tensor, "N 3"]]:
    """Diffuse light on white, diffuse albedo, and specular light towards the viewer.

    `normals` include the normal map, `smooth_normals` do not; `strands` runs along the texture's
    V axis; `view` points to the eye; `occlusion` is the share of sky light (RGB) and of open sky;
    `lit` the share of each lamp.
    """
    roughness = material.roughness.clamp(0.045, 1.0)
    alpha = roughness * roughness
    keep = 1.0 - material.metallic
    f0 = (0.04 * material.specular * keep)[:, None] + material.base * material.metallic[:, None]
    albedo = material.base * keep[:, None]
    nv = dot(normals, view).clamp(0.02, 1.0)

    diffuse = irradiance(light.harmonics, normals) * occlusion[:, :3]
    gloss = _sky_gloss(material, light, normals, strands, view, nv, roughness, f0, occlusion[:, 3])
    for k in range(light.directions.shape[0]):
        arriving = light.radiance[k] * lit[:, k, None]
        added, glint = _lamp(
            material, light.directions[k], light.sizes[k], normals, smooth_normals, strands, view,
            nv, roughness, alpha, f0,
        )  # fmt: skip
        diffuse, gloss = diffuse + arriving * added, gloss + arriving * glint
    return diffuse, albedo, gloss


def _sky_gloss(
    material: PointMaterial, light: LightRig, normals: Tensor, strands: Tensor, view: Tensor,
    nv: Tensor, roughness: Tensor, f0: Tensor, open_sky: Tensor,
) -> Float[Tensor, "N 3"]:  # fmt: skip
    """Environment reflection: split sum, with Lagarde's occlusion from ambient occlusion."""
    bend = material.anisotropy[:, None]
    # A fibre mirrors along a cone; its best normal towards the eye has no part along it.
    across = view - dot(strands, view)[:, None] * strands
    mirror = torch.where(bend > 0, normalize(normals + bend * (across - normals) * 0.5), normals)
    direction = 2.0 * dot(mirror, view)[:, None] * mirror - view
    size = light.split_sum.shape[0] - 1
    table = light.split_sum[None]
    factors = _grid(table, torch.zeros_like(nv), roughness * size, nv * size)
    hidden = (nv + open_sky) ** (2.0 ** (-16.0 * roughness - 1.0))
    visible = (hidden - 1.0 + open_sky).clamp(0.0, 1.0)
    visible = visible * (1.0 - STRAND_VEIL * material.anisotropy)
    weight = f0 * factors[:, :1] + (material.specular * factors[:, 1])[:, None]
    return reflected(light.specular, direction, roughness) * weight * visible[:, None]


def _lamp(
    material: PointMaterial, direction: Tensor, size: Tensor, normals: Tensor,
    smooth_normals: Tensor, strands: Tensor, view: Tensor, nv: Tensor, roughness: Tensor,
    alpha: Tensor, f0: Tensor,
) -> tuple[Float[Tensor, "N 3"], Float[Tensor, "N 3"]]:  # fmt: skip
    """Diffuse and specular answer to one lamp of unit radiance."""
    nl = dot(normals, direction)
    strand, under = material.anisotropy, material.subsurface
    hairy = strand > 0
    reach = torch.maximum(under * SCATTER[0], 0.5 * strand)
    wrapped = ((nl + reach) / (1.0 + reach)).clamp_min(0.0)
    along = dot(strands, direction.expand_as(strands))
    fibre = torch.sqrt((1.0 - along * along).clamp_min(1e-12)) * wrapped
    hair = nl.clamp_min(0.0) + strand * (fibre - nl.clamp_min(0.0))
    wrap = under[:, None] * under.new_tensor(SCATTER)
    flesh = (nl[:, None] + wrap).clamp_min(0.0) / (1.0 + wrap) ** 2
    diffuse = torch.where(hairy[:, None], hair[:, None].expand_as(flesh), flesh)

    half = normalize(direction + view)
    first, second = strand_lobes(strands, smooth_normals, half, roughness)
    front = (nl + 0.35).clamp(0.0, 1.0) * material.specular * strand
    glint = front[:, None] * (
        HAIR_GLINT[0] * first[:, None] + HAIR_GLINT[1] * second[:, None] * material.base
    )
    nh, vh = dot(normals, half).clamp(0.0, 1.0), dot(view, half).clamp(0.0, 1.0)
    lobe = ggx(nh, nv, nl.clamp_min(0.0), alpha, size)
    tight = ggx(nh, nv, nl.clamp_min(0.0), (alpha * FILM[2]).clamp_min(0.01), size)
    lobe = torch.where(under > 0, FILM[0] * lobe + FILM[1] * tight, lobe)
    lobe = lobe * nl.clamp_min(0.0) * (1.0 - strand)
    fresnel = (1.0 - vh) ** 5
    edge = (material.specular.clamp_max(1.0) * fresnel)[:, None]
    return diffuse, torch.where(hairy[:, None], glint, torch.zeros_like(glint)) + lobe[:, None] * (
        f0 * (1.0 - fresnel[:, None]) + edge
    )
