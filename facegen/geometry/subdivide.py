"""One Catmull-Clark step over quads, as a sparse matrix that serves positions, morphs and weights.

Catmull & Clark 1978, with the usual boundary rule (boundary edges are subdivided as cubic
B-splines), so that open patches such as lips and eye openings keep their outline.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from jaxtyping import Int32, Int64
from numpy import ndarray


@dataclass(frozen=True)
class Subdivision:
    """`matrix @ coarse` gives the fine values; fine vertices are old vertices, edges, faces."""

    matrix: sp.csr_matrix
    quads: Int32[ndarray, "4F 4"]


def quad_edges(quads: Int32[ndarray, "F 4"]) -> tuple[Int64[ndarray, "E 2"], Int64[ndarray, "F 4"]]:
    """Unique undirected edges, and for each quad the edge from corner c to corner c + 1."""
    ends = np.stack([quads, np.roll(quads, -1, 1)], -1).reshape(-1, 2).astype(np.int64)
    ends.sort(1)
    edges, inverse = np.unique(ends, axis=0, return_inverse=True)
    return edges, inverse.reshape(quads.shape)


def _fine_quads(quads: ndarray, edge_of: ndarray, vertices: int, edges: int) -> ndarray:
    faces = vertices + edges + np.arange(len(quads))
    edge = vertices + edge_of
    corner = [np.stack([quads[:, c], edge[:, c], faces, edge[:, c - 1]], 1) for c in range(4)]
    return np.stack(corner, 1).reshape(-1, 4).astype(np.int32)


def linear(quads: Int32[ndarray, "F 4"], count: int) -> Subdivision:
    """Split each quad in four without smoothing: for UVs, whose islands must keep their borders."""
    edges, edge_of = quad_edges(quads)
    rows = np.arange(len(edges))
    half = np.full(len(edges), 0.5)
    edge_rule = sp.csr_matrix(
        (np.r_[half, half], (np.r_[rows, rows], edges.T.ravel())), (len(edges), count)
    )
    matrix = sp.vstack([sp.identity(count, format="csr"), edge_rule, _face_rule(quads, count)])
    return Subdivision(matrix.tocsr(), _fine_quads(quads, edge_of, count, len(edges)))


def _face_rule(quads: ndarray, count: int) -> sp.csr_matrix:
    rows = np.repeat(np.arange(len(quads)), 4)
    return sp.csr_matrix((np.full(len(rows), 0.25), (rows, quads.ravel())), (len(quads), count))


def catmull_clark(quads: Int32[ndarray, "F 4"], count: int) -> Subdivision:
    """Catmull-Clark for `count` vertices; vertices that no quad uses stay where they are."""
    edges, edge_of = quad_edges(quads)
    face = _face_rule(quads, count)
    uses = np.bincount(edge_of.ravel(), minlength=len(edges))
    inner = uses == 2
    edge_rows = np.arange(len(edges))
    ones = np.ones(len(edges))
    ends = sp.csr_matrix(
        (np.r_[ones, ones], (np.r_[edge_rows, edge_rows], edges.T.ravel())), (len(edges), count)
    )
    edge_faces = sp.csr_matrix(
        (np.ones(edge_of.size), (edge_of.ravel(), np.repeat(np.arange(len(quads)), 4))),
        (len(edges), len(quads)),
    )
    edge_rule = sp.diags(np.where(inner, 0.25, 0.5)) @ ends
    edge_rule += sp.diags(np.where(inner, 0.25, 0.0)) @ edge_faces @ face
    matrix = sp.vstack([_vertex_rule(quads, edges, inner, ends, face, count), edge_rule, face])
    return Subdivision(matrix.tocsr(), _fine_quads(quads, edge_of, count, len(edges)))


def _vertex_rule(
    quads: ndarray,
    edges: ndarray,
    inner: ndarray,
    ends: sp.csr_matrix,
    face: sp.csr_matrix,
    count: int,
) -> sp.csr_matrix:
    """Interior: (F + 2R + (n - 3)P) / n; boundary: (a + 6P + b) / 8 along the border."""
    valence = np.asarray(ends.sum(0)).ravel()
    border = edges[~inner]
    on_border = np.zeros(count, bool)
    on_border[border.ravel()] = True
    smooth = (valence > 2) & ~on_border
    n = np.where(smooth, valence, 1)
    corner_faces = sp.csr_matrix(
        (np.ones(quads.size), (quads.ravel(), np.repeat(np.arange(len(quads)), 4))),
        (count, len(quads)),
    )
    interior = sp.diags(smooth / n**2) @ (corner_faces @ face + ends.T @ ends)
    interior += sp.diags(np.where(smooth, (n - 3) / n, 0))
    degree = np.bincount(border.ravel(), minlength=count)
    curve = on_border & (degree == 2)
    a, b = border[:, 0], border[:, 1]
    next_to = sp.csr_matrix((np.ones(2 * len(border)), (np.r_[a, b], np.r_[b, a])), (count, count))
    boundary = sp.diags(curve / 8.0) @ next_to + sp.diags(np.where(curve, 0.75, 0.0))
    fixed = sp.diags((~smooth & ~curve).astype(float))
    return (interior + boundary + fixed).tocsr()
