"""The PBR maps of an avatar as PNG files."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from jaxtyping import UInt8
from numpy import ndarray

from facegen.avatar import Avatar, Material
from facegen.export.files import write_bytes
from facegen.export.images import encode_png

_FAST_COMPRESSION = 3


def write_maps(avatar: Avatar, folder: Path | str) -> list[Path]:
    """Write `{part}_{basecolor|normal|orm|specular}.png` for every map that a part has.

    Returns the files in the order of the parts. Maps shared by parts are written for each.
    """
    jobs = [
        (Path(folder) / f"{part.name}_{kind}.png", image)
        for part in avatar.parts
        for kind, image in material_maps(part.material).items()
    ]
    # OpenCV releases the interpreter lock while it compresses.
    with ThreadPoolExecutor() as pool:
        return list(pool.map(lambda job: write_bytes(job[0], _png(job[1])), jobs))


def material_maps(material: Material) -> dict[str, UInt8[ndarray, "H W *C"]]:
    """The maps that `material` has, by the name used in files."""
    maps = {
        "basecolor": material.base_color,
        "normal": material.normal,
        "orm": material.orm,
        "specular": material.specular,
    }
    return {kind: image for kind, image in maps.items() if image is not None}


def _png(image: UInt8[ndarray, "H W *C"]) -> bytes:
    return encode_png(image, _FAST_COMPRESSION)
