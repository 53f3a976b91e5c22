"""A likeness as bytes: nothing is lost that shows, and nothing foreign gets in."""

from __future__ import annotations

import dataclasses
import io
import json
import struct
import zlib
from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image
from safetensors.numpy import load, save

from facegen.avatar import ModelUse
from facegen.errors import InputError
from facegen.human.likeness import HairPhoto, Likeness
from facegen.human.likeness_file import MAX_BYTES, pack_likeness, unpack_likeness
from facegen.human.person import Person, Skin
from facegen.human.topology import BODY, VERTEX_COUNT

SIDE = 64


@pytest.fixture(scope="module")
def likeness() -> Likeness:
    random = np.random.default_rng(3)
    across = np.linspace(0, 255, SIDE)
    skin = np.stack(np.broadcast_arrays(across, across[:, None], 90.0, across), axis=-1)
    return Likeness(
        Person(skin=Skin(melanin=0.37)),
        residual=random.normal(0, 2e-3, (VERTEX_COUNT, 3)).astype(np.float32),
        skin=skin.astype(np.uint8),
        ratio=random.normal(0, 0.3, (BODY.stop, 3)).astype(np.float32),
        hair=HairPhoto(
            picture=np.full((24, 40, 4), 120, np.uint8),
            refs=random.integers(0, VERTEX_COUNT, (5, 4)).astype(np.int32),
            shares=np.full((5, 4), 0.25, np.float32),
            offsets=random.normal(0, 0.02, (5, 3)).astype(np.float32),
            uvs=random.random((5, 2)).astype(np.float32),
            triangles=np.array([[0, 1, 2], [2, 3, 4]], np.int32),
        ),
        expression={"jawOpen": 0.25, "mouthSmileLeft": 0.5},
        models=(ModelUse("parser", "FaceParser", "MIT", commercial=False),),
    )


def test_everything_comes_back_as_close_as_can_be_seen(likeness: Likeness):
    again = unpack_likeness(pack_likeness(likeness))
    for name in ("person", "expression", "models"):
        assert getattr(again, name) == getattr(likeness, name)
    assert np.abs(again.residual - likeness.residual).max() < 8e-6
    assert np.abs(again.ratio - likeness.ratio).max() < 1e-3
    assert np.array_equal(again.skin[..., 3], likeness.skin[..., 3])
    assert np.abs(again.skin.astype(int) - likeness.skin)[..., :3].max() <= 4
    for field in dataclasses.fields(HairPhoto)[1:]:
        assert np.array_equal(getattr(again.hair, field.name), getattr(likeness.hair, field.name))
    assert np.abs(again.hair.picture.astype(int) - 120).max() <= 1
    assert [a.dtype for a in (again.residual, again.ratio, again.skin)] == ["f4", "f4", "u1"]


def test_equal_likenesses_give_equal_bytes_and_the_kept_one_is_a_fixed_point(likeness: Likeness):
    data = pack_likeness(likeness)
    assert pack_likeness(likeness) == data
    arrays, again = load(data), load(pack_likeness(unpack_likeness(data)))
    assert set(arrays) == set(again)
    for name in set(arrays) - {"skin_color", "hair_color"}:
        assert np.array_equal(arrays[name], again[name]), name


def test_what_is_not_there_stays_away():
    bare = Likeness(Person())
    assert unpack_likeness(pack_likeness(bare)) == bare


def test_arrays_cannot_be_written_to(likeness: Likeness):
    again = unpack_likeness(pack_likeness(likeness))
    for array in (again.residual, again.ratio, again.skin, again.hair.picture, again.hair.refs):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0


def picture(size: tuple[int, int], kind: str, mode: str) -> np.ndarray:
    buffer = io.BytesIO()
    Image.new(mode, size).save(buffer, kind)
    return np.frombuffer(buffer.getvalue(), np.uint8)


def about(**changes: object) -> np.ndarray:
    told = {"schema": 1, "person": Person().to_json(), "expression": {}, "models": []} | changes
    return np.frombuffer(json.dumps(told).encode(), np.uint8)


def damaged_png() -> np.ndarray:
    """A PNG whose density chunk is cut."""
    chunk = b"pHYs" + b"\0"
    packed = struct.pack(">I", 1) + chunk + struct.pack(">I", zlib.crc32(chunk))
    data = picture((SIDE, SIDE), "PNG", "L").tobytes()
    return np.frombuffer(data[:33] + packed + data[33:], np.uint8)


