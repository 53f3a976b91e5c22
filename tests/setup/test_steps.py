"""Steps run once, again when an input changes, and never leave half a result."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from facegen.errors import SetupError
from facegen.settings import ROOT
from facegen.setup.atomic import replace_folder
from facegen.setup.steps import Step, all_steps, code_behind, run_steps

Runs = list[str]


def make_step(cache: Path, runs: Runs, name: str = "a", version: str = "1") -> Step:
    """A step that writes its version to a file and notes that it ran."""
    out = cache / "assets" / name

    def run(progress: Callable[[str], None]) -> None:
        progress("writing")
        runs.append(name)
        with replace_folder(out) as folder:
            (folder / "version").write_text(version)

    return Step(name, (version,), out, run)


def test_a_finished_step_is_not_run_again(cache: Path) -> None:
    runs, lines = [], []
    assert run_steps([make_step(cache, runs)], lines.append) == 1
    assert run_steps([make_step(cache, runs)], lines.append) == 0
    assert runs == ["a"]
    assert lines[0] == "[1/1] a: writing"
    assert lines[1].startswith("[1/1] a ready after ")
    assert len(lines) == 2


def test_only_the_step_whose_input_changed_runs_again(cache: Path) -> None:
    runs: Runs = []
    run_steps([make_step(cache, runs), make_step(cache, runs, "b")], print)
    run_steps([make_step(cache, runs), make_step(cache, runs, "b", "2")], print)
    assert runs == ["a", "b", "b"]
    assert (cache / "assets" / "b" / "version").read_text() == "2"


def test_downloads_run_side_by_side_before_what_reads_them(cache: Path) -> None:
    both, runs, lines = threading.Barrier(2, timeout=20), [], []

    def fetch(name: str) -> Step:
        def run(progress: Callable[[str], None]) -> None:
            both.wait()
            (cache / name).write_text("data")

        return Step(name, (), cache / name, run, fetches=True)

    def pack(progress: Callable[[str], None]) -> None:
        runs.append(sorted(path.name for path in cache.glob("weight *")))
        (cache / "packed").write_text("packed")

    steps = [fetch("weight 1"), Step("packed", (), cache / "packed", pack), fetch("weight 2")]
    assert run_steps(steps, lines.append) == 3
    assert runs == [["weight 1", "weight 2"]]
    assert [line.split(" ready")[0] for line in sorted(lines)] == [
        "[1/3] weight 1", "[2/3] weight 2", "[3/3] packed"
    ]  # fmt: skip


def test_a_failed_download_is_told_and_the_others_are_not_begun(cache: Path) -> None:
    begun = []

    def fail(progress: Callable[[str], None]) -> None:
        begun.append(1)
        time.sleep(0.1)
        raise SetupError("The package index could not be reached.")

    steps = [Step(f"w{n}", (), cache / f"w{n}", fail, fetches=True) for n in range(40)]
    with pytest.raises(SetupError, match="could not be reached"):
        run_steps(steps, print)
    assert len(begun) < 20


def test_a_lost_output_is_made_again(cache: Path) -> None:
    runs: Runs = []
    run_steps([make_step(cache, runs)], print)
    (cache / "assets" / "a").rename(cache / "elsewhere")
    assert run_steps([make_step(cache, runs)], print) == 1


def test_a_failed_step_keeps_the_old_output_and_runs_again(cache: Path) -> None:
    runs: Runs = []
    run_steps([make_step(cache, runs)], print)
    out = cache / "assets" / "a"

    def fail(progress: Callable[[str], None]) -> None:
        with replace_folder(out) as folder:
            (folder / "version").write_text("half")
            raise ValueError("broken source")

    broken = Step("a", ("2",), out, fail)
    with pytest.raises(ValueError, match="broken source"):
        run_steps([broken], print)
    assert (out / "version").read_text() == "1"
    assert not broken.done()
    assert [p.name for p in out.parent.iterdir()] == ["a"]


KILLED = """
import sys, time
from pathlib import Path
from facegen.settings import ROOT
from facegen.setup.atomic import replace_folder
from facegen.setup.steps import Step, run_steps
out = Path(sys.argv[1])
def run(progress):
    with replace_folder(out) as folder:
        (folder / "part").write_text("half")
        print("half written", flush=True)
        time.sleep(60)
run_steps([Step("a", ("2",), out, run)], lambda line: None)
"""


def test_a_killed_packer_leaves_no_half_result(cache: Path) -> None:
    runs: Runs = []
    run_steps([make_step(cache, runs)], print)
    out = cache / "assets" / "a"
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(out)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout.readline() == "half written\n"
        os.kill(process.pid, signal.SIGKILL)
    assert sorted(p.name for p in out.iterdir()) == ["version"]
    (left,) = (p for p in out.parent.iterdir() if p != out)
    assert run_steps([make_step(cache, runs, version="2")], print) == 1
    assert (out / "version").read_text() == "2"
    # The abandoned folder may still belong to a live process; an hour later it goes.
    assert left.exists()
    long_ago = time.time() - 7200
    os.utime(left, (long_ago, long_ago))
    assert run_steps([make_step(cache, runs, version="3")], print) == 1
    assert not left.exists()


def test_a_full_disk_is_one_sentence(cache: Path) -> None:
    def fill(progress: Callable[[str], None]) -> None:
        with open("/dev/full", "w") as device:
            device.write("x" * 100_000)

    with pytest.raises(SetupError, match=r"no space left on the disk of .*cache") as failure:
        run_steps([Step("a", (), cache / "assets" / "a", fill)], print)
    assert "\n" not in str(failure.value)


def test_every_step_is_done_on_this_machine_and_has_its_own_fingerprint() -> None:
    steps = all_steps()
    assert [s.name for s in steps if not s.out.exists()] == []
    assert len({s.fingerprint for s in steps}) == len(steps)


def test_a_packer_is_fingerprinted_with_the_code_it_uses() -> None:
    names = {str(path.relative_to(ROOT)) for path in code_behind("facegen.setup.skins")}
    assert {"facegen/setup/skins.py", "facegen/setup/skin_fields.py"} <= names
    assert "facegen/human/topology.py" in names
    assert "facegen/settings.py" not in names
