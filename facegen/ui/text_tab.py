"""The tab "Text to face": words in, a 3D head out, every feature adjustable."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Callable, Iterator
from typing import Any

import gradio as gr

from facegen.ui import stage
from facegen.ui.details import no_details
from facegen.ui.editing import Editing
from facegen.ui.examples import load_examples
from facegen.ui.history import History
from facegen.ui.jobflow import DETAILS, MAX_SEED, JobFlow, Shown
from facegen.ui.jobs import Jobs
from facegen.ui.panel import busy_panel, control_props, panel
from facegen.ui.visitors import Visitors
from facegen.ui.widgets import widget

BODIES = [("Head and shoulders", "bust"), ("Whole body", "full")]

_SCROLL_TO_STAGE = """(...given) => {
    const show = () => document.getElementById('fg-stage').scrollIntoView({behavior: 'smooth'});
    if (innerWidth <= 900) setTimeout(show, 300);
    return given;
}"""
_FOCUS_GENERATE = "() => { document.getElementById('fg-generate').focus(); }"
_FOCUS_PROMPT = "() => { document.querySelector('#fg-prompt textarea').focus(); }"
_QUIET: dict[str, Any] = {"queue": False, "show_progress": "hidden", "api_visibility": "private"}


class TextTab:
    """Components and callbacks of the tab.

    `visitor` is the page's `gr.State` with the visitor's token. It lives on the server, as the
    draft and the shown result do, so a browser cannot claim another visitor's in a call.
    """

    def __init__(self, engine: Any, visitors: Visitors, jobs: Jobs, detail: str) -> None:
        self._visitors, self._jobs = visitors, jobs
        self._flow = JobFlow(engine, visitors, jobs)
        self._editing = Editing(engine, visitors)
        self._detail = detail if detail in DETAILS else "2K"
        self._examples = load_examples()

    def build(self) -> None:
        """Lay out the tab inside the current `gr.Tab`."""
        self.draft, self.shown = gr.State(None), gr.State(None)
        with gr.Row(elem_id="fg-work", equal_height=False):
            widget("sides", ())
            with gr.Column(elem_id="fg-form"):
                self._form()
            self.panel = widget(
                "panel", ("edit", "lock", "reroll"), panel(None), controls=control_props()
            )
            with gr.Column(elem_id="fg-result"):
                self.stage = widget(
                    "stage",
                    ("example", "cancel", "make", "discard"),
                    stage.empty(),
                    examples=[dataclasses.asdict(example) for example in self._examples],
                )
            self.details = widget("details", ("validate",), no_details())

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
            # Bounds are checked by the job: Gradio's own refusal would leave the stage waiting.
            self.seed = gr.Number(7, label="Seed", precision=0, elem_id="fg-seed")
            self.roll = gr.Button("Roll", elem_id="fg-roll", min_width=60)
            self.detail = gr.Radio(
                list(DETAILS), value=self._detail, label="Detail", elem_id="fg-detail"
            )
        with gr.Accordion("Advanced", open=False, elem_id="fg-advanced"):
            self.body = gr.Radio(BODIES, value="bust", label="How much of the body")
            gr.HTML(
                "<p>Detail is the size of the textures: 1K is quickest, 4K shows pores close up. "
                "The same words, seed and settings give the same person again.</p>"
            )
        self.generate = gr.Button("Generate", variant="primary", elem_id="fg-generate")
        self.cancel = gr.Button("Cancel", visible=False, elem_id="fg-cancel")
        self.afresh = gr.Button("Start afresh", elem_id="fg-afresh", size="sm")

    def wire(self, visitor: gr.State, remembered: gr.BrowserState, strip: History) -> None:
        """Connect the tab with the page's visitor, what their browser remembers, and the strip."""
        self._visitor, self._remembered, self._strip = visitor, remembered, strip
        self.roll.click(lambda: random.randrange(1_000_000), None, self.seed, **_QUIET)
        self.stage.example(self._fill, None, [self.prompt, self.seed], **_QUIET).then(
            None, None, None, js=_FOCUS_GENERATE
        )
        self.afresh.click(self._start_afresh, None, self.everything, **_QUIET).then(
            None, None, None, js=_FOCUS_PROMPT
        )
        self._wire_jobs(visitor)
        self._wire_edits(visitor)
        outputs = [*self.everything, visitor, remembered]
        strip.open(self._open, [visitor, self.shown], outputs, **_QUIET)
        strip.remove(self._remove, [visitor, self.shown], outputs, **_QUIET)
        strip.upload(self._open_file, [visitor, self.shown], outputs)

    @property
    def everything(self) -> list[Any]:
        """What a change of person touches."""
        return [
            self.stage, self.details, self.panel, self.prompt, self.seed, self.generate,
            self.cancel, self.draft, self.shown, self._strip.strip,
        ]  # fmt: skip

    def _wire_jobs(self, visitor: gr.State) -> None:
        outputs = [*self.everything, visitor, self._remembered]
        options = [self.detail, self.body, visitor, self.draft, self.shown]
        face = [self.stage, self.panel, self.generate, self.cancel]
        words = [self.prompt, self.seed]
        running = []
        for listen, run, inputs in (
            (self.generate.click, self._run, words),
            (self.prompt.submit, self._run, words),
            (self.stage.make, self._remake, []),
        ):
            begun = listen(self._begin, None, face, js=_SCROLL_TO_STAGE, **_QUIET)
            # The engine queues by itself and tells the places; Gradio's own queue would hide them.
            job = begun.then(
                run,
                [*inputs, *options],
                outputs,
                concurrency_limit=None,
                show_progress="hidden",
                api_visibility="private",
            )
            job.failure(self._lost, self.draft, face, **_QUIET)
            running.append(job)
        for listen in (self.cancel.click, self.stage.cancel):
            listen(self._stop, self.draft, face, cancels=running, **_QUIET)

    def _wire_edits(self, visitor: gr.State) -> None:
        once = {**_QUIET, "trigger_mode": "multiple"}
        state = [self.draft]
        outputs = [self.draft, self.stage, self.panel]
        self.panel.edit(self._edit, state, outputs, **once)
        self.panel.lock(self._lock, state, outputs, **once)
        self.panel.reroll(self._reroll, state, [*outputs, self.seed], **_QUIET)
        self.stage.discard(self._discard, [visitor, self.shown, *state], outputs, **_QUIET)
        self.details.validate(self._editing.validate, [visitor, self.shown], self.details, **_QUIET)

    def _buttons(self, *, busy: bool) -> dict[Any, Any]:
        """Generate or Cancel: one of them shows."""
        return {self.generate: gr.update(visible=not busy), self.cancel: gr.update(visible=busy)}

    def _begin(self) -> dict[Any, Any]:
        return {self.stage: stage.waiting(), self.panel: busy_panel(), **self._buttons(busy=True)}

    def _fill(self, event: gr.EventData) -> tuple[str, int]:
        index = _given(event, "index")
        if not isinstance(index, int) or not 0 <= index < len(self._examples):
            return gr.skip()
        example = self._examples[index]
        return example.prompt, example.seed

    def _start_afresh(self) -> dict[Any, Any]:
        return {self.prompt: "", **self.nobody()}

    def nobody(self) -> dict[Any, Any]:
        """Updates that empty the stage."""
        return {
            self.stage: stage.empty(),
            self.details: no_details(),
            self.panel: panel(None, fresh=True),
            self.draft: None,
            self.shown: None,
            **self._buttons(busy=False),
        }

    def _run(
        self, prompt: str, seed: float | None, detail: str, body: str, visitor: str | None,
        draft: Any, shown: str | None, request: gr.Request,
    ) -> Iterator[dict[Any, Any]]:  # fmt: skip
        steps = self._flow.from_words(prompt, seed, detail, body)
        yield from self._follow(steps, visitor, draft, shown, request)

    def _remake(
        self, detail: str, body: str, visitor: str | None, draft: Any, shown: str | None,
        request: gr.Request,
    ) -> Iterator[dict[Any, Any]]:  # fmt: skip
        steps = self._flow.from_draft(draft, detail, body)
        yield from self._follow(steps, visitor, draft, shown, request)

    def _follow(
        self, start: Callable, visitor: str | None, draft: Any, shown: str | None, request: Any
    ) -> Iterator[dict[Any, Any]]:
        """Yield the page's updates of one job."""
        visitor = self._visitors.enter(visitor)
        yield self._known(visitor)
        for update in self._flow.run(start, visitor, request.session_hash, shown):
            if isinstance(update, Shown):
                yield {**self._person(visitor, update), **self._buttons(busy=False)}
            elif update["state"] == "back":
                yield {
                    self.stage: update,
                    self.panel: panel(draft),
                    **self._buttons(busy=False),
                }
            else:
                yield {self.stage: update}

    def _person(self, visitor: str, found: Shown) -> dict[Any, Any]:
        """Updates that show a result or an opened file."""
        return {
            self.stage: found.stage,
            self.panel: panel(found.draft, fresh=True),
            self.draft: found.draft,
            self.prompt: found.draft.reading.prompt,
            self.seed: min(found.draft.seed, MAX_SEED),
            self.shown: found.job,
            **({} if found.details is None else {self.details: found.details}),
            self._strip.strip: self._strip.value(visitor, found.job),
        }

    def _known(self, visitor: str) -> dict[Any, Any]:
        """The visitor's token, on the server and in their browser."""
        return {self._visitor: visitor, self._remembered: visitor}

    def _lost(self, draft: Any) -> dict[Any, Any]:
        """The job's own messages stopped coming: the server is full, or broke."""
        return {
            self.stage: stage.failed("The server could not take this job. Try again in a minute."),
            self.panel: panel(draft),
            **self._buttons(busy=False),
        }

    def _stop(self, draft: Any, request: gr.Request) -> dict[Any, Any]:
        """Cancel what this page runs."""
        self._jobs.cancel_page(request.session_hash or "")
        return {
            self.stage: stage.told("Cancelled", "Nothing was kept of it."),
            self.panel: panel(draft),
            **self._buttons(busy=False),
        }

    def _edit(self, draft: Any, event: gr.EventData) -> dict[Any, Any]:
        return self._edited(self._editing.edit(draft, _given(event, "changes")))

    def _lock(self, draft: Any, event: gr.EventData) -> dict[Any, Any]:
        return self._edited(self._editing.lock(draft, _given(event, "name"), _given(event, "on")))

    def _reroll(self, draft: Any) -> dict[Any, Any]:
        draft, patch = self._editing.reroll(draft)
        seed = {} if draft is None else {self.seed: min(draft.seed, MAX_SEED)}
        return {**self._edited((draft, patch)), **seed}

    def _discard(self, visitor: str | None, shown: str | None, draft: Any) -> dict[Any, Any]:
        return self._edited(self._editing.discard(draft, visitor, shown), fresh=True)

    def _edited(self, result: tuple[Any, stage.Patch | None], fresh: bool = False) -> dict:
        draft, patch = result
        update = {self.draft: draft, self.panel: panel(draft, fresh=fresh)}
        return update if patch is None else {**update, self.stage: patch}

    def _open(self, visitor: str | None, shown: str | None, event: gr.EventData) -> dict:
        return self._opened(
            visitor, self._editing.open_result(visitor, _given(event, "job"), shown)
        )

    def _open_file(self, path: str | None, visitor: str | None, shown: str | None) -> dict:
        visitor = self._visitors.enter(visitor)
        return self._opened(visitor, self._editing.open_file(path, shown))

    def _opened(self, visitor: str | None, found: Shown | stage.Patch) -> dict[Any, Any]:
        visitor = self._visitors.enter(visitor)
        if isinstance(found, Shown):
            return {**self._known(visitor), **self._person(visitor, found)}
        return {**self._known(visitor), self.stage: found}

    def _remove(self, visitor: str | None, shown: str | None, event: gr.EventData) -> dict:
        visitor = self._visitors.enter(visitor)
        job = _given(event, "job")
        removed = self._editing.remove(visitor, job)
        gone = self.nobody() if removed and job == shown else {}
        left = None if gone else shown
        strip = self._strip.value(visitor, left)
        return {**self._known(visitor), **gone, self._strip.strip: strip}


def _given(event: gr.EventData, name: str) -> Any:
    """What the browser sent under `name`, unchecked; None if nothing."""
    return getattr(event, name, None)
