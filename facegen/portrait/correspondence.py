"""Which point of the skin each of the landmarker's 468 face points marks.

Found, not drawn by hand: the landmarker looks at renders of people whose meshes we know, and a
landmark belongs to the surface point whose projections lie nearest to it over all renders together.
Renders with open mouths and closed eyes tell upper from lower lips and lids. What is left over is
how far the landmarker may be trusted, point by point.
"""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import scipy.sparse as sp
from jaxtyping import Float32, Float64, Int32, Int64
from numpy import ndarray
from scipy.spatial import cKDTree

from facegen.errors import SetupError
from facegen.geometry.mesh import triangulate
from facegen.human.surface import fine_skin
from facegen.human.topology import BODY, topology
from facegen.setup.sources import assets_dir

COUNT = 468
"""Face points; the ten that follow are those of the irises."""
IRIS_RIGHT, IRIS_LEFT = 468, 473
"""Centres of the irises among the 478 points; four points of each one's rim follow."""
_FRONT = 0.02
"""Metres: z on the base mesh behind which no landmark lies."""
_NECK = 0.57
"""Metres: y on the base mesh below which none lies."""
_PASSES = 4
_HUBER = 0.025
"""Of the distance between the eyes: landmarks farther off count less."""
_LEAST_FACING = 0.05


@dataclass(frozen=True)
class Correspondence:
    """Where the landmarks lie on the base mesh, and how exact they are."""

    matrix: sp.csr_matrix
    """[468, 13380]: times base skin vertices gives the landmarks' places on the shown skin."""
    sigma: Float32[ndarray, "468"]
    """Standard deviation of the landmarker's error along one axis, of the distance between the
    eyes' centres, on faces that look at the camera."""
    triangles: Int32[ndarray, "898 3"]
    """The landmarker's own mesh of the points."""
    mirror: Int64[ndarray, "468"]
    """The landmark on the other side."""

    @property
    def vertices(self) -> Int64[ndarray, "K"]:
        """Base skin vertices that any landmark depends on, ascending."""
        return np.unique(self.matrix.indices).astype(np.int64)


@functools.cache
def correspondence() -> Correspondence:
    """What set-up found; `SetupError` when it has not run."""
    folder = assets_dir() / "landmarks"
    if not (folder / "report.json").exists():
        raise SetupError("The landmarks are not placed yet: run `python -m facegen.setup`.")
    start, index, weight = (np.load(folder / f"{n}.npy") for n in ("start", "index", "weight"))
    return Correspondence(
        sp.csr_matrix((weight, index, start), (COUNT, BODY.stop)),
        np.load(folder / "sigma.npy"),
        np.load(folder / "triangles.npy"),
        np.load(folder / "mirror.npy"),
    )


@dataclass(frozen=True)
class Surface:
    """The shown skin of the front of the head, where landmarks can lie."""

    rows: Int64[ndarray, "N"]
    """Rows of `fine_skin().matrix`."""
    triangles: Int32[ndarray, "T 3"]
    """Into `rows`."""
    mirror: Int64[ndarray, "N"]
    """The vertex on the other side."""


@functools.cache
def surface() -> Surface:
    """The part of the base mesh that is searched."""
    fine = fine_skin()
    place = fine.matrix @ topology().base[BODY]
    inside = (place[:, 2] > _FRONT) & (place[:, 1] > _NECK)
    triangles = triangulate(fine.quads)
    triangles = triangles[inside[triangles].all(1)]
    rows, local = np.unique(triangles, return_inverse=True)
    mirror = cKDTree(place[rows]).query(place[rows] * (-1, 1, 1))[1]
    return Surface(rows, local.reshape(-1, 3).astype(np.int32), mirror)


@dataclass(frozen=True)
class Sightings:
    """What the landmarker saw in renders, in pixels over the distance between the eyes.

    The picture's middle is 0, x to the right, so that a picture is mirrored by x -> -x.
    """

    landmarks: Float32[ndarray, "R 468 2"]
    tracks: Float32[ndarray, "R N 2"]
    """Projections of `surface()`'s vertices."""
    facing: Float32[ndarray, "R N"]
    """Cosine between their normals and the way to the camera."""

    def mirrored(self, landmark_mirror: ndarray, vertex_mirror: ndarray) -> Sightings:
        """The same pictures seen in a mirror."""
        flip = np.float32([-1, 1])
        return Sightings(
            self.landmarks[:, landmark_mirror] * flip,
            self.tracks[:, vertex_mirror] * flip,
            self.facing[:, vertex_mirror],
        )

    def joined(self, other: Sightings) -> Sightings:
        """Both."""
        return Sightings(
            *(
                np.concatenate([getattr(self, name), getattr(other, name)])
                for name in ("landmarks", "tracks", "facing")
            )
        )


