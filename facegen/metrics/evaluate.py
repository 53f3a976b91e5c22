"""Every figure of one result: how like the photo the views are, and how like one another.

The metrics of Gen3D-Face, section 4, that make sense for one person; FID and KID compare sets of
people (`metrics.fid`, used by the benchmarks).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import cv2
import numpy as np
from jaxtyping import Float, Float32, UInt8
from numpy import ndarray

from facegen.metrics.gallery import other_people
from facegen.metrics.identity import Vector, consistency, distance, re_identification
from facegen.metrics.similarity import SIDE, clip_similarity, perceptual_distance, ssim
from facegen.metrics.views import BACKGROUND, View
from facegen.models.identity import identity_encoder
from facegen.models.matting import person_matting
from facegen.models.perceptual import perceptual_features
from facegen.models.roles import JointEmbedding

LOOKED_AT = 90.0
"""Degrees: views from farther round show no face."""
TURNS = {"front": (0.0,), "30": (-30.0, 30.0), "60": (-60.0, 60.0)}
"""Name of a figure -> azimuths at eye level that it is the mean of."""


def face_vector(view: View) -> Vector | None:
    """Identity vector of the face in a view; None where none is found, or none looked for."""
    return identity_encoder()(view.rgb) if abs(view.azimuth) <= LOOKED_AT else None


def face_vectors(views: Sequence[View]) -> dict[str, Vector]:
    """Name -> identity vector of each view in which a face is found."""
    found = {view.name: face_vector(view) for view in views}
    return {name: vector for name, vector in found.items() if vector is not None}


def identity_metrics(
    photo: Vector,
    views: Sequence[View],
    others: Float[ndarray, "N D"] | None = None,
    find: Callable[[Sequence[View]], Mapping[str, Vector]] = face_vectors,
) -> dict[str, float]:
    """Input-to-output and output-to-output identity, rank and margin; names say which.

    `others` are vectors of other people, by default `other_people()`; `find` gives the views'.
    """
    vectors = find(views)
    strangers = other_people() if others is None else others
    told = re_identification(photo, vectors, strangers, identity_encoder().same_below)
    metrics = {f"identity_{name}": value for name, value in told.items()}
    for name, azimuths in TURNS.items():
        level = [v.name for v in views if v.elevation == 0 and v.azimuth in azimuths]
        apart = [distance(photo, vectors[n]) for n in level if n in vectors]
        if apart:
            metrics[f"identity_distance_{name}"] = float(np.mean(apart))
    among = {f"views_identity_{n}": v for n, v in consistency(list(vectors.values())).items()}
    return {**metrics, **among, "faces_found": len(vectors), "views": len(views)}


def likeness_metrics(
    photo: UInt8[ndarray, "S S 3"], view: View, embedding: JointEmbedding | None = None
) -> dict[str, float]:
    """Photo against the view from its own camera, both without what lies behind the person.

    SSIM, LPIPS-style distance, overlap of the outlines; CLIP similarity where there is an
    embedding. `photo` is what the view's camera sees: the face crop.
    """
    small = cv2.resize(photo, (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    matte = person_matting()(small)
    rendered = cv2.resize(view.rgb, (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    mask = cv2.resize(view.mask, (SIDE, SIDE), interpolation=cv2.INTER_AREA) / 255.0
    cut_out = _on_background(small, matte)
    metrics = {
        "ssim": ssim(cut_out, rendered),
        "lpips_style_vgg16": perceptual_distance(cut_out, rendered, perceptual_features()),
        "silhouette_iou": float(np.minimum(mask, matte).sum() / np.maximum(mask, matte).sum()),
    }
    if embedding is not None:
        metrics["clip_similarity"] = clip_similarity(cut_out, [rendered], embedding)
    return metrics


def evaluate(
    views: Sequence[View],
    input_view: View | None = None,
    photo: UInt8[ndarray, "S S 3"] | None = None,
    identity: Vector | Sequence[float] | None = None,
    embedding: JointEmbedding | None = None,
    find: Callable[[Sequence[View]], Mapping[str, Vector]] = face_vectors,
) -> dict[str, float]:
    """All figures of one result, rounded to four places, for its report.

    `photo` is the face crop that `input_view`'s camera sees; `identity` its vector. What is None
    leaves its figures out. `find` gives the views' vectors, and is asked last.
    """
    metrics: Mapping[str, float] = {}
    if photo is not None and input_view is not None:
        metrics = likeness_metrics(photo, input_view, embedding)
    if identity is not None:
        whose = np.asarray(identity, np.float32)
        metrics = {**identity_metrics(whose, views, find=find), **metrics}
    return {name: round(value, 4) for name, value in metrics.items()}


def _on_background(
    image: UInt8[ndarray, "H W 3"], matte: Float32[ndarray, "H W"]
) -> UInt8[ndarray, "H W 3"]:
    share = matte[..., None]
    mixed = share * image + (1.0 - share) * 255.0 * np.float32(BACKGROUND)
    return np.rint(mixed).astype(np.uint8)
