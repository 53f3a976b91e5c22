"""How long an edit takes, from the value to the new picture: `python -m benchmarks edit`.

Every control is moved once, on one of a few people in turn and starting from that person as
described, so that nothing of the edit is found ready-made. Prints wall and processor milliseconds
of each as it goes (half the processor time is what two free cores need at least), and writes them
to `edit-times.json` in the folder named by FACEGEN_BENCHMARKS, if there is one.
"""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import Any

from facegen.human.controls import CONTROLS, Control, value_of
from facegen.pipelines.draft import Draft, Sketcher, begin, change

PEOPLE = (
    "a 45 year old man with a short beard and short brown hair",
    "a young woman with long black hair and red lipstick",
    "an old bald man with glasses and freckles",
)
SIZE = 512
GOAL_MS = 1000.0


def other_value(draft: Draft, control: Control) -> Any:
    """A value that differs from the present one."""
    now = value_of(draft.person, control.name)
    if control.kind == "slider":
        middle = (control.low + control.high) / 2
        return control.low + (0.8 if now < middle else 0.2) * (control.high - control.low)
    if control.kind == "switch":
        return not now
    if control.kind == "colour":
        return "#7a4a2c" if now != "#7a4a2c" else "#3c5a78"
    values = [value for value, _ in control.choices]
    if control.kind == "many":
        return next([value] for value in values if [value] != now)
    return values[(values.index(now) + 1) % len(values)] if now in values else values[0]


def edit_times(sketcher: Sketcher, draft: Draft, control: Control) -> tuple[float, float]:
    """Wall and processor milliseconds of one edit and its picture."""
    wall, processor = time.perf_counter(), time.process_time()
    edited = change(draft, control.name, other_value(draft, control))
    sketcher.picture(edited.person, SIZE)
    return 1e3 * (time.perf_counter() - wall), 1e3 * (time.process_time() - processor)


def main() -> None:
    """Print the table, person by person."""
    sketcher = Sketcher()
    times: dict[str, dict[str, int]] = {}
    print(f"{'control':20} {'wall ms':>8} {'cpu ms':>8}   goal {GOAL_MS:g} ms wall")
    for seed, prompt in enumerate(PEOPLE):
        draft = begin(prompt, seed)
        sketcher.picture(draft.person, SIZE)
        for control in CONTROLS[seed :: len(PEOPLE)]:
            wall, processor = edit_times(sketcher, draft, control)
            times[control.name] = {"wall_ms": round(wall), "cpu_ms": round(processor)}
            print(f"{control.name:20} {wall:8.0f} {processor:8.0f}", flush=True)
            sketcher.picture(draft.person, SIZE)
    late = [name for name, row in times.items() if row["wall_ms"] > GOAL_MS]
    print(f"{len(times) - len(late)} of {len(times)} controls within the goal")
    if folder := os.environ.get("FACEGEN_BENCHMARKS"):
        path = Path(folder, "edit-times.json")
        path.write_text(json.dumps({"size": SIZE, "goal_ms": GOAL_MS, "controls": times}))


if __name__ == "__main__":
    main()
