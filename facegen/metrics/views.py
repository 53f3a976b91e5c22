"""Sixteen views of a head, as Gen3D-Face makes them, and the camera files that go with them.

Azimuth -180..180 and elevation -40..40 degrees (section 3.2 of the paper): one turn at eye level,
closer together in front where a face is recognised, three views from above for the crown and three
from below for chin and nostrils.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np
from jaxtyping import Float32, Float64, UInt8, UInt16
from numpy import ndarray

from facegen.avatar import Avatar
from facegen.errors import InputError
from facegen.models.roles import MultiViewDiffusion
from facegen.render.camera import Camera
from facegen.render.environment import Environment
from facegen.render.gbuffer import GBuffer
from facegen.render.prepare import prepare
from facegen.render.renderer import render_with_geometry

DIRECTIONS = (
    *((azimuth, 0) for azimuth in (0, 30, 60, 90, 135, 180, -135, -90, -60, -30)),
    *((azimuth, 40) for azimuth in (60, 180, -60)),
    *((0, -40), (45, -20), (-45, -20)),
)
"""Azimuth and elevation of views 00 to 15, degrees; positive azimuth: the person's left. From
below only so far to the side that no picture looks under the shoulders, where a bust ends."""
SIZES = (128, 1024)
"""Least and greatest side of a view, pixels."""
BACKGROUND = (0.92, 0.92, 0.93)
"""sRGB: plain, so that nothing but the head differs between views."""
OPENCV = np.diag([1.0, -1.0, -1.0])
"""Turns OpenGL's camera axes (x right, y up, z back) into OpenCV's (x right, y down, z forward)."""


@dataclass(frozen=True)
class View:
    """One picture of a head, and its geometry pixel by pixel."""

    name: str
    """"00" to "15", or "input" for the photo's own camera."""
    azimuth: float
    elevation: float
    camera: Camera
    rgb: UInt8[ndarray, "H W 3"]
    """sRGB on a plain background."""
    mask: UInt8[ndarray, "H W"]
    """Share of each pixel that the person covers, of 255."""
    geometry: GBuffer
    """Depth along the axis in metres, world normals, side of the surface."""

    @property
    def depth_mm(self) -> UInt16[ndarray, "H W"]:
        """Depth along the optical axis in whole millimetres; 0 where there is nothing."""
        return np.rint(self.geometry.depth * 1000.0).clip(0, 65535).astype(np.uint16)

    @property
    def normals_rgb(self) -> UInt8[ndarray, "H W 3"]:
        """World normals as 0.5 + 0.5 n of 255; black where there is nothing."""
        coded = np.rint(255.0 * (0.5 + 0.5 * self.geometry.normals))
        return np.where(self.geometry.depth[..., None] > 0, coded, 0).astype(np.uint8)

    def images(self) -> dict[str, ndarray]:
        """File name -> picture: colour, mask, depth (16 bits, millimetres), normals."""
        return {
            f"{self.name}.png": self.rgb,
            f"{self.name}_mask.png": self.mask,
            f"{self.name}_depth.png": self.depth_mm,
            f"{self.name}_normals.png": self.normals_rgb,
        }


def view_cameras(avatar: Avatar, size: int = 512) -> tuple[Camera, ...]:
    """The cameras of `DIRECTIONS`: head and shoulders, all at one distance from one point.

    `InputError` unless `size` lies within `SIZES`.
    """
    if not SIZES[0] <= size <= SIZES[1]:
        raise InputError(f"views of {size} pixels: allowed are {SIZES[0]} to {SIZES[1]}.")
    return tuple(Camera.portrait(avatar, float(a), float(e), size) for a, e in DIRECTIONS)


def render_view(
    avatar: Avatar,
    camera: Camera,
    name: str,
    *,
    azimuth: float = 0.0,
    elevation: float = 0.0,
    expression: Mapping[str, float] | None = None,
    environment: str | Environment = "studio",
) -> View:
    """One view; `expression` replaces the one that the avatar wears."""
    worn = dict(avatar.expression if expression is None else expression)
    given = isinstance(environment, Environment)
    light = environment if given else Environment.load(environment)
    picture, geometry = render_with_geometry(prepare(avatar, worn, light, "beauty"), camera)
    alpha = picture[..., 3:]
    rgb = picture[..., :3] * alpha + np.float32(BACKGROUND) * (1.0 - alpha)
    return View(name, azimuth, elevation, camera, _bytes(rgb), _bytes(alpha[..., 0]), geometry)


def render_views(
    avatar: Avatar,
    cameras: Sequence[Camera],
    *,
    expression: Mapping[str, float] | None = None,
    environment: str | Environment = "studio",
    refine: MultiViewDiffusion | None = None,
    photo: UInt8[ndarray, "S S 3"] | None = None,
    check: Callable[[], None] = lambda: None,
) -> Iterator[View]:
    """The views of `view_cameras`, one after the other.

    `refine` repaints all of them together with the `photo` as its condition: the paper's joint
    generation, for which these views are the estimated mesh's. It keeps their geometry, and nothing
    is yielded before it is done. `check` is called between two views and may raise `Cancelled`.
    """
    made = _rendered(avatar, cameras, expression, environment, check)
    if refine is None:
        yield from made
        return
    if photo is None:
        raise InputError("Views can only be refined towards a photo, and none was given.")
    views = list(made)
    intrinsics, poses = (
        np.stack([make(view.camera) for view in views]).astype(np.float32)
        for make in (intrinsic_matrix, world_to_camera)
    )
    pictures = np.stack([view.rgb for view in views]).astype(np.float32) / 255.0
    refined = refine(pictures, poses, intrinsics, photo.astype(np.float32) / 255.0)
    for view, rgb in zip(views, refined, strict=True):
        yield replace(view, rgb=_bytes(rgb))


