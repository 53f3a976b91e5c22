"""Choosing the coarse shape from a pool: DreamFace section 4.1."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np
from jaxtyping import Float
from numpy import ndarray

from facegen.human.measure import MEASURES, z_scores
from facegen.human.person import Shape
from facegen.human.tendencies import typical


class ShapeScorer(Protocol):
    """Role: how well each candidate shape matches what was asked; more is better."""

    def __call__(self, shapes: Sequence[Shape]) -> Float[ndarray, "N"]: ...


def matching_score(
    candidates: Float[ndarray, "N D"],
    text: Float[ndarray, "D"],
    anchor_image: Float[ndarray, "D"],
    anchor_text: Float[ndarray, "D"],
    *,
    direct: float = 0.5,
    relative: float = 0.5,
) -> Float[ndarray, "N"]:
    """DreamFace eq. 3: s = direct * cos(e_i, e_t) + relative * cos(e_i - e_anchor, e_t - t_anchor).

    `candidates` are the pool's embeddings averaged over views and lights (eq. 2), the anchors the
    mean face and the text "the face". A zero difference scores 0.
    """

    def cosine(rows: ndarray, row: ndarray) -> ndarray:
        scale = np.linalg.norm(rows, axis=1) * np.linalg.norm(row)
        return np.divide(rows @ row, scale, out=np.zeros(len(rows)), where=scale > 0)

    return direct * cosine(candidates, text) + relative * cosine(
        candidates - anchor_image, text - anchor_text
    )


class AttributeScorer:
    """Scores shapes by their distance to the measures that the words ask for.

    Stands in for CLIP (eq. 2-3) where no image-text embedding exists: the embedding of a head is
    its anthropometric z-scores, the text's the z-scores asked for, and measures that nobody asked
    for pull gently (`prior`) to what is common at the candidate's own age, gender, family and
    weight, so that the choice is a plausible face and not an ageless, sexless one.
    """

    def __init__(self, targets: Mapping[str, float], prior: float = 0.02) -> None:
        self.targets = dict(targets)
        self.prior = prior

    def __call__(self, shapes: Sequence[Shape]) -> Float[ndarray, "N"]:
        """Minus the weighted squared distance, for each shape."""
        scores = z_scores(shapes)
        asked = np.array([self.targets.get(name, np.nan) for name in MEASURES])
        wanted = ~np.isnan(asked)
        miss = (scores[:, wanted] - asked[wanted]) ** 2
        own = (scores - z_scores([typical(shape) for shape in shapes]))[:, ~wanted]
        return -(miss.sum(1) + self.prior * (own**2).sum(1))
