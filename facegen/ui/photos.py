"""A visitor's photo on its way in: `POST /photos/{token}` keeps it and tells which faces are in it.

The photo goes straight into the visitor's own folder, never through Gradio's upload folder, whose
names follow from the content and so are the same for everybody.
"""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path
from typing import Any

import anyio
from fastapi import FastAPI, HTTPException, Request
from starlette.requests import ClientDisconnect

from facegen.errors import Cancelled, InputError, SetupError
from facegen.logs import report_failure
from facegen.ui.stage import data_url
from facegen.ui.visitors import Visitors

CONSENT = "yes"
"""What `?consent=` must say: that the visitor has the right to use the picture."""
_LOOK_S = 0.2
"""Seconds between two looks whether the visitor left."""
_REFUSED = "Confirm first that you have the right to use the picture."
_GONE = "Your visit has ended, and its files were removed. Reload the page."


def photo_address(token: str) -> str:
    """Where the visitor's photos are sent, relative to the page."""
    return f"photos/{token}"


def found_faces(engine: Any, path: Path, cancel: threading.Event | None = None) -> dict[str, Any]:
    """What the page draws of the photo at `path`: `picture` (a data URL, upright), `faces`.

    A face is [left, top, width, height], as shares of the picture. Raises `InputError` when there
    is no face, or no photo; `Cancelled` soon after `cancel` is set.
    """
    found = engine.faces(path, cancel)
    height, width = found.picture.shape[:2]
    boxes = [
        [left / width, top / height, (right - left) / width, (bottom - top) / height]
        for left, top, right, bottom in found.boxes
    ]
    return {"picture": data_url(found.picture), "faces": boxes}


def add_photos(app: FastAPI, engine: Any, visitors: Visitors) -> None:
    """Add the routes to the app."""

    @app.post("/photos/{token}")
    async def receive(token: str, request: Request, consent: str = "") -> dict[str, Any]:
        if consent != CONSENT:
            raise HTTPException(403, _REFUSED)
        if not visitors.visit(token):
            raise HTTPException(404, _GONE)
        path = visitors.new_photo(token)
        kept = False
        try:
            async with await anyio.open_file(path, "wb") as file:
                async for chunk in request.stream():
                    await file.write(chunk)
            told = await _looked(request, engine, path)
            # Who left meanwhile never learns the photo's name, and could not remove it.
            kept = not await request.is_disconnected()
            return {"id": path.name, **told}
        except ClientDisconnect:
            return {}
        finally:
            if not kept:
                path.unlink(missing_ok=True)

    @app.delete("/photos/{token}/{name}")
    def remove(token: str, name: str) -> dict[str, bool]:
        return {"removed": visitors.remove_photo(token, name)}


async def _looked(request: Request, engine: Any, path: Path) -> dict[str, Any]:
    """`_faces_or_reason` on a thread, given up when the visitor leaves."""
    cancel = threading.Event()

    async def watch() -> None:
        while not await request.is_disconnected():
            await anyio.sleep(_LOOK_S)
        cancel.set()

    watching = asyncio.create_task(watch())
    try:
        return await anyio.to_thread.run_sync(_faces_or_reason, engine, path, cancel)
    finally:
        watching.cancel()


def _faces_or_reason(engine: Any, path: Path, cancel: threading.Event) -> dict[str, Any]:
    """`found_faces`, or an answer with a sentence that says why there are none."""
    try:
        if not path.is_file():  # the visitor left meanwhile
            raise HTTPException(404, _GONE)
        return found_faces(engine, path, cancel)
    except HTTPException:
        raise
    except InputError as error:
        raise HTTPException(422, str(error)) from error
    except (SetupError, Cancelled) as error:
        raise HTTPException(503, str(error)) from error
    except Exception as error:
        raise HTTPException(500, report_failure(error)) from None
