"""The web server: Gradio's page, visitors' files, the viewer's folder, a health check."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable
from pathlib import Path
from typing import Any

import gradio as gr
import uvicorn
from fastapi import FastAPI, HTTPException
from fastapi.responses import FileResponse
from fastapi.staticfiles import StaticFiles
from gradio.utils import get_upload_folder

from facegen.errors import SetupError
from facegen.setup.sources import assets_dir
from facegen.ui.page import build
from facegen.ui.theme import STYLE, make_theme
from facegen.ui.visitors import Visitors

MAX_UPLOAD = "64mb"

mimetypes.add_type("model/gltf-binary", ".glb")
mimetypes.add_type("text/javascript", ".js")


def make_app(engine: Any, settings: Any, visitors: Visitors) -> FastAPI:
    """The application that serves `engine`; `SetupError` if the viewer was not packed."""
    viewer = assets_dir() / "viewer"
    if not (viewer / "index.html").is_file():
        raise SetupError("The viewer is not packed: run `python -m facegen.setup`.")
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)

    @app.get("/health")
    def health() -> dict[str, str]:
        return {"status": "ok"}

    @app.get("/files/{token}/{job}/{name:path}")
    def visitor_file(token: str, job: str, name: str) -> FileResponse:
        path = visitors.file(token, job, name)
        if path is None:
            raise HTTPException(404, "There is no such file, or it was removed.")
        visitors.visit(token)
        return FileResponse(path, headers=_PRIVATE)

    app.mount("/viewer", StaticFiles(directory=viewer, html=True), name="viewer")
    blocks = build(engine, settings, visitors)
    blocks.queue(max_size=32)
    return gr.mount_gradio_app(
        app,
        blocks,
        path="",
        footer_links=["api"],
        max_file_size=MAX_UPLOAD,
        show_error=True,
        ssr_mode=False,
        theme=make_theme(),
        css_paths=[STYLE],
        head=_HEAD,
    )


def visitors_folder() -> Path:
    """Inside Gradio's own folder for temporary files, so that Gradio never copies a result."""
    return Path(get_upload_folder()) / "facegen-visitors"


def serve(engine: Any, settings: Any, on_ready: Callable[[str], None] | None = None) -> None:
    """Serve until interrupted; `on_ready` gets the address when the page answers."""
    visitors = Visitors(visitors_folder())
    visitors.sweep()
    visitors.sweep_forever()
    config = uvicorn.Config(
        make_app(engine, settings, visitors),
        host=settings.host,
        port=settings.port,
        log_level="warning",
        timeout_graceful_shutdown=3,
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


_HEAD = '<meta name="description" content="3D people from words"><link rel="icon" href="data:,">'
_PRIVATE = {"Cache-Control": "private, max-age=3600", "X-Content-Type-Options": "nosniff"}
