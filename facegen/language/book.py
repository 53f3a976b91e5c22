"""The tables of `words/` compiled into one phrase book."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator, Mapping
from typing import Any

from facegen.language.attributes import ADJECTIVE, IMPLIED, NOUN, SAID
from facegen.language.entry import Effects, Entry
from facegen.language.palette import add_colors, add_shaded
from facegen.language.tokens import fold
from facegen.language.words import (
    body,
    colors,
    creatures,
    expressions,
    face,
    grammar,
    hair,
    marks,
    materials,
    origins,
    people,
    similes,
    trades,
    wear,
)

DOMAINS = (body, face, hair, wear, marks, people)


def _split(phrases: str) -> Iterator[str]:
    for phrase in phrases.split("|"):
        yield phrase.strip()


class PhraseBook:
    """Entries by folded words, while the tables are read."""

    def __init__(self) -> None:
        self.entries: dict[tuple[str, ...], Entry] = {}

    def entry(self, phrase: str) -> Entry:
        key = tuple(fold(word) for word in phrase.split())
        return self.entries.setdefault(key, Entry(" ".join(key)))

    def alias(self, phrase: str, entry: Entry) -> None:
        """Let `phrase` mean what `entry` means."""
        self.entries.setdefault(tuple(fold(word) for word in phrase.split()), entry)

    def mods(self, phrases: str, head: str, effects: Effects) -> None:
        """Give each of `phrases` a sense for `head`; the first one given stays."""
        for phrase in _split(phrases):
            senses = self.entry(phrase).mods
            senses.setdefault(head, _resolve(effects))


def _resolve(effects: Mapping[str, Any]) -> Effects:
    """Names of colours, origins and looks in the tables to their values."""
    resolved = dict(effects)
    for name, value in effects.items():
        if not isinstance(value, str):
            continue
        if name in ("hair.color", "beard.color", "brows.color"):
            resolved[name] = _named(colors.HAIR, value)
        elif name.startswith("eyes.color"):
            resolved[name] = _named({**colors.IRIS, **colors.PAINT}, value)
        elif name == "makeup.lips":
            resolved[name] = _named(colors.PAINT, value)
        elif name == "origin":
            resolved[name] = {_region(value): 1.0}
        elif name == "expression":
            resolved[name] = expressions.LOOKS[value]
    return resolved


def _named(table: Mapping[str, Any], name: str) -> Any:
    return next(value for phrases, value in table.items() if name in phrases.split("|"))


def _region(word: str) -> str:
    return next(r for r, words in origins.ORIGINS.items() if word in words.split("|"))


def _add_people(book: PhraseBook) -> None:
    tables = (people.PEOPLE, trades.TRADES, creatures.CREATURES)
    for phrases, effects in itertools.chain(*(table.items() for table in tables)):
        facts, weights = _resolve(_unmarked(effects)), _weights(effects)
        for phrase in _split(phrases):
            entry = book.entry(phrase)
            entry.head, entry.is_person = "person", True
            entry.head_facts, entry.weights = dict(facts), dict(weights)
            gender = people.LAST_WORDS.get(phrase.split()[-1])
            if gender is not None and entry.head_facts.get("gender") is None:
                entry.head_facts["gender"], entry.weights["gender"] = gender, SAID
            entry.parts = _parts(facts)
    for word, gender in people.PRONOUNS.items():
        entry = book.entry(word)
        entry.role, entry.head_facts = "pronoun", {"gender": gender}
        entry.weights["gender"] = people.PRONOUN_WEIGHT


def _parts(facts: Effects) -> dict[str, Effects]:
    """What a person's noun says of single parts: "goblin ears", "a pirate's hat"."""
    parts = {head: {n: v for n, v in facts.items() if n.startswith(beginning)}
             for head, beginning in people.PARTS.items()}  # fmt: skip
    return {head: effects for head, effects in parts.items() if effects}


def _weights(effects: Mapping[str, Any]) -> dict[str, float]:
    return {
        name.rstrip("~"): IMPLIED if name.endswith("~") else _noun_weight(name) for name in effects
    }


def _add_creature_adjectives(book: PhraseBook) -> None:
    """ "Elven", "vampiric", "goblin-like": what the creature is, said of a person."""
    like = {f"{name} like|{name} looking": name
            for names in creatures.CREATURES for name in names.split("|")}  # fmt: skip
    for phrases, noun in (*creatures.ADJECTIVES.items(), *like.items()):
        creature = book.entry(noun)
        for head in ("person", ""):
            book.mods(phrases, head, creature.head_facts)
        for phrase in _split(phrases):
            book.entry(phrase).weights.update(creature.weights)


