"""Place the landmarker's points on the base mesh, by looking at renders of people we know.

Sixteen sampled people of both sexes, four ages and many origins, six pictures each: turned heads,
open mouths, closed eyes, raised brows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from zipfile import ZipFile

import numpy as np
from jaxtyping import Float32, Int32, Int64, UInt8
from numpy import ndarray
from scipy.spatial import cKDTree

from facegen.avatar import Avatar, Provenance
from facegen.errors import SetupError
from facegen.geometry.mesh import triangulate, vertex_normals
from facegen.human.build import face_parts, skin_parts
from facegen.human.figure import Figure, make_figure
from facegen.human.hair.styles import hair_parts
from facegen.human.populations import REGIONS
from facegen.human.sampling import NoWishes, Roots, draw_person
from facegen.human.skin.bake import bake_skin
from facegen.human.surface import fine_skin
from facegen.human.topology import BODY, EYE_LEFT, EYE_RIGHT
from facegen.models.landmarks import MODEL, face_landmarker
from facegen.models.registry import weight_path
from facegen.portrait.correspondence import (
    COUNT,
    Correspondence,
    Sightings,
    match,
    save_correspondence,
    surface,
    visible_from,
)
from facegen.portrait.residual import make_spread, save_spread
from facegen.render.camera import Camera
from facegen.render.renderer import render_avatar
from facegen.setup.atomic import replace_folder

PEOPLE = 16
SIZE = 384
_FIRST_SEED = 7_000_000
"""Seeds that no test and no benchmark draws."""
_LIGHTS = ("studio", "apartment", "park", "city")
_POSES = ((0, 0), (-22, 6), (22, -6), (-42, 0), (42, 4), (8, -14))
"""Azimuth and elevation of the cameras, degrees."""
_LOOKS: tuple[Mapping[str, float], ...] = (
    {},
    {"jawOpen": 0.55, "mouthUpperUpLeft": 0.4, "mouthUpperUpRight": 0.4},
    {"mouthSmileLeft": 0.7, "mouthSmileRight": 0.7, "jawOpen": 0.12},
    {"jawOpen": 0.4, "eyeWideLeft": 0.5, "eyeWideRight": 0.5, "browInnerUp": 0.5},
    {"eyeBlinkLeft": 0.7, "eyeBlinkRight": 0.7, "mouthPucker": 0.4},
    {"jawOpen": 0.7, "mouthFunnel": 0.3, "browDownLeft": 0.5, "browDownRight": 0.5},
)


def pack_landmarks(out: Path, progress: Callable[[str], None]) -> None:
    """Write the correspondence to `out`, whole or not at all; about a minute.

    `SetupError` when the landmarker finds hardly any of the faces.
    """
    triangles, mirror = canonical_mesh()
    pictures = []
    for number in range(PEOPLE):
        progress(f"placing face landmarks, {number + 1} of {PEOPLE} people")
        pictures += _look_at(number)
    if len(pictures) < PEOPLE * len(_POSES) / 2:
        raise SetupError(
            f"The face landmarker found only {len(pictures)} of {PEOPLE * len(_POSES)} rendered "
            "faces; remove its weights from the cache and run `python -m facegen.setup` again."
        )
    seen = Sightings(*(np.stack(column) for column in zip(*pictures, strict=True)))
    local, sigma = match(seen, mirror)
    rows = (local @ fine_skin().matrix[surface().rows]).tocsr()
    rows.eliminate_zeros()
    report = {"pictures": len(pictures), "sigma_percent": 100 * float(np.median(sigma))}
    with replace_folder(out) as folder:
        save_correspondence(Correspondence(rows, sigma, triangles, mirror), folder, report)
        save_spread(make_spread(rows), folder)


def _look_at(number: int) -> Iterator[tuple[ndarray, ndarray, ndarray]]:
    """Landmarks, tracks and facings of one person's pictures, as `Sightings` stacks them."""
    figure, avatar = _person(number)
    for turn, (azimuth, elevation) in enumerate(_POSES):
        look = _LOOKS[(turn + number) % len(_LOOKS)]
        camera = Camera.portrait(avatar, azimuth, elevation, SIZE)
        light = _LIGHTS[(number + turn) % len(_LIGHTS)]
        picture = render_avatar(
            avatar, camera, environment=light, expression=look, quality="fast",
            background=tuple(np.random.default_rng((number, turn)).uniform(0.1, 0.9, 3)),
        )  # fmt: skip
        found = face_landmarker()(_eight_bits(picture))
        if found:
            yield _sighting(figure, look, camera, found[0].points[:COUNT, :2])


