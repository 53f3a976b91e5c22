"""One closed, coloured surface from the views: what a print or a scan program wants."""

from __future__ import annotations

import math
from collections.abc import Sequence

import cv2
import numpy as np
import trimesh
from jaxtyping import Float, Float32, Int, UInt8
from numpy import ndarray
from scipy.spatial import cKDTree

from facegen.colorspace import linear_to_srgb8, srgb_to_linear
from facegen.geometry.tsdf import DepthView, Grid, extract_surface, fuse_distance
from facegen.metrics.views import View, intrinsic_matrix, world_to_camera
from facegen.render.gbuffer import LINING, WITHIN

VOXEL = 0.002
"""Metres between samples."""
TRUNCATION = 3.0
"""Voxels on either side of a surface where its distance is told."""
LINING_THICKNESS = 0.006
"""Metres: hair is drawn as sheets without thickness; seen from within they get one."""
PIT = 5
"""Pixels: gaps between strands that are narrower than half of it are closed."""
FEW = 3
"""Every third pixel of every third row tells how large the head is."""
SMOOTHING = 6
"""Steps of Taubin's smoothing, which takes the steps of the grid away and keeps the volume."""
NEAR = 0.12
"""Metres: the surface ends where views at eye level end this far before the middle of the head."""
KNOWN = 0.6
"""Share of the views that must know of a place for it to be solid: shoulders end where they do."""
CAP = 96
"""Grey value of the flat end, which no view shows."""
SEEN_WITHIN = 0.006
"""Metres: a picture colours a vertex that lies this near to what it shows there."""
LINEAR = srgb_to_linear(np.arange(256, dtype=np.uint8))
"""Linear light of each sRGB byte."""
FACING = 4
"""Power of the cosine towards a camera by which its colour counts."""


def fuse_surface(views: Sequence[View], voxel: float = VOXEL) -> trimesh.Trimesh:
    """Watertight surface (metres) with the views' colours at its vertices.

    Curless and Levoy's volumetric fusion of the depth pictures (`geometry.tsdf`), cut flat where
    the views at eye level end; the largest piece only, so that no strand floats. Raises ValueError
    when the views show nothing.
    """
    rays = [_rays(view) for view in views]
    points = np.concatenate([_points(view, r) for view, r in zip(views, rays, strict=True)])
    if not len(points):
        raise ValueError("the views show nothing")
    low, high = points.min(0) - 3.0 * voxel, points.max(0) + 3.0 * voxel
    low[1] = max(low[1], _lower_border(views[0]))
    shape = tuple(int(n) for n in np.ceil((high - low) / voxel))
    grid = Grid(low, voxel, shape)
    pictures = [_depth_view(view, r) for view, r in zip(views, rays, strict=True)]
    least = math.ceil(KNOWN * len(views))
    distance = fuse_distance(pictures, grid, TRUNCATION * voxel, least)
    vertices, triangles = extract_surface(distance, grid)
    mesh = trimesh.Trimesh(vertices, triangles, process=False)
    trimesh.smoothing.filter_taubin(mesh, iterations=SMOOTHING)
    colors = vertex_colors(mesh.vertices, mesh.vertex_normals, views)
    colors[(mesh.vertices[:, 1] < low[1] + voxel) & (mesh.vertex_normals[:, 1] < -0.7)] = CAP
    mesh.visual.vertex_colors = colors
    return mesh


def _lower_border(view: View) -> float:
    """Height (metres) of the picture's lower border, `NEAR` before what it aims at."""
    camera = view.camera
    distance = np.linalg.norm(np.subtract(camera.eye, camera.target)) - NEAR
    return camera.target[1] - camera.height / 2.0 / camera.focal_pixels * distance


def _depth_view(view: View, rays: Float32[ndarray, "H W 3"]) -> DepthView:
    depth, normals, side = view.geometry
    slant = -np.einsum("hwc,hwc->hw", rays, normals)
    slant /= np.sqrt(np.einsum("hwc,hwc->hw", rays, rays))
    sheet = LINING_THICKNESS / np.maximum(slant, 0.3)
    depth = np.where(side == LINING, np.maximum(depth - sheet, 0.01), depth).astype(np.float32)
    around = cv2.medianBlur(depth, PIT)
    pits = (around > 0.0) & ((depth == 0.0) | (depth > around + LINING_THICKNESS))
    to_pixel = intrinsic_matrix(view.camera) @ world_to_camera(view.camera)[:3]
    return DepthView(np.where(pits, around, depth), slant, side != WITHIN, to_pixel)


