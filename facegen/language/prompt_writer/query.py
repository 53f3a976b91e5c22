"""What a language model is asked: TFAG's query q, made of attributes alone."""

from __future__ import annotations

from facegen.language.prompt_writer.looks import Options, article_of

SYSTEM = (
    "You describe how one person could look. You answer with plain sentences in English, one on "
    "each line: no numbers, no headings, no remarks."
)
_ASKED = {
    "hair_color": "the colour of the hair", "beard": "the beard",
    "hair_type": "the type of the hair", "lashes": "the eyelashes",
}  # fmt: skip
_FREE = {
    "length": "the length of the hair",
    "age": "an age in years",
    "glasses": "glasses",
    "hat": "a hat",
    "makeup": "make-up",
}
SPARE = 4
"""One description more for every so many, for those that will be turned away."""


def asked_for(count: int) -> int:
    """How many descriptions to ask for, to have `count` good ones."""
    return count + count // SPARE + 2


def query(allowed: Options, count: int) -> str:
    """The question, for `asked_for(count)` descriptions of looks within `allowed`.

    Says who the person is in one word (and a child's age); nothing else of the photo.
    """
    (who,) = allowed["who"]
    child = who in ("boy", "girl")
    age = next(iter(allowed["age"])) if child else None
    subject = f"{age}-year-old {who}" if child else who
    told = [
        f"{what} ({', '.join(_said(part, value) for value in allowed[part])})"
        for part, what in _ASKED.items()
        if part in allowed
    ]
    free = [
        f"{what} ({', '.join(str(value) for value in allowed[part] if value is not None)})"
        for part, what in _FREE.items()
        if part in allowed and not (child and part == "age")
    ]
    extra = f" Some may also tell: {'; '.join(free)}." if free else ""
    return (
        f"Write {asked_for(count)} descriptions of {article_of(age)} {subject}. Each is one "
        f"sentence of fewer than 25 words that begins with “This {subject}” and tells: "
        f"{'; '.join(told)}.{extra} No two may tell the same. Use the words in brackets. Name no "
        "real person."
    )


def _said(part: str, value: str | int | None) -> str:
    return str(value).removeprefix("a ") if part == "beard" else str(value)
