"""From a photo to a head and its views, in a real browser over the fake engine."""

from __future__ import annotations

from pathlib import Path

import pytest

from facegen.ui.examples import load_photos
from facegen.ui.jobs import Jobs
from facegen.ui.photo_tab import PhotoTab
from tests.ui.conftest import Site, Visit, wait_until
from tests.ui.test_photos import photo_bytes

DONE = "#fg-photo-stage .fg-stage[data-state=done]"


class PhotoVisit:
    """A visitor on the tab for photos."""

    def __init__(self, visitor: Visit, folder: Path) -> None:
        self.visitor, self.page, self._folder = visitor, visitor.page, folder
        self.page.get_by_role("tab", name="Photo to views").click()
        self.go = self.page.get_by_role("button", name="Make the head")

    def choose(self, data: bytes, name: str = "me.png") -> None:
        """Choose a file."""
        path = self._folder / name
        path.write_bytes(data)
        self.page.set_input_files("#fg-photo-form input[type=file]", path)

    def consent(self) -> None:
        """Tick the box."""
        self.page.check("#fg-photo-consent")

    def status(self) -> str:
        """The line under the photo."""
        return self.page.inner_text(".fg-photo-status")

    def settle(self) -> None:
        """Wait for every picture in sight: one that goes while it is sent is an error."""
        self.page.locator("#fg-delete").scroll_into_view_if_needed()
        self.page.wait_for_function("""() => [...document.images].every((image) =>
            image.complete || image.closest('details:not([open])') || !image.getClientRects().length
            || image.getBoundingClientRect().top > 2 * innerHeight)""")

    def made(self) -> None:
        """A head from a photo of one face."""
        self.choose(photo_bytes(100))
        self.consent()
        self.page.wait_for_selector(".fg-face")
        self.go.click()
        self.page.wait_for_selector(DONE)


@pytest.fixture
def photo(visit, tmp_path: Path) -> PhotoVisit:
    """A visitor on the tab."""
    return PhotoVisit(visit(), tmp_path)


def photos_of_latest(site: Site) -> Path:
    """The photos' folder of the latest visitor with one."""
    return max(site.visitors.photos_root.iterdir(), key=lambda p: p.stat().st_mtime)


def test_nothing_is_sent_before_the_box_is_ticked(photo: PhotoVisit, site: Site):
    requests = []
    photo.page.on("request", lambda r: requests.append(r.url) if r.method == "POST" else None)
    before = len(site.engine.chosen)
    photo.choose(photo_bytes())
    photo.page.wait_for_selector(".fg-photo-picture")  # the browser shows it by itself
    assert "Tick the box" in photo.status()
    assert photo.go.is_disabled()
    photo.page.wait_for_timeout(300)
    assert not [url for url in requests if "/photos/" in url]
    photo.consent()
    photo.page.wait_for_selector(".fg-face")
    assert len([url for url in requests if "/photos/" in url]) == 1
    assert photo.go.is_enabled() and len(site.engine.chosen) == before


def test_one_of_several_faces_is_chosen_and_made(photo: PhotoVisit, site: Site):
    photo.choose(photo_bytes(300))
    photo.consent()
    faces = photo.page.get_by_role("radio", name="Face")
    faces.nth(2).wait_for()
    assert [face.get_attribute("aria-checked") for face in faces.all()] == [
        "true",
        "false",
        "false",
    ]
    assert "3 faces" in photo.status()
    faces.nth(2).click()
    faces.nth(2).press("ArrowLeft")
    assert photo.page.evaluate("document.activeElement.ariaLabel") == "Face 2 of 3"
    photo.go.click()
    photo.page.wait_for_selector(DONE)
    path, face = site.engine.chosen[-1]
    assert face == 1 and path.parent.parent == site.visitors.photos_root
    assert photo.visitor.complaints == []


