"""Every kind of picture file becomes upright sRGB bytes; what is none is refused with advice."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from jaxtyping import UInt8
from numpy import ndarray
from PIL import Image

from facegen.errors import InputError
from facegen.portrait.load import GREY, LARGEST_FILE, LONGER_SIDE, load_portrait
from tests.portrait.people import png

ORIENTATION, MAKER, WIDTH = 0x0112, 0x010F, 0x0100
"""EXIF tags."""
TURNS = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""EXIF orientation -> what was done to the upright picture before it was stored."""


def scene(width: int = 120, height: int = 80) -> UInt8[ndarray, "h w 3"]:
    """Smooth, without symmetry."""
    x, y = np.meshgrid(np.linspace(0, 1, width), np.linspace(0, 1, height))
    return np.rint(np.stack([40 + 180 * x, 30 + 150 * y, 200 - 120 * x * y], -1)).astype(np.uint8)


def stored(image: Image.Image, kind: str, **options: object) -> bytes:
    """A file's bytes."""
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


@pytest.mark.parametrize("orientation", TURNS)
def test_orientation_is_applied(orientation: int) -> None:
    image = Image.fromarray(scene())
    turn = TURNS[orientation]
    turned = image if turn is None else image.transpose(turn)
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    read = load_portrait(stored(turned, "JPEG", quality=98, exif=exif)).image
    assert read.shape == (80, 120, 3)
    assert np.abs(read.astype(int) - scene()).mean() < 2


@pytest.mark.parametrize(
    ("kind", "options"),
    [("PNG", {}), ("WEBP", {"lossless": True}), ("BMP", {}), ("TIFF", {}), ("GIF", {}),
     ("JPEG", {"quality": 97}), ("HEIF", {"quality": 95}), ("AVIF", {"quality": 95})],
)  # fmt: skip
def test_kinds_of_files(kind: str, options: dict) -> None:
    if kind == "HEIF":
        import pillow_heif

        pillow_heif.register_heif_opener()
    read = load_portrait(stored(Image.fromarray(scene()), kind, **options))
    assert read.alpha is None
    assert np.abs(read.image.astype(int) - scene()).mean() < (8 if kind == "GIF" else 3)


def test_a_path_is_read_like_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "photo.png"
    path.write_bytes(png(scene()))
    assert np.array_equal(load_portrait(path).image, scene())


@pytest.mark.parametrize("mode", ["L", "1", "P", "CMYK", "I;16", "LA"])
def test_other_modes_become_three_channels(mode: str) -> None:
    if mode == "I;16":
        image = Image.fromarray(scene()[..., 0].astype(np.uint16) * 257)
    else:
        image = Image.fromarray(scene()).convert(mode)
    read = load_portrait(stored(image, "TIFF" if mode == "CMYK" else "PNG")).image
    if mode in ("L", "1", "I;16", "LA"):
        assert (read == read[..., :1]).all()
    if mode == "I;16":
        assert np.array_equal(read[..., 0], scene()[..., 0])
    else:
        wanted = np.asarray(Image.fromarray(scene()).convert("L"), float).mean()
        assert np.asarray(Image.fromarray(read).convert("L"), float).mean() == pytest.approx(
            wanted, abs=6
        )


def test_sixteen_bit_colours() -> None:
    deep = scene().astype(np.uint16) * 257
    assert np.abs(load_portrait(png(deep)).image.astype(int) - scene()).max() <= 1


def test_transparency_lies_on_grey_and_is_kept() -> None:
    alpha = np.zeros((80, 120), np.uint8)
    alpha[:, 40:80], alpha[:, 80:] = 128, 255
    read = load_portrait(png(np.dstack([scene(), alpha])))
    assert np.array_equal(read.alpha, alpha)
    assert (read.image[:, :40] == GREY).all()
    assert np.array_equal(read.image[:, 80:], scene()[:, 80:])
    half = scene()[:, 40:80] * (128 / 255) + GREY * (127 / 255)
    assert np.abs(read.image[:, 40:80] - half).max() <= 1


def test_an_opaque_alpha_channel_is_dropped() -> None:
    opaque = np.dstack([scene(), np.full((80, 120), 255, np.uint8)])
    assert load_portrait(png(opaque)).alpha is None


def test_a_broken_colour_profile_changes_nothing() -> None:
    data = stored(Image.fromarray(scene()), "PNG", icc_profile=b"not a profile")
    assert np.array_equal(load_portrait(data).image, scene())


def test_large_photos_are_shrunk() -> None:
    read = load_portrait(stored(Image.fromarray(scene(5000, 250)), "JPEG"))
    assert read.image.shape == (LONGER_SIDE // 20 + 1, LONGER_SIDE, 3)


def test_damaged_files_are_refused() -> None:
    whole = stored(Image.fromarray(scene(400, 300)), "JPEG")
    with pytest.raises(InputError, match="damaged"):
        load_portrait(whole[: len(whole) // 2])


def test_damaged_notes_of_a_camera_do_not_matter() -> None:
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKER] = 6, "Camera"
    written = exif.tobytes()
    damaged = written.replace(struct.pack(">H", MAKER), struct.pack(">H", WIDTH))  # in words
    assert damaged != written
    turned = Image.fromarray(scene()).transpose(TURNS[6])
    read = load_portrait(stored(turned, "JPEG", quality=98, exif=damaged)).image
    assert np.abs(read.astype(int) - scene()).mean() < 2


@pytest.mark.parametrize(("old", "new"), [(b"av01", b"av0x"), (b"mdat", b"mda\0"), (b"", b"")])
def test_damaged_avif_is_refused(old: bytes, new: bytes) -> None:
    data = stored(Image.fromarray(scene()), "AVIF").replace(old, new)
    with pytest.raises(InputError):
        load_portrait(data[:-8] + bytes(8))


@pytest.mark.parametrize("data", [b"", b"hello", b"<svg xmlns='http://www.w3.org/2000/svg'/>"])
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(InputError, match="not a photo"):
        load_portrait(data)


def test_a_missing_file_is_the_users_mistake(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.png cannot be opened"):
        load_portrait(tmp_path / "none.png")


@pytest.mark.parametrize("size", [(63, 200), (200, 63), (20000, 100)])
def test_sides_that_are_too_short(size: tuple[int, int]) -> None:
    with pytest.raises(InputError, match="at least 64"):
        load_portrait(stored(Image.new("RGB", size), "PNG"))


@pytest.mark.parametrize("size", [(8000, 6300), (60000, 60000)])
def test_bombs_are_refused_unread(size: tuple[int, int]) -> None:
    """The file claims the size in its header; its pixels are not even there."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        checksum = struct.pack(">I", zlib.crc32(kind + body))
        return struct.pack(">I", len(body)) + kind + body + checksum

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", *size, 8, 2, 0, 0, 0))
    bomb = b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    with pytest.raises(InputError, match="megapixels"):
        load_portrait(bomb)


def test_huge_files_are_refused_unopened() -> None:
    with pytest.raises(InputError, match="64 MB"):
        load_portrait(bytes(LARGEST_FILE + 1))
