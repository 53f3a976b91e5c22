"""Scalar shading functions for the fused numba path; `brdf.py` is the readable torch reference.

All colours are linear; directions are unit vectors in the world; `alpha` is roughness squared.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numba import njit
from numpy import ndarray

BASE, NORMAL, ORMS, EMISSIVE = 0, 1, 2, 3
"""Texture slots of a material: colour + alpha, tangent normal, occlusion/rough/metal/specular, own
light."""
ROUGHNESS, METALLIC, SPECULAR, CUTOFF, SUBSURFACE, ANISOTROPY, MODE = 4, 5, 6, 7, 8, 9, 10
"""Columns of `Surface.factors`; 0..3 are the base colour factor."""
GLOW = 11
"""First of the three columns of the emissive factor."""
OPAQUE, MASK, BLEND = 0, 1, 2
TAPS = 14
_TURN = np.arange(TAPS) * math.pi * (3.0 - math.sqrt(5.0))
DISC = (
    np.sqrt((np.arange(TAPS) + 0.5) / TAPS) * np.array([np.cos(_TURN), np.sin(_TURN)])
).T.astype(np.float32)
"""Golden-angle points in the unit disc: where a soft shadow looks."""


class Geometry(NamedTuple):
    """All parts of an avatar in one set of arrays."""

    positions: ndarray  # float32 [V, 3], metres
    normals: ndarray  # float32 [V, 3]
    tangents: ndarray  # float32 [V, 4]
    uvs: ndarray  # float32 [V, 2]
    occlusion: ndarray  # float32 [V, 4]: share of sky light that arrives (RGB), of any direction
    triangles: ndarray  # int32 [F, 3]
    part: ndarray  # int32 [F]
    texel_area: ndarray  # float32 [F]: UV area of the triangle


class Surface(NamedTuple):
    """Materials of an avatar."""

    factors: ndarray  # float32 [M, 14]
    layout: ndarray  # int64 [M, 4, 4]: offset, width, height, mip levels (0 = no texture)
    texels: ndarray  # uint8, RGBA
    decode: ndarray  # float32 [256]: sRGB byte to linear
    two_sided: ndarray  # bool [M]


class Lighting(NamedTuple):
    """An environment and its directional lights, ready for the kernels."""

    harmonics: ndarray  # float32 [9, 3]: irradiance / pi
    specular: ndarray  # float32 [L, N, N, 3]: octahedral, roughness 0..1
    split_sum: ndarray  # float32 [B, B, 2]: scale and bias over (n.v, roughness)
    directions: ndarray  # float32 [K, 3]: towards each light
    radiance: ndarray  # float32 [K, 3]: irradiance / pi of a surface facing the light
    sizes: ndarray  # float32 [K]: angular radius, radians
    shadow_maps: ndarray  # float32 [K, R, R]: metres along the light
    shadow_frames: ndarray  # float32 [K, 3, 4]: world to map x, y (texels) and depth (metres)
    shadow_blur: ndarray  # float32 [K]: radius of the soft edge, texels


@njit(cache=True, fastmath=True)
def normalized(x, y, z):
    scale = np.float32(1.0) / math.sqrt(max(x * x + y * y + z * z, np.float32(1e-20)))
    return x * scale, y * scale, z * scale


@njit(cache=True, fastmath=True)
def _wrap(value, size):
    value = value - math.floor(value / size) * size
    return min(int(value), size - 1)


@njit(cache=True, fastmath=True)
def bilinear(texels, offset, width, height, u, v, decode, srgb):
    """RGBA at (u, v) of one mip level, repeating; colour decoded when `srgb`."""
    x, y = u * width - np.float32(0.5), v * height - np.float32(0.5)
    fx, fy = math.floor(x), math.floor(y)
    tx, ty = np.float32(x - fx), np.float32(y - fy)
    x0, y0 = _wrap(fx, width), _wrap(fy, height)
    x1, y1 = x0 + 1 if x0 + 1 < width else 0, y0 + 1 if y0 + 1 < height else 0
    a, b = offset + 4 * (y0 * width + x0), offset + 4 * (y0 * width + x1)
    c, d = offset + 4 * (y1 * width + x0), offset + 4 * (y1 * width + x1)
    one = np.float32(1.0)
    wa, wb = (one - tx) * (one - ty), tx * (one - ty)
    wc, wd = (one - tx) * ty, tx * ty
    byte = np.float32(1.0 / 255.0)
    alpha = (
        wa * texels[a + 3] + wb * texels[b + 3] + wc * texels[c + 3] + wd * texels[d + 3]
    ) * byte
    if srgb:
        red = (
            wa * decode[texels[a]] + wb * decode[texels[b]] + wc * decode[texels[c]]
            + wd * decode[texels[d]]
        )  # fmt: skip
        green = (
            wa * decode[texels[a + 1]] + wb * decode[texels[b + 1]] + wc * decode[texels[c + 1]]
            + wd * decode[texels[d + 1]]
        )  # fmt: skip
        blue = (
            wa * decode[texels[a + 2]] + wb * decode[texels[b + 2]] + wc * decode[texels[c + 2]]
            + wd * decode[texels[d + 2]]
        )  # fmt: skip
        return red, green, blue, alpha
    red = (wa * texels[a] + wb * texels[b] + wc * texels[c] + wd * texels[d]) * byte
    green = (
        wa * texels[a + 1] + wb * texels[b + 1] + wc * texels[c + 1] + wd * texels[d + 1]
    ) * byte
    blue = (
        wa * texels[a + 2] + wb * texels[b + 2] + wc * texels[c + 2] + wd * texels[d + 2]
    ) * byte
    return red, green, blue, alpha


@njit(cache=True, fastmath=True)
def sample(texels, layout, u, v, footprint, decode, srgb):
    """Trilinear RGBA; `footprint` is the UV area that one pixel covers."""
    offset, width, height, levels = layout[0], layout[1], layout[2], layout[3]
    area = max(footprint * width * height, np.float32(1e-9))
    # Half a level sharper than the area says: seen obliquely, area alone blurs too much.
    lod = np.float32(0.5) * math.log2(area) - np.float32(0.35)
    lod = min(max(lod, np.float32(0.0)), np.float32(levels - 1))
    low = int(lod)
    share = lod - low
    for _ in range(low):
        offset += 4 * width * height
        width, height = max(1, width // 2), max(1, height // 2)
    r, g, b, a = bilinear(texels, offset, width, height, u, v, decode, srgb)
    if share > np.float32(0.05) and low + 1 < levels:
        offset += 4 * width * height
        width, height = max(1, width // 2), max(1, height // 2)
        r1, g1, b1, a1 = bilinear(texels, offset, width, height, u, v, decode, srgb)
        r, g = r + share * (r1 - r), g + share * (g1 - g)
        b, a = b + share * (b1 - b), a + share * (a1 - a)
    return r, g, b, a


@njit(cache=True, fastmath=True)
def irradiance(harmonics, x, y, z):
    """Light / pi that a white matt surface with normal (x, y, z) sends back, RGB."""
    zero = np.float32(0.0)
    r, g, b = zero, zero, zero
    for i in range(9):
        if i == 0:
            basis = np.float32(0.282095)
        elif i == 1:
            basis = np.float32(0.488603) * y
        elif i == 2:
            basis = np.float32(0.488603) * z
        elif i == 3:
            basis = np.float32(0.488603) * x
        elif i == 4:
            basis = np.float32(1.092548) * x * y
        elif i == 5:
            basis = np.float32(1.092548) * y * z
        elif i == 6:
            basis = np.float32(0.315392) * (np.float32(3.0) * z * z - np.float32(1.0))
        elif i == 7:
            basis = np.float32(1.092548) * x * z
        else:
            basis = np.float32(0.546274) * (x * x - y * y)
        r += harmonics[i, 0] * basis
        g += harmonics[i, 1] * basis
        b += harmonics[i, 2] * basis
    return max(r, zero), max(g, zero), max(b, zero)


@njit(cache=True, fastmath=True)
def octahedral(x, y, z):
    """Unit vector to the square -1..1; the pole is +Y."""
    scale = np.float32(1.0) / (abs(x) + abs(y) + abs(z))
    u, v = x * scale, z * scale
    if y < 0.0:
        one = np.float32(1.0)
        u, v = (
            (one - abs(v)) * (one if u >= 0.0 else -one),
            (one - abs(u)) * (one if v >= 0.0 else -one),
        )
    return u, v


@njit(cache=True, fastmath=True)
def reflected(specular, x, y, z, roughness):
    """Prefiltered environment radiance around the direction, RGB."""
    levels, size = specular.shape[0], specular.shape[1]
    u, v = octahedral(x, y, z)
    half = np.float32(0.5 * (size - 1))
    px, py = (u + np.float32(1.0)) * half, (v + np.float32(1.0)) * half
    x0, y0 = min(int(px), size - 2), min(int(py), size - 2)
    tx, ty = px - x0, py - y0
    lod = min(max(roughness, np.float32(0.0)), np.float32(1.0)) * np.float32(levels - 1)
    l0 = min(int(lod), levels - 2)
    tl = lod - l0
    r, g, b = np.float32(0.0), np.float32(0.0), np.float32(0.0)
    for i in range(8):
        wx = tx if i & 1 else np.float32(1.0) - tx
        wy = ty if i & 2 else np.float32(1.0) - ty
        wl = tl if i & 4 else np.float32(1.0) - tl
        weight = wx * wy * wl
        texel = specular[l0 + (i >> 2), y0 + ((i >> 1) & 1), x0 + (i & 1)]
        r, g, b = r + weight * texel[0], g + weight * texel[1], b + weight * texel[2]
    return r, g, b


@njit(cache=True, fastmath=True)
def split_sum(table, nv, roughness):
    """Scale and bias of F0 in the integrated specular BRDF."""
    size = table.shape[0]
    px, py = nv * np.float32(size - 1), roughness * np.float32(size - 1)
    x0, y0 = min(int(px), size - 2), min(int(py), size - 2)
    tx, ty = px - x0, py - y0
    one = np.float32(1.0)
    wa, wb, wc, wd = (one - tx) * (one - ty), tx * (one - ty), (one - tx) * ty, tx * ty
    a, b, c, d = table[y0, x0], table[y0, x0 + 1], table[y0 + 1, x0], table[y0 + 1, x0 + 1]
    return (
        wa * a[0] + wb * b[0] + wc * c[0] + wd * d[0],
        wa * a[1] + wb * b[1] + wc * c[1] + wd * d[1],
    )


@njit(cache=True, fastmath=True)
def ggx(nh, nv, nl, alpha, size):
    """GGX distribution x Smith visibility x pi for a light of angular radius `size`.

    The widened lobe is scaled back so that a bigger light is not a brighter one (Karis 2013).
    """
    wide = min(np.float32(1.0), alpha + np.float32(0.5) * size)
    a2 = wide * wide
    d = nh * nh * (a2 - np.float32(1.0)) + np.float32(1.0)
    k2 = alpha * alpha
    one = np.float32(1.0)
    lambda_v = nl * math.sqrt(nv * nv * (one - k2) + k2)
    lambda_l = nv * math.sqrt(nl * nl * (one - k2) + k2)
    return a2 / (d * d) * np.float32(0.5) / max(lambda_v + lambda_l, np.float32(1e-5))


@njit(cache=True, fastmath=True)
def shadow(light, k, x, y, z, bias):
    """Share of light `k` that reaches the point: soft taps on a disc."""
    frame = light.shadow_frames[k]
    u = frame[0, 0] * x + frame[0, 1] * y + frame[0, 2] * z + frame[0, 3]
    v = frame[1, 0] * x + frame[1, 1] * y + frame[1, 2] * z + frame[1, 3]
    depth = frame[2, 0] * x + frame[2, 1] * y + frame[2, 2] * z + frame[2, 3] - bias
    table = light.shadow_maps[k]
    size = table.shape[0]
    blur = light.shadow_blur[k]
    lit = np.float32(0.0)
    ramp = np.float32(1.0 / 0.003)
    for i in range(TAPS):
        px = int(u + blur * DISC[i, 0])
        py = int(v + blur * DISC[i, 1])
        if px < 0 or py < 0 or px >= size or py >= size:
            lit += np.float32(1.0)
            continue
        # A ramp in depth instead of a step hides the map's texels.
        behind = (depth - table[py, px]) * ramp
        lit += np.float32(1.0) - min(max(behind, np.float32(0.0)), np.float32(1.0))
    return lit * np.float32(1.0 / TAPS)
