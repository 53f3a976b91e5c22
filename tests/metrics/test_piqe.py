"""PIQE: another program's figures, blocks whose faults are known, damage that must show."""

from __future__ import annotations

import time

import cv2
import numpy as np
import pytest
import skimage.data

from facegen.metrics.mscn import luma, mscn
from facegen.metrics.piqe import block_quality, piqe

PYPIQE = {
    "astronaut": 33.7591, "camera": 40.1374, "chelsea": 34.0170, "coffee": 27.7342,
    "rocket": 38.8472, "coins": 22.0749,
}  # fmt: skip
"""What pypiqe 1.2 prints for the luma of scikit-image's pictures."""


@pytest.mark.parametrize("name", PYPIQE)
def test_agrees_with_another_program(name: str) -> None:
    """Within the 2 % that the issue allows: pypiqe takes columns 8 and 10 for the middle ones and
    stretches the brightest pixel to 255."""
    assert piqe(getattr(skimage.data, name)()) == pytest.approx(PYPIQE[name], rel=0.02)


def test_the_score_step_by_step() -> None:
    """The paper's steps once more, a block at a time, on a picture that fills no whole block."""
    grey = luma(cv2.GaussianBlur(skimage.data.coins()[:200, :250], (0, 0), 0.8), 16)
    values = mscn(np.pad(grey, ((0, 8), (0, 6)), mode="symmetric")).astype(np.float64)
    distortion, active = 0.0, 0
    for top in range(0, 208, 16):
        for left in range(0, 256, 16):
            block = values[top : top + 16, left : left + 16]
            variance = block.var(ddof=1)
            if variance <= 0.1:
                continue
            active += 1
            runs = [
                border[i : i + 6]
                for border in (block[0], block[15], block[:, 0], block[:, 15])
                for i in range(11)
            ]
            if min(run.std(ddof=1) for run in runs) < 0.1:
                distortion += 1 - variance
            others = np.hstack([block[:, :7], block[:, 9:]])
            ratio = block[:, 7:9].std(ddof=1) / others.std(ddof=1)
            deviation = variance**0.5
            if deviation > 2 * abs(deviation - ratio) / max(deviation, ratio):
                distortion += variance
    assert active > 50
    expected = 100 * (distortion + 1) / (active + 1)
    assert piqe(grey.astype(np.uint8)) == pytest.approx(expected, rel=1e-9)


def test_noise_is_seen_as_noise() -> None:
    dice = np.random.default_rng(1)
    noise = np.clip(dice.normal(128, 30, (256, 256)), 0, 255).astype(np.uint8)
    found = block_quality(noise)
    assert found.active.all()
    assert found.noise.mean() > 0.95
    assert not found.artefacts.any()
    assert found.score > 60


def test_blocking_is_seen_as_blocking() -> None:
    """Plain tiles of the blocks' own size, half a block off: each border runs along plain ones."""
    tiles = np.tile([[60, 190], [200, 40]], (9, 9)).astype(np.uint8)
    blocky = np.kron(tiles, np.ones((16, 16), np.uint8))[8:264, 8:264]
    found = block_quality(blocky)
    assert found.active.all()
    assert found.artefacts.all()
    assert not found.noise.any()
    assert found.score > 80


def test_faults_count_only_where_the_eye_goes() -> None:
    image = cv2.GaussianBlur(skimage.data.astronaut(), (0, 0), 1.0)
    found = block_quality(image)
    assert 0 < found.active.sum() < found.active.size
    assert not (found.artefacts & ~found.active).any()
    assert not (found.noise & ~found.active).any()


def test_more_damage_scores_worse() -> None:
    image = skimage.data.astronaut()
    blurred = [piqe(cv2.GaussianBlur(image, (0, 0), sigma)) for sigma in (0.6, 1.0, 1.5, 2.0)]
    assert [piqe(image), *blurred] == sorted([piqe(image), *blurred])
    dice = np.random.default_rng(3)
    noisy = [
        piqe(np.clip(image + dice.normal(0, sd, image.shape), 0, 255).astype(np.uint8))
        for sd in (25, 50)
    ]
    assert [piqe(image), *noisy] == sorted([piqe(image), *noisy])


def test_a_smooth_ramp_has_no_active_block() -> None:
    ramp = np.tile(np.linspace(0, 1, 256), (256, 1))
    assert piqe(ramp) == 100


def test_one_picture_in_all_its_forms() -> None:
    grey = skimage.data.camera()
    expected = piqe(grey)
    for form in (grey[..., None], np.stack([grey] * 3, 2), grey / 255):
        assert piqe(form) == pytest.approx(expected, abs=1e-9)


def test_is_quick() -> None:
    image = skimage.data.astronaut()
    piqe(image)
    begun = time.process_time()
    piqe(image)
    assert time.process_time() - begun < 0.3
