"""The lane: order, places, and what it tells those who wait."""

from __future__ import annotations

import random
import statistics
import threading

import pytest

from facegen.errors import InputError
from facegen.queueing import Courtesy, Lane, LaneFull


class Clock:
    """A clock that tests turn."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def lane(clock: Clock) -> Lane:
    return Lane(limit=100, typical={"make": 10.0, "film": 4.0}, clock=clock)


def run(lane: Lane, clock: Clock, kind: str, seconds: float) -> None:
    """One job, alone in the lane."""
    ticket = lane.join(kind)
    assert lane.start(ticket)
    clock.now += seconds
    lane.leave(ticket, finished=True)


def test_places_and_waits_by_hand(lane: Lane, clock: Clock) -> None:
    first, second, third = lane.join("make"), lane.join("film"), lane.join("make")
    assert [t.place() for t in (first, second, third)] == [0, 1, 2]
    assert [t.wait_s() for t in (first, second, third)] == [0.0, 10.0, 14.0]
    lane.start(first)
    clock.now += 3.0
    assert [t.wait_s() for t in (second, third)] == [7.0, 11.0]
    # Half done after 3 s: half of (half the usual 10 s, and the 3 s that half took) remains.
    first.tell(0.5)
    clock.now += 0.5
    assert [t.wait_s() for t in (second, third)] == [3.5, 7.5]
    lane.leave(first, finished=False)
    assert (second.place(), second.wait_s(), third.place(), third.wait_s()) == (0, 0.0, 1, 4.0)
    assert (first.waited_s, first.ran_s) == (0.0, 3.5)


def test_a_late_job_is_never_told_to_be_done(lane: Lane, clock: Clock) -> None:
    late, waiting = lane.join("make"), lane.join("make")
    lane.start(late)
    clock.now += 30.0
    assert waiting.wait_s() == pytest.approx(3.0)


def test_unknown_kinds_give_no_estimate_until_one_was_measured(lane: Lane, clock: Clock) -> None:
    strange, waiting = lane.join("strange"), lane.join("make")
    assert waiting.wait_s() is None
    lane.start(strange)
    clock.now += 5.0
    lane.leave(strange, finished=True)
    again, waiting = lane.join("strange"), lane.join("strange")
    assert again.wait_s() == 10.0 and waiting.wait_s() == 15.0
    assert lane.mean_s("film") == 4.0, "a kind without a typical time says nothing of the machine"


def test_the_mean_replaces_the_typical_and_follows_the_machine(lane: Lane, clock: Clock) -> None:
    run(lane, clock, "make", 20.0)
    assert lane.mean_s("make") == 20.0
    run(lane, clock, "make", 40.0)
    assert lane.mean_s("make") == 25.0
    for _ in range(30):
        run(lane, clock, "make", 60.0)
    assert lane.mean_s("make") == pytest.approx(60.0, rel=0.01)
    # The machine is six times slower than usual, so films, never measured, will be too.
    assert lane.mean_s("film") == pytest.approx(24.0, rel=0.01)


def test_failed_and_cancelled_jobs_teach_nothing(lane: Lane, clock: Clock) -> None:
    ticket = lane.join("make")
    lane.start(ticket)
    clock.now += 100.0
    lane.leave(ticket, finished=False)
    assert lane.mean_s("make") == 10.0


def test_who_withdraws_makes_room_at_once_and_never_starts(lane: Lane) -> None:
    first, second, third = (lane.join("make") for _ in range(3))
    lane.start(first)
    assert lane.withdraw(second) and not lane.withdraw(second)
    assert third.place() == 1 and third.wait_s() == 10.0
    assert not lane.withdraw(first), "a running job leaves by itself"
    lane.leave(first, finished=True)
    assert not lane.start(second)
    assert lane.start(third)


def test_nobody_jumps_the_line(lane: Lane) -> None:
    lane.join("make")
    with pytest.raises(ValueError, match="1 jobs are before"):
        lane.start(lane.join("make"))


def test_bounds_count_those_who_wait_not_the_running_one(clock: Clock) -> None:
    lane = Lane(limit=4, limit_per_owner=2, clock=clock)
    running = lane.join("make", "ann")
    lane.start(running)
    own = [lane.join("make", "ann"), lane.join("make", "ann")]
    with pytest.raises(LaneFull, match=r"^2 jobs of yours are waiting .* cancel one\.$"):
        lane.join("make", "ann")
    lane.join("make", "bob")
    lane.join("make")
    with pytest.raises(LaneFull, match=r"^4 jobs are waiting here already, .* few minutes"):
        lane.join("make", "cleo")
    assert issubclass(LaneFull, InputError)
    lane.withdraw(own[0])
    assert lane.join("make", "ann").place() == 4


@pytest.mark.parametrize("seed", range(20))
def test_any_history_keeps_the_order_and_a_told_wait_is_the_true_one(seed: int) -> None:
    """Jobs of known, constant length: what is told on joining comes true unless somebody leaves."""
    dice, clock = random.Random(seed), Clock()
    seconds = {"make": 14.0, "film": 7.5, "zip": 1.5}
    lane = Lane(limit=1000, typical=seconds, clock=clock)
    line, promises, started = [], {}, []
    for _ in range(400):
        chance = dice.random()
        if chance < 0.45:
            ticket = lane.join(dice.choice(list(seconds)))
            promises[ticket] = clock.now + ticket.wait_s()
            line.append(ticket)
        elif chance < 0.55 and len(line) > 1:
            gone = line.pop(dice.randrange(1, len(line)))
            assert lane.withdraw(gone)
            del promises[gone]
        elif line:
            ticket = line.pop(0)
            assert lane.start(ticket)
            # Withdrawals only ever shorten the wait, and nothing else changes it.
            assert clock.now <= promises[ticket] + 1e-6
            started.append(ticket)
            clock.now += seconds[ticket.kind]
            lane.leave(ticket, finished=True)
        assert [ticket.place() for ticket in line] == list(range(len(line)))
        waits = [ticket.wait_s() for ticket in line]
        assert waits == sorted(waits)
        state = lane.state()
        assert (state.running, state.waiting) == (None, len(line))
    assert [t.joined for t in started] == sorted(t.joined for t in started)
    assert len(started) > 50


@pytest.mark.parametrize("slow", [0.5, 1.0, 4.0])
def test_on_any_machine_most_waits_come_true_within_thirty_percent(slow: float) -> None:
    """Three visitors' worth of jobs whose lengths vary by a third, told by stages as they go."""
    dice, clock = random.Random(7), Clock()
    typical = {"make": 14.0, "film": 7.5, "zip": 1.5}
    lane = Lane(limit=1000, typical=typical, clock=clock)
    line, wrong = [], []
    for _ in range(200):
        while len(line) < 4:
            ticket = lane.join(dice.choice(list(typical)))
            line.append((ticket, ticket.wait_s()))
        ticket, told = line.pop(0)
        lane.start(ticket)
        if ticket.waited_s > 2.0:
            wrong.append(abs(told - ticket.waited_s) / ticket.waited_s)
        seconds = slow * typical[ticket.kind] * dice.uniform(0.67, 1.33)
        for stage in range(4):
            ticket.tell(stage / 4)
            clock.now += seconds / 4
            if dice.random() < 0.3:
                another = lane.join(dice.choice(list(typical)))
                line.append((another, another.wait_s()))
        lane.leave(ticket, finished=True)
    assert len(wrong) > 100
    assert statistics.median(wrong) < 0.3


