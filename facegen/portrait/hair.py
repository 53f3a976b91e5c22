"""Hair, beard, glasses and clothes of a portrait: the recipe's nearest style, fitted to the photo.

What kind of hair it is decides first (`styles_for`); the outline only chooses among styles of that
kind, because by overlap alone an afro or a bun explains every head.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

import cv2
import numpy as np
from jaxtyping import Float64
from numpy import ndarray

from facegen.avatar import Part
from facegen.colorspace import linear_to_srgb, srgb_to_linear
from facegen.human.appearance import STYLES
from facegen.human.figure import Figure
from facegen.human.hair.color import GREY
from facegen.human.hair.cropped import CUTS
from facegen.human.hair.form import SIDES, form_of, hairline_of, reshaped, with_form
from facegen.human.hair.ground import make_ground
from facegen.human.hair.styles import styled
from facegen.human.hair.tied import TIES
from facegen.human.likeness import HairPhoto
from facegen.human.person import Color, Hair, Person
from facegen.portrait.analysis import HairLook, PortraitAnalysis
from facegen.portrait.beard import with_beard_color
from facegen.portrait.colour import undyed
from facegen.portrait.eyewear import with_glasses
from facegen.portrait.fit import HeadFit
from facegen.portrait.hair_cap import CAPPED, hair_cap, joined
from facegen.portrait.hair_outline import (
    SIDE,
    PhotoHair,
    Scene,
    fit_hairline,
    fit_outline,
    see,
    solid,
)
from facegen.portrait.hair_photo import WHITEST, even_colors, fine_alpha, hair_sheet, typical_color
from facegen.portrait.segments import CLASS
from facegen.portrait.wear import dressed

_FACE = ("skin", "brow_left", "brow_right", "eye_left", "eye_right", "nose", "mouth", "lip_upper",
         "lip_lower")  # fmt: skip
_BALANCE = (0.4, 2.2)
"""Bounds of what a photo's colours are multiplied by to be albedo."""
_LIT, _LAMP = 0.5, 0.6
"""Shares of the skin's difference from its albedo that are light: in brightness, where it is seen
darker, and in hue, where part of it is the skin's own."""
_RECEDED = 0.60
"""`HairLook.hairline` from which on short hair has receded."""
_LIKELIER = 0.03
"""Overlap by which a style must be better than the one that is likelier."""
_EFFORT = 0.25
"""What moving a whole outline by its reach costs, in overlap: the style is then another."""
_HANGING = 0.4
"""Length from which on hair hangs below the ears."""
_GREYEST = 0.75
"""Share of the hair's lightness that grey strands may explain."""
_FURTHEST = {"buzz": 0.25, "crew": 0.35, "receding": 0.40, "short_curls": 0.50}
"""Style -> how far its outline may move, as in `Person.hair_form`: short hair raised further would
show the gap below it."""
_OVERHANG = 0.2
"""How far, as in `Person.hair_form`, hair combed forward hangs over its own hairline."""
_FILM = 0.008
"""Linear: what strands mirror of the studio, of their albedo; the photo's sheet mirrors nothing.
Measured on renders of both, of black and of fair hair."""
_DARKEST = 0.004
"""Linear: no hair is blacker."""


@dataclass(frozen=True)
class HairFit:
    """The person with the photo's hair."""

    person: Person
    photo: HairPhoto | None
    """The photo's own hair, for `Likeness.hair`; None when it shows none."""
    outline_iou: float
    """Intersection over union of the fitted hair's picture and the photo's, 0..1."""


