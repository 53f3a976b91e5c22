"""Downloads are made on demand, once, whole or not at all, and say what may be done with them."""

import dataclasses
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import av
import pytest
from PIL import Image

from facegen.avatar import Avatar, ModelUse
from facegen.errors import Cancelled, InputError
from facegen.export.kinds import KINDS, make_file, verdict
from facegen.export.mark import NOTICE
from facegen.export.reader import read_document

CREDIT = "Glasses by punkduck (CC BY 3.0)"
FREE = ModelUse("base mesh", "HeadModel", "CC0-1.0")
CREDITED = ModelUse("glasses", "accessory", "CC-BY-3.0", attribution=CREDIT)
BARRED = ModelUse("parser", "FaceParser", "CelebAMask-HQ", commercial=False)
FIRST_BYTES = {
    "glb": b"glTF", "glb_small": b"glTF", "vrm": b"glTF", "obj": b"PK", "maps": b"PK",
    "turntable": b"\0\0\0", "preview": b"\x89PNG", "report": b"{",
}  # fmt: skip


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
    return {kind: make_file(kind, credited, folder, go_on) for kind in KINDS}


def test_every_kind_is_made_under_its_name(made):
    assert list(made) == [
        "glb", "glb_small", "vrm", "obj", "maps", "turntable", "preview", "report"
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
    for kind in ("obj", "maps"):
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
    [*((kind, 1) for kind in KINDS), ("glb_small", 2), ("obj", 2), ("obj", 4), ("maps", 3),
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
