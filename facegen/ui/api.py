"""The functions for programs: Gradio's HTTP API, as `gradio_client` calls it.

Each session of a client is a visitor of its own: the same bounds, gone as soon.
"""

from __future__ import annotations

import functools
import shutil
import threading
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any, Literal

import gradio as gr
from gradio.utils import get_upload_folder
from PIL import Image

from facegen.engine import reading_to_json
from facegen.errors import Cancelled, InputError, SetupError
from facegen.export.kinds import KINDS, find_kind
from facegen.human.controls import CONTROLS, value_of
from facegen.language import read_prompt
from facegen.logs import report_failure
from facegen.pipelines.draft import change
from facegen.ui.visitors import Visitors

_MOST_CHANGES = 200
"""More than there are controls."""


class Api:
    """The functions; their docstrings are what the page "Use via API" shows."""

    def __init__(self, engine: Any, visitors: Visitors) -> None:
        self._engine, self._visitors = engine, visitors

    def text_to_face(
        self,
        prompt: str,
        seed: int = 7,
        detail: Literal["1K", "2K", "4K"] = "2K",
        body: Literal["bust", "full"] = "bust",
        files: list[str] | None = None,
        changes: dict[str, Any] | None = None,
        request: gr.Request | None = None,
    ) -> Iterator[dict]:
        """Make a 3D head from a sentence.

        `files` names the downloads, by default ["glb"] (options() lists them); `changes` sets
        controls by hand, such as {"hair.style": "bob01", "age": 40} (options() lists them too).
        Yields {"stage", "fraction", "place", "wait_s", "remaining_s"} while it works, and last
        {"files": {kind: file}, "report", "attributes", "unknown", "notices"}. A client downloads
        the files by itself; the server keeps them for some time, usually an hour.
        """
        kinds = _kinds(files)
        given = {"seed": seed, "detail": detail, "body": body, "changes": _checked(changes)}

        def start(folder: Path, cancel: threading.Event) -> Generator[Any, None, Any]:
            return self._engine.text_to_face(prompt, folder=folder, cancel=cancel, **given)

        made, told = yield from self._make(start, kinds, request)
        yield {**told, **reading_to_json(made.draft.reading)}

    def photo_to_views(
        self,
        photo: dict[str, Any],
        consent: bool = False,
        face: int = 0,
        seed: int = 0,
        detail: Literal["1K", "2K", "4K"] = "1K",
        body: Literal["bust", "full"] = "bust",
        view_size: Literal[256, 512] = 512,
        files: list[str] | None = None,
        changes: dict[str, Any] | None = None,
        request: gr.Request | None = None,
    ) -> Iterator[dict]:
        """Make a 3D head, 16 views of it and a surface from a portrait.

        `photo` is an uploaded file (`gradio_client.handle_file`), removed from the server when this
        is done; `consent` must be true: it says that you have the right to use the picture.
        `face` counts the faces as find_faces() does; `view_size` is a view's side in pixels.
        `files` (also "views", "surface_ply", "everything"...) and `changes` as in text_to_face, and
        so is what it yields, last {"files", "report", "attributes", "warnings"}: what was read, and
        how surely.
        """
        with self._uploaded(photo, consent, request) as path:
            kinds = _kinds(files)
            given = {"face": face, "seed": seed, "detail": detail, "body": body,
                     "view_size": view_size, "changes": _checked(changes)}  # fmt: skip

            def start(folder: Path, cancel: threading.Event) -> Generator[Any, None, Any]:
                return self._engine.views(path, folder=folder, cancel=cancel, **given)

            made, told = yield from self._make(start, kinds, request)
        facts = made.report["photo"]
        yield {**told, "attributes": facts["attributes"], "warnings": facts["warnings"]}

    def find_faces(
        self, photo: dict[str, Any], consent: bool = False, request: gr.Request | None = None
    ) -> dict:
        """The faces in a photo, largest first: {"width", "height", "faces": [[l, t, r, b]]}.

        `photo` and `consent` as in photo_to_views; boxes in pixels of a picture of that size.
        """
        with self._uploaded(photo, consent, request) as path:
            found = self._engine.faces(path)
        height, width = found.picture.shape[:2]
        boxes = [[round(edge, 1) for edge in box] for box in found.boxes]
        return {"width": width, "height": height, "faces": boxes}

    def _make(
        self,
        start: Callable[[Path, threading.Event], Generator[Any, None, Any]],
        kinds: Sequence[str],
        request: gr.Request | None,
    ) -> Generator[dict, None, tuple[Any, dict]]:
        """Run a pipeline and make the downloads; returns its result and {"files", "report"}."""
        visitor = self._visitor(request)
        folder = self._visitors.new_job(visitor)
        cancel, done = threading.Event(), False
        try:
            made = yield from _told(start(folder, cancel), 0, len(kinds) + 1)
            paths = dict(made.files)
            for number, kind in enumerate(kinds, start=1):
                if kind not in paths:
                    steps = self._engine.extra(folder, kind, cancel)
                    paths[kind] = yield from _told(steps, number, len(kinds) + 1)
            done = True
        finally:
            if not done:
                cancel.set()
                self._visitors.remove(visitor, folder.name)
        self._visitors.keep_newest(visitor)
        told = {"files": {kind: _file(paths[kind]) for kind in kinds}, "report": dict(made.report)}
        return made, told

    @contextmanager
    def _uploaded(self, photo: Any, consent: Any, request: gr.Request | None) -> Iterator[Path]:
        """An uploaded photo, moved into the visitor's own folder while it is used, then removed.

        `InputError` without consent: the upload goes at once. Gradio does not look at what a
        program sends here: only files of its upload folder are taken. It keeps equal files in one
        place, so a photo that two programs send at one moment reaches one of them.
        """
        name = photo.get("path") if isinstance(photo, Mapping) else None
        if not isinstance(name, str) or "\0" in name:
            raise InputError("photo must be an uploaded file: gradio_client's handle_file(path).")
        source = Path(name).resolve()
        if source.parent.parent != Path(get_upload_folder()).resolve() or not source.is_file():
            raise InputError("The photo did not arrive; upload it again.")
        if consent is not True:
            source.unlink(missing_ok=True)
            raise InputError(
                "Set consent to true to confirm that you have the right to use the picture."
            )
        path = self._visitors.new_photo(self._visitor(request))
        try:
            shutil.move(source, path)
        except FileNotFoundError as error:
            raise InputError("The photo did not arrive; upload it again.") from error
        try:
            yield path
        finally:
            path.unlink(missing_ok=True)

    def _visitor(self, request: gr.Request | None) -> str:
        return self._visitors.enter_session(request.session_hash if request else None)

    def edit_face(
        self,
        prompt: str,
        seed: int = 7,
        changes: dict[str, Any] | None = None,
        request: gr.Request | None = None,
    ) -> dict:
        """A quick picture of the person that a sentence, a seed and changes give.

        Returns {"picture": file (PNG, 512 pixels), "controls": {name: value}, "attributes",
        "unknown", "notices"}. The same arguments give text_to_face the same person.
        """
        draft = self._engine.begin(prompt, seed)
        for name, value in _checked(changes).items():
            draft = change(draft, name, value)
        visitor = self._visitor(request)
        path = self._visitors.new_picture(visitor)
        Image.fromarray(self._engine.sketch(draft)).save(path)
        return {
            "picture": _file(path),
            "controls": {c.name: value_of(draft.person, c.name) for c in CONTROLS},
            **reading_to_json(draft.reading),
        }

    def read_prompt(self, prompt: str) -> dict:
        """What a sentence says about a person, without making one.

        Returns {"attributes": [{"name", "value", "words", "weight"}], "unknown", "notices"}.
        """
        return reading_to_json(read_prompt(prompt))

    def options(self) -> dict:
        """What can be asked for: {"controls": [...], "files": [...]}.

        A control has name, label, group, kind (slider, choice, colour, switch, many), low, high,
        choices; a file has name, filename, label, note.
        """
        files = [
            {key: getattr(kind, key) for key in ("name", "filename", "label", "note")}
            for kind in KINDS.values()
        ]
        return {"controls": [asdict(control) for control in CONTROLS], "files": files}


