"""Teeth, gums and tongue, set behind the lips of any face and dark where light cannot reach."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Mapping
from typing import NamedTuple

import cv2
import numpy as np
from jaxtyping import Float, Float32
from numpy import ndarray

from facegen.avatar import Material, Morph, Part
from facegen.colorspace import linear_to_srgb8, srgb_to_linear
from facegen.geometry.mesh import vertex_normals
from facegen.human.dentition import (
    bared,
    painted,
    present,
    reshaped,
    teeth_of_proxy,
    tusk_part,
)
from facegen.human.figure import Figure
from facegen.human.measure import landmarks
from facegen.human.proxies import Proxy, fit_proxy, load_proxy, smooth_part
from facegen.human.topology import BODY, topology

_STOMION = (520, 540)
"""Base vertices of the upper and the lower lip that touch in the middle of the mouth."""
_LIP_LINING = (554, 571, 557, 574)
"""Base vertices of the lips' inner side in the middle of the mouth."""
_SHOW = 0.0028
"""Metres that the upper incisors reach below the line where the lips meet, as in most mouths."""
_CLEAR = 0.0014
"""Metres of air between the incisors and the lips."""
_ARCH = 0.80
"""Half-width of the row of teeth beside the mouth's corner, at most, of the mouth's half-width."""
_LARGEST = 1.06
"""Size of the set at most, of the one that the head's size gives."""
_ROOTS = 0.008
"""Metres above and below the bite where gums begin to lean back, clear of lips and chin."""
_ENAMEL = np.array([0.78, 0.70, 0.57], np.float32)
_GUM = np.array([0.42, 0.13, 0.125], np.float32)
_TONGUE = np.array([0.56, 0.20, 0.19], np.float32)
"""Mean linear albedos: slightly ivory, healthy pink."""
_DEPTH = np.array([0.0, 0.006, 0.014, 0.026, 0.05])
_LIGHT = np.array([1.0, 0.96, 0.80, 0.42, 0.14])
"""Share of light that reaches a point so many metres behind the front teeth."""


def mouth_parts(figure: Figure) -> list[Part]:
    """`teeth` (gums included) and `tongue`, and `tusks` for those who have them."""
    kind = figure.person.teeth
    teeth, tongue = load_proxy("teeth", "Teeth_Base"), load_proxy("tongue", "tongue01")
    teeth = dataclasses.replace(teeth, offsets=teeth.offsets + bared())
    place = _place(figure, teeth)
    keep = present(kind)
    shown = dataclasses.replace(teeth, quads=teeth.quads[keep], quad_uvs=teeth.quad_uvs[keep])
    set_in = _placed(teeth, figure, place)
    parts = [
        smooth_part(
            shown, reshaped(kind, set_in[0]), *set_in[1:], painted(kind, _teeth_material()),
            "teeth", 0,
        ),
        smooth_part(
            tongue, *_placed(tongue, figure, place), _tongue_material(), "tongue", 1
        ),
    ]  # fmt: skip
    if kind == "tusks":
        mouth = float(figure.vertices[list(_STOMION), 1].mean())
        parts.append(tusk_part(*set_in, figure.vertices[BODY], mouth))
    return parts


class _Placement(NamedTuple):
    """How the set moves from where its binding puts it: scaled about `origin`, then shifted."""

    origin: Float32[ndarray, "3"]
    scale: float
    shift: Float32[ndarray, "3"]


def _place(figure: Figure, teeth: Proxy) -> _Placement:
    """Where the set must go so that it sits right behind these lips and between the cheeks."""
    vertices = fit_proxy(teeth, figure)[0]
    middle = [tooth.vertices for tooth in teeth_of_proxy() if tooth.upper and tooth.place == 1]
    incisors = vertices[np.concatenate(middle)]
    lips, lining = figure.vertices[list(_STOMION)], figure.vertices[list(_LIP_LINING)]
    edge = np.array([0.0, incisors[:, 1].min(), incisors[:, 2].max()], np.float32)
    goal = np.array([0.0, lips[:, 1].mean() - _SHOW, lining[:, 2].min() - _CLEAR], np.float32)
    corner = figure.vertices[landmarks()["mouth_corner"]]
    beside = vertices[:, 2] - edge[2] + goal[2] > corner[2] - 0.002
    width = np.abs(vertices[beside, 0]).max(initial=1e-6)
    return _Placement(edge, float(min(_LARGEST, _ARCH * corner[0] / width)), goal - edge)


