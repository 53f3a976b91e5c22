"""Chat endpoints: good, bad, slow and hostile ones; ours is a server thread on this machine."""

from __future__ import annotations

import json
import logging
import socket
import time
from http.server import BaseHTTPRequestHandler

import pytest

from facegen.errors import InputError
from facegen.language.prompt_writer import ChatPromptWriter, GrammarPromptWriter
from facegen.language.prompt_writer.chat import LARGEST
from facegen.language.prompt_writer.check import keep, lines_of
from facegen.language.prompt_writer.meaning import meaning
from facegen.models.roles import Sitter, WrittenPrompts
from tests.language.prompt_writer.endpoint import Answer, completion, raw, serving
from tests.language.prompt_writer.people import BOY, MAN, WOMAN

KEY = "sk-0123456789-very-secret"
BY_GRAMMAR = "so the built-in grammar wrote the descriptions."


def ask(answer: Answer, count: int = 4, **options: float) -> WrittenPrompts:
    """What a writer makes of one answer about a man."""
    with serving(answer) as endpoint:
        return ChatPromptWriter(endpoint.url, "some-model", KEY, **options)(MAN, count, seed=1)


def test_a_good_answer_is_taken_as_it_is() -> None:
    lines = GrammarPromptWriter()(MAN, 6, seed=9).prompts
    written = ask(completion("\n".join(lines)))
    assert written.prompts == lines[:4]
    assert written.notices == ("The language model wrote the descriptions.",)


@pytest.mark.parametrize(
    "dress",
    [
        lambda lines: "\n".join(f"{i}. {line}" for i, line in enumerate(lines, 1)),
        lambda lines: "\n\n".join(f"- “{line}”" for line in lines),
        lambda lines: "```json\n" + json.dumps(lines, indent=1) + "\n```",
        lambda lines: json.dumps({"descriptions": [*lines, 7, None]}),
        lambda lines: json.dumps([{"id": 1, "description": line} for line in lines]),
        lambda lines: (
            "<think>\nThis man has red hair and long eyelashes\n</think>\n**"
            + "**\n**".join(lines)
            + "**"
        ),
        lambda lines: "Sure! Here are the descriptions you asked for:\n" + "\r\n".join(lines),
    ],
)
def test_lists_in_other_clothes(dress: object) -> None:
    lines = GrammarPromptWriter()(MAN, 4, seed=9).prompts
    assert ask(completion(dress(lines))).prompts == lines  # type: ignore[operator]


def test_only_words_about_attributes_leave() -> None:
    secret = "This man has pink hair, a small beard and the scar of my uncle Willibald."
    with serving(completion("")) as endpoint:
        ChatPromptWriter(endpoint.url, "m", KEY)(BOY, 8, seed=3, avoid=[secret])
    ((path, headers, body),) = endpoint.requests
    assert path == "/v1/chat/completions"
    assert headers["Authorization"] == f"Bearer {KEY}"
    assert set(body) == {"model", "messages", "stream"}
    assert (body["model"], body["stream"]) == ("m", False)
    text = " ".join(message["content"] for message in body["messages"])
    assert "Write 12 descriptions of an 11-year-old boy." in text
    assert "beard" not in text
    assert "Willibald" not in text
    assert KEY not in text


def test_the_query_lists_the_paper_s_words() -> None:
    with serving(completion("")) as endpoint:
        ChatPromptWriter(endpoint.url, "m", free=("hat",))(WOMAN, 26)
    _, headers, body = endpoint.requests[0]
    assert "Authorization" not in headers
    asked = body["messages"][1]["content"]
    assert "34 descriptions of a woman" in asked
    assert "silver-gray, white, gold, green" in asked
    assert "(straight, curly, wavy)" in asked
    assert "Some may also tell: a hat (a hat)." in asked


def test_the_paper_s_own_examples_are_taken() -> None:
    man = "This man has a medium-length beard, brown hair, and straight hair."
    woman = "The woman has long black hair and curly hair."
    with serving(completion(f"{man}\n{woman}")) as endpoint:
        writer = ChatPromptWriter(endpoint.url, "m")
        assert writer(MAN, 2).prompts[0] == man
        assert writer(WOMAN, 2).prompts[0] == woman


