"""Heights and the emphasis of image generators."""

from __future__ import annotations

import pytest

from facegen.language import read_prompt
from facegen.language.notation import find_emphasis, find_heights


@pytest.mark.parametrize(
    ("words", "centimetres"),
    [("5'6\" tall", 167.64), ("6 feet 2 inches", 187.96), ("7ft", 213.36), ("180 cm tall", 180),
     ("1.55 m", 155), ("1,9 m", 190)],
)  # fmt: skip
def test_heights_are_read(words: str, centimetres: float) -> None:
    (height,) = find_heights(f"a woman, {words}, with red hair")
    expected = min(max(0.5 + (centimetres - 168) / 60, 0.02), 1)
    assert height.value == pytest.approx(expected)
    assert read_prompt(f"a woman, {words}").value("build.height") == height.value


def test_other_figures_are_no_heights() -> None:
    for words in ("35 years old", "8k, 50mm", "aged 61", "born 1980", "2 m away 5 o'clock"):
        assert find_heights(words) == [], words


def test_emphasis_strengthens_and_weakens() -> None:
    def freckles(prompt: str) -> float:
        return read_prompt(prompt).value("skin.freckles")

    assert freckles("(freckles:0.5)") < freckles("freckles") < freckles("(freckles:1.4)")
    prompt = "a man, (very big nose:1.3), hat"
    (stretch,) = find_emphasis(prompt)
    assert prompt[stretch.start : stretch.end] == "very big nose"
    assert read_prompt(prompt).value("age") is None


def test_settings_say_nothing() -> None:
    reading = read_prompt("old man --ar 3:4 --v 6 <lora:beard_style:0.8>, (masterpiece:1.2)")
    assert reading.value("age") == 74
    assert not reading.says("beard.style")
    assert reading.unknown == ()
