"""A likeness as bytes: what stands beside a draft and travels inside an exported avatar."""

from __future__ import annotations

import dataclasses
import functools
import io
import json
import struct
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
from facegen.human.likeness import HairPhoto, Likeness
from facegen.human.person import Person
from facegen.human.topology import BODY, VERTEX_COUNT

SCHEMA = 1
MAX_BYTES = 24 * 1024 * 1024
_MAX_SIDE = 2048
"""Pixels along a side of a picture."""
_DAMAGED = (
    OSError, SyntaxError, ValueError, EOFError, RuntimeError, struct.error,
    Image.DecompressionBombError,
)  # fmt: skip
"""What Pillow raises over files that are not as they should be."""
_LARGEST = {"residual": 0.1, "ratio": 8.0}
"""Of any number in an array; a file that says more was tampered with."""
_MOST_TOLD = 256 * 1024
"""Bytes of the recipe and what stands beside it."""
_QUALITY = 95
_CHANNELS = (slice(3), 3)
_SHEET: dict[str, type] = {
    "refs": np.int32, "shares": np.float32, "offsets": np.float32, "uvs": np.float32,
    "triangles": np.int32,
}  # fmt: skip
"""Arrays of `HairPhoto`, all small."""
_MOST_POINTS, _MOST_TRIANGLES = 50_000, 100_000
_MODEL_FIELDS = dataclasses.fields(ModelUse)
_MOST_MODELS, _LONGEST = 32, 300


def pack_likeness(likeness: Likeness) -> bytes:
    """A safetensors file; equal likenesses give equal bytes.

    Colours are JPEG (quality 95, full chroma) and alphas PNG, residual and ratio are 16-bit floats
    (a residual of 10 mm is off by 4 micrometres at most): what is built must be built from
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
        arrays |= _packed_picture("skin", likeness.skin)
    if likeness.hair is not None:
        arrays |= _packed_picture("hair", likeness.hair.picture)
        for name, kind in _SHEET.items():
            arrays[f"hair_{name}"] = np.ascontiguousarray(getattr(likeness.hair, name), kind)
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
        if arrays["about"].nbytes > _MOST_TOLD:
            raise _broken("tells too much")
        about = json.loads(arrays["about"].tobytes())
    except (SafetensorError, KeyError, ValueError, TypeError, RecursionError) as error:
        raise _broken("cannot be read") from error
    if not isinstance(about, Mapping) or about.get("schema") != SCHEMA:
        raise _broken("is of another version")
    return Likeness(
        person=Person.from_json(about.get("person")),
        residual=_floats(arrays, "residual", (VERTEX_COUNT, 3)),
        skin=_skin(arrays),
        hair=_hair(arrays),
        ratio=_floats(arrays, "ratio", (BODY.stop, 3)),
        expression=_expression(about.get("expression")),
        models=_models(about.get("models")),
    )


def _packed_picture(name: str, image: UInt8[ndarray, "H W 4"]) -> dict[str, ndarray]:
    color, alpha = (Image.fromarray(np.ascontiguousarray(image[..., c])) for c in _CHANNELS)
    return {
        f"{name}_color": _encoded(color, "JPEG", quality=_QUALITY, subsampling=0, optimize=True),
        f"{name}_alpha": _encoded(alpha, "PNG", compress_level=6),
    }


def _encoded(image: Image.Image, kind: str, **options: Any) -> UInt8[ndarray, "N"]:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return _bytes(buffer.getvalue())


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
    skin = _picture(arrays, "skin")
    if skin is not None and skin.shape[0] != skin.shape[1]:
        raise _broken("has a skin that is not square")
    return skin


def _hair(arrays: Mapping[str, ndarray]) -> HairPhoto | None:
    """The sheet of hair, checked: whatever it names must exist."""
    picture = _picture(arrays, "hair")
    if picture is None:
        return None
    found = {name: arrays.get(f"hair_{name}") for name in _SHEET}
    columns = {"refs": 4, "shares": 4, "offsets": 3, "uvs": 2, "triangles": 3}
    for name, values in found.items():
        rows = _MOST_TRIANGLES if name == "triangles" else _MOST_POINTS
        if (
            values is None
            or values.dtype != _SHEET[name]
            or values.shape[1:] != (columns[name],)
            or not 0 < len(values) <= rows
        ):
            raise _broken(f"has hair without good {name}")
    points = len(found["refs"])
    if any(len(found[name]) != points for name in ("shares", "offsets", "uvs")):
        raise _broken("has hair whose parts differ in length")
    limits = {"refs": (0, VERTEX_COUNT - 1), "triangles": (0, points - 1), "shares": (-0.5, 1.5),
              "offsets": (-1, 1), "uvs": (-0.5, 1.5)}  # fmt: skip
    for name, (low, high) in limits.items():
        if not ((found[name] >= low) & (found[name] <= high)).all():
            raise _broken(f"has hair with {name} beyond {low} to {high}")
        found[name].flags.writeable = False
    return HairPhoto(picture, **found)


def _picture(arrays: Mapping[str, ndarray], name: str) -> UInt8[ndarray, "H W 4"] | None:
    """Colour and alpha of one picture, checked; None when the file has neither."""
    names = (f"{name}_color", f"{name}_alpha")
    if not any(each in arrays for each in names):
        return None
    color, alpha = (
        _image(arrays.get(each), kind, mode)
        for each, kind, mode in zip(names, ("JPEG", "PNG"), ("RGB", "L"), strict=True)
    )
    if color.shape[:2] != alpha.shape:
        raise _broken(f"has a {name} whose colour and alpha differ in size")
    picture = np.dstack([color, alpha])
    picture.flags.writeable = False
    return picture


def _image(data: ndarray | None, kind: str, mode: str) -> UInt8[ndarray, "H W *C"]:
    """A picture of known format; its size is looked at before it is decoded."""
    if data is None or data.dtype != np.uint8 or data.ndim != 1:
        raise _broken("lacks a part of a picture")
    try:
        with Image.open(io.BytesIO(data.tobytes()), formats=[kind]) as image:
            if max(image.size) > _MAX_SIDE or image.mode != mode:
                raise _broken(f"has a picture of {image.size} {image.mode}")
            return np.asarray(image)
    except InputError:
        raise
    except _DAMAGED as error:
        raise _broken("has a picture that cannot be read") from error


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
            and all(
                len(value) <= _LONGEST and value.isprintable()
                for value in entry.values()
                if isinstance(value, str)
            )
            for entry in entries
        )
    )
    if not good:
        raise _broken("has a list of models that is none")
    return tuple(ModelUse(**entry) for entry in entries)


def _broken(what: str) -> InputError:
    return InputError(f"The likeness {what}; make the person from the photo again.")