class Turning(threading.Event):
    """A cancellation whose waiting turns the clock."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self.clock = clock

    def wait(self, timeout: float | None = None) -> bool:
        self.clock.now += timeout
        return self.is_set()


def test_courtesy_waits_for_a_busy_lane_and_keeps_half_the_time(lane: Lane, clock: Clock) -> None:
    courtesy, cancel = Courtesy(lane, clock), Turning(clock)
    courtesy(cancel)
    assert clock.now == 1000.0  # Nobody is there to stand aside for.
    ticket = lane.join("sketch")
    assert lane.start(ticket)
    clock.now += 3.0
    courtesy(cancel)
    assert clock.now == pytest.approx(1006.0, abs=0.1)
    courtesy(cancel)
    assert clock.now == pytest.approx(1006.0, abs=0.1)


def test_courtesy_ends_with_the_lane_and_with_cancellation(lane: Lane, clock: Clock) -> None:
    courtesy, cancel = Courtesy(lane, clock), Turning(clock)
    ticket = lane.join("sketch")
    clock.now += 100.0
    cancel.set()
    courtesy(cancel)
    assert clock.now == 1100.0
    lane.withdraw(ticket)
    courtesy(Turning(clock))
    assert clock.now == 1100.0


def test_the_time_in_line_is_no_time_to_give_away(lane: Lane, clock: Clock) -> None:
    courtesy = Courtesy(lane, clock)
    lane.start(lane.join("sketch"))
    clock.now += 60.0
    courtesy(Turning(clock))
    assert clock.now == pytest.approx(1060.0, abs=0.1)
