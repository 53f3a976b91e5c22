"""What is kept of a photo beside the person: what was read, where its camera stood, whose face.

It stays in the result's folder. Of the downloads the debug sheet, and the zip of everything,
show the whole face crop; a model carries the skin and hair that were taken from it.
"""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from jaxtyping import UInt8
from numpy import ndarray
from PIL import Image

from facegen.errors import InputError
from facegen.export.files import write_bytes, write_json
from facegen.human.controls import value_of
from facegen.human.person import Person
from facegen.portrait.analysis import Light
from facegen.portrait.relight import photo_environment
from facegen.render.camera import Camera
from facegen.render.environment import Environment

if TYPE_CHECKING:
    from facegen.portrait.analysis import Guess, PortraitAnalysis
    from facegen.portrait.fit import HeadFit

NOTES, INPUT, DEBUG = "photo.json", "input.webp", "debug.webp"
_CAMERA = ("eye", "target", "up", "fov_y", "width", "height")


@dataclass(frozen=True)
class PhotoNotes:
    """Plain values; files beside `draft.json`."""

    facts: Mapping[str, Any]
    """`attributes` as a list of control, value and confidence; `warnings`; what was measured."""
    camera: Camera
    """Sees the avatar as the crop does."""
    identity: tuple[float, ...] | None
    """The face in the photo for `models.roles.IdentityEncoder`."""
    light: tuple[tuple[float, float, float], ...]
    """`portrait.analysis.Light.harmonics`."""
    crop: bytes
    """The face as it was cut out, WebP."""
    debug: bytes
    """The debug sheet, WebP."""

    def picture(self) -> UInt8[ndarray, "S S 3"]:
        """`crop` decoded, sRGB."""
        with Image.open(io.BytesIO(self.crop)) as image:
            return np.asarray(image.convert("RGB"))

    def environment(self) -> Environment:
        """Light that falls on a face as the photo's does."""
        return photo_environment(Light(np.array(self.light, np.float32)))

    def write(self, folder: Path) -> dict[str, Path]:
        """Writes the notes' files to `folder`; returns the paths of the pictures by kind."""
        camera = dataclasses.asdict(self.camera)
        told = {
            "facts": self.facts,
            "camera": {name: camera[name] for name in _CAMERA},
            "identity": self.identity,
            "light": self.light,
        }
        write_json(folder / NOTES, told)
        return {
            "input": write_bytes(folder / INPUT, self.crop),
            "debug": write_bytes(folder / DEBUG, self.debug),
        }

    @staticmethod
    def read(folder: Path, told: Mapping[str, Any]) -> PhotoNotes:
        """The notes that `write` left in `folder`; `told` is the content of `photo.json`."""
        try:
            camera = dict(told["camera"])
            for name in ("eye", "target", "up"):
                camera[name] = tuple(camera[name])
            identity = told["identity"]
            return PhotoNotes(
                dict(told["facts"]),
                Camera(**camera),
                None if identity is None else tuple(identity),
                tuple(tuple(band) for band in told["light"]),
                (folder / INPUT).read_bytes(),
                (folder / DEBUG).read_bytes(),
            )
        except (OSError, KeyError, TypeError, ValueError) as error:
            raise InputError(
                "What was kept of the photo cannot be read; use the photo again."
            ) from error


def facts_of(
    analysis: PortraitAnalysis, fit: HeadFit, person: Person, outline_iou: float
) -> dict[str, Any]:
    """What the photo said, as plain JSON: for the panel, the report and programs.

    `outline_iou` is how far the chosen hair covers the photo's, 0..1.
    """
    return {
        "attributes": [
            {"name": name, "value": value_of(person, name), "confidence": round(sure, 3)}
            for name, sure in _sure(analysis)
        ],
        "warnings": list(analysis.warnings),
        "confidence": round(analysis.confidence, 3),
        "pose": {n: round(getattr(analysis, n), 1) for n in ("yaw", "pitch", "roll")},
        "skin_ita": round(analysis.skin.ita, 1),
        "hair": {
            name: getattr(analysis.hair, name).value
            for name in ("length", "curl", "tied", "fringe")
        },
        "hair_outline_iou": round(outline_iou, 3),
        "expression": {name: round(weight, 3) for name, weight in fit.expression.items() if weight},
        "landmark_error_percent": {name: round(e, 3) for name, e in fit.errors.items()},
        "fit_seconds": {name: round(seconds, 3) for name, seconds in fit.seconds.items()},
    }


def _sure(analysis: PortraitAnalysis) -> Iterator[tuple[str, float]]:
    """Control -> how surely it was read."""
    eyes = (analysis.iris_left, analysis.iris_right)
    guesses: dict[str, Guess[Any]] = {
        "age": analysis.age,
        "gender": analysis.masculine,
        "eyes.color": min(eyes, key=lambda guess: guess.confidence),
        "hair.style": min(
            (analysis.hair.length, analysis.hair.curl, analysis.hair.tied),
            key=lambda guess: guess.confidence,
        ),
        "hair.color": analysis.hair.color,
        "beard.style": analysis.facial_hair,
        "glasses": analysis.glasses,
        "hat": analysis.hat,
    }
    for name, guess in guesses.items():
        yield name, guess.confidence
    yield "skin.tone", analysis.confidence
