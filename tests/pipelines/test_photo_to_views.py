"""From a photo to files: a picture of a sampled person becomes that person again."""

from __future__ import annotations

import io
import itertools
import json
import threading
from collections.abc import Generator
from pathlib import Path

import cv2
import numpy as np
import pytest
import trimesh
from PIL import Image

from facegen.engine import Engine
from facegen.errors import Cancelled, InputError
from facegen.export.glb import write_glb
from facegen.export.reader import read_document, read_likeness, read_recipe
from facegen.export.validate import validate_glb
from facegen.human.likeness_file import unpack_likeness
from facegen.human.person import Person
from facegen.pipelines import making
from facegen.pipelines import photo_to_views as pipeline
from facegen.pipelines.draft import change
from facegen.pipelines.making import read_draft, rebuild
from facegen.pipelines.photo_to_views import (
    PhotoToViewsResult,
    look_for_faces,
    photo_to_views,
    views_of,
)
from facegen.pipelines.progress import Progress, Stopwatch
from facegen.training.sittings import Sitting, draw_sitter, photograph

SEED = 40_213
VIEW_FILES = [
    f"{n:02}{what}.png" for n in range(16) for what in ("", "_depth", "_mask", "_normals")
]


def start(
    photo: bytes | Path, folder: Path, cancel: threading.Event | None = None, **options: object
) -> Generator[Progress, None, PhotoToViewsResult]:
    given = {"face": 0, "seed": 0, "detail": "1K", "body": "bust", "view_size": 512,
             "changes": {}} | options  # fmt: skip
    watch = Stopwatch(cancel or threading.Event())
    return photo_to_views(photo, folder=folder, watch=watch, **given)


@pytest.fixture(scope="module")
def sitting() -> Sitting:
    return photograph(draw_sitter(SEED), SEED, ("photostudio",), 512)


@pytest.fixture(scope="module")
def photo(sitting: Sitting) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(sitting.image).save(buffer, "PNG")
    return buffer.getvalue()


@pytest.fixture(scope="module")
def finished(
    photo: bytes, tmp_path_factory: pytest.TempPathFactory
) -> tuple[list[tuple[Progress, bool]], PhotoToViewsResult]:
    """Every step, whether the GLB stood there at that time, and the result."""
    steps, seen = start(photo, tmp_path_factory.mktemp("views")), []
    while True:
        try:
            step = next(steps)
        except StopIteration as stop:
            return seen, stop.value
        seen.append((step, "glb" in step.files and step.files["glb"].is_file()))


@pytest.fixture(scope="module")
def result(finished: tuple) -> PhotoToViewsResult:
    return finished[1]


def test_progress_is_monotone_and_the_head_can_be_opened_long_before_the_end(finished: tuple):
    seen, _ = finished
    fractions = [step.fraction for step, _ in seen]
    assert fractions == sorted(fractions) and fractions[0] == 0 and fractions[-1] < 1
    assert all(step.remaining_s > 0 for step, _ in seen)
    opened = [there for _, there in seen]
    assert opened == sorted(opened) and opened.index(True) < len(opened) / 2
    pictures = [step.preview for step, _ in seen if step.preview is not None]
    distinct = [a for a, b in itertools.pairwise(pictures) if a is not b]
    # Landmarks, clay, the textured head and one view after the other.
    assert len(distinct) >= 3 + 15 and all(p.std() > 10 for p in distinct)


def test_the_person_is_like_the_photo(result: PhotoToViewsResult, sitting: Sitting):
    facts, person = result.attributes, result.draft.person
    assert facts["landmark_error_percent"]["residual"] < 2.0
    assert abs(person.skin.melanin - sitting.person.skin.melanin) < 0.2
    crop = np.asarray(Image.open(result.files["input"]).convert("RGB").resize((512, 512)))
    view = cv2.imread(str(result.folder / "views" / "input.png"))[..., ::-1]
    face = (slice(190, 320), slice(190, 320))
    assert np.abs(crop[face].astype(int) - view[face]).mean() < 30
    assert result.report["metrics"]["identity_distance_front"] < 0.45


def test_every_file_is_there_and_can_be_read(result: PhotoToViewsResult):
    folder = result.folder
    assert set(VIEW_FILES) < {path.name for path in (folder / "views").iterdir()}
    depth = cv2.imread(str(folder / "views" / "00_depth.png"), cv2.IMREAD_UNCHANGED)
    mask = cv2.imread(str(folder / "views" / "00_mask.png"), cv2.IMREAD_UNCHANGED)
    assert depth.dtype == np.uint16 and depth.shape == mask.shape == (512, 512)
    assert 300 < np.median(depth[mask > 250]) < 3000
    assert (depth[mask == 0] == 0).mean() > 0.99
    cameras = json.loads(result.files["cameras"].read_text())
    assert [view["name"] for view in cameras["views"]] == [f"{n:02}" for n in range(16)] + ["input"]
    assert len(json.loads(result.files["transforms"].read_text())["frames"]) == 16
    surface = trimesh.load_mesh(result.files["surface_ply"])
    assert surface.is_watertight and len(surface.faces) > 20_000
    assert 0.2 < surface.extents[1] < 0.8
    report = json.loads(result.files["report"].read_text())
    assert report["pipeline"] == "photo_to_views" and report["photo"] == result.attributes
    assert {file["name"] for file in report["files"]} == {
        path.relative_to(folder).as_posix()
        for kind, path in result.files.items()
        if kind != "report"
    }
    assert not report["commercial_use"], "the parser was trained on CelebAMask-HQ"