BAD_LINES = {
    "asked for what is not made here": "This naked man has brown hair and long eyelashes.",
    "named somebody": "This man has brown hair and short eyelashes like Brad Pitt.",
    "described somebody of another gender expression":
        "This woman has brown hair and long eyelashes.",
    "described a child": "This boy has brown hair and long eyelashes.",
    "was not understood": "Certainly! Here are some wonderful ideas for your project.",
    "was not English": "Dieser Mann hat braune Haare und lange Wimpern.",
    "changed what is the person's own":
        "This man has brown hair, long eyelashes and a big nose.",
    "repeated another": "A man has straight, brown hair and long eyelashes.",
    "was no plain text":
        "This man has brown hair and short eyelashes.<img src=x onerror=alert(1)>",
    "had more than 200 characters":
        "This man has brown hair and long eyelashes" + " and a hat" * 20 + ".",
}  # fmt: skip


@pytest.mark.parametrize("reason", BAD_LINES)
def test_bad_lines_are_turned_away_and_told(reason: str) -> None:
    good = "This man has straight brown hair and long eyelashes."
    written = ask(completion(f"{good}\n{BAD_LINES[reason]}"))
    assert len(written.prompts) == 4
    assert written.prompts[0] == good
    assert BAD_LINES[reason] not in written.prompts
    assert len({meaning(prompt) for prompt in written.prompts}) == 4
    assert written.notices == (
        "The language model wrote 1 of the 4 descriptions, the built-in grammar the others.",
        f"Lines that were turned away: 1 {reason}.",
    )


def test_a_child_keeps_age_and_face() -> None:
    lines = [
        "This man has brown hair and long eyelashes.",
        "This 5-year-old boy has brown hair and long eyelashes.",
        "This 11-year-old boy has brown hair, long eyelashes and a short beard.",
        "This 11-year-old boy has brown hair, long eyelashes and red lipstick.",
        "This 11-year-old boy has curly brown hair and long eyelashes.",
    ]
    with serving(completion("\n".join(lines))) as endpoint:
        written = ChatPromptWriter(endpoint.url, "m")(BOY, 3)
    assert written.prompts[0] == lines[4]
    assert "2 did not keep the child's age, 2 gave a child a beard or make-up" in written.notices[1]


def test_a_child_of_seventeen_does_not_come_of_age() -> None:
    line = "This {}-year-old man has curly brown hair and long eyelashes."
    lines, sitter = [line.format(18), line.format(17)], Sitter(masculine=0.8, age=17.5)
    found = keep(lines, sitter, 2)
    assert found.prompts == (line.format(17),)
    assert found.refused == {"did not keep the child's age": 1}


def test_numbers_and_bullets_go_but_ages_stay() -> None:
    text = "60-year-old man, brown hair"
    leads = ("", "- ", "* ", "• ", "– ", "1. ", "12) ", "(3) ", "4: ", "5 - ", "6- ", "7 – ", "8.")
    assert lines_of("\n".join(f"{lead}{text}" for lead in leads)) == [text] * len(leads)


def test_what_is_shown_already_is_not_written_again() -> None:
    lines = GrammarPromptWriter()(MAN, 5, seed=2).prompts
    with serving(completion("\n".join(lines))) as endpoint:
        written = ChatPromptWriter(endpoint.url, "m")(MAN, 4, seed=2, avoid=lines[:4])
    assert written.prompts[0] == lines[4]
    assert not {meaning(p) for p in lines[:4]} & {meaning(p) for p in written.prompts}


def drip(handler: BaseHTTPRequestHandler) -> None:
    """A byte now and then, for ever: no timeout of the socket ends it."""
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.05)


def silent(handler: BaseHTTPRequestHandler) -> None:
    """No answer for longer than anybody waits."""
    time.sleep(3)


FAILURES: dict[str, tuple[Answer, str]] = {
    "dripping": (drip, "did not answer within 0.4 seconds"),
    "silent": (silent, "did not answer within 0.4 seconds"),
    "error": (raw(b"key sk-1 is bad", 500), "answered with status 500"),
    "refusal": (raw(b"{}", 401), "answered with status 401"),
    "html": (raw(b"<!doctype html><h1>Welcome</h1>", kind="text/html"), "gave no chat completion"),
    "empty": (raw(b""), "gave no chat completion"),
    "wrong json": (raw(b'{"choices": {"message": 1}}'), "gave no chat completion"),
    "no choice": (raw(b'{"choices": []}'), "gave no chat completion"),
    "a list": (raw(b"[1, 2]"), "gave no chat completion"),
    "deep": (raw(b"[" * 100_000), "gave no chat completion"),
    "binary": (raw(bytes(range(256))), "gave no chat completion"),
    "no text": (completion(None), "gave no text"),
    "parts": (completion([{"type": "text"}]), "gave no text"),
    "huge": (raw(b" " * (LARGEST + 1)), "answered with more than 256 kB"),
    "no http": (lambda handler: handler.wfile.write(b"\0\1\2 hello\r\n"), "cannot be reached"),
}


