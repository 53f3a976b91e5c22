"""A language's tables compiled into one phrase book: folded words to what they mean in English."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from facegen.language import lexicon
from facegen.language.tokens import fold

Kind = Literal[
    "noun", "person", "adjective", "adverb", "join", "link", "determiner", "copula", "number",
    "age", "stop", "other",
]  # fmt: skip
_COUNTS = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine"}
_SINGULAR = {"cheeks": "cheek", "eyes": "eye", "ears": "ear", "brows": "eyebrow", "lips": "lip"}
_GRAMMATICAL = ("person", "baby", "child", "toddler", "statue", "ghost", "angel")
"""People whose gender is that of the word, not of the one who is meant: "ein Kind"."""
Form = tuple[str, str, str]
"""An inflected form, its gender (m, f or empty) and its number (s, p or empty)."""
Inflect = Callable[[str], Iterable[Form]]


@dataclass(frozen=True)
class Sense:
    """What a word or phrase is in English."""

    english: str
    kind: Kind
    gender: str = ""
    number: str = ""
    by_head: Mapping[str, str] = field(default_factory=dict)
    """Noun of the lexicon -> another English word beside it: a big nose, but a tall person."""


@dataclass(frozen=True)
class Language:
    """The words of one language.

    A table lists `english: form, form; english: form`. `m/f` gives both genders of a word that the
    inflection would get wrong. `big (person tall)` names another English word for some noun.
    """

    code: str
    """ISO 639-1."""
    name: str
    adjectives: str
    nouns: str
    people: str
    adverbs: str
    phrases: str
    """What stands where it stands: clauses, looks, fixed phrases."""
    joins: str
    links: str
    """Prepositions that mean "with" before a feature of the face ("de ojos azules")."""
    determiners: str
    """English article, then m or f where the form tells."""
    copulas: str
    small: str
    """Prepositions, pronouns, verbs: the words by which the language is known."""
    numbers: Mapping[str, int]
    ages: Mapping[str, str]
    """Phrase -> English phrase: decades and the like (`numbers.decades`)."""
    years: str
    """Words after a number that make it an age, single spaces between them."""
    before_years: str
    """Phrases before that number which belong to it, `|` between them."""
    old: str
    """Phrases after it which belong to it."""
    year_old: tuple[str, ...]
    """Endings that make a number an adjective: "35-jährig"."""
    inflect_adjective: Inflect
    inflect_noun: Inflect
    inflect_person: Inflect
    capital_nouns: bool = False
    """German: a capital tells a noun, not a name."""
    adjective_follows: bool = False
    """Romance order: the noun first."""
    compound_firsts: str = ""
    compound_lasts: str = ""
    """Parts that occur in compounds only; tables of `compounds`. A language with neither has no
    compounds."""
    before_noun: Mapping[str, str] = field(default_factory=dict)
    """English of a word -> what it is before a noun: Dutch "haar" is hair or her."""


def normal(word: str) -> str:
    """Lower case, composed, ligatures parted; accents stay."""
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFC", word.casefold()).replace("œ", "oe").replace("æ", "ae")


def plain(word: str) -> str:
    """`normal` without accents."""
    if word.isascii():
        return word.lower()
    parts = unicodedata.normalize("NFKD", normal(word))
    return "".join(c for c in parts if not unicodedata.combining(c))


def spelt_out(word: str) -> str:
    """`normal` with the German umlauts as two letters."""
    for umlaut, letters in (("ä", "ae"), ("ö", "oe"), ("ü", "ue")):
        word = word.replace(umlaut, letters)
    return plain(word)


def words_of(phrase: str) -> tuple[str, ...]:
    """A phrase as `pieces.split` parts it: elisions and hyphens separate words."""
    return tuple(re.findall(r"[^\W\d_]+'?|\d+", normal(phrase).replace("’", "'")))


class Book:
    """Every phrase of one language, with and without its accents."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._exact: dict[tuple[str, ...], Sense] = {}
        self._plain: dict[tuple[str, ...], Sense] = {}
        self.longest: dict[str, int] = {}
        self.describing: dict[tuple[str, ...], Sense] = {}
        """Nouns that are an adjective too: "Junge" and "junge"."""
        self.numbers: dict[tuple[str, ...], int] = {}
        self.firsts: dict[str, Sense] = {}
        self.lasts: dict[str, Sense] = {}
        self._read()

    def _read(self) -> None:
        tables = self.language
        for kind, table in (
            ("join", tables.joins), ("link", tables.links), ("copula", tables.copulas),
            ("other", tables.small), ("other", tables.phrases), ("adverb", tables.adverbs),
        ):  # fmt: skip
            for english, forms, by_head in read_table(table):
                for form in forms:
                    self._add(form, Sense(english, kind, by_head=by_head))
        for english, forms, _ in read_table(tables.determiners):
            article, _, gender = english.partition(" ")
            for form in forms:
                self._add(form, Sense(article, "determiner", gender))
        for phrase, english in tables.ages.items():
            self._add(phrase, Sense(english, "age"))
        self._read_inflected("person", tables.people, tables.inflect_person)
        self._read_inflected("noun", tables.nouns, tables.inflect_noun)
        self._read_inflected("adjective", tables.adjectives, tables.inflect_adjective)
        for phrase, number in tables.numbers.items():
            for folded in (normal, plain, spelt_out):
                self.numbers[tuple(folded(word) for word in words_of(phrase))] = number
            self._add(phrase, Sense(_COUNTS.get(number, str(number)), "number"))
        self._fold()
        self._read_parts()

    def _read_inflected(self, kind: Kind, table: str, inflect: Inflect) -> None:
        for english, words, by_head in read_table(table):
            for word in words:
                for form, gender, number in inflect(word):
                    said = _agreeing(english, kind, gender, number)
                    self._add(form, Sense(said, kind, gender, number, by_head))

    def _add(self, phrase: str, sense: Sense) -> None:
        key = words_of(phrase)
        known = self._exact.setdefault(key, sense)
        if sense.kind == "adjective" and known.kind in ("noun", "person"):
            self.describing.setdefault(key, sense)

    def _fold(self) -> None:
        """Accents are optional; a form that has none keeps its own meaning ("e" is no "é")."""
        accented = {}
        for key, sense in self._exact.items():
            if "".join(key).isascii():
                self._plain[key] = sense
            else:
                accented[key] = sense
        for key, sense in accented.items():
            for folded in (plain, spelt_out):
                self._plain.setdefault(tuple(folded(word) for word in key), sense)
        for key in (*accented, *self._plain):
            self.longest[key[0]] = max(self.longest.get(key[0], 0), len(key))

    def _read_parts(self) -> None:
        """What may begin and end a compound."""
        if not (self.language.compound_firsts or self.language.compound_lasts):
            return
        for key, sense in self._plain.items():
            if len(key) == 1 and sense.kind in ("adjective", "noun", "person"):
                self.lasts[key[0]] = sense
                if len(key[0]) > 2:
                    self.firsts[key[0]] = sense
        for english, forms, by_head in read_table(self.language.compound_firsts):
            for form in forms:
                self.firsts[plain(form)] = Sense(english, "adjective", by_head=by_head)
        for english, words, by_head in read_table(self.language.compound_lasts):
            for word in words:
                for form, gender, number in self.language.inflect_adjective(word):
                    sense = Sense(english, "adjective", gender, number, by_head)
                    self.lasts[plain(form)] = sense

    def find(self, words: tuple[str, ...]) -> Sense | None:
        """The sense of exactly these `normal` words, accents as written or left out."""
        found = self._exact.get(words)
        return found or self._plain.get(tuple(plain(word) for word in words))

    def match(self, words: tuple[str, ...], at: int) -> tuple[Sense, int] | None:
        """The longest phrase from `at` on, and how many words it takes."""
        longest = max(self.longest.get(words[at], 0), self.longest.get(plain(words[at]), 0))
        for length in range(min(longest, len(words) - at), 0, -1):
            if sense := self.find(words[at : at + length]):
                return sense, length
        return None

    def senses(self) -> Iterator[tuple[tuple[str, ...], Sense]]:
        """Every phrase as its table spells it."""
        yield from self._exact.items()


