"""From a recipe to an avatar: shape, skin, eyes, mouth, hair, clothes, rig."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Literal

import numpy as np
from jaxtyping import Bool, Int32
from numpy import ndarray

from facegen.avatar import Avatar, Material, Part, Provenance
from facegen.geometry.mesh import part_from_mesh, triangulate, vertex_normals
from facegen.geometry.subdivide import Subdivision, catmull_clark, linear
from facegen.human.bust import in_bust
from facegen.human.figure import Figure, make_figure
from facegen.human.person import Person
from facegen.human.proxies import blend_morphs, blend_weights, load_proxy, proxy_part
from facegen.human.topology import BODY, topology

Body = Literal["bust", "full"]


@functools.cache
def _fine() -> tuple[Subdivision, Subdivision]:
    """The skin's Catmull-Clark step and the same split of its UVs."""
    quads, quad_uvs = topology().body_quads()
    return catmull_clark(quads, BODY.stop), linear(quad_uvs, len(topology().uvs))


def skin_parts(figure: Figure, body: Body) -> list[Part]:
    fine, fine_uvs = _fine()
    matrix = fine.matrix.astype(np.float32)
    vertices = matrix @ figure.vertices[BODY]
    morphs = blend_morphs(matrix, figure.morphs_of(BODY))
    joints, weights = blend_weights(matrix, figure.joints[BODY], figure.weights[BODY])
    normals = vertex_normals(vertices, triangulate(fine.quads))
    uvs = (fine_uvs.matrix @ topology().uvs).astype(np.float32)
    keep = np.ones(len(fine.quads), bool)
    if body == "bust":
        keep = in_bust(figure, vertices)[fine.quads].all(1)
    m = Material("skin", base_color_factor=(0.55, 0.33, 0.24, 1), roughness=0.5, subsurface=0.5)
    return [part_from_mesh("head", vertices, fine.quads[keep], uvs, fine_uvs.quads[keep], m, joints, weights, morphs, normals)]


def build_avatar(person: Person, *, body: Body = "bust", size: int = 2048, progress: Callable | None = None) -> Avatar:
    figure = make_figure(person)
    parts = skin_parts(figure, body)
    def tex(kind, name, contains="", **k):
        p = load_proxy(kind, name)
        return proxy_part(p, figure, Material(name, base_color=p.texture(contains), **k), name)
    parts.append(tex("eyes", "HighPolyEyes", "brown_", roughness=0.1))
    parts.append(tex("teeth", "Teeth_Base", roughness=0.3))
    parts.append(tex("tongue", "tongue01", roughness=0.4))
    parts.append(tex("eyelashes", person.lashes, alpha_mode="BLEND", double_sided=True))
    parts.append(tex("eyebrows", person.brows.style, alpha_mode="BLEND", double_sided=True))
    if person.hair.style not in ("bald", "buzz", "curly", "bun"):
        style = {"braid01": "Braid01"}.get(person.hair.style, person.hair.style)
        parts.append(tex("hair", style, alpha_mode="BLEND", double_sided=True))
    return Avatar(tuple(parts), figure.skeleton, Provenance("person", recipe=person.to_json()), expression=person.expression)
