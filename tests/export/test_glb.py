"""What is written can be read back equal, and Khronos' validator has nothing to say."""

import json
from pathlib import Path

import numpy as np
import pytest
import trimesh
from pygltflib import GLTF2

from facegen.avatar import MORPHS
from facegen.export import glb
from facegen.export.glb import glb_bytes, local_transforms, quantize_weights, write_glb
from facegen.export.materials import EncodedMaps
from facegen.export.reader import read_document, read_mark
from facegen.export.strands import with_soft_strands
from facegen.export.validate import validate_glb
from tests.export.decode import mesh_index, read_accessor, read_attribute
from tests.export.people import expected_weights, small_avatar


@pytest.mark.parametrize("body", ["small", "bust", "full"])
def test_validator_finds_no_error_and_no_warning(body, small_glb, real_glb):
    found = validate_glb(small_glb if body == "small" else real_glb(body))
    serious = [m for m in found["messages"] if m["severity"] < 2]
    assert (found["errors"], found["warnings"], serious) == (0, 0, [])


def test_the_validator_is_awake(small_glb, tmp_path):
    broken = small_glb.read_bytes().replace(b'"NORMAL"', b'"NORMAK"')
    (tmp_path / "broken.glb").write_bytes(broken)
    assert validate_glb(tmp_path / "broken.glb")["errors"] > 0


@pytest.mark.parametrize("body", ["small", "bust"])
def test_everything_reads_back_equal(body, small, small_glb, real, real_glb):
    avatar = small if body == "small" else real(body)
    gltf = GLTF2().load_binary(str(small_glb if body == "small" else real_glb(body)))
    parts = with_soft_strands(avatar).parts
    assert [mesh.name for mesh in gltf.meshes] == [part.name for part in parts]
    for part in parts:
        mesh = mesh_index(gltf, part.name)
        primitive = gltf.meshes[mesh].primitives[0]
        np.testing.assert_array_equal(read_attribute(gltf, mesh, "POSITION"), part.vertices)
        np.testing.assert_array_equal(read_attribute(gltf, mesh, "TEXCOORD_0"), part.uvs)
        np.testing.assert_allclose(read_attribute(gltf, mesh, "NORMAL"), part.normals, atol=2e-3)
        triangles = read_accessor(gltf, primitive.indices).reshape(-1, 3)
        np.testing.assert_array_equal(triangles[: len(part.triangles)], part.triangles)
        assert bool(primitive.targets) == bool(part.morphs)
        for name, target in zip(MORPHS, primitive.targets, strict=False):
            dense = np.zeros_like(part.vertices)
            if name in part.morphs:
                dense[part.morphs[name].indices] = part.morphs[name].deltas
            read = read_accessor(gltf, target["POSITION"])
            np.testing.assert_allclose(read, dense, atol=2e-4, err_msg=name)
            if np.linalg.norm(dense, axis=1).max(initial=0) > 2e-4:
                assert np.abs(read).max() > 0, name


def test_skin_weights_read_back(small, small_glb):
    gltf = GLTF2().load_binary(str(small_glb))
    part = small.part("skin")
    mesh = mesh_index(gltf, "skin")
    dense = np.zeros((len(part.vertices), len(small.skeleton.names)))
    np.add.at(dense, (np.arange(len(dense))[:, None], part.joints), part.weights)
    read = np.zeros_like(dense)
    joints = read_attribute(gltf, mesh, "JOINTS_0")
    weights = read_attribute(gltf, mesh, "WEIGHTS_0")
    np.add.at(read, (np.arange(len(read))[:, None], joints), weights)
    np.testing.assert_allclose(read, dense, atol=1e-5)
    assert (joints[weights == 0] == 0).all()


def test_weights_sum_exactly_and_repeated_joints_merge():
    joints = np.array([[3, 3, 5, 9], [1, 2, 3, 4]], np.uint16)
    weights = np.array([[0.25, 0.25, 0.5, 0.0], [1 / 3, 1 / 3, 1 / 3, 1e-9]], np.float32)
    slots, shares = quantize_weights(joints, weights)
    assert shares.astype(int).sum(axis=1).tolist() == [65_535, 65_535]
    assert sorted(zip(slots[0].tolist(), shares[0].tolist(), strict=True))[-2:] == [
        (3, 32_767),
        (5, 32_768),
    ] or sorted(zip(slots[0].tolist(), shares[0].tolist(), strict=True))[-2:] == [
        (3, 32_768),
        (5, 32_767),
    ]
    assert slots[1].tolist() == [1, 2, 3, 0] and shares[1, 3] == 0


