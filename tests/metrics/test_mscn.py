"""Pictures that NIQE and PIQE refuse, and the one sentence that says why."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import skimage.data

from facegen.errors import InputError
from facegen.metrics.mscn import luma, mscn
from facegen.metrics.niqe import niqe
from facegen.metrics.piqe import piqe

PICTURE = skimage.data.astronaut()
HOLED = PICTURE / 255
HOLED[40, 50] = np.nan

REFUSED: list[tuple[Any, str]] = [
    ([[1, 2], [3, 4]], "a list; give a numpy array"),
    (None, "NoneType"),
    (PICTURE[:8, :8], r"8 x 8 pixels; it needs at least \d+ each way"),
    (PICTURE[:300, :9], "9 x 300 pixels"),
    (PICTURE[:0], "512 x 0 pixels"),
    (PICTURE[0], r"3 x 512 pixels"),
    (PICTURE[None], r"shape \(1, 512, 512, 3\)"),
    (np.dstack([PICTURE, PICTURE[..., 0]]), r"shape \(512, 512, 4\)"),
    (np.full((256, 256, 3), 77, np.uint8), "one plain shade"),
    (np.zeros((256, 256)), "one plain shade"),
    (HOLED, "not numbers"),
    (np.where(HOLED > 0.9, np.inf, HOLED), "not numbers"),
    (PICTURE.astype(np.float32), r"from 0 to 255; scale them to 0\.\.1"),
    (PICTURE / 255 - 0.5, "from -0.5"),
    (PICTURE.astype(np.int32), "holds int32; give uint8"),
    (PICTURE > 99, "holds bool"),
    (PICTURE.astype(complex), "holds complex128"),
]


@pytest.mark.parametrize("score", [niqe, piqe])
@pytest.mark.parametrize(("picture", "message"), REFUSED)
def test_bad_pictures_are_told(score: Any, picture: Any, message: str) -> None:
    with pytest.raises(InputError, match=message):
        score(picture)


def test_luma_weighs_the_colours_and_rounds() -> None:
    patch = np.zeros((16, 16, 3), np.uint8)
    patch[0, :3] = [255, 0, 0], [0, 255, 0], [0, 0, 255]
    assert luma(patch, 16)[0, :4].tolist() == [76, 150, 29, 0]


def test_a_hair_out_of_range_is_forgiven() -> None:
    """Resizing overshoots a little."""
    values = np.clip(PICTURE / 255, 0, 1)
    values[0, 0], values[0, 1] = 1.0005, -0.0005
    values[0, 2] = 0
    assert luma(values, 16)[0, :3].tolist() == [255, 0, 0]


def test_coefficients_by_hand() -> None:
    """A lone bright pixel: mean and deviation under the window are known in closed form."""
    grey = np.zeros((21, 21), np.float32)
    grey[10, 10] = 100
    offsets = np.arange(-3, 4)
    line = np.exp(-(offsets**2) / (2 * (7 / 6) ** 2))
    window = np.outer(line, line) / line.sum() ** 2
    weight = window[3, 3]
    deviation = 100 * np.sqrt(weight - weight**2)
    assert mscn(grey)[10, 10] == pytest.approx(100 * (1 - weight) / (deviation + 1), rel=1e-5)
    assert mscn(grey)[10, 14] == 0
