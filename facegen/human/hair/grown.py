"""Styles grown card by card on the scalp: buzz cut and curls."""

from __future__ import annotations

import dataclasses

import numpy as np
from jaxtyping import Float64
from numpy import ndarray

from facegen.avatar import Material, Part
from facegen.human.figure import Figure
from facegen.human.hair.cards import Comb, Growth, cards_part, coiled, grow, unit
from facegen.human.hair.coat import COAT_SIZES, scalp_coat
from facegen.human.hair.color import dye, hair_material, strand_normals
from facegen.human.hair.form import hairline_of
from facegen.human.hair.ground import Ground, make_ground, on_person, sow
from facegen.human.hair.masks import root_weight, scalp_weight
from facegen.human.hair.photo import shows_photo
from facegen.human.hair.strands import StrandSpec, draw_strands
from facegen.human.hair.tint import photo_tint, tinted_columns, toned
from facegen.human.person import Hair

_COLUMNS = 8
_FUR = StrandSpec(
    columns=_COLUMNS, width=96, height=128, hairs=34, thickness=1.9, wave=0.03,
    shortest=0.4, seed=21,
)  # fmt: skip
_COILS = StrandSpec(
    columns=_COLUMNS, width=96, height=768, hairs=34, thickness=2.4, wave=0.07, waves=3.0,
    spread=0.08, shortest=0.75, seed=22,
)  # fmt: skip
TEXTURES = (_FUR, _COILS)
_CROWN = np.array([0.0, 0.845, 0.030])
"""The whorl, on the base mesh."""


def grown_hair(figure: Figure, plain: bool = False) -> list[Part]:
    """The cards of a grown style; `plain` ones have their shape only."""
    return {"buzz": _buzz, "curly": _curly}[figure.person.hair.style](figure, plain)


def _from_crown(ground: Ground, forward: float) -> Comb:
    """Away from the whorl, and `forward` on top."""
    crown = on_person(ground, _CROWN)

    def comb(points: Float64[ndarray, "N 3"]) -> Float64[ndarray, "N 3"]:
        away = unit(points - crown)
        return unit(away + np.array([0.0, -0.5, forward]))

    return comb


def _strands(
    spec: StrandSpec, hair: Hair, contrast: float, roughness: float, tones: ndarray | None
) -> Material:
    maps = draw_strands(spec)
    return hair_material(
        "hair", toned(dye(maps, hair, contrast), tones), strand_normals(maps), roughness
    )


def _buzz(figure: Figure, plain: bool) -> list[Part]:
    """Five millimetres all over."""
    rng = np.random.default_rng([figure.person.hair.seed, 81])
    ground = make_ground(figure)
    line = hairline_of(figure.person)
    roots = sow(lambda p: root_weight(p, line), 3600, rng)
    n = len(roots)
    growth = Growth(
        length=ground.scale * rng.uniform(0.006, 0.0095, n),
        lift=np.radians(rng.uniform(14, 34, n)),
        clearance=np.full(n, 0.0006),
        segments=1,
    )
    paths, normals = grow(ground, roots, _from_crown(ground, 0.6), growth, rng)
    tint = None if plain else photo_tint(figure)
    column, tones = tinted_columns(tint, roots.base, _COLUMNS, figure.person.hair, rng)
    material = Material("hair")
    if not plain:
        material = _strands(_FUR, figure.person.hair, 1.0, 0.6, tones)
    size = COAT_SIZES[not shows_photo(figure)]
    return [
        scalp_coat(ground, figure.person.hair, size, 0.95, line=line, plain=plain),
        cards_part(
            "hair", material, ground, roots, paths, normals,
            width=ground.scale * rng.uniform(0.006, 0.009, n),
            column=column, columns=_COLUMNS,
            roll=np.radians(rng.uniform(-30, 30, n)), taper=0.2,
        )
    ]  # fmt: skip


def _curly(figure: Figure, plain: bool) -> list[Part]:
    """Loose curls to the jaw, lifted at the roots."""
    rng = np.random.default_rng([figure.person.hair.seed, 82])
    ground = make_ground(figure)
    line = hairline_of(figure.person)
    roots = sow(lambda p: scalp_weight(p, 0.004, line=line), 620, rng)
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
    paths = coiled(paths, normals, ground.scale, (0.005, 0.009), (2.0, 3.0), rng)
    tint = None if plain else photo_tint(figure)
    column, tones = tinted_columns(tint, roots.base, _COLUMNS, figure.person.hair, rng)
    material = Material("hair")
    if not plain:
        material = _strands(_COILS, figure.person.hair, 1.2, 0.55, tones)
    material = dataclasses.replace(material, specular_factor=0.28)
    return [
        scalp_coat(ground, figure.person.hair, line=line, plain=plain),
        cards_part(
            "hair", material, ground, roots, paths, normals,
            width=ground.scale * rng.uniform(0.012, 0.019, n),
            column=column, columns=_COLUMNS,
            roll=np.radians(rng.uniform(-25, 25, n)), taper=0.3,
        )
    ]  # fmt: skip
