"""The mask of a face, and its picture."""

from __future__ import annotations

import numpy as np
import pytest

from facegen.errors import InputError
from facegen.models.roles import CELEBA_CLASSES
from facegen.portrait.debug_sheet import COLORS
from facegen.portrait.mask import face_mask, mask_picture


def test_features_lie_where_they_are_on_a_face() -> None:
    from skimage.data import astronaut

    crop = np.ascontiguousarray(astronaut()[0:256, 96:352])
    mask = face_mask(crop)
    assert mask.shape == (19, 512, 512) and np.allclose(mask.sum(0), 1, atol=1e-3)
    height = {}
    for name in ("brow_left", "eye_left", "nose", "lip_lower", "hair"):
        share = mask[CELEBA_CLASSES.index(name)]
        assert share.max() > 0.5, name
        height[name] = (share.sum(1) * np.arange(512)).sum() / share.sum()
    assert height["brow_left"] < height["eye_left"] < height["nose"] < height["lip_lower"]
    assert height["hair"] < height["nose"]


def test_a_picture_without_a_face_has_no_mask() -> None:
    with pytest.raises(InputError, match="No face"):
        face_mask(np.full((128, 128, 3), 90, np.uint8))


def test_each_class_has_its_colour() -> None:
    mask = np.zeros((19, 4, 4), np.float32)
    mask[CELEBA_CLASSES.index("hair"), :2] = 1
    mask[0, 2:] = 1
    picture = mask_picture(mask, 8)
    assert (picture[0] == COLORS["hair"]).all() and (picture[7] < 40).all()