def test_the_views_come_one_by_one_beside_the_live_head(photo: PhotoVisit, site: Site, slowly):
    photo.choose(photo_bytes(100))
    photo.consent()
    slowly(60.0)
    site.engine.held_views = frozenset({5})
    photo.page.wait_for_selector(".fg-face")
    photo.go.click()
    photo.page.wait_for_selector("#fg-photo-stage .fg-picture")
    assert "Reading the photo" in photo.page.inner_text("#fg-photo-stage .fg-progress")
    slowly(0.05)
    photo.page.wait_for_selector("#fg-photo-stage .fg-live iframe")
    slowly(60.0)
    views, unseen = photo.page.locator(".fg-view img"), photo.page.locator(".fg-unseen-view")
    wait_until(lambda: views.count() >= 5 or views.count() == 16, 20)
    if views.count() < 16:
        assert views.count() + unseen.count() == 16
        assert photo.page.locator("#fg-photo-stage .fg-progress").is_visible()
    slowly(0.05)
    site.engine.held_views = frozenset()
    photo.page.wait_for_selector(DONE)
    assert views.count() == 16 and unseen.count() == 0
    wait_until(lambda: views.first.evaluate("e => e.naturalWidth") == 96, 15)
    heard = photo.page.evaluate(
        "document.querySelector('#fg-photo-stage iframe').contentWindow.heard"
    )
    assert heard == [], "the live viewer was loaded again"
    assert photo.visitor.complaints == []


def test_a_view_grows_and_the_arrow_keys_leaf_through_all(photo: PhotoVisit):
    photo.made()
    photo.page.locator(".fg-view").nth(15).click()
    large = photo.page.get_by_role("dialog")
    first = large.locator("img").get_attribute("src")
    assert first.endswith("views/15.png")
    photo.page.keyboard.press("ArrowRight")
    assert large.locator("img").get_attribute("src").endswith("views/00.png")
    photo.page.keyboard.press("ArrowLeft")
    assert large.locator("img").get_attribute("src") == first
    assert large.get_by_role("link", name="Download").get_attribute("href") == first
    photo.page.keyboard.press("Escape")
    assert not large.is_visible()


def test_what_was_guessed_is_told_with_its_certainty_and_corrected(photo: PhotoVisit, site: Site):
    photo.made()
    guesses = photo.page.locator(".fg-guesses li")
    told = {g.get_attribute("data-guess"): g.inner_text() for g in guesses.all()}
    assert "likely" in told["age"] and "a guess" in told["hair.style"]
    assert "yes" in told["glasses"] and "sure" in told["glasses"]
    assert "measured" in told["jaw.width"]
    assert photo.page.get_by_text("The light comes from one side.").is_visible()
    assert not photo.page.get_by_role("button", name="Re-roll the rest").is_visible()
    glasses = photo.page.locator("[data-guess=glasses]")
    glasses.locator("button.fg-guess").click()
    glasses.get_by_role("switch").uncheck()
    photo.page.wait_for_selector("#fg-photo-stage .fg-stage[data-state=sketch]")
    assert site.engine.sketched[-1].person.glasses is False
    assert site.engine.sketched[-1].likeness is not None
    wait_until(lambda: "changed" in glasses.inner_text(), 15)
    age = photo.page.locator("[data-guess=age]")
    age.locator("button.fg-guess").click()
    age.locator("input").fill("61")
    wait_until(lambda: dict(site.engine.sketched[-1].edits) == {"glasses": False, "age": 61}, 15)
    glasses.get_by_role("button", name="Undo: Glasses").click()
    wait_until(lambda: dict(site.engine.sketched[-1].edits) == {"age": 61}, 15)
    photo.page.get_by_role("button", name="Make it 3D").click()
    photo.page.wait_for_selector(DONE)
    assert photo.page.locator(".fg-view").count() == 16
    assert "61 years" in age.inner_text() and "changed" in age.inner_text()
    assert photo.page.locator(".fg-strip li").count() == 2


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (photo_bytes(shade=0), "dark.png", "No face was found"),
        (b"plain words", "letter.txt", "is not a picture"),
        (photo_bytes(shade=255), "white.png", "reference"),
    ],
)
def test_a_bad_photo_is_told_under_it_and_another_can_follow(
    photo: PhotoVisit, data: bytes, name: str, words: str
):
    photo.consent()
    photo.choose(data, name)
    wait_until(lambda: words in photo.status(), 10)
    assert photo.go.is_disabled()
    photo.choose(photo_bytes(100))
    photo.page.wait_for_selector(".fg-face")
    assert photo.go.is_enabled() and words not in photo.status()


