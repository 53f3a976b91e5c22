"""The outline of hair: where a photo's hair ends, and how a style must move to end there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float, Float32, Float64, Int32
from numpy import ndarray

from facegen.avatar import Part
from facegen.geometry.mesh import triangulate
from facegen.human.figure import Figure
from facegen.human.hair.form import LINE, REACH, SIDES, middle_of, outward
from facegen.human.hair.ground import Ground, head_patch
from facegen.human.hair.masks import Hairline, scalp_height
from facegen.human.surface import fine_skin
from facegen.human.topology import BODY
from facegen.render.camera import Camera
from facegen.render.visibility import fill_opaque

SIDE = 256
"""Pixels of the pictures in which outlines are compared."""
_BINS = 72
_PASSES = 2
_MIRROR = {"left": "right", "left_top": "right_top", "left_front": "right_front",
           "left_low": "right_low"}  # fmt: skip
_LEANS_ON = (("crown", "top", 0.8), ("back", "crown", 0.5), ("front", "top", 0.4),
             ("nape", "back", 0.4))  # fmt: skip
"""What a photo hardly shows follows what it does: side, the other side, share."""
_NEIGHBOURS = (
    ("top", "left_top"), ("top", "right_top"), ("left", "left_top"), ("right", "right_top"),
    ("front", "left_front"), ("front", "right_front"), ("left", "left_front"),
    ("right", "right_front"), ("left", "left_low"), ("right", "right_low"), ("crown", "left_top"),
    ("crown", "right_top"), ("back", "left"), ("back", "right"),
)  # fmt: skip
_PRIOR, _FOLLOWS, _SMOOTH = 0.25, 1.0, 0.8
_PIXEL = 0.07
"""Weight of a pixel of misfit at one angle, where the three above weigh whole reaches."""
_ONE_SAMPLE = np.array([[0.5, 0.5]], np.float32)


@dataclass(frozen=True)
class PhotoHair:
    """What a photo shows of the hair, small."""

    hair: Float32[ndarray, "P P"]
    """Probability."""
    known: Bool[ndarray, "P P"]
    """False beyond the photo's border and where nobody looked."""
    face: Bool[ndarray, "P P"]
    """Certainly bare skin, eyes, brows, mouth or nose."""


@dataclass(frozen=True)
class Seen:
    """What a camera sees of head and hair."""

    hair: Bool[ndarray, "P P"]
    depth: Float32[ndarray, "P P"]
    """Metres along the camera's axis to the nearest of both; 0 is nothing."""


@dataclass(frozen=True)
class Scene:
    """A head before the photo's camera."""

    camera: Camera
    """Of a `SIDE` x `SIDE` picture."""
    skin: Float32[ndarray, "P P"]
    """The bare head's depth in that picture (NDC, 2 = nothing)."""
    ground: Ground

    @staticmethod
    def of(figure: Figure, ground: Ground, camera: Camera, side: int = SIDE) -> Scene:
        """The neutral head of `figure` as `camera` sees it, at `side` pixels."""
        fine = fine_skin()
        vertices = (fine.matrix @ figure.vertices[BODY]).astype(np.float32)
        small = camera.replace(width=side, height=side)
        return Scene(small, _depth(small, vertices, triangulate(fine.quads)), ground)


def see(scene: Scene, parts: list[tuple[ndarray, ndarray]]) -> Seen:
    """Head and hair, the latter as pairs of vertices and triangles, before the camera."""
    starts = np.cumsum([0, *(len(v) for v, _ in parts)])
    every = [t.astype(np.int32) + np.int32(s) for (_, t), s in zip(parts, starts, strict=False)]
    vertices = np.concatenate([v for v, _ in parts])
    z = _depth(scene.camera, vertices, np.concatenate(every))
    nearest = np.minimum(z, scene.skin)
    near, far = scene.camera.near, scene.camera.far
    metres = 2 * near * far / (far + near - nearest.astype(np.float64) * (far - near))
    return Seen((z < 2) & (z <= scene.skin), np.where(nearest < 2, metres, 0).astype(np.float32))


def _depth(
    camera: Camera, vertices: Float32[ndarray, "V 3"], triangles: Int32[ndarray, "F 3"]
) -> Float32[ndarray, "P P"]:
    """NDC depth of a mesh seen from either side, one sample per pixel; 2 is nothing."""
    screen = camera.project(vertices).astype(np.float32)
    chosen = np.arange(len(triangles), dtype=np.int32)
    two_sided = np.ones(len(triangles), bool)
    size = camera.height, camera.width
    return fill_opaque(screen, triangles, chosen, two_sided, _ONE_SAMPLE, *size)[1][..., 0]


