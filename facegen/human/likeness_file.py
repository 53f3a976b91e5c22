"""A likeness as bytes: what stands beside a draft and travels inside an exported avatar."""

from __future__ import annotations

import dataclasses
import functools
import io
import json
from collections.abc import Mapping
from typing import Any

import numpy as np
from jaxtyping import Float32, UInt8
from numpy import ndarray
from PIL import Image
from safetensors import SafetensorError
from safetensors.numpy import load, save

from facegen.avatar import ARKIT, ModelUse
from facegen.errors import InputError
from facegen.human.likeness import Likeness
from facegen.human.person import Person
from facegen.human.topology import BODY, VERTEX_COUNT

SCHEMA = 1
MAX_BYTES = 24 * 1024 * 1024
_MAX_SIDE = 4096
"""Texels along a side of the skin."""
_LARGEST = {"residual": 0.1, "ratio": 8.0}
"""Of any number in an array; a file that says more was tampered with."""
_QUALITY = 95
_MODEL_FIELDS = dataclasses.fields(ModelUse)
_MOST_MODELS, _LONGEST = 32, 300


def pack_likeness(likeness: Likeness) -> bytes:
    """A safetensors file; equal likenesses give equal bytes.

    The skin's colour is JPEG (quality 95, full chroma) and its alpha PNG, the arrays are 16-bit
    floats (a residual of 10 mm is off by 4 micrometres at most): what is built must be built from
    `unpack_likeness(pack_likeness(...))`, so that the file opened again gives the same person.
    """
    about = {
        "schema": SCHEMA,
        "person": likeness.person.to_json(),
        "expression": dict(likeness.expression),
        "models": [dataclasses.asdict(model) for model in likeness.models],
    }
    arrays = {"about": _bytes(json.dumps(about, sort_keys=True).encode())}
    for name in _LARGEST:
        values = getattr(likeness, name)
        if values is not None:
            arrays[name] = np.ascontiguousarray(values, np.float16)
    if likeness.skin is not None:
        color, alpha = (Image.fromarray(np.ascontiguousarray(c)) for c in _split(likeness.skin))
        arrays["skin_color"] = _bytes(
            _encoded(color, "JPEG", quality=_QUALITY, subsampling=0, optimize=True)
        )
        arrays["skin_alpha"] = _bytes(_encoded(alpha, "PNG", compress_level=6))
    return save(arrays)


@functools.lru_cache(maxsize=2)
def unpack_likeness(data: bytes) -> Likeness:
    """The likeness in a file of `pack_likeness`, whoever hands it in; its arrays are read-only.

    `InputError` when anything in it is not as it should be.
    """
    if len(data) > MAX_BYTES:
        raise InputError(f"The likeness has {len(data) >> 20} MB; at most {MAX_BYTES >> 20} MB.")
    try:
        arrays = load(data)
        about = json.loads(arrays["about"].tobytes())
    except (SafetensorError, KeyError, ValueError, TypeError, RecursionError) as error:
        raise _broken("cannot be read") from error
    if not isinstance(about, Mapping) or about.get("schema") != SCHEMA:
        raise _broken("is of another version")
    return Likeness(
        person=Person.from_json(about.get("person")),
        residual=_floats(arrays, "residual", (VERTEX_COUNT, 3)),
        skin=_skin(arrays),
        ratio=_floats(arrays, "ratio", (BODY.stop, 3)),
        expression=_expression(about.get("expression")),
        models=_models(about.get("models")),
    )


def _split(skin: UInt8[ndarray, "S S 4"]) -> tuple[ndarray, ndarray]:
    return skin[..., :3], skin[..., 3]


def _encoded(image: Image.Image, kind: str, **options: Any) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def _bytes(data: bytes) -> UInt8[ndarray, "N"]:
    return np.frombuffer(data, np.uint8)


def _floats(
    arrays: Mapping[str, ndarray], name: str, shape: tuple[int, int]
) -> Float32[ndarray, "N 3"] | None:
    """One array of 16-bit floats, checked."""
    if name not in arrays:
        return None
    values = arrays[name]
    if values.dtype != np.float16 or values.shape != shape:
        raise _broken(f"has a {name} of {values.dtype} {values.shape}, not float16 {shape}")
    values = values.astype(np.float32)
    if not (np.abs(values) <= _LARGEST[name]).all():
        raise _broken(f"has a {name} beyond {_LARGEST[name]:g}")
    values.flags.writeable = False
    return values


def _skin(arrays: Mapping[str, ndarray]) -> UInt8[ndarray, "S S 4"] | None:
    if "skin_color" not in arrays and "skin_alpha" not in arrays:
        return None
    color, alpha = (
        _image(arrays.get(name), kind, mode)
        for name, kind, mode in (("skin_color", "JPEG", "RGB"), ("skin_alpha", "PNG", "L"))
    )
    if color.shape[:2] != alpha.shape or alpha.shape[0] != alpha.shape[1]:
        raise _broken("has a skin that is not square, or whose parts differ in size")
    skin = np.dstack([color, alpha])
    skin.flags.writeable = False
    return skin


def _image(data: ndarray | None, kind: str, mode: str) -> UInt8[ndarray, "H W *C"]:
    """A picture of known format; its size is looked at before it is decoded."""
    if data is None or data.dtype != np.uint8 or data.ndim != 1:
        raise _broken("lacks a part of its skin")
    try:
        with Image.open(io.BytesIO(data.tobytes()), formats=[kind]) as image:
            if max(image.size) > _MAX_SIDE or image.mode != mode:
                raise _broken(f"has a skin of {image.size} {image.mode}")
            return np.asarray(image)
    except (OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise _broken("has a skin that cannot be read") from error


def _expression(values: Any) -> dict[str, float]:
    good = isinstance(values, Mapping) and all(
        name in ARKIT
        and isinstance(weight, int | float)
        and not isinstance(weight, bool)
        and 0 <= weight <= 1
        for name, weight in values.items()
    )
    if not good:
        raise _broken("has an expression that is none")
    return {name: float(weight) for name, weight in values.items()}


def _models(entries: Any) -> tuple[ModelUse, ...]:
    kinds = {field.name: bool if field.name == "commercial" else str for field in _MODEL_FIELDS}
    good = (
        isinstance(entries, list)
        and len(entries) <= _MOST_MODELS
        and all(
            isinstance(entry, Mapping)
            and set(entry) == set(kinds)
            and all(type(value) is kinds[name] for name, value in entry.items())
            and max(len(value) for value in entry.values() if isinstance(value, str)) <= _LONGEST
            for entry in entries
        )
    )
    if not good:
        raise _broken("has a list of models that is none")
    return tuple(ModelUse(**entry) for entry in entries)


def _broken(what: str) -> InputError:
    return InputError(f"The likeness {what}; make the person from the photo again.")
