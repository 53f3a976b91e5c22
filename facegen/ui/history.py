"""The strip of a visitor's people, the same on every tab, and the way in for a saved file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gradio as gr

from facegen.ui.visitors import Visitors
from facegen.ui.widgets import message, widget


class History:
    """Components of the strip."""

    def __init__(self, visitors: Visitors) -> None:
        self._visitors = visitors

    def build(self) -> None:
        """Lay out the strip."""
        with gr.Row(elem_id="fg-people"):
            self.strip = widget("history", ("open", "remove"), self.value(None, None))
            self.file = gr.UploadButton(
                "Open a GLB",
                file_types=[".glb", ".vrm"],
                type="filepath",
                elem_id="fg-openfile",
                size="sm",
                min_width=60,
            )

    def value(self, visitor: str | None, selected: str | None) -> dict[str, Any]:
        """The strip's value: results of `visitor`, newest first."""
        results = self._visitors.results(visitor) if visitor else []
        items = [
            {
                "job": result.job,
                "title": " ".join(result.title.split())[:120] or "Somebody",
                "thumb": f"files/{result.folder.parent.name}/{result.job}/thumb.webp",
            }
            for result in results
        ]
        return message(items=items, selected=selected)

    def open(self, action: Callable, inputs: list, outputs: list, **options: Any) -> None:
        """Listen for a click on a result."""
        self.strip.open(action, inputs, outputs, **options)

    def remove(self, action: Callable, inputs: list, outputs: list, **options: Any) -> None:
        """Listen for the removal of a result."""
        self.strip.remove(action, inputs, outputs, **options)

    def upload(self, action: Callable, inputs: list, outputs: list) -> None:
        """Listen for an uploaded file; `action` gets its path first."""
        self.file.upload(
            action, [self.file, *inputs], outputs, queue=False, show_progress="hidden",
            api_visibility="private",
        )  # fmt: skip
