"""Reading a portrait: from a photo to everything that is known of the person in it."""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np
from jaxtyping import Bool, Float32, Float64, UInt8
from numpy import ndarray

from facegen.colorspace import linear_to_srgb, srgb_to_linear
from facegen.errors import InputError
from facegen.human.person import Color
from facegen.models.age_gender import age_gender
from facegen.models.faces import square_of_landmarks
from facegen.models.identity import identity_encoder
from facegen.models.roles import AgeGenderGuess, Landmarks
from facegen.portrait import regions as r
from facegen.portrait.analysis import Crop, Face, Guess, Portrait, PortraitAnalysis
from facegen.portrait.colour import (
    Illumination,
    brightest,
    hair_color,
    iris_color,
    main_color,
    middle_color,
    read_skin,
)
from facegen.portrait.crop import crop_face, inverse, magnification, moved, moved_landmarks
from facegen.portrait.eyes import EyeColors, read_eyes
from facegen.portrait.faces import face_width, find_faces
from facegen.portrait.facial_hair import measure_cover, read_facial_hair
from facegen.portrait.head_hair import BALD, EYES, measure_hair, read_hair
from facegen.portrait.pose import head_pose
from facegen.portrait.segments import (
    CLASS,
    SIDE,
    Segments,
    bareheaded,
    likeliest,
    segment,
    without_drawn_hat,
)
from facegen.portrait.trust import DRAWN, flatness, is_colourless, judge, measure_view

GLASSES = 0.03
"""Share of the face from which glasses are worn."""
GREYING = 0.25
"""Share of grey hair from which it tells of years: fair hair passes for less."""
GREY_YEARS, GREY_SPREAD = ((0.25, 0.5, 1.0), (44.0, 55.0, 70.0)), 9.0
"""Usual age at a share of grey, and its standard deviation."""
AGE_ERROR = 7.0
"""Years by which the network errs at least, however sure it is."""
AGE_DOUBT = 14.0
"""Years of spread at which an age is a mere guess."""
LEAST_CLOTH = 0.005
"""Share of the wide window."""
UNSEEN = Guess(False, 0.5)
"""Of glasses and hats, where the parser that knows them may not be used."""
USUAL_IRIS: Color = (0.30, 0.20, 0.13)
"""Most people's: for eyes that cannot be read."""


class _Frame(NamedTuple):
    """The face crop at the parsing's size."""

    picture: UInt8[ndarray, "P P 3"]
    linear: Float32[ndarray, "P P 3"]
    inside: Bool[ndarray, "P P"]
    points: Float64[ndarray, "478 3"]
    labels: ndarray


def analyse(portrait: Portrait, face: int = 0) -> PortraitAnalysis:
    """Everything that the `face`-th largest face of a portrait tells.

    Raises InputError when there is no such face.
    """
    faces = find_faces(portrait)
    if type(face) is not int or not 0 <= face < len(faces):
        raise InputError(
            f"Face {str(face)[:20]} was asked for, but the photo shows {len(faces)}; "
            f"please choose 0 to {len(faces) - 1}."
        )
    return analyse_face(portrait, faces[face])


def analyse_face(portrait: Portrait, face: Face) -> PortraitAnalysis:
    """Everything that one found face tells; its landmarks are taken as they are."""
    crop = crop_face(portrait.image, face.landmarks)
    landmarks = moved_landmarks(face.landmarks, inverse(crop.to_photo))
    found = segment(portrait.image, face.landmarks, crop.to_photo, len(crop.image))
    wide_points = moved(face.landmarks.points, inverse(found.wide_window))
    flat = flatness(portrait.image, face.box)
    if flat > DRAWN:
        found = without_drawn_hat(found, wide_points[list(EYES), 1].mean())
    frame = _frame(crop, landmarks, found)
    pose = head_pose(face.landmarks.points)
    box = square_of_landmarks(landmarks.points)
    guess = age_gender()(crop.image, box)
    age = guess.age if guess else 30.0
    cover = measure_cover(frame.linear, found.parsing, frame.points)
    beard = read_facial_hair(cover, _masculine(guess), age)
    masculine = bearded(_masculine(guess), beard)
    worn = _glasses(frame) if found.parsed else UNSEEN
    magnified = 1 / magnification(crop.to_photo)
    eyes = read_eyes(crop.image, landmarks.points, magnified, worn.value)
    view = measure_view(
        frame.picture, frame.inside, found.parsing, frame.points, pose[:2],
        face_width(face.landmarks), flat,
    )  # fmt: skip
    white = None if worn.value else eyes.white
    skin, light = read_skin(
        _seen_skin(frame), white, brightest(portrait.image), colourless=is_colourless(view)
    )
    seen_hair = _seen_hair(frame)
    color, grey = hair_color(seen_hair, light) if seen_hair is not None else (None, 0.0)
    measures = measure_hair(found, crop.image, frame.points, wide_points)
    hair, hat = read_hair(measures, masculine, age, pose.yaw, color, grey)
    if measures.share > BALD and guess is not None:
        age = aged(guess, grey)
    confidence, warnings = judge(view._replace(misfit=light.misfit), worn.value, found.parsed)
    return PortraitAnalysis(
        portrait=portrait,
        face=face,
        crop=crop,
        landmarks=landmarks,
        yaw=pose.yaw,
        pitch=pose.pitch,
        roll=pose.roll,
        parsing=found.parsing if hat.value else bareheaded(found.parsing),
        matte=found.matte,
        identity=identity_encoder()(crop.image, box),
        age=Guess(
            age, float(np.clip(1 - guess.age_spread / AGE_DOUBT, 0.1, 0.9)) if guess else 0.1
        ),
        masculine=Guess(masculine, 0.5 + 0.45 * abs(2 * masculine - 1)),
        skin=skin,
        iris_left=_iris(eyes, light, 0, worn.value),
        iris_right=_iris(eyes, light, 1, worn.value),
        hair=hair,
        facial_hair=beard,
        glasses=worn,
        hat=hat if found.parsed else UNSEEN,
        clothes=_clothes(found, light),
        confidence=confidence,
        warnings=warnings,
    )


