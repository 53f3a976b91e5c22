"""What stands on the stage: HTML of each state of a job. Every text from outside is escaped."""

from __future__ import annotations

import base64
import io
from html import escape
from urllib.parse import quote

from jaxtyping import UInt8
from numpy import ndarray
from PIL import Image

_HEAD_OUTLINE = (
    '<svg viewBox="0 0 200 240" class="fg-outline" aria-hidden="true">'
    '<path d="M100 18c-42 0-64 30-64 74 0 16 3 33 10 49 10 24 30 45 54 45s44-21 54-45c7-16 10-33'
    ' 10-49 0-44-22-74-64-74z"/>'
    '<path d="M72 178v26c-24 8-44 12-56 28M128 178v26c24 8 44 12 56 28"/>'
    '<path d="M36 100h128M100 18v168M46 141h108M42 62h116" class="fg-grid"/></svg>'
)


def empty() -> str:
    """Nothing was made yet."""
    return _frame(
        "empty",
        f"{_HEAD_OUTLINE}<h2>Describe someone</h2>"
        "<p>Age, origin, hair, eyes, skin, mood. What you leave out is chosen from the seed.</p>",
    )


def waiting() -> str:
    """Asked for, not yet begun."""
    return _frame("waiting", _HEAD_OUTLINE + _progress("Waiting for a free place", None, 0.0))


def working(stage: str, fraction: float, preview: str | None, seconds: float) -> str:
    """A job at `stage`, `fraction` 0..1 done; `preview` is a data URL."""
    picture = f'<img src="{preview}" alt="Preview: {escape(stage)}">' if preview else _HEAD_OUTLINE
    return _frame("working", picture + _progress(stage, fraction, seconds))


def finishing(stage: str, fraction: float, seconds: float) -> str:
    """Below the viewer, while the downloads are still being made."""
    return f'<div class="fg-card fg-finishing">{_progress(stage, fraction, seconds)}</div>'


def viewer(file_url: str) -> str:
    """Our three.js page, showing the GLB at `file_url` (relative to this page)."""
    source = quote("../" + file_url, safe="")
    return (
        '<div class="fg-stage fg-done"><iframe title="3D viewer" allow="fullscreen"'
        f' src="viewer/index.html?src={source}"></iframe></div>'
    )


def cancelled() -> str:
    """The visitor stopped the job."""
    return _frame("empty", f"{_HEAD_OUTLINE}<h2>Cancelled</h2><p>Nothing was kept.</p>")


def deleted() -> str:
    """The visitor removed their data."""
    return _frame(
        "empty",
        f"{_HEAD_OUTLINE}<h2>Your data is gone</h2>"
        "<p>Every file this browser made here was removed.</p>",
    )


def failed(message: str, title: str = "That did not work") -> str:
    """The job ended with `message`, a sentence for the visitor."""
    return _frame("failed", f'<h2>{escape(title)}</h2><p role="alert">{escape(message)}</p>')


def data_url(image: UInt8[ndarray, "H W 3"]) -> str:
    """An image as a `data:` URL, so that a preview leaves no file behind."""
    buffer = io.BytesIO()
    Image.fromarray(image).save(buffer, "WEBP", quality=86, method=1)
    return "data:image/webp;base64," + base64.b64encode(buffer.getvalue()).decode()


def _frame(state: str, content: str) -> str:
    return f'<div class="fg-stage fg-{state}"><div class="fg-middle">{content}</div></div>'


def _progress(stage: str, fraction: float | None, seconds: float) -> str:
    percent = 0 if fraction is None else round(100 * min(max(fraction, 0.0), 1.0))
    number = "" if fraction is None else f"{percent} %"
    clock = f"{seconds:.0f} s" if seconds >= 1 else ""
    return (
        '<div class="fg-progress"><div class="fg-progress-text">'
        f'<span role="status">{escape(stage)}</span><span>{number}</span>'
        f'<span class="fg-clock">{clock}</span></div>'
        f'<div class="fg-bar" role="progressbar" aria-label="{escape(stage)}" aria-valuemin="0"'
        f' aria-valuemax="100" aria-valuenow="{percent}"><i style="width:{percent}%"></i>'
        "</div></div>"
    )
