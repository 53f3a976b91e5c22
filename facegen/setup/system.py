"""System packages that the tests want: Chromium, and the GL libraries that mediapipe loads.

Installed with apt where that is possible (Debian or Ubuntu, as root); elsewhere the tests that need
them skip and say so.
"""

from __future__ import annotations

import ctypes.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
LIBRARIES = {"EGL": "libegl1", "GLESv2": "libgles2", "GL": "libgl1"}
"""Shared library -> the Debian package that has it."""


def find_browser() -> str | None:
    """The Chromium (or Chrome) of this machine."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def missing_packages() -> list[str]:
    """Debian packages that the tests would use and that are not here."""
    missing = [] if find_browser() else ["chromium"]
    return missing + [p for name, p in LIBRARIES.items() if not ctypes.util.find_library(name)]


def can_install() -> bool:
    """Whether apt is here and we may use it."""
    return bool(shutil.which("apt-get")) and hasattr(os, "geteuid") and os.geteuid() == 0


def install_missing(progress: Callable[[str], None]) -> int:
    """Install what is missing if we may; 1 only if apt was used and failed."""
    packages = missing_packages()
    if not packages:
        return 0
    if not can_install():
        progress(
            f"not here: {', '.join(packages)}. The tests that need them will be skipped; "
            "as root on Debian or Ubuntu, make test installs them."
        )
        return 0
    progress(f"installing {', '.join(packages)}")
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    commands = (["update"], ["install", "-y", "--no-install-recommends", *packages])
    for command in commands:
        done = subprocess.run(
            ["apt-get", "-q", *command], env=environ, capture_output=True, text=True
        )
        if done.returncode:
            said = (done.stderr or done.stdout).strip().splitlines() or ["no message"]
            print(f"facegen: apt-get {command[0]} failed: {said[-1]}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(install_missing(lambda line: print(line, flush=True)))