MODEL = dataclasses.asdict(ModelUse("parser", "FaceParser", "MIT"))
BAD: dict[str, Callable[[dict], dict]] = {
    "no words": lambda a: {k: v for k, v in a.items() if k != "about"},
    "no JSON": lambda a: a | {"about": np.frombuffer(b"{", np.uint8)},
    "deep JSON": lambda a: a | {"about": np.frombuffer(b"[" * 100_000, np.uint8)},
    "words as numbers": lambda a: a | {"about": np.zeros(3, np.float64)},
    "another version": lambda a: a | {"about": about(schema=2)},
    "no person": lambda a: a | {"about": about(person=None)},
    "unknown field": lambda a: a | {"about": about(person={"wings": 2})},
    "unknown face": lambda a: a | {"about": about(expression={"grin": 0.5})},
    "face beyond 1": lambda a: a | {"about": about(expression={"jawOpen": 1.5})},
    "face is NaN": lambda a: a | {"about": about(expression={"jawOpen": float("nan")})},
    "face is a list": lambda a: a | {"about": about(expression=["jawOpen"])},
    "models are one": lambda a: a | {"about": about(models={})},
    "a model is a word": lambda a: a | {"about": about(models=["dlib"])},
    "a model lacks its licence": lambda a: a | {"about": about(models=[{"name": "dlib"}])},
    "a model's licence is a number": lambda a: (
        a | {"about": about(models=[MODEL | {"license": 1}])}
    ),
    "a model's credit has lines": lambda a: (
        a | {"about": about(models=[MODEL | {"attribution": "a\nelement vertex 5"}])}
    ),
    "a model's credit is no text": lambda a: (
        a | {"about": about(models=[MODEL | {"attribution": "\ud800"}])}
    ),
    "an age without end": lambda a: a | {"about": about(person={"shape": {"age": 10**400}})},
    "a slider of no text": lambda a: (
        a | {"about": about(person={"shape": {"local": {"\ud800": 0.5}}})}
    ),
    "words without end": lambda a: a | {"about": np.full(300_000, 32, np.uint8)},
    "alpha with a damaged chunk": lambda a: a | {"skin_alpha": damaged_png()},
    "a model's name is a book": lambda a: (
        a | {"about": about(models=[MODEL | {"name": "a" * 400}])}
    ),
    "short residual": lambda a: a | {"residual": a["residual"][:-1]},
    "wide residual": lambda a: a | {"residual": a["residual"].astype(np.float32)},
    "endless residual": lambda a: a | {"residual": np.full_like(a["residual"], np.inf)},
    "residual is NaN": lambda a: a | {"residual": np.full_like(a["residual"], np.nan)},
    "large residual": lambda a: a | {"residual": np.full_like(a["residual"], 0.2)},
    "ratio is NaN": lambda a: a | {"ratio": np.full_like(a["ratio"], np.nan)},
    "no alpha": lambda a: {k: v for k, v in a.items() if k != "skin_alpha"},
    "no colour": lambda a: {k: v for k, v in a.items() if k != "skin_color"},
    "skin is noise": lambda a: a | {"skin_color": np.arange(200, dtype=np.uint8)},
    "cut skin": lambda a: a | {"skin_color": a["skin_color"][:300]},
    "skin of another kind": lambda a: a | {"skin_color": picture((SIDE, SIDE), "PNG", "RGB")},
    "grey skin": lambda a: a | {"skin_color": picture((SIDE, SIDE), "JPEG", "L")},
    "sizes differ": lambda a: a | {"skin_alpha": picture((8, 8), "PNG", "L")},
    "huge skin": lambda a: a | {"skin_alpha": picture((5000, 4), "PNG", "L")},
    "hair without points": lambda a: {k: v for k, v in a.items() if k != "hair_refs"},
    "hair on no vertex": lambda a: a | {"hair_refs": a["hair_refs"] + np.int32(VERTEX_COUNT)},
    "hair below the first": lambda a: a | {"hair_refs": a["hair_refs"] - np.int32(VERTEX_COUNT)},
    "hair of no points": lambda a: a | {"hair_triangles": a["hair_triangles"] + np.int32(3)},
    "hair is NaN": lambda a: a | {"hair_offsets": a["hair_offsets"] * np.float32("nan")},
    "short hair": lambda a: a | {"hair_uvs": a["hair_uvs"][:-1]},
    "wide hair": lambda a: a | {"hair_shares": a["hair_shares"][:, :3].copy()},
    "hair of doubles": lambda a: a | {"hair_shares": a["hair_shares"].astype(np.float64)},
    "no hair at all": lambda a: a | {"hair_triangles": a["hair_triangles"][:0]},
    "endless hair": lambda a: a | {"hair_triangles": np.zeros((200_000, 3), np.int32)},
    "wide skin": lambda a: (
        a
        | {"skin_alpha": picture((8, 4), "PNG", "L"), "skin_color": picture((8, 4), "JPEG", "RGB")}
    ),
}


@pytest.mark.parametrize("how", BAD)
def test_what_was_tampered_with_is_refused(likeness: Likeness, how: str):
    with pytest.raises(InputError):
        unpack_likeness(save(BAD[how](load(pack_likeness(likeness)))))


@pytest.mark.parametrize("data", [b"", b"\0" * 64, b"\xff" * 64, b"{}", b"\0" * (MAX_BYTES + 1)])
def test_what_is_no_likeness_is_refused(data: bytes):
    with pytest.raises(InputError):
        unpack_likeness(data)


def test_names_that_are_repeated_without_end_count_once():
    told = Person().to_json()
    told["skin"]["scars"] = ["chin"] * 100_000
    assert Person.from_json(told).skin.scars == ("chin",)
