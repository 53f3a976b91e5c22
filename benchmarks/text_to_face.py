"""From a sentence to files: seconds, megabytes and whether equal seeds give equal bytes."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from facegen.settings import ROOT

PROMPT = "an elderly Japanese woman with short grey hair and freckles"
GOALS = {
    "first preview, s": 3.0,
    "2K GLB, s": 20.0,
    "4K GLB, s": 45.0,
    "2K peak memory, MB": 3000.0,
    "4K peak memory, MB": 3000.0,
    "2K GLB, MB": 12.0,
    "2K GLB compressed, MB": 6.0,
    "server ready, s": 8.0,
}

CHILD = """
import json, resource, sys, threading, time
from pathlib import Path
from facegen.engine import Engine
from facegen.export.kinds import KINDS
engine = Engine()
engine.warm_up()
started = time.perf_counter()
steps = engine.text_to_face(sys.argv[1], seed=7, detail=sys.argv[2], folder=Path(sys.argv[3]))
seen = {}
try:
    while True:
        step = next(steps)
        if step.preview is not None:
            seen.setdefault("preview", time.perf_counter() - started)
except StopIteration as stop:
    result = stop.value
seen["avatar"] = time.perf_counter() - started
files = dict(result.files)
for kind in ("glb_small", "maps"):
    for _ in engine.extra(result.folder, kind):
        pass
    files[kind] = result.folder / KINDS[kind].filename
    seen[kind] = time.perf_counter() - started
unit = 2**20 if sys.platform == "darwin" else 2**10
seen["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
seen["files"] = {kind: str(path) for kind, path in files.items()}
print(json.dumps(seen))
"""


def make(detail: str, folder: Path) -> dict:
    """Times, peak memory and files of one job in a warm process of its own."""
    command = [sys.executable, "-c", CHILD, PROMPT, detail, str(folder)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def server_ready(port: int = 7899) -> float:
    """Seconds from starting app.py until its page answers."""
    started = time.perf_counter()
    command = [sys.executable, "app.py", "--port", str(port)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL) as server:
        try:
            while time.perf_counter() - started < 60:
                try:
                    urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5).read()
                    return time.perf_counter() - started
                except OSError:
                    time.sleep(0.1)
        finally:
            server.terminate()
    raise TimeoutError("the server did not answer within a minute")


def digest(seen: dict) -> str:
    """Hash of the files that equal seeds must repeat."""
    parts = [Path(seen["files"][kind]).read_bytes() for kind in ("glb", "preview", "maps")]
    return hashlib.sha256(b"".join(parts)).hexdigest()


def main() -> None:
    """Print each figure beside its goal."""
    figures = {"server ready, s": server_ready()}
    with tempfile.TemporaryDirectory() as temporary:
        once = make("2K", Path(temporary, "a"))
        again = make("2K", Path(temporary, "b"))
        large = make("4K", Path(temporary, "c"))
        figures |= {
            "first preview, s": once["preview"],
            "2K GLB, s": once["avatar"],
            "2K compressed and maps too, s": once["maps"],
            "4K GLB, s": large["avatar"],
            "2K peak memory, MB": once["memory"],
            "4K peak memory, MB": large["memory"],
            "2K GLB, MB": os.path.getsize(once["files"]["glb"]) / 1e6,
            "2K GLB compressed, MB": os.path.getsize(once["files"]["glb_small"]) / 1e6,
        }
        equal = digest(once) == digest(again)
    for name, value in figures.items():
        goal = f"goal {GOALS[name]:g}" if name in GOALS else ""
        print(f"{name:30} {value:9.1f}   {goal}", flush=True)
    print(f"{'equal seeds, equal bytes':30} {'yes' if equal else 'NO':>9}   goal yes")


if __name__ == "__main__":
    main()
