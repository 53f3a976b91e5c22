"""What the painters add to: pigments, relief and gloss per texel."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float32
from numba import njit
from numpy import ndarray

from facegen.human.person import Skin
from facegen.human.skin.canvas import Canvas
from facegen.human.skin.noise import smooth
from facegen.human.skin.tone import TINT_MELANIN


@dataclass(frozen=True)
class Layers:
    """Arrays that painters change in place; all `[S, S]` float32."""

    melanin: Float32[ndarray, "S S"]
    haemoglobin: Float32[ndarray, "S S"]
    height: Float32[ndarray, "S S"]
    """Millimetres above the mesh."""
    roughness: Float32[ndarray, "S S"]
    cavity: Float32[ndarray, "S S"]
    """1 open, less in grooves and pits; darkens occlusion and specular."""


def start_layers(canvas: Canvas, skin: Skin) -> Layers:
    """Even skin of the recipe's tone."""
    shape = (canvas.size, canvas.size)
    melanin = TINT_MELANIN if skin.tint is not None else skin.melanin
    roughness = 0.60 - 0.16 * skin.shine
    return Layers(
        melanin=np.full(shape, melanin, np.float32),
        haemoglobin=np.full(shape, skin.haemoglobin, np.float32),
        height=np.zeros(shape, np.float32),
        roughness=np.full(shape, roughness, np.float32),
        cavity=np.ones(shape, np.float32),
    )


@njit(cache=True, fastmath=True)
def lip_edge(y: float) -> float:
    """Edge loop (`Canvas.lip`) at which the red of the lips ends, at height `y` mm.

    The base mesh's lips roll over at its 6th loop above and between 6th and 7th below.
    """
    return 6.8 - 0.7 * smooth(657.0, 664.0, y)


@dataclass
class Finish:
    """What patterns add to the painted colour; a painter replaces what it needs to."""

    color: Float32[ndarray, "S S 3"]
    """Linear."""
    metal: Float32[ndarray, "S S"] | float
    """0 flesh or stone .. 1 metal."""
    glow: Float32[ndarray, "S S"] | None = None
    """Share of the emissive colour; None gives off no light."""

    def lay(self, paint: ndarray, cover: Float32[ndarray, "S S"]) -> None:
        """Blend `paint` (linear, one colour or one per texel) over the colour."""
        self.color += (np.asarray(paint, np.float32) - self.color) * cover[..., None]

    def shade(self, factor: Float32[ndarray, "S S"]) -> None:
        """Multiply the colour."""
        self.color *= factor[..., None]
