"""Heads fitted to people whose head, camera and expression are known."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from numpy import ndarray

from facegen.avatar import ARKIT
from facegen.errors import Cancelled
from facegen.human.figure import Figure, make_figure
from facegen.human.likeness import Likeness
from facegen.human.person import Person, Shape, Skin
from facegen.human.topology import BODY, EYE_LEFT, EYE_RIGHT
from facegen.models.roles import Landmarks
from facegen.portrait.analysis import CROP_SIZE, Guess, PortraitAnalysis
from facegen.portrait.correspondence import COUNT, IRIS_LEFT, IRIS_RIGHT, correspondence
from facegen.portrait.describe import describe
from facegen.portrait.fit import HeadFit, fit_head
from facegen.portrait.landmark_model import LandmarkModel
from facegen.portrait.population import MACROS, prior
from facegen.render.camera import Camera

SMILE = {"mouthSmileLeft": 0.6, "mouthSmileRight": 0.6, "jawOpen": 0.25, "browInnerUp": 0.3}
TRUE_SHAPE = Shape(
    age=36, gender=0.3, african=0.2, asian=0.5, caucasian=0.3, weight=0.6,
    local={"nose-scale-horiz": 0.35, "chin-width": 0.3, "mouth-scale-horiz": -0.25,
           "head-oval": 0.3, "eye-trans-horiz": 0.2, "nose-scale-vert": 0.3},
)  # fmt: skip
STAGES = ("camera", "macro", "expression", "local", "outline", "residual")


def worn(figure: Figure, expression: dict[str, float]) -> ndarray:
    """Base vertices with an expression."""
    out = figure.vertices.astype(np.float64)
    for name, weight in expression.items():
        morph = figure.morphs[name]
        out[morph.indices] += weight * morph.deltas
    return out


def seen_by(camera: Camera, vertices: ndarray) -> ndarray:
    """The 478 points of a landmarker that never errs; irises look straight ahead."""
    eyes = []
    for eye in (EYE_RIGHT, EYE_LEFT):
        ball = vertices[eye]
        front = np.array([ball[:, 0].mean(), ball[:, 1].mean(), ball[:, 2].max() - 0.001])
        eyes.append(np.tile(front, (5, 1)))
    points = np.concatenate([correspondence().matrix @ vertices[BODY], *eyes])
    flat = camera.project(points)
    depth = -camera.focal_pixels * (1 / flat[:, 3] - np.median(1 / flat[:, 3]))
    return np.stack([*flat.T[:2], -depth * flat[:, 3]], 1).astype(np.float32)


def sitting(
    read: PortraitAnalysis, azimuth: float, expression: dict[str, float]
) -> tuple[PortraitAnalysis, Figure, Camera]:
    """What would be read of `TRUE_SHAPE` from `azimuth` degrees, and the truth."""
    person = Person(TRUE_SHAPE, Skin(seed=5))
    figure = make_figure(person, ARKIT)
    aim = tuple(map(float, figure.vertices[slice(EYE_LEFT.start, EYE_RIGHT.stop)].mean(0)))
    aim = (aim[0], aim[1] - 0.03, aim[2] - 0.05)
    camera = Camera.orbit(aim, 1.1, azimuth, 4.0, 18.0, CROP_SIZE, CROP_SIZE)
    points = seen_by(camera, worn(figure, expression))
    analysis = dataclasses.replace(
        read,
        landmarks=Landmarks(points, {name: expression.get(name, 0.0) for name in ARKIT}),
        yaw=-azimuth,
        pitch=-4.0,
        age=Guess(38.0, 0.7),
        masculine=Guess(0.3, 0.9),
        parsing=np.zeros_like(read.parsing),
        matte=np.zeros_like(read.matte),
    )
    return analysis, figure, camera


def figure_of(fit: HeadFit, person: Person) -> Figure:
    """The figure that everybody after the fit builds."""
    fitted = dataclasses.replace(person, shape=fit.shape)
    return make_figure(fitted, tuple(fit.expression), Likeness(fitted, fit.residual))


def placed(camera: Camera, vertices: ndarray) -> ndarray:
    """Landmarks of `vertices` in pixels."""
    return camera.project(correspondence().matrix @ vertices[BODY])[:, :2]


@pytest.mark.parametrize("azimuth", [0.0, -30.0, 60.0])
def test_a_known_head_is_found_again(woman_read: PortraitAnalysis, azimuth: float) -> None:
    analysis, truth, _ = sitting(woman_read, azimuth, SMILE)
    person = Person(Shape(age=38, gender=0.3))
    fit = fit_head(analysis, person)
    figure = figure_of(fit, person)

    assert tuple(fit.errors) == tuple(fit.seconds) == STAGES
    assert fit.errors["camera"] > fit.errors["expression"] > fit.errors["residual"]
    assert fit.errors["residual"] < 0.8

    eye, aim = np.array(fit.camera.eye), np.array(fit.camera.target)
    way = (eye - aim) / np.linalg.norm(eye - aim)
    found = np.degrees(np.arctan2(way[0], way[2]))
    assert found == pytest.approx(azimuth, abs=3)

    for name in ("mouthSmileLeft", "mouthSmileRight", "jawOpen"):
        assert fit.expression[name] == pytest.approx(SMILE[name], abs=0.12)
    others = {n: w for n, w in fit.expression.items() if n not in SMILE}
    assert max(w for n, w in others.items() if not n.startswith("eyeLook")) < 0.2

    plain = make_figure(dataclasses.replace(person, shape=Shape(age=38, gender=0.3)), ())
    assert distance(figure, truth) < 0.85 * distance(plain, truth)


def distance(figure: Figure, truth: Figure) -> float:
    """Mean distance of neutral landmarks after the best similarity (Umeyama 1991)."""
    a, b = (correspondence().matrix @ f.vertices[BODY] for f in (figure, truth))
    a, b = (x - x.mean(0) for x in (a, b))
    left, singular, right = np.linalg.svd(a.T @ b)
    scale = singular.sum() / (a**2).sum()
    return float(np.linalg.norm(scale * a @ left @ right - b, axis=1).mean())


def test_errors_are_those_of_the_figure_that_others_build(woman_read: PortraitAnalysis) -> None:
    analysis, _, _ = sitting(woman_read, -20.0, SMILE | {"eyeBlinkLeft": 0.5})
    person = Person(Shape(age=38, gender=0.3), Skin(seed=9, wrinkles=0.4))
    fit = fit_head(analysis, person)
    figure = figure_of(fit, person)
    posed = worn(figure, dict(fit.expression))
    missed = placed(fit.camera, posed) - analysis.landmarks.points[:COUNT, :2]
    eyes = (posed[part].mean(0) for part in (EYE_LEFT, EYE_RIGHT))
    apart = np.linalg.norm(np.subtract(*eyes)) * fit.camera.focal_pixels
    apart /= np.linalg.norm(np.array(fit.camera.eye) - figure.vertices[EYE_LEFT].mean(0))
    percent = 100 * np.linalg.norm(missed, axis=1).mean() / apart
    assert percent == pytest.approx(fit.errors["residual"], rel=0.1)


def test_a_blink_is_no_small_eye(woman_read: PortraitAnalysis) -> None:
    """What the face does stays out of what it is: the neutral eyes are open."""
    shut = {"eyeBlinkLeft": 0.9, "eyeBlinkRight": 0.9}
    analysis, truth, _ = sitting(woman_read, 0.0, shut)
    person = Person(Shape(age=38, gender=0.3))
    fit = fit_head(analysis, person)
    figure = figure_of(fit, person)

    def opening(f: Figure) -> float:
        lids = correspondence().matrix @ f.vertices[BODY]
        return float(lids[386, 1] - lids[374, 1])

    assert fit.expression["eyeBlinkLeft"] > 0.6
    assert opening(figure) == pytest.approx(opening(truth), rel=0.3)


def test_equal_photos_give_equal_heads(woman_read: PortraitAnalysis) -> None:
    first, second = (fit_head(woman_read, describe(woman_read)) for _ in range(2))
    assert first.shape == second.shape and first.camera == second.camera
    np.testing.assert_array_equal(first.residual, second.residual)


def test_a_rendered_woman(woman_read: PortraitAnalysis) -> None:
    """Through the real landmarker: her own head at rest, seen from the front."""
    fit = fit_head(woman_read, describe(woman_read))
    assert fit.errors["residual"] < 2 < fit.errors["camera"] < 7
    assert np.linalg.norm(fit.residual, axis=1).max() < 0.006
    assert max(fit.expression.values(), default=0) < 0.45
    eye, aim = np.array(fit.camera.eye), np.array(fit.camera.target)
    assert abs(np.degrees(np.arctan2(*(eye - aim)[[0, 2]]))) < 5
    assert 0.4 < np.linalg.norm(eye - aim) < 3


def test_it_stops_when_told(woman_read: PortraitAnalysis) -> None:
    def check() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        fit_head(woman_read, describe(woman_read), check)


def test_the_landmark_model_agrees_with_the_figure_and_its_derivatives() -> None:
    known = prior(40, 0.6)
    model = LandmarkModel(known, np.zeros((COUNT, 3)))
    code = known.mean + 0.03 * np.sin(np.arange(len(known.mean)))
    code = np.clip(code, known.low + 0.01, known.high - 0.01)
    expression = np.zeros(len(ARKIT))
    slopes = model.by_code(code)
    for place in (0, 5, len(MACROS) + 3, len(known.mean) - 4):
        step = np.zeros(len(code))
        step[place] = 1e-3 if abs(code[place]) > 2e-3 else 0
        if not step.any():
            continue
        moved = model.points(code + step, expression) - model.points(code, expression)
        np.testing.assert_allclose(slopes[:, :, place], moved / 1e-3, atol=2e-3)
    figure = make_figure(Person(known.shape(code), Skin(wrinkles=0.0)), ())
    exact = correspondence().matrix @ figure.vertices[BODY]
    away = exact - exact.mean(0) - model.points(code, expression)
    assert np.linalg.norm(away - away.mean(0), axis=1).mean() < 0.0008


def test_the_eyes_follow_the_irises(woman_read: PortraitAnalysis) -> None:
    analysis, _, camera = sitting(woman_read, 0.0, {})
    found = []
    for shift in (-1, 1):
        points = analysis.landmarks.points.copy()
        points[[IRIS_LEFT, IRIS_RIGHT], 0] += shift * 0.0035 * camera.focal_pixels / 1.1
        landmarks = dataclasses.replace(analysis.landmarks, points=points)
        fit = fit_head(dataclasses.replace(analysis, landmarks=landmarks), Person(TRUE_SHAPE))
        found.append(fit.expression)
    to_right, to_left = found
    # An iris on the left of the picture looks to the person's right: 3.5 mm are 17 degrees.
    for look, left, right in ((to_right, "In", "Out"), (to_left, "Out", "In")):
        assert 0.3 < look[f"eyeLook{left}Left"] < 0.9
        assert 0.3 < look[f"eyeLook{right}Right"] < 0.9
