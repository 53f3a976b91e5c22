"""Is it the same person? Consistency, re-identification and rank among others.

Gen3D-Face, section 4: output-to-output and input-to-output consistency, Re-ID as the share of
matches at a distance of 0.6 and as the mean distance. The paper's encoder is ArcFace and its
consistency a cosine; ours is dlib's, whose vectors are compared by distance, so we give both. A
distance below 0.6 proves little (the likeness was painted with the photo's own pixels): whether the
photo is nearer than every other person, and by how much, says more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float, Float32
from numpy import ndarray

Vector = Float32[ndarray, "D"]


@dataclass(frozen=True)
class Rank:
    """Where the right person stands among others."""

    first: bool
    """Whether the right person is the nearest."""
    margin: float
    """Distance to the nearest other less the distance to the right one; negative if not first."""


def distance(a: Vector, b: Vector) -> float:
    """Euclidean, as Re-ID takes it."""
    return float(np.linalg.norm(a - b))


def cosine(a: Vector, b: Vector) -> float:
    """Of the angle between two vectors: -1..1."""
    return float(a @ b / (np.linalg.norm(a) * np.linalg.norm(b)))


def rank(query: Vector, right: Vector, others: Float[ndarray, "N D"]) -> Rank:
    """Whether `query` is nearer to `right` than to all of `others`."""
    own = distance(query, right)
    nearest = float(np.linalg.norm(others - query, axis=1).min()) if len(others) else np.inf
    return Rank(own < nearest, nearest - own)


def consistency(vectors: Sequence[Vector]) -> dict[str, float]:
    """Output to output: mean cosine and distance over all pairs; empty for fewer than two."""
    pairs = [(a, b) for i, a in enumerate(vectors) for b in vectors[i + 1 :]]
    if not pairs:
        return {}
    return {
        "cosine": float(np.mean([cosine(a, b) for a, b in pairs])),
        "distance": float(np.mean([distance(a, b) for a, b in pairs])),
    }


def re_identification(
    photo: Vector,
    vectors: Mapping[str, Vector],
    others: Float[ndarray, "N D"],
    same_below: float,
) -> dict[str, float]:
    """Input to output over the views in which a face was found; empty when there is none.

    Mean cosine and distance, share of matches (distance below `same_below`), share of views whose
    nearest is the photo, mean and least margin.
    """
    if not vectors:
        return {}
    apart = np.array([distance(photo, v) for v in vectors.values()])
    ranks = [rank(v, photo, others) for v in vectors.values()]
    margins = [r.margin for r in ranks]
    told = {
        "cosine": float(np.mean([cosine(photo, v) for v in vectors.values()])),
        "distance": float(apart.mean()),
        "match": float((apart < same_below).mean()),
        "rank_1": float(np.mean([r.first for r in ranks])),
    }
    if len(others):
        told |= {"margin": float(np.mean(margins)), "least_margin": float(np.min(margins))}
    return told
