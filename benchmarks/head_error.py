"""How far a head is from the true one: millimetres at the face, the ears and the profile."""

from __future__ import annotations

import functools
from dataclasses import dataclass

import cv2
import numpy as np
from jaxtyping import Bool, Float32, Float64
from numpy import ndarray

from facegen.geometry.mesh import triangulate, vertex_normals
from facegen.human.closure import close_lips
from facegen.human.ears import both_ears
from facegen.human.expression import at_ease
from facegen.human.measure import landmarks
from facegen.human.person import Shape
from facegen.human.shape import shape_vertices
from facegen.human.topology import BODY, EYE_LEFT, EYE_RIGHT, topology
from facegen.training.sittings import draw_sitter

PROFILE_PIXEL = 0.0005
"""Metres per pixel of the side view."""
_MEAN_SEEDS = range(500_000, 500_128)


@dataclass(frozen=True)
class HeadError:
    """Mean distances in millimetres, in the true head's size.

    The size of a head cannot be seen in a photo (a large one farther away looks the same), so faces
    are laid on each other by turning, moving and scaling, as the non-metrical NoW benchmark does
    (Sanyal et al. 2019); `face_unscaled` is the distance without the scaling.
    """

    face: float
    """Of corresponding points, every square millimetre of the face counting alike."""
    face_unscaled: float
    ears: float
    profile: float
    """Of the outlines seen from the side (90 degrees), whole head without hair and neck."""


@functools.cache
def face_region() -> Bool[ndarray, "13380"]:
    """Skin between hairline and chin, in front of the ears, without the mouth's inside."""
    base = topology().base[BODY]
    marks = landmarks()
    low, high = base[marks["menton"], 1] - 0.004, base[marks["hairline"], 1]
    region = (base[:, 1] > low) & (base[:, 1] < high) & (base[:, 2] > 0.062)
    left, right = both_ears()
    region &= ~(left | right)
    return region & _outer_skin()


@functools.cache
def _outer_skin() -> Bool[ndarray, "13380"]:
    """Without what lies inside mouth, nostrils and eye sockets."""
    quads, _ = topology().body_quads()
    base = topology().base[BODY]
    normals = vertex_normals(base, triangulate(quads))
    outer = np.ones(len(base), bool)
    mouth = np.abs(base[:, 0]) < base[landmarks()["mouth_corner"], 0]
    mouth &= np.abs(base[:, 1] - base[landmarks()["mouth_corner"], 1]) < 0.03
    outer &= ~(mouth & (base[:, 2] < base[landmarks()["mouth_corner"], 2] - 0.002))
    for eye in (EYE_LEFT, EYE_RIGHT):
        ball = topology().base[eye]
        outer &= np.linalg.norm(base - ball.mean(0), axis=1) > 0.0138
    nostril = (np.linalg.norm(base - base[landmarks()["nose_tip"]], axis=1) < 0.03) & (
        normals[:, 2] < -0.2
    )
    return outer & ~nostril


@functools.cache
def _areas() -> Float64[ndarray, "13380"]:
    """Square metres of skin that belong to each vertex of the unshaped mesh."""
    quads, _ = topology().body_quads()
    base = topology().base
    diagonals = base[quads[:, 2]] - base[quads[:, 0]], base[quads[:, 3]] - base[quads[:, 1]]
    area = np.linalg.norm(np.cross(*diagonals), axis=1) / 2
    return np.bincount(quads.ravel(), np.repeat(area / 4, 4), BODY.stop)


def align_face(
    vertices: Float32[ndarray, "V 3"], truth: Float32[ndarray, "V 3"], *, scaled: bool = False
) -> Float32[ndarray, "V 3"]:
    """`vertices` turned and moved so that the faces lie on each other (Kabsch 1976); `scaled`, too,
    when asked (Umeyama 1991)."""
    rows = np.flatnonzero(face_region())
    weight = _areas()[rows] / _areas()[rows].sum()
    source, goal = vertices[rows].astype(np.float64), truth[rows].astype(np.float64)
    from_, to = weight @ source, weight @ goal
    left, stretch, right = np.linalg.svd((source - from_).T @ ((goal - to) * weight[:, None]))
    flip = np.array([1, 1, np.sign(np.linalg.det(left @ right))])
    turn = (left * flip) @ right
    scale = (stretch @ flip) / (weight @ ((source - from_) ** 2).sum(1)) if scaled else 1.0
    return (scale * (vertices - from_) @ turn + to).astype(np.float32)


