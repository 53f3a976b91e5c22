"""Jobs on their thread: order, cancellation, failures, and what the log says of them."""

from __future__ import annotations

import gc
import json
import logging
import os
import sys
import threading
import time
import weakref
from collections.abc import Callable, Generator
from pathlib import Path

import pytest

from facegen.errors import Cancelled, InputError
from facegen.logs import JsonFormatter, TextFormatter, reference_of, report_failure
from facegen.pipelines.progress import Progress
from facegen.queueing import Lane, LaneFull
from facegen.runner import Job, Runner


@pytest.fixture
def runner() -> Runner:
    return Runner("test", Lane(limit=8, typical={"job": 2.0}))


def begin(
    runner: Runner, work: Callable, job: Job | None = None, cancel: threading.Event | None = None
) -> tuple[threading.Thread, list, list]:
    """Follow a job on a thread: (thread, its steps, [result or error])."""
    steps, end = [], []

    def follow() -> None:
        generator = runner.run(job or Job("job"), work, cancel or threading.Event())
        try:
            while True:
                steps.append(next(generator))
        except StopIteration as stop:
            end.append(stop.value)
        except Exception as error:
            end.append(error)

    thread = threading.Thread(target=follow, daemon=True)
    thread.start()
    return thread, steps, end


def until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < end, "took too long"
        time.sleep(0.005)


def until_waiting(runner: Runner, count: int) -> None:
    until(lambda: runner.lane.state().waiting == count)


def blocked(gate: threading.Event, result: object = None) -> Callable:
    """Work that waits for `gate`."""

    def work() -> Generator[Progress, None, object]:
        yield Progress("working", 0.0)
        assert gate.wait(10)
        return result

    return work


def test_steps_and_result_arrive_in_order(runner: Runner) -> None:
    def work() -> Generator[Progress, None, str]:
        for number in range(50):
            yield Progress(str(number), number / 50)
        return "result"

    thread, steps, end = begin(runner, work)
    thread.join(10)
    assert [step.stage for step in steps] == [str(n) for n in range(50)]
    assert end == ["result"]


def test_those_who_wait_are_told_their_place_and_run_in_turn(runner: Runner) -> None:
    gate, order = threading.Event(), []

    def work_of(name: str) -> Callable:
        def work() -> Generator[Progress, None, str]:
            order.append(name)
            yield Progress("working", 0.5)
            return name

        return work

    followed = [begin(runner, blocked(gate))]
    until(lambda: runner.lane.state().running == "job")
    for name in "abc":
        followed.append(begin(runner, work_of(name)))
        until_waiting(runner, len(followed) - 1)
    until(lambda: all(steps for _, steps, _ in followed))
    assert [steps[0].place for _, steps, _ in followed] == [None, 1, 2, 3]
    waits = [steps[0].wait_s for _, steps, _ in followed[1:]]
    assert waits == pytest.approx([2.0, 4.0, 6.0], abs=0.5)
    gate.set()
    for thread, _, _ in followed:
        thread.join(10)
    assert order == ["a", "b", "c"]
    assert [end for _, _, end in followed] == [[None], ["a"], ["b"], ["c"]]


def test_a_cancelled_waiter_leaves_at_once_and_is_never_run(runner: Runner) -> None:
    gate, cancel, ran = threading.Event(), threading.Event(), []
    first = begin(runner, blocked(gate))
    until(lambda: runner.lane.state().running == "job")
    second = begin(runner, lambda: ran.append(1) or iter(()), cancel=cancel)
    third = begin(runner, blocked(gate))
    until(lambda: runner.lane.state().waiting == 2)
    cancel.set()
    second[0].join(2)
    assert isinstance(second[2][0], Cancelled)
    assert runner.lane.state().waiting == 1 and not gate.is_set()
    gate.set()
    third[0].join(10)
    first[0].join(10)
    assert third[2] == [None] and ran == []


def test_a_listener_that_goes_away_stops_its_job_and_holds_up_nobody(runner: Runner) -> None:
    cancel = threading.Event()

    def work() -> Generator[Progress, None, None]:
        yield Progress("working", 0.0)
        assert cancel.wait(10), "not cancelled"
        raise Cancelled

    generator = runner.run(Job("job"), work, cancel)
    next(generator)
    generator.close()
    assert cancel.is_set()
    assert runner.call(Job("job"), lambda: 5, threading.Event()) == 5


def test_a_listener_that_never_looks_again_holds_up_nobody(runner: Runner) -> None:
    gate = threading.Event()
    busy = begin(runner, blocked(gate))
    until(lambda: runner.lane.state().running == "job")
    ignored = runner.run(Job("job"), blocked(gate, "unheard"), threading.Event())
    assert next(ignored).place == 1
    after = begin(runner, blocked(gate, "heard"))
    gate.set()
    after[0].join(10)
    busy[0].join(10)
    assert after[2] == ["heard"]


@pytest.mark.parametrize("error", [InputError("no"), RuntimeError("bug"), KeyboardInterrupt()])
def test_what_a_job_raises_reaches_its_listener_only(runner: Runner, error: BaseException) -> None:
    def work() -> int:
        raise error

    with pytest.raises(type(error)):
        runner.call(Job("job"), work, threading.Event())
    assert runner.call(Job("job"), lambda: 1, threading.Event()) == 1


