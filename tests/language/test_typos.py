"""Slips are mended, words and names are left alone."""

from __future__ import annotations

import pytest

from facegen.language import read_prompt
from facegen.language.tokens import fold
from facegen.language.typos import correct, edits, positive, split_joined


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
    "house street nation garden castle"
)


@pytest.mark.parametrize("word", REAL.split())
def test_real_words_and_names_are_left_alone(word: str) -> None:
    assert correct(fold(word), word, False) is None
    assert split_joined(word) is None


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
