"""facegen: 3D people from words and pictures."""

import os

__version__ = "0.1.0"

# Before numpy loads. The systems that are solved here are small: OpenBLAS's threads would spend
# their time waiting for one another, and files would depend on their number.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
