"""What people wear besides clothes: earrings, nose ring, necklace, crown, headband, eye patch."""

from __future__ import annotations

import dataclasses
import functools

import cv2
import numpy as np
from jaxtyping import Float64
from numpy import ndarray
from scipy.spatial import cKDTree

from facegen.avatar import Material, Part
from facegen.geometry.sweep import Solid, ball, loop, merged, ring, tube
from facegen.human.attached import (
    base_vertex,
    bound_part,
    frame_at,
    head_part,
    head_size,
    riding_part,
)
from facegen.human.bands import STEPS, Band, cut_loop, strap
from facegen.human.figure import Figure
from facegen.human.outfit import garment_names
from facegen.human.proxies import fit_proxy, load_proxy
from facegen.human.substance import cast_part, substance_of
from facegen.human.topology import BODY, EYE_LEFT, EYE_RIGHT, LASHES

GOLD = Material("gold", base_color_factor=(0.95, 0.62, 0.22, 1.0), roughness=0.22, metallic=1.0)
SILVER = Material("silver", base_color_factor=(0.87, 0.86, 0.84, 1.0), roughness=0.2, metallic=1.0)
RUBY = Material("ruby", base_color_factor=(0.42, 0.004, 0.02, 1.0), roughness=0.08)
DIAMOND = Material("diamond", base_color_factor=(0.78, 0.84, 0.9, 1.0), roughness=0.05,
                   metallic=0.75)  # fmt: skip
LEATHER = Material("leather", base_color_factor=(0.012, 0.010, 0.009, 1.0), roughness=0.5,
                   specular_factor=0.7)  # fmt: skip

_LOBE = (0.0755, 0.6905, 0.0560)
"""Where an ear is pierced, on the unshaped head; the outer side of the lobe."""
_NOSTRIL = (0.0168, 0.6830, 0.1495)
_HOOP, _HOOP_WIRE = 0.0135, 0.0011
_NOSE_RING, _NOSE_WIRE = 0.0058, 0.0009
BANDS = {
    "headband": Band((0.0, 0.781, 0.145), (0.0, 0.12), 0.011, 0.0022),
    "crown": Band((0.0, 0.797, 0.145), (0.0, 0.10), 0.008, 0.0040),
    "eye patch left": Band((0.0, 0.764, 0.150), (-0.38, -0.22), 0.0030, 0.0016),
    "eye patch right": Band((0.0, 0.764, 0.150), (0.38, -0.22), 0.0030, 0.0016),
}
"""What goes around the head and presses the hair in."""
_PATCH = (0.0275, 0.0235)
"""Half-width and half-height of an eye patch, metres."""
_PATCH_GRID = 25
_PATCH_CLEAR = 0.0025


def jewellery_parts(figure: Figure) -> list[Part]:
    """One or two parts for each thing in `figure.person.worn`."""
    parts = []
    for name in figure.person.worn:
        if name.startswith("eye patch"):
            parts += _eye_patch(figure, name)
        else:
            parts += _MAKERS[name](figure)
    stuff = substance_of(figure.person.skin)
    if stuff is None or stuff.name == "panels":
        return parts
    return [cast_part(part, stuff) for part in parts]


def _ears(figure: Figure) -> list[tuple[int, ndarray, ndarray, int]]:
    """Anchor, place, way out and side of both ear lobes."""
    found = []
    for sign in (1, -1):
        anchor = base_vertex((sign * _LOBE[0], *_LOBE[1:]))
        found.append((anchor, *frame_at(figure, anchor), sign))
    return found


def _studs(figure: Figure) -> list[Part]:
    size = 0.0026 * head_size(figure)
    gems, settings, anchors = [], [], []
    for anchor, place, out, _ in _ears(figure):
        gems.append(_gem(place + 0.7 * size * out, out, size))
        settings.append(ring(place + 0.45 * size * out, out, 1.02 * size, 0.22 * size, 24, 8))
        anchors.append(anchor)
    return [
        riding_part("stud_settings", settings, anchors, figure, GOLD),
        riding_part("studs", gems, anchors, figure, DIAMOND),
    ]


