"""Clothes and shoes that fit any body, and the skin that they hide."""

from __future__ import annotations

import functools

import numpy as np
from jaxtyping import Bool, Float32, Int32
from numpy import ndarray
from scipy.spatial import cKDTree

from facegen.avatar import ModelUse, Part
from facegen.geometry.clip import clip_part
from facegen.geometry.mesh import part_from_mesh, triangulate, vertex_normals
from facegen.human.bust import bust_depth
from facegen.human.fabric import cloth_material, plain_material
from facegen.human.figure import Figure
from facegen.human.proxies import Proxy, fit_proxy, load_proxy
from facegen.human.surface import fine_skin
from facegen.human.topology import BODY, topology

GARMENTS = {
    "coat": ("Coat",), "lace_dress": ("F_Dress_01",), "dress": ("F_Dress_02",),
    "swing_dress": ("F_Dress_03",), "tank_top_jeans": ("Tank_Top_01", "Tightjeans"),
}  # fmt: skip
"""Outfit -> clothes proxies, upper first; others are one proxy of their own name."""
SHOES = {
    "coat": "WinterBoots", "lace_dress": "shoes03", "dress": "shoes03", "swing_dress": "shoes03",
    "male_elegantsuit01": "shoes03", "male_worksuit01": "shoes04", "male_casualsuit01": "shoes04",
    "female_elegantsuit01": "shoes03", "female_sportsuit01": "shoes02",
}  # fmt: skip
_OTHER_SHOES = "shoes01"
_CREDITED = {
    name: ModelUse(name, "clothes", f"CC-BY-{version}", True,
                   f"{name} by {author} (CC BY {version})")
    for author, version, names in (
        ("punkduck", "3.0", ("Coat", "Tightjeans", "WinterBoots")),
        ("Mindfront", "4.0", ("F_Dress_01", "F_Dress_02", "F_Dress_03", "Tank_Top_01")),
    )
    for name in names
}  # fmt: skip
CLEARANCE = 0.0015
"""Metres that cloth keeps from the skin that shows beside it."""
_REACH = 0.012
_OVERLAP = 0.012
"""Metres that a lower layer of cloth reaches up under the one above: socks, waistbands."""
_POKE = 0.006
"""Skin farther above a cloth triangle than this belongs to another side of the cloth."""
_PASSES = 3


def outfit_parts(figure: Figure, bust: bool) -> list[Part]:
    """`outfit` (and `outfit_lower`), `shoes` on a whole body; a bust's end at the bust's border."""
    person = figure.person
    upper, *lower = garment_names(person.outfit)
    worn = [_clothing("outfit", figure, load_proxy("clothes", upper),
                      cloth_material(upper, person.outfit_color))]  # fmt: skip
    if bust:
        cut = clip_part(worn[0], bust_depth(figure, worn[0].vertices))
        return [] if cut is None else [cut]
    for name in lower:
        proxy = load_proxy("clothes", name)
        part = _clothing("outfit_lower", figure, proxy, cloth_material(name, None))
        worn += _below_hem(part, worn[-1])
    shoes = load_proxy("clothes", _shoes(person.outfit))
    leather = plain_material("shoes", shoes.diffuse(), 0.55)
    return [*worn, *_below_hem(_clothing("shoes", figure, shoes, leather), worn[-1])]


def garment_names(outfit: str) -> tuple[str, ...]:
    """The clothes proxies of an outfit, upper first."""
    return GARMENTS.get(outfit, (outfit,))


def outfit_credits(outfit: str) -> tuple[ModelUse, ...]:
    """What the licences of an outfit's garments and shoes oblige an export to say."""
    names = (*garment_names(outfit), _shoes(outfit))
    return tuple(_CREDITED[name] for name in names if name in _CREDITED)


def _below_hem(part: Part, upper: Part) -> list[Part]:
    """`part` without what lies under `upper`: two layers of cloth would fight there."""
    hem = upper.vertices[:, 1].min() + _OVERLAP
    cut = clip_part(part, hem - part.vertices[:, 1])
    return [] if cut is None else [cut]


def hidden_vertices(figure: Figure, bust: bool = False) -> Bool[ndarray, "19158"]:
    """Base vertices whose skin lies under clothes: faces with only such corners need no drawing."""
    outfit = figure.person.outfit
    worn = garment_names(outfit)[: 1 if bust else None] + (() if bust else (_shoes(outfit),))
    return np.any([load_proxy("clothes", name).hidden for name in worn], axis=0)


