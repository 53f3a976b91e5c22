"""From the head atlas into the photo: where each texel lies in it, and how well it is seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import cv2
import numpy as np
from jaxtyping import Float32
from numpy import ndarray

from facegen.geometry.mesh import triangulate, vertex_normals
from facegen.human.figure import Figure
from facegen.human.ramps import smoothstep
from facegen.human.skin.texels import Texels
from facegen.human.surface import fine_skin
from facegen.human.topology import BODY
from facegen.portrait.fit import HeadFit
from facegen.render.camera import Camera
from facegen.render.raster import CENTRE
from facegen.render.visibility import fill_opaque

_GRAZING = (0.12, 0.55)
"""Cosine between normal and line of sight: nothing of the photo .. all of it."""
_BESIDE = 9
"""Pixels: nearer than half of it to the outline of something in front, skin is not trusted."""
_IN_FRONT = 0.003
"""Metres by which something must lie in front to count as hiding."""


@dataclass(frozen=True)
class Projection:
    """The head atlas in the photo, `S` texels square."""

    pixel: Float32[ndarray, "S S 2"]
    """x and y in the crop, pixel centres at whole numbers, as `cv2.remap` takes them."""
    normal: Float32[ndarray, "S S 3"]
    """Unit, world axes, of the face as it is in the photo."""
    seen: Float32[ndarray, "S S"]
    """0 hidden, turned away or outside the crop .. 1 faces the camera."""


def posed_skin(figure: Figure, expression: Mapping[str, float]) -> Float32[ndarray, "53514 3"]:
    """Shown skin vertices (metres) under `expression`; `KeyError` for a morph it lacks."""
    posed = figure.vertices[BODY].copy()
    for name, weight in expression.items():
        morph = figure.morphs[name]
        count = np.searchsorted(morph.indices, BODY.stop)
        posed[morph.indices[:count]] += np.float32(weight) * morph.deltas[:count]
    return fine_skin().matrix @ posed


def project_skin(figure: Figure, fit: HeadFit, texels: Texels) -> Projection:
    """Find every texel of the head atlas in the photo that `fit` was made from."""
    vertices = posed_skin(figure, fit.expression)
    normals = vertex_normals(vertices, triangulate(fine_skin().quads))
    screen = fit.camera.project(vertices).astype(np.float32)
    distance = 1.0 / screen[:, 3]
    away = np.asarray(fit.camera.eye, np.float32) - vertices
    cosine = (normals * away).sum(1) / np.linalg.norm(away, axis=1)
    found = texels.look_up(np.c_[screen[:, :2] - 0.5, distance, cosine, normals])
    pixel, depth, facing, normal = np.split(found, [2, 3, 4], axis=2)
    normal /= np.maximum(np.linalg.norm(normal, axis=2, keepdims=True), 1e-6)
    seen = smoothstep(*_GRAZING, facing[..., 0])
    seen *= _unhidden(fit.camera, screen, pixel, depth[..., 0], facing[..., 0])
    limit = np.array([fit.camera.width, fit.camera.height], np.float32) - 1
    edge = np.minimum(pixel, limit - pixel)
    inside = np.minimum(edge[..., 0], edge[..., 1])
    return Projection(np.ascontiguousarray(pixel), normal, seen * smoothstep(2.0, 12.0, inside))


def _unhidden(
    camera: Camera,
    screen: Float32[ndarray, "V 4"],
    pixel: Float32[ndarray, "S S 2"],
    depth: Float32[ndarray, "S S"],
    facing: Float32[ndarray, "S S"],
) -> Float32[ndarray, "S S"]:
    """1 where no other skin lies in front, falling to 0 towards its outline."""
    nearest = _depth_image(camera, screen)
    nearest = cv2.erode(nearest, np.ones((_BESIDE, _BESIDE), np.uint8))
    front = cv2.remap(nearest, pixel, None, cv2.INTER_NEAREST, borderMode=cv2.BORDER_REPLICATE)
    # A slanted surface comes nearer within the window by itself.
    slope = np.sqrt(np.clip(1 / np.maximum(facing, 0.2) ** 2 - 1, 0, None))
    reach = 0.7 * _BESIDE * depth / camera.focal_pixels
    clear = (depth < front + _IN_FRONT + reach * slope).astype(np.float32)
    soft = cv2.GaussianBlur(clear, (0, 0), len(depth) / 200)
    return clear * np.clip(2 * soft - 1, 0, 1)


def _depth_image(camera: Camera, screen: Float32[ndarray, "V 4"]) -> Float32[ndarray, "H W"]:
    """Metres to the nearest skin per pixel; very far where there is none."""
    triangles = np.ascontiguousarray(triangulate(fine_skin().quads), np.int32)
    every = np.arange(len(triangles), dtype=np.int32)
    _, depth = fill_opaque(
        screen, triangles, every, np.zeros(len(triangles), bool), CENTRE,
        camera.height, camera.width,
    )  # fmt: skip
    near, far, z = camera.near, camera.far, depth[..., 0]
    metres = 2 * near * far / (near + far - z * (far - near))
    return np.where(z < 1.5, metres, 1e3).astype(np.float32)
