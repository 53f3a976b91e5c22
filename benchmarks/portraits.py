"""How like their photos the heads are: `python -m benchmarks.portraits FOLDER -o OUT`.

Every picture of FOLDER goes through the whole pipeline. Distances are those of face vectors, photo
to view; "rank 1" asks whether the photo is nearer to the view than every other person: those of
`metrics.gallery` and the other people of FOLDER (photos within `SAME_PERSON` of each other show one
person). Writes `portraits.md` and `portraits.json` to OUT, and the results below it.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import psutil
from jaxtyping import Float32, UInt8
from numpy import ndarray

from facegen.engine import Engine
from facegen.errors import InputError
from facegen.metrics.evaluate import LOOKED_AT, TURNS
from facegen.metrics.fid import frechet_distance, kernel_distance, picture_features
from facegen.metrics.gallery import other_people
from facegen.metrics.identity import Vector, consistency, distance, rank
from facegen.models.identity import identity_encoder
from facegen.models.perceptual import perceptual_features
from facegen.pipelines.photo_to_views import PhotoToViewsResult

SUFFIXES = (".png", ".jpg", ".jpeg", ".webp", ".heic", ".bmp", ".tif", ".tiff")
SAME_PERSON = 0.5
"""Photos nearer to each other than this show one person."""
COLUMNS = {
    "front": "0°", "30": "±30°", "60": "±60°", "mean": "views", "rank_1_30": "rank 1 to ±30°",
    "rank_1_60": "rank 1 ±60°", "margin": "margin", "ssim": "SSIM",
    "lpips_style_vgg16": "LPIPS-style", "landmarks": "landmarks %", "seconds": "s",
    "memory_mb": "MB",
}  # fmt: skip
"""Name in the JSON -> heading in the table."""


@dataclass(frozen=True)
class Turn:
    """One view as a file shows it."""

    azimuth: float
    elevation: float
    image: UInt8[ndarray, "H W 3"]
    vector: Vector | None


def read_turns(folder: Path) -> dict[str, Turn]:
    """The views of a result, with the vector of each in which a face is found."""
    told = json.loads((folder / "cameras.json").read_text())["views"]
    turns = {}
    for view in told:
        image = cv2.imread(str(folder / view["file"]))[..., ::-1]
        seen = abs(view["azimuth"]) <= LOOKED_AT
        vector = identity_encoder()(image) if seen else None
        turns[view["name"]] = Turn(view["azimuth"], view["elevation"], image, vector)
    return turns


def run_photo(
    engine: Engine, photo: Path | bytes, folder: Path
) -> tuple[PhotoToViewsResult, float]:
    """The pipeline's result in `folder` and its wall seconds."""
    started = time.perf_counter()
    steps = engine.views(photo, folder=folder)
    while True:
        try:
            next(steps)
        except StopIteration as stop:
            return stop.value, time.perf_counter() - started


def score(
    photo: Vector, turns: Mapping[str, Turn], others: Float32[ndarray, "N D"]
) -> dict[str, float]:
    """Distances by azimuth, their mean over all views with a face, rank 1 and margin."""
    views = {name: turn for name, turn in turns.items() if name != "input"}
    found = {name: turn for name, turn in views.items() if turn.vector is not None}
    level = {turn.azimuth: turn.vector for turn in found.values() if turn.elevation == 0}
    scores: dict[str, float] = {}
    for name, azimuths in TURNS.items():
        apart = [distance(photo, level[a]) for a in azimuths if a in level]
        if apart:
            scores[name] = float(np.mean(apart))
    if found:
        scores["mean"] = float(np.mean([distance(photo, t.vector) for t in found.values()]))
        scores["margin"] = float(
            np.mean([rank(t.vector, photo, others).margin for t in found.values()])
        )
    for name, azimuths in (("30", (-30, 0, 30)), ("60", (-60, 60))):
        ranks = [rank(level[a], photo, others).first for a in azimuths if a in level]
        if ranks:
            scores[f"rank_1_{name}"] = float(np.mean(ranks))
    scores |= {
        f"views_{name}": v
        for name, v in consistency([turn.vector for turn in found.values()]).items()
    }
    return scores | {"faces_found": len(found)}


