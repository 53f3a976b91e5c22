"""People to describe, and what each word of a description has to be read as."""

from __future__ import annotations

from typing import Any

from facegen.human.populations import HAIR_COLORS
from facegen.language.prompt_writer.looks import Look
from facegen.language.words.colors import PAINT
from facegen.models.roles import Sitter

MAN, WOMAN = Sitter(masculine=0.95, age=41.5), Sitter(masculine=0.1, age=33, glasses=True)
BOY, GIRL = Sitter(masculine=0.8, age=11), Sitter(masculine=0.3, age=8.6, hat=True)

HAIR: dict[str, dict[str, Any]] = {
    "brown": {"hair.color": HAIR_COLORS["brown"], "hair.natural": True},
    "black": {"hair.color": HAIR_COLORS["black"], "hair.natural": True},
    "silver-gray": {"hair.color": (0.74, 0.74, 0.74), "hair.grey": 0.95},
    "white": {"hair.color": (0.92, 0.91, 0.88), "hair.grey": 1.0},
    "gold": {"hair.color": HAIR_COLORS["blond"], "hair.natural": True},
    "red": {"hair.color": HAIR_COLORS["red"], "hair.natural": True},
    "green": {"hair.color": PAINT["green"], "hair.natural": False},
    "blue": {"hair.color": PAINT["blue"], "hair.natural": False},
    "pink": {"hair.color": PAINT["pink"], "hair.natural": False},
    "purple": {"hair.color": PAINT["purple|violet"], "hair.natural": False},
}
CURL = {"straight": 0.0, "wavy": 0.25, "curly": 0.6}
LASHES = {"long": 1.0, "short": 0.2}
LENGTH: dict[str | None, dict[str, Any]] = {
    None: {}, "short": {"hair.length": 0.25}, "shoulder-length": {"hair.length": 0.5},
    "long": {"hair.length": 1.0},
}  # fmt: skip
BEARD = {
    None: {}, "a full beard": {"beard.style": "full beard"},
    "sideburns": {"beard.style": "sideburns"}, "a small beard": {"beard.style": "goatee"},
    "a big, long beard": {"beard.style": "long beard"},
    "a short beard": {"beard.style": "short beard"},
}  # fmt: skip
WORN: dict[str | None, dict[str, Any]] = {
    None: {}, "glasses": {"glasses": True}, "no glasses": {"glasses": False},
    "a hat": {"hat": True}, "no hat": {"hat": False},
    "red lipstick": {"makeup.lips": PAINT["red"]}, "pink lipstick": {"makeup.lips": PAINT["pink"]},
    "black eyeliner": {"makeup.eyeliner": 0.75},
    "blue eye shadow": {"makeup.eyeshadow": PAINT["blue"]},
}  # fmt: skip


def meant(look: Look) -> dict[str, Any]:
    """What the reader has to find in the look's sentence, and nothing else."""
    return {
        "gender": 0.9 if look.who in ("man", "boy") else 0.1,
        **({"age": float(look.age)} if look.age else {}),
        **HAIR[look.hair_color],
        "hair.curl": CURL[look.hair_type],
        "lashes": LASHES[look.lashes],
        **LENGTH[look.length],
        **BEARD[look.beard],
        **WORN[look.glasses],
        **WORN[look.hat],
        **WORN[look.makeup],
    }
