"""People to bake, small and once."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from facegen.human.figure import Figure, make_figure
from facegen.human.person import Hair, Person, Skin
from facegen.setup.sources import assets_dir


@pytest.fixture(scope="session")
def plain() -> Figure:
    """An even, bald, unfreckled adult."""
    if not (assets_dir() / "skins" / "names.json").exists():
        pytest.skip("the skins are not built: run `python -m facegen.setup`")
    skin = Skin(melanin=0.3, wrinkles=0.0, moles=0.0, blotches=0.2, seed=5)
    return make_figure(Person(skin=skin, hair=Hair(style="bald")))


@pytest.fixture(scope="session")
def with_skin(plain):
    """`with_skin(freckles=1)`: the plain figure with a changed skin."""

    def make(**changes) -> Figure:
        skin = dataclasses.replace(plain.person.skin, **changes)
        return plain.replace(person=dataclasses.replace(plain.person, skin=skin))

    return make


@pytest.fixture(scope="session")
def bilinear():
    """`bilinear(image, uvs)`: texel look-up as a renderer does it."""

    def look(image: np.ndarray, uvs: np.ndarray) -> np.ndarray:
        size = image.shape[0]
        spot = np.clip(uvs * size - 0.5, 0, size - 1.001)
        low = spot.astype(int)
        f = (spot - low)[..., None] if image.ndim == 3 else spot - low
        fx, fy = f[:, 0], f[:, 1]
        x, y = low[:, 0], low[:, 1]
        image = image.astype(float)
        top = image[y, x] * (1 - fx) + image[y, x + 1] * fx
        bottom = image[y + 1, x] * (1 - fx) + image[y + 1, x + 1] * fx
        return top * (1 - fy) + bottom * fy

    return look
