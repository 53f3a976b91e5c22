"""Many visitors at once against a real server: `python -m benchmarks soak`.

Each visitor does what people do on the page: describe somebody, change features, download, reload,
open an earlier result, cancel, delete everything, and try to reach what belongs to others. Prints a
table, writes JSON, and exits with 1 when a bound of `BOUNDS` is broken.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import psutil

from benchmarks.visitor import PageError, Visitor
from facegen.export.kinds import KINDS
from facegen.settings import ROOT

PROMPTS = (
    "an elderly Japanese woman with short grey hair and freckles",
    "a bearded Viking with long red hair and blue eyes",
    "a young Nigerian man, shaved head, smiling",
    "a girl of 9 with curly black hair and glasses",
    "a bald middle-aged man with a moustache",
    "an elf with pale blue skin and long white hair",
)
EDITS: tuple[tuple[str, tuple[Any, ...]], ...] = (
    ("age", (25, 48, 70)),
    ("skin.freckles", (0.0, 0.8)),
    ("eyes.color", ("#3a5f8a", "#5a3a20")),
    ("hair.color", ("#d8b070", "#1c1410")),
    ("nose.width", (-0.5, 0.6)),
    ("jaw.width", (-0.5, 0.5)),
)
BOUNDS = {
    "errors": 0,
    "files crossed": 0,
    "memory growth, MB": 200,
    "wait told wrong by, %": 30,
    "edit beside a long job, median s": 3.0,
}
"""Above any of these the run has failed."""
_WAITED_S = 2.0
"""Waits shorter than this were not told to anybody."""


@dataclass
class Ledger:
    """What all visitors did and met."""

    counts: dict[str, int] = field(default_factory=dict)
    seconds: dict[str, list[float]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    crossed: list[str] = field(default_factory=list)
    jobs: dict[str, set[str]] = field(default_factory=dict)
    """Token -> jobs that it made."""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, what: str, seconds: float | None = None) -> None:
        """Count one `what`, which took `seconds`."""
        with self.lock:
            self.counts[what] = self.counts.get(what, 0) + 1
            if seconds is not None:
                self.seconds.setdefault(what, []).append(seconds)


class Server:
    """app.py in a process of its own; its memory is sampled and its log read."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        self.log = folder / "server.log"
        environ = {
            **os.environ, "GRADIO_TEMP_DIR": str(folder / "gradio"), "FACEGEN_LOG_FORMAT": "json",
        }  # fmt: skip
        with self.log.open("w") as log:
            self._process = subprocess.Popen(
                [sys.executable, "app.py", "--port", str(port)],
                cwd=ROOT, env=environ, stdout=log, stderr=log,
            )  # fmt: skip
        self._watched = psutil.Process(self._process.pid)
        self.memory: list[tuple[float, float]] = []

    def wait_until_ready(self, seconds: float) -> None:
        """Until the first visitor would find everything loaded."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and self._process.poll() is None:
            try:
                if httpx.get(self.url + "/health", timeout=30).json()["ready"]:
                    return
            except httpx.HTTPError:
                pass
            time.sleep(0.5)
        raise PageError(f"the server did not get ready:\n{self.log.read_text()[-2000:]}")

    def sample(self, started: float) -> None:
        """Note the memory held now, in MB, the compressor's and other child processes left out."""
        self.memory.append((time.monotonic() - started, self._watched.memory_info().rss / 1e6))

    def lines(self) -> list[dict[str, Any]]:
        """The log's lines about jobs, and its errors."""
        found = []
        for line in self.log.read_text().splitlines():
            try:
                found.append(json.loads(line))
            except ValueError:
                found.append({"level": "raw", "message": line})
        return found

    def stop(self) -> None:
        """Ask it to end, and insist."""
        self._process.terminate()
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()


def visit(url: str, seed: int, detail: str, deadline: float, ledger: Ledger) -> None:
    """One visitor until the deadline, once at least; every surprise goes into the ledger."""
    dice = random.Random(seed)
    try:
        visitor = Visitor(url)
    except (PageError, httpx.HTTPError) as error:
        ledger.errors.append(f"arriving: {error!r}")
        return
    while True:
        try:
            _round(visitor, dice, detail, ledger)
        except (PageError, httpx.HTTPError, KeyError, ValueError) as error:
            ledger.errors.append(f"{type(error).__name__}: {str(error)[:300]}")
        if time.monotonic() >= deadline:
            return
        time.sleep(dice.uniform(0.2, 2.0))


