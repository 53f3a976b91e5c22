"""Named random numbers: every attribute has its own, so that fixing one leaves the others alone."""

from __future__ import annotations

import functools
import math
import zlib
from collections.abc import Mapping, Sequence
from typing import TypeVar

import numpy as np
import torch
from jaxtyping import Float64
from numpy import ndarray

T = TypeVar("T")
_MASK = (1 << 64) - 1


def draw_seeds(count: int, generator: torch.Generator) -> list[int]:
    """`count` seeds for `Dice` from `generator`, one after the other."""
    return torch.randint(0, 2**62, (count,), generator=generator).tolist()


@functools.cache
def _checksum(name: str) -> int:
    return 1 + zlib.crc32(name.encode())


class Dice:
    """Random numbers by name: the same seed and name always give the same number.

    SplitMix64 (Steele, Lea and Flood, 2014) over the seed and the name's checksum.
    """

    def __init__(self, seed: int) -> None:
        self.seed = seed

    def unit(self, name: str) -> float:
        """Uniform in [0, 1)."""
        z = (self.seed + 0x9E3779B97F4A7C15 * _checksum(name)) & _MASK
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & _MASK
        return ((z ^ (z >> 31)) >> 11) / (1 << 53)

    def uniform(self, name: str, low: float, high: float) -> float:
        """Uniform in [low, high)."""
        return low + (high - low) * self.unit(name)

    def normal(
        self, name: str, mean: float, sd: float, low: float = -math.inf, high: float = math.inf
    ) -> float:
        """Normal, clipped to [low, high] (Box and Muller)."""
        radius = math.sqrt(-2 * math.log(1 - self.unit(f"{name}/r")))
        value = mean + sd * radius * math.cos(2 * math.pi * self.unit(f"{name}/a"))
        return min(max(value, low), high)

    def bounded(self, name: str, sd: float, limit: float) -> float:
        """Normal of mean 0, redrawn until within ±limit: nothing piles up at the ends."""
        for attempt in range(8):
            value = self.normal(f"{name}#{attempt}", 0.0, sd)
            if abs(value) <= limit:
                return value
        return 0.0

    def normals(self, name: str, count: int, limit: float) -> Float64[ndarray, "N"]:
        """`count` standard normals, each redrawn until within ±limit (at most 8 times)."""
        tries = np.random.default_rng((self.seed, _checksum(name))).standard_normal((8, count))
        first = (np.abs(tries) <= limit).argmax(0)
        return tries[first, np.arange(count)].clip(-limit, limit)

    def chance(self, name: str, probability: float) -> bool:
        """True with `probability`."""
        return self.unit(name) < probability

    def pick(self, name: str, options: Sequence[T]) -> T:
        """One of `options`, equally likely."""
        return options[int(self.unit(name) * len(options))]

    def weighted(self, name: str, weights: Mapping[T, float]) -> T:
        """One key of `weights`, in proportion; a mapping of zeros gives its first key."""
        point = self.unit(name) * sum(weights.values())
        for option, weight in weights.items():
            point -= weight
            if point < 0:
                return option
        return next(iter(weights))
