"""Attributes to vertices: MakeHuman's macro blend and the face sliders, for one person or many.

The macro blend follows MakeHuman: a target such as `asian-female-young` or
`male-old-averagemuscle-maxweight-minheight` weighs the product of its factors, each factor being
piecewise linear along age, gender, ethnicity, muscle, weight, height and proportions.
"""

from __future__ import annotations

import dataclasses
import functools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from jaxtyping import Float32, Int
from numpy import ndarray

from facegen.errors import InputError
from facegen.human.person import Shape
from facegen.human.topology import VERTEX_COUNT, topology

AGE_YEARS = (1.0, 10.0, 25.0, 90.0)
"""MakeHuman's baby, child, young and old targets stand at these ages."""
AGE_NAMES = ("baby", "child", "young", "old")
FACE_FAMILIES = ("african", "asian", "caucasian")


@dataclass(frozen=True)
class Slider:
    """One face slider: value -1 applies the `low` targets whole, +1 the `high` ones."""

    name: str
    group: str
    low: tuple[str, ...]
    high: tuple[str, ...]
    low_label: str
    high_label: str

    @property
    def bounds(self) -> tuple[float, float]:
        """Allowed values: one-sided sliders (`head-oval`) have no negative side."""
        return (-1.0 if self.low else 0.0, 1.0 if self.high else 0.0)


@functools.cache
def sliders() -> dict[str, Slider]:
    """All face, ear, neck and asymmetry sliders by readable name, left and right tied."""
    table = topology()
    read = [
        _slider(group, category["name"], set(category["targets"]))
        for group, categories in table.slider_table.items()
        for category in categories
    ]
    times = Counter(slider.name for slider in read)
    made = {}
    for slider in read:
        if times[slider.name] > 1:
            slider = dataclasses.replace(slider, name=_by_axis(slider))
        made[slider.name] = slider
    for name in table.local.names:
        if name.startswith("asym-") and name.endswith("-l"):
            stem = name[:-2]
            made[stem] = Slider(stem, "asym", (name,), (f"{stem}-r",), "left", "right")
    return made


_AXES = {
    "down": "vert", "in": "horiz", "backward": "depth", "pointed": "point", "square": "corner",
}  # fmt: skip
"""Two sliders of one stem (`nose-trans-down-up`, `nose-trans-in-out`) differ by this suffix."""


def _by_axis(slider: Slider) -> str:
    return f"{slider.name}-{_AXES.get(slider.low_label, slider.low_label)}"


def _slider(group: str, name: str, targets: set[str]) -> Slider:
    """`nose-hump-decr-incr` -> slider `nose-hump` from `nose-hump-decr` to `nose-hump-incr`."""
    words = name.split("-")
    stem, low_label, high_label = "-".join(words[:-2]), words[-2], words[-1]
    low = tuple(sorted(t for t in targets if t.endswith(f"{stem}-{low_label}")))
    high = tuple(sorted(t for t in targets if t.endswith(f"{stem}-{high_label}")))
    if low and high:
        return Slider(stem, group, low, high, low_label, high_label)
    return Slider(name, group, (), tuple(sorted(targets)), "", high_label)


def _hat(value: Float32[ndarray, "B"], knots: Sequence[float], names: Sequence[str]) -> dict:
    """Piecewise-linear partition of unity over `knots`."""
    eye = np.eye(len(knots))
    return {n: np.interp(value, knots, eye[i]) for i, n in enumerate(names)}


def macro_weights(shapes: Sequence[Shape]) -> Float32[ndarray, "B M"]:
    """Weight of every macro target for each shape."""

    def column(name: str) -> ndarray:
        return np.array([getattr(s, name) for s in shapes], np.float64)

    family = np.stack([column(f) for f in FACE_FAMILIES])
    total = family.sum(0)
    family = np.where(total > 0, family / np.where(total > 0, total, 1), 1 / 3)
    gender = np.clip(column("gender"), 0, 1)
    height, proportions = column("height"), column("proportions")
    factors: dict[str, ndarray] = {
        **dict(zip(FACE_FAMILIES, family, strict=True)),
        "female": 1 - gender,
        "male": gender,
        **_hat(column("age"), AGE_YEARS, AGE_NAMES),
        **_hat(column("muscle"), (0, 0.5, 1), ("minmuscle", "averagemuscle", "maxmuscle")),
        **_hat(column("weight"), (0, 0.5, 1), ("minweight", "averageweight", "maxweight")),
        "minheight": np.clip(1 - 2 * height, 0, 1),
        "maxheight": np.clip(2 * height - 1, 0, 1),
        "uncommonproportions": np.clip(1 - 2 * proportions, 0, 1),
        "idealproportions": np.clip(2 * proportions - 1, 0, 1),
        "universal": np.ones(len(shapes)),
    }
    words, places = _macro_words()
    table = np.stack([factors[word] for word in words], 1)
    weights = np.ones((len(shapes), len(places)))
    for word in places.T:
        weights *= table[:, word]
    return weights.astype(np.float32)


