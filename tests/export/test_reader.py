"""Recipes come back from our files; anything else is refused in a sentence."""

import dataclasses
import json
import os
import struct

import pytest

from facegen.avatar import Provenance
from facegen.errors import InputError
from facegen.export import reader
from facegen.export.glb import write_glb
from facegen.export.reader import read_recipe
from facegen.human.person import Person


def _glb(document: object, version: int = 2) -> bytes:
    text = document if isinstance(document, bytes) else json.dumps(document).encode()
    text += b" " * (-len(text) % 4)
    header = struct.pack("<4sII", b"glTF", version, 20 + len(text))
    return header + struct.pack("<I4s", len(text), b"JSON") + text


def _marked(**changes: object) -> dict:
    mark = {"facegen": {"recipe": Person().to_json()}}
    return {"asset": {"version": "2.0", "extras": mark}, **changes}


def test_the_person_is_rebuilt_from_the_file(small, small_glb):
    person = Person.from_json(read_recipe(small_glb))
    assert person == Person.from_json(small.provenance.recipe)
    assert person.hair.style == "bun"


def test_a_hand_made_file_is_read(tmp_path):
    path = tmp_path / "a.glb"
    path.write_bytes(_glb(_marked()))
    assert Person.from_json(read_recipe(path)) == Person()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "not a GLB"),
        (b"PK\x03\x04 a zip file, say", "not a GLB"),
        (b"glTF\x02\x00", "cut off"),
        (_glb(_marked())[:-40], "cut off"),
        (_glb(_marked(), version=1), "version 1"),
        (_glb(b"{]"), "cannot be read"),
        (_glb(b"\xff\xfe{}"), "cannot be read"),
        (_glb(b"[" * 100_000), "cannot be read"),
        (_glb(b'{"a":' * 100 + b"1" + b"}" * 100), "deeper than 64"),
        (_glb(b'{"asset": NaN}'), "NaN"),
        (_glb([1]), "not an object"),
        (_glb({"asset": {"version": "2.0"}}), "not made by facegen"),
        (_glb({"asset": {"extras": {"facegen": [1]}}}), "not made by facegen"),
        (_glb({"asset": {"extras": {"facegen": {"recipe": {}}}}}), "holds no recipe"),
        (_glb(_marked(buffers=[{"uri": "file:///etc/passwd"}])), "point outside"),
        (_glb(_marked(images=[{"uri": "https://example.org/a.png"}])), "point outside"),
        (_glb(_marked(nodes=[{}] * 5000)), "nodes"),
        (_glb(_marked(nodes={"length": 1})), "nodes"),
    ],
)
def test_other_files_are_refused(tmp_path, data, words):
    path = tmp_path / "upload.glb"
    path.write_bytes(data)
    with pytest.raises(InputError, match=words) as refusal:
        read_recipe(path)
    assert str(refusal.value).endswith(".") and len(str(refusal.value)) < 200


def test_too_large_files_are_refused_without_being_read(tmp_path):
    path = tmp_path / "large.glb"
    path.write_bytes(b"glTF")
    os.truncate(path, reader.MAX_FILE_BYTES + 1)
    with pytest.raises(InputError, match="allowed are 64 MB"):
        read_recipe(path)


def test_a_huge_json_part_is_refused(tmp_path):
    path = tmp_path / "large.glb"
    size = reader.MAX_JSON_BYTES + 4
    path.write_bytes(struct.pack("<4sIII4s", b"glTF", 2, 20 + size, size, b"JSON"))
    os.truncate(path, 20 + size)
    with pytest.raises(InputError, match="allowed are 8 MB"):
        read_recipe(path)


def test_a_missing_file_is_a_sentence(tmp_path):
    with pytest.raises(InputError, match="cannot be opened"):
        read_recipe(tmp_path / "none.glb")


def test_an_avatar_without_recipe_says_so(small, tmp_path):
    bare = dataclasses.replace(small, provenance=Provenance("test"))
    with pytest.raises(InputError, match="holds no recipe"):
        read_recipe(write_glb(bare, tmp_path / "bare.glb"))
