"""A pinhole camera: world metres to pixels.

Clip space is OpenGL's (x right, y up, looking along -z in view space); pixel (0, 0) is the top left
corner of the image and pixel centres lie at half integers.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
import torch
from jaxtyping import Float, Float64
from numpy import ndarray
from torch import Tensor

from facegen.avatar import Avatar
from facegen.errors import InputError

Vector = tuple[float, float, float]
HEAD_SHARE = 0.66
"""Share of a portrait's height that a head with its hair fills."""


def look_at(
    eye: Float[Tensor, "3"], target: Float[Tensor, "3"], up: Float[Tensor, "3"]
) -> Float[Tensor, "4 4"]:
    """World-to-view matrix of a camera at `eye` that looks at `target`; differentiable."""
    back = torch.nn.functional.normalize(eye - target, dim=0)
    right = torch.nn.functional.normalize(torch.linalg.cross(up, back), dim=0)
    rotation = torch.stack([right, torch.linalg.cross(back, right), back])
    top = torch.cat([rotation, -(rotation @ eye)[:, None]], dim=1)
    return torch.cat([top, top.new_tensor([[0.0, 0.0, 0.0, 1.0]])])


def perspective(
    fov_y: Float[Tensor, ""], aspect: float, near: float, far: float
) -> Float[Tensor, "4 4"]:
    """View-to-clip matrix; `fov_y` in radians, `aspect` is width over height; differentiable."""
    focal = 1.0 / torch.tan(fov_y / 2.0)
    zero, one = torch.zeros_like(focal), torch.ones_like(focal)
    depth = (far + near) / (near - far), 2.0 * far * near / (near - far)
    return torch.stack(
        [
            torch.stack([focal / aspect, zero, zero, zero]),
            torch.stack([zero, focal, zero, zero]),
            torch.stack([zero, zero, one * depth[0], one * depth[1]]),
            torch.stack([zero, zero, -one, zero]),
        ]
    )


@dataclass(frozen=True)
class Camera:
    """Position (metres), aim, vertical field of view (degrees) and image size (pixels)."""

    eye: Vector
    target: Vector
    fov_y: float = 25.0
    width: int = 512
    height: int = 512
    up: Vector = (0.0, 1.0, 0.0)
    near: float = 0.02
    far: float = 50.0

    def __post_init__(self) -> None:
        if not (1 <= self.width <= 8192 and 1 <= self.height <= 8192):
            size = f"{self.width} x {self.height}"
            raise InputError(f"image size {size}: each side is 1..8192 pixels")
        if not 1.0 <= self.fov_y <= 150.0:
            raise InputError(f"field of view {self.fov_y} degrees: allowed are 1..150")

    @classmethod
    def orbit(
        cls,
        target: Vector,
        distance: float,
        azimuth: float = 0.0,
        elevation: float = 0.0,
        fov_y: float = 25.0,
        width: int = 512,
        height: int = 512,
    ) -> Camera:
        """A camera on a sphere around `target`.

        `azimuth` (degrees): 0 = front (+Z), positive towards the person's left (+X);
        `elevation` (degrees): positive = camera above, within +-89.
        """
        if not -89.0 <= elevation <= 89.0:
            raise InputError(f"elevation {elevation} degrees: allowed are -89..89")
        a, e = math.radians(azimuth), math.radians(elevation)
        offset = (math.sin(a) * math.cos(e), math.sin(e), math.cos(a) * math.cos(e))
        eye = tuple(t + distance * o for t, o in zip(target, offset, strict=True))
        return cls(eye, tuple(target), fov_y, width, height)

    @classmethod
    def portrait(
        cls, avatar: Avatar, azimuth: float = 0.0, elevation: float = 0.0, size: int = 512
    ) -> Camera:
        """Head and shoulders of `avatar`, square, through an 85 mm-like lens (18 degrees)."""
        low, high = _head_bounds(avatar)
        height = float(high[1] - low[1])
        fov_y = 18.0
        distance = height / HEAD_SHARE / (2.0 * math.tan(math.radians(fov_y) / 2.0))
        middle = (low + high) / 2.0
        target = (0.0, float(middle[1]) - 0.07 * height, float(middle[2]))
        return cls.orbit(target, distance, azimuth, elevation, fov_y, size, size)

    def replace(self, **changes: object) -> Camera:
        """A copy with some fields changed."""
        return replace(self, **changes)

    def view(self) -> Float64[ndarray, "4 4"]:
        """World to view."""
        eye, target, up = (
            torch.tensor(v, dtype=torch.float64) for v in (self.eye, self.target, self.up)
        )
        return look_at(eye, target, up).numpy()

    def projection(self) -> Float64[ndarray, "4 4"]:
        """View to clip."""
        fov = torch.tensor(math.radians(self.fov_y), dtype=torch.float64)
        return perspective(fov, self.width / self.height, self.near, self.far).numpy()

    def matrix(self) -> Float64[ndarray, "4 4"]:
        """World to clip."""
        return self.projection() @ self.view()

    @property
    def focal_pixels(self) -> float:
        """Pixels per unit of tangent: an object of size s at distance d covers s / d times this."""
        return self.height / (2.0 * math.tan(math.radians(self.fov_y) / 2.0))

    def project(self, points: Float[ndarray, "N 3"]) -> Float64[ndarray, "N 4"]:
        """Pixel x, pixel y, NDC depth (-1 near .. 1 far) and 1 / w (1 / metres along the axis)."""
        clip = np.concatenate([points, np.ones((len(points), 1))], 1) @ self.matrix().T
        inverse = 1.0 / np.where(np.abs(clip[:, 3]) < 1e-9, 1e-9, clip[:, 3])
        ndc = clip[:, :3] * inverse[:, None]
        x = (ndc[:, 0] * 0.5 + 0.5) * self.width
        y = (0.5 - ndc[:, 1] * 0.5) * self.height
        return np.stack([x, y, ndc[:, 2], inverse], 1)


def _head_bounds(avatar: Avatar) -> tuple[ndarray, ndarray]:
    """Bounds (metres) of what hangs on the head joint, hair's length below the chin left out."""
    head = _head_joints(avatar)
    points = []
    for part in avatar.parts:
        owned = (part.weights * np.isin(part.joints, head)).sum(1) > 0.5
        if owned.any():
            points.append((part.name, part.vertices[owned]))
    if not points:
        every = np.concatenate([p.vertices for p in avatar.parts])
        low, high = every.min(0), every.max(0)
        low[1] = high[1] - min(0.32, high[1] - low[1])
        return low, high
    every = np.concatenate([p for _, p in points])
    solid = [p for name, p in points if "hair" not in name and "beard" not in name]
    low = (np.concatenate(solid) if solid else every).min(0)
    return low, every.max(0)


def _head_joints(avatar: Avatar) -> list[int]:
    """Indices of the head joint and everything below it."""
    skeleton = avatar.skeleton
    found: list[int] = []
    for index, (name, parent) in enumerate(zip(skeleton.names, skeleton.parents, strict=True)):
        if name.split(":")[-1].lower() == "head" or parent in found:
            found.append(index)
    return found
