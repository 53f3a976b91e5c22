"""`report.json`: what was made, from what, by what, and how long it took."""

from __future__ import annotations

import hashlib
import resource
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from facegen import __version__
from facegen.avatar import ModelUse
from facegen.export.files import write_json

SCHEMA = "facegen/report/1"


def make_report(
    *,
    pipeline: str,
    seed: int,
    settings: Mapping[str, Any],
    timings_s: Mapping[str, float],
    metrics: Mapping[str, Any],
    models: Iterable[ModelUse],
    files: Iterable[Path],
    folder: Path,
    inputs: Iterable[Mapping[str, Any]] = (),
) -> dict[str, Any]:
    """The report of one run: plain JSON, the same keys for every pipeline.

    `timings_s` in seconds by stage; `inputs` describe what the user gave; `files` lie under
    `folder` and are listed with their size and SHA-256.
    """
    used = list(models)
    return {
        "schema": SCHEMA,
        "version": __version__,
        "synthetic": True,
        "pipeline": pipeline,
        "seed": seed,
        "settings": dict(settings),
        "timings_s": {stage: round(seconds, 3) for stage, seconds in timings_s.items()},
        "peak_memory_mb": round(peak_memory_mb()),
        "metrics": dict(metrics),
        "models": [asdict(model) for model in used],
        "commercial_use": all(model.commercial for model in used),
        "attributions": list(dict.fromkeys(m.attribution for m in used if m.attribution)),
        "inputs": [dict(item) for item in inputs],
        "files": [_describe(path, folder) for path in files],
    }


def write_report(path: Path | str, report: Mapping[str, Any]) -> Path:
    """Write the report atomically; returns the path."""
    return write_json(path, report)


def peak_memory_mb() -> float:
    """The most memory this process has held, in MB (10^6 bytes)."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # Linux counts in KiB, macOS in bytes.
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6


def _describe(path: Path, folder: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    name = path.resolve().relative_to(folder.resolve()).as_posix()
    return {"name": name, "bytes": path.stat().st_size, "sha256": digest}
