"""Moustaches and beards: cards grown on the face, which ride on its morphs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float64
from numpy import ndarray

from facegen.avatar import Part
from facegen.human.figure import Figure
from facegen.human.hair.cards import Growth, cards_part, grow, unit
from facegen.human.hair.coat import coat_maps, coat_part
from facegen.human.hair.color import dye, facial_color, hair_material, strand_normals
from facegen.human.hair.ground import Ground, Roots, make_ground, sow
from facegen.human.hair.masks import beard_weight
from facegen.human.hair.strands import StrandSpec, draw_strands
from facegen.human.person import Hair

_COLUMNS = 8
_SHORT = StrandSpec(columns=_COLUMNS, width=64, height=256, hairs=36, thickness=1.3, seed=11)
_LONG = StrandSpec(
    columns=_COLUMNS, width=64, height=512, hairs=42, thickness=1.3, waves=1.6, wave=0.06,
    spread=0.16, shortest=0.4, seed=12,
)  # fmt: skip


@dataclass(frozen=True)
class Cut:
    """One facial-hair style. Lengths in millimetres on an average head."""

    cards: int
    length: float
    """On cheeks and jaw."""
    chin: float
    """At the chin's tip."""
    lip: float
    """Of the moustache."""
    width: float
    lift: float
    """Degrees over the skin."""
    segments: int = 2
    curl: float = 0.0
    """How far the moustache's ends turn up."""


CUTS = {
    "moustache": Cut(260, 9, 9, 10, 5.5, 24),
    "handlebar": Cut(300, 9, 9, 19, 5.0, 22, 4, curl=1.0),
    "goatee": Cut(330, 9, 22, 9, 7.0, 30, 3),
    "circle": Cut(500, 8, 12, 9, 7.0, 24),
    "short beard": Cut(720, 8, 10, 8, 10.0, 20),
    "full beard": Cut(640, 17, 27, 11, 12.5, 32, 3),
    "long beard": Cut(520, 26, 105, 13, 15.0, 34, 5),
    "sideburns": Cut(330, 9, 9, 9, 8.0, 22),
}


def facial_hair_parts(figure: Figure) -> list[Part]:
    """`beard`: the cards of the person's facial hair; none for "none" and "stubble" (painted)."""
    style = figure.person.facial_hair.style
    cut = CUTS.get(style)
    if cut is None:
        return []
    rng = np.random.default_rng([figure.person.hair.seed, 71])
    ground = make_ground(figure)
    roots = sow(lambda points: beard_weight(style, points), cut.cards, rng)
    combed = _comb(roots.base, cut)
    length = _length(roots.base, cut, style) * ground.scale * rng.uniform(0.8, 1.15, len(roots))
    growth = Growth(
        length=length,
        lift=np.radians(cut.lift) * rng.uniform(0.5, 1.3, len(roots)),
        clearance=ground.scale * rng.uniform(0.0008, 0.0035, len(roots)),
        segments=cut.segments,
        gravity=12.0 if cut.chin > 15 else 6.0,
        wander=0.10,
    )
    if cut.curl:
        growth = _curled(growth, roots)
    paths, normals = grow(ground, roots, lambda _: combed, growth, rng)
    normals = _lit_from_front(normals)
    if cut.curl:
        paths = _turn_up(paths, roots.base, cut.curl)
    spec = _LONG if cut.segments > 2 else _SHORT
    maps = draw_strands(spec)
    colors = facial_color(figure.person.hair, figure.person.facial_hair.color)
    material = hair_material("beard", dye(maps, colors), strand_normals(maps), roughness=0.55)
    part = cards_part(
        "beard", material, ground, roots, paths, normals,
        width=1e-3 * cut.width * ground.scale * rng.uniform(0.8, 1.2, len(roots)),
        column=rng.integers(0, _COLUMNS, len(roots)),
        columns=_COLUMNS,
        roll=np.radians(rng.uniform(-35, 35, len(roots))),
        moves=True,
        taper=0.25 if cut.segments > 3 else 0.5,
    )  # fmt: skip
    return [_coat(ground, style, colors), part]


