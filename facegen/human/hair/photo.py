"""The photo's own hair over the hair that grows, as long as nobody has changed it."""

from __future__ import annotations

import numpy as np

from facegen.avatar import Material, Part
from facegen.geometry.mesh import part_from_mesh
from facegen.human.figure import Figure
from facegen.human.proxies import bind_weights

NAME = "hair_photo"


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
        roughness=0.6,
        specular_factor=0.2,
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
