"""What heads look like before a photo is seen: a Gaussian over the numbers of a recipe's shape.

The moments are those of `human.sampling`, which draws the crowd, given age and gender expression.
The codes are the recipe's own numbers, so that a fitted code is a recipe as it stands.
"""

from __future__ import annotations

import dataclasses
import functools
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float64
from numpy import ndarray

from facegen.human.person import Shape
from facegen.human.populations import REGIONS, WORLD_SHARES
from facegen.human.sampling import slider_plan
from facegen.human.shape import FACE_FAMILIES, sliders
from facegen.human.tendencies import usual_sliders

MACROS = (
    "age", "gender", *FACE_FAMILIES, "weight", "muscle", "height", "proportions",
)  # fmt: skip
"""Fields of `Shape` with which every code begins; the face sliders follow."""
AGE_SCALE = 10.0
"""Years per unit of a code's age, so that all of its numbers are of one order."""
_BOUNDS = {
    "age": (1.0 / AGE_SCALE, 90.0 / AGE_SCALE), "weight": (0.15, 0.85), "muscle": (0.15, 0.85),
    "height": (0.15, 0.85), "proportions": (0.2, 0.9),
}  # fmt: skip
_BUILD = {"weight": (0.48, 0.09), "muscle": (0.42, 0.07), "height": (0.5, 0.1),
          "proportions": (0.58, 0.08)}  # fmt: skip
"""Mean and standard deviation of adults of 25; weight and muscle shift with age and gender."""
_FAMILY_NOISE = 0.12
_LEAST_SD = 0.02
"""Even what the sampler never draws may be a little different in a photo."""


@dataclass(frozen=True)
class Prior:
    """Codes are distributed as N(mean, covariance) within bounds."""

    names: tuple[str, ...]
    """`MACROS`, then the names of the face sliders."""
    mean: Float64[ndarray, "K"]
    covariance: Float64[ndarray, "K K"]
    low: Float64[ndarray, "K"]
    high: Float64[ndarray, "K"]
    spread: Float64[ndarray, "K"]
    """Standard deviations at a known age and gender; of the sliders alone it counts."""

    @property
    def sd(self) -> Float64[ndarray, "K"]:
        """Standard deviations."""
        return np.sqrt(np.diag(self.covariance))

    @functools.cached_property
    def whitening(self) -> Float64[ndarray, "K K"]:
        """`whitening @ (code - mean)` is N(0, I): the prior's rows of a least-squares problem."""
        return np.linalg.inv(np.linalg.cholesky(self.covariance))

    def widened(self, factor: float) -> Prior:
        """Standard deviations of the face sliders times `factor`: real people are more various."""
        own = np.zeros(len(self.names))
        own[len(MACROS) :] = (factor**2 - 1) * self.spread[len(MACROS) :] ** 2
        return dataclasses.replace(
            self, covariance=self.covariance + np.diag(own), spread=factor * self.spread
        )

    def code(self, shape: Shape) -> Float64[ndarray, "K"]:
        """The code of a shape; families are scaled to sum 1."""
        values = {name: getattr(shape, name) for name in MACROS} | dict(shape.local)
        total = sum(values[name] for name in FACE_FAMILIES) or 1.0
        values |= {name: values[name] / total for name in FACE_FAMILIES}
        values["age"] /= AGE_SCALE
        return np.array([values.get(name, 0.0) for name in self.names])

    def shape(self, code: Float64[ndarray, "K"]) -> Shape:
        """The shape of a code, clipped to the bounds; sliders that are nearly 0 are left out."""
        clipped = np.clip(code, self.low, self.high).tolist()
        values = dict(zip(self.names, clipped, strict=True))
        macros = {name: values.pop(name) for name in MACROS}
        macros["age"] *= AGE_SCALE
        total = sum(macros[name] for name in FACE_FAMILIES)
        for name in FACE_FAMILIES:
            macros[name] = macros[name] / total if total else 1 / len(FACE_FAMILIES)
        local = {name: value for name, value in values.items() if abs(value) > 1e-3}
        return Shape(**macros, local=local)


