"""Cheeks and jaw from their outline in the parsing, for landmarks only guess how wide a face is.

The landmarker's points around the face lie where an average face would have them. Where the model's
own outline runs beside such points, the photo's outline, looked for along its normal, says how far
they should move outwards or inwards (contour-based tracking after Drummond and Cipolla 2002,
Real-time visual tracking of complex structures).
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float, Float32, Float64, Int64
from numpy import ndarray
from scipy.spatial import cKDTree

from facegen.human.ears import both_ears
from facegen.human.topology import BODY, topology
from facegen.models.roles import CELEBA_CLASSES
from facegen.portrait.correspondence import correspondence
from facegen.portrait.silhouette import contour, look_up
from facegen.render.camera import Camera

FACE = ("skin", "brow_left", "brow_right", "eye_left", "eye_right", "glasses", "nose", "mouth",
        "lip_upper", "lip_lower")  # fmt: skip
HIDING = ("hair", "hat", "ear_left", "ear_right", "earring")
"""Where the face ends at one of these, something lies before its outline."""
REACH = 0.22
"""How far along the normal an outline is looked for, of the distance between the eyes."""
_SAMPLES = 45
_SIDE = 4
"""Samples on each side of an edge that must tell it."""
_CONTRAST = 0.5
_HIDDEN = 0.25
_BESIDE = 0.013
"""Metres from a contour's vertex to a landmark that moves with it."""


@dataclass(frozen=True)
class OutlineRows:
    """Landmarks of which the outline tells one coordinate: that along `normal`."""

    index: Int64[ndarray, "M"]
    normal: Float64[ndarray, "M 2"]
    """Outward, in the picture."""
    place: Float64[ndarray, "M"]
    """`normal` times the pixel where the landmark belongs."""

    @staticmethod
    def none() -> OutlineRows:
        """Nothing is told."""
        return OutlineRows(np.zeros(0, np.int64), np.zeros((0, 2)), np.zeros(0))


def outline_rows(
    skin: Float[ndarray, "13380 3"],
    camera: Camera,
    parsing: Float32[ndarray, "19 P P"],
    apart: float,
) -> OutlineRows:
    """What the outline of cheeks and jaw says; nothing where hair or an ear lies before it.

    `skin` wears the photo's expression; `camera` sees it in the crop's pixels, of which the eyes'
    centres are `apart`.
    """
    vertices, place, normal = contour(skin, camera)
    landmarks = correspondence().matrix @ skin
    distance, nearest = cKDTree(landmarks).query(skin[vertices])
    chosen = _sides()[vertices] & (distance < _BESIDE)
    place, normal, nearest = place[chosen], normal[chosen], nearest[chosen]
    face, hiding = (
        sum(parsing[CELEBA_CLASSES.index(name)] for name in names) for names in (FACE, HIDING)
    )
    reach = np.linspace(-REACH, REACH, _SAMPLES) * apart
    line = (place[:, None] + reach[:, None] * normal[:, None]) * parsing.shape[1] / camera.width
    gap, sure = _edge(look_up(face, line), look_up(hiding, line), reach)
    return _by_landmark(nearest[sure], normal[sure], gap[sure], camera.project(landmarks)[:, :2])


@functools.cache
def _sides() -> Bool[ndarray, "13380"]:
    """Base vertices of temples, cheeks and jaw: no ears, nothing of the middle of the face."""
    base = topology().base[BODY]
    left, right = both_ears()
    away = np.abs(base[:, 0]) / 0.03
    low = base[:, 1] < 0.645
    return (base[:, 1] > 0.58) & (base[:, 1] < 0.75) & ((away > 1) | low) & ~left & ~right


def _edge(
    face: Float32[ndarray, "M T"], hiding: Float32[ndarray, "M T"], reach: Float64[ndarray, "T"]
) -> tuple[Float64[ndarray, "M"], Bool[ndarray, "M"]]:
    """Where the face ends along each line, and whether it plainly does, unhidden.

    Best is the edge with most face inside of it and least outside, near ones before far ones.
    """
    edges = np.arange(_SIDE, len(reach) - _SIDE + 1)
    total = np.concatenate([np.zeros((len(face), 1)), np.cumsum(face, 1)], 1)
    within = (total[:, edges] - total[:, edges - _SIDE]) / _SIDE
    beyond = (total[:, edges + _SIDE] - total[:, edges]) / _SIDE if len(edges) else within
    place = (reach[edges - 1] + reach[np.minimum(edges, len(reach) - 1)]) / 2
    contrast = within - beyond
    best = np.argmax(contrast - 0.15 * np.abs(place) / reach[-1], 1) if len(face) else []
    rows = np.arange(len(face))
    after = np.minimum(edges[best][:, None] + np.arange(_SIDE), len(reach) - 1)
    hidden = hiding[rows[:, None], after].mean(1)
    return place[best], (contrast[rows, best] > _CONTRAST) & (hidden < _HIDDEN)


def _by_landmark(
    nearest: ndarray, normal: ndarray, gap: ndarray, pixels: Float64[ndarray, "468 2"]
) -> OutlineRows:
    """The mean of what the contour's vertices beside each landmark say."""
    if not len(nearest):
        return OutlineRows.none()
    index, place = np.unique(nearest, return_inverse=True)
    count = np.bincount(place)
    mean = np.stack([np.bincount(place, normal[:, i]) / count for i in range(2)], 1)
    length = np.linalg.norm(mean, axis=1)
    kept = length > 0.8  # else the normals around the landmark disagree
    mean = mean[kept] / length[kept, None]
    moved = (np.bincount(place, gap) / count)[kept]
    index = index[kept]
    return OutlineRows(index, mean, (pixels[index] * mean).sum(1) + moved)
