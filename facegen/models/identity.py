"""IdentityEncoder on dlib's face recognition network.

A ResNet of 29 layers (after He et al. 2016, half the filters) trained with a metric loss so that
pictures of one person lie within 0.6 of each other: the Re-ID of Gen3D-Face. Its own figure is
99.38 % on Labeled Faces in the Wild (dlib-models).
"""

from __future__ import annotations

import functools

import numpy as np
from jaxtyping import Float32, UInt8
from numpy import ndarray

from facegen.models.faces import face_chip, face_square
from facegen.models.registry import weight_path
from facegen.models.roles import Box

MODEL = "dlib_face_recognition_resnet_model_v1.dat"
CHIP, PADDING = 150, 0.25
"""Side in pixels and margin of the upright face that the network takes."""


class DlibIdentity:
    """128 numbers per face; 30 ms and the search for the face. SetupError without its weights."""

    same_below = 0.6

    def __init__(self) -> None:
        # Imported here: most runs never need it.
        import dlib

        self._network = dlib.face_recognition_model_v1(str(weight_path(MODEL)))

    def __call__(
        self, image_srgb: UInt8[ndarray, "H W 3"], box: Box | None = None
    ) -> Float32[ndarray, "128"] | None:
        """The vector of the face in `box`, else of the largest one; None when no face is found."""
        square = box or face_square(image_srgb)
        if square is None:
            return None
        chip = face_chip(image_srgb, square, CHIP, PADDING)
        return np.array(self._network.compute_face_descriptor(chip), np.float32)


@functools.cache
def identity_encoder() -> DlibIdentity:
    """The process's one encoder."""
    return DlibIdentity()
