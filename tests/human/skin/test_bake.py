"""Baked maps: seams, determinism, resolution, and that each parameter changes what it should."""

from __future__ import annotations

import dataclasses
from dataclasses import fields

import cv2
import numpy as np
import pytest

from facegen.avatar import Material
from facegen.human.build import skin_parts
from facegen.human.person import Shape, Skin
from facegen.human.skin.atlas import cavity, head_uvs, is_head_face
from facegen.human.skin.bake import COATS, bake_skin, normal_map, paint_skin
from facegen.human.skin.canvas import idle, make_canvas
from facegen.human.skin.layers import start_layers
from facegen.human.topology import topology

SIZE = 512


def head(figure, size=SIZE):
    return paint_skin(figure.person, make_canvas("head", size))


@pytest.fixture(scope="module")
def canvas():
    return make_canvas("head", SIZE)


@pytest.fixture(scope="module")
def base(plain):
    return head(plain)


def _box(canvas, low, high):
    p = canvas.position
    return ((p > low) & (p < high)).all(-1) & canvas.covered & (canvas.lip > 8) & (canvas.eye > 6)


FOREHEAD = ((-40, 765, 100), (40, 795, 200))
CHEEK = ((30, 685, 90), (55, 705, 200))
CHIN = ((-15, 620, 100), (15, 640, 200))
NAPE = ((-40, 640, -60), (40, 700, -10))


def test_seams_agree_within_two_levels(with_skin, bilinear):
    figure = with_skin(freckles=0.5, blotches=0.6, moles=0.5, wrinkles=0.6)
    made = bake_skin(figure, 1024, body_size=1024)
    quads, quad_uvs = topology().body_quads()
    uvs = np.array(topology().uvs)
    kind = cavity(uvs[quad_uvs].mean(1))
    outer = np.flatnonzero(kind == 0)
    pairs = np.unique(np.stack([quads[outer].ravel(), quad_uvs[outer].ravel()], 1), axis=0)
    is_head = np.zeros(len(uvs), bool)
    is_head[quad_uvs[is_head_face(uvs[quad_uvs])].ravel()] = True
    vertex, corner = pairs.T
    color = np.where(
        is_head[corner][:, None],
        bilinear(made.head.base_color, head_uvs(uvs[corner])),
        bilinear(made.body.base_color, uvs[corner]),
    )
    same = np.flatnonzero(vertex[1:] == vertex[:-1])
    gap = np.abs(color[same] - color[same + 1]).max(1)
    neck = is_head[corner[same]] != is_head[corner[same + 1]]
    assert neck.sum() >= 40
    assert (~neck).sum() >= 20
    assert np.percentile(gap[neck], 95) <= 2.0
    both_head = is_head[corner[same]] & is_head[corner[same + 1]]
    assert np.percentile(gap[both_head], 95) <= 2.0
    assert gap[neck | both_head].max() <= 6.0


def test_only_what_is_seen_is_painted_and_that_equally(with_skin):
    figure = with_skin(freckles=0.5, blotches=0.6, wrinkles=0.6)
    parts = skin_parts(figure, "bust", Material("blank"), Material("blank"))
    whole = bake_skin(figure, SIZE, body_size=SIZE)
    seen = bake_skin(figure, SIZE, body_size=SIZE, parts=parts)
    for part in parts:
        col, row = np.floor(part.uvs * SIZE).astype(int).T
        for name in ("base_color", "orm"):
            maps = (getattr(getattr(made, part.name), name) for made in (seen, whole))
            one, two = (image[row, col] for image in maps)
            np.testing.assert_array_equal(one, two)
    assert (seen.body.base_color != whole.body.base_color).any(-1).mean() > 0.2


@pytest.mark.parametrize("coat", [coat for coat in COATS if coat.reads], ids=lambda c: c.name)
def test_a_coat_reads_of_the_shape_what_it_says(coat, canvas):
    skin = Skin(freckles=0.5, moles=0.5, blotches=0.5, wrinkles=0.7, seed=3)
    one = Shape(age=12.0, gender=0.1, african=0.8, asian=0.1, caucasian=0.1)
    two = Shape(age=70.0, gender=0.9, african=0.1, asian=0.2, caucasian=0.7)

    def added(shape: Shape) -> bytes:
        layers = start_layers(canvas, skin)
        coat.paint(canvas, layers, shape, skin, idle)
        return b"".join(getattr(layers, field.name).tobytes() for field in fields(layers))

    same = dataclasses.replace(two, **{name: getattr(one, name) for name in coat.shape})
    assert added(same) == added(one)
    assert not coat.shape or added(two) != added(one)


def test_equal_seeds_give_equal_bytes_and_others_do_not(with_skin):
    one, two = (head(with_skin(freckles=0.5, moles=0.5)) for _ in range(2))
    other = head(with_skin(freckles=0.5, moles=0.5, seed=6))
    for name in ("base_color", "normal", "orm", "specular"):
        assert np.array_equal(getattr(one, name), getattr(two, name))
    assert (one.base_color != other.base_color).mean() > 0.1


def test_normals_are_unit_and_face_out(base):
    n = base.normal.astype(float) / 127.5 - 1
    assert np.abs(np.linalg.norm(n, axis=-1) - 1).max() < 0.02
    assert n[..., 2].min() > 0.3


