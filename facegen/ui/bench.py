"""What every tab with a person on it shares: stage, panel, cards, the running job, the edits."""

from __future__ import annotations

import dataclasses
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from typing import Any, ClassVar

import gradio as gr

from facegen.ui import stage
from facegen.ui.details import no_details
from facegen.ui.editing import Editing
from facegen.ui.history import History
from facegen.ui.jobflow import JobFlow, Shown, Start
from facegen.ui.jobs import Jobs
from facegen.ui.panel import busy_panel, control_props, panel
from facegen.ui.visitors import Visitors
from facegen.ui.widgets import widget

BODIES = [("Head and shoulders", "bust"), ("Whole body", "full")]
QUIET: dict[str, Any] = {"queue": False, "show_progress": "hidden", "api_visibility": "private"}
"""For events that answer at once."""

_SCROLL_TO_STAGE = """(...given) => {
    const show = () => document.querySelector('#fg-%sstage').scrollIntoView({behavior: 'smooth'});
    if (innerWidth <= 900) setTimeout(show, 300);
    return given;
}"""

Updates = dict[Any, Any]
"""Component -> its new value."""


class Bench(ABC):
    """Components and callbacks of one tab; a subclass adds the form from which a person begins.

    `visitor` is the page's `gr.State` with the visitor's token. It lives on the server, as the
    draft and the shown result do, so a browser cannot claim another visitor's in a call.
    """

    title: ClassVar[str]
    """On the tab."""
    place: ClassVar[str]
    """Begins the element ids of the tab, after "fg-"."""
    pipeline: ClassVar[str]
    """Its results name it in their reports."""

    def __init__(self, engine: Any, visitors: Visitors, jobs: Jobs) -> None:
        self._engine, self._visitors, self._jobs = engine, visitors, jobs
        self._flow = JobFlow(engine, visitors, jobs)
        self._editing = Editing(engine, visitors)

    def build(self) -> None:
        """Lay out the tab inside the current `gr.Tab`."""
        # An open page must not hold a face for longer than the server holds its visitor's files.
        self.draft = gr.State(None, time_to_live=self._visitors.keep_seconds)
        self.shown = gr.State(None)
        with gr.Row(elem_id=self._id("work"), elem_classes="fg-work", equal_height=False):
            self._widget("sides", (), labels=self._side_labels())
            with gr.Column(elem_id=self._id("form"), elem_classes="fg-form"):
                self._form()
            self.panel = self._widget(
                "panel",
                ("edit", "lock", "reroll"),
                panel(None),
                controls=control_props(),
                **self._panel_props(),
            )
            with gr.Column(elem_id=self._id("result"), elem_classes="fg-result"):
                self.stage = self._widget(
                    "stage",
                    ("example", "cancel", "make", "discard"),
                    stage.empty(),
                    **self._stage_props(),
                )
            self.details = self._widget("details", ("validate",), no_details())

    def wire(self, visitor: gr.State, remembered: gr.BrowserState, strip: History) -> None:
        """Connect the tab with the page's visitor, what their browser remembers, and the strip."""
        self._visitor, self._remembered, self._strip = visitor, remembered, strip
        self._wire_form()
        self._wire_jobs()
        self._wire_edits()

    @property
    def everything(self) -> list[Any]:
        """What a change of person touches."""
        return [
            self.stage, self.details, self.panel, self.draft, self.shown, self._strip.strip,
            *self._own(),
        ]  # fmt: skip

    def nobody(self) -> Updates:
        """Updates that empty the stage."""
        return {
            self.stage: stage.empty(),
            self.details: no_details(),
            self.panel: panel(None, fresh=True),
            self.draft: None,
            self.shown: None,
            **self._form_of(None),
            **self._buttons(busy=False),
        }

    def person(self, visitor: str, found: Shown) -> Updates:
        """Updates that show a result or an opened file."""
        return {
            self.stage: found.stage,
            self.panel: panel(found.draft, fresh=True, reading=found.reading),
            self.draft: found.draft,
            self.shown: found.job,
            **({} if found.details is None else {self.details: found.details}),
            self._strip.strip: self._strip.value(visitor, found.job),
            **self._form_of(found),
        }

    # What a subclass says about its form.

    @abstractmethod
    def _form(self) -> None:
        """Lay out the form."""

    @abstractmethod
    def _wire_form(self) -> None:
        """Connect the form's own events."""

    @abstractmethod
    def _runs(self) -> list[tuple[Callable, Callable, list[Any]]]:
        """(listener, job, the job's first inputs) of each way to begin a job."""

    @abstractmethod
    def _own(self) -> list[Any]:
        """The form's components that a change of person touches."""

    @abstractmethod
    def _options(self) -> list[Any]:
        """Components with a job's settings: detail, body."""

    @abstractmethod
    def _form_of(self, found: Shown | None) -> Updates:
        """Updates of the form when a person, or nobody, is shown."""

    @abstractmethod
    def _buttons(self, *, busy: bool) -> Updates:
        """Updates of what begins and cancels a job."""

    @abstractmethod
    def _stage_props(self) -> dict[str, Any]:
        """What the empty stage invites to."""

    def _side_labels(self) -> dict[str, str]:
        return {"describe": "Describe", "adjust": "Adjust"}

    def _panel_props(self) -> dict[str, Any]:
        return {"prefix": f"fg-{self.place}"}

    def _id(self, name: str) -> str:
        return f"fg-{self.place}{name}"

    def _widget(
        self, name: str, events: tuple[str, ...], value: Any = None, **props: Any
    ) -> gr.HTML:
        return widget(name, events, value, place=self.place, **props)

    # Jobs.

    def _wire_jobs(self) -> None:
        outputs = [*self.everything, self._visitor, self._remembered]
        given = [*self._options(), self._visitor, self.draft, self.shown]
        face = [self.stage, self.panel, *self._buttons(busy=True)]
        running = []
        for listen, run, inputs in (*self._runs(), (self.stage.make, self._remake, [])):
            begun = listen(
                self._begin, None, self._begun(), js=_SCROLL_TO_STAGE % self.place, **QUIET
            )
            # The engine queues by itself and tells the places; Gradio's own queue would hide them.
            job = begun.then(
                run,
                [*inputs, *given],
                outputs,
                concurrency_limit=None,
                show_progress="hidden",
                api_visibility="private",
            )
            job.failure(self._lost, self.draft, face, **QUIET)
            running.append(job)
        for listen in self._stops():
            listen(self._stop, self.draft, face, cancels=running, **QUIET)

    def _begun(self) -> list[Any]:
        """What the beginning of a job touches."""
        return [self.stage, self.panel, *self._buttons(busy=True)]

    def _stops(self) -> list[Callable]:
        """Listeners that cancel the running job."""
        return [self.stage.cancel]

    def _begin(self, event: gr.EventData) -> Updates:
        return {self.stage: stage.waiting(), self.panel: busy_panel(), **self._buttons(busy=True)}

    def _remake(
        self, detail: str, body: str, visitor: str | None, draft: Any, shown: str | None,
        request: gr.Request,
    ) -> Iterator[Updates]:  # fmt: skip
        start = self._flow.from_draft(draft, detail, body)
        yield from self._follow(start, visitor, draft, shown, request)

    def _follow(
        self, start: Start, visitor: str | None, draft: Any, shown: str | None, request: gr.Request
    ) -> Iterator[Updates]:
        """Yield the page's updates of one job."""
        visitor = self._visitors.enter(visitor)
        yield self._known(visitor)
        for update in self._flow.run(start, visitor, self._page(request), shown):
            if isinstance(update, Shown):
                yield {**self.person(visitor, update), **self._buttons(busy=False)}
            elif update["state"] == "back":
                yield {
                    self.stage: update,
                    self.panel: panel(draft),
                    **self._buttons(busy=False),
                }
            else:
                yield {self.stage: update}

    def _page(self, request: gr.Request) -> str | None:
        """Names this tab of this open page: each runs at most one job."""
        return f"{request.session_hash}/{self.place}" if request.session_hash else None

    def _known(self, visitor: str) -> Updates:
        """The visitor's token, on the server and in their browser."""
        return {self._visitor: visitor, self._remembered: visitor}

    def _lost(self, draft: Any) -> Updates:
        """The job's own messages stopped coming: the server is full, or broke."""
        return {
            self.stage: stage.failed("The server could not take this job. Try again in a minute."),
            self.panel: panel(draft),
            **self._buttons(busy=False),
        }

    def _stop(self, draft: Any, request: gr.Request) -> Updates:
        """Cancel what this tab of this page runs."""
        self._jobs.cancel_page(self._page(request) or "")
        return {
            self.stage: stage.told("Cancelled", "Nothing was kept of it."),
            self.panel: panel(draft),
            **self._buttons(busy=False),
        }

    # Edits.

    def _wire_edits(self) -> None:
        once = {**QUIET, "trigger_mode": "multiple"}
        state = [self.draft]
        outputs = [self.draft, self.stage, self.panel]
        self.panel.edit(self._edit, state, outputs, **once)
        self.panel.lock(self._lock, state, outputs, **once)
        self.panel.reroll(self._reroll, state, [*outputs, *self._own()], **QUIET)
        self.stage.discard(self._discard, [self._visitor, self.shown, *state], outputs, **QUIET)
        self.details.validate(
            self._editing.validate, [self._visitor, self.shown], self.details, **QUIET
        )

    def _edit(self, draft: Any, event: gr.EventData) -> Updates:
        return self._edited(self._editing.edit(draft, given(event, "changes")))

    def _lock(self, draft: Any, event: gr.EventData) -> Updates:
        return self._edited(self._editing.lock(draft, given(event, "name"), given(event, "on")))

    def _reroll(self, draft: Any) -> Updates:
        return self._edited(self._editing.reroll(draft))

    def _discard(self, visitor: str | None, shown: str | None, draft: Any) -> Updates:
        return self._edited(self._editing.discard(draft, visitor, shown), fresh=True)

    def _edited(self, result: tuple[Any, stage.Patch | None], fresh: bool = False) -> Updates:
        draft, patch = result
        update = {self.draft: draft, self.panel: panel(draft, fresh=fresh)}
        return update if patch is None else {**update, self.stage: patch}


def given(event: gr.EventData, name: str) -> Any:
    """What the browser sent under `name`, unchecked; None if nothing."""
    return getattr(event, name, None)


def example_props(examples: tuple) -> list[dict[str, Any]]:
    """Examples as JSON."""
    return [dataclasses.asdict(example) for example in examples]
