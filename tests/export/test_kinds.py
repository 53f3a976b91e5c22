"""Downloads are made on demand, once, whole or not at all, and say what may be done with them."""

import dataclasses
import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import av
import pytest
import trimesh
from PIL import Image

from facegen.avatar import Avatar, ModelUse
from facegen.errors import Cancelled, InputError
from facegen.export.kinds import KINDS, make_file, verdict
from facegen.export.mark import NOTICE
from facegen.export.reader import read_document
from facegen.export.validate import validate_glb

CREDIT = "Glasses by punkduck (CC BY 3.0)"
FREE = ModelUse("base mesh", "HeadModel", "CC0-1.0")
CREDITED = ModelUse("glasses", "accessory", "CC-BY-3.0", attribution=CREDIT)
BARRED = ModelUse("parser", "FaceParser", "CelebAMask-HQ", commercial=False)
FIRST_BYTES = {
    "glb": b"glTF", "glb_small": b"glTF", "vrm": b"glTF", "obj": b"PK", "maps": b"PK",
    "turntable": b"\0\0\0", "preview": b"\x89PNG", "report": b"{", "everything": b"PK",
}  # fmt: skip
OF_A_PHOTO = ("views", "sheet", "surface_ply", "surface_glb", "cameras", "debug")
OF_ANYONE = tuple(kind for kind in KINDS if kind not in OF_A_PHOTO)


def go_on() -> None:
    """A watch that nobody cancels."""


@pytest.fixture(scope="module")
def credited(real: Callable[[str], Avatar]) -> Avatar:
    """The real bust, made with something that asks for a credit."""
    bust = real("bust")
    source = dataclasses.replace(bust.provenance, models=(FREE, CREDITED))
    return bust.replace(provenance=source)


