"""`Avatar` -> OBJ, MTL and textures in one zip: the shape as it stands, for programs without glTF.

OBJ knows neither joints nor morphs: the expression and pose that the avatar wears are baked in.
Source: Wavefront's OBJ and MTL, with the usual keys for physically based materials (Pr, Pm,
map_Pr, map_Pm, norm).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from jaxtyping import Float32, UInt8
from numpy import ndarray

from facegen.avatar import Avatar, Material, Part, morphed_vertices
from facegen.export.archive import write_zip
from facegen.export.images import encode_image, encode_png
from facegen.export.licence import licence_text
from facegen.export.mark import notice_with_credits
from facegen.render.pose import pose_matrices, skinned
from facegen.render.scene import morphed_normals

_NAME = "avatar"
_HIGHLIGHT = 0.35
"""Ks of skin and cloth; programs with physically based shading read 0.5 as 4 % reflection."""


def write_obj(
    avatar: Avatar, path: Path | str, *, worn: bool = True, watch: Callable[[], None] | None = None
) -> Path:
    """Write the zip to `path` (atomically); returns the path. Equal avatars give equal bytes.

    Metres, +Y up, facing +Z; one object per part, vertices and triangles as in the avatar.
    `worn` keeps expression and pose, else both are neutral; `watch` is called before each file.
    """
    if not worn:
        avatar = avatar.replace(expression={}, pose={})

    def entries() -> Iterator[tuple[str, bytes]]:
        for entry in obj_files(avatar):
            if watch is not None:
                watch()
            yield entry

    return write_zip(path, entries())


def obj_files(avatar: Avatar) -> Iterator[tuple[str, bytes]]:
    """`(name, content)` of the licence, the OBJ, its MTL and the textures, in this order."""
    materials = _materials(avatar)
    yield "LICENCE.txt", licence_text(avatar.provenance.models).encode()
    yield f"{_NAME}.obj", _obj(avatar, materials).encode()
    yield f"{_NAME}.mtl", _mtl(avatar, materials).encode()
    for material in materials.values():
        for texture in material.textures.values():
            yield texture.name, texture.encode()


@dataclass(frozen=True)
class _Texture:
    name: str
    encode: Callable[[], bytes]


@dataclass(frozen=True)
class _Mtl:
    """One material: its name in the file and its textures by MTL key."""

    name: str
    source: Material
    textures: dict[str, _Texture]


def _materials(avatar: Avatar) -> dict[int, _Mtl]:
    """By the material's identity; equal names are told apart by their part."""
    made: dict[int, _Mtl] = {}
    for part in avatar.parts:
        material = part.material
        if id(material) in made:
            continue
        name = _safe(material.name)
        if name in {other.name for other in made.values()}:
            name = _safe(f"{material.name}_{part.name}")
        made[id(material)] = _Mtl(name, material, _textures(material, name))
    return made


def _safe(name: str) -> str:
    """A name without what MTL or a file system could trip over."""
    return re.sub(r"[^A-Za-z0-9_-]+", "_", name)


def _textures(material: Material, name: str) -> dict[str, _Texture]:
    """The maps by key: roughness and metalness apart, opacity beside the colour."""
    found: dict[str, _Texture] = {}

    def add(key: str, kind: str, suffix: str, encode: Callable[[], bytes]) -> None:
        found[key] = _Texture(f"textures/{name}_{kind}.{suffix}", encode)

    colour = material.base_color
    if colour is not None:
        see_through = material.alpha_mode != "OPAQUE" and colour.shape[2] == 4
        shown = colour if see_through else colour[..., :3]
        suffix = "png" if see_through else "jpg"
        add("map_Kd", "basecolor", suffix, lambda: _colour(shown))
        if see_through:
            add("map_d", "opacity", "png", lambda: _opacity(colour[..., 3]))
    if material.emissive is not None and any(material.emissive_factor):
        glow = material.emissive
        add("map_Ke", "emissive", "jpg", lambda: encode_image(glow, "color").data)
    if material.normal is not None:
        normal = material.normal
        add("norm", "normal", "jpg", lambda: encode_image(normal, "normal").data)
    if material.orm is not None:
        rough, metal = material.orm[..., 1], material.orm[..., 2]
        add("map_Pr", "roughness", "png", lambda: encode_png(_scaled(rough, material.roughness)))
        if metal.any() and material.metallic:
            add("map_Pm", "metallic", "png", lambda: encode_png(_scaled(metal, material.metallic)))
    return found


