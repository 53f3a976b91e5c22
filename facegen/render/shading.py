"""One surface point to light: the fused numba shader of the beauty path."""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from facegen.render.kernels import (
    ANISOTROPY,
    BASE,
    CUTOFF,
    EMISSIVE,
    GLOW,
    MASK,
    METALLIC,
    MODE,
    NORMAL,
    OPAQUE,
    ORMS,
    ROUGHNESS,
    SPECULAR,
    SUBSURFACE,
    ggx,
    irradiance,
    normalized,
    reflected,
    sample,
    shadow,
    split_sum,
)

SCATTER = (0.36, 0.15, 0.08)
"""How far red, green and blue light wraps around skin past the terminator."""
HAIR_GLINT = (0.26, 2.6)
"""Strength of a strand's white and tinted highlights."""
HAIR_SHARPNESS = 7.0
"""Exponent of the white highlight at roughness 1."""
STRAND_VEIL = 0.65
"""Share of the sky's reflection that neighbouring strands take away."""
FILM = (0.65, 0.35, 0.35)
"""Skin's oily film: share of the broad lobe, share of the tight one, the latter's narrowing."""
ONE = np.float32(1.0)
ZERO = np.float32(0.0)


@njit(cache=True, fastmath=True)
def _mix3(table, a, b, c, u, v, w, column):
    return u * table[a, column] + v * table[b, column] + w * table[c, column]


@njit(cache=True, fastmath=True)
def opacity(surface, material, u, v, footprint):
    """Base colour (linear RGB) and coverage at a texture coordinate."""
    factors = surface.factors[material]
    r, g, b, a = factors[0], factors[1], factors[2], factors[3]
    layout = surface.layout[material, BASE]
    if layout[3] > 0:
        tr, tg, tb, ta = sample(surface.texels, layout, u, v, footprint, surface.decode, True)
        r, g, b, a = r * tr, g * tg, b * tb, a * ta
    mode = factors[MODE]
    if mode == OPAQUE:
        a = ONE
    elif mode == MASK:
        # A ramp around the cutoff: hard as the file says, yet without a saw-tooth.
        a = min(max((a - factors[CUTOFF]) * np.float32(1.8) + np.float32(0.5), ZERO), ONE)
    return r, g, b, a


@njit(cache=True, fastmath=True)
def emission(surface, material, u, v, footprint):
    """Light of the surface's own (linear RGB) at a texture coordinate."""
    factors = surface.factors[material]
    r, g, b = factors[GLOW], factors[GLOW + 1], factors[GLOW + 2]
    layout = surface.layout[material, EMISSIVE]
    if layout[3] > 0:
        tr, tg, tb, _ = sample(surface.texels, layout, u, v, footprint, surface.decode, True)
        r, g, b = r * tr, g * tg, b * tb
    return r, g, b


@njit(cache=True, fastmath=True)
def strand_lobes(tx, ty, tz, nx, ny, nz, hx, hy, hz, roughness):
    """Kajiya-Kay highlight of a fibre: the sharp white lobe and the wide tinted one.

    They are shifted along the strand in opposite directions, as Marschner's R and TRT are.
    """
    sharp = np.float32(HAIR_SHARPNESS) / max(roughness ** np.float32(3.0), np.float32(0.02))
    total_a, total_b = ZERO, ZERO
    for lobe in range(2):
        shift = np.float32(-0.08) if lobe == 0 else np.float32(0.12)
        sx, sy, sz = normalized(tx + shift * nx, ty + shift * ny, tz + shift * nz)
        th = sx * hx + sy * hy + sz * hz
        sine = math.sqrt(max(ZERO, ONE - th * th))
        power = sharp if lobe == 0 else sharp * np.float32(0.35)
        value = sine**power
        if lobe == 0:
            total_a = value
        else:
            total_b = value
    return total_a, total_b


