"""TFAG's mask m = h_mask(x): what each pixel of a face crop shows, in 19 classes."""

from __future__ import annotations

import cv2
import numpy as np
from jaxtyping import Float32, UInt8
from numpy import ndarray

from facegen.errors import InputError
from facegen.models.landmarks import face_landmarker
from facegen.models.roles import CELEBA_CLASSES
from facegen.portrait.debug_sheet import COLORS
from facegen.portrait.segments import segment

_BEHIND = (30, 32, 38)
"""What the background is painted with."""


def face_mask(crop_srgb: UInt8[ndarray, "S S 3"]) -> Float32[ndarray, "19 s s"]:
    """Probabilities of `CELEBA_CLASSES` over a face crop, 512 pixels square; they sum to 1.

    `InputError` when no face is found.
    """
    faces = face_landmarker()(crop_srgb)
    if not faces:
        raise InputError("No face was found in the picture; use one that shows a face from before.")
    whole = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
    return segment(crop_srgb, faces[0], whole, len(crop_srgb)).parsing


def mask_picture(mask: Float32[ndarray, "19 S S"], size: int = 512) -> UInt8[ndarray, "s s 3"]:
    """Each pixel in the colour of its likeliest class, as the debug sheet's legend explains."""
    palette = np.array([COLORS.get(name, _BEHIND) for name in CELEBA_CLASSES], np.uint8)
    large = cv2.resize(np.moveaxis(mask, 0, -1), (size, size), interpolation=cv2.INTER_LINEAR)
    return palette[large.argmax(-1)]
