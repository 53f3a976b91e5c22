"""`Avatar` -> VRM 1.0: the GLB that avatar programs animate, speak with and check the rights of.

Materials stay physically based, clips and tangents are left out (VRM uses neither). Hair has no
spring bones: it is one mesh of strands on the head's joint, without joints of its own.
Source: VRM 1.0, the glTF extension VRMC_vrm.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from jaxtyping import UInt8
from numpy import ndarray
from pygltflib import Image

from facegen import __version__
from facegen.avatar import Avatar, Part, Provenance, Skeleton
from facegen.export.files import write_bytes
from facegen.export.glb import Model, assemble, pack
from facegen.export.images import encode_image
from facegen.export.licence import judge, licence_text
from facegen.export.mark import notice_with_credits
from facegen.export.materials import EncodedMaps
from facegen.export.strands import with_soft_strands
from facegen.export.tpose import t_pose
from facegen.export.vrm_face import expressions, look_at

LICENCE_URL = "https://vrm.dev/licenses/1.0/"
"""The only value that VRM 1.0 allows: the VRM Public Licence, whose settings are in the file."""

_LONGEST_NAME = 80
_TRUNK = {
    "hips": "Hips", "spine": "Spine", "chest": "Spine1", "upperChest": "Spine2", "neck": "Neck",
    "head": "Head",
}  # fmt: skip
_PAIRS = {
    "Eye": "Eye", "Shoulder": "Shoulder", "UpperArm": "Arm", "LowerArm": "ForeArm", "Hand": "Hand",
    "UpperLeg": "UpLeg", "LowerLeg": "Leg", "Foot": "Foot", "Toes": "ToeBase",
    "ThumbMetacarpal": "HandThumb1", "ThumbProximal": "HandThumb2", "ThumbDistal": "HandThumb3",
} | {
    f"{finger}{bone}": f"Hand{'Pinky' if finger == 'Little' else finger}{i}"
    for finger in ("Index", "Middle", "Ring", "Little")
    for i, bone in enumerate(("Proximal", "Intermediate", "Distal"), start=1)
}  # fmt: skip
HUMAN_BONES: Mapping[str, str] = _TRUNK | {
    f"{side.lower()}{bone}": f"{side}{joint}"
    for side in ("Left", "Right")
    for bone, joint in _PAIRS.items()
}
"""VRM's bone -> our joint; all but VRM's `jaw`, which is a morph with us."""


def write_vrm(
    avatar: Avatar,
    path: Path | str,
    thumbnail: UInt8[ndarray, "H H 3"],
    *,
    texture_limit: int | None = None,
) -> Path:
    """Write `avatar` to `path` as VRM 1.0 (atomically); returns the path.

    `thumbnail` is a square sRGB portrait; `texture_limit` caps the longer side of every map in
    pixels. Equal avatars give equal bytes. `ValueError` when a bone is missing that VRM requires.
    """
    return write_bytes(path, vrm_bytes(avatar, thumbnail, texture_limit=texture_limit))


def vrm_bytes(
    avatar: Avatar, thumbnail: UInt8[ndarray, "H H 3"], *, texture_limit: int | None = None
) -> bytes:
    """The VRM file of `avatar` in memory; see `write_vrm`."""
    avatar = with_soft_strands(avatar)
    bare = avatar.replace(expression={})
    rest = t_pose(avatar.skeleton)
    with EncodedMaps(texture_limit) as encoded:
        encoded.add(part.material for part in avatar.parts)
        model = assemble(bare, encoded, rest=rest, idle=False, tangents=False)
    first_mesh = len(avatar.skeleton.names)
    extension = {
        "specVersion": "1.0",
        "meta": _meta(avatar.provenance) | {"thumbnailImage": _add_thumbnail(model, thumbnail)},
        "humanoid": {"humanBones": human_bones(avatar.skeleton)},
        "firstPerson": {"meshAnnotations": _annotations(avatar, first_mesh)},
        "lookAt": look_at(avatar),
        "expressions": expressions(avatar, first_mesh),
    }
    return pack(model, avatar, {"VRMC_vrm": extension})


def human_bones(skeleton: Skeleton) -> dict[str, dict[str, int]]:
    """`VRMC_vrm.humanoid.humanBones`: node indices of the joints there are.

    `ValueError` names the required bones that the skeleton lacks.
    """
    found = {
        bone: {"node": skeleton.names.index(joint)}
        for bone, joint in HUMAN_BONES.items()
        if joint in skeleton.names
    }
    sides = ("UpperLeg", "LowerLeg", "Foot", "UpperArm", "LowerArm", "Hand")
    required = ["hips", "spine", "head", *(f"{s}{b}" for s in ("left", "right") for b in sides)]
    missing = [bone for bone in required if bone not in found]
    if missing:
        raise ValueError(f"VRM needs the bones {', '.join(missing)}; the skeleton lacks them")
    return found


def _meta(source: Provenance) -> dict[str, Any]:
    """`VRMC_vrm.meta`; what its owner may want to forbid or allow is left at VRM's careful side."""
    verdict = judge(source.models, "")
    name = " ".join(source.prompt.split())[:_LONGEST_NAME]
    return {
        "name": name or f"facegen person {source.seed}",
        "version": __version__,
        "authors": ["facegen"],
        "copyrightInformation": notice_with_credits(source.models),
        "thirdPartyLicenses": licence_text(source.models),
        "licenseUrl": LICENCE_URL,
        "avatarPermission": "everyone",
        "allowExcessivelyViolentUsage": False,
        "allowExcessivelySexualUsage": False,
        "allowPoliticalOrReligiousUsage": False,
        "allowAntisocialOrHateUsage": False,
        "commercialUsage": "corporation" if verdict.commercial else "personalNonProfit",
        "creditNotation": "required" if verdict.attributions else "unnecessary",
        "allowRedistribution": True,
        "modification": "allowModificationRedistribution",
    }


def _add_thumbnail(model: Model, picture: UInt8[ndarray, "H H 3"]) -> int:
    """Index of the image."""
    encoded = encode_image(picture, "color")
    view = model.buffers.view(encoded.data)
    model.gltf.images.append(Image(bufferView=view, mimeType=encoded.mime, name="thumbnail"))
    return len(model.gltf.images) - 1


def _annotations(avatar: Avatar, first_mesh: int) -> list[dict[str, Any]]:
    """What the wearer does not see: everything that only the head carries."""
    names = avatar.skeleton.names
    head = [i for i, name in enumerate(names) if name in ("Head", "LeftEye", "RightEye")]
    return [
        {"node": first_mesh + place, "type": _seen_by(part, head)}
        for place, part in enumerate(avatar.parts)
    ]


def _seen_by(part: Part, head: list[int]) -> str:
    share = np.where(np.isin(part.joints, head), part.weights, 0.0).sum(axis=1)
    if (share > 0.5).mean() > 0.9:
        return "thirdPersonOnly"
    # `auto` makes the program split the mesh at the neck.
    return "auto" if share.any() else "both"
