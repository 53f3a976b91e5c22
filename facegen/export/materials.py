"""`Material` -> glTF materials, textures and images; equal maps are stored once."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Self

import numpy as np
from jaxtyping import UInt8
from numpy import ndarray
from pygltflib import (
    CLAMP_TO_EDGE,
    LINEAR,
    LINEAR_MIPMAP_LINEAR,
    REPEAT,
    Image,
    NormalMaterialTexture,
    OcclusionTextureInfo,
    PbrMetallicRoughness,
    Sampler,
    Texture,
    TextureInfo,
)
from pygltflib import Material as GltfMaterial

from facegen.avatar import Material
from facegen.export.buffers import BufferWriter
from facegen.export.images import EncodedImage, Kind, encode_image, limit_size, stored_size

_STRAND_ROUGHNESS = 0.15
_STRAND_SPECULAR = 0.4
"""Strands in the standard's terms: our renderer shades fibres, but a viewer sees a smooth sheet,
on which the same numbers look like wet plastic. More roughness and less reflection come close."""


def shows_both_windings(material: Material) -> bool:
    """Whether a mesh of `material` is written with every triangle twice, once for each side.

    Hair cards carry the normals of the head of hair, whichever side they show; the standard's
    double-sided materials would turn them inwards on back faces and strew black cards.
    """
    return material.double_sided and material.anisotropy > 0


class EncodedMaps:
    """Maps of materials as files, longer sides at most `limit` pixels, each encoded once.

    They are encoded on threads of their own from the moment they are added, while the caller goes
    on: OpenCV releases the interpreter lock. Maps must not be written to from then on. As a context
    manager it drops those not yet begun when the block is left.
    """

    def __init__(self, limit: int | None = None) -> None:
        self._limit = limit
        self._pool = ThreadPoolExecutor(min(4, os.cpu_count() or 1), thread_name_prefix="maps")
        self._jobs: dict[str, Future[EncodedImage]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)

    def add(self, materials: Iterable[Material]) -> None:
        """Begin with those of their maps that are new."""
        for material in {id(m): m for m in materials}.values():
            for image, kind in _maps(material):
                key = _key(image, kind)
                if key not in self._jobs:
                    self._jobs[key] = self._pool.submit(self._encode, image, kind)

    def __getitem__(self, key: str) -> EncodedImage:
        """The file of an added map by its key; waits for it."""
        return self._jobs[key].result()

    def _encode(self, image: UInt8[ndarray, "H W *C"], kind: Kind) -> EncodedImage:
        side = stored_size(image, kind, self._limit)
        return encode_image(limit_size(image, side, kind), kind)


def _maps(material: Material) -> list[tuple[UInt8[ndarray, "H W *C"], Kind]]:
    maps = [
        (_colour(material), "color"),
        (material.normal, "normal"),
        (material.orm, "data"),
        (material.specular, "strength"),
        (material.emissive if any(material.emissive_factor) else None, "color"),
    ]
    return [(image, kind) for image, kind in maps if image is not None]


def _colour(material: Material) -> UInt8[ndarray, "H W C"] | None:
    """The base colour, without an alpha that an opaque material does not show."""
    if material.base_color is None or material.alpha_mode != "OPAQUE":
        return material.base_color
    return material.base_color[..., :3]


def _emissive(material: Material) -> tuple[list[float] | None, float]:
    """glTF's factor (0..1, None for no light) and the strength that it is multiplied by."""
    strength = max(1.0, *map(float, material.emissive_factor))
    if not any(material.emissive_factor):
        return None, strength
    return [float(c) / strength for c in material.emissive_factor], strength


def _key(image: UInt8[ndarray, "H W *C"], kind: Kind) -> str:
    data = np.ascontiguousarray(image)
    digest = hashlib.blake2b(data, digest_size=16, person=kind.encode()).hexdigest()
    return f"{digest}{image.shape}"


