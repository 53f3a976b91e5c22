"""Ears and neck from their outlines in the parsing: what no landmark tells.

Where the skin turns away from the camera its outline stands; along the outline's normal the parsing
says where ear or neck really ends. Those signed distances (contour-based tracking after Drummond
and Cipolla 2002, Real-time visual tracking of complex structures) and the population's prior make a
small least-squares problem in the sliders of ears and neck. Outlines on which hair lies say nothing
and are left out.
"""

from __future__ import annotations

import dataclasses
import functools
from dataclasses import dataclass

import cv2
import numpy as np
from jaxtyping import Float, Float32, Float64, Int64
from numpy import ndarray

from facegen.geometry.mesh import triangulate, vertex_normals
from facegen.geometry.subdivide import quad_edges
from facegen.human.ears import both_ears
from facegen.human.measure import landmarks
from facegen.human.person import Shape
from facegen.human.shape import sliders
from facegen.human.topology import BODY, topology
from facegen.models.roles import CELEBA_CLASSES
from facegen.portrait.population import Prior
from facegen.render.camera import Camera

SLIDERS = (
    "ear-scale", "ear-scale-vert", "ear-trans-vert", "ear-lobe", "ear-flap", "ear-wing",
    "asym-ear-1", "asym-ear-2", "asym-ear-3", "asym-ear-4", "neck-scale-horiz",
)  # fmt: skip
"""What is sought: sliders that move hardly anything else, and not along the line of sight."""
REACH = 0.16
"""How far along the normal an outline is looked for, of the distance between the eyes."""
SIGMA = 0.025
"""Standard deviation of the parser's outlines, of the distance between the eyes,"""
CORRELATED = 6.0
"""and how many neighbouring points of an outline err together."""
_HUBER = 2.0
_STEPS = 3
_SAMPLES = 41
_CONTRAST = 0.45
"""Least difference of a class's share inside and outside for an outline to count."""
_HAIRY = 0.35
"""Share of hair or hat just outside from which an outline is only where hair begins."""
_LEAST_POINTS = 3


@dataclass(frozen=True)
class Outline:
    """Where model and photo part along the model's contour."""

    vertices: Int64[ndarray, "M"]
    """Base skin vertices on the contour."""
    normals: Float64[ndarray, "M 2"]
    """Outward, in the picture."""
    gap: Float64[ndarray, "M"]
    """Pixels along the normal from the model's contour to the photo's; + = the photo's is wider."""


@functools.cache
def _regions() -> tuple[tuple[ndarray, tuple[str, ...]], ...]:
    """Base vertices of each ear and of the neck's sides, and the classes that they show as."""
    base = topology().base[BODY]
    left, right = both_ears()
    chin = base[landmarks()["menton"]]
    neck = (base[:, 1] < chin[1] + 0.015) & (base[:, 1] > chin[1] - 0.045)
    neck &= (np.abs(np.abs(base[:, 0]) - 0.054) < 0.02) & (base[:, 2] < chin[2] - 0.07)
    return (
        (np.flatnonzero(left), ("ear_left", "earring")),
        (np.flatnonzero(right), ("ear_right", "earring")),
        (np.flatnonzero(neck), ("neck", "necklace")),
    )


@functools.cache
def _skin() -> tuple[ndarray, ndarray, ndarray]:
    """Quads, their edges, and the two quads of each edge that has two."""
    quads, _ = topology().body_quads()
    edges, of_quads = quad_edges(quads)
    owner = np.repeat(np.arange(len(quads)), 4)
    flat = of_quads.ravel()
    order = np.argsort(flat, kind="stable")
    pair = np.flatnonzero(np.diff(flat[order]) == 0)
    twins = np.stack([owner[order[pair]], owner[order[pair + 1]]], 1)
    return quads, edges[flat[order[pair]]], twins


