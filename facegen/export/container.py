"""The GLB container: one JSON chunk, one binary chunk, and a likeness as a buffer view of its own.

Source: Khronos glTF 2.0 specification, section 4 (GLB file format).
"""

from __future__ import annotations

import json
import struct
from typing import Any

_HEADER, _CHUNK = struct.Struct("<4sII"), struct.Struct("<I4s")


def join(document: dict[str, Any], blob: bytes) -> bytes:
    """A GLB file; `blob` is a multiple of 4 bytes long."""
    text = json.dumps(document, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()
    text += b" " * (-len(text) % 4)
    length = _HEADER.size + 2 * _CHUNK.size + len(text) + len(blob)
    return b"".join(
        [
            _HEADER.pack(b"glTF", 2, length),
            _CHUNK.pack(len(text), b"JSON"), text,
            _CHUNK.pack(len(blob), b"BIN\0"), blob,
        ]
    )  # fmt: skip


def split(data: bytes) -> tuple[dict[str, Any], bytes]:
    """Document and binary chunk of a GLB that a tool of ours wrote."""
    start = _HEADER.size + _CHUNK.size
    length, _ = _CHUNK.unpack_from(data, _HEADER.size)
    document = json.loads(data[start : start + length])
    rest = start + length
    size, _ = _CHUNK.unpack_from(data, rest)
    return document, data[rest + _CHUNK.size : rest + _CHUNK.size + size]


def enclose(document: dict[str, Any], blob: bytes, likeness: bytes | None) -> bytes:
    """`blob` with a likeness behind it, as a buffer view that `asset.extras.facegen` names.

    Changes `document`, whose first buffer is `blob`. Without a likeness none is named.
    """
    mark = document["asset"]["extras"]["facegen"]
    mark.pop("likeness", None)
    if likeness is None:
        return blob
    views = document.setdefault("bufferViews", [])
    start = len(blob) + -len(blob) % 4
    views.append({"buffer": 0, "byteOffset": start, "byteLength": len(likeness)})
    mark["likeness"] = len(views) - 1
    longer = blob.ljust(start, b"\0") + likeness
    longer += b"\0" * (-len(longer) % 4)
    document["buffers"][0]["byteLength"] = len(longer)
    return longer
