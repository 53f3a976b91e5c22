"""Teeth out of the ordinary: fangs, tusks, points, gold, decay."""

from __future__ import annotations

import dataclasses
import functools
from typing import NamedTuple

import cv2
import numpy as np
from jaxtyping import Bool, Float32, Float64, Int64
from numpy import ndarray
from scipy.interpolate import CubicSpline
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from facegen.avatar import Material, Morph, Part
from facegen.colorspace import linear_to_srgb8
from facegen.geometry.mesh import gather_morphs, part_from_mesh
from facegen.geometry.sweep import merged, tube
from facegen.human.proxies import Proxy, load_proxy
from facegen.human.ramps import smoothstep
from facegen.human.topology import topology

_BARED = (0.0038, 0.0032, 0.0036, 0.0028, 0.0024, 0.0012, 0.0, 0.0)
_BARED_LOWER = (0.0026, 0.0026, 0.0028, 0.0018, 0.0012, 0.0006, 0.0, 0.0)
"""Metres that gums draw back from each tooth, the middle ones first."""
_MARGIN, _FIRM = 0.0075, 0.0155
"""Metres above a tooth's edge up to which gums move in full, and from which not at all."""
_PAPILLA = 0.55
"""Share of that by which they stay between two teeth."""
_THIN = 0.0010
"""Metres that gums before the front teeth lie less proud of them."""
_GOLD = np.float32([0.95, 0.62, 0.22])
_STAINS = np.float32([[0.34, 0.25, 0.10], [0.17, 0.105, 0.045], [0.055, 0.038, 0.025]])
"""Linear albedos of yellow, brown and black teeth."""
_FANG = 0.0088
"""Metres that a fang reaches beyond its neighbours; the laterals beside it a quarter of it."""
_POINT = 0.0022
_TUSK = 0.034
_TUSK_WIDTH = 0.0056


class _Tooth(NamedTuple):
    """One of the 32 teeth of the proxy: a shell of its own."""

    vertices: Int64[ndarray, "63"]
    upper: bool
    place: int
    """1 central incisor, 2 lateral, 3 canine, 4 first premolar .. 8 wisdom tooth."""
    side: int
    """+1 on the person's left."""


@functools.cache
def teeth_of_proxy() -> tuple[_Tooth, ...]:
    """The teeth, upper jaw first, each row from the middle outwards, left before right."""
    proxy = load_proxy("teeth", "Teeth_Base")
    a, b = proxy.quads[:, [0, 1, 2]].ravel(), proxy.quads[:, [1, 2, 3]].ravel()
    graph = coo_matrix((np.ones(len(a)), (a, b)), (len(proxy.refs),) * 2)
    label = connected_components(graph, directed=False)[1]
    count = np.bincount(label)
    shells = [np.flatnonzero(label == i) for i in np.flatnonzero(count == 63)]
    rest = np.einsum("pk,pkc->pc", proxy.weights, topology().base[proxy.refs]) + proxy.offsets
    middle = np.array([rest[shell].mean(0) for shell in shells])
    found = []
    for side in (1, -1):
        mine = np.flatnonzero(side * middle[:, 0] > 0)
        # Both rows rise towards the back by a quarter of their depth: apart from that the upper
        # half are the upper teeth.
        level = middle[mine, 1] + 0.26 * middle[mine, 2]
        ranked = mine[np.argsort(level)]
        for upper, row in ((False, ranked[:8]), (True, ranked[8:])):
            for place, i in enumerate(row[np.argsort(-middle[row, 2])], 1):
                found.append(_Tooth(shells[i], upper, place, side))
    return tuple(sorted(found, key=lambda t: (not t.upper, t.place, -t.side)))


