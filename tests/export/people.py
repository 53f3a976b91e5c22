"""A small made-up avatar: spheres with morphs on a Mixamo-named rig, all material features."""

import numpy as np

from facegen.avatar import MORPHS, Avatar, Material, ModelUse, Morph, Part, Provenance, Skeleton
from facegen.human.person import Hair, Person

_PARENTS = {
    "Hips": None, "Spine": "Hips", "Spine1": "Spine", "Spine2": "Spine1", "Neck": "Spine2",
    "Head": "Neck", "LeftEye": "Head", "RightEye": "Head", "LeftShoulder": "Spine2",
    "LeftArm": "LeftShoulder", "RightShoulder": "Spine2", "RightArm": "RightShoulder",
}  # fmt: skip
_PLACES = {
    "Hips": (0, 0.9, 0), "Spine": (0, 1.0, 0), "Spine1": (0, 1.1, 0), "Spine2": (0, 1.25, 0),
    "Neck": (0, 1.45, 0), "Head": (0, 1.5, 0), "LeftEye": (0.03, 1.6, 0.08),
    "RightEye": (-0.03, 1.6, 0.08), "LeftShoulder": (0.05, 1.4, 0), "LeftArm": (0.17, 1.4, 0),
    "RightShoulder": (-0.05, 1.4, 0), "RightArm": (-0.17, 1.4, 0),
}  # fmt: skip


def small_skeleton() -> Skeleton:
    """Twelve joints; the arms' frames are turned, so that a wrong matrix order would show."""
    names = tuple(_PARENTS)
    bind = np.tile(np.eye(4), (len(names), 1, 1))
    for i, name in enumerate(names):
        bind[i, :3, 3] = _PLACES[name]
        if name.endswith(("Shoulder", "Arm")):
            bind[i, :3, :3] = [[0, 1, 0], [-1, 0, 0], [0, 0, 1]]
    parents = tuple(names.index(p) if p else -1 for p in _PARENTS.values())
    return Skeleton(names, parents, bind)


def sphere_part(name, centre, radius, joints, material, morphs=None, rows=24, columns=32) -> Part:
    """A UV sphere whose vertices share `joints` (name -> weight) of the small skeleton."""
    v, u = np.meshgrid(np.linspace(0, 1, rows + 1), np.linspace(0, 1, columns + 1), indexing="ij")
    theta, phi = np.pi * v, 2 * np.pi * (u - 0.5)
    normals = np.stack(
        [np.sin(theta) * np.sin(phi), np.cos(theta), np.sin(theta) * np.cos(phi)], axis=-1
    ).reshape(-1, 3)
    tangents = np.stack([np.cos(phi), 0 * phi, -np.sin(phi), 1 + 0 * phi], axis=-1).reshape(-1, 4)
    index = np.arange((rows + 1) * (columns + 1)).reshape(rows + 1, columns + 1)
    a, b, c, d = index[:-1, :-1], index[1:, :-1], index[1:, 1:], index[:-1, 1:]
    triangles = np.concatenate([np.stack([a, b, c], -1)[:-1], np.stack([a, c, d], -1)[1:]])
    names = small_skeleton().names
    slots = np.zeros((index.size, 4), np.uint16)
    weights = np.zeros((index.size, 4), np.float32)
    for slot, (joint, weight) in enumerate(joints.items()):
        slots[:, slot], weights[:, slot] = names.index(joint), weight
    vertices = (np.array(centre) + radius * normals).astype(np.float32)
    return Part(
        name=name,
        vertices=vertices,
        triangles=triangles.reshape(-1, 3).astype(np.int32),
        uvs=np.stack([u, v], axis=-1).reshape(-1, 2).astype(np.float32),
        normals=normals.astype(np.float32),
        tangents=tangents.astype(np.float32),
        material=material,
        joints=slots,
        weights=weights,
        morphs=morphs(vertices) if morphs else {},
    )


def small_face_morphs(vertices) -> dict[str, Morph]:
    """Three targets: a sparse one, a nearly dense one, and one far too small to matter."""
    low = np.flatnonzero(vertices[:, 1] < 1.52).astype(np.int32)
    most = np.arange(2, len(vertices), dtype=np.int32)
    return {
        "jawOpen": Morph(low, np.tile(np.float32([0, -0.05, 0.01]), (len(low), 1))),
        "viseme_aa": Morph(most, np.tile(np.float32([0, -0.01, 0]), (len(most), 1))),
        "cheekPuff": Morph(low, np.full((len(low), 3), 1e-7, np.float32)),
    }


def small_avatar() -> Avatar:
    """Head, two eyes and a hat of a person who does not exist."""
    generator = np.random.default_rng(5)
    checker = ((np.indices((64, 64)).sum(0) // 8) % 2)[..., None]
    skin = Material(
        "skin",
        base_color=(checker * 60 + [150, 110, 90]).astype(np.uint8),
        normal=np.tile(np.uint8([128, 128, 255]), (64, 64, 1)),
        orm=np.tile(np.uint8([255, 140, 0]), (64, 64, 1)),
        specular=generator.integers(100, 255, (64, 64)).astype(np.uint8),
        metallic=1.0,
        subsurface=0.5,
    )
    eye = Material("eye", base_color_factor=(0.1, 0.3, 0.8, 1.0), roughness=0.1)
    hair_texture = np.full((32, 32, 4), 90, np.uint8)
    hair_texture[:, ::4, 3] = 0
    hair = Material(
        "hair", base_color=hair_texture, alpha_mode="MASK", alpha_cutoff=0.4, double_sided=True,
        roughness=0.5, anisotropy=0.6, specular_factor=0.5,
    )  # fmt: skip
    head = sphere_part(
        "skin", (0, 1.6, 0), 0.1, {"Head": 0.7, "Neck": 0.3}, skin, small_face_morphs
    )
    eyes = [
        sphere_part(f"eye_{side}", (x, 1.62, 0.085), 0.02, {joint: 1.0}, eye, None, 8, 12)
        for side, x, joint in (("left", 0.035, "LeftEye"), ("right", -0.035, "RightEye"))
    ]
    hat = sphere_part("hair", (0, 1.66, -0.02), 0.09, {"Head": 1.0}, hair, None, 8, 12)
    return Avatar(
        parts=(head, *eyes, hat),
        skeleton=small_skeleton(),
        provenance=Provenance(
            pipeline="text_to_face",
            prompt="",
            seed=7,
            recipe=Person(hair=Hair(style="bun"), expression={"jawOpen": 0.2}).to_json(),
            models=(
                ModelUse("base mesh", "HeadModel", "CC0"),
                ModelUse("glasses", "accessory", "CC-BY 3.0", attribution="Glasses by punkduck."),
            ),
        ),
        expression={"jawOpen": 0.2},
    )


def expected_weights(avatar: Avatar) -> list[float]:
    """The avatar's expression as a glTF `mesh.weights` list."""
    return [avatar.expression.get(name, 0.0) for name in MORPHS]


def thumbnail() -> np.ndarray:
    """A grey square in place of a portrait."""
    return np.full((64, 64, 3), 128, np.uint8)
