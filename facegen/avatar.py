"""The one object: every pipeline makes an `Avatar`, every renderer and exporter reads one.

Conventions: metres, +Y up, the person faces +Z, right-handed; the origin lies on the floor between
the feet. Images are uint8 `[H, W, C]` with row 0 at the top and UV (0, 0) at the top left (glTF).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

import numpy as np
from jaxtyping import Float, Float32, Int32, UInt8, UInt16
from numpy import ndarray

ARKIT = (
    "eyeBlinkLeft", "eyeLookDownLeft", "eyeLookInLeft", "eyeLookOutLeft", "eyeLookUpLeft",
    "eyeSquintLeft", "eyeWideLeft", "eyeBlinkRight", "eyeLookDownRight", "eyeLookInRight",
    "eyeLookOutRight", "eyeLookUpRight", "eyeSquintRight", "eyeWideRight", "jawForward",
    "jawLeft", "jawRight", "jawOpen", "mouthClose", "mouthFunnel", "mouthPucker", "mouthLeft",
    "mouthRight", "mouthSmileLeft", "mouthSmileRight", "mouthFrownLeft", "mouthFrownRight",
    "mouthDimpleLeft", "mouthDimpleRight", "mouthStretchLeft", "mouthStretchRight",
    "mouthRollLower", "mouthRollUpper", "mouthShrugLower", "mouthShrugUpper", "mouthPressLeft",
    "mouthPressRight", "mouthLowerDownLeft", "mouthLowerDownRight", "mouthUpperUpLeft",
    "mouthUpperUpRight", "browDownLeft", "browDownRight", "browInnerUp", "browOuterUpLeft",
    "browOuterUpRight", "cheekPuff", "cheekSquintLeft", "cheekSquintRight", "noseSneerLeft",
    "noseSneerRight", "tongueOut",
)  # fmt: skip
"""Apple's 52 face blendshapes in ARKit's order."""

VISEMES = (
    "viseme_sil", "viseme_PP", "viseme_FF", "viseme_TH", "viseme_DD", "viseme_kk", "viseme_CH",
    "viseme_SS", "viseme_nn", "viseme_RR", "viseme_aa", "viseme_E", "viseme_I", "viseme_O",
    "viseme_U",
)  # fmt: skip
"""The 15 Oculus lip-sync visemes in Oculus' order."""

MORPHS = ARKIT + VISEMES
"""The 67 morph targets, in this order, of every mesh that moves with the face."""


@dataclass(frozen=True)
class Material:
    """glTF 2.0 metallic-roughness material; maps are optional and multiply their factors."""

    name: str
    base_color: UInt8[ndarray, "H W C"] | None = None
    """sRGB; C is 3, or 4 with straight alpha."""
    base_color_factor: tuple[float, float, float, float] = (1.0, 1.0, 1.0, 1.0)
    """Linear RGBA."""
    normal: UInt8[ndarray, "H W 3"] | None = None
    """Tangent space, +Y up (OpenGL), 128 = 0."""
    orm: UInt8[ndarray, "H W 3"] | None = None
    """Linear: R occlusion, G roughness, B metalness."""
    roughness: float = 1.0
    metallic: float = 0.0
    specular: UInt8[ndarray, "H W"] | None = None
    """KHR_materials_specular strength; multiplies `specular_factor`."""
    specular_factor: float = 1.0
    emissive: UInt8[ndarray, "H W 3"] | None = None
    """sRGB light that the surface gives off; multiplies `emissive_factor`."""
    emissive_factor: tuple[float, float, float] = (0.0, 0.0, 0.0)
    """Linear; more than 1 needs KHR_materials_emissive_strength."""
    alpha_mode: Literal["OPAQUE", "MASK", "BLEND"] = "OPAQUE"
    alpha_cutoff: float = 0.5
    double_sided: bool = False
    subsurface: float = 0.0
    """0..1: how far light bleeds under the surface (skin about 0.5); our renderer's hint."""
    anisotropy: float = 0.0
    """0..1: hair-like highlight along the texture's V direction (KHR_materials_anisotropy)."""


