"""The compressed GLB is smaller and has lost nothing that an avatar needs."""

import pytest

from facegen.avatar import MORPHS
from facegen.errors import SetupError
from facegen.export import node
from facegen.export.optimize import optimize_glb
from facegen.export.reader import read_document, read_recipe
from facegen.export.validate import validate_glb


def test_smaller_and_complete(real_glb, real_packed):
    plain, packed = real_glb("bust"), real_packed
    assert packed.stat().st_size < 0.5 * plain.stat().st_size
    before, after = read_document(plain), read_document(packed)
    assert {n["name"] for n in before["nodes"]} == {n["name"] for n in after["nodes"]}
    assert len(after["skins"][0]["joints"]) == len(before["skins"][0]["joints"])
    assert after["scenes"][0]["name"] == "Armature"
    assert [a["name"] for a in after["animations"]] == ["idle"]
    names = [tuple(m["extras"]["targetNames"]) for m in after["meshes"] if "extras" in m]
    assert names == [MORPHS] * sum("extras" in m for m in before["meshes"])
    assert read_recipe(packed) == read_recipe(plain)
    assert after["asset"]["copyright"] == before["asset"]["copyright"]
    assert {"EXT_meshopt_compression", "EXT_texture_webp"} <= set(after["extensionsUsed"])
    assert (validate_glb(packed)["errors"], validate_glb(packed)["warnings"]) == (0, 0)


def test_without_the_tool_the_message_says_what_to_do(small_glb, tmp_path, monkeypatch):
    monkeypatch.setattr(node, "ROOT", tmp_path)
    with pytest.raises(SetupError, match="make run"):
        optimize_glb(small_glb, tmp_path / "packed.glb")
    assert list(tmp_path.iterdir()) == []


def test_a_broken_file_leaves_nothing(tmp_path):
    (tmp_path / "broken.glb").write_bytes(b"glTF, or so it says")
    with pytest.raises(RuntimeError, match="node ended with 1"):
        optimize_glb(tmp_path / "broken.glb", tmp_path / "packed.glb")
    assert [p.name for p in tmp_path.iterdir()] == ["broken.glb"]
