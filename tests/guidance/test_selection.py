"""DreamFace eq. 3 by hand, the attribute scorer and the refinement."""

import numpy as np
import pytest

from facegen.guidance.refinement import refine_shape
from facegen.guidance.selection import AttributeScorer, matching_score
from facegen.human.measure import MEASURES, z_scores
from facegen.human.person import Shape


def test_matching_score_by_hand():
    """cos((3,4),(1,0)) = 0.6 and cos((2,4),(0,1)) = 4 / sqrt(20), with anchors (1,0)."""
    score = matching_score(
        np.array([[3.0, 4.0]]), np.array([1.0, 1.0]), np.array([1.0, 0.0]),
        np.array([1.0, 0.0]), direct=1.0, relative=2.0,
    )  # fmt: skip
    direct = (3 + 4) / (5 * np.sqrt(2))
    assert score == pytest.approx(direct + 2 * 4 / np.sqrt(20))


def test_matching_score_of_the_anchor_itself_is_finite():
    """A zero difference scores 0, not NaN."""
    anchor = np.array([1.0, 0.0])
    assert matching_score(anchor[None], anchor, anchor, anchor)[0] == pytest.approx(0.5)


def test_the_scorer_prefers_what_was_asked():
    shapes = [Shape(local={"nose-scale-horiz": v}) for v in (-0.6, 0.0, 0.6)]
    assert np.argmax(AttributeScorer({"nose_width": 3.0})(shapes)) == 2
    assert np.argmax(AttributeScorer({"nose_width": -3.0})(shapes)) == 0


def test_refinement_reaches_its_targets_and_leaves_the_rest():
    targets = {"nose_width": 1.5, "mouth_width": -1.2, "eye_tilt": 1.0}
    before, after = z_scores([Shape(), refine_shape(Shape(), targets)])
    for name, wanted in targets.items():
        i = MEASURES.index(name)
        assert abs(after[i] - wanted) < 0.45 * abs(before[i] - wanted)
    others = [i for i, name in enumerate(MEASURES) if name not in targets]
    assert np.abs(after[others] - before[others]).max() < 0.8


def test_nothing_asked_changes_nothing():
    assert refine_shape(Shape(age=40), {}) == Shape(age=40)
