import dataclasses

import numpy as np
import pytest

from facegen.avatar import Material, Morph
from facegen.colorspace import srgb_to_linear
from facegen.errors import InputError
from facegen.render.camera import Camera
from facegen.render.renderer import SCATTER_RADIUS, render_avatar, turntable
from facegen.render.resolve import scatter_pass

from .shapes import avatar, ball, part, quad

CAMERA = Camera.orbit((0.0, 0.0, 0.0), 1.0, width=64, height=64)
RED = Material("red", base_color_factor=(0.8, 0.05, 0.05, 1.0))
GREEN = Material("green", base_color_factor=(0.05, 0.8, 0.05, 1.0))


def veil(name: str, color: tuple, alpha: float, z: float, **more):
    material = Material(
        name, base_color_factor=(*color, alpha), alpha_mode="BLEND", double_sided=True, **more
    )
    return part(name, quad(0.1, z), material)


def centre(picture: np.ndarray) -> np.ndarray:
    return picture[30:34, 30:34].mean((0, 1))


def test_blended_layers_follow_depth_and_not_the_order_of_parts():
    red, green = (0.8, 0.0, 0.0), (0.0, 0.8, 0.0)
    options = {"mode": "albedo", "background": (0.0, 0.0, 0.0)}
    wall = part("wall", quad(0.3, -0.2), Material("w", base_color_factor=(0.0, 0.0, 0.6, 1.0)))
    near, far = veil("near", red, 0.5, 0.05), veil("far", green, 0.25, 0.0)
    for order in ((near, far, wall), (wall, far, near), (far, wall, near)):
        got = srgb_to_linear(centre(render_avatar(avatar(*order), CAMERA, **options)))[:3]
        assert np.allclose(got, [0.4, 0.1, 0.5 * 0.75 * 0.6], atol=0.004)


def test_a_veil_behind_a_solid_is_hidden_and_transparency_reaches_alpha():
    wall = part("wall", quad(0.05, 0.1), RED)
    behind = veil("behind", (0.0, 0.0, 0.9), 0.5, 0.0)
    picture = render_avatar(avatar(behind, wall), CAMERA, mode="albedo", background=None)
    assert np.allclose(srgb_to_linear(centre(picture)[:3]), (0.8, 0.05, 0.05), atol=0.004)
    assert picture[0, 0, 3] == 0
    rows = picture[32, :, 3]
    assert np.isclose(rows, 0.5, atol=0.01).sum() >= 4
    assert centre(picture)[3] == 1


def test_a_clear_coat_glints_and_a_transparent_matt_layer_does_not_show():
    clear = {"base_color_factor": (1.0, 1.0, 1.0, 0.0), "alpha_mode": "BLEND"}
    dark = ball(Material("dark", base_color_factor=(0.01, 0.01, 0.01, 1.0), specular_factor=0.0))
    bare = render_avatar(avatar(dark), CAMERA)
    glass = ball(Material("glass", roughness=0.04, **clear), radius=0.105)
    paper = ball(Material("paper", roughness=0.7, **clear), radius=0.105)
    assert render_avatar(avatar(dark, glass), CAMERA)[..., :3].max() > 0.6
    assert np.allclose(render_avatar(avatar(dark, paper), CAMERA), bare, atol=1e-3)


def test_edges_are_antialiased():
    picture = render_avatar(avatar(ball(RED, rings=32)), CAMERA, mode="mask", background=None)
    alpha = picture[..., 3]
    partial = alpha[(alpha > 0) & (alpha < 1)]
    assert len(partial) > 40
    assert len(np.unique(partial.round(3))) >= 6
    radius = 0.1 / np.sqrt(1 - 0.1**2) * CAMERA.focal_pixels
    assert np.isclose(alpha.sum(), np.pi * radius**2, rtol=0.01)


def test_a_caster_in_the_light_darkens_what_lies_behind_it():
    ground = part("ground", quad(0.3, 0.0), Material("ground", base_color_factor=(0.5,) * 3 + (1,)))
    # The studio's key comes from the upper left; this blocks it for the middle of the ground.
    blocker = ball(RED, radius=0.06, center=(-0.14, 0.15, 0.174))
    light = render_avatar(avatar(ground), CAMERA)
    shade = render_avatar(avatar(ground, blocker), CAMERA)
    harmless = dataclasses.replace(blocker, casts_shadow=False)
    ghost = render_avatar(avatar(ground, harmless), CAMERA)
    assert centre(shade)[:3].mean() < 0.85 * centre(light)[:3].mean()
    assert np.allclose(centre(ghost), centre(light), atol=0.02)