def strangers(name: str, photos: Mapping[str, Vector]) -> Float32[ndarray, "N D"]:
    """Vectors of everybody but the person in photo `name`."""
    own = photos[name]
    others = [v for v in photos.values() if distance(own, v) > SAME_PERSON]
    return np.concatenate([other_people(), np.reshape(others, (-1, len(own)))])


def means(rows: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    """Of every figure, over the rows that have it."""
    names = dict.fromkeys(name for row in rows.values() for name in row)
    return {n: float(np.mean([row[n] for row in rows.values() if n in row])) for n in names}


def table(rows: Mapping[str, Mapping[str, float]], columns: Mapping[str, str]) -> str:
    """Markdown: one line per row, and the means."""
    lines = ["| photo | " + " | ".join(columns.values()) + " |", "|---" * (len(columns) + 1) + "|"]
    for name, row in [*rows.items(), ("**mean**", means(rows))]:
        cells = [f"{row[c]:.3g}" if c in row else "-" for c in columns]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def set_distances(
    photos: Sequence[UInt8[ndarray, "H W 3"]], views: Sequence[UInt8[ndarray, "H W 3"]]
) -> dict[str, float]:
    """FID and KID between face crops and the views from their cameras."""
    if len(photos) < 2:
        return {}
    network = perceptual_features()
    a, b = picture_features(photos, network), picture_features(views, network)
    return {"fid_vgg16": frechet_distance(a, b), "kid_vgg16": kernel_distance(a, b)}


def measure(engine: Engine, photo: Path, folder: Path) -> tuple[dict[str, float], Any]:
    """What the pipeline's own report says of one photo, and its result."""
    result, seconds = run_photo(engine, photo, folder)
    metrics, told = result.report["metrics"], result.report.get("photo", {})
    row = {name: metrics[name] for name in ("ssim", "lpips_style_vgg16") if name in metrics}
    errors = list(told.get("landmark_error_percent", {}).values())
    if errors:
        row["landmarks"] = errors[-1]
    row["seconds"] = seconds
    row["memory_mb"] = psutil.Process().memory_info().rss / 2**20
    return row, result


def main() -> None:
    """Run and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("-o", "--out", type=Path, default=Path("out/portraits"))
    options = parser.parse_args()
    engine = Engine()
    rows: dict[str, dict[str, float]] = {}
    vectors: dict[str, Vector] = {}
    turns: dict[str, dict[str, Turn]] = {}
    crops: list[UInt8[ndarray, "H W 3"]] = []
    refused: dict[str, str] = {}
    for photo in sorted(p for p in options.folder.iterdir() if p.suffix.lower() in SUFFIXES):
        folder = options.out / photo.stem
        try:
            rows[photo.name], result = measure(engine, photo, folder)
        except InputError as error:
            refused[photo.name] = str(error)
            continue
        turns[photo.name] = read_turns(folder)
        notes = result.draft.photo
        if notes.identity is not None:
            vectors[photo.name] = np.array(notes.identity, np.float32)
        crops.append(cv2.imdecode(np.frombuffer(notes.crop, np.uint8), cv2.IMREAD_COLOR)[..., ::-1])
        print(photo.name, f"{rows[photo.name]['seconds']:.1f} s", flush=True)
    for name, vector in vectors.items():
        rows[name] = score(vector, turns[name], strangers(name, vectors)) | rows[name]
    totals = set_distances(crops, [t["input"].image for t in turns.values()])
    text = table(rows, COLUMNS)
    text += "".join(f"\n\n{name}: {value:.4g}" for name, value in totals.items())
    text += "".join(f"\n\nRefused: {name}: {why}" for name, why in refused.items())
    told = {"photos": rows, "means": means(rows), "sets": totals, "refused": refused}
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "portraits.md").write_text(text + "\n")
    (options.out / "portraits.json").write_text(json.dumps(told, indent=1))
    print(text)


if __name__ == "__main__":
    main()
