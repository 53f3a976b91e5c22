"""Maps survive encoding and shrinking."""

import io

import cv2
import numpy as np
import pytest
from PIL import Image

from facegen.export.images import encode_image, encode_png, limit_size, stored_size
from facegen.export.mark import NOTICE


def _decode(data: bytes) -> np.ndarray:
    image = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    return image[..., [2, 1, 0, 3][: image.shape[2]]] if image.ndim == 3 else image


def _smooth(channels: int, seed: int) -> np.ndarray:
    noise = np.random.default_rng(seed).uniform(0, 255, (9, 9, channels)).astype(np.float32)
    return (
        cv2.resize(noise, (128, 128), interpolation=cv2.INTER_CUBIC).clip(0, 255).astype(np.uint8)
    )


@pytest.mark.parametrize("kind", ["color", "normal", "data"])
def test_opaque_maps_become_jpeg_with_each_channel_on_its_own(kind):
    x, y = np.meshgrid(np.arange(64), np.arange(64))
    image = np.stack([x % 2, (x + y) // 2 % 2, y % 2], axis=-1) * 60 + 100
    encoded = encode_image(image.astype(np.uint8), kind)
    assert encoded.mime == "image/jpeg"
    error = np.abs(_decode(encoded.data).astype(int) - image)
    # Chroma at half resolution, JPEG's usual way, would put red and blue off by 15 and more.
    assert error.mean(axis=(0, 1)).max() < 8


def test_alpha_is_kept_exactly_and_a_useless_one_dropped():
    image = _smooth(4, 2)
    encoded = encode_image(image, "color")
    assert encoded.mime == "image/png"
    read = _decode(encoded.data)
    np.testing.assert_array_equal(read[..., 3], image[..., 3])
    assert np.abs(read[..., :3].astype(int) - image[..., :3]).max() <= 2
    image[..., 3] = 255
    assert encode_image(image, "color").mime == "image/jpeg"


def test_strength_lies_in_alpha():
    strength = _smooth(1, 3).reshape(128, 128)
    read = _decode(encode_image(strength, "strength").data)
    assert (read[..., :3] == 255).all()
    assert np.abs(read[..., 3].astype(int) - strength).max() <= 4


def test_grey_and_colour_png_are_exact():
    for image in (_smooth(3, 4), _smooth(3, 4)[..., 0]):
        np.testing.assert_array_equal(_decode(encode_png(image)), image)


def test_a_png_says_that_it_is_synthetic():
    with Image.open(io.BytesIO(encode_png(_smooth(3, 4)))) as image:
        image.verify()
        assert image.info["Comment"] == NOTICE


def test_only_maps_without_fine_lines_are_halved():
    large, small = np.zeros((2048, 1024), np.uint8), np.zeros((256, 512), np.uint8)
    kinds = ("color", "normal", "data", "strength")
    assert [stored_size(large, kind, None) for kind in kinds] == [2048, 2048, 1024, 1024]
    assert [stored_size(small, kind, None) for kind in kinds] == [512] * 4
    assert [stored_size(large, kind, 768) for kind in kinds] == [768] * 4


def test_shrinking_averages():
    image = np.zeros((8, 8, 3), np.uint8)
    image[:, ::2] = 200
    assert (limit_size(image, 4, "color") == 100).all()
    assert limit_size(image, 8, "color") is image
    assert limit_size(np.zeros((8, 32, 3), np.uint8), 16, "data").shape == (4, 16, 3)


def test_shrunken_normals_are_unit_length():
    image = np.zeros((8, 8, 3), np.uint8)
    image[:, ::2], image[:, 1::2] = (255, 128, 128), (128, 128, 255)
    normals = limit_size(image, 4, "normal") / 127.5 - 1
    np.testing.assert_allclose(np.linalg.norm(normals, axis=-1), 1, atol=0.01)
    np.testing.assert_allclose(normals[0, 0], [0.707, 0, 0.707], atol=0.01)


def test_colour_under_transparent_pixels_does_not_bleed():
    image = np.zeros((8, 8, 4), np.uint8)
    image[:, ::2] = (200, 100, 50, 255)
    image[:, 1::2] = (0, 255, 0, 0)
    small = limit_size(image, 4, "color")
    np.testing.assert_allclose(small[0, 0], [200, 100, 50, 128], atol=1)