def prior(age: float, masculine: float, age_sd: float = 6.0, masculine_sd: float = 0.15) -> Prior:
    """The prior given a guess of age (years) and gender expression (0 feminine .. 1 masculine).

    `age_sd` and `masculine_sd` tell how far the guesses may be wrong.
    """
    age = float(np.clip(age, 1, 90))
    names, spread, outlines = slider_plan()
    mean, covariance = np.zeros(len(MACROS)), np.zeros((len(MACROS),) * 2)
    place = {name: i for i, name in enumerate(MACROS)}
    guesses = {"age": (age / AGE_SCALE, age_sd / AGE_SCALE), "gender": (masculine, masculine_sd)}
    for name, (middle, deviation) in {**guesses, **_build(age, masculine)}.items():
        mean[place[name]], covariance[place[name], place[name]] = middle, deviation**2
    families = [place[name] for name in FACE_FAMILIES]
    mean[families], covariance[np.ix_(families, families)] = _families()
    centre, deviation = _faces(names, spread, outlines, age, masculine)
    by_age = _change(names, (age - age_sd, masculine), (age + age_sd, masculine))
    by_gender = _change(names, (age, masculine - masculine_sd), (age, masculine + masculine_sd))
    centre = centre + (by_age[0] + by_gender[0]) / 2
    bounds = [_BOUNDS.get(name, (0.0, 1.0)) for name in MACROS]
    bounds += [sliders()[name].bounds for name in names]
    size = len(mean) + len(names)
    whole = np.zeros((size, size))
    whole[: len(mean), : len(mean)] = covariance
    whole[range(len(mean), size), range(len(mean), size)] = deviation**2
    # A face that turns out older or more masculine than guessed has the sliders of such faces.
    depends = np.zeros((size, 2))
    depends[[place["age"], place["gender"]], [0, 1]] = age_sd / AGE_SCALE, masculine_sd
    depends[len(mean) :, 0], depends[len(mean) :, 1] = by_age[1] / 2, by_gender[1] / 2
    together = depends @ depends.T
    together[[place["age"], place["gender"]], [place["age"], place["gender"]]] = 0
    whole += together
    low, high = np.array(bounds, np.float64).T
    own = np.concatenate([np.zeros(len(mean)), deviation])
    return Prior((*MACROS, *names), np.concatenate([mean, centre]), whole, low, high, own)


def guess_spread(
    age: float, age_confidence: float, masculine_confidence: float
) -> tuple[float, float]:
    """Standard deviations of a photo's age (years) and gender expression, for `prior`.

    Measured on 110 rendered people: what the network is sure of (0.9 and more) is off by 0.24 in
    gender expression, the rest by 0.4 to 0.46; ages are off by 17 years, less for the young.
    """
    doubt = 8.0 + 12.0 * (1 - age_confidence)
    return min(doubt, 2.0 + 0.35 * age), 0.24 + 0.4 * (1 - masculine_confidence)


def _build(age: float, masculine: float) -> dict[str, tuple[float, float]]:
    """Mean and standard deviation of weight, muscle, height and proportions."""
    build = dict(_BUILD)
    build["weight"] = (0.48 + 0.10 * max(age - 25, 0) / 65, 0.09)
    build["muscle"] = (0.42 + 0.16 * masculine - 0.15 * max(age - 55, 0) / 35, 0.07)
    return build


def _change(
    names: tuple[str, ...], below: tuple[float, float], above: tuple[float, float]
) -> tuple[Float64[ndarray, "S"], Float64[ndarray, "S"]]:
    """Between two (age, gender): how far the usual sliders' mean is from their middle's, and how
    much they change."""
    low, high, middle = (
        np.array([usual.get(name, 0.0) for name in names])
        for usual in (
            usual_sliders(*below),
            usual_sliders(*above),
            usual_sliders(*((a + b) / 2 for a, b in zip(below, above, strict=True))),
        )
    )
    return low + high - 2 * middle, high - low


@functools.cache
def _families() -> tuple[Float64[ndarray, "3"], Float64[ndarray, "3 3"]]:
    """Moments of the shares of the face families over the world's regions."""
    shares = np.array([*WORLD_SHARES.values()])
    shares = shares / shares.sum()
    rows = np.array([[getattr(REGIONS[r], f) for f in FACE_FAMILIES] for r in WORLD_SHARES])
    rows = rows / rows.sum(1, keepdims=True)
    mean = shares @ rows
    centred = rows - mean
    noise = np.diag((_FAMILY_NOISE * mean) ** 2)
    return mean, (centred * shares[:, None]).T @ centred + noise


def _faces(
    names: tuple[str, ...], spread: Float64[ndarray, "S"], outlines: tuple[str, ...],
    age: float, masculine: float,
) -> tuple[Float64[ndarray, "S"], Float64[ndarray, "S"]]:  # fmt: skip
    """Mean and standard deviation of the face sliders."""
    usual = usual_sliders(age, masculine)
    mean = np.array([usual.get(name, 0.0) for name in names])
    deviation = np.maximum((0.5 if age < 14 else 1.0) * spread, _LEAST_SD)
    for i, name in enumerate(names):
        if name in outlines:
            # One outline (oval, square...) in each face, drawn as half a normal distribution.
            mean[i] += np.sqrt(2 / np.pi) * spread[i] / len(outlines)
        elif name == "eye-bag-decr":
            mean[i] = 0.6 * max(age - 30, 0) / 60 * 0.8
            deviation[i] = max(mean[i] / 2, _LEAST_SD)
    return mean, deviation
