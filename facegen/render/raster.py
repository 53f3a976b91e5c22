"""Nearest triangle per pixel centre, with interchangeable back ends. Ids carry no gradient."""

from __future__ import annotations

import importlib
import importlib.util
from typing import Literal

import numpy as np
import torch
from jaxtyping import Float, Int, Int64
from torch import Tensor

from facegen.errors import SetupError
from facegen.render.visibility import fill_opaque

Backend = Literal["auto", "numba", "torch", "nvdiffrast"]
CENTRE = np.array([[0.5, 0.5]], np.float32)
CHUNK = 4_000_000
"""Pixel-triangle tests that the torch fallback holds in memory at once."""


def to_screen(clip: Float[Tensor, "V 4"], height: int, width: int) -> Float[Tensor, "V 4"]:
    """Clip space to pixel x, pixel y, NDC depth and 1 / w; differentiable."""
    inverse = 1.0 / clip[:, 3]
    ndc = clip[:, :3] * inverse[:, None]
    x, y = (ndc[:, 0] * 0.5 + 0.5) * width, (0.5 - ndc[:, 1] * 0.5) * height
    return torch.stack([x, y, ndc[:, 2], inverse], 1)


@torch.no_grad()
def rasterize(
    clip: Float[Tensor, "V 4"],
    triangles: Int[Tensor, "F 3"],
    height: int,
    width: int,
    backend: Backend = "auto",
) -> Int64[Tensor, "H W"]:
    """Index of the nearest triangle at each pixel centre, -1 for none; both faces count.

    `auto` takes nvdiffrast on CUDA when it is installed, numba on the CPU and torch elsewhere.
    Triangles that reach behind the camera are left out.
    """
    if backend == "auto":
        on_gpu: Backend = "nvdiffrast" if _nvdiffrast_name() else "torch"
        backend = on_gpu if clip.is_cuda else "numba"
    if backend == "numba":
        return _with_numba(clip, triangles, height, width)
    if backend == "torch":
        return _with_torch(clip, triangles, height, width)
    return _with_nvdiffrast(clip, triangles, height, width)


def _with_numba(clip: Tensor, triangles: Tensor, height: int, width: int) -> Tensor:
    screen = to_screen(clip.double(), height, width).float().cpu().numpy()
    corners = triangles.to("cpu", torch.int32).contiguous().numpy()
    count = len(corners)
    ids, _ = fill_opaque(
        screen,
        corners,
        np.arange(count, dtype=np.int32),
        np.ones(count, bool),
        CENTRE,
        height,
        width,
    )
    return torch.from_numpy(ids[..., 0].astype(np.int64)).to(clip.device)


def _with_torch(clip: Tensor, triangles: Tensor, height: int, width: int) -> Tensor:
    """Test the bounding boxes of triangles of like size together; keep the nearest by scatter."""
    screen = to_screen(clip.double(), height, width).to(torch.float32)
    corners = screen[triangles.long()]
    x, y, z = corners[..., 0], corners[..., 1], corners[..., 2]
    low_x = x.amin(1).floor().clamp(0, width).long()
    low_y = y.amin(1).floor().clamp(0, height).long()
    wide = x.amax(1).floor().clamp(-1, width - 1).long() - low_x + 1
    tall = y.amax(1).floor().clamp(-1, height - 1).long() - low_y + 1
    area = -_edge(x[:, 0], y[:, 0], x[:, 1], y[:, 1], x[:, 2], y[:, 2])
    usable = (corners[..., 3] > 0).all(1) & (area.abs() > 1e-9) & (wide > 0) & (tall > 0)
    size = torch.maximum(wide, tall).clamp_min(1)
    level = torch.ceil(torch.log2(size.double())).long()
    best = torch.full((height * width,), 2.0, device=clip.device)
    ids = torch.full((height * width,), -1, dtype=torch.int64, device=clip.device)
    for step in level[usable].unique().tolist():
        side = 2**step
        steps = torch.arange(side, device=clip.device)
        for group in (usable & (level == step)).nonzero()[:, 0].split(max(1, CHUNK // side**2)):
            px = (low_x[group, None, None] + steps[None, None, :]).expand(-1, side, -1)
            py = (low_y[group, None, None] + steps[None, :, None]).expand(-1, -1, side)
            inside = (px < width) & (py < height)
            cx, cy = px + 0.5, py + 0.5
            gx, gy = x[group, :, None, None], y[group, :, None, None]
            scale = (1.0 / area[group])[:, None, None]
            u = -_edge(gx[:, 1], gy[:, 1], gx[:, 2], gy[:, 2], cx, cy) * scale
            v = -_edge(gx[:, 2], gy[:, 2], gx[:, 0], gy[:, 0], cx, cy) * scale
            w = 1.0 - u - v
            gz = z[group, :, None, None]
            depth = u * gz[:, 0] + v * gz[:, 1] + w * gz[:, 2]
            hit = inside & (u >= 0) & (v >= 0) & (w >= 0) & (depth >= -1) & (depth < 2)
            pixel = (py * width + px)[hit]
            depth, face = depth[hit], group[:, None, None].expand_as(hit)[hit]
            nearest = best.scatter_reduce(0, pixel, depth, "amin")
            won = depth == nearest[pixel]
            ids[pixel[won & (depth < best[pixel])]] = face[won & (depth < best[pixel])]
            best = nearest
    return ids.reshape(height, width)


def _edge(ax: Tensor, ay: Tensor, bx: Tensor, by: Tensor, px: Tensor, py: Tensor) -> Tensor:
    return (bx - ax) * (py - ay) - (by - ay) * (px - ax)


def _nvdiffrast_name() -> str | None:
    """Module path of the CUDA rasteriser that is installed, if any."""
    for name in ("nvdiffrast.torch", "diffrp_nvdiffrast.torch"):
        try:
            if importlib.util.find_spec(name) is not None:
                return name
        except ModuleNotFoundError:
            continue
    return None


def _with_nvdiffrast(clip: Tensor, triangles: Tensor, height: int, width: int) -> Tensor:
    name = _nvdiffrast_name()
    if name is None or not clip.is_cuda:
        raise SetupError(
            "the nvdiffrast back end needs CUDA tensors and `pip install diffrp-nvdiffrast`"
        )
    module = importlib.import_module(name)
    context = module.RasterizeCudaContext(device=clip.device)
    # nvdiffrast counts rows from the bottom.
    output, _ = module.rasterize(
        context, clip.float()[None].contiguous(), triangles.int().contiguous(), (height, width)
    )
    return output[0, :, :, 3].flip(0).long() - 1
