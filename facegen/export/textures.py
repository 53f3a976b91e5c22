"""The PBR maps of an avatar as PNG files."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from jaxtyping import UInt8
from numpy import ndarray

from facegen.avatar import Avatar, Material
from facegen.export.images import encode_png
from facegen.export.mark import notice_with_credits

_FAST_COMPRESSION = 3


def map_files(avatar: Avatar) -> Iterator[tuple[str, bytes]]:
    """`{part}_{basecolor|normal|orm|specular}.png` and its content for every map a part has.

    In the order of the parts; maps shared by parts come for each.
    """
    comment = notice_with_credits(avatar.provenance.models)
    jobs = [
        (f"{part.name}_{kind}.png", image)
        for part in avatar.parts
        for kind, image in material_maps(part.material).items()
    ]
    # OpenCV releases the interpreter lock while it compresses.
    with ThreadPoolExecutor() as pool:
        images = [image for _, image in jobs]
        files = pool.map(lambda i: encode_png(i, _FAST_COMPRESSION, comment=comment), images)
        for (name, _), data in zip(jobs, files, strict=True):
            yield name, data


def material_maps(material: Material) -> dict[str, UInt8[ndarray, "H W *C"]]:
    """The maps that `material` has, by the name used in files."""
    maps = {
        "basecolor": material.base_color,
        "normal": material.normal,
        "orm": material.orm,
        "specular": material.specular,
    }
    return {kind: image for kind, image in maps.items() if image is not None}
