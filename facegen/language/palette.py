"""What colour words mean on hair, beard, iris, skin, lips, ink and cloth."""

from __future__ import annotations

from typing import Protocol

from facegen.human.person import Color
from facegen.language.entry import Effects, Entry, shaded
from facegen.language.words import colors

HAIR_HEADS = ("hair", "fringe", "roots", "tips", "highlights")
BEARD_HEADS = ("beard", "moustache", "goatee", "sideburns", "stubble")
MARKS = {
    "tattoo": "skin.ink", "scales": "skin.tint", "stripes": "skin.pattern_color",
    "cracks": "skin.pattern_color", "sclera": "eyes.sclera", "clothes": "outfit.color",
}  # fmt: skip
"""Heads that take any paint -> the attribute of their colour."""


class Book(Protocol):
    """Where the senses go (`book.PhraseBook`)."""

    entries: dict[tuple[str, ...], Entry]

    def entry(self, phrase: str) -> Entry: ...
    def mods(self, phrases: str, head: str, effects: Effects) -> None: ...


def add_colors(book: Book) -> None:
    for phrases, value in colors.HAIR.items():
        for head in HAIR_HEADS:
            book.mods(phrases, head, _hair_effect(head, value, True))
        for head in (*BEARD_HEADS, "brows"):
            name = "brows.color" if head == "brows" else "beard.color"
            book.mods(phrases, head, {name: value})
    for phrases, what in colors.HAIR_GREY.items():
        color = {} if "color" not in what else {"hair.color": what["color"]}
        book.mods(phrases, "hair", {"hair.grey": what["grey"], **color})
        if not {"white", "ash"} & set(phrases.split("|")):
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
        if "red" in phrases.split("|"):
            for head in ("face", "cheeks"):
                book.mods(phrases, head, {"skin.blush": 0.8, "skin.ruddy": 0.85})
        for phrase in phrases.split("|"):
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
    return bool(words & {"light", "medium", "warm", "cool", "golden", "metal", "sand", "red"})


def _add_paint(book: Book, phrases: str, value: Color) -> None:
    for head in HAIR_HEADS:
        book.mods(phrases, head, _hair_effect(head, value, False))
    for head in BEARD_HEADS:
        book.mods(phrases, head, {"beard.color": value})
    book.mods(phrases, "brows", {"brows.color": value})
    book.mods(phrases, "eyes", {"eyes.color": value})
    book.mods(phrases, "skin", {"skin.tint": value})
    if not {"black", "brown", "charcoal"} & set(phrases.split("|")):
        book.mods(phrases, "eyeliner", {"makeup.eyeshadow": value})
    else:
        book.mods(phrases, "eyeliner", {})
    for head in ("lips", "lipstick"):
        book.mods(phrases, head, {"makeup.lips": value})
    for head in ("eyeshadow", "eyelids", "makeup"):
        book.mods(phrases, head, {"makeup.eyeshadow": value})
    for head, name in MARKS.items():
        book.mods(phrases, head, {name: value})
    for phrase in phrases.split("|"):
        book.entry(phrase).is_color = True


def _hair_effect(head: str, value: Color, natural: bool) -> Effects:
    if head == "roots":
        return {"hair.roots": value}
    if head in ("tips", "highlights"):
        return {"hair.tips": value}
    return {"hair.color": value, "hair.natural": natural}


def add_shaded(book: Book) -> None:
    """ "light brown" knows hair and iris; elsewhere it is brown, lightened."""
    for key, entry in list(book.entries.items()):
        if len(key) == 2 and key[0] in colors.SHADES and (base := book.entries.get(key[1:])):
            for head, effects in base.mods.items():
                entry.mods.setdefault(head, shaded(effects, colors.SHADES[key[0]]))
            entry.is_color = entry.is_color or base.is_color
