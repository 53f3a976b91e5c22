"""What every skin has in common, per texel of the atlases, measured on the unshaped base mesh.

Fields live at a moderate size (head 1024, body 512) and are smooth inside each UV island, so a bake
enlarges them to any size. Around the islands they are continued by linear extrapolation: a texel
just outside sees the value the surface would have there, hence bilinear look-ups at a seam agree.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from jaxtyping import Bool, Float32, Int8, Int32
from numba import njit
from numpy import ndarray
from scipy.sparse.csgraph import dijkstra

from facegen.geometry.mesh import triangulate, vertex_normals
from facegen.geometry.subdivide import catmull_clark, linear
from facegen.human.skin.atlas import cavity, head_uvs, is_head_face
from facegen.human.skin.canvas import BORDER_RINGS, EYE_RINGS, LIP_RINGS
from facegen.human.skin.raster import to_texels
from facegen.human.topology import BODY, topology

_REACH_MM = 6.0


@dataclass(frozen=True)
class Surface:
    """The base mesh's skin, twice subdivided; positions in millimetres."""

    positions: Float32[ndarray, "V 3"]
    normals: Float32[ndarray, "V 3"]
    lip: Float32[ndarray, "V"]
    """Edge loops from the slit between the lips (0); the vermilion border lies near 7."""
    eye: Float32[ndarray, "V"]
    """Edge loops from the rim of the nearer eyelid (0)."""
    border: Float32[ndarray, "V"]
    """Edge loops from the border between the two atlases."""
    occlusion: Float32[ndarray, "V"]
    triangles: Int32[ndarray, "F 3"]
    corners: Int32[ndarray, "F 3"]
    uvs: Float32[ndarray, "U 2"]
    """hm08, glTF orientation."""
    head: Bool[ndarray, "F"]


def base_surface() -> Surface:
    """Subdivide the base mesh twice and measure it."""
    quads, quad_uvs = topology().body_quads()
    uvs = np.array(topology().uvs)
    head = is_head_face(uvs[quad_uvs])
    vertices = topology().base.astype(np.float64) * 1000
    kind = np.where(head, cavity(uvs[quad_uvs].mean(1)), -1)
    lip = ring_distance(quads[head], kind[head], (1,), LIP_RINGS)
    eye = ring_distance(quads[head], kind[head], (2, 3), EYE_RINGS)
    border = ring_distance(quads, kind, (-1,), BORDER_RINGS)
    rings = np.abs(border)
    values = np.column_stack([vertices[BODY], lip[BODY], eye[BODY], rings[BODY]])
    faces = np.repeat(head, 16)
    for _ in range(2):
        step = catmull_clark(quads, len(values))
        uv_step = linear(quad_uvs, len(uvs))
        values, quads = step.matrix @ values, step.quads
        uvs, quad_uvs = uv_step.matrix @ uvs, uv_step.quads
    triangles = triangulate(quads)
    positions = values[:, :3].astype(np.float32)
    normals = vertex_normals(positions, triangles)
    eyes = vertices[14598:14742]
    return Surface(
        positions=positions,
        normals=normals,
        lip=values[:, 3].astype(np.float32),
        eye=values[:, 4].astype(np.float32),
        border=values[:, 5].astype(np.float32),
        occlusion=occlusion(positions, normals, triangles, eyes),
        triangles=triangles,
        corners=triangulate(quad_uvs),
        uvs=uvs.astype(np.float32),
        head=np.repeat(faces, 2),
    )


def ring_distance(
    quads: Int32[ndarray, "F 4"], kind: Int8[ndarray, "F"], inside: tuple[int, ...], limit: float
) -> Float32[ndarray, "19158"]:
    """Edges from each vertex to the rim between outer skin (kind 0) and the cavities `inside`.

    Negative inside the cavity, at most `limit` away; vertices off `quads` get `limit`. A quad's
    diagonal counts as one edge, so that the loops around an opening get equal numbers.
    """
    within = np.isin(kind, inside)
    rim = np.intersect1d(quads[within], quads[kind == 0])
    ends = [quads[:, [i, j]] for i in range(4) for j in range(i)]
    a, b = np.concatenate(ends).T
    graph = sp.coo_matrix((np.ones(len(a)), (a, b)), (19158, 19158)).tocsr()
    graph.data[:] = 1
    distance = np.minimum(dijkstra(graph, False, rim, min_only=True, limit=limit), limit)
    distance[np.unique(quads[within])] *= -1
    return distance.astype(np.float32)


