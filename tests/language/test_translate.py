"""Prompts in other languages become English ones that the reader understands."""

from __future__ import annotations

import statistics
import time
from typing import Any

import pytest

from facegen.language import read_prompt
from facegen.language.lexicon import vocabulary
from facegen.language.tokens import fold
from facegen.language.translate import LANGUAGES, safety_words, to_english
from facegen.language.translate.book import Book, Language
from facegen.language.translate.inflect import (
    dutch_adjective,
    french_adjective,
    german_adjective,
    italian_adjective,
    portuguese_adjective,
    spanish_adjective,
)
from tests.language.foreign_prompts import FOREIGN
from tests.language.prompts import NONE, PROMPTS
from tests.language.test_reader import matches

CASES = [(code, *case) for code, cases in FOREIGN.items() for case in cases]
REFUSED = {"naked", "topless", "sexy", "erotic", "sensual"}
"""English of the tables that the safety check knows and the lexicon need not."""


@pytest.mark.parametrize(
    ("code", "prompt", "expected"), CASES, ids=[f"{c}-{p}" for c, p, _ in CASES]
)
def test_prompt_gives_the_attributes(code: str, prompt: str, expected: dict[str, Any]) -> None:
    translation = to_english(prompt)
    assert translation is not None
    assert translation.language == code
    said = {a.name: a.value for a in read_prompt(prompt).attributes}
    for name, value in expected.items():
        if value is NONE:
            assert name not in said, f"{name} = {said[name]!r} was never said ({translation.text})"
        else:
            assert name in said, f"{name} was not read from “{translation.text}”"
            assert matches(said[name], value), f"{name} is {said[name]!r}: {translation.text}"


def test_twenty_prompts_and_more_per_language() -> None:
    assert set(FOREIGN) == {language.code for language in LANGUAGES}
    assert all(len(prompts) >= 20 for prompts in FOREIGN.values())


@pytest.mark.parametrize("prompt", [p for p, _ in PROMPTS])
def test_english_is_left_alone(prompt: str) -> None:
    assert to_english(prompt) is None


@pytest.mark.parametrize(
    "prompt",
    ["a señorita with a fan and long hair", "the die is cast: a man in a red hat", "café owner",
     "a woman from Bordeaux with a beret", "xyzzy flurb", "漂亮的女人", "красивая женщина", "12345",
     "a man met a brave knight", "Schindler's doctor", "portrait", "a rose between the teeth",
     "a chemise", "A front portrait.", "an americano", "de de de de", "e => e.width", "la la land"],
)  # fmt: skip
def test_what_is_no_other_language_is_left_alone(prompt: str) -> None:
    assert to_english(prompt) is None


@pytest.mark.parametrize(
    ("prompt", "code", "english"),
    [("ojos azules", "es", "blue eyes"), ("alte Frau", "de", "old woman"),
     ("homme barbu", "fr", "bearded man"), ("occhi verdi", "it", "green eyes"),
     ("cabelo comprido", "pt", "long hair"), ("blauwe ogen", "nl", "blue eyes"),
     ("ein Kind", "de", "a child"), ("Cheveux: roux", "fr", "hair: red"),
     ("Une pirate (40 ans)", "fr", "a female pirate (40 years old)")],
)  # fmt: skip
def test_two_words_are_enough(prompt: str, code: str, english: str) -> None:
    translation = to_english(prompt)
    assert translation is not None
    assert (translation.language, translation.text) == (code, english)


@pytest.mark.parametrize(
    ("prompt", "english"),
    [("femme aux cheveux longs, noirs et bouclés", "woman with long, black and curly hair"),
     ("mujer de pelo castaño claro", "woman with light brown hair"),
     ("grands yeux verts", "big green eyes"),
     ("une femme grande au grand nez", "a tall woman with big nose"),
     ("mulher alta de testa alta", "tall woman with high forehead"),
     ("ein großer Mann mit einer großen Nase", "a tall man with a big nose"),
     ("una rubia con gafas", "a blond woman with glasses"),
     ("femme aux yeux bleus, mince", "woman with blue eyes, slim"),
     ("haar haar is zwart en haar ogen zijn groen", "her hair is black and her eyes are green"),
     ("ein faltenloser Mann", "a wrinkles free man")],
)  # fmt: skip
def test_word_order_and_meaning_by_noun(prompt: str, english: str) -> None:
    translation = to_english(prompt)
    assert translation is not None
    assert translation.text == english


@pytest.mark.parametrize(
    ("prompt", "age"),
    [("ein fünfunddreißigjähriger Mann", 35), ("Frau, 42 Jahre alt", 42), ("eine 50-Jährige", 50),
     ("Mann Anfang sechzig", 62), ("Frau in den Dreißigern", 35), ("mann im alter von 70", 70),
     ("femme de quatre-vingt-deux ans", 82), ("homme âgé de 45 ans", 45),
     ("homme de soixante et onze ans", 71), ("femme dans la trentaine", 35),
     ("un homme d'une cinquantaine d'années", 50), ("une sexagénaire", 60),
     ("mujer de treinta y cinco años", 35), ("hombre de unos 60 años", 60),
     ("un hombre de veintidós años", 22), ("una cuarentona", 45), ("un octogenario", 80),
     ("uomo di trentotto anni", 38), ("una trentenne", 30), ("un uomo sulla quarantina", 40),
     ("donna di quarant'anni", 40), ("un 25enne", 25), ("mulher de vinte e três anos", 23),
     ("homem de 50 anos de idade", 50), ("uma mulher na casa dos trinta", 35),
     ("vrouw van vijfenveertig jaar", 45), ("een 30-jarige man", 30), ("man van eind vijftig", 58),
     ("tweeëntachtigjarige vrouw", 82), ("hombre de entre 30 y 40 años", 35)],
)  # fmt: skip
def test_ages(prompt: str, age: float) -> None:
    assert read_prompt(prompt).value("age") == age


