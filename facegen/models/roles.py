"""What the pipelines ask for: one Protocol per role, whoever fills it.

A role is here once something asks for it. The names are those of the weight registry.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from jaxtyping import Float32, Shaped, UInt8
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


Box = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels; a face's reaches from brows to chin and is about square."""

CELEBA_CLASSES = (
    "background", "skin", "brow_left", "brow_right", "eye_left", "eye_right", "glasses",
    "ear_left", "ear_right", "earring", "nose", "mouth", "lip_upper", "lip_lower", "neck",
    "necklace", "cloth", "hair", "hat",
)  # fmt: skip
"""CelebAMask-HQ's 19 classes, in its order; "mouth" is the inside of an open one."""


class FaceParser(Protocol):
    """Names what each pixel of a face crop shows."""

    def __call__(self, crop_srgb: UInt8[ndarray, "H W 3"]) -> Float32[ndarray, "19 H W"]:
        """Probabilities of `CELEBA_CLASSES`, which sum to 1; the crop stands upright. Left and
        right are the person's."""
        ...


class PersonMatting(Protocol):
    """Parts people from what is behind them."""

    def __call__(self, image_srgb: UInt8[ndarray, "H W 3"]) -> Float32[ndarray, "H W"]:
        """Share of each pixel that a person covers, 0..1."""
        ...


class IdentityEncoder(Protocol):
    """Puts pictures of one person close together."""

    same_below: float
    """Euclidean distance below which two pictures count as one person (Re-ID's match)."""

    def __call__(
        self, image_srgb: UInt8[ndarray, "H W 3"], box: Box | None = None
    ) -> Float32[ndarray, "D"] | None:
        """The vector of the face in `box`, else of the largest one; None when none is found."""
        ...


@dataclass(frozen=True)
class AgeGenderGuess:
    """What a face's age and gender expression look like to a network."""

    age: float
    """Years."""
    age_spread: float
    """Standard deviation of the network's own distribution, years."""
    masculine: float
    """0 feminine .. 1 masculine expression."""


class AgeGender(Protocol):
    """Guesses age and gender expression."""

    def __call__(
        self, image_srgb: UInt8[ndarray, "H W 3"], box: Box | None = None
    ) -> AgeGenderGuess | None:
        """For the face in `box`, else for the largest one; None when no face is found."""
        ...


class PerceptualFeatures(Protocol):
    """Feature maps in which like pictures are close."""

    def __call__(
        self, images_srgb: Float32[ndarray, "B H W 3"]
    ) -> list[Float32[ndarray, "B C h w"]]:
        """Maps of several depths, shallow first."""
        ...


class MultiViewDiffusion(Protocol):
    """Repaints pictures of one head so that they agree with a photo and with one another."""

    def __call__(
        self,
        views_srgb: Float32[ndarray, "N H W 3"],
        world_to_camera: Float32[ndarray, "N 4 4"],
        intrinsics: Float32[ndarray, "N 3 3"],
        photo_srgb: Float32[ndarray, "S S 3"],
    ) -> Float32[ndarray, "N H W 3"]:
        """The views, denoised together; cameras as in OpenCV (x right, y down, z forward)."""
        ...


class JointEmbedding(Protocol):
    """Puts pictures and texts into one space."""

    def images(self, images_srgb: Float32[ndarray, "N H W 3"]) -> Float32[ndarray, "N D"]:
        """One unit vector per picture."""
        ...

    def texts(self, texts: Sequence[str]) -> Float32[ndarray, "N D"]:
        """One unit vector per text."""
        ...


class ImageQuality(Protocol):
    """Scores one picture with no other to hold it against."""

    def __call__(self, image_srgb: Shaped[ndarray, "H W *C"]) -> float:
        """0 and up, lower is better; uint8 or floats 0..1, colour or grey."""
        ...


@dataclass(frozen=True)
class Sitter:
    """Whoever sits for a portrait, as far as words about variants of them need to know."""

    masculine: float
    """0 feminine .. 1 masculine expression."""
    age: float
    """Years."""
    glasses: bool = False
    hat: bool = False


@dataclass(frozen=True)
class WrittenPrompts:
    """Descriptions of one person that differ from one another."""

    prompts: tuple[str, ...]
    """No two ask for the same looks."""
    notices: tuple[str, ...] = ()
    """Sentences for the user: who wrote them, what was turned away, that no more are to be had."""


class PromptWriter(Protocol):
    """Describes one person with many different looks (TFAG's h_gpt, equation 3)."""

    def __call__(
        self, sitter: Sitter, count: int, *, seed: int = 0, avoid: Sequence[str] = ()
    ) -> WrittenPrompts:
        """At most `count` descriptions, 1..64, none of them with the looks of one in `avoid`."""
        ...


class FaceSynthesizer(Protocol):
    """Pictures of one person with other looks (TFAG's h_mmd, equation 4).

    It is made for a person: from the head fitted to a photo, or as a diffusion with the photo.
    """

    def __call__(
        self, prompt: str, mask: Float32[ndarray, "19 S S"], *, seed: int = 0
    ) -> UInt8[ndarray, "S S 3"]:
        """The look-alike for `prompt`; `mask` (TFAG's m, of `CELEBA_CLASSES`) tells where the
        face's features are, which stay while attributes change."""
        ...
