"""A photo from anywhere, made safe and plain: upright sRGB bytes of a bounded size."""

from __future__ import annotations

import functools
import io
import warnings
from pathlib import Path

import cv2
import numpy as np
from jaxtyping import UInt8
from numpy import ndarray
from PIL import ExifTags, Image, ImageCms

from facegen.errors import InputError
from facegen.portrait.analysis import Portrait

LARGEST_FILE = 64 * 2**20
"""Bytes."""
LEAST_SIDE, MOST_PIXELS = 64, 50_000_000
LONGER_SIDE = 4096
"""Pixels; larger photos are shrunk to this."""
FORMATS = ("JPEG", "PNG", "WEBP", "TIFF", "BMP", "GIF", "AVIF")
"""Pillow's names; its JPEG reader takes the MPO of phones, too."""
TELLING = "JPEG, PNG, WebP, HEIC, AVIF, TIFF, BMP or GIF"
GREY = 128
"""What transparent pixels are laid on."""
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM, 5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270, 7: Image.Transpose.TRANSVERSE, 8: Image.Transpose.ROTATE_90,
}  # fmt: skip
"""EXIF orientation -> what makes the picture upright."""
DAMAGED = (OSError, ValueError, SyntaxError, EOFError, RuntimeError, Image.DecompressionBombError)
"""What Pillow's decoders raise; RuntimeError is AVIF's and HEIC's."""


def load_portrait(data: bytes | Path) -> Portrait:
    """The photo in a file or its bytes: orientation applied, colours in sRGB, alpha kept apart.

    Raises InputError for what is no picture, is damaged, or has a size that is not allowed.
    """
    image = _opened(data)
    width, height = image.size
    shrink = min(1.0, LONGER_SIDE / max(width, height))
    if min(width, height) * shrink < LEAST_SIDE:
        raise InputError(
            f"The photo is {width} x {height} pixels; each side needs at least {LEAST_SIDE}, and "
            f"{LONGER_SIDE // LEAST_SIDE} times as long is the longest. Please use another one."
        )
    if width * height > MOST_PIXELS:
        raise InputError(
            f"The photo has {width * height / 1e6:.0f} megapixels; at most "
            f"{MOST_PIXELS // 10**6} are allowed. Please shrink or crop it."
        )
    try:
        image.draft("RGB", (LONGER_SIDE, LONGER_SIDE))  # a large JPEG is decoded smaller
        pixels = _srgb(_upright(image))
    except DAMAGED as error:
        raise InputError(
            "The photo is damaged or incomplete. Please open it in a photo program, save it as "
            "JPEG or PNG and try again."
        ) from error
    pixels = _bounded(pixels)
    if pixels.shape[2] == 3:
        return Portrait(pixels)
    alpha = pixels[..., 3]
    if (alpha == 255).all():
        return Portrait(np.ascontiguousarray(pixels[..., :3]))
    share = alpha[..., None].astype(np.float32) / 255
    laid = np.rint(pixels[..., :3] * share + GREY * (1 - share)).astype(np.uint8)
    return Portrait(laid, np.ascontiguousarray(alpha))


def _opened(data: bytes | Path) -> Image.Image:
    """The file's header read, its pixels not yet."""
    try:
        size = len(data) if isinstance(data, bytes) else data.stat().st_size
        if size > LARGEST_FILE:
            raise InputError(
                f"The photo's file has {size / 2**20:.0f} MB; at most {LARGEST_FILE // 2**20} MB "
                "are allowed. Please save it smaller."
            )
        raw = data if isinstance(data, bytes) else data.read_bytes()
    except OSError as error:
        name = Path(data).name
        raise InputError(f"The photo {name} cannot be opened: {error.strerror}.") from error
    try:
        with warnings.catch_warnings():
            # Our own limit on pixels follows; Pillow's warning would only repeat it.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            return Image.open(io.BytesIO(raw), formats=_formats())
    except Image.DecompressionBombError as error:
        raise InputError(
            f"The photo has far too many pixels; at most {MOST_PIXELS // 10**6} megapixels are "
            "allowed. Please shrink or crop it."
        ) from error
    except DAMAGED as error:
        raise InputError(f"That is not a photo that can be read. Please use {TELLING}.") from error


@functools.cache
def _formats() -> tuple[str, ...]:
    """Pillow's names of what may be opened; HEIC, the iPhone's, where pillow-heif is installed."""
    Image.init()
    try:
        import pillow_heif
    except ImportError:
        return FORMATS
    pillow_heif.register_heif_opener()
    return (*FORMATS, "HEIF")


def _upright(image: Image.Image) -> Image.Image:
    """`image` turned as its EXIF orientation says.

    `ImageOps.exif_transpose` would write the other fields anew, and fails where one is damaged.
    """
    turn = UPRIGHT.get(image.getexif().get(ExifTags.Base.Orientation))
    return image if turn is None else image.transpose(turn)


def _srgb(image: Image.Image) -> UInt8[ndarray, "H W C"]:
    """RGB or RGBA bytes of any kind of picture (grey, palette, 16 bits, CMYK, other profiles)."""
    if image.mode in ("I", "F") or image.mode.startswith("I;16"):
        deep = np.asarray(image, np.float32)
        largest = 65535 if image.mode.startswith("I") else max(float(deep.max()), 1e-6)
        grey = np.rint(np.clip(deep / largest, 0, 1) * 255).astype(np.uint8)
        return np.repeat(grey[..., None], 3, -1)
    clear = "A" in image.getbands() or "a" in image.getbands() or "transparency" in image.info
    alpha = image.convert("RGBA").getchannel("A") if clear else None
    image = _profiled(image)
    pixels = np.array(image.convert("RGB"))
    return pixels if alpha is None else np.dstack([pixels, np.asarray(alpha)])


def _profiled(image: Image.Image) -> Image.Image:
    """`image` with its colours in sRGB when it carries another profile that fits its mode."""
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in ("RGB", "RGBA", "L", "CMYK"):
        return image
    image = image.convert("RGB") if image.mode == "RGBA" else image
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(
            image, source, ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image  # a broken profile is worth no failure: the colours are then taken as sRGB


def _bounded(pixels: UInt8[ndarray, "H W C"]) -> UInt8[ndarray, "h w C"]:
    """At most `LONGER_SIDE` pixels along the longer side."""
    height, width = pixels.shape[:2]
    shrink = LONGER_SIDE / max(height, width)
    if shrink >= 1:
        return np.ascontiguousarray(pixels)
    size = max(1, round(width * shrink)), max(1, round(height * shrink))
    return cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
