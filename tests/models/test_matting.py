"""The matte covers a rendered person and leaves the background."""

from __future__ import annotations

import numpy as np

from facegen.avatar import Avatar
from facegen.models.matting import person_matting
from facegen.render.camera import Camera
from facegen.render.renderer import render_avatar
from tests.models.conftest import Picture


def test_the_matte_is_the_silhouette(avatar: Avatar, front: Picture) -> None:
    matte = person_matting()(front)
    mask = render_avatar(avatar, Camera.portrait(avatar, size=512), mode="mask")[..., 0]
    assert matte.shape == (512, 512)
    assert matte.dtype == np.float32
    assert 0 <= matte.min() < matte.max() <= 1
    assert np.minimum(matte, mask).sum() / np.maximum(matte, mask).sum() > 0.94


def test_any_shape_and_nobody() -> None:
    matte = person_matting()(np.full((120, 200, 3), 128, np.uint8))
    assert matte.shape == (120, 200)
    assert matte.mean() < 0.2