@dataclass(frozen=True)
class Morph:
    """A sparse morph target: vertices `indices` (ascending) move by `deltas` metres at weight 1."""

    indices: Int32[ndarray, "K"]
    deltas: Float32[ndarray, "K 3"]

    @classmethod
    def of_moves(cls, moves: Float[ndarray, "V 3"], least: float) -> Morph:
        """The moves of all vertices without those of at most `least` metres along every axis."""
        # Column by column: numpy's reductions along so short an axis take five times as long.
        x, y, z = (np.abs(moves[:, axis]) > least for axis in range(3))
        indices = np.flatnonzero(x | y | z).astype(np.int32)
        return cls(indices, np.ascontiguousarray(moves[indices], np.float32))


@dataclass(frozen=True)
class Part:
    """One mesh with one material. Vertices are split at UV seams; normals agree across splits."""

    name: str
    vertices: Float32[ndarray, "V 3"]
    triangles: Int32[ndarray, "F 3"]
    uvs: Float32[ndarray, "V 2"]
    normals: Float32[ndarray, "V 3"]
    tangents: Float32[ndarray, "V 4"]
    """xyz along +U, w = +-1 handedness (glTF)."""
    material: Material
    joints: UInt16[ndarray, "V 4"]
    """Indices into `Skeleton.names`; 0 where the weight is 0."""
    weights: Float32[ndarray, "V 4"]
    """Sum to 1."""
    morphs: Mapping[str, Morph] = field(default_factory=lambda: MappingProxyType({}))
    """Keys among `MORPHS`, a missing one is zero; empty for a part that the face never moves."""
    casts_shadow: bool = True


@dataclass(frozen=True)
class Skeleton:
    """Joints, parents before children; `bind` maps joint space to the world in the rest pose."""

    names: tuple[str, ...]
    parents: tuple[int, ...]
    """-1 for the root."""
    bind: Float[ndarray, "J 4 4"]


@dataclass(frozen=True)
class ModelUse:
    """A model or data set that took part in making the avatar."""

    name: str
    role: str
    license: str
    commercial: bool = True
    attribution: str = ""
    """The credit that its licence obliges an export to carry; empty when none."""


@dataclass(frozen=True)
class Provenance:
    """Where the avatar came from."""

    pipeline: str
    prompt: str = ""
    seed: int = 0
    recipe: Mapping[str, Any] = field(default_factory=dict)
    """JSON that rebuilds the person: `Person.to_json()`."""
    models: tuple[ModelUse, ...] = ()
    likeness: bytes | None = None
    """What a photo adds to the recipe (`human.likeness_file`); exports carry it."""


@dataclass(frozen=True)
class Avatar:
    """A 3D person: meshes, rig, face animation and where they came from."""

    parts: tuple[Part, ...]
    skeleton: Skeleton
    provenance: Provenance
    expression: Mapping[str, float] = field(default_factory=dict)
    """Morph name -> weight that the avatar wears."""
    pose: Mapping[str, tuple[float, float, float, float]] = field(default_factory=dict)
    """Joint name -> local rotation away from rest, quaternion x y z w."""
    looks: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    """Name -> another expression to offer; a GLB has a clip of each, before the idle one."""

    def part(self, name: str) -> Part:
        """The part called `name`; `KeyError` lists the names there are."""
        for part in self.parts:
            if part.name == name:
                return part
        raise KeyError(f"no part {name!r}; there are {[p.name for p in self.parts]}")

    def replace(self, **changes: Any) -> Avatar:
        """A copy with some fields changed."""
        return dataclasses.replace(self, **changes)


def morphed_vertices(part: Part, expression: Mapping[str, float]) -> Float32[ndarray, "V 3"]:
    """Vertices of `part` (metres) under `expression`, without skinning."""
    vertices = part.vertices.copy()
    for name, weight in expression.items():
        morph = part.morphs.get(name)
        if morph is not None and weight:
            vertices[morph.indices] += np.float32(weight) * morph.deltas
    return vertices
