"""Cloth materials: an outfit's textures without their prints, dyed, with a weave up close."""

from __future__ import annotations

import functools

import cv2
import numpy as np
from jaxtyping import Bool, Float32, Int64, UInt8
from numpy import ndarray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from facegen.avatar import Material
from facegen.colorspace import linear_to_srgb8, srgb_to_linear
from facegen.human.person import Color
from facegen.human.proxies import Proxy, load_proxy
from facegen.human.topology import topology

SIZE = 1024
_WAIST = 0.02
"""Metres on the unshaped base mesh (origin between hips and chest): upper garments lie above."""
_PRINTS = {
    "female_casualsuit01": ((414, 132, 50),),
    "female_casualsuit02": ((414, 132, 50),),
    "male_casualsuit02": ((306, 82, 48),),
    "male_casualsuit04": ((278, 122, 64),),
    "male_casualsuit06": ((135, 66, 38), (248, 78, 36), (312, 78, 36)),
}
"""Discs (x, y, radius in texels of the 512-pixel texture) that hold the asset maker's emblem."""
_WEAVE = 4.0
"""Texels per thread."""


@functools.lru_cache(maxsize=16)
def cloth_material(name: str, dye: Color | None) -> Material:
    """The material of clothes proxy `name`; `dye` (sRGB) colours its main upper garment."""
    proxy = load_proxy("clothes", name)
    texture = proxy.diffuse()
    covered = _covered(proxy, texture.shape[0], range(len(proxy.quads)))
    color = srgb_to_linear(_without_prints(name, texture[..., :3]))
    if dye is not None:
        color = _dyed(proxy, color, np.asarray(dye, np.float32))
    open_weave = texture.shape[2] == 4 and (texture[..., 3][covered] < 128).mean() > 0.002
    shade = proxy.texture("_ao")
    shade = np.ones(texture.shape[:2]) if shade is None else shade[..., 0] / 255
    color = color * (0.45 + 0.55 * shade[..., None])
    large = cv2.resize(color.astype(np.float32), (SIZE, SIZE), interpolation=cv2.INTER_CUBIC)
    weave = _weave()
    rgb = linear_to_srgb8(large * (1 + 0.03 * weave[..., None]))
    if open_weave:
        alpha = cv2.resize(texture[..., 3], (SIZE, SIZE), interpolation=cv2.INTER_LINEAR)
        rgb = np.dstack([rgb, alpha])
    orm = np.zeros((SIZE, SIZE, 3), np.uint8)
    occlusion = cv2.resize(shade.astype(np.float32), (SIZE, SIZE))
    orm[..., 0] = np.round(255 * np.clip(occlusion, 0, 1))
    orm[..., 1] = np.round(255 * np.clip(0.86 - 0.06 * weave, 0, 1))
    return Material(
        "outfit",
        base_color=rgb,
        normal=_normals(proxy.texture("_normal", "_NRM"), weave),
        orm=orm,
        specular_factor=0.5,
        alpha_mode="MASK" if open_weave else "OPAQUE",
        double_sided=True,
    )


def plain_material(name: str, texture: UInt8[ndarray, "H W C"], rough: float) -> Material:
    """A material for shoes and hats: colour as it comes, one roughness."""
    return Material(name, base_color=np.ascontiguousarray(texture[..., :3]), roughness=rough,
                    specular_factor=0.6, double_sided=True)  # fmt: skip


def garments(proxy: Proxy) -> Int64[ndarray, "F"]:
    """Which separate piece of mesh each quad belongs to."""
    a, b = proxy.quads[:, [0, 1, 2]].ravel(), proxy.quads[:, [1, 2, 3]].ravel()
    count = len(proxy.refs)
    graph = coo_matrix((np.ones(len(a)), (a, b)), (count, count))
    return connected_components(graph, directed=False)[1][proxy.quads[:, 0]].astype(np.int64)


def _covered(proxy: Proxy, size: int, quads) -> Bool[ndarray, "S S"]:
    """Texels under the UVs of some quads."""
    image = np.zeros((size, size), np.uint8)
    corners = np.round(proxy.uvs[proxy.quad_uvs] * size * 16).astype(np.int32)
    for index in quads:
        cv2.fillConvexPoly(image, corners[index], 1, cv2.LINE_8, 4)
    return image > 0


