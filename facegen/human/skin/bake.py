"""From a figure to the maps of its skin."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float32, UInt8
from numba import njit, prange
from numpy import ndarray

from facegen.avatar import Material, Part
from facegen.compiled import PARALLEL
from facegen.encoding import encode_srgb
from facegen.human.eyes.texture import eye_light
from facegen.human.figure import Figure
from facegen.human.likeness import Likeness
from facegen.human.person import Person, Shape, Skin
from facegen.human.skin.canvas import AtlasName, Canvas, Check, idle, make_canvas, only_shown
from facegen.human.skin.layers import Finish, Layers, start_layers
from facegen.human.skin.makeup import add_lips, add_makeup, add_scars
from facegen.human.skin.patterned import (
    add_pattern,
    add_pigment_pattern,
    shows_follicles,
    skin_to_paint,
)
from facegen.human.skin.photo import lay_photo, pigments_edited, without_photographed
from facegen.human.skin.pigment import add_marks, add_zones
from facegen.human.skin.relief import add_relief
from facegen.human.skin.stubble import add_stubble
from facegen.human.skin.tattoos import add_tattoos, inks_body
from facegen.human.skin.tone import HAEMOGLOBIN, MELANIN, tone_table
from facegen.human.skin.wrinkles import add_wrinkles
from facegen.human.substance import subsurface_of


@dataclass(frozen=True)
class SkinMaterials:
    """Materials of the two skin parts."""

    head: Material
    """In the head atlas (`atlas.head_uvs`)."""
    body: Material
    """In the hm08 atlas."""


def bake_skin(
    figure: Figure,
    size: int,
    *,
    body_size: int = 1024,
    parts: Iterable[Part] = (),
    check: Check = idle,
) -> SkinMaterials:
    """Paint `figure.person.skin`; maps are `size` and `body_size` texels square.

    `parts` named `head` and `body` are all that is seen of the skin: the rest stays plain, which
    is nearly all of a dressed body. Without them everything is painted. Equal arguments give equal
    bytes. `check` is called between coats, and may raise to stop. `SetupError` when the skins are
    not packed.
    """
    person = figure.person
    shown = {part.name: part for part in parts}
    if inks_body(person.skin):
        # The body's texels are too wide for a drawing.
        body_size *= 2

    def paint(name: AtlasName, side: int) -> Material:
        canvas = make_canvas(name, side)
        if name in shown:
            canvas = only_shown(canvas, shown[name].uvs, shown[name].triangles)
        return paint_skin(person, canvas, check, figure.likeness)

    return SkinMaterials(paint("head", size), paint("body", body_size))


@dataclass(frozen=True)
class Coat:
    """One painter of pigments and relief."""

    name: str
    paint: Callable[[Canvas, Layers, Shape, Skin, Check], None]
    reads: tuple[str, ...] = ()
    """Fields of `Skin` on which it depends. Such a coat only adds to the layers, whatever they
    hold, so that what it added may be kept; others, without any, look at what lies below them."""
    shape: tuple[str, ...] = ()
    """Fields of `Shape` on which it depends."""


FACE_FIELDS = ("age", "gender", "african", "asian", "caucasian")
"""What of the shape the painters read."""
COATS = (
    Coat("zones", add_zones, ("blush", "shine"), FACE_FIELDS),
    Coat("marks", add_marks, ("freckles", "moles", "blotches", "seed"), ("age",)),
    Coat("lips", lambda canvas, layers, shape, skin, _: add_lips(canvas, layers, skin)),
    Coat("relief", add_relief, ("pores", "wrinkles", "seed"), ("age",)),
    Coat(
        "wrinkles",
        lambda canvas, layers, shape, skin, _: add_wrinkles(canvas, layers, skin),
        ("wrinkles", "seed"),
    ),
    Coat("scars", lambda canvas, layers, shape, skin, _: add_scars(canvas, layers, skin)),
    Coat(
        "pattern", lambda canvas, layers, shape, skin, _: add_pigment_pattern(canvas, layers, skin)
    ),
)
"""The painters in their order, from the deepest."""


def paint_skin(
    person: Person, canvas: Canvas, check: Check = idle, likeness: Likeness | None = None
) -> Material:
    """The material of one atlas; see `bake_skin`."""
    before = None
    if likeness is not None and pigments_edited(person, likeness):
        before = coat_layers(likeness.person, canvas, check)
    layers = coat_layers(person, canvas, check)
    return finish_skin(person, canvas, layers, check, likeness, before)


def coat_layers(person: Person, canvas: Canvas, check: Check = idle) -> Layers:
    """Pigments and relief of a person's skin: all `COATS`."""
    skin = skin_to_paint(person.skin)
    layers = start_layers(canvas, skin)
    for coat in COATS:
        coat.paint(canvas, layers, person.shape, skin, check)
        check()
    return layers


