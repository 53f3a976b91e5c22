"""The ten MakeHuman styles, fitted to a head, in any colour."""

from __future__ import annotations

import dataclasses
import functools
from types import MappingProxyType

import numpy as np
from jaxtyping import Bool, Float32, Int32
from numpy import ndarray

from facegen.avatar import Material, Part
from facegen.errors import SetupError
from facegen.human.figure import Figure
from facegen.human.hair.coat import scalp_coat
from facegen.human.hair.color import StrandMaps, dye, hair_material, strand_normals
from facegen.human.hair.fringe import comb_aside
from facegen.human.hair.ground import Ground, make_ground
from facegen.human.hair.tint import overall_tone, photo_tint, toned
from facegen.human.proxies import load_proxy, proxy_part
from facegen.setup.sources import assets_dir

PROXY_NAMES = {
    **{s: s for s in ("short01", "short02", "short03", "short04", "bob01", "bob02", "long01")},
    "ponytail01": "ponytail01",
    "braid01": "Braid01",
    "afro01": "afro01",
    "bob_fringe": "bob02",
    "long_fringe": "long01",
    "long_waves": "long01",
}
"""`Hair.style` -> name of the MakeHuman proxy."""
_MAPS = {"bob_fringe": "bob02", "long_fringe": "long01", "long_waves": "long01"}
"""Styles that wear the strand maps of another."""
_SUBDIVIDE = {"short03": 1, "bob02": 1, "short04": 1}
"""Meshes coarse enough to show corners at the outline."""

_FUZZY = ("afro01",)
"""Coils point everywhere: no highlight runs along them."""


@functools.lru_cache(maxsize=4)
def load_maps(style: str) -> StrandMaps:
    """The packed strand maps of a proxy style; `SetupError` when set-up has not built them."""
    path = assets_dir() / "hair" / f"{style}.npy"
    if not path.exists():
        raise SetupError(f"The hair {style} is not built yet: run `python -m facegen.setup`.")
    tone, shade, strand, along, alpha, angle = np.moveaxis(np.load(path), -1, 0)
    return StrandMaps(tone, shade, strand, along, alpha, None if style in _FUZZY else angle)


def proxy_hair(figure: Figure, plain: bool = False) -> list[Part]:
    """The core (alpha-tested) and, where its texture fades, the soft edge (blended) of a style.

    `plain` is the core alone, without its texture.
    """
    hair = figure.person.hair
    own = _MAPS.get(hair.style, hair.style)
    maps = load_maps(own)
    proxy = load_proxy("hair", PROXY_NAMES[hair.style])
    fuzzy = maps.angle is None
    material = Material("hair")
    if not plain:
        image = toned(dye(maps, hair), overall_tone(photo_tint(figure), hair))
        material = hair_material(
            "hair", image, strand_normals(maps), 0.8 if fuzzy else 0.46, fuzzy=fuzzy
        )
    core = proxy_part(proxy, figure, material, "hair", _SUBDIVIDE.get(own, 0))
    ground = make_ground(figure)
    core = dataclasses.replace(core, morphs=MappingProxyType({}))
    core = comb_aside(core, ground, own)
    coat = scalp_coat(ground, hair, inner=True, plain=plain)
    if plain:
        return [coat, core]
    if fuzzy:
        core = soft_normals(core, ground)
    else:
        core = dataclasses.replace(core, tangents=strand_tangents(core, maps))
    soft = soft_triangles(core.uvs, core.triangles, maps.alpha)
    if not soft.any():
        return [coat, core]
    edge = dataclasses.replace(
        take_triangles(core, soft),
        name="hair_edge",
        material=dataclasses.replace(material, name="hair_edge", alpha_mode="BLEND"),
        casts_shadow=False,
    )
    return [coat, core, edge]


def soft_normals(part: Part, ground: Ground) -> Part:
    """`part` shaded as one round volume: its cards stand on end, whose own normals make a grid."""
    _, normals = ground.nearest(part.vertices.astype(np.float64))
    tangents = part.tangents[:, :3] - normals * (part.tangents[:, :3] * normals).sum(1)[:, None]
    length = np.linalg.norm(tangents, axis=1, keepdims=True)
    spare = np.cross(normals, np.roll(normals, 1, 1))
    spare /= np.maximum(np.linalg.norm(spare, axis=1, keepdims=True), 1e-9)
    tangents = np.where(length > 1e-3, tangents / np.maximum(length, 1e-9), spare)
    return dataclasses.replace(
        part,
        normals=normals.astype(np.float32),
        tangents=np.concatenate([tangents, part.tangents[:, 3:]], 1).astype(np.float32),
    )


def strand_tangents(part: Part, maps: StrandMaps) -> Float32[ndarray, "V 4"]:
    """Tangents turned so that V runs along the strands, from the head down, as anisotropy wants."""
    size = np.array(maps.angle.shape[::-1])
    pixel = np.clip((part.uvs % 1.0 * size).astype(int), 0, size - 1)
    angle = maps.angle[pixel[:, 1], pixel[:, 0]].astype(np.float64) * np.pi / 256
    tangent, hand = part.tangents[:, :3].astype(np.float64), part.tangents[:, 3:]
    bitangent = np.cross(part.normals, tangent) * hand
    # `bitangent` points up the image; the angle counts from +U towards the image's bottom.
    along = np.cos(angle)[:, None] * tangent - np.sin(angle)[:, None] * bitangent
    along *= np.where(along[:, 1:2] > 0, -1.0, 1.0)
    across = np.cross(along, part.normals)
    across /= np.maximum(np.linalg.norm(across, axis=1, keepdims=True), 1e-9)
    return np.concatenate([across, np.ones_like(hand)], 1).astype(np.float32)


def soft_triangles(
    uvs: Float32[ndarray, "V 2"], triangles: Int32[ndarray, "F 3"], alpha: ndarray
) -> Bool[ndarray, "F"]:
    """Triangles whose texture is partly see-through somewhere inside."""
    size = np.array(alpha.shape[::-1])
    weights = np.array([(i, j, 6 - i - j) for i in range(7) for j in range(7 - i)]) / 6
    points = np.einsum("wk,fkc->fwc", weights, uvs[triangles]) % 1.0
    pixel = np.clip((points * size).astype(int), 0, size - 1)
    value = alpha[pixel[..., 1], pixel[..., 0]]
    return ((value > 8) & (value < 247)).any(1)


def take_triangles(part: Part, keep: Bool[ndarray, "F"]) -> Part:
    """`part` with only the triangles that `keep` marks, and the vertices they use."""
    used, triangles = np.unique(part.triangles[keep], return_inverse=True)
    return dataclasses.replace(
        part,
        triangles=triangles.reshape(-1, 3).astype(np.int32),
        **{
            name: getattr(part, name)[used]
            for name in ("vertices", "uvs", "normals", "tangents", "joints", "weights")
        },
    )