def match(seen: Sightings, mirror: Int64[ndarray, "468"]) -> tuple[sp.csr_matrix, ndarray]:
    """Rows [468, N] of weights on `surface()`'s vertices, and each landmark's sigma."""
    both = seen.joined(seen.mirrored(mirror, surface().mirror))
    weights = np.ones(both.landmarks.shape[:2])
    for _ in range(_PASSES):
        nearest = _nearest_vertices(both, weights)
        corners, shares = _on_triangles(both, weights, nearest)
        missed = _missed(both, corners, shares)
        facing = np.take_along_axis(both.facing, corners[:, 0][None], 1)
        weights = np.clip(facing, _LEAST_FACING, 1) ** 2 / np.maximum(missed / _HUBER, 1)
    # Exactly symmetric: the right half is the left one's mirror image.
    own = np.arange(COUNT) <= mirror
    corners = np.where(own[:, None], corners, surface().mirror[corners[mirror]])
    shares = np.where(own[:, None], shares, shares[mirror])
    straight = np.clip(facing, 0, 1) ** 4
    missed = _missed(both, corners, shares)
    sigma = np.sqrt((straight * np.minimum(missed, 3 * _HUBER) ** 2).sum(0) / straight.sum(0) / 2)
    start = np.arange(0, 3 * COUNT + 1, 3)
    found = sp.csr_matrix((shares.ravel(), corners.ravel(), start), (COUNT, len(surface().rows)))
    return found, sigma.astype(np.float32)


def _nearest_vertices(seen: Sightings, weights: Float64[ndarray, "R L"]) -> Int64[ndarray, "L"]:
    """The surface vertex with the least weighted squared distance over all pictures."""
    share = (weights / weights.sum(0)).astype(np.float32)
    cost = share.T @ (seen.tracks**2).sum(2)
    for axis in range(2):
        cost -= 2 * (share * seen.landmarks[..., axis]).T @ seen.tracks[..., axis]
    # What never looks at the camera cannot be seen: the inside of mouth, lids and nostrils.
    visible = np.clip(seen.facing, 0, 1).mean(0)
    return np.argmin(cost + 0.02 * (visible < 0.1), 1)


def _on_triangles(
    seen: Sightings, weights: Float64[ndarray, "R L"], nearest: Int64[ndarray, "L"]
) -> tuple[Int64[ndarray, "L 3"], Float64[ndarray, "L 3"]]:
    """Best point of the triangles around each nearest vertex: corners and barycentric shares.

    The pictures together make one space of 2R dimensions, in which a triangle is still flat.
    """
    corners = np.zeros((COUNT, 3), np.int64)
    shares = np.zeros((COUNT, 3))
    grid = _barycentric_grid(10)
    triangles = surface().triangles
    for landmark, vertex in enumerate(nearest):
        around = triangles[(triangles == vertex).any(1)]
        scale = np.sqrt(weights[:, landmark])[:, None, None, None]
        offset = scale * (
            seen.tracks[:, around] - seen.landmarks[:, landmark][:, None, None]
        )  # [R, T, 3, 2]
        gram = np.einsum("rtix,rtjx->tij", offset, offset)
        cost = np.einsum("gi,tij,gj->tg", grid, gram, grid)
        triangle, point = np.unravel_index(np.argmin(cost), cost.shape)
        corners[landmark], shares[landmark] = around[triangle], grid[point]
    return corners, shares


def _barycentric_grid(steps: int) -> Float64[ndarray, "G 3"]:
    a, b = np.meshgrid(np.arange(steps + 1), np.arange(steps + 1))
    inside = a + b <= steps
    a, b = a[inside] / steps, b[inside] / steps
    return np.stack([a, b, 1 - a - b], 1)


def _missed(seen: Sightings, corners: ndarray, shares: ndarray) -> Float64[ndarray, "R L"]:
    place = np.einsum("rlcx,lc->rlx", seen.tracks[:, corners], shares)
    return np.linalg.norm(place - seen.landmarks, axis=2)


def save_correspondence(found: Correspondence, folder: Path, report: dict[str, float]) -> None:
    """Write what `correspondence` reads."""
    matrix = found.matrix.astype(np.float32)
    for name, value in (
        ("start", matrix.indptr), ("index", matrix.indices), ("weight", matrix.data),
        ("sigma", found.sigma), ("triangles", found.triangles), ("mirror", found.mirror),
    ):  # fmt: skip
        np.save(folder / f"{name}.npy", value)
    (folder / "report.json").write_text(json.dumps(report, indent=1))


def visible_from(
    normals: Float32[ndarray, "N 3"], points: Float32[ndarray, "N 3"], eye: Float64[ndarray, "3"]
) -> Float32[ndarray, "N"]:
    """Cosine between each normal and the way to the camera."""
    way = eye - points
    return np.einsum("nc,nc->n", normals, way / np.linalg.norm(way, axis=1, keepdims=True)).astype(
        np.float32
    )
