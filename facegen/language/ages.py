"""Ages in figures and words: "35 years old", "in her early sixties", "aged forty-two"."""

from __future__ import annotations

from collections.abc import Sequence

MIN_AGE, MAX_AGE = 1.0, 90.0

_UNIT_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_TEN_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
_UNITS = {word: i for i, word in enumerate(_UNIT_WORDS.split())}
_TENS = {word: 10 * i for i, word in enumerate(_TEN_WORDS.split(), 2)}
_DECADES = {**_TENS, "teen": 10}
_YEARS = ("year", "yr", "years", "yrs", "summer", "winter")
_IN_A_YEAR = {"month": 12, "week": 52, "day": 365}
_IN = ("in", "from", "into")
_POSSESSIVE = ("her", "his", "their", "the", "my", "your")
_PARTS = {"early": 2.0, "mid": 5.0, "middle": 5.0, "late": 8.0}
_NEARLY = ("pushing", "approaching", "nearing", "turning", "past", "over", "above")
_BEFORE = ("aged", "age", "ageed", "turning", "about", "around", "approximately", "roughly",
           "nearly",
           "almost", "circa", "over", "past", "is")  # fmt: skip
_SAID_BEFORE = ("is", "am", "im", "woman", "man", "girl", "boy", "lady", "person")
_GOES_ON = ("with", "who", "wearing", "in", "whose", "has", "having")
_HAVE_MANY = ("mother", "mum", "mom", "father", "dad", "parent", "grandmother", "grandfather",
              "group", "family", "pack", "gang", "owner", "band", "party")  # fmt: skip
"""Before "of three" they have children or members, not years."""
_EDGE = (",", ";", ".", "(", ")", "/", "|", "and")


def find_ages(words: Sequence[str], notices: list[str]) -> dict[int, tuple[float, int]]:
    """Place -> (age in years, words taken) of every age in the folded `words`.

    Ages beyond what we can make are brought to the limit, and `notices` says so.
    """
    found: dict[int, tuple[float, int]] = {}
    i = 0
    while i < len(words):
        match = _bounded(words, i) or _decade(words, i) or _years(words, i)
        if match is None:
            i += 1
            continue
        age, length = match
        found[i] = (_limited(age, notices), length)
        i += length
    return found


def _limited(age: float, notices: list[str]) -> float:
    if age < MIN_AGE:
        notices.append("The youngest age is 1 year: that is what the baby became.")
    if age > MAX_AGE:
        notices.append(f"The oldest age is {MAX_AGE:.0f}; {age:g} became {MAX_AGE:.0f}.")
    return min(max(age, MIN_AGE), MAX_AGE)


def _at(words: Sequence[str], i: int) -> str:
    return words[i] if 0 <= i < len(words) else ""


def _number(words: Sequence[str], i: int) -> tuple[float, int] | None:
    """A number in figures or words at `i`, and its length."""
    word = _at(words, i)
    if word[:1].isdigit():
        try:
            return float(word), 1
        except ValueError:
            return None
    if word in _TENS:
        unit = _UNITS.get(_at(words, i + 1), 0)
        return (_TENS[word] + unit, 2) if 0 < unit < 10 else (float(_TENS[word]), 1)
    if word in _UNITS:
        return float(_UNITS[word]), 1
    if word == "hundred":
        return 100.0, 1
    return None


def _decade(words: Sequence[str], i: int) -> tuple[float, int] | None:
    """ "in her early sixties", "mid 40s", "twenty something"."""
    start = i
    if _at(words, i) in _IN and _at(words, i + 1) in (*_POSSESSIVE, *_PARTS, *_DECADES):
        i += 1
    possessed = _at(words, i) in _POSSESSIVE and i > start
    if possessed:
        i += 1
    part = _PARTS.get(_at(words, i))
    if part is not None:
        i += 1
        if _at(words, i) == "to" and _at(words, i + 1) in _PARTS:
            part, i = (part + _PARTS[words[i + 1]]) / 2, i + 2
    word = _at(words, i)
    plural_figures = word.isdigit() and _at(words, i + 1) == "s"
    if word in _DECADES:
        decade, i = _DECADES[word], i + 1
    elif plural_figures:
        decade, i = int(word), i + 2
    else:
        return None
    something = _at(words, i) == "something"
    if something:
        i += 1
    if not (possessed or part is not None or plural_figures or something or start < i - 1):
        return None
    if not possessed and part is None and _at(words, i) in _YEARS:
        return None
    if decade % 10 or not 10 <= decade <= 90:
        return None
    return decade + (5.0 if part is None else part), i - start


