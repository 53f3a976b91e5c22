"""PromptWriter by any endpoint that speaks OpenAI's chat completions.

Only words about attributes leave the machine, never a photo. The answer is untrusted: read up to a
size, checked line by line, and completed by the grammar, within ten seconds in all.
"""

from __future__ import annotations

import http.client
import ipaddress
import json
import queue
import re
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from urllib.parse import urlsplit

from facegen.errors import InputError
from facegen.language.prompt_writer.complete import complete
from facegen.language.prompt_writer.grammar import GrammarPromptWriter, check_count
from facegen.language.prompt_writer.looks import FREE, options
from facegen.language.prompt_writer.query import SYSTEM, query
from facegen.models.roles import Sitter, WrittenPrompts

TOTAL_S = 10.0
"""From the call to its end, the grammar's share and the checks included."""
ANSWER_S = 8.0
"""Of that, for the endpoint."""
LARGEST = 256 * 1024
"""Bytes of an answer; 64 descriptions have about 8,000."""
CHUNK = 16 * 1024
PATH = "/chat/completions"
_KEY = re.compile(r"[\x21-\x7e]*")


class _Refused(Exception):
    """Why there is no answer, in words that follow "The language model"."""


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """A redirect would carry the key to another address."""

    def redirect_request(self, *_: object) -> None:
        return None


class ChatPromptWriter:
    """Asks `model` at `endpoint`, such as http://localhost:11434/v1; the grammar fills what is
    missing. The notices tell who wrote what. The key is sent to the endpoint and shown nowhere."""

    def __init__(
        self,
        endpoint: str,
        model: str,
        key: str = "",
        *,
        free: tuple[str, ...] = FREE,
        answer_s: float = ANSWER_S,
    ) -> None:
        """Raises InputError for an address that is not http or https, a model without a name, or
        a key with blanks or letters beyond ASCII."""
        self.address = _address(endpoint)
        if not model:
            raise InputError("FACEGEN_PROMPT_MODEL is empty; give the model that the endpoint is "
                             "to use, such as llama3.2.")  # fmt: skip
        if not _KEY.fullmatch(key):
            raise InputError("FACEGEN_PROMPT_KEY holds a blank or a letter that no key has; copy "
                             "it again.")  # fmt: skip
        self.model, self.free, self.answer_s = model, tuple(free), answer_s
        self._key = key

    def __call__(
        self, sitter: Sitter, count: int, *, seed: int = 0, avoid: Sequence[str] = ()
    ) -> WrittenPrompts:
        """At most `count` descriptions within ten seconds. The seed is the grammar's; the model's
        own words differ from call to call. Raises InputError as the grammar does."""
        check_count(count)
        begun = time.monotonic()
        asked = query(options(sitter, self.free), count)
        answers: queue.SimpleQueue[str | _Refused] = queue.SimpleQueue()
        # Beside us, because no timeout of a socket bounds the whole of a slow answer; a daemon,
        # because nothing should wait for it any longer.
        threading.Thread(
            target=self._answer, args=(asked, answers), daemon=True, name="prompts"
        ).start()
        spare = GrammarPromptWriter(self.free)(sitter, count, seed=seed, avoid=avoid)
        try:
            answer = answers.get(timeout=max(begun + self.answer_s - time.monotonic(), 0.01))
        except queue.Empty:
            answer = _Refused(f"did not answer within {self.answer_s:g} seconds")
        if isinstance(answer, _Refused):
            return complete("", sitter, count, avoid, spare, fault=str(answer))
        return complete(answer, sitter, count, avoid, spare, deadline=begun + TOTAL_S - 1)

    def _answer(self, asked: str, answers: queue.SimpleQueue[str | _Refused]) -> None:
        deadline = time.monotonic() + self.answer_s
        try:
            answers.put(_content(self._send(self._body(asked), deadline)))
        except _Refused as refused:
            answers.put(refused)
        except Exception:  # told without its message, which may quote the address or a header
            answers.put(_Refused("cannot be reached"))

    def _body(self, asked: str) -> bytes:
        # What every server knows, and no more: some refuse a seed, some a limit of tokens.
        messages = [{"role": "system", "content": SYSTEM}, {"role": "user", "content": asked}]
        return json.dumps({"model": self.model, "messages": messages, "stream": False}).encode()

    def _send(self, body: bytes, deadline: float) -> bytes:
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if self._key:
            headers["Authorization"] = f"Bearer {self._key}"
        request = urllib.request.Request(self.address, body, headers, method="POST")
        # A proxy would learn the key, and could not reach a host that is this machine.
        direct = [urllib.request.ProxyHandler({})] if _is_local(self.address) else []
        opener = urllib.request.build_opener(_NoRedirects, *direct)
        try:
            with opener.open(request, timeout=self.answer_s) as response:
                return _read(response, deadline)
        except urllib.error.HTTPError as error:
            error.close()
            raise _Refused(f"answered with status {error.code}") from None


def _read(response: http.client.HTTPResponse, deadline: float) -> bytes:
    data = b""
    while piece := response.read1(CHUNK):
        data += piece
        if len(data) > LARGEST:
            raise _Refused(f"answered with more than {LARGEST // 1024} kB")
        if time.monotonic() > deadline:
            break
    return data


def _content(data: bytes) -> str:
    """The text of a chat completion."""
    try:
        content = json.loads(data)["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError):
        raise _Refused("gave no chat completion") from None
    if not isinstance(content, str):
        raise _Refused("gave no text")
    return content


def _is_local(address: str) -> bool:
    """Whether the host is this machine or, as a number, one of a private network."""
    host = urlsplit(address).hostname or ""
    try:
        number = ipaddress.ip_address(host)
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
    return number.is_loopback or number.is_private


def _address(endpoint: str) -> str:
    fault = InputError(
        "FACEGEN_PROMPT_ENDPOINT is no address that can be asked; give one such as "
        "http://localhost:11434/v1."
    )
    try:
        parts = urlsplit(endpoint.strip())
        usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        raise fault from None
    strange = re.search(r"\s", endpoint.strip()) or not endpoint.strip().isprintable()
    # A name and password before the host are not sent by urllib; FACEGEN_PROMPT_KEY is for that.
    if not usable or strange or "@" in parts.netloc or parts.query or parts.fragment:
        raise fault
    path = parts.path.rstrip("/")
    return parts._replace(path=path if path.endswith(PATH) else path + PATH).geturl()
