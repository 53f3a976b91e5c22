"""Head hair by style."""

from __future__ import annotations

from facegen.avatar import Part
from facegen.human.figure import Figure
from facegen.human.hair.grown import grown_hair
from facegen.human.hair.proxy_styles import PROXY_NAMES, proxy_hair


def hair_parts(figure: Figure) -> list[Part]:
    """The parts of the person's hair style; none when bald. All carry the head's joints."""
    style = figure.person.hair.style
    if style == "bald":
        return []
    if style in PROXY_NAMES:
        return proxy_hair(figure)
    return grown_hair(figure)
