"""How one person's hair differs from its style: a fuller outline, a higher hairline, more length.

The numbers stand in `Person.hair_form` under "style/name", -1..1, 0 being the style as it is: what
was fitted to one style waits while another is worn.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Mapping

import numpy as np
from jaxtyping import Float, Float32, Float64
from numpy import ndarray
from scipy.spatial import cKDTree

from facegen.avatar import Part
from facegen.errors import InputError
from facegen.geometry.mesh import vertex_normals
from facegen.human.hair.ground import Ground, head_patch, on_person
from facegen.human.hair.masks import Hairline, scalp_height
from facegen.human.person import Person
from facegen.human.ramps import smoothstep

SIDES: dict[str, tuple[float, float, float]] = {
    "top": (0.0, 1.0, 0.15),
    "front": (0.0, 0.75, 0.75),
    "crown": (0.0, 0.75, -0.70),
    "back": (0.0, 0.0, -1.0),
    "nape": (0.0, -0.70, -0.75),
    "left": (1.0, 0.15, 0.0),
    "right": (-1.0, 0.15, 0.0),
    "left_top": (0.75, 0.75, 0.05),
    "right_top": (-0.75, 0.75, 0.05),
    "left_front": (0.70, 0.35, 0.65),
    "right_front": (-0.70, 0.35, 0.65),
    "left_low": (0.90, -0.60, -0.10),
    "right_low": (-0.90, -0.60, -0.10),
}
"""Name -> direction from the middle of the head in which the outline moves out."""
REACH = 0.045
"""Metres, on an average head, that the outline moves at 1."""
LINE = 0.030
"""Metres that the hairline moves at 1."""
_FOCUS = 7.0
"""How narrow the direction of each of `SIDES` is (of a von Mises-Fisher bump)."""
FORM = (*SIDES, "hairline", "temples", "sideburns", "length")
"""`length` 1 doubles what hangs below the ears."""
_MIDDLE = ((0.072, 0.770, 0.040), (-0.072, 0.770, 0.040))
COAT = "hair_coat"
_COAT = 0.96
"""Share of an outward move that the coat below the hair follows."""
_TILT_REACH = 0.03
"""Metres over which hair shades as the coat below it."""
_FLOOR = 0.0012
"""Metres over the skin below which nothing is pressed."""


def form_of(person: Person) -> dict[str, float]:
    """The numbers of the style that is worn; `InputError` for a name that is not among `FORM`."""
    mine = {}
    for key, value in person.hair_form.items():
        style, _, name = key.partition("/")
        if name not in FORM:
            raise InputError(f"There is no hair form {key[:40]!r}; there are {', '.join(FORM)}.")
        if style == person.hair.style:
            mine[name] = float(value)
    return mine


def hairline_of(person: Person, receded: float = 0.0) -> Hairline:
    """The hairline of a person whose style has one that moved back by `receded` (0..1)."""
    form = form_of(person)
    return Hairline(
        raised=round(LINE * (form.get("hairline", 0.0) + 0.35 * receded), 4),
        temples=round(LINE * (max(form.get("temples", 0.0), 0.0) + 0.8 * receded), 4),
        sideburns=round(LINE * form.get("sideburns", 0.0), 4),
    )


def middle_of(ground: Ground) -> Float64[ndarray, "3"]:
    """The middle of the head, between and above the ears."""
    return np.mean([on_person(ground, np.array(point)) for point in _MIDDLE], 0)


def side_weights(ways: Float[ndarray, "N 3"]) -> Float64[ndarray, "N 13"]:
    """How far each of `SIDES` rules in directions from the middle; rows sum to 1."""
    axes = _axes()
    unit = ways / np.maximum(np.linalg.norm(ways, axis=1, keepdims=True), 1e-9)
    weights = np.exp(_FOCUS * (unit @ axes.T - 1))
    return weights / weights.sum(1, keepdims=True)


@functools.cache
def _axes() -> Float64[ndarray, "13 3"]:
    axes = np.array(list(SIDES.values()))
    return axes / np.linalg.norm(axes, axis=1, keepdims=True)


@dataclasses.dataclass(frozen=True)
class Outward:
    """How hair points answer to the outline's numbers."""

    weights: Float64[ndarray, "N 13"]
    way: Float64[ndarray, "N 3"]
    """Unit direction in which each moves out."""
    freedom: Float64[ndarray, "N"]
    """0 for a root at the hairline .. 1 for what is free to move."""

    def moved(
        self, points: Float[ndarray, "N 3"], sides: Float64[ndarray, "13"]
    ) -> Float64[ndarray, "N 3"]:
        """Points moved out by `sides` metres (in the order of `SIDES`), the skin unheeded."""
        return points + self.way * (self.freedom * (self.weights @ sides))[:, None]


