"""A page in headless Chromium with nothing but this machine behind it."""

from __future__ import annotations

import functools
import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
from PIL import Image
from playwright.sync_api import Browser, Page, Playwright

from facegen.settings import ROOT

PAGES = Path(__file__).with_name("pages")
_FOLDERS = {
    "pages": PAGES,
    "three": ROOT / "node_modules" / "three",
    "three-vrm": ROOT / "node_modules" / "@pixiv" / "three-vrm",
    "talkinghead": ROOT / "node_modules" / "@met4citizen" / "talkinghead",
}
_FLAGS = [
    "--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
    "--ignore-gpu-blocklist", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--autoplay-policy=no-user-gesture-required", "--mute-audio",
]  # fmt: skip


class _Handler(SimpleHTTPRequestHandler):
    """Serves the test pages, the libraries that they show and one folder of GLB files."""

    extensions_map = {  # noqa: RUF012
        **SimpleHTTPRequestHandler.extensions_map,
        ".mjs": "text/javascript",
        ".glb": "model/gltf-binary",
        ".vrm": "model/gltf-binary",
    }

    def __init__(self, *arguments, glb_folder: Path, **named) -> None:
        self._folders = {**_FOLDERS, "glb": glb_folder}
        super().__init__(*arguments, **named)

    def translate_path(self, path: str) -> str:
        top, _, rest = path.split("?")[0].lstrip("/").partition("/")
        return str(self._folders.get(top, PAGES / "missing") / rest)

    def log_message(self, *_: object) -> None:
        """Quiet."""


@contextmanager
def launched(playwright: Playwright, chromium: str) -> Iterator[Browser]:
    """Headless Chromium with software GL, which lets pages speak unasked."""
    browser = playwright.chromium.launch(executable_path=chromium, args=_FLAGS)
    yield browser
    browser.close()


@contextmanager
def open_page(
    browser: Browser,
    glb: Path,
    page_name: str,
    *,
    size: tuple[int, int] = (320, 320),
    query: str = "",
    folder: str = "pages",
) -> Iterator[tuple[Page, list[str]]]:
    """The page `page_name` showing `glb`, ready; and a list of its complaints and outside requests.

    The page lies among the test pages, or beside the file when `folder` is "glb".
    The list grows while the page lives: console errors, exceptions, requests that left the machine.
    """
    handler = functools.partial(_Handler, glb_folder=glb.parent)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    origin = f"http://127.0.0.1:{server.server_port}"
    complaints: list[str] = []
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    try:
        page.set_default_timeout(120_000)
        page.on("pageerror", lambda error: complaints.append(f"exception: {error}"))
        page.on(
            "console",
            lambda m: complaints.append(f"{m.type}: {m.text}") if m.type == "error" else None,
        )
        page.on(
            "request",
            lambda r: (
                None
                if r.url.startswith((origin, "blob:", "data:"))
                else complaints.append(f"outside: {r.url}")
            ),
        )
        page.goto(f"{origin}/{folder}/{page_name}.html?glb=/glb/{glb.name}{query}")
        page.wait_for_function("window.ready === true")
        yield page, complaints
    finally:
        page.close()
        server.shutdown()
        server.server_close()


def picture(page: Page) -> np.ndarray:
    """What the page shows, as `[H, W, 3]` float32 in 0..1."""
    image = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    return np.asarray(image, np.float32) / 255.0
