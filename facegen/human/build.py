"""From a recipe to an avatar: shape, skin, eyes, mouth, hair, clothes, rig."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from jaxtyping import Bool, Float32, Int32, UInt16
from numpy import ndarray

from facegen.avatar import Avatar, Material, ModelUse, Part, Provenance
from facegen.geometry.clip import clip_part
from facegen.geometry.mesh import part_from_mesh, triangulate, vertex_normals
from facegen.geometry.subdivide import Subdivision, linear
from facegen.human.accessories import FRAME, accessory_parts, clip_hair
from facegen.human.bust import bust_depth, in_bust
from facegen.human.eyes.parts import eye_parts
from facegen.human.figure import Figure, make_figure
from facegen.human.hair.beards import facial_hair_parts
from facegen.human.hair.brows import brow_parts
from facegen.human.hair.styles import hair_parts
from facegen.human.horns import horn_parts
from facegen.human.jewellery import jewellery_parts
from facegen.human.lashes import lash_parts
from facegen.human.likeness import Likeness
from facegen.human.likeness_file import pack_likeness
from facegen.human.mouth import mouth_parts
from facegen.human.outfit import hidden_vertices, outfit_credits, outfit_parts
from facegen.human.person import Person
from facegen.human.proxies import blend_morphs, blend_weights
from facegen.human.skin.atlas import head_uvs, is_head_face
from facegen.human.skin.bake import bake_skin
from facegen.human.skin.canvas import idle
from facegen.human.substance import Substance, carved, cast_parts, substance_of
from facegen.human.surface import fine_skin
from facegen.human.topology import BODY, topology

Body = Literal["bust", "full"]


@dataclass(frozen=True)
class _Layout:
    """The skin's fine topology and UVs, the same for everyone."""

    fine: Subdivision
    quad_uvs: Int32[ndarray, "F 4"]
    body_uvs: Float32[ndarray, "U 2"]
    head_uvs: Float32[ndarray, "U 2"]
    is_head: Bool[ndarray, "F"]
    joints: UInt16[ndarray, "V 4"]
    weights: Float32[ndarray, "V 4"]


@functools.cache
def _layout() -> _Layout:
    table = topology()
    _, quad_uvs = table.body_quads()
    fine = fine_skin()
    coarse_head = is_head_face(table.uvs[quad_uvs])
    split = linear(quad_uvs, len(table.uvs))
    body_uvs = (split.matrix @ table.uvs).astype(np.float32)
    return _Layout(
        fine,
        split.quads,
        body_uvs,
        head_uvs(body_uvs).astype(np.float32),
        np.repeat(coarse_head, 4),
        *blend_weights(fine.matrix, table.joints[BODY], table.weights[BODY]),
    )


def skin_parts(figure: Figure, body: Body, head: Material, rest: Material) -> list[Part]:
    """Parts `head` and `body`: the skin after one Catmull-Clark step, without what clothes cover.

    Normals are those of the whole skin, so that the parts shade as one where they meet.
    """
    layout = _layout()
    quads = layout.fine.quads
    vertices = (layout.fine.matrix @ figure.vertices[BODY]).astype(np.float32)
    normals = vertex_normals(vertices, triangulate(quads))
    coarse, _ = topology().body_quads()
    keep = np.repeat(~hidden_vertices(figure, body == "bust")[coarse].all(1), 4)
    if body == "bust":
        keep &= in_bust(figure, vertices)[quads].any(1)
    morphs = blend_morphs(layout.fine.matrix, figure.morphs_of(BODY))
    made = []
    for name, mine, uvs, material in (
        ("head", layout.is_head, layout.head_uvs, head),
        ("body", ~layout.is_head, layout.body_uvs, rest),
    ):
        chosen = keep & mine
        if chosen.any():
            part = part_from_mesh(
                name, vertices, quads[chosen], uvs, layout.quad_uvs[chosen], material,
                layout.joints, layout.weights, morphs, normals,
            )  # fmt: skip
            if body == "bust":
                part = clip_part(part, bust_depth(figure, part.vertices))
            if part is not None:
                made.append(part)
    return made


def painted_skin(
    figure: Figure, body: Body, size: int, check: Callable[[], None] = idle
) -> list[Part]:
    """`skin_parts` with their maps, the head's of `size` texels; see `bake_skin`."""
    blank = Material("blank")
    parts = skin_parts(figure, body, blank, blank)
    looks = bake_skin(figure, size, parts=parts, check=check)
    return [dataclasses.replace(part, material=getattr(looks, part.name)) for part in parts]


def clay_parts(figure: Figure, body: Body) -> list[Part]:
    """Skin and eyes without textures: what there is to see before anything is painted."""
    plain = Material("clay", base_color_factor=(0.6, 0.6, 0.6, 1.0), roughness=0.7)
    return [*skin_parts(figure, body, plain, plain), *eye_parts(figure, 256)]


