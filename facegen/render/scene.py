"""An avatar made ready for the kernels: one mesh, one texel buffer; kept between pictures."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Mapping
from typing import Any

import cv2
import numpy as np
from jaxtyping import Float32, Int32, UInt8
from numba import njit
from numpy import ndarray

from facegen.avatar import Avatar, Material, Part, morphed_vertices
from facegen.colorspace import srgb_to_linear
from facegen.render.kernels import Geometry, Surface
from facegen.render.pose import pose_matrices, skinned

MODES = {"OPAQUE": 0, "MASK": 1, "BLEND": 2}
TEXTURE_LIMIT = 2048
"""Larger maps are halved for rendering: a 1024 px portrait shows no more."""

_kept: dict[tuple[str, int], tuple[weakref.ref, Any]] = {}


def kept(kind: str, owner: Any, make: Callable[[], Any]) -> Any:
    """`make()` once per living `owner` object; forgotten when the owner is."""
    key = (kind, id(owner))
    entry = _kept.get(key)
    if entry is not None and entry[0]() is owner:
        return entry[1]
    value = make()
    _kept[key] = (weakref.ref(owner, lambda _: _kept.pop(key, None)), value)
    return value


@njit(cache=True)
def _smooth_normals(vertices, triangles, weld):
    """Area-weighted normals; vertices of one `weld` group share theirs."""
    total = np.zeros(vertices.shape, np.float32)
    for f in range(triangles.shape[0]):
        a, b, c = triangles[f, 0], triangles[f, 1], triangles[f, 2]
        ux, uy, uz = vertices[b] - vertices[a]
        vx, vy, vz = vertices[c] - vertices[a]
        nx, ny, nz = uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx
        for corner in (weld[a], weld[b], weld[c]):
            total[corner, 0] += nx
            total[corner, 1] += ny
            total[corner, 2] += nz
    result = np.empty_like(total)
    for i in range(vertices.shape[0]):
        n = total[weld[i]]
        length = np.sqrt(n[0] * n[0] + n[1] * n[1] + n[2] * n[2])
        result[i] = n / max(length, np.float32(1e-20))
    return result


def weld_vertices(part: Part) -> Int32[ndarray, "V"]:
    """For each vertex the first one at the same place with (nearly) the same normal."""
    key = np.concatenate([np.round(part.vertices * 1e5), np.round(part.normals * 8.0)], 1).astype(
        np.int32
    )
    _, first, inverse = np.unique(key, axis=0, return_index=True, return_inverse=True)
    return first[inverse.reshape(-1)].astype(np.int32)


def morphed_normals(part: Part, vertices: Float32[ndarray, "V 3"]) -> Float32[ndarray, "V 3"]:
    """Normals of `part` after a morph: the rest normals plus what the morph changed."""
    weld = kept("weld", part, lambda: weld_vertices(part))
    triangles = np.ascontiguousarray(part.triangles, np.int32)
    rest = kept(
        "rest normals", part,
        lambda: _smooth_normals(np.ascontiguousarray(part.vertices), triangles, weld),
    )  # fmt: skip
    changed = part.normals + _smooth_normals(np.ascontiguousarray(vertices), triangles, weld) - rest
    length = np.linalg.norm(changed, axis=1, keepdims=True)
    return (changed / np.maximum(length, 1e-8)).astype(np.float32)


def _filled(image: UInt8[ndarray, "H W 4"]) -> UInt8[ndarray, "H W 4"]:
    """Colour of transparent texels taken from opaque ones around, so that edges stay clean."""
    empty = image[..., 3] < 8
    if not empty.any():
        return image
    height, width = image.shape[:2]
    small = max(1, width // 8), max(1, height // 8)
    alpha = image[..., 3:].astype(np.float32) / 255.0
    weighted = np.concatenate([image[..., :3] * alpha, alpha], -1)
    weighted = cv2.resize(weighted, small, interpolation=cv2.INTER_AREA)
    # The wide blur only counts where the narrow one finds nothing.
    near = cv2.blur(weighted, (3, 3)) + 1e-3 * cv2.blur(weighted, (31, 31))
    color = near[..., :3] / np.maximum(near[..., 3:], 1e-6)
    color = cv2.resize(color, (width, height), interpolation=cv2.INTER_LINEAR)
    result = image.copy()
    result[empty, :3] = np.clip(color[empty], 0, 255).astype(np.uint8)
    return result


def _pyramid(image: UInt8[ndarray, "H W 4"]) -> list[UInt8[ndarray, "h w 4"]]:
    """The image and its halvings down to 1 x 1."""
    while max(image.shape[:2]) > TEXTURE_LIMIT:
        image = cv2.resize(image, (image.shape[1] // 2, image.shape[0] // 2), None, 0, 0, 3)
    levels = [image]
    while max(levels[-1].shape[:2]) > 1:
        height, width = (max(1, s // 2) for s in levels[-1].shape[:2])
        levels.append(
            cv2.resize(levels[-1], (width, height), interpolation=cv2.INTER_AREA).reshape(
                height, width, 4
            )
        )
    return levels


def _rgba(image: UInt8[ndarray, "H W *C"]) -> UInt8[ndarray, "H W 4"]:
    if image.ndim == 2:
        image = np.repeat(image[..., None], 3, -1)
    if image.shape[-1] == 4:
        return _filled(image)
    return np.concatenate([image, np.full((*image.shape[:2], 1), 255, np.uint8)], -1)


def _orms(material: Material) -> UInt8[ndarray, "H W 4"] | None:
    """Occlusion, roughness, metalness and specular strength in one image."""
    orm, specular = material.orm, material.specular
    if orm is None and specular is None:
        return None
    if orm is None:
        orm = np.full((*specular.shape[:2], 3), 255, np.uint8)
    height, width = orm.shape[:2]
    if specular is None:
        specular = np.full((height, width), 255, np.uint8)
    if specular.shape[:2] != (height, width):
        specular = cv2.resize(specular, (width, height), interpolation=cv2.INTER_AREA)
    return np.concatenate([orm, specular.reshape(height, width, 1)], -1)


def _texture_levels(material: Material) -> list[list[ndarray]]:
    """Mip levels of the slots `BASE, NORMAL, ORMS, EMISSIVE`; empty where there is no map."""
    base, normal, orms = material.base_color, material.normal, _orms(material)
    emissive = material.emissive if any(material.emissive_factor) else None
    return [
        [] if base is None else _pyramid(_rgba(base)),
        [] if normal is None else _pyramid(_rgba(normal)),
        [] if orms is None else _pyramid(orms),
        [] if emissive is None else _pyramid(_rgba(emissive)),
    ]


def _factors(material: Material) -> list[float]:
    return [
        *material.base_color_factor, material.roughness, material.metallic,
        material.specular_factor, material.alpha_cutoff, material.subsurface,
        material.anisotropy, MODES[material.alpha_mode], *material.emissive_factor,
    ]  # fmt: skip


def make_surface(parts: tuple[Part, ...]) -> Surface:
    """Materials of `parts` in kernel form; one material per part."""
    layout = np.zeros((len(parts), 4, 4), np.int64)
    chunks: list[ndarray] = []
    places: dict[int, ndarray] = {}
    offset = 0
    for index, part in enumerate(parts):
        if id(part.material) in places:
            layout[index] = places[id(part.material)]
            continue
        for slot, levels in enumerate(_texture_levels(part.material)):
            if levels:
                height, width = levels[0].shape[:2]
                layout[index, slot] = offset, width, height, len(levels)
                chunks.extend(level.reshape(-1) for level in levels)
                offset += sum(level.size for level in levels)
        places[id(part.material)] = layout[index]
    texels = np.concatenate(chunks) if chunks else np.zeros(4, np.uint8)
    factors = np.array([_factors(p.material) for p in parts], np.float32).reshape(len(parts), 14)
    two_sided = np.array([p.material.double_sided for p in parts], bool)
    linear_of_byte = srgb_to_linear(np.arange(256, dtype=np.uint8))
    return Surface(factors, layout, texels, linear_of_byte, two_sided)


def make_geometry(avatar: Avatar, expression: Mapping[str, float]) -> Geometry:
    """All parts under `expression` and the avatar's pose; sky occlusion not yet known (1)."""
    parts = avatar.parts
    matrices = pose_matrices(avatar) if avatar.pose else None
    vertices, normals, tangents = [], [], []
    for part in parts:
        moved, turned = np.asarray(part.vertices, np.float32), np.asarray(part.normals, np.float32)
        along = np.asarray(part.tangents, np.float32)
        if any(expression.get(name) for name in part.morphs):
            moved = morphed_vertices(part, expression)
            turned = morphed_normals(part, moved)
        if matrices is not None:
            moved, turned, along = skinned(part, matrices, moved, turned, along)
        vertices.append(moved)
        normals.append(turned)
        tangents.append(along)
    starts = np.cumsum([0] + [len(v) for v in vertices])
    triangles = np.concatenate(
        [p.triangles.astype(np.int32) + np.int32(s) for p, s in zip(parts, starts, strict=False)]
    )
    owner = np.repeat(np.arange(len(parts), dtype=np.int32), [len(p.triangles) for p in parts])
    uvs = np.concatenate([np.asarray(p.uvs, np.float32) for p in parts])
    side_u, side_v = (uvs[triangles[:, i]] - uvs[triangles[:, 0]] for i in (1, 2))
    area = 0.5 * np.abs(side_u[:, 0] * side_v[:, 1] - side_u[:, 1] * side_v[:, 0])
    return Geometry(
        np.concatenate(vertices).astype(np.float32),
        np.concatenate(normals).astype(np.float32),
        np.concatenate(tangents).astype(np.float32),
        uvs,
        np.ones((starts[-1], 4), np.float32),
        np.ascontiguousarray(triangles, np.int32),
        owner,
        area.astype(np.float32),
    )


def material_maps(
    material: Material,
) -> tuple[Float32[ndarray, "h w 4"], Float32[ndarray, "a b 4"]]:
    """Linear base colour with alpha, and ORMS, factors multiplied in; 1 x 1 where there is none."""
    base = np.ones((1, 1, 4), np.float32)
    if material.base_color is not None:
        image = _rgba(material.base_color).astype(np.float32) / 255.0
        base = np.concatenate([srgb_to_linear(image[..., :3]), image[..., 3:]], -1)
    orms = _orms(material)
    factors = (1.0, material.roughness, material.metallic, material.specular_factor)
    maps = np.ones((1, 1, 4), np.float32) if orms is None else orms.astype(np.float32) / 255.0
    base = base * np.array(material.base_color_factor, np.float32)
    return base.astype(np.float32), (maps * np.array(factors, np.float32)).astype(np.float32)
