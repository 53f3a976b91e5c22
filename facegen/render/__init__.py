"""One renderer for previews, metrics and gradients."""

import hashlib
from pathlib import Path

import numba

from facegen.settings import cache_dir


def _compiled_dir() -> Path:
    """Numba's cache for exactly this source: it does not notice a change in a called module."""
    digest = hashlib.sha256(numba.__version__.encode())
    for source in sorted(Path(__file__).parent.glob("*.py")):
        content = source.read_bytes()
        if b"@njit" in content:
            digest.update(content)
    return cache_dir() / "numba" / digest.hexdigest()[:16]


numba.config.CACHE_DIR = str(_compiled_dir())
