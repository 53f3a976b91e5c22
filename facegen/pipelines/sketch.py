"""Quick pictures of a person being edited: what an edit does not touch is not made again.

The same makers as the finished avatar's, on 1K head and 512 body maps, with savings that a front
view hardly shows: only skin that faces the camera is painted, nothing finer than a pixel; the sky
is looked at along fewer directions; and the head's faint unevenness does not deepen with wrinkles.
"""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

import numpy as np
from jaxtyping import UInt8
from numpy import ndarray

from facegen.avatar import Avatar, Material, Part, Provenance
from facegen.human.accessories import FRAME
from facegen.human.build import DRESS, FACE, skin_parts
from facegen.human.figure import Figure, make_figure
from facegen.human.likeness_file import unpack_likeness
from facegen.human.person import Person, Shape, Skin
from facegen.human.skin.bake import COATS, FACE_FIELDS, Coat, finish_skin
from facegen.human.skin.canvas import AtlasName, Canvas, facing, idle, make_canvas
from facegen.human.skin.layers import Layers, start_layers
from facegen.human.skin.patterned import skin_to_paint
from facegen.human.skin.photo import pigments_edited
from facegen.render.camera import Camera
from facegen.render.compose import compose
from facegen.render.environment import Environment
from facegen.render.kernels import Lighting, Surface
from facegen.render.occlusion import SkyView, look_from_sky, shadow_maps, sky_shares, triangle_cover
from facegen.render.prepare import Prepared, mean_albedo, unshadowed_lighting
from facegen.render.renderer import render_layers
from facegen.render.scene import make_geometry, make_surface

T = TypeVar("T")
_Shaped = tuple[bytes | None, str]
"""What a figure was made from: digest of the likeness, and the shape in words."""

HEAD, BODY = 1024, 512
"""Texels along the maps of head and body."""
_PIXEL_MM = 0.5
"""Of the face in a 512-pixel portrait, rather small: finer detail is not painted."""
_FACING = -0.3
"""Least share of a normal towards the camera for skin to be painted; shapes vary around it."""
_BUST_MM = 430.0
"""Height on the base mesh above which a bust shows the body's skin."""
_SKY = 24
_UNEVEN = 0.3
"""Wrinkles as the head's relief takes them."""
_SUBSTANCE = ("tint", "pattern", "pattern_color", "metalness")
"""What of the skin decides on a solid person's stuff."""
_KEPT = {
    "figure": 2, "mesh": 2, "feature": 32, "coat": 20, "skin": 4, "surface": 48, "view": 2,
    "sky": 2,
}  # fmt: skip
"""Results kept of each stage: those of the present person and a few of the one before."""


class _Shelf:
    """A few results of one stage, the longest unused of which goes first."""

    def __init__(self, places: int) -> None:
        self._places = places
        self._found: OrderedDict[Hashable, Any] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        if key not in self._found:
            self._found[key] = make()
        self._found.move_to_end(key)
        while len(self._found) > self._places:
            self._found.popitem(last=False)
        return self._found[key]


