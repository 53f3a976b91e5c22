"""What statues are made of."""

from __future__ import annotations

from typing import Any

MATERIALS: dict[str, dict[str, Any]] = {
    "marble|carrara marble|white marble|alabaster": {
        "skin.tint": (0.88, 0.87, 0.84), "skin.pattern": "marble"},
    "black marble|onyx|obsidian|basalt": {
        "skin.tint": (0.11, 0.11, 0.12), "skin.pattern": "marble"},
    "stone|rock|granite|limestone|sandstone|concrete|cobblestone": {
        "skin.tint": (0.53, 0.52, 0.50), "skin.pattern": "stone"},
    "plaster|gypsum|clay|chalk": {"skin.tint": (0.88, 0.87, 0.84)},
    "terracotta|earthenware": {"skin.tint": (0.66, 0.36, 0.23)},
    "bronze": {"skin.tint": (0.50, 0.33, 0.17), "skin.metal": 1.0},
    "gold|golden|solid gold": {"skin.tint": (0.86, 0.64, 0.25), "skin.metal": 1.0},
    "silver|chrome|metal|metallic|steel|iron|platinum|aluminium|titanium|tin|liquid metal": {
        "skin.tint": (0.76, 0.76, 0.77), "skin.metal": 1.0},
    "copper|brass": {"skin.tint": (0.68, 0.36, 0.22), "skin.metal": 1.0},
    "patinated bronze|oxidised copper|oxidized copper|green bronze|verdigris": {
        "skin.tint": (0.30, 0.52, 0.45), "skin.metal": 0.5},
    "jade": {"skin.tint": (0.36, 0.62, 0.46), "skin.pattern": "marble"},
    "wooden|wood|oak|mahogany wood": {"skin.tint": (0.46, 0.30, 0.17)},
    "wax|plastic|rubber|latex|vinyl": {
        "skin.tint": (0.86, 0.72, 0.62), "skin.pores": 0.0, "skin.shine": 0.8},
    "ice|glass|crystal|diamond": {
        "skin.tint": (0.72, 0.85, 0.94), "skin.shine": 1.0, "skin.pores": 0.0},
}  # fmt: skip
"""Material -> the skin made of it."""

HUMAN = ("golden", "bronze", "copper", "silver", "platinum", "ice", "tin", "rock", "oak", "clay")
"""Words that before a person or a skin mean hair, a tan, or nothing at all."""

FORMS = (
    "{} statue|statue of {}|statue made of {}|statue in {}|{} bust|bust of {}|{} sculpture|"
    "sculpture of {}|{} figure|{} figurine|made of {}|made from {}|made out of {}|carved from {}|"
    "carved in {}|carved out of {}|cast in {}|turned to {}|turned into {}"
)
"""Phrases that make the whole person of a material."""


def statue(material: str) -> dict[str, Any]:
    """Effects on a whole person of `material`: hair, brows, eyes and skin alike."""
    skin = next(v for names, v in MATERIALS.items() if material in names.split("|"))
    color = skin["skin.tint"]
    return {
        **skin, "hair.color": color, "hair.natural": False, "hair.grey": 0.0, "brows.color": color,
        "eyes.color": color, "eyes.sclera": color, "eyes.pupil": "none",
    }  # fmt: skip
