"""DreamFace (Zhang et al., SIGGRAPH 2023): a sentence becomes a riggable head.

Read the prompt; choose a coarse shape from a sampled pool (section 4.1); refine its code and carve
detail (4.2); paint the appearance (5); choose hair (4.3); rig and animate (6); export. Language and
shape scoring are roles: attributes fill them here, an image-text embedding where there is one.
"""

from __future__ import annotations

import dataclasses
import zipfile
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
import torch
from jaxtyping import UInt8
from numpy import ndarray

from facegen.avatar import Avatar, Provenance
from facegen.errors import InputError, SetupError
from facegen.export.files import atomic_write, write_bytes
from facegen.export.glb import write_glb
from facegen.export.images import encode_png
from facegen.export.optimize import optimize_glb
from facegen.export.report import make_report, write_report
from facegen.export.textures import write_maps
from facegen.export.video import write_video
from facegen.guidance.refinement import refine_shape
from facegen.guidance.selection import AttributeScorer, ShapeScorer
from facegen.human.build import Body, clay_parts, dress, face_parts, models_used, skin_parts
from facegen.human.figure import make_figure
from facegen.human.person import Person
from facegen.human.plausible import tame
from facegen.human.sampling import sample_pool
from facegen.human.skin.bake import bake_skin
from facegen.language import Reading, read_prompt
from facegen.pipelines.progress import Progress, Stopwatch
from facegen.render.camera import Camera
from facegen.render.renderer import render_avatar, turntable

Detail = Literal["1K", "2K", "4K"]
TEXTURE_SIZE: dict[str, int] = {"1K": 1024, "2K": 2048, "4K": 4096}
POOL = 256
"""Candidates; DreamFace draws a million for CLIP, ours are drawn around what was understood."""
PREVIEW = 384
TURNTABLE_FRAMES, TURNTABLE_FPS, TURNTABLE_SIZE = 36, 12, 384


@dataclass(frozen=True)
class TextToFaceResult:
    """What the pipeline leaves in `folder`."""

    folder: Path
    files: Mapping[str, Path]
    """Kind (`glb`, `glb_small`, `preview`, `maps`, `turntable`, `report`) -> path."""
    report: Mapping[str, Any]
    person: Person
    reading: Reading
    avatar: Avatar


def text_to_face(
    prompt: str,
    *,
    seed: int,
    detail: Detail,
    body: Body,
    folder: Path,
    watch: Stopwatch,
    scorer: Callable[[Reading], ShapeScorer] = lambda reading: AttributeScorer(
        reading.shape_targets()
    ),
) -> Generator[Progress, None, TextToFaceResult]:
    """Run the pipeline; yields progress with previews, returns the result.

    Raises `InputError` for a prompt, seed or detail that cannot be used, `Cancelled` when `watch`
    is cancelled. Files appear in `folder` whole or not at all.
    """
    # The fractions are shares of the time that each stage takes at 2K on two cores.
    size = _checked(seed, detail)
    generator = torch.Generator().manual_seed(seed)
    reading, person = yield from _conceive(prompt, generator, scorer, watch)

    yield Progress("Carving the head", 0.03)
    with watch.stage("carve"):
        figure = make_figure(person)
        source = Provenance("text_to_face", prompt, seed, person.to_json(), models_used(person))

        def avatar_of(parts: list) -> Avatar:
            return Avatar(tuple(parts), figure.skeleton, source, dict(person.expression))

        clay = avatar_of(clay_parts(figure, body))
        preview = picture(clay, PREVIEW, mode="clay")
    yield Progress("Painting the skin", 0.06, preview)

    with watch.stage("appearance"):
        looks = bake_skin(figure, size)
        bare = [
            *skin_parts(figure, body, looks.head, looks.body),
            *face_parts(figure, size),
        ]
        preview = picture(avatar_of(bare), PREVIEW)
    yield Progress("Growing hair, dressing", 0.37, preview)

    with watch.stage("hair and clothes"):
        avatar = avatar_of([*bare, *dress(figure, body)])
        preview = picture(avatar, PREVIEW)
    yield Progress("Writing the model", 0.43, preview)

    files: dict[str, Path] = {}
    with watch.stage("export"):
        files["glb"] = write_glb(avatar, folder / "avatar.glb")
    yield Progress("Packing downloads", 0.50, preview, dict(files))
    missing = yield from _extras(avatar, folder, files, watch, preview)

    report = make_report(
        pipeline="text_to_face",
        seed=seed,
        settings={"detail": detail, "body": body, "pool": POOL},
        timings_s=watch.seconds,
        metrics=measure_avatar(avatar, files) | {"not_made": missing},
        models=source.models,
        files=list(files.values()),
        folder=folder,
        inputs=[{"kind": "prompt", "text": prompt}],
    )
    files["report"] = write_report(folder / "report.json", report)
    return TextToFaceResult(folder, files, report, person, reading, avatar)


