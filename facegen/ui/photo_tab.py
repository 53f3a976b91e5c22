"""The tab "Photo to views": a portrait in, a 3D head and 16 views of it out, corrected by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import gradio as gr

from facegen.errors import InputError, SetupError
from facegen.logs import report_failure
from facegen.ui.bench import BODIES, QUIET, Bench, Updates, example_props, given
from facegen.ui.examples import load_photos
from facegen.ui.jobflow import DETAILS, Shown
from facegen.ui.jobs import Jobs
from facegen.ui.photos import found_faces, photo_address
from facegen.ui.visitors import FROM_PHOTO, Visitors
from facegen.ui.widgets import message

_EXAMPLE = "example:"
"""Begins the name of a photo that is one of the examples."""
TIPS = (
    "One face, from the front or turned a little",
    "Even light, eyes and mouth to be seen",
    "Hair and ears inside the picture",
)
_FOCUS_GO = "() => { document.querySelector('#fg-photo-photo .fg-go-own').focus(); }"


class PhotoTab(Bench):
    """The form: a photo, which of its faces, the detail."""

    title, place, pipeline = "Photo to views", "photo-", FROM_PHOTO

    def __init__(self, engine: Any, visitors: Visitors, jobs: Jobs) -> None:
        super().__init__(engine, visitors, jobs)
        self._examples = load_photos()

    def arrive(self, visitor: str) -> Updates:
        """Where a visitor's photos go."""
        return {self.photo: message(address=photo_address(visitor))}

    def leave(self) -> Updates:
        """The photo is gone, and nobody may send one until they arrive again."""
        return {self.photo: message(address="", photo=None)}

    def _form(self) -> None:
        self.choice = gr.State((None, 0))
        self.photo = self._widget("photo", ("make", "cancel", "renew"), message(address=""))
        with gr.Accordion("Advanced", open=False, elem_classes="fg-advanced"):
            self.detail = gr.Radio(list(DETAILS), value="1K", label="Detail")
            self.body = gr.Radio(BODIES, value="bust", label="How much of the body")
            gr.HTML(
                "<p>Detail is the size of the textures: 1K is quickest, 4K keeps the most of a "
                "large photo. The same photo and settings give the same head again.</p>"
            )
        self.afresh = gr.Button("Start afresh", elem_classes="fg-afresh", size="sm")

    def _wire_form(self) -> None:
        self.stage.example(self._take_example, None, self.photo, **QUIET).then(
            None, None, None, js=_FOCUS_GO
        )
        self.afresh.click(self._start_afresh, None, [*self.everything, self.photo], **QUIET)
        self.photo.renew(
            self._renew, self._visitor, [self._visitor, self._remembered, self.photo], **QUIET
        )

    def _runs(self) -> list[tuple[Callable, Callable, list[Any]]]:
        return [(self.photo.make, self._run, [self.choice])]

    def _stops(self) -> list[Callable]:
        return [self.photo.cancel, *super()._stops()]

    def _begun(self) -> list[Any]:
        return [*super()._begun(), self.choice]

    def _begin(self, event: gr.EventData) -> Updates:
        # The browser's words, unchecked; the job finds out what they lead to.
        return {**super()._begin(event), self.choice: (given(event, "photo"), given(event, "face"))}

    def _own(self) -> list[Any]:
        return []

    def _options(self) -> list[Any]:
        return [self.detail, self.body]

    def _side_labels(self) -> dict[str, str]:
        return {"describe": "Photo", "adjust": "Correct"}

    def _panel_props(self) -> dict[str, Any]:
        return {**super()._panel_props(), "photo": True}

    def _stage_props(self) -> dict[str, Any]:
        return {
            "title": "Start from a photo",
            "text": "One portrait becomes a 3D head that moves, and 16 views from all around. Put "
            "in a photo of your own, or try one of our renders.",
            "tips": list(TIPS),
            "examples": example_props(self._examples),
            "film": True,
        }

    def _form_of(self, found: Shown | None) -> Updates:
        return {}

    def _buttons(self, *, busy: bool) -> Updates:
        # The stage tells the form by itself.
        return {}

    def _start_afresh(self) -> Updates:
        return {**self.nobody(), self.photo: message(photo=None)}

    def _renew(self, visitor: str | None) -> Updates:
        visitor = self._visitors.enter(visitor)
        return {**self._known(visitor), **self.arrive(visitor)}

    def _take_example(self, event: gr.EventData) -> Any:
        index = given(event, "index")
        if not isinstance(index, int) or not 0 <= index < len(self._examples):
            return gr.skip()
        try:
            found = found_faces(self._engine, self._examples[index].path)
        except (InputError, SetupError) as error:
            return message(error=str(error))
        except Exception as error:
            return message(error=report_failure(error))
        return message(photo={"id": f"{_EXAMPLE}{index}", "example": True, **found})

    def _run(
        self, choice: tuple[Any, Any], detail: str, body: str, visitor: str | None, draft: Any,
        shown: str | None, request: gr.Request,
    ) -> Iterator[Updates]:  # fmt: skip
        name, face = choice
        start = self._flow.from_photo(self.photo_of(visitor, name), face, detail, body)
        yield from self._follow(start, visitor, draft, shown, request)

    def photo_of(self, visitor: str | None, name: Any) -> Path | None:
        """The example or the visitor's own photo of that name."""
        for number, example in enumerate(self._examples):
            if name == f"{_EXAMPLE}{number}":
                return example.path
        return self._visitors.photo(visitor, name) if visitor else None
