"""The page in each of its states, over the real engine: docs/gallery/screens*.webp.

Needs the test tools (`make test` installs them) and a Chromium.
"""

from __future__ import annotations

import argparse
import os
import socket
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from facegen.engine import Engine
from facegen.export.files import atomic_write
from facegen.settings import ROOT, Settings
from facegen.setup.system import find_browser
from facegen.ui.server import make_app
from facegen.ui.visitors import Visitors

PROMPT = "a Viking of 40 with a red beard, long red hair and blue eyes"
OTHER = "an elderly Japanese woman with short grey hair and freckles"
SINGLE, GROUP = 1, 5
"""Places of two photographs among the examples."""
DESKTOP, PHONE, LARGE = (1440, 900), (400, 860), (3840, 2160)
MINUTES = 10 * 60_000
"""Patience with a busy machine, in milliseconds."""
FLAGS = [
    "--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
    "--ignore-gpu-blocklist",
]  # fmt: skip
ALONE = (
    "empty", "working", "done", "edited", "photo-empty", "photo-working", "photo-done",
    "photo-corrected",
)  # fmt: skip
"""Pictures that the walk-through shows."""
WIDE, NARROW, COLUMNS = 960, 300, 2
"""Pixels of a desktop's and a phone's picture, and desktops side by side on the sheet."""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The app on a free port; gives its address."""
    os.environ |= {"GRADIO_ANALYTICS_ENABLED": "False", "GRADIO_TEMP_DIR": str(folder)}
    engine = Engine()
    engine.warm_up()
    app = make_app(engine, Settings(), Visitors(folder / "visitors"))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    config = uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.1)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


class Photographer:
    """Opens pages and keeps their pictures in `folder`."""

    def __init__(self, browser: Browser, url: str, folder: Path) -> None:
        self._browser, self._url, self._folder = browser, url, folder
        self.taken: dict[str, Path] = {}

    @contextmanager
    def visitor(self, size: tuple[int, int], scheme: str = "light") -> Iterator[Page]:
        """The page, opened by somebody new."""
        width, height = size
        context = self._browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme
        )
        page = context.new_page()
        page.set_default_timeout(MINUTES)
        page.goto(self._url)
        page.wait_for_selector("#fg-generate")
        page.wait_for_function("localStorage.getItem('facegen-visitor')")
        yield page
        context.close()

    def take(self, name: str, page: Page, whole: bool = False) -> None:
        """Keep a picture; `whole` is the page beyond the window, too."""
        page.wait_for_timeout(700)
        self.taken[name] = self._folder / f"{name}.png"
        page.screenshot(path=self.taken[name], full_page=whole)
        print(name, flush=True)


def generate(page: Page, prompt: str) -> None:
    """Ask for somebody."""
    describe = page.locator("#fg-sides [data-side=describe]")
    if describe.is_visible():
        describe.click()
    page.fill("#fg-prompt textarea", prompt)
    page.click("#fg-generate")


def finished(page: Page) -> None:
    """Wait until the person stands in the viewer."""
    page.wait_for_selector("#fg-work .fg-stage[data-state=done]")
    frame = page.frame_locator("#fg-stage iframe")
    frame.locator("body[data-state=ready]").wait_for()
    page.wait_for_timeout(2_000)


def preview(page: Page) -> None:
    """Wait for the first painted preview of a running job."""
    page.wait_for_selector("#fg-work .fg-picture")
    page.wait_for_function(
        "Number(document.querySelector('[role=progressbar]').ariaValueNow) >= 30"
    )


def desktop(camera: Photographer) -> None:
    """One visitor's way through the page, and a second one who has to wait."""
    with camera.visitor(DESKTOP) as page:
        camera.take("empty", page)
        generate(page, PROMPT)
        preview(page)
        camera.take("working", page)
        with camera.visitor(DESKTOP) as second:
            generate(second, OTHER)
            second.get_by_text("Place 1").wait_for()
            camera.take("queued", second)
        finished(page)
        camera.take("done", page)
        page.locator("#fg-control-age").fill("68")
        page.wait_for_selector("#fg-work .fg-stage[data-state=sketch]")
        page.locator("button.fg-chip-open").first.click()
        camera.take("edited", page)
        page.get_by_role("button", name="Discard changes").click()
        generate(page, "   ")
        page.get_by_role("alert").wait_for()
        camera.take("error", page)
        generate(page, OTHER)
        page.wait_for_selector("#fg-work .fg-stage[aria-busy=true]")
        finished(page)
        camera.take("history", page, whole=True)


def make_from_photo(page: Page, example: int) -> None:
    """Choose one of the example photos and ask for the head."""
    page.get_by_role("tab", name="Photo to views").click()
    page.locator("#fg-photo-stage .fg-example").nth(example).click()
    page.wait_for_selector(".fg-face")
    page.get_by_role("button", name="Make the head").click()


def finished_photo(page: Page) -> None:
    """Wait until the head stands in the viewer with all its views."""
    page.wait_for_selector("#fg-photo-stage .fg-stage[data-state=done]")
    frame = page.frame_locator("#fg-photo-stage iframe")
    frame.locator("body[data-state=ready]").wait_for()
    page.wait_for_timeout(2_000)