def test_normal_of_a_known_slope():
    # 1 mm texels; height rises 0.5 mm per mm to the right, so the normal leans left.
    y, x = np.mgrid[0:32, 0:32].astype(np.float32)
    position = np.stack([x, -y, 0 * x], -1)
    n = normal_map(position, 0.5 * x)[16, 16].astype(float) / 127.5 - 1
    assert n == pytest.approx([-1 / 5**0.5, 0, 2 / 5**0.5], abs=0.01)
    up = normal_map(position, -0.5 * y)[16, 16].astype(float) / 127.5 - 1
    assert up == pytest.approx([0, -1 / 5**0.5, 2 / 5**0.5], abs=0.01)


def test_resolutions_agree(with_skin, canvas):
    figure = with_skin(freckles=0.6, wrinkles=0.5)
    small, large = head(figure).base_color, head(figure, 2 * SIZE).base_color
    large = cv2.resize(large, (SIZE, SIZE), interpolation=cv2.INTER_AREA)
    gap = np.abs(large.astype(int) - small)[canvas.covered]
    assert gap.mean() < 1.5
    assert np.percentile(gap, 99) < 12


def _change(canvas, one, two, box, name="base_color"):
    a, b = getattr(one, name).astype(float), getattr(two, name).astype(float)
    return np.abs(a - b)[_box(canvas, *box)].mean()


def test_freckles_spare_the_nape(base, with_skin, canvas):
    freckled = head(with_skin(freckles=1.0))
    assert _change(canvas, base, freckled, CHEEK) > 2
    assert _change(canvas, base, freckled, NAPE) < 0.7
    darker = base.base_color.astype(int).sum(-1) - freckled.base_color.astype(int).sum(-1)
    assert darker[_box(canvas, *CHEEK)].min() >= -6


def test_blush_reddens_the_cheek_only(base, with_skin, canvas):
    flushed = head(with_skin(blush=1.0))
    cheek = _box(canvas, *CHEEK)
    ratio = [m.base_color[cheek].astype(float).mean(0) for m in (base, flushed)]
    assert ratio[1][0] / ratio[1][1] > ratio[0][0] / ratio[0][1] * 1.05
    assert _change(canvas, base, flushed, FOREHEAD) < 0.5


def test_lipstick_stays_on_the_lips(base, with_skin, canvas):
    painted = head(with_skin(lip_color=(0.1, 0.2, 0.9)))
    gap = np.abs(painted.base_color.astype(float) - base.base_color).max(-1)
    lips = canvas.covered & (canvas.lip > 2.5) & (canvas.lip < 5.5)
    assert np.median(gap[lips]) > 60
    assert gap[canvas.covered & (canvas.lip > 8.5)].max() == 0
    assert np.median(painted.base_color[lips], 0).argmax() == 2


def test_eye_makeup_stays_round_the_eyes(base, with_skin, canvas):
    made_up = head(with_skin(eyeshadow=(0.1, 0.6, 0.3), eyeliner=1.0))
    gap = np.abs(made_up.base_color.astype(float) - base.base_color).max(-1)
    line = canvas.covered & (canvas.eye > 3.2) & (canvas.eye < 4.2)
    line &= canvas.position[..., 1] > 732
    assert np.median(made_up.base_color[line].max(-1)) < 60
    assert gap[canvas.covered & (canvas.eye > 14.5)].max() == 0


def test_wrinkles_deepen_the_forehead_and_spare_the_scalp(with_skin, canvas):
    smooth, lined = (head(with_skin(wrinkles=w)) for w in (0.0, 1.0))
    assert _change(canvas, smooth, lined, FOREHEAD, "normal") > 3
    back = ((-50, 790, -30), (50, 830, 30))
    assert _change(canvas, smooth, lined, back, "normal") < 0.5


@pytest.mark.parametrize("scar", ["cheek_left", "forehead", "chin"])
def test_a_scar_changes_its_place_and_no_other(base, with_skin, canvas, scar):
    scarred = head(with_skin(scars=(scar,)))
    changed = (scarred.base_color != base.base_color).any(-1)
    where = canvas.position[changed & canvas.covered]
    assert len(where) > 100
    assert np.ptp(where, axis=0).max() < 50
    assert {"cheek_left": where[:, 0].min() > 20, "forehead": where[:, 1].min() > 755}.get(
        scar, where[:, 1].max() < 655
    )


def test_stubble_darkens_the_jaw_not_the_brow(base, with_skin, canvas):
    shaved = head(with_skin(stubble=1.0))
    assert _change(canvas, base, shaved, CHIN) > 8
    assert _change(canvas, base, shaved, FOREHEAD) == 0


def test_lips_are_redder_than_the_cheek_on_pale_and_dark_skin(with_skin, canvas):
    for melanin in (0.05, 0.9):
        color = head(with_skin(melanin=melanin)).base_color.astype(float)
        lips = color[canvas.covered & (canvas.lip > 2.5) & (canvas.lip < 5)].mean(0)
        cheek = color[_box(canvas, *CHEEK)].mean(0)
        assert lips[0] / lips[1] > cheek[0] / cheek[1]


def test_metal_skin_is_metal_and_not_translucent(with_skin):
    statue = head(with_skin(tint=(0.55, 0.36, 0.18), metalness=1.0))
    assert np.median(statue.orm[..., 2]) > 240
    assert statue.metallic == 1.0
    assert statue.subsurface == 0.0


def test_occlusion_darkens_the_mouth_and_the_ear(base, canvas):
    inside = canvas.covered & (canvas.lip < -2)
    assert np.median(base.orm[..., 0][inside]) < 60
    assert np.median(base.orm[..., 0][_box(canvas, *FOREHEAD)]) > 200
