"""Draw the people of `facegen.metrics.gallery` and keep their face vectors, not their pictures.

`python -m facegen.training.gallery` takes some minutes and writes `assets/gallery/identities.npy`.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from jaxtyping import Float32, UInt8
from numpy import ndarray

from facegen.human.build import build_avatar
from facegen.human.sampling import sample_person
from facegen.metrics.gallery import GALLERY
from facegen.models.identity import identity_encoder
from facegen.render.camera import Camera
from facegen.render.renderer import render_avatar

COUNT = 48
FIRST_SEED = 7_310_000
"""Held out: no benchmark and no example draws from the seeds that follow."""
SIZE, TEXTURE = 256, 256


def portraits(count: int = COUNT) -> Iterator[UInt8[ndarray, "S S 3"]]:
    """Front portraits of people drawn by chance; a few seconds each."""
    for seed in range(FIRST_SEED, FIRST_SEED + count):
        person = sample_person(None, torch.Generator().manual_seed(seed))
        avatar = build_avatar(person, size=TEXTURE)
        image = render_avatar(avatar, Camera.portrait(avatar, size=SIZE), quality="fast")
        yield np.rint(np.clip(image[..., :3], 0.0, 1.0) * 255.0).astype(np.uint8)


def face_vectors(count: int = COUNT) -> Float32[ndarray, "N D"]:
    """Their identity vectors; people whose face is not found (masks of paint, beasts) are left
    out."""
    vectors = [identity_encoder()(image) for image in portraits(count)]
    return np.stack([vector for vector in vectors if vector is not None])


def main() -> None:
    """Write the gallery."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--out", type=Path, default=GALLERY)
    options = parser.parse_args()
    vectors = face_vectors(options.count)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    np.save(options.out, vectors.astype(np.float16))
    print(f"{len(vectors)} people in {options.out}")


if __name__ == "__main__":
    main()
