"""What is refused before every pipeline, whatever the door."""

from __future__ import annotations

import re
import unicodedata

from facegen.errors import InputError

_NUDITY = (
    "nude nudes nudity naked nakedness topless bottomless undressed unclothed disrobed bare- "
    "chested-woman breasts boobs tits nipple nipples areola genital genitals genitalia penis "
    "vagina vulva dick cock pussy cunt anus asshole buttocks porn porno pornographic pornography "
    "pornstar nsfw xxx hentai erotic erotica orgasm orgasmic masturbating masturbation blowjob "
    "handjob cumshot cum creampie bdsm bondage fetish intercourse fuck fucking fucked striptease "
    "stripper onlyfans ahegao futanari deepthroat gangbang bukkake dildo rape raped nackt nackte "
    "nackter desnuda desnudo nue nuda nudo naakt naken alaston обнаженная голая голый 裸 "
    "裸体 ヌード 누드"
)
NUDITY = frozenset(_NUDITY.split())
"""Refused for everybody: people are always dressed."""

_SEXUAL = (
    "sex sexy sexual sexually sexualised sexualized seductive seducing seduction sensual horny "
    "aroused arousing lustful lewd kinky slutty slut whore hooker prostitute escort lingerie "
    "underwear panties thong g-string bra provocative busty cleavage "
    "suggestive stripping bedroom-eyes milf hot-body moaning virgin negligee fishnet fishnets "
    "playboy pinup pin-up undressing bareback boudoir lap-dance temptress dominatrix "
    "submissive fuckable voluptuous curvaceous flirty flirting flirtatious"
)
SEXUAL = frozenset(_SEXUAL.split())
"""Refused when a child is meant."""

_CHILD = (
    "child children kid kids kiddo girl girls boy boys toddler toddlers baby babies infant "
    "newborn preschooler teen teens teenage teenaged teenager teenagers adolescent adolescents "
    "tween preteen pre-teen minor minors underage under-age schoolgirl schoolboy schoolchild "
    "schoolgirls pupil loli lolita lolicon shota shotacon jailbait daughter son youngster "
    "childlike prepubescent pubescent kindergarten kindergartner juvenile mädchen niña niño "
    "fille garçon bambina bambino meisje jongen dziewczynka"
)
CHILD = frozenset(_CHILD.split())
_ALWAYS = frozenset(("lolicon", "shotacon", "jailbait", "loli", "shota"))
"""Words that are refused by themselves."""

_HARMLESS = re.compile(
    r"\bnaked eye\b|\bnaked mole\b|\bnude (?:lip\w*|make ?-?up|eye ?shadow|tone\w*|colou?r\w*|"
    r"shade\w*|gloss)\b|\b(?:kinky|coily) (?:hair|curl\w*|coil\w*|texture\w*|afro)\b|"
    r"\bkinky[- ]haired\b|\bcock(?:ed|y|er|atoo)\b|\bsame[- ]sex\b|\bbiological sex\b|"
    r"\bsex\W{0,3}(?:fe)?male\b|"
    r"\bkind(?:ly)? (?:eyes|smile|face|look\w*|old|woman|"
    "man)\b|"
    r"\bkind of\b"
)
_AGE = re.compile(
    r"\b(\d{1,2})\s*-?\s*(?:years?|yrs?|y/?o|yo)\b|\baged?\W{1,3}(?:of )?(\d{1,2})\b|"
    r"\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    r"sixteen|seventeen)[ -](?:years?|yrs?)\b"
)
_YOUNG = re.compile(r"\b(?:1[0-7]|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen)\b")
"""Beside a sexual word a bare number is taken for an age."""
_LEET = str.maketrans("013457@$!", "oieastasi")
_SPACED = re.compile(r"\b(?:[a-z][ ._*-]){3,}[a-z]\b")

ADULT_AGE = 18
NUDITY_MESSAGE = "Nudity and sexual content are not made here; describe the face instead."
CHILD_MESSAGE = "Nothing sexual about a child is ever made here."


def check_prompt(prompt: str) -> None:
    """Raise `InputError`, in one sentence, for nudity and for anything sexual about a child."""
    plain = _plain(prompt)
    words = _words(plain)
    disguised = plain.translate(_LEET)
    words |= set(re.findall(r"[^\W\d_]{4,}", disguised))
    words |= {re.sub(r"[ ._*-]", "", run) for run in _SPACED.findall(disguised)}
    if words & _ALWAYS:
        raise InputError(CHILD_MESSAGE)
    nude = bool(words & NUDITY)
    if (nude or words & SEXUAL) and _means_child(plain, words):
        raise InputError(CHILD_MESSAGE)
    if nude:
        raise InputError(NUDITY_MESSAGE)


def check_age(prompt: str, age: float | None) -> None:
    """`check_prompt` once more, with the age that the reader found."""
    if age is not None and age < ADULT_AGE and _words(_plain(prompt)) & SEXUAL:
        raise InputError(CHILD_MESSAGE)


def _words(plain: str) -> set[str]:
    """Whole words and the parts of hyphenated ones."""
    words = set(re.findall(r"[^\W_]+(?:-[^\W_]+)*", plain))
    return words | {part for word in words for part in word.split("-")}


def _plain(prompt: str) -> str:
    """Lower case, compatibility forms folded, invisible letters and harmless phrases removed."""
    folded = unicodedata.normalize("NFKC", prompt).casefold()
    visible = "".join(c for c in folded if unicodedata.category(c) not in ("Cf", "Mn"))
    return _HARMLESS.sub(" ", visible)


def _means_child(plain: str, words: set[str]) -> bool:
    if words & CHILD or _YOUNG.search(plain):
        return True
    for figures, aged, spelled in _AGE.findall(plain):
        if spelled or int(figures or aged) < ADULT_AGE:
            return True
    return False
