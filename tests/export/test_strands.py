"""Cut-out strands get a blended twin that costs no data."""

import dataclasses

from pygltflib import GLTF2

from facegen.export.glb import glb_bytes
from facegen.export.strands import with_soft_strands


def test_only_cut_out_strands_without_edges_are_doubled(small):
    names = [part.name for part in small.parts]
    assert [part.name for part in with_soft_strands(small).parts] == [*names, "hair_soft"]
    hair = small.part("hair")
    edge = dataclasses.replace(
        hair, name="hair_edge", material=dataclasses.replace(hair.material, alpha_mode="BLEND")
    )
    edged = small.replace(parts=(*small.parts, edge))
    assert with_soft_strands(edged) == edged
    cloth = dataclasses.replace(hair, material=dataclasses.replace(hair.material, anisotropy=0.0))
    clothed = small.replace(parts=(*small.parts[:3], cloth))
    assert with_soft_strands(clothed) == clothed


def test_the_twin_is_drawn_last_and_shares_everything(small):
    gltf = GLTF2.load_from_bytes(glb_bytes(small))
    hair, soft = gltf.meshes[-2].primitives[0], gltf.meshes[-1].primitives[0]
    assert (gltf.meshes[-2].name, gltf.meshes[-1].name) == ("hair", "hair_soft")
    assert vars(soft.attributes) == vars(hair.attributes) and soft.indices == hair.indices
    first, second = gltf.materials[hair.material], gltf.materials[soft.material]
    assert (first.alphaMode, second.alphaMode) == ("MASK", "BLEND")
    assert second.alphaCutoff is None or first.alphaCutoff == 0.4
    assert (
        first.pbrMetallicRoughness.baseColorTexture == second.pbrMetallicRoughness.baseColorTexture
    )
    assert gltf.scenes[0].nodes[-1] == len(gltf.nodes) - 1


def test_equal_arrays_are_stored_once(small):
    bare = small.replace(parts=small.parts[:3])
    twice = small.replace(
        parts=(*bare.parts, dataclasses.replace(bare.parts[0], name="again"))
    )  # fmt: skip
    one, two = (len(GLTF2.load_from_bytes(glb_bytes(a)).binary_blob()) for a in (bare, twice))
    assert one == two
