"""Kernels and threads: whichever layer of threads numba is given, two may draw at once."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

_TELL = (
    "from facegen.compiled import PARALLEL; import numba; print(PARALLEL, numba.config.CACHE_DIR)"
)
_CROWD = """
import threading
from facegen.encoding import encode_srgb
import numba, numpy as np

light = np.ones((1000, 1000), np.float32)
encode_srgb(light)
made = []
threads = [
    threading.Thread(target=lambda: made.extend(encode_srgb(light).min() for _ in range(40)))
    for _ in range(4)
]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
print(len(made), min(made))
"""


def told(script: str, **variables: str) -> list[str]:
    """The words that `script` prints in a process of its own."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("NUMBA_THREADING")}
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=environment | variables, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_the_last_resort_means_one_thread_and_kernels_of_its_own():
    parallel, usual = told(_TELL)
    assert parallel == "True"
    single, place = told(_TELL, NUMBA_THREADING_LAYER="workqueue")
    assert single == "False" and place != usual


@pytest.mark.parametrize("layer", ["default", "omp", "workqueue"])
def test_threads_may_draw_at_once_whatever_the_layer(layer: str):
    assert told(_CROWD, NUMBA_THREADING_LAYER=layer) == ["160", "255"]
