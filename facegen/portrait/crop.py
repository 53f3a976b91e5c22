"""Windows onto a photo: squares of any place, size and turn, and the way back to photo pixels.

Coordinates are continuous: a pixel's middle lies at half integers, as `render.camera` has it.
"""

from __future__ import annotations

import math

import cv2
import numpy as np
from jaxtyping import Bool, Float, Float32, Float64, UInt8
from numpy import ndarray

from facegen.models.roles import Landmarks
from facegen.portrait.analysis import CROP_EXTENT, CROP_SIZE, Crop
from facegen.portrait.pose import OVAL, head_pose

Affine = Float64[ndarray, "2 3"]
"""Window pixel (x, y, 1) to photo pixel."""


def window(
    center: tuple[float, float], extent: float, roll: float, size: tuple[int, int]
) -> Affine:
    """A window of `size` (width, height) pixels whose width covers `extent` photo pixels.

    `roll` (degrees) is the direction of the window's x axis in the photo, clockwise as seen.
    """
    scale, angle = extent / size[0], math.radians(roll)
    turn = scale * np.array(
        [[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]]
    )
    offset = np.array(center) - turn @ (np.array(size) / 2)
    return np.concatenate([turn, offset[:, None]], 1)


def inverse(to_photo: Affine) -> Affine:
    """Photo pixel to window pixel."""
    return cv2.invertAffineTransform(to_photo)


def joined(inner: Affine, outer: Affine) -> Affine:
    """A window onto a window: first `inner`, then `outer`."""
    offset = outer[:, :2] @ inner[:, 2] + outer[:, 2]
    return np.concatenate([outer[:, :2] @ inner[:, :2], offset[:, None]], 1)


def moved(points: Float[ndarray, "N C"], affine: Affine) -> Float64[ndarray, "N C"]:
    """Points carried over; a third coordinate is scaled alike."""
    flat = points[:, :2] @ affine[:, :2].T + affine[:, 2]
    return np.concatenate([flat, points[:, 2:] * magnification(affine)], 1)


def moved_landmarks(face: Landmarks, affine: Affine) -> Landmarks:
    """A face carried over."""
    return Landmarks(moved(face.points, affine).astype(np.float32), face.blendshapes)


def magnification(affine: Affine) -> float:
    """Length after over length before."""
    return float(math.hypot(affine[0, 0], affine[1, 0]))


def sample(
    image: ndarray, to_photo: Affine, size: tuple[int, int], *, beyond: float | None = None
) -> ndarray:
    """What the window shows, `size` = (width, height), without aliasing.

    Beyond the border the edge pixels are repeated, or `beyond` is shown.
    """
    shrink = magnification(to_photo)
    if shrink > 1.5:
        # Bilinear sampling alone would skip pixels.
        height, width = image.shape[:2]
        small = max(1, round(width / shrink)), max(1, round(height / shrink))
        image = cv2.resize(image, small, interpolation=cv2.INTER_AREA)
        zoom = np.diag([small[0] / width, small[1] / height])
        to_photo = np.concatenate([zoom @ to_photo[:, :2], zoom @ to_photo[:, 2:]], 1)
    centred = to_photo.copy()  # OpenCV puts pixel middles at integers
    centred[:, 2] += to_photo[:, :2].sum(1) / 2 - 0.5
    border = cv2.BORDER_REPLICATE if beyond is None else cv2.BORDER_CONSTANT
    method = cv2.INTER_CUBIC if magnification(to_photo) < 0.9 else cv2.INTER_LINEAR
    return cv2.warpAffine(
        image, centred, size, flags=method | cv2.WARP_INVERSE_MAP, borderMode=border,
        borderValue=(beyond or 0,) * 4,
    )  # fmt: skip


def inside(to_photo: Affine, size: tuple[int, int], photo: tuple[int, int]) -> Bool[ndarray, "h w"]:
    """Which window pixels lie on the photo, `photo` = (height, width)."""
    x, y = np.meshgrid(np.arange(size[0]) + 0.5, np.arange(size[1]) + 0.5)
    u = to_photo[0, 0] * x + to_photo[0, 1] * y + to_photo[0, 2]
    v = to_photo[1, 0] * x + to_photo[1, 1] * y + to_photo[1, 2]
    return (u >= 0) & (u <= photo[1]) & (v >= 0) & (v <= photo[0])


def face_window(
    face: Landmarks, extent: float = CROP_EXTENT, size: int = CROP_SIZE, drop: float = 0.0
) -> Affine:
    """The window in whose middle the face stands upright.

    Its side is `extent` times the face's larger measure; `drop` moves it down by that share of
    its side.
    """
    roll = head_pose(face.points).roll
    level = moved(face.points[:, :2], inverse(window((0.0, 0.0), 1.0, roll, (1, 1))))
    low, high = level[OVAL].min(0), level[OVAL].max(0)
    side = extent * float((high - low).max())
    middle = (low + high) / 2 + (0.0, drop * side)
    center = moved(middle[None], window((0.0, 0.0), 1.0, roll, (1, 1)))[0]
    return window(tuple(center), side, roll, (size, size))


def crop_face(image: UInt8[ndarray, "H W 3"], face: Landmarks) -> Crop:
    """The face of a photo, upright, in the middle of a square of `CROP_SIZE` pixels."""
    to_photo = face_window(face)
    size = CROP_SIZE, CROP_SIZE
    return Crop(sample(image, to_photo, size), inside(to_photo, size, image.shape[:2]), to_photo)


def mean_landmarks(faces: list[Landmarks]) -> Landmarks:
    """The mean of several findings of one face."""
    points: Float32[ndarray, "478 3"] = np.mean([f.points for f in faces], 0, dtype=np.float32)
    names = faces[0].blendshapes
    return Landmarks(points, {n: float(np.mean([f.blendshapes[n] for f in faces])) for n in names})