@dataclass(frozen=True)
class Feature:
    """Something on or around the skin."""

    name: str
    make: Callable[[Figure, Body, int], list[Part]]
    """From figure, body and the side of the skin's maps."""
    reads: tuple[str, ...]
    """Fields of `Person` on which it depends besides the figure's shape, so that it can be kept
    when something else is edited; what its substance says of the skin counts for every one."""


def _brows(figure: Figure) -> list[Part]:
    person = figure.person
    return cast_parts(brow_parts(figure), carved(person, person.brows.color or person.hair.color))


def _beard(figure: Figure) -> list[Part]:
    person = figure.person
    color = person.facial_hair.color or person.hair.color
    return cast_parts(facial_hair_parts(figure), carved(person, color))


def _hair(figure: Figure) -> list[Part]:
    person = figure.person
    return cast_parts(clip_hair(hair_parts(figure), figure), carved(person, person.hair.color))


def _outfit(figure: Figure, body: Body) -> list[Part]:
    person = figure.person
    return cast_parts(outfit_parts(figure, body == "bust"), carved(person, person.outfit_color))


def _stuff(figure: Figure) -> Substance | None:
    return substance_of(figure.person.skin)


FACE: tuple[Feature, ...] = (
    Feature("eyes", lambda f, _, size: eye_parts(f, min(max(size // 4, 256), 1024)), ("eyes",)),
    Feature("mouth", lambda f, *_: cast_parts(mouth_parts(f), _stuff(f)), ("teeth",)),
    Feature("lashes", lambda f, *_: [] if _stuff(f) else lash_parts(f), ("lashes", "hair")),
    Feature("brows", lambda f, *_: _brows(f), ("brows", "hair")),
    Feature("horns", lambda f, *_: horn_parts(f), ("horns", "skin")),
)
"""Eyes, teeth, tongue, lashes, brows and horns."""
DRESS: tuple[Feature, ...] = (
    Feature("beard", lambda f, *_: _beard(f), ("facial_hair", "hair")),
    Feature("hair", lambda f, *_: _hair(f), ("hair", "hair_form", "hat", "worn")),
    Feature("outfit", lambda f, body, _: _outfit(f, body), ("outfit", "outfit_color")),
    Feature("accessories", lambda f, *_: accessory_parts(f), ("glasses", *FRAME, "hat", "worn")),
    Feature("jewellery", lambda f, *_: jewellery_parts(f), ("worn", "outfit", "skin")),
)
"""Hair, beard, clothes, glasses, hat and jewellery; a statue's are of its own stuff."""


def face_parts(figure: Figure, size: int) -> list[Part]:
    """The parts of `FACE`; `size` is the side of the skin's maps."""
    return [part for feature in FACE for part in feature.make(figure, "bust", size)]


def dress(figure: Figure, body: Body) -> list[Part]:
    """The parts of `DRESS`."""
    return [part for feature in DRESS for part in feature.make(figure, body, 0)]


def build_avatar(
    person: Person, *, body: Body = "bust", size: int = 2048, likeness: Likeness | None = None
) -> Avatar:
    """The avatar of a recipe, with `size` x `size` skin maps; equal recipes give equal avatars.

    `likeness` is what a photo adds to the recipe. Raises `InputError` for a face slider that does
    not exist, `SetupError` when set-up is missing.
    """
    figure = make_figure(person, likeness=likeness)
    parts = [
        *painted_skin(figure, body, size),
        *face_parts(figure, size),
        *dress(figure, body),
    ]
    source = Provenance(
        "person",
        recipe=person.to_json(),
        models=models_used(person, likeness),
        likeness=None if likeness is None else pack_likeness(likeness),
    )
    return Avatar(
        tuple(parts),
        figure.skeleton,
        source,
        dict(person.expression),
        looks=looks_of(likeness),
    )


def looks_of(likeness: Likeness | None) -> dict[str, Mapping[str, float]]:
    """`Avatar.looks`: the face in the photo, where it is not at rest."""
    return {"photo": likeness.expression} if likeness is not None and likeness.expression else {}


def models_used(person: Person, likeness: Likeness | None = None) -> tuple[ModelUse, ...]:
    """The data that `person` is made of, with what each licence obliges."""
    used = [
        ModelUse("MakeHuman hm08 base mesh and targets", "HeadModel", "CC0-1.0"),
        ModelUse("Face Units 01", "ARKit blendshapes", "CC0-1.0"),
        ModelUse("MakeHuman skins and proxies", "skin, eyes, mouth, hair, clothes", "CC0-1.0"),
    ]
    if person.glasses:
        used.append(
            ModelUse("glasses", "accessory", "CC-BY-3.0", True, "Glasses by punkduck (CC BY 3.0)")
        )
    read = () if likeness is None else likeness.models
    return (*used, *outfit_credits(person.outfit), *read)
