"""A photo of a known person painted onto a head gives that person's skin back."""

from __future__ import annotations

import dataclasses

import cv2
import numpy as np
import pytest

from facegen.avatar import Avatar
from facegen.colorspace import srgb_to_linear
from facegen.human.figure import Figure, make_figure
from facegen.human.hair.brows import brow_parts
from facegen.human.person import Brows
from facegen.human.skin.bake import paint_skin
from facegen.human.skin.canvas import Canvas, make_canvas
from facegen.human.skin.photo import brow_zone
from facegen.portrait.analysis import Crop, Guess, PortraitAnalysis
from facegen.portrait.appearance import (
    SIZE,
    SeenSkin,
    _remembered,
    _without_rims,
    paint_likeness,
)
from facegen.portrait.bare_skin import find_bare_skin, openings
from facegen.portrait.fit import HeadFit
from facegen.portrait.relight import photo_environment
from facegen.render.camera import Camera
from facegen.render.environment import harmonic_basis
from tests.portrait import people
from tests.portrait.conftest import Picture

CHEEK = ((25, 685, 90), (50, 712, 140))
FOREHEAD = ((-20, 750, 100), (20, 764, 170))
NAPE = ((-30, 620, -60), (30, 680, 20))


@pytest.fixture(scope="module")
def seen(woman: Avatar, woman_front: Picture, woman_read: PortraitAnalysis) -> PortraitAnalysis:
    """What was read of her, with the whole photo for a crop: its camera is known exactly."""
    to_photo = woman_read.crop.to_photo
    points = woman_read.landmarks.points.copy()
    points[:, :2] = (points[:, :2] @ to_photo[:, :2].T + to_photo[:, 2]) * 2
    # Half a parsing's pixel is a crop's, and a photo's is two of the new crop's.
    matrix = to_photo @ np.diag([2.0, 2.0, 1.0])
    parsing = np.stack(
        [
            cv2.warpAffine(c, matrix, (512, 512), borderMode=cv2.BORDER_REPLICATE)
            for c in woman_read.parsing
        ]
    )
    whole = cv2.resize(woman_front, (1024, 1024), interpolation=cv2.INTER_CUBIC)
    crop = Crop(whole, np.ones((1024, 1024), bool), np.diag([0.5, 0.5, 1.0])[:2])
    landmarks = dataclasses.replace(woman_read.landmarks, points=points)
    return dataclasses.replace(woman_read, crop=crop, landmarks=landmarks, parsing=parsing)


@pytest.fixture(scope="module")
def figure() -> Figure:
    """Her head, unpainted."""
    return make_figure(people.WOMAN)


@pytest.fixture(scope="module")
def painted(woman: Avatar, seen: PortraitAnalysis, figure: Figure):
    """Her likeness from her own photo, and its light."""
    camera = Camera.portrait(woman, 0.0, 0.0, 1024).replace(fov_y=21.0)
    residual = np.zeros((19158, 3), np.float32)
    fit = HeadFit(people.WOMAN.shape, residual, {}, camera, {}, {})
    return paint_likeness(seen, fit, people.WOMAN, figure)


@pytest.fixture(scope="module")
def canvas() -> Canvas:
    return make_canvas("head", SIZE)


def _box(canvas: Canvas, low: tuple, high: tuple) -> np.ndarray:
    inside = (canvas.position >= low) & (canvas.position <= high)
    return inside.all(-1) & canvas.covered & (canvas.lip > 0)


def test_the_photo_covers_what_it_shows_and_nothing_else(painted, canvas):
    alpha = painted[0].skin[..., 3]
    assert alpha[_box(canvas, *CHEEK)].min() > 240
    assert alpha[_box(canvas, *FOREHEAD)].mean() > 150
    assert alpha[_box(canvas, *NAPE)].max() == 0
    assert alpha[canvas.lip < 0].max() == 0
    assert alpha[canvas.eye < 1].max() == 0


def test_a_rendered_person_is_given_back(painted, canvas):
    """Her cheek's colour within a few levels of what was painted on her, light taken off."""
    likeness, _ = painted
    truth = paint_skin(people.WOMAN, canvas).base_color.astype(float)
    mine = paint_skin(people.WOMAN, canvas, likeness=likeness).base_color.astype(float)
    for box in (CHEEK, FOREHEAD):
        where = _box(canvas, *box)
        ratio = mine[where].mean(0) / truth[where].mean(0)
        assert np.abs(ratio - 1).max() < 0.15
        assert np.abs(ratio / ratio.mean() - 1).max() < 0.06
    lips = canvas.covered & (canvas.lip > 3) & (canvas.lip < 5)
    red = mine[..., 0] / mine[..., 1]
    assert red[lips].mean() > 1.1 * red[_box(canvas, *CHEEK)].mean()


def test_equal_photos_give_equal_bytes(painted, seen, figure, woman):
    camera = Camera.portrait(woman, 0.0, 0.0, 1024).replace(fov_y=21.0)
    residual = np.zeros((19158, 3), np.float32)
    fit = HeadFit(people.WOMAN.shape, residual, {}, camera, {}, {})
    again, light = paint_likeness(seen, fit, people.WOMAN, figure)
    assert np.array_equal(again.skin, painted[0].skin)
    assert np.array_equal(again.ratio, painted[0].ratio)
    assert np.array_equal(light.harmonics, painted[1].harmonics)