def add_api(engine: Any, visitors: Visitors) -> None:
    """Register the functions with the Gradio Blocks that is being built."""
    api = Api(engine, visitors)
    for function in (api.text_to_face, api.photo_to_views):
        gr.api(_safe_steps(function), api_name=function.__name__, concurrency_limit=None)
    for function in (api.edit_face, api.find_faces, api.read_prompt, api.options):
        gr.api(_safe(function), api_name=function.__name__, concurrency_limit=None)


def _safe(function: Callable) -> Callable:
    """Turn what `function` raises into what a client is told."""

    @functools.wraps(function)
    def safe(*arguments: Any, **named: Any) -> Any:
        try:
            return function(*arguments, **named)
        except Exception as error:
            raise _told_error(error) from None

    return safe


def _safe_steps(function: Callable) -> Callable:
    """`_safe` for a generator."""

    @functools.wraps(function)
    def safe(*arguments: Any, **named: Any) -> Iterator[Any]:
        try:
            yield from function(*arguments, **named)
        except Exception as error:
            raise _told_error(error) from None

    return safe


def _told_error(error: Exception) -> gr.Error:
    known = isinstance(error, InputError | SetupError | Cancelled)
    return gr.Error(str(error) if known else report_failure(error), print_exception=False)


def _told(steps: Generator[Any, None, Any], part: int, parts: int) -> Generator[dict, None, Any]:
    """Yield the progress of one of several jobs as plain JSON; returns what the engine returns."""
    while True:
        try:
            step = next(steps)
        except StopIteration as stop:
            return stop.value
        told = {key: getattr(step, key) for key in ("stage", "place", "wait_s", "remaining_s")}
        yield {"fraction": (part + step.fraction) / parts, **told}


def _kinds(files: Any) -> Sequence[str]:
    if files is None:
        return ["glb"]
    listed = isinstance(files, list) and all(isinstance(name, str) for name in files)
    if not listed or len(files) > len(KINDS):
        raise InputError(f"files must be a list of at most {len(KINDS)} of {', '.join(KINDS)}.")
    return [find_kind(name).name for name in files]


def _checked(changes: Any) -> Mapping[str, Any]:
    if changes is None:
        return {}
    if not isinstance(changes, dict) or len(changes) > _MOST_CHANGES:
        raise InputError(
            'changes must be an object of control: value, such as {"age": 40}; '
            "options() lists the controls."
        )
    return changes


def _file(path: Path) -> dict[str, Any]:
    """A file as Gradio's clients know it: they download it."""
    return {"path": str(path), "meta": {"_type": "gradio.FileData"}}
