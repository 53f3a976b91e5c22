"""torchvision, and what imports it, loads beside a CPU build of torch."""

import subprocess
import sys

import pytest
import torch

from facegen.models.torchvision_fix import non_maximum_suppression
from facegen.settings import ROOT

LIBRARIES = ("torchvision", "open_clip", "diffusers", "transformers")


@pytest.fixture(scope="module", params=[LIBRARIES, LIBRARIES[::-1]], ids=["forwards", "backwards"])
def fixed(request: pytest.FixtureRequest) -> str:
    """What a fresh process says that imports one after the other; each end comes first once."""
    code = (
        "from facegen.models.torchvision_fix import ensure_torchvision; ensure_torchvision()\n"
        "import importlib\n"
        f"for name in {request.param}: importlib.import_module(name); print(name)\n"
        "import torch, torchvision.ops as ops\n"
        "boxes = torch.tensor([[0., 0, 2, 2], [0, 0, 2, 1.9], [5, 5, 6, 6]])\n"
        "print(ops.nms(boxes, torch.tensor([.5, .9, .1]), .5).tolist())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=240
    )
    return done.stdout if done.returncode == 0 else done.stdout + done.stderr


@pytest.mark.parametrize("library", LIBRARIES)
def test_import_after_the_fix(library: str, fixed: str) -> None:
    assert library in fixed.splitlines(), fixed


def test_suppression_after_the_fix(fixed: str) -> None:
    assert fixed.splitlines()[-1] == "[1, 2]"


def test_suppression_keeps_the_best_of_each_overlapping_group() -> None:
    boxes = torch.tensor([[0.0, 0, 4, 4], [0, 0, 4, 3], [0, 0, 4, 1], [10, 10, 11, 11]])
    scores = torch.tensor([0.2, 0.9, 0.8, 0.1])
    # Overlaps with the best box (area 12): 12/16 = 0.75, and 4/12 = 0.33.
    assert non_maximum_suppression(boxes, scores, 0.5).tolist() == [1, 2, 3]
    assert non_maximum_suppression(boxes, scores, 0.3).tolist() == [1, 3]
    assert non_maximum_suppression(boxes, scores, 0.8).tolist() == [1, 2, 0, 3]


def test_suppression_of_nothing() -> None:
    assert non_maximum_suppression(torch.zeros(0, 4), torch.zeros(0), 0.5).tolist() == []
