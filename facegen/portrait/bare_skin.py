"""Which pixels of a crop show bare skin: no hair, rims, jewellery, teeth, eyes or background."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from jaxtyping import Bool, Float32, UInt8
from numpy import ndarray

from facegen.human.ramps import smoothstep
from facegen.models.roles import CELEBA_CLASSES
from facegen.portrait.analysis import PortraitAnalysis

_COVERS = ("background", "hair", "hat", "cloth", "earring", "necklace")
"""What hangs over skin or lies beside it, with soft, badly known outlines."""
_COVER_MARGIN = (9.0, 26.0)
"""Pixels of a crop from such a thing: nothing of the skin .. all of it."""
_GLASSES_MARGIN = (5.0, 12.0)
_BORDER_MARGIN = (6.0, 24.0)
_OPENING_MARGIN = (1.0, 4.0)
"""Eyes and mouth, whose outlines the landmarks tell within a pixel or two."""
_BY_HAIR = (30.0, 80.0)
"""Pixels from the hair: as near as single hairs lie, and as far."""
_STRAND_REACH = 14.0
"""Pixels from the hair within which a single strand must begin."""
_STRAND_LENGTH = 22
"""Pixels: shorter dark marks are the skin's own."""
_STRAND_CONTRAST = 0.10
"""Log darkening of a thin line, beside the skin around it, that makes it a strand."""

EYE_CONTOURS = (
    (33, 7, 163, 144, 145, 153, 154, 155, 133, 173, 157, 158, 159, 160, 161, 246),
    (263, 249, 390, 373, 374, 380, 381, 382, 362, 398, 384, 385, 386, 387, 388, 466),
)
"""The landmarker's points along the lids: the person's right eye, then the left."""
MOUTH_CONTOUR = (
    78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308, 415, 310, 311, 312, 13, 82, 81, 80, 191,
)  # fmt: skip
"""Its points along the inner edge of the lips."""


@dataclass(frozen=True)
class BareSkin:
    """Maps over the crop, 0..1."""

    skin: Float32[ndarray, "S S"]
    """How far a pixel can be trusted to show the skin; brows, lips and beard count as skin."""
    brows: Float32[ndarray, "S S"]
    lips: Float32[ndarray, "S S"]
    by_hair: Float32[ndarray, "S S"]
    """1 near the hair, where single hairs may lie over the skin."""


def find_bare_skin(analysis: PortraitAnalysis) -> BareSkin:
    """Read the parsing, sharpened by landmarks where it is too coarse."""
    size = len(analysis.crop.image)
    layers = dict(zip(CELEBA_CLASSES, analysis.parsing, strict=True))

    def shown(*names: str) -> Float32[ndarray, "S S"]:
        together = sum(layers[name] for name in names)
        return cv2.resize(together, (size, size), interpolation=cv2.INTER_LINEAR)

    brows = np.clip(shown("brow_left", "brow_right"), 0, 1)
    lips = np.clip(shown("lip_upper", "lip_lower"), 0, 1)
    trust = _clear_of(shown(*_COVERS) > 0.4, _COVER_MARGIN)
    trust *= _clear_of(shown("glasses") > 0.4, _GLASSES_MARGIN)
    trust *= _clear_of(~analysis.crop.inside, _BORDER_MARGIN)
    eyes, mouth = openings(analysis)
    trust *= _clear_of(eyes | (shown("eye_left", "eye_right") > 0.7), _OPENING_MARGIN)
    trust *= _clear_of(mouth | (shown("mouth") > 0.7), _OPENING_MARGIN)
    hair = shown("hair", "hat") > 0.4
    features = (brows + lips > 0.15) | eyes
    strands = _strands(analysis.crop.image, hair, features)
    trust *= _clear_of(strands, (1.0, 4.0))
    by_hair = 1 - _clear_of(hair, _BY_HAIR)
    return BareSkin(*(m.astype(np.float32) for m in (trust, brows, lips, by_hair)))


def openings(analysis: PortraitAnalysis) -> tuple[Bool[ndarray, "S S"], Bool[ndarray, "S S"]]:
    """Pixels between the lids, and between the lips, by the landmarks."""
    size = len(analysis.crop.image)
    points = analysis.landmarks.points[:, :2]

    def filled(contours: tuple[tuple[int, ...], ...]) -> Bool[ndarray, "S S"]:
        canvas = np.zeros((size, size), np.uint8)
        for contour in contours:
            outline = np.round(points[list(contour)] * 16).astype(np.int32)
            cv2.fillPoly(canvas, [outline], 1, cv2.LINE_8, 4)
        return canvas > 0

    return filled(EYE_CONTOURS), filled((MOUTH_CONTOUR,))


def _clear_of(thing: Bool[ndarray, "S S"], margin: tuple[float, float]) -> Float32[ndarray, "S S"]:
    """0 on a thing and within `margin[0]` pixels of it, 1 from `margin[1]` pixels on."""
    if not thing.any():
        return np.ones(thing.shape, np.float32)
    away = cv2.distanceTransform((~thing).astype(np.uint8), cv2.DIST_L2, 3)
    return smoothstep(*margin, away)


def _strands(
    image: UInt8[ndarray, "S S 3"], hair: Bool[ndarray, "S S"], features: Bool[ndarray, "S S"]
) -> Bool[ndarray, "S S"]:
    """Single hairs near the hair, too thin for the parsing: dark lines on lighter ground."""
    if not hair.any():
        return np.zeros(hair.shape, bool)
    grey = np.log(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY).astype(np.float32) + 12)
    window = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (15, 15))
    line = cv2.GaussianBlur(cv2.morphologyEx(grey, cv2.MORPH_BLACKHAT, window), (0, 0), 1.0)
    near = cv2.distanceTransform((~hair).astype(np.uint8), cv2.DIST_L2, 3)
    away = cv2.dilate(features.astype(np.uint8), np.ones((15, 15), np.uint8)) == 0
    dark = ((line > _STRAND_CONTRAST) & away & ~hair).astype(np.uint8)
    count, label, box, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    closest = np.full(count, np.inf)
    np.minimum.at(closest, label.ravel(), near.ravel())
    long = box[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]].max(1) >= _STRAND_LENGTH
    is_strand = long & (closest < _STRAND_REACH)
    is_strand[0] = False
    return is_strand[label]