def test_morph_names_stand_on_every_moving_mesh_in_one_order(small, small_glb):
    document = read_document(small_glb)
    moving = [m for m in document["meshes"] if "targets" in m["primitives"][0]]
    assert [m["name"] for m in moving] == [p.name for p in small.parts if p.morphs] == ["skin"]
    for mesh in moving:
        assert tuple(mesh["extras"]["targetNames"]) == MORPHS
        assert len(mesh["primitives"][0]["targets"]) == len(MORPHS) == 67
        assert mesh["weights"] == pytest.approx(expected_weights(small))


def test_joints_stand_where_the_skeleton_puts_them(small, small_glb):
    scene = trimesh.load(small_glb)
    for name, bind in zip(small.skeleton.names, small.skeleton.bind, strict=True):
        placed = scene.graph.get(name)[0]
        np.testing.assert_allclose(placed, bind, atol=1e-6, err_msg=name)
    gltf = GLTF2().load_binary(str(small_glb))
    inverse = read_accessor(gltf, gltf.skins[0].inverseBindMatrices).reshape(-1, 4, 4)
    product = inverse.transpose(0, 2, 1) @ small.skeleton.bind
    np.testing.assert_allclose(product, np.tile(np.eye(4), (len(product), 1, 1)), atol=1e-6)


def test_trimesh_sees_the_same_meshes(small, small_glb):
    scene = trimesh.load(small_glb, process=False)
    parts = with_soft_strands(small).parts
    assert set(scene.geometry) == {part.name for part in parts}
    for part in parts:
        mesh = scene.geometry[part.name]
        np.testing.assert_array_equal(mesh.vertices.astype(np.float32), part.vertices)
        np.testing.assert_array_equal(mesh.faces[: len(part.triangles)], part.triangles)


def test_strands_are_written_once_for_each_side(small, small_glb):
    scene = trimesh.load(small_glb, process=False)
    for part in small.parts:
        faces = scene.geometry[part.name].faces
        if part.name == "hair":
            count = len(part.triangles)
            np.testing.assert_array_equal(faces[count:], part.triangles[:, ::-1])
        else:
            assert len(faces) == len(part.triangles)


def test_the_scene_is_an_armature_with_the_meshes_at_its_root(small_glb):
    document = read_document(small_glb)
    scene = document["scenes"][document["scene"]]
    roots = [document["nodes"][i] for i in scene["nodes"]]
    assert scene["name"] == "Armature"
    assert sum("mesh" in node for node in roots) == len(document["meshes"])
    assert [n["name"] for n in roots if "mesh" not in n] == ["Hips"]


def test_a_pose_turns_the_joint_about_its_own_axes(small):
    half = np.sqrt(0.5)
    local = local_transforms(small.skeleton, {"LeftArm": (0.0, 0.0, half, half)})
    arm = small.skeleton.names.index("LeftArm")
    np.testing.assert_allclose(local[arm, :3, :3], [[0, -1, 0], [1, 0, 0], [0, 0, 1]], atol=1e-12)
    rest = local_transforms(small.skeleton, {})
    np.testing.assert_array_equal(np.delete(local, arm, 0), np.delete(rest, arm, 0))


def test_equal_avatars_give_equal_bytes():
    assert glb_bytes(small_avatar()) == glb_bytes(small_avatar())


def test_the_mark_tells_what_made_the_person(small, small_glb):
    mark = read_mark(small_glb)
    assert mark["synthetic"] is True
    assert (mark["pipeline"], mark["prompt"], mark["seed"]) == ("text_to_face", "", 7)
    assert mark["recipe"] == json.loads(json.dumps(small.provenance.recipe))
    asset = read_document(small_glb)["asset"]
    assert asset["generator"] == f"facegen {mark['version']}"
    assert "Glasses by punkduck." in asset["copyright"]


def test_the_idle_clip_blinks_breathes_and_loops(small, small_glb):
    gltf = GLTF2().load_binary(str(small_glb))
    (clip,) = gltf.animations
    assert clip.name == "idle"
    by_path = {}
    for channel in clip.channels:
        sampler = clip.samplers[channel.sampler]
        keys = read_accessor(gltf, sampler.input)[:, 0]
        assert (np.diff(keys) > 0).all() and (keys[0], keys[-1]) == (0.0, 8.0)
        values = read_accessor(gltf, sampler.output).reshape(len(keys), -1)
        np.testing.assert_allclose(values[0], values[-1], atol=1e-6)
        by_path.setdefault(channel.target.path, []).append(values)
    (weights,) = by_path["weights"]
    blink = weights[:, MORPHS.index("eyeBlinkLeft")]
    assert (blink.min(), blink.max()) == (0.0, 1.0)
    assert (weights[:, MORPHS.index("jawOpen")] == np.float32(0.2)).all()
    looks = weights[:, [MORPHS.index("eyeLookInLeft"), MORPHS.index("eyeLookOutRight")]]
    np.testing.assert_array_equal(looks[:, 0], looks[:, 1])
    assert 0.05 < looks.max() < 0.3
    for rotation in by_path["rotation"]:
        np.testing.assert_allclose(np.linalg.norm(rotation, axis=1), 1.0, atol=1e-6)
        angle = 2 * np.degrees(np.arccos(np.clip(np.abs(rotation @ rotation[0]), 0, 1)))
        assert 0.1 < angle.max() < 3.0