def test_the_photo_is_in_no_file_that_leaves(result: PhotoToViewsResult, photo: bytes):
    assert photo not in b"".join(path.read_bytes() for path in result.files.values())
    exported = read_document(result.files["glb"])["asset"]["extras"]["facegen"]
    assert set(exported) == {
        "version", "synthetic", "pipeline", "prompt", "seed", "recipe", "likeness"
    }  # fmt: skip
    assert exported["synthetic"] and exported["pipeline"] == "photo_to_views"


def test_the_model_is_valid_rests_and_wears_the_photos_face_in_its_first_clip(
    result: PhotoToViewsResult,
):
    found = validate_glb(result.files["glb"])
    assert (found["errors"], found["warnings"]) == (0, 0)
    assert result.files["glb"].stat().st_size < 12e6
    document = read_document(result.files["glb"])
    assert [clip["name"] for clip in document["animations"]] == ["photo", "idle"]
    assert not any(weight for mesh in document["meshes"] for weight in mesh.get("weights", ()))


def test_the_file_opens_again_with_the_face(result: PhotoToViewsResult):
    engine = Engine()
    opened = engine.open_file(result.files["glb"])
    assert (
        opened.person == result.draft.person == Person.from_json(read_recipe(result.files["glb"]))
    )
    assert opened.likeness == result.draft.likeness == read_likeness(result.files["glb"])
    assert unpack_likeness(opened.likeness).skin.shape[2] == 4
    assert np.array_equal(engine.sketch(opened, 96), engine.sketch(result.draft, 96))


def test_the_result_opens_and_is_rebuilt_equal(result: PhotoToViewsResult, tmp_path: Path):
    draft = read_draft(result.folder)
    assert draft == result.draft
    assert draft.photo.camera == result.draft.photo.camera
    assert draft.photo.identity == result.draft.photo.identity
    again = write_glb(rebuild(result.folder), tmp_path / "again.glb")
    assert again.read_bytes() == result.files["glb"].read_bytes()


def test_equal_photos_give_equal_bytes_and_a_cancelled_job_stops_at_once(
    result: PhotoToViewsResult, photo: bytes, tmp_path: Path
):
    """Up to the model, which comes before the views."""
    path, cancel = tmp_path / "photo.png", threading.Event()
    path.write_bytes(photo)
    with pytest.raises(Cancelled):
        for step in start(path, tmp_path / "out", cancel):
            if "glb" in step.files:
                assert step.files["glb"].read_bytes() == result.files["glb"].read_bytes()
                cancel.set()
    assert not (tmp_path / "out" / "views").exists()


def test_a_correction_shows_in_new_views_and_keeps_the_photo(
    result: PhotoToViewsResult, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """In small pictures with small textures: nothing of it depends on their size."""
    monkeypatch.setitem(making.TEXTURE_SIZE, "1K", 256)
    monkeypatch.setattr(pipeline, "VIEW_SIZES", (256,))
    corrected = change(result.draft, "glasses", not result.draft.person.glasses)
    steps = views_of(
        corrected, detail="1K", body="bust", folder=tmp_path, watch=Stopwatch(threading.Event())
    )
    assert next(steps).fraction == 0
    while True:
        try:
            next(steps)
        except StopIteration as stop:
            made = stop.value
            break
    assert {"kind": "edits", "values": dict(corrected.edits)} in made.report["inputs"]
    assert (tmp_path / "views" / "input.png").is_file()
    assert made.attributes == result.attributes
    names, before = ({part.name for part in r.avatar.parts} for r in (made, result))
    assert any("glasses" in name for name in names ^ before), names ^ before


def test_faces_are_found_in_the_small_picture(sitting: Sitting, photo: bytes):
    found = look_for_faces(photo)
    assert np.array_equal(found.picture, sitting.image)
    ((left, top, right, bottom),) = found.boxes
    height, width = found.picture.shape[:2]
    assert 0 < left < width / 2 < right < width and 0 < top < bottom < height


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"face": 1}, "Face 1"),
        ({"face": -1}, "Face -1"),
        ({"detail": "8K"}, "choose 1K"),
        ({"seed": -1}, "whole number"),
        ({"view_size": 300}, "256 or 512"),
        ({"changes": {"wings": 2}}, "wings"),
    ],
)
def test_what_cannot_be_is_a_sentence(photo: bytes, tmp_path: Path, wrong: dict, told: str):
    steps = start(photo, tmp_path, **wrong)
    with pytest.raises(InputError, match=told):
        for _ in steps:
            pass
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"not a picture at all" * 9])
def test_what_is_no_photo_is_refused(data: bytes, tmp_path: Path):
    with pytest.raises(InputError):
        next(itertools.islice(start(data, tmp_path), 1, None))