@pytest.mark.parametrize("kind", FAILURES)
def test_a_failing_endpoint_leaves_the_grammar(kind: str) -> None:
    answer, fault = FAILURES[kind]
    begun = time.monotonic()
    written = ask(answer, answer_s=0.4 if "within" in fault else 8)
    assert time.monotonic() - begun < 10
    assert written.prompts == GrammarPromptWriter()(MAN, 4, seed=1).prompts
    assert written.notices == (f"The language model {fault}, {BY_GRAMMAR}",)


def test_nobody_there_leaves_the_grammar() -> None:
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]
    for url in (f"http://127.0.0.1:{port}", "http://no-such-host.invalid/v1"):
        written = ChatPromptWriter(url, "m", KEY)(MAN, 4)
        assert len(written.prompts) == 4
        assert written.notices[0].endswith(BY_GRAMMAR)


def test_nonsense_leaves_the_grammar() -> None:
    written = ask(completion("\n".join(["lorem ipsum dolor"] * 5000)))
    assert len(written.prompts) == 4
    assert written.notices[0].startswith("Nothing that the language model wrote could be used")


def test_the_longest_wait_is_ten_seconds() -> None:
    begun = time.monotonic()
    with serving(silent) as endpoint:
        written = ChatPromptWriter(endpoint.url, "m", answer_s=1)(MAN, 64)
    assert len(written.prompts) == 64
    assert time.monotonic() - begun < 10


def test_a_redirect_gets_no_key() -> None:
    with serving(completion("")) as other:
        location = f"{other.url}/elsewhere"
        written = ask(raw(b"", 302, Location=location))
        assert other.requests == []
    assert "answered with status 302" in written.notices[0]


def test_no_proxy_learns_the_key_of_this_machine_s_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    with serving(completion("")) as proxy:
        monkeypatch.setenv("http_proxy", proxy.url)
        with serving(completion("")) as endpoint:
            for host in ("127.0.0.1", "localhost"):
                ChatPromptWriter(endpoint.url.replace("127.0.0.1", host), "m", KEY)(MAN, 2)
        assert (len(endpoint.requests), len(proxy.requests)) == (2, 0)
        ChatPromptWriter("http://far.invalid/v1", "m")(MAN, 2)
        assert len(proxy.requests) == 1, "others are asked as the settings of the machine say"


def test_the_key_is_shown_nowhere(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    shown = []
    for answer, _ in (FAILURES["error"], FAILURES["html"], FAILURES["no http"]):
        shown.append(repr(ask(answer)))
    writer = ChatPromptWriter("http://127.0.0.1:9", "m", KEY)
    with pytest.raises(InputError) as failure:
        ChatPromptWriter("http://127.0.0.1:9", "m", KEY + "\r\nHost: elsewhere")
    shown += [repr(writer), str(failure.value), caplog.text]
    assert not any(KEY in text for text in shown)


@pytest.mark.parametrize(
    "endpoint",
    ["localhost", "ftp://host/v1", "file:///etc/passwd", "http://", "http://h:99999/v1",
     "http://host/v1?key=1", "http://user:word@host/v1", "http://host/v1 x", "http://host\t/v1",
     "http://[::1/v1", "http://ho\nst/v1", "javascript:1"],
)  # fmt: skip
def test_addresses_that_are_none(endpoint: str) -> None:
    with pytest.raises(InputError, match="FACEGEN_PROMPT_ENDPOINT is no address"):
        ChatPromptWriter(endpoint, "m")


def test_the_address_may_name_the_whole_path() -> None:
    for endpoint in ("https://host/v1", "https://host/v1/", "https://host/v1/chat/completions"):
        assert ChatPromptWriter(endpoint, "m").address == "https://host/v1/chat/completions"


def test_a_model_without_a_name_is_told() -> None:
    with pytest.raises(InputError, match="FACEGEN_PROMPT_MODEL is empty"):
        ChatPromptWriter("http://host/v1", "")
