"""The OBJ opens elsewhere with the same shape, UVs and textures."""

import dataclasses
import zipfile
from pathlib import Path

import numpy as np
import pytest
import trimesh
from PIL import Image

from facegen.avatar import Avatar, morphed_vertices
from facegen.export.obj import write_obj


def unpack(avatar: Avatar, folder: Path, **options: bool) -> Path:
    """The OBJ file of `avatar`, with what belongs to it, unpacked into `folder`."""
    with zipfile.ZipFile(write_obj(avatar, folder / "avatar.zip", **options)) as archive:
        archive.extractall(folder)
    return folder / "avatar.obj"


def parse(path: Path) -> dict[str, dict[str, np.ndarray]]:
    """Object name -> its `v`, `vt`, `vn` and `f` lines as numbers: a slow reader of our own."""
    found: dict[str, dict[str, list]] = {}
    rows: dict[str, list] = {}
    for line in path.read_text().splitlines():
        key, _, rest = line.partition(" ")
        if key == "o":
            rows = found.setdefault(rest, {"v": [], "vt": [], "vn": [], "f": []})
        elif key == "f":
            corners = [[int(i) for i in corner.split("/")] for corner in rest.split()]
            assert all(len(set(corner)) == 1 for corner in corners)
            rows["f"].append([corner[0] for corner in corners])
        elif key in ("v", "vt", "vn"):
            rows[key].append([float(x) for x in rest.split()])
    return {name: {k: np.array(v) for k, v in r.items()} for name, r in found.items()}


def test_each_part_comes_back(small, tmp_path):
    parts = parse(unpack(small, tmp_path, worn=False))
    assert list(parts) == [part.name for part in small.parts]
    first = 1
    for part in small.parts:
        read = parts[part.name]
        np.testing.assert_allclose(read["v"], part.vertices, atol=1e-6)
        np.testing.assert_allclose(read["vn"], part.normals, atol=1e-4)
        np.testing.assert_allclose(read["vt"], part.uvs * [1, -1] + [0, 1], atol=1e-6)
        np.testing.assert_array_equal(read["f"] - first, part.triangles)
        first += len(part.vertices)


def test_the_worn_expression_and_pose_are_baked(small, tmp_path):
    turned = small.replace(pose={"Head": (0.0, np.sin(np.pi / 4), 0.0, np.cos(np.pi / 4))})
    (tmp_path / "worn").mkdir()
    (tmp_path / "turned").mkdir()
    worn = parse(unpack(small, tmp_path / "worn"))
    opened = morphed_vertices(small.part("skin"), small.expression)
    assert np.abs(opened - small.part("skin").vertices).max() > 0.005
    np.testing.assert_allclose(worn["skin"]["v"], opened, atol=1e-6)
    # The eye hangs on the head's joint, a quarter turn to the person's left.
    eye = parse(unpack(turned, tmp_path / "turned"))["eye_left"]["v"]
    x, y, z = (small.part("eye_left").vertices).T
    np.testing.assert_allclose(eye, np.stack([z, y, -x], axis=1), atol=1e-5)


def test_trimesh_opens_it_with_textures(real, tmp_path):
    avatar = real("bust")
    scene = trimesh.load(unpack(avatar, tmp_path), split_groups=True)
    found = {name.split("_", 1)[0]: mesh for name, mesh in scene.geometry.items()}
    assert len(scene.geometry) == len(avatar.parts)
    assert sum(len(mesh.faces) for mesh in scene.geometry.values()) == sum(
        len(part.triangles) for part in avatar.parts
    )
    head = found["head"]
    assert len(head.faces) == len(avatar.part("head").triangles)
    assert head.visual.uv.min() >= 0 and head.visual.uv.max() <= 1
    assert head.visual.material.image.size == avatar.part("head").material.base_color.shape[:2]
    np.testing.assert_allclose(head.bounds[1][1], avatar.part("head").vertices[:, 1].max())


def test_every_texture_that_is_named_is_there_and_no_other(real, tmp_path):
    unpack(real("bust"), tmp_path)
    lines = (tmp_path / "avatar.mtl").read_text().splitlines()
    named = {line.split()[-1] for line in lines if line.startswith(("map_", "norm "))}
    assert named == {f"textures/{p.name}" for p in (tmp_path / "textures").iterdir()}
    for name in named:
        with Image.open(tmp_path / name) as image:
            image.verify()
    materials = {line.split()[1] for line in lines if line.startswith("newmtl ")}
    used = {
        line.split()[1]
        for line in (tmp_path / "avatar.obj").read_text().splitlines()
        if line.startswith("usemtl ")
    }
    assert materials == used
    assert any(line.startswith("map_Pr textures/head_skin") for line in lines)


def test_maps_come_apart_as_mtl_wants_them(small, tmp_path):
    unpack(small, tmp_path)
    skin, hair = small.part("skin").material, small.part("hair").material
    rough = np.asarray(Image.open(tmp_path / "textures" / "skin_roughness.png"))
    np.testing.assert_array_equal(rough, np.rint(skin.orm[..., 1] * skin.roughness))
    # Metalness is nought everywhere: a number, no map.
    text = (tmp_path / "avatar.mtl").read_text()
    assert "map_Pm" not in text and text.count("Pm 0.0000") == 3
    opacity = np.asarray(Image.open(tmp_path / "textures" / "hair_opacity.png"))
    for channel in range(4):
        np.testing.assert_array_equal(opacity[..., channel], hair.base_color[..., 3])


def test_hostile_names_stay_names(small, tmp_path):
    part = small.parts[0]
    material = dataclasses.replace(part.material, name="../../etc/passwd\nnewmtl x")
    named = dataclasses.replace(part, name="a b\nf 1/1/1", material=material)
    path = unpack(small.replace(parts=(named, *small.parts[1:])), tmp_path)
    assert next(iter(parse(path))) == "a_b_f_1_1_1"
    assert "\nnewmtl _etc_passwd_newmtl_x\n" in (tmp_path / "avatar.mtl").read_text()


def test_two_materials_of_one_name_stay_two(small, tmp_path):
    other = dataclasses.replace(small.parts[1].material, base_color_factor=(1.0, 0.0, 0.0, 1.0))
    eye = dataclasses.replace(small.parts[2], material=other)
    unpack(small.replace(parts=(*small.parts[:2], eye, small.parts[3])), tmp_path)
    text = (tmp_path / "avatar.mtl").read_text()
    assert text.count("newmtl eye\n") == 1 and "newmtl eye_eye_right\n" in text


def test_a_broken_write_leaves_nothing(small, tmp_path):
    def stop() -> None:
        raise KeyError("stopped")

    with pytest.raises(KeyError):
        write_obj(small, tmp_path / "avatar.zip", watch=stop)
    assert list(tmp_path.iterdir()) == []
