"""PromptWriter by a grammar: TFAG's Algorithm 1 without a language model."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import Any

from facegen.errors import InputError
from facegen.human.dice import Dice
from facegen.language.prompt_writer.looks import FORMS, FREE, Look, Options, options
from facegen.language.prompt_writer.meaning import meaning
from facegen.models.roles import Sitter, WrittenPrompts

MOST_ASKED = 64
CANDIDATES = 100
"""Looks among which the least used one is taken next (Mitchell 1991, best candidate): with 26
descriptions every hair colour comes two or three times."""


class GrammarPromptWriter:
    """Writes what `looks` lists; equal seeds write equal descriptions. 0.3 s for 26."""

    def __init__(self, free: tuple[str, ...] = FREE) -> None:
        self.free = tuple(free)

    def __call__(
        self, sitter: Sitter, count: int, *, seed: int = 0, avoid: Sequence[str] = ()
    ) -> WrittenPrompts:
        """`count` descriptions, or as many as there are: the notices then tell how many.

        To write one anew, ask for one with another seed and all that are shown in `avoid`.
        Raises InputError for a count beyond 1..64 and as `options`.
        """
        check_count(count)
        allowed = options(sitter, self.free)
        taken = {meaning(prompt) for prompt in avoid}
        dice, used = Dice(seed), Counter[tuple[str, object]]()
        order = sorted(range(_total(allowed)), key=lambda number: dice.unit(f"order/{number}"))
        prompts: list[str] = []
        while order and len(prompts) < count:
            number = min(order[:CANDIDATES], key=lambda n: _wear(_look(n, allowed), allowed, used))
            order.remove(number)
            look = _look(number, allowed)
            prompt = look.sentence(dice.pick(f"sentence/{number}", range(len(FORMS))))
            meant = meaning(prompt)
            if meant in taken:
                continue
            taken.add(meant)
            used.update((part, getattr(look, part)) for part in allowed)
            prompts.append(prompt)
        return WrittenPrompts(tuple(prompts), _shortage(len(prompts), count, allowed, self.free))


def most(sitter: Sitter, free: tuple[str, ...] = FREE) -> int:
    """How many different descriptions there are for this person."""
    return _total(options(sitter, free))


def check_count(count: int) -> None:
    """Raise InputError unless `count` is a whole number from 1 to 64."""
    if not isinstance(count, int) or isinstance(count, bool) or not 1 <= count <= MOST_ASKED:
        raise InputError(f"{count!r} descriptions were asked for; give 1 to {MOST_ASKED}.")


def _total(allowed: Options) -> int:
    return math.prod(len(values) for values in allowed.values())


def _look(number: int, allowed: Options) -> Look:
    """The looks are numbered 0 to `_total` - 1."""
    parts: dict[str, Any] = {}
    for part, values in allowed.items():
        number, index = divmod(number, len(values))
        parts[part] = list(values)[index]
    return Look(**parts)


def _wear(look: Look, allowed: Options, used: Counter[tuple[str, object]]) -> float:
    """How often the parts of a look were used already, over the share that they should have."""
    return sum(
        (used[part, getattr(look, part)] + 0.5) * sum(shares.values()) / shares[getattr(look, part)]
        for part, shares in allowed.items()
    )


def _shortage(found: int, asked: int, allowed: Options, free: tuple[str, ...]) -> tuple[str, ...]:
    if found == asked:
        return ()
    more = [name for name in FREE if name not in free]
    advice = f"; let {' or '.join(more)} vary for more" if more else ""
    return (f"Only {_total(allowed)} different descriptions can be made here{advice}.",)
