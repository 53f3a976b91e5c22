"""Figures with a meaning of their own: heights, and the emphasis of image generators."""

from __future__ import annotations

import re
from typing import NamedTuple

_HEIGHT = re.compile(
    r"(?<![\w.])(?:"
    r"(?P<feet>[3-9])\s?(?:['’′]|ft\b\.?|feet\b|foot\b)\s?(?:(?P<inches>1?\d)\b\s?"
    r"(?:[\"”″]|''|inch(?:es)?\b|in\b)?)?|"
    r"(?P<cm>[12]\d\d)\s?cm\b|(?P<m>[12])[.,](?P<dm>\d\d?)\s?m(?:et(?:er|re)s?)?\b"
    r")(?:\s?tall\b)?",
    re.IGNORECASE,
)
_EMPHASIS = re.compile(r"\(([^()]{1,200}):\s?(\d(?:\.\d+)?)\s*\)")
_MIDDLE_CM, _RANGE_CM = 168.0, 60.0
"""Centimetres of `build.height` 0.5, and from its 0 to its 1."""
_WEAKEST, _STRONGEST = 0.4, 1.6


class Height(NamedTuple):
    """A height and its place."""

    start: int
    end: int
    value: float
    """`build.height`, 0..1."""


class Emphasis(NamedTuple):
    """A stretch of the prompt that counts more or less: "(freckles:1.3)"."""

    start: int
    end: int
    degree: float


def find_heights(prompt: str) -> list[Height]:
    """Heights in feet and inches, centimetres or metres."""
    return [
        Height(match.start(), match.end(), _to_slider(_centimetres(match)))
        for match in _HEIGHT.finditer(prompt)
    ]


def find_emphasis(prompt: str) -> list[Emphasis]:
    """Stretches in round brackets with a factor, as Stable Diffusion's pages write them."""
    return [
        Emphasis(
            match.start(1), match.end(1), min(max(float(match.group(2)), _WEAKEST), _STRONGEST)
        )
        for match in _EMPHASIS.finditer(prompt)
    ]


def _centimetres(match: re.Match[str]) -> float:
    if match["feet"]:
        return 30.48 * int(match["feet"]) + 2.54 * int(match["inches"] or 0)
    if match["cm"]:
        return float(match["cm"])
    return float(f"{match['m']}.{match['dm']}") * 100


def _to_slider(centimetres: float) -> float:
    return min(max(0.5 + (centimetres - _MIDDLE_CM) / _RANGE_CM, 0.02), 1.0)