class _Texels:
    """Texels of all materials on end, in one buffer: only what changed or moved is written."""

    def __init__(self) -> None:
        self._buffer = np.zeros(0, np.uint8)
        self._written: dict[int, ndarray] = {}

    def of(self, chunks: list[UInt8[ndarray, "_"]]) -> UInt8[ndarray, "_"]:
        """The chunks joined; valid until the next call."""
        total = sum(len(chunk) for chunk in chunks)
        if len(self._buffer) < total:
            self._buffer, self._written = np.zeros(total + total // 4, np.uint8), {}
        offset, written = 0, {}
        for chunk in chunks:
            if self._written.get(offset) is not chunk:
                self._buffer[offset : offset + len(chunk)] = chunk
            written[offset] = chunk
            offset += len(chunk)
        self._written = written
        return self._buffer[:total]


class Sketcher:
    """Draws one person after another; safe to call from several threads, one picture at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._shelves = {stage: _Shelf(places) for stage, places in _KEPT.items()}
        self._texels = _Texels()

    def picture(
        self,
        person: Person,
        size: int = 512,
        likeness: bytes | None = None,
        *,
        camera: Camera | None = None,
        environment: Environment | None = None,
    ) -> UInt8[ndarray, "H W 3"]:
        """A portrait, sRGB, `size` pixels square: under a second after one edit on two cores.

        `likeness` is what a photo adds, packed. `camera` sees the person instead of a portrait's,
        from the front half (skin that faces away is not painted); `environment` lights instead of
        the studio. Equal persons give equal pictures, whatever was drawn before. `InputError` when
        a face slider does not exist.
        """
        with self._lock:
            figure, shape = self._figure(person, likeness)
            parts = tuple(self._parts(figure, shape))
            avatar = Avatar(parts, figure.skeleton, Provenance("sketch"), dict(person.expression))
            camera = (
                camera.replace(width=size, height=size)
                if camera
                else Camera.portrait(avatar, size=size)
            )
            light = environment or Environment.load("studio")
            layers = render_layers(self._prepared(avatar, light), camera, quality="fast")
        image = compose(
            layers.light, layers.skin, layers.skin_light, layers.coverage, "backdrop", "beauty", 1.0
        )
        return np.rint(np.clip(image[..., :3], 0, 1) * 255).astype(np.uint8)

    def forget(self) -> None:
        """Let go of everything that was drawn."""
        with self._lock:
            self._shelves = {stage: _Shelf(places) for stage, places in _KEPT.items()}
            self._texels = _Texels()

    def _figure(self, person: Person, likeness: bytes | None) -> tuple[Figure, _Shaped]:
        """The shaped base mesh, and what it was made from."""
        worn = tuple(sorted(name for name, weight in person.expression.items() if weight))
        photo = None if likeness is None else hashlib.blake2b(likeness).digest()
        key = (photo, repr((_plain(person.shape), person.skin.seed, worn)))
        morphs = {*worn, "jawOpen"}  # The mouth tells upper from lower teeth by the jaw.
        found = None if likeness is None else unpack_likeness(likeness)
        even = dataclasses.replace(person, skin=Skin(seed=person.skin.seed, wrinkles=_UNEVEN))
        figure = self._shelves["figure"].get(key, lambda: make_figure(even, morphs, found))
        return figure.replace(person=person), key

    def _parts(self, figure: Figure, shape: _Shaped) -> list[Part]:
        """Every part of a figure; `shape` tells figures apart."""
        person = figure.person
        skin = {atlas: self._skin(figure, shape[0], atlas) for atlas in ("head", "body")}
        blank = Material("blank")
        mesh = self._shelves["mesh"].get(
            (shape, person.outfit), lambda: skin_parts(figure, "bust", blank, blank)
        )
        parts = [dataclasses.replace(part, material=skin[part.name]) for part in mesh]
        stuff = [getattr(person.skin, name) for name in _SUBSTANCE]
        for feature in (*FACE, *DRESS):
            reads = [getattr(person, name) for name in feature.reads]
            parts += self._shelves["feature"].get(
                (feature.name, shape, repr((stuff, reads))),
                functools.partial(feature.make, figure, "bust", HEAD),
            )
        return parts

    def _skin(self, figure: Figure, photo: bytes | None, atlas: AtlasName) -> Material:
        """The material of one atlas; `photo` tells likenesses apart."""
        person, likeness = figure.person, figure.likeness
        figureless = dataclasses.replace(
            person,
            shape=Shape(**{name: getattr(person.shape, name) for name in FACE_FIELDS}),
            lashes=Person.lashes, outfit=Person.outfit, outfit_color=None, glasses=False,
            **{name: getattr(Person, name) for name in FRAME},
            hat=False, worn=(), teeth=Person.teeth, horns=Person.horns, expression={}, origin={},
            hair=dataclasses.replace(person.hair, tip_color=None, seed=0),
        )  # fmt: skip
        if likeness is None:  # a photo gives way to brows that were changed
            figureless = dataclasses.replace(figureless, brows=Person.brows)
        if person.skin.pattern == "none" and not person.skin.tattoos:
            figureless = dataclasses.replace(figureless, eyes=Person.eyes)
        if atlas == "body":
            figureless = dataclasses.replace(
                figureless, hair=Person.hair, facial_hair=Person.facial_hair
            )

        def paint() -> Material:
            canvas = _canvas(atlas)
            layers, before = self._layers(person, canvas), None
            if likeness is not None and pigments_edited(person, likeness):
                before = self._layers(likeness.person, canvas)
            return finish_skin(person, canvas, layers, idle, likeness, before)

        return self._shelves["skin"].get((atlas, repr(figureless), photo), paint)

    def _layers(self, person: Person, canvas: Canvas) -> Layers:
        """Pigments and relief; what each coat adds is kept."""
        skin = skin_to_paint(person.skin)
        layers = start_layers(canvas, skin)
        for coat in COATS:
            if not coat.reads:
                coat.paint(canvas, layers, person.shape, skin, idle)
                continue
            for field in dataclasses.fields(Layers):
                added = getattr(self._added(coat, canvas, person.shape, skin), field.name)
                if added is not None:
                    getattr(layers, field.name)[:] += added
        return layers

    def _added(self, coat: Coat, canvas: Canvas, shape: Shape, skin: Skin) -> Any:
        key = (
            canvas.name, coat.name, *(getattr(skin, name) for name in coat.reads),
            *(getattr(shape, name) for name in coat.shape),
        )  # fmt: skip

        def paint() -> Layers:
            size = (canvas.size, canvas.size)
            names = [field.name for field in dataclasses.fields(Layers)]
            layers = Layers(**{name: np.zeros(size, np.float32) for name in names})
            coat.paint(canvas, layers, shape, skin, idle)
            return Layers(**{n: a if (a := getattr(layers, n)).any() else None for n in names})

        return self._shelves["coat"].get(key, paint)

    def _prepared(self, avatar: Avatar, environment: Environment) -> Prepared:
        """Geometry, materials and light; sky and shadows are kept while nothing moves."""
        surface = self._joined([self._surface(part.material) for part in avatar.parts])
        geometry = make_geometry(avatar, avatar.expression)
        cover = triangle_cover(
            geometry, surface, np.array([part.casts_shadow for part in avatar.parts])
        )
        digest = hashlib.blake2b()
        for array in (geometry.positions, geometry.triangles, cover):
            digest.update(np.ascontiguousarray(array))
        digest.update(repr((environment.name, environment.lights)).encode())
        digest.update(environment.specular)
        shape = digest.digest()

        def look() -> tuple[SkyView, Lighting]:
            maps, frames, blur = shadow_maps(geometry, surface, cover, environment.lights)
            lighting = unshadowed_lighting(environment)._replace(
                shadow_maps=maps, shadow_frames=frames, shadow_blur=blur
            )
            return look_from_sky(geometry, surface, cover, _SKY), lighting

        view, lighting = self._shelves["view"].get(shape, look)
        albedo = np.round(mean_albedo(surface), 1)
        sky = self._shelves["sky"].get(
            (shape, albedo.tobytes()),
            lambda: sky_shares(geometry, surface, albedo, environment, view),
        )
        return Prepared(geometry._replace(occlusion=sky), surface, lighting)

    def _surface(self, material: Material) -> Surface:
        """One material in kernel form; materials of the same maps and factors share theirs."""
        values = (getattr(material, field.name) for field in dataclasses.fields(Material))
        key = tuple(id(v) if isinstance(v, ndarray) else repr(v) for v in values)
        part = _bare_part(material)
        # What is kept keeps its maps alive, so that no other array gets their identity.
        return self._shelves["surface"].get(key, lambda: (make_surface((part,)), material))[0]

    def _joined(self, surfaces: list[Surface]) -> Surface:
        """One surface of several, one material each, in their order; lent until the next."""
        layout = np.concatenate([surface.layout for surface in surfaces])
        offset = 0
        for row, surface in zip(layout, surfaces, strict=True):
            row[:, 0] += offset
            offset += len(surface.texels)
        return Surface(
            np.concatenate([s.factors for s in surfaces]),
            layout,
            self._texels.of([s.texels for s in surfaces]),
            surfaces[0].decode,
            np.concatenate([s.two_sided for s in surfaces]),
        )


def _plain(shape: Shape) -> tuple:
    """A shape as a value that does not depend on the order of its sliders."""
    values = dataclasses.asdict(shape)
    return (*(v for k, v in values.items() if k != "local"), tuple(sorted(shape.local.items())))


@functools.lru_cache(maxsize=2)
def _canvas(atlas: AtlasName) -> Canvas:
    """The atlas with only what the camera may see marked for painting."""
    canvas = make_canvas(atlas, HEAD if atlas == "head" else BODY)
    seen = facing(canvas, _FACING)
    if atlas == "body":
        seen &= canvas.position[..., 1] > _BUST_MM
    return dataclasses.replace(canvas, active=seen, texel_mm=max(canvas.texel_mm, _PIXEL_MM))


def _bare_part(material: Material) -> Part:
    """A part of nothing, to carry a material."""
    points, corners = np.zeros((0, 3), np.float32), np.zeros((0, 4), np.float32)
    return Part(
        material.name, points, np.zeros((0, 3), np.int32), points[:, :2], points, corners,
        material, corners.astype(np.uint16), corners,
    )  # fmt: skip
