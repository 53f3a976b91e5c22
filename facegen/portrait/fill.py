"""What the photo does not show of the skin: from the other half of the face, and from the nearest.

Colours are handled as logarithms of the ratio of the photo's to the painted skin's. Its broad part
lives on the mesh and is diffused over the whole body; its fine part is laid over that where the
photo, or its mirror image, shows it. Neither has a border that could be seen.
"""

from __future__ import annotations

import functools

import cv2
import numpy as np
import scipy.sparse as sp
from jaxtyping import Float, Float32, Int64
from numpy import ndarray
from scipy.sparse.linalg import splu
from scipy.spatial import cKDTree

from facegen.geometry.subdivide import quad_edges
from facegen.human.topology import BODY, topology

_SMOOTHNESS = 1.0
"""Pull of a vertex towards its neighbours, of one fully seen vertex towards what was seen."""
_REST = 0.012
"""Pull of every vertex towards the mean: what lies far from all that was seen takes it."""
MIRROR_TRUST = 0.85
"""Of a texel that is seen only on the other half of the face."""
_ONE_SIDED = 0.35
"""Share kept of a broad difference between the two halves: it is light more often than skin."""


@functools.cache
def mirror_vertices() -> Int64[ndarray, "13380"]:
    """For each base skin vertex the one on the other half."""
    base = topology().base[BODY].astype(np.float64)
    return cKDTree(base).query(base * [-1, 1, 1])[1]


@functools.cache
def _laplacian() -> sp.csc_matrix:
    """Graph Laplacian of the base skin, edges weighted by the inverse of their length."""
    quads, _ = topology().body_quads()
    edges, _ = quad_edges(quads)
    base = topology().base[BODY].astype(np.float64)
    a, b = edges.T
    length = np.linalg.norm(base[a] - base[b], axis=1)
    weight = np.median(length) / np.maximum(length, 0.1 * np.median(length))
    graph = sp.coo_matrix((np.r_[weight, weight], (np.r_[a, b], np.r_[b, a])), (len(base),) * 2)
    return (sp.diags(np.asarray(graph.sum(1)).ravel()) - graph).tocsc()


def both_halves(
    ratio: Float[ndarray, "13380 3"], trust: Float[ndarray, "13380"]
) -> tuple[Float[ndarray, "13380 3"], Float[ndarray, "13380"]]:
    """Each vertex's ratio and trust with its mirror image's: what only one half shows serves both,
    and broad differences between the halves shrink."""
    other = mirror_vertices()
    own, mirrored = trust[:, None], MIRROR_TRUST * trust[other][:, None]
    even = (own * ratio + mirrored * ratio[other]) / np.maximum(own + mirrored, 1e-6)
    share = own / np.maximum(own + mirrored, 1e-6)
    return even + _ONE_SIDED * share * (ratio - even), np.maximum(own, mirrored)[:, 0]


def diffuse(
    ratio: Float[ndarray, "13380 3"], trust: Float[ndarray, "13380"]
) -> Float32[ndarray, "13380 3"]:
    """Smooth ratios over the whole body, near `ratio` where `trust` (0..1) says so.

    Minimises sum trust |r - ratio|^2 + smoothness r' L r + rest |r - mean|^2.
    """
    total = float(trust.sum())
    if total < 1e-3:
        return np.zeros((BODY.stop, 3), np.float32)
    mean = (trust[:, None] * ratio).sum(0) / total
    system = sp.diags(trust + _REST) + _SMOOTHNESS * _laplacian()
    known = trust[:, None] * ratio + _REST * mean
    return splu(system.tocsc()).solve(known).astype(np.float32)


def local_mean(
    values: Float32[ndarray, "S S 3"], trust: Float32[ndarray, "S S"], sigma: float
) -> Float32[ndarray, "S S 3"]:
    """Gaussian mean of what is trusted; far from all of it, of ever wider surroundings."""
    total = cv2.GaussianBlur(values * trust[..., None], (0, 0), sigma)
    weight = cv2.GaussianBlur(trust, (0, 0), sigma)
    wide = cv2.GaussianBlur(total, (0, 0), 4 * sigma)
    wide_weight = cv2.GaussianBlur(weight, (0, 0), 4 * sigma)
    total, weight = total + 1e-2 * wide, weight + 1e-2 * wide_weight
    return total / np.maximum(weight, 1e-9)[..., None]


def flipped(field: Float32[ndarray, "S S *K"]) -> Float32[ndarray, "S S *K"]:
    """The head atlas with left and right exchanged."""
    return np.ascontiguousarray(field[:, ::-1])
