"""The log: one line per job, and nothing of what visitors typed, showed or made.

`FACEGEN_LOG_FORMAT=json` writes each line as one JSON object. `FACEGEN_LOG_PROMPTS=1` adds the
prompts and the messages of unexpected errors (which may quote them); without it a failure keeps its
type, its trace and a reference that the visitor sees too.
"""

from __future__ import annotations

import json
import logging
import os
import secrets
import time
import traceback
from typing import Any

log = logging.getLogger("facegen.jobs")


def configure(level: str, form: str) -> None:
    """Send the log to the error stream: `level` as in `logging`, `form` "text" or "json"."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonFormatter() if form == "json" else TextFormatter())
    logging.basicConfig(level=level.upper(), handlers=[handler])
    # httpx tells every address that it calls, and an address may hold a visitor's token.
    logging.getLogger("httpx").setLevel(logging.WARNING)


def log_job(error: BaseException | None, *, prompt: str = "", **facts: Any) -> None:
    """Write the line of a job that ended; `facts` are plain values, None ones are left out."""
    known = {key: value for key, value in facts.items() if value is not None}
    if prompt and wants_prompts():
        known["prompt"] = prompt
    if facts.get("outcome") == "failed" and error is not None:
        known |= {"reference": reference_of(error), "error": describe(error)}
        log.error("job", extra={"facts": known})
    else:
        log.info("job", extra={"facts": known})


def reference_of(error: BaseException) -> str:
    """Eight hex digits by which the log and the visitor name this failure; made once."""
    if not hasattr(error, "facegen_reference"):
        error.facegen_reference = secrets.token_hex(4)  # type: ignore[attr-defined]
    return error.facegen_reference


def report_failure(error: BaseException) -> str:
    """What a visitor reads of an unexpected error; the log has it under the same reference."""
    if not hasattr(error, "facegen_reference"):
        log.error("failed", exc_info=error)
    return (
        "Something broke on our side. Try again, or report it with reference "
        f"{reference_of(error)}."
    )


def describe(error: BaseException) -> str:
    """Type and trace of an error; its message only where prompts may be logged."""
    frames = "".join(traceback.format_tb(error.__traceback__))
    message = f": {error}" if wants_prompts() else ""
    return f"{type(error).__name__}{message}\n{frames}"


def wants_prompts() -> bool:
    """FACEGEN_LOG_PROMPTS: whether the log may repeat what people typed."""
    return os.environ.get("FACEGEN_LOG_PROMPTS", "0") == "1"


class JsonFormatter(logging.Formatter):
    """One JSON object per line: time (UTC), level, logger, message, and a job's facts."""

    def format(self, record: logging.LogRecord) -> str:
        """The line of a record."""
        stamp = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created))
        line = {
            "time": f"{stamp}.{int(record.msecs):03}Z",
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "facts", {}),
        }
        if record.exc_info and record.exc_info[1] is not None:
            error = record.exc_info[1]
            line |= {"reference": reference_of(error), "error": describe(error)}
        return json.dumps(line, ensure_ascii=False)


class TextFormatter(logging.Formatter):
    """The same for people: `12:00:01 INFO facegen.jobs: job kind=make seconds=14.1`."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """The line of a record."""
        facts = dict(getattr(record, "facts", {}))
        trace = facts.pop("error", "")
        if record.exc_info and record.exc_info[1] is not None:
            facts["reference"] = reference_of(record.exc_info[1])
            record.exc_text = None  # what another handler wrote, message and all, is kept there
        pairs = "".join(f" {key}={value}" for key, value in facts.items())
        head, newline, rest = super().format(record).partition("\n")
        return head + pairs + newline + rest + (f"\n{trace}" if trace else "")

    def formatException(self, exc_info: Any) -> str:
        """Type and trace, by the rule of `describe`."""
        return describe(exc_info[1]).rstrip()
