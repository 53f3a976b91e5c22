"""A prompt as words: unicode folded, markup dropped, spelling unified, places remembered."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from facegen.language.words.grammar import EMOJI, SPELLING

_MARKUP = re.compile(
    r"<\s*(script|style)\b[^>]*>.*?(?:<\s*/\s*\1\s*>|$)|<!--.*?(?:-->|$)|<[^<>]*>|&#?\w{1,8};",
    re.IGNORECASE | re.DOTALL,
)
_WORD = re.compile(
    r"\d{4}s\b|\d(?:girl|boy|woman|man)s?\b|[^\W\d_]+(?:['’`][^\W\d_]+)*|\d+(?:\.\d+)?|[^\w\s]|_",
    re.UNICODE,
)
_SETTING = re.compile(
    r"<lora:[^>]*>|(?<=[\w)\]]):\s?\d(?:\.\d+)?(?=\s*[)\]])|"
    r"--(?!no\b)[a-z]+(?:\s+[\w:./]+)?|\bBREAK\b|\bAND\b(?=\s*\()",
)
"""Settings of image generators: ":1.2" in "(freckles:1.2)", "--ar 3:4"."""
_JOINERS = {"\u200d", "\ufe0f", "\u200b", "\ufeff"}
_KEEP_S = ("ss", "us", "is", "ous", "shorts", "glasses")
_BE = ("she", "he", "it", "who", "there", "that", "hair", "what")


@dataclass(frozen=True)
class Token:
    """One word, number or sign."""

    text: str
    """As the user wrote it."""
    word: str
    """Folded: lower case, no accents, British, singular."""
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        return self.word[:1].isalpha()

    @property
    def is_number(self) -> bool:
        return self.word[:1].isdigit()


def fold(word: str) -> str:
    """Lower case, without accents and apostrophes, in British spelling, singular.

    Lexicon and prompt pass the same fold, so it need be consistent, not linguistically right.
    """
    plain = unicodedata.normalize("NFKD", word.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = re.sub(r"['’`]", "", plain)
    plain = SPELLING.get(plain, plain)
    return SPELLING.get(singular := _singular(plain), singular)


def _singular(word: str) -> str:
    if len(word) <= 3 or not word.endswith("s") or word.endswith(_KEEP_S):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    return word[:-1]


def strip_markup(prompt: str) -> str:
    """`prompt` without tags, scripts, entities and settings, every other letter in its place."""
    plain = _MARKUP.sub(lambda match: " " * len(match.group()), prompt)
    return _SETTING.sub(lambda match: " " * len(match.group()), plain)


def tokenize(prompt: str) -> list[Token]:
    """Words, numbers and signs of `prompt` with their places; hyphens part words."""
    tokens: list[Token] = []
    for match in _WORD.finditer(strip_markup(prompt)):
        text, start, end = match.group(), match.start(), match.end()
        if text in EMOJI:
            tokens += [Token(text, fold(w), start, end) for w in EMOJI[text].split()]
        elif text in _JOINERS or text in "-‐‑–_'\"“”‘’*#":
            continue
        elif text[0].isdigit() and text[-1] == "s" and text[:4].isdigit():
            tokens.append(Token(text, "era", start, end))  # "1950s" is no age
        elif text[0].isdigit() and text[-1].isalpha():
            # Tags of image generators: "1girl" is any woman.
            female = "girl" in text or "woman" in text
            tokens.append(Token(text, "woman" if female else "man", start, end))
        elif text[0].isalpha():
            tokens += _split_word(unicodedata.normalize("NFC", text), start, end)
        else:
            tokens.append(Token(text, unicodedata.normalize("NFKC", text), start, end))
    return tokens


def _split_word(text: str, start: int, end: int) -> list[Token]:
    """`she's` -> she, is; `girl's` -> girl."""
    stem, _, rest = text.replace("’", "'").replace("`", "'").partition("'")
    if rest.casefold() in ("s", "re") and stem:
        token = Token(text, fold(stem), start, end)
        if rest.casefold() == "re" or stem.casefold() in _BE:
            return [token, Token(text, "is", start, end)]
        return [token]
    return [Token(text, fold(text), start, end)]
