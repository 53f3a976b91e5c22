"""A stand-in for the engine: the same interface, a ball with a chin instead of a person."""

from __future__ import annotations

import json
import threading
import time
import zipfile
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from facegen.avatar import Avatar, Material, Morph, Part, Provenance, Skeleton
from facegen.errors import Cancelled, InputError
from facegen.export.glb import write_glb
from facegen.language.attributes import Attribute, Reading
from facegen.pipelines.progress import Progress

STAGES = ("Reading your words", "Shaping the head", "Painting skin", "Growing hair", "Exporting")


@dataclass(frozen=True)
class Result:
    """As `facegen.engine.TextToFaceResult`, less the person."""

    folder: Path
    files: dict[str, Path]
    report: dict[str, Any]
    reading: Reading


class FakeEngine:
    """Takes `seconds` per stage; the words "crash" and "" fail as the real one would."""

    def __init__(self, seconds: float = 0.05) -> None:
        self.seconds = seconds
        self.cancelled = 0

    def text_to_face(
        self,
        prompt: str,
        *,
        seed: int,
        detail: str,
        folder: Path,
        cancel: threading.Event,
        body: str = "bust",
    ) -> Generator[Progress, None, Result]:
        """Yield five stages, then files of a ball."""
        if not prompt.strip():
            raise InputError("The prompt is empty: say who it should be, for example their age.")
        if "crash" in prompt:
            raise RuntimeError("secret inner detail")
        (folder / "half.tmp").write_bytes(b"half")
        for number, stage in enumerate(STAGES):
            preview = np.full((64, 64, 3), 40 + 40 * number, np.uint8)
            yield Progress(stage, number / len(STAGES), preview)
            if cancel.wait(self.seconds):
                self.cancelled += 1
                raise Cancelled
        (folder / "half.tmp").unlink()
        glb = write_glb(make_ball(prompt, seed), folder / "avatar.glb")
        yield Progress("Packing downloads", 0.9, preview, {"glb": glb})
        return self._result(prompt, seed, folder, glb)

    def _result(self, prompt: str, seed: int, folder: Path, glb: Path) -> Result:
        Image.new("RGB", (64, 64), (120, 90, 80)).save(folder / "preview.png")
        with zipfile.ZipFile(folder / "maps.zip", "w") as archive:
            archive.writestr("skin_normal.png", b"png")
        report = {
            "seed": seed,
            "timings_s": {"read": 0.01, "shape": 0.2, "total": 0.21},
            "metrics": {"triangles": 12_345},
            "peak_memory_mb": 512,
            "models": [{"name": "ball", "license": "CC0-1.0", "commercial": True}],
        }
        (folder / "report.json").write_text(json.dumps(report))
        names = ("preview.png", "maps.zip", "report.json")
        files = {"glb": glb, **{name.split(".")[0]: folder / name for name in names}}
        reading = Reading(
            prompt,
            (Attribute("age", 74.0, words="elderly"),),
            unknown=tuple(word for word in prompt.split() if "<" in word),
        )
        time.sleep(self.seconds)
        return Result(folder, files, report, reading)


def make_ball(prompt: str, seed: int) -> Avatar:
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
    return Avatar((part,), skeleton, Provenance("text_to_face", prompt, seed))


def _lifted(height: float) -> np.ndarray:
    matrix = np.eye(4)
    matrix[1, 3] = height
    return matrix
