"""From a photo to head, views and surface: seconds, megabytes, and whether equal photos give equal
bytes.

`python -m benchmarks photo_to_views [PHOTO]`; without a photo, a picture of a sampled person. A
stage's processor time is what all threads spent: twice the wall time when two are busy throughout.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

from facegen.settings import ROOT
from facegen.training.sittings import draw_sitter, photograph

GOALS = {
    "head GLB, s": 10.0,
    "views, surface and figures, s": 25.0,
    "sketch after an edit, s": 1.0,
    "peak memory, MB": 3500.0,
    "GLB, MB": 12.0,
}
_SEED = 77
_REPEATED = ("glb", "preview", "likeness", "surface_ply", "views/00.png", "views/15_depth.png")
"""Files that equal photos must repeat."""

CHILD = """
import json, resource, sys, time
from pathlib import Path
from facegen.engine import Engine
from facegen.pipelines.draft import change
engine = Engine()
engine.warm_up()
started = time.perf_counter()
steps = engine.views(Path(sys.argv[1]), folder=Path(sys.argv[2]))
seen, stages = {}, {}
def lap(name):
    # Adds what passed since the last lap to the stage that ran; stage `name` begins.
    now = time.perf_counter(), time.process_time()
    if lap.stage is not None:
        spent = stages.setdefault(lap.stage, [0.0, 0.0])
        spent[:] = [s + b - a for s, a, b in zip(spent, lap.since, now)]
    lap.stage, lap.since = name, now
lap.stage = None
try:
    while True:
        step = next(steps)
        lap("The views" if step.stage.startswith("View ") else step.stage)
        if step.preview is not None:
            seen.setdefault("preview", time.perf_counter() - started)
        if "glb" in step.files:
            seen.setdefault("glb", time.perf_counter() - started)
except StopIteration as stop:
    result = stop.value
lap(None)
seen["all"] = time.perf_counter() - started
engine.sketch(result.draft)
edited = change(result.draft, "jaw.width", 0.6)
started = time.perf_counter()
engine.sketch(edited)
seen["sketch"] = time.perf_counter() - started
unit = 2**20 if sys.platform == "darwin" else 2**10
seen["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
seen["stages"] = stages
seen["files"] = {kind: str(path) for kind, path in result.files.items()}
print(json.dumps(seen))
"""


def make(photo: Path, folder: Path) -> dict:
    """Times, peak memory and files of one job in a warm process of its own."""
    command = [sys.executable, "-c", CHILD, str(photo), str(folder)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def digest(seen: dict) -> str:
    """Hash of the files that equal photos must repeat."""
    parts = [Path(seen["files"][kind]).read_bytes() for kind in _REPEATED]
    return hashlib.sha256(b"".join(parts)).hexdigest()


def main() -> None:
    """Print each figure beside its goal."""
    with tempfile.TemporaryDirectory() as temporary:
        photo = Path(temporary, "photo.png")
        if len(sys.argv) > 1:
            photo = Path(sys.argv[1]).resolve()
        else:
            sitting = photograph(draw_sitter(_SEED), _SEED, ("photostudio",), 640)
            Image.fromarray(sitting.image).save(photo)
        once, again = (make(photo, Path(temporary, name)) for name in "ab")
        figures = {
            "first preview, s": once["preview"],
            "head GLB, s": once["glb"],
            "views, surface and figures, s": once["all"],
            "sketch after an edit, s": once["sketch"],
            "peak memory, MB": once["memory"],
            "GLB, MB": Path(once["files"]["glb"]).stat().st_size / 1e6,
        }
        equal = digest(once) == digest(again)
    for name, value in figures.items():
        goal = f"goal {GOALS[name]:g}" if name in GOALS else ""
        print(f"{name:32} {value:9.1f}   {goal}", flush=True)
    print(f"{'stage':32} {'wall, s':>9} {'processor, s':>14}")
    for stage, (wall, processor) in once["stages"].items():
        print(f"  {stage:30} {wall:9.2f} {processor:14.2f}", flush=True)
    print(f"{'equal photos, equal bytes':32} {'yes' if equal else 'NO':>9}   goal yes")


if __name__ == "__main__":
    main()
