"""Styles grown card by card on the scalp: buzz cut, curls and a bun."""

from __future__ import annotations

import dataclasses

import numpy as np
from jaxtyping import Float64
from numpy import ndarray

from facegen.avatar import Material, Part
from facegen.human.figure import Figure
from facegen.human.hair.cards import Comb, Growth, cards_part, grow, unit
from facegen.human.hair.coat import scalp_coat
from facegen.human.hair.color import dye, hair_material, strand_normals
from facegen.human.hair.ground import Ground, head_patch, make_ground, sow
from facegen.human.hair.masks import scalp_weight
from facegen.human.hair.strands import StrandSpec, draw_strands

_COLUMNS = 8
_FUR = StrandSpec(
    columns=_COLUMNS, width=96, height=128, hairs=34, thickness=1.9, wave=0.03,
    shortest=0.4, seed=21,
)  # fmt: skip
_COILS = StrandSpec(
    columns=_COLUMNS, width=96, height=768, hairs=34, thickness=2.4, wave=0.07, waves=3.0,
    spread=0.08, shortest=0.75, seed=22,
)  # fmt: skip
_SLEEK = StrandSpec(
    columns=_COLUMNS, width=96, height=768, hairs=46, thickness=2.2, wave=0.03, spread=0.06,
    shortest=0.8, dense=2, ragged_root=0.10, seed=23,
)  # fmt: skip
_CROWN = np.array([0.0, 0.845, 0.030])
"""The whorl, on the base mesh."""
_TIE = np.array([0.0, 0.815, -0.025])
"""Where a bun sits, on the base mesh."""


def grown_hair(figure: Figure) -> list[Part]:
    """The cards of a grown style."""
    return {"buzz": _buzz, "curly": _curly, "bun": _bun}[figure.person.hair.style](figure)


def _from_crown(ground: Ground, forward: float) -> Comb:
    """Away from the whorl, and `forward` on top."""
    crown = on_person(ground, _CROWN)

    def comb(points: Float64[ndarray, "N 3"]) -> Float64[ndarray, "N 3"]:
        away = unit(points - crown)
        return unit(away + np.array([0.0, -0.5, forward]))

    return comb


def on_person(ground: Ground, base_point: ndarray) -> Float64[ndarray, "3"]:
    """The skin vertex that stands where `base_point` lies on the base mesh."""
    index = int(np.argmin(np.linalg.norm(head_patch().base - base_point, axis=1)))
    return ground.vertices[index].astype(np.float64)


def _buzz(figure: Figure) -> list[Part]:
    """Five millimetres all over."""
    rng = np.random.default_rng([figure.person.hair.seed, 81])
    ground = make_ground(figure)
    roots = sow(lambda p: scalp_weight(p, 0.005), 3600, rng)
    n = len(roots)
    growth = Growth(
        length=ground.scale * rng.uniform(0.006, 0.0095, n),
        lift=np.radians(rng.uniform(14, 34, n)),
        clearance=np.full(n, 0.0006),
        segments=1,
    )
    paths, normals = grow(ground, roots, _from_crown(ground, 0.6), growth, rng)
    maps = draw_strands(_FUR)
    material = hair_material(
        "hair", dye(maps, figure.person.hair), strand_normals(maps), roughness=0.6
    )
    return [
        scalp_coat(ground, figure.person.hair, 1024, 0.95),
        cards_part(
            "hair", material, ground, roots, paths, normals,
            width=ground.scale * rng.uniform(0.006, 0.009, n),
            column=rng.integers(0, _COLUMNS, n), columns=_COLUMNS,
            roll=np.radians(rng.uniform(-30, 30, n)), taper=0.2,
        )
    ]  # fmt: skip


def _curly(figure: Figure) -> list[Part]:
    """Loose curls to the jaw, lifted at the roots."""
    rng = np.random.default_rng([figure.person.hair.seed, 82])
    ground = make_ground(figure)
    roots = sow(lambda p: scalp_weight(p, 0.004), 620, rng)
    n = len(roots)
    front = np.clip((roots.base[:, 2] - 0.09) / 0.04, 0, 1)
    growth = Growth(
        length=ground.scale * rng.uniform(0.070, 0.115, n) * (1 - 0.35 * front),
        lift=np.radians(rng.uniform(40, 80, n)),
        clearance=ground.scale * rng.uniform(0.005, 0.022, n),
        segments=12,
        gravity=24.0,
        wander=0.06,
    )
    paths, normals = grow(ground, roots, _from_crown(ground, -0.25), growth, rng)
    paths = _coiled(paths, normals, ground.scale, rng)
    maps = draw_strands(_COILS)
    image = dye(maps, figure.person.hair, 1.2)
    material = dataclasses.replace(
        hair_material("hair", image, strand_normals(maps), roughness=0.55), specular_factor=0.28
    )
    return [
        scalp_coat(ground, figure.person.hair),
        cards_part(
            "hair", material, ground, roots, paths, normals,
            width=ground.scale * rng.uniform(0.012, 0.019, n),
            column=rng.integers(0, _COLUMNS, n), columns=_COLUMNS,
            roll=np.radians(rng.uniform(-25, 25, n)), taper=0.3,
        )
    ]  # fmt: skip