@functools.cache
def bared() -> Float32[ndarray, "P 3"]:
    """What moves the proxy's gums off its crowns, metres: they hide nearly half of each.

    A central incisor shows 10 to 11 mm of crown (Magne et al. 2003, "Anatomic crown width/length
    ratios of unworn and worn maxillary teeth"); bound as it comes, the proxy's shows 6. Between
    two teeth gums stay, as papillae do.
    """
    proxy, teeth = load_proxy("teeth", "Teeth_Base"), teeth_of_proxy()
    rest = np.einsum("pk,pkc->pc", proxy.weights, topology().base[proxy.refs]) + proxy.offsets
    shells = np.concatenate([tooth.vertices for tooth in teeth])
    gums = np.setdiff1d(np.arange(len(rest)), shells)
    nearest = cKDTree(rest[shells]).query(rest[gums])[1] // len(teeth[0].vertices)
    up = np.array([1.0 if tooth.upper else -1.0 for tooth in teeth])
    edges = np.array([(s * rest[t.vertices, 1]).min() for t, s in zip(teeth, up, strict=True)])
    most = np.array([(_BARED if t.upper else _BARED_LOWER)[t.place - 1] for t in teeth])
    height = up[nearest] * rest[gums, 1] - edges[nearest]
    share = smoothstep(_FIRM, _MARGIN, height)
    between = smoothstep(0.35, 0.95, _aside(rest, gums, nearest))
    moved = np.zeros_like(rest)
    moved[gums, 1] = up[nearest] * most[nearest] * share * (1 - _PAPILLA * between)
    front = max(float(rest[tooth.vertices, 2].max()) for tooth in teeth)
    moved[gums, 2] = -_THIN * share * smoothstep(-0.014, -0.004, rest[gums, 2] - front)
    return moved.astype(np.float32)


def _aside(
    rest: Float64[ndarray, "P 3"], gums: Int64[ndarray, "G"], nearest: Int64[ndarray, "G"]
) -> Float64[ndarray, "G"]:
    """How far along the row each gum vertex lies from its tooth's middle: 1 between two teeth."""
    teeth = teeth_of_proxy()
    middle = np.array([rest[tooth.vertices].mean(0) for tooth in teeth])
    half = np.zeros(len(teeth))
    along = np.zeros((len(teeth), 3))
    for jaw in (True, False):
        row = [i for i, tooth in enumerate(teeth) if tooth.upper is jaw]
        row.sort(key=lambda i: teeth[i].side * teeth[i].place)
        before, after = [row[0], *row[:-1]], [*row[1:], row[-1]]
        step = (middle[after] - middle[before]) * [1, 0, 1]
        along[row] = step / np.linalg.norm(step, axis=1, keepdims=True)
        for i in row:
            half[i] = np.ptp(rest[teeth[i].vertices] @ along[i]) / 2
    away = np.einsum("gc,gc->g", rest[gums] - middle[nearest], along[nearest])
    return np.abs(away) / half[nearest]


def reshaped(kind: str, vertices: Float32[ndarray, "P 3"]) -> Float32[ndarray, "P 3"]:
    """Placed teeth with crowns drawn out and sharpened as `kind` asks."""
    if kind not in ("fangs", "sharp", "tusks"):
        return vertices
    out = vertices.astype(np.float64)
    for tooth in teeth_of_proxy():
        length, taper = _drawn(kind, tooth)
        if not taper:
            continue
        points = out[tooth.vertices]
        down = -1.0 if tooth.upper else 1.0
        height = down * points[:, 1]
        share = (height - height.min()) / np.ptp(height)
        crown = smoothstep(0.42, 1.0, share)
        axis = points.mean(0)
        # The tip lies under the tooth's front, as a cat's does.
        axis[2] += 0.10 * np.ptp(points[:, 2])
        narrow = 1 - taper * crown
        points[:, [0, 2]] = axis[[0, 2]] + (points[:, [0, 2]] - axis[[0, 2]]) * narrow[:, None]
        points[:, 1] += down * length * crown**1.4
        out[tooth.vertices] = points
    return out.astype(np.float32)


