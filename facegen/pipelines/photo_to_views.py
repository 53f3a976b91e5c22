"""Gen3D-Face (2024): one portrait becomes a riggable head, 16 consistent views and a surface.

Read the photo. Estimate the head from it (section 3.2: a mesh estimated from the input, in training
and in use, instead of a true one that nobody has) and give it the photo's appearance; here the
estimate is the whole avatar. Generate all views jointly (3.2): they are pictures of one textured
head, so they agree by construction; a multi-view diffusion, once there is one, repaints them all at
once (`refine`). Construct the surface from the views; measure as section 4 does.
"""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from jaxtyping import UInt8
from numpy import ndarray

from facegen.avatar import Avatar, ModelUse, Provenance
from facegen.errors import InputError
from facegen.export.glb import write_glb
from facegen.export.images import encode_png
from facegen.export.materials import EncodedMaps
from facegen.export.report import make_report, write_report
from facegen.human.build import Body, clay_parts, dress
from facegen.human.figure import Figure, make_figure
from facegen.human.hair.styles import warm_up as warm_up_hair
from facegen.human.likeness import Likeness
from facegen.human.likeness_file import pack_likeness
from facegen.human.person import Person
from facegen.metrics.evaluate import evaluate
from facegen.metrics.surface import fuse_surface
from facegen.metrics.views import SIZES, render_views, view_cameras
from facegen.models.registry import WEIGHTS
from facegen.pipelines.draft import Draft, change, check_seed, from_person
from facegen.pipelines.edits import checked
from facegen.pipelines.making import (
    PREVIEW,
    Detail,
    avatar_of,
    dressed,
    edits_of,
    encode_webp,
    figure_of,
    measure_avatar,
    painted_parts,
    picture,
    smaller,
    texture_size,
)
from facegen.pipelines.photo_notes import PhotoNotes, facts_of
from facegen.pipelines.progress import Progress, Schedule, Stopwatch, exhaust
from facegen.pipelines.showing import SHOWING, Order, one_thread, show_head, wait_for
from facegen.portrait.analysis import Light, PortraitAnalysis
from facegen.portrait.appearance import paint_likeness
from facegen.portrait.debug_sheet import debug_sheet
from facegen.portrait.describe import describe
from facegen.portrait.faces import find_faces
from facegen.portrait.fit import HeadFit, fit_head
from facegen.portrait.hair import fit_hair
from facegen.portrait.load import load_portrait
from facegen.portrait.read import analyse
from facegen.portrait.shape_regressor import WEIGHTS as SHAPE_REGRESSOR
from facegen.render.renderer import render_avatar
from facegen.settings import commercial

_READING: dict[str, float] = {"read": 2.2, "fit": 3.0, "hair": 1.5, "paint": 1.5}
_MAKING: dict[str, dict[str, float]] = {
    "1K": {"carve": 0.2, "skin": 1.5, "hair and clothes": 0.8, "model": 0.6},
    "2K": {"carve": 0.2, "skin": 4.0, "hair and clothes": 0.8, "model": 1.5},
    "4K": {"carve": 0.2, "skin": 14.0, "hair and clothes": 0.8, "model": 6.0},
}
"""Rough seconds of each stage on two cores; the pace of the run corrects them."""
VIEW_SIZES = (256, 512)
"""Pixels along a side of each view; the last is the usual one."""
_LOOK = 1024
"""Longer side of the picture in which a face is chosen."""
_READERS = ("FaceLandmarker", "FaceParser", "PersonMatting", "AgeGender")
"""Roles whose networks decide how the person looks; the others only measure."""


@dataclass(frozen=True)
class PhotoToViewsResult:
    """What the pipeline leaves in `folder`."""

    folder: Path
    files: Mapping[str, Path]
    """Kind -> path."""
    report: Mapping[str, Any]
    draft: Draft
    avatar: Avatar
    attributes: Mapping[str, Any]
    """What the photo said (`photo_notes.facts_of`); empty without one."""


@dataclass(frozen=True)
class FoundFaces:
    """What one chooses a face in."""

    picture: UInt8[ndarray, "H W 3"]
    """The photo, upright and small."""
    boxes: tuple[tuple[float, float, float, float], ...]
    """Left, top, right, bottom in pixels of `picture`; largest face first."""


