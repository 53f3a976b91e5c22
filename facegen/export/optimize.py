"""A GLB for the web: meshopt geometry and WebP textures, about half the size."""

from __future__ import annotations

import subprocess
from pathlib import Path

from facegen.errors import SetupError
from facegen.export.container import enclose, join, split
from facegen.export.files import atomic_write
from facegen.export.node import package_file, run_node
from facegen.export.reader import read_likeness

_OPTIONS = (
    "--compress", "meshopt",
    "--texture-compress", "webp",
    "--texture-size", "4096",
    # What follows would lose morph names, merge the parts, or drop joints that only a rig needs.
    "--simplify", "false",
    "--join", "false",
    "--flatten", "false",
    "--instance", "false",
    "--palette", "false",
    # Nothing to gain in our files, and a quarter of the time.
    "--weld", "false",
    "--prune", "false",
    "--sparse", "false",
)  # fmt: skip
_TIMEOUT_S = 180.0


def optimize_glb(source: Path | str, target: Path | str) -> Path:
    """Write a compressed copy of the GLB `source` to `target` (atomically); returns `target`.

    Morph names, skins, clips and extras stay; readers need EXT_meshopt_compression and
    EXT_texture_webp. `SetupError` when node or the npm package `@gltf-transform/cli` is missing.
    """
    tool = package_file("@gltf-transform/cli", "bin/cli.js")
    with atomic_write(target) as temporary:
        arguments = [str(tool), "optimize", str(source), str(temporary), *_OPTIONS]
        try:
            run_node(arguments, _TIMEOUT_S)
        except subprocess.TimeoutExpired as error:
            raise SetupError(
                f"Compressing took more than {_TIMEOUT_S:.0f} s and was stopped; "
                "use the plain GLB or a lower detail."
            ) from error
        _keep_likeness(Path(source), temporary)
    return Path(target)


def _keep_likeness(source: Path, copy: Path) -> None:
    """The tool drops the buffer view that no accessor or image uses: put it back."""
    likeness = read_likeness(source)
    if likeness is not None:
        document, blob = split(copy.read_bytes())
        copy.write_bytes(join(document, enclose(document, blob, likeness)))
