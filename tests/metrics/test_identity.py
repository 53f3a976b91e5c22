"""Identity figures on vectors whose answers are known by hand."""

from __future__ import annotations

import numpy as np
import pytest

from facegen.metrics.gallery import other_people
from facegen.metrics.identity import consistency, cosine, distance, rank, re_identification

PHOTO = np.array([1.0, 0.0, 0.0], np.float32)
NEAR = np.array([1.0, 0.3, 0.0], np.float32)
FAR = np.array([0.0, 1.0, 0.0], np.float32)
OTHERS = np.array([[1.0, 0.4, 0.0], [0.0, 0.0, 2.0]], np.float32)


def test_distance_and_cosine() -> None:
    assert distance(PHOTO, FAR) == pytest.approx(2**0.5)
    assert cosine(PHOTO, FAR) == 0
    assert cosine(PHOTO, 3 * PHOTO) == pytest.approx(1)


def test_rank_knows_who_is_nearer() -> None:
    lost = rank(NEAR, PHOTO, OTHERS)
    assert not lost.first
    assert lost.margin == pytest.approx(0.1 - 0.3, abs=1e-6)
    won = rank(PHOTO, PHOTO, OTHERS)
    assert won.first
    assert won.margin == pytest.approx(0.4, abs=1e-6)


def test_output_to_output_counts_every_pair_once() -> None:
    told = consistency([PHOTO, NEAR, FAR])
    pairs = [(PHOTO, NEAR), (PHOTO, FAR), (NEAR, FAR)]
    assert told["distance"] == pytest.approx(np.mean([distance(a, b) for a, b in pairs]))
    assert told["cosine"] == pytest.approx(np.mean([cosine(a, b) for a, b in pairs]))
    assert consistency([PHOTO]) == {}


def test_re_identification() -> None:
    told = re_identification(PHOTO, {"00": PHOTO, "01": NEAR, "02": FAR}, OTHERS, 0.6)
    assert told["match"] == pytest.approx(2 / 3)
    assert told["rank_1"] == pytest.approx(1 / 3)
    assert told["distance"] == pytest.approx((0 + 0.3 + 2**0.5) / 3)
    assert told["least_margin"] == min(rank(v, PHOTO, OTHERS).margin for v in (PHOTO, NEAR, FAR))
    assert re_identification(PHOTO, {}, OTHERS, 0.6) == {}


def test_the_gallery_holds_many_different_people() -> None:
    people = other_people()
    assert people.shape[0] >= 40
    assert people.shape[1] == 128
    assert np.isfinite(people).all()
    apart = np.linalg.norm(people[:, None] - people[None], axis=-1)
    assert apart[~np.eye(len(people), dtype=bool)].min() > 0.1
    assert not people.flags.writeable
