"""Visitors' folders: who may read which file, and when it all goes.

A visitor is a random token that lives in their browser. Its folder holds one sub-folder per job.
Whoever does not know the token cannot name the folder, and the server never lists it.
"""

from __future__ import annotations

import logging
import os
import re
import secrets
import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path

KEEP_SECONDS = 60 * 60
"""How long a visitor's files outlive the last visit."""

_SWEEP_SECONDS = 60
_TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")
_JOB = re.compile(r"[0-9a-f]{16}")

log = logging.getLogger(__name__)


class Visitors:
    """All visitors of this server; `root` is a folder of its own."""

    def __init__(
        self,
        root: Path,
        keep_seconds: float = KEEP_SECONDS,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.root = root
        self._keep = keep_seconds
        self._clock = clock
        root.mkdir(parents=True, exist_ok=True)
        # Names are secret, but the machine's other users must not list them either.
        root.chmod(0o700)

    def enter(self, token: object) -> str:
        """The token if this server gave it out and its folder still stands, else a new one."""
        if isinstance(token, str) and self.visit(token):
            return token
        fresh = secrets.token_urlsafe(24)
        (self.root / fresh).mkdir()
        self.visit(fresh)
        return fresh

    def visit(self, token: str) -> bool:
        """Note a visit now; False if there is no such visitor."""
        folder = self._folder(token)
        if folder is None:
            return False
        now = self._clock()
        os.utime(folder, (now, now))
        return True

    def new_job(self, token: str) -> Path:
        """A new empty folder for one result of the visitor; a missing visitor's folder returns."""
        folder = self.root / token / secrets.token_hex(8)
        folder.mkdir(parents=True)
        self.visit(token)
        return folder

    def file(self, token: str, job: str, name: str) -> Path | None:
        """The file `name` (may lie in a sub-folder) of a job, or None if it may not be served."""
        folder = self._folder(token)
        if folder is None or not _JOB.fullmatch(job) or "\0" in name:
            return None
        inside = (folder / job).resolve()
        path = (inside / name).resolve()
        if not path.is_relative_to(inside) or not path.is_file():
            return None
        return path

    def forget(self, token: str) -> None:
        """Remove everything of the visitor."""
        folder = self._folder(token)
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)

    def sweep(self) -> int:
        """Remove the visitors whose last visit is too long ago; returns how many."""
        removed = 0
        for folder in self.root.iterdir():
            try:
                late = self._clock() - folder.stat().st_mtime > self._keep
            except FileNotFoundError:
                continue
            if late:
                shutil.rmtree(folder, ignore_errors=True)
                removed += 1
        return removed

    def sweep_forever(self) -> None:
        """Start the thread that sweeps every minute for as long as the server runs."""

        def work() -> None:
            while True:
                time.sleep(_SWEEP_SECONDS)
                try:
                    self.sweep()
                except OSError:
                    log.exception("could not remove old visitors' files")

        threading.Thread(target=work, name="sweep-visitors", daemon=True).start()

    def _folder(self, token: str) -> Path | None:
        if not _TOKEN.fullmatch(token):
            return None
        folder = self.root / token
        return folder if folder.is_dir() and not folder.is_symlink() else None
