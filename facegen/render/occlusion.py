"""What hides the sky and the lamps: depth maps along many directions.

The same maps serve two ends: soft shadows of the directional lights, and per vertex the share of
the environment's light that finds its way in (mouth, eye sockets, under hair and chin).
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from jaxtyping import Float32
from numba import njit, prange
from numpy import ndarray

from facegen.compiled import PARALLEL
from facegen.render.environment import Environment
from facegen.render.kernels import Geometry, Surface, reflected
from facegen.render.lights import Light
from facegen.render.resolve import texture_point
from facegen.render.shading import ONE, ZERO, opacity

SKY_DIRECTIONS, SKY_SIZE = 64, 320
SHADOW_SIZE = 1024
FAR = np.float32(1e9)
SKY_BIAS, SKY_OFFSET = np.float32(0.0022), np.float32(0.0016)
"""Metres: a vertex is moved off its surface and its depth eased, else it hides itself."""


def light_frame(
    direction: Float32[ndarray, "3"], low: Float32[ndarray, "3"], high: Float32[ndarray, "3"],
    size: int,
) -> Float32[ndarray, "3 4"]:  # fmt: skip
    """World to (texel x, texel y, metres away from the light) for a box seen along `direction`."""
    front = direction / np.linalg.norm(direction)
    helper = np.array([0.0, 1.0, 0.0]) if abs(front[1]) < 0.9 else np.array([1.0, 0.0, 0.0])
    side = np.cross(helper, front)
    side /= np.linalg.norm(side)
    up = np.cross(front, side)
    corners = np.array([[(low, high)[i >> a & 1][a] for a in range(3)] for i in range(8)])
    frame = np.zeros((3, 4), np.float32)
    u, v = corners @ side, corners @ up
    scale = (size - 4) / max(np.ptp(u), np.ptp(v))
    frame[0, :3], frame[0, 3] = side * scale, 2.0 - u.min() * scale
    frame[1, :3], frame[1, 3] = up * scale, 2.0 - v.min() * scale
    frame[2, :3], frame[2, 3] = -front, (corners @ front).max()
    return frame


@njit(cache=True, fastmath=True)
def _hash(x, y, f):
    """A repeatable pseudo-random number in 0..1 for a texel of a triangle."""
    n = (x * 73856093) ^ (y * 19349663) ^ (f * 83492791)
    n = (n ^ (n >> 13)) & 0x7FFFFFFF
    n = (n * 1274126177) & 0x7FFFFFFF
    return np.float32(n & 0xFFFF) * np.float32(1.0 / 65536.0)


@njit(cache=True, fastmath=True)
def fill_depth(geometry, surface, cover, per_texel, frame, result):
    """Draw casters into one depth map.

    cover float32 [F]: how opaque each triangle is (0 = casts nothing); thinner ones leave random
    holes. `per_texel` reads their alpha texture at each texel instead of the triangle's mean.
    """
    size = result.shape[0]
    points, triangles = geometry.positions, geometry.triangles
    for f in range(triangles.shape[0]):
        if cover[f] <= ZERO:
            continue
        a, b, c = triangles[f, 0], triangles[f, 1], triangles[f, 2]
        pa, pb, pc = points[a], points[b], points[c]
        ax = frame[0, 0] * pa[0] + frame[0, 1] * pa[1] + frame[0, 2] * pa[2] + frame[0, 3]
        ay = frame[1, 0] * pa[0] + frame[1, 1] * pa[1] + frame[1, 2] * pa[2] + frame[1, 3]
        bx = frame[0, 0] * pb[0] + frame[0, 1] * pb[1] + frame[0, 2] * pb[2] + frame[0, 3]
        by = frame[1, 0] * pb[0] + frame[1, 1] * pb[1] + frame[1, 2] * pb[2] + frame[1, 3]
        cx = frame[0, 0] * pc[0] + frame[0, 1] * pc[1] + frame[0, 2] * pc[2] + frame[0, 3]
        cy = frame[1, 0] * pc[0] + frame[1, 1] * pc[1] + frame[1, 2] * pc[2] + frame[1, 3]
        area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
        if abs(area) < np.float32(1e-9):
            continue
        az = frame[2, 0] * pa[0] + frame[2, 1] * pa[1] + frame[2, 2] * pa[2] + frame[2, 3]
        bz = frame[2, 0] * pb[0] + frame[2, 1] * pb[1] + frame[2, 2] * pb[2] + frame[2, 3]
        cz = frame[2, 0] * pc[0] + frame[2, 1] * pc[1] + frame[2, 2] * pc[2] + frame[2, 3]
        x0, x1 = max(0, int(min(ax, bx, cx))), min(size - 1, int(max(ax, bx, cx)) + 1)
        y0, y1 = max(0, int(min(ay, by, cy))), min(size - 1, int(max(ay, by, cy)) + 1)
        inverse = ONE / area
        footprint = geometry.texel_area[f] / max(abs(area) * np.float32(0.5), np.float32(0.05))
        for y in range(y0, y1 + 1):
            for x in range(x0, x1 + 1):
                u = ((cx - bx) * (y - by) - (cy - by) * (x - bx)) * inverse
                v = ((ax - cx) * (y - cy) - (ay - cy) * (x - cx)) * inverse
                w = ONE - u - v
                if u < ZERO or v < ZERO or w < ZERO:
                    continue
                z = u * az + v * bz + w * cz
                if z >= result[y, x]:
                    continue
                if cover[f] < ONE:
                    solid = cover[f]
                    if per_texel:
                        tu, tv = texture_point(geometry, f, u, v, w)
                        _, _, _, solid = opacity(surface, geometry.part[f], tu, tv, footprint)
                    if solid <= _hash(x, y, f):
                        continue
                result[y, x] = z


@njit(cache=True, parallel=PARALLEL, nogil=True)
def _fill_all(geometry, surface, cover, per_texel, frames, maps):
    for k in prange(frames.shape[0]):
        fill_depth(geometry, surface, cover, per_texel, frames[k], maps[k])


@njit(cache=True, parallel=PARALLEL, nogil=True)
def triangle_cover(geometry, surface, casts):
    """Mean opacity of each triangle of the parts that cast shadows, 0 for the others."""
    count = geometry.triangles.shape[0]
    cover = np.zeros(count, np.float32)
    third = np.float32(1.0 / 3.0)
    for f in prange(count):
        if casts[geometry.part[f]]:
            u, v = texture_point(geometry, f, third, third, third)
            cover[f] = opacity(surface, geometry.part[f], u, v, geometry.texel_area[f])[3]
    return cover


@njit(cache=True, parallel=PARALLEL, fastmath=True, nogil=True)
def _sky_shares(geometry, strands, albedo, owner, maps, frames, directions, specular, result):
    size = maps.shape[1]
    glow = np.empty((directions.shape[0], 3), np.float32)
    for k in range(directions.shape[0]):
        d = directions[k]
        glow[k, 0], glow[k, 1], glow[k, 2] = reflected(specular, d[0], d[1], d[2], np.float32(0.5))
    for i in prange(geometry.positions.shape[0]):
        normal = geometry.normals[i]
        part = owner[i]
        x = geometry.positions[i, 0] + normal[0] * SKY_OFFSET
        y = geometry.positions[i, 1] + normal[1] * SKY_OFFSET
        z = geometry.positions[i, 2] + normal[2] * SKY_OFFSET
        seen, every = np.zeros(4, np.float32), np.zeros(4, np.float32)
        for k in range(directions.shape[0]):
            d = directions[k]
            weight = normal[0] * d[0] + normal[1] * d[1] + normal[2] * d[2]
            if strands[part]:
                # Light passes between strands: their cards have no dark side.
                weight = np.float32(0.45) + np.float32(0.55) * weight
            if weight <= ZERO:
                continue
            m = frames[k]
            px = m[0, 0] * x + m[0, 1] * y + m[0, 2] * z + m[0, 3]
            py = m[1, 0] * x + m[1, 1] * y + m[1, 2] * z + m[1, 3]
            depth = m[2, 0] * x + m[2, 1] * y + m[2, 2] * z + m[2, 3] - SKY_BIAS
            x0, y0 = min(max(int(px), 0), size - 2), min(max(int(py), 0), size - 2)
            lit = ZERO
            for q in range(4):
                gap = (depth - maps[k, y0 + (q >> 1), x0 + (q & 1)]) * np.float32(400.0)
                lit += ONE - min(max(gap, ZERO), ONE)
            lit *= np.float32(0.25)
            er, eg, eb = glow[k, 0], glow[k, 1], glow[k, 2]
            every[0] += weight * er
            every[1] += weight * eg
            every[2] += weight * eb
            every[3] += weight
            seen[0] += weight * lit * er
            seen[1] += weight * lit * eg
            seen[2] += weight * lit * eb
            seen[3] += weight * lit
        for c in range(4):
            share = seen[c] / max(every[c], np.float32(1e-6))
            if c < 3:
                # Light that bounces on between the walls of a hollow (geometric series).
                share = share / (ONE - albedo[part, c] * (ONE - share))
            result[i, c] = share


def fibonacci_directions(count: int) -> Float32[ndarray, "K 3"]:
    """Evenly spread unit vectors."""
    y = 1.0 - 2.0 * (np.arange(count) + 0.5) / count
    radius = np.sqrt(1.0 - y * y)
    turn = np.arange(count) * math.pi * (3.0 - math.sqrt(5.0))
    return np.stack([radius * np.cos(turn), y, radius * np.sin(turn)], 1).astype(np.float32)


class SkyView(NamedTuple):
    """How far one sees into a scene from many directions; needs no colours."""

    directions: Float32[ndarray, "K 3"]
    frames: Float32[ndarray, "K 3 4"]
    maps: Float32[ndarray, "K S S"]
    """Depth along each direction."""


def look_from_sky(
    geometry: Geometry,
    surface: Surface,
    cover: Float32[ndarray, "F"],
    count: int = SKY_DIRECTIONS,
) -> SkyView:
    """Depth maps along `count` directions: fewer are faster and coarser."""
    directions = fibonacci_directions(count)
    low, high = geometry.positions.min(0), geometry.positions.max(0)
    frames = np.stack([light_frame(d, low, high, SKY_SIZE) for d in directions])
    maps = np.full((count, SKY_SIZE, SKY_SIZE), FAR, np.float32)
    _fill_all(geometry, surface, cover, False, frames, maps)
    return SkyView(directions, frames, maps)


def sky_shares(
    geometry: Geometry,
    surface: Surface,
    albedo: Float32[ndarray, "M 3"],
    environment: Environment,
    view: SkyView,
) -> Float32[ndarray, "V 4"]:
    """Per vertex: the share of the environment's light that arrives (RGB) and of the open sky."""
    owner = np.zeros(len(geometry.positions), np.int32)
    owner[geometry.triangles.reshape(-1)] = np.repeat(geometry.part, 3)
    result = np.ones((len(geometry.positions), 4), np.float32)
    strands = surface.factors[:, 9] > 0.0
    _sky_shares(
        geometry, strands, albedo, owner, view.maps, view.frames, view.directions,
        environment.specular, result,
    )  # fmt: skip
    return result


