"""DreamFace (Zhang et al., SIGGRAPH 2023): a sentence becomes a riggable head.

Read the prompt; choose a coarse shape from a sampled pool (section 4.1) and refine its code (4.2):
`pipelines.draft`. Then `make_face`: carve detail (4.2); paint the appearance (5); choose hair
(4.3); rig and animate (6); export. Language and shape scoring are roles: attributes fill them here,
an image-text embedding where there is one.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass
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
from facegen.export.glb import write_glb
from facegen.export.images import encode_png
from facegen.export.mark import notice_with_credits
from facegen.export.report import make_report, write_report
from facegen.guidance.selection import ShapeScorer
from facegen.human.build import Body, clay_parts, dress, face_parts, models_used, skin_parts
from facegen.human.figure import Figure, make_figure
from facegen.human.person import Person
from facegen.human.skin.bake import bake_skin
from facegen.language import Reading
from facegen.pipelines.draft import POOL, Draft, attribute_scorer, begin, check_seed
from facegen.pipelines.progress import Progress, Schedule, Stopwatch
from facegen.render.camera import Camera
from facegen.render.renderer import render_avatar

Detail = Literal["1K", "2K", "4K"]
TEXTURE_SIZE: dict[str, int] = {"1K": 1024, "2K": 2048, "4K": 4096}
BODIES: tuple[str, ...] = ("bust", "full")
PREVIEW, PICTURE, THUMB = 384, 1024, 256
_SECONDS: dict[str, dict[str, float]] = {
    "1K": {"carve": 0.9, "skin": 1.9, "face": 0.9, "hair and clothes": 1.2, "picture": 1.2,
           "model": 1.2},
    "2K": {"carve": 0.9, "skin": 5.2, "face": 1.0, "hair and clothes": 1.2, "picture": 1.6,
           "model": 2.2},
    "4K": {"carve": 0.9, "skin": 19.0, "face": 1.4, "hair and clothes": 1.2, "picture": 3.0,
           "model": 6.0},
}  # fmt: skip
"""Rough seconds of each stage of `make_face` on two cores; the pace of the run corrects them."""
_READING_S = 1.0


@dataclass(frozen=True)
class TextToFaceResult:
    """What the pipeline leaves in `folder`."""

    folder: Path
    files: Mapping[str, Path]
    """Kind (`glb`, `preview`, `thumb`, `draft`, `report`) -> path."""
    report: Mapping[str, Any]
    draft: Draft
    avatar: Avatar


def text_to_face(
    prompt: str,
    *,
    seed: int,
    detail: Detail,
    body: Body,
    folder: Path,
    watch: Stopwatch,
    scorer: Callable[[Reading], ShapeScorer] = attribute_scorer,
) -> Generator[Progress, None, TextToFaceResult]:
    """From a sentence to files: `begin` and `make_face`; yields progress, returns the result.

    Raises `InputError` for a prompt, seed or detail that cannot be used, `Cancelled` when `watch`
    is cancelled. Files appear in `folder` whole or not at all.
    """
    texture_size(detail)
    check_seed(seed)
    schedule = Schedule({"read": _READING_S, **_SECONDS[detail]})
    yield schedule.progress("Choosing a shape", "read")
    with watch.stage("read"):
        draft = begin(prompt, seed, scorer)
    return (yield from _make(draft, detail, body, folder, watch, schedule))


def make_face(
    draft: Draft, *, detail: Detail, body: Body, folder: Path, watch: Stopwatch
) -> Generator[Progress, None, TextToFaceResult]:
    """The avatar of `draft` and its files; yields progress with previews, returns the result.

    Writes `avatar.glb`, `preview.png`, `thumb.webp`, `draft.json` and `report.json`; all other
    downloads are made from them when asked for (`export.kinds`). Raises as `text_to_face`.
    """
    texture_size(detail)
    schedule = Schedule(_SECONDS[detail])
    return (yield from _make(draft, detail, body, folder, watch, schedule))


def rebuild(folder: Path, check: Callable[[], None] = lambda: None) -> Avatar:
    """The avatar that `make_face` made in `folder`, equal in everything.

    `check` is called between its steps and may raise `Cancelled`. Raises `InputError` when
    `draft.json` or `report.json` there cannot be read.
    """
    draft = Draft.from_json(_read_json(folder / "draft.json"))
    settings = _read_json(folder / "report.json").get("settings")
    if not isinstance(settings, Mapping):
        raise InputError("The report does not tell its settings; make the avatar again.")
    size, body = texture_size(settings.get("detail")), settings.get("body")
    if body not in BODIES:
        raise InputError(f"The report's body is {str(body)[:40]!r}; make the avatar again.")
    figure = make_figure(draft.person)
    check()
    parts = [*_bare(figure, body, size, check), *dress(figure, body)]
    check()
    return _avatar(draft, figure, parts)


def _make(
    draft: Draft, detail: Detail, body: Body, folder: Path, watch: Stopwatch, schedule: Schedule
) -> Generator[Progress, None, TextToFaceResult]:
    size = texture_size(detail)
    yield schedule.progress("Carving the head", "carve")
    with watch.stage("carve"):
        figure = make_figure(draft.person)
        preview = picture(_avatar(draft, figure, clay_parts(figure, body)), PREVIEW, mode="clay")

    yield schedule.progress("Painting the skin", "skin", preview)
    with watch.stage("skin"):
        bare = _bare(figure, body, size, watch.check)
    yield schedule.progress("Looking at the face", "face", preview)
    with watch.stage("face"):
        preview = picture(_avatar(draft, figure, bare), PREVIEW)

    yield schedule.progress("Growing hair, dressing", "hair and clothes", preview)
    with watch.stage("hair and clothes"):
        avatar = _avatar(draft, figure, [*bare, *dress(figure, body)])
    yield schedule.progress("Taking the picture", "picture", preview)
    with watch.stage("picture"):
        portrait = picture(avatar, PICTURE)
        preview = _smaller(portrait, PREVIEW)

    yield schedule.progress("Writing the model", "model", preview)
    with watch.stage("model"):
        files = {"glb": write_glb(avatar, folder / "avatar.glb")}
        watch.check()
        files |= _small_files(draft, avatar, portrait, folder)
    report = make_report(
        pipeline="text_to_face",
        seed=draft.seed,
        settings={"detail": detail, "body": body, "pool": POOL},
        timings_s=watch.seconds,
        metrics=measure_avatar(avatar, files),
        models=avatar.provenance.models,
        files=list(files.values()),
        folder=folder,
        inputs=_inputs(draft),
    )
    files["report"] = write_report(folder / "report.json", report)
    return TextToFaceResult(folder, files, report, draft, avatar)


def _bare(
    figure: Figure, body: Body, size: int, check: Callable[[], None] = lambda: None
) -> list[Part]:
    """Skin and face, painted."""
    looks = bake_skin(figure, size, check=check)
    check()
    return [*skin_parts(figure, body, looks.head, looks.body), *face_parts(figure, size)]


def _avatar(draft: Draft, figure: Figure, parts: list[Part]) -> Avatar:
    person: Person = draft.person
    source = Provenance(
        "text_to_face", draft.reading.prompt, draft.seed, person.to_json(), models_used(person)
    )
    return Avatar(tuple(parts), figure.skeleton, source, dict(person.expression))


def _small_files(
    draft: Draft, avatar: Avatar, portrait: UInt8[ndarray, "H W 3"], folder: Path
) -> dict[str, Path]:
    """Picture, thumbnail and draft."""
    comment = notice_with_credits(avatar.provenance.models)
    thumb = encode_webp(_smaller(portrait, THUMB), comment)
    return {
        "preview": write_bytes(folder / "preview.png", encode_png(portrait, comment=comment)),
        "thumb": write_bytes(folder / "thumb.webp", thumb),
        "draft": write_json(folder / "draft.json", draft.to_json()),
    }


def _inputs(draft: Draft) -> list[dict[str, Any]]:
    """What the user gave: words, and changes by hand."""
    given = []
    if draft.reading.prompt:
        given.append({"kind": "prompt", "text": draft.reading.prompt})
    if draft.edits:
        given.append({"kind": "edits", "values": dict(draft.edits)})
    if draft.dropped:
        given.append({"kind": "dropped words", "names": sorted(draft.dropped)})
    return given


def texture_size(detail: Any) -> int:
    """Side of the skin's maps in texels at `detail`; `InputError` when there is no such detail."""
    if not isinstance(detail, str) or detail not in TEXTURE_SIZE:
        raise InputError(f"The detail is {str(detail)[:40]!r}; choose 1K, 2K or 4K.")
    return TEXTURE_SIZE[detail]


def picture(avatar: Avatar, size: int, **options: Any) -> UInt8[ndarray, "H W 3"]:
    """A portrait, sRGB; `options` are those of `render_avatar`."""
    image = render_avatar(avatar, Camera.portrait(avatar, size=size), **options)
    return np.rint(np.clip(image[..., :3], 0, 1) * 255).astype(np.uint8)


def _smaller(image: UInt8[ndarray, "H W 3"], size: int) -> UInt8[ndarray, "S S 3"]:
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


def _read_json(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"{path.name} cannot be read; make the avatar again.") from error
    if not isinstance(data, dict):
        raise InputError(f"{path.name} holds no object; make the avatar again.")
    return data


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