def outward(points: Float[ndarray, "N 3"], ground: Ground) -> Outward:
    """Where and how far `points` of hair may move out."""
    middle = middle_of(ground)
    arm = np.asarray(points, np.float64) - middle
    flat = arm * np.where(arm[:, 1:2] < 0, (1.0, 0.55, 1.0), 1.0)
    way = arm * np.where(arm[:, 1:2] < 0, (1.0, 0.0, 1.0), 1.0)
    way /= np.maximum(np.linalg.norm(way, axis=1, keepdims=True), 1e-9)
    height, _ = ground.nearest(points)
    rooted = ground.tree.query(points)[1]
    under = head_patch().base[rooted]
    inside = smoothstep(0.0, 0.040, scalp_height(under))
    loose = smoothstep(0.004, 0.016, height)
    # What hangs into the face stays near it.
    face = smoothstep(0.085, 0.115, under[:, 2]) * smoothstep(0.010, -0.010, scalp_height(under))
    return Outward(side_weights(flat), way, np.maximum(inside, loose * (1 - 0.85 * face)))


def reshaped(parts: list[Part], ground: Ground, person: Person) -> list[Part]:
    """`parts` of the head hair with the person's outline and length.

    The coat follows most of the way, but for the hairline: else the scalp would show dark between
    hairs that have been raised from it.
    """
    form = form_of(person)
    sides = np.array([form.get(name, 0.0) for name in SIDES]) * REACH * ground.scale
    length = form.get("length", 0.0)
    if not sides.any() and not length:
        return parts
    tilt = None
    made = []
    for part in sorted(parts, key=lambda part: part.name != COAT):
        shares = (_COAT * np.maximum(sides, 0), 0.0) if part.name == COAT else (sides, length)
        vertices = moved(part.vertices, ground, *shares)
        if part.name == COAT:
            normals = vertex_normals(vertices, part.triangles)
            tilt = cKDTree(part.vertices), normals - part.normals
        made.append(_tilted(dataclasses.replace(part, vertices=vertices), part.vertices, tilt))
    return made


def _tilted(
    part: Part, before: Float32[ndarray, "V 3"], tilt: tuple[cKDTree, ndarray] | None
) -> Part:
    """`part` shaded as the coat below it now slopes: hair raised behind the hairline faces it."""
    if tilt is None:
        return part
    distance, near = tilt[0].query(before)
    share = np.exp(-distance / _TILT_REACH)[:, None]
    normals = part.normals + share * tilt[1][near]
    normals /= np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-9)
    along = part.tangents[:, :3] - normals * (part.tangents[:, :3] * normals).sum(1, keepdims=True)
    along /= np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-9)
    return dataclasses.replace(
        part,
        normals=normals.astype(np.float32),
        tangents=np.c_[along, part.tangents[:, 3:]].astype(np.float32),
    )


def moved(
    points: Float32[ndarray, "N 3"],
    ground: Ground,
    sides: Float64[ndarray, "13"],
    length: float = 0.0,
) -> Float32[ndarray, "N 3"]:
    """Hair points moved out by `sides` metres (in the order of `SIDES`), none into the skin."""
    before, _ = ground.nearest(points)
    out = outward(points, ground).moved(np.asarray(points, np.float64), sides)
    if length:
        low = middle_of(ground)[1] - 0.035 * ground.scale
        below = np.minimum(out[:, 1] - low, 0)
        out[:, 1] += below * (2.0**length - 1)
    height, normal = ground.nearest(out)
    floor = np.minimum(before, _FLOOR * ground.scale)
    out += normal * np.clip(floor - height, 0, 0.05)[:, None]
    return out.astype(np.float32)


def with_form(person: Person, numbers: Mapping[str, float]) -> Person:
    """`person` whose present style has the form `numbers`; those of other styles are kept."""
    style = person.hair.style
    others = {k: v for k, v in person.hair_form.items() if k.partition("/")[0] != style}
    mine = {f"{style}/{k}": round(float(np.clip(v, -1, 1)), 4) for k, v in numbers.items() if v}
    return dataclasses.replace(person, hair_form={**others, **mine})