@njit(cache=True, fastmath=True)
def shade(geometry, surface, light, f, bu, bv, bw, eye, footprint, r, g, b):
    """Light leaving triangle `f` at perspective-correct barycentrics towards `eye` [3].

    `r, g, b` is the base colour found by `opacity`. Returns the diffuse light that a white surface
    would send (RGB), the diffuse albedo (RGB) and the specular light with the surface's own (RGB).
    """
    i, j, k = geometry.triangles[f, 0], geometry.triangles[f, 1], geometry.triangles[f, 2]
    material = geometry.part[f]
    factors = surface.factors[material]
    px = _mix3(geometry.positions, i, j, k, bu, bv, bw, 0)
    py = _mix3(geometry.positions, i, j, k, bu, bv, bw, 1)
    pz = _mix3(geometry.positions, i, j, k, bu, bv, bw, 2)
    nx, ny, nz = normalized(
        _mix3(geometry.normals, i, j, k, bu, bv, bw, 0),
        _mix3(geometry.normals, i, j, k, bu, bv, bw, 1),
        _mix3(geometry.normals, i, j, k, bu, bv, bw, 2),
    )
    tx = _mix3(geometry.tangents, i, j, k, bu, bv, bw, 0)
    ty = _mix3(geometry.tangents, i, j, k, bu, bv, bw, 1)
    tz = _mix3(geometry.tangents, i, j, k, bu, bv, bw, 2)
    along = tx * nx + ty * ny + tz * nz
    tx, ty, tz = normalized(tx - along * nx, ty - along * ny, tz - along * nz)
    hand = geometry.tangents[i, 3]
    cx = hand * (ny * tz - nz * ty)
    cy = hand * (nz * tx - nx * tz)
    cz = hand * (nx * ty - ny * tx)
    tu = _mix3(geometry.uvs, i, j, k, bu, bv, bw, 0)
    tv = _mix3(geometry.uvs, i, j, k, bu, bv, bw, 1)

    vx, vy, vz = normalized(eye[0] - px, eye[1] - py, eye[2] - pz)
    facing = nx * vx + ny * vy + nz * vz
    if facing < ZERO and factors[MODE] != OPAQUE:
        if factors[ANISOTROPY] > ZERO:
            # Hair borrows the normals of the skin below it: turn them into view, not around.
            nx, ny, nz = normalized(nx - facing * vx, ny - facing * vy, nz - facing * vz)
        else:
            nx, ny, nz = -nx, -ny, -nz
    gx, gy, gz = nx, ny, nz
    if surface.layout[material, NORMAL, 3] > 0:
        mx, my, mz, _ = sample(
            surface.texels, surface.layout[material, NORMAL], tu, tv, footprint,
            surface.decode, False,
        )  # fmt: skip
        two = np.float32(2.0)
        mx, my, mz = mx * two - ONE, my * two - ONE, mz * two - ONE
        nx, ny, nz = normalized(
            mx * tx + my * cx + mz * gx, mx * ty + my * cy + mz * gy, mx * tz + my * cz + mz * gz
        )
    roughness, metallic = factors[ROUGHNESS], factors[METALLIC]
    specular, crevice = factors[SPECULAR], ONE
    if surface.layout[material, ORMS, 3] > 0:
        mo, mr, mm, ms = sample(
            surface.texels, surface.layout[material, ORMS], tu, tv, footprint,
            surface.decode, False,
        )  # fmt: skip
        crevice, roughness, metallic, specular = mo, roughness * mr, metallic * mm, specular * ms
    roughness = min(max(roughness, np.float32(0.045)), ONE)
    alpha = roughness * roughness
    base0 = np.float32(0.04) * specular * (ONE - metallic)
    f0r, f0g, f0b = base0 + r * metallic, base0 + g * metallic, base0 + b * metallic
    ar, ag, ab = r * (ONE - metallic), g * (ONE - metallic), b * (ONE - metallic)
    nv = min(max(nx * vx + ny * vy + nz * vz, np.float32(0.02)), ONE)
    subsurface, strand = factors[SUBSURFACE], factors[ANISOTROPY]

    # Sky.
    dr, dg, db = irradiance(light.harmonics, nx, ny, nz)
    dr *= _mix3(geometry.occlusion, i, j, k, bu, bv, bw, 0) * crevice
    dg *= _mix3(geometry.occlusion, i, j, k, bu, bv, bw, 1) * crevice
    db *= _mix3(geometry.occlusion, i, j, k, bu, bv, bw, 2) * crevice
    open_sky = _mix3(geometry.occlusion, i, j, k, bu, bv, bw, 3) * crevice
    qx, qy, qz = nx, ny, nz
    if strand > ZERO:
        # A fibre mirrors along a cone; its best normal towards the eye has no part along it.
        across = cx * vx + cy * vy + cz * vz
        qx, qy, qz = normalized(
            nx + strand * (vx - across * cx - nx) * np.float32(0.5),
            ny + strand * (vy - across * cy - ny) * np.float32(0.5),
            nz + strand * (vz - across * cz - nz) * np.float32(0.5),
        )
    qv = np.float32(2.0) * (qx * vx + qy * vy + qz * vz)
    er, eg, eb = reflected(light.specular, qv * qx - vx, qv * qy - vy, qv * qz - vz, roughness)
    scale, shift = split_sum(light.split_sum, nv, roughness)
    # Lagarde's specular occlusion from ambient occlusion.
    hidden = (nv + open_sky) ** (np.float32(2.0) ** (np.float32(-16.0) * roughness - ONE))
    visible = min(max(hidden - ONE + open_sky, ZERO), ONE)
    # Strands hide each other from the sky: no grey veil over dark hair.
    visible *= ONE - np.float32(STRAND_VEIL) * strand
    sr = er * (f0r * scale + specular * shift) * visible
    sg = eg * (f0g * scale + specular * shift) * visible
    sb = eb * (f0b * scale + specular * shift) * visible

    for n in range(light.directions.shape[0]):
        lx, ly, lz = light.directions[n, 0], light.directions[n, 1], light.directions[n, 2]
        nl = nx * lx + ny * ly + nz * lz
        reach = subsurface * np.float32(SCATTER[0])
        if strand > ZERO:
            reach = max(reach, np.float32(0.5) * strand)
        if nl <= -reach:
            continue
        bias = np.float32(0.0025) + np.float32(0.004) * max(subsurface, strand)
        lit = shadow(light, n, px + gx * np.float32(0.002), py + gy * np.float32(0.002),
                     pz + gz * np.float32(0.002), bias)  # fmt: skip
        if lit <= ZERO:
            continue
        lr, lg, lb = (
            light.radiance[n, 0] * lit, light.radiance[n, 1] * lit, light.radiance[n, 2] * lit,
        )  # fmt: skip
        if strand > ZERO:
            wrapped = max(ZERO, (nl + reach) / (ONE + reach))
            along = cx * lx + cy * ly + cz * lz
            fibre = math.sqrt(max(ZERO, ONE - along * along)) * wrapped
            value = nl if nl > ZERO else ZERO
            value = value + strand * (fibre - value)
            dr, dg, db = dr + lr * value, dg + lg * value, db + lb * value
        else:
            for channel in range(3):
                wrap = subsurface * np.float32(SCATTER[channel])
                value = max(ZERO, nl + wrap) / ((ONE + wrap) * (ONE + wrap))
                if channel == 0:
                    dr += lr * value
                elif channel == 1:
                    dg += lg * value
                else:
                    db += lb * value
        hx, hy, hz = normalized(lx + vx, ly + vy, lz + vz)
        if strand > ZERO:
            first, second = strand_lobes(cx, cy, cz, gx, gy, gz, hx, hy, hz, roughness)
            front = min(max(nl + np.float32(0.35), ZERO), ONE)
            first, second = first * front * specular, second * front * specular
            white = np.float32(HAIR_GLINT[0]) * first * strand
            tint = np.float32(HAIR_GLINT[1]) * second * strand
            sr += lr * (white + tint * r)
            sg += lg * (white + tint * g)
            sb += lb * (white + tint * b)
        if nl > ZERO and strand < ONE:
            nh = min(max(nx * hx + ny * hy + nz * hz, ZERO), ONE)
            vh = min(max(vx * hx + vy * hy + vz * hz, ZERO), ONE)
            size = light.sizes[n]
            lobe = ggx(nh, nv, nl, alpha, size)
            if subsurface > ZERO:
                tight = ggx(nh, nv, nl, max(alpha * np.float32(FILM[2]), np.float32(0.01)), size)
                lobe = np.float32(FILM[0]) * lobe + np.float32(FILM[1]) * tight
            lobe *= nl * (ONE - strand)
            fresnel = (ONE - vh) ** np.float32(5.0)
            edge = min(ONE, specular) * fresnel
            sr += lr * lobe * (f0r * (ONE - fresnel) + edge)
            sg += lg * lobe * (f0g * (ONE - fresnel) + edge)
            sb += lb * lobe * (f0b * (ONE - fresnel) + edge)
    er, eg, eb = emission(surface, material, tu, tv, footprint)
    return dr, dg, db, ar, ag, ab, sr + er, sg + eg, sb + eb
