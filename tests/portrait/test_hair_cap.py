"""The cap of short hair: the photo's where the camera saw it, the same hair all round elsewhere."""

from __future__ import annotations

import numpy as np
import pytest

from facegen.colorspace import srgb_to_linear
from facegen.human.figure import make_figure
from facegen.human.hair.form import hairline_of
from facegen.human.hair.ground import make_ground
from facegen.human.hair.styles import styled
from facegen.human.likeness import HairPhoto
from facegen.human.person import Hair, Person
from facegen.portrait.hair_cap import hair_cap, joined
from facegen.portrait.hair_outline import SIDE, Scene, see, solid
from facegen.render.camera import Camera

SIZE = 512
HAIR = np.array((0.10, 0.06, 0.03))
"""Linear."""
CONTRAST = 0.25


@pytest.fixture(scope="module")
def capped():
    """A crew cut seen from the front: noisy brown hair before a green wall."""
    person = Person(hair=Hair("crew"))
    figure = make_figure(person, ())
    top = float(figure.vertices[:13380, 1].max())
    camera = Camera.orbit((0.0, top - 0.11, 0.02), 1.1, 0.0, 15.0, 22.0, SIZE, SIZE)
    ground = make_ground(figure)
    scene = Scene.of(figure, ground, camera)
    parts = styled(figure, plain=True)
    seen = see(scene, [(part.vertices, solid(part)) for part in parts])
    hair = np.kron(seen.hair, np.ones((SIZE // SIDE,) * 2)) > 0
    noise = np.exp(CONTRAST * np.random.default_rng(3).standard_normal((SIZE, SIZE, 1)))
    colors = np.where(hair[..., None], HAIR * noise, (0.02, 0.6, 0.05)).astype(np.float32)
    line = hairline_of(person)
    made = {
        straight: hair_cap(
            ground, camera, seen, parts, line, hair.astype(np.float32), colors, straight
        )
        for straight in (False, True)
    }
    return made, parts


def _texels(cap: HairPhoto, where: np.ndarray) -> np.ndarray:
    """The picture at vertices."""
    size = np.array(cap.picture.shape[1::-1])
    pixel = np.clip((cap.uvs[where] * size).astype(int), 0, size - 1)
    return cap.picture[pixel[:, 1], pixel[:, 0]]


def test_the_cap_lies_over_the_whole_scalp(capped):
    caps, parts = capped
    coat = next(part for part in parts if part.name == "hair_coat")
    cap = caps[False]
    assert len(cap.uvs) == len(coat.vertices) and (cap.triangles == coat.triangles).all()
    back = coat.normals[:, 2] < -0.7
    high = coat.vertices[:, 1] > np.median(coat.vertices[:, 1])
    assert np.median(_texels(cap, back & high)[:, 3]) > 240
    assert (cap.picture[[0, -1], :, 3] == 0).all()


@pytest.mark.parametrize("straight", [False, True])
def test_unseen_hair_has_the_seen_hairs_colour_and_contrast(capped, straight):
    caps, parts = capped
    cap = caps[straight]
    coat = next(part for part in parts if part.name == "hair_coat")
    for region in (coat.normals[:, 2] < -0.6, np.abs(coat.normals[:, 0]) > 0.9):
        light = srgb_to_linear(_texels(cap, region)[:, :3]).astype(np.float64)
        assert np.allclose(np.median(light, 0), HAIR, rtol=0.3)
        assert 0.4 * CONTRAST < np.log(light).mean(1).std() < 2.0 * CONTRAST
    shown = cap.picture[cap.picture[..., 3] > 128][:, :3].astype(int)
    assert (shown[:, 1] > shown[:, 0]).mean() < 0.01  # the wall's green is nowhere


def test_a_photo_that_shows_no_hair_gives_no_cap(capped):
    person = Person(hair=Hair("crew"))
    figure = make_figure(person, ())
    ground = make_ground(figure)
    camera = Camera.orbit((0.0, 1.6, 0.02), 1.1, 0.0, 0.0, 22.0, SIZE, SIZE)
    scene = Scene.of(figure, ground, camera)
    parts = styled(figure, plain=True)
    seen = see(scene, [(part.vertices, solid(part)) for part in parts])
    none = np.zeros((SIZE, SIZE), np.float32)
    colors = np.full((SIZE, SIZE, 3), 0.2, np.float32)
    line = hairline_of(person)
    assert hair_cap(ground, camera, seen, parts, line, none, colors, True) is None


def test_joined_sheets_keep_their_pictures(capped):
    cap = capped[0][False]
    red = np.zeros((100, 60, 4), np.uint8)
    red[:, :, 0], red[:, :, 3] = 255, 255
    front = HairPhoto(
        red, np.zeros((3, 4), np.int32), np.full((3, 4), 0.25, np.float32),
        np.zeros((3, 3), np.float32), np.array([[0.1, 0.1], [0.9, 0.1], [0.5, 0.9]], np.float32),
        np.array([[0, 1, 2]], np.int32),
    )  # fmt: skip
    both = joined(front, cap)
    count = len(cap.uvs)
    assert (_texels(both, np.arange(count, count + 3)) == (255, 0, 0, 255)).all()
    inner = np.arange(0, count, 7)
    assert (_texels(both, inner) == _texels(cap, inner)).mean() > 0.98
    assert (both.triangles[-1] == np.arange(3) + count).all()
    assert np.allclose(both.shares.sum(1), 1, atol=1e-5)
