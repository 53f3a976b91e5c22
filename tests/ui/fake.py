"""A stand-in for the engine: the same interface, a ball with a chin instead of a person."""

from __future__ import annotations

import dataclasses
import json
import threading
import time
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from jaxtyping import UInt8
from numpy import ndarray
from PIL import Image

from facegen.avatar import Avatar, Material, Morph, Part, Provenance, Skeleton
from facegen.errors import Cancelled, InputError
from facegen.export.glb import write_glb
from facegen.export.kinds import KINDS
from facegen.export.reader import read_recipe
from facegen.human.person import Person
from facegen.pipelines import draft as drafts
from facegen.pipelines.draft import Draft
from facegen.pipelines.progress import Progress

PHOTO_STAGES = ("Reading the photo", "Fitting the head", "Painting the skin", "Writing the model")
VIEWS = 16
LIKENESS = "likeness.safetensors"
STAGES = ("Carving the head", "Painting the skin", "Growing hair, dressing", "Writing the model")
MODELS = [
    {
        "name": "ball", "role": "shape", "license": "CC0-1.0", "commercial": True,
        "attribution": "A. Ball",
    }
]  # fmt: skip


@dataclass(frozen=True)
class Result:
    """As `facegen.engine.TextToFaceResult`, less the avatar."""

    folder: Path
    files: dict[str, Path]
    report: dict[str, Any]
    draft: Draft


@dataclass(frozen=True)
class Found:
    """As `facegen.engine.FoundFaces`."""

    picture: UInt8[ndarray, "H W 3"]
    boxes: tuple[tuple[float, float, float, float], ...]


