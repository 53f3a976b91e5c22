"""A chat endpoint of one's own, which answers as it is told."""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Endpoint:
    """A running endpoint and what it was asked."""

    url: str
    requests: list[tuple[str, dict[str, str], Any]] = field(default_factory=list)
    """Path, headers and body of each."""


@contextlib.contextmanager
def serving(answer: Answer) -> Iterator[Endpoint]:
    """An endpoint on this machine, until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            endpoint.requests.append((self.path, dict(self.headers), json.loads(body)))
            with contextlib.suppress(ConnectionError):
                answer(self)

        def do_GET(self) -> None:
            endpoint.requests.append((self.path, dict(self.headers), None))

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    endpoint = Endpoint(f"http://127.0.0.1:{server.server_port}/v1")
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield endpoint
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def raw(data: bytes, status: int = 200, kind: str = "application/json", **headers: str) -> Answer:
    """Answers with these bytes."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", kind)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(data)

    return answer


def completion(content: Any) -> Answer:
    """Answers as OpenAI's chat completions do, with this content."""
    message = {"role": "assistant", "content": content}
    return raw(
        json.dumps({"object": "chat.completion", "choices": [{"message": message}]}).encode()
    )
