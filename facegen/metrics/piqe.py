"""PIQE: how much of what catches the eye in a picture is blocked, smeared or noisy.

Venkatanath, Praneeth, Chandrasekhar, Channappayya and Medasani, "Blind image quality evaluation
using perception based features", National Conference on Communications, 2015. Nothing is learnt.
0 is perfect, 100 bad; MATLAB's manual calls up to 20 excellent, up to 35 good, up to 50 fair.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float32, Float64, Shaped
from numpy import ndarray
from numpy.lib.stride_tricks import sliding_window_view

from facegen.metrics.mscn import luma, mscn

BLOCK = 16
"""Side of a block, pixels."""
ACTIVE_VARIANCE = 0.1
"""Variance of the coefficients above which a block catches the eye."""
SEGMENT = 6
"""Pixels of a run along a block's border."""
FLAT_DEVIATION = 0.1
"""A run that varies less makes its block a visibly distorted one."""
STEADY = 1.0
"""C1 of the score: what keeps it finite where no block is active."""


@dataclass(frozen=True)
class BlockQuality:
    """What PIQE finds in each block of 16 x 16 pixels; a block cut off by the edge counts whole."""

    variance: Float64[ndarray, "R C"]
    active: Bool[ndarray, "R C"]
    """Blocks that catch the eye: only they count."""
    artefacts: Bool[ndarray, "R C"]
    """Active blocks with a flat run along their border: blocking, ringing, smears."""
    noise: Bool[ndarray, "R C"]
    """Active blocks with noise."""

    @property
    def score(self) -> float:
        """0..100, lower is better: the paper's pooling, in hundredths."""
        distortion = self.artefacts * (1 - self.variance) + self.noise * self.variance
        return float(100 * (distortion.sum() + STEADY) / (self.active.sum() + STEADY))


def piqe(image_srgb: Shaped[ndarray, "H W *C"]) -> float:
    """The score, 0..100, lower is better; 10 ms for 512 x 512.

    The picture is uint8 or floats 0..1, colour or grey, 16 pixels or more each way. One without an
    active block (a smooth ramp) gets 100, as the paper's formula has it.

    Raises InputError for a picture that `luma` refuses.
    """
    return block_quality(image_srgb).score


def block_quality(image_srgb: Shaped[ndarray, "H W *C"]) -> BlockQuality:
    """What stands behind the score; pictures and errors as in `piqe`."""
    blocks = _blocks(luma(image_srgb, BLOCK))
    variance = blocks.var((2, 3), ddof=1)
    active = variance > ACTIVE_VARIANCE
    return BlockQuality(
        variance, active, active & _has_flat_run(blocks), active & _is_noisy(blocks, variance)
    )


def _blocks(grey: Float32[ndarray, "H W"]) -> Float64[ndarray, "R C 16 16"]:
    """Normalised blocks; what the last ones lack is mirrored into them."""
    height, width = grey.shape
    mirrored = np.pad(grey, ((0, -height % BLOCK), (0, -width % BLOCK)), mode="symmetric")
    values = mscn(mirrored).astype(np.float64)
    rows, columns = (side // BLOCK for side in values.shape)
    return values.reshape(rows, BLOCK, columns, BLOCK).swapaxes(1, 2)


def _has_flat_run(blocks: Float64[ndarray, "R C 16 16"]) -> Bool[ndarray, "R C"]:
    """Noticeable distortion: some run of `SEGMENT` pixels on one of four borders hardly varies."""
    borders = np.stack(
        [blocks[..., 0, :], blocks[..., -1, :], blocks[..., 0], blocks[..., -1]], axis=2
    )
    runs = sliding_window_view(borders, SEGMENT, axis=3)
    return (runs.std(-1, ddof=1) < FLAT_DEVIATION).any((2, 3))


def _is_noisy(
    blocks: Float64[ndarray, "R C 16 16"], variance: Float64[ndarray, "R C"]
) -> Bool[ndarray, "R C"]:
    """Noise: the two middle columns vary about as much as all the others.

    The block's deviation is above twice its relative difference from the ratio of the two.
    """
    middle = slice(BLOCK // 2 - 1, BLOCK // 2 + 1)
    others = np.delete(blocks, middle, axis=3)
    deviation = np.sqrt(variance)
    around = others.std((2, 3), ddof=1)
    ratio = np.divide(
        blocks[..., middle].std((2, 3), ddof=1), around, out=np.zeros_like(around), where=around > 0
    )
    largest = np.maximum(deviation, ratio)
    apart = np.abs(deviation - ratio)
    return deviation * largest > 2 * apart
