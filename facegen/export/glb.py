"""`Avatar` -> one GLB file: meshes, PBR materials, rig, 67 morph targets, clips.

Source: Khronos glTF 2.0 specification; the extensions KHR_materials_specular and
KHR_materials_anisotropy.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from jaxtyping import Float, Float32, UInt16
from numpy import ndarray
from pygltflib import (
    GLTF2,
    Animation,
    AnimationChannel,
    AnimationChannelTarget,
    AnimationSampler,
    Asset,
    Attributes,
    Buffer,
    Mesh,
    Node,
    Primitive,
    Scene,
    Skin,
)
from scipy.spatial.transform import Rotation

from facegen import __version__
from facegen.avatar import MORPHS, Avatar, Morph, Part, Skeleton
from facegen.export.buffers import BufferWriter
from facegen.export.container import enclose, join
from facegen.export.document import plain
from facegen.export.files import write_bytes
from facegen.export.idle import make_idle
from facegen.export.mark import notice_with_credits
from facegen.export.materials import EncodedMaps, MaterialWriter, shows_both_windings
from facegen.export.strands import with_soft_strands

SCENE_NAME = "Armature"
"""TalkingHead looks for this object; three.js gives the scene's name to the object it returns."""

SIZE_GOAL = 11_700_000
"""Bytes of binary data above which morph targets are stored in 16 bits: with the JSON, 12 MB."""

_SMALLEST_DELTA = {False: 2e-4, True: 3e-4}
"""Metres, some hairs' width, by whether morphs are 16-bit: smaller moves are left out, which is a
third of the morph data."""

_UINT16 = 65_535


def write_glb(avatar: Avatar, path: Path | str, maps: EncodedMaps | None = None) -> Path:
    """Write `avatar` to `path` as GLB (atomically); returns the path.

    `maps` may hold some of its maps already. Equal avatars give equal bytes.
    """
    return write_bytes(path, glb_bytes(avatar, maps))


def glb_bytes(avatar: Avatar, maps: EncodedMaps | None = None) -> bytes:
    """The GLB file of `avatar` in memory; see `write_glb`."""
    if maps is None:
        with EncodedMaps() as maps:
            return glb_bytes(avatar, maps)
    avatar = with_soft_strands(avatar)
    maps.add(part.material for part in avatar.parts)
    model = assemble(avatar, maps)
    if model.buffers.size + len(avatar.provenance.likeness or b"") > SIZE_GOAL:
        # Only then: not every program knows KHR_mesh_quantization, though all the larger ones do.
        model = assemble(avatar, maps, short_morphs=True)
    return pack(model, avatar)


class Model(NamedTuple):
    """A glTF document and its binary data, not yet joined."""

    gltf: GLTF2
    buffers: BufferWriter


def assemble(
    avatar: Avatar,
    encoded: EncodedMaps,
    *,
    rest: Float[ndarray, "J 4 4"] | None = None,
    short_morphs: bool = False,
    idle: bool = True,
    tangents: bool = True,
) -> Model:
    """The glTF of `avatar` with its maps in `encoded`.

    `rest` are joint transforms relative to their parents in place of the avatar's pose. Joints are
    the first nodes, in the skeleton's order; the parts' meshes are the next, in the parts' order.
    """
    buffers = BufferWriter()
    materials = MaterialWriter(buffers, encoded)
    local = local_transforms(avatar.skeleton, avatar.pose) if rest is None else rest
    joints = len(avatar.skeleton.names)
    roots = [i for i, parent in enumerate(avatar.skeleton.parents) if parent < 0]
    meshes = [joints + i for i in range(len(avatar.parts))]
    gltf = GLTF2(
        asset=_asset(avatar),
        scene=0,
        scenes=[Scene(name=SCENE_NAME, nodes=roots + meshes)],
        nodes=_joint_nodes(avatar.skeleton, local),
        skins=[_skin(avatar.skeleton, buffers)],
    )
    for part in avatar.parts:
        material = materials.add(part.material, tiles=_tiles(part))
        mesh = _mesh(part, buffers, material, tangents)
        if part.morphs:
            _add_targets(mesh, part, avatar.expression, buffers, short_morphs)
        gltf.meshes.append(mesh)
        gltf.nodes.append(Node(name=part.name, mesh=len(gltf.meshes) - 1, skin=0))
    if idle:
        worn = {**avatar.looks, "idle": avatar.expression}
        gltf.animations = [
            _clip(name, avatar.replace(expression=look), local, buffers)
            for name, look in worn.items()
        ]
    gltf.materials, gltf.textures = materials.materials, materials.textures
    gltf.images, gltf.samplers = materials.images, materials.samplers
    required = ["KHR_mesh_quantization"] if short_morphs else []
    gltf.extensionsUsed = sorted({*materials.extensions, *required})
    gltf.extensionsRequired = required
    return Model(gltf, buffers)


