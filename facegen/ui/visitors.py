"""Visitors' folders: who may read which file, how much they may keep, and when it all goes.

A visitor is a random token that lives in their browser. Its folder holds one sub-folder per job.
Whoever does not know the token cannot name the folder, and the server never lists it. Uploaded
photos lie in a folder beside all of these, which no address of the server leads to.
"""

from __future__ import annotations

import base64
import hmac
import json
import logging
import os
import re
import secrets
import shutil
import stat
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

KEEP_SECONDS = 60 * 60
"""How long a visitor's files outlive the last visit."""
RESULTS = 24
"""Results that a visitor keeps; with one more the oldest goes."""
QUOTA_BYTES = 1_500_000_000
"""What a visitor's results may take; 24 of them at 2K with every download stay below."""
TITLE_LENGTH = 80
FROM_WORDS, FROM_PHOTO = "text_to_face", "photo_to_views"
"""Pipelines, as reports name them."""

_SWEEP_SECONDS = 60
_TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")
_JOB = re.compile(r"[0-9a-f]{16}")
_PICTURES = "0" * 16
"""The job folder of a visitor's throw-away pictures."""
PHOTOS = 4
"""Uploaded photos that a visitor keeps, one for each open page that wants one."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Result:
    """A finished job of a visitor."""

    job: str
    folder: Path
    made_at: float
    """Seconds since 1970."""
    title: str
    """The prompt, shortened."""
    pipeline: str
    """What made it."""


class Visitors:
    """All visitors of this server; `root` is a folder of its own.

    `on_gone` is called with a folder (a visitor's, or one result's) just before it is removed.
    """

    def __init__(
        self,
        root: Path,
        keep_seconds: float = KEEP_SECONDS,
        clock: Callable[[], float] = time.time,
        results: int = RESULTS,
        quota_bytes: int = QUOTA_BYTES,
    ) -> None:
        self.root = root
        self.on_gone: Callable[[Path], None] = lambda folder: None
        self.keep_seconds = keep_seconds
        self._clock = clock
        self._results, self._quota = results, quota_bytes
        self._secret = secrets.token_bytes(32)
        # A job that still runs while its folder is removed may write it back.
        self._gone: dict[Path, float] = {}
        self._lock = threading.Lock()
        self.photos_root = root.with_name(f"{root.name}-photos")
        """Uploaded photos: one folder per visitor, never to be served."""
        for folder in (root, self.photos_root):
            folder.mkdir(parents=True, exist_ok=True)
            # Names are secret, but the machine's other users must not list them either.
            folder.chmod(0o700)

    def enter(self, token: object) -> str:
        """The token if this server gave it out and its folder still stands, else a new one."""
        if isinstance(token, str) and self.visit(token):
            return token
        fresh = secrets.token_urlsafe(24)
        (self.root / fresh).mkdir()
        self.visit(fresh)
        return fresh

    def enter_session(self, session: str | None) -> str:
        """The token of a program's session: always the same one, and no session tells another's."""
        if not session:
            return self.enter(None)
        digest = hmac.digest(self._secret, session.encode(), "sha256")[:24]
        token = base64.urlsafe_b64encode(digest).decode()
        self._welcome(self.root / token)
        (self.root / token).mkdir(exist_ok=True)
        self.visit(token)
        return token

    def visit(self, token: str) -> bool:
        """Note a visit now; False if there is no such visitor."""
        folder = self._folder(token)
        if folder is None:
            return False
        now = self._clock()
        try:
            os.utime(folder, (now, now))
        except FileNotFoundError:  # removed meanwhile
            return False
        return True

    def new_job(self, token: str) -> Path:
        """A new empty folder for one result of the visitor; a missing visitor's folder returns."""
        self._welcome(self.root / token)
        folder = self.root / token / secrets.token_hex(8)
        folder.mkdir(parents=True)
        self.visit(token)
        return folder

    def new_picture(self, token: str) -> Path:
        """A path for a throw-away PNG of the visitor; with one too many the oldest goes."""
        folder = self.root / token / _PICTURES
        self._welcome(folder)
        folder.mkdir(parents=True, exist_ok=True)
        old = sorted(((at, path) for path, at, _ in _files_in(folder)), reverse=True)
        for _, path in old[self._results - 1 :]:
            path.unlink(missing_ok=True)
        return folder / f"{secrets.token_hex(8)}.png"

    def new_photo(self, token: str) -> Path:
        """A path for an uploaded photo of the visitor; with one too many the oldest goes."""
        # Who tidies up temporary folders may have taken the empty one.
        self.photos_root.mkdir(mode=0o700, exist_ok=True)
        folder = self.photos_root / token
        folder.mkdir(exist_ok=True)
        old = sorted(((at, path) for path, at, _ in _files_in(folder)), reverse=True)
        for _, path in old[PHOTOS - 1 :]:
            path.unlink(missing_ok=True)
        self.visit(token)
        return folder / secrets.token_hex(8)

    def photo(self, token: str, name: object) -> Path | None:
        """An uploaded photo of the visitor, or None if there is none of that name."""
        if self._folder(token) is None or not isinstance(name, str) or not _JOB.fullmatch(name):
            return None
        path = self.photos_root / token / name
        return path if path.is_file() else None

    def remove_photo(self, token: str, name: object) -> bool:
        """Remove one uploaded photo; False if there is none of that name."""
        path = self.photo(token, name)
        if path is not None:
            path.unlink(missing_ok=True)
        return path is not None

    def job(self, token: str, job: str) -> Path | None:
        """The folder of a visitor's job, or None if there is none."""
        folder = self._folder(token)
        if folder is None or not _JOB.fullmatch(job) or folder / job in self._gone:
            return None
        return folder / job if (folder / job).is_dir() else None

    def file(self, token: str, job: str, name: str) -> Path | None:
        """The file `name` (may lie in a sub-folder) of a job, or None if it may not be served."""
        folder = self.job(token, job)
        if folder is None or "\0" in name:
            return None
        inside = folder.resolve()
        path = (inside / name).resolve()
        try:
            return path if path.is_relative_to(inside) and path.is_file() else None
        except OSError:  # longer than a name may be
            return None

    def results(self, token: str) -> list[Result]:
        """The visitor's finished jobs (those with a report and a thumbnail), newest first."""
        folder = self._folder(token)
        try:
            jobs = [] if folder is None else list(folder.iterdir())
        except FileNotFoundError:  # removed meanwhile
            return []
        found = [_result(job) for job in jobs if job not in self._gone]
        known = [result for result in found if result is not None]
        return sorted(known, key=lambda result: (-result.made_at, result.job))

    def keep_newest(self, token: str) -> list[Result]:
        """Remove the oldest results beyond the number and bytes allowed; returns what went.

        The newest stays, whatever its size.
        """
        gone, room = [], self._quota
        for place, result in enumerate(self.results(token)):
            room -= sum(size for _, _, size in _files_in(result.folder))
            if place and (place >= self._results or room < 0):
                self._discard(result.folder)
                gone.append(result)
        return gone

    def remove(self, token: str, job: str) -> bool:
        """Remove one job of the visitor, finished or not; False if there is none."""
        folder = self.job(token, job)
        if folder is not None:
            self._discard(folder)
        return folder is not None

    def forget(self, token: str) -> None:
        """Remove everything of the visitor."""
        folder = self._folder(token)
        if folder is not None:
            self._discard(folder)

    def sweep(self) -> int:
        """Remove the visitors whose last visit is too long ago, photos of nobody, and what was
        written to folders that are gone; returns how many visitors went."""
        removed = 0
        for folder in self.root.iterdir():
            try:
                late = self._clock() - folder.stat().st_mtime > self.keep_seconds
            except FileNotFoundError:
                continue
            if late or folder in self._gone:
                self._discard(folder)
                removed += 1
        recent = self._clock() - self.keep_seconds
        with self._lock:
            self._gone = {folder: at for folder, at in self._gone.items() if at > recent}
            for folder in self._gone:
                self._erase(folder)
        for photos in self.photos_root.iterdir():
            if self._folder(photos.name) is None:
                shutil.rmtree(photos, ignore_errors=True)
        return removed

    def sweep_forever(self) -> None:
        """Start the thread that sweeps every minute for as long as the server runs."""

        def work() -> None:
            while True:
                time.sleep(_SWEEP_SECONDS)
                try:
                    self.sweep()
                except Exception:  # or no visitor's files would ever go again
                    log.exception("could not remove old visitors' files")

        threading.Thread(target=work, name="sweep-visitors", daemon=True).start()

    def _discard(self, folder: Path) -> None:
        with self._lock:
            self._gone[folder] = self._clock()
        self.on_gone(folder)
        self._erase(folder)

    def _erase(self, folder: Path) -> None:
        """A result's folder, or a visitor's and their photos."""
        shutil.rmtree(folder, ignore_errors=True)
        if folder.parent == self.root:
            shutil.rmtree(self.photos_root / folder.name, ignore_errors=True)

    def _welcome(self, folder: Path) -> None:
        """A folder that was removed may hold files again: its visitor came back."""
        with self._lock:
            self._gone.pop(folder, None)

    def _folder(self, token: str) -> Path | None:
        folder = self.root / token
        if not _TOKEN.fullmatch(token) or folder in self._gone:
            return None
        return folder if folder.is_dir() and not folder.is_symlink() else None


def _result(folder: Path) -> Result | None:
    """The finished job in `folder`, or None."""
    if not (folder / "thumb.webp").is_file():
        return None
    try:
        made_at = (folder / "report.json").stat().st_mtime
        report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    pipeline = report.get("pipeline", "")
    title = next((entry["text"] for entry in report["inputs"] if entry.get("text")), "")
    title = " ".join(title.split()) or ("From a photo" if pipeline == FROM_PHOTO else "No words")
    short = title if len(title) <= TITLE_LENGTH else title[: TITLE_LENGTH - 1].rstrip() + "…"
    return Result(folder.name, folder, made_at, short, pipeline)


def _files_in(folder: Path) -> Iterator[tuple[Path, float, int]]:
    """Path, time of change and bytes of every file below; one that goes meanwhile is left out."""
    for path in folder.rglob("*"):
        try:
            found = path.stat()
        except FileNotFoundError:
            continue
        if stat.S_ISREG(found.st_mode):
            yield path, found.st_mtime, found.st_size
