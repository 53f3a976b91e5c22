"""Import this before numba compiles anything: it places the cache of compiled kernels.

Numba does not notice a change in a function that a kernel calls, so the cache belongs to exactly
the sources of all kernels.
"""

import hashlib
import importlib
from pathlib import Path

import numba

from facegen.settings import cache_dir


def _shares_threads() -> bool:
    """Whether two Python threads may run parallel kernels at once; fixes the layer that can.

    Numba's last resort, `workqueue`, ends the process when they do: where there is nothing else
    (some Macs), or somebody asks for it, every kernel runs on the thread that calls it.
    """
    asked = numba.config.THREADING_LAYER
    layers = ("tbb", "omp") if asked not in ("tbb", "omp", "workqueue") else (asked,)
    for layer in layers:
        try:
            importlib.import_module(f"numba.np.ufunc.{layer}pool")
        except ImportError:
            continue
        numba.config.THREADING_LAYER = layer
        return True
    return False


PARALLEL = _shares_threads()
"""`parallel` of every kernel with a `prange`."""


def _compiled_dir() -> Path:
    """A folder for these sources, this numba and this kind of thread."""
    digest = hashlib.sha256(f"{numba.__version__} {PARALLEL}".encode())
    for source in sorted(Path(__file__).parent.rglob("*.py")):
        content = source.read_bytes()
        if b"@njit" in content:
            digest.update(content)
    return cache_dir() / "numba" / digest.hexdigest()[:16]


numba.config.CACHE_DIR = str(_compiled_dir())
