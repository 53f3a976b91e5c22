"""Glasses and a hat: stiff things that sit on any head without being squashed by its shape."""

from __future__ import annotations

import dataclasses
import functools

import cv2
import numpy as np
from jaxtyping import Bool, Float, Float32, Float64, Int64, UInt8
from numpy import ndarray
from scipy.spatial import cKDTree

from facegen.avatar import Material, Part
from facegen.colorspace import srgb_to_linear
from facegen.geometry.mesh import keep_triangles, part_from_mesh
from facegen.human.figure import Figure
from facegen.human.person import Color, Person, Shape
from facegen.human.proxies import Proxy, fit_proxy, load_proxy
from facegen.human.ramps import smoothstep
from facegen.human.shape import shape_vertices
from facegen.human.topology import BODY, EYE_LEFT, EYE_RIGHT, LASHES
from facegen.human.tucked import tuck_hair

_LENS_VERTICES = 81
"""Each lens of the glasses is a disc of so many vertices, apart from the frame."""
_BORDER = 0.81
"""Share of a lens's longest radius that all of its border, and nothing else, is beyond."""
_LENS_GAP = 0.0035
"""Metres from the lashes' tips to the lenses."""
FRAME = ("glasses_shape", "glasses_size", "glasses_frame", "glasses_color")
"""Fields of `Person` that say how glasses look."""
_LENSES = {"round": (0.0245, 0.0225, 2.3), "rectangular": (0.0262, 0.0172, 4.5)}
"""Shape -> half width, half height (metres on an average head) and exponent of the superellipse."""
_SIZES = (0.88, 1.16)
"""Times that, of the smallest and the largest lenses."""
_RIM = 0.0032
"""Metres that a rim is thick at most."""
_RIM_REACH = 0.012
"""Metres beyond a lens over which the frame follows its outline."""
_HINGE = (0.112, 0.128)
"""Depth (metres on an average head) between which temples become rim."""
_FRAMES: dict[str, tuple[Color, float, float, float, float]] = {
    "plastic": ((0.11, 0.10, 0.10), 1.0, 0.28, 0.0, 1.0),
    "metal": ((0.62, 0.61, 0.60), 1.0, 0.25, 1.0, 0.45),
    "clear": ((0.86, 0.86, 0.86), 0.38, 0.15, 0.0, 1.0),
}
"""Frame -> usual colour (sRGB), opacity, roughness, metalness, thickness of the rim."""
_HAT_GAP = 0.002
_BRIM_DROP = 0.012
"""Metres from the middle of a hat's band down to where its brim begins."""
_PRESS_DEPTH = 0.075
"""Metres below a hat's band over which it presses the hair in."""
_PRESSED = 0.001
"""Metres over the skin of hair that a hat presses flat."""
_TEXTURE = 512


def accessory_parts(figure: Figure) -> list[Part]:
    """What the person wears on the head: `glasses_frame`, `glasses_lenses`, `hat`."""
    parts = []
    if figure.person.glasses:
        parts += _glasses(figure)
    if figure.person.hat:
        parts.append(_hat(figure))
    return parts


def clip_hair(parts: list[Part], figure: Figure) -> list[Part]:
    """Hair pressed in under bands, behind long ears and around a hat, without what it hides."""
    parts = tuck_hair(parts, figure)
    if not figure.person.hat:
        return parts
    pressed = [dataclasses.replace(p, vertices=_pressed(p.vertices, figure)) for p in parts]
    kept = [keep_triangles(p, ~hat_covers(p.vertices, figure)[p.triangles].all(1)) for p in pressed]
    return [part for part in kept if len(part.triangles)]


def hat_covers(points: Float[ndarray, "N 3"], figure: Figure) -> Bool[ndarray, "N"]:
    """Points above the hat's band: inside the crown, or where only the hat may be."""
    band = _hat_vertices(figure)[_band()]
    return _height(points, band) > -_BRIM_DROP


def _pressed(points: Float32[ndarray, "N 3"], figure: Figure) -> Float32[ndarray, "N 3"]:
    """Points drawn in to the band's ellipse at its height, less and less below it, but not below
    the skin."""
    band = _hat_vertices(figure)[_band()]
    centre = (band.min(0) + band.max(0)) / 2
    half = np.maximum((band.max(0) - band.min(0))[[0, 2]] / 2 * 0.93, 0.05)
    away = points[:, [0, 2]] - centre[[0, 2]]
    reach = np.linalg.norm(away / half, axis=1)
    share = smoothstep(0.0, 1.0, 1 + (_height(points, band) + _BRIM_DROP) / _PRESS_DEPTH)
    limit = np.where(_height(points, band) > -_BRIM_DROP, 0.9, 1.0)
    skin = (figure.vertices[BODY][:, [0, 2]] - centre[[0, 2]]) / half
    nearest = cKDTree(figure.vertices[BODY]).query(points)[1]
    limit = np.maximum(limit, np.linalg.norm(skin, axis=1)[nearest] + _PRESSED / half.mean())
    inward = np.minimum(1.0, limit / np.maximum(reach, 1e-6)) * share + (1 - share)
    out = points.copy()
    out[:, 1] -= np.maximum(_height(points, band), 0)
    out[:, [0, 2]] = centre[[0, 2]] + away * inward[:, None]
    return out.astype(np.float32)


