"""Head hair by style."""

from __future__ import annotations

from facegen.avatar import Part
from facegen.human.figure import Figure
from facegen.human.hair import bangs, cropped, grown, tied
from facegen.human.hair.bangs import waved
from facegen.human.hair.coat import COAT_SIZES, hair_grain
from facegen.human.hair.cropped import CUTS, cropped_hair
from facegen.human.hair.form import COAT, reshaped
from facegen.human.hair.ground import make_ground
from facegen.human.hair.grown import grown_hair
from facegen.human.hair.photo import beside_photo, photo_parts
from facegen.human.hair.proxy_styles import PROXY_NAMES, proxy_hair
from facegen.human.hair.strands import draw_strands
from facegen.human.hair.tied import TIES, tied_hair

_FRINGED, _WAVED = ("bob_fringe", "long_fringe"), ("long_waves",)


def hair_parts(figure: Figure) -> list[Part]:
    """The parts of the person's hair style; none when bald. All carry the head's joints."""
    if figure.person.hair.style == "bald":
        return []
    parts = reshaped(styled(figure), make_ground(figure), figure.person)
    return [*beside_photo(parts, figure), *photo_parts(figure)]


def warm_up() -> None:
    """Draw the textures that all who wear grown hair share, and keep them."""
    for spec in (*bangs.TEXTURES, *cropped.TEXTURES, *grown.TEXTURES, *tied.TEXTURES):
        draw_strands(spec)
    for size in COAT_SIZES:
        hair_grain(size)


def styled(figure: Figure, plain: bool = False) -> list[Part]:
    """The parts of the style itself, with its hairline, before its outline is reshaped.

    `plain` ones have their shape only: dyeing takes longer than growing.
    """
    style = figure.person.hair.style
    if style in PROXY_NAMES:
        parts, ground = proxy_hair(figure, plain), make_ground(figure)
        if style in _WAVED:
            parts = [part if part.name == COAT else waved(part, ground) for part in parts]
        return [*parts, bangs.bangs(figure, ground, plain)] if style in _FRINGED else parts
    if style in CUTS:
        return cropped_hair(figure, plain)
    if style in TIES:
        return tied_hair(figure, plain)
    return grown_hair(figure, plain)
