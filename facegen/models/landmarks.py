"""FaceLandmarker on MediaPipe: where the face and its features are in a picture."""

from __future__ import annotations

import functools

import numpy as np
from jaxtyping import UInt8
from numpy import ndarray

from facegen.models.mediapipe_tasks import never_closed
from facegen.models.registry import weight_path
from facegen.models.roles import Landmarks

MODEL = "face_landmarker.task"
NEUTRAL = "_neutral"
"""MediaPipe's first blendshape is no ARKit one."""


class MediaPipeLandmarker:
    """Finds up to `faces` faces; some 12 ms per picture. SetupError if its weights are missing."""

    def __init__(self, faces: int = 1) -> None:
        # Imported here: it loads GL libraries and takes a second, and most runs never need it.
        from mediapipe.tasks import python as tasks
        from mediapipe.tasks.python import vision

        options = vision.FaceLandmarkerOptions(
            base_options=tasks.BaseOptions(model_asset_buffer=weight_path(MODEL).read_bytes()),
            output_face_blendshapes=True,
            num_faces=faces,
        )
        self._detector = never_closed(vision.FaceLandmarker.create_from_options(options))

    def __call__(self, image_srgb: UInt8[ndarray, "H W 3"]) -> list[Landmarks]:
        """The faces found, largest first; none if there is none."""
        import mediapipe

        height, width = image_srgb.shape[:2]
        picture = mediapipe.Image(
            image_format=mediapipe.ImageFormat.SRGB, data=np.ascontiguousarray(image_srgb)
        )
        found = self._detector.detect(picture)
        faces = [
            Landmarks(
                np.array([(p.x * width, p.y * height, p.z * width) for p in points], np.float32),
                {s.category_name: s.score for s in shapes if s.category_name != NEUTRAL},
            )
            for points, shapes in zip(found.face_landmarks, found.face_blendshapes, strict=True)
        ]
        return sorted(faces, key=lambda face: -np.ptp(face.points[:, :2], axis=0).prod())


@functools.cache
def face_landmarker() -> MediaPipeLandmarker:
    """The process's one landmarker for a single face."""
    return MediaPipeLandmarker()


@functools.cache
def faces_landmarker() -> MediaPipeLandmarker:
    """The process's one landmarker for pictures of several people."""
    return MediaPipeLandmarker(faces=12)