def _height(points: Float[ndarray, "N 3"], band: Float[ndarray, "B 3"]) -> Float[ndarray, "N"]:
    """Metres above the plane through the hat's band."""
    rows = np.c_[band[:, [0, 2]], np.ones(len(band))]
    plane = np.linalg.lstsq(rows, band[:, 1], rcond=None)[0]
    return points[:, 1] - np.c_[points[:, [0, 2]], np.ones(len(points))] @ plane


@functools.lru_cache(maxsize=4)
def _design(name: str) -> Float32[ndarray, "P 3"]:
    """The accessory's own form: how it sits on the average head."""
    proxy = load_proxy("clothes", name)
    vertices = shape_vertices([Shape()])[0]
    return np.einsum("pk,pkc->pc", proxy.weights, vertices[proxy.refs]) + proxy.offsets


def _stiff(
    proxy: Proxy, figure: Figure, form: Float64[ndarray, "P 3"] | None = None
) -> Float32[ndarray, "P 3"]:
    """The design moved and stretched along x, y and z to where the head's shape takes it.

    `form` is what the design becomes before that; None leaves it.
    """
    design = _design(proxy.name).astype(np.float64)
    goal = fit_proxy(proxy, figure)[0].astype(np.float64)
    centre, target = design.mean(0), goal.mean(0)
    arm = design - centre
    scale = (arm * (goal - target)).sum(0) / (arm**2).sum(0)
    arm = arm if form is None else form - centre
    return (target + arm * scale).astype(np.float32)


def _worn(
    name: str, proxy: Proxy, vertices: ndarray, keep: ndarray, material: Material, figure: Figure
) -> Part:
    """A part that turns with the head and with nothing else."""
    joints = np.zeros((len(vertices), 4), np.uint16)
    joints[:, 0] = figure.skeleton.names.index("Head")
    weights = np.tile(np.float32([1, 0, 0, 0]), (len(vertices), 1))
    return part_from_mesh(
        name,
        vertices,
        proxy.quads[keep],
        proxy.uvs,
        proxy.quad_uvs[keep],
        material,
        joints,
        weights,
        casts_shadow=material.alpha_mode != "BLEND",
    )


def _lens_vertices(proxy: Proxy) -> Bool[ndarray, "P"]:
    """The two loose discs among the glasses' vertices."""
    label = np.arange(len(proxy.refs))
    changed = True
    while changed:
        before = label.copy()
        lowest = label[proxy.quads].min(1)
        for corner in range(4):
            np.minimum.at(label, proxy.quads[:, corner], lowest)
        changed = not np.array_equal(before, label)
    _, inverse, counts = np.unique(label, return_inverse=True, return_counts=True)
    return counts[inverse] == _LENS_VERTICES


def _ground(
    design: Float64[ndarray, "P 3"], lens: Bool[ndarray, "P"], person: Person
) -> Float64[ndarray, "P 3"]:
    """The glasses' design with lenses of the person's shape and size, the rims around them."""
    width, height, power = _LENSES[person.glasses_shape]
    size = _SIZES[0] + (_SIZES[1] - _SIZES[0]) * person.glasses_size
    thin = _FRAMES[person.glasses_frame][4]
    made = design.copy()
    for side in (-1, 1):
        mine = design[:, 0] * side > 0
        disc = design[mine & lens]
        centre = disc.mean(0)
        way = (design[mine] - centre)[:, :2]
        radius = np.maximum(np.linalg.norm(way, axis=1), 1e-6)
        ray = way / radius[:, None]
        before = _outline(disc, centre, ray)
        ellipse = np.abs(ray / (size * np.array([width, height]))) ** power
        after = ellipse.sum(1) ** (-1 / power)
        # Inside a lens all scales; what is beyond keeps its distance, but for a thinner rim.
        beyond = np.maximum(radius - before, 0)
        rim = np.minimum(beyond, _RIM)
        goal = np.where(radius < before, radius * after / before, after + beyond - (1 - thin) * rim)
        share = np.exp(-((np.maximum(beyond - _RIM, 0) / _RIM_REACH) ** 2))
        share *= smoothstep(*_HINGE, design[mine, 2])
        step = ray * (goal - radius)[:, None]
        # Wide lenses grow away from the nose.
        step[:, 0] += side * max(0.0, size * width - _LENSES["round"][0])
        made[mine, :2] += step * share[:, None]
    return made