def _gem(centre: ndarray, out: ndarray, size: float) -> Solid:
    """A brilliant cut: flat table, faceted crown and girdle, facing `out`."""
    heights = np.array([-0.6, 0.0, 0.12, 0.55])
    widths = np.array([0.25, 1.0, 1.0, 0.58])
    path = centre + np.outer(heights * size, out)
    return tube(path, widths * size, 8)


def _hoops(figure: Figure) -> list[Part]:
    scale = head_size(figure)
    hoops, anchors = [], []
    for anchor, place, out, sign in _ears(figure):
        axis = np.array([-sign * 0.45, 0.0, 0.9])
        centre = place - (0.2 * _HOOP_WIRE * scale) * out - (0, 0.92 * _HOOP * scale, 0)
        centre[0] += sign * 0.003 * scale
        hoops.append(ring(centre, axis, _HOOP * scale, _HOOP_WIRE * scale, 56, 10))
        anchors.append(anchor)
    return [riding_part("hoops", hoops, anchors, figure, GOLD)]


def _nose_ring(figure: Figure) -> list[Part]:
    scale = head_size(figure)
    anchor = base_vertex(_NOSTRIL)
    place, _ = frame_at(figure, anchor)
    inward = np.array([-0.55, -0.62, 0.25])
    centre = place + _NOSE_RING * scale * 0.85 * inward / np.linalg.norm(inward)
    hoop = ring(centre, np.array([0.25, 0.25, 1.0]), _NOSE_RING * scale, _NOSE_WIRE * scale, 40, 8)
    return [riding_part("nose_ring", [hoop], [anchor], figure, SILVER)]


def _headband(figure: Figure) -> list[Part]:
    cloth = dataclasses.replace(
        LEATHER, name="headband", base_color_factor=(0.20, 0.012, 0.014, 1.0), roughness=0.85
    )
    solid = strap(figure, BANDS["headband"], 0.0022)
    return [head_part("headband", solid, figure, cloth)]


def _crown(figure: Figure) -> list[Part]:
    """A ring of gold with eight fleurons, flared, set with rubies and pearls."""
    band, scale = BANDS["crown"], head_size(figure)
    outline = cut_loop(figure, band)
    up, middle = band.up(), outline.mean(0)
    out = outline - middle
    out -= (out @ up)[:, None] * up
    out /= np.linalg.norm(out, axis=1, keepdims=True)
    phase = np.arange(STEPS) / STEPS * 8
    away = np.abs(phase - np.round(phase)) * 2
    peak = np.maximum(0, 1 - away * 1.25) ** 1.25 + 0.30 * np.maximum(0, 1 - (1 - away) * 3)
    top = scale * (0.013 + 0.034 * peak)[:, None]
    low = outline - 0.008 * scale * up
    high = outline + top * up + (0.16 * top + 0.002) * out
    wall, rim = 0.0011 * scale * out, 0.0022 * scale
    rings = np.stack(
        [low - wall, low + wall + rim * out, low + rim * out + 2 * rim * up,
         low + wall + 2.6 * rim * up, (low + high) / 2 + wall, high + wall, high - wall,
         (low + high) / 2 - wall],
        1,
    )  # fmt: skip
    pearls, rubies = [], []
    for k in range(8):
        index = round(k * STEPS / 8) % STEPS
        tip = outline[index] + top[index] * up + (0.16 * top[index] + 0.002) * out[index]
        pearls.append(ball(tip + 0.003 * scale * up, 0.0036 * scale, 8, 12))
        between = round((k + 0.5) * STEPS / 8) % STEPS
        for spot, size in ((index, 0.0042), (between, 0.0030)):
            place = outline[spot] + 0.002 * scale * up + 1.6 * rim * out[spot]
            rubies.append(_gem(place, out[spot], size * scale))
    pearl = Material("pearls", base_color_factor=(0.80, 0.76, 0.70, 1.0), roughness=0.18)
    return [
        head_part("crown", loop(rings[:, ::-1]), figure, GOLD),
        head_part("crown_pearls", merged(pearls), figure, pearl),
        head_part("crown_gems", merged(rubies), figure, RUBY),
    ]