def _coiled(
    paths: Float64[ndarray, "R S 3"],
    normals: Float64[ndarray, "R S 3"],
    scale: float,
    rng: np.random.Generator,
) -> Float64[ndarray, "R S 3"]:
    """Wind each path into a corkscrew that opens from the root on; half of them turn left."""
    count, points = paths.shape[:2]
    along = unit(np.gradient(paths, axis=1))
    side = unit(np.cross(along, normals))
    outward = np.cross(side, along)
    at = np.linspace(0, 1, points)
    turns = rng.uniform(2.0, 3.0, count) * rng.choice([-1.0, 1.0], count)
    angle = rng.uniform(0, 2 * np.pi, count)[:, None] + 2 * np.pi * turns[:, None] * at
    radius = scale * rng.uniform(0.005, 0.009, count)[:, None] * np.minimum(3 * at, 1)
    wound = np.cos(angle)[..., None] * side + np.sin(angle)[..., None] * outward
    return paths + radius[..., None] * wound


def _bun(figure: Figure) -> list[Part]:
    """Hair drawn back over the whole scalp into a knot high at the back."""
    rng = np.random.default_rng([figure.person.hair.seed, 83])
    ground = make_ground(figure)
    maps = draw_strands(_SLEEK)
    image, normal = dye(maps, figure.person.hair), strand_normals(maps)
    material = hair_material("hair", image, normal)
    tie, out = _tie_point(ground)
    return [
        scalp_coat(ground, figure.person.hair, cover=1.0),
        _drawn_back(ground, tie, material, rng, "hair"),
        _knot(ground, tie, out, material, rng),
    ]


def _tie_point(ground: Ground) -> tuple[ndarray, ndarray]:
    """Where the hair is gathered, and the direction out of the head there."""
    point = on_person(ground, _TIE)
    _, normal = ground.nearest(point[None])
    return point + 0.010 * ground.scale * normal[0], normal[0]


def _drawn_back(
    ground: Ground, tie: ndarray, material: Material, rng: np.random.Generator, name: str
) -> Part:
    """Cards from everywhere on the scalp, close over it, to the tie."""
    roots = sow(lambda p: scalp_weight(p, 0.003), 620, rng)
    place, _ = ground.place(roots)
    distance = np.linalg.norm(place - tie, axis=1)
    n = len(roots)
    # The way over the skull is longer than the chord, by up to pi/2.
    reach = distance * (1 + 0.5 * (distance / (0.22 * ground.scale)) ** 2)
    growth = Growth(
        length=np.maximum(np.minimum(reach, 0.16 * ground.scale), 0.02),
        lift=np.radians(rng.uniform(3, 10, n)),
        clearance=ground.scale * (0.0015 + 0.0045 * rng.random(n)),
        segments=8,
        follow=0.8,
        wander=0.02,
    )
    paths, normals = grow(ground, roots, lambda p: tie - p, growth, rng)
    columns = rng.integers(0, _COLUMNS - _SLEEK.dense, n)
    return cards_part(
        name, material, ground, roots, paths, normals,
        width=ground.scale * rng.uniform(0.014, 0.020, n),
        column=columns, columns=_COLUMNS,
        roll=np.radians(rng.uniform(-6, 6, n)), taper=0.3,
    )  # fmt: skip


def _knot(
    ground: Ground, tie: ndarray, out: ndarray, material: Material, rng: np.random.Generator
) -> Part:
    """The bun: bands of hair wound around a flattened ball, each band a great circle askew."""
    right = unit(np.cross(np.array([0.0, 1.0, 0.0]), out))
    up = np.cross(out, right)
    radius = 0.031 * ground.scale
    center = tie + out * radius * 0.55
    bands, points = 90, 15
    at = np.linspace(0, 1, points)
    axis_tilt = rng.normal(0, 0.42, (bands, 2))
    start, sweep = rng.uniform(0, 2 * np.pi, bands), rng.uniform(1.1, 2.2, bands)
    latitude = rng.uniform(-0.95, 0.95, bands)
    angle = start[:, None] + sweep[:, None] * np.pi * at * 0.6
    ring = np.sqrt(1 - latitude**2)[:, None]
    local = np.stack(
        [ring * np.cos(angle), ring * np.sin(angle), latitude[:, None] + 0 * angle], -1
    )
    local[..., 2] += axis_tilt[:, :1] * local[..., 0] + axis_tilt[:, 1:] * local[..., 1]
    local = unit(local)
    layer = rng.uniform(0.93, 1.05, (bands, 1, 1))
    frame = np.stack([right, up, out * 0.78])
    normals = unit(local @ np.stack([right, up, out / 0.78]))
    paths = center + radius * layer * (local @ frame)
    roots = sow(lambda p: np.exp(-((p - _TIE) ** 2).sum(1) / 2e-5), bands, rng)
    roots = roots.take(np.arange(bands) % len(roots))
    return cards_part(
        "hair_bun", material, ground, roots, paths, normals,
        width=radius * rng.uniform(0.5, 0.85, bands),
        column=np.where(layer[:, 0, 0] < 1.0, rng.integers(6, 8, bands), rng.integers(0, 6, bands)),
        columns=_COLUMNS, taper=0.1,
    )  # fmt: skip
