"""FaceParser on BiSeNet: which of CelebAMask-HQ's 19 classes each pixel of a face crop shows.

The network is that of Yu et al. 2018, "BiSeNet: Bilateral Segmentation Network for Real-time
Semantic Segmentation": a context path (here ResNet-18, He et al. 2016) whose maps at 1/16 and 1/32
pass attention refinement modules (their figure 2b) and are added from coarse to fine, and a feature
fusion module (figure 2c) that joins them with maps at 1/8. In these weights the spatial path is
ResNet's own map at 1/8. Trained on CelebAMask-HQ (Lee et al. 2020), whose terms are non-commercial.
"""

from __future__ import annotations

import functools

import cv2
import numpy as np
import torch
from jaxtyping import Float, Float32, UInt8
from numpy import ndarray
from torch import Tensor
from torch.nn.functional import conv2d, interpolate, max_pool2d

from facegen.models.registry import weight_path
from facegen.models.roles import CELEBA_CLASSES

MODEL = "face_parsing_bisenet.pth"
SIDE = 512
"""Pixels of the square that the network was trained on."""
MEAN, STD = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)
"""ImageNet's."""
ROOT_SHARE = 0.35
"""Share of the nose's height, from above, that counts as its root."""
EPSILON = 1e-5
"""Of the batch normalisations."""


class BiSeNet:
    """Class probabilities of a face crop; 0.4 s. SetupError if its weights are missing.

    It was trained on upright portraits in which the face fills about half the width: give it a crop
    of about 1.75 times the landmarks' extent.
    """

    def __init__(self) -> None:
        stored = torch.load(weight_path(MODEL), map_location="cpu", weights_only=True)
        self._weights = _fold_normalisations(stored)

    @torch.inference_mode()
    def __call__(self, crop_srgb: UInt8[ndarray, "H W 3"]) -> Float32[ndarray, "19 H W"]:
        """Probabilities of `CELEBA_CLASSES`, left and right the person's own."""
        height, width = crop_srgb.shape[:2]
        shrinks = max(height, width) > SIDE
        method = cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR
        square = cv2.resize(crop_srgb, (SIDE, SIDE), interpolation=method)
        x = (square.astype(np.float32) / 255.0 - np.float32(MEAN)) / np.float32(STD)
        scores = self._network(torch.from_numpy(x.transpose(2, 0, 1)[None]))
        scores = interpolate(scores, (height, width), mode="bilinear", align_corners=True)
        return sort_sides(scores[0].softmax(0).numpy())

    def _network(self, x: Float[Tensor, "1 3 512 512"]) -> Float[Tensor, "1 19 64 64"]:
        eighth, sixteenth, thirty_second = self._resnet(x)
        whole = self._conv(thirty_second.mean((2, 3), keepdim=True), "cp.conv_avg.conv").relu_()
        coarse = self._refine(thirty_second, "cp.arm32") + whole
        coarse = self._enlarge(coarse, sixteenth, "cp.conv_head32.conv")
        context = self._refine(sixteenth, "cp.arm16") + coarse
        context = self._enlarge(context, eighth, "cp.conv_head16.conv")
        fused = self._fuse(eighth, context)
        fused = self._conv(fused, "conv_out.conv.conv").relu_()
        return self._conv(fused, "conv_out.conv_out")

    def _resnet(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """ResNet-18's maps at 1/8, 1/16 and 1/32."""
        x = max_pool2d(self._conv(x, "cp.resnet.conv1", 2).relu_(), 3, 2, 1)
        maps = []
        for layer in range(1, 5):
            for block in range(2):
                name = f"cp.resnet.layer{layer}.{block}"
                stride = 2 if layer > 1 and block == 0 else 1
                kept = self._conv(x, f"{name}.downsample.0", stride) if stride == 2 else x
                x = self._conv(x, f"{name}.conv1", stride).relu_()
                x = (self._conv(x, f"{name}.conv2") + kept).relu_()
            maps.append(x)
        return maps[1], maps[2], maps[3]

    def _refine(self, x: Tensor, name: str) -> Tensor:
        """Attention refinement: each channel weighted by what the whole picture says of it."""
        x = self._conv(x, f"{name}.conv.conv").relu_()
        return x * self._conv(x.mean((2, 3), keepdim=True), f"{name}.conv_atten").sigmoid()

    def _enlarge(self, x: Tensor, like: Tensor, name: str) -> Tensor:
        return self._conv(interpolate(x, like.shape[2:], mode="nearest"), name).relu_()

    def _fuse(self, detail: Tensor, context: Tensor) -> Tensor:
        """Feature fusion: join both paths, then weigh the channels."""
        x = self._conv(torch.cat([detail, context], 1), "ffm.convblk.conv").relu_()
        weight = self._conv(x.mean((2, 3), keepdim=True), "ffm.conv1").relu_()
        return x + x * self._conv(weight, "ffm.conv2").sigmoid()

    def _conv(self, x: Tensor, name: str, stride: int = 1) -> Tensor:
        weight, bias = self._weights[name]
        return conv2d(x, weight, bias, stride, weight.shape[-1] // 2)


def sort_sides(probabilities: Float32[ndarray, "19 H W"]) -> Float32[ndarray, "19 H W"]:
    """Give each side of a face to the person's left or right by where it lies.

    The network names sides at random from photo to photo (one picture in three is reversed). Eyes
    and brows are parted at the root of the nose, which even a turned head has between its eyes;
    ears at the middle of the face. In an upright crop the person's left is on our right.
    """
    width = probabilities.shape[2]
    shown = probabilities.argmax(0)
    rows, columns = np.nonzero(shown == CELEBA_CLASSES.index("nose"))
    face = np.nonzero(shown == CELEBA_CLASSES.index("skin"))[1]
    middle = face.mean() if len(face) else width / 2.0
    root = middle
    if len(rows):
        root = columns[rows <= rows.min() + ROOT_SHARE * np.ptp(rows)].mean()
    sorted_ = probabilities.copy()
    for part, border in (("brow", root), ("eye", root), ("ear", middle)):
        left, right = (CELEBA_CLASSES.index(f"{part}_{side}") for side in ("left", "right"))
        both = probabilities[left] + probabilities[right]
        is_left = np.arange(width) > border
        sorted_[left], sorted_[right] = both * is_left, both * ~is_left
    return sorted_


def _fold_normalisations(stored: dict[str, Tensor]) -> dict[str, tuple[Tensor, Tensor | None]]:
    """Convolution name -> weight and bias, the batch normalisation behind it multiplied in."""
    folded = {}
    for key, weight in stored.items():
        if weight.ndim != 4:
            continue
        name = key.removesuffix(".weight")
        norm = _normalisation_of(name)
        if f"{norm}.running_var" not in stored:
            folded[name] = (weight, None)
            continue
        scale = stored[f"{norm}.weight"] / (stored[f"{norm}.running_var"] + EPSILON).sqrt()
        bias = stored[f"{norm}.bias"] - stored[f"{norm}.running_mean"] * scale
        folded[name] = (weight * scale[:, None, None, None], bias)
    return folded


def _normalisation_of(convolution: str) -> str:
    """The name beside it: conv1 -> bn1, conv -> bn, conv_atten -> bn_atten, downsample.0 -> .1."""
    parent, _, own = convolution.rpartition(".")
    return f"{parent}.1" if own == "0" else f"{parent}.{own.replace('conv', 'bn')}"


@functools.cache
def face_parser() -> BiSeNet:
    """The process's one parser; SetupError when FACEGEN_COMMERCIAL forbids its weights."""
    return BiSeNet()