@pytest.mark.parametrize("prompt", [p for _, p, _ in CASES])
def test_pairs_lead_back_to_the_users_words(prompt: str) -> None:
    translation = to_english(prompt)
    assert translation is not None
    end = 0
    for pair in translation.pairs:
        start, stop = pair.english
        assert end <= start < stop <= len(translation.text)
        low, high = pair.original
        assert 0 <= low <= high <= len(prompt)
        end = stop
    covered = [translation.text[slice(*pair.english)] for pair in translation.pairs]
    assert "".join(covered).replace(" ", "") == translation.text.replace(" ", "")


def test_a_phrase_is_found_in_the_prompt() -> None:
    prompt = "femme aux yeux vert clair et aux cheveux courts"
    translation = to_english(prompt)
    assert translation is not None
    at = translation.text.index("light green eyes")
    start, end = translation.original(at, at + len("light green eyes"))
    assert prompt[start:end] == "yeux vert clair"
    at = translation.text.index("short hair")
    assert prompt[slice(*translation.original(at, at + 10))] == "cheveux courts"


def test_unknown_words_stay_and_are_marked() -> None:
    translation = to_english("una mujer con zapatófono y ojos verdes")
    assert translation is not None
    kept = [translation.text[slice(*p.english)] for p in translation.pairs if not p.known]
    assert kept == ["zapatófono"]
    assert read_prompt("una mujer con zapatófono y ojos verdes").unknown == ("zapatófono",)


@pytest.mark.parametrize(
    ("with_accents", "without"),
    [("femme âgée aux lèvres épaisses", "femme agee aux levres epaisses"),
     ("Frau mit grünen Augen und Bärtchen", "Frau mit gruenen Augen und Baertchen"),
     ("mujer con muchas arrugas y pómulos altos", "mujer con muchas arrugas y pomulos altos"),
     ("avó com maçãs do rosto salientes", "avo com macas do rosto salientes")],
)  # fmt: skip
def test_accents_are_optional(with_accents: str, without: str) -> None:
    first, second = to_english(with_accents), to_english(without)
    assert first is not None and second is not None
    assert second.text.replace("grandfather", "grandmother") == first.text


@pytest.mark.parametrize(
    ("inflect", "word", "forms"),
    [(french_adjective, "heureux", {"heureux", "heureuse", "heureuses"}),
     (french_adjective, "vieux/vieil/vieille", {"vieux", "vieil", "vieille", "vieilles"}),
     (french_adjective, "amical", {"amicaux", "amicale"}),
     (spanish_adjective, "japonés", {"japonés", "japonesa", "japoneses", "japonesas"}),
     (spanish_adjective, "feliz", {"feliz", "felices"}),
     (italian_adjective, "bianco", {"bianco", "bianca", "bianchi", "bianche"}),
     (italian_adjective, "scrittore", {"scrittore", "scrittrice", "scrittori", "scrittrici"}),
     (portuguese_adjective, "azul", {"azul", "azuis"}),
     (portuguese_adjective, "japonês", {"japonês", "japonesa", "japoneses", "japonesas"}),
     (german_adjective, "dunkel", {"dunkel", "dunkle", "dunklem", "dunkles"}),
     (dutch_adjective, "groot", {"groot", "grote"}), (dutch_adjective, "dik", {"dik", "dikke"}),
     (dutch_adjective, "grijs", {"grijs", "grijze"}), (dutch_adjective, "lief", {"lieve"})],
)  # fmt: skip
def test_inflection(inflect: Any, word: str, forms: set[str]) -> None:
    assert forms <= {form for form, _, _ in inflect(word)}


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.name)
def test_every_english_word_of_the_tables_is_one_that_the_reader_knows(language: Language) -> None:
    missing = set()
    headwords = set()
    for _, sense in Book(language).senses():
        if sense.kind in ("number", "age") or sense.english.endswith(("year old", "something")):
            continue
        headwords.add(sense.english)
        for english in (sense.english, *sense.by_head.values()):
            for word in english.replace("-", " ").split():
                if fold(word) not in vocabulary() and word not in REFUSED:
                    missing.add(english)
    assert missing == set()
    assert len(headwords) >= 400


def test_it_costs_a_prompt_next_to_nothing() -> None:
    to_english("eine alte Frau")
    times = []
    for _, prompt, _ in CASES[:60]:
        started = time.process_time()
        to_english(prompt)
        times.append(time.process_time() - started)
    assert statistics.median(times) < 0.01


def test_safety_words_are_folded_and_none_is_innocent_english() -> None:
    words = safety_words()
    assert {"nackt", "desnuda", "nue", "nuda", "naakt"} <= words.nudity
    assert {"niña", "nina", "mädchen", "madchen", "fillette", "bambina", "menina"} <= words.child
    everything = words.nudity | words.sexual | words.child
    assert all(word == word.casefold() for word in everything)
    innocent = {w for p, _ in PROMPTS for w in p.lower().replace(",", " ").split()}
    assert not everything & innocent
    assert not words.nudity & vocabulary()
