"""Hair drawn back over the whole scalp: into a bun, high or low, or a tail at the nape."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float64
from numpy import ndarray

from facegen.avatar import Material, Part
from facegen.human.figure import Figure
from facegen.human.hair.cards import Growth, cards_part, grow, unit
from facegen.human.hair.coat import scalp_coat
from facegen.human.hair.color import dye, hair_material, strand_normals
from facegen.human.hair.form import hairline_of
from facegen.human.hair.ground import Ground, make_ground, on_person, sow, without_ears
from facegen.human.hair.masks import Hairline, scalp_weight
from facegen.human.hair.strands import StrandSpec, draw_strands
from facegen.human.hair.tint import overall_tone, photo_tint, toned
from facegen.human.ramps import smoothstep

_COLUMNS = 8
_SLEEK = StrandSpec(
    columns=_COLUMNS, width=96, height=768, hairs=46, thickness=2.2, wave=0.03, spread=0.06,
    shortest=0.8, dense=2, ragged_root=0.10, seed=23,
)  # fmt: skip
TEXTURES = (_SLEEK,)


@dataclass(frozen=True)
class Tie:
    """How hair is drawn back. Lengths in millimetres on an average head."""

    place: tuple[float, float, float]
    """Where it is gathered, on the base mesh (metres)."""
    cards: int = 620
    rise: float = 4.5
    """That the top layer floats over the scalp."""
    lift: float = 6.0
    """Degrees by which it leaves the skin."""
    knot: float = 31.0
    """Radius of the bun; 0 is a tail."""
    tail: float = 0.0
    """Length of the tail."""


_RESTS = (0.008, 0.022)
"""Metres over the neck at which a tail's innermost strands rest, and its thickness there."""
TIES = {
    "bun": Tie((0.0, 0.815, -0.025)),
    "low_bun": Tie((0.0, 0.735, -0.045), 760, 7.0, 9.0, 29.0),
    "low_tail": Tie((0.0, 0.715, -0.042), 760, 7.0, 9.0, 0.0, 210.0),
}


def tied_hair(figure: Figure, plain: bool = False) -> list[Part]:
    """The coat, the hair on the scalp, and bun or tail of one of `TIES`; `plain`: shape only."""
    tie = TIES[figure.person.hair.style]
    rng = np.random.default_rng([figure.person.hair.seed, 83])
    ground = make_ground(figure)
    material = Material("hair") if plain else _strands(figure)
    line = hairline_of(figure.person)
    point, out = _tie_point(ground, tie)
    gathered = _tail if tie.tail else _knot
    return [
        scalp_coat(ground, figure.person.hair, cover=1.0, line=line, plain=plain),
        _drawn_back(ground, tie, point, material, rng, line),
        gathered(ground, tie, point, out, material, rng),
    ]


def _strands(figure: Figure) -> Material:
    hair, maps, tint = figure.person.hair, draw_strands(_SLEEK), photo_tint(figure)
    image = dye(maps, hair, 1.0 if tint is None else tint.contrast)
    return hair_material("hair", toned(image, overall_tone(tint, hair)), strand_normals(maps))


def _tie_point(ground: Ground, tie: Tie) -> tuple[ndarray, ndarray]:
    """Where the hair is gathered, and the direction out of the head there."""
    point = on_person(ground, np.array(tie.place))
    _, normal = ground.nearest(point[None])
    return point + 0.010 * ground.scale * normal[0], normal[0]


def _drawn_back(
    ground: Ground,
    tie: Tie,
    point: ndarray,
    material: Material,
    rng: np.random.Generator,
    line: Hairline,
) -> Part:
    """Cards from everywhere on the scalp, close over it, to the tie."""
    low = tie.place[1] < 0.78
    roots = sow(lambda p: scalp_weight(p, 0.003, line=line) * _free(p, low), tie.cards, rng)
    skull = without_ears(ground)
    place, _ = ground.place(roots)
    distance = np.linalg.norm(place - point, axis=1)
    n = len(roots)
    # The way over the skull is longer than the chord, by up to pi/2.
    reach = distance * (1 + 0.5 * (distance / (0.22 * ground.scale)) ** 2)
    growth = Growth(
        length=np.maximum(np.minimum(reach, 0.16 * ground.scale), 0.02),
        lift=np.radians(tie.lift * rng.uniform(0.5, 1.6, n)),
        clearance=1e-3 * ground.scale * (1.5 + tie.rise * rng.random(n)),
        segments=8,
        follow=0.8,
        wander=0.02,
    )
    paths, normals = grow(skull, roots, lambda p: point - p, growth, rng)
    columns = rng.integers(0, _COLUMNS - _SLEEK.dense, n)
    return cards_part(
        "hair", material, ground, roots, paths, normals,
        width=ground.scale * rng.uniform(0.014, 0.020, n),
        column=columns, columns=_COLUMNS,
        roll=np.radians(rng.uniform(-6, 6, n)), taper=0.3,
    )  # fmt: skip