def solid(part: Part) -> Int32[ndarray, "F 3"]:
    """Triangles of `part` that are not see-through at their middle; of cards every one."""
    image = part.material.base_color
    if part.name != "hair_coat" or image is None:
        return part.triangles
    middle = part.uvs[part.triangles].mean(1) % 1.0
    size = np.array(image.shape[1::-1])
    pixel = np.clip((middle * size).astype(int), 0, size - 1)
    return part.triangles[image[pixel[:, 1], pixel[:, 0], 3] > 127]


def overlap(seen: Bool[ndarray, "P P"], photo: PhotoHair) -> float:
    """Intersection over union of hair, where the photo is known."""
    wanted = photo.hair > 0.5
    union = ((seen | wanted) & photo.known).sum()
    return float(((seen & wanted) & photo.known).sum() / max(int(union), 1))


def fit_hairline(
    photo: PhotoHair, scene: Scene, receded: float, burns: bool = True
) -> dict[str, float]:
    """Form numbers of the symmetric hairline that best parts the photo's hair from bare skin.

    Every visible point of forehead, temples and front scalp votes; small changes are preferred.
    Without `burns` the sideburns are no longer than usual: hair drawn back has none.
    """
    patch, ground = head_patch(), scene.ground
    base = patch.base.astype(np.float64)
    azimuth = np.degrees(np.arctan2(np.abs(base[:, 0]), base[:, 2] - 0.05))
    near = (azimuth < 82) & (base[:, 1] > 0.695) & (base[:, 1] < 0.862)
    to_eye = np.asarray(scene.camera.eye) - ground.vertices
    to_eye /= np.linalg.norm(to_eye, axis=1, keepdims=True)
    near &= (ground.normals * to_eye).sum(1) > 0.25
    screen = scene.camera.project(ground.vertices[near])[:, :2]
    side = photo.hair.shape[0]
    pixel = np.round(screen * side / scene.camera.width - 0.5).astype(int)
    inside = ((pixel >= 0) & (pixel < side)).all(1)
    pixel = np.clip(pixel, 0, side - 1)
    inside &= photo.known[pixel[:, 1], pixel[:, 0]]
    vote = photo.hair[pixel[:, 1], pixel[:, 0]]
    sure = np.where(photo.face[pixel[:, 1], pixel[:, 0]] | (vote > 0.5), 1.0, 0.0) * inside
    points, vote = base[near][sure > 0], vote[sure > 0] > 0.5
    best, score = {}, -np.inf
    for raised in np.linspace(-0.9, 0.9, 13):
        for temples in np.linspace(0, 0.9, 7):
            for burn in np.linspace(-0.8, 0.8, 5) if burns else (0.8,):
                line = Hairline(
                    LINE * (raised + 0.35 * receded), LINE * (temples + 0.8 * receded), LINE * burn
                )
                agree = ((scalp_height(points, line=line) > 0) == vote).mean() if len(vote) else 0
                value = agree - 0.012 * raised**2 - 0.012 * temples**2 - 0.02 * burn**2
                if value > score:
                    best = {"hairline": raised, "temples": temples, "sideburns": burn}
                    score = value
    return best


def fit_outline(
    parts: list[Part], photo: PhotoHair, scene: Scene, hangs: bool, most: float = 0.8
) -> tuple[dict[str, float], Seen, float]:
    """Numbers of `human.hair.form.FORM` that bring the hair's outer edge to the photo's.

    Gauss-Newton over the directions of `SIDES`: around the middle of the head the outer radius of
    the rendered hair is compared with the photo's; what the photo does not show follows what it
    shows, and the other side of the head. Unless it `hangs`, hair is only followed above the ears:
    below them are tails and strands. No number passes `most`.
    """
    meshes = [(part.vertices, solid(part), part.name == "hair_coat") for part in parts]
    free = [v for v, _, still in meshes if not still]
    points = np.concatenate(free) if free else np.zeros((0, 3), np.float32)
    ways = outward(points, scene.ground) if len(points) else None
    sides = np.zeros(len(SIDES))
    center = scene.camera.project(middle_of(scene.ground)[None])[0, :2]
    goal, open_ended = _radii(photo.hair > 0.5, center, photo.known)
    if not hangs:
        goal[[_direction(k)[1] > 0.15 for k in range(_BINS)]] = np.nan
    scale = REACH * scene.ground.scale
    for step in range(_PASSES + 1):
        now = ways.moved(points, sides * scale) if ways else points
        seen = see(scene, _split(meshes, now))
        if step == _PASSES or ways is None:
            break
        radius, _ = _radii(seen.hair, center, np.ones_like(photo.known))
        rows, wanted = _rows(now, ways, radius, goal, open_ended, center, scene)
        sides = np.clip(sides + _solve(rows * scale, wanted, sides), -most, most)
    numbers = dict(zip(SIDES, sides.tolist(), strict=True))
    return numbers, seen, overlap(seen.hair, photo)