def _drawn(kind: str, tooth: _Tooth) -> tuple[float, float]:
    """Metres that a tooth grows and how pointed it becomes, 0..1."""
    if kind == "sharp":
        long = _POINT * (1.5 if tooth.place == 3 else 1.0)
        return (long, 0.86) if tooth.place <= 6 else (0.0, 0.0)
    if kind == "fangs" and tooth.place == 3:
        return (_FANG if tooth.upper else 0.35 * _FANG), 0.88
    if kind == "fangs" and tooth.place == 2 and tooth.upper:
        return 0.22 * _FANG, 0.45
    return 0.0, 0.0


def present(kind: str) -> Bool[ndarray, "F"]:
    """Which quads of the proxy there are: rotten mouths have lost two teeth."""
    proxy = load_proxy("teeth", "Teeth_Base")
    keep = np.ones(len(proxy.quads), bool)
    lost = {"rotten": ((True, 2, -1), (False, 1, 1)), "tusks": ((False, 3, 1), (False, 3, -1))}
    for tooth in teeth_of_proxy():
        if (tooth.upper, tooth.place, tooth.side) in lost.get(kind, ()):
            keep &= ~np.isin(proxy.quads[:, 0], tooth.vertices)
    return keep


def painted(kind: str, material: Material) -> Material:
    """The teeth's material with gold caps or rot."""
    if kind not in ("gold", "rotten"):
        return material
    size = len(material.base_color)
    proxy = load_proxy("teeth", "Teeth_Base")
    color = (material.base_color[..., :3].astype(np.float32) / 255) ** 2.2
    orm = material.orm.copy()
    light = orm[..., 0].astype(np.float32) / 255
    rng = np.random.default_rng(11)
    blots = _noise(rng, size)
    for tooth in teeth_of_proxy():
        where = _texels(proxy, tooth, size)
        if kind == "gold":
            if tooth.place > 4 or not (tooth.upper or tooth.place == 3):
                continue
            color += (_GOLD * np.clip(light, 0.35, 1)[..., None] - color) * where[..., None]
            orm[..., 1] = np.where(where > 0.5, round(255 * 0.2), orm[..., 1])
            orm[..., 2] = np.maximum(orm[..., 2], np.round(255 * where)).astype(np.uint8)
        else:
            bad = rng.random()
            stain = _STAINS[0] if bad < 0.5 else _STAINS[1] if bad < 0.85 else _STAINS[2]
            spots = where * smoothstep(-1.6, 0.8, blots + 1.0 * bad)
            color += (stain * light[..., None] - color) * (0.85 * spots)[..., None]
            black = where * smoothstep(0.9, 1.5, blots + 0.6 * bad)
            color += (_STAINS[2] * light[..., None] - color) * (0.9 * black)[..., None]
            orm[..., 1] = np.clip(orm[..., 1] + 70 * spots, 0, 255).astype(np.uint8)
    metal = 1.0 if orm[..., 2].any() else 0.0
    return dataclasses.replace(
        material, base_color=linear_to_srgb8(np.clip(color, 0, 1)), orm=orm, metallic=metal
    )


def _texels(proxy: Proxy, tooth: _Tooth, size: int) -> Float32[ndarray, "S S"]:
    image = np.zeros((size, size), np.uint8)
    mine = np.isin(proxy.quads[:, 0], tooth.vertices)
    corners = np.round(proxy.uvs[proxy.quad_uvs[mine]] * size * 16).astype(np.int32)
    for quad in corners:
        cv2.fillConvexPoly(image, quad, 255, cv2.LINE_8, 4)
    return cv2.dilate(image, np.ones((3, 3), np.uint8)).astype(np.float32) / 255


def _noise(rng: np.random.Generator, size: int) -> Float32[ndarray, "S S"]:
    noise = rng.standard_normal((size, size)).astype(np.float32)
    soft = cv2.GaussianBlur(noise, (0, 0), size / 90)
    return soft / soft.std()


