"""Short cuts grown card by card: crew, side parting, fringe, receding, short curls and waves."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float64
from numpy import ndarray

from facegen.avatar import Material, Part
from facegen.human.figure import Figure
from facegen.human.hair.cards import Comb, Growth, cards_part, coiled, grow, unit
from facegen.human.hair.coat import COAT_SIZES, scalp_coat
from facegen.human.hair.color import dye, hair_material, strand_normals
from facegen.human.hair.form import hairline_of
from facegen.human.hair.ground import Ground, Roots, make_ground, on_person, sow
from facegen.human.hair.masks import root_weight
from facegen.human.hair.photo import shows_photo
from facegen.human.hair.strands import StrandSpec, draw_strands
from facegen.human.hair.tint import photo_tint, tinted_columns, toned
from facegen.human.person import Hair
from facegen.human.ramps import smoothstep

_COLUMNS = 8
_TUFTS = StrandSpec(
    columns=_COLUMNS, width=96, height=256, hairs=40, thickness=2.0, wave=0.03,
    spread=0.14, shortest=0.45, ragged_root=0.06, seed=24,
)  # fmt: skip
_CURLS = StrandSpec(
    columns=_COLUMNS, width=96, height=512, hairs=36, thickness=2.3, wave=0.09, waves=2.2,
    spread=0.10, shortest=0.6, seed=25,
)  # fmt: skip
TEXTURES = (_TUFTS, _CURLS)
CROWN = np.array([0.0, 0.845, 0.015])
"""The whorl, on the base mesh."""


@dataclass(frozen=True)
class Cut:
    """One short cut. Lengths in millimetres on an average head."""

    top: float
    sides: float
    """Above the ears."""
    nape: float
    cards: int
    lift: float
    """Degrees over the skin on top; the sides lie closer."""
    forward: float = 0.0
    """How far the top is combed to the front (to the back when negative)."""
    part: float | None = None
    """Metres to the person's left where the hair is parted."""
    fringe: float = 0.0
    """Millimetres by which the hair over the forehead is longer, and falls into it."""
    locks: float = 0.35
    """How far neighbouring tufts point apart."""
    rise: float = 4.0
    """Millimetres that the top layer floats over the skin."""
    side_rise: float = 0.25
    """Share of it that the sides do."""
    curl: float = 0.0
    """Radius of the curls, millimetres."""
    gravity: float = 4.0
    follow: float = 0.25
    width: float = 10.0
    recede: float = 0.0
    """How far the hairline has moved back, 0..1."""


CUTS = {
    "crew": Cut(19, 11, 6, 1900, 38, forward=0.5, locks=0.5, rise=3, width=8.5),
    "side_part": Cut(44, 18, 9, 1500, 20, forward=0.15, part=0.034, locks=0.2, rise=7, follow=0.5,
                     gravity=6.0, width=12.0),
    "fringe": Cut(46, 34, 18, 1500, 26, forward=0.9, fringe=14, locks=0.5, rise=7, gravity=15.0,
                  width=10.5),
    "receding": Cut(20, 14, 9, 1300, 16, forward=-0.4, locks=0.25, rise=2, follow=0.5, recede=0.75,
                    width=9.0),
    "short_curls": Cut(36, 24, 14, 1300, 55, forward=0.2, locks=0.6, rise=8, curl=4.5, gravity=6.0,
                       follow=0.0, width=10.0),
    "layered": Cut(92, 84, 60, 1280, 34, forward=0.35, part=0.030, locks=0.3, rise=16,
                   side_rise=0.8, follow=0.35, gravity=14.0, width=14.0, fringe=4),
}  # fmt: skip