def test_a_photo_is_dropped_and_pasted_and_removed(photo: PhotoVisit, site: Site):
    photo.consent()
    for event, holder in (("drop", "dataTransfer"), ("paste", "clipboardData")):
        photo.page.evaluate(
            """async ([event, holder, bytes]) => {
            const file = new File([new Uint8Array(bytes)], 'a.png', { type: 'image/png' });
            const data = new DataTransfer();
            data.items.add(file);
            const kind = event === 'drop' ? DragEvent : ClipboardEvent;
            document.body.dispatchEvent(
                new kind(event, { [holder]: data, bubbles: true, cancelable: true }));
            }""",
            [event, holder, list(photo_bytes(100))],
        )
        photo.page.wait_for_selector(".fg-face")
        folder = photos_of_latest(site)
        assert len(list(folder.iterdir())) == 1
        photo.page.get_by_role("button", name="Remove the photo").click()
        assert photo.page.get_by_text("Drop a photo here").is_visible()
        wait_until(lambda folder=folder: not list(folder.iterdir()), 15)


def test_the_camera_takes_a_picture(browser, site: Site, tmp_path: Path):
    context = browser.new_context(viewport={"width": 1280, "height": 860})
    context.add_init_script(
        """navigator.mediaDevices.getUserMedia = async () => {
            const canvas = document.createElement('canvas');
            canvas.width = canvas.height = 100;
            const context = canvas.getContext('2d');
            context.fillStyle = '#577';
            const paint = () => context.fillRect(0, 0, 100, 100);
            paint();
            setInterval(paint, 50);
            window.stream = canvas.captureStream();
            return window.stream;
        };
        const play = HTMLMediaElement.prototype.play;
        HTMLMediaElement.prototype.play = async function () {
            await new Promise((resolve) => { window.begin = resolve; });
            return play.call(this);
        };"""
    )
    photo = PhotoVisit(Visit(context, site, viewer=False), tmp_path)
    photo.consent()
    photo.page.get_by_role("button", name="Use the camera").click()
    take = photo.page.get_by_role("button", name="Take the picture")
    wait_until(lambda: photo.page.evaluate("Boolean(window.begin)"), 15)
    assert take.is_disabled(), "a camera without a frame gives no picture"
    photo.page.evaluate("window.begin()")
    take.click()
    photo.page.wait_for_selector(".fg-face")
    assert photo.page.evaluate("window.stream.getTracks()[0].readyState") == "ended"
    assert photo.visitor.complaints == []
    context.close()


def test_an_example_needs_no_consent_and_no_upload(photo: PhotoVisit, site: Site):
    examples = load_photos()
    assert len(examples) >= 4 and all(example.path.is_file() for example in examples)
    cards = photo.page.locator("#fg-photo-stage .fg-example")
    assert cards.count() == len(examples)
    cards.nth(1).click()
    photo.page.wait_for_selector(".fg-face")
    assert not photo.page.locator("#fg-photo-consent").is_visible()
    photo.go.click()
    photo.page.wait_for_selector(DONE)
    assert site.engine.chosen[-1] == (examples[1].path, 0)
    assert examples[1].path.is_file(), "an example is nobody's to remove"


