"""pygltflib's objects as plain JSON values: the document that its own writer makes, much sooner."""

from __future__ import annotations

import dataclasses
import functools
from typing import Any

from pygltflib import GLTF2, Attributes


def plain(gltf: GLTF2) -> dict[str, Any]:
    """The glTF document of `gltf`, without what is None or empty.

    Extensions are taken over as they are: an empty object there means something. The document
    shares lists of numbers and extensions with `gltf`.
    """
    return _object(gltf)


def _object(item: Any) -> dict[str, Any]:
    values = ((name, getattr(item, name)) for name in _fields(item))
    return {name: _value(name, value) for name, value in values if not _empty(value)}


def _fields(item: Any) -> tuple[str, ...]:
    """Names of what a document says of `item`; attributes of a mesh may have any."""
    return tuple(vars(item)) if isinstance(item, Attributes) else _declared(type(item))


@functools.cache
def _declared(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))


def _value(name: str, value: Any) -> Any:
    if name == "extensions" or isinstance(value, str | int | float):
        return value
    if isinstance(value, dict):
        return {key: _value(key, entry) for key, entry in value.items() if not _empty(entry)}
    if isinstance(value, list | tuple):
        return [_value("", entry) for entry in value]
    return _object(value)


def _empty(value: Any) -> bool:
    return value is None or (isinstance(value, str | list | tuple | dict) and not value)