@pytest.fixture(scope="module")
def made(credited: Avatar, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every download of it."""
    folder = tmp_path_factory.mktemp("kinds")
    return {kind: make_file(kind, credited, folder, go_on) for kind in OF_ANYONE}


def test_every_kind_is_made_under_its_name(made):
    assert list(made) == [
        "glb", "glb_small", "vrm", "obj", "maps", "turntable", "preview", "report", "everything"
    ]  # fmt: skip
    for kind, path in made.items():
        assert path.name == KINDS[kind].filename
        assert path.read_bytes().startswith(FIRST_BYTES[kind])
    assert sorted(made["glb"].parent.iterdir()) == sorted(made.values())


def test_a_file_that_exists_is_not_made_again(made, credited):
    for kind, path in made.items():
        before = path.stat()
        assert make_file(kind, credited, path.parent, go_on) == path
        assert path.stat().st_mtime_ns == before.st_mtime_ns


def test_every_file_carries_the_mark_and_the_credit(made):
    line = f"{NOTICE} {CREDIT}"
    for kind in ("glb", "glb_small", "vrm"):
        assert read_document(made[kind])["asset"]["copyright"] == line
    meta = read_document(made["vrm"])["extensions"]["VRMC_vrm"]["meta"]
    assert meta["copyrightInformation"] == line
    for kind in ("obj", "maps", "everything"):
        with zipfile.ZipFile(made[kind]) as archive:
            text = archive.read("LICENCE.txt").decode()
            assert NOTICE in text and CREDIT in text
            assert "glasses (accessory): CC-BY-3.0" in text
    with Image.open(made["preview"]) as image:
        assert image.size == (1024, 1024)
        assert image.info["Comment"] == line
    with av.open(str(made["turntable"])) as container:
        assert container.metadata["comment"] == line
    report = json.loads(made["report"].read_text())
    assert report["synthetic"] is True and report["attributions"] == [CREDIT]


def test_equal_avatars_give_equal_files(made, credited, tmp_path):
    for kind in ("vrm", "obj", "maps"):
        again = make_file(kind, credited, tmp_path, go_on)
        assert again.read_bytes() == made[kind].read_bytes()


@pytest.mark.parametrize(
    ("kind", "call"),
    [*((kind, 1) for kind in OF_ANYONE), ("glb_small", 2), ("obj", 2), ("obj", 4), ("maps", 3),
     ("turntable", 2)],
)  # fmt: skip
def test_a_cancelled_file_leaves_nothing(kind, call, small, tmp_path):
    calls = 0

    def cancel() -> None:
        nonlocal calls
        calls += 1
        if calls == call:
            raise Cancelled("The job was cancelled.")

    with pytest.raises(Cancelled):
        make_file(kind, small, tmp_path, cancel)
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def photographed(tmp_path: Path) -> Path:
    """What the pipeline leaves of views and surface, in small."""
    (tmp_path / "views").mkdir()
    for name in ("cameras.json", "transforms.json", "views/00.png", "views/00_depth.png"):
        (tmp_path / name).write_bytes(name.encode())
    for name in ("sheet.webp", "debug.webp"):
        Image.new("RGB", (4, 4)).save(tmp_path / name)
    models = [dataclasses.asdict(model) for model in (FREE, CREDITED)]
    (tmp_path / "report.json").write_text(json.dumps({"models": models}))
    trimesh.creation.icosphere().export(tmp_path / "surface.ply")
    return tmp_path


def test_what_comes_from_a_photo_needs_no_avatar(photographed: Path):
    made = {kind: make_file(kind, None, photographed, go_on) for kind in OF_A_PHOTO}
    assert all(KINDS[kind].offered(photographed) and path.is_file() for kind, path in made.items())
    with zipfile.ZipFile(made["views"]) as archive:
        assert archive.namelist() == [
            "LICENCE.txt", "cameras.json", "transforms.json", "views/00.png", "views/00_depth.png"
        ]  # fmt: skip
        assert archive.read("views/00.png") == b"views/00.png"
        assert CREDIT in archive.read("LICENCE.txt").decode()
    mesh = trimesh.load_mesh(made["surface_glb"])
    assert mesh.is_watertight and len(mesh.faces) == 1280
    asset = read_document(made["surface_glb"])["asset"]
    assert asset["copyright"] == f"{NOTICE} {CREDIT}" and asset["extras"]["facegen"]["synthetic"]
    assert validate_glb(made["surface_glb"])["errors"] == 0


@pytest.mark.parametrize("kind", OF_A_PHOTO)
def test_words_alone_have_no_views(kind: str, small: Avatar, tmp_path: Path):
    assert not KINDS[kind].offered(tmp_path)
    with pytest.raises(InputError, match="only with a person from a photo"):
        make_file(kind, small, tmp_path, go_on)
    assert list(tmp_path.iterdir()) == []


def test_everything_is_every_file_once(made: dict[str, Path], photographed: Path, credited: Avatar):
    for kind in OF_ANYONE:
        if kind not in ("report", "everything"):
            shutil.copy(made[kind], photographed)
    with zipfile.ZipFile(make_file("everything", credited, photographed, go_on)) as archive:
        names = archive.namelist()
        assert archive.read("avatar.glb") == made["glb"].read_bytes()
    assert len(names) == len(set(names))
    single = {KINDS[kind].filename for kind in KINDS if kind not in ("views", "everything")}
    assert set(names) == single | {
        "LICENCE.txt", "transforms.json", "views/00.png", "views/00_depth.png"
    }  # fmt: skip


def test_your_photo_is_not_ours_to_license():
    assert not verdict("debug", [FREE]).commercial and "photo" in verdict("debug", [FREE]).text


def test_an_unknown_kind_is_refused(small, tmp_path):
    for kind in ("fbx", "../../etc/passwd", ""):
        with pytest.raises(InputError, match="choose glb, glb_small"):
            make_file(kind, small, tmp_path, go_on)
        with pytest.raises(InputError, match="choose glb, glb_small"):
            verdict(kind, [])
    assert list(tmp_path.iterdir()) == []


def test_verdicts_name_what_bars_and_whom_to_credit():
    free = verdict("glb", [FREE])
    assert (free.commercial, free.attributions) == (True, ())
    assert free.text == "Free for commercial use. No credit is needed."
    credited = verdict("maps", [FREE, CREDITED, CREDITED])
    assert credited.commercial and credited.attributions == (CREDIT,)
    assert credited.text.count(CREDIT) == 1 and "LICENCE.txt" in credited.text
    barred = verdict("vrm", [BARRED, CREDITED])
    assert not barred.commercial and "parser (CelebAMask-HQ)" in barred.text
    assert CREDIT in barred.text


def test_the_report_is_free_whatever_it_lists():
    assert verdict("report", [BARRED, CREDITED]).commercial
    assert verdict("report", [BARRED, CREDITED]).attributions == ()


def test_a_verdict_reads_the_models_of_a_report():
    listed = [dataclasses.asdict(model) for model in (FREE, CREDITED, BARRED)]
    for kind in KINDS:
        assert verdict(kind, listed) == verdict(kind, [FREE, CREDITED, BARRED])