def _rays(view: View) -> Float32[ndarray, "H W 3"]:
    """World vectors from the eye through each pixel, one metre along the axis."""
    camera = view.camera
    x = (np.arange(camera.width) + 0.5 - camera.width / 2.0) / camera.focal_pixels
    y = (np.arange(camera.height) + 0.5 - camera.height / 2.0) / camera.focal_pixels
    turn = world_to_camera(camera)[:3, :3].astype(np.float32)
    across = x[None, :, None].astype(np.float32) * turn[0]
    return across + y[:, None, None].astype(np.float32) * turn[1] + turn[2]


def _points(view: View, rays: Float32[ndarray, "H W 3"]) -> Float32[ndarray, "N 3"]:
    """World positions of a few of the places that the pixels show."""
    depth = view.geometry.depth[::FEW, ::FEW]
    shown = depth > 0.0
    along = rays[::FEW, ::FEW][shown] * depth[shown][:, None]
    return along + np.asarray(view.camera.eye, np.float32)


def vertex_colors(
    vertices: Float[ndarray, "V 3"], normals: Float[ndarray, "V 3"], views: Sequence[View]
) -> UInt8[ndarray, "V 3"]:
    """sRGB as the views show it: averaged in linear light, the view that faces a vertex most.

    What no view shows takes the colour of the nearest vertex that one does.
    """
    total, weights = np.zeros((len(vertices), 3)), np.zeros(len(vertices))
    for view in views:
        ahead, weight, colors = _seen(vertices, normals, view)
        total[ahead] += weight[:, None] * colors
        weights[ahead] += weight
    seen = weights > 1e-6
    colors = total / np.maximum(weights, 1e-6)[:, None]
    if seen.any() and not seen.all():
        _, nearest = cKDTree(vertices[seen]).query(vertices[~seen])
        colors[~seen] = colors[seen][nearest]
    return linear_to_srgb8(colors.astype(np.float32))


def _seen(
    vertices: Float[ndarray, "V 3"], normals: Float[ndarray, "V 3"], view: View
) -> tuple[Int[ndarray, "N"], Float[ndarray, "N"], Float32[ndarray, "N 3"]]:
    """The vertices that face a view, how far it may colour each, and the linear colour there."""
    camera = view.camera
    towards = np.asarray(camera.eye) - vertices
    cosine = np.einsum("vc,vc->v", towards, normals)
    cosine /= np.sqrt(np.einsum("vc,vc->v", towards, towards))
    ahead = np.flatnonzero(cosine > 0.0)
    pixels = camera.project(np.asarray(vertices)[ahead])
    places = (pixels[:, :2] - 0.5).astype(np.float32)
    # A border where the background shines through, or where something nearer ends, colours nothing.
    whole = (view.mask > 250) & (view.geometry.side != WITHIN)
    whole = cv2.erode(whole.astype(np.float32), np.ones((3, 3)))
    depth = cv2.erode(view.geometry.depth, np.ones((3, 3)))
    picture = np.dstack([LINEAR[view.rgb], whole])
    found = _look_up(picture, places)
    nearest = _look_up(depth, places)
    close = np.clip(2.0 - np.abs(1.0 / pixels[:, 3] - nearest) / SEEN_WITHIN, 0.0, 1.0)
    return ahead, cosine[ahead] ** FACING * close * found[:, 3], found[:, :3]


def _look_up(
    image: Float32[ndarray, "H W *C"], places: Float32[ndarray, "N 2"]
) -> Float32[ndarray, "N *C"]:
    """Bilinear values at (x, y), where integers are pixel centres; 0 outside."""
    # OpenCV takes at most 32767 rows or columns: a rectangle of places.
    width = 1024
    rows = -(-len(places) // width)
    square = np.full((rows * width, 2), -10.0, np.float32)
    square[: len(places)] = places
    x, y = np.ascontiguousarray(square.reshape(rows, width, 2).transpose(2, 0, 1))
    found = cv2.remap(image, x, y, cv2.INTER_LINEAR)
    return found.reshape(rows * width, *image.shape[2:])[: len(places)]


def surface_ply(mesh: trimesh.Trimesh, notice: str) -> bytes:
    """Binary PLY with vertex colours, `notice` (one line) as its comment."""
    data = mesh.export(file_type="ply", vertex_normal=False)
    head, body = data.split(b"\n", 1)
    return head + b"\ncomment " + " ".join(notice.split()).encode("ascii", "replace") + b"\n" + body
