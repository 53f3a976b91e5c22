"""Texture maps as PNG or JPEG, whichever is the smaller without harm; equal input, equal bytes."""

from __future__ import annotations

import struct
import zlib
from typing import Literal, NamedTuple

import cv2
import numpy as np
from jaxtyping import Float32, UInt8
from numpy import ndarray

from facegen.export.mark import NOTICE

Kind = Literal["color", "normal", "data", "strength"]
"""sRGB colour; tangent-space normals; linear channels; one channel that belongs in alpha."""

_JPEG_QUALITY = {"color": 90, "normal": 90, "data": 88}
_FULL_CHROMA = cv2.IMWRITE_JPEG_SAMPLING_FACTOR_444
_STRENGTH_STEPS = 32
_COLOUR_STEP = 4
"""Colours beside alpha are rounded to multiples of it: PNG then packs hair in half the bytes."""

_HALF = ("data", "strength")
"""Kinds stored at half the size of the other maps: roughness and occlusion have no fine lines."""
_HALVE_ABOVE = 512

_PNG_HEAD = 33
"""Bytes of a PNG's signature and its first chunk."""


class EncodedImage(NamedTuple):
    """A file's bytes and its MIME type."""

    data: bytes
    mime: str


def encode_image(image: UInt8[ndarray, "H W *C"], kind: Kind) -> EncodedImage:
    """Encode a map for a GLB.

    Colour with an alpha that is used, and strengths (glTF reads them from alpha), become PNG; the
    rest JPEG, with full chroma resolution: the channels of normal and data maps are independent.
    """
    if kind == "strength":
        return EncodedImage(_strength_png(image), "image/png")
    if image.ndim == 3 and image.shape[2] == 4:
        if image[..., 3].min() < 255:
            return EncodedImage(encode_png(_fewer_colours(image)), "image/png")
        image = image[..., :3]
    options = [
        cv2.IMWRITE_JPEG_QUALITY, _JPEG_QUALITY[kind],
        cv2.IMWRITE_JPEG_SAMPLING_FACTOR, _FULL_CHROMA,
        cv2.IMWRITE_JPEG_OPTIMIZE, 1,
        cv2.IMWRITE_JPEG_PROGRESSIVE, 1,
    ]  # fmt: skip
    return EncodedImage(_encode(".jpg", _to_bgr(image), options), "image/jpeg")


def encode_png(
    image: UInt8[ndarray, "H W *C"], compression: int = 6, *, comment: str = NOTICE
) -> bytes:
    """PNG bytes of a grey `[H, W]`, RGB or RGBA image, with `comment` in its metadata."""
    data = _encode(".png", _to_bgr(image), [cv2.IMWRITE_PNG_COMPRESSION, compression])
    return data[:_PNG_HEAD] + _png_text("Comment", comment) + data[_PNG_HEAD:]


def _png_text(key: str, text: str) -> bytes:
    """A tEXt chunk; what Latin-1 lacks becomes a question mark, as the format knows no more."""
    body = b"tEXt" + key.encode("latin-1") + b"\0" + text.encode("latin-1", "replace")
    return struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))


def stored_size(image: UInt8[ndarray, "H W *C"], kind: Kind, limit: int | None) -> int:
    """The longer side in pixels that a map of `kind` has in the file."""
    longest = max(image.shape[:2])
    if kind in _HALF and longest > _HALVE_ABOVE:
        longest //= 2
    return longest if limit is None else min(longest, limit)


def limit_size(image: UInt8[ndarray, "H W *C"], limit: int, kind: Kind) -> UInt8[ndarray, "h w *C"]:
    """Shrink so that the longer side is at most `limit` pixels (area average).

    Normals are made unit length again; colours are averaged weighted by alpha, so that what lies
    under transparent pixels does not bleed into the edges.
    """
    height, width = image.shape[:2]
    if max(height, width) <= limit:
        return image
    scale = limit / max(height, width)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    values = image.astype(np.float32)
    if kind == "normal":
        return _encode_normals(cv2.resize(values / 127.5 - 1.0, size, interpolation=cv2.INTER_AREA))
    if kind == "color" and image.ndim == 3 and image.shape[2] == 4:
        alpha = values[..., 3:] / 255.0 + 1e-3
        colour = cv2.resize(values[..., :3] * alpha, size, interpolation=cv2.INTER_AREA)
        small = cv2.resize(alpha[..., 0], size, interpolation=cv2.INTER_AREA)[..., None]
        values = np.concatenate([colour / small, (small - 1e-3) * 255.0], axis=-1)
    else:
        values = cv2.resize(values, size, interpolation=cv2.INTER_AREA)
    return np.clip(np.rint(values), 0, 255).astype(np.uint8)


def _encode_normals(normals: Float32[ndarray, "H W 3"]) -> UInt8[ndarray, "H W 3"]:
    length = np.maximum(np.linalg.norm(normals, axis=-1, keepdims=True), 1e-6)
    return np.clip(np.rint((normals / length + 1.0) * 127.5), 0, 255).astype(np.uint8)


def _strength_png(strength: UInt8[ndarray, "H W"]) -> bytes:
    """White with `strength` as alpha, in a few steps: a palette-sized file instead of noise."""
    steps = np.rint(strength * ((_STRENGTH_STEPS - 1) / 255.0))
    alpha = np.rint(steps * (255.0 / (_STRENGTH_STEPS - 1))).astype(np.uint8)
    white = np.full((*alpha.shape, 3), 255, np.uint8)
    return encode_png(np.concatenate([white, alpha[..., None]], axis=-1))


def _fewer_colours(image: UInt8[ndarray, "H W 4"]) -> UInt8[ndarray, "H W 4"]:
    rounded = np.rint(image[..., :3] / _COLOUR_STEP) * _COLOUR_STEP
    colours = rounded.clip(0, 255).astype(np.uint8)
    return np.concatenate([colours, image[..., 3:]], axis=-1)


def _to_bgr(image: UInt8[ndarray, "H W *C"]) -> UInt8[ndarray, "H W *C"]:
    """OpenCV's channel order."""
    if image.ndim == 2:
        return image
    return np.ascontiguousarray(image[..., [2, 1, 0, *range(3, image.shape[2])]])


def _encode(suffix: str, image: UInt8[ndarray, "H W *C"], options: list[int]) -> bytes:
    done, data = cv2.imencode(suffix, image, options)
    if not done:
        raise RuntimeError(f"OpenCV could not encode a {image.shape} image as {suffix}")
    return data.tobytes()
