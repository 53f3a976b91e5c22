"""What the pipelines ask for: one Protocol per role, whoever fills it.

A role is here once something asks for it. The names are those of the weight registry.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from jaxtyping import Float32, UInt8
from numpy import ndarray


@dataclass(frozen=True)
class Landmarks:
    """One face in a picture."""

    points: Float32[ndarray, "478 3"]
    """x and y in pixels from the top left, z in pixels, smaller towards the camera."""
    blendshapes: Mapping[str, float]
    """ARKit name -> 0..1."""


class FaceLandmarker(Protocol):
    """Finds the faces in a picture."""

    def __call__(self, image_srgb: UInt8[ndarray, "H W 3"]) -> Sequence[Landmarks]:
        """The faces found, largest first; none if there is none."""
        ...


class SentenceEncoder(Protocol):
    """Puts texts where like meanings lie close together."""

    def __call__(self, texts: Sequence[str]) -> Float32[ndarray, "N D"]:
        """One unit vector per text; their dot product is the likeness, -1..1."""
        ...
