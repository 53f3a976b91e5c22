"""A photo on its way in: whose it is, what is told of it, and that it goes again."""

from __future__ import annotations

import gc
import io
import socket
import threading
import time
import weakref
from collections.abc import Callable
from pathlib import Path

import gradio as gr
import httpx
import numpy as np
import pytest
from gradio.state_holder import StateHolder
from PIL import Image

from facegen.errors import Cancelled
from facegen.settings import Settings
from facegen.ui.guard import MAX_BODY_BYTES
from facegen.ui.page import build
from facegen.ui.visitors import PHOTOS, Visitors
from tests.ui.conftest import Site
from tests.ui.fake import FakeEngine


def photo_bytes(width: int = 250, height: int = 120, shade: int = 90, kind: str = "PNG") -> bytes:
    """A grey picture; the fake engine finds a face for every 100 pixels of width."""
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), (shade, shade, shade)).save(buffer, kind)
    return buffer.getvalue()


@pytest.fixture
def token(site: Site) -> str:
    """A visitor."""
    return site.visitors.enter(None)


def sent(site: Site, token: str, data: bytes, consent: str = "yes") -> httpx.Response:
    """Send a photo."""
    return httpx.post(f"{site.url}/photos/{token}?consent={consent}", content=data, timeout=30)


def kept(site: Site, token: str) -> list[Path]:
    """The visitor's photos on the server."""
    folders = (site.visitors.root / token, site.visitors.photos_root / token)
    return [p for folder in folders for p in folder.rglob("*") if p.is_file()]


def test_a_photo_is_kept_for_its_visitor_alone_and_its_faces_are_told(site: Site, token: str):
    data = photo_bytes(250, 240, shade=91)
    told = sent(site, token, data).json()
    assert told["faces"] == [
        pytest.approx([x / 250, 20 / 240, 60 / 250, 0.25]) for x in (20, 120, 220)
    ]
    assert told["picture"].startswith("data:image/webp;base64,")
    path = site.visitors.photo(token, told["id"])
    assert path.read_bytes() == data and kept(site, token) == [path]
    other = site.visitors.enter(None)
    assert site.visitors.photo(other, told["id"]) is None
    everywhere = [p for p in site.visitors.root.parent.rglob("*") if p.is_file()]
    copies = [p for p in everywhere if p.stat().st_size == len(data) and p.read_bytes() == data]
    assert copies == [path], "no copy outside the visitor's folder"


def test_no_address_serves_an_uploaded_photo(site: Site, token: str):
    name = sent(site, token, photo_bytes()).json()["id"]
    path = site.visitors.photo(token, name)
    photos = path.parent.parent.name
    for address in (
        f"photos/{token}/{name}", f"files/{token}/photos/{name}", f"files/{token}/{name}/photos",
        f"files/{token}/../../{photos}/{token}/{name}",
        # Whoever knows where the server keeps its files finds Gradio's own route closed.
        f"gradio_api/file={path}", f"gradio_api/file={str(path).upper()}", f"file={path}",
        f"gradio_api/file={path.parent.parent.parent}/./{photos}/{token}/{name}",
        f"gradio_api/file={site.visitors.root}/../{photos}/{token}/{name}",
    ):  # fmt: skip
        reply = httpx.get(f"{site.url}/{address}")
        assert reply.status_code >= 400 and b"PNG" not in reply.content, address


def test_without_consent_nothing_is_read_or_kept(site: Site, token: str):
    for consent in ("", "no", "true"):
        reply = sent(site, token, photo_bytes(), consent)
        assert reply.status_code == 403 and "right to use" in reply.json()["detail"]
    assert kept(site, token) == []


@pytest.mark.parametrize(
    ("data", "status", "words"),
    [
        (photo_bytes(shade=0), 422, "No face was found"),
        (photo_bytes(shade=255), 500, "reference"),
        (b"not a picture", 500, "reference"),
    ],
)
def test_a_photo_that_cannot_be_used_gets_its_sentence_and_goes(
    site: Site, token: str, data: bytes, status: int, words: str
):
    reply = sent(site, token, data)
    assert reply.status_code == status
    assert words in reply.json()["detail"] and "inner detail" not in reply.text
    assert kept(site, token) == []


def test_only_a_known_visitor_can_send_and_only_the_owner_can_remove(site: Site, token: str):
    for forged in ("x" * 32, "..", "%2e%2e", token[:-1]):
        assert sent(site, forged, photo_bytes()).status_code in (404, 405)
    name = sent(site, token, photo_bytes()).json()["id"]
    other = site.visitors.enter(None)
    for path in (f"{other}/{name}", f"{token}/..", f"{token}/%2e%2e", f"{token}/{'0' * 16}"):
        httpx.delete(f"{site.url}/photos/{path}")
    assert site.visitors.photo(token, name) is not None
    assert httpx.delete(f"{site.url}/photos/{token}/{name}").json() == {"removed": True}
    assert kept(site, token) == []