def _colour(image: UInt8[ndarray, "H W C"]) -> bytes:
    return encode_png(image) if image.shape[2] == 4 else encode_image(image, "color").data


def _opacity(alpha: UInt8[ndarray, "H W"]) -> bytes:
    """Opacity as grey and as alpha: programs read one or the other."""
    return encode_png(np.repeat(alpha[..., None], 4, axis=-1))


def _scaled(channel: UInt8[ndarray, "H W"], factor: float) -> UInt8[ndarray, "H W"]:
    return np.rint(channel * np.float32(factor)).clip(0, 255).astype(np.uint8)


def _mtl(avatar: Avatar, materials: dict[int, _Mtl]) -> str:
    lines = [f"# {notice_with_credits(avatar.provenance.models)}"]
    for material in materials.values():
        source = material.source
        red, green, blue, alpha = source.base_color_factor
        # The mean of the map, for programs that read the number only.
        shares = (255.0, 255.0) if source.orm is None else source.orm[..., 1:].mean(axis=(0, 1))
        rough, metal = source.roughness * shares[0] / 255, source.metallic * shares[1] / 255
        highlight = _HIGHLIGHT * source.specular_factor
        lines += [
            "",
            f"newmtl {material.name}",
            f"Kd {red:.4f} {green:.4f} {blue:.4f}",
            f"Ks {highlight:.4f} {highlight:.4f} {highlight:.4f}",
            f"Ns {1000 * (1 - rough) ** 2:.2f}",
            f"d {1.0 if source.alpha_mode == 'OPAQUE' else alpha:.4f}",
            f"Pr {rough:.4f}",
            f"Pm {metal:.4f}",
            "illum 2",
            *(f"{key} {texture.name}" for key, texture in material.textures.items()),
        ]
        if any(source.emissive_factor):
            lines.append("Ke {:.4f} {:.4f} {:.4f}".format(*source.emissive_factor))
        if "norm" in material.textures:
            # Blender knows normal maps by this key only.
            lines.append(f"map_Bump -bm 1 {material.textures['norm'].name}")
    return "\n".join(lines) + "\n"


def _obj(avatar: Avatar, materials: dict[int, _Mtl]) -> str:
    matrices = pose_matrices(avatar) if avatar.pose else None
    lines = [
        f"# {notice_with_credits(avatar.provenance.models)}",
        "# metres, +Y up, facing +Z",
        f"mtllib {_NAME}.mtl",
    ]
    first = 1
    for part in avatar.parts:
        vertices, normals = _shape(part, avatar, matrices)
        lines += [f"o {_safe(part.name)}", f"g {_safe(part.name)}"]
        lines += [f"v {x:.6f} {y:.6f} {z:.6f}" for x, y, z in vertices.tolist()]
        lines += [f"vt {u:.6f} {1.0 - v:.6f}" for u, v in part.uvs.tolist()]
        lines += [f"vn {x:.4f} {y:.4f} {z:.4f}" for x, y, z in normals.tolist()]
        lines.append(f"usemtl {materials[id(part.material)].name}")
        lines += [
            f"f {a}/{a}/{a} {b}/{b}/{b} {c}/{c}/{c}"
            for a, b, c in (part.triangles + first).tolist()
        ]
        first += len(vertices)
    return "\n".join(lines) + "\n"


def _shape(
    part: Part, avatar: Avatar, matrices: Float32[ndarray, "J 4 4"] | None
) -> tuple[Float32[ndarray, "V 3"], Float32[ndarray, "V 3"]]:
    """Vertices (metres) and normals in the avatar's expression and pose."""
    vertices, normals = part.vertices, part.normals
    if any(avatar.expression.get(name) for name in part.morphs):
        vertices = morphed_vertices(part, avatar.expression)
        normals = morphed_normals(part, vertices)
    if matrices is not None:
        vertices, normals, _ = skinned(part, matrices, vertices, normals, part.tangents)
    return vertices, normals
