"""One worker thread and the lane of jobs before it."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import sys
import threading
import time
import traceback
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Generic, TypeVar

from facegen.errors import Cancelled, InputError
from facegen.logs import log_job
from facegen.pipelines.progress import Progress
from facegen.queueing import Lane, Ticket

T = TypeVar("T")
Work = Callable[[], Generator[Progress, None, T]]

_TICK_S = 0.1
"""Seconds between two looks whether a job was cancelled."""
_TELL_S = 1.0
"""Seconds between two words to somebody who waits, while their place stays the same."""


@dataclass(frozen=True)
class Job:
    """What is known of a job before it runs."""

    name: str
    """What is done: make, extra, sketch..."""
    facts: Mapping[str, str] = field(default_factory=dict)
    """What its duration depends on (detail, body...); logged."""
    folder: Path | None = None
    """Where it writes, resolved; its parent is the owner's. Never logged."""
    prompt: str = ""
    """Logged only where FACEGEN_LOG_PROMPTS asks for it."""

    @property
    def kind(self) -> str:
        """Jobs of one kind take about as long as each other."""
        return " ".join((self.name, *self.facts.values()))

    @property
    def owner(self) -> str:
        """Whose it is, for the bound on waiting jobs; empty for nobody's."""
        return "" if self.folder is None else str(self.folder.parent)


class Run(Generic[T]):
    """A job handed to a `Runner`."""

    def __init__(self, job: Job, work: Work[T], ticket: Ticket, cancel: threading.Event) -> None:
        self.job, self.ticket, self.cancel = job, ticket, cancel
        self.work: Work[T] | None = work
        self.steps: SimpleQueue[Progress] = SimpleQueue()
        self.done = threading.Event()
        self.result: T | None = None
        self.error: BaseException | None = None
        self.told_s = ticket.wait_s()


class Runner:
    """Works jobs off one at a time, in the order they came, on one thread of its own.

    One thread, because torch and OpenMP keep a crew of threads and a heap for each thread that ever
    called them: on the web server's many threads these would pile up. And so a caller that stops
    listening never holds up those behind it. `tidy` gives memory back after each job, which takes
    longer than a short one should wait.
    """

    def __init__(self, name: str, lane: Lane, *, tidy: bool = False) -> None:
        self.lane = lane
        self._tidy = tidy
        self._name = name
        self._runs: SimpleQueue[Run] = SimpleQueue()
        self._known: set[Run] = set()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def run(self, job: Job, work: Work[T], cancel: threading.Event) -> Generator[Progress, None, T]:
        """Yield the job's place while it waits, then what `work` yields; return what it returns.

        Raises `LaneFull`, `Cancelled` soon after `cancel` is set (which closing the generator
        does), and whatever `work` raises.
        """
        run = self._hand_in(job, work, cancel)
        try:
            yield from self._wait(run)
            while not (run.done.is_set() and run.steps.empty()):
                try:
                    step = run.steps.get(timeout=_TICK_S)
                except Empty:
                    continue
                yield step
        finally:
            if not run.done.is_set():
                cancel.set()
                self._drop_out(run)
        if run.error is not None:
            raise run.error
        return run.result

    def call(self, job: Job, work: Callable[[], T], cancel: threading.Event) -> T:
        """`run` for work in one piece: blocks until it is done; same errors."""

        def steps() -> Generator[Progress, None, T]:
            return work()
            yield

        run = self._hand_in(job, steps, cancel)
        while not run.done.wait(_TICK_S):
            if cancel.is_set():
                self._drop_out(run)
        if run.error is not None:
            raise run.error
        return run.result

    def cancel(self, place: Path) -> None:
        """Cancel every job, waiting or running, that writes to `place` or inside it."""
        with self._lock:
            runs = [
                run
                for run in self._known
                if run.job.folder is not None and run.job.folder.is_relative_to(place)
            ]
        for run in runs:
            run.cancel.set()
            self._drop_out(run)

    def _hand_in(self, job: Job, work: Work[T], cancel: threading.Event) -> Run[T]:
        # Joining and handing in are one step: the thread takes jobs in the order of the lane.
        with self._lock:
            run = Run(job, work, self.lane.join(job.kind, job.owner), cancel)
            self._known.add(run)
            self._runs.put(run)
            if self._thread is None:
                self._thread = threading.Thread(target=self._work_off, name=self._name, daemon=True)
                self._thread.start()
        return run

    def _wait(self, run: Run) -> Generator[Progress, None, None]:
        """Tell place and wait until the job runs."""
        told, shown = -_TELL_S, 0
        while run.ticket.started is None and not run.done.is_set():
            if run.cancel.is_set():
                self._drop_out(run)
                continue
            now, place = time.monotonic(), run.ticket.place()
            if place and (place != shown or now - told >= _TELL_S):
                told, shown = now, place
                yield Progress("Waiting", 0.0, place=place, wait_s=run.ticket.wait_s())
            run.done.wait(_TICK_S)

    def _drop_out(self, run: Run) -> None:
        """A job that has not begun leaves at once; a running one stops at its next check."""
        if self.lane.withdraw(run.ticket):
            self._close(run, Cancelled("The job was cancelled."))

    def _work_off(self) -> None:
        while True:
            run = self._runs.get()
            if self.lane.start(run.ticket):
                error = self._work(run)
                self.lane.leave(run.ticket, finished=error is None)
                self._close(run, error)
            run = error = None  # or the last job's result would live until the next one comes
            if self._tidy:
                _give_memory_back()

    def _work(self, run: Run) -> BaseException | None:
        """Take the job's steps and its result; the error that ended it, if one did."""
        try:
            steps = run.work()
            while True:
                step = next(steps)
                run.ticket.tell(step.fraction)
                run.steps.put(step)
        except StopIteration as stop:
            run.result = stop.value
        except BaseException as error:
            # The trace stays, what the frames held (a whole avatar, perhaps) is let go.
            traceback.clear_frames(error.__traceback__)
            return error
        return None

    def _close(self, run: Run, error: BaseException | None) -> None:
        """Log the job and wake whoever listens."""
        with self._lock:
            self._known.discard(run)
        run.error, run.work = error, None
        log_job(
            error,
            prompt=run.job.prompt,
            job=run.job.name,
            **run.job.facts,
            outcome=_outcome(error),
            told_s=None if run.told_s is None else round(run.told_s, 2),
            wait_s=round(run.ticket.waited_s, 2),
            seconds=round(run.ticket.ran_s, 2),
        )
        run.done.set()


def _give_memory_back() -> None:
    """Collect cycles, and return what the allocator keeps for later to the system.

    glibc holds on to freed memory between blocks in use: hundreds of megabytes after a photo.
    """
    gc.collect()
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):  # another C library has no such call
            ctypes.CDLL(None).malloc_trim(0)


def _outcome(error: BaseException | None) -> str:
    if error is None:
        return "done"
    if isinstance(error, Cancelled):
        return "cancelled"
    return "refused" if isinstance(error, InputError) else "failed"
