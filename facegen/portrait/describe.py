"""From what a portrait says to a first recipe of the person."""

from __future__ import annotations

from facegen.human.appearance import BROWS, wrinkle_depth
from facegen.human.person import (
    Brows,
    Color,
    Eyes,
    FacialHair,
    Hair,
    Person,
    Shape,
    Skin,
)
from facegen.human.tendencies import typical
from facegen.portrait import regions as r
from facegen.portrait.analysis import Guess, HairLook, PortraitAnalysis
from facegen.portrait.read import USUAL_IRIS
from facegen.portrait.segments import CLASS

EXTREME = 0.92
"""Gender expressions beyond are caricatures."""
BARE_LOCKS = {
    "bald": "bald", "shaved": "buzz", "short": "short01", "chin": "bob01", "shoulder": "bob02",
    "long": "long01",
}  # fmt: skip
"""Length -> a loose, straight style."""
BROW_SHARE = (0.012, 0.05)
"""Area of the brows over the face's, of the thinnest and the thickest."""


def describe(analysis: PortraitAnalysis) -> Person:
    """The best first recipe: what can be seen as seen, the face's shape usual for age and gender.

    The three face families are even: nobody's origin is guessed from a photo.
    """
    age = min(max(analysis.age.value, 1.0), 90.0)
    gender = _gender(analysis.masculine)
    skin = analysis.skin
    return Person(
        shape=typical(Shape(age=age, gender=gender)),
        skin=Skin(
            melanin=skin.melanin,
            haemoglobin=skin.haemoglobin,
            undertone=skin.undertone,
            wrinkles=wrinkle_depth(age),
            freckles=0.0,
            moles=0.0,
        ),
        eyes=Eyes(_iris(analysis.iris_left), _iris(analysis.iris_right)),
        hair=Hair(
            style=_style(analysis.hair, gender),
            color=analysis.hair.color.value,
            grey=analysis.hair.grey,
        ),
        facial_hair=FacialHair(analysis.facial_hair.value),
        brows=_brows(analysis, gender),
        outfit="male_casualsuit01" if gender > 0.5 else "female_casualsuit01",
        outfit_color=analysis.clothes,
        glasses=analysis.glasses.value,
        hat=analysis.hat.value,
    )


def _gender(guess: Guess[float]) -> float:
    """Towards the middle when it is doubtful, never at the ends."""
    sure = 2 * guess.confidence - 1 if guess.confidence > 0.5 else 0.0
    value = 0.5 + (guess.value - 0.5) * min(1.0, sure + 0.2)
    return min(max(value, 1 - EXTREME), EXTREME)


def _iris(guess: Guess[Color]) -> Color:
    """The seen colour, a small eye's drawn towards the usual one."""
    sure = min(1.0, 1.5 * guess.confidence)
    return tuple(u + (v - u) * sure for u, v in zip(USUAL_IRIS, guess.value, strict=True))


def _style(hair: HairLook, gender: float) -> str:
    length, curl = hair.length.value, hair.curl.value
    if hair.tied.value:
        return "ponytail01"
    if curl == "coily" and length in ("chin", "shoulder"):
        return "afro01"
    if curl in ("coily", "curly") and length in ("chin", "shoulder", "long"):
        return "curly"
    if length == "short":
        if curl == "coily":
            return "buzz"
        if hair.fringe.value:
            return "short03" if gender > 0.5 else "short02"
    return BARE_LOCKS[length]


def _brows(analysis: PortraitAnalysis, gender: float) -> Brows:
    """The style as thick as the photo's brows, among those usual for the gender expression."""
    size = analysis.parsing.shape[1]
    points = analysis.landmarks.points * (size / len(analysis.crop.image))
    face = r.region(points, r.FACE, size).sum()
    area = analysis.parsing[[CLASS["brow_left"], CLASS["brow_right"]]].sum() / max(face, 1)
    low, high = BROW_SHARE
    thick = float(min(max((area - low) / (high - low), 0.0), 1.0))
    style = min(BROWS, key=lambda name: abs(BROWS[name][0] - thick)
                + 0.5 * abs(BROWS[name][1] - gender))  # fmt: skip
    return Brows(style, density=0.55 + 0.25 * thick)