class FakeEngine:
    """Takes `seconds` per stage; the word "crash" breaks it."""

    def __init__(self, seconds: float = 0.05) -> None:
        self.seconds = seconds
        self.sketch_seconds = 0.0
        self.cancelled = 0
        self.sketched: list[Draft] = []
        self.forgotten: list[Path] = []
        self.chosen: list[tuple[Path, int]] = []
        self.held_views: frozenset[int] = frozenset()
        """Views before which it waits `seconds`."""
        self.ready = threading.Event()
        self.ready.set()
        self._busy = threading.Lock()
        self._waiting = 0

    def state(self) -> dict[str, Any]:
        """No lanes."""
        return {}

    def forget(self, folder: Path) -> None:
        """A folder goes."""
        self.forgotten.append(folder)

    def begin(self, prompt: str, seed: int, cancel: threading.Event | None = None) -> Draft:
        """What the real pipeline understands; words with a "<" come back as not understood."""
        if "crash" in prompt:
            raise RuntimeError("secret inner detail")
        draft = drafts.begin(prompt, seed)
        unknown = (*draft.reading.unknown, *(word for word in prompt.split() if "<" in word))
        return dataclasses.replace(
            draft, reading=dataclasses.replace(draft.reading, unknown=unknown)
        )

    def sketch(self, draft: Draft, size: int = 512) -> UInt8[ndarray, "S S 3"]:
        """A grey whose lightness is the age."""
        self.sketched.append(draft)
        time.sleep(self.sketch_seconds)
        return np.full((size, size, 3), round(2 * draft.person.shape.age), np.uint8)

    def faces(self, photo: Path, cancel: threading.Event | None = None) -> Found:
        """A face for every 100 pixels of width; a picture that is all black has none."""
        with Image.open(photo) as image:
            picture = np.asarray(image.convert("RGB"))
        if not picture.any():
            raise InputError("No face was found in the photo.")
        if (picture == 255).all():
            raise RuntimeError("secret inner detail")
        boxes = tuple((left + 20, 20, left + 80, 80) for left in range(0, picture.shape[1], 100))
        return Found(picture, boxes)

    def views(
        self, photo: Path, *, face: int, detail: str, folder: Path, cancel: threading.Event,
        body: str = "bust", seed: int = 0, view_size: int = 512,
        changes: Mapping[str, Any] | None = None,
    ) -> Generator[Progress, None, Result]:  # fmt: skip
        """Four stages, the ball, then 16 views one by one; remembers the face in `chosen`."""
        self.chosen.append((photo, face))
        person = dataclasses.replace(Person(), glasses=True)
        draft = dataclasses.replace(drafts.from_person(person), likeness=photo.read_bytes()[:64])
        return (
            yield from self._from_photo(draft, folder, detail, body, cancel, list(PHOTO_STAGES))
        )

    def _from_photo(
        self, draft: Draft, folder: Path, detail: str, body: str, cancel: threading.Event,
        stages: list[str],
    ) -> Generator[Progress, None, Result]:  # fmt: skip
        total = len(stages) + VIEWS
        for number, stage in enumerate(stages):
            preview = np.full((64, 64, 3), 40 + 40 * number, np.uint8)
            yield Progress(stage, number / total, preview, remaining_s=self.seconds)
            self._pause(cancel)
        (folder / "views").mkdir()
        (folder / LIKENESS).write_bytes(draft.likeness)
        files = {"glb": write_glb(make_ball("", draft.seed, draft.person), folder / "avatar.glb")}
        for number in range(VIEWS):
            shade = 60 + 10 * number
            view = Image.new("RGB", (96, 96), (shade, 90, 120))
            view.save(folder / "views" / f"{number:02}.png")
            if number in self.held_views:
                self._pause(cancel)
            yield Progress("Rendering the views", (len(stages) + number) / total, files=files)
        for name in ("input.webp", "debug.webp", "sheet.webp", "views/input.png"):
            Image.new("RGB", (96, 96), (90, 90, 140)).save(folder / name)
        return _write(draft, folder, detail, body, PHOTO_REPORT)

    def make(
        self, draft: Draft, *, detail: str, folder: Path, cancel: threading.Event,
        body: str = "bust",
    ) -> Generator[Progress, None, Result]:  # fmt: skip
        """Wait for a place, yield four stages, then leave the files of a ball."""
        if draft.likeness is not None:
            return (yield from self._from_photo(draft, folder, detail, body, cancel, []))
        (folder / "half.tmp").write_bytes(b"half")
        with self._place() as place:
            while place():
                yield Progress("Waiting", 0.0, place=place(), wait_s=12.0)
                self._pause(cancel)
            for number, stage in enumerate(STAGES):
                preview = np.full((64, 64, 3), 40 + 40 * number, np.uint8)
                left = self.seconds * (len(STAGES) - number)
                yield Progress(stage, number / len(STAGES), preview, remaining_s=left)
                self._pause(cancel)
            (folder / "half.tmp").unlink()
            return _write(draft, folder, detail, body)

    def text_to_face(
        self, prompt: str, *, seed: int, detail: str, folder: Path, cancel: threading.Event,
        body: str = "bust", changes: Mapping[str, Any] | None = None,
    ) -> Generator[Progress, None, Result]:  # fmt: skip
        """Begin, change, make."""
        draft = self.begin(prompt, seed, cancel)
        for name, value in (changes or {}).items():
            draft = drafts.change(draft, name, value)
        return (yield from self.make(draft, detail=detail, folder=folder, cancel=cancel, body=body))

    def extra(
        self, folder: Path, kind: str, cancel: threading.Event
    ) -> Generator[Progress, None, Path]:
        """Half-way, then a file with the kind's name in it; "obj" cannot be made."""
        yield Progress("Rebuilding", 0.5, remaining_s=self.seconds)
        self._pause(cancel)
        if kind == "obj":
            raise InputError("The fake makes no OBJ.")
        path = folder / KINDS[kind].filename
        path.write_text(kind)
        return path

    def open(self, folder: Path) -> Draft:
        """The draft that `make` left."""
        likeness = folder / LIKENESS
        data = json.loads((folder / "draft.json").read_text())
        return Draft.from_json(data, likeness.read_bytes() if likeness.is_file() else None)

    def open_file(self, path: Path) -> Draft:
        """The person in a GLB that `make` wrote."""
        return drafts.from_person(Person.from_json(read_recipe(path)))

    def _pause(self, cancel: threading.Event) -> None:
        """Wait `seconds`, as they are now: a test that lowers them lets a waiting job go on."""
        started = time.monotonic()
        while time.monotonic() - started < self.seconds:
            if cancel.wait(0.02):
                self.cancelled += 1
                raise Cancelled

    @contextmanager
    def _place(self) -> Iterator[Any]:
        """Gives `place()`: 0 once it is this job's turn."""
        self._waiting += 1
        mine = self._busy.acquire(blocking=False)

        def place() -> int:
            nonlocal mine
            mine = mine or self._busy.acquire(blocking=False)
            return 0 if mine else self._waiting - 1

        try:
            yield place
        finally:
            self._waiting -= 1
            if mine:
                self._busy.release()