def photo(camera: Photographer) -> None:
    """From one of the example photos to its views; the same on a phone and in the dark."""
    with camera.visitor(DESKTOP) as page:
        page.get_by_role("tab", name="Photo to views").click()
        page.wait_for_timeout(1_000)
        camera.take("photo-empty", page)
        make_from_photo(page, GROUP)
        page.wait_for_selector("#fg-photo-stage .fg-live")
        page.wait_for_selector(".fg-view >> nth=6")
        camera.take("photo-working", page)
        finished_photo(page)
        camera.take("photo-done", page)
        page.locator(".fg-view").nth(3).click()
        camera.take("photo-view", page)
        page.keyboard.press("Escape")
        page.locator("[data-guess=age] .fg-guess").click()
        page.locator("[data-guess=age] input").fill("30")
        page.wait_for_selector("#fg-photo-stage .fg-stage[data-state=sketch]")
        camera.take("photo-corrected", page)
        page.get_by_role("button", name="Discard changes").locator("visible=true").click()
        page.locator(".fg-like").scroll_into_view_if_needed()
        camera.take("photo-likeness", page)
    with camera.visitor(PHONE) as page:
        make_from_photo(page, SINGLE)
        finished_photo(page)
        page.locator("#fg-photo-stage").evaluate("e => e.scrollIntoView()")
        camera.take("phone-photo-done", page)
        page.locator("#fg-photo-panel").evaluate("e => e.scrollIntoView()")
        camera.take("phone-photo-correct", page)
    with camera.visitor(DESKTOP, "dark") as page:
        make_from_photo(page, SINGLE)
        finished_photo(page)
        camera.take("photo-dark", page)


def elsewhere(camera: Photographer) -> None:
    """A phone, the dark, a very large screen."""
    with camera.visitor(PHONE) as page:
        camera.take("phone-empty", page)
        generate(page, OTHER)
        preview(page)
        page.locator("#fg-stage").scroll_into_view_if_needed()
        camera.take("phone-working", page)
        finished(page)
        page.locator("#fg-stage").evaluate("e => e.scrollIntoView()")
        camera.take("phone-done", page)
        page.locator("#fg-panel").evaluate("e => e.scrollIntoView()")
        camera.take("phone-adjust", page)
        page.locator("#fg-details").evaluate("e => e.scrollIntoView()")
        camera.take("phone-downloads", page)
    for name, size, scheme in (("dark", DESKTOP, "dark"), ("large", LARGE, "light")):
        with camera.visitor(size, scheme) as page:
            camera.take(f"{name}-empty", page)
            generate(page, PROMPT)
            page.wait_for_selector("#fg-work .fg-stage[aria-busy=true]")
            finished(page)
            camera.take(f"{name}-done", page)


def save(image: Image.Image, path: Path) -> None:
    """A small WebP, written whole."""
    with atomic_write(path) as temporary:
        image.save(temporary, "WEBP", quality=80, method=6)


def narrowed(path: Path, width: int) -> Image.Image:
    """The picture at `width` pixels."""
    image = Image.open(path).convert("RGB")
    return image.resize((width, round(image.height * width / image.width)), Image.LANCZOS)


def sheet(pictures: list[Image.Image], columns: int, gap: int = 16) -> Image.Image:
    """Pictures of one width in rows, on grey."""
    rows = [pictures[i : i + columns] for i in range(0, len(pictures), columns)]
    heights = [max(picture.height for picture in row) for row in rows]
    width = pictures[0].width
    whole = Image.new(
        "RGB", (columns * (width + gap) + gap, sum(heights) + gap * (len(rows) + 1)), "#9a9da3"
    )
    top = gap
    for row, height in zip(rows, heights, strict=True):
        for place, picture in enumerate(row):
            whole.paste(picture, (gap + place * (width + gap), top))
        top += height + gap
    return whole


def main() -> None:
    """Take the pictures and write the sheets."""
    parser = argparse.ArgumentParser(prog="benchmarks.screens", description=__doc__)
    parser.add_argument("--only", choices=("desktop", "photo", "elsewhere"), help="one part")
    parser.add_argument("--large", type=Path, help="folder that keeps the whole pictures")
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "docs" / "gallery")
    arguments = parser.parse_args()
    parts: dict[str, Callable[[Photographer], None]] = {
        "desktop": desktop, "photo": photo, "elsewhere": elsewhere,
    }  # fmt: skip
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        folder = arguments.large or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        with serving(Path(temporary) / "server") as url:
            camera = Photographer(browser, url, folder)
            for name, part in parts.items():
                if arguments.only in (None, name):
                    part(camera)
        browser.close()
        for name in ALONE:
            if name in camera.taken:
                save(narrowed(camera.taken[name], WIDE), arguments.output / f"screens-{name}.webp")
        sheets = {
            "screens": (WIDE, COLUMNS), "screens-photo": (WIDE, COLUMNS),
            "screens-phone": (NARROW, 5), "screens-phone-photo": (NARROW, 5),
        }  # fmt: skip
        for title, (width, columns) in sheets.items():
            names = [name for name in camera.taken if sheet_of(name) == title]
            if names:
                pictures = [narrowed(camera.taken[name], width) for name in names]
                save(sheet(pictures, columns), arguments.output / f"{title}.webp")


def sheet_of(name: str) -> str:
    """The sheet on which a picture stands."""
    parts = [part for part in ("phone", "photo") if part in name.split("-")]
    return "-".join(["screens", *parts])


if __name__ == "__main__":
    main()
