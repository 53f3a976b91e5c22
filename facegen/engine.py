"""The engine: owns what is loaded once, and gives every job its turn.

Two lanes, each first come first served: the quick one reads and sketches people in about a second;
the long one makes whole avatars and downloads, and stands aside while the quick one is busy. A
sketch never waits behind an avatar. (Edits, which are `pipelines.draft`, take milliseconds and no
lane.)
"""

from __future__ import annotations

import contextlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Generator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from jaxtyping import UInt8
from numpy import ndarray

from facegen.avatar import Avatar
from facegen.errors import Cancelled, InputError, SetupError
from facegen.export.kinds import KINDS, find_kind, make_file
from facegen.export.reader import read_saved
from facegen.human.build import Body
from facegen.human.hair.photo import dyed
from facegen.human.likeness_file import unpack_likeness
from facegen.human.person import Person
from facegen.language import Reading, check_description
from facegen.pipelines import draft as drafts
from facegen.pipelines.draft import Draft, Sketcher
from facegen.pipelines.making import BODIES, Detail, read_draft, rebuild, texture_size
from facegen.pipelines.photo_to_views import (
    VIEW_SIZES,
    FoundFaces,
    PhotoToViewsResult,
    check_view_size,
    look_for_faces,
    photo_to_views,
    views_of,
    warm_up,
)
from facegen.pipelines.progress import Progress, Stopwatch
from facegen.pipelines.text_to_face import TextToFaceResult, make_face
from facegen.queueing import Courtesy, Lane, LaneState
from facegen.runner import Job, Runner

__all__ = ["Draft", "Engine", "Progress", "TextToFaceResult", "reading_to_json"]

T = TypeVar("T")

KEPT_AVATARS = 2
"""Finished avatars held in memory for their downloads; one at 4K has some 300 MB."""
_SOMEONE = "a bookish person"
_TYPICAL_S = {"1K": 8.0, "2K": 14.0, "4K": 40.0}
"""Seconds that an avatar takes on two cores, by detail, until one was measured."""
_PHOTO_S, _SHOW_S = 7.0, 15.0
"""Seconds to read a photo, and for views, surface and figures, beside making the avatar."""
_TYPICAL = {
    **{f"make {d} {body}": s for d, s in _TYPICAL_S.items() for body in BODIES},
    **{f"show {d} {body}": s + _SHOW_S for d, s in _TYPICAL_S.items() for body in BODIES},
    **{
        f"views {d} {body}": s + _SHOW_S + _PHOTO_S
        for d, s in _TYPICAL_S.items()
        for body in BODIES
    },
    **{f"extra {kind} kept": entry.seconds for kind, entry in KINDS.items()},
    **{f"extra {kind} rebuilt": entry.seconds + _TYPICAL_S["2K"] for kind, entry in KINDS.items()},
    **dict.fromkeys(("begin", "open", "faces"), 0.2),
    "sketch": 1.0,
}