PHOTO_REPORT = {
    "pipeline": "photo_to_views",
    "inputs": [{"kind": "photo"}],
    "photo": {
        "attributes": [
            {"name": "age", "value": 34.0, "confidence": 0.72},
            {"name": "hair.style", "value": "short02", "confidence": 0.5},
            {"name": "glasses", "value": True, "confidence": 0.95},
        ],
        "warnings": ["The light comes from one side."],
    },
}


def _write(
    draft: Draft,
    folder: Path,
    detail: str,
    body: str,
    more: Mapping[str, Any] | None = None,
) -> Result:
    """What the real pipeline leaves: GLB, picture, thumbnail, draft, report."""
    prompt = draft.reading.prompt
    glb = write_glb(make_ball(prompt, draft.seed, draft.person), folder / "avatar.glb")
    for name, size in (("preview.png", 64), ("thumb.webp", 256)):
        Image.new("RGB", (size, size), (120, 90, 80)).save(folder / name)
    report = {
        "pipeline": "text_to_face",
        "seed": draft.seed,
        "settings": {"detail": detail, "body": body},
        "timings_s": {"carve": 0.2, "appearance": 3.3},
        "metrics": {"triangles": 12_345, "joints": 54, "morph_targets": 67},
        "peak_memory_mb": 512,
        "models": MODELS,
        "inputs": [{"kind": "prompt", "text": prompt}],
        **(more or {}),
    }
    (folder / "draft.json").write_text(json.dumps(draft.to_json()))
    (folder / "report.json").write_text(json.dumps(report))
    files = {"glb": glb, "preview": folder / "preview.png", "report": folder / "report.json"}
    return Result(folder, files, report, draft)


def make_ball(prompt: str, seed: int, person: Person | None = None) -> Avatar:
    """A head-sized ball at head height whose lower half follows `jawOpen`."""
    rows, columns = 24, 32
    polar, around = np.meshgrid(
        np.linspace(0.02, np.pi - 0.02, rows), np.linspace(0, 2 * np.pi, columns), indexing="ij"
    )
    normals = np.stack(
        [np.sin(polar) * np.sin(around), np.cos(polar), np.sin(polar) * np.cos(around)], axis=-1
    ).reshape(-1, 3)
    vertices = (0.12 * normals + [0.0, 1.6, 0.0]).astype(np.float32)
    corner = (np.arange(rows - 1)[:, None] * columns + np.arange(columns - 1)).reshape(-1)
    quads = np.stack([corner, corner + columns, corner + columns + 1, corner + 1], axis=1)
    triangles = np.concatenate([quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]]).astype(np.int32)
    low = np.nonzero(normals[:, 1] < -0.3)[0].astype(np.int32)
    drop = np.tile(np.float32([0.0, -0.06, 0.0]), (len(low), 1))
    count = len(vertices)
    part = Part(
        name="skin",
        vertices=vertices,
        triangles=triangles,
        uvs=np.stack([around / 6.3, polar / 3.2], axis=-1).reshape(-1, 2).astype(np.float32),
        normals=normals.astype(np.float32),
        tangents=np.tile(np.float32([1, 0, 0, 1]), (count, 1)),
        material=Material("skin", base_color_factor=(0.6, 0.35, 0.25, 1.0), roughness=0.5),
        joints=np.zeros((count, 4), np.uint16),
        weights=np.tile(np.float32([1, 0, 0, 0]), (count, 1)),
        morphs={"jawOpen": Morph(low, drop)},
    )
    skeleton = Skeleton(("Hips", "Head"), (-1, 0), np.stack([_lifted(0.9), _lifted(1.54)]))
    recipe = (person or Person()).to_json()
    return Avatar((part,), skeleton, Provenance("text_to_face", prompt, seed, recipe))


def _lifted(height: float) -> np.ndarray:
    matrix = np.eye(4)
    matrix[1, 3] = height
    return matrix