def contour(
    skin: Float[ndarray, "13380 3"], camera: Camera
) -> tuple[Int64[ndarray, "M"], Float64[ndarray, "M 2"], Float64[ndarray, "M 2"]]:
    """Vertices where the skin turns away from the camera: index, pixel, outward normal there."""
    quads, edges, twins = _skin()
    corner = skin[quads]
    face = np.cross(corner[:, 2] - corner[:, 0], corner[:, 3] - corner[:, 1])
    front = ((np.asarray(camera.eye) - corner.mean(1)) * face).sum(1) > 0
    turning = front[twins[:, 0]] != front[twins[:, 1]]
    found = np.unique(edges[turning])
    normals = vertex_normals(skin.astype(np.float32), triangulate(quads))[found]
    place = camera.project(skin[found])[:, :2]
    tip = camera.project(skin[found] + 0.002 * normals)[:, :2]
    way = tip - place
    length = np.linalg.norm(way, axis=1, keepdims=True)
    return found, place, way / np.maximum(length, 1e-9)


def find_outline(
    skin: Float[ndarray, "13380 3"],
    camera: Camera,
    parsing: Float32[ndarray, "19 P P"],
    apart: float,
) -> list[Outline]:
    """The gaps at each ear and at the neck; none for what hair, clothes or the view hide.

    `skin` wears the photo's expression; `camera` sees it in the crop's pixels, of which the
    eyes' centres are `apart`.
    """
    index, place, normal = contour(skin, camera)
    hair = sum(parsing[CELEBA_CLASSES.index(name)] for name in ("hair", "hat"))
    outlines = []
    for vertices, classes in _regions():
        mine = np.flatnonzero(np.isin(index, vertices))
        mine = mine[_outermost(skin, camera, vertices, place[mine], normal[mine], apart)]
        share = sum(parsing[CELEBA_CLASSES.index(name)] for name in classes)
        scale = parsing.shape[1] / camera.width
        reach = np.linspace(-REACH, REACH, _SAMPLES) * apart
        line = place[mine, None] + reach[:, None] * normal[mine, None]  # [m, T, 2]
        inside, covered = (look_up(image, line * scale) for image in (share, hair))
        gap, sure = _crossing(inside, covered, reach)
        chosen = mine[sure]
        outlines.append(Outline(index[chosen], normal[chosen], gap[sure]))
    return outlines


def _outermost(
    skin: Float[ndarray, "13380 3"], camera: Camera, vertices: Int64[ndarray, "R"],
    place: Float64[ndarray, "M 2"], normal: Float64[ndarray, "M 2"], apart: float,
) -> ndarray:  # fmt: skip
    """Points beyond which the region is not seen again: its rim, not the folds inside."""
    member = np.zeros(BODY.stop, bool)
    member[vertices] = True
    quads = _skin()[0]
    corners = camera.project(skin[vertices])[:, :2]
    low = np.floor(corners.min(0)) - 8 if len(corners) else np.zeros(2)
    extent = np.ceil(corners.max(0) - low).astype(int) + 16
    mask = np.zeros((min(extent[1], 4096), min(extent[0], 4096)), np.uint8)
    flat = camera.project(skin)[:, :2]
    for quad in np.rint((flat[quads[member[quads].all(1)]] - low) * 16).astype(np.int32):
        cv2.fillConvexPoly(mask, quad, 1, shift=4)
    beyond = place[:, None] + np.array([0.03, 0.06, 0.1])[:, None] * apart * normal[:, None]
    column, row = np.moveaxis(np.rint(beyond - low).astype(int), -1, 0)
    within = (column >= 0) & (row >= 0) & (column < mask.shape[1]) & (row < mask.shape[0])
    column, row = np.where(within, column, 0), np.where(within, row, 0)
    return ~((mask[row, column] > 0) & within).any(1)


def look_up(image: Float32[ndarray, "P P"], at: Float64[ndarray, "M T 2"]) -> ndarray:
    """[M, T] values of `image` at pixels (x, y) whose middles lie at half integers."""
    where = (at - 0.5).astype(np.float32)  # OpenCV puts pixel middles at integers
    if not len(where):
        return np.zeros(at.shape[:2], np.float32)
    return cv2.remap(image, where[..., 0], where[..., 1], cv2.INTER_LINEAR,
                     borderMode=cv2.BORDER_REPLICATE)  # fmt: skip


