"""A lane: one job at a time, first come first served, everybody told their place and their wait."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from facegen.errors import InputError

_MEMORY = 0.25
"""Weight of the newest duration in a kind's running mean: some ten jobs are remembered."""
_OVERDUE = 0.1
"""A job that runs longer than its mean is taken to need this share of the time it has taken."""

_GLANCE_S = 0.02
"""Seconds between two looks whether the quicker lane is empty again."""


class LaneFull(InputError):
    """Too many wait already; the sentence says how many and what to do."""


class Ticket:
    """One job in a lane: waiting, then running, then gone. Made by `Lane.join`."""

    def __init__(self, lane: Lane, kind: str, owner: str) -> None:
        self.kind, self.owner = kind, owner
        self._lane = lane
        self.joined = lane.clock()
        self.started: float | None = None
        self.ended: float | None = None
        self._told: tuple[float, float] | None = None

    def place(self) -> int:
        """0 when nobody is before this job, 1 for the next in line, and so on."""
        return self._lane.place(self)

    def wait_s(self) -> float | None:
        """Seconds until it starts, estimated; None while nothing is known of a job before it."""
        return self._lane.wait_s(self)

    def tell(self, fraction: float) -> None:
        """The running job says that `fraction` (0..1) of it is done, by the usual stage times."""
        self._told = (self.ran_s, fraction)

    @property
    def waited_s(self) -> float:
        """Seconds from joining to starting, or to leaving or now if that never came."""
        ends = (self.started, self.ended, self._lane.clock())
        return next(end for end in ends if end is not None) - self.joined

    @property
    def ran_s(self) -> float:
        """Seconds since it started, up to leaving; 0 before."""
        if self.started is None:
            return 0.0
        return (self._lane.clock() if self.ended is None else self.ended) - self.started

    def needs_s(self, mean: float | None) -> float | None:
        """Seconds that it still takes, where jobs of its kind take `mean`; None if unknown.

        The further it is, the more its own pace counts and the less that of the others.
        """
        if self.started is None or mean is None:
            return mean
        ran = self.ran_s
        if self._told is None:
            return max(mean - ran, _OVERDUE * ran)
        at, done = self._told
        remaining = (1.0 - done) * ((1.0 - done) * mean + at)
        return max(remaining - (ran - at), 0.0)


@dataclass(frozen=True)
class LaneState:
    """What a lane is doing, for the health check."""

    running: str | None
    """Kind of the running job."""
    waiting: int