class Engine:
    """Runs pipelines in this process; safe to call from several threads.

    `waiting` bounds the jobs in each lane, `waiting_per_owner` those of one owner in the long lane:
    jobs whose folders lie side by side have one owner.
    """

    def __init__(self, *, waiting: int = 32, waiting_per_owner: int | None = None) -> None:
        self._quick = Runner("quick lane", Lane(limit=4 * waiting, typical=_TYPICAL))
        self._long = Runner(
            "long lane",
            Lane(limit=waiting, limit_per_owner=waiting_per_owner, typical=_TYPICAL),
            tidy=True,
        )
        self._sketcher = Sketcher()
        self._kept: OrderedDict[Path, Avatar] = OrderedDict()
        self._lock = threading.Lock()
        self.ready = threading.Event()
        """Set once the data is loaded and the kernels are compiled."""

    def warm_up(self) -> None:
        """Load the data, the words, the networks and the kernels that the first jobs need.

        Draws someone, and reads that picture as if it were a photo.
        """

        def draw() -> UInt8[ndarray, "H W 3"]:
            # The strange word loads the sentence encoder, too.
            return self._sketcher.picture(drafts.begin(_SOMEONE, 0).person, 512)

        picture = self._call(Job("warm up"), draw)
        self.ready.set()
        with contextlib.suppress(SetupError):  # told to whoever brings a photo
            job = Job("warm up for photos")
            self._long.call(job, lambda: warm_up(picture), threading.Event())

    # The quick lane.

    def begin(self, prompt: str, seed: int = 0, cancel: threading.Event | None = None) -> Draft:
        """The person that `prompt` and `seed` give.

        Raises `InputError` for a prompt or seed that cannot be used, `Cancelled`.
        """
        return self._begin(prompt, seed, {}, cancel)

    def sketch(
        self, draft: Draft, size: int = 512, cancel: threading.Event | None = None
    ) -> UInt8[ndarray, "H W 3"]:
        """An sRGB picture of the draft, under a second when nothing else runs."""

        def draw() -> UInt8[ndarray, "H W 3"]:
            return self._sketcher.picture(draft.person, size, draft.likeness)

        return self._call(Job("sketch"), draw, cancel)

    def open(self, folder: Path) -> Draft:
        """The draft of a result made before; `InputError` if it is gone or is not one."""

        def read() -> Draft:
            if not (folder / "draft.json").is_file():
                raise InputError("This result was removed; make it again.")
            return read_draft(folder)

        return self._call(Job("open"), read)

    def open_file(self, path: Path) -> Draft:
        """The draft of a person in a GLB that facegen made; `InputError` for any other file."""

        def read() -> Draft:
            recipe, likeness = read_saved(path)
            return drafts.from_person(Person.from_json(recipe), likeness)

        return self._call(Job("open"), read)

    def faces(self, photo: Path | bytes, cancel: threading.Event | None = None) -> FoundFaces:
        """The faces that `views` can choose among.

        Raises `InputError` when there is none to use, `Cancelled` soon after `cancel` is set.
        """
        watch = Stopwatch(cancel or threading.Event())
        return self._call(Job("faces"), lambda: look_for_faces(photo, watch.check), watch.cancel)

    # The long lane.

    def make(
        self,
        draft: Draft,
        *,
        detail: Detail = "2K",
        folder: Path,
        cancel: threading.Event | None = None,
        body: Body = "bust",
    ) -> Generator[Progress, None, TextToFaceResult | PhotoToViewsResult]:
        """Make the avatar of a draft in `folder`; yields `Progress`, returns the result.

        A draft from a photo gets its views and its surface, too. Raises `InputError` for input
        that cannot be used, `Cancelled` soon after `cancel` is set.
        """
        _check(detail, body)
        make, name = (make_face, "make") if draft.likeness is None else (views_of, "show")

        def steps(watch: Stopwatch) -> Generator[Progress, None, Any]:
            return make(draft, detail=detail, body=body, folder=folder, watch=watch)

        job = Job(name, {"detail": detail, "body": body}, folder.resolve(), draft.reading.prompt)
        return (yield from self._run(job, steps, folder, cancel))

    def views(
        self,
        photo: Path | bytes,
        *,
        face: int = 0,
        seed: int = 0,
        detail: Detail = "1K",
        folder: Path,
        cancel: threading.Event | None = None,
        body: Body = "bust",
        view_size: int = VIEW_SIZES[-1],
        changes: Mapping[str, Any] | None = None,
    ) -> Generator[Progress, None, PhotoToViewsResult]:
        """A portrait becomes a head, 16 views of it and a surface, in `folder`.

        `face` counts what `faces` finds; `changes` (control -> value) correct what was read;
        `view_size` is the side of a view in pixels, among `VIEW_SIZES`.
        Yields `Progress`, whose `files` name the finished ones; returns the result. Errors as
        `make`.
        """
        _check(detail, body)
        check_view_size(view_size)

        def steps(watch: Stopwatch) -> Generator[Progress, None, PhotoToViewsResult]:
            return photo_to_views(
                photo, face=face, seed=seed, detail=detail, body=body, view_size=view_size,
                changes=changes or {}, folder=folder, watch=watch,
            )  # fmt: skip

        job = Job("views", {"detail": detail, "body": body}, folder.resolve())
        return (yield from self._run(job, steps, folder, cancel))

    def text_to_face(
        self,
        prompt: str,
        *,
        seed: int = 0,
        detail: Detail = "2K",
        folder: Path,
        cancel: threading.Event | None = None,
        body: Body = "bust",
        changes: Mapping[str, Any] | None = None,
    ) -> Generator[Progress, None, TextToFaceResult]:
        """`begin`, `change` by each of `changes` (control -> value), `make`; same errors."""
        _check(detail, body)
        draft = self._begin(prompt, seed, changes or {}, cancel)
        return (yield from self.make(draft, detail=detail, folder=folder, cancel=cancel, body=body))

    def extra(
        self, folder: Path, kind: str, cancel: threading.Event | None = None
    ) -> Generator[Progress, None, Path]:
        """Make one more download (`export.kinds.KINDS`) of the result in `folder`.

        Yields `Progress`, returns the path: at once if it exists. Raises `InputError` for an
        unknown kind or a result that is gone, `Cancelled`.
        """
        chosen = find_kind(kind)
        if (folder / chosen.filename).is_file():
            return folder / chosen.filename
        _require(folder)
        watch = Stopwatch(cancel or threading.Event(), Courtesy(self._quick.lane))
        kept = chosen.from_files or folder.resolve() in self._kept
        state = "kept" if kept else "rebuilt"
        job = Job("extra", {"kind": kind, "avatar": state}, folder=folder.resolve())

        def work() -> Generator[Progress, None, Path]:
            _require(folder)
            avatar, done = self._avatar(folder), 0.0
            if avatar is None and not chosen.from_files:
                yield Progress("Rebuilding the person", 0.0, remaining_s=self._mean(job))
                avatar = rebuild(folder, watch.check)
                self._keep(folder, avatar, watch)
                done = _TYPICAL_S["2K"] / (_TYPICAL_S["2K"] + chosen.seconds)
            yield Progress(chosen.label, done, remaining_s=(1.0 - done) * (self._mean(job) or 0.0))
            return make_file(kind, avatar, folder, watch.check)

        return (yield from self._long.run(job, work, watch.cancel))

    def _run(
        self,
        job: Job,
        steps: Callable[[Stopwatch], Generator[Progress, None, T]],
        folder: Path,
        cancel: threading.Event | None,
    ) -> Generator[Progress, None, T]:
        """Run a pipeline in its turn, and keep its avatar for downloads."""
        _make_folder(folder)
        watch = Stopwatch(cancel or threading.Event(), Courtesy(self._quick.lane))

        def work() -> Generator[Progress, None, T]:
            result = yield from steps(watch)
            self._keep(folder, result.avatar, watch)
            return result

        return (yield from self._long.run(job, work, watch.cancel))

    # Housekeeping.

    def forget(self, place: Path) -> None:
        """Cancel the jobs in `place` (one result's folder, or its owner's), free their avatars."""
        place = place.resolve()
        self._long.cancel(place)
        faces = (unpack_likeness, dyed)
        if any(cached.cache_info().currsize for cached in faces):
            # Or a real face would outlive its files, or the page that opened it from one.
            self._sketcher.forget()
            for cached in faces:
                cached.cache_clear()
        with self._lock:
            for folder in [f for f in self._kept if f.is_relative_to(place)]:
                del self._kept[folder]

    def state(self) -> dict[str, LaneState]:
        """What each lane is doing."""
        return {"quick": self._quick.lane.state(), "long": self._long.lane.state()}

    def _begin(
        self, prompt: str, seed: int, changes: Mapping[str, Any], cancel: threading.Event | None
    ) -> Draft:
        check_description(prompt)

        def work() -> Draft:
            draft = drafts.begin(prompt, seed)
            for name, value in changes.items():
                draft = drafts.change(draft, name, value)
            return draft

        return self._call(Job("begin", prompt=prompt), work, cancel)

    def _call(self, job: Job, work: Callable[[], T], cancel: threading.Event | None = None) -> T:
        return self._quick.call(job, work, cancel or threading.Event())

    def _mean(self, job: Job) -> float | None:
        return self._long.lane.mean_s(job.kind)

    def _keep(self, folder: Path, avatar: Avatar, watch: Stopwatch) -> None:
        """Hold an avatar for its downloads; the one used longest ago makes way.

        `Cancelled` under the lock, or a visitor forgotten just now would be remembered.
        """
        with self._lock:
            if watch.cancel.is_set():
                raise Cancelled("The job was cancelled.")
            self._kept[folder.resolve()] = avatar
            self._kept.move_to_end(folder.resolve())
            while len(self._kept) > KEPT_AVATARS:
                self._kept.popitem(last=False)

    def _avatar(self, folder: Path) -> Avatar | None:
        with self._lock:
            if folder.resolve() in self._kept:
                self._kept.move_to_end(folder.resolve())
            return self._kept.get(folder.resolve())


def reading_to_json(reading: Reading) -> dict[str, Any]:
    """What was understood of a prompt and what was not, as plain JSON for programs."""
    attributes = [
        {"name": a.name, "value": a.value, "words": a.words, "weight": a.weight}
        for a in reading.attributes
    ]
    return {
        "attributes": attributes,
        "unknown": list(reading.unknown),
        "notices": list(reading.notices),
    }


def _check(detail: Any, body: Any) -> None:
    """`InputError` before a job stands in line for nothing."""
    texture_size(detail)
    if body not in BODIES:
        raise InputError(f"The body is {str(body)[:40]!r}; choose {' or '.join(BODIES)}.")


def _require(folder: Path) -> None:
    if not folder.is_dir():
        raise InputError("This result was removed; make it again.")


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SetupError(
            f"The folder {folder} cannot be made ({error.strerror}); choose another."
        ) from error
