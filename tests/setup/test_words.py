"""The expander of Hunspell dictionaries, and the words that set-up writes with it."""

from pathlib import Path

import pytest

from facegen.errors import SetupError
from facegen.setup.sources import assets_dir, dictionary_data
from facegen.setup.words import pack_words, parse_affixes, plain_words

AFFIXES = """
SET UTF-8
NOSUGGEST !
ONLYINCOMPOUND c
REP 1
REP alot a_lot

PFX U Y 1
PFX U   0     un         .

PFX I N 2
PFX I   l     ill        l
PFX I   0     in         [^l]

SFX D Y 3
SFX D   0     d          e
SFX D   y     ied        [^aeiou]y
SFX D   0     ed         [^ey]

SFX T N 1
SFX T   0     est        [^ey]

SFX M Y 1
SFX M   0     's         .
"""


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("face", "face"),
        ("face/D", "face faced"),
        ("carry/D", "carry carried"),
        ("play/D", "play"),
        ("paint/UD", "paint unpaint painted unpainted"),
        ("kind/UT", "kind unkind kindest"),
        ("legal/I", "legal illegal"),
        ("sane/ID", "sane insane saned"),
        ("Paris/M", "paris"),
        ("damn/D!", "damn damned"),
        ("th/Dc", ""),
        ("1st/D", ""),
        ("it's", ""),
        ("face/Q", "face"),
    ],
)
def test_flags_make_forms(entry: str, words: str) -> None:
    assert plain_words([entry], parse_affixes(AFFIXES)) == set(words.split())


@pytest.mark.parametrize("line", ["FLAG long", "SFX G Y 1\nSFX G 0 ing/M ."])
def test_what_the_parser_does_not_understand_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="not understood"):
        parse_affixes(line)


def write_dictionary(folder: Path) -> Path:
    """A package of two stems."""
    folder.mkdir()
    (folder / "index.aff").write_text(AFFIXES)
    (folder / "index.dic").write_text("2\nface/D\nPaint/UD\n")
    (folder / "license").write_text("free for all")
    return folder


def test_the_list_is_sorted_and_has_its_licence(tmp_path: Path) -> None:
    source, lines = write_dictionary(tmp_path / "package"), []
    pack_words(source, tmp_path / "words", lines.append)
    made = (tmp_path / "words" / "english.txt").read_text()
    assert made == "face\nfaced\npaint\npainted\nunpaint\nunpainted\n"
    assert (tmp_path / "words" / "LICENSE").read_text() == "free for all"
    assert lines == ["writing out 6 English words"]


@pytest.mark.parametrize("name", ["index.aff", "index.dic", "license"])
def test_a_missing_file_is_named_and_nothing_is_written(tmp_path: Path, name: str) -> None:
    source = write_dictionary(tmp_path / "package")
    (source / name).unlink()
    with pytest.raises(SetupError, match=rf"{name} is missing: run `npm ci`"):
        pack_words(source, tmp_path / "words", print)
    assert [path.name for path in tmp_path.iterdir()] == ["package"]


def test_set_up_wrote_the_words_of_english() -> None:
    words = (assets_dir() / "words" / "english.txt").read_text().splitlines()
    assert {"corner", "carved", "airlines", "unhappiest", "berlin", "martha"} <= set(words)
    assert {"freckel", "eldelry", "mustahce", "curlyhair"}.isdisjoint(words)
    assert all(word.isalpha() and word.islower() for word in words)
    assert words == sorted(set(words))
    assert 80_000 < len(words) < 120_000


def test_the_notice_goes_with_the_words() -> None:
    notice = (assets_dir() / "words" / "LICENSE").read_text()
    assert "Copyright 2000-2018 by Kevin Atkinson" in notice
    assert notice == (dictionary_data() / "license").read_text()
