"""A stranger among adjectives is taken for its like, or honestly not understood."""

from __future__ import annotations

from pathlib import Path

import pytest

from facegen.language import nearest
from facegen.language.lexicon import entries
from facegen.language.nearest import THRESHOLD, nearest_phrase, phrases
from facegen.language.tokens import fold
from tests.language.nearest_pairs import MEANT


def _folded(phrase: str) -> tuple[str, ...]:
    return tuple(fold(word) for word in phrase.split())


ASKED = {word: meant for word, meant in MEANT.items() if _folded(word) not in entries()}
"""The reader asks only for what the lexicon lacks."""


def test_guesses_are_right_nine_times_in_ten() -> None:
    guesses = {word: guess for word in ASKED if (guess := nearest_phrase(word))}
    right = {
        word
        for word, guess in guesses.items()
        if _folded(guess.phrase) in {_folded(phrase) for phrase in ASKED[word].split("|")}
    }
    wrong = {word: guess.phrase for word, guess in guesses.items() if word not in right}
    assert len(guesses) >= sum(map(bool, ASKED.values())) / 4
    assert len(right) >= 0.9 * len(guesses), wrong


def test_words_that_show_nowhere_are_left_alone() -> None:
    meaningless = [word for word, meant in ASKED.items() if not meant]
    assert len(meaningless) >= 25
    assert [word for word in meaningless if nearest_phrase(word)] == []


def test_an_answer_is_a_phrase_of_the_lexicon_and_always_the_same() -> None:
    first = nearest_phrase("fatigued")
    assert first is not None
    assert THRESHOLD <= first.similarity <= 1.0001
    assert _folded(first.phrase) in entries()
    nearest.forget()
    assert nearest_phrase("  Fatigued ") == first


@pytest.mark.parametrize(
    "words", ["", " ", "a b c d", "12", "<script>", "x" * 5000, "glad-hearted!", "\u202e"]
)
def test_what_is_no_word_gets_no_answer(words: str) -> None:
    assert nearest_phrase(words) is None


def test_without_index_or_weights_nothing_is_guessed(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nearest.forget()
    try:
        assert nearest_phrase("fatigued") is None
        monkeypatch.setenv("FACEGEN_COMMERCIAL", "1")
        nearest.forget()
        assert nearest_phrase("fatigued") is None
    finally:
        nearest.forget()


def test_candidates_describe_and_name_nobody() -> None:
    names = phrases()
    assert 1000 < len(names) == len(set(names))
    assert {"joyful", "wavy", "greek", "tired"} <= set(names)
    assert not {"teacher", "hair", "very", "not", "with", "nose"} & set(names)


def test_a_second_question_is_answered_from_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    first = nearest_phrase("fatigued")
    monkeypatch.setattr(nearest, "embed", None)
    assert nearest_phrase("fatigued") == first