def test_results_open_in_the_tab_that_made_them(photo: PhotoVisit):
    page = photo.page
    photo.made()
    page.get_by_role("tab", name="Text to face").click()
    photo.visitor.made("an old man")
    strip = page.locator(".fg-strip li")
    wait_until(lambda: strip.count() == 2, 15)
    titles = strip.all_inner_texts()
    assert "an old man" in titles[0] and "From a photo" in titles[1]
    strip.nth(1).locator(".fg-open").click()
    page.locator(".fg-guesses").wait_for()
    assert page.get_by_role("tab", name="Photo to views").get_attribute("aria-selected") == "true"
    page.reload()
    strip.nth(1).wait_for()
    strip.nth(1).locator(".fg-open").click()
    page.wait_for_selector(DONE)
    assert "likely" in page.inner_text("[data-guess=age]")
    assert page.locator(".fg-view").count() == 16
    photo.settle()
    strip.nth(1).get_by_role("button", name="Remove").click()
    page.get_by_text("Start from a photo").wait_for()
    assert strip.count() == 1
    assert photo.visitor.complaints == []


def test_cancelling_gives_back_what_stood_there(photo: PhotoVisit, site: Site, slowly):
    photo.made()
    page = photo.page
    shown = page.get_attribute('#fg-photo-details a[download="avatar.glb"]', "href")
    slowly(60.0)
    page.locator("#fg-photo-sides [data-side=describe]").click()
    photo.go.click()
    page.wait_for_selector("#fg-photo-stage .fg-picture")
    page.locator("#fg-photo-form").get_by_role("button", name="Cancel").click()
    page.get_by_text("Cancelled").wait_for(timeout=2_000)
    page.wait_for_selector(DONE)
    assert page.locator(".fg-view").count() == 16
    assert page.get_attribute('#fg-photo-details a[download="avatar.glb"]', "href") == shown
    token = Path(shown).parts[1]
    wait_until(lambda: len(list((site.visitors.root / token).glob("*/"))) == 1, 15)


def test_delete_my_data_takes_the_photo_and_another_can_follow(photo: PhotoVisit, site: Site):
    photo.made()
    photos = photos_of_latest(site)
    folder = site.visitors.root / photos.name
    assert list(photos.iterdir()) and list(folder.iterdir())
    photo.settle()
    photo.page.click("#fg-delete")
    photo.page.get_by_text("Your data is gone").locator("visible=true").wait_for()
    assert not folder.exists() and not photos.exists()
    assert photo.page.get_by_text("Drop a photo here").is_visible()
    assert not photo.page.is_checked("#fg-photo-consent")
    assert photo.page.locator(".fg-view").count() == 0
    photo.made()
    assert photos_of_latest(site) != photos
    assert photo.visitor.complaints == []


def test_nothing_sticks_out_on_a_phone_and_everything_has_a_name(visit, tmp_path: Path):
    photo = PhotoVisit(visit(width=390, height=800), tmp_path)

    def width() -> int:
        return photo.page.evaluate("document.documentElement.scrollWidth")

    assert width() <= 390
    photo.made()
    assert width() <= 390
    unnamed = photo.page.evaluate(
        """() => [...document.querySelectorAll(
            '#fg-photo-work :is(input, select, textarea, button)')]
        .filter((e) => !(e.labels?.length || e.textContent.trim() || e.getAttribute('aria-label')))
        .map((e) => e.outerHTML.slice(0, 120))"""
    )
    assert unnamed == []


def test_forged_photos_lead_nowhere(site: Site):
    tab = PhotoTab(site.engine, site.visitors, Jobs())
    victim, attacker = site.visitors.enter(None), site.visitors.enter(None)
    path = site.visitors.new_photo(victim)
    path.write_bytes(photo_bytes())
    assert tab.photo_of(victim, path.name) == path
    for name in (
        path.name, str(path), f"../{victim}/{path.name}", None, 7, ["x"], {"a": 1}, "", "..",
        "example:", "example:-1", "example:999", "example:" + "9" * 5000, "example:../../x",
    ):  # fmt: skip
        assert tab.photo_of(attacker, name) is None, name
    assert tab.photo_of(None, path.name) is None
