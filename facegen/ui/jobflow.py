"""A job of the page: from words or from an adjusted person to files, told step by step."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from facegen.errors import Cancelled, InputError, SetupError
from facegen.export.kinds import KINDS
from facegen.logs import report_failure
from facegen.pipelines.draft import Draft
from facegen.ui import stage
from facegen.ui.details import details
from facegen.ui.jobs import Job, Jobs
from facegen.ui.reading import film, reading
from facegen.ui.visitors import FROM_PHOTO, FROM_WORDS, Visitors

DETAILS = ("1K", "2K", "4K")
MAX_SEED = 2**31 - 1
MODEL = KINDS["glb"].filename
"""The file that the viewer opens."""
PHOTO_NAME = "From a photo"
"""What the viewer calls somebody without words."""
REPORT = KINDS["report"].filename
"""The file that stands in a job's folder once it is finished."""

Start = Callable[[Path, Job], Generator[Any, None, Any]]
"""Begins a job in a folder; yields `Progress`, returns the engine's result."""


@dataclass(frozen=True)
class Shown:
    """A person on the page."""

    draft: Draft
    stage: stage.Patch
    details: dict[str, Any] | None
    """None leaves the cards as they are."""
    job: str | None
    """The result's folder name; None when the person has no files yet."""
    pipeline: str
    """What made them: the tab that shows them."""
    reading: dict[str, Any] | None = None
    """What a photo said of them (`facegen.ui.reading`)."""


class JobFlow:
    """Runs jobs over the engine for visitors."""

    def __init__(self, engine: Any, visitors: Visitors, jobs: Jobs) -> None:
        self._engine, self._visitors, self._jobs = engine, visitors, jobs

    def from_words(self, prompt: str, seed: float | None, detail: str, body: str) -> Start:
        """A job that reads the prompt first."""

        def start(folder: Path, job: Job) -> Generator[Any, None, Any]:
            if seed is None or not 0 <= seed <= MAX_SEED:
                came = "empty" if seed is None else f"{seed:g}"
                raise InputError(
                    f"The seed is {came}: give a whole number from 0 to {MAX_SEED}, or roll it."
                )
            draft = self._engine.begin(prompt, int(seed), job.cancel)
            return (yield from self.from_draft(draft, detail, body)(folder, job))

        return start

    def from_photo(self, photo: Path | None, face: Any, detail: str, body: str) -> Start:
        """A job that reads the photo, or the face of that number in it, first."""

        def start(folder: Path, job: Job) -> Generator[Any, None, Any]:
            if photo is None:
                raise InputError("There is no photo, or it was removed: choose one first.")
            return (
                yield from self._engine.views(
                    photo,
                    face=face if isinstance(face, int) else 0,
                    detail=detail,
                    folder=folder,
                    cancel=job.cancel,
                    body=body,
                )
            )

        return start

    def from_draft(self, draft: Draft | None, detail: str, body: str) -> Start:
        """A job that makes an adjusted person."""

        def start(folder: Path, job: Job) -> Generator[Any, None, Any]:
            if draft is None:
                raise InputError("There is nobody to make yet: describe someone first.")
            return (
                yield from self._engine.make(
                    draft, detail=detail, folder=folder, cancel=job.cancel, body=body
                )
            )

        return start

    def run(
        self, start: Start, visitor: str, page: str | None, before: str | None
    ) -> Iterator[stage.Patch | Shown]:
        """Yield the stage's patches of a job, last the person; failures become sentences.

        `before` is the job shown until now, for the viewer's comparison.
        """
        job = self._jobs.begin(page or secrets.token_hex(8), visitor)
        try:
            yield from self._watch(start, job, before)
        except Cancelled:
            yield stage.told("Cancelled", "Nothing was kept of it.")
        except InputError as error:
            yield stage.failed(str(error), "This cannot be made as asked")
        except SetupError as error:
            yield stage.failed(str(error), "Something is missing on the server")
        except Exception as error:
            yield stage.failed(report_failure(error))
        finally:
            self._jobs.end(job)

    def _watch(self, start: Start, job: Job, before: str | None) -> Iterator[stage.Patch | Shown]:
        shown, preview = None, None
        steps = self._steps(start, job)
        while True:
            try:
                step = next(steps)
            except StopIteration as stop:
                self._visitors.keep_newest(job.visitor)
                made = stop.value
                both = dict.fromkeys((FROM_WORDS, FROM_PHOTO), before)
                yield show_result(made.folder, made.draft, self._visitors, both)
                return
            if step.preview is not None and step.preview is not shown:
                preview, shown = stage.data_url(step.preview), step.preview
            yield stage.working(step, preview, **self._written(step.files, before))

    def _written(self, files: Mapping[str, Path], before: str | None) -> dict[str, Any]:
        """What can be seen of a job's files while it goes on: the model, and the first views."""
        if "glb" not in files:
            return {}
        folder = files["glb"].parent
        live = _view(folder, PHOTO_NAME, self._visitors, before)
        return {"live": live, "growing": film(folder)}

    def _steps(self, start: Start, job: Job) -> Generator[Any, None, Any]:
        """The engine's own steps; a job that does not finish leaves no file."""
        folder = self._visitors.new_job(job.visitor)
        done = False
        try:
            result = yield from start(folder, job)
            if job.cancel.is_set():
                raise Cancelled
            done = True
            return result
        finally:
            if not done:
                job.cancel.set()
                self._visitors.remove(job.visitor, folder.name)


def show_result(
    folder: Path, draft: Draft, visitors: Visitors, before: Mapping[str, str | None]
) -> Shown:
    """The finished result in `folder` on the page, beside the job `before` of its pipeline."""
    report = json.loads((folder / REPORT).read_text(encoding="utf-8"))
    pipeline = FROM_PHOTO if report.get("pipeline") == FROM_PHOTO else FROM_WORDS
    name = " ".join(draft.reading.prompt.split())[:80]
    views = None
    if pipeline == FROM_PHOTO:
        name, views = PHOTO_NAME, film(folder)
    patch = stage.viewer(_view(folder, name, visitors, before.get(pipeline)), views)
    cards = details(report, folder)
    return Shown(draft, patch, cards, folder.name, pipeline, reading(report))


def _view(folder: Path, name: str, visitors: Visitors, before: str | None) -> dict[str, Any]:
    """The viewer's value for the result in `folder`, beside the job `before`."""
    token = folder.parent.name
    earlier = None
    if before and before != folder.name and visitors.file(token, before, MODEL):
        earlier = f"files/{token}/{before}/{MODEL}"
    return stage.view(f"files/{token}/{folder.name}/{MODEL}", earlier, name)
