"""A running page over the fake engine, and a browser that reports what it must not do."""

from __future__ import annotations

import io
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest
import uvicorn
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, Playwright

from facegen.settings import ROOT, Settings
from facegen.setup.sources import assets_dir
from facegen.ui.server import make_app
from facegen.ui.visitors import Visitors
from tests.ui.fake import FakeEngine

FLAGS = [
    "--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
    "--ignore-gpu-blocklist", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


@dataclass
class Site:
    """A served page and what stands behind it."""

    url: str
    engine: Any
    visitors: Visitors


@contextmanager
def serving(engine: Any, folder: Path) -> Iterator[Site]:
    """The whole app over `engine` on a free port; Gradio's files go to `folder`."""
    if not (assets_dir() / "viewer" / "index.html").is_file():
        subprocess.run([sys.executable, "-m", "facegen.setup"], cwd=ROOT, check=True)
    visitors = Visitors(folder / "visitors")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRADIO_ANALYTICS_ENABLED", "False")
        patch.setenv("GRADIO_TEMP_DIR", str(folder))
        app = make_app(engine, Settings(detail="1K"), visitors)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        config = uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error")
        config.timeout_graceful_shutdown = 1
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        wait_until(lambda: server.started, 60)
        yield Site(f"http://127.0.0.1:{port}", engine, visitors)
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The app over the fake engine."""
    with serving(FakeEngine(), tmp_path_factory.mktemp("gradio")) as found:
        assert httpx.get(f"{found.url}/health").json()["status"] == "ok"
        yield found


@pytest.fixture
def slowly(site: Site) -> Iterator[Callable[[float], None]]:
    """Sets the fake engine's seconds per stage for one test."""

    def set_seconds(seconds: float) -> None:
        site.engine.seconds = seconds

    usual = site.engine.seconds
    yield set_seconds
    site.engine.seconds = usual


@pytest.fixture(scope="session")
def browser(chromium: str, playwright: Playwright) -> Iterator[Browser]:
    """Headless Chromium with software GL."""
    found = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
    yield found
    found.close()


NO_VIEWER = """<!doctype html><title>viewer</title><body data-state="ready"><script>
window.heard = []; addEventListener('message', (event) => heard.push(event.data));
</script>"""
"""Stands in for the 3D viewer where a test is about the page: drawing in software takes the CPU."""


class Visit:
    """One visitor's browser; `complaints` holds console errors and requests to elsewhere."""

    def __init__(self, context: BrowserContext, site: Site, viewer: bool = True) -> None:
        self.context = context
        if not viewer:
            reply = {"body": NO_VIEWER, "content_type": "text/html"}
            context.route("**/viewer/index.html*", lambda route: route.fulfill(**reply))
        self.complaints: list[str] = []
        self.page: Page = context.new_page()
        self.page.set_default_timeout(15_000)
        self.page.on("pageerror", lambda error: self.complaints.append(f"exception: {error}"))
        self.page.on("console", self._note)
        self.page.on("request", lambda r: self._check(r.url, site.url))
        self.page.goto(site.url)
        self.page.wait_for_selector("#fg-generate")

    def generate(self, prompt: str) -> None:
        """Type a prompt and press Generate."""
        describe = self.page.locator("#fg-sides [data-side=describe]")
        if describe.is_visible():
            describe.click()
        self.page.fill("#fg-prompt textarea", prompt)
        self.page.click("#fg-generate")

    def viewer_url(self, seconds: float = 60) -> str:
        """Address of the shown GLB, relative to the page, once the job is done."""
        self.page.wait_for_selector("#fg-work .fg-stage[data-state=done]", timeout=1000 * seconds)
        return self.page.get_attribute('#fg-details a[download="avatar.glb"]', "href")

    def made(self, prompt: str) -> str:
        """Generate, wait, and return the address of the GLB."""
        shown = self.page.locator('#fg-details a[download="avatar.glb"]')
        before = shown.get_attribute("href") if shown.count() else None
        self.generate(prompt)
        wait_until(lambda: shown.count() > 0 and shown.get_attribute("href") != before, 30)
        return self.viewer_url()

    def stage_picture(self) -> np.ndarray:
        """The viewer's canvas as `[H, W, 3]` float32 in 0..255."""
        shot = self.page.frame_locator("#fg-stage iframe").locator("#canvas").screenshot()
        return np.asarray(Image.open(io.BytesIO(shot)).convert("RGB"), np.float32)

    def _note(self, message) -> None:
        if message.type == "error":
            self.complaints.append(f"console: {message.text} {message.location['url']}")

    def _check(self, url: str, own: str) -> None:
        if not url.startswith((own, "data:", "blob:")):
            self.complaints.append(f"outside: {url}")


@pytest.fixture
def visit(browser: Browser, site: Site) -> Iterator[Callable[..., Visit]]:
    """Opens the page as a new visitor with nothing remembered."""
    contexts = []

    def open_page(width: int = 1280, height: int = 860, viewer: bool = False) -> Visit:
        contexts.append(browser.new_context(viewport={"width": width, "height": height}))
        return Visit(contexts[-1], site, viewer)

    yield open_page
    for context in contexts:
        context.close()


def wait_until(condition: Callable[[], bool], seconds: float) -> None:
    """Poll until `condition`; AssertionError when it takes longer."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "took too long"
        time.sleep(0.05)