def fit_hair(analysis: PortraitAnalysis, fit: HeadFit, person: Person, figure: Figure) -> HairFit:
    """Head hair of a portrait: kind, style, hairline, outline, colour, and the photo itself.

    `person` is the recipe with the fitted shape and `figure` its mesh with the residual.
    """
    balance = _balance(analysis)
    for worn in (dressed, with_glasses, with_beard_color):
        person = worn(analysis, person, balance)
    styles = styles_for(analysis.hair, person)
    photo = _photo_hair(analysis)
    if styles == ("bald",) or (analysis.hat.value and not (photo.hair > 0.5).any()):
        bald = dataclasses.replace(person.hair, style=styles[0])
        return HairFit(dataclasses.replace(person, hair=bald), None, 1.0)
    alpha = fine_alpha(analysis)
    balance = balance * _unskied(analysis, alpha, balance)
    hair = _colored(analysis, alpha, balance, person.hair)
    ground = make_ground(figure)
    scene = Scene.of(figure, ground, fit.camera)
    lines: dict[tuple[float, bool], dict[str, float]] = {}
    tries = [_tried(s, hair, analysis, photo, scene, person, figure, lines) for s in styles]
    best, parts, iou = max(
        tries,
        key=lambda t: t[2] - _LIKELIER * styles.index(t[0].hair.style) - _EFFORT * effort(t[0]),
    )
    if best.hat:
        return HairFit(best, None, iou)
    seen = see(scene, [(part.vertices, solid(part)) for part in parts])
    colors = even_colors(analysis, alpha, balance)
    sheet = _sheet(analysis, best, scene, fit.camera, seen, parts, alpha, colors)
    return HairFit(best, sheet, iou)


def _sheet(
    analysis: PortraitAnalysis,
    person: Person,
    scene: Scene,
    camera: Camera,
    seen: Seen,
    parts: list[Part],
    alpha: ndarray,
    colors: ndarray,
) -> HairPhoto | None:
    """The photo's own hair: a cap over short hair, with what hangs into the face before it; before
    other hair, a sheet."""
    style, fringe = person.hair.style, analysis.hair.fringe.value
    if style not in CAPPED:
        return hair_sheet(scene.ground, camera, seen, alpha, colors, fringe)
    line = hairline_of(person, CUTS[style].recede if style in CUTS else 0.0)
    straight = analysis.hair.curl.value in ("straight", "wavy") and style != "buzz"
    cap = hair_cap(scene.ground, camera, seen, parts, line, alpha, colors, straight)
    if cap is not None and not fringe:
        return cap
    capped = None if cap is None else line
    front = hair_sheet(scene.ground, camera, seen, alpha, colors, fringe, capped)
    return front if cap is None else cap if front is None else joined(front, cap)


def effort(person: Person) -> float:
    """How far the outline of the style had to move: mean of its numbers, 0..1."""
    form = form_of(person)
    return float(np.mean([abs(form.get(name, 0.0)) for name in SIDES]))


def styles_for(look: HairLook, person: Person) -> tuple[str, ...]:
    """Styles that hair of this kind may wear, likeliest first."""
    length, curl, tied, fringe = (g.value for g in (look.length, look.curl, look.tied, look.fringe))
    if length == "bald":
        return ("bald",)
    if length == "shaved":
        return ("buzz",)
    if tied:
        return ("low_bun",) if length == "short" else ("low_tail",)
    if curl == "coily":
        return ("buzz", "short_curls") if length == "short" else ("afro01",)
    if length == "short":
        if look.hairline > _RECEDED:
            return ("receding",)
        if curl == "curly":
            return ("short_curls",)
        if person.shape.gender < 0.5:
            return ("layered", "fringe") if fringe else ("layered", "crew", "side_part")
        if fringe:
            return ("fringe",)
        return ("crew", "side_part")
    if curl == "curly":
        return ("curly",)
    if length == "chin":
        return ("bob_fringe", "layered") if fringe else ("layered", "bob02", "bob01")
    if curl == "wavy":
        return ("long_waves",)
    return ("long_fringe",) if fringe else ("long01",)


