"""Small solid things that ride on the head: bound to the skin vertex that they grow from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from jaxtyping import Float32, Float64, Int64, UInt16
from numpy import ndarray

from facegen.avatar import Material, Morph, Part
from facegen.geometry.mesh import part_from_mesh, triangulate, vertex_normals
from facegen.geometry.sweep import Solid, merged
from facegen.human.figure import Figure
from facegen.human.proxies import bind_morphs, bind_weights, head_scale
from facegen.human.topology import BODY, topology


def base_vertex(point: tuple[float, float, float]) -> int:
    """The skin vertex nearest to `point`, in metres on the unshaped base mesh."""
    return int(np.argmin(((topology().base[BODY] - np.asarray(point)) ** 2).sum(1)))


def skin_normals(figure: Figure) -> Float32[ndarray, "13380 3"]:
    """Outward normals of the person's base skin."""
    quads, _ = topology().body_quads()
    return vertex_normals(figure.vertices[BODY], triangulate(quads))


def head_size(figure: Figure) -> float:
    """This head's size relative to the unshaped base mesh."""
    return float(head_scale(figure).mean())


def riding_part(
    name: str,
    solids: Sequence[Solid],
    anchors: Sequence[int],
    figure: Figure,
    material: Material,
    *,
    moves: bool = True,
) -> Part:
    """`solids` as one part; each goes rigidly where its anchor, a base vertex, goes.

    `moves` lets the face's morphs carry it along, not only the bones.
    """
    refs = np.concatenate(
        [np.full(len(s.vertices), a) for s, a in zip(solids, anchors, strict=True)]
    )
    return bound_part(name, merged(solids), refs, figure, material, moves=moves)


def bound_part(
    name: str,
    solid: Solid,
    refs: Int64[ndarray, "V"],
    figure: Figure,
    material: Material,
    *,
    moves: bool = True,
) -> Part:
    """`solid` as a part whose every vertex follows the base vertex `refs` names."""
    one = np.ones((len(refs), 1), np.float32)
    refs = np.asarray(refs, np.int32)[:, None]
    joints, weights = bind_weights(refs, one, figure)
    morphs = bind_morphs(refs, one, figure.morphs) if moves else {}
    return _part(name, solid, material, joints, weights, morphs)


def head_part(name: str, solid: Solid, figure: Figure, material: Material) -> Part:
    """`solid` as a part that turns with the head and with nothing else."""
    count = len(solid.vertices)
    joints = np.zeros((count, 4), np.uint16)
    joints[:, 0] = figure.skeleton.names.index("Head")
    weights = np.tile(np.float32([1, 0, 0, 0]), (count, 1))
    return _part(name, solid, material, joints, weights, {})


def _part(
    name: str,
    solid: Solid,
    material: Material,
    joints: UInt16[ndarray, "V 4"],
    weights: Float32[ndarray, "V 4"],
    morphs: Mapping[str, Morph],
) -> Part:
    return part_from_mesh(
        name,
        solid.vertices.astype(np.float32),
        solid.quads,
        solid.uvs.astype(np.float32),
        solid.quad_uvs,
        material,
        joints,
        weights,
        morphs,
    )


def frame_at(figure: Figure, vertex: int) -> tuple[Float64[ndarray, "3"], Float64[ndarray, "3"]]:
    """Where a base vertex of the skin is on this person, and the way out of the skin there."""
    return (
        figure.vertices[vertex].astype(np.float64),
        skin_normals(figure)[vertex].astype(np.float64),
    )
