"""A head from a face: camera, shape and expression such that the landmarks fall where they are.

The stages of Gen3D-Face's input-conditioned mesh estimation, each solved as a whole with those
before it: camera, macro numbers (age, build, face families), expression, every face slider, and a
small residual that lays features exactly where the photo has them.
"""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float32, Float64
from numpy import ndarray

from facegen.avatar import ARKIT
from facegen.human.expression import make_morphs
from facegen.human.figure import neutral_vertices
from facegen.human.likeness import Likeness
from facegen.human.person import Person, Shape
from facegen.human.skin.canvas import Check, idle
from facegen.human.topology import BODY, EYE_LEFT, EYE_RIGHT, VERTEX_COUNT
from facegen.portrait.analysis import PortraitAnalysis
from facegen.portrait.camera_fit import first_pose
from facegen.portrait.correspondence import COUNT, IRIS_LEFT, IRIS_RIGHT, correspondence
from facegen.portrait.expression_fit import as_vector, by_name, expression_prior, gaze
from facegen.portrait.face_outline import OutlineRows, outline_rows
from facegen.portrait.landmark_model import LandmarkModel
from facegen.portrait.population import MACROS, Prior, guess_spread, prior
from facegen.portrait.residual import displacement
from facegen.portrait.shape_regressor import ShapeRegressor, shape_regressor
from facegen.portrait.silhouette import fit_outline
from facegen.portrait.solver import (
    NEARNESS,
    State,
    Target,
    landmark_weights,
    solve,
    unknowns,
    with_offset,
)
from facegen.render.camera import Camera

WIDER = 1.6
"""Real faces differ more than sampled ones, of which `population.prior` tells."""
_DISTRUST = 6.0
"""Landmarks err together, not one by one: each is trusted this much less than it deserves."""
OUTLINE = 0.015
"""Standard deviation of the parser's outlines, of the distance between the eyes."""
_DISTRUST_OUTLINE = 2.0
_OUTLINE_ROUNDS = 2
_RESIDUAL_SD = 0.0006
"""Metres: how far skin may be from where the recipe alone puts it."""
_FEATURES_FIRST = 1.0
"""Power with which the residual trusts lids, lips and nose more than forehead and cheeks."""
_RESIDUAL_ROUNDS = 2


@dataclass(frozen=True)
class HeadFit:
    """The head of a portrait, standing where every avatar stands."""

    shape: Shape
    residual: Float32[ndarray, "19158 3"]
    """Metres added to the shaped base mesh (`human.likeness.Likeness.residual`)."""
    expression: Mapping[str, float]
    """ARKit name -> weight that the face in the photo wears."""
    camera: Camera
    """Sees the avatar as the crop does, in its pixels."""
    errors: Mapping[str, float]
    """Stage -> mean landmark error, % of the distance between the eyes' centres."""
    seconds: Mapping[str, float]


@dataclass(frozen=True)
class Look:
    """What of a portrait the landmarks' equations read."""

    points: Float32[ndarray, "478 2"]
    """Landmarks in the pixels of a roll-aligned crop,"""
    side: int
    """which is so many pixels wide and high."""
    arkit: Mapping[str, float]
    yaw: float
    pitch: float
    """Degrees, as in `PortraitAnalysis`."""

    @staticmethod
    def of(analysis: PortraitAnalysis) -> Look:
        """That of an analysis."""
        points, side = analysis.landmarks.points[:, :2], len(analysis.crop.image)
        return Look(points, side, analysis.arkit, analysis.yaw, analysis.pitch)


def fit_head(analysis: PortraitAnalysis, person: Person, check: Check = idle) -> HeadFit:
    """The head whose landmarks are those of `analysis`, as near to what is usual as they allow.

    `person` gives age, gender and skin; `check` is called between the stages and may raise to stop.
    The fit is exact for `make_figure` of `person` with the fitted shape and residual. Raises
    `SetupError` when set-up has not placed the landmarks.
    """
    fit = _Fit(Look.of(analysis), analysis.parsing, _prior_of(analysis, person), person, check)
    fit.stage("camera", (), expression=False, steps=8)
    fit.expect(shape_regressor())
    fit.stage("macro", MACROS, expression=False, steps=4)
    fit.stage("expression", MACROS, expression=True, steps=4)
    fit.look()
    fit.stage("local", None, expression=True, steps=6)
    fit.look()
    fit.stage("local", None, expression=True, steps=4)
    fit.outline()
    fit.register()
    return fit.result()


