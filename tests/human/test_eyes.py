"""Eyeballs sit between the lids of anybody, turn rigidly, and stay behind closed lids."""

from __future__ import annotations

import numpy as np
import pytest

from facegen.avatar import morphed_vertices
from facegen.human.eyes.eyeball import cornea, eyeball
from facegen.human.eyes.parts import LOOK_DEGREES, eye_parts, look_rotation
from facegen.human.eyes.socket import LID_RIMS, fit_socket, lid_rim
from facegen.human.eyes.texture import eye_material
from facegen.human.figure import Figure, make_figure
from facegen.human.person import Eyes, Person, Shape
from facegen.human.topology import topology


def random_shapes(count: int, seed: int = 0) -> list[Shape]:
    """Anybody: all ages, families, weights."""
    rng = np.random.default_rng(seed)
    made = []
    for _ in range(count):
        african, asian, caucasian = rng.dirichlet([0.5] * 3)
        made.append(
            Shape(
                age=rng.uniform(2, 88), gender=rng.uniform(), african=african, asian=asian,
                caucasian=caucasian, weight=rng.uniform(), muscle=rng.uniform(),
            )
        )  # fmt: skip
    return made


@pytest.fixture(scope="module")
def figure() -> Figure:
    return make_figure(Person(eyes=Eyes((0.3, 0.2, 0.1), (0.3, 0.45, 0.6))))


@pytest.fixture(scope="module")
def parts(figure: Figure) -> dict:
    return {part.name: part for part in eye_parts(figure, 256)}


def test_rims_are_closed_mirrored_loops():
    table = topology()
    quads, _ = table.body_quads()
    edges = {frozenset((int(q[i]), int(q[i - 1]))) for q in quads for i in range(4)}
    for loop in LID_RIMS.values():
        assert len(set(loop)) == 28
        assert all(
            frozenset((a, b)) in edges for a, b in zip(loop, loop[1:] + loop[:1], strict=True)
        )
    left, right = (table.base[list(LID_RIMS[side])] for side in ("left", "right"))
    assert np.allclose(left * [-1, 1, 1], right, atol=1e-5)


def test_eyes_sit_between_the_lids_of_fifty_people():
    for shape in random_shapes(50):
        vertices = make_figure(Person(shape=shape)).vertices
        for side in ("left", "right"):
            socket = fit_socket(vertices, side)
            rim = lid_rim(vertices, side) - socket.centre
            distance = np.linalg.norm(rim, axis=1) / socket.radius
            assert 0.009 < socket.radius < 0.020
            assert distance.min() > 0.95 and distance.max() < 1.15, shape
            assert 0.99 < distance.mean() < 1.05
            pupil = socket.turn[:, 2] * socket.radius
            assert rim[:, 0].min() < pupil[0] < rim[:, 0].max()
            assert rim[:, 1].min() < pupil[1] < rim[:, 1].max()


@pytest.mark.parametrize("direction", sorted(LOOK_DEGREES))
@pytest.mark.parametrize("side", ["left", "right"])
def test_a_look_turns_the_ball_rigidly(figure, parts, side, direction):
    socket, part = fit_socket(figure.vertices, side), parts[f"eye_{side}"]
    rest = part.vertices - socket.centre
    look = f"eyeLook{direction}{side.capitalize()}"
    turned = morphed_vertices(part, {look: 1.0}) - socket.centre
    assert np.allclose(turned, rest @ look_rotation(socket, direction).T, atol=2e-6)
    before, after = np.linalg.norm(rest, axis=1), np.linalg.norm(turned, axis=1)
    assert np.abs(after / before - 1).max() < 0.01
    half = np.linalg.norm(morphed_vertices(part, {look: 0.5}) - socket.centre, axis=1)
    assert np.abs(half / before - 1).max() < 0.03


def test_looks_go_where_they_say(figure):
    for side, outward in (("left", 1), ("right", -1)):
        socket = fit_socket(figure.vertices, side)
        gaze = {d: look_rotation(socket, d)[:, 2] for d in LOOK_DEGREES}
        assert gaze["Up"][1] > 0.3 and gaze["Down"][1] < -0.3
        assert gaze["Out"][0] * outward > 0.4 and gaze["In"][0] * outward < -0.4


def test_bound_to_the_eye_joints_only(figure, parts):
    for side in ("left", "right"):
        part = parts[f"eye_{side}"]
        joint = figure.skeleton.names.index(f"{side.capitalize()}Eye")
        assert (part.joints[:, 0] == joint).all() and (part.weights[:, 0] == 1).all()


def test_closed_lids_cover_the_eye():
    for shape in random_shapes(8, seed=3):
        figure = make_figure(Person(shape=shape))
        blink = figure.morphs["eyeBlinkLeft"]
        vertices = figure.vertices.copy()
        vertices[blink.indices] += blink.deltas
        socket = fit_socket(figure.vertices, "left")
        closed = lid_rim(vertices, "left")
        assert np.ptp(closed[:, 1]) < 0.75 * np.ptp(lid_rim(figure.vertices, "left")[:, 1])
        ball = {p.name: p for p in eye_parts(figure, 64)}["eye_left"]
        shut = morphed_vertices(ball, {"eyeBlinkLeft": 1.0})
        middle = np.abs(closed[:, 0] - socket.centre[0]) < 0.004
        assert shut[:, 2].max() < closed[middle, 2].min() + 0.001


def test_meshes_are_small_and_whole():
    for mesh in (eyeball(), cornea()):
        assert len(mesh.triangles) < 2000
        a, b, c = (mesh.vertices[mesh.triangles[:, i]] for i in range(3))
        assert (np.linalg.norm(np.cross(b - a, c - a), axis=1) > 1e-8).all()
        assert mesh.uvs.min() >= 0 and mesh.uvs.max() <= 1


def test_triangle_budget(parts):
    assert sum(len(part.triangles) for part in parts.values()) <= 6000


def test_iris_takes_its_colour_and_pupil_its_width():
    def iris(color, pupil=0.5):
        image = eye_material("eye", Eyes(redness=0.1, pupil=pupil), color, 256).base_color.astype(
            float
        )
        y, x = np.mgrid[:256, :256] - 127.5
        return image, np.hypot(x, y) / 64

    for color in ((0.3, 0.45, 0.65), (0.35, 0.22, 0.12), (0.3, 0.5, 0.3)):
        image, radius = iris(color)
        mean = image[(radius > 0.75) & (radius < 0.85)].mean(0)
        assert np.argmax(mean) == np.argmax(color)
    dark = [
        (image[radius < 0.9].mean(1) < 15).mean() for image, radius in (iris((0.3, 0.5, 0.3), p)
                                                                       for p in (0.1, 0.9))
    ]  # fmt: skip
    assert dark[1] > 1.8 * dark[0]


def test_redness_reddens_the_white():
    def white(redness):
        image = eye_material("eye", Eyes(redness=redness), (0.3, 0.2, 0.1), 256).base_color.astype(
            float
        )
        y, x = np.mgrid[:256, :256] - 127.5
        ring = image[(np.hypot(x, y) > 75) & (np.hypot(x, y) < 120)].mean(0)
        return ring[0] / ring[1]

    assert white(1.0) > white(0.0) + 0.03


def test_same_person_same_eyes(figure, parts):
    for again in eye_parts(figure, 256):
        first = parts[again.name]
        assert np.array_equal(again.vertices, first.vertices)
        assert np.array_equal(again.material.base_color, first.material.base_color)
