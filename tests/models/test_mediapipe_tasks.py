"""MediaPipe's tasks outlive everything quietly."""

from __future__ import annotations

import subprocess
import sys

USE_BOTH = """
import numpy as np
from facegen.models.landmarks import face_landmarker
from facegen.models.matting import person_matting

grey = np.full((64, 64, 3), 200, np.uint8)
print(face_landmarker()(grey), person_matting()(grey).shape)
"""


def test_the_end_of_the_process_prints_no_trace() -> None:
    done = subprocess.run([sys.executable, "-c", USE_BOTH], capture_output=True, text=True)
    assert done.returncode == 0
    assert done.stdout == "[] (64, 64)\n"
    assert "Exception ignored" not in done.stderr and "Traceback" not in done.stderr