def synthetic_mark(avatar: Avatar) -> dict[str, Any]:
    """`asset.extras.facegen`: says that the person is synthetic and holds what rebuilds it."""
    provenance = avatar.provenance
    return {
        "version": __version__,
        "synthetic": True,
        "pipeline": provenance.pipeline,
        "prompt": provenance.prompt,
        "seed": provenance.seed,
        "recipe": dict(provenance.recipe),
    }


def local_transforms(
    skeleton: Skeleton, pose: Mapping[str, tuple[float, float, float, float]]
) -> Float[ndarray, "J 4 4"]:
    """Each joint's transform relative to its parent, in `pose`."""
    local = np.array(skeleton.bind, np.float64)
    for joint, parent in enumerate(skeleton.parents):
        if parent >= 0:
            local[joint] = np.linalg.inv(skeleton.bind[parent]) @ skeleton.bind[joint]
    for name, quaternion in pose.items():
        joint = skeleton.names.index(name)
        local[joint, :3, :3] = local[joint, :3, :3] @ Rotation.from_quat(quaternion).as_matrix()
    return local


def _asset(avatar: Avatar) -> Asset:
    notice = notice_with_credits(avatar.provenance.models)
    return Asset(generator=f"facegen {__version__}", copyright=notice)


def _joint_nodes(skeleton: Skeleton, local: Float[ndarray, "J 4 4"]) -> list[Node]:
    nodes = []
    for joint, name in enumerate(skeleton.names):
        nodes.append(
            Node(
                name=name,
                translation=local[joint, :3, 3].tolist(),
                rotation=Rotation.from_matrix(local[joint, :3, :3]).as_quat().tolist(),
                children=[i for i, parent in enumerate(skeleton.parents) if parent == joint],
            )
        )
    return nodes


def _skin(skeleton: Skeleton, buffers: BufferWriter) -> Skin:
    inverse = np.linalg.inv(np.asarray(skeleton.bind, np.float64))
    inverse[:, 3] = (0.0, 0.0, 0.0, 1.0)
    columns = np.ascontiguousarray(inverse.transpose(0, 2, 1), np.float32)
    return Skin(
        name=SCENE_NAME,
        inverseBindMatrices=buffers.array(columns),
        joints=list(range(len(skeleton.names))),
    )


def _tiles(part: Part) -> bool:
    """Whether its UVs leave the image, so that the maps must repeat."""
    return bool(part.uvs.size and (part.uvs.min() < -1e-3 or part.uvs.max() > 1 + 1e-3))


def _mesh(part: Part, buffers: BufferWriter, material: int, tangents: bool) -> Mesh:
    joints, shares = quantize_weights(part.joints, part.weights)
    small = joints.max(initial=0) < 256
    triangles = part.triangles
    if shows_both_windings(part.material):
        triangles = np.concatenate([triangles, triangles[:, ::-1]])
    lit_along_tangent = part.material.normal is not None or part.material.anisotropy > 0
    tangents = tangents and lit_along_tangent
    primitive = Primitive(
        attributes=Attributes(
            POSITION=buffers.attribute(part.vertices.astype(np.float32), bounds=True),
            NORMAL=buffers.attribute(_unit(part.normals)),
            TANGENT=buffers.attribute(_unit_tangents(part)) if tangents else None,
            TEXCOORD_0=buffers.attribute(part.uvs.astype(np.float32)),
            JOINTS_0=buffers.attribute(joints.astype(np.uint8 if small else np.uint16)),
            WEIGHTS_0=buffers.attribute(shares, normalized=True),
        ),
        indices=buffers.triangles(triangles, len(part.vertices)),
        material=material,
        mode=None,
    )
    return Mesh(name=part.name, primitives=[primitive])


def _add_targets(
    mesh: Mesh, part: Part, expression: Mapping[str, float], buffers: BufferWriter, short: bool
) -> None:
    """All 67 targets, the ones that do not move this part too, so that every list is the same."""
    targets = []
    for name in MORPHS:
        move = visible_move(part, name, short)
        position = buffers.displacement(move.indices, move.deltas, len(part.vertices), short=short)
        targets.append(Attributes(POSITION=position))
    mesh.primitives[0].targets = targets
    mesh.weights = [float(expression.get(name, 0.0)) for name in MORPHS]
    mesh.extras = {"targetNames": list(MORPHS)}


