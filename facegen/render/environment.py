"""Where the light comes from: diffuse harmonics, prefiltered reflections and directional lights."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from jaxtyping import Float32, Float64
from numba import njit, prange
from numpy import ndarray

from facegen.compiled import PARALLEL
from facegen.errors import InputError, SetupError
from facegen.render.lights import Light, panorama_directions
from facegen.render.studio import STUDIO_LIGHTS, studio_panorama
from facegen.setup.sources import assets_dir

LEVELS, SIZE = 6, 128
"""Prefiltered reflections: roughness 0, 0.2 .. 1 and the side of the octahedral maps."""
STUDIO = "studio"


@dataclass(frozen=True)
class Environment:
    """Light from all around plus directional lights."""

    name: str
    harmonics: Float32[ndarray, "9 3"]
    """Irradiance / pi in the real spherical harmonics of `harmonic_basis`."""
    specular: Float32[ndarray, "L N N 3"]
    """Radiance prefiltered by GGX of roughness 0..1 on octahedral maps."""
    lights: tuple[Light, ...]

    @classmethod
    def load(cls, name: str = STUDIO) -> Environment:
        """The built-in `studio`, or one that set-up packed; `InputError` lists the names."""
        return _load(name)


def environment_names() -> list[str]:
    """The environments that this installation has, `studio` first."""
    return [STUDIO, *sorted(p.stem for p in environments_dir().glob("*.npz"))]


def environments_dir() -> Path:
    """Where set-up packs environments."""
    return assets_dir() / "environments"


@lru_cache(maxsize=4)
def _load(name: str) -> Environment:
    if name == STUDIO:
        return environment_from_panorama(STUDIO, studio_panorama(), STUDIO_LIGHTS)
    names = environment_names()
    if name not in names:
        if len(names) == 1:
            raise SetupError(f"environment {name!r} is not packed: run `make setup`")
        raise InputError(f"no environment {name!r}; there are {', '.join(names)}")
    with np.load(environments_dir() / f"{name}.npz") as packed:
        lights = tuple(
            Light(tuple(map(float, d)), tuple(map(float, c)))
            for d, c in zip(packed["light_directions"], packed["light_colors"], strict=True)
        )
        return Environment(name, packed["harmonics"], packed["specular"].astype(np.float32), lights)


def solid_angles(height: int, width: int) -> Float32[ndarray, "H 1"]:
    """Steradians of a panorama's pixels, by row."""
    edges = np.cos(np.linspace(0.0, np.pi, height + 1))
    return ((edges[:-1] - edges[1:]) * 2.0 * np.pi / width).astype(np.float32)[:, None]


def harmonic_basis(directions: Float32[ndarray, "*n 3"]) -> Float32[ndarray, "*n 9"]:
    """Real spherical harmonics of bands 0..2."""
    x, y, z = np.moveaxis(directions, -1, 0)
    return np.stack(
        [
            np.full_like(x, 0.282095), 0.488603 * y, 0.488603 * z, 0.488603 * x,
            1.092548 * x * y, 1.092548 * y * z, 0.315392 * (3.0 * z * z - 1.0),
            1.092548 * x * z, 0.546274 * (x * x - y * y),
        ],
        -1,
    )  # fmt: skip


def octahedral_directions(size: int) -> Float32[ndarray, "N N 3"]:
    """Unit vectors that the texels of a reflection map of side `size` stand for."""
    across = np.linspace(-1.0, 1.0, size)
    u, v = np.meshgrid(across, across)
    y = 1.0 - np.abs(u) - np.abs(v)
    x = np.where(y < 0, (1.0 - np.abs(v)) * np.where(u >= 0, 1.0, -1.0), u)
    z = np.where(y < 0, (1.0 - np.abs(u)) * np.where(v >= 0, 1.0, -1.0), v)
    out = np.stack([x, y, z], -1)
    return (out / np.linalg.norm(out, axis=-1, keepdims=True)).astype(np.float32)


COSINE_BANDS = np.array([1.0] + [2.0 / 3.0] * 3 + [0.25] * 5, np.float32)
"""Clamped cosine / pi in harmonics: radiance to irradiance / pi (Ramamoorthi and Hanrahan 2001)."""


def environment_from_panorama(
    name: str, panorama: Float32[ndarray, "H W 3"], lights: tuple[Light, ...]
) -> Environment:
    """Prefilter linear radiance; `lights` are in addition to it."""
    height, width, _ = panorama.shape
    weighted = panorama * solid_angles(height, width)[..., None]
    basis = harmonic_basis(panorama_directions(height, width))
    radiance = np.einsum("hwc,hwk->kc", weighted, basis)
    specular = prefilter(np.ascontiguousarray(panorama, np.float32), LEVELS, SIZE)
    return Environment(
        name, (radiance * COSINE_BANDS[:, None]).astype(np.float32), specular, lights
    )


@njit(cache=True)
def _look_up(panorama, x, y, z):
    height, width, _ = panorama.shape
    v = math.acos(min(max(y, -1.0), 1.0)) / math.pi * height - 0.5
    u = (math.atan2(x, z) / (2.0 * math.pi) + 0.5) * width - 0.5
    y0, x0 = math.floor(v), math.floor(u)
    ty, tx = v - y0, u - x0
    zero = np.float32(0.0)
    r, g, b = zero, zero, zero
    for i in range(4):
        row = min(max(y0 + (i >> 1), 0), height - 1)
        column = (x0 + (i & 1)) % width
        weight = np.float32((tx if i & 1 else 1.0 - tx) * (ty if i >> 1 else 1.0 - ty))
        r += weight * panorama[row, column, 0]
        g += weight * panorama[row, column, 1]
        b += weight * panorama[row, column, 2]
    return r, g, b