def _shoes(outfit: str) -> str:
    return SHOES.get(outfit, _OTHER_SHOES)


def _clothing(name: str, figure: Figure, proxy: Proxy, material) -> Part:
    vertices, morphs, joints, weights = fit_proxy(proxy, figure)
    vertices = push_out(vertices, proxy.quads, figure, proxy.hidden)
    return part_from_mesh(name, vertices, proxy.quads, proxy.uvs, proxy.quad_uvs, material,
                          joints, weights, morphs)  # fmt: skip


def push_out(
    vertices: Float32[ndarray, "P 3"],
    quads: Int32[ndarray, "F 4"],
    figure: Figure,
    hidden: Bool[ndarray, "19158"],
) -> Float32[ndarray, "P 3"]:
    """Cloth `vertices` moved out of the skin that stays visible (not `hidden`) beside them.

    Two rules alternate: no cloth vertex lies under the skin, and no skin vertex pokes through the
    cloth between its vertices.
    """
    skin, normals = _visible_skin(figure, hidden)
    tree = cKDTree(skin)
    triangles = triangulate(quads)
    out = vertices.astype(np.float64)
    for _ in range(_PASSES):
        distance, nearest = tree.query(out, distance_upper_bound=_REACH)
        close = np.flatnonzero(np.isfinite(distance))
        above = ((out[close] - skin[nearest[close]]) * normals[nearest[close]]).sum(1)
        lift = np.clip(CLEARANCE - above, 0, _REACH)
        out[close] += lift[:, None] * normals[nearest[close]]
        _lift_over_skin(out, triangles, skin, normals)
    return out.astype(np.float32)


def _lift_over_skin(out: ndarray, triangles: ndarray, skin: ndarray, normals: ndarray) -> None:
    """Move the triangles of `out` that visible skin points stick through, in place."""
    a, b, c = (out[triangles[:, i]] for i in range(3))
    middle, face = (a + b + c) / 3, np.cross(b - a, c - a)
    area = np.linalg.norm(face, axis=1, keepdims=True)
    face = face / np.maximum(area, 1e-12)
    distance, nearest = cKDTree(middle).query(skin, distance_upper_bound=_REACH)
    points = np.flatnonzero(np.isfinite(distance))
    over = nearest[points]
    height = ((skin[points] - a[over]) * face[over]).sum(1)
    foot = skin[points] - height[:, None] * face[over]
    inside = _in_triangle(foot, a[over], b[over], c[over])
    pokes = inside & (np.abs(height) < _POKE) & ((normals[points] * face[over]).sum(1) > 0.5)
    lift = np.where(pokes, height + CLEARANCE / 2, 0)
    move = np.zeros(len(out))
    for k in range(3):
        np.maximum.at(move, triangles[over, k], np.clip(lift, 0, _REACH))
    out += move[:, None] * vertex_normals(out.astype(np.float32), triangles)


def _in_triangle(p: ndarray, a: ndarray, b: ndarray, c: ndarray) -> Bool[ndarray, "N"]:
    normal = np.cross(b - a, c - a)
    sides = [
        (np.cross(q - o, p - o) * normal).sum(1) >= -1e-12 for o, q in ((a, b), (b, c), (c, a))
    ]
    return sides[0] & sides[1] & sides[2]


def _visible_skin(
    figure: Figure, hidden: Bool[ndarray, "19158"]
) -> tuple[ndarray, Float32[ndarray, "N 3"]]:
    """Points and normals of the shown skin outside the head."""
    fine = fine_skin()
    vertices = fine.matrix @ figure.vertices[BODY]
    normals = vertex_normals(vertices.astype(np.float32), triangulate(fine.quads))
    shown = np.unique(fine.quads[np.repeat(~hidden[_quads()].all(1), 4)])
    chin = figure.skeleton.bind[figure.skeleton.names.index("Head"), 1, 3]
    shown = shown[vertices[shown, 1] < chin]
    return vertices[shown].astype(np.float64), normals[shown]


@functools.cache
def _quads() -> Int32[ndarray, "F 4"]:
    return topology().body_quads()[0]
