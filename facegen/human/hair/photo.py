"""The photo's own hair over the hair that grows, as long as nobody has changed its cut."""

from __future__ import annotations

import dataclasses
import functools

import numpy as np
from jaxtyping import Float32, UInt8
from numpy import ndarray

from facegen.avatar import Material, Part
from facegen.colorspace import srgb_to_linear
from facegen.encoding import encode_srgb
from facegen.geometry.mesh import part_from_mesh
from facegen.human.figure import Figure
from facegen.human.hair.color import GREY
from facegen.human.likeness import HairPhoto, Likeness
from facegen.human.person import Hair, Person
from facegen.human.proxies import bind_weights

NAME = "hair_photo"
_SHINE = 0.12
"""Specular strength of strands that go on where the photo's hair ends."""


_NEAR, _FAR = 0.15, 0.7
"""Distance of two colours in log light, at most of any channel, up to which the photo's own hues
stay, and from which on only its light and dark does."""
_DEPTH = (0.75, 0.40)
"""Share of the photo's log contrast that dyed hair keeps: as dark as before or darker, and much
lighter, since light goes on through pale strands."""
_MATT = 0.5
"""Log brightness of the sheet over its pigment's, at most."""
_GLOSS = 0.008
"""Linear: what hair of any colour mirrors, where it is as bright as usual; black hair shows it."""
_DARKEST = 2e-3


def shows_photo(figure: Figure) -> bool:
    """Whether the hair, whatever its colour, is still the one that the photo shows."""
    likeness = figure.likeness
    return likeness is not None and keeps_photo(figure.person, likeness)


def keeps_photo(person: Person, likeness: Likeness) -> bool:
    """The same of a person who may be edited, and what a photo adds.

    Roots and tips of their own colours are drawn along strands, which a sheet does not know.
    """
    was = likeness.person
    if likeness.hair is None or person.hat:
        return False
    same = [(p.hair.style, p.hair.seed, dict(p.hair_form)) for p in (person, was)]
    ends = [(p.hair.root_color, p.hair.tip_color) for p in (person, was)]
    return same[0] == same[1] and ends[0] == ends[1]


def photo_sheet(figure: Figure) -> HairPhoto:
    """The photo's sheet in the hair's present colour; only where `shows_photo`."""
    likeness, hair = figure.likeness, figure.person.hair
    was = likeness.person.hair
    if (hair.color, hair.grey) == (was.color, was.grey):
        return likeness.hair
    picture = likeness.hair.picture
    picture = dyed(picture.tobytes(), picture.shape, pigment(was), pigment(hair))
    return dataclasses.replace(likeness.hair, picture=picture)


def pigment(hair: Hair) -> tuple[float, float, float]:
    """Linear colour of hair on average, grey strands and all."""
    own, grey = srgb_to_linear(np.array((hair.color, GREY)))
    return tuple(map(float, own + (grey - own) * hair.grey))


@functools.lru_cache(maxsize=2)
def dyed(
    picture: bytes, shape: tuple[int, ...], was: tuple[float, ...], wanted: tuple[float, ...]
) -> UInt8[ndarray, "H W 4"]:
    """The sheet with pigment `wanted` for `was`: light and dark strands stay where they were.

    A slight change multiplies; a great one keeps no more than light and dark, since the hues of
    nearly black pixels are noise.
    """
    image = np.frombuffer(picture, np.uint8).reshape(shape)
    old, new = (np.maximum(np.array(color, np.float32), _DARKEST) for color in (was, wanted))
    light = np.maximum(srgb_to_linear(image[..., :3]).astype(np.float32), _DARKEST)
    ratio = np.log(new / old)
    change = float(np.clip((np.abs(ratio).max() - _NEAR) / (_FAR - _NEAR), 0, 1))
    level = np.log(light).mean(-1)
    solid = image[..., 3] > 200
    usual = float(level[solid].mean()) if solid.any() else float(np.log(old).mean())
    kept = np.log(light) + ratio
    depth = float(np.interp(ratio.mean(), (0.0, 1.4), _DEPTH))
    # The sheet may be brighter than the pigment, being matt; it stays so.
    matt = np.clip(usual - float(np.log(old).mean()), -_MATT, _MATT)
    off = depth * (level - usual) + matt
    light = np.exp(kept + (off[..., None] + np.log(new) - kept) * change)
    light += change * _GLOSS * np.exp(level - usual)[..., None]
    return np.dstack([encode_srgb(_bent(light)), image[..., 3]])


def _bent(light: Float32[ndarray, "H W 3"]) -> Float32[ndarray, "H W 3"]:
    """Light over 0.6 bent softly towards 1, lest pale strands clip flat."""
    return np.where(light > 0.6, 0.6 + 0.4 * (1 - np.exp((0.6 - light) / 0.4)), light)


def photo_parts(figure: Figure) -> list[Part]:
    """`hair_photo`: the sheet of `HairPhoto` on this figure; none when its cut was."""
    if not shows_photo(figure):
        return []
    sheet = photo_sheet(figure)
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
