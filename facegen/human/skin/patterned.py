"""Which pattern a skin gets, and what becomes of flesh that turns to marble or metal."""

from __future__ import annotations

import dataclasses

from facegen.human.person import Person, Skin
from facegen.human.skin import patterns, solids
from facegen.human.skin.canvas import Canvas
from facegen.human.skin.layers import Finish, Layers
from facegen.human.substance import carved, substance_of

_FLESH = {
    "scales": patterns.add_scales,
    "decay": patterns.add_decay,
    "cracks": patterns.add_cracks,
    "stripes": patterns.add_stripes,
}
_SOLIDS = {
    "marble": solids.add_marble,
    "stone": solids.add_stone,
    "metal": solids.add_metal,
    "panels": solids.add_panels,
}


def skin_to_paint(skin: Skin) -> Skin:
    """`skin` without the marks of living flesh when it is of a solid stuff."""
    if substance_of(skin) is None:
        return skin
    return dataclasses.replace(skin, pores=0.1 * skin.pores, moles=0.0, freckles=0.0, blotches=0.0)


def shows_follicles(person: Person) -> bool:
    """Whether shaved or combed hair has roots that darken the skin."""
    return substance_of(person.skin) is None or not (
        person.hair.style == "bald" or carved(person, person.hair.color)
    )


def add_pigment_pattern(canvas: Canvas, layers: Layers, skin: Skin) -> None:
    """Patterns of the skin's own pigment."""
    if skin.pattern == "vitiligo":
        patterns.add_vitiligo(canvas, layers, skin)


def add_pattern(canvas: Canvas, layers: Layers, finish: Finish, person: Person) -> None:
    """Paint the person's pattern over the coloured skin."""
    stuff = substance_of(person.skin)
    if stuff is not None:
        solids.fill_solid(canvas, layers, finish, stuff)
        _SOLIDS[stuff.name](canvas, layers, finish, person)
    paint = _FLESH.get(person.skin.pattern)
    if paint is not None:
        paint(canvas, layers, finish, person.skin)
