"""Silhouette edges blended analytically, so that outlines are smooth and have gradients.

After Laine et al. 2020 (nvdiffrast), section 3.5, from the paper's text: where two neighbouring
pixels see different triangles and an outline of the nearer one passes between their centres, the
crossing point says how much of the pixel it enters is covered.
"""

from __future__ import annotations

import numpy as np
import torch
from jaxtyping import Bool, Float, Int, Int64
from torch import Tensor

from facegen.render.raster import to_screen


def edge_neighbours(
    triangles: Int[Tensor, "F 3"], weld: Int[Tensor, "V"] | None = None
) -> Int64[Tensor, "F 3"]:
    """The triangle across each edge (corner i to i + 1), -1 at a border; see `weld` elsewhere."""
    faces = triangles.cpu().long() if weld is None else weld.cpu().long()[triangles.cpu().long()]
    ends = torch.stack([faces, faces.roll(-1, 1)], -1).reshape(-1, 2).sort(1).values.numpy()
    key = ends[:, 0].astype(np.int64) * (int(ends.max(initial=0)) + 1) + ends[:, 1]
    order = np.argsort(key, kind="stable")
    same = key[order][1:] == key[order][:-1]
    result = np.full(len(key), -1, np.int64)
    first, second = order[:-1][same], order[1:][same]
    result[first], result[second] = second // 3, first // 3
    return torch.from_numpy(result.reshape(-1, 3)).to(triangles.device)


def outline_edges(
    screen: Float[Tensor, "V 4"],
    triangles: Int[Tensor, "F 3"],
    neighbours: Int64[Tensor, "F 3"],
) -> Bool[Tensor, "F 3"]:
    """Edges where the surface ends or turns away from the camera."""
    corners = screen[triangles.long(), :2].detach()
    first, second = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    front = first[:, 0] * second[:, 1] - first[:, 1] * second[:, 0] > 0
    return (neighbours < 0) | (front[:, None] != front[neighbours.clamp_min(0)])


def antialias(
    image: Float[Tensor, "H W C"],
    clip: Float[Tensor, "V 4"],
    triangles: Int[Tensor, "F 3"],
    ids: Int64[Tensor, "H W"],
    neighbours: Int64[Tensor, "F 3"] | None = None,
) -> Float[Tensor, "H W C"]:
    """Blend `image` (shaded at pixel centres) across outlines.

    Gradients reach both colours and, through the crossing point, the positions of the outline's
    ends. `neighbours` comes from `edge_neighbours`; pass it to save time.
    """
    height, width = ids.shape
    if neighbours is None:
        neighbours = edge_neighbours(triangles)
    screen = to_screen(clip, height, width)
    outline = outline_edges(screen, triangles, neighbours)
    depth = _centre_depth(screen, triangles, ids)
    change = torch.zeros_like(image)
    for axis in (0, 1):
        change = change + _blend_axis(image, screen, triangles, outline, ids, depth, axis)
    return image + change


def _centre_depth(screen: Tensor, triangles: Tensor, ids: Tensor) -> Tensor:
    """NDC depth of the seen triangle at pixel centres; infinite for none. No gradient."""
    rows, columns = torch.meshgrid(
        torch.arange(ids.shape[0], device=ids.device),
        torch.arange(ids.shape[1], device=ids.device),
        indexing="ij",
    )
    corners = screen.detach()[triangles[ids.clamp_min(0)].long()]
    x, y = corners[..., 0] - columns[..., None] - 0.5, corners[..., 1] - rows[..., None] - 0.5
    weights = torch.stack(
        [x[..., j] * y[..., k] - y[..., j] * x[..., k] for j, k in ((1, 2), (2, 0), (0, 1))], -1
    )
    depth = (weights * corners[..., 2]).sum(-1) / weights.sum(-1)
    return torch.where(ids >= 0, depth, torch.inf)


def _blend_axis(
    image: Tensor, screen: Tensor, triangles: Tensor, outline: Tensor, ids: Tensor,
    depth: Tensor, axis: int,
) -> Tensor:  # fmt: skip
    """What crossings between vertical (axis 0) or horizontal (axis 1) neighbours change."""
    size = ids.shape[axis] - 1
    before, after = ids.narrow(axis, 0, size), ids.narrow(axis, 1, size)
    rows, columns = (before != after).nonzero(as_tuple=True)
    step_row, step_column = (1, 0) if axis == 0 else (0, 1)
    first = rows * ids.shape[1] + columns
    second = (rows + step_row) * ids.shape[1] + columns + step_column
    flat_ids, flat_depth = ids.reshape(-1), depth.reshape(-1)
    swap = flat_depth[second] < flat_depth[first]
    near, far = torch.where(swap, second, first), torch.where(swap, first, second)
    face = flat_ids[near]

    along, across = (1, 0) if axis == 0 else (0, 1)
    ends = screen[triangles[face].long()][..., :2]
    nexts = ends.roll(-1, 1)
    row, column = near // ids.shape[1], near % ids.shape[1]
    centre = torch.stack([column, row], 1).to(screen.dtype) + 0.5
    line = centre[:, across, None]
    delta = nexts - ends
    crosses = (ends[..., across] - line) * (nexts[..., across] - line) < 0
    # Each outline is blended along one axis only: the one it cuts more squarely.
    steep = delta[..., across].abs() >= delta[..., along].abs()
    slope = torch.where(crosses, delta[..., across], torch.ones_like(delta[..., across]))
    hit = ends[..., along] + (line - ends[..., across]) * delta[..., along] / slope
    toward = torch.where(swap, -1.0, 1.0).to(screen.dtype)[:, None]
    reach = (hit - centre[:, along, None]) * toward
    valid = crosses & steep & outline[face] & (reach >= 0) & (reach <= 1)
    reach = torch.where(valid, reach, torch.zeros_like(reach))
    found = valid.any(1)
    reach = reach.amax(1)

    flat = image.reshape(-1, image.shape[2])
    gap = flat[near] - flat[far]
    spill = torch.where(found, (reach - 0.5).clamp_min(0.0), torch.zeros_like(reach))
    loss = torch.where(found, (0.5 - reach).clamp_min(0.0), torch.zeros_like(reach))
    change = torch.zeros_like(flat).index_add(0, far, spill[:, None] * gap)
    change = change.index_add(0, near, -loss[:, None] * gap)
    return change.reshape(image.shape)
