"""Khronos' glTF validator, run through node."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from facegen.export.node import package_file, run_node

_SCRIPT = Path(__file__).with_name("validate.cjs")
_TIMEOUT_S = 120.0


def validate_glb(path: Path | str) -> dict[str, Any]:
    """`{errors, warnings, infos, hints, messages[]}` that the validator finds in a GLB.

    `SetupError` when node or the npm package `gltf-validator` is missing.
    """
    library = package_file("gltf-validator", "index.js")
    printed = run_node([str(_SCRIPT), str(library), str(Path(path).resolve())], _TIMEOUT_S)
    return json.loads(printed)
