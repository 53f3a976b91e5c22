"""Head hair by style."""

from __future__ import annotations

from facegen.avatar import Part
from facegen.human.figure import Figure
from facegen.human.hair.bangs import bangs, waved
from facegen.human.hair.cropped import CUTS, cropped_hair
from facegen.human.hair.form import COAT, reshaped
from facegen.human.hair.ground import make_ground
from facegen.human.hair.grown import grown_hair
from facegen.human.hair.photo import beside_photo, photo_parts
from facegen.human.hair.proxy_styles import PROXY_NAMES, proxy_hair
from facegen.human.hair.tied import TIES, tied_hair

_FRINGED, _WAVED = ("bob_fringe", "long_fringe"), ("long_waves",)


def hair_parts(figure: Figure) -> list[Part]:
    """The parts of the person's hair style; none when bald. All carry the head's joints."""
    if figure.person.hair.style == "bald":
        return []
    grown = reshaped(styled(figure), make_ground(figure), figure.person)
    return [*beside_photo(grown, figure), *photo_parts(figure)]


def styled(figure: Figure, plain: bool = False) -> list[Part]:
    """The parts of the style itself, with its hairline, before its outline is reshaped.

    `plain` ones have their shape only: dyeing takes longer than growing.
    """
    style = figure.person.hair.style
    if style in PROXY_NAMES:
        parts, ground = proxy_hair(figure, plain), make_ground(figure)
        if style in _WAVED:
            parts = [part if part.name == COAT else waved(part, ground) for part in parts]
        return [*parts, bangs(figure, ground, plain)] if style in _FRINGED else parts
    if style in CUTS:
        return cropped_hair(figure, plain)
    if style in TIES:
        return tied_hair(figure, plain)
    return grown_hair(figure, plain)