def test_large_photos_pass_where_other_bodies_do_not(site: Site, token: str):
    noise = np.random.default_rng(1).integers(0, 255, (700, 1200, 3), np.uint8)
    buffer = io.BytesIO()
    Image.fromarray(noise).save(buffer, "PNG")
    assert len(buffer.getvalue()) > MAX_BODY_BYTES
    assert len(sent(site, token, buffer.getvalue()).json()["faces"]) == 12
    with socket.create_connection(("127.0.0.1", httpx.URL(site.url).port), 10) as line:
        head = f"POST /photos/{token}?consent=yes HTTP/1.1\r\nHost: x\r\nContent-Length: {2**27}"
        line.sendall(f"{head}\r\n\r\n".encode())
        assert line.recv(4096).startswith(b"HTTP/1.1 413 ")


@pytest.mark.parametrize(("share", "obeys"), [(0.5, True), (1.0, True), (1.0, False)])
def test_who_leaves_before_the_answer_ends_the_search_and_leaves_no_photo(
    site: Site, token: str, share: float, obeys: bool, monkeypatch: pytest.MonkeyPatch, caplog
):
    """During the upload, or while faces are looked for; the search may just be at its end."""
    data, found, ended = photo_bytes(), threading.Event(), threading.Event()
    find = site.engine.faces

    def slowly(path: Path, cancel: threading.Event) -> object:
        found.set()
        assert cancel.wait(10)
        ended.set()
        if obeys:
            raise Cancelled("The job was cancelled.")
        return find(path)

    monkeypatch.setattr(site.engine, "faces", slowly)
    with socket.create_connection(("127.0.0.1", httpx.URL(site.url).port), 10) as line:
        head = (
            f"POST /photos/{token}?consent=yes HTTP/1.1\r\nHost: x\r\nContent-Length: {len(data)}"
        )
        line.sendall(f"{head}\r\n\r\n".encode() + data[: round(share * len(data))])
        wait_for(lambda: found.is_set() if share == 1 else kept(site, token))
        assert len(kept(site, token)) == 1
    assert share < 1 or ended.wait(5), "nobody told the search"
    wait_for(lambda: not kept(site, token))
    assert "Traceback" not in caplog.text


def wait_for(what: Callable[[], object]) -> None:
    """Until it is so; at most ten seconds."""
    end = time.monotonic() + 10
    while not what():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_a_visitor_s_photos_do_not_pile_up_and_go_with_the_visitor(tmp_path: Path):
    visitors = Visitors(tmp_path / "visitors")
    token, other = visitors.enter(None), visitors.enter(None)
    names = []
    for _ in range(PHOTOS + 3):
        path = visitors.new_photo(token)
        path.write_bytes(b"photo")
        names.append(path.name)
    assert [visitors.photo(token, name) is not None for name in names].count(True) == PHOTOS
    assert visitors.photo(token, names[-1]) is not None
    for forged in (None, 7, "", "..", f"../{names[-1]}", "0" * 16, names[-1] + "\0"):
        assert visitors.photo(token, forged) is None and not visitors.remove_photo(token, forged)
    assert visitors.photo(other, names[-1]) is None
    assert visitors.results(token) == []
    visitors.forget(token)
    assert not (visitors.root / token).exists() and visitors.photo(token, names[-1]) is None
    assert not (visitors.photos_root / token).exists()


def test_a_photo_finds_its_place_after_a_cleaner_took_the_empty_folder(tmp_path: Path):
    visitors = Visitors(tmp_path / "visitors")
    visitors.photos_root.rmdir()
    visitors.new_photo(visitors.enter(None)).write_bytes(b"photo")
    assert visitors.photos_root.stat().st_mode & 0o777 == 0o700


def test_photos_go_sixty_minutes_after_the_last_visit_and_so_do_those_of_nobody(tmp_path: Path):
    now = [1_000_000.0]
    visitors = Visitors(tmp_path / "visitors", clock=lambda: now[0])
    token = visitors.enter(None)
    path, nobody = visitors.new_photo(token), visitors.new_photo("n" * 32)
    for photo in (path, nobody):
        photo.write_bytes(b"photo")
    visitors.sweep()
    assert path.is_file() and not nobody.parent.exists()
    now[0] += 61 * 60
    visitors.sweep()
    assert list(visitors.photos_root.iterdir()) == []


def test_an_open_page_forgets_its_person_when_the_files_go(tmp_path: Path):
    """A draft from a photo holds the face itself."""

    class Person:
        """Something whose memory can be watched."""

    visitors = Visitors(tmp_path / "visitors", keep_seconds=0.2)
    blocks = build(FakeEngine(), Settings(), visitors)
    pages = StateHolder()
    pages.set_blocks(blocks)
    drafts = [b for b in blocks.blocks.values() if isinstance(b, gr.State) and b.time_to_live < 1]
    assert len(drafts) == 2, "one in each tab"
    held = []
    for state in drafts:
        person = Person()
        held.append(weakref.ref(person))
        pages["an open page"][state._id] = person
    del person
    pages.delete_all_expired_state()
    assert all(person() is not None for person in held)
    time.sleep(0.3)
    pages.delete_all_expired_state()
    gc.collect()
    assert all(person() is None for person in held)
    assert pages["an open page"][drafts[0]._id] is None
