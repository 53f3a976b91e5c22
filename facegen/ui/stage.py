"""What stands on the stage: patches that `web/stage.js` merges into what it shows.

A patch leaves out what stays as it is, so a failed or cancelled job gives back what stood there.
"""

from __future__ import annotations

import base64
import io
from typing import Any

from jaxtyping import UInt8
from numpy import ndarray
from PIL import Image

from facegen.pipelines.progress import Progress
from facegen.ui.widgets import message

Patch = dict[str, Any]


def empty() -> Patch:
    """The invitation."""
    return _patch("empty", viewer=None, sketch=None, preview=None, notice=None, views=None)


def waiting() -> Patch:
    """Asked for, not yet begun."""
    return _patch("waiting", stage="Asking for a place", fraction=0.0, place=None, wait=None,
                  remaining=None, preview=None, notice=None, live=None, growing=None)  # fmt: skip


def working(step: Progress, preview: str | None, **written: Any) -> Patch:
    """A job at `step`; `preview` is a data URL.

    `written` are files that can be seen already: `live` is `view`'s value, `growing` `film`'s.
    """
    return _patch(
        "working",
        stage="In the queue" if step.place else step.stage,
        fraction=min(max(step.fraction, 0.0), 1.0),
        place=step.place,
        wait=step.wait_s,
        remaining=step.remaining_s,
        preview=preview,
        **written,
    )


def view(source: str, before: str | None, name: str) -> dict[str, Any]:
    """The GLB at `source` as the viewer takes it; addresses are relative to the page, as is that
    of `before`, the last one."""
    return {"src": f"../{source}", "before": before and f"../{before}", "name": name}


def viewer(shown: dict[str, Any], views: dict[str, Any] | None = None) -> Patch:
    """The 3D view of a `view`, with the pictures of a `film` below it."""
    return _patch("done", viewer=shown, sketch=None, preview=None, notice=None, views=views)


def sketch(picture: UInt8[ndarray, "H W 3"], caption: str = "Changed, not yet in 3D.") -> Patch:
    """A quick picture of an edited person, over the 3D view."""
    return _patch("sketch", sketch=data_url(picture), caption=caption, notice=None)


def back_to_viewer() -> Patch:
    """The 3D view again, without the sketch."""
    return _patch("done", sketch=None, notice=None)


def failed(message: str, title: str = "That did not work") -> Patch:
    """`message` over what stood there before."""
    return _patch("back", notice={"kind": "error", "title": title, "text": message})


def told(title: str, message: str) -> Patch:
    """A message that is no failure, over what stood there before."""
    return _patch("back", notice={"kind": "info", "title": title, "text": message})


def deleted() -> Patch:
    """The visitor removed their data."""
    notice = {
        "kind": "info",
        "title": "Your data is gone",
        "text": "Every file that this browser made here was removed.",
    }
    return empty() | {"notice": notice}


def data_url(image: UInt8[ndarray, "H W 3"]) -> str:
    """An image as a `data:` URL, so that a preview leaves no file behind."""
    buffer = io.BytesIO()
    Image.fromarray(image).save(buffer, "WEBP", quality=88, method=1)
    return "data:image/webp;base64," + base64.b64encode(buffer.getvalue()).decode()


def _patch(state: str, **fields: Any) -> Patch:
    return message(state=state, **fields)
