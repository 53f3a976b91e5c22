"""Tokens to chunks: phrases of the lexicon, ages, and the reach of degrees and negations."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from facegen.language import lexicon
from facegen.language.ages import find_ages
from facegen.language.entry import Entry
from facegen.language.lexicon import vocabulary
from facegen.language.notation import find_emphasis, find_heights
from facegen.language.tokens import Token, fold
from facegen.language.typos import correct, positive, split_joined
from facegen.language.words.grammar import ED_HEADS, EVER_AFTER, SIDES, WITHOUT
from facegen.language.words.people import PRONOUN_WEIGHT, PRONOUNS

WORN = ("glasses", "hat", "makeup", "lipstick", "eyeshadow", "eyeliner", "beard", "moustache",
        "goatee", "stubble", "sideburns", "freckles", "wrinkles", "moles", "scar", "blush",
        "tattoo", "fangs", "tusks", "horns", "antennae", "earrings", "piercing", "eyepatch",
        "crown", "headband", "necklace", "scales", "stripes", "cracks")  # fmt: skip
"""Things that a face has or lacks as a whole."""
_DRESS = ("clothes", "hat", "glasses", "crown", "headband", "eyepatch", "hair")
"""What people of a trade wear: "a sailor's cap"."""
_LIKE_NO = ("no", "nor", "zero", "sans", "lack of", "not a single", "not one", "not even a")
"""Negators of the next thing, not of the next word."""
_LONGEST = 32
"""Letters up to which a word is searched for slips: the search takes the square of their number."""
_LIGHT_VERBS = ("wear", "wearing", "have", "has", "had", "having", "with", "show", "showing", "in",
                "dressed", "dressed in", "look", "looks", "looking", "to", "too",
                "like")  # fmt: skip


@dataclass(eq=False)
class Chunk:
    """One phrase of the prompt."""

    entry: Entry
    start: int
    end: int
    text: str
    known: bool = True
    degree: float = 1.0
    negated: bool = False
    used: bool = False
    """Whether it took part in something understood."""

    @property
    def head(self) -> str | None:
        return self.entry.head

    @property
    def role(self) -> str:
        return self.entry.role

    @property
    def is_describing(self) -> bool:
        """Adjective, look, origin, age: something that is said of someone."""
        return bool(self.entry.mods or self.entry.facts or self.entry.shade)

    @property
    def is_ed(self) -> bool:
        """`eyed`, `haired`: belongs to the words right before it."""
        return self.entry.phrase in ED_HEADS

    @property
    def side(self) -> str | None:
        return SIDES.get(self.entry.phrase)


def chunk(tokens: Sequence[Token], prompt: str) -> tuple[list[Chunk], list[str]]:
    """Chunks in order, still unrelated, and notices (spelling, age limits)."""
    notices: list[str] = []
    tokens = _parted(tokens, notices)
    words = [token.word for token in tokens]
    for i, token in enumerate(tokens):
        if len(token.word) > _LONGEST:
            continue
        if token.is_word and (plain := positive(token.word)):
            words[i] = plain
            continue
        opens = i == 0 and not _is_forename(tokens)
        if token.is_word and (better := correct(token.word, token.text, opens)):
            words[i] = better
            notices.append(f"Read “{token.text}” as “{better}”.")
    heights = {height.start: height for height in find_heights(prompt)}
    ages = find_ages(words, notices)
    chunks: list[Chunk] = []
    i = 0
    while i < len(tokens):
        known = True
        height = heights.get(tokens[i].start)
        if height is not None:
            entry = Entry("height", facts={"build.height": height.value})
            length = sum(height.start <= t.start < height.end for t in tokens[i:])
        elif i in ages:
            age, length = ages[i]
            entry = _age_entry(age, words[i : i + length])
        elif found := lexicon.match(words, i):
            entry, length = found
        else:
            entry, length = Entry(words[i], role="" if tokens[i].is_word else "stop"), 1
            known = not tokens[i].is_word and not tokens[i].is_number
        start, end = tokens[i].start, tokens[i + length - 1].end
        chunks.append(Chunk(entry, start, end, prompt[start:end], known))
        i += length
    _make_attributive(chunks)
    return chunks, notices


def relate(chunks: list[Chunk], prompt: str) -> None:
    """Work out how far degrees, negations and emphasis reach."""
    _spread_degrees(chunks)
    _spread_negations(chunks)
    for stretch in find_emphasis(prompt):
        for piece in chunks:
            if stretch.start <= piece.start < stretch.end and not piece.entry.is_person:
                piece.degree *= stretch.degree


def _parted(tokens: Sequence[Token], notices: list[str]) -> list[Token]:
    """`tokens` with missing spaces put in."""
    parted: list[Token] = []
    for token in tokens:
        at = split_joined(token.text) if token.is_word and len(token.word) <= _LONGEST else None
        if at is None:
            parted.append(token)
            continue
        left, right, middle = token.text[:at], token.text[at:], token.start + at
        parted += [Token(left, fold(left), token.start, middle),
                   Token(right, fold(right), middle, token.end)]  # fmt: skip
        notices.append(f"Read “{token.text}” as “{left} {right}”.")
    return parted


def _age_entry(age: float, words: Sequence[str]) -> Entry:
    """ "In her thirties" says an age, and who has it."""
    facts: dict[str, float] = {"age": age}
    gender = next((PRONOUNS[word] for word in words if word in PRONOUNS), None)
    if gender is not None:
        facts["gender"] = gender
    return Entry("age", facts=facts, weights={"gender": PRONOUN_WEIGHT})


def _make_attributive(chunks: list[Chunk]) -> None:
    """ "Elf ears", "a witch's nose", "nurse uniform": a person's noun that only describes."""
    for piece, noun in itertools.pairwise(chunks):
        entry = piece.entry
        if not entry.is_person or noun.head in (None, "person") or noun.is_ed:
            continue
        if noun.start - piece.end > 1 or not (entry.parts or noun.head in _DRESS):
            continue
        effects = entry.parts.get(noun.head, {})
        piece.entry = Entry(entry.phrase, mods={noun.head: effects}, role="transparent")


