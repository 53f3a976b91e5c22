"""Set-up: install, fetch data and weights, and pack them into the asset cache."""

from __future__ import annotations

from collections.abc import Callable


def prepare(progress: Callable[[str], None]) -> None:
    """Bring npm packages, data, weights and packed assets up to date; a few ms if they are.

    Two set-ups at once take turns. Raises SetupError with one sentence on what is missing.
    """
    # Imported here because facegen.setup.install runs before any package is installed.
    from filelock import FileLock, Timeout

    from facegen.settings import cache_dir
    from facegen.setup.failures import disk_errors
    from facegen.setup.node import install_packages
    from facegen.setup.steps import all_steps, run_steps

    with disk_errors(cache_dir()):
        cache_dir().mkdir(parents=True, exist_ok=True)
        lock = FileLock(cache_dir() / "setup.lock")
        try:
            lock.acquire(timeout=0)
        except Timeout:
            progress("another set-up is at work: waiting for it")
            lock.acquire()
    try:
        install_packages(progress=progress)
        run_steps(all_steps(), progress)
    finally:
        lock.release()
