"""What the hand-written prompts expect, in shorthand."""

from __future__ import annotations

from typing import Any

Color = tuple[float, float, float]

F, M = (0.0, 0.2), (0.8, 1.0)
"""Bounds of a clear gender."""
NONE = object()
"""The attribute must not be said."""


def matches(value: Any, expected: Any) -> bool:
    """Whether `value` is what was expected.

    `...`: anything; a function: it says yes; a set: all of it is in the value; two floats: between
    them; several strings: one of them; otherwise equal.
    """
    if expected is ...:
        return True
    if callable(expected):
        return bool(expected(value))
    if isinstance(expected, set):
        return expected <= set(value)
    if isinstance(expected, tuple) and len(expected) == 2 and isinstance(expected[0], float):
        return bool(expected[0] <= value <= expected[1])
    if isinstance(expected, tuple) and expected and isinstance(value, str):
        return value in expected
    return bool(value == expected)


def greenish(color: Color) -> bool:
    """Green stands out."""
    return color[1] > color[0] and color[1] > color[2]


def bluish(color: Color) -> bool:
    """Blue stands out."""
    return color[2] > color[0] + 0.05 and color[2] > color[1]


def reddish(color: Color) -> bool:
    """Red stands far out."""
    return color[0] > color[1] + 0.2 and color[0] > color[2] + 0.2


def golden(color: Color) -> bool:
    """Red above green above blue, with a step: yellow, gold, amber, honey."""
    return color[0] > color[1] > color[2] + 0.1


def dark(color: Color) -> bool:
    """Nearly black."""
    return max(color) < 0.35


def pale(color: Color) -> bool:
    """Nearly white."""
    return min(color) > 0.7


def grey(color: Color) -> bool:
    """Without a hue, and neither black nor white."""
    return max(color) - min(color) < 0.12 and 0.25 < sum(color) / 3 < 0.8
