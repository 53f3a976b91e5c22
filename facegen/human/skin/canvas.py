"""The atlas as a canvas: what is known of each texel before painting, at any size."""

from __future__ import annotations

import dataclasses
import functools
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np
from jaxtyping import Bool, Float32, Int32, UInt8
from numpy import ndarray

from facegen.errors import SetupError
from facegen.human.person import Shape
from facegen.human.skin.raster import owners
from facegen.setup.sources import assets_dir

AtlasName = Literal["head", "body"]
LIP_RINGS = 16.0
EYE_RINGS = 16.0
BORDER_RINGS = 4.0
"""Ring fields saturate at this many edge loops from the lips, the lids, the neck's border."""
GUTTER = 25
"""Width of the painted border, in texels of the packed fields (1024 head, 512 body), times two."""
ZONE_STEP = 1 / 127
"""Zone maps are int8; 127 is a pigment difference of 1."""
ZONE_AGES = {"young": 22.0, "middleage": 45.0, "old": 70.0}


@dataclass(frozen=True)
class Canvas:
    """Fields per texel. Positions are of the unshaped base mesh, in millimetres, so that a pattern
    stays where it is while the face is sculpted."""

    name: AtlasName
    size: int
    position: Float32[ndarray, "S S 3"]
    lip: Float32[ndarray, "S S"]
    """Edge loops from the slit between the lips, negative inside; the red ends near 7."""
    eye: Float32[ndarray, "S S"]
    """Edge loops from the nearer lid's rim, negative behind it."""
    border: Float32[ndarray, "S S"]
    """Edge loops from the border between head and body atlas."""
    occlusion: UInt8[ndarray, "S S"]
    covered: Bool[ndarray, "S S"]
    active: Bool[ndarray, "S S"]
    """Covered, or within the gutter that filtering and mip levels reach: what is painted."""
    texel_mm: float
    """Typical width of a texel; what is finer is not painted."""


TEXELS_PER_MM = {"head": 3.4 / 1024, "body": 0.62 / 1024}
"""Per texel of atlas size; the face's and the torso's means."""


@functools.cache
def _load(name: str) -> ndarray:
    path = assets_dir() / "skins" / f"{name}.npy"
    if not path.exists():
        raise SetupError("The skins are not built yet: run `python -m facegen.setup`.")
    return np.load(path, mmap_mode="r")


@functools.cache
def _names() -> dict:
    path = assets_dir() / "skins" / "names.json"
    if not path.exists():
        raise SetupError("The skins are not built yet: run `python -m facegen.setup`.")
    return json.loads(path.read_text())


def _enlarge(field: ndarray, size: int, how: int = cv2.INTER_CUBIC) -> ndarray:
    """To `size` x `size`, texel areas aligned."""
    if len(field) > size:
        how = cv2.INTER_LINEAR
    return cv2.resize(field, (size, size), interpolation=how)


def make_canvas(name: AtlasName, size: int) -> Canvas:
    """Fields of one atlas at `size` texels square; `SetupError` before set-up."""
    low, high = (np.array(b, np.float32) for b in _names()["bounds"][name])
    position = _enlarge(np.array(_load(f"{name}_position"), np.float32), size)
    position *= (high - low) / 65535
    position += low
    rings = np.array(_load(f"{name}_rings"), np.float32) * np.float32(1 / 32767)
    rings = _enlarge(rings, size)
    covered = np.array(_load(f"{name}_covered"), np.uint8)
    gutter = cv2.dilate(covered, np.ones((GUTTER, GUTTER), np.uint8))
    return Canvas(
        name=name,
        size=size,
        position=position,
        lip=rings[..., 0] * np.float32(LIP_RINGS),
        eye=rings[..., 1] * np.float32(EYE_RINGS),
        border=rings[..., 2] * np.float32(BORDER_RINGS),
        occlusion=_enlarge(np.array(_load(f"{name}_occlusion")), size),
        covered=_enlarge(covered, size, cv2.INTER_LINEAR) > 0,
        active=_enlarge(gutter, size, cv2.INTER_LINEAR) > 0,
        texel_mm=1.0 / (TEXELS_PER_MM[name] * size),
    )


Check = Callable[[], None]
"""Called now and then during long work; may raise, or block while something quicker runs."""


def idle() -> None:
    """The `Check` that does nothing."""


_BAND_TEXELS = 1 << 18


def bands(canvas: Canvas, check: Check) -> Iterator[slice]:
    """Runs of rows that a kernel paints in about a tenth of a second; `check` between them.

    A job can so be cancelled, and make room for another thread, in the middle of a large atlas.
    """
    rows = max(1, _BAND_TEXELS // canvas.size)
    for start in range(0, canvas.size, rows):
        check()
        yield slice(start, start + rows)


def only_shown(
    canvas: Canvas, uvs: Float32[ndarray, "V 2"], triangles: Int32[ndarray, "F 3"]
) -> Canvas:
    """`canvas` with nothing to paint but `triangles` of its atlas and the gutter around them."""
    side = len(_load(f"{canvas.name}_covered"))
    spots = np.asarray(uvs, np.float64) * side - 0.5
    shown = owners(spots, np.ascontiguousarray(triangles, np.int32), side) >= 0
    near = cv2.dilate(shown.astype(np.uint8), np.ones((GUTTER, GUTTER), np.uint8))
    near = _enlarge(near, canvas.size, cv2.INTER_LINEAR) > 0
    return dataclasses.replace(canvas, active=canvas.active & near)


def facing(canvas: Canvas, least: float) -> Bool[ndarray, "S S"]:
    """Texels whose normal on the unshaped mesh has a share of at least `least` towards +Z."""
    step = max(1, canvas.size // 256)
    coarse = canvas.position[::step, ::step]
    across, down = np.gradient(coarse, axis=1), np.gradient(coarse, axis=0)
    normal = np.cross(down, across)
    share = normal[..., 2] / np.maximum(np.linalg.norm(normal, axis=2), 1e-9)
    seen = cv2.dilate((share >= least).astype(np.uint8), np.ones((5, 5), np.uint8))
    size = (canvas.size, canvas.size)
    return (cv2.resize(seen, size, interpolation=cv2.INTER_NEAREST) > 0) & canvas.active


def zone_map(shape: Shape) -> Float32[ndarray, "256 256 2"]:
    """Melanin and haemoglobin differences of the head, blended from the nearest painted skins."""
    total = np.zeros((256, 256, 2), np.float32)
    families = {f: getattr(shape, f) for f in ("african", "asian", "caucasian")}
    share = sum(families.values()) or 1.0
    stops = list(ZONE_AGES.values())
    at = np.interp(shape.age, stops, range(3))
    ages = {age: max(0.0, 1 - abs(at - i)) for i, age in enumerate(ZONE_AGES)}
    genders = {"female": 1 - shape.gender, "male": shape.gender}
    zones = _load("zones")
    for i, (age, family, gender) in enumerate(_names()["zones"]):
        weight = ages[age] * families[family] / share * genders[gender]
        if weight > 0:
            # Painted dark skins carry far more contrast than real ones.
            weight *= 0.5 if family == "african" else 1.0
            total += np.float32(weight * ZONE_STEP) * zones[i]
    return total