def head_error(
    vertices: Float32[ndarray, "19158 3"], truth: Float32[ndarray, "19158 3"]
) -> HeadError:
    """Compare two neutral heads of the base mesh (metres)."""
    placed = align_face(vertices, truth, scaled=True)
    left, right = both_ears()

    def mean(head: Float32[ndarray, "V 3"], region: Bool[ndarray, "13380"]) -> float:
        distance = 1000 * np.linalg.norm(head[BODY] - truth[BODY], axis=1)
        return float(np.average(distance[region], weights=_areas()[region]))

    return HeadError(
        mean(placed, face_region()),
        mean(align_face(vertices, truth), face_region()),
        mean(placed, left | right),
        profile_error(placed, truth),
    )


@functools.cache
def _head_triangles() -> ndarray:
    """Head and upper neck."""
    quads, _ = topology().body_quads()
    return triangulate(quads[(topology().base[quads, 1] > 0.56).all(1)])


def profile_outline(vertices: Float32[ndarray, "V 3"], corner: ndarray) -> ndarray:
    """Pixels (uint8, 0 on the outline) of the head seen from its left; `corner` in metres."""
    side = round(0.36 / PROFILE_PIXEL)
    points = (vertices[:, [2, 1]] - corner) / PROFILE_PIXEL
    mask = np.zeros((side, side), np.uint8)
    for triangle in np.rint(points[_head_triangles()] * 16).astype(np.int32):
        cv2.fillConvexPoly(mask, triangle, 255, shift=4)
    line = np.full_like(mask, 255)
    found, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    cv2.drawContours(line, [max(found, key=len)], -1, 0)
    return line


def profile_error(placed: Float32[ndarray, "19158 3"], truth: Float32[ndarray, "19158 3"]) -> float:
    """Mean distance, both ways, of the outlines above the chin; millimetres."""
    middle = truth[BODY][face_region()].mean(0)
    corner = np.array([middle[2] - 0.24, middle[1] - 0.17])
    first, second = (profile_outline(v, corner) for v in (placed, truth))
    floor = round((truth[landmarks()["menton"], 1] - 0.01 - corner[1]) / PROFILE_PIXEL)
    # Where the neck meets the nape is no outline of the head.
    back = round((truth[landmarks()["menton"], 2] - 0.06 - corner[0]) / PROFILE_PIXEL)
    ear = round((truth[landmarks()["subnasale"], 1] - corner[1]) / PROFILE_PIXEL)
    total = []
    for line, other in ((first, second), (second, first)):
        away = cv2.distanceTransform(other, cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
        rows, columns = np.nonzero(line == 0)
        counted = (rows > floor) & ((columns > back) | (rows > ear))
        total.append(away[rows[counted], columns[counted]].mean())
    return float(np.mean(total)) * PROFILE_PIXEL * 1000


@functools.cache
def mean_head() -> Float32[ndarray, "19158 3"]:
    """The mean neutral head of people drawn like the benchmark's, from other seeds."""
    shapes = [draw_sitter(seed).shape for seed in _MEAN_SEEDS]
    heads = _at_rest(shapes)
    mean = heads[0]
    for _ in range(2):
        mean = np.mean([align_face(head, mean) for head in heads], 0)
    return mean.astype(np.float32)


def _at_rest(shapes: list[Shape]) -> list[Float32[ndarray, "19158 3"]]:
    """Neutral vertices of shapes, as `make_figure` makes them but for the skin's own relief."""
    return [close_lips(at_ease(head)) for head in shape_vertices(shapes)]
