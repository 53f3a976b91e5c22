"""The tables of `words/` compiled into one phrase book."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from facegen.human.person import Color
from facegen.language.attributes import ADJECTIVE, IMPLIED, NOUN, SAID
from facegen.language.tokens import fold
from facegen.language.words import (
    body,
    colors,
    expressions,
    face,
    grammar,
    hair,
    origins,
    people,
    wear,
)

Effects = dict[str, Any]
HAIR_HEADS = ("hair", "fringe", "roots", "tips", "highlights")
BEARD_HEADS = ("beard", "moustache", "goatee", "sideburns", "stubble")
DOMAINS = (body, face, hair, wear, people)


@dataclass
class Entry:
    """Everything that a phrase may be; the grammar chooses."""

    phrase: str
    head: str | None = None
    """The noun that adjectives describe: hair, eyes, person..."""
    facts: Effects = field(default_factory=dict)
    """What it says by itself, when no head takes it."""
    head_facts: Effects = field(default_factory=dict)
    """What the noun says by being there ("beard")."""
    mods: dict[str, Effects] = field(default_factory=dict)
    """What it does to each head."""
    weights: dict[str, float] = field(default_factory=dict)
    """Attribute -> weight where it is not `SAID`."""
    is_person: bool = False
    is_color: bool = False
    shade: float = 0.0
    degree: float = 0.0
    role: str = ""
    """negator, copula, determiner, boundary, join, filler, transparent, side, pronoun, cannot."""

    def effects_on(self, head: str) -> Effects | None:
        """What it does to `head`; None when nothing."""
        return self.mods.get(head)


def _split(phrases: str) -> Iterator[str]:
    for phrase in phrases.split("|"):
        yield phrase.strip()


class _Book:
    """Entries by folded words, while the tables are read."""

    def __init__(self) -> None:
        self.entries: dict[tuple[str, ...], Entry] = {}

    def entry(self, phrase: str) -> Entry:
        key = tuple(fold(word) for word in phrase.split())
        return self.entries.setdefault(key, Entry(" ".join(key)))

    def mods(self, phrases: str, head: str, effects: Mapping[str, Any]) -> None:
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


def _add_colors(book: _Book) -> None:
    for phrases, value in colors.HAIR.items():
        for head in HAIR_HEADS:
            book.mods(phrases, head, _hair_effect(head, value, True))
        for head in (*BEARD_HEADS, "brows"):
            name = "brows.color" if head == "brows" else "beard.color"
            book.mods(phrases, head, {name: value})
    for phrases, what in colors.HAIR_GREY.items():
        color = {} if "color" not in what else {"hair.color": what["color"]}
        book.mods(phrases, "hair", {"hair.grey": what["grey"], **color})
        if "white" not in phrases:
            book.mods(phrases, "", {"hair.grey": what["grey"], **color})
            book.mods(phrases, "person", {"hair.grey": what["grey"], **color})
        pale = what.get("color", (0.55, 0.55, 0.55))
        for head in BEARD_HEADS:
            own = {"beard.color": pale} if "color" in what else {}
            book.mods(phrases, head, {"beard.grey": what["grey"], **own})
        book.mods(phrases, "brows", {"brows.color": pale})
        for head in ("roots", "tips", "highlights", "fringe"):
            book.mods(phrases, head, _hair_effect(head, pale, True))
    for phrases, value in colors.IRIS.items():
        book.mods(phrases, "eyes", {"eyes.color": value})
    for phrases, effects in colors.SKIN.items():
        for head in ("skin", "face", "cheeks", "person"):
            if not (head != "skin" and _overloaded(phrases, head)):
                book.mods(phrases, head, effects)
        for phrase in _split(phrases):
            if phrase in colors.SKIN_ONLY_PERSON:
                book.mods(phrase, "", effects)
    for phrases, value in colors.PAINT.items():
        _add_paint(book, phrases, value)
    for word, shade in colors.SHADES.items():
        book.entry(word).shade = shade


def _overloaded(phrases: str, head: str) -> bool:
    """Colours that mean something else before a person ("black", "grey") or a face."""
    words = set(phrases.split("|"))
    if head == "person":
        return bool(
            words & {"black", "white", "grey", "medium", "warm", "cool", "light", "pink", "silver"}
        )
    return bool(words & {"light", "medium", "warm", "cool", "golden", "metal", "sand"})


def _add_paint(book: _Book, phrases: str, value: Color) -> None:
    for head in HAIR_HEADS:
        book.mods(phrases, head, _hair_effect(head, value, False))
    for head in BEARD_HEADS:
        book.mods(phrases, head, {"beard.color": value})
    book.mods(phrases, "brows", {"brows.color": value})
    book.mods(phrases, "eyes", {"eyes.color": value})
    book.mods(phrases, "skin", {"skin.tint": value})
    for head in ("lips", "lipstick"):
        book.mods(phrases, head, {"makeup.lips": value})
    for head in ("eyeshadow", "eyelids", "makeup"):
        book.mods(phrases, head, {"makeup.eyeshadow": value})
    book.mods(phrases, "clothes", {"outfit.color": value})
    for phrase in _split(phrases):
        book.entry(phrase).is_color = True


def _hair_effect(head: str, value: Color, natural: bool) -> Effects:
    if head == "roots":
        return {"hair.roots": value}
    if head in ("tips", "highlights"):
        return {"hair.tips": value}
    return {"hair.color": value, "hair.natural": natural}


def _add_people(book: _Book) -> None:
    for phrases, effects in people.PEOPLE.items():
        for phrase in _split(phrases):
            entry = book.entry(phrase)
            entry.head, entry.is_person = "person", True
            for marked, value in _resolve(_unmarked(effects)).items():
                entry.head_facts[marked] = value
                implied = f"{marked}~" in effects
                entry.weights[marked] = IMPLIED if implied else _noun_weight(marked)
    for word, gender in people.PRONOUNS.items():
        entry = book.entry(word)
        entry.role, entry.head_facts = "pronoun", {"gender": gender}
        entry.weights["gender"] = 0.9


def _unmarked(effects: Mapping[str, Any]) -> Effects:
    return {name.rstrip("~"): value for name, value in effects.items()}


def _noun_weight(name: str) -> float:
    return SAID if name == "gender" else NOUN


def _add_origins(book: _Book) -> None:
    for region, phrases in origins.ORIGINS.items():
        for phrase in _split(phrases):
            book.entry(phrase).facts["origin"] = {region: 1.0}
    for phrases, shares in origins.MIXED.items():
        for phrase in _split(phrases):
            book.entry(phrase).facts["origin"] = dict(shares)


def _add_looks(book: _Book) -> None:
    for look, phrases in expressions.WORDS.items():
        for phrase in _split(phrases):
            book.entry(phrase).facts["expression"] = expressions.LOOKS[look]


def _add_roles(book: _Book) -> None:
    for role, phrases in (
        ("filler", grammar.FILLERS), ("transparent", grammar.TRANSPARENT),
        ("boundary", grammar.BOUNDARIES), ("determiner", grammar.DETERMINERS),
        ("negator", grammar.NEGATORS), ("filler", grammar.DOUBLE), ("copula", grammar.COPULAS),
        ("join", "and|or|nor|,|/|&|plus|;"), ("cannot", "|".join(wear.CANNOT.values())),
    ):  # fmt: skip
        for phrase in _split(phrases):
            entry = book.entry(phrase)
            if role in ("negator", "join", "copula", "boundary", "determiner") or not entry.role:
                entry.role = role
    for phrase in _split(hair.STYLE_NOUNS):
        book.entry(phrase).head = "hair"
    for word in grammar.SIDES:
        book.entry(word).role = "side"
    for phrases, degree in ((p, d) for p, d in grammar.DEGREES.items()):
        for phrase in _split(phrases):
            book.entry(phrase).degree = degree


def _add_domains(book: _Book) -> None:
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


def _add_shaded(book: _Book) -> None:
    """ "light brown" knows hair and iris; elsewhere it is brown, lightened."""
    for key, entry in list(book.entries.items()):
        if len(key) == 2 and key[0] in colors.SHADES and (base := book.entries.get(key[1:])):
            for head, effects in base.mods.items():
                entry.mods.setdefault(head, shaded(effects, colors.SHADES[key[0]]))
            entry.is_color = entry.is_color or base.is_color


def shaded(effects: Mapping[str, Any], shade: float) -> Effects:
    """`effects` with every colour moved towards white (`shade` > 0) or black (< 0)."""
    goal, share = (1.0, shade) if shade > 0 else (0.0, -shade)

    def move(value: Any) -> Any:
        if isinstance(value, tuple) and len(value) == 3 and isinstance(value[0], float):
            return tuple(c + (goal - c) * share for c in value)
        return value

    return {name: move(value) for name, value in effects.items()}


@functools.cache
def entries() -> dict[tuple[str, ...], Entry]:
    """The whole phrase book, by folded words."""
    book = _Book()
    _add_domains(book)
    _add_people(book)
    _add_origins(book)
    _add_looks(book)
    _add_colors(book)
    _add_shaded(book)
    _add_roles(book)
    return book.entries


@functools.cache
def _longest() -> dict[str, int]:
    """First word -> length of the longest phrase that begins with it."""
    longest: dict[str, int] = {}
    for key in entries():
        longest[key[0]] = max(longest.get(key[0], 0), len(key))
    return longest


@functools.cache
def vocabulary() -> frozenset[str]:
    """Every single word that occurs in some phrase."""
    return frozenset(word for key in entries() for word in key)


@functools.cache
def content_words() -> frozenset[str]:
    """The words of phrases that say something about a face."""
    return frozenset(
        word
        for key, entry in entries().items()
        for word in key
        if entry.mods or entry.facts or entry.head or entry.role == "negator"
    )


def match(words: Sequence[str], at: int) -> tuple[Entry, int] | None:
    """The longest phrase that starts at `words[at]`, and how many words it takes."""
    book = entries()
    for length in range(min(_longest().get(words[at], 0), len(words) - at), 0, -1):
        entry = book.get(tuple(words[at : at + length]))
        if entry is not None:
            return entry, length
    return None
