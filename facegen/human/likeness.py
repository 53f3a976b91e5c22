"""What a photo says of one person that the numbers of the recipe cannot: pixels and millimetres."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from jaxtyping import Float32, Int32, UInt8
from numpy import ndarray

from facegen.avatar import ModelUse
from facegen.human.person import Person


@dataclass(frozen=True)
class HairPhoto:
    """The photo's hair as a thin sheet before the hair that grows: seen where the camera saw it.

    The sheet hangs on the base mesh, so it follows a head that is reshaped.
    """

    picture: UInt8[ndarray, "H W 4"]
    """sRGB albedo with straight alpha: 0 at grazing angles and wherever the photo shows no hair."""
    refs: Int32[ndarray, "N 4"]
    """Base vertices that each point follows."""
    shares: Float32[ndarray, "N 4"]
    """How much of each; rows sum to 1."""
    offsets: Float32[ndarray, "N 3"]
    """Metres from there."""
    uvs: Float32[ndarray, "N 2"]
    triangles: Int32[ndarray, "F 3"]


@dataclass(frozen=True)
class Likeness:
    """Goes with a `Person`; the makers of parts find it at `Figure.likeness`.

    Any field may be None: the recipe alone then decides. It is made once from the photo and stays
    while the person is edited.
    """

    person: Person
    """The recipe with which it was made: what the user changed since then differs from it."""
    residual: Float32[ndarray, "19158 3"] | None = None
    """Metres added to the shaped base mesh, before the lips are closed."""
    skin: UInt8[ndarray, "S S 4"] | None = None
    """Head atlas: sRGB albedo, and how far it replaces the painted skin (straight alpha)."""
    ratio: Float32[ndarray, "13380 3"] | None = None
    """Per base skin vertex: natural logarithm of wanted over painted linear colour; smooth over
    the whole body, so that neck and shoulders match the face."""
    hair: HairPhoto | None = None
    """Shown while the person's hair is that of `person`."""
    expression: Mapping[str, float] = field(default_factory=dict)
    """ARKit name -> weight that the face in the photo wears; the avatar's own rests."""
    models: tuple[ModelUse, ...] = ()
    """The networks whose reading of the photo went into it."""
