"""The page's own components: a `gr.HTML` each, drawn in the browser by a script of `web/`.

The server sends JSON and the script builds DOM nodes from it. Nothing that a visitor typed ever
enters `html_template`: Gradio evaluates templates as JavaScript.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import gradio as gr

_WEB = Path(__file__).with_name("web")
_serial = itertools.count()

_PARTS = {"stage": ("film",), "panel": ("guesses",)}
"""Scripts that a widget's own is made of."""


def widget(
    name: str, events: Iterable[str], value: Any = None, place: str = "", **props: Any
) -> gr.HTML:
    """The component that `web/{name}.js` draws; its element is `fg-{place}{name}`.

    `events` are the names that the script triggers; each is a listener of the component.
    `props` must be plain JSON and never hold what a visitor typed.
    """
    scripts = ("base", *_PARTS.get(name, ()), name)
    # Gradio finds the names of own events as quoted words in the script.
    named = ", ".join(f"'{event}'" for event in events)
    return gr.HTML(
        value,
        html_template="",
        js_on_load=f"facegen.{name}({{element, props, trigger, watch, events: [{named}]}});",
        head="".join(f"<script>{_script(part)}</script>" for part in scripts),
        apply_default_css=False,
        elem_id=f"fg-{place}{name}",
        elem_classes=["fg-widget", f"fg-at-{name}"],
        **props,
    )


def message(**fields: Any) -> dict[str, Any]:
    """A value for a widget. Equal ones in a row must both arrive: a serial number differs."""
    return {"serial": next(_serial), **fields}


@cache
def _script(name: str) -> str:
    return (_WEB / f"{name}.js").read_text(encoding="utf-8")
