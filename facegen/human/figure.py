"""A shaped base mesh: what every maker of parts (skin, eyes, hair, clothes) starts from."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float32, UInt16
from numpy import ndarray

from facegen.avatar import MORPHS, Morph, Skeleton
from facegen.human.closure import close_lips
from facegen.human.ears import stretch_ears
from facegen.human.expression import at_ease, make_morphs
from facegen.human.likeness import Likeness
from facegen.human.person import Person
from facegen.human.relief import carve, displaced
from facegen.human.shape import shape_vertices
from facegen.human.skeleton import make_skeleton
from facegen.human.topology import BODY, topology


@dataclass(frozen=True)
class Figure:
    """One person's base mesh in metres, hm08 vertex order, standing on the floor at y = 0."""

    person: Person
    vertices: Float32[ndarray, "19158 3"]
    """Neutral; includes the helpers that clothes and hair bind to, eyes, teeth and tongue."""
    morphs: Mapping[str, Morph]
    """The 67 `MORPHS` on the base vertices, or those that were asked for."""
    skeleton: Skeleton
    likeness: Likeness | None = None

    @property
    def joints(self) -> UInt16[ndarray, "19158 4"]:
        """Joint indices per base vertex."""
        return topology().joints

    @property
    def weights(self) -> Float32[ndarray, "19158 4"]:
        """Joint weights per base vertex; sum 1."""
        return topology().weights

    def morphs_of(self, rows: slice) -> dict[str, Morph]:
        """The morphs restricted to a run of base vertices, renumbered from its start."""
        made = {}
        for name, morph in self.morphs.items():
            low, high = np.searchsorted(morph.indices, (rows.start, rows.stop))
            made[name] = Morph(morph.indices[low:high] - rows.start, morph.deltas[low:high])
        return made

    def replace(self, **changes) -> Figure:
        """A copy with some fields changed."""
        return dataclasses.replace(self, **changes)


def make_figure(
    person: Person, morphs: Collection[str] = MORPHS, likeness: Likeness | None = None
) -> Figure:
    """Shape the base mesh for `person`; `InputError` when a face slider is unknown.

    `morphs` names those that are needed: a still picture shows only what the face wears.
    """
    vertices = neutral_vertices(person, likeness)
    return Figure(
        person, vertices, make_morphs(vertices, morphs), make_skeleton(vertices), likeness
    )


def neutral_vertices(
    person: Person, likeness: Likeness | None = None
) -> Float32[ndarray, "19158 3"]:
    """`Figure.vertices` alone, in a third of the time of a whole figure."""
    vertices = stretch_ears(shape_vertices([person.shape])[0], person.shape)
    vertices = displaced(at_ease(vertices), carve(person))
    if likeness is not None and likeness.residual is not None:
        vertices = vertices + likeness.residual
    vertices = close_lips(vertices)
    vertices[:, 1] -= vertices[BODY, 1].min()
    return vertices