def first_look(
    look: Look, known: Prior, person: Person
) -> tuple[Float64[ndarray, "468 2"], Float64[ndarray, "K"]]:
    """How the usual head misses the landmarks before the shape is fitted (metres at the head, right
    and up), and that head's code: what `shape_regressor` is asked, and learns from."""
    fit = _Fit(look, None, known.widened(WIDER), person)
    fit.stage("camera", (), expression=False, steps=8)
    return fit.missed(), fit.state.code


class _Fit:
    """What is known so far."""

    def __init__(
        self, look: Look, parsing: Float32[ndarray, "19 P P"] | None, known: Prior, person: Person,
        check: Check = idle,
    ) -> None:  # fmt: skip
        self.check = check
        self.person = person
        self.seen = look.points.astype(np.float64)
        self.parsing = parsing
        self.residual = np.zeros((VERTEX_COUNT, 3), np.float32)
        self.errors: dict[str, float] = {}
        self.seconds: dict[str, float] = {}
        self.started = time.perf_counter()
        mean, deviation = expression_prior(look.arkit)
        self.state = State(None, known.mean.copy(), np.zeros(len(mean)))  # type: ignore[arg-type]
        self.model = LandmarkModel(known, np.zeros((COUNT, 3)))
        self._look_exactly()
        points = self.model.points(self.state.code, self.state.expression)
        pose = first_pose(points, self.seen[:COUNT], look.side, look.yaw, look.pitch, NEARNESS)
        self.state = dataclasses.replace(self.state, pose=pose, expression=mean)
        eyes = self.seen[[IRIS_LEFT, IRIS_RIGHT]]
        self.apart = float(np.linalg.norm(eyes[0] - eyes[1]))
        sigma = _DISTRUST * correspondence().sigma * self.apart
        self.target = Target(
            self.seen[:COUNT], sigma.astype(np.float64), mean, deviation,
            OutlineRows.none(), OUTLINE * _DISTRUST_OUTLINE * self.apart,
        )  # fmt: skip

    def missed(self) -> Float64[ndarray, "468 2"]:
        """Metres right and up, at the head, from the model's landmarks to the photo's."""
        points = self.model.points(self.state.code, self.state.expression)
        away = self.target.pixels - self.state.pose.project(points)
        return away * (1, -1) / self.state.pose.size

    def expect(self, regressor: ShapeRegressor) -> None:
        """Look for the head where the landmarks, as the usual head misses them, lead us to."""
        known = regressor.informed(self.model.prior, self.missed())
        self.model = dataclasses.replace(self.model, prior=known)
        self.state = dataclasses.replace(self.state, code=known.mean.copy())
        self._look_exactly()

    def stage(
        self, name: str, names: tuple[str, ...] | None, *, expression: bool, steps: int
    ) -> None:
        """Solve for the camera and what else is named, and note how far the landmarks are off."""
        self.check()
        free = unknowns(self.model, names, expression)
        self.state = solve(self.model, self.target, self.state, free, steps)
        self._look_exactly()
        self._note(name)

    def look(self) -> None:
        """Turn the eyes as the irises tell; gaze is no unknown of the landmarks' equations."""
        looking = gaze(self.vertices - self.anchor, self.state.pose, self.seen)
        fixed = as_vector(looking)
        is_gaze = np.array([name.startswith("eyeLook") for name in ARKIT])
        mean = np.where(is_gaze, fixed, self.target.expression)
        self.target = dataclasses.replace(self.target, expression=mean)
        worn = np.where(is_gaze, fixed, self.state.expression)
        self.state = dataclasses.replace(self.state, expression=worn)

    def outline(self) -> None:
        """Fit cheeks and jaw, then ears and neck, to their outlines in the parsing."""
        for _ in range(_OUTLINE_ROUNDS):
            rows = outline_rows(self.worn, self._camera(), self.parsing, self.apart)
            self.target = dataclasses.replace(self.target, outline=rows)
            self.stage("outline", None, expression=True, steps=2)
        known = self.model.prior
        shape = fit_outline(
            known.shape(self.state.code), self.worn, self._camera(), self.parsing, self.apart, known
        )
        self.state = dataclasses.replace(self.state, code=known.code(shape))
        self._look_exactly()

    def register(self) -> None:
        """Lay the skin's features where the photo has them, and look again with the camera."""
        sigma = correspondence().sigma
        noise = sigma * (sigma / np.median(sigma)) ** _FEATURES_FIRST * self.apart
        for _ in range(_RESIDUAL_ROUNDS):
            self.check()
            points = self.model.points(self.state.code, self.state.expression)
            pixels, by_points, _ = self.state.pose.project_with_jacobians(points)
            missed = self.target.pixels - pixels
            trust = landmark_weights(points, self.state.pose, missed, noise)
            rows = self.target.outline
            beside = rows.place - (rows.normal * pixels[rows.index]).sum(1)
            along = np.einsum("ma,mac->mc", rows.normal, by_points[rows.index])
            self.residual = self.residual + displacement(
                np.concatenate([np.repeat(np.arange(COUNT), 2), rows.index]),
                np.concatenate([by_points.reshape(-1, 3), along]),
                np.concatenate([missed.reshape(-1), beside]),
                np.concatenate(
                    [np.repeat(1 / np.sqrt(trust), 2), np.full(len(along), OUTLINE * self.apart)]
                ),
                _RESIDUAL_SD,
            )
            self._look_exactly()
        self._note("residual")

    def result(self) -> HeadFit:
        """What was found."""
        expression = by_name(self.state.expression)
        return HeadFit(
            self.model.prior.shape(self.state.code), self.residual, expression,
            self._camera(), self.errors, self.seconds,
        )  # fmt: skip

    def _camera(self) -> Camera:
        return self.state.pose.camera(self.anchor)

    def _look_exactly(self) -> None:
        """Make the figure, and put the model right where it differs."""
        shape = self.model.prior.shape(self.state.code)
        person = dataclasses.replace(self.person, shape=shape)
        likeness = Likeness(person, self.residual)
        self.vertices = neutral_vertices(person, likeness)
        self.anchor = (correspondence().matrix @ self.vertices[BODY]).mean(0, dtype=np.float64)
        self.worn = self.vertices[BODY].astype(np.float64)
        weights = by_name(self.state.expression)
        for name, morph in make_morphs(self.vertices, weights).items():
            skin = morph.indices < BODY.stop
            self.worn[morph.indices[skin]] += weights[name] * morph.deltas[skin]
        exact = correspondence().matrix @ self.worn - self.anchor
        self.model = with_offset(self.model, self.state, exact)

    def _note(self, stage: str) -> None:
        pose = self.state.pose
        eyes = self.vertices[EYE_LEFT].mean(0) - self.vertices[EYE_RIGHT].mean(0)
        points = self.model.points(self.state.code, self.state.expression)
        away = np.linalg.norm(pose.project(points) - self.target.pixels, axis=1).mean()
        self.errors[stage] = float(100 * away / (pose.size * np.linalg.norm(eyes)))
        now = time.perf_counter()
        self.seconds[stage] = self.seconds.get(stage, 0.0) + now - self.started
        self.started = now


def _prior_of(analysis: PortraitAnalysis, person: Person) -> Prior:
    """What is known of the head before its landmarks are looked at."""
    age, masculine = person.shape.age, person.shape.gender
    doubt = guess_spread(age, analysis.age.confidence, analysis.masculine.confidence)
    return prior(age, masculine, *doubt).widened(WIDER)
