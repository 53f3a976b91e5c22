"""What a portrait says: plain facts, each with how sure it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from jaxtyping import Bool, Float32, Float64, UInt8
from numpy import ndarray

from facegen.human.person import Color
from facegen.models.roles import Landmarks

T = TypeVar("T")
CROP_SIZE = 1024
"""Side of a face crop in pixels."""
CROP_EXTENT = 2.1
"""Side of the crop, of the face's larger landmark extent."""


@dataclass(frozen=True)
class Portrait:
    """A photo made safe: upright, three channels, at most 4096 pixels along its longer side."""

    image: UInt8[ndarray, "H W 3"]
    """sRGB; what was transparent lies on grey."""
    alpha: UInt8[ndarray, "H W"] | None = None
    """Of a picture that was cut out."""


@dataclass(frozen=True)
class Face:
    """One of the faces in a portrait."""

    landmarks: Landmarks
    """In pixels of `Portrait.image`."""
    box: tuple[float, float, float, float]
    """Left, top, right, bottom in pixels: forehead to chin, cheek to cheek."""


@dataclass(frozen=True)
class Crop:
    """The face, eyes level, in the middle of a square of `CROP_SIZE` pixels."""

    image: UInt8[ndarray, "S S 3"]
    inside: Bool[ndarray, "S S"]
    """False beyond the border of the photo, where the edge pixels are repeated."""
    to_photo: Float64[ndarray, "2 3"]
    """Affine: crop pixel (x, y, 1) to photo pixel."""


@dataclass(frozen=True)
class Guess(Generic[T]):
    """A value and how likely it is right."""

    value: T
    confidence: float
    """0..1."""


@dataclass(frozen=True)
class SkinTone:
    """The skin's own colour, as far as the light lets it be told."""

    color: Color
    """sRGB albedo, median of cheeks and forehead."""
    ita: float
    """Individual typology angle, degrees: above 55 very light .. below -30 dark."""
    melanin: float
    haemoglobin: float
    undertone: float
    """The three as `human.person.Skin` takes them."""


@dataclass(frozen=True)
class HairLook:
    """Head hair as the photo shows it."""

    color: Guess[Color]
    grey: float
    """Share of grey strands, 0..1."""
    length: Guess[str]
    """"bald", "shaved", "short", "chin", "shoulder" or "long"."""
    curl: Guess[str]
    """"straight", "wavy", "curly" or "coily"."""
    tied: Guess[bool]
    """Drawn back into a bun, tail or braid, or combed flat to the back."""
    fringe: Guess[bool]
    """Hair hangs over the forehead."""
    hairline: float
    """Height of the bare forehead above the brows, of the distance from brows to chin; about 0.45
    on average, more where the hair recedes."""


@dataclass(frozen=True)
class Light:
    """The photo's light."""

    harmonics: Float32[ndarray, "9 3"]
    """Irradiance over pi by normal, real spherical harmonics up to degree 2 (order 1, y, z, x, xy,
    yz, 3z^2-1, xz, x^2-y^2, each with its usual constant), linear RGB, world axes of the fit."""


@dataclass(frozen=True)
class PortraitAnalysis:
    """Everything that was read from one face of a portrait. Left is the person's left."""

    portrait: Portrait
    face: Face
    crop: Crop
    landmarks: Landmarks
    """Found again inside the crop, in its pixels."""
    yaw: float
    """Degrees, positive when the person turns towards their left (our right)."""
    pitch: float
    """Degrees, positive when the face looks up."""
    roll: float
    """Degrees by which the crop was turned to level the eyes."""
    parsing: Float32[ndarray, "19 P P"]
    """Probabilities of `CELEBA_CLASSES` over the crop, P = 512."""
    matte: Float32[ndarray, "P P"]
    """Share of person over the crop."""
    identity: Float32[ndarray, "D"] | None
    age: Guess[float]
    masculine: Guess[float]
    skin: SkinTone
    iris_left: Guess[Color]
    iris_right: Guess[Color]
    hair: HairLook
    facial_hair: Guess[str]
    """Among `human.person.FACIAL_HAIR_STYLES`."""
    glasses: Guess[bool]
    hat: Guess[bool]
    clothes: Color | None
    """sRGB, the clothes' main colour; None where the photo shows none."""
    confidence: float
    """0..1: how far a head made from this photo can be trusted."""
    warnings: tuple[str, ...]
    """Sentences for the user: what the photo makes difficult, and what would help."""
    light: Light | None = None
    """Known once a head is fitted."""

    @property
    def arkit(self) -> Mapping[str, float]:
        """The landmarker's 52 coefficients; they are not zero on a face at rest."""
        return self.landmarks.blendshapes
