"""Forms of a word in each language: gender, number and, in German, case.

An expander may make forms that nobody says; they do no harm, since nobody says them. A slash
between two forms gives the masculine and the feminine of a word that follows no rule.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from facegen.language.translate.book import Form, Inflect

Pair = tuple[str, str]


def _by_gender(genders: Callable[[str], Pair], plural: Callable[[str], Iterable[str]]) -> Inflect:
    """An expander from the rule for the feminine and the rule for the plural."""

    def inflect(word: str) -> Iterator[Form]:
        stem, _, last = word.rpartition(" ")
        lead = f"{stem} " if stem else ""
        *masculine, feminine = last.split("/") if "/" in last else genders(last)
        for one in masculine:
            gender = "" if one == feminine else "m"
            yield lead + one, gender, "s"
            yield from ((lead + many, gender, "p") for many in plural(one))
        if feminine not in masculine:
            yield lead + feminine, "f", "s"
            yield from ((lead + many, "f", "p") for many in plural(feminine))

    return inflect


def _noun(plural: Callable[[str], Iterable[str]]) -> Inflect:
    """An expander of nouns; further forms after a slash are plurals."""

    def inflect(word: str) -> Iterator[Form]:
        one, *many = word.split("/")
        yield one, "", "s"
        yield from ((form, "", "p") for form in (many or plural(one)))

    return inflect


def _replaced(word: str, rules: Iterable[tuple[str, str]]) -> str | None:
    """`word` with the first ending of `rules` that it has replaced."""
    for ending, other in rules:
        if word.endswith(ending):
            return word[: len(word) - len(ending)] + other
    return None


# French

_FRENCH = (("eux", "euse"), ("if", "ive"), ("ier", "ière"), ("er", "ère"), ("en", "enne"),
           ("on", "onne"), ("el", "elle"), ("et", "ette"), ("teur", "trice"), ("eur", "euse"),
           ("eau", "elle"), ("e", "e"))  # fmt: skip


def _french_genders(word: str) -> Pair:
    return word, _replaced(word, _FRENCH) or word + "e"


def _french_plural(word: str) -> Iterable[str]:
    if word.endswith(("s", "x", "z")):
        return (word,)
    if word.endswith(("eau", "eu")):
        return (word + "x", word + "s")
    return (word[:-1] + "ux", word + "s") if word.endswith("al") else (word + "s",)


# Spanish

_SPANISH = (("or", "ora"), ("ón", "ona"), ("és", "esa"), ("án", "ana"), ("ín", "ina"), ("o", "a"))


def _spanish_genders(word: str) -> Pair:
    return word, _replaced(word, _SPANISH) or word


def _spanish_plural(word: str) -> Iterable[str]:
    accented = (("ón", "ones"), ("és", "eses"), ("án", "anes"), ("ín", "ines"), ("z", "ces"))
    if many := _replaced(word, accented):
        return (many,)
    return (word + "s",) if word[-1] in "aeiouáéó" else (word, word + "es")


# Italian


def _italian_genders(word: str) -> Pair:
    if word.endswith("ista"):
        return word, word
    return word, _replaced(word, (("tore", "trice"), ("o", "a"))) or word


def _italian_plural(word: str) -> Iterable[str]:
    rules = (("co", "chi ci"), ("go", "ghi gi"), ("io", "i ii"), ("o", "i"), ("ca", "che"),
             ("ga", "ghe"), ("ista", "isti iste"), ("cia", "ce cie"), ("gia", "ge gie"),
             ("a", "e"), ("e", "i"))  # fmt: skip
    for ending, others in rules:
        if word.endswith(ending):
            return tuple(word[: -len(ending)] + other for other in others.split())
    return (word,)


# Portuguese

_PORTUGUESE = (("ão", "ona"), ("ês", "esa"), ("or", "ora"), ("eu", "eia"), ("o", "a"))


def _portuguese_genders(word: str) -> Pair:
    return word, _replaced(word, _PORTUGUESE) or word


def _portuguese_plural(word: str) -> Iterable[str]:
    rules = (("ão", "ões ãos ães"), ("ês", "eses"), ("al", "ais"), ("el", "eis"), ("il", "is eis"),
             ("ul", "uis"), ("ol", "ois"), ("m", "ns"), ("r", "res"), ("z", "zes"))  # fmt: skip
    for ending, others in rules:
        if word.endswith(ending):
            return tuple(word[: -len(ending)] + other for other in others.split())
    return (word,) if word.endswith("s") else (word + "s",)


# German


def german_adjective(word: str) -> Iterator[Form]:
    """Every ending of the three declensions."""
    stem = re.sub(r"([aeiouäöü]?)e([lr])$", r"\1\2", word) if word.endswith(("el", "uer")) else word
    yield word, "", ""
    for ending in ("e", "er", "es", "en", "em"):
        yield (stem[:-1] if stem.endswith("e") else stem) + ending, "", ""
        if stem != word:
            yield word + ending, "", ""


def german_noun(word: str) -> Iterator[Form]:
    """Cases and plurals; a slash gives plurals with an umlaut."""
    one, *many = word.split("/")
    yield one, "", "s"
    for ending in ("s", "es", "e", "n", "en", "er", "ern"):
        yield one + ending, "", "p" if ending.startswith(("e", "n")) else "s"
    for form in many:
        yield form, "", "p"
        yield form + "n", "", "p"


def german_person(word: str) -> Iterator[Form]:
    """The masculine with its cases, and the feminine in -in."""
    man, _, woman = word.partition("/")
    woman = woman or (man.removesuffix("e") + "in")
    yield man, "m", "s"
    for ending in ("", "nen", "n", "en"):
        yield woman + ending, "f", ""
    for ending in ("s", "es", "n", "en", "e"):
        yield man + ending, "m", ""


# Dutch


def _dutch_stems(word: str) -> tuple[str, ...]:
    """The stem before an -e: `groot` grot, `dik` dikk, `grijs` grijz."""
    stems = [word]
    if re.search(r"(aa|ee|oo|uu)[^aeiou]$", word):
        stems.append(word[:-2] + word[-1])
    elif re.search(r"(^|[^aeiou])[aeiou][^aeiouwxj]$", word):
        stems.append(word + word[-1])
    softer = {"s": "z", "f": "v"}
    stems += [stem[:-1] + softer[stem[-1]] for stem in stems if stem[-1] in softer]
    return tuple(stems)


def dutch_adjective(word: str) -> Iterator[Form]:
    """The bare form and the one in -e."""
    stem, _, last = word.rpartition(" ")
    lead = f"{stem} " if stem else ""
    for form in last.split("/"):
        yield lead + form, "", ""
        for base in _dutch_stems(form):
            yield lead + base + "e", "", ""


def dutch_noun(word: str) -> Iterator[Form]:
    """Plurals in -en and -s, and the diminutives."""
    one, *many = word.split("/")
    yield one, "", "s"
    for base in _dutch_stems(one):
        yield base + "en", "", "p"
    yield from ((form, "", "p") for form in (one + "s", one + "'s", *many))
    for ending in ("je", "tje", "pje", "jes", "tjes", "pjes"):
        yield one + ending, "", ""


def dutch_person(word: str) -> Iterator[Form]:
    """A person; a slash parts man and woman."""
    man, _, woman = word.partition("/")
    for form, gender in ((man, "m"), (woman, "f")) if woman else ((man, ""),):
        for inflected, _, number in dutch_noun(form):
            yield inflected, gender, number


french_adjective = _by_gender(_french_genders, _french_plural)
french_noun = _noun(_french_plural)
spanish_adjective = _by_gender(_spanish_genders, _spanish_plural)
spanish_noun = _noun(_spanish_plural)
italian_adjective = _by_gender(_italian_genders, _italian_plural)
italian_noun = _noun(_italian_plural)
portuguese_adjective = _by_gender(_portuguese_genders, _portuguese_plural)
portuguese_noun = _noun(_portuguese_plural)
