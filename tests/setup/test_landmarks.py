"""The landmarker's own mesh, read from inside its model file."""

from __future__ import annotations

from facegen.setup.landmarks import _fields, canonical_mesh


def test_every_wire_type_of_protobuf_is_read() -> None:
    """64-bit, 32-bit, counted and variable-length values, one after the other (field << 3 | type,
    as Google's Encoding page has it)."""
    message = b"\x09abcdefgh" + b"\x15wxyz" + b"\x1a\x02hi" + b"\x20\x96\x01" + b"\x08\x03"
    assert _fields(message) == {1: [b"abcdefgh", 3], 2: [b"wxyz"], 3: [b"hi"], 4: [150]}


def test_the_mesh_mirrors_itself() -> None:
    triangles, mirror = canonical_mesh()
    assert triangles.shape == (898, 3) and triangles.max() == 467
    assert (mirror[mirror] == range(468)).all()
    assert mirror[33] == 263  # the outer corners of the eyes
