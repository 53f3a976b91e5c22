"""Which adjective belongs to which noun: chunks to findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from facegen.language.attributes import SAID
from facegen.language.chunks import WORN, Chunk
from facegen.language.entry import Effects, shaded
from facegen.language.places import eye_patch, scars, tattoos
from facegen.language.words import body, hair, marks, wear
from facegen.language.words.colors import SHADES
from facegen.language.words.grammar import PARTICIPLES

ABSENT = {**body.ABSENT, **hair.ABSENT, **wear.ABSENT, **marks.ABSENT}
_SWALLOW = ("glasses", "hat", "clothes", "scar", "tattoo", "earrings", "piercing", "eyepatch",
            "crown", "headband", "necklace", "teeth", "fangs", "tusks", "horns", "antennae",
            "pupils")  # fmt: skip
"""Nouns whose adjectives we may ignore without a word: "round glasses"."""
_HAIR_ED = ("long", "short", "curly", "straight", "wavy", "frizzy")
_AT_ENDS = ("at", "on", "to", "towards", "in")


_PLACED = {
    "scar": ("skin.scars", scars), "tattoo": ("skin.tattoos", tattoos),
    "eyepatch": ("worn", eye_patch),
}  # fmt: skip
"""Marks whose place stands around them."""


@dataclass(frozen=True)
class Finding:
    """One effect of one phrase, before degrees are worked in and contradictions are resolved."""

    name: str
    value: Any
    chunk: Chunk
    weight: float = SAID
    head: str | None = None
    """The noun it was said of."""
    side: str | None = None
    """left, right, one or other, for eyes."""
    order: int = 0
    negated: bool = False
    noun: Chunk | None = None
    """The head's chunk, when an adjective described one."""
    absent: bool = False
    """From `ABSENT`: final, no degree applies."""


