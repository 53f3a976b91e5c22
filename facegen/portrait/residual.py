"""Small smooth displacements that lay lips, lids, brows and jaw exactly where the photo has them.

A Gaussian process on the mesh: its covariance is the inverse of (kappa^2 - Laplacian)^2 (Lindgren
et al. 2011, An explicit link between Gaussian fields and Gaussian Markov random fields), so that
neighbours along the skin move together and the two lips, neighbours only in space, need not.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import scipy.sparse as sp
from jaxtyping import Float, Float32, Float64, Int64
from numpy import ndarray
from scipy.sparse.linalg import splu
from scipy.spatial import cKDTree

from facegen.geometry.subdivide import quad_edges
from facegen.human.eyes.socket import LID_RIMS
from facegen.human.topology import (
    BODY,
    EYE_LEFT,
    EYE_RIGHT,
    LASHES,
    TEETH_LOWER,
    TEETH_UPPER,
    TONGUE,
    VERTEX_COUNT,
    topology,
)
from facegen.setup.sources import assets_dir

_SCALES = ((0.060, 0.6), (0.022, 0.4))
"""(reach in metres, share of the variance) of the fields that add up."""
_NECK = 0.50
"""Metres: y on the base mesh below which nothing moves."""
_HAIR_HELPER = slice(18722, 19150)
_NEIGHBOURS = 4


@dataclass(frozen=True)
class Spread:
    """How a displacement at the landmarks spreads over the mesh, for unit variance."""

    rows: Int64[ndarray, "M"]
    """Base vertices that move."""
    to_rows: Float32[ndarray, "M L"]
    """Covariance of those vertices with the landmarks."""
    kernel: Float64[ndarray, "L L"]
    """Covariance of the landmarks with each other."""


def make_spread(matrix: sp.csr_matrix) -> Spread:
    """The spread for landmarks at `matrix` [L, 13380] times the base skin."""
    base = topology().base
    skin = np.flatnonzero(base[BODY, 1] > _NECK)
    marks = matrix[:, skin].astype(np.float64)
    field = np.zeros((len(skin), matrix.shape[0]))
    laplacian, mass = _laplacian(skin)
    for reach, share in _SCALES:
        stiff = laplacian + (8 / reach**2) * mass  # reach = sqrt(8 nu) / kappa, nu = 1
        whole = (stiff @ sp.diags(1 / mass.diagonal()) @ stiff).tocsc()
        part = splu(whole).solve(marks.T.toarray())
        part /= np.median(np.einsum("lm,ml->l", marks.toarray(), part))
        field += share * part
    helpers, followed = _helpers(skin)
    rows = np.concatenate([skin, helpers])
    order = np.argsort(rows)
    to_rows = np.concatenate([field, followed @ field])[order]
    return Spread(rows[order], to_rows.astype(np.float32), marks @ field)


def _laplacian(skin: Int64[ndarray, "S"]) -> tuple[sp.csr_matrix, sp.dia_matrix]:
    """Weighted graph Laplacian and lumped mass (square metres) of the skin's part; the cut border
    stays in place, since what lies beyond it does."""
    quads, _ = topology().body_quads()
    base = topology().base[BODY].astype(np.float64)
    edges, _ = quad_edges(quads)
    length = np.linalg.norm(base[edges[:, 0]] - base[edges[:, 1]], axis=1)
    corners = base[quads]
    area = np.linalg.norm(
        np.cross(corners[:, 2] - corners[:, 0], corners[:, 3] - corners[:, 1]), axis=1
    )
    mass = np.bincount(quads.ravel(), np.repeat(area / 8, 4), BODY.stop)
    # On a square grid, weights of 1 make the usual 5-point Laplacian, whatever its spacing; long
    # quads are stiffer across than along.
    mean = np.sqrt(np.maximum(mass[edges].mean(1), 1e-12))
    weight = mean / np.maximum(length, 1e-5)
    ends = np.concatenate([edges, edges[:, ::-1]])
    graph = sp.csr_matrix((np.tile(weight, 2), ends.T), (BODY.stop,) * 2)
    degree = np.asarray(graph.sum(1)).ravel()
    whole = (sp.diags(degree) - graph).tocsr()
    return whole[skin][:, skin], sp.diags(np.maximum(mass[skin], 1e-10))


def _helpers(skin: Int64[ndarray, "S"]) -> tuple[Int64[ndarray, "H"], sp.csr_matrix]:
    """Vertices beside the skin that follow it, and the weights with which they do.

    Eyeballs, teeth and tongue move rigidly; lashes and the hair's helpers with the nearest skin.
    """
    place = {int(vertex): i for i, vertex in enumerate(skin)}
    base = topology().base
    before_teeth = base[TEETH_UPPER].mean(0) + np.array([0, 0, 0.02])
    lips = cKDTree(base[skin]).query(before_teeth, 40)[1]
    rigid = [
        (EYE_LEFT, np.array([place[v] for v in LID_RIMS["left"]])),
        (EYE_RIGHT, np.array([place[v] for v in LID_RIMS["right"]])),
        *((part, lips) for part in (TONGUE, TEETH_UPPER, TEETH_LOWER)),
    ]
    helpers, columns, weights = [], [], []
    for part, followed in rigid:
        for vertex in range(part.start, part.stop):
            helpers.append(vertex)
            columns.append(followed)
            weights.append(np.full(len(followed), 1 / len(followed)))
    tree = cKDTree(base[skin])
    for part in (LASHES, _HAIR_HELPER):
        away, near = tree.query(base[part], _NEIGHBOURS)
        closeness = 1 / np.maximum(away, 1e-5) ** 2
        helpers += range(part.start, part.stop)
        columns += list(near)
        weights += list(closeness / closeness.sum(1, keepdims=True))
    start = np.concatenate([[0], np.cumsum([len(c) for c in columns])])
    follow = sp.csr_matrix(
        (np.concatenate(weights), np.concatenate(columns), start), (len(helpers), len(skin))
    )
    return np.array(helpers), follow


def save_spread(spread: Spread, folder: Path) -> None:
    """Write what `spread` reads."""
    np.save(folder / "spread_rows.npy", spread.rows)
    np.save(folder / "spread_to_rows.npy", spread.to_rows)
    np.save(folder / "spread_kernel.npy", spread.kernel)


@functools.cache
def spread() -> Spread:
    """What set-up made, beside the correspondence."""
    folder = assets_dir() / "landmarks"
    return Spread(
        *(np.load(folder / f"spread_{n}.npy", mmap_mode="r") for n in ("rows", "to_rows", "kernel"))
    )


def displacement(
    index: Int64[ndarray, "N"],
    by_point: Float[ndarray, "N 3"],
    missed: Float[ndarray, "N"],
    noise: Float[ndarray, "N"],
    deviation: float,
) -> Float32[ndarray, "19158 3"]:
    """The most probable displacement (metres) given how far the landmarks missed.

    Each row is one coordinate in the picture of landmark `index`: `missed` pixels from where it is
    to where it was found, `by_point` the coordinate's derivative by the landmark's place, `noise`
    the standard deviation (pixels) of finding it; `deviation` that of the field (metres). Nothing
    moves along the line of sight, which a photo does not show.
    """
    kernel = deviation**2 * spread().kernel[np.ix_(index, index)]
    covariance = kernel * (by_point @ by_point.T)
    covariance[np.diag_indices(len(index))] += noise**2
    dual = np.linalg.solve(covariance, missed)
    force = np.zeros((spread().kernel.shape[0], 3))
    np.add.at(force, index, by_point * dual[:, None])
    out = np.zeros((VERTEX_COUNT, 3), np.float32)
    out[spread().rows] = spread().to_rows @ (deviation**2 * force).astype(np.float32)
    return out
