"""Zip files with equal bytes for equal content, and names that stay inside the folder."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from pathlib import Path

from facegen.export.files import atomic_write

_SAFE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)*")
_PACKED = (".png", ".jpg", ".webp", ".mp4", ".zip")
"""Compressed already: stored as they are."""


def write_zip(path: Path | str, entries: Iterable[tuple[str, bytes]]) -> Path:
    """Write `(name, content)` entries to `path` atomically, taken one at a time; returns the path.

    All entries have the format's earliest date, so that equal content gives equal bytes.
    `ValueError` for a name that could leave the folder it is unpacked in, or comes twice.
    """
    known: set[str] = set()
    with atomic_write(path) as temporary, zipfile.ZipFile(temporary, "w") as archive:
        for name, content in entries:
            if not _SAFE.fullmatch(name) or name in known:
                raise ValueError(f"{name!r} is no name for an archive entry, or comes twice")
            known.add(name)
            entry = zipfile.ZipInfo(name)
            packed = name.endswith(_PACKED)
            entry.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3  # Unix, whichever system writes it
            archive.writestr(entry, content)
    return Path(path)