def _round(visitor: Visitor, dice: random.Random, detail: str, ledger: Ledger) -> None:
    """Make somebody, or cancel; then edit, download, look back, and sometimes leave."""
    before = {item["job"] for item in visitor.strip}
    patience = dice.uniform(0.5, 12.0) if dice.random() < 0.2 else None
    job = _generate(visitor, dice, detail, patience, before, ledger)
    if job is None:
        return
    for _ in range(dice.randint(2, 5)):
        name, values = dice.choice(EDITS)
        started = time.monotonic()
        visitor.fire("fg-panel", "edit", changes={name: {"set": dice.choice(values)}})
        ledger.note("edit", time.monotonic() - started)
        time.sleep(dice.uniform(0.1, 1.0))
    for kind in dice.sample([name for name in KINDS if name not in ("glb", "report")], 2):
        _download(visitor, job, kind, dice, ledger)
    if job not in [item["job"] for item in visitor.reload()]:
        raise PageError("a reload lost a result")
    ledger.note("reload")
    visitor.fire("fg-history", "open", job=job)
    ledger.note("open again")
    trespass(visitor, ledger)
    if dice.random() < 0.1:
        _leave(visitor, job, ledger)


def _generate(
    visitor: Visitor, dice: random.Random, detail: str, patience: float | None, before: set[str],
    ledger: Ledger,
) -> str | None:  # fmt: skip
    """The job made, or None when it was cancelled."""
    started = time.monotonic()
    stopper = threading.Timer(patience or 0.0, visitor.cancel)
    if patience is not None:
        stopper.start()
    for _ in visitor.generate(dice.choice(PROMPTS), dice.randrange(1000), detail):
        pass
    stopper.cancel()
    took = time.monotonic() - started
    fresh = [item["job"] for item in visitor.reload() if item["job"] not in before]
    if not fresh:
        if patience is None:
            raise PageError("nobody cancelled and nothing was made")
        ledger.note("cancel", took)
        return None
    with ledger.lock:
        ledger.jobs.setdefault(visitor.token, set()).update(fresh)
    visitor.fire("fg-history", "open", job=fresh[0])
    ledger.note("avatar", took)
    return fresh[0]


def _download(visitor: Visitor, job: str, kind: str, dice: random.Random, ledger: Ledger) -> None:
    """One download; one in five is given up half-way."""
    started = time.monotonic()
    impatient = dice.random() < 0.2
    line = visitor.make(job, kind, patience=dice.uniform(0.2, 3.0) if impatient else 600.0)
    if line is None:
        ledger.note("download given up")
        return
    if "error" in line:
        raise PageError(f"{kind}: {line['error']}")
    if len(visitor.get("/" + line["url"]).content) != line["bytes"]:
        raise PageError(f"{kind} has another size than promised")
    ledger.note("download", time.monotonic() - started)


def trespass(visitor: Visitor, ledger: Ledger) -> None:
    """Try others' jobs with the own token."""
    with ledger.lock:
        foreign = [job for token, jobs in ledger.jobs.items() if token != visitor.token
                   for job in jobs]  # fmt: skip
    for job in foreign[-5:]:
        for path in (f"/files/{visitor.token}/{job}/avatar.glb",
                     f"/files/{visitor.token}/{job}/report.json"):  # fmt: skip
            if visitor.http.get(path).status_code != 404:
                ledger.crossed.append("a file")
        if visitor.http.post(f"/make/{visitor.token}/{job}/obj").status_code != 404:
            ledger.crossed.append("a download")
        ledger.note("trespass tried")
    shown = {item["job"] for item in visitor.strip}
    if shown & set(foreign):
        ledger.crossed.append("a result on the strip")


def _leave(visitor: Visitor, job: str, ledger: Ledger) -> None:
    """Delete everything and see that it is gone."""
    path = f"/files/{visitor.token}/{job}/avatar.glb"
    visitor.get(path)
    visitor.fire("fg-delete", "click")
    if visitor.http.get(path).status_code != 404:
        ledger.errors.append("deleted data is still served")
    if visitor.reload():
        ledger.errors.append("deleted results are still on the strip")
    ledger.note("delete all")


