"""What a person is made of: flesh, or one solid stuff from head to foot as statues and robots are.

A statue's hair, eyes and clothes are of its own stuff as long as they have its colour: a recipe
that gives them another one (a marble head with red hair) gets it.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

import cv2
import numpy as np
from jaxtyping import Float32, UInt8
from numpy import ndarray

from facegen.avatar import Material, Part
from facegen.colorspace import linear_to_srgb8, srgb_to_linear
from facegen.human.person import Color, Person, Skin

_FLESH_SUBSURFACE = 0.5
METAL = 0.5
"""`Skin.metalness` from which on a person is metal through and through."""
_USUAL: dict[str, Color] = {
    "marble": (0.90, 0.885, 0.86), "stone": (0.60, 0.575, 0.54), "panels": (0.80, 0.81, 0.83),
    "metal": (0.66, 0.67, 0.69),
}  # fmt: skip
_ROUGHNESS = {"marble": 0.30, "stone": 0.86, "panels": 0.34, "metal": 0.36}


@dataclass(frozen=True)
class Substance:
    """A solid stuff."""

    name: str
    """marble, stone, panels (plastic or metal plates) or metal."""
    color: Color
    roughness: float
    metalness: float

    @property
    def linear(self) -> Float32[ndarray, "3"]:
        """Linear colour."""
        return srgb_to_linear(np.asarray(self.color, np.float32))


def substance_of(skin: Skin) -> Substance | None:
    """What `skin` is made of; None for flesh, scaly, striped or rotten as it may be."""
    name = skin.pattern
    if name not in ("marble", "stone", "panels"):
        if skin.metalness < METAL:
            return None
        name = "metal"
    return Substance(name, skin.tint or _USUAL[name], _ROUGHNESS[name], skin.metalness)


def subsurface_of(skin: Skin) -> float:
    """How far light bleeds under the skin: much in flesh, a little in marble, not in metal."""
    found = substance_of(skin)
    if found is None:
        return _FLESH_SUBSURFACE * (1 - skin.metalness)
    return 0.3 if found.name == "marble" else 0.0


def carved(person: Person, color: Color | None) -> Substance | None:
    """The person's substance if something of `color` belongs to it; None for flesh and cloth."""
    found = substance_of(person.skin)
    if found is None or color is None or tuple(color) != tuple(found.color):
        return None
    return found


def blank_eyes(person: Person) -> Substance | None:
    """The substance that pupil-less, uncoloured eyes are carved of."""
    eyes = person.eyes
    blank = eyes.pupil_shape == "none" and eyes.sclera is None and not eyes.glow
    return substance_of(person.skin) if blank else None


def cast(material: Material, substance: Substance, contrast: float = 1.0) -> Material:
    """`material` with its relief, light and shade, but of `substance`."""
    image = material.base_color
    if image is not None:
        image = np.concatenate([_shaded(image[..., :3], substance, contrast), image[..., 3:]], -1)
    factor = material.base_color_factor
    plain = (*map(float, substance.linear), factor[3])
    return dataclasses.replace(
        material,
        base_color=image,
        base_color_factor=plain if image is None else (1.0, 1.0, 1.0, factor[3]),
        orm=None,
        roughness=min(1.0, substance.roughness + 0.08),
        metallic=substance.metalness,
        specular=None,
        specular_factor=1.0,
        subsurface=0.0,
        anisotropy=0.0,
    )


def cast_part(part: Part, substance: Substance | None, contrast: float = 1.0) -> Part:
    """`part` of `substance`; unchanged without one."""
    if substance is None:
        return part
    return dataclasses.replace(part, material=cast(part.material, substance, contrast))


def cast_parts(parts: list[Part], substance: Substance | None) -> list[Part]:
    """`parts` of `substance`; unchanged without one."""
    return [cast_part(part, substance) for part in parts]


def _shaded(
    image: UInt8[ndarray, "H W 3"], substance: Substance, contrast: float
) -> UInt8[ndarray, "H W 3"]:
    """The substance's colour under the image's fine light and shade, not its broad zones."""
    light = srgb_to_linear(image) @ np.float32([0.2126, 0.7152, 0.0722])
    broad = cv2.GaussianBlur(light, (0, 0), max(1.0, len(image) / 40))
    ratio = np.clip((light + 0.02) / (broad + 0.02), 0.4, 1.6) ** (0.6 * contrast)
    return linear_to_srgb8(np.clip(substance.linear * ratio[..., None], 0, 1))
