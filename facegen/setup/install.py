"""Make the virtual environment and install the Python packages (`make run`'s first step).

Runs under the machine's own Python with nothing but the standard library, so that the first thing
a newcomer meets is a sentence, never a traceback. Nothing is redone while the requirement files
and the Python version stay the same.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from facegen.errors import SetupError
from facegen.settings import ROOT
from facegen.setup.failures import disk_errors, explain, require_space

OLDEST = (3, 11)
"""numpy, scipy and diffusers of requirements.txt need it."""

VENV_MB = 4000
REQUIREMENTS = {
    "run": ("requirements.txt", "constraints.txt"),
    "dev": ("requirements.txt", "requirements-dev.txt", "constraints.txt"),
}


def venv_python(venv: Path) -> Path:
    """The interpreter inside a virtual environment."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def suitable_python() -> str:
    """This interpreter, or the first newer one on the PATH; SetupError if all are too old."""
    if sys.version_info >= OLDEST:
        return sys.executable
    for name in ("python3.13", "python3.12", "python3.11"):
        found = shutil.which(name)
        if found and subprocess.run([found, "--version"], capture_output=True).returncode == 0:
            return found
    wanted, here = ".".join(map(str, OLDEST)), ".".join(map(str, sys.version_info[:3]))
    raise SetupError(f"facegen needs Python {wanted} or newer and found {here}: install one.")


def install(venv: Path, *, dev: bool) -> bool:
    """Create `venv` and install requirements(-dev).txt; False if all of it was there already.

    Raises SetupError with one sentence: no network, no disk space, no venv module.
    """
    wanted = {mode: _stamp(venv, mode) for mode in (("run", "dev") if dev else ("run",))}
    if venv_python(venv).exists() and all(
        path.exists() and path.read_text() == digest for path, digest in wanted.values()
    ):
        return False
    with disk_errors(venv):
        if not venv_python(venv).exists():
            require_space(venv, VENV_MB, "The Python packages")
            _create(venv)
        _pip_install(venv, "requirements-dev.txt" if dev else "requirements.txt")
        for path, digest in wanted.values():
            path.write_text(digest)
    return True


def _stamp(venv: Path, mode: str) -> tuple[Path, str]:
    """The file that records what was installed, and what it says once `mode` is installed."""
    contents = [(ROOT / name).read_bytes() for name in REQUIREMENTS[mode]]
    return venv / f".installed-{mode}", hashlib.sha256(b"".join(contents)).hexdigest()


def _create(venv: Path) -> None:
    python = suitable_python()
    print(f"python: new virtual environment in {venv}", flush=True)
    made = subprocess.run([python, "-m", "venv", str(venv)], capture_output=True, text=True)
    if made.returncode:
        shutil.rmtree(venv, ignore_errors=True)
        output = made.stdout + made.stderr
        if "ensurepip" in output:
            raise SetupError(
                "This Python cannot make virtual environments: install its venv module "
                "(on Debian and Ubuntu: apt install python3-venv) and start again."
            )
        raise explain(output, "making the virtual environment", venv)


def _pip_install(venv: Path, requirements: str) -> None:
    print("python: installing the packages, about 2 minutes the first time", flush=True)
    started = time.monotonic()
    command = [str(venv_python(venv)), "-m", "pip", "install", "--disable-pip-version-check"]
    # Python compiles what it imports by itself; all of it at once takes more than a minute.
    command += ["--no-compile", "--retries", "2", "--progress-bar", "off", "-r", requirements]
    output = []
    with subprocess.Popen(
        command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as pip:
        for line in pip.stdout:
            output.append(line)
            if line.startswith(("Collecting torch==", "Installing collected")):
                print("python: " + line.split(":")[0].strip().lower(), flush=True)
    if pip.returncode:
        raise explain("".join(output), "installing the Python packages", venv)
    print(f"python: ready after {time.monotonic() - started:.0f} s", flush=True)


def main(arguments: list[str]) -> int:
    """`python -m facegen.setup.install VENV [--dev]`; 1 and a sentence if it cannot be done."""
    try:
        install(Path(arguments[0]).absolute(), dev="--dev" in arguments[1:])
    except SetupError as error:
        print(f"facegen: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
