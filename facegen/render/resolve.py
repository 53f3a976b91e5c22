"""Per pixel: shade what its samples see, blend the alpha layers in depth order, keep skin apart."""

from __future__ import annotations

import math

import numpy as np
from numba import njit, prange

from facegen.compiled import PARALLEL
from facegen.render.kernels import BLEND, MODE, ROUGHNESS, SUBSURFACE
from facegen.render.shading import ONE, ZERO, opacity, shade

MAX_LAYERS = 64
CLEAR_COAT = 0.2
"""Blended materials smoother than this keep their reflections where they are transparent."""
SAME_SURFACE = 0.004
"""Metres: samples of one part closer in depth than this share one shading."""


@njit(cache=True, fastmath=True)
def barycentrics(screen, triangle, px, py):
    """Perspective-correct weights of the corners at a pixel position, and metres from the eye."""
    a, b, c = triangle[0], triangle[1], triangle[2]
    ax, ay, bx, by = screen[a, 0], screen[a, 1], screen[b, 0], screen[b, 1]
    cx, cy = screen[c, 0], screen[c, 1]
    area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
    u = ((cx - bx) * (py - by) - (cy - by) * (px - bx)) / area
    v = ((ax - cx) * (py - cy) - (ay - cy) * (px - cx)) / area
    # The centre of a pixel may lie outside a triangle that covers only its corner: stay near.
    u = min(max(u, ZERO), ONE)
    v = min(max(v, ZERO), ONE - u)
    u, v, w = u * screen[a, 3], v * screen[b, 3], (ONE - u - v) * screen[c, 3]
    total = u + v + w
    return u / total, v / total, w / total, ONE / total


@njit(cache=True, fastmath=True)
def _footprint(geometry, screen, f):
    """UV area that one pixel covers on triangle `f`."""
    a, b, c = geometry.triangles[f, 0], geometry.triangles[f, 1], geometry.triangles[f, 2]
    area = (screen[b, 0] - screen[a, 0]) * (screen[c, 1] - screen[a, 1]) - (
        screen[b, 1] - screen[a, 1]
    ) * (screen[c, 0] - screen[a, 0])
    return geometry.texel_area[f] / max(abs(area) * np.float32(0.5), np.float32(0.05))


@njit(cache=True, fastmath=True)
def texture_point(geometry, f, u, v, w):
    """Texture coordinate at barycentrics of triangle `f`."""
    a, b, c = geometry.triangles[f, 0], geometry.triangles[f, 1], geometry.triangles[f, 2]
    uvs = geometry.uvs
    return (
        u * uvs[a, 0] + v * uvs[b, 0] + w * uvs[c, 0],
        u * uvs[a, 1] + v * uvs[b, 1] + w * uvs[c, 1],
    )


@njit(cache=True, fastmath=True)
def _centroid(mask, offsets, x, y):
    count, sx, sy = 0, ZERO, ZERO
    for s in range(offsets.shape[0]):
        if mask & (1 << s):
            count += 1
            sx += offsets[s, 0]
            sy += offsets[s, 1]
    return count, x + sx / count, y + sy / count


@njit(cache=True, parallel=PARALLEL, fastmath=True, nogil=True)
def resolve(
    geometry, surface, light, screen, eye, offsets, ids, starts, counts, found,
    out, coverage, depth, skin, skin_light,
):  # fmt: skip
    """Fill the image from the samples at `offsets`; there may be more behind them.

    out [H, W, 3]: premultiplied light without the skin's diffuse part; coverage [H, W]; depth
    [H, W]: metres to the nearest opaque surface (0 = none); skin and skin_light [H, W, 4]: see
    `renderer.Layers`. All float32.
    """
    height, width, _ = ids.shape
    samples = offsets.shape[0]
    every = (1 << samples) - 1
    for y in prange(height):
        through = np.empty(samples, np.float32)
        owner = np.empty(samples, np.int32)
        near = np.empty(samples, np.float32)
        for x in range(width):
            if counts[y, x] == 0 and _all_empty(ids[y, x]):
                continue
            through[:] = ONE
            drawn = 0
            for slot in range(starts[y, x], starts[y, x] + counts[y, x]):
                f, mask = found[slot, 0], found[slot, 1] & every
                if mask == 0:
                    continue
                drawn += 1
                weight, left = ZERO, ZERO
                for s in range(samples):
                    left += through[s]
                    if mask & (1 << s):
                        weight += through[s]
                if drawn > MAX_LAYERS or left < np.float32(0.02):
                    break
                if weight < np.float32(0.02):
                    continue
                _, qx, qy = _centroid(mask, offsets, x, y)
                u, v, w, _ = barycentrics(screen, geometry.triangles[f], qx, qy)
                footprint = _footprint(geometry, screen, f)
                tu, tv = texture_point(geometry, f, u, v, w)
                r, g, b, a = opacity(surface, geometry.part[f], tu, tv, footprint)
                # A clear, polished coat (cornea, glass) reflects fully however thin its colour is.
                factors = surface.factors[geometry.part[f]]
                clear = factors[MODE] == BLEND and factors[ROUGHNESS] < np.float32(CLEAR_COAT)
                glint = ONE if clear else a
                if glint < np.float32(0.004):
                    continue
                dr, dg, db, ar, ag, ab, sr, sg, sb = shade(
                    geometry, surface, light, f, u, v, w, eye, footprint, r, g, b
                )
                weight /= samples
                out[y, x, 0] += weight * (a * dr * ar + glint * sr)
                out[y, x, 1] += weight * (a * dg * ag + glint * sg)
                out[y, x, 2] += weight * (a * db * ab + glint * sb)
                for s in range(samples):
                    if mask & (1 << s):
                        through[s] *= ONE - a
            _opaque(
                geometry, surface, light, screen, eye, offsets, ids[y, x], through, owner, near,
                x, y, out[y, x], coverage, depth, skin[y, x], skin_light[y, x],
            )  # fmt: skip