def tusk_part(
    vertices: Float32[ndarray, "P 3"],
    morphs: dict[str, Morph],
    joints: ndarray,
    weights: ndarray,
    skin: Float32[ndarray, "S 3"],
    mouth: float,
) -> Part:
    """Two tusks from the lower canines, out between the lips and up; they go with the jaw.

    `skin` are the face's vertices and `mouth` the height at which its lips meet, metres. Vertices
    and what moves them are those of the placed teeth.
    """
    solids, roots = [], []
    for tooth in teeth_of_proxy():
        if tooth.upper or tooth.place != 3:
            continue
        root = vertices[tooth.vertices].mean(0).astype(np.float64)
        t = np.linspace(0, 1, 28)[:, None]
        out, up = tooth.side * _TUSK, np.array([0.0, _TUSK, 0.0])

        def before(x: float, low: float, high: float) -> float:
            """Depth of the foremost skin of a stretch of the face, metres from the mouth up."""
            y = skin[:, 1] - mouth
            near = (np.abs(skin[:, 0] - x) < 0.004) & (y > low) & (y < high)
            return float(skin[near, 2].max())

        # Up behind the lower lip, over it at the line of the mouth, then up and outwards.
        gate = np.array([1.12 * root[0], mouth, 0.0])
        gate[2] = before(gate[0], -0.004, 0.004) - 0.0025
        middle, tip = gate + 0.36 * up, gate + 0.82 * up
        middle[0], tip[0] = middle[0] + 0.12 * out, tip[0] + 0.17 * out
        middle[2] = before(middle[0], 0.004, 0.018) + 0.0045
        tip[2] = max(before(tip[0], 0.018, 0.034) + 0.002, middle[2] - 0.004)
        spots = np.array([root - (0, 0.006, 0.002), root - (0, 0, -0.0015), gate, middle, tip])
        path = _through(spots, t[:, 0])
        radius = _TUSK_WIDTH * (1 - t[:, 0]) ** 0.55 * (0.85 + 0.3 * np.sin(np.pi * t[:, 0]))
        solids.append(tube(path, np.maximum(radius, 0.0003), 14, start=np.array([0.0, 0.0, 1.0])))
        # One vertex of the tooth leads them all.
        roots.append(np.full(len(solids[-1].vertices), tooth.vertices[0]))
    solid, source = merged(solids), np.concatenate(roots)
    return part_from_mesh(
        "tusks",
        solid.vertices.astype(np.float32),
        solid.quads,
        solid.uvs.astype(np.float32),
        solid.quad_uvs,
        _ivory(),
        joints[source],
        weights[source],
        gather_morphs(morphs, source, len(vertices)),
    )


def _through(spots: Float64[ndarray, "K 3"], t: ndarray) -> Float64[ndarray, "N 3"]:
    """A smooth curve through `spots`, by arc length."""
    along = np.r_[0, np.cumsum(np.linalg.norm(np.diff(spots, axis=0), axis=1))]
    return CubicSpline(along / along[-1], spots)(t)


@functools.cache
def _ivory() -> Material:
    """Old ivory: dark at the root, lengthwise hairlines."""
    high, wide = 256, 64
    v = ((np.arange(high, dtype=np.float32) + 0.5) / high)[:, None]
    noise = np.random.default_rng(3).standard_normal((high, wide)).astype(np.float32)
    lines = cv2.GaussianBlur(np.tile(noise, (1, 3)), (0, 0), sigmaX=0.8, sigmaY=14)
    lines = lines[:, wide : 2 * wide] / lines.std()
    root, tip = np.float32([0.36, 0.25, 0.13]), np.float32([0.70, 0.62, 0.48])
    color = root + (tip - root) * smoothstep(0.15, 0.75, v)[..., None]
    color = np.broadcast_to(color, (high, wide, 3)) * (1 + 0.10 * lines[..., None])
    return Material("tusks", base_color=linear_to_srgb8(np.clip(color, 0, 1)), roughness=0.3,
                    subsurface=0.1)  # fmt: skip
