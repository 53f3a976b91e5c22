"""Frames -> an H.264 video that every browser and phone plays."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from jaxtyping import UInt8
from numpy import ndarray

from facegen.export.files import atomic_write
from facegen.export.mark import NOTICE

_QUALITY = "18"
"""x264's constant rate factor: 18 shows no loss."""

_FAST_START = {"movflags": "+faststart"}
"""The index goes first, so that a page plays the video while it still loads."""


def write_video(
    frames: Iterable[UInt8[ndarray, "H W 3"]],
    path: Path | str,
    fps: float,
    *,
    comment: str = NOTICE,
) -> Path:
    """Write sRGB `frames` (one size, taken one at a time) as an MP4; returns the path.

    An odd last row or column is dropped: the 4:2:0 format, the only one that plays everywhere,
    needs even sizes. `comment` goes into the file's metadata. `ValueError` when there is no frame.
    """
    with (
        atomic_write(path) as temporary,
        av.open(str(temporary), "w", format="mp4", options=_FAST_START) as container,
    ):
        container.metadata["comment"] = comment
        stream = None
        for image in frames:
            if stream is None:
                stream = _add_stream(container, image, fps)
            picture = np.ascontiguousarray(image[: stream.height, : stream.width])
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
            converted = frame.reformat(format="yuv420p", dst_colorspace="ITU709")
            container.mux(stream.encode(converted))
        if stream is None:
            raise ValueError("a video needs at least one frame")
        container.mux(stream.encode())
    return Path(path)


def _add_stream(
    container: av.container.OutputContainer, image: UInt8[ndarray, "H W 3"], fps: float
) -> av.VideoStream:
    stream = container.add_stream("libx264", rate=Fraction(fps).limit_denominator(1001))
    stream.height, stream.width = image.shape[0] & ~1, image.shape[1] & ~1
    stream.pix_fmt = "yuv420p"
    stream.options = {"crf": _QUALITY, "preset": "fast"}
    context = stream.codec_context
    # Without these tags players guess the colours, and skin turns pink or green.
    context.colorspace = context.color_primaries = context.color_trc = 1  # BT.709
    context.color_range = 1  # limited
    return stream