def read_table(table: str) -> Iterator[tuple[str, list[str], dict[str, str]]]:
    """English, foreign forms and English beside certain nouns, of every entry of a table."""
    for entry in re.split(r"[;\n]", table):
        if not entry.strip():
            continue
        english, _, forms = entry.partition(":")
        english, _, others = english.partition("(")
        by_head = {}
        for other in filter(None, others.strip().rstrip(")").split(",")):
            head, _, word = other.strip().partition(" ")
            by_head[head] = word
        yield english.strip(), [form.strip() for form in forms.split(",")], by_head


@functools.cache
def head_of(english: str) -> str | None:
    """The lexicon's name of an English noun: "eyes" for "pair of eyes"."""
    words = [fold(word) for word in english.replace("-", " ").split()]
    for i in range(len(words)):
        entry = lexicon.entries().get(tuple(words[i:]))
        if entry is not None and entry.head:
            return entry.head
    return None


def describes(english: str, head: str) -> bool:
    """Whether the lexicon knows an adjective beside that noun."""
    entry = lexicon.entries().get(tuple(fold(word) for word in english.split()))
    return entry is not None and entry.effects_on(head) is not None


def _agreeing(english: str, kind: Kind, gender: str, number: str) -> str:
    """ "teacher" as "female teacher" where the English word leaves it open; one cheek as such."""
    if kind == "noun" and number == "s":
        return _SINGULAR.get(english, english)
    return gendered(english, gender) if kind == "person" else english


def gendered(english: str, gender: str) -> str:
    """ "teacher" as "female teacher"; "grandmother", or a word of no gender, as it is."""
    words = tuple(fold(word) for word in english.split())
    if english in _GRAMMATICAL:
        return english
    entries = [lexicon.entries().get(phrase) for phrase in (words, words[-1:])]
    if not gender or any(entry is not None and "gender" in entry.head_facts for entry in entries):
        return english
    return f"{'female' if gender == 'f' else 'male'} {english}"
