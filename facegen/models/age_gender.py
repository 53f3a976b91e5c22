"""AgeGender on two small residual networks that Cydral Technology gave to dlib-models."""

from __future__ import annotations

import functools

import cv2
import numpy as np
from jaxtyping import Float, UInt8
from numpy import ndarray

from facegen.models.faces import face_chip, face_square
from facegen.models.registry import weight_path
from facegen.models.roles import AgeGenderGuess, Box

AGE_MODEL, GENDER_MODEL = "age-v1.onnx", "gender-v1.onnx"
AGE_CHIP, GENDER_CHIP, PADDING = 64, 32, 0.2
"""Sides in pixels and margin of the upright faces that the networks take."""
MEAN = np.array([122.782, 117.001, 104.298], np.float32)
YEARS = np.concatenate([[0.25], np.arange(1.0, 81.0)])
"""What the 81 classes of the age network stand for; nobody is above 80."""


class CydralAgeGender:
    """Age and gender expression; 10 ms and the search for the face. SetupError without weights."""

    def __init__(self) -> None:
        self._age = cv2.dnn.readNetFromONNX(str(weight_path(AGE_MODEL)))
        self._gender = cv2.dnn.readNetFromONNX(str(weight_path(GENDER_MODEL)))

    def __call__(
        self, image_srgb: UInt8[ndarray, "H W 3"], box: Box | None = None
    ) -> AgeGenderGuess | None:
        """For the face in `box`, else for the largest one; None when no face is found.

        Each answer is the mean over the face and its mirror image.
        """
        square = box or face_square(image_srgb)
        if square is None:
            return None
        chip = face_chip(image_srgb, square, AGE_CHIP, PADDING)
        years = _probabilities(self._age, chip)
        chip = face_chip(image_srgb, square, GENDER_CHIP, PADDING)
        _, masculine = _probabilities(self._gender, chip)
        age = float(years @ YEARS)
        spread = float(np.sqrt(years @ (YEARS - age) ** 2))
        return AgeGenderGuess(age, spread, float(masculine))


def _probabilities(network: cv2.dnn.Net, chip: UInt8[ndarray, "S S 3"]) -> Float[ndarray, "K"]:
    """Mean over the chip and its mirror image."""
    both = np.stack([chip, chip[:, ::-1]]).astype(np.float32)
    network.setInput(np.ascontiguousarray(((both - MEAN) / 256.0).transpose(0, 3, 1, 2)))
    return network.forward().mean(0).astype(np.float64)


@functools.cache
def age_gender() -> CydralAgeGender:
    """The process's one pair of networks."""
    return CydralAgeGender()
