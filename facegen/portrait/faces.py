"""The faces of a portrait: found however they are turned, checked, refined."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import cv2
import numpy as np
from jaxtyping import UInt8
from numpy import ndarray

from facegen.errors import InputError
from facegen.models.landmarks import face_landmarker, faces_landmarker
from facegen.models.roles import Landmarks
from facegen.portrait.analysis import Face, Portrait
from facegen.portrait.crop import (
    Affine,
    face_window,
    joined,
    mean_landmarks,
    moved_landmarks,
    sample,
    window,
)
from facegen.portrait.pose import CHIN, FOREHEAD, OVAL

LEAST_WIDTH = 64
"""Pixels from ear to ear."""
EAR_RIGHT, EAR_LEFT = 234, 454
"""Landmarks in front of the ears."""
LOOK_SIZE = 1024
"""Longer side of the picture in which faces are looked for."""
CROWD = 0.3
"""Faces below this share of the photo's shorter side may have smaller neighbours."""
SAME = 0.35
"""Boxes that overlap by more of their union are one face."""
JITTER = ((0.0, 1.0), (5.0, 1.06), (-5.0, 0.95), (2.5, 0.9), (-2.5, 1.12))
"""Turn in degrees and zoom of the looks at a face whose mean are its landmarks."""
DOUBTFUL, MISSED = 0.006, 0.004
"""Noise of the landmarks from which a face may be one upside down (those: 0.007 and more; upright
ones: 0.004 at most, profiles 0.012), and what each look that missed it adds."""
LOOK_AGAIN, REFINE_EXTENT = 384, 1.9
"""Pixels of a closer look, and its side over the face's."""


class _Look(NamedTuple):
    """A picture to look for faces in."""

    image: UInt8[ndarray, "h w 3"]
    to_photo: Affine


class _Found(NamedTuple):
    """A face in pixels of the photo."""

    landmarks: Landmarks
    noise: float
    """By how much several looks at it differ, of its width."""


def find_faces(portrait: Portrait, check: Callable[[], None] = lambda: None) -> tuple[Face, ...]:
    """Every face that is large enough, largest first, its landmarks the mean of several looks.

    `check` is called before each look (a photo without a face takes dozens) and may raise
    `Cancelled`. Raises InputError when there is none, or none of at least `LEAST_WIDTH` pixels.
    """
    image = portrait.image

    def seen(looks: Iterable[_Look]) -> Iterator[_Found]:
        return _seen(image, looks, check)

    found = _distinct(seen(_plain_looks(image)))
    share = face_width(found[0].landmarks) / min(image.shape[:2]) if found else 0.0
    if share < CROWD:
        found = _distinct([*found, *seen(_tiles(image, (0.55, 0.3)))])
    if not found:
        found = _distinct(seen(_tiles(image, (0.15,))))
    if not found:
        for look in _unusual_looks(image):
            found = _distinct(seen([look]))
            if found:
                break
    elif found[0].noise > DOUBTFUL:
        turned = (_turned(image, roll, 1.0) for roll in (180.0, 90.0, -90.0))
        found = _distinct([*found, *seen(turned)])
    if not found:
        raise InputError(
            "No face was found in the photo. Please use one in which the face is well lit, not "
            "covered and turned at most 60 degrees to the side; the back of a head is not enough."
        )
    wide = [face for face in found if face_width(face.landmarks) >= LEAST_WIDTH]
    if not wide:
        width = face_width(found[0].landmarks)
        raise InputError(
            f"The face is too small: about {width:.0f} pixels from ear to ear, and at least "
            f"{LEAST_WIDTH} are needed. Please use a larger photo, or one taken closer."
        )
    return tuple(Face(face.landmarks, face_box(face.landmarks)) for face in wide)


def refine_landmarks(image: UInt8[ndarray, "H W 3"], face: Landmarks) -> Landmarks | None:
    """The mean of several closer looks at a face, in pixels of `image`; its noise is about halved.

    None when the looks do not find it again.
    """
    refined = _refined(image, face)
    return None if refined is None else refined.landmarks


def _refined(image: UInt8[ndarray, "H W 3"], face: Landmarks) -> _Found | None:
    """As `refine_landmarks`, with what the looks differ by; quick when the first one fails."""
    again: list[Landmarks] = []
    for look in _closer(image, face):
        found = _nearest(look, face)
        if found is None and not again:
            return None
        if found is not None:
            again.append(found)
    mean = mean_landmarks(again)
    apart = np.stack([f.points[:, :2] for f in again]) - mean.points[:, :2]
    noise = float(np.sqrt((apart**2).sum(2)).mean()) / face_width(mean)
    return _Found(mean, noise + MISSED * (len(JITTER) - len(again)))


def face_width(face: Landmarks) -> float:
    """Pixels from ear to ear; from forehead to chin when the head is turned away."""
    points = face.points[:, :2]
    across = np.linalg.norm(points[EAR_LEFT] - points[EAR_RIGHT])
    down = np.linalg.norm(points[CHIN] - points[FOREHEAD])
    return float(max(across, 0.75 * down))