class Lane:
    """The line of one worker. It runs nothing: whoever works it off calls `start` and `leave`.

    `limit` bounds the jobs that wait, and `limit_per_owner` those of one owner (the running one is
    not counted). `typical` holds seconds by kind, believed until a job of that kind was measured,
    but stretched as the jobs of other kinds showed this machine to be slower or faster.
    """

    def __init__(
        self,
        *,
        limit: int,
        limit_per_owner: int | None = None,
        typical: Mapping[str, float] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.clock = clock
        self._limit, self._limit_per_owner = limit, limit_per_owner
        self._typical = dict(typical or {})
        self._means: dict[str, float] = {}
        self._pace: float | None = None
        self._line: list[Ticket] = []
        self._lock = threading.Lock()

    def join(self, kind: str, owner: str = "") -> Ticket:
        """Stand at the end of the line. `LaneFull` if it, or this owner's share, is full."""
        with self._lock:
            waiting = self._line[1:]
            own = sum(ticket.owner == owner for ticket in waiting)
            if owner and self._limit_per_owner is not None and own >= self._limit_per_owner:
                raise LaneFull(
                    f"{_jobs(own, 'of yours')} waiting already, and that is the most that may; "
                    "let one finish, or cancel one."
                )
            if len(waiting) >= self._limit:
                raise LaneFull(
                    f"{_jobs(len(waiting))} waiting here already, and that is the most that may; "
                    "try again in a few minutes."
                )
            ticket = Ticket(self, kind, owner)
            self._line.append(ticket)
            return ticket

    def start(self, ticket: Ticket) -> bool:
        """The first in line begins to run; False if it was withdrawn before."""
        with self._lock:
            if ticket.ended is not None:
                return False
            if self._line[0] is not ticket:
                raise ValueError(f"{self._line.index(ticket)} jobs are before this one")
            ticket.started = self.clock()
            return True

    def withdraw(self, ticket: Ticket) -> bool:
        """Take out a job that waits; False if it has begun or left."""
        with self._lock:
            if ticket.started is not None or ticket.ended is not None:
                return False
            self._remove(ticket)
            return True

    def leave(self, ticket: Ticket, *, finished: bool) -> None:
        """The running job is over.

        `finished` jobs count in the mean of their kind. The failed and the cancelled do not: they
        say little about the others.
        """
        with self._lock:
            self._remove(ticket)
            if finished:
                self._learn(ticket)

    def place(self, ticket: Ticket) -> int:
        """How many are before this job; 0 also for one that has left."""
        with self._lock:
            return self._line.index(ticket) if ticket in self._line else 0

    def wait_s(self, ticket: Ticket) -> float | None:
        """Seconds until this job starts, estimated; None if a kind before it is not known."""
        with self._lock:
            if ticket not in self._line:
                return 0.0
            before = self._line[: self._line.index(ticket)]
            needs = [other.needs_s(self._mean(other.kind)) for other in before]
            return None if None in needs else sum(needs)

    def mean_s(self, kind: str) -> float | None:
        """Seconds that jobs of `kind` take; None if nothing is known of them."""
        with self._lock:
            return self._mean(kind)

    def state(self) -> LaneState:
        """What runs, and how many wait."""
        with self._lock:
            running = [ticket.kind for ticket in self._line if ticket.started is not None]
            return LaneState(running[0] if running else None, len(self._line) - len(running))

    def _remove(self, ticket: Ticket) -> None:
        ticket.ended = self.clock()
        self._line.remove(ticket)

    def _mean(self, kind: str) -> float | None:
        if kind in self._means or kind not in self._typical:
            return self._means.get(kind)
        return self._typical[kind] * (1.0 if self._pace is None else self._pace)

    def _learn(self, ticket: Ticket) -> None:
        """Work the job's duration into what is known of its kind and of the machine."""
        self._means[ticket.kind] = _moved(self._means.get(ticket.kind), ticket.ran_s)
        if ticket.kind in self._typical:
            self._pace = _moved(self._pace, ticket.ran_s / self._typical[ticket.kind])


def _moved(mean: float | None, value: float) -> float:
    """A running mean after one more value."""
    return value if mean is None else mean + _MEMORY * (value - mean)


def _jobs(count: int, whose: str = "") -> str:
    """ "1 job is", "2 jobs of yours are"."""
    return " ".join(filter(None, (str(count), "job" if count == 1 else "jobs", whose,
                                  "is" if count == 1 else "are")))  # fmt: skip


class Courtesy:
    """Lets a long job stand aside while a quicker lane is busy, never for more than half its time.

    Called at the long job's checks (`pipelines.progress.Stopwatch`): waits until the lane is empty,
    the job is cancelled or as much time was given away as the job had for itself since the first.
    """

    def __init__(self, lane: Lane, clock: Callable[[], float] = time.monotonic) -> None:
        self._lane, self._clock = lane, clock
        self._since: float | None = None
        self._given = 0.0

    def __call__(self, cancel: threading.Event) -> None:
        """Stand aside as long as the class says."""
        if self._since is None:
            self._since = self._clock()
        while self._busy() and not cancel.is_set():
            now = self._clock()
            if 2 * self._given > now - self._since:
                return
            cancel.wait(_GLANCE_S)
            self._given += self._clock() - now

    def _busy(self) -> bool:
        state = self._lane.state()
        return state.running is not None or state.waiting > 0
