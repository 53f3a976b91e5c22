"""Turn what pip, npm and the operating system say about a failure into one sentence."""

from __future__ import annotations

import contextlib
import errno
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from facegen.errors import SetupError

_NO_SPACE = re.compile(r"no space left on device|ENOSPC|disk quota exceeded", re.I)
_WRONG_HASH = re.compile(r"do not match the hashes|EINTEGRITY", re.I)
_NO_NETWORK = re.compile(
    r"failed to establish a new connection|connection refused|connection reset|timed out"
    r"|name or service not known|temporary failure in name resolution|network is unreachable"
    r"|no route to host|nodename nor servname|getaddrinfo|proxyerror|sslerror|newconnectionerror"
    r"|connection broken|remote end closed"
    r"|ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH",
    re.I,
)


def no_space(folder: Path) -> SetupError:
    """The error for a full disk, naming the folder that ran full."""
    return SetupError(
        f"There is no space left on the disk of {folder}: free about 4 GB "
        "(or point FACEGEN_CACHE at a larger disk) and start again."
    )


def explain(output: str, doing: str, folder: Path) -> SetupError:
    """The error for a command that failed with `output` while `doing` something for `folder`.

    `doing` continues the sentence "... while", e.g. "installing the Python packages".
    """
    if _NO_SPACE.search(output):
        return no_space(folder)
    if _WRONG_HASH.search(output):
        return SetupError(
            f"A file that arrived while {doing} is not the one facegen knows (its SHA-256 "
            "differs), so nothing of it was used; try again on another network."
        )
    if _NO_NETWORK.search(output):
        return SetupError(
            f"The package index could not be reached while {doing}: connect to the internet "
            "(or check PIP_INDEX_URL, the npm registry setting and the proxy) and start again."
        )
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if re.match(r"(npm )?error\b", line, re.I)]
    said = (errors or lines or ["no message"])[-1]
    return SetupError(f"Something failed while {doing}: {said[:400]}")


def require_space(folder: Path, needed_mb: int, what: str) -> None:
    """Raise SetupError unless the disk that will hold `folder` has `needed_mb` megabytes free."""
    existing = folder
    while not existing.exists():
        existing = existing.parent
    free = shutil.disk_usage(existing).free >> 20
    if free < needed_mb:
        raise SetupError(
            f"{what} need {needed_mb} MB of disk space in {folder}, and {free} MB are free: "
            "free some space (or point FACEGEN_CACHE at a larger disk) and start again."
        )


@contextlib.contextmanager
def disk_errors(folder: Path) -> Iterator[None]:
    """Turn a full or read-only disk met inside the block into a SetupError about `folder`."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise no_space(folder) from error
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise SetupError(
                f"facegen may not write to {error.filename or folder}: "
                "make it writable or point FACEGEN_CACHE at a folder of yours."
            ) from error
        raise