def look_for_faces(photo: bytes | Path, check: Callable[[], None] = lambda: None) -> FoundFaces:
    """Every face that is large enough; `InputError` when there is none, or no photo.

    `check` is called between two looks and may raise `Cancelled`.
    """
    portrait = load_portrait(photo)
    boxes = [face.box for face in find_faces(portrait, check)]
    height, width = portrait.image.shape[:2]
    scale = min(1.0, _LOOK / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    picture = cv2.resize(portrait.image, size, interpolation=cv2.INTER_AREA)
    return FoundFaces(picture, tuple(tuple(scale * edge for edge in box) for box in boxes))


def photo_to_views(
    photo: bytes | Path,
    *,
    face: int,
    seed: int,
    detail: Detail,
    body: Body,
    view_size: int,
    changes: Mapping[str, Any],
    folder: Path,
    watch: Stopwatch,
) -> Generator[Progress, None, PhotoToViewsResult]:
    """From a photo to files; yields progress, returns the result.

    `face` counts the faces of the photo, largest first; `changes` (control -> value) correct what
    was read; `view_size` is among `VIEW_SIZES`. Raises `InputError` for a photo, face, seed,
    detail, size or change that cannot be used, `Cancelled` when `watch` is cancelled. Files appear
    in `folder` whole or not at all.
    """
    texture_size(detail)
    check_seed(seed)
    check_view_size(view_size)
    for name, value in changes.items():
        checked(name, value)
    schedule = Schedule({**_READING, **_MAKING[detail], **SHOWING})
    draft = yield from _estimate(photo, face, seed, watch, schedule)
    for name, value in changes.items():
        draft = change(draft, name, value)
    order = Order(detail, body, view_size, folder, watch, schedule)
    return (yield from _show(draft, order))


def views_of(
    draft: Draft, *, detail: Detail, body: Body, folder: Path, watch: Stopwatch
) -> Generator[Progress, None, PhotoToViewsResult]:
    """The same from a person who was read from a photo before, and perhaps corrected since."""
    texture_size(detail)
    schedule = Schedule({**_MAKING[detail], **SHOWING})
    order = Order(detail, body, VIEW_SIZES[-1], folder, watch, schedule)
    return (yield from _show(draft, order))


def check_view_size(size: Any) -> None:
    """`InputError` unless views can have this many pixels along a side."""
    if type(size) is not int or size not in VIEW_SIZES:
        allowed = " or ".join(map(str, VIEW_SIZES))
        raise InputError(f"Views of {str(size)[:40]} pixels cannot be made; choose {allowed}.")


def read_person(photo: bytes | Path, *, face: int = 0, seed: int = 0) -> Draft:
    """The person in a photo, before any file is made; errors as `photo_to_views`."""
    watch = Stopwatch(threading.Event())
    return exhaust(_estimate(photo, face, check_seed(seed), watch, Schedule(_READING)))


def warm_up(picture: UInt8[ndarray, "H W 3"]) -> None:
    """Load the networks and compile the kernels, by making something small of a person's picture.

    `SetupError` when set-up is missing.
    """
    warm_up_hair()
    draft = read_person(encode_png(picture))
    figure = figure_of(draft)
    avatar = avatar_of(draft, figure, [*clay_parts(figure, "bust"), *dress(figure, "bust")])
    views = list(render_views(avatar, view_cameras(avatar, SIZES[0])))
    fuse_surface(views, voxel=0.01)
    evaluate(views, views[0], draft.photo.picture(), draft.photo.identity)


def _estimate(
    photo: bytes | Path, face: int, seed: int, watch: Stopwatch, schedule: Schedule
) -> Generator[Progress, None, Draft]:
    """The person in the photo: perception, head, hair, appearance."""
    yield schedule.progress("Reading the photo", "read")
    with watch.stage("read"):
        portrait = load_portrait(photo)
        watch.check()
        analysis = analyse(portrait, face)
        watch.check()
        person = _seeded(describe(analysis), seed)
    yield schedule.progress("Fitting the head", "fit", _landmark_picture(analysis))
    with watch.stage("fit"):
        fit = fit_head(analysis, person, watch.check)
        person = dataclasses.replace(person, shape=fit.shape)
        figure = make_figure(person, {*fit.expression, "jawOpen"}, Likeness(person, fit.residual))
        preview = _from_the_photo(figure, fit)
    yield schedule.progress("Finding the hair", "hair", preview)
    with watch.stage("hair"):
        hair = fit_hair(analysis, fit, person, figure)
    yield schedule.progress("Taking over the skin", "paint", preview)
    with watch.stage("paint"):
        figure = figure.replace(person=hair.person)
        likeness, light = paint_likeness(analysis, fit, hair.person, figure, hair, watch.check)
        likeness = dataclasses.replace(likeness, models=_readers())
        facts = facts_of(analysis, fit, hair.person, hair.outline_iou)
        draft = from_person(hair.person, pack_likeness(likeness), seed)
        draft = dataclasses.replace(draft, photo=_notes(analysis, fit, light, facts))
    return draft


def _show(draft: Draft, order: Order) -> Generator[Progress, None, PhotoToViewsResult]:
    """The avatar of the draft, its views, its surface and its figures."""
    detail, body, view_size, folder, watch, schedule = order
    yield schedule.progress("Carving the head", "carve")
    with watch.stage("carve"):
        figure = figure_of(draft)
    # A job that ends early drops its maps first: the thread beside then has none to wait for.
    with one_thread() as beside, EncodedMaps() as maps:
        yield schedule.progress("Painting the skin", "skin")
        with watch.stage("skin"):
            bare = painted_parts(figure, body, texture_size(detail), watch.check, maps)
        yield schedule.progress("Growing hair, dressing", "hair and clothes")
        with watch.stage("hair and clothes"):
            avatar = avatar_of(draft, figure, [*bare, *dressed(figure, body, maps)])
        looked = beside.submit(picture, avatar, PREVIEW, quality="fast")
        yield schedule.progress("Writing the model", "model")
        with watch.stage("model"):
            files = {"glb": write_glb(avatar, folder / "avatar.glb", maps)}
        yield schedule.progress("Taking the picture", "picture", None, files)
        with watch.stage("picture"):
            preview = wait_for(looked, watch)
    figures = yield from show_head(draft, avatar, order, files, preview)
    facts = {} if draft.photo is None else draft.photo.facts
    report = make_report(
        pipeline=avatar.provenance.pipeline,
        seed=draft.seed,
        settings={"detail": detail, "body": body, "view_size": view_size},
        timings_s=watch.seconds,
        metrics={**measure_avatar(avatar, files), **figures},
        models=avatar.provenance.models,
        files=list(files.values()),
        folder=folder,
        inputs=[{"kind": "photo"}, *edits_of(draft)],
    )
    report["photo"] = dict(facts)
    files["report"] = write_report(folder / "report.json", report)
    return PhotoToViewsResult(folder, files, report, draft, avatar, facts)


def _seeded(person: Person, seed: int) -> Person:
    """Hair and pores, which no photo tells one by one, as `seed` strews them."""
    return dataclasses.replace(
        person,
        hair=dataclasses.replace(person.hair, seed=seed),
        skin=dataclasses.replace(person.skin, seed=seed),
    )


def _readers() -> tuple[ModelUse, ...]:
    """The networks that read photos here, and what we taught the head fit."""
    fetched = tuple(
        ModelUse(weight.name, weight.role, weight.licence, weight.commercial)
        for weight in WEIGHTS
        if weight.role in _READERS and (weight.commercial or not commercial())
    )
    return (*fetched, ModelUse(SHAPE_REGRESSOR, "head shape from landmarks", "Apache-2.0"))


def _notes(
    analysis: PortraitAnalysis, fit: HeadFit, light: Light, facts: Mapping[str, Any]
) -> PhotoNotes:
    identity = None if analysis.identity is None else tuple(map(float, analysis.identity))
    crop = encode_webp(analysis.crop.image, "A photo given to facegen.")
    harmonics = tuple(tuple(map(float, band)) for band in light.harmonics)
    debug = encode_webp(debug_sheet(analysis), "Shows a photo given to facegen.")
    return PhotoNotes(facts, fit.camera, identity, harmonics, crop, debug)


def _landmark_picture(analysis: PortraitAnalysis) -> UInt8[ndarray, "S S 3"]:
    """The crop with its landmarks."""
    image = smaller(analysis.crop.image, PREVIEW)
    scale = PREVIEW / len(analysis.crop.image)
    for x, y in analysis.landmarks.points[:, :2] * scale:
        cv2.circle(image, (round(float(x)), round(float(y))), 1, (64, 224, 208), -1, cv2.LINE_AA)
    return image


def _from_the_photo(figure: Figure, fit: HeadFit) -> UInt8[ndarray, "S S 3"]:
    """The fitted head in clay, as the photo's camera sees it."""
    parts = tuple(clay_parts(figure, "bust"))
    avatar = Avatar(parts, figure.skeleton, Provenance("photo_to_views"), dict(fit.expression))
    camera = fit.camera.replace(width=PREVIEW, height=PREVIEW)
    image = render_avatar(avatar, camera, mode="clay", quality="fast")
    return np.rint(np.clip(image[..., :3], 0, 1) * 255).astype(np.uint8)
