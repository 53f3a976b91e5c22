"""Which pixels of a portrait are skin, hair, eyes, clothes: parsing around the face."""

from __future__ import annotations

import logging
from typing import NamedTuple

import numpy as np
from jaxtyping import Bool, Float32, UInt8
from numpy import ndarray

from facegen.errors import SetupError
from facegen.models.matting import person_matting
from facegen.models.parsing import face_parser
from facegen.models.roles import CELEBA_CLASSES, Landmarks
from facegen.portrait.crop import Affine, face_window, inside, inverse, joined, sample
from facegen.portrait.faces import brightened
from facegen.portrait.guessed_parsing import guess_parsing
from facegen.portrait.pose import CHIN, FOREHEAD

logger = logging.getLogger(__name__)

SIDE = 512
"""Pixels of each map."""
TIGHT = 1.75
"""The window that the parser reads best, of the face's extent."""
WIDE, DROP = 2.6, 0.1
"""The window that shows the hair's ends and the shoulders, and how far it is moved down."""
DARK = 40
"""Median of the tight window's bytes below which it is brightened for the networks."""
HANGING = 0.15
"""Share of a drawn hat below the eyes from which it is hair: brims end above them."""
FEATHER = 24
"""Pixels over which the tight parsing passes into the wide one."""
CLASS = {name: index for index, name in enumerate(CELEBA_CLASSES)}
SIDED = ("brow", "eye", "ear")
"""Classes of which there are two."""


class Segments(NamedTuple):
    """Class probabilities in two windows; background beyond the border of the photo."""

    parsing: Float32[ndarray, "19 S S"]
    """Over the face crop."""
    matte: Float32[ndarray, "S S"]
    """Share of person over the face crop."""
    wide: Float32[ndarray, "19 S S"]
    """Down to the shoulders."""
    wide_image: UInt8[ndarray, "S S 3"]
    wide_inside: Bool[ndarray, "S S"]
    wide_window: Affine
    """Wide pixel to photo pixel."""
    parsed: bool
    """False where the parser may not be used and the classes are guessed from colours."""


def segment(
    image: UInt8[ndarray, "H W 3"], face: Landmarks, to_photo: Affine, crop_size: int
) -> Segments:
    """Parse the photo around `face`; `to_photo` and `crop_size` are the face crop's.

    The crop's own window is a little too loose for the parser: a tight and a wide window are
    parsed, and the crop takes from the tight one what that shows.
    """
    size = SIDE, SIDE
    half = np.diag([crop_size / SIDE, crop_size / SIDE])
    crop = joined(np.concatenate([half, np.zeros((2, 1))], 1), to_photo)
    windows = {
        "crop": crop,
        "tight": face_window(face, TIGHT, SIDE),
        "wide": face_window(face, WIDE, SIDE, DROP),
    }
    looks = {name: sample(image, w, size) for name, w in windows.items()}
    wide_image = looks["wide"]
    if np.median(looks["tight"]) < DARK:
        looks = {name: brightened(look) for name, look in looks.items()}
    seen = {name: inside(w, size, image.shape[:2]) for name, w in windows.items()}
    matte = person_matting()(looks["crop"]) * seen["crop"]
    try:
        maps = {name: _sharpened(face_parser()(looks[name])) for name in ("tight", "wide")}
        parsed = True
    except SetupError as error:
        logger.info("faces are read without the parser: %s", error)
        maps = {name: guess_parsing(looks[name], face, windows[name]) for name in ("tight", "wide")}
        parsed = False
    for name, parsing in maps.items():
        maps[name] = _sided(_bounded(parsing, seen[name]), face, windows[name])
    parsing = _bounded(_merged(maps, windows), seen["crop"])
    return Segments(
        parsing, _agreed(matte, parsing[0]), maps["wide"], wide_image, seen["wide"],
        windows["wide"], parsed,
    )  # fmt: skip


def likeliest(parsing: Float32[ndarray, "19 P P"], name: str) -> Bool[ndarray, "P P"]:
    """Where that class is the likeliest, as `argmax` would have it, in a tenth of its time."""
    own = CLASS[name]
    before, after = (part.max(0, initial=-np.inf) for part in (parsing[:own], parsing[own + 1 :]))
    return (parsing[own] > before) & (parsing[own] >= after)


