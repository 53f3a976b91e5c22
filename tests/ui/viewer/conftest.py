"""The viewer's page as it stands in the repository, over one small real person."""

from __future__ import annotations

import base64
import dataclasses
import functools
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Browser, Page

from facegen.avatar import Avatar
from facegen.export.glb import write_glb
from facegen.human.build import build_avatar
from facegen.human.person import Hair, Person, Shape
from facegen.settings import ROOT
from facegen.setup.sources import assets_dir
from tests.ui.fake import make_ball

VIEWER = ROOT / "assets" / "viewer"
TEXTURE_SIZE = 256


class _Handler(SimpleHTTPRequestHandler):
    """Our page from the checkout, three.js from the cache, models from one folder."""

    extensions_map = {  # noqa: RUF012
        **SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript",
        ".glb": "model/gltf-binary",
    }

    def __init__(self, *arguments, models: Path, **named) -> None:
        self._models = models
        super().__init__(*arguments, **named)

    def translate_path(self, path: str) -> str:
        top, _, rest = path.split("?")[0].lstrip("/").partition("/")
        if top != "viewer":
            return str(self._models / rest)
        own = VIEWER / rest
        return str(own if own.is_file() else assets_dir() / "viewer" / rest)

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `person.glb` (a bald woman with small textures), `ball.glb`, and `photo.glb`,
    the ball as it was in a photo."""
    folder = tmp_path_factory.mktemp("models")
    write_glb(_person(), folder / "person.glb")
    ball = make_ball("a ball", 1)
    write_glb(ball, folder / "ball.glb")
    source = dataclasses.replace(ball.provenance, pipeline="photo_to_views")
    smiling = {"photo": {"jawOpen": 0.4}}
    write_glb(ball.replace(provenance=source, looks=smiling), folder / "photo.glb")
    (folder / "broken.glb").write_bytes(b"glTF, but not really")
    return folder


def _person() -> Avatar:
    return build_avatar(
        Person(shape=Shape(age=35, gender=0.2), hair=Hair(style="bald")),
        body="bust",
        size=TEXTURE_SIZE,
    )


@pytest.fixture(scope="session")
def address(models: Path) -> Iterator[str]:
    """Where the viewer's page is served."""
    handler = functools.partial(_Handler, models=models)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


Open = Callable[..., Page]


@contextmanager
def opened(browser: Browser, address: str, query: str, **context) -> Iterator[Page]:
    """The page with `query`, ready or failed; it must complain of nothing and stay at home."""
    context.setdefault("viewport", {"width": 560, "height": 300})
    place = browser.new_context(reduced_motion="reduce", **context)
    page = place.new_page()
    page.set_default_timeout(60_000)
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(f"exception: {error}"))
    page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
    page.on(
        "request",
        lambda r: (
            None if r.url.startswith((address, "data:", "blob:")) else complaints.append(r.url)
        ),
    )
    page.goto(f"{address}/viewer/index.html?{query}")
    page.wait_for_selector("body[data-state=ready], body[data-state=error]")
    yield page
    place.close()
    assert complaints == []


@pytest.fixture(scope="module")
def person(browser: Browser, address: str) -> Iterator[Page]:
    """The real person, with the ball as the earlier result; shared by a module's tests."""
    query = "src=../models/person.glb&before=../models/ball.glb&name=A+test"
    with opened(browser, address, query) as page:
        yield page


def inside(page: Page, code: str) -> object:
    """Run `code` (the body of an async function) with the page's `viewer` at hand."""
    return page.evaluate(
        "async () => { const { viewer } = await import('/viewer/viewer.js');" + code + "}"
    )


def wait_for(page: Page, condition: str, seconds: float = 60) -> None:
    """Poll a JavaScript condition on `viewer`; the page's policy forbids Playwright's own way."""
    end = time.monotonic() + seconds
    while not inside(page, f"return Boolean({condition})"):
        assert time.monotonic() < end, f"never became true: {condition}"
        time.sleep(0.02)


def canvas_picture(page: Page) -> np.ndarray:
    """What the canvas holds now, `[H, W, 4]` uint8."""
    # As text: a list of a million numbers takes both sides seconds to write and read.
    size, data = inside(
        page,
        """const { stage } = viewer; await stage.settle();
        const gl = stage.renderer.getContext();
        const [w, h] = [gl.drawingBufferWidth, gl.drawingBufferHeight];
        const out = new Uint8Array(4 * w * h);
        gl.readPixels(0, 0, w, h, gl.RGBA, gl.UNSIGNED_BYTE, out);
        let text = '';
        for (let i = 0; i < out.length; i += 32768)
            text += String.fromCharCode(...out.subarray(i, i + 32768));
        return [[h, w], btoa(text)];""",
    )
    return np.frombuffer(base64.b64decode(data), np.uint8).reshape(*size, 4)[::-1]
