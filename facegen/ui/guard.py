"""What every answer of the server carries, and how much it listens to."""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_UPLOAD_BYTES = 64 * 2**20
MAX_BODY_BYTES = 2**20
"""Of anything but an upload: a prompt of 1,000 characters and 60 controls take some 10 kB."""
_MULTIPART_BYTES = 2**16
"""What wraps an uploaded file."""
_UPLOAD = "/gradio_api/upload"
_PHOTOS = "/photos/"
"""Where photos are sent; these bodies are bare, not wrapped."""


class BodyTooLarge(Exception):
    """The request goes on beyond its limit."""


class Guard:
    """ASGI middleware: security headers on every answer, a limit on every request's body.

    `frames` names the sites (as in CSP's frame-ancestors) that may show the page in a frame, beside
    itself.
    """

    def __init__(self, app: ASGIApp, frames: str = "") -> None:
        self._app = app
        self._headers = {
            "X-Content-Type-Options": "nosniff",
            # A file's address holds the visitor's token: it must not travel to other sites.
            "Referrer-Policy": "same-origin",
            "Content-Security-Policy": _policy(frames),
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit = MAX_BODY_BYTES
        if scope["path"].rstrip("/") == _UPLOAD:
            limit = MAX_UPLOAD_BYTES + _MULTIPART_BYTES
        elif scope["path"].startswith(_PHOTOS):
            limit = MAX_UPLOAD_BYTES
        begun, seen = False, 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > limit:
                raise BodyTooLarge
            return message

        async def dressed(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        declared = Headers(scope=scope).get("content-length", "0")
        if declared.isdecimal() and int(declared) > limit:
            await self._refuse(dressed, limit)
            return
        try:
            await self._app(scope, counted, dressed)
        except BodyTooLarge:
            if not begun:
                await self._refuse(dressed, limit)

    async def _refuse(self, send: Send, limit: int) -> None:
        text = f"At most {limit // 2**20} MB are allowed; send less."
        body = b'{"detail":"' + text.encode() + b'"}'
        headers = [(b"content-type", b"application/json"), (b"connection", b"close")]
        await send({"type": "http.response.start", "status": 413, "headers": headers})
        await send({"type": "http.response.body", "body": body})


def _policy(frames: str) -> str:
    """Everything from here: the page asks nobody else, and nobody else can make it do so.

    Gradio's page and our viewer write scripts and styles inline and decode meshes in WebAssembly
    workers made from blobs.
    """
    return "; ".join(
        (
            "default-src 'self'",
            "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "media-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self' data: blob:",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            " ".join(filter(None, ("frame-ancestors 'self'", frames))),
        )
    )
