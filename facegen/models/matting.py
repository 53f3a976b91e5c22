"""PersonMatting on MediaPipe's selfie segmenter."""

from __future__ import annotations

import functools

import numpy as np
from jaxtyping import Float32, UInt8
from numpy import ndarray

from facegen.models.mediapipe_tasks import never_closed
from facegen.models.registry import weight_path

MODEL = "selfie_segmenter.tflite"


class SelfieSegmenter:
    """How much of each pixel is a person; 10 ms. It works at 256 x 256 whatever comes in, so an
    edge is some four pixels wide at 1024. SetupError if its weights are missing.
    """

    def __init__(self) -> None:
        # Imported here: it loads GL libraries and takes a second, and most runs never need it.
        from mediapipe.tasks import python as tasks
        from mediapipe.tasks.python import vision

        options = vision.ImageSegmenterOptions(
            base_options=tasks.BaseOptions(model_asset_buffer=weight_path(MODEL).read_bytes()),
            output_confidence_masks=True,
        )
        self._segmenter = never_closed(vision.ImageSegmenter.create_from_options(options))

    def __call__(self, image_srgb: UInt8[ndarray, "H W 3"]) -> Float32[ndarray, "H W"]:
        """Share of each pixel that a person covers, 0..1."""
        import mediapipe

        picture = mediapipe.Image(
            image_format=mediapipe.ImageFormat.SRGB, data=np.ascontiguousarray(image_srgb)
        )
        (mask,) = self._segmenter.segment(picture).confidence_masks
        share = np.array(mask.numpy_view(), np.float32).reshape(image_srgb.shape[:2])
        return share.clip(0.0, 1.0)


@functools.cache
def person_matting() -> SelfieSegmenter:
    """The process's one segmenter."""
    return SelfieSegmenter()