def _person(number: int) -> tuple[Figure, Avatar]:
    regions = sorted(REGIONS)
    age = (9.0, 24.0, 40.0, 66.0)[number // 2 % 4]
    gender = 0.12 if number % 2 else 0.88
    roots = Roots(age, gender, {regions[(7 * number) % len(regions)]: 1.0})
    person = draw_person(NoWishes(), _FIRST_SEED + number, roots)
    figure = make_figure(person)
    looks = bake_skin(figure, 512, body_size=512)
    parts = [*skin_parts(figure, "bust", looks.head, looks.body), *face_parts(figure, 512)]
    if number % 4 < 2:
        parts += hair_parts(figure)
    source = Provenance("person", recipe=person.to_json(), models=())
    return figure, Avatar(tuple(parts), figure.skeleton, source, {})


def _sighting(
    figure: Figure, look: Mapping[str, float], camera: Camera, points: Float32[ndarray, "468 2"]
) -> tuple[ndarray, ndarray, ndarray]:
    worn = figure.vertices.copy()
    for name, weight in look.items():
        morph = figure.morphs[name]
        worn[morph.indices] += np.float32(weight) * morph.deltas
    skin = fine_skin()
    fine = skin.matrix @ worn[BODY]
    normals = vertex_normals(fine, triangulate(skin.quads))
    rows = surface().rows
    eyes = np.stack([worn[EYE_LEFT].mean(0), worn[EYE_RIGHT].mean(0)])
    apart = np.linalg.norm(eyes[0] - eyes[1]) * camera.focal_pixels
    scale = np.linalg.norm(np.array(camera.eye) - eyes.mean(0)) / apart
    middle = np.array([camera.width, camera.height]) / 2
    return (
        ((points - middle) * scale).astype(np.float32),
        ((camera.project(fine[rows])[:, :2] - middle) * scale).astype(np.float32),
        visible_from(normals[rows], fine[rows], np.array(camera.eye)),
    )


def _eight_bits(picture: Float32[ndarray, "H W 4"]) -> UInt8[ndarray, "H W 3"]:
    return np.round(np.clip(picture[..., :3], 0, 1) * 255).astype(np.uint8)


def canonical_mesh() -> tuple[Int32[ndarray, "898 3"], Int64[ndarray, "468"]]:
    """The landmarker's mesh of its points, and each point's partner on the other side.

    Read from the metadata inside the model file: MediaPipe's protobuf `Mesh3d`, whose field 3
    holds floats x, y, z, u, v of each point and field 4 the triangles' corners.
    """
    with ZipFile(weight_path(MODEL)) as model:
        data = model.read("geometry_pipeline_metadata_landmarks.binarypb")
    mesh = _fields(_fields(data)[1][0])
    points = np.frombuffer(b"".join(mesh[3]), "<f4").reshape(-1, 5)[:, :3]
    triangles = np.array(mesh[4], np.int32).reshape(-1, 3)
    mirror = cKDTree(points).query(points * (-1, 1, 1))[1]
    return triangles, mirror.astype(np.int64)


_FIXED = {1: 8, 5: 4}
"""Wire type -> bytes of its values."""


def _fields(data: bytes) -> dict[int, list]:
    """Protobuf wire format: field number -> values (varints as int, all else as bytes)."""
    found: dict[int, list] = {}
    at = 0
    while at < len(data):
        key, at = _varint(data, at)
        wire = key & 7
        if wire == 0:
            value, at = _varint(data, at)
        else:
            length, at = (_FIXED[wire], at) if wire in _FIXED else _varint(data, at)
            value, at = data[at : at + length], at + length
        found.setdefault(key >> 3, []).append(value)
    return found


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        value |= (byte & 127) << shift
        shift, at = shift + 7, at + 1
        if byte < 128:
            return value, at
