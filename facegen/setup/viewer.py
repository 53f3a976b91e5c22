"""Pack the 3D viewer: our page, the files of three.js that it imports, light maps.

The server serves this folder and nothing else of the checkout, so `node_modules` is never public.
"""

from __future__ import annotations

import base64
import re
import shutil
from collections.abc import Callable
from pathlib import Path

from facegen.errors import SetupError
from facegen.settings import ROOT
from facegen.setup.atomic import replace_folder
from facegen.setup.sources import hdri_data

THREE_BUILD = ("three.module.min.js", "three.core.min.js")
THREE_ADDONS = (
    "controls/OrbitControls.js",
    "libs/fflate.module.js",
    "libs/meshopt_decoder.module.js",
    "loaders/EXRLoader.js",
    "loaders/GLTFLoader.js",
    "utils/BufferGeometryUtils.js",
)
ENVIRONMENTS = ("studio", "apartment", "park", "city", "sunset", "forest", "night")
"""Names of light maps in @pmndrs/assets (CC0), as the viewer's menu lists them."""

_PAGE = ROOT / "assets" / "viewer"
_THREE = ROOT / "node_modules" / "three"


def pack_viewer(out: Path, progress: Callable[[str], None]) -> None:
    """Write the folder that the page serves as `viewer/` to `out`, whole or not at all.

    `SetupError` names the file that is missing.
    """
    with replace_folder(out) as folder:
        progress("viewer page")
        for file in sorted(_PAGE.iterdir()):
            shutil.copyfile(file, folder / file.name)
        progress("three.js")
        for name in THREE_BUILD:
            _copy(_THREE / "build" / name, folder / "three" / "build" / name)
        for name in THREE_ADDONS:
            _copy(_THREE / "examples" / "jsm" / name, folder / "three" / "addons" / name)
        _copy(_THREE / "LICENSE", folder / "three" / "LICENSE")
        progress("viewer lights")
        (folder / "environments").mkdir()
        for name in ENVIRONMENTS:
            (folder / "environments" / f"{name}.exr").write_bytes(_light_map(name))


def _copy(source: Path, target: Path) -> None:
    if not source.is_file():
        raise SetupError(f"{source} is missing: run `npm ci` in {ROOT} and set up again.")
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _light_map(name: str) -> bytes:
    """The OpenEXR file inside a JavaScript module that exports it as a data URL."""
    source = hdri_data() / f"{name}.exr.js"
    if not source.is_file():
        raise SetupError(f"{source} is missing: run `npm ci` in {ROOT} and set up again.")
    found = re.search(r"base64,([A-Za-z0-9+/=]+)", source.read_text())
    if found is None:
        raise SetupError(f"{source} holds no light map: run `npm ci` in {ROOT} and set up again.")
    return base64.b64decode(found[1])
