"""A head from a face: camera, shape and expression such that the landmarks fall where they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jaxtyping import Float32
from numpy import ndarray

from facegen.human.person import Shape
from facegen.render.camera import Camera


@dataclass(frozen=True)
class HeadFit:
    """The head of a portrait, standing where every avatar stands."""

    shape: Shape
    residual: Float32[ndarray, "19158 3"]
    """Metres added to the shaped base mesh (`human.likeness.Likeness.residual`)."""
    expression: Mapping[str, float]
    """ARKit name -> weight that the face in the photo wears."""
    camera: Camera
    """Sees the avatar as the crop does, in its pixels."""
    errors: Mapping[str, float]
    """Stage -> mean landmark error, % of the distance between the eyes' centres."""
    seconds: Mapping[str, float]
