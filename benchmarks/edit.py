"""How long an edit takes, from the value to the new picture: `python -m benchmarks edit`.

Every control is moved back and forth on a few people, each time after an edit of something else,
so that nothing is found ready-made. Prints the median wall and processor milliseconds of each
(half the processor time is what two free cores need at least), and writes them to
`edit-times.json` in the folder named by FACEGEN_BENCHMARKS, if there is one.
"""

from __future__ import annotations

import json
import os
import statistics
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
    """Print the table, slowest first."""
    sketcher = Sketcher()
    drafts = [begin(prompt, seed) for seed, prompt in enumerate(PEOPLE)]
    times: dict[str, list[tuple[float, float]]] = {}
    for draft in drafts:
        sketcher.picture(draft.person, SIZE)
        for control in CONTROLS:
            times.setdefault(control.name, []).append(edit_times(sketcher, draft, control))
            sketcher.picture(draft.person, SIZE)
    medians = {
        name: {
            "wall_ms": round(statistics.median(wall for wall, _ in runs)),
            "cpu_ms": round(statistics.median(cpu for _, cpu in runs)),
        }
        for name, runs in times.items()
    }
    print(f"{'control':20} {'wall ms':>8} {'cpu ms':>8}   goal {GOAL_MS:g} ms wall")
    for name, row in sorted(medians.items(), key=lambda item: -item[1]["wall_ms"]):
        print(f"{name:20} {row['wall_ms']:8d} {row['cpu_ms']:8d}", flush=True)
    late = [name for name, row in medians.items() if row["wall_ms"] > GOAL_MS]
    print(f"{len(medians) - len(late)} of {len(medians)} controls within the goal")
    if folder := os.environ.get("FACEGEN_BENCHMARKS"):
        path = Path(folder, "edit-times.json")
        path.write_text(json.dumps({"size": SIZE, "goal_ms": GOAL_MS, "controls": medians}))


if __name__ == "__main__":
    main()