def _tried(
    style: str,
    hair: Hair,
    analysis: PortraitAnalysis,
    photo: PhotoHair,
    scene: Scene,
    person: Person,
    figure: Figure,
    lines: dict[tuple[float, bool], dict[str, float]],
) -> tuple[Person, list[Part], float]:
    """The person with `style` fitted, its parts in place, and how well its outline fits.

    `lines` keeps the hairlines found, by what they depend on.
    """
    worn = dataclasses.replace(person, hair=dataclasses.replace(hair, style=style))
    numbers: dict[str, float] = {}
    if not analysis.hair.fringe.value:
        receded = CUTS[style].recede if style in CUTS else 0.0
        key = receded, style not in TIES
        if key not in lines:
            lines[key] = fit_hairline(photo, scene, *key)
        overhang = _OVERHANG * max(CUTS[style].forward, 0.0) if style in CUTS else 0.0
        numbers |= lines[key] | {"hairline": lines[key]["hairline"] + overhang}
    worn = with_form(worn, numbers)
    parts = styled(figure.replace(person=worn), plain=True)
    hangs = style not in TIES and STYLES[style][0] > _HANGING
    outline, _, iou = fit_outline(parts, photo, scene, hangs, _FURTHEST.get(style, 0.8))
    worn = with_form(worn, numbers | outline)
    return worn, reshaped(parts, scene.ground, worn), iou


def _photo_hair(analysis: PortraitAnalysis) -> PhotoHair:
    def small(image: ndarray) -> ndarray:
        image = np.ascontiguousarray(image, np.float32)
        return cv2.resize(image, (SIDE, SIDE), interpolation=cv2.INTER_AREA)

    face = analysis.parsing[[CLASS[name] for name in _FACE]].sum(0)
    known = small(analysis.crop.inside) > 0.99
    covered = small(analysis.parsing[CLASS["hat"]]) > 0.4
    return PhotoHair(small(analysis.parsing[CLASS["hair"]]), known & ~covered, small(face) > 0.8)


def _balance(analysis: PortraitAnalysis) -> Float64[ndarray, "3"]:
    """What turns the photo's linear colours into albedo: what does so to the face's skin."""
    side = analysis.parsing.shape[1]
    small = cv2.resize(analysis.crop.image, (side, side), interpolation=cv2.INTER_AREA)
    skin = (analysis.parsing[CLASS["skin"]] > 0.9) | (analysis.parsing[CLASS["nose"]] > 0.9)
    if skin.sum() < 200:
        return np.ones(3)
    seen = np.median(srgb_to_linear(small[skin]), 0)
    ratio = np.log(srgb_to_linear(np.array(analysis.skin.color)) / np.maximum(seen, 1e-3))
    level = ratio.mean()
    # The painted skin, too, goes but half of the way from how dark it is seen to its albedo.
    lit = level * (_LIT if level > 0 else 1.0)
    return np.exp(np.clip(lit + _LAMP * (ratio - level), *np.log(_BALANCE)))


def _unskied(analysis: PortraitAnalysis, alpha: ndarray, balance: ndarray) -> Float64[ndarray, "3"]:
    """What takes the sky out of the hair's colours."""
    sure = alpha > 0.95
    if not sure.any():
        return np.ones(3)
    return undyed(typical_color(srgb_to_linear(analysis.crop.image[sure]) * balance))


def _colored(analysis: PortraitAnalysis, alpha: ndarray, balance: ndarray, hair: Hair) -> Hair:
    """The dye whose mean, grey strands included, is that of the photo's hair."""
    sure = alpha > 0.95
    grey = float(analysis.hair.grey)
    if sure.sum() < 500:
        return dataclasses.replace(hair, color=analysis.hair.color.value, grey=grey)
    light = srgb_to_linear(analysis.crop.image[sure]) * balance
    mean = typical_color(light)
    bright = max(float(mean.mean()), _DARKEST)
    mean = mean * (max(min(bright, WHITEST) - _FILM, _DARKEST) / bright)
    mean = np.maximum(mean, _DARKEST)  # all-black pixels have no hue to divide by
    white = srgb_to_linear(np.array(GREY))
    grey = min(grey, 0.97 if grey > 0.9 else 0.7, _GREYEST * float(mean.mean() / white.mean()))
    # All of the mean's hue is the pigment's, however little of it there is.
    rest = (1 - grey * float(white.mean() / mean.mean())) / (1 - grey)
    pigment = np.maximum(mean * rest, _DARKEST)
    color: Color = tuple(round(float(c), 4) for c in linear_to_srgb(np.minimum(pigment, 0.85)))
    return dataclasses.replace(hair, color=color, root_color=None, tip_color=None, grey=grey)
