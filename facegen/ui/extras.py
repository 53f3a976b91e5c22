"""Downloads made on demand: `POST /make/{token}/{job}/{kind}` tells its progress line by line."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from fastapi import FastAPI, HTTPException
from fastapi.responses import StreamingResponse

from facegen.errors import Cancelled, InputError, SetupError
from facegen.export.kinds import KINDS
from facegen.logs import report_failure
from facegen.ui.visitors import Visitors

_TELL_S, _LOOK_S = 0.5, 0.1
"""Seconds between two lines, and between two looks whether the file is finished."""


class Extra:
    """One file being made; several requests may follow it, and with the last of them it ends."""

    def __init__(self, engine: Any, folder: Path, kind: str) -> None:
        self.followers = 0
        self.finished = threading.Event()
        self._engine, self._folder, self._kind = engine, folder, kind
        self._cancel = threading.Event()
        self._stage, self._wait_s = "Waiting", None
        self._fraction = 0.0
        self._expected: tuple[float, float] | None = None
        self._last: dict[str, Any] = {}
        threading.Thread(target=self._work, name=f"make {kind}", daemon=True).start()

    def cancel(self) -> None:
        """Stop soon."""
        self._cancel.set()

    def line(self) -> dict[str, Any]:
        """What to tell now: progress, or how it ended."""
        if self.finished.is_set():
            return self._last
        fraction = self._fraction
        if self._expected is not None:
            since, seconds = self._expected
            # Between two steps the clock moves the bar, never to the end.
            share = min((time.monotonic() - since) / max(seconds, 0.1), 0.95)
            fraction += (1.0 - fraction) * share
        return {"stage": self._stage, "fraction": round(fraction, 3), "wait_s": self._wait_s}

    def _work(self) -> None:
        try:
            path = self._follow()
            address = f"files/{self._folder.parent.name}/{self._folder.name}/{path.name}"
            self._last = {"url": address, "bytes": path.stat().st_size}
        except Cancelled:
            self._last = {"error": "Cancelled."}
        except (InputError, SetupError) as error:
            self._last = {"error": str(error)}
        except Exception as error:
            self._last = {"error": report_failure(error)}
        self.finished.set()

    def _follow(self) -> Path:
        steps = self._engine.extra(self._folder, self._kind, self._cancel)
        while True:
            try:
                step = next(steps)
            except StopIteration as stop:
                return stop.value
            self._stage, self._wait_s, self._fraction = step.stage, step.wait_s, step.fraction
            if step.remaining_s is not None:
                self._expected = (time.monotonic(), step.remaining_s)


class Extras:
    """Every file being made on this server. Used from the event loop only."""

    def __init__(self, engine: Any) -> None:
        self._engine = engine
        self._running: dict[tuple[Path, str], Extra] = {}

    async def follow(self, folder: Path, kind: str) -> AsyncIterator[bytes]:
        """JSON lines of the file `kind` of the result in `folder`, joining if it is being made."""
        key = (folder, kind)
        extra = self._running.get(key)
        if extra is None or extra.finished.is_set():
            extra = self._running[key] = Extra(self._engine, folder, kind)
        extra.followers += 1
        try:
            told = -_TELL_S
            while not extra.finished.is_set():
                if time.monotonic() - told >= _TELL_S:
                    told = time.monotonic()
                    yield _encoded(extra.line())
                await asyncio.sleep(_LOOK_S)
            yield _encoded(extra.line())
        finally:
            extra.followers -= 1
            if not extra.followers:
                extra.cancel()
                if self._running.get(key) is extra:
                    del self._running[key]


def add_extras(app: FastAPI, engine: Any, visitors: Visitors) -> None:
    """Add the route to the app."""
    extras = Extras(engine)

    @app.post("/make/{token}/{job}/{kind}")
    async def make(token: str, job: str, kind: str) -> StreamingResponse:
        folder = visitors.job(token, job)
        if folder is None or kind not in KINDS or not (folder / "report.json").is_file():
            raise HTTPException(404, "There is no such result, or it was removed.")
        visitors.visit(token)
        return StreamingResponse(
            extras.follow(folder, kind),
            media_type="application/x-ndjson",
            # Proxies (nginx, as on Spaces) must pass each line on at once.
            headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
        )


def _encoded(line: dict[str, Any]) -> bytes:
    return (json.dumps(line) + "\n").encode()
