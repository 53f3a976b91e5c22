"""The look: every pair of text and ground that the page uses is readable, light and dark."""

from __future__ import annotations

import re

import pytest

from facegen.ui.theme import STYLE

TEXT = ("ink", "soft", "accent", "bad", "good")
GROUND = ("paper", "back", "tint")
AA = 4.5


def palette(selector: str) -> dict[str, tuple[float, ...]]:
    """The hex colours that a rule of the style sheet defines, 0..1."""
    rule = re.search(rf"^{re.escape(selector)} \{{(.*?)^\}}", STYLE.read_text(), re.S | re.M)
    found = re.findall(r"--fg-([a-z]+): #([0-9a-f]{6})", rule.group(1))
    return {name: tuple(int(h[i : i + 2], 16) / 255 for i in (0, 2, 4)) for name, h in found}


def luminance(color: tuple[float, ...]) -> float:
    """WCAG 2.2 relative luminance."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in color]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: tuple[float, ...], b: tuple[float, ...]) -> float:
    """WCAG 2.2 contrast ratio, 1..21."""
    dark, light = sorted((luminance(a), luminance(b)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_of_known_pairs():
    assert contrast((0, 0, 0), (1, 1, 1)) == pytest.approx(21)
    assert contrast((0.5, 0.5, 0.5), (0.5, 0.5, 0.5)) == pytest.approx(1)


@pytest.mark.parametrize("selector", [":root", ".dark"])
def test_text_meets_wcag_aa_on_every_ground(selector: str):
    colors = palette(selector)
    for text in TEXT:
        for ground in GROUND:
            ratio = contrast(colors[text], colors[ground])
            assert ratio >= AA, f"{selector}: {text} on {ground} is {ratio:.2f}"


@pytest.mark.parametrize("selector", [":root", ".dark"])
def test_edges_of_controls_meet_three_to_one(selector: str):
    colors = palette(selector)
    assert contrast(colors["edge"], colors["paper"]) >= 3.0
