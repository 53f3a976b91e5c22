"""Photos of people whose true head is known: `python -m benchmarks.synthetic_portraits -o OUT`.

The people of `benchmarks.truth` (held-out seeds, skins, light and cameras) go through the whole
pipeline; the front photo is all that it sees. Scored are the 15 other views against the true
person's (SSIM, LPIPS-style distance, Re-ID) and the neutral head against the true one: face, ears
and profile in millimetres (size removed, which a photo does not tell; the face also with its size),
beside the same of the mean head. Age and gender are the product's own guesses. Writes
`synthetic.md` and `synthetic.json`; what is scored already is kept in `people/` and not run again,
so delete OUT after a change of the code.
"""

from __future__ import annotations

import argparse
import io
import json
from pathlib import Path

import numpy as np
from PIL import Image

from benchmarks.head_error import head_error, mean_head
from benchmarks.portraits import means, run_photo, table
from benchmarks.truth import COUNT, Truth, make_truth
from facegen.engine import Engine
from facegen.errors import InputError
from facegen.metrics.evaluate import LOOKED_AT
from facegen.metrics.identity import distance
from facegen.metrics.similarity import perceptual_distance, ssim
from facegen.metrics.views import View, render_views, view_cameras
from facegen.models.identity import identity_encoder
from facegen.models.perceptual import perceptual_features
from facegen.pipelines.making import figure_of
from facegen.pipelines.photo_to_views import PhotoToViewsResult

REGIONS = ("face", "face_unscaled", "ears", "profile")
"""Fields of `HeadError`."""
SIDE = 256
"""Pixels of the views that are compared."""
COLUMNS = {
    "face": "face mm", "mean_face": "of the mean head", "face_unscaled": "with size mm",
    "mean_face_unscaled": "of the mean head", "ears": "ears mm",
    "mean_ears": "of the mean head", "profile": "profile mm", "mean_profile": "of the mean head",
    "ssim": "SSIM", "lpips_style_vgg16": "LPIPS-style", "re_id_distance": "Re-ID",
    "re_id_match": "match", "seconds": "s",
}  # fmt: skip
"""Name in the JSON -> heading in the table."""


def compare_views(made: list[View], true: list[View]) -> dict[str, float]:
    """The paper's in-domain metrics over all views but the front one."""
    network, encode = perceptual_features(), identity_encoder()
    pairs = list(zip(made, true, strict=True))[1:]
    apart = []
    for a, b in pairs:
        if abs(a.azimuth) <= LOOKED_AT:
            first, second = encode(a.rgb), encode(b.rgb)
            if first is not None and second is not None:
                apart.append(distance(first, second))
    scores = {
        "ssim": float(np.mean([ssim(a.rgb, b.rgb) for a, b in pairs])),
        "lpips_style_vgg16": float(
            np.mean([perceptual_distance(a.rgb, b.rgb, network) for a, b in pairs])
        ),
    }
    if apart:
        scores["re_id_distance"] = float(np.mean(apart))
        scores["re_id_match"] = float(np.mean(np.array(apart) < encode.same_below))
    return scores


def score(truth: Truth, result: PhotoToViewsResult) -> dict[str, float]:
    """Head and views against the truth."""
    vertices = figure_of(result.draft).vertices
    own, mean = (head_error(head, truth.vertices) for head in (vertices, mean_head()))
    row = {}
    for region in REGIONS:
        row[region], row[f"mean_{region}"] = getattr(own, region), getattr(mean, region)
    made, true = (
        list(render_views(avatar, view_cameras(avatar, SIDE), expression={}))
        for avatar in (result.avatar, truth.avatar)
    )
    return row | compare_views(made, true)


def gains(row: dict[str, float]) -> dict[str, float]:
    """How far the fitted heads are nearer to the truth than the mean head, percent."""
    return {region: 100.0 * (1.0 - row[region] / row[f"mean_{region}"]) for region in REGIONS}


def run_person(engine: Engine, index: int, out: Path) -> dict[str, float] | str:
    """The scores of person `index`, or why the photo was refused; read back where it is known."""
    kept = out / "people" / f"{index:02}.json"
    if kept.exists():
        return json.loads(kept.read_text())
    truth = make_truth(index)
    picture = io.BytesIO()
    Image.fromarray(truth.image).save(picture, "PNG")
    try:
        result, seconds = run_photo(engine, picture.getvalue(), out / truth.name)
    except InputError as error:
        told: dict[str, float] | str = str(error)
    else:
        told = score(truth, result) | {"seconds": seconds}
    kept.parent.mkdir(parents=True, exist_ok=True)
    unfinished = kept.with_suffix(".part")
    unfinished.write_text(json.dumps(told))
    unfinished.replace(kept)
    return told


def main() -> None:
    """Run and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-o", "--out", type=Path, default=Path("out/synthetic"))
    parser.add_argument("--count", type=int, default=COUNT)
    options = parser.parse_args()
    engine = Engine()
    rows: dict[str, dict[str, float]] = {}
    refused: dict[str, str] = {}
    for index in range(options.count):
        told = run_person(engine, index, options.out)
        name = f"{index:02}"
        if isinstance(told, str):
            refused[name] = told
            continue
        rows[name] = told
        print(name, {k: round(v, 3) for k, v in told.items()}, flush=True)
    total = means(rows)
    text = table(rows, COLUMNS)
    text += "\n\nNearer than the mean head by: " + ", ".join(
        f"{name} {value:.0f} %" for name, value in gains(total).items()
    )
    text += "".join(f"\n\nRefused: {name}: {why}" for name, why in refused.items())
    told = {"people": rows, "means": total, "gains_percent": gains(total), "refused": refused}
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "synthetic.md").write_text(text + "\n")
    (options.out / "synthetic.json").write_text(json.dumps(told, indent=1))
    print(text)


if __name__ == "__main__":
    main()
