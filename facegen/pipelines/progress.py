"""What a running pipeline tells its watcher."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from jaxtyping import UInt8
from numpy import ndarray

from facegen.errors import Cancelled

T = TypeVar("T")
_TRUST_S = 2.0
"""Seconds of a job after which its own pace counts as much as the usual one."""


@dataclass(frozen=True)
class Progress:
    """One step forward."""

    stage: str
    """What is being done now, in the user's words."""
    fraction: float
    """0..1 of the whole job, by the usual shares of its stages."""
    preview: UInt8[ndarray, "H W 3"] | None = None
    """sRGB picture of the person so far."""
    files: Mapping[str, Path] = field(default_factory=dict)
    """Files finished so far, by kind (`glb`, `preview`...)."""
    place: int | None = None
    """While waiting: 1 is next; None when nothing waits before this job."""
    wait_s: float | None = None
    """While waiting: seconds until the job starts, estimated."""
    remaining_s: float | None = None
    """While running: seconds until it is done, by usual times and the pace; None is unknown."""


def exhaust(steps: Generator[Any, None, T]) -> T:
    """Run a pipeline to its end, watched by nobody; returns its result."""
    while True:
        try:
            next(steps)
        except StopIteration as stop:
            return stop.value


class Schedule:
    """Fractions and remaining seconds of a job, by how long its stages usually take.

    The usual seconds are stretched by the pace of this run: on a machine twice as slow twice as
    much remains, as soon as some stages have shown it.
    """

    def __init__(
        self, usual: Mapping[str, float], clock: Callable[[], float] = time.perf_counter
    ) -> None:
        self._usual = dict(usual)
        self._clock = clock
        self._started = clock()

    def progress(
        self,
        title: str,
        stage: str,
        preview: UInt8[ndarray, "H W 3"] | None = None,
        files: Mapping[str, Path] = MappingProxyType({}),
        *,
        share: float = 0.0,
    ) -> Progress:
        """The step at which `share` of `stage` is done; `title` tells the user what is done now."""
        names = list(self._usual)
        before = sum(self._usual[name] for name in names[: names.index(stage)])
        before += share * self._usual[stage]
        whole = sum(self._usual.values())
        spent = self._clock() - self._started
        pace = (spent + _TRUST_S) / (before + _TRUST_S)
        remaining = pace * (whole - before)
        return Progress(title, before / whole, preview, dict(files), remaining_s=remaining)


class Stopwatch:
    """Times stages, and stops the job at its next check when the user cancels.

    `give_way` is called at each check, with the event of cancellation: it may block while
    something quicker runs.
    """

    def __init__(
        self,
        cancel: threading.Event,
        give_way: Callable[[threading.Event], object] = lambda cancel: None,
    ) -> None:
        self.cancel = cancel
        self.seconds: dict[str, float] = {}
        self._give_way = give_way

    def check(self, *_: object) -> None:
        """Raise `Cancelled` when the user has cancelled; fits as a progress callback."""
        self._give_way(self.cancel)
        if self.cancel.is_set():
            raise Cancelled("The job was cancelled.")

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time a block under `name`; check for cancellation before and after."""
        self.check()
        start = time.perf_counter()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - start
        self.check()