def _crossing(
    inside: Float32[ndarray, "M T"], covered: Float32[ndarray, "M T"], reach: Float64[ndarray, "T"]
) -> tuple[ndarray, ndarray]:
    """Where a class ends along each line, and whether it plainly does."""
    if not len(inside):
        return np.zeros(0), np.zeros(0, bool)
    # The edge parts the line into a part that is mostly the class and one that mostly is not.
    total = np.cumsum(inside, 1)
    count = np.arange(1, inside.shape[1] + 1)
    before = total / count
    after = (total[:, -1:] - total) / np.maximum(inside.shape[1] - count, 1)
    score = (before - after) * np.sqrt(count * (inside.shape[1] - count)) / inside.shape[1]
    best = np.argmax(score[:, 2:-3], 1) + 2
    rows = np.arange(len(inside))
    near = np.clip(best[:, None] + np.array([-3, -2, -1, 2, 3, 4]), 0, inside.shape[1] - 1)
    sides = inside[rows[:, None], near]
    contrast = sides[:, :3].mean(1) - sides[:, 3:].mean(1)
    hairy = covered[rows[:, None], near[:, 3:]].mean(1)
    return reach[best] + (reach[1] - reach[0]) / 2, (contrast > _CONTRAST) & (hairy < _HAIRY)


@functools.cache
def _moves() -> Float32[ndarray, "S 2 13380 3"]:
    """Motion of the skin per unit of each of `SLIDERS` below 0 and above it."""
    out = np.zeros((len(SLIDERS), 2, BODY.stop, 3), np.float32)
    for row, name in enumerate(SLIDERS):
        slider = sliders()[name]
        for side, targets in enumerate((slider.low, slider.high)):
            for target in targets:
                index, delta = topology().local.get(target)
                skin = index < BODY.stop
                out[row, side, index[skin]] += (2 * side - 1) * delta[skin]
    return out


def fit_outline(
    shape: Shape,
    skin: Float[ndarray, "13380 3"],
    camera: Camera,
    parsing: Float32[ndarray, "19 P P"],
    apart: float,
    prior: Prior,
) -> Shape:
    """`shape` with ears and neck as the photo outlines them; itself where it shows neither.

    The other arguments are those of `find_outline` and the prior that the head was fitted with.
    """
    columns = [prior.names.index(name) for name in SLIDERS]
    mean, low, high = prior.mean[columns], prior.low[columns], prior.high[columns]
    precision = np.linalg.inv(prior.covariance[np.ix_(columns, columns)])
    start = prior.code(shape)[columns]
    value, worn = start.copy(), np.asarray(skin, np.float64)
    for _ in range(_STEPS):
        outlines = [o for o in find_outline(worn, camera, parsing, apart)
                    if len(o.vertices) >= _LEAST_POINTS]  # fmt: skip
        if not outlines:
            break
        normal, right = precision.copy(), precision @ (mean - value)
        side = (value >= 0).astype(int)
        moves = _moves()[np.arange(len(SLIDERS)), side]
        for outline in outlines:
            rows = _rows(outline, worn, moves, camera)
            away = np.abs(outline.gap) / (SIGMA * apart)
            together = min(CORRELATED, max(1.0, len(away) / 4))
            weight = 1 / np.maximum(away / _HUBER, 1) / together / (SIGMA * apart) ** 2
            normal += (rows.T * weight) @ rows
            right += (rows.T * weight) @ outline.gap
        stepped = np.clip(value + np.linalg.solve(normal, right), low, high)
        worn = worn + np.tensordot(_sides(stepped) - _sides(value), _moves(), 2)
        value = stepped
    changed = dict(zip(SLIDERS, value.tolist(), strict=True))
    local = {**shape.local, **{n: v for n, v in changed.items() if abs(v) > 1e-3}}
    return dataclasses.replace(shape, local=local)


def _sides(value: Float64[ndarray, "S"]) -> Float64[ndarray, "S 2"]:
    """Weights of `_moves`: what is below 0 and what is above."""
    return np.stack([np.minimum(value, 0), np.maximum(value, 0)], 1)


def _rows(
    outline: Outline, skin: Float64[ndarray, "13380 3"], moves: Float32[ndarray, "S 13380 3"],
    camera: Camera,
) -> Float64[ndarray, "M S"]:  # fmt: skip
    """Pixels along the normal by which each slider moves the contour."""
    points = skin[outline.vertices]
    step = 1e-3
    here = camera.project(points)[:, :2]
    by_point = np.stack(
        [(camera.project(points + step * axis)[:, :2] - here) / step for axis in np.eye(3)], 2
    )
    along = np.einsum("ma,mac->mc", outline.normals, by_point)
    return np.einsum("mc,smc->ms", along, moves[:, outline.vertices])