def _rendered(
    avatar: Avatar,
    cameras: Sequence[Camera],
    expression: Mapping[str, float] | None,
    environment: str | Environment,
    check: Callable[[], None],
) -> Iterator[View]:
    for index, (camera, (azimuth, elevation)) in enumerate(zip(cameras, DIRECTIONS, strict=True)):
        check()
        yield render_view(
            avatar, camera, f"{index:02}", azimuth=azimuth, elevation=elevation,
            expression=expression, environment=environment,
        )  # fmt: skip


def _bytes(image: Float32[ndarray, "*any"]) -> UInt8[ndarray, "*any"]:
    return np.rint(np.clip(image, 0.0, 1.0) * 255.0).astype(np.uint8)


def intrinsic_matrix(camera: Camera) -> Float64[ndarray, "3 3"]:
    """Pixels from OpenCV's camera space: focal lengths and the principal point.

    Pixel (0, 0) is the top left corner of the image; pixel centres lie at half integers.
    """
    f = camera.focal_pixels
    return np.array([[f, 0.0, camera.width / 2.0], [0.0, f, camera.height / 2.0], [0.0, 0.0, 1.0]])


def world_to_camera(camera: Camera) -> Float64[ndarray, "4 4"]:
    """World (metres, y up) to OpenCV's camera space (x right, y down, z forward)."""
    pose = camera.view()
    pose[:3] = OPENCV @ pose[:3]
    return pose


def camera_to_world(camera: Camera) -> Float64[ndarray, "4 4"]:
    """OpenGL's camera space (x right, y up, z back) to the world: NeRF's `transform_matrix`."""
    return np.linalg.inv(camera.view())


def cameras_json(views: Sequence[View]) -> dict[str, Any]:
    """Every camera, with the conventions spelt out."""
    return {
        "conventions": {
            "world": "metres, right-handed, y up, the person faces +z, x is the person's left",
            "azimuth": "degrees; 0 = front, positive = camera towards the person's left",
            "elevation": "degrees; positive = camera above",
            "image": "origin at the top left corner, x right, y down; pixel centres at +0.5",
            "opencv": "world_to_camera; camera axes x right, y down, z forward",
            "opengl": "camera_to_world; camera axes x right, y up, z back (NeRF, Blender, glTF)",
            "depth": "16-bit PNG, millimetres along the optical axis, 0 = nothing",
            "normals": "8-bit PNG, world space, n = value / 127.5 - 1; black = nothing",
            "mask": "8-bit PNG, share of the pixel that the person covers",
        },
        "views": [
            {
                "name": view.name,
                "file": f"views/{view.name}.png",
                "azimuth": view.azimuth,
                "elevation": view.elevation,
                "width": view.camera.width,
                "height": view.camera.height,
                "intrinsics": intrinsic_matrix(view.camera).tolist(),
                "opencv": {"world_to_camera": world_to_camera(view.camera).tolist()},
                "opengl": {"camera_to_world": camera_to_world(view.camera).tolist()},
            }
            for view in views
        ],
    }


def transforms_json(views: Sequence[View]) -> dict[str, Any]:
    """The cameras as instant-ngp and nerfstudio read them: OpenGL camera to world, +y up.

    All views have to be of one size; lens and size stand with each frame too.
    """
    camera = views[0].camera
    return {
        "camera_model": "OPENCV",
        "camera_angle_x": 2.0 * float(np.arctan(camera.width / 2.0 / camera.focal_pixels)),
        "w": camera.width,
        "h": camera.height,
        "aabb_scale": 1,
        "integer_depth_scale": 0.001,
        "frames": [
            {
                "file_path": f"views/{view.name}.png",
                "mask_path": f"views/{view.name}_mask.png",
                "depth_file_path": f"views/{view.name}_depth.png",
                "fl_x": view.camera.focal_pixels,
                "fl_y": view.camera.focal_pixels,
                "cx": view.camera.width / 2.0,
                "cy": view.camera.height / 2.0,
                "w": view.camera.width,
                "h": view.camera.height,
                "transform_matrix": camera_to_world(view.camera).tolist(),
            }
            for view in views
        ],
    }


def contact_sheet(
    views: Sequence[View], columns: int = 4, side: int = 256
) -> UInt8[ndarray, "H W 3"]:
    """All views in one picture, row by row, each `side` pixels wide."""
    rows = -(-len(views) // columns)
    sheet = np.full((rows * side, columns * side, 3), _bytes(np.float32(BACKGROUND)), np.uint8)
    for index, view in enumerate(views):
        top, left = side * (index // columns), side * (index % columns)
        small = cv2.resize(view.rgb, (side, side), interpolation=cv2.INTER_AREA)
        sheet[top : top + side, left : left + side] = small
    return sheet
