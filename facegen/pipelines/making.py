"""From a draft to an avatar and its files: the last steps of every pipeline that makes a person."""

from __future__ import annotations

import dataclasses
import io
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal

import cv2
import numpy as np
from jaxtyping import UInt8
from numpy import ndarray
from PIL import Image

from facegen.avatar import Avatar, Part, Provenance
from facegen.errors import InputError
from facegen.export.files import write_bytes, write_json
from facegen.export.images import encode_png
from facegen.export.mark import notice_with_credits
from facegen.export.materials import EncodedMaps
from facegen.human.build import (
    DRESS,
    Body,
    dress,
    face_parts,
    looks_of,
    models_used,
    painted_skin,
)
from facegen.human.figure import Figure, make_figure
from facegen.human.likeness import Likeness
from facegen.human.likeness_file import unpack_likeness
from facegen.pipelines.draft import Draft
from facegen.pipelines.photo_notes import NOTES, PhotoNotes
from facegen.render.camera import Camera
from facegen.render.renderer import render_avatar

Detail = Literal["1K", "2K", "4K"]
TEXTURE_SIZE: dict[str, int] = {"1K": 1024, "2K": 2048, "4K": 4096}
BODIES: tuple[str, ...] = ("bust", "full")
PREVIEW, PICTURE, THUMB = 384, 1024, 256
LIKENESS = "likeness.safetensors"
"""The file beside `draft.json` that holds what a photo adds (`human.likeness_file`)."""


def texture_size(detail: Any) -> int:
    """Side of the skin's maps in texels at `detail`; `InputError` when there is no such detail."""
    if not isinstance(detail, str) or detail not in TEXTURE_SIZE:
        raise InputError(f"The detail is {str(detail)[:40]!r}; choose 1K, 2K or 4K.")
    return TEXTURE_SIZE[detail]


def likeness_of(draft: Draft) -> Likeness | None:
    """What the photo adds to the draft's person; `InputError` when the file was tampered with."""
    return None if draft.likeness is None else unpack_likeness(draft.likeness)


def figure_of(draft: Draft) -> Figure:
    """The shaped base mesh of the draft's person."""
    return make_figure(draft.person, likeness=likeness_of(draft))


def painted_parts(
    figure: Figure,
    body: Body,
    size: int,
    check: Callable[[], None] = lambda: None,
    maps: EncodedMaps | None = None,
) -> list[Part]:
    """Skin and face; hair and clothes are missing. `maps` gets those of the skin early."""
    skin = painted_skin(figure, body, size, check)
    if maps is not None:
        maps.add(part.material for part in skin)
    check()
    return [*skin, *face_parts(figure, size)]


def dressed(figure: Figure, body: Body, maps: EncodedMaps) -> list[Part]:
    """Hair and clothes; `maps` gets each one's as soon as it is made."""
    made = []
    for feature in DRESS:
        parts = feature.make(figure, body, 0)
        maps.add(part.material for part in parts)
        made += parts
    return made


def avatar_of(draft: Draft, figure: Figure, parts: list[Part]) -> Avatar:
    """`parts` as the avatar of `draft`, which its files tell and rebuild."""
    person = draft.person
    source = Provenance(
        "text_to_face" if draft.likeness is None else "photo_to_views",
        draft.reading.prompt,
        draft.seed,
        person.to_json(),
        models_used(person, figure.likeness),
        draft.likeness,
    )
    return Avatar(
        tuple(parts),
        figure.skeleton,
        source,
        dict(person.expression),
        looks=looks_of(figure.likeness),
    )


def rebuild(folder: Path, check: Callable[[], None] = lambda: None) -> Avatar:
    """The avatar that a pipeline made in `folder`, equal in everything.

    `check` is called between its steps and may raise `Cancelled`. Raises `InputError` when
    `draft.json`, `report.json` or the likeness there cannot be read.
    """
    draft = read_draft(folder)
    settings = read_json(folder / "report.json").get("settings")
    if not isinstance(settings, Mapping):
        raise InputError("The report does not tell its settings; make the avatar again.")
    size, body = texture_size(settings.get("detail")), settings.get("body")
    if body not in BODIES:
        raise InputError(f"The report's body is {str(body)[:40]!r}; make the avatar again.")
    figure = figure_of(draft)
    check()
    parts = [*painted_parts(figure, body, size, check), *dress(figure, body)]
    check()
    return avatar_of(draft, figure, parts)