def bareheaded(parsing: Float32[ndarray, "19 P P"]) -> Float32[ndarray, "19 P P"]:
    """The parsing where no hat is worn: what was taken for one is hair."""
    told = parsing.copy()
    told[CLASS["hair"]] += told[CLASS["hat"]]
    told[CLASS["hat"]] = 0.0
    return told


def without_drawn_hat(found: Segments, wide_eyes: float) -> Segments:
    """Segments of a drawing, where flat hair passes for a hat: one that hangs beside the face is
    hair.

    `wide_eyes` is the row of the eyes in the wide window.
    """
    hat = likeliest(found.wide, "hat")
    hanging = hat[int(np.clip(wide_eyes, 0, SIDE)) :].sum()
    if hanging < HANGING * max(hat.sum(), 1):
        return found
    return found._replace(parsing=bareheaded(found.parsing), wide=bareheaded(found.wide))


def _sharpened(parsing: Float32[ndarray, "19 S S"]) -> Float32[ndarray, "19 S S"]:
    """Squared and scaled to sum to 1: the parser's training stopped at probabilities of 0.7."""
    squared = parsing**2
    return squared / squared.sum(0)


def _agreed(
    matte: Float32[ndarray, "S S"], background: Float32[ndarray, "S S"]
) -> Float32[ndarray, "S S"]:
    """The matte without what the parser surely takes for background, with what it does not."""
    behind = np.clip((background - 0.9) / 0.08, 0, 1)
    person = np.clip((0.1 - background) / 0.08, 0, 1)
    return np.maximum(matte * (1 - behind), person)


def _merged(
    maps: dict[str, Float32[ndarray, "19 S S"]], windows: dict[str, Affine]
) -> Float32[ndarray, "19 S S"]:
    """Over the crop: the tight parsing where there is one, the wide around it."""
    ramp = np.minimum(np.arange(SIDE) + 0.5, SIDE - np.arange(SIDE) - 0.5) / FEATHER
    weight = np.clip(np.minimum(ramp[:, None], ramp[None]), 0, 1).astype(np.float32)
    weight = _carried(weight[None], windows["tight"], windows["crop"])
    tight, wide = (_carried(maps[n], windows[n], windows["crop"]) for n in ("tight", "wide"))
    mixed = wide + weight * (tight - wide)
    mixed[0] += np.maximum(1.0 - mixed.sum(0), 0.0)  # where neither window reaches
    return mixed / mixed.sum(0)


def _carried(
    maps: Float32[ndarray, "C S S"], source: Affine, target: Affine
) -> Float32[ndarray, "C S S"]:
    """Maps of one window as another one shows them."""
    across = joined(target, inverse(source))
    size = SIDE, SIDE
    return np.stack([sample(layer, across, size, beyond=0.0) for layer in maps]).clip(0, 1)


def _bounded(
    parsing: Float32[ndarray, "19 S S"], seen: Bool[ndarray, "S S"]
) -> Float32[ndarray, "19 S S"]:
    """`parsing` with background where the photo does not reach."""
    parsing = parsing * seen
    parsing[0][~seen] = 1.0
    return parsing


def _sided(
    parsing: Float32[ndarray, "19 S S"], face: Landmarks, to_photo: Affine
) -> Float32[ndarray, "19 S S"]:
    """Left and right by the face's midline: the parser, trained on mirrored faces, mixes them."""
    points = face.points[[FOREHEAD, CHIN], :2]
    back = inverse(to_photo)
    top, chin = points @ back[:, :2].T + back[:, 2]
    x, y = np.meshgrid(np.arange(SIDE) + 0.5, np.arange(SIDE) + 0.5)
    down = chin - top
    left = (x - top[0]) * down[1] - (y - top[1]) * down[0] > 0
    for name in SIDED:
        both = parsing[CLASS[f"{name}_left"]] + parsing[CLASS[f"{name}_right"]]
        parsing[CLASS[f"{name}_left"]] = both * left
        parsing[CLASS[f"{name}_right"]] = both * ~left
    return parsing
