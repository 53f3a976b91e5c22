"""The whole page: header, tabs, the strip of results, footer, and who is visiting."""

from __future__ import annotations

from typing import Any

import gradio as gr

from facegen.settings import Settings
from facegen.ui.history import History
from facegen.ui.jobs import Jobs
from facegen.ui.stage import deleted
from facegen.ui.text_tab import TextTab
from facegen.ui.visitors import Visitors

TITLE = "facegen"
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
    jobs = Jobs()
    with gr.Blocks(
        title=TITLE, analytics_enabled=False, fill_width=True, delete_cache=(600, 3600)
    ) as blocks:
        # Only a browser that was here before can name its folder; the secret guards nothing, but
        # a fixed one lets the browser read its own note after the server restarts.
        remembered = gr.BrowserState("", storage_key="facegen-visitor", secret="facegen-visitor")
        visitor = gr.State(None)
        with gr.Row(elem_id="fg-header"):
            gr.HTML("<h1>facegen</h1><p>3D people from words</p>", elem_id="fg-brand")
            theme = gr.Button("Light or dark", elem_id="fg-theme", size="sm", min_width=40)
        tab = TextTab(engine, visitors, jobs, settings.detail)
        strip = History(visitors)
        with gr.Tabs(elem_id="fg-tabs"), gr.Tab("Text to face"):
            tab.build()
        strip.build(tab.shown)
        with gr.Row(elem_id="fg-footer"):
            gr.HTML(
                f"<p>Your files are removed {settings.keep_minutes} minutes after your last visit. "
                "Every picture and model is synthetic and says so inside.</p>"
            )
            delete = gr.Button("Delete my data", elem_id="fg-delete", size="sm", min_width=60)
        tab.wire(visitor, remembered, strip)
        theme.click(None, None, None, js=_TOGGLE_THEME, api_visibility="private")

        def arrive(token: str) -> dict[Any, Any]:
            known = visitors.enter(token)
            return {remembered: known, visitor: known, strip.strip: strip.value(known, None)}

        def leave(token: str | None) -> dict[Any, Any]:
            if token:
                jobs.cancel_visitor(token)
                visitors.forget(token)
            return {
                **tab.nobody(),
                tab.stage: deleted(),
                tab.prompt: "",
                remembered: "",
                visitor: None,
                strip.strip: strip.value(None, None),
            }

        blocks.load(
            arrive, remembered, [remembered, visitor, strip.strip], queue=False,
            js=None, show_progress="hidden", api_visibility="private",
        )  # fmt: skip
        blocks.load(None, None, None, js=_RECALL_THEME, api_visibility="private")
        delete.click(
            leave, visitor, [*tab.everything, remembered, visitor], queue=False,
            show_progress="hidden", api_visibility="private",
        )  # fmt: skip
    return blocks