def aged(guess: AgeGenderGuess, grey: float) -> float:
    """Years, once the share of grey hair is known.

    The network sees smooth skin young, whoever's hair is white. Half of all people are half grey at
    50 (Panhard et al. 2012, "Greying of the human hair: a worldwide survey"); both are Gaussian.
    """
    if grey < GREYING:
        return guess.age
    usual = float(np.interp(grey, *GREY_YEARS))
    network, hair = 1 / max(guess.age_spread, AGE_ERROR) ** 2, 1 / GREY_SPREAD**2
    return max(guess.age, (network * guess.age + hair * usual) / (network + hair))


def bearded(masculine: float, beard: Guess[str]) -> float:
    """Masculine expression, once the beard is read: what is left of doubt is that it is misread.

    The network takes long hair for feminine, whatever grows on the chin.
    """
    if beard.value == "none":
        return masculine
    return 1.0 - (1.0 - masculine) * min(1.0, 2.0 * (1.0 - beard.confidence))


def _masculine(guess: AgeGenderGuess | None) -> float:
    """Of a child's face nobody can tell."""
    if guess is None:
        return 0.5
    told = float(np.interp(guess.age, (5.0, 16.0), (0.2, 1.0)))
    return 0.5 + told * (guess.masculine - 0.5)


def _frame(crop: Crop, landmarks: Landmarks, found: Segments) -> _Frame:
    picture = cv2.resize(crop.image, (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    inside = cv2.resize(crop.inside.astype(np.uint8), (SIDE, SIDE), interpolation=cv2.INTER_NEAREST)
    points = landmarks.points.astype(np.float64) * (SIDE / len(crop.image))
    return _Frame(
        picture, srgb_to_linear(picture), inside.astype(bool), points, found.parsing.argmax(0)
    )


def _seen_skin(frame: _Frame) -> Float64[ndarray, "3"]:
    """The middle one of cheeks and forehead, of the whole face where hair covers those."""
    skin = np.isin(frame.labels, [CLASS["skin"], CLASS["nose"]]) & frame.inside
    seen = []
    for part in (r.CHEEK_LEFT, r.CHEEK_RIGHT, r.FOREHEAD_MIDDLE):
        color = middle_color(frame.linear, r.region(frame.points, part, SIDE) & skin, 0, 100)
        if color is not None:
            seen.append(color)
    if not seen:
        face = r.region(frame.points, r.FACE, SIDE) & frame.inside
        color = middle_color(frame.linear, face, 25, 90)
        seen.append(np.full(3, 0.2) if color is None else color)
    return np.median(seen, axis=0)


def _seen_hair(frame: _Frame) -> Float64[ndarray, "3"] | None:
    """Of the head; of the brows where that is bald or covered."""
    hair = (frame.labels == CLASS["hair"]) & frame.inside
    face = r.region(frame.points, r.FACE, SIDE)
    if hair.sum() < BALD * face.sum():
        hair = np.isin(frame.labels, [CLASS["brow_left"], CLASS["brow_right"]]) & frame.inside
        return middle_color(frame.linear, hair, 0, 60)
    return middle_color(frame.linear, hair, 30, 80)


def _glasses(frame: _Frame) -> Guess[bool]:
    face = r.region(frame.points, r.FACE, SIDE)
    share = float((frame.labels == CLASS["glasses"]).sum() / max(face.sum(), 1))
    return Guess(share > GLASSES, float(0.5 + 0.48 * np.tanh(abs(share - GLASSES) / 0.03)))


def _iris(eyes: EyeColors, light: Illumination, side: int, glasses: bool) -> Guess[Color]:
    """The iris of side 0 left, 1 right; the other one's, then the usual one, when it is hidden."""
    own, other = (eyes.iris_left, eyes.iris_right)[:: 1 if side == 0 else -1]
    seen = own if own is not None else other
    if seen is None:
        return Guess(USUAL_IRIS, 0.1)
    clear = float(np.clip((eyes.radius - 2.0) / 10.0, 0.1, 0.9))
    clear *= (1.0 if own is not None else 0.7) * (0.6 if glasses else 1.0)
    return Guess(iris_color(seen, light), clear)


def _clothes(found: Segments, light: Illumination) -> Color | None:
    cloth = likeliest(found.wide, "cloth") & found.wide_inside
    if cloth.mean() < LEAST_CLOTH:
        return None
    own = np.clip(light.removed(srgb_to_linear(found.wide_image[cloth])), 0.0, 0.9)
    return main_color(linear_to_srgb(own))
