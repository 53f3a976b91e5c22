"""Small scenes for the renderer's tests."""

import numpy as np
import torch

from facegen.avatar import Avatar, Material, Part, Provenance, Skeleton
from facegen.geometry.mesh import vertex_tangents

SKELETON = Skeleton(("Head",), (-1,), np.eye(4)[None])


def sphere(
    radius: float = 0.1, rings: int = 24, center: tuple[float, float, float] = (0.0, 0.0, 0.0)
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Vertices, outward triangles and UVs of a sphere with a seam at the back."""
    v, u = np.meshgrid(
        np.linspace(0, 1, rings + 1), np.linspace(0, 1, 2 * rings + 1), indexing="ij"
    )
    theta, phi = v * np.pi, (u - 0.5) * 2 * np.pi
    points = np.stack(
        [np.sin(theta) * np.sin(phi), np.cos(theta), np.sin(theta) * np.cos(phi)], -1
    ).reshape(-1, 3)
    index = np.arange(points.shape[0]).reshape(rings + 1, 2 * rings + 1)
    a, b, c, d = index[:-1, :-1], index[1:, :-1], index[1:, 1:], index[:-1, 1:]
    faces = np.concatenate([np.stack([a, b, c], -1), np.stack([a, c, d], -1)]).reshape(-1, 3)
    vertices = points * radius + np.array(center)
    area = np.cross(
        points[faces[:, 1]] - points[faces[:, 0]], points[faces[:, 2]] - points[faces[:, 0]]
    )
    faces = faces[np.linalg.norm(area, axis=1) > 1e-9]
    return (
        vertices.astype(np.float32),
        faces.astype(np.int32),
        np.stack([u, v], -1).reshape(-1, 2).astype(np.float32),
    )


def quad(half: float, z: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A square that faces +Z."""
    x = np.array([-half, half, half, -half], np.float32)
    y = np.array([half, half, -half, -half], np.float32)
    vertices = np.stack([x, y, np.full(4, z, np.float32)], 1)
    uvs = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float32)
    return vertices, np.array([[0, 3, 2], [0, 2, 1]], np.int32), uvs


def part(name: str, mesh: tuple, material: Material, normals: np.ndarray | None = None, **more):
    """A `Part` that hangs on the only joint."""
    vertices, triangles, uvs = mesh
    if normals is None:
        normals = np.zeros_like(vertices)
        face = np.cross(
            vertices[triangles[:, 1]] - vertices[triangles[:, 0]],
            vertices[triangles[:, 2]] - vertices[triangles[:, 0]],
        )
        for corner in range(3):
            np.add.at(normals, triangles[:, corner], face)
        normals /= np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-12)
    weights = np.zeros((len(vertices), 4), np.float32)
    weights[:, 0] = 1.0
    tangents = vertex_tangents(vertices, triangles, uvs, normals)
    return Part(
        name, vertices, triangles, uvs, normals.astype(np.float32), tangents, material,
        np.zeros((len(vertices), 4), np.uint16), weights, **more,
    )  # fmt: skip


def ball(material: Material, name: str = "ball", radius: float = 0.1, **where) -> Part:
    """A sphere with exact normals."""
    mesh = sphere(radius, **where)
    center = np.array(where.get("center", (0.0, 0.0, 0.0)))
    normals = (mesh[0] - center) / radius
    return part(name, mesh, material, normals.astype(np.float32))


def avatar(*parts: Part) -> Avatar:
    """An avatar of these parts."""
    return Avatar(tuple(parts), SKELETON, Provenance("test"))


def clip_of(points: torch.Tensor, camera) -> torch.Tensor:
    """Clip coordinates of `points` in their own dtype."""
    matrix = torch.tensor(camera.matrix(), dtype=points.dtype)
    return torch.nn.functional.pad(points, (0, 1), value=1.0) @ matrix.T
