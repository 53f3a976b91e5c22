"""Parts of a face as polygons through its landmarks."""

from __future__ import annotations

import cv2
import numpy as np
from jaxtyping import Bool, Float
from numpy import ndarray

from facegen.portrait.pose import OVAL

FACE = tuple(int(i) for i in OVAL)
EYE_RIGHT = (33, 246, 161, 160, 159, 158, 157, 173, 133, 155, 154, 153, 145, 144, 163, 7)
EYE_LEFT = (263, 466, 388, 387, 386, 385, 384, 398, 362, 382, 381, 380, 374, 373, 390, 249)
IRIS_RIGHT, IRIS_LEFT = (468, 469, 470, 471, 472), (473, 474, 475, 476, 477)
"""Middle, then four points of the edge."""
BROW_RIGHT = (70, 63, 105, 66, 107, 55, 65, 52, 53, 46)
BROW_LEFT = (300, 293, 334, 296, 336, 285, 295, 282, 283, 276)
LIPS = (61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291, 375, 321, 405, 314, 17, 84, 181, 91, 146)
MOUTH = (78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308, 324, 318, 402, 317, 14, 87, 178, 88, 95)
NOSE = (168, 122, 174, 198, 49, 48, 219, 64, 98, 97, 2, 326, 327, 294, 439, 278, 279, 420, 399, 351)
CHEEK_RIGHT = (117, 118, 101, 36, 205, 187, 123)
CHEEK_LEFT = (346, 347, 330, 266, 425, 411, 352)
FOREHEAD_MIDDLE = (69, 108, 151, 337, 299, 333, 296, 336, 9, 107, 66, 104)
"""Bare in most people, below a usual hairline."""
FOREHEAD_WHOLE = (
    54, 103, 67, 109, 10, 338, 297, 332, 284, 293, 334, 296, 336, 9, 107, 66, 105, 63,
)  # fmt: skip
"""From brow to brow, up to the landmarks' edge."""
MOUSTACHE = (61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291, 322, 326, 2, 97, 92)
CHIN = (84, 17, 314, 406, 369, 400, 377, 152, 148, 176, 140, 182)
CHIN_SIDE_RIGHT = (61, 146, 91, 181, 182, 140, 176, 149, 150, 169, 210, 212)
CHIN_SIDE_LEFT = (291, 375, 321, 405, 406, 369, 400, 378, 379, 394, 430, 432)
JAW_RIGHT = (212, 210, 169, 150, 136, 172, 58, 215, 138, 192, 214)
JAW_LEFT = (432, 430, 394, 379, 365, 397, 288, 435, 367, 416, 434)
SIDEBURN_RIGHT = (234, 93, 132, 58, 215, 177, 137, 227)
SIDEBURN_LEFT = (454, 323, 361, 288, 435, 401, 366, 447)


def region(
    points: Float[ndarray, "478 C"], outline: tuple[int, ...], size: int
) -> Bool[ndarray, "S S"]:
    """Pixels of a square picture inside a polygon through landmarks (its pixels)."""
    mask = np.zeros((size, size), np.uint8)
    corners = np.rint((points[list(outline), :2] - 0.5) * 16).astype(np.int32)
    cv2.fillPoly(mask, [corners], 1, shift=4)
    return mask.astype(bool)


def regions(
    points: Float[ndarray, "478 C"], outlines: tuple[tuple[int, ...], ...], size: int
) -> Bool[ndarray, "S S"]:
    """Several polygons at once."""
    return np.any([region(points, outline, size) for outline in outlines], axis=0)
