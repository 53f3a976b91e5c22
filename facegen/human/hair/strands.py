"""Draw strand textures for hair cards: many thin tapering hairs side by side, root at the top."""

from __future__ import annotations

import functools
from dataclasses import dataclass

import cv2
import numpy as np
from jaxtyping import Float32
from numpy import ndarray

from facegen.human.hair.color import StrandMaps

_SUPERSAMPLE = 2


@dataclass(frozen=True)
class StrandSpec:
    """One card texture: `columns` different cards side by side, U across and V from root to tip."""

    columns: int = 8
    width: int = 64
    """Texels per column."""
    height: int = 512
    hairs: int = 26
    """Hairs per column."""
    thickness: float = 1.7
    """Texels across a hair at its root."""
    wave: float = 0.04
    """Sideways swing, as a share of the column's width."""
    waves: float = 0.8
    """Swings from root to tip."""
    shortest: float = 0.55
    """Length of the shortest hair, as a share of the card."""
    spread: float = 0.10
    """How far hairs drift sideways."""
    ragged_root: float = 0.0
    """Hairs start anywhere in this first share of the card, so that a hairline has no edge."""
    dense: int = 0
    """How many of the columns (the last) are filled without gaps."""
    seed: int = 0


@functools.lru_cache(maxsize=16)
def draw_strands(spec: StrandSpec) -> StrandMaps:
    """Strand maps of shape [height, columns * width]; neighbouring columns never bleed."""
    rng = np.random.default_rng(spec.seed)
    columns = [_draw_column(spec, rng, c >= spec.columns - spec.dense) for c in range(spec.columns)]
    tone, strand, alpha = (np.concatenate(maps, 1) for maps in zip(*columns, strict=True))
    along = np.broadcast_to(np.linspace(0, 255, spec.height)[:, None], tone.shape)
    return StrandMaps(
        tone=_byte(128 + 40 * tone),
        shade=np.full(tone.shape, 128, np.uint8),
        strand=_byte(255 * strand),
        along=_byte(along),
        alpha=_byte(255 * alpha),
    )


def _byte(image: ndarray) -> ndarray:
    return np.clip(np.rint(image), 0, 255).astype(np.uint8)


def _draw_column(
    spec: StrandSpec, rng: np.random.Generator, dense: bool
) -> tuple[Float32[ndarray, "H W"], Float32[ndarray, "H W"], Float32[ndarray, "H W"]]:
    """tone, strand and alpha of one column; later hairs lie over earlier ones."""
    height, width = spec.height * _SUPERSAMPLE, spec.width * _SUPERSAMPLE
    tone = np.full((height, width), -0.9, np.float32)
    strand = np.full((height, width), 0.5, np.float32)
    alpha = np.full((height, width), 1.0 if dense else 0.0, np.float32)
    v = np.linspace(0, 1, height, dtype=np.float32)
    count = spec.hairs * (3 if dense else 1)
    for i in range(count):
        center, half = _hair(spec, rng, v, width, dense)
        number, lightness = (i + rng.random()) / count, 0.75 * rng.standard_normal()
        low = max(int(np.floor((center - half).min())), 0)
        high = min(int(np.ceil((center + half).max())) + 1, width)
        if low >= high:
            continue
        x = np.arange(low, high, dtype=np.float32)
        offset = (x[None] - center[:, None]) / np.maximum(half, 1e-3)[:, None]
        cover = np.clip((1 - np.abs(offset)) * half[:, None] + 0.5, 0, 1) * (half > 0.05)[:, None]
        inked = lightness - 0.7 * offset**2 + 0.35
        window = np.s_[:, low:high]
        tone[window] += cover * (inked - tone[window])
        strand[window] += cover * (number - strand[window])
        alpha[window] = np.maximum(alpha[window], cover)
    if not dense:
        alpha[:, : _SUPERSAMPLE * 2] = 0
        alpha[:, -_SUPERSAMPLE * 2 :] = 0
    size = (spec.width, spec.height)
    # Texels beyond a hair keep its tone, so that a soft alpha edge is not outlined in the dark.
    weight = cv2.GaussianBlur(alpha, (0, 0), 3)
    near = cv2.GaussianBlur(tone * alpha, (0, 0), 3) / np.maximum(weight, 1e-3)
    tone = np.where(alpha > 0.3, tone, np.where(weight > 1e-3, near, 0.0))
    tone, strand, alpha = (
        cv2.resize(m, size, interpolation=cv2.INTER_AREA) for m in (tone, strand, alpha)
    )
    return tone, strand, alpha


def _hair(
    spec: StrandSpec, rng: np.random.Generator, v: ndarray, width: int, dense: bool
) -> tuple[Float32[ndarray, "H"], Float32[ndarray, "H"]]:
    """Centre line and half width (supersampled texels) of one hair along `v`."""
    margin = 0.0 if dense else spec.wave + 0.06
    start = rng.uniform(margin, 1 - margin)
    end = start + spec.spread * rng.standard_normal() * 0.7
    end = min(max(end, margin), 1 - margin) if not dense else end
    phase, swings = rng.uniform(0, 2 * np.pi), spec.waves * rng.uniform(0.8, 1.2)
    wave = spec.wave * rng.uniform(0.5, 1.0) * np.sin(2 * np.pi * swings * v + phase)
    center = (start + (end - start) * v + wave * np.minimum(v * 4, 1)) * width
    length = 1.0 if dense else rng.uniform(spec.shortest, 0.99)
    taper = np.sqrt(np.clip(1 - v / length, 0, 1)) if not dense else np.ones_like(v)
    birth = rng.uniform(0, spec.ragged_root) if spec.ragged_root else -1.0
    half = 0.5 * spec.thickness * _SUPERSAMPLE * rng.uniform(0.7, 1.2) * np.minimum(taper * 1.6, 1)
    half = half * np.clip((v - birth) / 0.02, 0, 1)
    return center.astype(np.float32), half.astype(np.float32)