def test_no_border_between_what_is_seen_and_what_is_filled(painted, canvas):
    """Where the photo fades out, colour changes no faster than it does on painted skin."""
    baked = paint_skin(people.WOMAN, canvas, likeness=painted[0]).base_color.astype(np.float32)
    alpha = painted[0].skin[..., 3]
    rim = (alpha > 0) & (alpha < 255) & (canvas.lip > 9) & (canvas.eye > 14) & canvas.covered
    rim &= (canvas.position[..., 1] < 735) & (canvas.border > 3)
    smooth = cv2.GaussianBlur(baked, (0, 0), 4)
    slope = np.abs(np.gradient(smooth, axis=1)).max(-1)
    assert np.quantile(slope[rim], 0.99) < 3.0


def test_brows_stay_the_photo_s_until_they_are_edited(painted, figure, canvas):
    likeness = painted[0]
    person = dataclasses.replace(people.WOMAN, brows=Brows(style="eyebrow005"))
    own = figure.replace(likeness=likeness)
    assert brow_parts(own) == []
    edited = dataclasses.replace(own, person=person)
    assert [part.name for part in brow_parts(edited)] == ["brows"]
    before = paint_skin(people.WOMAN, canvas, likeness=likeness).base_color.astype(float)
    after = paint_skin(person, canvas, likeness=likeness).base_color.astype(float)
    brow = (brow_zone(canvas) > 0.9) & canvas.covered
    assert np.quantile(before[brow].mean(-1), 0.05) < 0.8 * np.median(before[brow].mean(-1))
    assert np.quantile(after[brow].mean(-1), 0.05) > 0.85 * np.median(after[brow].mean(-1))
    away = cv2.dilate((brow_zone(canvas) > 0).astype(np.uint8), np.ones((9, 9))) == 0
    assert np.array_equal(before[away & canvas.covered], after[away & canvas.covered])


def test_the_photo_follows_a_change_of_skin_tone(painted, canvas):
    skin = dataclasses.replace(people.WOMAN.skin, melanin=0.6)
    person = dataclasses.replace(people.WOMAN, skin=skin)
    where = _box(canvas, *CHEEK)
    colors = [
        paint_skin(p, canvas, likeness=painted[0]).base_color[where].astype(float)
        for p in (people.WOMAN, person)
    ]
    assert colors[1].mean() < 0.75 * colors[0].mean()
    assert np.corrcoef(colors[0].mean(-1), colors[1].mean(-1))[0, 1] > 0.5


def test_the_body_takes_the_face_s_colour_without_a_step(painted, canvas):
    """Head and body atlas meet at the neck with the same ratio, for it lives on the mesh."""
    likeness = painted[0]
    assert likeness.ratio.shape == (13380, 3)
    assert np.abs(likeness.ratio).max() < 1.0
    assert painted[0].skin[..., 3][canvas.covered & (canvas.border < 0.5)].max() == 0


def test_the_light_falls_as_the_photo_s(painted):
    """The studio's key stands at the viewer's upper left: on the person's right."""
    light = painted[1]
    right, left = harmonic_basis(np.float32([[-0.6, 0.3, 0.74], [0.6, -0.3, 0.74]])) @ (
        light.harmonics.mean(1)
    )
    assert right > 1.05 * left
    environment = photo_environment(light)
    again = harmonic_basis(np.float32([[0, 0, 1]])) @ environment.harmonics
    first = harmonic_basis(np.float32([[0, 0, 1]])) @ light.harmonics
    assert np.abs(again / first - 1).max() < 0.2
    assert environment.specular.min() > 0


def _skin_of_one_color(linear: np.ndarray) -> SeenSkin:
    none = np.zeros((SIZE, SIZE), np.float32)
    color = np.broadcast_to(np.float32(linear), (SIZE, SIZE, 3))
    return SeenSkin(color, np.ones_like(none), none, none)


def test_a_light_from_behind_is_not_taken_for_skin(seen, canvas):
    shaven = dataclasses.replace(seen, facial_hair=Guess("none", 1.0))
    bearded = dataclasses.replace(seen, facial_hair=Guess("full", 1.0))
    side = _box(canvas, (56, 690, 60), (70, 730, 110))
    middle = _box(canvas, (-15, 690, 90), (15, 720, 160))
    rim, gloss = np.float32([0.5, 0.8, 1.1]), np.float32([0.6, 0.6, 0.6])
    ratio = np.zeros((SIZE, SIZE, 3), np.float32)
    ratio[side | middle] = rim
    photo = _skin_of_one_color([0.4, 0.25, 0.18])
    trust = _without_rims(photo, ratio, canvas, shaven).trust
    assert trust[side].mean() < 0.1
    assert trust[middle].min() == 1
    assert _without_rims(photo, ratio, canvas, bearded).trust.min() == 1
    ratio[side] = gloss
    assert _without_rims(photo, ratio, canvas, shaven).trust.min() == 1


def test_a_ruddy_face_is_ruddy_and_a_blue_lamp_is_no_skin(seen):
    own = srgb_to_linear(np.float32(seen.skin.color))
    assert np.allclose(_remembered(_skin_of_one_color(own), seen), own, rtol=1e-3)
    ruddy = _remembered(_skin_of_one_color(own * [1.2, 0.85, 0.9]), seen) / own
    assert ruddy[0] > 1.1 * ruddy[1]
    blue = _remembered(_skin_of_one_color(own * [0.85, 0.95, 1.2]), seen) / own
    assert np.ptp(blue) < 1e-3


def test_eyes_mouth_and_hair_are_no_skin(seen):
    bare = find_bare_skin(seen)
    eyes, _ = openings(seen)
    assert eyes.sum() > 500
    assert bare.skin[eyes].max() == 0
    hair = cv2.resize(seen.parsing[17], (1024, 1024)) > 0.6
    assert bare.skin[hair].max() == 0
    assert bare.brows.max() > 0.8