def sky_occlusion(
    geometry: Geometry,
    surface: Surface,
    cover: Float32[ndarray, "F"],
    albedo: Float32[ndarray, "M 3"],
    environment: Environment,
) -> Float32[ndarray, "V 4"]:
    """`sky_shares` of everything that can be seen from the sky."""
    view = look_from_sky(geometry, surface, cover)
    return sky_shares(geometry, surface, albedo, environment, view)


def shadow_maps(
    geometry: Geometry,
    surface: Surface,
    cover: Float32[ndarray, "F"],
    lights: tuple[Light, ...],
) -> tuple[Float32[ndarray, "K R R"], Float32[ndarray, "K 3 4"], Float32[ndarray, "K"]]:
    """Depth maps of the lights, their frames, and the soft edge's radius in texels."""
    low, high = geometry.positions.min(0), geometry.positions.max(0)
    maps = np.full((len(lights), SHADOW_SIZE, SHADOW_SIZE), FAR, np.float32)
    frames = np.zeros((len(lights), 3, 4), np.float32)
    for k, light in enumerate(lights):
        direction = np.asarray(light.direction, np.float64)
        frames[k] = light_frame(direction, low, high, SHADOW_SIZE)
    _fill_all(geometry, surface, cover, True, frames, maps)
    scale = np.linalg.norm(frames[:, 0, :3], axis=1)
    blur = np.array([light.blur for light in lights], np.float32) * scale * 0.5
    return maps, frames, blur.astype(np.float32)
