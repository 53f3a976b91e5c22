"""Zips are reproducible and unpack nowhere but where they should."""

import zipfile

import pytest

from facegen.export.archive import write_zip


def test_content_comes_back_and_equal_content_gives_equal_bytes(tmp_path):
    entries = [("a.txt", b"hello " * 100), ("textures/b.png", bytes(range(256)))]
    first = write_zip(tmp_path / "1.zip", entries)
    second = write_zip(tmp_path / "2.zip", iter(entries))
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as archive:
        assert archive.testzip() is None
        assert [(i.filename, archive.read(i)) for i in archive.infolist()] == entries
        assert archive.getinfo("a.txt").compress_size < 60


@pytest.mark.parametrize(
    "name",
    ["", "/etc/passwd", "../a", "a/../../b", "a//b", "a\\b", "C:/a", ".hidden", "a b", "é", "a/"],
)
def test_names_that_could_leave_the_folder_are_refused(tmp_path, name):
    with pytest.raises(ValueError, match="no name for an archive entry"):
        write_zip(tmp_path / "a.zip", [(name, b"")])
    assert list(tmp_path.iterdir()) == []


def test_a_name_comes_once(tmp_path):
    with pytest.raises(ValueError, match="comes twice"):
        write_zip(tmp_path / "a.zip", [("a", b"1"), ("a", b"2")])