def _split(meshes: list, points: ndarray) -> list[tuple[ndarray, ndarray]]:
    made, start = [], 0
    for vertices, triangles, still in meshes:
        if still:
            made.append((vertices, triangles))
        else:
            made.append((points[start : start + len(vertices)], triangles))
            start += len(vertices)
    return made


def _radii(
    mask: Bool[ndarray, "P P"], center: Float[ndarray, "2"], known: Bool[ndarray, "P P"]
) -> tuple[Float64[ndarray, "72"], Bool[ndarray, "72"]]:
    """Outer radius of `mask` (pixels, NaN where there is none) by angle around `center`, and
    whether it only ends where the picture does."""
    rows, columns = np.nonzero(mask)
    away = np.stack([columns + 0.5, rows + 0.5], 1) - center
    angle = (np.degrees(np.arctan2(away[:, 1], away[:, 0])) % 360 / 360 * _BINS).astype(int) % _BINS
    length = np.linalg.norm(away, axis=1)
    radius = np.full(_BINS, np.nan)
    ends = np.zeros(_BINS, bool)
    for k in range(_BINS):
        mine = length[angle == k]
        if len(mine) < 4:
            continue
        radius[k] = np.sort(mine)[-2]
        ray = center + (radius[k] + np.arange(1, 6))[:, None] * _direction(k)
        pixel = np.floor(ray).astype(int)
        size = mask.shape[0]
        outside = ((pixel < 0) | (pixel >= size)).any(1)
        pixel = np.clip(pixel, 0, size - 1)
        ends[k] = (outside | ~known[pixel[:, 1], pixel[:, 0]]).any()
    return radius, ends


def _direction(k: int) -> Float64[ndarray, "2"]:
    angle = 2 * np.pi * (k + 0.5) / _BINS
    return np.array([np.cos(angle), np.sin(angle)])


def _rows(points, ways, radius, goal, open_ended, center, scene):
    """Per angle: how far (pixels) the outline moves out per metre of each side, and how far it
    should."""
    screen = scene.camera.project(points)
    away = screen[:, :2] - center
    length = np.linalg.norm(away, axis=1)
    angle = (np.degrees(np.arctan2(away[:, 1], away[:, 0])) % 360 / 360 * _BINS).astype(int) % _BINS
    tip = scene.camera.project(points + 0.01 * ways.way)[:, :2]
    outward_pixels = ((tip - screen[:, :2]) * away).sum(1) / np.maximum(length, 1e-6) / 0.01
    rows, wanted = [], []
    for k in range(_BINS):
        if np.isnan(goal[k]) or np.isnan(radius[k]):
            continue
        gap = goal[k] - radius[k]
        if open_ended[k] and gap < 0:
            continue
        edge = np.flatnonzero((angle == k) & (length > 0.94 * radius[k]))
        if not len(edge):
            continue
        gain = ways.freedom[edge] * np.maximum(outward_pixels[edge], 0)
        rows.append((ways.weights[edge] * gain[:, None]).mean(0))
        wanted.append(gap)
    return np.array(rows).reshape(-1, len(SIDES)), np.array(wanted)


def _solve(rows: ndarray, wanted: ndarray, sides: ndarray) -> Float64[ndarray, "13"]:
    """Ridge step: small numbers, like on both sides, hidden ones after the shown."""
    names = list(SIDES)
    extra, target = [_PRIOR * np.eye(len(names))], [-_PRIOR * sides]
    pairs = [(a, b, 1.0, _FOLLOWS) for a, b in _MIRROR.items()]
    pairs += [(a, b, share, _FOLLOWS) for a, b, share in _LEANS_ON]
    pairs += [(a, b, 1.0, _SMOOTH) for a, b in _NEIGHBOURS]
    for a, b, share, weight in pairs:
        row = np.zeros(len(names))
        row[names.index(a)], row[names.index(b)] = weight, -share * weight
        extra.append(row[None])
        target.append(np.array([-row @ sides]))
    matrix = np.concatenate([_PIXEL * rows, *extra])
    right = np.concatenate([_PIXEL * wanted, *target])
    return np.linalg.lstsq(matrix, right, rcond=None)[0]
