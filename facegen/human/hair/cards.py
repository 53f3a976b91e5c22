"""Hair cards: narrow strips that start on the skin, follow a comb and carry a strand texture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from jaxtyping import Float64, Int64
from numpy import ndarray

from facegen.avatar import Material, Part
from facegen.human.hair.ground import Ground, Roots

Comb = Callable[[ndarray], ndarray]
"""Points in the person's space [N, 3] -> the direction hair is combed there [N, 3], any length."""


@dataclass(frozen=True)
class Growth:
    """How a set of cards leaves the skin; lengths in metres, one value per card where an array."""

    length: Float64[ndarray, "R"]
    lift: Float64[ndarray, "R"]
    """Angle over the skin at the root, radians."""
    clearance: Float64[ndarray, "R"]
    """Height over the skin that the card keeps from its second point on."""
    segments: int
    gravity: float = 0.0
    """How fast a card turns downwards, per metre."""
    follow: float = 0.0
    """How strongly a card keeps to the comb and the skin after its root, 0..1 per segment."""
    wander: float = 0.0
    """Random sideways drift per segment, as a share of the segment."""


def unit(vectors: ndarray) -> ndarray:
    """Vectors of length 1; zero stays zero."""
    return vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-12)


def _tangential(vectors: ndarray, normals: ndarray) -> ndarray:
    return unit(vectors - normals * (vectors * normals).sum(-1, keepdims=True))


def grow(
    ground: Ground, roots: Roots, comb: Comb, growth: Growth, rng: np.random.Generator
) -> tuple[Float64[ndarray, "R S 3"], Float64[ndarray, "R S 3"]]:
    """Centre lines of the cards and the skin normal near each of their points.

    Each step leans towards the comb and down, then is pushed out of the skin.
    """
    point, normal = ground.place(roots)
    along = _tangential(comb(point), normal)
    lift = growth.lift[:, None]
    heading = np.cos(lift) * along + np.sin(lift) * normal
    step = (growth.length / growth.segments)[:, None]
    path, normals = [point - 0.0006 * normal], [normal]
    for i in range(growth.segments):
        drift = rng.standard_normal(point.shape) * growth.wander
        heading = unit(heading + drift + growth.gravity * step * np.array([0.0, -1.0, 0.0]))
        if growth.follow and i:
            heading = unit(heading + growth.follow * _tangential(comb(path[-1]), normals[-1]))
        following = path[-1] + step * heading
        height, normal = ground.nearest(following)
        rise = growth.clearance * min(1.0, 0.5 + i)
        following = following + normal * np.maximum(rise - height, 0)[:, None]
        if growth.follow:
            sink = np.maximum(height - rise, 0) * growth.follow
            following = following - normal * sink[:, None]
        heading = unit(following - path[-1])
        path.append(following)
        normals.append(normal)
    return np.stack(path, 1), np.stack(normals, 1)


def cards_part(
    name: str,
    material: Material,
    ground: Ground,
    roots: Roots,
    paths: Float64[ndarray, "R S 3"],
    normals: Float64[ndarray, "R S 3"],
    width: Float64[ndarray, "R"],
    column: Int64[ndarray, "R"],
    columns: int,
    *,
    roll: Float64[ndarray, "R"] | None = None,
    moves: bool = False,
    taper: float = 0.35,
) -> Part:
    """A part of one strip per path, `width` metres across, textured with atlas column `column`.

    Normals are those of the skin below, which shades the hair as one soft volume; `moves` lets the
    cards ride on the face's morphs. Cards are stored from the innermost outwards, because blended
    triangles of one mesh are drawn in this order.
    """
    count, points = paths.shape[:2]
    along = unit(np.gradient(paths, axis=1))
    side = unit(np.cross(along, normals))
    if roll is not None:
        angle = roll[:, None, None]
        side = np.cos(angle) * side + np.sin(angle) * np.cross(along, side)
    at = np.linspace(0, 1, points)
    half = 0.5 * width[:, None, None] * (1 - taper * at**2)[None, :, None]
    vertices = np.stack([paths - half * side, paths + half * side], 2)
    u = (column[:, None] + np.array([0.0, 1.0])) / columns
    uvs = np.stack(
        np.broadcast_arrays(u[:, None, :], at[None, :, None], ), -1
    )  # fmt: skip
    order = np.argsort(np.linalg.norm(paths[:, -1] - paths[:, 0], axis=1), kind="stable")
    first = (np.arange(count) * points * 2)[order, None] + np.arange(points - 1) * 2
    a = first.reshape(-1)
    triangles = np.stack([a, a + 2, a + 1, a + 1, a + 2, a + 3], 1).reshape(-1, 3)
    shade = np.broadcast_to(normals[:, :, None], vertices.shape)
    across = np.broadcast_to(side[:, :, None], vertices.shape)
    across = unit(across - shade * (across * shade).sum(-1, keepdims=True))
    hand = np.sign((np.cross(shade, across) * -along[:, :, None]).sum(-1))
    hand = np.where(hand == 0, 1.0, hand)
    joints, weights = ground.skin_weights_of(roots, points * 2)
    return Part(
        name=name,
        vertices=vertices.reshape(-1, 3).astype(np.float32),
        triangles=triangles.astype(np.int32),
        uvs=uvs.reshape(-1, 2).astype(np.float32),
        normals=shade.reshape(-1, 3).astype(np.float32),
        tangents=np.concatenate([across, hand[..., None]], -1).reshape(-1, 4).astype(np.float32),
        material=material,
        joints=joints,
        weights=weights,
        morphs=ground.morphs_of(roots, points * 2) if moves else MappingProxyType({}),
    )


def coiled(
    paths: Float64[ndarray, "R S 3"],
    normals: Float64[ndarray, "R S 3"],
    scale: float,
    radii: tuple[float, float],
    turns: tuple[float, float],
    rng: np.random.Generator,
) -> Float64[ndarray, "R S 3"]:
    """Paths wound into corkscrews that open from the root on; half of them turn left.

    Radii are drawn between `radii` times `scale` (metres), turns between `turns`.
    """
    count, points = paths.shape[:2]
    along = unit(np.gradient(paths, axis=1))
    side = unit(np.cross(along, normals))
    outward = np.cross(side, along)
    at = np.linspace(0, 1, points)
    wound = rng.uniform(*turns, count) * rng.choice([-1.0, 1.0], count)
    angle = rng.uniform(0, 2 * np.pi, count)[:, None] + 2 * np.pi * wound[:, None] * at
    wide = scale * rng.uniform(*radii, count)[:, None] * np.minimum(3 * at, 1)
    return paths + wide[..., None] * (
        np.cos(angle)[..., None] * side + np.sin(angle)[..., None] * outward
    )