def occlusion(
    points: Float32[ndarray, "V 3"],
    normals: Float32[ndarray, "V 3"],
    triangles: Int32[ndarray, "F 3"],
    eyes: ndarray,
) -> Float32[ndarray, "V"]:
    """Cosine-weighted share of the sky that each point sees, from 96 orthographic depth maps."""
    count = 96
    k = np.arange(count) + 0.5
    polar, turn = np.arccos(1 - 2 * k / count), np.pi * (1 + 5**0.5) * k
    rays = np.stack([np.cos(turn) * np.sin(polar), np.cos(polar), np.sin(turn) * np.sin(polar)], 1)
    balls = [e.mean(0) for e in np.split(eyes, 2)]
    radius = np.ptp(eyes[:72], axis=0).max() / 2
    seen, total = np.zeros(len(points)), np.zeros(len(points))
    # The map covers head and shoulders; points elsewhere count as open.
    triangles = triangles[points[triangles][:, :, 1].min(1) > 400]
    for ray in rays:
        side = np.cross(ray, [0.31, 0.74, 0.59])
        side /= np.linalg.norm(side)
        up = np.cross(side, ray)
        frame = np.stack([side, up, ray])
        local = points.astype(np.float64) @ frame.T
        facing = normals.astype(np.float64) @ ray
        depth = _depth_map(local, triangles, frame @ [0, 700, 0])
        clear = _visible(local, depth, frame @ [0, 700, 0])
        for ball in balls:
            offset = local - frame @ ball
            behind = (np.hypot(offset[:, 0], offset[:, 1]) < radius) & (offset[:, 2] < 0)
            clear &= ~behind
        weight = np.maximum(facing, 0)
        seen += weight * clear
        total += weight
    return (seen / np.maximum(total, 1e-6)).astype(np.float32)


_MAP = 640
_EXTENT = 320.0


@njit(cache=True)
def _depth_map(local, triangles, centre):
    """Largest depth along the ray per cell; cells are 1 mm wide around `centre`."""
    depth = np.full((_MAP, _MAP), -1e9)
    scale = _MAP / (2 * _EXTENT)
    for t in range(len(triangles)):
        a, b, c = local[triangles[t, 0]], local[triangles[t, 1]], local[triangles[t, 2]]
        ax, ay = (a[0] - centre[0] + _EXTENT) * scale, (a[1] - centre[1] + _EXTENT) * scale
        bx, by = (b[0] - centre[0] + _EXTENT) * scale, (b[1] - centre[1] + _EXTENT) * scale
        cx, cy = (c[0] - centre[0] + _EXTENT) * scale, (c[1] - centre[1] + _EXTENT) * scale
        area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay)
        if abs(area) < 1e-9:
            continue
        for y in range(max(0, int(min(ay, by, cy))), min(_MAP, int(max(ay, by, cy)) + 2)):
            for x in range(max(0, int(min(ax, bx, cx))), min(_MAP, int(max(ax, bx, cx)) + 2)):
                w1 = ((x - ax) * (cy - ay) - (cx - ax) * (y - ay)) / area
                w2 = ((bx - ax) * (y - ay) - (x - ax) * (by - ay)) / area
                if w1 >= 0 and w2 >= 0 and w1 + w2 <= 1:
                    z = (1 - w1 - w2) * a[2] + w1 * b[2] + w2 * c[2]
                    depth[y, x] = max(depth[y, x], z)
    return depth


@njit(cache=True)
def _visible(local, depth, centre):
    clear = np.ones(len(local), np.bool_)
    scale = _MAP / (2 * _EXTENT)
    for i in range(len(local)):
        x = round((local[i, 0] - centre[0] + _EXTENT) * scale)
        y = round((local[i, 1] - centre[1] + _EXTENT) * scale)
        if 0 <= x < _MAP and 0 <= y < _MAP:
            clear[i] = local[i, 2] > depth[y, x] - 2.0
    return clear


def bake_fields(
    surface: Surface, head: bool, size: int
) -> tuple[Float32[ndarray, "S S 10"], Bool[ndarray, "S S"]]:
    """Per texel position (mm), normal, lip, eye, border, occlusion; and which are on the surface.

    `head` picks the head atlas; else body, hands and feet in the hm08 atlas.
    """
    pick = surface.head if head else ~surface.head
    values = np.column_stack(
        [
            surface.positions,
            surface.normals,
            surface.lip,
            surface.eye,
            surface.border,
            surface.occlusion,
        ]
    )
    uvs = head_uvs(surface.uvs) if head else surface.uvs
    return to_texels(uvs, surface.corners[pick], surface.triangles[pick], values, size, _REACH_MM)