def growth(memory: list[tuple[float, float]], warm_s: float) -> float:
    """MB by which the last third of the run holds more than its first third, after `warm_s`.

    Medians, so that a bake that happens to run does not count as growth.
    """
    later = [megabytes for at, megabytes in memory if at >= warm_s]
    third = max(len(later) // 3, 1)
    return statistics.median(later[-third:]) - statistics.median(later[:third])


def told_wrong(lines: list[dict[str, Any]]) -> tuple[float, int]:
    """Median of |told - true| / true in percent over the jobs that waited, and how many did."""
    waits = [
        (line["told_s"], line["wait_s"])
        for line in lines
        if line.get("job") in ("make", "extra") and line["outcome"] == "done"
        and line.get("told_s") is not None and line["wait_s"] >= _WAITED_S
    ]  # fmt: skip
    wrong = [100 * abs(told - true) / true for told, true in waits]
    return (statistics.median(wrong) if wrong else 0.0), len(wrong)


def summarise(server: Server, ledger: Ledger, warm_s: float) -> dict[str, Any]:
    """Figures of the run."""
    lines = server.lines()
    broken = [line for line in lines if line.get("outcome") == "failed"
              or line["level"] in ("error", "critical")]  # fmt: skip
    wrong, waited = told_wrong(lines)
    edits = ledger.seconds.get("edit", [])
    return {
        "errors": len(ledger.errors) + len(broken),
        "files crossed": len(ledger.crossed),
        "memory growth, MB": round(growth(server.memory, warm_s), 1),
        "memory peak, MB": round(max(megabytes for _, megabytes in server.memory)),
        "wait told wrong by, %": round(wrong, 1),
        "jobs that waited": waited,
        "edit beside a long job, median s": round(statistics.median(edits), 2) if edits else 0.0,
        **{f"count: {name}": count for name, count in sorted(ledger.counts.items())},
        **{
            f"median s: {name}": round(statistics.median(values), 2)
            for name, values in sorted(ledger.seconds.items())
        },
    }


def print_curve(memory: list[tuple[float, float]], width: int = 60) -> None:
    """The memory over time, one line per slice of the run."""
    rows = min(20, len(memory))
    top = max(megabytes for _, megabytes in memory)
    for row in range(rows):
        part = memory[row * len(memory) // rows : (row + 1) * len(memory) // rows]
        level = statistics.median(megabytes for _, megabytes in part)
        print(f"{part[0][0]:6.0f} s {level:6.0f} MB {'#' * round(width * level / top)}")


def main() -> int:
    """Run, print, write; 1 if a bound is broken."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks soak", description=__doc__)
    parser.add_argument("--visitors", type=int, default=8)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--detail", default="2K", choices=("1K", "2K", "4K"))
    parser.add_argument("-o", "--output", type=Path, default=Path("soak.json"))
    arguments = parser.parse_args()
    ledger = Ledger()
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder))
        try:
            server.wait_until_ready(900)
            started = time.monotonic()
            deadline = started + 60 * arguments.minutes
            threads = [
                threading.Thread(
                    target=visit,
                    args=(server.url, seed, arguments.detail, deadline, ledger),
                    daemon=True,
                )
                for seed in range(arguments.visitors)
            ]
            for thread in threads:
                thread.start()
            while any(thread.is_alive() for thread in threads):
                server.sample(started)
                time.sleep(0.5)
            figures = summarise(server, ledger, min(60.0, 30 * arguments.minutes))
        finally:
            server.stop()
        log = server.lines()
    print_curve(server.memory)
    ok = True
    for name, value in figures.items():
        bound = BOUNDS.get(name)
        broken = bound is not None and value > bound
        ok = ok and not broken
        print(f"{name:36} {value:9g}" + ("" if bound is None else f"   at most {bound:g}")
              + ("   BROKEN" if broken else ""))  # fmt: skip
    for text in [*ledger.errors, *ledger.crossed][:20]:
        print(f"! {text}")
    record = {"figures": figures, "bounds": BOUNDS, "memory_mb": server.memory,
              "errors": ledger.errors, "log": log}  # fmt: skip
    arguments.output.write_text(json.dumps(record, indent=1))
    print(f"written to {arguments.output}: {'all bounds kept' if ok else 'a bound is broken'}")
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main())