def _placed(
    proxy: Proxy, figure: Figure, place: _Placement
) -> tuple[Float32[ndarray, "P 3"], Mapping[str, Morph], ndarray, ndarray]:
    """Vertices, morphs, joints and joint weights of teeth or tongue behind these lips."""
    vertices, morphs, joints, weights = fit_proxy(proxy, figure)
    vertices = place.origin + place.scale * (vertices - place.origin) + place.shift
    root = np.abs(vertices[:, 1] - place.origin[1] - place.shift[1]) - _ROOTS
    vertices[:, 2] -= 0.6 * np.clip(root, 0, None)
    return vertices, morphs, joints, weights


@functools.cache
def _teeth_material() -> Material:
    proxy = load_proxy("teeth", "Teeth_Base")
    texture = srgb_to_linear(proxy.texture()[..., :3])
    red = texture[..., 0] / np.maximum(texture[..., 1], 1e-3)
    gum = np.clip((red - 1.5) / 0.8, 0, 1)[..., None]
    covered = _paint(proxy, np.ones(len(proxy.refs)), texture.shape[0]) > 0
    color = np.zeros_like(texture)
    for share, goal in ((1 - gum, _ENAMEL), (gum, _GUM)):
        pure = covered & (share[..., 0] > 0.9)
        grey = texture.mean(2, keepdims=True)
        level = np.clip(grey / np.median(grey[pure]), 0.45, 1.25)
        color += share * goal * (0.55 * level + 0.45)
    light = _light(proxy, texture.shape[0])
    rough = 0.16 + 0.16 * gum[..., 0]
    return _material("teeth", color, light, rough)


@functools.cache
def _tongue_material() -> Material:
    proxy = load_proxy("tongue", "tongue01")
    texture = srgb_to_linear(proxy.texture()[..., :3])
    color = texture * (_TONGUE / np.median(texture.reshape(-1, 3), 0))
    light = _light(proxy, len(texture)) ** 0.45
    noise = np.random.default_rng(7).standard_normal(light.shape).astype(np.float32)
    buds = cv2.GaussianBlur(noise, (0, 0), 2.2)
    buds /= buds.std()
    color = color * (1 + 0.06 * buds[..., None])
    return _material("tongue", color, light, 0.34 + 0.05 * buds)


def _material(
    name: str, color: Float32[ndarray, "S S 3"], light: Float32[ndarray, "S S"], rough: ndarray
) -> Material:
    """Darkness goes into the colour, too: many viewers light the inside of a mouth in full."""
    orm = np.zeros((*light.shape, 3), np.uint8)
    orm[..., 0] = np.round(255 * np.clip(light, 0, 1))
    orm[..., 1] = np.round(255 * np.clip(rough, 0, 1))
    return Material(
        name,
        base_color=linear_to_srgb8(color * light[..., None]),
        orm=orm,
        specular=orm[..., 0],
        subsurface=0.15,
    )


def _light(proxy: Proxy, size: int) -> Float32[ndarray, "S S"]:
    """Share of light per texel, from how deep each point lies behind the front teeth."""
    base = topology().base
    vertices = np.einsum("pk,pkc->pc", proxy.weights, base[proxy.refs]) + proxy.offsets
    teeth = load_proxy("teeth", "Teeth_Base")
    front = np.einsum("pk,pkc->pc", teeth.weights, base[teeth.refs])[:, 2].max()
    triangles = proxy.quads[:, [0, 1, 2, 0, 2, 3]].reshape(-1, 3)
    facing = vertex_normals(vertices.astype(np.float32), triangles)[:, 2]
    light = np.interp(front - vertices[:, 2], _DEPTH, _LIGHT)
    light *= 0.72 + 0.28 * np.clip(facing + 0.6, 0, 1)
    painted = _paint(proxy, light, size)
    return cv2.GaussianBlur(painted, (0, 0), size / 256)


def _paint(proxy: Proxy, values: Float[ndarray, "P"], size: int) -> Float32[ndarray, "S S"]:
    """A texture of per-vertex `values`, grown a few texels beyond the UV islands."""
    image = np.zeros((size, size), np.float32)
    corners = proxy.uvs[proxy.quad_uvs] * size
    level = np.asarray(values, np.float32)[proxy.quads].mean(1)
    for quad, value in zip(np.round(corners * 16).astype(np.int32), level, strict=True):
        cv2.fillConvexPoly(image, quad, float(value), cv2.LINE_8, 4)
    for _ in range(4):
        grown = cv2.dilate(image, np.ones((3, 3), np.uint8))
        image = np.where(image > 0, image, grown)
    return image
