"""The whole page: header, tabs, footer, and who is visiting."""

from __future__ import annotations

from typing import Any

import gradio as gr

from facegen.ui import views
from facegen.ui.jobs import Jobs
from facegen.ui.text_tab import TextTab
from facegen.ui.visitors import Visitors

TITLE = "facegen"
_TOGGLE_THEME = "() => { document.body.classList.toggle('dark'); }"


def build(engine: Any, settings: Any, visitors: Visitors) -> gr.Blocks:
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
            theme = gr.Button("Light / dark", elem_id="fg-theme", size="sm", min_width=60)
        with gr.Tabs(elem_id="fg-tabs"), gr.Tab("Text to face"):
            tab = TextTab(engine, visitors, jobs, getattr(settings, "detail", "2K"))
            tab.build(visitor)
        with gr.Row(elem_id="fg-footer"):
            gr.HTML("<p>Your files are removed 60 minutes after your last visit.</p>")
            delete = gr.Button("Delete my data", elem_id="fg-delete", size="sm", min_width=60)
        theme.click(None, None, None, js=_TOGGLE_THEME, api_visibility="private")

        def arrive(token: str) -> tuple[str, str]:
            known = visitors.enter(token)
            return known, known

        def leave(token: str | None) -> tuple:
            if token:
                jobs.cancel_visitor(token)
                visitors.forget(token)
            return "", None, views.deleted(), "", gr.update(visible=True), gr.update(visible=False)

        blocks.load(
            arrive, remembered, [remembered, visitor], queue=False, api_visibility="private"
        )
        delete.click(
            leave,
            visitor,
            [remembered, visitor, tab.stage, tab.details, tab.generate, tab.cancel],
            queue=False,
            show_progress="hidden",
            api_name="delete_my_data",
        )
    return blocks
