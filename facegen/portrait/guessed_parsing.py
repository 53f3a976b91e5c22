"""Parsing without a parser: landmarks, a person's outline and colour models of skin and hair.

For installations that may not use the weights trained on CelebAMask-HQ. It knows no glasses, hats,
ears or jewellery.
"""

from __future__ import annotations

import cv2
import numpy as np
from jaxtyping import Bool, Float, Float32, UInt8
from numpy import ndarray

from facegen.models.matting import person_matting
from facegen.models.roles import CELEBA_CLASSES, Landmarks
from facegen.portrait import regions as r
from facegen.portrait.crop import Affine, inverse, moved
from facegen.portrait.pose import CHIN, FOREHEAD

SOFTNESS = 2.0
"""Pixels by which the edges are blurred."""
SKINNY = 2.5
"""Standard deviations from the cheeks' colour within which skin surely lies; in shade, twice."""
BROWS = (105, 334)
LEAST_PIXELS = 40
"""Fewer teach no colour model."""
PAINTED = (
    ("skin", (r.FACE,)), ("nose", (r.NOSE,)), ("brow_left", (r.BROW_LEFT,)),
    ("brow_right", (r.BROW_RIGHT,)), ("eye_left", (r.EYE_LEFT,)), ("eye_right", (r.EYE_RIGHT,)),
    ("lip_upper", (r.LIPS,)), ("mouth", (r.MOUTH,)),
)  # fmt: skip
"""What the landmarks tell, later ones upon earlier ones."""


def guess_parsing(
    picture: UInt8[ndarray, "S S 3"], face: Landmarks, to_photo: Affine
) -> Float32[ndarray, "19 S S"]:
    """Rough probabilities of `CELEBA_CLASSES` in an upright window around a face (photo pixels)."""
    size = len(picture)
    points = moved(face.points, inverse(to_photo))
    person = person_matting()(picture) > 0.5
    skinny, hairy = _colors(picture, points, person)
    labels = np.zeros((size, size), np.uint8)
    _label_around(labels, points, person, skinny, hairy)
    for name, outlines in PAINTED:
        labels[r.regions(points, outlines, size)] = CELEBA_CLASSES.index(name)
    rows = np.arange(size)[:, None] + 0.5
    fringe = r.region(points, r.FACE, size) & hairy & (rows < points[list(BROWS), 1].mean())
    labels[fringe] = CELEBA_CLASSES.index("hair")
    _lower_lip(labels, points)
    maps = np.stack([(labels == k).astype(np.float32) for k in range(len(CELEBA_CLASSES))])
    maps = np.stack([cv2.GaussianBlur(layer, (0, 0), SOFTNESS) for layer in maps])
    return maps / maps.sum(0)


def _label_around(
    labels: UInt8[ndarray, "S S"],
    points: Float[ndarray, "478 3"],
    person: Bool[ndarray, "S S"],
    skinny: Bool[ndarray, "S S"],
    hairy: Bool[ndarray, "S S"],
) -> None:
    """What lies around the face: hair, forehead, neck and clothes, by height and colour."""
    rows, columns = np.mgrid[: len(labels), : len(labels)] + 0.5
    chin = points[CHIN, 1]
    height = chin - points[FOREHEAD, 1]
    near = np.abs(columns - points[CHIN, 0]) < 0.75 * height
    below = rows > chin
    labels[person & below] = CELEBA_CLASSES.index("cloth")
    labels[person & below & hairy & near] = CELEBA_CLASSES.index("hair")
    labels[person & ~below] = CELEBA_CLASSES.index("hair")
    top = points[FOREHEAD, 1]
    forehead = (rows < top + 0.2 * height) & (rows > top - 0.25 * height)
    labels[person & skinny & forehead & near] = CELEBA_CLASSES.index("skin")
    throat = (rows > chin - 0.25 * height) & (rows < chin + 0.7 * height)
    # In the chin's shade the throat may be as dark as hair.
    shade = (rows > chin) & (rows < chin + 0.4 * height)
    shade &= np.abs(columns - points[CHIN, 0]) < 0.25 * height
    labels[person & (skinny & throat & near | shade)] = CELEBA_CLASSES.index("neck")


def _colors(
    picture: UInt8[ndarray, "S S 3"],
    points: Float[ndarray, "478 3"],
    person: Bool[ndarray, "S S"],
) -> tuple[Bool[ndarray, "S S"], Bool[ndarray, "S S"]]:
    """Where the colour is the cheeks', and where that of what lies above the forehead."""
    size = len(picture)
    cheeks = r.regions(points, (r.CHEEK_LEFT, r.CHEEK_RIGHT), size)
    if cheeks.sum() < LEAST_PIXELS:
        cheeks = r.region(points, r.FACE, size)
    skin = _distance(picture, cheeks)
    height = points[CHIN, 1] - points[FOREHEAD, 1]
    rows, columns = np.mgrid[:size, :size] + 0.5
    above = person & (np.abs(columns - points[FOREHEAD, 0]) < 0.35 * height) & (skin > SKINNY)
    above &= (rows < points[FOREHEAD, 1]) & (rows > points[FOREHEAD, 1] - 0.45 * height)
    if above.sum() < LEAST_PIXELS:
        return person & (skin < 2 * SKINNY), np.zeros((size, size), bool)
    hair = _distance(picture, above)
    hairy = person & (hair < skin) & (hair < 4.0)
    return person & ~hairy & (skin < 2 * SKINNY), hairy


def _distance(
    picture: UInt8[ndarray, "S S 3"], sample: Bool[ndarray, "S S"]
) -> Float[ndarray, "S S"]:
    """Mahalanobis distance of every pixel's Lab colour from those in `sample`."""
    lab = cv2.cvtColor(picture, cv2.COLOR_RGB2LAB).astype(np.float64)
    mean = np.median(lab[sample], axis=0)
    spread = np.cov(lab[sample].T) + np.diag([60.0, 12.0, 12.0])
    offset = lab - mean
    return np.sqrt(np.einsum("hwi,ij,hwj->hw", offset, np.linalg.inv(spread), offset))


def _lower_lip(labels: UInt8[ndarray, "S S"], points: Float[ndarray, "478 3"]) -> None:
    """Below the line between the mouth's corners the lip is the lower one."""
    right, left = points[61, :2], points[291, :2]
    x, y = np.meshgrid(np.arange(len(labels)) + 0.5, np.arange(len(labels)) + 0.5)
    line = right[1] + (x - right[0]) * (left[1] - right[1]) / max(left[0] - right[0], 1e-6)
    upper = CELEBA_CLASSES.index("lip_upper")
    labels[(labels == upper) & (y > line)] = CELEBA_CLASSES.index("lip_lower")