def _add_materials(book: PhraseBook) -> None:
    """ "Marble statue", "made of bronze" are whole persons; "marble skin" is only skin."""
    for phrases, skin in materials.MATERIALS.items():
        whole = materials.statue(phrases.split("|")[0])
        for phrase in _split(phrases):
            for form in _split(materials.FORMS):
                entry = book.entry(form.format(phrase))
                entry.facts.update(whole)
                entry.weights.update(dict.fromkeys(whole, NOUN))
            if phrase not in materials.HUMAN:
                book.mods(phrase, "skin", skin)
                book.mods(phrase, "person", whole)


def _add_similes(book: PhraseBook) -> None:
    for phrases, senses in similes.LIKENESS.items():
        for phrase in _split(phrases):
            for link, article in itertools.product(similes.LINKS, similes.ARTICLES):
                for head, effects in senses.items():
                    book.mods(f"{link} {article} {phrase}", head, effects)
                book.entry(f"{link} {article} {phrase}").role = "postposed"
    for adjective, phrases in similes.AS.items():
        meant = book.entry(adjective)
        for phrase, article in itertools.product(_split(phrases), similes.ARTICLES):
            for form in (
                f"{adjective} as {article} {phrase}",
                f"{adjective} like {article} {phrase}",
            ):
                book.alias(form, meant)
                book.alias(f"as {form}", meant)


def _add_postposed(book: PhraseBook) -> None:
    """ "Hair down to her waist": lengths that stand behind their noun."""
    for phrases in (*hair.LENGTHS, hair.TIED, hair.SLICKED):
        for phrase in _split(phrases):
            book.entry(phrase).role = "postposed"


def _add_designs(book: PhraseBook) -> None:
    for phrases in marks.DESIGNS.values():
        for phrase in _split(phrases):
            book.entry(phrase).mods["tattoo"] = {}


def _unmarked(effects: Mapping[str, Any]) -> Effects:
    return {name.rstrip("~"): value for name, value in effects.items()}


def _noun_weight(name: str) -> float:
    return SAID if name == "gender" else NOUN


def _add_origins(book: PhraseBook) -> None:
    for region, phrases in origins.ORIGINS.items():
        for phrase in _split(phrases):
            book.entry(phrase).facts["origin"] = {region: 1.0}
    for phrases, shares in origins.MIXED.items():
        for phrase in _split(phrases):
            book.entry(phrase).facts["origin"] = dict(shares)


def _add_looks(book: PhraseBook) -> None:
    for look, phrases in expressions.WORDS.items():
        for phrase in _split(phrases):
            book.entry(phrase).facts["expression"] = expressions.LOOKS[look]


def _add_roles(book: PhraseBook) -> None:
    for role, phrases in (
        ("filler", grammar.FILLERS), ("transparent", grammar.TRANSPARENT),
        ("boundary", grammar.BOUNDARIES), ("determiner", grammar.DETERMINERS),
        ("negator", grammar.NEGATORS), ("filler", grammar.DOUBLE), ("copula", grammar.COPULAS),
        ("join", "and|or|nor|,|/|&|plus|;"),
        ("cannot", "|".join([*wear.CANNOT.values(), creatures.IMPOSSIBLE])),
    ):  # fmt: skip
        for phrase in _split(phrases):
            entry = book.entry(phrase)
            if role in ("negator", "join", "copula", "boundary", "determiner") or not entry.role:
                entry.role = role
    for phrase in _split(body.HEADS["makeup"]):
        entry = book.entry(phrase)
        entry.weights.update(dict.fromkeys(entry.head_facts, ADJECTIVE))
    for phrase in _split(hair.STYLE_NOUNS):
        book.entry(phrase).head = "hair"
    for word in grammar.SIDES:
        book.entry(word).role = "side"
    for phrases, degree in ((p, d) for p, d in grammar.DEGREES.items()):
        for phrase in _split(phrases):
            book.entry(phrase).degree = degree


def _add_domains(book: PhraseBook) -> None:
    for domain in DOMAINS:
        for head, phrases in getattr(domain, "HEADS", {}).items():
            for phrase in _split(phrases):
                entry = book.entry(phrase)
                entry.head = head
                entry.head_facts.update(_resolve(domain.HEAD_FACTS.get(head, {})))
        for phrases, senses in getattr(domain, "MODS", {}).items():
            for head, effects in senses.items():
                book.mods(phrases, head, effects)
        for phrases, effects in getattr(domain, "FACTS", {}).items():
            for phrase in _split(phrases):
                entry = book.entry(phrase)
                entry.facts.update(_resolve(effects))
                if domain is people:
                    entry.weights.update({"age": ADJECTIVE, "gender": ADJECTIVE})


@functools.cache
def entries() -> dict[tuple[str, ...], Entry]:
    """The whole phrase book, by folded words."""
    book = PhraseBook()
    _add_domains(book)
    _add_people(book)
    _add_origins(book)
    _add_looks(book)
    _add_materials(book)
    add_colors(book)
    add_shaded(book)
    _add_creature_adjectives(book)
    _add_similes(book)
    _add_designs(book)
    _add_postposed(book)
    _add_roles(book)
    return book.entries
