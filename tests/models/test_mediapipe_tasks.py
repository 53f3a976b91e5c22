"""A process that used MediaPipe ends quietly."""

import os
import subprocess
import sys

from facegen.settings import ROOT

USE = """
import numpy as np
from facegen.models.landmarks import face_landmarker
from facegen.models.matting import person_matting
grey = np.full((64, 64, 3), 99, np.uint8)
print(len(face_landmarker()(grey)), person_matting()(grey).shape)
"""


def test_no_trace_at_the_end() -> None:
    done = subprocess.run(
        [sys.executable, "-c", USE],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0
    assert done.stdout == "0 (64, 64)\n"
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr
