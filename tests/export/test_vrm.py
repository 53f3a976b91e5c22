"""The VRM says what VRM 1.0 asks for, and its T-pose is one."""

import dataclasses

import numpy as np
import pytest
from pygltflib import GLTF2

from facegen.avatar import ARKIT, MORPHS, Avatar, ModelUse
from facegen.export.licence import judge
from facegen.export.mark import NOTICE
from facegen.export.reader import read_document, read_recipe
from facegen.export.tpose import t_pose
from facegen.export.validate import validate_glb
from facegen.export.vrm import HUMAN_BONES, human_bones, vrm_bytes, write_vrm
from facegen.human.person import Person
from tests.export.people import thumbnail

PRESETS = {
    "happy", "angry", "sad", "relaxed", "surprised", "aa", "ih", "ou", "ee", "oh", "blink",
    "blinkLeft", "blinkRight", "lookUp", "lookDown", "lookLeft", "lookRight", "neutral",
}  # fmt: skip
META = {
    "name": str, "version": str, "authors": list, "copyrightInformation": str,
    "thirdPartyLicenses": str, "thumbnailImage": int, "licenseUrl": str, "avatarPermission": str,
    "allowExcessivelyViolentUsage": bool, "allowExcessivelySexualUsage": bool,
    "allowPoliticalOrReligiousUsage": bool, "allowAntisocialOrHateUsage": bool,
    "commercialUsage": str, "creditNotation": str, "allowRedistribution": bool,
    "modification": str,
}  # fmt: skip
"""The schema's fields that we write, with their types."""


@pytest.fixture(scope="module")
def smiling(real) -> Avatar:
    """The real bust with a smile, asked for in words."""
    bust = real("bust")
    source = dataclasses.replace(bust.provenance, prompt="a  smiling\nwoman", seed=7)
    return bust.replace(provenance=source, expression={"mouthSmileLeft": 0.5})


@pytest.fixture(scope="module")
def path(smiling, tmp_path_factory):
    """It as a file."""
    return write_vrm(smiling, tmp_path_factory.mktemp("vrm") / "avatar.vrm", thumbnail())


@pytest.fixture(scope="module")
def document(path) -> dict:
    """Its JSON."""
    return read_document(path)


@pytest.fixture(scope="module")
def vrm(document) -> dict:
    """The VRM part of it."""
    return document["extensions"]["VRMC_vrm"]


def test_it_is_a_valid_gltf_with_the_extension(path, document, vrm):
    assert validate_glb(path)["errors"] == 0
    assert "VRMC_vrm" in document["extensionsUsed"]
    assert set(document.get("extensionsRequired", [])) == set()
    assert vrm["specVersion"] == "1.0"
    assert document.get("animations", []) == []


def test_the_person_is_rebuilt_from_it(path, smiling):
    recipe = Person.from_json(read_recipe(path))
    assert recipe == Person.from_json(smiling.provenance.recipe)


def test_meta_has_what_the_schema_asks_for(document, vrm):
    meta = vrm["meta"]
    assert {name: type(value) for name, value in meta.items()} == META
    assert meta["name"] == "a smiling woman"
    assert meta["authors"] and all(meta["authors"])
    assert meta["licenseUrl"] == "https://vrm.dev/licenses/1.0/"
    assert meta["copyrightInformation"].startswith(NOTICE)
    assert (meta["commercialUsage"], meta["creditNotation"]) == ("corporation", "unnecessary")
    image = document["images"][meta["thumbnailImage"]]
    assert image["name"] == "thumbnail" and image["mimeType"] == "image/jpeg"


def test_what_models_forbid_reaches_the_file(small, real, tmp_path):
    models = (
        ModelUse("parser", "FaceParser", "CelebAMask-HQ", commercial=False),
        ModelUse("glasses", "accessory", "CC-BY-3.0", attribution="Glasses by punkduck."),
    )
    bust = real("bust")
    source = dataclasses.replace(bust.provenance, models=models)
    path = write_vrm(bust.replace(provenance=source), tmp_path / "a.vrm", thumbnail())
    meta = read_document(path)["extensions"]["VRMC_vrm"]["meta"]
    assert (meta["commercialUsage"], meta["creditNotation"]) == ("personalNonProfit", "required")
    assert "Glasses by punkduck." in meta["copyrightInformation"]
    assert judge(models, "").text in meta["thirdPartyLicenses"]


def test_bones_are_the_joints_they_should_be(document, vrm, smiling):
    bones = vrm["humanoid"]["humanBones"]
    assert set(bones) == set(HUMAN_BONES) and len(bones) == 54
    names = {bone: document["nodes"][entry["node"]]["name"] for bone, entry in bones.items()}
    assert names == dict(HUMAN_BONES)
    assert len({entry["node"] for entry in bones.values()}) == len(bones)
    assert names["rightLittleIntermediate"] == "RightHandPinky2"
    assert names["leftThumbMetacarpal"] == "LeftHandThumb1"
    # VRM fixes who hangs on whom; a joint may lie between.
    parents = dict(zip(smiling.skeleton.names, smiling.skeleton.parents, strict=True))
    for child, parent in (("leftHand", "leftLowerArm"), ("head", "neck"), ("chest", "spine"),
                          ("rightToes", "rightFoot"), ("leftUpperLeg", "hips")):  # fmt: skip
        assert smiling.skeleton.names[parents[names[child]]] == names[parent]


def test_a_skeleton_without_legs_is_no_humanoid(small):
    with pytest.raises(ValueError, match="leftUpperLeg"):
        human_bones(small.skeleton)


def _world(local: np.ndarray, parents: tuple[int, ...]) -> np.ndarray:
    world = local.copy()
    for joint, parent in enumerate(parents):
        if parent >= 0:
            world[joint] = world[parent] @ local[joint]
    return world


def test_the_rest_pose_is_a_t(real):
    skeleton = real("full").skeleton
    world = _world(t_pose(skeleton), skeleton.parents)
    place = dict(zip(skeleton.names, world[:, :3, 3], strict=True))
    for side, sign in (("Left", 1), ("Right", -1)):
        chain = ["Arm", "ForeArm", "Hand", "HandMiddle1", "HandMiddle2", "HandMiddle3"]
        steps = np.diff([place[side + limb] for limb in chain], axis=0)
        along = steps / np.linalg.norm(steps, axis=1, keepdims=True)
        np.testing.assert_allclose(along[[0, 1, 3, 4]], [[sign, 0, 0]] * 4, atol=1e-6)
        thumb = place[f"{side}HandThumb3"] - place[f"{side}HandThumb2"]
        np.testing.assert_allclose(
            thumb / np.linalg.norm(thumb), np.array([sign, 0, 1]) / np.sqrt(2), atol=1e-6
        )
        # Palms down: the thumb's side of the hand is in front, at the height of the other.
        across = place[f"{side}HandIndex1"] - place[f"{side}HandPinky1"]
        assert across[2] > 0.03 and abs(across[1]) < 0.35 * across[2]
        hip, ankle = place[f"{side}UpLeg"], place[f"{side}Foot"]
        np.testing.assert_allclose(hip[[0, 2]], ankle[[0, 2]], atol=1e-6)
        bind = skeleton.bind[skeleton.names.index(f"{side}Foot")]
        assert abs(ankle[1] - bind[1, 3]) < 1e-3
        toe = place[f"{side}ToeBase"] - ankle
        assert abs(toe[0]) < 0.01 and toe[2] > 0.05
    rigid = world[:, :3, :3]
    np.testing.assert_allclose(rigid @ rigid.transpose(0, 2, 1), np.tile(np.eye(3), (54, 1, 1)),
                               atol=1e-9)  # fmt: skip


def test_arms_that_come_down_again_have_their_shape(path, smiling):
    gltf = GLTF2().load_binary(str(path))
    skin = gltf.skins[0]
    view = gltf.bufferViews[gltf.accessors[skin.inverseBindMatrices].bufferView]
    data = np.frombuffer(gltf.binary_blob(), np.float32, 54 * 16, view.byteOffset)
    inverse = data.reshape(-1, 4, 4).transpose(0, 2, 1)
    np.testing.assert_allclose(
        inverse @ smiling.skeleton.bind, np.tile(np.eye(4), (54, 1, 1)), atol=1e-5
    )


def test_expressions_bind_moving_targets_of_mesh_nodes(document, vrm):
    preset, custom = vrm["expressions"]["preset"], vrm["expressions"]["custom"]
    assert set(preset) == PRESETS
    assert set(custom) == {name[0].upper() + name[1:] for name in ARKIT}
    for name, expression in {**preset, **custom}.items():
        assert expression["morphTargetBinds"], name
        for bind in expression["morphTargetBinds"]:
            mesh = document["meshes"][document["nodes"][bind["node"]]["mesh"]]
            target = mesh["primitives"][0]["targets"][bind["index"]]["POSITION"]
            accessor = document["accessors"][target]
            assert any(accessor["min"] + accessor["max"]), (name, mesh["name"])
            assert 0 < bind["weight"] <= 1
    head = [node["name"] for node in document["nodes"]].index("head")

    def weights(expression: dict) -> dict[str, float]:
        return {MORPHS[b["index"]]: b["weight"]
                for b in expression["morphTargetBinds"] if b["node"] == head}  # fmt: skip

    assert weights(preset["aa"]) == {"viseme_aa": 1}
    assert weights(preset["blink"]) == {"eyeBlinkLeft": 1, "eyeBlinkRight": 1}
    assert weights(preset["lookLeft"]) == {"eyeLookOutLeft": 1, "eyeLookInRight": 1}
    assert weights(preset["neutral"]) == {"mouthSmileLeft": 0.5}
    assert weights(custom["JawOpen"]) == {"jawOpen": 1}
    assert preset["surprised"]["overrideMouth"] == "blend"


def test_the_face_is_neutral_until_it_is_told(document):
    for mesh in document["meshes"]:
        assert not any(mesh.get("weights", []))


def test_gaze_ranges_are_the_angles_that_the_eyes_turn(vrm, smiling):
    gaze = vrm["lookAt"]
    assert gaze["type"] == "expression"
    eye = smiling.part("eye_left")
    morph = eye.morphs["eyeLookOutLeft"]
    centre = smiling.skeleton.bind[smiling.skeleton.names.index("LeftEye")][:3, 3]
    front = morph.indices[np.argmax(eye.vertices[morph.indices, 2])]
    before = eye.vertices[front] - centre
    after = before + morph.deltas[list(morph.indices).index(front)]
    turned = np.degrees(np.arctan2(after[0], after[2]) - np.arctan2(before[0], before[2]))
    assert gaze["rangeMapHorizontalOuter"]["inputMaxValue"] == pytest.approx(turned, abs=0.5)
    assert 15 < gaze["rangeMapVerticalUp"]["inputMaxValue"] < 35
    assert all(gaze[key]["outputScale"] == 1 for key in gaze if key.startswith("range"))
    x, y, z = gaze["offsetFromHeadBone"]
    assert abs(x) < 3e-3 and 0.03 < y < 0.15 and 0.03 < z < 0.15


def test_the_wearer_does_not_see_the_own_head(document, vrm):
    seen = {document["nodes"][a["node"]]["name"]: a["type"]
            for a in vrm["firstPerson"]["meshAnnotations"]}  # fmt: skip
    meshes = {node["name"] for node in document["nodes"] if "mesh" in node}
    assert set(seen) == meshes
    for name in ("head", "eye_left", "teeth", "hair", "brows"):
        assert seen[name] == "thirdPersonOnly"
    assert seen["outfit"] in ("auto", "both")


def test_equal_avatars_give_equal_bytes(smiling, path):
    assert vrm_bytes(smiling, thumbnail()) == path.read_bytes()
