"""The photo's own hair over the hair that grows, as long as nobody has changed it."""

from __future__ import annotations

import dataclasses

import numpy as np

from facegen.avatar import Material, Part
from facegen.geometry.mesh import part_from_mesh
from facegen.human.figure import Figure
from facegen.human.proxies import bind_weights

NAME = "hair_photo"
_SHINE = 0.12
"""Specular strength of strands that go on where the photo's hair ends."""


def shows_photo(figure: Figure) -> bool:
    """Whether the hair is still the one that the photo shows."""
    likeness, person = figure.likeness, figure.person
    if likeness is None or likeness.hair is None or person.hat:
        return False
    painted = likeness.person
    return (person.hair, dict(person.hair_form)) == (painted.hair, dict(painted.hair_form))


def photo_parts(figure: Figure) -> list[Part]:
    """`hair_photo`: the sheet of `HairPhoto` on this figure; none when the hair was edited."""
    if not shows_photo(figure):
        return []
    sheet = figure.likeness.hair
    anchor = np.einsum("nk,nkc->nc", sheet.shares, figure.vertices[sheet.refs])
    joints, weights = bind_weights(sheet.refs, sheet.shares, figure)
    material = Material(
        NAME,
        base_color=sheet.picture,
        roughness=1.0,
        # The photo's pixels have their shine in them; a film of faint sheet would mirror the sky.
        specular_factor=0.0,
        alpha_mode="BLEND",
    )
    part = part_from_mesh(
        NAME,
        (anchor + sheet.offsets).astype(np.float32),
        sheet.triangles,
        sheet.uvs,
        sheet.triangles,
        material,
        joints,
        weights,
        casts_shadow=False,
    )
    return [part]


def beside_photo(parts: list[Part], figure: Figure) -> list[Part]:
    """`parts` of the hair, as matt as the photo's sheet before them: both then have one tone."""
    if not shows_photo(figure):
        return parts
    return [
        dataclasses.replace(
            part,
            material=dataclasses.replace(
                part.material, specular_factor=min(part.material.specular_factor, _SHINE)
            ),
        )
        for part in parts
    ]
