"""The web server: Gradio's page, visitors' files, the viewer's folder, a health check."""

from __future__ import annotations

import mimetypes
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import gradio as gr
import psutil
import uvicorn
from fastapi import FastAPI, HTTPException
from fastapi.responses import FileResponse
from fastapi.staticfiles import StaticFiles
from gradio.utils import get_upload_folder

from facegen import __version__
from facegen.errors import SetupError
from facegen.pipelines import photo_notes
from facegen.settings import Settings
from facegen.setup.sources import assets_dir
from facegen.ui.api import add_api
from facegen.ui.examples import FOLDER as EXAMPLES
from facegen.ui.extras import add_extras
from facegen.ui.guard import MAX_UPLOAD_BYTES, Guard
from facegen.ui.page import build
from facegen.ui.photos import add_photos
from facegen.ui.theme import STYLES, make_theme
from facegen.ui.visitors import Visitors

_THREADS = 128
"""Jobs that wait hold a thread each, and edits need some beside them."""
_CONNECTIONS = 1000

mimetypes.add_type("model/gltf-binary", ".glb")
mimetypes.add_type("model/gltf-binary", ".vrm")
mimetypes.add_type("text/javascript", ".js")


def make_app(engine: Any, settings: Settings, visitors: Visitors) -> FastAPI:
    """The application that serves `engine`; `SetupError` if the viewer was not packed.

    What a visitor removes, the engine forgets too.
    """
    viewer, photos = assets_dir() / "viewer", visitors.photos_root.absolute()
    if not (viewer / "index.html").is_file():
        raise SetupError("The viewer is not packed: run `python -m facegen.setup`.")
    visitors.on_gone = engine.forget
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    app.add_middleware(Guard, frames=settings.frames)
    _add_health(app, engine)

    @app.get("/files/{token}/{job}/{name:path}")
    def visitor_file(token: str, job: str, name: str) -> FileResponse:
        path = visitors.file(token, job, name)
        if path is None:
            raise HTTPException(404, "There is no such file, or it was removed.")
        visitors.visit(token)
        shows_photo = path.name in (photo_notes.INPUT, photo_notes.DEBUG)
        return FileResponse(path, headers=_UNKEPT if shows_photo else _PRIVATE)

    add_extras(app, engine, visitors)
    add_photos(app, engine, visitors)
    app.mount("/viewer", StaticFiles(directory=viewer, html=True), name="viewer")
    app.mount("/examples", StaticFiles(directory=EXAMPLES, check_dir=False), name="examples")
    blocks = build(engine, settings, visitors)
    with blocks:
        add_api(engine, visitors)
    blocks.max_threads = _THREADS
    # The engine queues by itself and tells the places; Gradio's queue is only a last bound.
    blocks.queue(max_size=_THREADS, default_concurrency_limit=_THREADS)
    return gr.mount_gradio_app(
        app,
        blocks,
        path="",
        footer_links=["api"],
        # Gradio would keep every run, prompt and files, in the browser.
        run_history=False,
        max_file_size=MAX_UPLOAD_BYTES,
        # They lie in the folder whose files Gradio's own route serves.
        blocked_paths=[str(path) for path in {photos, photos.resolve()}],
        show_error=True,
        ssr_mode=False,
        theme=make_theme(),
        css_paths=list(STYLES),
        head=_HEAD,
    )


def _add_health(app: FastAPI, engine: Any) -> None:
    """`/health`: what a load balancer or a person on call asks; nothing of any visitor."""
    started, process = time.monotonic(), psutil.Process()

    @app.get("/health")
    def health() -> dict[str, Any]:
        return {
            "status": "ok",
            "version": __version__,
            "ready": engine.ready.is_set(),
            "uptime_s": round(time.monotonic() - started),
            "memory_mb": round(process.memory_info().rss / 1e6),
            "lanes": {name: asdict(lane) for name, lane in engine.state().items()},
        }


def visitors_folder() -> Path:
    """Inside Gradio's own folder for temporary files, so that Gradio never copies a result."""
    return Path(get_upload_folder()) / "facegen-visitors"


def serve(engine: Any, settings: Settings, on_ready: Callable[[str], None] | None = None) -> None:
    """Serve until interrupted; `on_ready` gets the address when the page answers."""
    visitors = Visitors(
        visitors_folder(),
        keep_seconds=60 * settings.keep_minutes,
        results=settings.results,
        quota_bytes=settings.visitor_mb * 10**6,
    )
    visitors.sweep()
    visitors.sweep_forever()
    config = uvicorn.Config(
        make_app(engine, settings, visitors),
        host=settings.host,
        port=settings.port,
        log_level="warning",
        # Each open page holds a connection for as long as it is open.
        limit_concurrency=_CONNECTIONS,
        timeout_graceful_shutdown=3,
        # The address of a file holds its visitor's token.
        access_log=False,
        server_header=False,
    )
    _Server(config, on_ready).run()


class _Server(uvicorn.Server):
    """uvicorn that tells when it listens."""

    def __init__(self, config: uvicorn.Config, on_ready: Callable[[str], None] | None) -> None:
        super().__init__(config)
        self._on_ready = on_ready

    async def startup(self, sockets: list | None = None) -> None:
        await super().startup(sockets)
        if self.started and self._on_ready is not None:
            self._on_ready(f"http://{self.config.host}:{self.config.port}")


_HEAD = (
    '<meta name="description" content="3D people from words and photos">'
    '<link rel="icon" href="data:,">'
)
_PRIVATE = {"Cache-Control": "private, max-age=3600"}
_UNKEPT = {"Cache-Control": "no-store"}
"""For what shows the photo: "Delete my data" reaches no browser's cache."""