def visible_move(part: Part, name: str, short: bool = False) -> Morph:
    """The morph `name` of `part` without the moves too small to be stored; may be empty."""
    morph = part.morphs.get(name)
    if morph is None:
        return Morph(np.empty(0, np.int32), np.empty((0, 3), np.float32))
    moved = np.linalg.norm(morph.deltas, axis=1) >= _SMALLEST_DELTA[short]
    return Morph(morph.indices[moved], morph.deltas[moved].astype(np.float32))


def quantize_weights(
    joints: UInt16[ndarray, "V 4"], weights: Float32[ndarray, "V 4"]
) -> tuple[UInt16[ndarray, "V 4"], UInt16[ndarray, "V 4"]]:
    """Skin weights as 16-bit shares that sum to exactly 65,535; joint 0 where the share is 0.

    A joint named twice for a vertex is merged: the standard forbids it.
    """
    joints, weights = joints.copy(), np.maximum(weights.astype(np.float64), 0.0)
    for first in range(3):
        for second in range(first + 1, 4):
            same = joints[:, first] == joints[:, second]
            weights[same, first] += weights[same, second]
            weights[same, second] = 0.0
    weights /= weights.sum(axis=1, keepdims=True)
    shares = np.rint(weights * _UINT16).astype(np.int64)
    rows = np.arange(len(shares))
    shares[rows, shares.argmax(axis=1)] += _UINT16 - shares.sum(axis=1)
    joints[shares == 0] = 0
    return joints, shares.astype(np.uint16)


def _unit(vectors: Float32[ndarray, "V 3"]) -> Float32[ndarray, "V 3"]:
    """Unit length; +Y where there is no direction (a vertex of collapsed triangles)."""
    length = np.linalg.norm(vectors.astype(np.float64), axis=1, keepdims=True)
    fallback = np.array([0.0, 1.0, 0.0])
    return np.where(length > 1e-8, vectors / np.maximum(length, 1e-8), fallback).astype(np.float32)


def _unit_tangents(part: Part) -> Float32[ndarray, "V 4"]:
    signs = np.where(part.tangents[:, 3:] < 0, -1.0, 1.0)
    return np.concatenate([_unit(part.tangents[:, :3]), signs], axis=1).astype(np.float32)


def _clip(
    name: str, avatar: Avatar, local: Float[ndarray, "J 4 4"], buffers: BufferWriter
) -> Animation:
    """Blinking, breathing and glances around what `avatar` wears."""
    idle = make_idle(avatar, local)
    clip = Animation(name=name)
    moving = [len(avatar.skeleton.names) + i for i, p in enumerate(avatar.parts) if p.morphs]
    if moving:
        clip.samplers.append(
            AnimationSampler(
                input=buffers.array(idle.weight_times, bounds=True),
                output=buffers.array(idle.weights.reshape(-1)),
            )
        )
        clip.channels += [_channel(0, node, "weights") for node in moving]
    times = buffers.array(idle.rotation_times, bounds=True)
    for name, rotations in idle.rotations.items():
        clip.samplers.append(AnimationSampler(input=times, output=buffers.array(rotations)))
        node = avatar.skeleton.names.index(name)
        clip.channels.append(_channel(len(clip.samplers) - 1, node, "rotation"))
    return clip


def _channel(sampler: int, node: int, path: str) -> AnimationChannel:
    return AnimationChannel(sampler=sampler, target=AnimationChannelTarget(node=node, path=path))


def pack(model: Model, avatar: Avatar, extensions: Mapping[str, Any] | None = None) -> bytes:
    """The GLB file of `model`, marked as `avatar`'s, with `extensions` of the document."""
    gltf, buffers = model
    gltf.accessors, gltf.bufferViews = buffers.accessors, buffers.views
    blob = buffers.blob()
    gltf.buffers = [Buffer(byteLength=len(blob))]
    document = plain(gltf)
    # Added here because what is empty was dropped, such as a prompt of no words.
    document["asset"]["extras"] = {"facegen": synthetic_mark(avatar)}
    if extensions:
        document["extensions"] = dict(extensions)
        document["extensionsUsed"] = sorted({*gltf.extensionsUsed, *extensions})
    return join(document, enclose(document, blob, avatar.provenance.likeness))
