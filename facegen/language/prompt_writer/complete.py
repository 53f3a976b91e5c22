"""An answer of a language model made whole by the grammar, and what the user is told of it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from facegen.language.prompt_writer.check import keep, lines_of
from facegen.language.prompt_writer.meaning import meaning
from facegen.models.roles import Sitter, WrittenPrompts


def complete(
    answer: str,
    sitter: Sitter,
    count: int,
    avoid: Sequence[str],
    spare: WrittenPrompts,
    *,
    fault: str = "",
    deadline: float = math.inf,
) -> WrittenPrompts:
    """The good lines of `answer`, then as many of the grammar's `spare` as are missing.

    `fault` says what came instead of an answer, in words that follow "The language model";
    `deadline` (`time.monotonic`) is when checking has to end.
    """
    kept = keep(lines_of(answer), sitter, count, avoid, deadline)
    fresh = spare.prompts
    if kept.prompts:
        fresh = tuple(prompt for prompt in fresh if meaning(prompt) not in kept.meanings)
    prompts = (*kept.prompts, *fresh[: count - len(kept.prompts)])
    notices = _told(len(kept.prompts), count, kept.refused, fault)
    return WrittenPrompts(prompts, (*notices, *(spare.notices if len(prompts) < count else ())))


def _told(kept: int, count: int, refused: Counter[str], fault: str) -> list[str]:
    if fault:
        return [f"The language model {fault}, so the built-in grammar wrote the descriptions."]
    notices = []
    if not kept:
        notices.append("Nothing that the language model wrote could be used, so the built-in "
                       "grammar wrote the descriptions.")  # fmt: skip
    elif kept < count:
        notices.append(f"The language model wrote {kept} of the {count} descriptions, the built-in "
                       "grammar the others.")  # fmt: skip
    else:
        notices.append("The language model wrote the descriptions.")
    if refused:
        reasons = ", ".join(f"{number} {fault}" for fault, number in sorted(refused.items()))
        notices.append(f"Lines that were turned away: {reasons}.")
    return notices
