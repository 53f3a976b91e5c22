"""What the reader finds in people's words."""

from __future__ import annotations

import statistics
import time
from typing import Any

import pytest

from facegen.avatar import ARKIT
from facegen.errors import InputError
from facegen.human.measure import MEASURES as measured
from facegen.human.measure import z_scores
from facegen.human.person import (
    BROW_STYLES,
    FACIAL_HAIR_STYLES,
    HAIR_STYLES,
    HORNS,
    PUPIL_SHAPES,
    SCARS,
    SKIN_PATTERNS,
    TATTOOS,
    TEETH,
    WORN,
    Shape,
)
from facegen.human.shape import sliders
from facegen.language import MEASURES, read_prompt
from facegen.language.attributes import FIELDS
from facegen.language.lexicon import entries
from facegen.language.traits import TARGET_Z, TRAITS
from facegen.language.words.expressions import LOOKS
from tests.language.expectations import NONE, matches
from tests.language.prompts import PROMPTS


@pytest.mark.parametrize(("prompt", "expected"), PROMPTS, ids=[p[:60] for p, _ in PROMPTS])
def test_prompt_gives_the_attributes(prompt: str, expected: dict[str, Any]) -> None:
    reading = read_prompt(prompt)
    said = {a.name: a.value for a in reading.attributes}
    for name, value in expected.items():
        if value is NONE:
            assert name not in said, f"{name} = {said[name]!r} was never said"
        else:
            assert name in said, f"{name} was said but not read; read: {sorted(said)}"
            assert matches(said[name], value), f"{name} is {said[name]!r}, expected {value!r}"


@pytest.mark.parametrize("prompt", [p for p, _ in PROMPTS])
def test_words_stand_where_the_spans_say(prompt: str) -> None:
    reading = read_prompt(prompt)
    for attribute in reading.attributes:
        start, end = attribute.span
        assert 0 <= start < end <= len(prompt)
        assert attribute.words.startswith(prompt[start:end])
        assert attribute.name in FIELDS
    assert len({a.name for a in reading.attributes}) == len(reading.attributes)


def test_degrees_order_the_same_word() -> None:
    def value(words: str) -> float:
        return read_prompt(f"a woman with a {words} nose").value("nose.size")

    assert 0 < value("slightly big") < value("fairly big") < value("big") < value("very big")
    assert value("very big") < value("extremely big")
    assert value("small") == -value("big")


def test_shape_targets_ask_for_what_the_words_measure() -> None:
    targets = read_prompt("round face, very big nose, thin lips").shape_targets()
    assert targets["face_width"] > 1 and targets["face_length"] < 0
    assert targets["nose_length"] > 1.2 and targets["nose_width"] > 1
    assert targets["lip_fullness"] < -1
    assert set(targets) <= set(MEASURES)
    assert read_prompt("a woman").shape_targets() == {}


def test_unknown_words_are_listed_as_written() -> None:
    assert read_prompt("a woman with a Zwixel nose and flumpy ears").unknown == ("flumpy",) or (
        "flumpy" in read_prompt("a woman with a zwixel nose and flumpy ears").unknown
    )
    assert "dragon" in read_prompt("a man on a dragon").unknown
    assert read_prompt("an old man with green eyes").unknown == ()


def test_translations_speak_in_the_users_words() -> None:
    prompt = "eine junge Frau mit roten Haaren"
    hair = read_prompt(prompt).get("hair.color")
    assert hair is not None and "roten" in prompt[slice(*hair.span)]
    assert hair.words == prompt[slice(*hair.span)]


def test_nothing_understood_is_told() -> None:
    reading = read_prompt("qwerty zxcvb")
    assert not reading.attributes
    assert reading.notices[0].startswith("Nothing in the description was understood")
    assert not read_prompt("🎉🎈").attributes


@pytest.mark.parametrize("prompt", ["", "   \n\t "])
def test_empty_prompt_is_refused(prompt: str) -> None:
    with pytest.raises(InputError, match="empty"):
        read_prompt(prompt)


def test_long_prompt_is_refused_with_the_limit() -> None:
    with pytest.raises(InputError, match=r"5,000 characters.*1,000"):
        read_prompt("a" * 5000)
    assert read_prompt(("a woman with blue eyes. " * 50)[:1000]).value("gender") < 0.2


@pytest.mark.parametrize(
    ("prompt", "name", "unsaid"),
    [
        ("Angela Merkel, 60 years old", "Merkel", "origin"),
        ("Brad Pitt with green eyes", "Brad Pitt", "origin"),
        ("She looks like Scarlett Johansson", "Scarlett Johansson", "hair.color"),
        ("a man like Jack Black", "Jack Black", "origin"),
        ("Barack Obama", "Barack Obama", "age"),
        ("looks like brad pitt", "brad pitt", "gender"),
        ("the face of keanu reeves with a beard", "keanu reeves", "origin"),
        ("will smith as an old man", "will smith", "origin"),
        ("beyonce with freckles", "beyonce", "origin"),
    ],
)
def test_names_are_ignored_and_told(prompt: str, name: str, unsaid: str) -> None:
    reading = read_prompt(prompt)
    assert any(name in notice and "ignored" in notice for notice in reading.notices)
    assert not reading.says(unsaid)


def test_peoples_are_no_names() -> None:
    for prompt in ("A Japanese Woman With Red Hair", "South Korean man", "OLD MAN WITH A BEARD"):
        assert not any("name" in notice for notice in read_prompt(prompt).notices), prompt


