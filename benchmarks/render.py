"""How long a picture of a bust takes: `python -m benchmarks.render`.

Prints wall and processor milliseconds, the best of several runs after warm-up. On a busy machine
half the processor time is what two free cores would need.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from facegen.human.build import build_avatar
from facegen.human.person import Person
from facegen.render.camera import Camera
from facegen.render.environment import Environment
from facegen.render.prepare import prepare
from facegen.render.renderer import render_avatar

RUNS = 5
TARGETS_MS = {512: 250, 1024: 1000}


def best(action: Callable[[], object]) -> tuple[float, float]:
    """Least wall and processor milliseconds of `RUNS` runs."""
    wall, processor = [], []
    for _ in range(RUNS):
        start, used = time.perf_counter(), time.process_time()
        action()
        wall.append(time.perf_counter() - start)
        processor.append(time.process_time() - used)
    return min(wall) * 1e3, min(processor) * 1e3


def main() -> None:
    """Time the stages on the default person."""
    avatar = build_avatar(Person(), size=2048)
    count = sum(len(part.triangles) for part in avatar.parts)
    layered = sum(len(p.triangles) for p in avatar.parts if p.material.alpha_mode != "OPAQUE")
    print(f"{count} triangles, {layered} of them with alpha")
    start = time.perf_counter()
    render_avatar(avatar, Camera.portrait(avatar, size=64))
    print(f"first picture (compiles on a new machine): {time.perf_counter() - start:.1f} s")
    environment = Environment.load("studio")
    faces = iter(range(1000))

    def new_expression() -> None:
        prepare(avatar, {"jawOpen": 0.1 + next(faces) * 1e-3}, environment, "beauty")

    print(
        "new expression (shadows, sky): {:6.0f} ms wall {:6.0f} ms cpu".format(
            *best(new_expression)
        )
    )
    for size, target in TARGETS_MS.items():
        camera = Camera.portrait(avatar, azimuth=20.0, size=size)
        wall, processor = best(lambda camera=camera: render_avatar(avatar, camera))
        print(
            f"{size:5d} px: {wall:6.0f} ms wall {processor:6.0f} ms cpu (target {target} ms wall)"
        )


if __name__ == "__main__":
    main()
