"""DreamFace (Zhang et al., SIGGRAPH 2023): a sentence becomes a riggable head.

Read the prompt; choose a coarse shape from a sampled pool (section 4.1) and refine its code (4.2):
`pipelines.draft`. Then `make_face`: carve detail (4.2); paint the appearance (5); choose hair
(4.3); rig and animate (6); export. Language and shape scoring are roles: attributes fill them here,
an image-text embedding where there is one.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from facegen.avatar import Avatar
from facegen.export.glb import write_glb
from facegen.export.materials import EncodedMaps
from facegen.export.report import make_report, write_report
from facegen.guidance.selection import ShapeScorer
from facegen.human.build import Body, clay_parts
from facegen.language import Reading
from facegen.pipelines.draft import POOL, Draft, attribute_scorer, begin, check_seed
from facegen.pipelines.making import (
    PICTURE,
    PREVIEW,
    Detail,
    avatar_of,
    dressed,
    edits_of,
    figure_of,
    measure_avatar,
    painted_parts,
    picture,
    small_files,
    texture_size,
)
from facegen.pipelines.progress import Progress, Schedule, Stopwatch

_SECONDS: dict[str, dict[str, float]] = {
    "1K": {"carve": 0.9, "skin": 1.5, "face": 0.8, "hair and clothes": 0.8, "model": 0.6,
           "picture": 1.6},
    "2K": {"carve": 0.9, "skin": 4.0, "face": 0.9, "hair and clothes": 0.8, "model": 1.5,
           "picture": 2.0},
    "4K": {"carve": 0.9, "skin": 14.0, "face": 1.3, "hair and clothes": 0.8, "model": 5.0,
           "picture": 3.4},
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


def _make(
    draft: Draft, detail: Detail, body: Body, folder: Path, watch: Stopwatch, schedule: Schedule
) -> Generator[Progress, None, TextToFaceResult]:
    size = texture_size(detail)
    yield schedule.progress("Carving the head", "carve")
    with watch.stage("carve"):
        figure = figure_of(draft)
        preview = picture(avatar_of(draft, figure, clay_parts(figure, body)), PREVIEW, mode="clay")

    yield schedule.progress("Painting the skin", "skin", preview)
    with EncodedMaps() as maps:
        with watch.stage("skin"):
            bare = painted_parts(figure, body, size, watch.check, maps)
        yield schedule.progress("Looking at the face", "face", preview)
        with watch.stage("face"):
            preview = picture(avatar_of(draft, figure, bare), PREVIEW, quality="fast")

        yield schedule.progress("Growing hair, dressing", "hair and clothes", preview)
        with watch.stage("hair and clothes"):
            avatar = avatar_of(draft, figure, [*bare, *dressed(figure, body, maps)])
        yield schedule.progress("Writing the model", "model", preview)
        with watch.stage("model"):
            files = {"glb": write_glb(avatar, folder / "avatar.glb", maps)}

    yield schedule.progress("Taking the picture", "picture", preview, files)
    with watch.stage("picture"):
        portrait = picture(avatar, PICTURE)
        files |= small_files(draft, avatar, portrait, folder)
    report = make_report(
        pipeline=avatar.provenance.pipeline,
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


def _inputs(draft: Draft) -> list[dict[str, Any]]:
    """What the user gave: words or a person from a photo, and changes by hand."""
    words = draft.reading.prompt
    return [*([{"kind": "prompt", "text": words}] if words else []), *edits_of(draft)]