@pytest.mark.parametrize(
    ("prompt", "words"),
    [
        ("bald man with long hair", "disagree"),
        ("a man and a woman", "One person"),
        ("a 120 year old man", "oldest age is 90"),
        ("woman with a mohawk", "not available yet"),
        ("woman with wings and a halo", "Not available yet: wings, halo"),
        ("woman with freckels", "freckle"),
        ("man with brown and pink hair", "tips"),
        ("an old mermaid", "tail is not available"),
        ("a skeleton in a hat", "Not available yet: skeleton"),
        ("sailor with an anchor tattoo on his arm", "only those on face and neck"),
        ("girl with face tattoos", "read as a young woman, because of “tattoos”"),
        ("a six-month-old baby", "youngest age is 1 year"),
        ("woman with a tiara", "nearest is a crown"),
        ("ein alter Mann mit einem grauen Bart", "Read as German"),
        ("a woman with bangs", "the cut stays as chosen"),
    ],
)
def test_decisions_are_told(prompt: str, words: str) -> None:
    assert any(words in notice for notice in read_prompt(prompt).notices)


def test_plain_prompts_need_no_notice() -> None:
    for prompt in ("an elderly Japanese woman with short grey hair and freckles",
                   "a bearded man with a long beard", "young woman, 25, blond bob"):  # fmt: skip
        assert read_prompt(prompt).notices == (), prompt


def test_real_words_are_not_corrected() -> None:
    reading = read_prompt("a man eating bread on a board under a brick bridge")
    assert not reading.says("beard.style")
    assert not any(notice.startswith("Read") for notice in reading.notices)


def test_markup_is_not_read() -> None:
    reading = read_prompt('<img src="x" alt="beard" onerror="alert(1)"> a woman &lt; 40')
    assert not reading.says("beard.style")
    assert reading.value("gender") < 0.2


def test_hostile_prompts_do_not_break_the_reader() -> None:
    for prompt in ("," * 1000, "(" * 999, "not " * 250, "very " * 200, "a,b;c.d" * 100,
                                 "\x00\x01 a",
                   "one eye other eye left right", "of of of", "’s ’ ' - –", "١٢ ٣", "½ ² ③",
                   "no no no beard", "<" * 500 + "a", "&" * 400, "and and or",
                   "99999999999 years old",
                   "x" * 1000, "hair " * 200, "10" * 400, "curlyhair" * 100):  # fmt: skip
        reading = read_prompt(prompt)
        assert isinstance(reading.notices, tuple)


CHOICES = {
    "skin.scars": SCARS, "skin.pattern": SKIN_PATTERNS, "skin.tattoos": TATTOOS,
    "eyes.pupil": PUPIL_SHAPES, "teeth": TEETH, "horns": HORNS, "worn": WORN,
}  # fmt: skip


def test_lexicon_speaks_only_of_known_things() -> None:
    known = set(FIELDS)
    styles = {*HAIR_STYLES, "bob", "tied"}
    for entry in entries().values():
        for effects in (entry.facts, entry.head_facts, *entry.mods.values()):
            assert set(effects) <= known, (entry.phrase, set(effects) - known)
            assert effects.get("hair.style", "bald") in styles, entry.phrase
            assert effects.get("beard.style", "none") in FACIAL_HAIR_STYLES, entry.phrase
            for name, allowed in CHOICES.items():
                value = effects.get(name, ())
                assert {value} <= set(allowed) if isinstance(value, str) else (
                    set(value) <= set(allowed)), entry.phrase  # fmt: skip
    assert len(entries()) > 8000
    assert len(BROW_STYLES) == 12


def test_traits_use_real_sliders_and_measures() -> None:
    table = sliders()
    for name, trait in TRAITS.items():
        assert set(trait.measures) <= set(MEASURES), name
        for slider, value in trait.sliders.items():
            assert slider in table, f"{name}: no slider {slider}"
            low, high = table[slider].bounds
            assert low <= value <= high, f"{name}: {slider} = {value}"


def test_looks_use_arkit_names_and_weights() -> None:
    for look, weights in LOOKS.items():
        assert set(weights) <= set(ARKIT), look
        assert all(0 < weight <= 1 for weight in weights.values()), look


def test_reading_is_fast() -> None:
    longest = "an elderly Japanese woman with short grey hair, freckles and a very big nose; " * 12
    read_prompt("a wwoman")
    times = []
    for _ in range(9):
        begin = time.process_time()
        read_prompt(longest[:1000])
        times.append(time.process_time() - begin)
    assert statistics.median(times) < 0.02


def test_words_of_shape_move_what_they_name() -> None:
    """On the measured head every trait does what its word asks for, roughly as much as asked."""
    asked = {name: trait for name, trait in TRAITS.items() if trait.measures}
    shapes = [Shape(gender=0.5)]
    shapes += [Shape(gender=0.5, local=dict(trait.sliders)) for trait in asked.values()]
    moved = z_scores(shapes)
    for (name, trait), row in zip(asked.items(), moved[1:] - moved[0], strict=True):
        for measure, share in trait.measures.items():
            got = row[measured.index(measure)] / (share * TARGET_Z)
            assert 0.4 < got < 1.7, f"{name} moves {measure} by {got:.2f} of what was asked"


def test_measures_are_those_of_the_body() -> None:
    assert tuple(MEASURES) == measured
