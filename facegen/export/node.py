"""Running the JavaScript tools in node_modules."""

from __future__ import annotations

import subprocess
from pathlib import Path

from facegen.errors import SetupError
from facegen.settings import ROOT
from facegen.setup.node import node_command


def package_file(package: str, inside: str) -> Path:
    """A file of an installed npm package; `SetupError` when it is not there."""
    path = ROOT / "node_modules" / package / inside
    if not path.is_file():
        raise SetupError(
            f"The npm package {package} is missing: run `make run`, which installs it."
        )
    return path


def run_node(arguments: list[str], timeout_s: float) -> str:
    """Run node with `arguments`; returns what it printed. `RuntimeError` holds its last words."""
    done = subprocess.run(
        [node_command(), *arguments],
        capture_output=True,
        text=True,
        timeout=timeout_s,
        check=False,
    )
    if done.returncode != 0:
        said = (done.stderr or done.stdout).strip()[-600:]
        raise RuntimeError(f"node ended with {done.returncode}: {said}")
    return done.stdout