class Parser:
    """Binds the chunks of one prompt; `findings` is the result."""

    def __init__(self, chunks: Sequence[Chunk]) -> None:
        self.chunks = chunks
        self.findings: list[Finding] = []
        self._described: dict[int, set[str]] = {}
        self._bound: dict[int, list[Chunk]] = {}
        self._run()

    def _run(self) -> None:
        for i, piece in enumerate(self.chunks):
            if piece.entry.mods and not piece.head:
                self._read_modifier(i)
        for i, piece in enumerate(self.chunks):
            if piece.head or piece.entry.head_facts:
                self._read_head(i)
            if piece.entry.facts and not piece.used:
                self._read_fact(i)
            elif piece.entry.facts and piece.head:
                self._emit(i, piece.entry.facts, None)
        self.findings.sort(key=lambda finding: finding.order)

    # Modifiers.

    def _read_modifier(self, i: int) -> None:
        piece = self.chunks[i]
        if piece.entry.shade and self._shades_next(i):
            piece.used = True
            return
        at = self._find_head(i)
        if at is not None:
            self._bind(i, at)
            return
        if piece.entry.facts or self._unknown_noun_follows(i) or self._colors_next(i):
            return
        if (effects := piece.entry.effects_on("")) is not None:
            self._emit(i, effects, None)

    def _colors_next(self, i: int) -> bool:
        """ "Silver freckles" do not grey the hair."""
        following = self.chunks[i + 1] if i + 1 < len(self.chunks) else None
        return (
            self.chunks[i].entry.is_color
            and following is not None
            and following.head not in (None, "person")
        )

    def _shades_next(self, i: int) -> bool:
        if i + 1 >= len(self.chunks):
            return False
        following = self.chunks[i + 1].entry
        return following.is_color or (
            any(
                "color" in name or name.startswith(("makeup", "skin.t"))
                for effects in following.mods.values()
                for name in effects
            )
            and not following.head
        )

    def _bind(self, i: int, at: int) -> None:
        piece, head = self.chunks[i], self._head_name(at)
        effects = piece.entry.effects_on(head)
        piece.used = self.chunks[at].used = True
        if effects is None:
            return
        previous = self.chunks[i - 1] if i else None
        if previous is not None and previous.used and previous.entry.shade and piece.entry.is_color:
            effects = shaded(effects, SHADES[previous.entry.phrase])
        self._described.setdefault(at, set()).update(effects)
        self._bound.setdefault(at, []).append(piece)
        self._emit(i, effects, head, at)

    def _head_name(self, at: int) -> str:
        return self.chunks[at].head or "person"

    def _find_head(self, i: int) -> int | None:
        piece = self.chunks[i]

        def fits(at: int) -> bool:
            return self._has_sense(i, at)

        if piece.role == "postposed" and not (
            i + 1 < len(self.chunks) and self.chunks[i + 1].head and fits(i + 1)
        ):
            compared = self._compared(i)
            if compared is not None:
                return compared
        near = next((at for at in self._right(i, crossing=False) if fits(at)), None)
        if near is not None:
            return near
        behind = self._left(i)
        if behind is not None and fits(behind):
            return behind
        if (
            far := next((at for at in self._right(i, crossing=True) if fits(at)), None)
        ) is not None:
            return far
        if piece.entry.effects_on("eyes") is not None and i and self.chunks[i - 1].side:
            return self._eyes_before(i)
        return None

    def _compared(self, i: int) -> int | None:
        """The noun that is like something: "built like a bull", "hair which shines like gold"."""
        for j in range(i - 1, max(-1, i - 6), -1):
            if self.chunks[j].head and self._has_sense(i, j):
                return j
            if self.chunks[j].role in ("join", "stop"):
                return None
        return None

    def _has_sense(self, i: int, at: int) -> bool:
        head = self._head_name(at)
        if self.chunks[i].entry.effects_on(head) is not None:
            return True
        entry = self.chunks[i].entry
        return head in _SWALLOW and (entry.is_color or not entry.facts)

    def _right(self, i: int, crossing: bool) -> Iterator[int]:
        """Nouns after the adjective at `i`, within its phrase or over commas and "and"."""
        strangers, crossed = 0, ""
        for j in range(i + 1, len(self.chunks)):
            piece = self.chunks[j]
            if piece.head:
                if piece.is_ed:
                    if not crossed and self._belongs_to_ed(i, j):
                        yield j
                    continue
                if self._may_cross(i, crossed, piece):
                    yield j
                return
            if piece.role == "join":
                if not crossing or strangers or piece.entry.phrase == ";":
                    return
                crossed += "," if piece.entry.phrase in (",", "/") else "&"
            elif not piece.known and piece.role != "stop":
                strangers += 1
                if strangers > 1:
                    return
            elif not self._passable(j):
                at_ends = piece.entry.phrase in _AT_ENDS and self._ends_follow(j)
                if at_ends is None or not at_ends:
                    return
                yield at_ends
                return

    def _passable(self, j: int) -> bool:
        piece = self.chunks[j]
        return (
            piece.is_describing
            or bool(piece.entry.degree)
            or piece.role in ("transparent", "side")
            or piece.entry.phrase in PARTICIPLES
        )

    def _ends_follow(self, j: int) -> int | None:
        """ "blond at the tips": the place of `tips`."""
        for at in (j + 1, j + 2):
            if at < len(self.chunks) and self.chunks[at].head in ("tips", "roots"):
                return at
        return None

    def _belongs_to_ed(self, i: int, at: int) -> bool:
        between = self.chunks[i + 1 : at]
        if all(c.entry.is_color or c.entry.shade or c.entry.phrase in PARTICIPLES for c in between):
            return (
                not between
                or self.chunks[i].entry.is_color
                or bool(self.chunks[i].entry.shade)
                or self.chunks[i].entry.phrase in _HAIR_ED
            )
        return self.chunks[at].head == "hair" and self.chunks[i].entry.phrase in _HAIR_ED

    def _may_cross(self, i: int, crossed: str, noun: Chunk) -> bool:
        """Commas part tags ("thin, big nose") but join adjectives ("a long, thin nose")."""
        if "," not in crossed or noun.entry.is_person:
            return True
        entry = self.chunks[i].entry
        free = entry.phrase in ("long", "short")
        standalone = "" in entry.mods or bool(entry.facts) or "person" in entry.mods
        return free or not standalone or self._phrase_is_open(i)

    def _phrase_is_open(self, i: int) -> bool:
        for j in range(i - 1, -1, -1):
            piece = self.chunks[j]
            if piece.role == "determiner" or piece.entry.phrase in (
                "with",
                "has",
                "have",
                "having",
            ):
                return True
            if piece.head or piece.role in ("stop", "boundary") or piece.entry.phrase == ",":
                return False
        return False

    def _left(self, i: int) -> int | None:
        """The noun before: "her hair is long and black", "eyes: blue", "nose slightly hooked"."""
        linked = joined = False
        for j in range(i - 1, -1, -1):
            piece = self.chunks[j]
            if piece.side == "other" and linked and not piece.head:
                return self._eyes_before(j)
            if piece.head or piece.role == "pronoun":
                adjacent = (
                    self.chunks[j + 1].role not in ("join", "boundary")
                    and not piece.is_ed
                    and not (j and self._has_sense(j - 1, j))
                )
                standalone = joined and "" in self.chunks[i].entry.mods
                return j if linked or (adjacent and not standalone) else None
            if piece.role == "copula":
                linked = True
            elif piece.role == "join":
                joined = True
            elif piece.role == "determiner":
                if linked:
                    return None
            elif not (self._passable(j) or piece.role in ("negator", "filler")):
                return None
        return None

    def _eyes_before(self, j: int) -> int | None:
        return next((k for k in range(j - 1, -1, -1) if self.chunks[k].head == "eyes"), None)

    def _unknown_noun_follows(self, i: int) -> bool:
        """ "Black horse", "short twists": the adjective belongs to a thing that we do not know."""
        if i + 1 >= len(self.chunks):
            return False
        following = self.chunks[i + 1]
        if following.known and following.role != "cannot":
            return False
        entry = self.chunks[i].entry
        return entry.is_color or (
            not entry.facts and any(c.entry.is_person for c in self.chunks[:i])
        )

    # Nouns and facts.

    def _read_head(self, i: int) -> None:
        piece = self.chunks[i]
        head = piece.head
        if piece.negated and piece.entry.is_person and set(piece.entry.head_facts) != {"gender"}:
            piece.used = True
            return
        if head in _PLACED and not piece.negated:
            name, read = _PLACED[head]
            piece.used = True
            if values := read(self.chunks, i):
                self._add(i, name, values, head)
            return
        if head == "clothes" and not piece.negated:
            kind = wear.CLOTHES.get(piece.entry.phrase)
            if kind:
                self._emit(i, {"outfit": kind}, head)
            piece.used = True
            return
        described = self._described.get(i, set())
        whole = not piece.entry.facts and (head in WORN or not described)
        if piece.negated and head in ABSENT and whole:
            for name, value in ABSENT[head].items():
                self._add(i, name, value, head, absent=True)
            self._drop_described(i)
            piece.used = True
            return
        facts = {n: v for n, v in piece.entry.head_facts.items() if n not in described}
        if head == "makeup" and "makeup.eyeshadow" in described:
            facts = {}
        if facts:
            self._emit(i, facts, head)
        elif piece.entry.is_person or described or head in _SWALLOW:
            piece.used = True

    def _drop_described(self, at: int) -> None:
        """ "no long beard": what was said of the denied noun goes with it."""
        denied = self._bound.get(at, [])
        self.findings = [f for f in self.findings if f.absent or f.chunk not in denied]

    def _read_fact(self, i: int) -> None:
        piece = self.chunks[i]
        if piece.head is None and piece.entry.mods and self._unknown_noun_follows(i):
            return
        if piece.entry.is_color and i and not self.chunks[i - 1].known:
            return
        self._emit(i, piece.entry.facts, None)

    # Results.

    def _emit(self, i: int, effects: Effects, head: str | None, at: int | None = None) -> None:
        self.chunks[i].used = True
        for name, value in effects.items():
            self._add(i, name, value, head, at=at)

    def _add(
        self, i: int, name: str, value: Any, head: str | None, at: int | None = None,
        absent: bool = False,
    ) -> None:  # fmt: skip
        piece = self.chunks[i]
        side = self._side(i, at) if head == "eyes" else None
        if head == "lips" and name.startswith("lips.") and at is not None:
            name = self._one_lip(i, at) or name
        weight = piece.entry.weights.get(name, SAID)
        self.findings.append(
            Finding(
                name,
                value,
                piece,
                weight,
                head,
                side,
                i,
                piece.negated and not absent,
                None if at is None else self.chunks[at],
                absent,
            )
        )

    def _one_lip(self, i: int, at: int) -> str | None:
        phrases = {c.entry.phrase for c in self.chunks[max(0, min(i, at) - 1) : at]}
        return "lips.upper" if "upper" in phrases else "lips.lower" if "lower" in phrases else None

    def _side(self, i: int, at: int | None) -> str | None:
        """ "one blue eye", "left eye is green", "blue left eye", "the other is brown"."""
        if at is None:
            return None
        low, high = min(i, at), max(i, at)
        for piece in [
            *reversed(self.chunks[low:high]),
            *reversed(self.chunks[max(0, low - 1) : low]),
        ]:
            if piece.side and not (at < i and piece.side == "one" and self._other_between(at, i)):
                return piece.side
        return None

    def _other_between(self, at: int, i: int) -> bool:
        return any(c.side == "other" for c in self.chunks[at:i])


def parse(chunks: Sequence[Chunk]) -> list[Finding]:
    """Everything that the chunks say, in the order of the prompt."""
    return Parser(chunks).findings