class MaterialWriter:
    """Collects the `materials`, `textures`, `images` and `samplers` of one file.

    `encoded` holds the maps of the same materials.
    """

    def __init__(self, buffers: BufferWriter, encoded: EncodedMaps) -> None:
        self.materials: list[GltfMaterial] = []
        self.textures: list[Texture] = []
        self.images: list[Image] = []
        self.samplers: list[Sampler] = []
        self.extensions: set[str] = set()
        self._buffers = buffers
        self._encoded = encoded
        self._known_materials: dict[tuple[int, bool], int] = {}
        self._known_images: dict[str, int] = {}
        self._known_textures: dict[tuple[int, int], int] = {}
        self._known_samplers: dict[int, int] = {}

    def add(self, material: Material, *, tiles: bool = False) -> int:
        """Index of the glTF material; `tiles` tells that UVs leave 0..1, so the maps repeat."""
        key = (id(material), tiles)
        if key not in self._known_materials:
            self.materials.append(self._convert(material, REPEAT if tiles else CLAMP_TO_EDGE))
            self._known_materials[key] = len(self.materials) - 1
        return self._known_materials[key]

    def _convert(self, material: Material, wrap: int) -> GltfMaterial:
        result = GltfMaterial(
            name=material.name,
            pbrMetallicRoughness=self._metallic_roughness(material, wrap),
            emissiveFactor=_emissive(material)[0],
            alphaMode=None if material.alpha_mode == "OPAQUE" else material.alpha_mode,
            alphaCutoff=material.alpha_cutoff if material.alpha_mode == "MASK" else None,
            doubleSided=(material.double_sided and not shows_both_windings(material)) or None,
        )
        if material.normal is not None:
            index = self._texture(material.normal, "normal", wrap, f"{material.name}_normal")
            result.normalTexture = NormalMaterialTexture(index=index)
        if material.emissive is not None and any(material.emissive_factor):
            index = self._texture(material.emissive, "color", wrap, f"{material.name}_emissive")
            result.emissiveTexture = TextureInfo(index=index)
        if material.orm is not None:
            index = result.pbrMetallicRoughness.metallicRoughnessTexture.index
            result.occlusionTexture = OcclusionTextureInfo(index=index)
        result.extensions = self._material_extensions(material, wrap)
        self.extensions.update(result.extensions)
        return result

    def _metallic_roughness(self, material: Material, wrap: int) -> PbrMetallicRoughness:
        strands = _STRAND_ROUGHNESS if material.anisotropy > 0 else 0.0
        result = PbrMetallicRoughness(
            baseColorFactor=list(material.base_color_factor),
            metallicFactor=material.metallic,
            roughnessFactor=min(1.0, material.roughness + strands),
        )
        colour = _colour(material)
        if colour is not None:
            index = self._texture(colour, "color", wrap, f"{material.name}_basecolor")
            result.baseColorTexture = TextureInfo(index=index)
        if material.orm is not None:
            index = self._texture(material.orm, "data", wrap, f"{material.name}_orm")
            result.metallicRoughnessTexture = TextureInfo(index=index)
        return result

    def _material_extensions(self, material: Material, wrap: int) -> dict[str, Any]:
        extensions: dict[str, Any] = {}
        strength = material.specular_factor
        strength *= _STRAND_SPECULAR if material.anisotropy > 0 else 1.0
        if material.specular is not None or strength != 1.0:
            specular: dict[str, Any] = {"specularFactor": float(strength)}
            if material.specular is not None:
                name = f"{material.name}_specular"
                index = self._texture(material.specular, "strength", wrap, name)
                specular["specularTexture"] = {"index": index}
            extensions["KHR_materials_specular"] = specular
        if material.anisotropy > 0:
            # The standard's direction is the one in which the surface is rough. Strands run along V
            # and are rough across it, along U: no rotation.
            extensions["KHR_materials_anisotropy"] = {
                "anisotropyStrength": float(material.anisotropy)
            }
        glow = _emissive(material)[1]
        if glow > 1:
            extensions["KHR_materials_emissive_strength"] = {"emissiveStrength": glow}
        return extensions

    def _texture(self, image: UInt8[ndarray, "H W *C"], kind: Kind, wrap: int, name: str) -> int:
        key = (self._image(image, kind, name), self._sampler(wrap))
        if key not in self._known_textures:
            self.textures.append(Texture(source=key[0], sampler=key[1]))
            self._known_textures[key] = len(self.textures) - 1
        return self._known_textures[key]

    def _image(self, image: UInt8[ndarray, "H W *C"], kind: Kind, name: str) -> int:
        key = _key(image, kind)
        if key not in self._known_images:
            encoded = self._encoded[key]
            view = self._buffers.view(encoded.data)
            self.images.append(Image(bufferView=view, mimeType=encoded.mime, name=name))
            self._known_images[key] = len(self.images) - 1
        return self._known_images[key]

    def _sampler(self, wrap: int) -> int:
        if wrap not in self._known_samplers:
            self.samplers.append(
                Sampler(magFilter=LINEAR, minFilter=LINEAR_MIPMAP_LINEAR, wrapS=wrap, wrapT=wrap)
            )
            self._known_samplers[wrap] = len(self.samplers) - 1
        return self._known_samplers[wrap]