def _lobe(alpha: float, samples: int) -> Float64[ndarray, "N 3"]:
    """Directions to light, about +z, by which a GGX surface that is seen along +z mirrors."""
    share = (np.arange(samples) + 0.5) / samples
    turn = np.arange(samples) * 2.39996322972865332
    cosine = np.sqrt((1.0 - share) / (1.0 + (alpha * alpha - 1.0) * share))
    sine = np.sqrt(1.0 - cosine * cosine)
    # Reflect the view (= the normal) about the half vector.
    sideways = 2.0 * cosine * sine
    lobe = [sideways * np.cos(turn), sideways * np.sin(turn), 2.0 * cosine * cosine - 1.0]
    lobe = np.stack(lobe, 1)
    return np.ascontiguousarray(lobe[lobe[:, 2] > 0.0])


@njit(cache=True, parallel=PARALLEL, nogil=True)
def _filter_level(panorama, lobe, result):
    size = result.shape[0]
    for row in prange(size):
        for column in range(size):
            u, v = 2.0 * column / (size - 1) - 1.0, 2.0 * row / (size - 1) - 1.0
            y = 1.0 - abs(u) - abs(v)
            if y < 0.0:
                u, v = (
                    (1.0 - abs(v)) * (1.0 if u >= 0 else -1.0),
                    (1.0 - abs(u)) * (1.0 if v >= 0 else -1.0),
                )
            scale = 1.0 / math.sqrt(u * u + v * v + y * y)
            nx, ny, nz = u * scale, y * scale, v * scale
            ux, uy, uz = (0.0, 0.0, 1.0) if abs(nz) < 0.9 else (1.0, 0.0, 0.0)
            tx, ty, tz = uy * nz - uz * ny, uz * nx - ux * nz, ux * ny - uy * nx
            scale = 1.0 / math.sqrt(tx * tx + ty * ty + tz * tz)
            tx, ty, tz = tx * scale, ty * scale, tz * scale
            bx, by, bz = ny * tz - nz * ty, nz * tx - nx * tz, nx * ty - ny * tx
            zero = np.float32(0.0)
            red, green, blue, weight = zero, zero, zero, 0.0
            for i in range(lobe.shape[0]):
                la, lb, lc = lobe[i, 0], lobe[i, 1], lobe[i, 2]
                r, g, b = _look_up(
                    panorama,
                    la * tx + lb * bx + lc * nx,
                    la * ty + lb * by + lc * ny,
                    la * tz + lb * bz + lc * nz,
                )
                share = np.float32(lc)
                red, green, blue = red + share * r, green + share * g, blue + share * b
                weight += lc
            result[row, column, 0] = red / weight
            result[row, column, 1] = green / weight
            result[row, column, 2] = blue / weight


def prefilter(
    panorama: Float32[ndarray, "H W 3"], levels: int, size: int
) -> Float32[ndarray, "L N N 3"]:
    """Split-sum first factor (Karis 2013): radiance averaged over the GGX lobe, view = normal."""
    result = np.zeros((levels, size, size, 3), np.float32)
    for level in range(levels):
        roughness = level / (levels - 1)
        # Wide lobes sample a shrunk panorama: fewer samples, no speckle from small bright lamps.
        shrink = 1 if level == 0 else 2 if level == 1 else 4
        source = _shrink(panorama, shrink)
        samples = 1 if level == 0 else 192
        _filter_level(source, _lobe(max(roughness * roughness, 1e-4), samples), result[level])
    return result


def _shrink(image: Float32[ndarray, "H W 3"], factor: int) -> Float32[ndarray, "h w 3"]:
    height, width = image.shape[0] // factor, image.shape[1] // factor
    cut = image[: height * factor, : width * factor]
    return np.ascontiguousarray(
        cut.reshape(height, factor, width, factor, 3).mean((1, 3)), np.float32
    )


@lru_cache(maxsize=1)
def split_sum_table(size: int = 32, samples: int = 256) -> Float32[ndarray, "B B 2"]:
    """Split-sum second factor (Karis 2013): scale and bias of F0, indexed [roughness, n.v]."""
    nv = np.maximum(np.linspace(0.0, 1.0, size), 1e-3)[None, :, None]
    alpha = np.maximum(np.linspace(0.0, 1.0, size)[:, None, None] ** 2, 1e-3)
    share = (np.arange(samples) + 0.5) / samples
    turn = np.arange(samples) * 2.39996322972865332
    cosine = np.sqrt((1.0 - share) / (1.0 + (alpha**2 - 1.0) * share))
    hx = np.sqrt(1.0 - cosine**2) * np.cos(turn)
    vh = np.maximum(np.sqrt(1.0 - nv**2) * hx + nv * cosine, 0.0)
    nl = 2.0 * vh * cosine - nv
    lit = nl > 0.0
    nl = np.where(lit, nl, 1.0)
    smith_v = nl * np.sqrt(nv**2 * (1.0 - alpha**2) + alpha**2)
    smith_l = nv * np.sqrt(nl**2 * (1.0 - alpha**2) + alpha**2)
    visible = 2.0 * nl / (smith_v + smith_l) * vh / np.maximum(cosine, 1e-6)
    fresnel = (1.0 - vh) ** 5
    scale = (np.where(lit, visible * (1.0 - fresnel), 0.0)).mean(-1)
    bias = (np.where(lit, visible * fresnel, 0.0)).mean(-1)
    return np.stack([scale, bias], -1).astype(np.float32)
