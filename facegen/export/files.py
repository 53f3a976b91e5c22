"""Writing files so that a full disk or a killed process never leaves half of one."""

from __future__ import annotations

import errno
import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from facegen.errors import SetupError

_REASONS = {
    errno.ENOSPC: "the disk is full; free some space and try again",
    errno.EDQUOT: "your disk quota is used up; free some space and try again",
    errno.EACCES: "the folder is not writable; choose another output folder",
    errno.EPERM: "the folder is not writable; choose another output folder",
    errno.EROFS: "the disk is read-only; choose another output folder",
    errno.ENOTDIR: "part of the path is a file, not a folder; choose another output folder",
    errno.EEXIST: "part of the path is a file, not a folder; choose another output folder",
    errno.EISDIR: "a folder of that name is in the way; choose another name",
    errno.ENAMETOOLONG: "the name is too long; choose a shorter one",
}


@contextmanager
def atomic_write(path: Path | str) -> Iterator[Path]:
    """Yield a temporary path beside `path`; on success it takes the place of `path` in one step.

    On any exception the temporary file is deleted and an earlier file at `path` stays as it was.
    The temporary name keeps the suffix, for encoders that choose by it. Missing parent folders are
    made. `SetupError` says in a sentence when the system refuses (disk full, not writable).
    """
    path = Path(path)
    temporary: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(
            prefix=f".{path.stem[:32]}-", suffix=path.suffix, dir=path.parent
        )
        os.close(handle)
        temporary = Path(name)
        yield temporary
        _sync(temporary)
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    except OSError as error:
        reason = _REASONS.get(error.errno or 0)
        if reason is None:
            raise
        raise SetupError(f"Could not write {path.name}: {reason}.") from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def write_bytes(path: Path | str, data: bytes) -> Path:
    """Write `data` to `path` atomically; returns the path."""
    with atomic_write(path) as temporary:
        temporary.write_bytes(data)
    return Path(path)


def write_json(path: Path | str, data: Mapping[str, Any]) -> Path:
    """Write `data` as UTF-8 JSON, indented, NaN refused (`ValueError`); returns the path."""
    text = json.dumps(data, indent=2, ensure_ascii=False, allow_nan=False)
    return write_bytes(path, (text + "\n").encode())


def _sync(path: Path) -> None:
    """Push the content to the disk, so that after a power cut the new name has the whole file."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _umask() -> int:
    """The process's umask: `mkstemp` makes private files, an output should be readable as usual."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
