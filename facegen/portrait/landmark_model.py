"""The landmarks of a head as a function of its code and its expression, with derivatives.

They are told from the middle of the neutral head's landmarks, which macro numbers such as height
move by decimetres. The arithmetic is that of `human.figure.make_figure`, at 468 points instead of
19,158 vertices. What that does beyond sums of targets (relief, closed lips, residual, the floor) is
a constant `offset` per landmark, taken from the exact figure whenever the fit has moved on.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from jaxtyping import Float32, Float64, Int64
from numpy import ndarray

from facegen.avatar import ARKIT
from facegen.human.expression import REST_UNITS
from facegen.human.shape import shape_vertices, sliders
from facegen.human.topology import BODY, Sparse, topology
from facegen.portrait.correspondence import COUNT, correspondence
from facegen.portrait.population import MACROS, Prior

_STEP = 0.02
"""Of a macro number, for its derivative."""


@functools.cache
def _picked() -> tuple[Int64[ndarray, "K"], sp.csr_matrix]:
    """Base vertices that landmarks depend on, and landmarks from these alone."""
    index = correspondence().vertices
    return index, correspondence().matrix[:, index].tocsr()


def _at_landmarks(targets: Sparse, names: tuple[str, ...]) -> Float32[ndarray, "T 468 3"]:
    """Motion of the landmarks by each target."""
    matrix = correspondence().matrix.tocsc()
    found = np.zeros((len(names), COUNT, 3), np.float32)
    for row, name in enumerate(names):
        index, delta = targets.get(name)
        skin = index < BODY.stop
        found[row] = matrix[:, index[skin]] @ delta[skin]
    return found


@functools.cache
def units() -> Float32[ndarray, "52 468 3"]:
    """Motion of the landmarks by the ARKit units, in the order of `ARKIT`."""
    return _at_landmarks(topology().units, ARKIT)


@functools.cache
def _rest() -> Float64[ndarray, "468 3"]:
    weights = np.array([REST_UNITS.get(name, 0.0) for name in ARKIT])
    return np.tensordot(weights, units(), 1)


@functools.cache
def _slider_sides() -> dict[str, tuple[ndarray, ndarray]]:
    """Slider -> motion of the landmarks per unit below and above 0."""
    names = topology().local.names
    moves = dict(zip(names, _at_landmarks(topology().local, names), strict=True))
    still = np.zeros((COUNT, 3), np.float32)
    return {
        name: tuple(
            sign * sum((moves[t] for t in targets), start=still)
            for sign, targets in ((-1, slider.low), (1, slider.high))
        )
        for name, slider in sliders().items()
    }


@dataclass(frozen=True)
class LandmarkModel:
    """Landmarks of codes of `prior`."""

    prior: Prior
    offset: Float64[ndarray, "468 3"]

    def points(
        self, code: Float64[ndarray, "K"], expression: Float64[ndarray, "52"]
    ) -> Float64[ndarray, "468 3"]:
        """Landmarks in metres."""
        shaped = self._shaped.get(code.tobytes())
        if shaped is None:
            index, matrix = _picked()
            shaped = matrix @ shape_vertices([self.prior.shape(code)], index)[0]
            shaped = shaped - shaped.mean(0)
            self._shaped[code.tobytes()] = shaped
        return shaped + _rest() + np.tensordot(expression, units(), 1) + self.offset

    @functools.cached_property
    def _shaped(self) -> dict[bytes, Float64[ndarray, "468 3"]]:
        """Landmarks of codes seen already: a solver asks for each one several times."""
        return {}

    def by_code(
        self, code: Float64[ndarray, "K"], downhill: Float64[ndarray, "468 3"] | None = None
    ) -> Float64[ndarray, "468 3 K"]:
        """Derivative by the code. A slider at 0 has two: `downhill` (where the landmarks ought to
        go) tells which one is meant."""
        index, matrix = _picked()
        out = np.zeros((COUNT, 3, len(code)))
        steps = np.where(code + _STEP > self.prior.high, -_STEP, _STEP)[: len(MACROS)]
        plain = np.where(np.arange(len(code)) < len(MACROS), code, 0.0)  # sliders only add to it
        codes = [plain, *(_moved(plain, i, step) for i, step in enumerate(steps))]
        heads = shape_vertices([self.prior.shape(c) for c in codes], index)
        for i, step in enumerate(steps):
            out[:, :, i] = matrix @ ((heads[i + 1] - heads[0]) / step)
        for i, name in enumerate(self.prior.names[len(MACROS) :], len(MACROS)):
            below, above = _slider_sides()[name]
            up = code[i] > 0
            if abs(code[i]) < 1e-3 and downhill is not None:
                up = (above * downhill).sum() >= -(below * downhill).sum()
            out[:, :, i] = above if up and self.prior.high[i] > 0 else below
        return out - out.mean(0)


def _moved(code: ndarray, place: int, step: float) -> ndarray:
    moved = code.copy()
    moved[place] += step
    return moved