def _necklace(figure: Figure) -> list[Part]:
    """A string of gold beads around the base of the neck, with a ruby that hangs in front."""
    scale = head_size(figure)
    obstacles = _neck_and_clothes(figure)
    path = _resting_loop(figure, obstacles)
    phase = np.arange(len(path)) % 4
    radius = scale * np.array([0.0008, 0.0021, 0.0026, 0.0021])[phase]
    along = np.roll(path, -1, 0) - np.roll(path, 1, 0)
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    side = np.cross(along, (0.0, 1.0, 0.0))
    side /= np.linalg.norm(side, axis=1, keepdims=True)
    other = np.cross(along, side)
    turn = np.linspace(0, 2 * np.pi, 8, endpoint=False)
    around = np.cos(turn)[:, None] * side[:, None] + np.sin(turn)[:, None] * other[:, None]
    chain = loop(path[:, None] + radius[:, None, None] * around)
    front = path[np.argmax(path[:, 2])]
    drop = front - (0, 0.0095 * scale, -0.0015)
    setting = ring(drop, (0, 0.1, 1), 0.0068 * scale, 0.0011 * scale, 32, 8)
    hook = ring(front - (0, 0.0020 * scale, 0), (1, 0, 0), 0.0018 * scale, 0.0006 * scale, 16, 6)
    gem = _gem(drop, np.array([0, 0.1, 1.0]), 0.0064 * scale)
    gem = gem._replace(vertices=(gem.vertices - drop) * (0.95, 1.0, 0.75) + drop)
    skin = cKDTree(figure.vertices[BODY])
    chain_refs = skin.query(chain.vertices)[1]
    anchor = int(skin.query(front)[1])
    hang = merged([setting, hook])
    return [
        bound_part("necklace", merged([chain, hang]),
                   np.r_[chain_refs, np.full(len(hang.vertices), anchor)], figure, GOLD),
        riding_part("necklace_gem", [gem], [anchor], figure, RUBY),
    ]  # fmt: skip


def _neck_and_clothes(figure: Figure) -> Float64[ndarray, "N 3"]:
    """Skin and cloth that a necklace may rest on."""
    skin = figure.vertices[BODY]
    upper = garment_names(figure.person.outfit)[0]
    cloth = fit_proxy(load_proxy("clothes", upper), figure)[0]
    points = np.concatenate([skin, cloth]).astype(np.float64)
    neck = figure.skeleton.bind[figure.skeleton.names.index("Neck"), :3, 3]
    return points[np.linalg.norm(points - neck, axis=1) < 0.16]


def _resting_loop(figure: Figure, points: ndarray) -> Float64[ndarray, "N 3"]:
    """A slack loop around the neck, low in front, just outside of `points`; 4 steps per bead."""
    neck = figure.skeleton.bind[figure.skeleton.names.index("Neck"), :3, 3]
    scale = head_size(figure)
    count = 4 * 52
    turn = np.linspace(0, 2 * np.pi, count, endpoint=False)
    facing = np.stack([np.sin(turn), np.cos(turn)], 1)
    # Height over the neck's joint: low at the throat, high at the nape.
    height = neck[1] + scale * (0.006 + 0.012 - 0.034 * (0.5 + 0.5 * facing[:, 1]) ** 1.5)
    flat = points[:, [0, 2]] - neck[[0, 2]]
    reach = np.empty(count)
    for i in range(count):
        near = np.abs(points[:, 1] - height[i]) < 0.012 * scale
        ahead = flat[near] @ facing[i]
        beside = np.abs(flat[near] @ np.array([facing[i, 1], -facing[i, 0]]))
        mine = ahead[(beside < 0.012 * scale) & (ahead > 0)]
        reach[i] = mine.max(initial=0.04 * scale)
    spectrum = np.fft.rfft(reach)
    spectrum[8:] = 0
    reach = np.fft.irfft(spectrum, count) + 0.0032 * scale
    return np.stack([neck[0] + reach * facing[:, 0], height, neck[2] + reach * facing[:, 1]], 1)