def test_materials_carry_what_the_avatar_says(small_glb):
    document = read_document(small_glb)
    skin, eye, hair, _ = document["materials"]
    assert set(document["extensionsUsed"]) == {
        "KHR_materials_specular",
        "KHR_materials_anisotropy",
    }
    assert (
        "alphaMode" not in skin
        and "specularTexture" in skin["extensions"]["KHR_materials_specular"]
    )
    assert (
        skin["occlusionTexture"]["index"]
        == (skin["pbrMetallicRoughness"]["metallicRoughnessTexture"]["index"])
    )
    assert eye["pbrMetallicRoughness"]["baseColorFactor"] == [0.1, 0.3, 0.8, 1.0]
    assert (hair["alphaMode"], hair["alphaCutoff"]) == ("MASK", 0.4)
    assert "doubleSided" not in hair
    # Strands reflect less and more roughly than our renderer's numbers, which mean fibres.
    assert hair["pbrMetallicRoughness"]["roughnessFactor"] > 0.5
    assert hair["extensions"]["KHR_materials_specular"]["specularFactor"] < 0.5
    assert hair["extensions"]["KHR_materials_anisotropy"] == {"anisotropyStrength": 0.6}
    kinds = {image["name"]: image["mimeType"] for image in document["images"]}
    assert kinds["skin_basecolor"] == kinds["skin_normal"] == "image/jpeg"
    assert kinds["hair_basecolor"] == kinds["skin_specular"] == "image/png"


def test_above_the_size_goal_morphs_become_16_bit(small, tmp_path, monkeypatch):
    monkeypatch.setattr(glb, "SIZE_GOAL", 0)
    path = write_glb(small, tmp_path / "short.glb")
    found = validate_glb(path)
    assert (found["errors"], found["warnings"]) == (0, 0)
    assert read_document(path)["extensionsRequired"] == ["KHR_mesh_quantization"]
    gltf = GLTF2().load_binary(str(path))
    part = small.part("skin")
    target = gltf.meshes[0].primitives[0].targets[MORPHS.index("jawOpen")]["POSITION"]
    dense = np.zeros_like(part.vertices)
    dense[part.morphs["jawOpen"].indices] = part.morphs["jawOpen"].deltas
    read = read_accessor(gltf, target) / 32_767
    np.testing.assert_allclose(read, dense, atol=1.6e-5)


def test_a_person_at_2k_keeps_the_size_goal(real, real_glb):
    """Geometry and morphs at any detail take at most 8 MB: 4 are left for the 2K maps."""
    document = read_document(real_glb("bust"))
    views = document["bufferViews"]
    images = sum(views[image["bufferView"]]["byteLength"] for image in document["images"])
    assert real_glb("bust").stat().st_size - images < 8_000_000
    assert "extensionsRequired" not in document


def test_smaller_maps_shrink_the_file(small, tmp_path):
    plain = write_glb(small, tmp_path / "plain.glb")
    tiny = write_glb(small, tmp_path / "tiny.glb", EncodedMaps(16))
    assert tiny.stat().st_size < plain.stat().st_size
    assert validate_glb(tiny)["errors"] == 0


def test_maps_encoded_ahead_change_nothing(small):
    maps = EncodedMaps()
    maps.add(part.material for part in small.parts[::-1])
    assert glb_bytes(small, maps) == glb_bytes(small)


def test_a_refused_write_leaves_the_old_file(small, tmp_path, monkeypatch):
    target = tmp_path / "avatar.glb"
    target.write_bytes(b"old")
    monkeypatch.setattr(Path, "write_bytes", _full_disk)
    with pytest.raises(RuntimeError, match=r"avatar.glb.*disk is full"):
        write_glb(small, target)
    monkeypatch.undo()
    assert target.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["avatar.glb"]


def _full_disk(*_):
    raise OSError(28, "No space left on device")
