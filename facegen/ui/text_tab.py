"""The tab "Text to face": a prompt in, a 3D head out."""

from __future__ import annotations

import logging
import random
import secrets
import shutil
import time
from collections.abc import Generator, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

import gradio as gr

from facegen.errors import Cancelled, InputError
from facegen.ui import views
from facegen.ui.details import details
from facegen.ui.jobs import Job, Jobs
from facegen.ui.visitors import Visitors

DETAILS = ("1K", "2K", "4K")
MAX_SEED = 2**31 - 1
EXAMPLES = (
    "an elderly Japanese woman with short grey hair and freckles",
    "a bearded Viking with long red hair and blue eyes",
    "a young Nigerian man, shaved head, smiling",
    "a teenage girl with curly black hair and glasses",
    "a bald middle-aged man with a moustache",
    "an elf with pale blue skin and long white hair",
)

_SCROLL_TO_STAGE = """() => {
    const show = () => document.getElementById('fg-stage').scrollIntoView({behavior: 'smooth'});
    if (innerWidth <= 900) setTimeout(show, 400);
    return [];
}"""

log = logging.getLogger(__name__)


class TextTab:
    """Callbacks and components of the tab.

    `visitor` is the page's `gr.State` with the visitor's token. It lives on the server, so a
    browser cannot claim another visitor's folder in a call.
    """

    def __init__(self, engine: Any, visitors: Visitors, jobs: Jobs, detail: str) -> None:
        self._engine, self._visitors, self._jobs = engine, visitors, jobs
        self._detail = detail if detail in DETAILS else "2K"

    def build(self, visitor: gr.State) -> None:
        """Lay out the tab inside the current `gr.Tab` and wire it."""
        with gr.Row(elem_id="fg-work", equal_height=False):
            with gr.Column(elem_id="fg-form"):
                self._form()
            with gr.Column(elem_id="fg-result"):
                self.stage = gr.HTML(views.empty(), elem_id="fg-stage", apply_default_css=False)
                self.details = gr.HTML("", elem_id="fg-details", apply_default_css=False)
        self._wire(visitor)

    def _form(self) -> None:
        self.prompt = gr.Textbox(
            label="Who is it?",
            placeholder="an elderly Japanese woman with short grey hair and freckles",
            lines=1,
            max_lines=8,
            max_length=5000,
            elem_id="fg-prompt",
        )
        with gr.Row(elem_id="fg-options"):
            self.seed = gr.Number(
                7, label="Seed", precision=0, minimum=0, maximum=MAX_SEED, elem_id="fg-seed"
            )
            self.roll = gr.Button("Roll", elem_id="fg-roll", min_width=60)
        self.detail = gr.Radio(
            list(DETAILS),
            value=self._detail,
            label="Texture detail",
            info="1K is quickest; 4K shows pores close up",
            elem_id="fg-detail",
        )
        self.generate = gr.Button("Generate", variant="primary", elem_id="fg-generate")
        self.cancel = gr.Button("Cancel", visible=False, elem_id="fg-cancel")
        gr.Examples(
            [[text] for text in EXAMPLES],
            inputs=[self.prompt],
            label="Or start from one of these",
            elem_id="fg-examples",
            api_visibility="private",
        )

    def _wire(self, visitor: gr.State) -> None:
        self.roll.click(
            lambda: random.randrange(1_000_000), None, self.seed, api_name="roll_seed", queue=False
        )
        buttons = [self.generate, self.cancel]
        begin = gr.on(
            [self.generate.click, self.prompt.submit],
            lambda: (views.waiting(), "", *_buttons(busy=True)),
            None,
            [self.stage, self.details, *buttons],
            queue=False,
            show_progress="hidden",
            api_visibility="private",
            js=_SCROLL_TO_STAGE,
        )
        running = begin.then(
            self.run,
            [self.prompt, self.seed, self.detail, visitor],
            [self.stage, self.details, *buttons, visitor],
            api_name="generate",
            api_visibility="undocumented",
            show_progress="minimal",
            show_progress_on=[self.stage],
            concurrency_limit=1,
            concurrency_id="engine",
        )
        self.cancel.click(
            self.stop,
            None,
            [self.stage, self.details, *buttons],
            cancels=[running],
            queue=False,
            show_progress="hidden",
            api_name="cancel",
        )
        gr.api(
            self.text_to_face,
            api_name="text_to_face",
            concurrency_limit=1,
            concurrency_id="engine",
        )

    def run(
        self, prompt: str, seed: float | None, detail: str, visitor: str | None, request: gr.Request
    ) -> Iterator[tuple]:
        """Run the pipeline and yield (stage, details, generate, cancel, visitor) as it goes."""
        visitor = self._visitors.enter(visitor)
        job = self._jobs.begin(request.session_hash or secrets.token_hex(8), visitor)
        busy, free = _buttons(busy=True), _buttons(busy=False)
        try:
            shown = yield from self._show(prompt, seed, detail, job, busy)
            yield (*shown, *free, visitor)
        except Cancelled:
            yield (views.cancelled(), "", *free, visitor)
        except InputError as error:
            yield (views.failed(str(error), "Try other words"), "", *free, visitor)
        except Exception:
            yield (views.failed(_report_failure()), "", *free, visitor)
        finally:
            self._jobs.end(job)

    def _show(
        self, prompt: str, seed: float | None, detail: str, job: Job, buttons: tuple
    ) -> Generator[tuple, None, tuple]:
        """Yield the page's outputs of a running job; returns the last (stage, details)."""
        started, preview, shown, opened = time.monotonic(), None, None, ""
        steps = self._steps(prompt, seed, detail, job)
        while True:
            try:
                step = next(steps)
            except StopIteration as stop:
                result = stop.value
                break
            elapsed = time.monotonic() - started
            model = _model(step.files)
            if model is not None:
                # The person can be met while the downloads are still being packed.
                stage = gr.skip() if opened else views.viewer(_address(model))
                opened = _address(model)
                strip = views.finishing(step.stage, step.fraction, elapsed)
                yield (stage, strip, *buttons, job.visitor)
                continue
            if step.preview is not None and step.preview is not shown:
                preview, shown = views.data_url(step.preview), step.preview
            stage = views.working(step.stage, step.fraction, preview, elapsed)
            yield (stage, "", *buttons, job.visitor)
        files = [path for path in result.files.values() if path.is_file()]
        links = {path.name: _address(path) for path in files}
        sizes = {path.name: path.stat().st_size for path in files}
        cards = details(result.reading, result.report, links, sizes)
        return (gr.skip() if opened else views.viewer(_address(_model(result.files))), cards)

    def _steps(
        self, prompt: str, seed: float | None, detail: str, job: Job
    ) -> Generator[Any, None, Any]:
        """The engine's own steps; a job that does not finish leaves no file."""
        if seed is None:
            raise InputError(f"The seed is empty: give a whole number from 0 to {MAX_SEED}.")
        folder = self._visitors.new_job(job.visitor)
        done = False
        try:
            result = yield from self._engine.text_to_face(
                prompt, seed=int(seed), detail=detail, folder=folder, cancel=job.cancel
            )
            if job.cancel.is_set():
                raise Cancelled
            done = True
            return result
        finally:
            if not done:
                job.cancel.set()
                shutil.rmtree(folder, ignore_errors=True)

    def stop(self, request: gr.Request) -> tuple:
        """Cancel what this page runs."""
        self._jobs.cancel_page(request.session_hash or "")
        return (views.cancelled(), "", *_buttons(busy=False))

    def text_to_face(
        self, prompt: str, seed: int = 7, detail: Literal["1K", "2K", "4K"] = "2K"
    ) -> dict:
        """Make a 3D head from a sentence.

        Returns {"files": {name: file}, "report": {...}}; a client downloads the files by itself.
        They stay on the server for 60 minutes.
        """
        job = self._jobs.begin(secrets.token_hex(8), self._visitors.enter(None))
        try:
            result = _last(self._steps(prompt, seed, detail, job))
        except InputError as error:
            raise gr.Error(str(error)) from error
        except Exception as error:
            raise gr.Error(_report_failure()) from error
        finally:
            self._jobs.end(job)
        kind = {"_type": "gradio.FileData"}
        files = {path.name: {"path": str(path), "meta": kind} for path in result.files.values()}
        return {"files": files, "report": dict(result.report)}


def _buttons(*, busy: bool) -> tuple[Any, Any]:
    """(Generate, Cancel): one of them shows."""
    return gr.update(visible=not busy), gr.update(visible=busy)


def _model(files: Mapping[str, Path]) -> Path | None:
    """The GLB that the viewer opens: the plain one."""
    return next((path for path in files.values() if path.name == "avatar.glb"), None)


def _address(path: Path) -> str:
    """Where the page finds a file of a job, relative to the page itself."""
    return f"files/{path.parent.parent.name}/{path.parent.name}/{path.name}"


def _report_failure() -> str:
    """Log the running exception under a new reference and return the sentence that names it."""
    reference = secrets.token_hex(4)
    log.exception("job failed, reference %s", reference)
    return f"Something broke on our side. Try again, or report it with reference {reference}."


def _last(steps: Generator[Any, None, Any]) -> Any:
    while True:
        try:
            next(steps)
        except StopIteration as stop:
            return stop.value
