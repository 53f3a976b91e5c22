"""Import this before numba compiles anything: it places the cache of compiled kernels.

Numba does not notice a change in a function that a kernel calls, so the cache belongs to exactly
the sources of all kernels.
"""

import hashlib
import importlib
from pathlib import Path

import numba

from facegen.settings import cache_dir


def _compiled_dir() -> Path:
    """A folder for these sources and this numba."""
    digest = hashlib.sha256(numba.__version__.encode())
    for source in sorted(Path(__file__).parent.rglob("*.py")):
        content = source.read_bytes()
        if b"@njit" in content:
            digest.update(content)
    return cache_dir() / "numba" / digest.hexdigest()[:16]


numba.config.CACHE_DIR = str(_compiled_dir())


def _shares_threads() -> bool:
    """Whether two Python threads may run parallel kernels at once.

    Numba's last resort, `workqueue`, ends the process when they do; there the interpreter lock has
    to keep them apart.
    """
    for layer in ("tbbpool", "omppool"):
        try:
            importlib.import_module(f"numba.np.ufunc.{layer}")
        except ImportError:
            continue
        return True
    return False


UNLOCKED = _shares_threads()
"""`nogil` of parallel kernels: other threads encode, read or answer while one draws."""