def brightened(image: UInt8[ndarray, "H W 3"]) -> UInt8[ndarray, "H W 3"]:
    """Dark parts lifted, local contrast kept: for looking, never for colours."""
    lab = cv2.cvtColor(image, cv2.COLOR_RGB2LAB)
    light = lab[..., 0].astype(np.float32) / 255
    middle = float(np.clip(np.median(light), 0.02, 0.9))
    gamma = float(np.clip(np.log(0.5) / np.log(middle), 0.25, 1.8))
    lifted = np.rint(255 * light**gamma).astype(np.uint8)
    lab[..., 0] = cv2.createCLAHE(2.0, (8, 8)).apply(lifted)
    return cv2.cvtColor(lab, cv2.COLOR_LAB2RGB)


def _plain_looks(image: UInt8[ndarray, "H W 3"]) -> Iterator[_Look]:
    """The whole photo; with a wide border, too, since the detector misses faces that fill it."""
    yield _turned(image, 0.0, 1.0)
    yield _turned(image, 0.0, 1.6)


def _unusual_looks(image: UInt8[ndarray, "H W 3"]) -> Iterator[_Look]:
    for look in (_turned(image, 0.0, 1.0), _turned(image, 0.0, 1.6)):
        yield _Look(brightened(look.image), look.to_photo)
    for roll in (90.0, -90.0, 180.0, 45.0, -45.0, 135.0, -135.0):
        for border in (1.0, 1.6):
            yield _turned(image, roll, border)


def _turned(image: UInt8[ndarray, "H W 3"], roll: float, border: float) -> _Look:
    """The whole photo in a square, turned."""
    height, width = image.shape[:2]
    to_photo = window((width / 2, height / 2), border * max(height, width), roll,
                      (LOOK_SIZE, LOOK_SIZE))  # fmt: skip
    return _Look(sample(image, to_photo, (LOOK_SIZE, LOOK_SIZE), beyond=127), to_photo)


def _tiles(image: UInt8[ndarray, "H W 3"], shares: tuple[float, ...]) -> Iterator[_Look]:
    """Overlapping squares whose sides are `shares` of the photo's: for small faces."""
    height, width = image.shape[:2]
    size = LOOK_SIZE // 2
    for share in shares:
        side = share * max(height, width)
        for y in _steps(height, side):
            for x in _steps(width, side):
                to_photo = window((x, y), side, 0.0, (size, size))
                yield _Look(sample(image, to_photo, (size, size), beyond=127), to_photo)


def _steps(length: float, side: float) -> ndarray:
    """Middles of windows of `side` that cover `length` and overlap by a third."""
    if length <= side:
        return np.array([length / 2])
    count = int(np.ceil((length - side) / (0.67 * side))) + 1
    return np.linspace(side / 2, length - side / 2, count)


def _seen(
    image: UInt8[ndarray, "H W 3"], looks: Iterable[_Look], check: Callable[[], None]
) -> Iterator[_Found]:
    """The faces in each look, in pixels of the photo, that closer looks confirm."""
    known: list[_Found] = []
    for look in looks:
        check()
        for face in faces_landmarker()(look.image):
            there = moved_landmarks(face, look.to_photo)
            if any(_same(there, other.landmarks) for other in known):
                continue
            found = _refined(image, there)
            if found is not None:
                known.append(found)
                yield found


def _closer(image: UInt8[ndarray, "H W 3"], face: Landmarks) -> Iterator[_Look]:
    """The face alone, upright, several times a little different."""
    base = face_window(face, REFINE_EXTENT, LOOK_AGAIN)
    middle = LOOK_AGAIN / 2
    dark = float(np.median(sample(image, base, (64, 64)))) < 60
    for turn, zoom in JITTER:
        inner = window((middle, middle), LOOK_AGAIN * zoom, turn, (LOOK_AGAIN, LOOK_AGAIN))
        to_photo = joined(inner, base)
        picture = sample(image, to_photo, (LOOK_AGAIN, LOOK_AGAIN))
        yield _Look(brightened(picture) if dark else picture, to_photo)


def _nearest(look: _Look, face: Landmarks) -> Landmarks | None:
    """The face in a look if it is `face`, in pixels of the photo."""
    for found in face_landmarker()(look.image):
        there = moved_landmarks(found, look.to_photo)
        if _same(there, face):
            return there
    return None


def _distinct(found: Iterable[_Found]) -> list[_Found]:
    """Each face once, as it was found with the least noise; the largest first."""
    faces: list[_Found] = []
    for face in sorted(found, key=lambda f: f.noise):
        if not any(_same(face.landmarks, other.landmarks) for other in faces):
            faces.append(face)
    return sorted(faces, key=lambda f: -face_width(f.landmarks))


def face_box(face: Landmarks) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of forehead to chin and cheek to cheek."""
    low, high = face.points[OVAL, :2].min(0), face.points[OVAL, :2].max(0)
    return float(low[0]), float(low[1]), float(high[0]), float(high[1])


def _same(a: Landmarks, b: Landmarks) -> bool:
    """Whether two findings are of one face, by intersection over union of their boxes."""
    box, other = face_box(a), face_box(b)
    wide = max(0.0, min(box[2], other[2]) - max(box[0], other[0]))
    tall = max(0.0, min(box[3], other[3]) - max(box[1], other[1]))
    union = sum((x[2] - x[0]) * (x[3] - x[1]) for x in (box, other)) - wide * tall
    return union > 0 and wide * tall / union > SAME