def _conceive(
    prompt: str,
    generator: torch.Generator,
    scorer: Callable[[Reading], ShapeScorer],
    watch: Stopwatch,
) -> Generator[Progress, None, tuple[Reading, Person]]:
    """From words to a recipe: read, select the best of a pool, refine its shape."""
    yield Progress("Reading the prompt", 0.0)
    with watch.stage("read"):
        reading = read_prompt(prompt)
    yield Progress("Choosing a shape", 0.005)
    with watch.stage("select"):
        pool = sample_pool(reading, POOL, generator)
        scores = scorer(reading)([person.shape for person in pool])
        person = pool[int(np.argmax(scores))]
    with watch.stage("refine"):
        shape = tame([refine_shape(person.shape, reading.shape_targets())])[0]
    return reading, dataclasses.replace(person, shape=shape)


def _checked(seed: int, detail: str) -> int:
    """Texture size of `detail`; `InputError` when it or the seed is out of range."""
    if isinstance(seed, bool) or not isinstance(seed, int) or not 0 <= seed < 2**63:
        raise InputError(f"The seed is {str(seed)[:40]}; give a whole number from 0 to 2^63 - 1.")
    if detail not in TEXTURE_SIZE:
        raise InputError(f"The detail is {str(detail)[:40]!r}; choose 1K, 2K or 4K.")
    return TEXTURE_SIZE[detail]


def picture(avatar: Avatar, size: int, **options: Any) -> UInt8[ndarray, "H W 3"]:
    """A portrait, sRGB; `options` are those of `render_avatar`."""
    image = render_avatar(avatar, Camera.portrait(avatar, size=size), **options)
    return to_bytes(image[..., :3])


def to_bytes(image: ndarray) -> UInt8[ndarray, "H W C"]:
    """0..1 to 0..255."""
    return np.rint(np.clip(image, 0, 1) * 255).astype(np.uint8)


def _extras(
    avatar: Avatar, folder: Path, files: dict[str, Path], watch: Stopwatch, preview: ndarray
) -> Generator[Progress, None, dict[str, str]]:
    """What a download folder holds beside the model; adds to `files`.

    Returns what could not be made and why: without Node.js there is no compressed copy, which is
    no reason to lose the model.
    """
    missing = {}
    with watch.stage("picture"):
        files["preview"] = write_bytes(folder / "preview.png", encode_png(picture(avatar, 1024)))
    yield Progress("Saving texture maps", 0.54, preview, dict(files))
    with watch.stage("maps"):
        files["maps"] = _zip(write_maps(avatar, folder / "maps"), folder / "maps.zip")
    yield Progress("Compressing for the web", 0.60, preview, dict(files))
    with watch.stage("compress"):
        try:
            files["glb_small"] = optimize_glb(files["glb"], folder / "avatar.meshopt.glb")
        except SetupError as error:
            missing["glb_small"] = str(error)
    yield Progress("Filming the turntable", 0.77, preview, dict(files))
    with watch.stage("turntable"):
        frames = _watched(
            turntable(avatar, TURNTABLE_FRAMES, TURNTABLE_SIZE, quality="fast"), watch
        )
        files["turntable"] = write_video(frames, folder / "turntable.mp4", TURNTABLE_FPS)
    return missing


def _watched(frames: Iterator[ndarray], watch: Stopwatch) -> Iterator[ndarray]:
    for frame in frames:
        watch.check()
        yield frame


def _zip(paths: list[Path], target: Path) -> Path:
    """Store `paths` (PNGs: compressed already) under their names, with fixed dates."""
    with atomic_write(target) as temporary, zipfile.ZipFile(temporary, "w") as archive:
        for path in paths:
            archive.writestr(zipfile.ZipInfo(f"maps/{path.name}"), path.read_bytes())
    return target


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