def _without_prints(name: str, texture: UInt8[ndarray, "S S 3"]) -> UInt8[ndarray, "S S 3"]:
    """Fill the emblem's strokes with the cloth around them."""
    lab = cv2.cvtColor(texture, cv2.COLOR_RGB2LAB).astype(np.float32)
    y, x = np.mgrid[: texture.shape[0], : texture.shape[1]]
    strokes = np.zeros(texture.shape[:2], np.uint8)
    for cx, cy, radius in _PRINTS.get(name, ()):
        disc = (x - cx) ** 2 + (y - cy) ** 2 < radius**2
        away = np.linalg.norm(lab - np.median(lab[disc], 0), axis=2)
        strokes |= (disc & (away > 6)).astype(np.uint8)
    if not strokes.any():
        return texture
    strokes = cv2.dilate(strokes, np.ones((9, 9), np.uint8))
    return cv2.inpaint(np.ascontiguousarray(texture), strokes, 6, cv2.INPAINT_TELEA)


def _dyed(
    proxy: Proxy, color: Float32[ndarray, "S S 3"], dye: Float32[ndarray, "3"]
) -> Float32[ndarray, "S S 3"]:
    """Recolour the largest upper garment, and pieces of its colour, keeping light and shade.

    What is far brighter, as a shirt sewn to a dark suit, keeps its own colour.
    """
    piece = garments(proxy)
    base = topology().base
    vertices = np.einsum("pk,pkc->pc", proxy.weights, base[proxy.refs])
    a, b, c = (vertices[proxy.quads[:, i]] for i in range(3))
    area = np.linalg.norm(np.cross(b - a, c - a), axis=1)
    height = vertices[proxy.quads, 1].mean(1)
    luminance = color @ np.array([0.2126, 0.7152, 0.0722], np.float32)
    texels, looks, sizes = {}, {}, {}
    for i in np.unique(piece):
        mine = np.flatnonzero(piece == i)
        if np.average(height[mine], weights=area[mine] + 1e-12) < _WAIST:
            continue
        texels[i] = _covered(proxy, len(color), mine)
        sizes[i] = area[mine].sum()
        looks[i] = np.median(color[texels[i]], 0) ** (1 / 2.2)
    if not sizes:
        return color
    main = max(sizes, key=sizes.get)
    level = np.median(luminance[texels[main]])
    mask = np.zeros(color.shape[:2], np.uint8)
    for i, where in texels.items():
        if np.linalg.norm(looks[i] - looks[main]) < 0.2:
            mask |= where.astype(np.uint8)
    mask = cv2.dilate(mask, np.ones((3, 3), np.uint8))[..., None] > 0
    ratio = np.clip(luminance / max(level, 1e-3), 0.3, 1.8) ** 0.85
    other = np.clip((luminance / max(level, 1e-3) - 5) / 4, 0, 1)[..., None]
    dyed = np.clip(srgb_to_linear(dye) * ratio[..., None], 0, 1)
    return np.where(mask, dyed + (color - dyed) * other, color)


@functools.cache
def _weave() -> Float32[ndarray, "S S"]:
    """Threads over and under, slightly irregular, about -1..1."""
    axis = np.arange(SIZE, dtype=np.float32) * (np.pi / _WEAVE)
    x, y = np.meshgrid(axis, axis)
    noise = np.random.default_rng(3).standard_normal((SIZE, SIZE)).astype(np.float32)
    soft = cv2.GaussianBlur(noise, (0, 0), 1.2)
    return (0.6 * np.sin(x + y) * np.sin(x - y) + 0.5 * soft / soft.std()).astype(np.float32)


def _normals(given: UInt8[ndarray, "S S C"] | None, weave: Float32[ndarray, "S S"]) -> ndarray:
    """The outfit's own wrinkles with the weave laid over them."""
    slope = np.zeros((SIZE, SIZE, 2), np.float32)
    if given is not None:
        wide = cv2.resize(given[..., :3], (SIZE, SIZE), interpolation=cv2.INTER_CUBIC)
        vector = wide.astype(np.float32) / 127.5 - 1
        lit = vector[..., 2:] > 0.3
        slope = np.where(lit, vector[..., :2] / np.maximum(vector[..., 2:], 0.3), 0)
    slope = slope + 0.05 * np.dstack(
        [
            -cv2.Sobel(weave, cv2.CV_32F, 1, 0, scale=0.25),
            cv2.Sobel(weave, cv2.CV_32F, 0, 1, scale=0.25),
        ]
    )
    normal = np.dstack([slope, np.ones((SIZE, SIZE), np.float32)])
    normal /= np.linalg.norm(normal, axis=2, keepdims=True)
    return np.round(normal * 127 + 128).astype(np.uint8)
