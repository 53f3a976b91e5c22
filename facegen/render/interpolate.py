"""From triangle ids to pixel attributes, with gradients to vertices, attributes and texels."""

from __future__ import annotations

import torch
from jaxtyping import Float, Int, Int64
from torch import Tensor


def barycentrics(
    clip: Float[Tensor, "V 4"], triangles: Int[Tensor, "F 3"], ids: Int64[Tensor, "H W"]
) -> Float[Tensor, "H W 3"]:
    """Perspective-correct weights of the three corners at each pixel centre; 0 where id is -1.

    In clip space each corner is moved so that the pixel is the origin; the weight of a corner is
    the cross product of the other two (homogeneous rasterisation, Olano and Greer 1997).
    """
    height, width = ids.shape
    hit = ids >= 0
    corners = clip[triangles[ids[hit]].long()]
    rows, columns = hit.nonzero(as_tuple=True)
    x = (columns.to(clip.dtype) + 0.5) / width * 2.0 - 1.0
    y = 1.0 - (rows.to(clip.dtype) + 0.5) / height * 2.0
    px = corners[..., 0] - x[:, None] * corners[..., 3]
    py = corners[..., 1] - y[:, None] * corners[..., 3]
    weights = torch.stack(
        [px[:, j] * py[:, k] - py[:, j] * px[:, k] for j, k in ((1, 2), (2, 0), (0, 1))], 1
    )
    weights = weights / weights.sum(1, keepdim=True)
    result = clip.new_zeros((height, width, 3))
    return result.masked_scatter(hit[..., None].expand_as(result), weights)


def interpolate(
    attributes: Float[Tensor, "V C"],
    triangles: Int[Tensor, "F 3"],
    ids: Int64[Tensor, "H W"],
    weights: Float[Tensor, "H W 3"],
) -> Float[Tensor, "H W C"]:
    """Vertex attributes at each pixel; 0 where id is -1."""
    corners = attributes[triangles[ids.clamp_min(0)].long()]
    return (corners * weights[..., None]).sum(-2) * (ids >= 0)[..., None]


def vertex_normals(
    vertices: Float[Tensor, "V 3"],
    triangles: Int[Tensor, "F 3"],
    weld: Int[Tensor, "V"] | None = None,
) -> Float[Tensor, "V 3"]:
    """Area-weighted unit normals; vertices of one `weld` group (UV seams) share theirs."""
    corners = vertices[triangles.long()]
    face = torch.linalg.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    index = triangles.long() if weld is None else weld.long()[triangles.long()]
    total = torch.zeros_like(vertices).index_add(0, index.reshape(-1), face.repeat_interleave(3, 0))
    if weld is not None:
        total = total[weld.long()]
    return torch.nn.functional.normalize(total, dim=1, eps=1e-20)


def texture(image: Float[Tensor, "h w C"], uv: Float[Tensor, "*n 2"]) -> Float[Tensor, "*n C"]:
    """Bilinear, repeating; UV (0, 0) is the top left corner of the image (glTF)."""
    height, width, _ = image.shape
    x, y = uv[..., 0] * width - 0.5, uv[..., 1] * height - 0.5
    x0, y0 = x.detach().floor(), y.detach().floor()
    tx, ty = (x - x0)[..., None], (y - y0)[..., None]
    left, top = x0.long() % width, y0.long() % height
    right, bottom = (left + 1) % width, (top + 1) % height
    upper = image[top, left] * (1.0 - tx) + image[top, right] * tx
    lower = image[bottom, left] * (1.0 - tx) + image[bottom, right] * tx
    return upper * (1.0 - ty) + lower * ty


def mip_levels(image: Float[Tensor, "h w C"]) -> list[Float[Tensor, "a b C"]]:
    """The image and its box-filtered halvings (odd last rows and columns dropped) to 1 pixel."""
    levels = [image]
    while min(levels[-1].shape[:2]) > 1:
        height, width, channels = levels[-1].shape
        cut = levels[-1][: height // 2 * 2, : width // 2 * 2]
        levels.append(cut.reshape(height // 2, 2, width // 2, 2, channels).mean((1, 3)))
    return levels


def mipmapped(
    levels: list[Float[Tensor, "a b C"]],
    uv: Float[Tensor, "*n 2"],
    footprint: Float[Tensor, "*n"],
) -> Float[Tensor, "*n C"]:
    """Trilinear look-up; `footprint` is the UV area that each pixel covers (no gradient)."""
    height, width, _ = levels[0].shape
    area = (footprint.detach() * height * width).clamp_min(1e-9)
    lod = (0.5 * torch.log2(area) - 0.35).clamp(0.0, len(levels) - 1.0)
    result = uv.new_zeros((*uv.shape[:-1], levels[0].shape[2]))
    for index, level in enumerate(levels):
        weight = (1.0 - (lod - index).abs()).clamp_min(0.0)
        if bool((weight > 0).any()):
            result = result + weight[..., None] * texture(level, uv)
    return result
