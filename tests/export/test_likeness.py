"""A likeness inside exported files: it comes back byte by byte, and a bent file is refused."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pygltflib import GLTF2

from facegen.avatar import MORPHS, Avatar
from facegen.errors import InputError
from facegen.export import reader
from facegen.export.container import enclose, join, split
from facegen.export.glb import write_glb
from facegen.export.optimize import optimize_glb
from facegen.export.reader import read_document, read_likeness, read_recipe
from facegen.export.validate import validate_glb
from facegen.export.vrm import write_vrm
from facegen.human.likeness import Likeness
from facegen.human.likeness_file import pack_likeness
from facegen.human.person import Person
from tests.export.decode import read_accessor

LOOK = {"jawOpen": 0.3, "mouthSmileLeft": 0.6}


@pytest.fixture(scope="module")
def data() -> bytes:
    skin = np.full((32, 32, 4), 200, np.uint8)
    return pack_likeness(Likeness(Person(), skin=skin, expression=LOOK))


@pytest.fixture(scope="module")
def alike(small: Avatar, data: bytes) -> Avatar:
    source = dataclasses.replace(small.provenance, likeness=data)
    return small.replace(provenance=source, expression={}, looks={"photo": LOOK})


def test_every_file_of_the_person_holds_it(alike: Avatar, data: bytes, tmp_path: Path):
    glb = write_glb(alike, tmp_path / "avatar.glb")
    packed = optimize_glb(glb, tmp_path / "small.glb")
    for path in (glb, packed):
        assert read_likeness(path) == data
        assert Person.from_json(read_recipe(path)).to_json() == alike.provenance.recipe
        found = validate_glb(path)
        assert (found["errors"], found["warnings"]) == (0, 0)
    again = read_document(packed)
    assert [a["name"] for a in again["animations"]] == ["photo", "idle"]
    assert "EXT_meshopt_compression" in again["extensionsUsed"]


def test_a_vrm_holds_it(real: Any, data: bytes, tmp_path: Path):
    avatar = real("bust")
    source = dataclasses.replace(avatar.provenance, likeness=data)
    thumb = np.zeros((16, 16, 3), np.uint8)
    path = write_vrm(avatar.replace(provenance=source), tmp_path / "a.vrm", thumb)
    assert read_likeness(path) == data and validate_glb(path)["errors"] == 0


def test_without_one_there_is_none(small_glb: Path):
    assert read_likeness(small_glb) is None


def test_recipe_and_likeness_are_read_at_one_go(
    alike: Avatar, data: bytes, small_glb: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path = write_glb(alike, tmp_path / "avatar.glb")
    expected = [(read_recipe(path), data), (read_recipe(small_glb), None)]
    times, read = [], reader.read_document
    monkeypatch.setattr(reader, "read_document", lambda p: times.append(p) or read(p))
    assert [reader.read_saved(path), reader.read_saved(small_glb)] == expected
    assert times == [path, small_glb]


def test_the_photos_face_is_the_first_clip_and_the_avatar_rests(alike: Avatar, tmp_path: Path):
    gltf = GLTF2().load(str(write_glb(alike, tmp_path / "avatar.glb")))
    assert [clip.name for clip in gltf.animations] == ["photo", "idle"]
    weights = {}
    for clip in gltf.animations:
        channel = next(c for c in clip.channels if c.target.path == "weights")
        values = read_accessor(gltf, clip.samplers[channel.sampler].output)
        weights[clip.name] = values.reshape(-1, len(MORPHS))
    for name, weight in LOOK.items():
        column = MORPHS.index(name)
        assert np.allclose(weights["photo"][:, column], weight)
        assert not weights["idle"][:, column].any()
    assert not any(weight for mesh in gltf.meshes for weight in mesh.weights or ())


@pytest.mark.parametrize(
    "bend",
    [
        lambda d: d["asset"]["extras"]["facegen"].update(likeness=10**6),
        lambda d: d["asset"]["extras"]["facegen"].update(likeness=-1),
        lambda d: d["asset"]["extras"]["facegen"].update(likeness="1"),
        lambda d: d["bufferViews"][-1].update(byteLength=10**9),
        lambda d: d["bufferViews"][-1].update(byteOffset=10**9),
        lambda d: d["bufferViews"][-1].update(byteOffset=-4),
        lambda d: d["bufferViews"][-1].update(byteLength=0),
        lambda d: d["bufferViews"][-1].update(byteLength=1.5),
        lambda d: d["bufferViews"][-1].update(buffer=1),
        lambda d: d.update(bufferViews={}),
        lambda d: d.update(bufferViews=[*d["bufferViews"][:-1], 7]),
    ],
)
def test_a_bent_file_is_refused(alike: Avatar, tmp_path: Path, bend: Any):
    path = write_glb(alike, tmp_path / "avatar.glb")
    document, blob = split(path.read_bytes())
    bend(document)
    path.write_bytes(join(document, blob))
    with pytest.raises(InputError, match="likeness"):
        read_likeness(path)


def test_a_file_without_its_binary_part_is_refused(alike: Avatar, tmp_path: Path):
    path = write_glb(alike, tmp_path / "avatar.glb")
    whole = path.read_bytes()
    _, blob = split(whole)
    for cut in (len(blob), len(blob) + 8):
        path.write_bytes(whole[: len(whole) - cut])
        with pytest.raises(InputError):
            read_likeness(path)


def test_the_container_comes_apart_as_it_was_put_together():
    document = {"asset": {"extras": {"facegen": {"likeness": 9}}}, "buffers": [{"byteLength": 6}]}
    blob = enclose(document, b"abcdef", b"12345")
    assert document["asset"]["extras"]["facegen"] == {"likeness": 0}
    assert document["bufferViews"] == [{"buffer": 0, "byteOffset": 8, "byteLength": 5}]
    assert blob == b"abcdef\0\x0012345\0\0\0" and document["buffers"][0]["byteLength"] == len(blob)
    assert split(join(document, blob)) == (document, blob)
    assert enclose(document, blob, None) == blob and "likeness" not in str(document["asset"])