def _is_forename(tokens: Sequence[Token]) -> bool:
    """Whether a capitalised stranger follows the first word: "Angela Merkel" is not from Angola."""
    after = tokens[1] if len(tokens) > 1 else None
    return after is not None and after.text[:1].isupper() and after.word not in vocabulary()


def _spread_degrees(chunks: list[Chunk]) -> None:
    """A degree strengthens what follows; at the end of a phrase what went before."""
    for i, piece in enumerate(chunks):
        if not piece.entry.degree:
            continue
        follower = chunks[i + 1] if i + 1 < len(chunks) else None
        if follower is not None and follower.entry.degree and not follower.is_describing:
            follower.degree *= piece.degree * piece.entry.degree
            continue
        amount = piece.entry.degree * piece.degree
        if follower is not None and (follower.is_describing or follower.head in WORN):
            if not follower.entry.is_person:
                follower.degree *= amount
                piece.used = True
        elif i and chunks[i - 1].entry.facts and not piece.is_describing:
            chunks[i - 1].degree *= amount


def _spread_negations(chunks: list[Chunk]) -> None:
    for i, piece in enumerate(chunks):
        if piece.entry.phrase in EVER_AFTER:
            for follower in chunks[i + 1 :]:
                follower.negated = follower.is_describing or bool(follower.head)
            return
        if piece.role == "negator":
            _negate_after(chunks, i)
        elif piece.entry.phrase in ("none", "absent") and i > 1 and chunks[i - 2].head:
            chunks[i - 2].negated, piece.known = True, True
        elif piece.entry.phrase == "free" and i and chunks[i - 1].head in WORN:
            chunks[i - 1].negated, piece.used = True, True


def _negate_after(chunks: list[Chunk], at: int) -> None:
    """Flag what the negator at `at` denies: up to its noun, and on through lists."""
    sweeping = chunks[at].entry.phrase in WITHOUT
    adverbial = chunks[at].entry.phrase not in (*WITHOUT, *_LIKE_NO)
    hit = False
    for j in range(at + 1, len(chunks)):
        piece = chunks[j]
        if piece.role == "join":
            if hit and not _list_goes_on(chunks, j, sweeping):
                return
            hit = False
        elif piece.role == "negator" or piece.role == "stop":
            return
        elif piece.head or piece.is_describing:
            if hit and not piece.head:
                return
            if hit and adverbial:
                return
            piece.negated = True
            hit = hit or bool(piece.head) or adverbial or not _noun_follows(chunks, j)
            if piece.head and not piece.is_ed:
                hit = True
        elif piece.role == "boundary" and (hit or piece.entry.phrase not in _LIGHT_VERBS):
            return
        elif not piece.known:
            hit = True


def _noun_follows(chunks: Sequence[Chunk], at: int) -> bool:
    for piece in chunks[at + 1 :]:
        if piece.head:
            return True
        if not (piece.is_describing or piece.entry.degree or piece.role == "transparent"):
            return False
    return False


def _list_goes_on(chunks: Sequence[Chunk], join: int, sweeping: bool) -> bool:
    """Whether the negation before the joint at `join` reaches over it."""
    word = chunks[join].entry.phrase
    if word in ("or", "nor", "/"):
        return True
    rest = chunks[join + 1 :]
    if word in ("and", "&", "plus"):
        return sweeping and bool(rest) and _first_thing(rest) in WORN
    for piece in rest:
        if piece.entry.phrase in ("or", "nor"):
            return True
        if piece.role in ("boundary", "stop", "negator") or piece.entry.phrase == "and":
            break
    return False


def _first_thing(chunks: Sequence[Chunk]) -> str | None:
    """The first noun, when nothing but articles and fillers stand before it."""
    for piece in chunks:
        if piece.head:
            return piece.head
        if piece.role not in ("determiner", "filler", "transparent"):
            return None
    return None
