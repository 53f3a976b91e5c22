"""Maximum a posteriori by Gauss-Newton: landmarks, a Gaussian prior, bounds, and few outliers.

Minimises sum_l rho(|pi(x_l) - p_l|^2 / sigma_l^2) + |W (code - mean)|^2 + |(e - e0) / tau|^2 over
camera, code and expression, rho being Huber's (iteratively reweighted); bounds by an active set.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float, Float64
from numpy import ndarray

from facegen.geometry.mesh import vertex_normals
from facegen.portrait.camera_fit import POSE_SIZE, Pose
from facegen.portrait.correspondence import correspondence, visible_from
from facegen.portrait.face_outline import OutlineRows
from facegen.portrait.landmark_model import LandmarkModel, units
from facegen.portrait.population import Prior

NEARNESS, NEARNESS_SD = 0.9, 0.35
"""1 / metres: portraits are taken from 1.1 m, more or less; landmarks hardly tell."""
_HUBER = 2.0
"""Standard deviations beyond which a landmark pulls no harder."""
_UNSEEN = 0.25
"""Least weight of a landmark that faces away: a guess of the landmarker's."""
_ENOUGH = 0.002
"""Share of the cost that a step must save for another to be worth it."""
_SHARES = (1.0, 0.5, 0.2, 0.05)
"""Of a step: macro numbers bend where one target hands over to the next."""


@dataclass(frozen=True)
class Target:
    """What the photo says."""

    pixels: Float64[ndarray, "468 2"]
    sigma: Float64[ndarray, "468"]
    """Pixels."""
    expression: Float64[ndarray, "52"]
    """Where the expression centres,"""
    expression_sd: Float64[ndarray, "52"]
    """and how far it may go from there."""
    outline: OutlineRows
    outline_sigma: float
    """Pixels."""


@dataclass(frozen=True)
class State:
    """What is sought."""

    pose: Pose
    code: Float64[ndarray, "K"]
    expression: Float64[ndarray, "52"]


def solve(
    model: LandmarkModel, target: Target, start: State, free: Bool[ndarray, "K+59"], steps: int
) -> State:
    """At most `steps` Gauss-Newton steps; of pose, code and expression only the `free` move."""
    state, now = start, cost(model, target, start)
    for _ in range(steps):
        before = now
        state, now = _step(model, target, state, free, before)
        if now > (1 - _ENOUGH) * before:
            break
    return state


def cost(model: LandmarkModel, target: Target, state: State) -> float:
    """What is minimised, but that landmarks which face away count like others."""
    pixels = state.pose.project(model.points(state.code, state.expression))
    away = np.linalg.norm(target.pixels - pixels, axis=1) / target.sigma
    rows = target.outline
    beside = np.abs(rows.place - (rows.normal * pixels[rows.index]).sum(1)) / target.outline_sigma
    away = np.concatenate([away, beside])
    huber = np.where(away < _HUBER, away**2, 2 * _HUBER * away - _HUBER**2).sum()
    usual = model.prior.whitening @ (state.code - model.prior.mean)
    worn = (state.expression - target.expression) / target.expression_sd
    near = (state.pose.nearness - NEARNESS) / NEARNESS_SD
    return float(huber + usual @ usual + worn @ worn + near**2)


def _step(
    model: LandmarkModel, target: Target, state: State, free: ndarray, before: float
) -> tuple[State, float]:
    """A state that costs less than `before`, that of `state`, and what it costs."""
    prior = model.prior
    points = model.points(state.code, state.expression)
    pixels, by_points, by_pose = state.pose.project_with_jacobians(points)
    missed = target.pixels - pixels
    weight = np.sqrt(landmark_weights(points, state.pose, missed, target.sigma))
    codes = free[POSE_SIZE : POSE_SIZE + len(state.code)]
    columns = [by_pose]
    pull = np.einsum("lac,la->lc", by_points, missed)
    by_code = model.by_code(state.code, pull) if codes.any() else None
    columns.append(
        np.zeros((*missed.shape, len(state.code)))
        if by_code is None
        else np.einsum("lac,lck->lak", by_points, by_code, optimize=True)
    )
    columns.append(np.einsum("lac,elc->lae", by_points, units(), optimize=True))
    jacobian = np.concatenate(columns, 2) * weight[:, None, None]
    jacobian = jacobian.reshape(-1, jacobian.shape[2])
    normal = jacobian.T @ jacobian
    right = jacobian.T @ (missed * weight[:, None]).reshape(-1)
    _add_outline(normal, right, np.concatenate(columns, 2), pixels, target)
    _add_priors(normal, right, model, target, state)
    here = np.concatenate([np.zeros(POSE_SIZE), state.code, state.expression])
    low = np.concatenate([np.full(POSE_SIZE, -np.inf), prior.low, np.zeros(len(state.expression))])
    high = np.concatenate([np.full(POSE_SIZE, np.inf), prior.high, np.ones(len(state.expression))])
    step = _bounded(normal, right, free, low - here, high - here)
    for share in _SHARES:
        moved = _moved(state, share * step, prior)
        after = cost(model, target, moved)
        if after < before:
            return moved, after
    return state, before


