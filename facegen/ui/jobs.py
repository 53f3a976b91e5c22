"""Running jobs of visitors, so that they can be stopped from another request."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Job:
    """One run of a pipeline; `cancel` is what the engine watches."""

    page: str
    visitor: str
    cancel: threading.Event = field(default_factory=threading.Event)


class Jobs:
    """At most one running job per open page."""

    def __init__(self) -> None:
        self._running: dict[str, Job] = {}
        self._lock = threading.Lock()

    def begin(self, page: str, visitor: str) -> Job:
        """Register a job; one that this page had running before is cancelled."""
        job = Job(page, visitor)
        with self._lock:
            before = self._running.get(page)
            self._running[page] = job
        if before is not None:
            before.cancel.set()
        return job

    def end(self, job: Job) -> None:
        """Forget a finished job."""
        with self._lock:
            if self._running.get(job.page) is job:
                del self._running[job.page]

    def cancel_page(self, page: str) -> bool:
        """Cancel what the page runs; False if it runs nothing."""
        with self._lock:
            job = self._running.get(page)
        if job is not None:
            job.cancel.set()
        return job is not None

    def cancel_visitor(self, visitor: str) -> None:
        """Cancel everything that the visitor runs, on any page."""
        with self._lock:
            jobs = [job for job in self._running.values() if job.visitor == visitor]
        for job in jobs:
            job.cancel.set()
