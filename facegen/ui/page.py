"""The whole page: header, tabs, the strip of results, footer, and who is visiting."""

from __future__ import annotations

import functools
from typing import Any

import gradio as gr

from facegen.settings import Settings
from facegen.ui import stage
from facegen.ui.bench import QUIET, Bench, Updates, given
from facegen.ui.editing import Editing
from facegen.ui.history import History
from facegen.ui.jobflow import Shown
from facegen.ui.jobs import Jobs
from facegen.ui.photo_tab import PhotoTab
from facegen.ui.text_tab import TextTab
from facegen.ui.visitors import Visitors

TITLE = "facegen"
_PIPELINES = (TextTab.pipeline, PhotoTab.pipeline)
_TOGGLE_THEME = """() => {
    const dark = document.body.classList.toggle('dark');
    localStorage.setItem('facegen-theme', dark ? 'dark' : 'light');
}"""
_RECALL_THEME = """() => {
    const chosen = localStorage.getItem('facegen-theme');
    if (chosen) document.body.classList.toggle('dark', chosen === 'dark');
}"""


def build(engine: Any, settings: Settings, visitors: Visitors) -> gr.Blocks:
    """Gradio Blocks of the page over `engine` (see `facegen.engine.Engine`)."""
    page = _Page(engine, settings, visitors)
    with gr.Blocks(
        title=TITLE, analytics_enabled=False, fill_width=True, delete_cache=(600, 3600)
    ) as blocks:
        page.build()
        page.wire(blocks)
    return blocks


class _Page:
    """What stands around the tabs; a result opens in the tab of its pipeline."""

    def __init__(self, engine: Any, settings: Settings, visitors: Visitors) -> None:
        self._settings, self._visitors, self._jobs = settings, visitors, Jobs()
        self._text = TextTab(engine, visitors, self._jobs, settings.detail)
        self._photo = PhotoTab(engine, visitors, self._jobs)
        self._benches: tuple[Bench, ...] = (self._text, self._photo)
        self._strip = History(visitors)
        self._editing = Editing(engine, visitors)

    def build(self) -> None:
        """Lay out everything."""
        # Only a browser that was here before can name its folder; the secret guards nothing, but
        # a fixed one lets the browser read its own note after the server restarts.
        self._remembered = gr.BrowserState(
            "", storage_key="facegen-visitor", secret="facegen-visitor"
        )
        self._visitor, self._active = gr.State(None), gr.State(self._text.pipeline)
        with gr.Row(elem_id="fg-header"):
            gr.HTML("<h1>facegen</h1><p>3D people from words and photos</p>", elem_id="fg-brand")
            self._theme = gr.Button("Light or dark", elem_id="fg-theme", size="sm", min_width=40)
        with gr.Tabs(elem_id="fg-tabs", selected=self._text.pipeline) as self._tabs:
            for bench in self._benches:
                # The widgets of a tab that was never opened hear what happens to its person, too.
                with gr.Tab(bench.title, id=bench.pipeline, render_children=True) as bench.tab:
                    bench.build()
        self._strip.build()
        with gr.Row(elem_id="fg-footer"):
            gr.HTML(
                f"<p>Your files and photos are removed {self._settings.keep_minutes} minutes after "
                "your last visit. Every picture and model is synthetic and says so inside.</p>"
            )
            self._delete = gr.Button("Delete my data", elem_id="fg-delete", size="sm", min_width=60)

    def wire(self, blocks: gr.Blocks) -> None:
        """Connect everything."""
        known = [self._visitor, self._remembered]
        for bench in self._benches:
            bench.wire(self._visitor, self._remembered, self._strip)
            bench.tab.select(
                functools.partial(self._turn, bench), [self._visitor, bench.shown],
                [self._active, self._strip.strip], **QUIET,
            )  # fmt: skip
        shown = [bench.shown for bench in self._benches]
        touched = {part for bench in self._benches for part in bench.everything}
        outputs = [*touched, *known, self._tabs, self._active]
        given_all = [self._visitor, self._active, *shown]
        self._strip.open(self._open, given_all, outputs, **QUIET)
        self._strip.remove(self._remove, given_all, outputs, **QUIET)
        self._strip.upload(self._open_file, given_all, outputs)
        self._theme.click(None, None, None, js=_TOGGLE_THEME, api_visibility="private")
        photo = self._photo.photo
        blocks.load(self._arrive, self._remembered, [*known, self._strip.strip, photo], **QUIET)
        blocks.load(None, None, None, js=_RECALL_THEME, api_visibility="private")
        self._delete.click(self._leave, self._visitor, [*outputs, photo], **QUIET)

    def _turn(self, bench: Bench, visitor: str | None, shown: str | None) -> Updates:
        """Another tab: the strip marks the person who is shown there."""
        return {
            self._active: bench.pipeline,
            self._strip.strip: self._strip.value(visitor, shown),
        }

    def _arrive(self, token: str) -> Updates:
        known = self._visitors.enter(token)
        strip = self._strip.value(known, None)
        return {**self._known(known), self._strip.strip: strip, **self._photo.arrive(known)}

    def _leave(self, token: str | None) -> Updates:
        if token:
            self._jobs.cancel_visitor(token)
            self._visitors.forget(token)
        updates: Updates = {self._remembered: "", self._visitor: None}
        for bench in self._benches:
            updates |= {**bench.nobody(), bench.stage: stage.deleted()}
        return {**updates, **self._photo.leave(), self._strip.strip: self._strip.value(None, None)}

    def _known(self, visitor: str) -> Updates:
        return {self._visitor: visitor, self._remembered: visitor}

    def _open(
        self, visitor: str | None, event: gr.EventData, active: str, *shown: str | None
    ) -> Updates:
        job = given(event, "job")
        found = self._editing.open_result(visitor, job, dict(zip(_PIPELINES, shown, strict=True)))
        return self._opened(visitor, active, found)

    def _open_file(
        self, path: str | None, visitor: str | None, active: str, *shown: str | None
    ) -> Updates:
        found = self._editing.open_file(path, dict(zip(_PIPELINES, shown, strict=True)))
        return self._opened(visitor, active, found)

    def _opened(self, visitor: str | None, active: str, found: Shown | stage.Patch) -> Updates:
        visitor = self._visitors.enter(visitor)
        if not isinstance(found, Shown):
            return {**self._known(visitor), self._bench(active).stage: found}
        bench = self._bench(found.pipeline)
        return {
            **self._known(visitor), **bench.person(visitor, found),
            self._tabs: gr.update(selected=bench.pipeline), self._active: bench.pipeline,
        }  # fmt: skip

    def _remove(
        self, visitor: str | None, event: gr.EventData, active: str, *shown: str | None
    ) -> Updates:
        visitor = self._visitors.enter(visitor)
        job = given(event, "job")
        updates, left = self._known(visitor), dict(zip(_PIPELINES, shown, strict=True))
        if self._editing.remove(visitor, job):
            for bench in self._benches:
                if left[bench.pipeline] == job:
                    updates |= bench.nobody()
                    left[bench.pipeline] = None
        return {**updates, self._strip.strip: self._strip.value(visitor, left[active])}

    def _bench(self, pipeline: str) -> Bench:
        return next(bench for bench in self._benches if bench.pipeline == pipeline)
