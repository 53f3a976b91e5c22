"""A finished head from all sides: its picture, 16 views, a surface through them, and figures.

What is due with a view (four files, an identity vector) is done on a thread beside the drawing of
the next one, and the surface beside the comparison with the photo: each alone keeps one processor
waiting for much of its time.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, TypeVar

from jaxtyping import UInt8
from numpy import ndarray

from facegen.avatar import Avatar
from facegen.export.files import write_bytes, write_json
from facegen.export.images import encode_png
from facegen.export.mark import notice_with_credits
from facegen.human.build import Body
from facegen.metrics.evaluate import evaluate, face_vector
from facegen.metrics.identity import Vector
from facegen.metrics.surface import fuse_surface, surface_ply
from facegen.metrics.views import (
    DIRECTIONS,
    View,
    cameras_json,
    contact_sheet,
    render_view,
    render_views,
    transforms_json,
    view_cameras,
)
from facegen.pipelines.draft import Draft
from facegen.pipelines.making import (
    PICTURE,
    PREVIEW,
    Detail,
    encode_webp,
    picture,
    small_files,
    smaller,
)
from facegen.pipelines.progress import Progress, Schedule, Stopwatch

T = TypeVar("T")

SHOWING: dict[str, float] = {"picture": 1.0, "views": 7.0, "metrics": 1.5, "surface": 1.0}
"""Rough seconds of each stage on two cores."""
VIEWS = len(DIRECTIONS)
_FAST = 3
"""PNG compression."""
_TICK_S = 0.1
"""Seconds between two looks whether the job was cancelled."""


class Order(NamedTuple):
    """What is to be made of a draft, where, and who watches."""

    detail: Detail
    body: Body
    view_size: int
    folder: Path
    watch: Stopwatch
    schedule: Schedule


def show_head(
    draft: Draft,
    avatar: Avatar,
    order: Order,
    files: dict[str, Path],
    preview: UInt8[ndarray, "S S 3"],
) -> Generator[Progress, None, dict[str, float]]:
    """Writes picture, views and surface and adds them to `files`; returns the figures.

    `preview` is shown until the picture is there. Figures need the draft's photo.
    """
    watch, schedule = order.watch, order.schedule
    with one_thread() as beside:
        yield schedule.progress("Taking the picture", "picture", preview, files)
        with watch.stage("picture"):
            portrait = picture(avatar, PICTURE)
            small = beside.submit(small_files, draft, avatar, portrait, order.folder)
        preview = smaller(portrait, PREVIEW)
        views, done = yield from _draw(draft, avatar, order, files, preview, beside)
        surface = beside.submit(_write_surface, views[:VIEWS], avatar, order.folder)
        yield schedule.progress("Comparing with the photo", "metrics", views[-1].rgb, files)
        with watch.stage("metrics"):
            figures = _compare(draft, views, done, watch)
            files |= wait_for(small, watch)
            for each in done:
                files |= wait_for(each, watch).files
        yield schedule.progress("Building the surface", "surface", views[0].rgb, files)
        with watch.stage("surface"):
            files["surface_ply"] = wait_for(surface, watch)
    return figures


class _Done(NamedTuple):
    """What was due with a view."""

    files: dict[str, Path]
    vector: Vector | None


def _draw(
    draft: Draft,
    avatar: Avatar,
    order: Order,
    files: dict[str, Path],
    preview: UInt8[ndarray, "S S 3"],
    beside: ThreadPoolExecutor,
) -> Generator[Progress, None, tuple[list[View], list[Future[_Done]]]]:
    """The 16 views, behind them the one from where the photo was taken, and what is due with each.

    They are the photo from other sides: in its light and with its expression, where they are known.
    `preview` is shown until the first is there.
    """
    views: list[View] = []
    done: list[Future[_Done]] = []
    watch, folder, photo = order.watch, order.folder, draft.photo
    compared = photo is not None and photo.identity is not None
    light = "studio" if photo is None else photo.environment()
    look = avatar.looks.get("photo", avatar.expression)
    cameras = view_cameras(avatar, order.view_size)
    steps = render_views(avatar, cameras, expression=look, environment=light, check=watch.check)
    for number in range(VIEWS):
        title = f"View {number + 1} of {VIEWS}"
        yield order.schedule.progress(title, "views", preview, files, share=number / VIEWS)
        with watch.stage("views"):
            views.append(next(steps))
            done.append(beside.submit(_finish, views[-1], folder, compared))
            preview = smaller(views[-1].rgb, PREVIEW)
        for each in done:
            files |= each.result().files if each.done() else {}
    with watch.stage("views"):
        if photo is not None:
            camera = photo.camera.replace(width=order.view_size, height=order.view_size)
            views.append(render_view(avatar, camera, "input", expression=look, environment=light))
            done.append(beside.submit(_finish, views[-1], folder, False))
        done.append(beside.submit(_write_overview, views, avatar, folder))
    return views, done


def _finish(view: View, folder: Path, compared: bool) -> _Done:
    """Write colour, mask, depth and normals as PNG; find the face."""
    files = {
        f"views/{name}": write_bytes(folder / "views" / name, encode_png(image, _FAST))
        for name, image in view.images().items()
    }
    return _Done(files, face_vector(view) if compared else None)


def _write_overview(views: Sequence[View], avatar: Avatar, folder: Path) -> _Done:
    """Cameras, and all views on one sheet."""
    sheet = encode_webp(contact_sheet(views[:VIEWS]), _notice(avatar))
    files = {
        "cameras": write_json(folder / "cameras.json", cameras_json(views)),
        "transforms": write_json(folder / "transforms.json", transforms_json(views[:VIEWS])),
        "sheet": write_bytes(folder / "sheet.webp", sheet),
    }
    return _Done(files, None)


def _write_surface(views: Sequence[View], avatar: Avatar, folder: Path) -> Path:
    return write_bytes(folder / "surface.ply", surface_ply(fuse_surface(views), _notice(avatar)))


def _compare(
    draft: Draft, views: Sequence[View], done: Sequence[Future[_Done]], watch: Stopwatch
) -> dict[str, float]:
    """Figures of the views against the photo; none without one."""
    if draft.photo is None:
        return {}

    def found(views: Sequence[View]) -> Mapping[str, Vector]:
        due = zip(views, done, strict=False)
        vectors = {view.name: wait_for(each, watch).vector for view, each in due}
        return {name: vector for name, vector in vectors.items() if vector is not None}

    photo, identity = draft.photo.picture(), draft.photo.identity
    return evaluate(views[:VIEWS], views[VIEWS], photo, identity, find=found)


@contextmanager
def one_thread() -> Iterator[ThreadPoolExecutor]:
    """One thread; at the end what it has not begun is dropped and what runs is waited for."""
    pool = ThreadPoolExecutor(1, thread_name_prefix="beside")
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def wait_for(due: Future[T], watch: Stopwatch) -> T:
    """The result, as soon as it is there; `Cancelled` soon after the job is, and `due` runs on."""
    while not wait([due], _TICK_S).done:
        watch.check()
    return due.result()


def _notice(avatar: Avatar) -> str:
    return notice_with_credits(avatar.provenance.models)
