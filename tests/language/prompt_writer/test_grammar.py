"""The grammar: every sentence is read as it was meant, none comes twice, all kinds come in turn."""

from __future__ import annotations

import itertools
import math
import random
from collections import Counter
from typing import Any

import pytest

from facegen.errors import InputError
from facegen.language import read_prompt
from facegen.language.prompt_writer import FREE, GrammarPromptWriter, most
from facegen.language.prompt_writer.looks import BEARDS, FORMS, HAIR_COLORS, Look, options
from facegen.language.prompt_writer.meaning import meaning
from facegen.models.roles import Sitter
from tests.language.prompt_writer.people import BOY, GIRL, MAN, WOMAN, meant

PEOPLE = {"man": MAN, "woman": WOMAN, "boy": BOY, "girl": GIRL}
write = GrammarPromptWriter()


def looks(sitter: Sitter, free: tuple[str, ...]) -> list[Look]:
    """Every look there is."""
    allowed = options(sitter, free)
    values = itertools.product(*allowed.values())
    return [Look(**dict(zip(allowed, chosen, strict=True))) for chosen in values]


def read_exactly(look: Look, form: int) -> None:
    """The reader finds in the sentence what was meant, says no more, and asks nothing back."""
    sentence = look.sentence(form)
    reading = read_prompt(sentence)
    found = {attribute.name: attribute.value for attribute in reading.attributes}
    assert found == meant(look), sentence
    assert (reading.unknown, reading.notices, dict(reading.excluded)) == ((), (), {}), sentence


@pytest.mark.parametrize("form", range(len(FORMS)))
@pytest.mark.parametrize("who", PEOPLE)
def test_every_look_of_the_paper_is_read_as_meant(who: str, form: int) -> None:
    """All of Algorithm 1: 200 looks of a man, 60 of a woman, in every form of sentence."""
    for look in looks(PEOPLE[who], ()):
        read_exactly(look, form)


@pytest.mark.parametrize("sitter", [MAN, WOMAN, Sitter(0.9, 66, glasses=True, hat=True), GIRL, BOY])
def test_looks_with_everything_free_are_read_as_meant(sitter: Sitter) -> None:
    """All pairs of two parts' values, and whatever else comes along with them."""
    every = looks(sitter, FREE)
    random.Random(1).shuffle(every)
    seen: set[Any] = set()
    for number, look in enumerate(every):
        pairs = set(itertools.combinations(vars(look).items(), 2))
        if pairs - seen:
            seen |= pairs
            read_exactly(look, number % len(FORMS))


def test_sentences_are_english() -> None:
    look = Look("man", "brown", "curly", "long", None, "a full beard", 18, "no glasses", "a hat")
    assert [look.sentence(form) for form in range(4)] == [
        "This 18-year-old man has curly brown hair, a full beard and long eyelashes, and he wears "
        "a hat and no glasses.",
        "The 18-year-old man has long eyelashes, a full beard and curly brown hair, and he wears "
        "a hat and no glasses.",
        "This is an 18-year-old man with brown, curly hair, a full beard and long eyelashes, and "
        "he wears a hat and no glasses.",
        "An 18-year-old man has brown and curly hair, a full beard and long eyelashes, and he "
        "wears a hat and no glasses.",
    ]
    bare = Look("woman", "white", "wavy", "short", "shoulder-length", makeup="red lipstick")
    assert bare.sentence() == (
        "This woman has shoulder-length wavy white hair and short eyelashes, and she wears red "
        "lipstick."
    )


@pytest.mark.parametrize("sitter", PEOPLE.values())
@pytest.mark.parametrize("count", [1, 26, 64])
def test_no_two_descriptions_are_alike(sitter: Sitter, count: int) -> None:
    written = write(sitter, count, seed=5)
    assert written.notices == ()
    assert len({meaning(prompt) for prompt in written.prompts}) == count


def test_the_seed_decides() -> None:
    assert write(MAN, 9, seed=3) == write(MAN, 9, seed=3)
    assert write(MAN, 9, seed=3) != write(MAN, 9, seed=4)
    assert write(MAN, 2, seed=3).prompts == write(MAN, 5, seed=3).prompts[:2]