def _coat(ground: Ground, style: str, colors: Hair) -> Part:
    """`beard_coat`: short hairs close to the skin, where the beard grows."""
    image = dye(coat_maps(style, 512, 0.85), colors)
    material = hair_material("beard_coat", image, None, roughness=0.8, blend=True, fuzzy=True)
    return coat_part("beard_coat", style, ground, material, moves=True)


def _on_lip(base: Float64[ndarray, "R 3"]) -> Float64[ndarray, "R"]:
    """1 on the moustache, 0 elsewhere, for points on the base mesh."""
    x, y = np.abs(base[:, 0]), base[:, 1]
    return np.clip((y - 0.6600) / 0.004, 0, 1) * np.clip((0.034 - x) / 0.006, 0, 1)


def _comb(base: Float64[ndarray, "R 3"], cut: Cut) -> Float64[ndarray, "R 3"]:
    """Down the cheeks, sideways from the nose, forward under the chin."""
    x, y = base[:, 0], base[:, 1]
    side = np.sign(x) * np.clip(np.abs(x) / 0.010, 0, 1)
    lip = _on_lip(base)[:, None]
    moustache = np.stack([side * (1.3 + 1.2 * cut.curl), -np.ones_like(x), 0.2 + 0 * x], 1)
    under = np.clip((0.626 - y) / 0.008, 0, 1)[:, None]
    cheek = np.array([0.0, -1.0, 0.12]) + np.stack([-0.15 * side, 0 * x, 0 * x], 1)
    below = np.array([0.0, -0.75, 0.65])
    return unit(unit(cheek * (1 - under) + below * under) * (1 - lip) + unit(moustache) * lip)


def _length(base: Float64[ndarray, "R 3"], cut: Cut, style: str) -> Float64[ndarray, "R"]:
    """Metres: cheeks, chin and lip each with their own length, shorter towards the outline."""
    x, y, z = np.abs(base[:, 0]), base[:, 1], base[:, 2]
    chin = np.clip((0.650 - y) / 0.020, 0, 1) * np.clip((0.050 - x) / 0.035, 0, 1)
    chin *= np.clip((z - 0.085) / 0.045, 0, 1)
    lip = _on_lip(base)
    length = cut.length + (cut.chin - cut.length) * chin**1.5
    length = length + (cut.lip - length) * lip
    edge = beard_weight(style, base)
    high = np.clip((y - 0.665) / 0.040, 0, 1) * (1 - lip)
    return 1e-3 * length * (0.55 + 0.45 * edge) * (1 - 0.45 * high)


def _curled(growth: Growth, roots: Roots) -> Growth:
    """Longer hairs towards the moustache's ends, lying closer."""
    outer = np.clip(np.abs(roots.base[:, 0]) / 0.028, 0, 1)
    return Growth(
        length=growth.length * (0.55 + 0.75 * outer),
        lift=growth.lift * 0.6,
        clearance=growth.clearance,
        segments=growth.segments,
        gravity=0.0,
        wander=growth.wander * 0.6,
    )


def _lit_from_front(normals: Float64[ndarray, "R S 3"]) -> Float64[ndarray, "R S 3"]:
    """Turn normals forward towards the tips: below the chin the nearest skin faces the floor."""
    at = np.linspace(0, 1, normals.shape[1])[:, None]
    return unit(normals + at * np.array([0.0, 0.35, 0.8]))


def _turn_up(
    paths: Float64[ndarray, "R S 3"], base: Float64[ndarray, "R 3"], curl: float
) -> Float64[ndarray, "R S 3"]:
    """Raise the outer tips of a handlebar."""
    outer = np.clip((np.abs(base[:, 0]) - 0.012) / 0.016, 0, 1)
    at = np.linspace(0, 1, paths.shape[1]) ** 2
    length = np.linalg.norm(paths[:, -1] - paths[:, 0], axis=1)
    raised = paths.copy()
    raised[:, :, 1] += curl * (outer * length)[:, None] * at
    return raised