def _outline(
    disc: Float[ndarray, "L 3"], centre: Float[ndarray, "3"], ray: Float[ndarray, "N 2"]
) -> Float64[ndarray, "N"]:
    """Distance from `centre` to the border of a lens along each ray."""
    way = (disc - centre)[:, :2]
    length, angle = np.linalg.norm(way, axis=1), np.arctan2(way[:, 1], way[:, 0])
    border = np.flatnonzero(length > _BORDER * length.max())
    order = border[np.argsort(angle[border])]
    at = np.arctan2(ray[:, 1], ray[:, 0])
    return np.interp(at, angle[order], length[order], period=2 * np.pi)


def _frame_material(person: Person) -> Material:
    usual, opacity, roughness, metallic, _ = _FRAMES[person.glasses_frame]
    color = srgb_to_linear(np.array(person.glasses_color or usual))
    return Material(
        "glasses_frame",
        base_color_factor=(*map(float, color), opacity),
        roughness=roughness,
        metallic=metallic,
        alpha_mode="BLEND" if opacity < 1 else "OPAQUE",
        double_sided=True,
    )


def _glasses(figure: Figure) -> list[Part]:
    proxy = load_proxy("clothes", "glasses")
    lens = _lens_vertices(proxy)
    form = _ground(_design("glasses").astype(np.float64), lens, figure.person)
    vertices = _stiff(proxy, figure, form)
    vertices[:, 2] += max(0.0, _needed_gap(figure, vertices[lens]))
    is_lens = lens[proxy.quads].all(1)
    frame = _frame_material(figure.person)
    # Blending dims a reflection by alpha and lights a dielectric's own colour to a milky film: a
    # thin metal of little alpha has the same faint mirror and no film.
    glass = Material(
        "glasses_lenses",
        base_color_factor=(0.14, 0.15, 0.16, 0.05),
        roughness=0.04,
        metallic=1.0,
        alpha_mode="BLEND",
    )
    return [
        _worn("glasses_frame", proxy, vertices, ~is_lens, frame, figure),
        _worn("glasses_lenses", proxy, vertices, is_lens, glass, figure),
    ]


def _needed_gap(figure: Figure, lens: Float32[ndarray, "L 3"]) -> float:
    """Metres to move the lenses forward so that lashes and lids stay behind them."""
    front = max(
        figure.vertices[LASHES, 2].max(),
        figure.vertices[EYE_LEFT, 2].max(),
        figure.vertices[EYE_RIGHT, 2].max(),
    )
    return float(front + _LENS_GAP - lens[:, 2].min())


def _hat(figure: Figure) -> Part:
    proxy = load_proxy("clothes", "fedora")
    vertices = _hat_vertices(figure)
    material = Material(
        "hat",
        base_color=_shrunk(proxy.texture("texture_grey")),
        normal=_shrunk(proxy.texture("normal")),
        roughness=0.9,
        double_sided=True,
    )
    return _worn("hat", proxy, vertices, np.ones(len(proxy.quads), bool), material, figure)


def _hat_vertices(figure: Figure) -> Float32[ndarray, "P 3"]:
    """The hat, widened until no scalp sticks out of its crown."""
    proxy = load_proxy("clothes", "fedora")
    vertices = _stiff(proxy, figure)
    scalp = figure.vertices[BODY]
    scalp = scalp[scalp[:, 1] > np.percentile(vertices[:, 1], 40)]
    centre = vertices.mean(0)
    crown = vertices[vertices[:, 1] > np.percentile(vertices[:, 1], 45)]
    reach = np.abs(scalp - centre).max(0) + _HAT_GAP
    scale = np.maximum(reach / np.abs(crown - centre).max(0), 1.0)
    scale[1] = 1.0
    lift = max(0.0, float(scalp[:, 1].max() + 0.004 - vertices[:, 1].max()))
    return ((vertices - centre) * scale + centre + (0, lift, 0)).astype(np.float32)


@functools.cache
def _band() -> Int64[ndarray, "B"]:
    """The hat's vertices nearest to the average head's scalp: the band that rests on it."""
    design = _design("fedora")
    scalp = shape_vertices([Shape()])[0][BODY]
    scalp = scalp[scalp[:, 1] > design[:, 1].min() - 0.02]
    distance = np.linalg.norm(design[:, None] - scalp[None], axis=2).min(1)
    return np.argsort(distance)[: len(design) // 6]


def _shrunk(texture: UInt8[ndarray, "H W C"] | None) -> UInt8[ndarray, "h w 3"] | None:
    if texture is None:
        return None
    return cv2.resize(texture[..., :3], (_TEXTURE, _TEXTURE), interpolation=cv2.INTER_AREA)
