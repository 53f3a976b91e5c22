"""`POST /make`: progress, joining, going away, and what it refuses."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
import uvicorn
from fastapi import FastAPI

from facegen.errors import Cancelled, InputError
from facegen.pipelines.progress import Progress
from facegen.ui.extras import add_extras
from facegen.ui.guard import MAX_BODY_BYTES, MAX_UPLOAD_BYTES, Guard
from facegen.ui.visitors import Visitors


class SlowEngine:
    """Makes a file once `gate` is open."""

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.begun, self.cancelled = 0, 0
        self.error: Exception | None = None

    def extra(
        self, folder: Path, kind: str, cancel: threading.Event
    ) -> Generator[Progress, None, Path]:
        """Waits one place, then works until the gate opens."""
        self.begun += 1
        yield Progress("Waiting", 0.0, place=1, wait_s=3.0)
        yield Progress("Filming", 0.5, remaining_s=10.0)
        while not self.gate.wait(0.01):
            if cancel.is_set():
                self.cancelled += 1
                raise Cancelled
        if self.error is not None:
            raise self.error
        path = folder / "turntable.mp4"
        path.write_bytes(b"film")
        return path


@dataclass
class Place:
    """A server with only this route, one visitor and one result."""

    url: str
    engine: SlowEngine
    visitors: Visitors
    token: str
    job: str

    def address(self, kind: str = "turntable") -> str:
        return f"{self.url}/make/{self.token}/{self.job}/{kind}"


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    engine, visitors = SlowEngine(), Visitors(tmp_path / "visitors")
    app = FastAPI()
    app.add_middleware(Guard)
    add_extras(app, engine, visitors)

    @app.post("/echo")
    def echo(body: dict) -> int:
        return len(body["text"])

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    config = uvicorn.Config(app, port=port, log_level="error", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until(lambda: server.started)
    token = visitors.enter(None)
    folder = visitors.new_job(token)
    (folder / "report.json").write_text("{}")
    yield Place(f"http://127.0.0.1:{port}", engine, visitors, token, folder.name)
    engine.gate.set()
    server.should_exit = True
    thread.join(10)


def until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < end, "took too long"
        time.sleep(0.01)


def test_progress_then_an_address_that_can_be_fetched(place: Place):
    lines = []
    with httpx.stream("POST", place.address(), timeout=10) as reply:
        assert reply.headers["content-type"].startswith("application/x-ndjson")
        assert reply.headers["cache-control"] == "no-store"
        for line in reply.iter_lines():
            lines.append(json.loads(line))
            if lines[-1].get("stage") == "Filming":
                place.engine.gate.set()
    assert lines[-1] == {
        "url": f"files/{place.token}/{place.job}/turntable.mp4", "bytes": 4,
    }  # fmt: skip
    fractions = [line["fraction"] for line in lines[:-1]]
    assert fractions == sorted(fractions) and 0.5 <= fractions[-1] < 1.0
    assert set(lines[0]) == {"stage", "fraction", "wait_s"}


def test_a_second_request_joins_the_first(place: Place):
    begun, ends = [], []

    def ask() -> None:
        with httpx.stream("POST", place.address(), timeout=10) as reply:
            lines = reply.iter_lines()
            begun.append(next(lines))
            ends.append(list(lines)[-1])

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    until(lambda: len(begun) == 3)
    place.engine.gate.set()
    for thread in threads:
        thread.join(10)
    assert place.engine.begun == 1
    assert len(ends) == 3 and len(set(ends)) == 1 and "turntable.mp4" in ends[0]


def test_the_last_to_go_away_stops_the_work_and_it_can_be_asked_for_again(place: Place):
    with httpx.stream("POST", place.address(), timeout=10) as first:
        # A line iterator that is let go closes its connection.
        lines = first.iter_lines()
        assert next(lines)
        with httpx.stream("POST", place.address(), timeout=10) as second:
            assert next(second.iter_lines())
        time.sleep(0.8)
        assert place.engine.cancelled == 0, "the first still listens"
    until(lambda: place.engine.cancelled == 1)
    place.engine.gate.set()
    assert "turntable.mp4" in httpx.post(place.address(), timeout=10).text
    assert place.engine.begun == 2


@pytest.mark.parametrize(
    ("error", "told"), [(InputError("Too many wait."), "Too many wait."), (KeyError("x"), "broke")]
)
def test_a_failure_is_one_sentence(place: Place, error: Exception, told: str):
    place.engine.error = error
    place.engine.gate.set()
    last = json.loads(httpx.post(place.address(), timeout=10).text.splitlines()[-1])
    assert told in last["error"] and "KeyError" not in last["error"]


def test_forged_names_are_refused_and_start_nothing(place: Place):
    other = place.visitors.enter(None)
    empty = place.visitors.new_job(place.token).name
    for path in (
        f"/make/{other}/{place.job}/turntable", f"/make/{place.token}/{'0' * 16}/turntable",
        f"/make/{place.token}/{place.job}/exe", f"/make/{place.token}/{place.job}/..",
        f"/make/{place.token}/{place.job}/%2e%2e", f"/make/../{place.token}/{place.job}/turntable",
        f"/make/{place.token}/{empty}/turntable", f"/make/{place.token}/..%2f{other}/turntable",
    ):  # fmt: skip
        assert httpx.post(place.url + path).status_code == 404, path
    assert httpx.get(place.address()).status_code == 405
    assert place.engine.begun == 0


def test_every_answer_carries_the_security_headers(place: Place):
    for reply in (httpx.post(place.url + "/echo", json={"text": ""}), httpx.get(place.url + "/no")):
        assert reply.headers["x-content-type-options"] == "nosniff"
        assert reply.headers["referrer-policy"] == "same-origin"
        policy = reply.headers["content-security-policy"]
        assert "frame-ancestors 'self'" in policy and "default-src 'self'" in policy
        assert "http:" not in policy and "*" not in policy


def test_bodies_beyond_the_limit_are_refused_declared_or_not(place: Place):
    assert httpx.post(place.url + "/echo", json={"text": "x" * 5000}).text == "5000"
    much = b'{"text":"' + b"x" * MAX_BODY_BYTES + b'"}'
    reply = httpx.post(place.url + "/echo", content=much)
    assert reply.status_code == 413 and "At most 1 MB" in reply.json()["detail"]

    def piecemeal() -> Iterator[bytes]:
        for start in range(0, len(much), 2**16):
            yield much[start : start + 2**16]

    assert httpx.post(place.url + "/echo", content=piecemeal()).status_code in (400, 413)
    # An upload that is declared too long is refused before a byte of it is sent.
    with socket.create_connection(("127.0.0.1", httpx.URL(place.url).port), 10) as line:
        length = MAX_UPLOAD_BYTES + 2**20
        line.sendall(
            b"POST /gradio_api/upload HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n" % length
        )
        assert line.recv(4096).startswith(b"HTTP/1.1 413 ")
