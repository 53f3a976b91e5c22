"""One phrase of the lexicon, and everything that it may mean."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Effects = dict[str, Any]
"""Attribute name -> value."""


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
    parts: dict[str, Effects] = field(default_factory=dict)
    """What a person's noun does to the head right after it: "elf ears", "a witch's nose"."""
    weights: dict[str, float] = field(default_factory=dict)
    """Attribute -> weight where it is not `SAID`."""
    is_person: bool = False
    is_color: bool = False
    shade: float = 0.0
    degree: float = 0.0
    role: str = ""
    """negator, copula, determiner, boundary, join, filler, transparent, side, pronoun, cannot,
    postposed."""

    def effects_on(self, head: str) -> Effects | None:
        """What it does to `head`; None when nothing."""
        return self.mods.get(head)


def shaded(effects: Effects, shade: float) -> Effects:
    """`effects` with every colour moved towards white (`shade` > 0) or black (< 0)."""
    goal, share = (1.0, shade) if shade > 0 else (0.0, -shade)

    def move(value: Any) -> Any:
        if isinstance(value, tuple) and len(value) == 3 and isinstance(value[0], float):
            return tuple(c + (goal - c) * share for c in value)
        return value

    return {name: move(value) for name, value in effects.items()}