def _eye_patch(figure: Figure, name: str) -> list[Part]:
    """A leather shield over the eye on a thin strap."""
    sign = 1.0 if name.endswith("left") else -1.0
    scale = head_size(figure)
    eye = figure.vertices[EYE_LEFT if sign > 0 else EYE_RIGHT].mean(0).astype(np.float64)
    centre = eye - (-sign * 0.001, -0.001, 0.0)
    wide, high = (scale * s for s in _PATCH)
    turn = np.linspace(0, 2 * np.pi, 48, endpoint=False)
    shares = np.array([0.999, 0.93, 0.75, 0.5, 0.25, 0.06])
    # A shield: straight on top, round below.
    flat = np.stack([np.cos(turn), np.where(np.sin(turn) > 0, 0.80, 1.12) * np.sin(turn)], 1)
    flat[:, 0] = np.sign(flat[:, 0]) * np.abs(flat[:, 0]) ** 0.8
    grid = shares[:, None, None] * flat * (wide, high) + centre[:2]
    depth = _shield_depth(figure, grid, centre, max(wide, high))
    front = np.concatenate([grid, depth[..., None]], 2)
    back = front - (0, 0, 0.0016 * scale)
    rings = np.concatenate([back[::-1], front])
    solid = tube(np.linspace(0, 1, len(rings))[:, None] * (0.0, 0.0, 1.0), np.ones(len(rings)), 48)
    vertices = np.concatenate([rings.reshape(-1, 3), [rings[0].mean(0), rings[-1].mean(0)]])
    solid = solid._replace(vertices=vertices)
    band = strap(figure, BANDS[name], 0.0012)
    return [
        head_part("eye_patch", solid, figure, _leather()),
        head_part("eye_patch_strap", band, figure, LEATHER),
    ]


def _shield_depth(
    figure: Figure, grid: ndarray, centre: ndarray, reach: float
) -> Float64[ndarray, "R S"]:
    """Depth of a smooth dome in front of brow, lids, lashes and cheek."""
    eyes = [figure.vertices[s] for s in (BODY, EYE_LEFT, EYE_RIGHT, LASHES)]
    points = np.concatenate(eyes).astype(np.float64)
    flat = points[:, :2] - centre[:2]
    near = (np.linalg.norm(flat, axis=1) < 1.15 * reach) & (points[:, 2] > centre[2] - 0.02)
    points, flat = points[near], flat[near]

    def terms(xy: ndarray) -> ndarray:
        x, y = xy[..., 0], xy[..., 1]
        return np.stack([np.ones_like(x), x, y, x * x, x * y, y * y], -1)

    weights = np.linalg.lstsq(terms(flat), points[:, 2], rcond=None)[0]
    weights[3], weights[5] = min(weights[3], -4.0), min(weights[5], -4.0)
    lift = (points[:, 2] - terms(flat) @ weights).max() + _PATCH_CLEAR
    return terms(grid - centre[:2]) @ weights + lift


@functools.cache
def _leather() -> Material:
    """Grained black leather."""
    noise = np.random.default_rng(5).standard_normal((256, 256)).astype(np.float32)
    height = cv2.GaussianBlur(np.tile(noise, (3, 3)), (0, 0), 2.0)[256:512, 256:512]
    height /= height.std()
    dx, dy = cv2.Sobel(height, cv2.CV_32F, 1, 0), cv2.Sobel(height, cv2.CV_32F, 0, 1)
    normal = np.dstack([-0.03 * dx, 0.03 * dy, np.ones_like(dx)])
    normal /= np.linalg.norm(normal, axis=2, keepdims=True)
    return dataclasses.replace(LEATHER, normal=np.round(normal * 127 + 128).astype(np.uint8))


_MAKERS = {
    "studs": _studs, "hoops": _hoops, "nose ring": _nose_ring, "headband": _headband,
    "crown": _crown, "necklace": _necklace,
}  # fmt: skip
