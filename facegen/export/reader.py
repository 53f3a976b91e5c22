"""Reading what a facegen GLB says about itself, from an untrusted file."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from facegen.errors import InputError
from facegen.human.likeness_file import MAX_BYTES as MAX_LIKENESS_BYTES

MAX_FILE_BYTES = 64 * 1024 * 1024
MAX_JSON_BYTES = 8 * 1024 * 1024
MAX_NODES = 4_096
MAX_ACCESSORS = 65_536
_MAX_DEPTH = 64
_CAPS = {"nodes": MAX_NODES, "accessors": MAX_ACCESSORS, "meshes": 1_024, "images": 256}
_HEADER = struct.Struct("<4sII")
_CHUNK = struct.Struct("<I4s")


def read_saved(path: Path | str) -> tuple[dict[str, Any], bytes | None]:
    """`read_recipe` and `read_likeness` of a file whose JSON is read but once; same errors."""
    document = read_document(path)
    return _recipe(_mark(document)), _likeness(document, Path(path))


def read_recipe(path: Path | str) -> dict[str, Any]:
    """The recipe in a GLB that facegen wrote: what `Person.from_json` rebuilds the person from.

    `InputError` says what is wrong with any other file.
    """
    return _recipe(read_mark(path))


def _recipe(mark: Mapping[str, Any]) -> dict[str, Any]:
    recipe = mark.get("recipe")
    if not isinstance(recipe, dict) or not recipe:
        raise InputError(
            "This facegen file holds no recipe of the person; choose one saved as avatar.glb."
        )
    return recipe


def read_mark(path: Path | str) -> dict[str, Any]:
    """`asset.extras.facegen` of a GLB: version, synthetic, pipeline, prompt, seed, recipe, and
    perhaps the index of the buffer view that holds a likeness.

    The values are as the file says: check them before use.
    """
    return _mark(read_document(path))


def _mark(document: Mapping[str, Any]) -> dict[str, Any]:
    mark: Any = document
    for key in ("asset", "extras", "facegen"):
        mark = mark.get(key) if isinstance(mark, dict) else None
    if not isinstance(mark, dict):
        raise InputError(
            "This GLB was not made by facegen, so it holds no recipe to rebuild the person from; "
            "choose a file that facegen exported."
        )
    return mark


def read_likeness(path: Path | str) -> bytes | None:
    """The likeness that a facegen GLB carries beside its recipe, not yet looked into; or None.

    `InputError` when the file names one that it does not hold.
    """
    return _likeness(read_document(path), Path(path))


def _likeness(document: Mapping[str, Any], path: Path) -> bytes | None:
    index = _mark(document).get("likeness")
    if index is None:
        return None
    views, place = document.get("bufferViews"), None
    if isinstance(index, int) and isinstance(views, list) and 0 <= index < len(views):
        place = _place(views[index])
    data = None if place is None else _read_binary(path, *place)
    if data is None:
        raise InputError(
            "The file names a likeness that it does not hold; choose one saved as avatar.glb."
        )
    return data


def _place(view: Any) -> tuple[int, int] | None:
    """Offset and length in the binary chunk, within bounds; None for anything else."""
    if not isinstance(view, dict) or view.get("buffer") != 0:
        return None
    offset, length = view.get("byteOffset", 0), view.get("byteLength")
    if not all(isinstance(n, int) and not isinstance(n, bool) for n in (offset, length)):
        return None
    if offset < 0 or not 0 < length <= MAX_LIKENESS_BYTES:
        return None
    return offset, length


def _read_binary(path: Path, offset: int, length: int) -> bytes | None:
    """A piece of the binary chunk; None when the file has no such piece."""
    with path.open("rb") as file:
        header = file.read(_HEADER.size + _CHUNK.size)
        file.seek(_check_header(header, path.stat().st_size), 1)
        chunk = file.read(_CHUNK.size)
        if len(chunk) < _CHUNK.size:
            return None
        size, kind = _CHUNK.unpack(chunk)
        if kind != b"BIN\0" or offset + length > size:
            return None
        file.seek(offset, 1)
        data = file.read(length)
    return data if len(data) == length else None


def read_document(path: Path | str) -> dict[str, Any]:
    """The JSON chunk of a GLB, within caps on size, depth and counts and without any URI."""
    try:
        document = json.loads(_json_chunk(Path(path)), parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        if isinstance(error, InputError):
            raise
        raise InputError("The GLB's JSON part cannot be read; export the file again.") from error
    if not isinstance(document, dict):
        raise InputError("The GLB's JSON part is not an object; export the file again.")
    _check_depth(document)
    for key, cap in _CAPS.items():
        items = document.get(key, [])
        if not isinstance(items, list) or len(items) > cap:
            raise InputError(f"The GLB has a broken or too long list of {key}; at most {cap:,}.")
    _check_no_uris(document)
    return document


def _json_chunk(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > MAX_FILE_BYTES:
            raise InputError(
                f"The file has {size / 2**20:.0f} MB; allowed are {MAX_FILE_BYTES >> 20} MB. "
                "Export it with smaller textures."
            )
        with path.open("rb") as file:
            header = file.read(_HEADER.size + _CHUNK.size)
            length = _check_header(header, size)
            data = file.read(length)
    except OSError as error:
        raise InputError(
            f"The file cannot be opened ({error.strerror}); upload it again."
        ) from error
    if len(data) < length:
        raise InputError("The GLB is cut off; upload it again.")
    return data


def _check_header(header: bytes, size: int) -> int:
    """Length of the JSON chunk in bytes."""
    if header[:4] != b"glTF":
        raise InputError("This is not a GLB file; choose a .glb that facegen exported.")
    if len(header) < _HEADER.size + _CHUNK.size:
        raise InputError("The GLB is cut off; upload it again.")
    _, version, total = _HEADER.unpack_from(header)
    if version != 2:
        raise InputError(f"The GLB has version {version}; facegen reads version 2.")
    if total > size:
        raise InputError("The GLB is cut off; upload it again.")
    length, kind = _CHUNK.unpack_from(header, _HEADER.size)
    if kind != b"JSON":
        raise InputError("The GLB does not begin with its JSON part; export the file again.")
    if length > MAX_JSON_BYTES:
        raise InputError(
            f"The GLB's JSON part has {length / 2**20:.0f} MB; "
            f"allowed are {MAX_JSON_BYTES >> 20} MB."
        )
    return length


def _check_depth(document: Mapping[str, Any]) -> None:
    level: list[Any] = [document]
    for _ in range(_MAX_DEPTH):
        level = [child for item in level for child in _children(item)]
        if not level:
            return
    raise InputError(f"The GLB's JSON part is nested deeper than {_MAX_DEPTH} levels.")


def _children(item: Any) -> list[Any]:
    if isinstance(item, dict):
        return list(item.values())
    return item if isinstance(item, list) else []


def _check_no_uris(document: Mapping[str, Any]) -> None:
    """A GLB of ours is self-contained; one that names other files or addresses is refused."""
    for key in ("buffers", "images"):
        for item in document.get(key, []):
            if isinstance(item, dict) and "uri" in item:
                raise InputError(
                    f"The GLB's {key} point outside the file; only self-contained GLBs are allowed."
                )


def _refuse_constant(name: str) -> float:
    raise InputError(f"The GLB's JSON part has the number {name}, which JSON does not allow.")