@pytest.mark.parametrize("seed", range(5))
def test_every_colour_and_beard_comes_in_turn(seed: int) -> None:
    readings = [read_prompt(prompt) for prompt in write(MAN, 26, seed=seed).prompts]
    colors = Counter(reading.value("hair.color") for reading in readings)
    beards = Counter(reading.value("beard.style") for reading in readings)
    assert len(colors) == len(HAIR_COLORS)
    assert max(colors.values()) - min(colors.values()) <= 2
    assert len(beards) == len(BEARDS)
    assert max(beards.values()) - min(beards.values()) <= 3
    aged = sum(reading.says("age") for reading in readings)
    assert 3 <= aged <= 13


def test_one_is_written_anew_without_repeating_the_others() -> None:
    shown = list(write(WOMAN, 26, seed=1).prompts)
    for turn in range(4):
        (anew,) = write(WOMAN, 1, seed=100 + turn, avoid=shown).prompts
        assert meaning(anew) not in {meaning(prompt) for prompt in shown}
        shown[turn] = anew


def test_other_words_for_the_same_looks_count_as_a_repeat() -> None:
    one_left = looks(WOMAN, ())[1:]
    avoid = [look.sentence(number % len(FORMS)) for number, look in enumerate(one_left)]
    avoid.append("an edited prompt: grandmother with a green hat")
    (found,) = GrammarPromptWriter(())(WOMAN, 1, avoid=avoid).prompts
    assert meaning(found) == meaning(looks(WOMAN, ())[0].sentence())


def test_how_many_there_are_is_told() -> None:
    assert most(MAN, ()) == 10 * 5 * 2 * 2
    assert most(WOMAN, ()) == 10 * 3 * 2
    assert most(MAN) == 200 * 4 * (1 + 3) * 2 * 2
    written = GrammarPromptWriter(())(WOMAN, 64)
    assert len(written.prompts) == 60
    assert written.notices == (
        "Only 60 different descriptions can be made here; let length or age or glasses or "
        "makeup or hat vary for more.",
    )
    assert GrammarPromptWriter(("hat",))(WOMAN, 64).notices == ()


def test_nothing_is_left_when_all_is_avoided() -> None:
    avoid = [look.sentence() for look in looks(WOMAN, ())]
    written = GrammarPromptWriter(())(WOMAN, 3, avoid=avoid)
    assert written.prompts == ()
    assert "Only 60" in written.notices[0]


@pytest.mark.parametrize("child", [BOY, GIRL, Sitter(0.9, 17.9), Sitter(0.1, 0.4)])
def test_children_stay_children(child: Sitter) -> None:
    prompts = write(child, 40, seed=2).prompts
    assert len(prompts) == 40
    for prompt in prompts:
        reading = read_prompt(prompt)
        assert reading.value("age") == max(1, math.floor(child.age))
        assert not any(a.name.startswith(("beard.", "makeup.")) for a in reading.attributes)


def test_glasses_and_hats_change_what_the_photo_shows() -> None:
    worn = [read_prompt(prompt) for prompt in write(WOMAN, 40).prompts]
    assert {reading.value("glasses") for reading in worn} == {None, False}
    assert {reading.value("hat") for reading in worn} == {None, True}


def test_another_age_is_another() -> None:
    ages = {read_prompt(p).value("age") for p in write(Sitter(0.5, 57), 40).prompts}
    assert ages == {None, 25, 40, 70}


@pytest.mark.parametrize("count", [0, -1, 65, 2.0, "26", None, True])
def test_impossible_counts_are_told(count: Any) -> None:
    with pytest.raises(InputError, match="descriptions were asked for; give 1 to 64"):
        write(MAN, count)


@pytest.mark.parametrize(
    ("sitter", "field"),
    [
        (Sitter(1.5, 30), "masculine is 1.5; give a number 0 to 1"),
        (Sitter(math.nan, 30), "masculine is nan"),
        (Sitter(0.5, -3), "age is -3"),
        (Sitter(0.5, math.inf), "age is inf"),
        (Sitter(0.5, None), "age is None"),  # type: ignore[arg-type]
    ],
)
def test_impossible_people_are_told(sitter: Sitter, field: str) -> None:
    with pytest.raises(InputError, match=field):
        write(sitter, 3)


def test_an_unknown_free_part_is_told() -> None:
    with pytest.raises(InputError, match="'shoes' cannot vary; give some of length, age, glasses"):
        GrammarPromptWriter(("hat", "shoes"))(MAN, 3)