@njit(cache=True)
def _all_empty(ids):
    for s in range(ids.shape[0]):  # noqa: SIM110 (numba compiles the loop, not `any`)
        if ids[s] >= 0:
            return False
    return True


@njit(cache=True, fastmath=True)
def _opaque(
    geometry, surface, light, screen, eye, offsets, ids, through, owner, near, x, y,
    out, coverage, depth, skin, skin_light,
):  # fmt: skip
    """Shade each different surface under the pixel once and add its samples."""
    samples = offsets.shape[0]
    clear = ZERO
    for s in range(samples):
        owner[s] = -1
        if ids[s] < 0:
            clear += through[s]
            continue
        _, _, _, near[s] = barycentrics(
            screen, geometry.triangles[ids[s]], x + offsets[s, 0], y + offsets[s, 1]
        )
    coverage[y, x] = ONE - clear / samples
    for s in range(samples):
        if ids[s] < 0 or owner[s] >= 0:
            continue
        f = ids[s]
        mask, group, seen, far = 0, 0, ZERO, ZERO
        for q in range(s, samples):
            if (
                ids[q] >= 0
                and owner[q] < 0
                and geometry.part[ids[q]] == geometry.part[f]
                and abs(near[q] - near[s]) < np.float32(SAME_SURFACE)
            ):
                owner[q] = s
                group += 1
                seen += through[q]
                far += near[q]
                if ids[q] == f:
                    mask |= 1 << q
        if depth[y, x] == ZERO or far / group < depth[y, x]:
            depth[y, x] = far / group
        share = seen / samples
        material = geometry.part[f]
        is_skin = surface.factors[material, SUBSURFACE] > ZERO
        if share < np.float32(0.002) and not is_skin:
            continue
        _, qx, qy = _centroid(mask, offsets, x, y)
        u, v, w, _ = barycentrics(screen, geometry.triangles[f], qx, qy)
        footprint = _footprint(geometry, screen, f)
        tu, tv = texture_point(geometry, f, u, v, w)
        r, g, b, _ = opacity(surface, material, tu, tv, footprint)
        dr, dg, db, ar, ag, ab, sr, sg, sb = shade(
            geometry, surface, light, f, u, v, w, eye, footprint, r, g, b
        )
        out[0] += share * sr
        out[1] += share * sg
        out[2] += share * sb
        if is_skin:
            skin[0] += share * ar
            skin[1] += share * ag
            skin[2] += share * ab
            skin[3] += share
            whole = np.float32(group) / samples
            skin_light[0] += whole * dr
            skin_light[1] += whole * dg
            skin_light[2] += whole * db
            skin_light[3] += whole
        else:
            out[0] += share * dr * ar
            out[1] += share * dg * ag
            out[2] += share * db * ab


@njit(cache=True, parallel=PARALLEL, fastmath=True, nogil=True)
def scatter_pass(light, depth, focal, step_x, step_y, spread, result):
    """One direction of the skin's light diffusion: Gaussians of `spread` [3] metres, by colour.

    light [H, W, 4] premultiplied with the skin's share; depth [H, W] metres; focal in pixels.
    Samples across a depth edge or outside the skin do not count.
    """
    height, width = depth.shape
    for y in prange(height):
        for x in range(width):
            own = light[y, x, 3]
            if own <= ZERO:
                continue
            scale = focal / depth[y, x]
            reach = min(math.ceil(np.float32(2.2) * spread[0] * scale), 48)
            if reach < 1:
                for c in range(4):
                    result[y, x, c] = light[y, x, c]
                continue
            sr = np.float32(0.5) / (spread[0] * scale) ** 2
            sg = np.float32(0.5) / (spread[1] * scale) ** 2
            sb = np.float32(0.5) / (spread[2] * scale) ** 2
            tr, tg, tb, wr, wg, wb = ZERO, ZERO, ZERO, ZERO, ZERO, ZERO
            stride = 1 + reach // 12
            # In whole strides from the middle: a lone pixel must at least meet itself.
            reach -= reach % stride
            for d in range(-reach, reach + 1, stride):
                qx, qy = x + d * step_x, y + d * step_y
                if qx < 0 or qy < 0 or qx >= width or qy >= height or light[qy, qx, 3] <= ZERO:
                    continue
                gap = (depth[qy, qx] - depth[y, x]) / (np.float32(2.0) * spread[0])
                square = np.float32(d * d)
                apart = gap * gap
                er, eg, eb = (
                    math.exp(-square * sr - apart), math.exp(-square * sg - apart),
                    math.exp(-square * sb - apart),
                )  # fmt: skip
                tr, tg = tr + er * light[qy, qx, 0], tg + eg * light[qy, qx, 1]
                tb = tb + eb * light[qy, qx, 2]
                share = light[qy, qx, 3]
                wr, wg, wb = wr + er * share, wg + eg * share, wb + eb * share
            result[y, x, 0], result[y, x, 1] = own * tr / wr, own * tg / wg
            result[y, x, 2], result[y, x, 3] = own * tb / wb, own