def layer_color(person: Person, layers: Layers) -> Float32[ndarray, "S S 3"]:
    """Linear colour of a person's pigments."""
    table = tone_table(person.skin.undertone, person.skin.tint)
    return colour_layers(layers.melanin, layers.haemoglobin, table)


def finish_skin(
    person: Person,
    canvas: Canvas,
    layers: Layers,
    check: Check = idle,
    likeness: Likeness | None = None,
    before: Layers | None = None,
) -> Material:
    """From pigments and relief to the maps: a photo, stubble, make-up and tattoos go on top.

    `before` are the layers of `likeness.person`, wanted when `photo.pigments_edited`. Changes
    `layers`.
    """
    skin = skin_to_paint(person.skin)
    finish = Finish(layer_color(person, layers), skin.metalness)
    layers.roughness[:] *= 1 - 0.35 * skin.metalness
    shown = None
    if likeness is not None:
        was = None if before is None else layer_color(likeness.person, before)
        shown = lay_photo(person, canvas, finish, likeness, was)
        skin = without_photographed(skin, likeness)
    add_pattern(canvas, layers, finish, person)
    check()
    if shows_follicles(person):
        add_stubble(canvas, layers, finish.color, person, check, likeness, shown)
    add_makeup(canvas, layers, finish.color, skin)
    add_tattoos(canvas, finish, skin)
    orm, specular = surface_maps(canvas, layers, finish)
    normal = normal_map(canvas.position, layers.height)
    glow = finish.glow is not None
    return Material(
        name=f"{canvas.name}_skin",
        base_color=encode_srgb(finish.color),
        normal=normal,
        orm=orm,
        specular=specular,
        emissive=encode_srgb(np.repeat(finish.glow[..., None], 3, 2)) if glow else None,
        emissive_factor=eye_light(person.eyes.glow if glow else 0.0, person.eyes.iris_left),
        metallic=1.0 if np.any(finish.metal) else 0.0,
        subsurface=subsurface_of(person.skin),
    )


@njit(parallel=PARALLEL, cache=True)
def _look_up(melanin, blood, table, out, m0, m_step, h0, h_step):
    rows, cols = table.shape[0] - 1, table.shape[1] - 1
    for row in prange(melanin.shape[0]):
        for col in range(melanin.shape[1]):
            a = min(max((melanin[row, col] - m0) / m_step, 0.0), rows - 1e-4)
            b = min(max((blood[row, col] - h0) / h_step, 0.0), cols - 1e-4)
            i, j = int(a), int(b)
            a, b = a - i, b - j
            for k in range(3):
                low = (1 - b) * table[i, j, k] + b * table[i, j + 1, k]
                high = (1 - b) * table[i + 1, j, k] + b * table[i + 1, j + 1, k]
                out[row, col, k] = (1 - a) * low + a * high


