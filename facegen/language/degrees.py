"""Degrees and negations in numbers: "slightly", "very", "not"."""

from __future__ import annotations

from typing import Any

from facegen.language.traits import TRAITS

NEUTRAL: dict[str, float] = {
    "age": 35.0, "gender": 0.5, "build.weight": 0.5, "build.muscle": 0.5, "build.height": 0.5,
    "skin.tone": 0.3, "skin.undertone": 0.0, "skin.ruddy": 0.5, "skin.shine": 0.4,
    "skin.pores": 0.5, "skin.wrinkles": 0.0, "skin.freckles": 0.0, "skin.moles": 0.0,
    "skin.blush": 0.0, "skin.blotches": 0.0, "makeup.gloss": 0.2, "makeup.eyeliner": 0.0,
    "eyes.redness": 0.0, "lashes": 0.5, "hair.length": 0.5, "hair.curl": 0.0, "hair.grey": 0.0,
    "beard.grey": 0.0, "beard.stubble": 0.0, "brows.thickness": 0.5,
}  # fmt: skip
"""Where a degree counts from: "very old" is further from 35 than "old"."""

_RANGES = {"age": (1.0, 90.0), "gender": (0.03, 0.97), "skin.undertone": (-1.0, 1.0),
           "skin.tone": (0.0, 0.97)}  # fmt: skip
TRAIT_LIMIT = 2.0
_NOT_AGE = ((20.0, 30.0), (40.0, 45.0), (91.0, 32.0))
"""Below the first figure, "not" so old means the second."""


class Excluded:
    """The mark of a value that "not" rules out without naming another."""


EXCLUDED = Excluded()


def strengthened(name: str, value: Any, degree: float) -> Any:
    """`value` as meant by an adverb of `degree` (1 is the plain word)."""
    if isinstance(value, bool) or not isinstance(value, int | float) or degree == 1:
        return value
    if name in TRAITS:
        return max(-TRAIT_LIMIT, min(TRAIT_LIMIT, value * degree))
    if name not in NEUTRAL:
        return value
    neutral = NEUTRAL[name]
    low, high = _RANGES.get(name, (0.0, 1.0))
    return max(low, min(high, neutral + (value - neutral) * degree))


def denied(name: str, value: Any) -> Any:
    """What "not" leaves of `value`: a mild opposite of a quantity, or `EXCLUDED`."""
    if isinstance(value, bool):
        return not value
    if name == "beard.style":
        return "none"
    if name == "expression":
        return {}
    if name in ("makeup.lips", "makeup.eyeshadow"):
        return None
    if name == "age":
        return next(meant for limit, meant in _NOT_AGE if value < limit)
    if name == "gender":
        return 1 - value
    if name in TRAITS:
        return -0.4 * value
    if name == "hair.curl":
        return 0.0 if value else 0.25
    if name in NEUTRAL:
        neutral = NEUTRAL[name]
        return neutral - 0.5 * (value - neutral) if neutral else 0.0
    return EXCLUDED