def _bounded(words: Sequence[str], i: int) -> tuple[float, int] | None:
    """ "not older than 25", "over seventy", "under 30": a few years within the bound."""
    start = i
    denied = _at(words, i) in ("not", "no", "isnt")
    i += denied
    sign = {"older": 3.0, "more": 3.0, "younger": -3.0, "less": -3.0}.get(_at(words, i))
    if sign is not None and _at(words, i + 1) == "than":
        i += 2
    else:
        sign = {"over": 3.0, "above": 3.0, "under": -3.0, "below": -3.0}.get(_at(words, i))
        i += 1
    number = _number(words, i)
    if sign is None or number is None or not 10 <= number[0] <= 110:
        return None
    i += number[1]
    while _at(words, i) in (*_YEARS, "old", "of", "age"):
        i += 1
    if _at(words, i) not in (*_EDGE, *_GOES_ON, *_SAID_BEFORE, ""):
        return None
    return number[0] + (-sign if denied else sign), i - start


def _years(words: Sequence[str], i: int) -> tuple[float, int] | None:
    """ "35 years old", "aged 35", "35yo", a bare "35" between commas."""
    start = i
    named = _at(words, i) in ("aged", "age")
    if named:
        i += 1 + (_at(words, i + 1) in (":", "=", "is", "of"))
    number = _number(words, i)
    if number is None:
        return None
    age, length = number
    i += length
    ranged = _at(words, i) in ("to", "or") or (
        _at(words, i) == "and" and _at(words, start - 1) == "between"
    )
    if ranged and (upper := _number(words, i + 1)):
        age, i = (age + upper[0]) / 2, i + 1 + upper[1]
        if _at(words, start - 1) == "between" and age <= 110:
            named = True
    elif (upper := _number(words, i)) and _at(words, i + upper[1]) in (*_YEARS, "yo"):
        age, i = (age + upper[0]) / 2, i + upper[1]
    after = _at(words, i)
    if after == "something" and age >= 20 and age % 10 == 0:
        return age + 5.0, i + 1 - start
    if after in _YEARS or (after == "y" and _at(words, i + 1) in ("o", "/")):
        i += 1
        while _at(words, i) in ("old", "of", "age", "/", "o"):
            i += 1
        return age, i - start
    if after in ("ish", "odd", "plus", "+") and age >= 10:
        return age, i + 1 - start
    if after == "yo":
        return age, i + 1 - start
    if after in ("month", "week", "day") and _at(words, i + 1) == "old":
        return age / _IN_A_YEAR[after], i + 2 - start
    before = _at(words, start - 1)
    alone = after in (*_EDGE, "") and before in (*_EDGE, "", *_BEFORE)
    ended = after in (*_EDGE, "")
    told = named or (before in _NEARLY and age >= 10) or (before in _SAID_BEFORE and ended)
    if before in ("about", "around", "nearly", "almost") and _at(words, start - 2) in (
        "of",
        *_SAID_BEFORE,
    ):
        before = "of"
    counted = before == "of" and _at(words, start - 2) in _HAVE_MANY
    told = told or (
        before == "of" and not counted and (ended or after in _GOES_ON) and 2 <= age <= 110
    )
    digits = words[start + int(named)][:1].isdigit()
    if (alone and (digits or age >= 13) and 1 <= age <= 110) or (told and age <= 130):
        return age, i - start
    return None