def _free(base: Float64[ndarray, "N 3"], low: bool) -> Float64[ndarray, "N"]:
    """0 in front of the ears, from where hair could be drawn back only through them; else 1."""
    x, y, z = np.abs(base[:, 0]), base[:, 1], base[:, 2]
    height = 0.752 if low else 0.735
    return 1.0 - ((x > 0.045) & (y < height) & (z > 0.035))


def _knot(
    ground: Ground,
    tie: Tie,
    point: ndarray,
    out: ndarray,
    material: Material,
    rng: np.random.Generator,
) -> Part:
    """The bun: bands of hair wound around a flattened ball, each band a great circle askew."""
    right = unit(np.cross(np.array([0.0, 1.0, 0.0]), out))
    up = np.cross(out, right)
    radius = 1e-3 * tie.knot * ground.scale
    center = point + out * radius * 0.55
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
    roots = sow(lambda p: np.exp(-((p - tie.place) ** 2).sum(1) / 2e-5), bands, rng)
    roots = roots.take(np.arange(bands) % len(roots))
    return cards_part(
        "hair_bun", material, ground, roots, paths, normals,
        width=radius * rng.uniform(0.5, 0.85, bands),
        column=np.where(layer[:, 0, 0] < 1.0, rng.integers(6, 8, bands), rng.integers(0, 6, bands)),
        columns=_COLUMNS, taper=0.1,
    )  # fmt: skip


def _fallen(
    paths: Float64[ndarray, "R S 3"],
    spread: Float64[ndarray, "R"],
    at: Float64[ndarray, "S"],
    out: ndarray,
    ground: Ground,
) -> Float64[ndarray, "R S 3"]:
    """Paths drawn in to the neck below the tie, where a tail rests; `spread` -1..1 layers them."""
    back = unit(out * (1.0, 0.0, 1.0))
    thick = _RESTS[1] * (0.15 + 0.85 * smoothstep(0.0, 0.4, at))
    most = ground.scale * (_RESTS[0] + thick * (1 + spread[:, None]) / 2)
    share = smoothstep(-0.10, 0.10, at)
    for _ in range(3):
        height, _ = ground.nearest(paths.reshape(-1, 3))
        excess = np.maximum(height.reshape(most.shape) - most, 0)
        paths = paths - (0.8 * excess * share)[..., None] * back
    return paths


def _tail(
    ground: Ground,
    tie: Tie,
    point: ndarray,
    out: ndarray,
    material: Material,
    rng: np.random.Generator,
) -> Part:
    """The tail: it leaves the tie outwards, falls, and keeps off neck and back."""
    count, points = 150, 11
    right = unit(np.cross(np.array([0.0, 1.0, 0.0]), out))
    across, spread = rng.normal(0, 0.5, count).clip(-1, 1), rng.normal(0, 0.5, count).clip(-1, 1)
    length = 1e-3 * tie.tail * ground.scale * rng.uniform(0.72, 1.0, count)
    at = np.linspace(0, 1, points)
    # Narrow in the tie, full below it, thin at its end.
    girth = 0.003 + 0.021 * np.sin(np.pi * np.clip(at * 1.15 + 0.05, 0, 1)) ** 0.8
    # It comes out of the hair on the scalp.
    away = 0.021 * (1 - np.exp(-9 * at)) - 0.010 - 0.004 * at
    fall = np.maximum(at - 0.03, 0) ** 1.1
    swing = 0.004 * np.sin(2 * np.pi * (at[None] * 1.2 + rng.random((count, 1)))) * at
    paths = (
        point
        + ground.scale * (across[:, None] * girth + swing)[..., None] * right
        + ground.scale * (away + 0.6 * spread[:, None] * girth)[..., None] * out
        - (length[:, None] * fall)[..., None] * np.array([0.0, 1.0, 0.0])
    )
    paths = _fallen(paths, spread, at, out, ground)
    height, skin = ground.nearest(paths.reshape(-1, 3))
    gap = 0.004 * ground.scale * (1 + rng.random((count, 1)) + np.zeros(points)).ravel()
    paths = (paths.reshape(-1, 3) + skin * np.maximum(gap - height, 0)[:, None]).reshape(
        count, points, 3
    )
    shade = (
        across[:, None, None] * right
        + (0.15 + spread)[:, None, None] * out
        + 0.1 * np.array([0.0, 1.0, 0.0])
    )
    normals = unit(np.broadcast_to(shade, paths.shape))
    roots = sow(lambda p: np.exp(-((p - tie.place) ** 2).sum(1) / 2e-5), count, rng)
    roots = roots.take(np.arange(count) % len(roots))
    return cards_part(
        "hair_tail", material, ground, roots, paths, normals,
        width=ground.scale * rng.uniform(0.011, 0.017, count),
        column=rng.integers(0, _COLUMNS - _SLEEK.dense, count), columns=_COLUMNS,
        roll=np.radians(rng.uniform(-35, 35, count)), taper=0.5,
    )  # fmt: skip
