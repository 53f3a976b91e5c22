"""A visitor without a window: calls the page's events as Gradio's own script in a browser does."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Iterator
from typing import Any

import httpx

API = "/gradio_api"
_TIMEOUT = httpx.Timeout(600, connect=30)


class PageError(RuntimeError):
    """The page or the server failed where it should not have."""


class Visitor:
    """One browser: it remembers a token, and each `reload` is a new session of the page."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.http = httpx.Client(base_url=url, timeout=_TIMEOUT)
        config = self.get("/config").json()
        self._events = config["dependencies"]
        self._types = {c["id"]: c["type"] for c in config["components"]}
        self._names = {c["id"]: c["props"].get("elem_id") for c in config["components"]}
        self._initial = {c["id"]: c["props"].get("value") for c in config["components"]}
        self.token = ""
        self.reload()

    def get(self, path: str) -> httpx.Response:
        """GET that must succeed."""
        reply = self.http.get(path)
        if reply.status_code != 200:
            raise PageError(f"{path.split('/')[1]}: status {reply.status_code}")
        return reply

    def reload(self) -> list[dict[str, Any]]:
        """Open the page anew; returns the strip of results as it shows them."""
        self.session = secrets.token_hex(6)
        self.values = dict(self._initial)
        self._running: tuple[int, str] | None = None
        for event in self._events:
            if [name for _, name in event["targets"]] == ["load"] and event["backend_fn"]:
                inputs = [self.token if self._types[i] == "browserstate" else None
                          for i in event["inputs"]]  # fmt: skip
                self._apply(event, self._call(event, inputs))
        return self.strip

    @property
    def strip(self) -> list[dict[str, Any]]:
        """Results on show, newest first: job, title, thumb."""
        return next(
            value["items"]
            for key, value in self.values.items()
            if self._names[key] == "fg-history" and isinstance(value, dict)
        )

    def fire(self, target: str, name: str, **data: Any) -> None:
        """Click or edit something: its events run, and those that follow them without a queue."""
        for event in self._listening(target, name):
            self._apply(event, self._call(event, self._inputs(event), data))

    def generate(self, prompt: str, seed: int, detail: str) -> Iterator[dict[str, Any]]:
        """Type a prompt and press Generate; yields every message until the job is over."""
        self._type("fg-prompt", prompt)
        self._type("fg-seed", seed)
        self._type("fg-detail", detail)
        (begin,) = self._listening("fg-generate", "click")
        self._apply(begin, self._call(begin, self._inputs(begin)))
        run = next(e for e in self._events if e["trigger_after"] == begin["id"])
        body = self._body(run, self._inputs(run))
        joined = self.http.post(f"{API}/queue/join", json=body)
        if joined.status_code != 200:
            raise PageError(f"queue: {joined.text[:200]}")
        self._running = (run["id"], joined.json()["event_id"])
        for message in self._listen(joined.json()["event_id"]):
            yield message
            if self._running is None:
                return
        self._running = None

    def cancel(self) -> None:
        """Press Cancel while `generate` runs."""
        for event in self._listening("fg-cancel", "click"):
            if event["backend_fn"] and not event["cancels"]:
                self._call(event, self._inputs(event))
        if self._running is not None:
            number, event_id = self._running
            body = {"session_hash": self.session, "fn_index": number, "event_id": event_id}
            self._running = None
            self.http.post(f"{API}/cancel", json=body)

    def make(self, job: str, kind: str, patience: float = 600.0) -> dict[str, Any] | None:
        """Ask for a download; its last line, or None when patience ended first."""
        end = time.monotonic() + patience
        with self.http.stream("POST", f"/make/{self.token}/{job}/{kind}") as reply:
            if reply.status_code != 200:
                raise PageError(f"make: status {reply.status_code}")
            line = {}
            for text in reply.iter_lines():
                line = json.loads(text)
                if time.monotonic() > end:
                    return None
        return line

    def _listening(self, target: str, name: str) -> list[dict[str, Any]]:
        found = [
            event
            for event in self._events
            if any(self._names.get(i) == target and n == name for i, n in event["targets"])
        ]
        if not found:
            raise PageError(f"the page has no {name} of {target}")
        return found

    def _inputs(self, event: dict[str, Any]) -> list[Any]:
        return [None if self._types[i] == "state" else self.values.get(i) for i in event["inputs"]]

    def _body(self, event: dict[str, Any], inputs: list[Any], data: Any = None) -> dict[str, Any]:
        return {
            "data": inputs, "fn_index": event["id"], "session_hash": self.session,
            "event_data": data, "trigger_id": event["targets"][0][0],
        }  # fmt: skip

    def _call(self, event: dict[str, Any], inputs: list[Any], data: Any = None) -> list[Any]:
        """Run an event without a queue; its outputs."""
        if not event["backend_fn"] or event["cancels"]:
            return []
        reply = self.http.post(f"{API}/run/predict", json=self._body(event, inputs, data))
        if reply.status_code != 200:
            raise PageError(f"{event['api_name']}: status {reply.status_code}")
        return reply.json()["data"]

    def _apply(self, event: dict[str, Any], outputs: list[Any]) -> None:
        """Let components show new values, as the browser does."""
        for key, value in zip(event["outputs"], outputs, strict=False):
            if isinstance(value, dict) and value.get("__type__") == "update":
                if "value" not in value:
                    continue
                value = value["value"]
            self.values[key] = value
            if self._types[key] == "browserstate":
                self.token = value

    def _type(self, name: str, value: Any) -> None:
        key = next(key for key, found in self._names.items() if found == name)
        self.values[key] = value

    def _listen(self, event_id: str) -> Iterator[dict[str, Any]]:
        with self.http.stream(
            "GET", f"{API}/queue/data", params={"session_hash": self.session}
        ) as reply:
            for line in reply.iter_lines():
                if not line.startswith("data:"):
                    continue
                message = json.loads(line[5:])
                if message.get("event_id") not in (None, event_id):
                    continue
                yield message
                if message["msg"] == "process_completed":
                    if not message["success"]:
                        raise PageError(f"generate: {message['output']}")
                    return
                if message["msg"] in ("close_stream", "unexpected_error"):
                    return
