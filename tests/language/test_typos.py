"""Slips are mended, words and names are left alone."""

from __future__ import annotations

import subprocess
import sys
import time
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from facegen.errors import SetupError
from facegen.language import read_prompt
from facegen.language.tokens import fold
from facegen.language.typos import correct, edits, positive, split_joined
from facegen.language.words.guard import english_words


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("freckels", "freckle"), ("eldelry", "elderly"), ("japaneese", "japanese"),
        ("mustahce", "moustache"), ("eyebrowes", "eyebrow"), ("yuong", "young"),
        ("wrinklled", "wrinkled"), ("grandmohter", "grandmother"), ("geen", "green"),
        ("looooong", "long"), ("vampyre", "vampire"), ("chekbones", "cheekbone"),
    ],
)  # fmt: skip
def test_slips_are_mended(slip: str, meant: str) -> None:
    assert correct(fold(slip), slip, False) == meant


REAL = (
    "bread brad board tanner bearing barber golfing shorty blender brawl carly paley fringes "
    "rounded grandeur woods ample mange olives berlin martha chinook scarab winter mouse sixty "
    "house street nation garden castle corner carved airlines heirs focuses hostels crops "
    "cityscape travelled programmes unturned"
)


@pytest.mark.parametrize("word", REAL.split())
def test_real_words_and_names_are_left_alone(word: str) -> None:
    assert correct(fold(word), word, False) is None
    assert split_joined(word) is None


@pytest.mark.parametrize("plural", ["hoodies", "beanies", "zombies", "valkyries"])
def test_plurals_of_the_lexicon_are_read(plural: str) -> None:
    assert correct(fold(plural), plural, False) == plural[:-1]


@pytest.fixture
def forgotten() -> Iterator[None]:
    """The dictionary as if it had not been read."""
    english_words.cache_clear()
    yield
    english_words.cache_clear()


def test_the_dictionary_is_quick_and_small(forgotten: None) -> None:
    started = time.process_time()
    english_words()
    assert time.process_time() - started < 0.15
    english_words.cache_clear()
    tracemalloc.start()
    english_words()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 25e6


def test_the_dictionary_is_not_read_before_a_strange_word() -> None:
    code = (
        "from facegen.language import read_prompt; "
        "from facegen.language.words.guard import english_words as words; "
        "read_prompt('a man with a beard'); print(words.cache_info().currsize); "
        "read_prompt('a man with a baerd'); print(words.cache_info().currsize)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0", "1"]


def test_without_the_dictionary_one_is_told_to_set_up(forgotten: None, cache: Path) -> None:
    with pytest.raises(SetupError, match=r"run `python -m facegen.setup`"):
        correct("baerd", "baerd", False)


def test_capitals_inside_a_sentence_are_names() -> None:
    assert correct("freckel", "Freckel", False) is None
    assert correct("freckel", "Freckel", True) == "freckle"


@pytest.mark.parametrize(("text", "at"), [("curlyhair", 5), ("blueeyes", 4), ("bignose", 3)])
def test_missing_spaces_are_found(text: str, at: int) -> None:
    assert split_joined(text) == at
    reading = read_prompt(f"a man with {text}")
    assert any(f"“{text[:at]} {text[at:]}”" in notice for notice in reading.notices)


def test_real_compounds_are_not_parted() -> None:
    for word in ("blackbird", "forehead", "hairbrush", "policeman", "grandmother", "necklace"):
        assert split_joined(word) is None, word


@pytest.mark.parametrize(
    ("a", "b", "distance"),
    [("", "", 0), ("beard", "beard", 0), ("beard", "baerd", 1), ("beard", "beerd", 1),
     ("beard", "bead", 1), ("beard", "bearrd", 1), ("ca", "abc", 3), ("nose", "noise", 1),
     ("abcdef", "badcfe", 3)],
)  # fmt: skip
def test_edits_count_swaps_once(a: str, b: str, distance: int) -> None:
    assert edits(a, b) == edits(b, a) == distance


@pytest.mark.parametrize(
    ("word", "plain"),
    [("greyer", "grey"), ("curliest", "curly"), ("biggish", "big"), ("paler", "pale"),
     ("thinnest", "thin"), ("corner", None), ("tanner", None), ("forest", None), ("finish", None)],
)  # fmt: skip
def test_comparatives_are_their_adjective(word: str, plain: str | None) -> None:
    assert positive(word) == plain