@functools.cache
def _macro_words() -> tuple[tuple[str, ...], Int[ndarray, "M W"]]:
    """The words in the names of macro targets, and which of them each name is made of.

    Short names are filled up with "universal", whose factor is 1.
    """
    names = [name.split("-") for name in topology().macro_names]
    words = ("universal", *sorted({word for name in names for word in name} - {"universal"}))
    places = np.zeros((len(names), max(map(len, names))), np.int64)
    for row, name in zip(places, names, strict=True):
        row[: len(name)] = [words.index(word) for word in name]
    return words, places


def local_weights(shape: Shape) -> dict[str, float]:
    """Target name -> weight of the face sliders; `InputError` on an unknown name or a bad value."""
    known = sliders()
    weights: dict[str, float] = {}
    for name, value in shape.local.items():
        slider = known.get(name)
        if slider is None:
            raise InputError(f"There is no face slider {name[:40]!r}; see human.shape.sliders().")
        low, high = slider.bounds
        if not low <= value <= high:
            raise InputError(f"Slider {name} is {value:g}; allowed is {low:g} to {high:g}.")
        for target in slider.high if value > 0 else slider.low:
            weights[target] = weights.get(target, 0.0) + abs(value)
    return weights


@functools.cache
def _macro_matrix() -> Float32[ndarray, "M 57474"]:
    table = topology()
    return (table.macro.astype(np.float32) * table.macro_scale[:, None, None]).reshape(
        len(table.macro_scale), -1
    )


@functools.cache
def _local_matrix() -> sp.csr_matrix:
    """Face targets as rows of 3 x 19158 columns."""
    local = topology().local
    columns = (3 * local.index[:, None].astype(np.int64) + np.arange(3)).ravel()
    return sp.csr_matrix(
        (np.asarray(local.delta).ravel(), columns, 3 * local.start),
        (len(local.names), 3 * VERTEX_COUNT),
    )


def _local_rows(shapes: Sequence[Shape]) -> sp.csr_matrix:
    """Weights of the face targets, one row per shape."""
    order = {name: i for i, name in enumerate(topology().local.names)}
    entries = [
        (row, order[name], weight)
        for row, shape in enumerate(shapes)
        for name, weight in local_weights(shape).items()
    ]
    rows, columns, weights = zip(*entries, strict=True) if entries else ((), (), ())
    size = (len(shapes), len(order))
    return sp.csr_matrix((np.array(weights, np.float32), (rows, columns)), size)


@functools.lru_cache(maxsize=8)
def _columns(only: bytes) -> tuple[Float32[ndarray, "M 3V"], sp.csr_matrix]:
    """Macro and face targets of some vertices (int64 indices as bytes)."""
    index = np.frombuffer(only, np.int64)
    table = topology()
    macro = table.macro[:, index].astype(np.float32) * table.macro_scale[:, None, None]
    columns = (3 * index[:, None] + np.arange(3)).ravel()
    return macro.reshape(len(macro), -1), _local_matrix()[:, columns]


def shape_vertices(
    shapes: Sequence[Shape], only: Int[ndarray, "V"] | None = None
) -> Float32[ndarray, "B V 3"]:
    """Base-mesh vertices in metres, not yet standing on the floor; `only` picks some of them."""
    table = topology()
    weights = macro_weights(shapes)
    local = _local_rows(shapes)
    used = np.flatnonzero(weights.any(0))
    if only is not None:
        macro, face = _columns(np.asarray(only, np.int64).tobytes())
        out = weights[:, used] @ macro[used]
        out += (local @ face).toarray()
        return out.reshape(len(shapes), -1, 3) + table.base[only]
    if len(shapes) > 8:
        out = weights @ _macro_matrix()
    else:
        rows = table.macro[used].reshape(len(used), -1).astype(np.float32)
        out = (weights[:, used] * table.macro_scale[used]) @ rows
    if local.nnz:
        out += (local @ _local_matrix()).toarray()
    return out.reshape(len(shapes), -1, 3) + table.base