def test_a_hollow_is_darker_than_the_open():
    """The bottom of a tube gets less sky than its rim, like the back of the mouth."""
    floor = part("floor", quad(0.02, -0.19), Material("f", base_color_factor=(0.7,) * 3 + (1,)))
    angle = np.linspace(0, 2 * np.pi, 25)
    rim = np.stack([0.05 * np.cos(angle), 0.05 * np.sin(angle), np.zeros_like(angle)], 1)
    vertices = np.concatenate([rim, rim - (0, 0, 0.2)]).astype(np.float32)
    i = np.arange(24)
    faces = np.concatenate([np.stack([i, i + 25, i + 1], 1), np.stack([i + 1, i + 25, i + 26], 1)])
    uvs = np.zeros((50, 2), np.float32)
    uvs[:, 0], uvs[25:, 1] = np.tile(angle / 7, 2), 1.0
    material = Material("tube", base_color_factor=(0.3,) * 3 + (1,), double_sided=True)
    tube = part("tube", (vertices, faces.astype(np.int32), uvs), material)
    inside = centre(render_avatar(avatar(floor, tube), CAMERA))[:3].mean()
    outside = centre(render_avatar(avatar(floor), CAMERA))[:3].mean()
    assert inside < 0.6 * outside


def test_expression_moves_the_picture_and_its_normals():
    body = ball(RED, rings=24)
    lifted = np.flatnonzero(body.vertices[:, 0] > 0.02).astype(np.int32)
    delta = np.zeros((len(lifted), 3), np.float32)
    delta[:, 0] = 0.1
    moving = dataclasses.replace(body, morphs={"jawOpen": Morph(lifted, delta)})
    model = avatar(moving)
    still = render_avatar(model, CAMERA, mode="mask", background=None)
    wide = render_avatar(model, CAMERA, mode="mask", background=None, expression={"jawOpen": 1.0})
    assert wide[..., 3].sum() > 1.3 * still[..., 3].sum()
    worn = render_avatar(
        model.replace(expression={"jawOpen": 1.0}), CAMERA, mode="mask", background=None
    )
    assert np.array_equal(worn, wide)
    normals = render_avatar(
        model, CAMERA, mode="normals", background=(0, 0, 0), expression={"jawOpen": 1.0}
    )
    # Where the ball was stretched its wall now runs along x: the normal has no x part.
    column = round(32 + 0.06 * CAMERA.focal_pixels)
    assert abs(normals[32, column, 0] - 0.5) < 0.12


def test_modes_show_what_they_say():
    model = avatar(ball(GREEN, rings=32))
    normals = centre(render_avatar(model, CAMERA, mode="normals", background=(0, 0, 0)))
    assert np.allclose(normals[:3], (0.5, 0.5, 1.0), atol=0.03)
    depth = render_avatar(model, CAMERA, mode="depth", background=(0, 0, 0))
    assert depth[32, 32, 0] > 0.95
    assert depth[0, 0, 0] == 0
    mask = render_avatar(model, CAMERA, mode="mask", background=(0, 0, 0))
    assert mask[32, 32, 0] == 1
    assert mask[0, 0, 0] == 0
    clay = centre(render_avatar(model, CAMERA, mode="clay"))
    assert np.ptp(clay[:3]) < 0.06


def test_repeated_pictures_are_equal_byte_for_byte():
    model = avatar(ball(RED), veil("veil", (0.2, 0.2, 0.8), 0.4, 0.12))
    first, second = (render_avatar(model, CAMERA) for _ in range(2))
    assert np.array_equal(first, second)


def test_turntable_turns():
    model = avatar(ball(RED, radius=0.05), ball(GREEN, radius=0.05, center=(0.1, 0.0, 0.0)))
    frames = list(turntable(model, frames=4, size=48))
    assert len(frames) == 4
    assert frames[0].shape == (48, 48, 3)
    assert frames[0].dtype == np.uint8
    green = [int((f[..., 1].astype(int) > f[..., 0] + 20).sum()) for f in frames]
    assert min(green) < max(green)


def test_unknown_mode_and_environment_name_what_there_is():
    with pytest.raises(InputError, match="beauty"):
        render_avatar(avatar(ball(RED)), CAMERA, mode="x-ray")


def test_light_under_a_lone_skin_pixel_stays_finite():
    """Wide diffusion steps over its neighbours, but never over the pixel itself."""
    for size in range(200, 2400, 100):
        light = np.zeros((9, 99, 4), np.float32)
        light[4, 50] = (0.4, 0.3, 0.2, 1.0)
        depth, out = np.ones((9, 99), np.float32), np.zeros_like(light)
        scatter_pass(light, depth, np.float32(size), 1, 0, SCATTER_RADIUS, out)
        assert np.allclose(out, light, atol=1e-6)
