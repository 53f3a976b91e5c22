"""Let torchvision's CUDA-linked wheel load beside a CPU build of torch.

There its compiled operators cannot be loaded, and `import torchvision` fails with "operator
torchvision::nms does not exist", taking transformers, diffusers and open_clip with it. The two
operators that torchvision itself registers against are declared here and computed in Python.
`torchvision.io` stays without its decoders: read pictures with Pillow.
"""

from __future__ import annotations

import functools
import importlib.util
from pathlib import Path

import torch
from jaxtyping import Float, Int64
from torch import Tensor


@functools.cache
def ensure_torchvision() -> bool:
    """Make `import torchvision` work; True if its own operators load. Call before importing it."""
    found = importlib.util.find_spec("torchvision")
    compiled = [p for p in Path(found.origin).parent.glob("_C.*") if p.suffix in (".so", ".pyd")]
    try:
        for library in compiled:
            torch.ops.load_library(str(library))
        if compiled:
            return True
    except OSError:
        pass
    _declare_operators()
    import torchvision.ops.boxes

    torchvision.ops.boxes._assert_has_ops = lambda: None
    return False


def _declare_operators() -> None:
    library = torch.library.Library("torchvision", "FRAGMENT")
    for name in ("nms", "qnms"):
        library.define(f"{name}(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")
        library.impl(name, non_maximum_suppression, "CPU")
    # The registration lives as long as the library object does.
    globals()["_library"] = library


def non_maximum_suppression(
    boxes: Float[Tensor, "N 4"], scores: Float[Tensor, "N"], iou_threshold: float
) -> Int64[Tensor, "K"]:
    """Indices of the boxes (x1, y1, x2, y2) kept, best first: no two overlap by more than that."""
    x1, y1, x2, y2 = boxes.unbind(1)
    areas = (x2 - x1) * (y2 - y1)
    order = scores.argsort(descending=True, stable=True)
    kept = []
    while len(order):
        best, rest = order[0], order[1:]
        kept.append(best)
        width = (torch.minimum(x2[best], x2[rest]) - torch.maximum(x1[best], x1[rest])).clamp(min=0)
        tall = (torch.minimum(y2[best], y2[rest]) - torch.maximum(y1[best], y1[rest])).clamp(min=0)
        overlap = width * tall
        order = rest[overlap <= iou_threshold * (areas[best] + areas[rest] - overlap)]
    return torch.stack(kept) if kept else order
