"""From a recipe to an avatar: shape, skin, eyes, mouth, hair, clothes, rig."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from jaxtyping import Bool, Float32, Int32, UInt16
from numpy import ndarray

from facegen.avatar import Avatar, Material, Part, Provenance
from facegen.geometry.mesh import part_from_mesh, triangulate, vertex_normals
from facegen.geometry.subdivide import Subdivision, linear
from facegen.human.bust import in_bust
from facegen.human.eyes.parts import eye_parts
from facegen.human.figure import Figure, make_figure
from facegen.human.lashes import lash_parts
from facegen.human.person import Person
from facegen.human.proxies import blend_morphs, blend_weights, load_proxy, proxy_part
from facegen.human.skin.atlas import head_uvs, is_head_face
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
    quads, quad_uvs = table.body_quads()
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


def skin_parts(
    figure: Figure,
    body: Body,
    head: Material,
    rest: Material,
    hidden: Bool[ndarray, "19158"] | None = None,
) -> list[Part]:
    """Parts `head` and `body`: the skin after one Catmull-Clark step, without what `hidden` covers.

    Normals are those of the whole skin, so that the parts shade as one where they meet.
    """
    layout = _layout()
    quads = layout.fine.quads
    vertices = (layout.fine.matrix @ figure.vertices[BODY]).astype(np.float32)
    normals = vertex_normals(vertices, triangulate(quads))
    keep = np.ones(len(quads), bool)
    if hidden is not None:
        keep &= np.repeat(~hidden[topology().body_quads()[0]].all(1), 4)
    if body == "bust":
        keep &= in_bust(figure, vertices)[quads].all(1)
    morphs = blend_morphs(layout.fine.matrix, figure.morphs_of(BODY))
    made = []
    for name, mine, uvs, material in (
        ("head", layout.is_head, layout.head_uvs, head),
        ("body", ~layout.is_head, layout.body_uvs, rest),
    ):
        chosen = keep & mine
        if chosen.any():
            made.append(
                part_from_mesh(
                    name, vertices, quads[chosen], uvs, layout.quad_uvs[chosen], material,
                    layout.joints, layout.weights, morphs, normals,
                )
            )  # fmt: skip
    return made


def build_avatar(
    person: Person, *, body: Body = "bust", size: int = 2048, progress: Callable | None = None
) -> Avatar:
    figure = make_figure(person)
    m = Material("skin", base_color_factor=(0.55, 0.33, 0.24, 1), roughness=0.5, subsurface=0.5)
    parts = skin_parts(figure, body, m, m)

    def tex(kind, name, contains="", **k):
        p = load_proxy(kind, name)
        return proxy_part(p, figure, Material(name, base_color=p.texture(contains), **k), name)

    parts += eye_parts(figure, 1024)
    parts += lash_parts(figure)
    parts.append(tex("teeth", "Teeth_Base", roughness=0.3))
    parts.append(tex("tongue", "tongue01", roughness=0.4))
    parts.append(tex("eyebrows", person.brows.style, alpha_mode="BLEND", double_sided=True))
    if person.hair.style not in ("bald", "buzz", "curly", "bun"):
        style = {"braid01": "Braid01"}.get(person.hair.style, person.hair.style)
        parts.append(tex("hair", style, alpha_mode="BLEND", double_sided=True))
    return Avatar(
        tuple(parts),
        figure.skeleton,
        Provenance("person", recipe=person.to_json()),
        expression=person.expression,
    )
