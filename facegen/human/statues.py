"""Sampled people of one stuff: what nobody asked for follows the stuff."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from facegen.human.person import FacialHair, Person
from facegen.human.substance import substance_of

if TYPE_CHECKING:
    from facegen.human.sampling import Wishes


def of_one_piece(person: Person, wishes: Wishes) -> Person:
    """A statue is of one stuff, and a robot has neither hair nor make-up, as far as nobody says
    otherwise; people of flesh stay as they are."""
    stuff = substance_of(person.skin)
    if stuff is None:
        return person

    def unsaid(*names: str) -> bool:
        return not any(wishes.says(name) for name in names)

    skin, hair, beard, brows = person.skin, person.hair, person.facial_hair, person.brows
    for name, field, none in (
        ("makeup.lips", "lip_color", None),
        ("makeup.eyeshadow", "eyeshadow", None),
        ("makeup.eyeliner", "eyeliner", 0.0),
        ("beard.stubble", "stubble", 0.0),
    ):
        if unsaid(name):
            skin = dataclasses.replace(skin, **{field: none})
    robot = stuff.name == "panels"
    if unsaid("hair.color", "hair.grey"):
        hair = dataclasses.replace(hair, color=stuff.color, grey=0.0)
    if robot and unsaid("hair.color", "hair.style", "hair.length", "hair.curl"):
        hair = dataclasses.replace(hair, style="bald")
    if robot and unsaid("beard.style"):
        beard = FacialHair()
    if unsaid("beard.color", "beard.grey"):
        beard = dataclasses.replace(beard, color=None)
    if unsaid("brows.color"):
        brows = dataclasses.replace(brows, color=stuff.color)
    if robot and unsaid("brows.color", "brows.thickness"):
        brows = dataclasses.replace(brows, density=0.0)
    eyes, outfit = person.eyes, person.outfit_color
    if not robot:
        seeing = ("eyes.color", "eyes.color_left", "eyes.pupil", "eyes.sclera", "eyes.glow")
        if unsaid(*seeing):
            eyes = dataclasses.replace(eyes, pupil_shape="none")
        if unsaid("outfit.color"):
            outfit = stuff.color
    return dataclasses.replace(
        person, skin=skin, hair=hair, facial_hair=beard, brows=brows, eyes=eyes,
        outfit_color=outfit, glasses=bool(wishes.value("glasses", False)),
    )  # fmt: skip