ANN, BOB = Path("/visitors/ann/0"), Path("/visitors/bob/0")


@pytest.mark.parametrize("place", [ANN, ANN.parent])
def test_an_owner_is_bounded_and_jobs_are_cancelled_by_place(place: Path) -> None:
    runner = Runner("test", Lane(limit=8, limit_per_owner=1))
    gate = threading.Event()
    other = begin(runner, blocked(gate, "other"), Job("job", folder=BOB))
    until(lambda: runner.lane.state().running == "job")
    mine = begin(runner, blocked(gate), Job("job", folder=ANN))
    until(lambda: runner.lane.state().waiting == 1)
    with pytest.raises(LaneFull):
        next(runner.run(Job("job", folder=ANN), blocked(gate), threading.Event()))
    runner.cancel(Path("/visitors/an"))
    runner.cancel(ANN / "deeper")
    assert runner.lane.state().waiting == 1
    runner.cancel(place)
    mine[0].join(2)
    assert isinstance(mine[2][0], Cancelled)
    gate.set()
    other[0].join(10)
    assert other[2] == ["other"]


def test_a_finished_or_failed_job_leaves_nothing_in_memory(runner: Runner) -> None:
    class Big:
        pass

    made: list[weakref.ref] = []

    def fine() -> Big:
        made.append(weakref.ref(big := Big()))
        return big

    def broken() -> None:
        made.append(weakref.ref(big := Big()))
        raise RuntimeError(str(big))

    assert runner.call(Job("job"), fine, threading.Event()) is not None
    with pytest.raises(RuntimeError) as failure:
        runner.call(Job("job"), broken, threading.Event())
    gc.collect()
    until(lambda: [ref() for ref in made] == [None, None])
    assert failure.value.__traceback__ is not None


@pytest.mark.skipif(sys.platform != "linux", reason="only there is memory given back")
def test_a_tidy_lane_collects_cycles_and_gives_freed_memory_back() -> None:
    class Big:
        pass

    made: list[weakref.ref] = []

    def work() -> None:
        big = Big()
        big.itself = big
        made.append(weakref.ref(big))

    lane = Runner("tidy", Lane(limit=8), tidy=True)
    blocks = [bytearray(100_000) for _ in range(2000)]  # each too small for pages of its own
    kept = blocks[::100]
    full = resident()
    del blocks
    gc.disable()
    try:
        lane.call(Job("job"), work, threading.Event())
        until(lambda: made[0]() is None and full - resident() > 150_000_000)
    finally:
        gc.enable()
    assert len(kept) == 20


def resident() -> int:
    """Bytes of memory that this process holds."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def test_all_work_is_done_on_one_thread(runner: Runner) -> None:
    names: set[int] = set()
    threads = [
        begin(runner, lambda: names.add(threading.get_ident()) or iter(()))[0] for _ in range(6)
    ]
    for thread in threads:
        thread.join(10)
    assert len(names) == 1


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> Callable[[], list[dict]]:
    """The log so far, as the JSON format writes it."""
    caplog.set_level(logging.INFO)
    return lambda: [json.loads(JsonFormatter().format(record)) for record in caplog.records]


SECRET = "a bald secret agent"


def secret_failures(runner: Runner) -> None:
    """One good job and one broken one of somebody with a secret prompt."""
    job = Job("make", {"detail": "2K"}, folder=Path("/tmp/visitors/token/job"), prompt=SECRET)
    runner.call(job, lambda: None, threading.Event())

    def broken() -> None:
        raise KeyError(SECRET)

    with pytest.raises(KeyError) as failure:
        runner.call(job, broken, threading.Event())
    assert reference_of(failure.value) in report_failure(failure.value)


def test_one_line_per_job_without_a_word_of_the_visitor(
    runner: Runner, lines: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FACEGEN_LOG_PROMPTS", "0")
    secret_failures(runner)
    done, failed = lines()
    assert (done["job"], done["detail"], done["outcome"]) == ("make", "2K", "done")
    assert done["level"] == "info" and done["wait_s"] >= 0 and done["seconds"] >= 0
    assert failed["outcome"] == "failed" and failed["level"] == "error"
    assert failed["error"].startswith("KeyError\n") and "broken" in failed["error"]
    assert len(failed["reference"]) == 8
    text = json.dumps([done, failed])
    assert SECRET not in text and "token" not in text


def test_prompts_are_logged_where_asked_for(
    runner: Runner, lines: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FACEGEN_LOG_PROMPTS", "1")
    secret_failures(runner)
    done, failed = lines()
    assert done["prompt"] == SECRET and SECRET in failed["error"]


@pytest.mark.parametrize("formatter", [TextFormatter(), JsonFormatter()])
def test_a_failure_outside_a_job_is_found_by_the_reference_that_the_visitor_reads(
    formatter: logging.Formatter,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FACEGEN_LOG_PROMPTS", "0")
    error = KeyError(SECRET)
    told = report_failure(error)
    (record,) = caplog.records
    line = formatter.format(record)
    assert reference_of(error) in told and reference_of(error) in line.splitlines()[0]
    assert "KeyError" in line and SECRET not in line