def cropped_hair(figure: Figure, plain: bool = False) -> list[Part]:
    """The coat and the cards of one of `CUTS`; `plain` ones have their shape only."""
    hair = figure.person.hair
    cut = CUTS[hair.style]
    rng = np.random.default_rng([hair.seed, 84])
    ground = make_ground(figure)
    line = hairline_of(figure.person, cut.recede)
    roots = sow(lambda p: root_weight(p, line), cut.cards, rng)
    n = len(roots)
    top = _top(roots.base)
    growth = Growth(
        length=_length(roots.base, cut) * ground.scale * rng.uniform(0.75, 1.15, n),
        lift=np.radians((8 + (cut.lift - 8) * top) * rng.uniform(0.5, 1.2, n)),
        clearance=1e-3
        * ground.scale
        * (0.8 + (cut.rise * (cut.side_rise + (1 - cut.side_rise) * top)) * rng.random(n)),
        segments=2 if cut.top < 25 else 5 if cut.top < 70 else 8,
        gravity=cut.gravity,
        follow=cut.follow,
        wander=0.05,
    )
    comb = _comb(ground, roots, cut, hair.seed)
    paths, normals = grow(ground, roots, comb, growth, rng)
    if cut.curl:
        paths = coiled(paths, normals, 1e-3 * cut.curl * ground.scale, (0.6, 1.2), (1.0, 1.6), rng)
    tint = None if plain else photo_tint(figure)
    column, tones = tinted_columns(tint, roots.base, _COLUMNS, hair, rng)
    contrast = 1.0 if tint is None else tint.contrast
    material = Material("hair") if plain else _strands(cut, hair, contrast, tones)
    part = cards_part(
        "hair", material, ground, roots, paths, normals,
        width=1e-3 * cut.width * ground.scale * rng.uniform(0.8, 1.2, n),
        column=column, columns=_COLUMNS,
        roll=np.radians(rng.uniform(-22, 22, n)), taper=0.45,
    )  # fmt: skip
    # Skin is many times brighter than dark hair: what little shows through would tint it.
    cover = 1.0 - 0.05 * cut.recede
    size = COAT_SIZES[not shows_photo(figure)]
    return [scalp_coat(ground, hair, size, cover, line=line, plain=plain), part]


def _strands(cut: Cut, hair: Hair, contrast: float, tones: ndarray | None) -> Material:
    maps = draw_strands(_CURLS if cut.curl else _TUFTS)
    material = hair_material(
        "hair", toned(dye(maps, hair, contrast), tones), strand_normals(maps), roughness=0.58
    )
    return dataclasses.replace(material, specular_factor=0.24)


def _top(base: Float64[ndarray, "R 3"]) -> Float64[ndarray, "R"]:
    """0 on sides and nape .. 1 on top of the head."""
    return smoothstep(0.770, 0.812, base[:, 1] + 0.10 * np.clip(base[:, 2] - 0.06, -0.08, 0))


def _length(base: Float64[ndarray, "R 3"], cut: Cut) -> Float64[ndarray, "R"]:
    """Metres: top, sides and nape, tapering to the outline; the fringe reaches further."""
    back = smoothstep(0.05, -0.03, base[:, 2])
    low = cut.sides + (cut.nape - cut.sides) * back
    taper = 0.45 + 0.55 * smoothstep(0.690, 0.745, base[:, 1])
    length = low * taper + (cut.top - low * taper) * _top(base)
    front = smoothstep(0.100, 0.130, base[:, 2]) * smoothstep(0.062, 0.045, np.abs(base[:, 0]))
    return 1e-3 * (length + cut.fringe * front)


def _comb(ground: Ground, roots: Roots, cut: Cut, seed: int) -> Comb:
    """Away from the whorl or the parting, forward by the cut, in locks of like direction."""
    crown = on_person(ground, CROWN)
    middle = crown[0] + (0.0 if cut.part is None else cut.part * ground.scale)
    waves = _lock_waves(seed, ground.scale)

    def comb(points: Float64[ndarray, "N 3"]) -> Float64[ndarray, "N 3"]:
        away = unit(points - crown - np.array([0.0, 0.02, 0.0]) * ground.scale)
        high = np.clip((points[:, 1] - crown[1]) / (0.075 * ground.scale) + 1.6, 0, 1)[:, None]
        if cut.part is not None:
            side = np.tanh((points[:, :1] - middle) / (0.006 * ground.scale))
            before = np.clip((points[:, 2:] - crown[2]) / (0.04 * ground.scale), 0, 1)
            aside = np.concatenate([side, 0 * side - 0.15, 0 * side - 0.25], 1)
            away = away + (1.6 * high * before) * (aside - 0.6 * away)
        forward = np.array([0.0, -0.12, cut.forward]) * high
        down = np.array([0.0, -0.8, -0.1]) * (1 - high)
        return unit(away + forward + down + cut.locks * waves(points))

    return comb


def _lock_waves(seed: int, scale: float):
    """A smooth field of random directions, of 12 to 35 mm wavelength: what makes locks."""
    rng = np.random.default_rng([seed, 85])
    count = 14
    way = unit(rng.standard_normal((count, 3)))
    number = 2 * np.pi / (scale * rng.uniform(0.012, 0.035, count))
    phase, turn = rng.uniform(0, 2 * np.pi, count), rng.standard_normal((count, 3))

    def field(points: Float64[ndarray, "N 3"]) -> Float64[ndarray, "N 3"]:
        return np.sin(points @ (way * number[:, None]).T + phase) @ turn / np.sqrt(count / 2)

    return field