def read_draft(folder: Path) -> Draft:
    """The draft in a result's folder; `InputError` when it is gone or cannot be read."""
    data = read_json(folder / "draft.json")
    path = folder / LIKENESS
    draft = Draft.from_json(data, path.read_bytes() if path.is_file() else None)
    if not (folder / NOTES).is_file():
        return draft
    notes = PhotoNotes.read(folder, read_json(folder / NOTES))
    return dataclasses.replace(draft, photo=notes)


def read_json(path: Path) -> dict[str, Any]:
    """An object in a JSON file of a result; `InputError` when there is none."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"{path.name} cannot be read; make the avatar again.") from error
    if not isinstance(data, dict):
        raise InputError(f"{path.name} holds no object; make the avatar again.")
    return data


def small_files(
    draft: Draft, avatar: Avatar, portrait: UInt8[ndarray, "H W 3"], folder: Path
) -> dict[str, Path]:
    """Writes picture, thumbnail, draft, and what a photo adds; returns the paths by kind."""
    comment = notice_with_credits(avatar.provenance.models)
    thumb = encode_webp(smaller(portrait, THUMB), comment)
    files = {
        "preview": write_bytes(folder / "preview.png", encode_png(portrait, comment=comment)),
        "thumb": write_bytes(folder / "thumb.webp", thumb),
        "draft": write_json(folder / "draft.json", draft.to_json()),
    }
    if draft.likeness is not None:
        files["likeness"] = write_bytes(folder / LIKENESS, draft.likeness)
    if draft.photo is not None:
        files |= draft.photo.write(folder)
    return files


def edits_of(draft: Draft) -> list[dict[str, Any]]:
    """What was changed by hand, as a report's inputs."""
    given: list[dict[str, Any]] = []
    if draft.edits:
        given.append({"kind": "edits", "values": dict(draft.edits)})
    if draft.dropped:
        given.append({"kind": "dropped words", "names": sorted(draft.dropped)})
    return given


def picture(avatar: Avatar, size: int, **options: Any) -> UInt8[ndarray, "H W 3"]:
    """A portrait, sRGB; `options` are those of `render_avatar`."""
    image = render_avatar(avatar, Camera.portrait(avatar, size=size), **options)
    return np.rint(np.clip(image[..., :3], 0, 1) * 255).astype(np.uint8)


def smaller(image: UInt8[ndarray, "H W 3"], size: int) -> UInt8[ndarray, "S S 3"]:
    """A square picture at `size` pixels (area average)."""
    return cv2.resize(image, (size, size), interpolation=cv2.INTER_AREA)


_DESCRIPTION = 0x010E
"""Exif tag ImageDescription."""


def encode_webp(image: UInt8[ndarray, "H W 3"], comment: str) -> bytes:
    """WebP bytes, with `comment` in the metadata."""
    exif = Image.Exif()
    exif[_DESCRIPTION] = comment
    buffer = io.BytesIO()
    Image.fromarray(image).save(buffer, "WEBP", quality=85, method=4, exif=exif)
    return buffer.getvalue()


def measure_avatar(avatar: Avatar, files: Mapping[str, Path]) -> dict[str, Any]:
    """Counts and sizes that a buyer of the file asks for."""
    return {
        "triangles": sum(len(part.triangles) for part in avatar.parts),
        "vertices": sum(len(part.vertices) for part in avatar.parts),
        "parts": len(avatar.parts),
        "joints": len(avatar.skeleton.names),
        "morph_targets": max(len(part.morphs) for part in avatar.parts),
        "file_bytes": {kind: path.stat().st_size for kind, path in files.items()},
    }
