"""Descriptions of many looks for one person (TFAG, Algorithm 1). `prompt_writer` is the door."""

from __future__ import annotations

from facegen.language.prompt_writer.chat import ChatPromptWriter
from facegen.language.prompt_writer.grammar import FREE, GrammarPromptWriter, most
from facegen.language.prompt_writer.local import LocalPromptWriter
from facegen.models.roles import PromptWriter
from facegen.settings import prompt_key, prompt_setting

__all__ = [
    "FREE",
    "ChatPromptWriter",
    "GrammarPromptWriter",
    "LocalPromptWriter",
    "most",
    "prompt_writer",
]


def prompt_writer(free: tuple[str, ...] = FREE) -> PromptWriter:
    """Whoever the settings name: a chat endpoint, else a local chat model, else the grammar.

    `free` names what may vary besides hair, beard and lashes, among `FREE`. Raises InputError if a
    setting is none that can be used.
    """
    if endpoint := prompt_setting("endpoint"):
        return ChatPromptWriter(endpoint, prompt_setting("model"), prompt_key(), free=free)
    if folder := prompt_setting("folder"):
        return LocalPromptWriter(folder, free=free)
    return GrammarPromptWriter(free)