def _moved(state: State, step: Float64[ndarray, "U"], prior: Prior) -> State:
    end = POSE_SIZE + len(state.code)
    return State(
        state.pose.stepped(step[:POSE_SIZE]),
        np.clip(state.code + step[POSE_SIZE:end], prior.low, prior.high),
        np.clip(state.expression + step[end:], 0, 1),
    )


def _add_outline(
    normal: ndarray, right: ndarray, by_unknown: Float64[ndarray, "468 2 U"],
    pixels: Float64[ndarray, "468 2"], target: Target,
) -> None:  # fmt: skip
    """Add the terms of the face's outline, in place."""
    rows = target.outline
    along = np.einsum("ma,mau->mu", rows.normal, by_unknown[rows.index])
    missed = rows.place - (rows.normal * pixels[rows.index]).sum(1)
    sigma = target.outline_sigma
    weight = 1 / np.maximum(np.abs(missed) / sigma / _HUBER, 1) / sigma**2
    normal += (along.T * weight) @ along
    right += (along.T * weight) @ missed


def _add_priors(
    normal: ndarray, right: ndarray, model: LandmarkModel, target: Target, state: State
) -> None:
    """Add the quadratic terms of what is known beforehand, in place."""
    prior = model.prior
    normal[POSE_SIZE - 1, POSE_SIZE - 1] += 1 / NEARNESS_SD**2
    right[POSE_SIZE - 1] += (NEARNESS - state.pose.nearness) / NEARNESS_SD**2
    end = POSE_SIZE + len(state.code)
    precision = prior.whitening.T @ prior.whitening
    normal[POSE_SIZE:end, POSE_SIZE:end] += precision
    right[POSE_SIZE:end] += precision @ (prior.mean - state.code)
    wanted = 1 / target.expression_sd**2
    normal[range(end, len(right)), range(end, len(right))] += wanted
    right[end:] += wanted * (target.expression - state.expression)


def _bounded(
    normal: Float[ndarray, "U U"], right: Float[ndarray, "U"], free: Bool[ndarray, "U"],
    low: Float[ndarray, "U"], high: Float[ndarray, "U"],
) -> Float64[ndarray, "U"]:  # fmt: skip
    """The quadratic's minimum within bounds: what would leave them stays on them."""
    step = np.zeros(len(right))
    loose = free.copy()
    while loose.any():
        rest = right[loose] - normal[np.ix_(loose, ~loose)] @ step[~loose]
        step[loose] = np.linalg.solve(normal[np.ix_(loose, loose)], rest)
        beyond = loose & ((step < low) | (step > high))
        step = np.clip(step, low, high)
        if not beyond.any():
            break
        loose &= ~beyond
    return step


def landmark_weights(
    points: Float[ndarray, "468 3"], pose: Pose, missed: Float[ndarray, "468 2"],
    sigma: Float[ndarray, "468"],
) -> Float64[ndarray, "468"]:  # fmt: skip
    """1 / variance of each landmark, less for outliers and for those that face away."""
    normals = vertex_normals(points.astype(np.float32), correspondence().triangles)
    facing = visible_from(normals, points.astype(np.float32), pose.eye())
    seen = np.clip(facing / 0.35, _UNSEEN, 1)
    distance = np.linalg.norm(missed, axis=1) / sigma
    return seen**2 / np.maximum(distance / _HUBER, 1) / sigma**2


def unknowns(model: LandmarkModel, names: Sequence[str] | None, expression: bool) -> ndarray:
    """The mask of free unknowns: the pose always, codes by name (None: all), expression or not."""
    codes = [names is None or name in names for name in model.prior.names]
    return np.array([True] * POSE_SIZE + codes + [expression] * units().shape[0])


def with_offset(
    model: LandmarkModel, state: State, exact: Float[ndarray, "468 3"]
) -> LandmarkModel:
    """`model` corrected so that it gives the `exact` landmarks of this state."""
    change = exact - model.points(state.code, state.expression)
    return dataclasses.replace(model, offset=model.offset + change)
