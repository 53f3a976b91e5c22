"""Clothes, lashes and the look on the face of a sampled person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facegen.human.dice import Dice
from facegen.human.person import Color, Shape

if TYPE_CHECKING:
    from facegen.human.sampling import Wishes

MEN: dict[str, tuple[str, ...]] = {
    "casual": ("male_casualsuit01", "male_casualsuit02", "male_casualsuit03", "male_casualsuit04",
               "male_casualsuit05", "male_casualsuit06"),
    "t-shirt": ("male_casualsuit04", "male_casualsuit06"),
    "shirt": ("male_casualsuit01", "male_casualsuit03"),
    "jacket": ("male_casualsuit05",),
    "jumper": ("male_casualsuit02",),
    "formal": ("male_elegantsuit01",),
    "work": ("male_worksuit01",),
    "sport": ("male_casualsuit04",),
    "shorts": ("male_casualsuit04",),
    "tank top": ("male_casualsuit04",),
}  # fmt: skip
WOMEN: dict[str, tuple[str, ...]] = {
    "casual": (*("female_casualsuit01",) * 3, *("female_elegantsuit01",) * 2, "tank_top_jeans",
               "dress"),
    "t-shirt": ("female_casualsuit01",),
    "shirt": ("female_elegantsuit01",),
    "jacket": ("female_elegantsuit01",),
    "jumper": ("female_casualsuit01",),
    "formal": ("female_elegantsuit01", "lace_dress"),
    "work": ("female_casualsuit01",),
    "sport": ("female_sportsuit01",),
    "shorts": ("female_casualsuit02",),
    "dress": ("dress", "lace_dress", "swing_dress"),
    "coat": ("coat",),
    "tank top": ("tank_top_jeans",),
}  # fmt: skip
"""Kind of clothes -> outfits; one that is named more often is worn more often."""
_GIRLS = ("female_casualsuit01",)
"""Children's clothes always cover them."""
_DYES: tuple[Color, ...] = (
    (0.22, 0.30, 0.42), (0.36, 0.16, 0.17), (0.24, 0.34, 0.27), (0.30, 0.30, 0.32),
    (0.48, 0.42, 0.33), (0.17, 0.17, 0.20), (0.42, 0.28, 0.20), (0.36, 0.44, 0.50),
    (0.78, 0.76, 0.71), (0.66, 0.48, 0.22), (0.52, 0.20, 0.16), (0.30, 0.24, 0.38),
    (0.18, 0.36, 0.38), (0.62, 0.42, 0.42), (0.44, 0.48, 0.34), (0.55, 0.62, 0.68),
)  # fmt: skip
_UNDYED_ALIKE = (
    "male_casualsuit02", "male_casualsuit04", "female_casualsuit01", "female_casualsuit02",
    "female_sportsuit01",
)  # fmt: skip
"""Outfits that share one blue shirt: always dyed, or half a crowd would wear a uniform."""
_DYED = ("casual", "t-shirt", "shirt", "jumper", "sport", "shorts", "tank top", "dress")
CHILD, _OF_AGE = 16.0, 18.0


def sample_outfit(wishes: Wishes, dice: Dice, shape: Shape) -> tuple[str, Color | None]:
    """Outfit and dye. Everybody is dressed; children never in less than shirt and trousers."""
    kind = wishes.value("outfit")
    man = shape.gender >= 0.5
    if kind is None:
        grown_up = 0.35 if not man and shape.age > 28 else 0.12 if shape.age > 28 else 0.0
        kind = "formal" if dice.chance("outfit/formal", grown_up) else "casual"
    options = (MEN if man else WOMEN).get(kind, MEN["casual"] if man else WOMEN["casual"])
    if shape.age < _OF_AGE and not man:
        options = _GIRLS
    outfit = dice.pick("outfit", options)
    color = wishes.value("outfit.color")
    takes_dye = kind in _DYED or (not man and not wishes.says("outfit"))
    dyed = outfit in _UNDYED_ALIKE or (takes_dye and dice.chance("outfit/dyed", 0.75))
    if color is None and dyed:
        color = dice.pick("outfit/dye", _DYES)
    return outfit, color


def sample_lashes(wishes: Wishes, dice: Dice, shape: Shape) -> str:
    """Lash card: plain on men and children, fuller on women or when asked for."""
    said = wishes.value("lashes")
    if said is not None:
        return "eyelashes04" if said > 0.5 else "Eyelashes01"
    if shape.gender >= 0.5 or shape.age < CHILD:
        return "Eyelashes01"
    return dice.pick("lashes", ("Eyelashes01", "eyelashes02", "eyelashes03"))


def sample_expression(wishes: Wishes, dice: Dice) -> dict[str, float]:
    """The look said, or a friendly face at rest, with at most a hint of a smile."""
    said = wishes.value("expression")
    if said is not None:
        return dict(said)
    smile = dice.uniform("smile", 0.02, 0.24)
    return {"mouthSmileLeft": smile, "mouthSmileRight": smile}
