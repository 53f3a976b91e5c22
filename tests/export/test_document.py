"""The quick writer of glTF documents says what pygltflib's own says."""

import json

from pygltflib import GLTF2, Attributes, Material, Mesh, Node, Primitive

from facegen.export.document import plain
from facegen.export.glb import assemble
from facegen.export.materials import EncodedMaps
from facegen.export.strands import with_soft_strands


def _same(gltf: GLTF2) -> bool:
    return json.dumps(plain(gltf)) == json.dumps(json.loads(gltf.gltf_to_json()))


def test_an_avatar_gives_the_same_document(small):
    avatar = with_soft_strands(small)
    maps = EncodedMaps()
    maps.add(part.material for part in avatar.parts)
    gltf, buffers = assemble(avatar, maps)
    gltf.accessors, gltf.bufferViews = buffers.accessors, buffers.views
    assert len(plain(gltf)["accessors"]) > 10
    assert _same(gltf)


def test_what_is_empty_is_left_out_but_extensions_stay():
    gltf = GLTF2(
        nodes=[Node(name="", children=[], translation=[0.0, 0.5, 0.0], mesh=0)],
        meshes=[
            Mesh(
                primitives=[Primitive(attributes=Attributes(POSITION=0, _OWN=3))],
                extras={"targetNames": ["a"], "nothing": None, "none": []},
            )
        ],
        materials=[Material(extensions={"KHR_materials_unlit": {}}, extras={})],
    )
    made = plain(gltf)
    assert made["materials"][0]["extensions"] == {"KHR_materials_unlit": {}}
    assert made["meshes"][0]["primitives"][0]["attributes"] == {"POSITION": 0, "_OWN": 3}
    assert _same(gltf)