def colour_layers(
    melanin: Float32[ndarray, "S S"],
    haemoglobin: Float32[ndarray, "S S"],
    table: Float32[ndarray, "M H 3"],
) -> Float32[ndarray, "S S 3"]:
    """Linear colour of each texel's pigments, bilinear in `tone_table`."""
    out = np.empty((*melanin.shape, 3), np.float32)
    m_step, h_step = MELANIN[1] - MELANIN[0], HAEMOGLOBIN[1] - HAEMOGLOBIN[0]
    _look_up(melanin, haemoglobin, table, out, MELANIN[0], m_step, HAEMOGLOBIN[0], h_step)
    return out


@njit(parallel=PARALLEL, cache=True)
def _normals(position, height, out):
    size = position.shape[0]
    for row in prange(size):
        above, below = max(row - 1, 0), min(row + 1, size - 1)
        for col in range(size):
            left, right = max(col - 1, 0), min(col + 1, size - 1)
            wide, tall = np.float32(right - left), np.float32(below - above)
            across_x = (position[row, right, 0] - position[row, left, 0]) / wide
            across_y = (position[row, right, 1] - position[row, left, 1]) / wide
            across_z = (position[row, right, 2] - position[row, left, 2]) / wide
            up_x = (position[above, col, 0] - position[below, col, 0]) / tall
            up_y = (position[above, col, 1] - position[below, col, 1]) / tall
            up_z = (position[above, col, 2] - position[below, col, 2]) / tall
            du = (height[row, right] - height[row, left]) / (right - left)
            dv = (height[above, col] - height[below, col]) / (below - above)
            # Slope along the unit tangent and the unit bitangent at right angles to it: islands
            # are sheared, so the image's vertical is not the bitangent.
            square = across_x * across_x + across_y * across_y + across_z * across_z
            length = np.sqrt(square) + 1e-9
            along = (across_x * up_x + across_y * up_y + across_z * up_z) / length
            square = up_x * up_x + up_y * up_y + up_z * up_z
            rest = np.sqrt(max(square - along * along, 1e-8))
            s = du / length
            t = (dv - s * along) / rest
            s, t = min(max(s, -1.5), 1.5), min(max(t, -1.5), 1.5)
            scale = 1 / np.sqrt(1 + s * s + t * t)
            out[row, col, 0] = np.uint8(min(max(128 - 127 * s * scale, 0.0), 255.0) + 0.5)
            out[row, col, 1] = np.uint8(min(max(128 - 127 * t * scale, 0.0), 255.0) + 0.5)
            out[row, col, 2] = np.uint8(min(max(128 + 127 * scale, 0.0), 255.0) + 0.5)


def normal_map(
    position: Float32[ndarray, "S S 3"], height: Float32[ndarray, "S S"]
) -> UInt8[ndarray, "S S 3"]:
    """Tangent-space normals (+Y up, 128 = 0) of a height field; both in millimetres."""
    out = np.empty((*height.shape, 3), np.uint8)
    _normals(position, height, out)
    return out


def surface_maps(
    canvas: Canvas, layers: Layers, finish: Finish
) -> tuple[UInt8[ndarray, "S S 3"], UInt8[ndarray, "S S"]]:
    """Occlusion, roughness and metalness; and specular strength, about 0.7 on open skin."""
    cavity = np.clip(layers.cavity, 0.0, 1.0)
    occlusion = canvas.occlusion.astype(np.float32) / 255
    orm = np.empty((canvas.size, canvas.size, 3), np.uint8)
    orm[..., 0] = (occlusion * (0.5 + 0.5 * cavity) * 255 + 0.5).astype(np.uint8)
    orm[..., 1] = (np.clip(layers.roughness, 0.08, 1.0) * 255 + 0.5).astype(np.uint8)
    orm[..., 2] = np.rint(255 * np.asarray(finish.metal))
    specular = 0.72 * cavity * np.clip(0.25 + 0.75 * occlusion, 0, 1)
    return orm, (specular * 255 + 0.5).astype(np.uint8)
