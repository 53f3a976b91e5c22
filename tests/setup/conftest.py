"""Machines that lack something: a network, disk space."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from facegen.settings import ROOT

DEAD = "http://127.0.0.1:9/simple"
"""The discard port of this machine, where nothing listens."""


def without_index() -> dict[str, str]:
    """The environment of a machine that reaches no package index."""
    environ = {k: v for k, v in os.environ.items() if not k.startswith("PIP_")}
    environ |= {"PIP_INDEX_URL": DEAD, "PIP_CONFIG_FILE": os.devnull, "PIP_NO_CACHE_DIR": "1"}
    return environ | {"npm_config_registry": DEAD}


@pytest.fixture
def dead_index(monkeypatch: pytest.MonkeyPatch) -> None:
    """No package index can be reached."""
    for name in [n for n in os.environ if n.startswith("PIP_")]:
        monkeypatch.delenv(name)
    for name, value in without_index().items():
        if name.startswith(("PIP_", "npm_")):
            monkeypatch.setenv(name, value)


@pytest.fixture
def on_small_disk(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess]:
    """Runs a Python command in a mount namespace where `tmp_path`/disk is a disk of that size."""
    disk = tmp_path / "disk"
    disk.mkdir()

    def run(size: str, *arguments: str, **environ: str) -> subprocess.CompletedProcess:
        mount = f'mount -t tmpfs -o size={size} none "{disk}" && exec "$@"'
        command = ["unshare", "--map-root-user", "--mount", "sh", "-c", mount, "sh"]
        return subprocess.run(
            [*command, sys.executable, *arguments],
            cwd=ROOT,
            env={**os.environ, **environ},
            capture_output=True,
            text=True,
            timeout=120,
        )

    probe = run("1m", "-c", "pass")
    if probe.returncode:
        pytest.skip(f"no small disk can be mounted here: {probe.stderr.strip()}")
    return run
