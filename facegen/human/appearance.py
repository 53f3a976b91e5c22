"""Skin, eyes, hair, beard and brows of a sampled person, each fitting age, gender and origin."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from facegen.human.dice import Dice
from facegen.human.person import Brows, Color, Eyes, FacialHair, Hair, Shape, Skin
from facegen.human.populations import HAIR_COLORS, IRIS_COLORS, Region

if TYPE_CHECKING:
    from facegen.human.sampling import Wishes

GREY_HAIR: Color = (0.66, 0.65, 0.63)
_GREY_AGES = (28, 38, 48, 58, 68, 78, 90)
_GREY_SHARE = (0.0, 0.05, 0.18, 0.42, 0.68, 0.86, 0.96)
_WRINKLE_AGES = (18, 30, 40, 50, 60, 70, 80, 90)
_WRINKLES = (0.0, 0.06, 0.16, 0.31, 0.48, 0.66, 0.82, 0.95)

STYLES: dict[str, tuple[float, float, float, float, float]] = {
    # style: length, curl, spread of curl, how usual for women, for men
    "bald": (0.0, 0.5, 9.0, 0.0, 0.04),
    "buzz": (0.12, 0.5, 9.0, 0.02, 0.5),
    "short01": (0.25, 0.2, 0.45, 0.30, 1.0),
    "short02": (0.25, 0.2, 0.45, 0.12, 1.0),
    "short03": (0.28, 0.1, 0.45, 0.02, 0.06),
    "short04": (0.25, 0.1, 0.40, 0.01, 0.8),
    "bob01": (0.5, 0.05, 0.30, 0.9, 0.01),
    "bob02": (0.52, 0.05, 0.30, 1.0, 0.03),
    "long01": (1.0, 0.1, 0.30, 1.5, 0.05),
    "ponytail01": (0.85, 0.15, 0.45, 1.0, 0.03),
    "braid01": (0.9, 0.2, 0.60, 0.7, 0.0),
    "afro01": (0.45, 1.0, 0.22, 0.9, 0.35),
    "curly": (0.6, 0.6, 0.20, 1.0, 0.3),
    "bun": (0.8, 0.4, 0.70, 0.6, 0.02),
    "crew": (0.25, 0.2, 0.45, 0.01, 0.9),
    "side_part": (0.25, 0.1, 0.45, 0.02, 0.9),
    "fringe": (0.27, 0.15, 0.45, 0.2, 0.7),
    "receding": (0.22, 0.2, 0.45, 0.0, 0.3),
    "short_curls": (0.28, 0.6, 0.20, 0.3, 0.6),
    "layered": (0.45, 0.2, 0.30, 0.6, 0.05),
    "low_tail": (0.85, 0.15, 0.45, 0.8, 0.05),
    "low_bun": (0.8, 0.15, 0.45, 0.6, 0.01),
    "bob_fringe": (0.5, 0.05, 0.30, 0.6, 0.01),
    "long_fringe": (1.0, 0.1, 0.30, 0.6, 0.01),
    "long_waves": (1.0, 0.35, 0.30, 1.0, 0.05),
}
"""What the hair styles are like, for choosing among them."""
_DRAWN = tuple(STYLES)[:14]
"""Styles drawn by chance; the others are for portraits and for the hand."""
_GENERIC = {"bob": ("bob01", "bob02"), "tied": ("ponytail01", "bun")}
"""Styles that readings name loosely."""
_CURLY = 0.4
"""From this curl on hair is curly rather than wavy."""


def grey_share(age: float) -> float:
    """Usual share of grey hair at `age` years."""
    return float(np.interp(age, _GREY_AGES, _GREY_SHARE))


def wrinkle_depth(age: float) -> float:
    """Usual depth of wrinkles at `age` years, 0..1."""
    return float(np.interp(age, _WRINKLE_AGES, _WRINKLES))


def blend(a: Color, b: Color, share: float) -> Color:
    """`a` moved towards `b` by `share`."""
    return tuple(x + (y - x) * share for x, y in zip(a, b, strict=True))


def _varied(dice: Dice, name: str, color: Color, sd: float) -> Color:
    """`color`, a little lighter or darker."""
    factor = math.exp(dice.bounded(name, sd, 2 * sd))
    return tuple(min(1.0, c * factor) for c in color)


def sample_hair(wishes: Wishes, dice: Dice, shape: Shape, region: Region) -> tuple[Hair, Color]:
    """Head hair, and the colour it grew with (brows and beards of dyed heads follow that)."""
    palette = dict(region.hair)
    for refused in wishes.excluded.get("hair.color", ()):
        nearest = min(HAIR_COLORS, key=lambda n: math.dist(HAIR_COLORS[n], refused))
        palette.pop(nearest, None)
    grown = _varied(
        dice, "hair/shade", HAIR_COLORS[dice.weighted("hair/color", palette or {"brown": 1.0})], 0.1
    )
    if 1 < shape.age < 12 and shape.caucasian > 0.6:
        grown = blend(grown, HAIR_COLORS["blond"], 0.15)
    if not wishes.says("hair.color"):
        # Whoever is said to have a red beard has red hair, too.
        grown = wishes.value("beard.color", grown)
    color = wishes.value("hair.color", grown)
    if wishes.value("hair.natural", True):
        grown = color
    hair = Hair(
        style=_style(wishes, dice, shape, region),
        color=color,
        root_color=wishes.value("hair.roots"),
        tip_color=wishes.value("hair.tips"),
        grey=_grey(wishes, dice, shape),
        seed=int(dice.unit("hair/seed") * 2**31),
    )
    return hair, grown


def _grey(wishes: Wishes, dice: Dice, shape: Shape) -> float:
    said = wishes.value("hair.grey")
    if said is not None:
        return said
    if wishes.says("hair.color") or (wishes.says("beard.color") and not wishes.says("beard.grey")):
        return 0.0
    later = 6.0 * (shape.african + shape.asian)
    share = grey_share(shape.age - later + dice.bounded("grey/onset", 5.0, 11.0))
    dyes = 0.35 if shape.gender < 0.5 and 38 < shape.age < 68 else 0.05
    return 0.0 if shape.age < 25 or dice.chance("grey/dyed", dyes) else min(share, 1.0)


def _style(wishes: Wishes, dice: Dice, shape: Shape, region: Region) -> str:
    said = wishes.value("hair.style")
    if said in STYLES:
        return said
    length, curl = wishes.value("hair.length"), wishes.value("hair.curl")
    drawn_curl = dice.normal("hair/curl", region.curl, 0.15, 0.0, 1.0)
    manly = min(max((shape.gender - 0.3) / 0.4, 0.0), 1.0)
    weights = {}
    for name in _GENERIC.get(said, _fitting(length, curl)):
        long, curly, spread, women, men = STYLES[name]
        weight = 0.01 + women + (men - women) * manly
        if name == "bald" and length is None:
            weight = _balding(shape)
        if length is not None:
            weight *= math.exp(-(((long - length) / 0.1) ** 2))
        if curl is None:
            weight *= math.exp(-(((curly - drawn_curl) / spread) ** 2))
        elif curl >= _CURLY:
            weight *= math.exp(-(((curly - curl) / 0.15) ** 2))
        weights[name] = weight * _age_factor(name, shape)
    for refused in wishes.excluded.get("hair.style", ()):
        for name in _GENERIC.get(refused, (refused,)):
            weights.pop(name, None)
    return dice.weighted("hair/style", weights)


def _fitting(length: float | None, curl: float | None) -> tuple[str, ...]:
    """Styles that can show the said length and texture: curls need curls, "long" hangs loose."""
    if length is None and curl is None:
        return _DRAWN
    cropped = length is not None and length < 0.2
    if curl is not None and curl >= _CURLY and not cropped:
        return ("curly", "afro01")
    names = ["short01", "short02", "short03", "short04", "bob01", "bob02", "long01"]
    if curl is None:
        names += ["curly", "afro01"]
    if cropped:
        names += ["bald", "buzz"]
    return tuple(names)


def _balding(shape: Shape) -> float:
    """Weight of a bald head, unsaid: men past forty."""
    return 0.0 if shape.gender < 0.6 else 1.2 * max(0.0, min(1.0, (shape.age - 32) / 45))


def _age_factor(style: str, shape: Shape) -> float:
    old = max(0.0, shape.age - 60) / 30
    if style in ("long01", "ponytail01", "braid01"):
        return 1 - 0.85 * min(old, 1)
    if style in ("bob01", "bob02", "bun", "short01", "short02"):
        return 1 + 0.8 * old
    if style == "buzz" and shape.age < 8:
        return 0.2
    return 1.0


def sample_skin(
    wishes: Wishes, dice: Dice, shape: Shape, region: Region, hair_color: Color
) -> Skin:
    """Skin of a person whose hair grew in `hair_color`."""
    age, woman = shape.age, shape.gender < 0.4
    melanin = wishes.value(
        "skin.tone", dice.normal("melanin", region.melanin, region.melanin_sd, 0.02, 0.98)
    )
    smooth = 1 - 0.25 * melanin
    wrinkles = max(0.0, wrinkle_depth(age) * smooth + dice.bounded("wrinkles", 0.04, 0.1))
    painted = woman and 17 < age < 75
    return Skin(
        melanin=melanin,
        haemoglobin=wishes.value("skin.ruddy", dice.normal("ruddy", 0.5, 0.1, 0.2, 0.8)),
        undertone=wishes.value(
            "skin.undertone", dice.normal("undertone", region.undertone, 0.15, -0.6, 0.8)
        ),
        tint=wishes.value("skin.tint"),
        metalness=wishes.value("skin.metal", 0.0),
        pores=wishes.value("skin.pores", _pores(dice, age, shape.gender)),
        wrinkles=wishes.value("skin.wrinkles", wrinkles if age > 20 else 0.0),
        freckles=wishes.value("skin.freckles", _freckles(dice, age, melanin, region, hair_color)),
        moles=wishes.value("skin.moles", dice.uniform("moles", 0.0, 0.08 if age < 12 else 0.28)),
        blotches=wishes.value(
            "skin.blotches", dice.uniform("blotches", 0.08, 0.28) + 0.3 * max(age - 40, 0) / 50
        ),
        blush=wishes.value("skin.blush", _blush(dice, age, painted)),
        shine=wishes.value("skin.shine", dice.normal("shine", 0.4, 0.07, 0.2, 0.6)),
        lip_color=wishes.value("makeup.lips", _lipstick(dice, melanin) if painted else None),
        lip_gloss=wishes.value(
            "makeup.gloss", dice.uniform("gloss", 0.15, 0.45 if painted else 0.25)
        ),
        eyeshadow=wishes.value("makeup.eyeshadow", _eyeshadow(dice) if painted else None),
        eyeliner=wishes.value(
            "makeup.eyeliner",
            dice.uniform("liner", 0.2, 0.6) if painted and dice.chance("lined", 0.35) else 0.0,
        ),
        stubble=_stubble(wishes, dice, shape, region),
        scars=tuple(wishes.value("skin.scars", ())),
        pattern=wishes.value("skin.pattern", "none"),
        pattern_color=wishes.value("skin.pattern_color"),
        tattoos=tuple(wishes.value("skin.tattoos", ())),
        ink=wishes.value("skin.ink"),
        seed=int(dice.unit("skin/seed") * 2**31),
    )


def _pores(dice: Dice, age: float, gender: float) -> float:
    grown = min(max((age - 10) / 12, 0.0), 1.0)
    return 0.15 + grown * (0.2 + 0.12 * gender) + dice.uniform("pores", -0.06, 0.08) * grown


def _freckles(dice: Dice, age: float, melanin: float, region: Region, hair: Color) -> float:
    """Freckled people are pale, and red-haired ones more often."""
    red = hair[0] > 0.25 and hair[0] > 1.9 * hair[1]
    likely = region.freckles * (1.0 if red else 0.4) * (melanin < 0.3) * (age > 3) + 0.5 * red
    return dice.uniform("freckles/much", 0.15, 0.5) if dice.chance("freckles", likely) else 0.0


def _blush(dice: Dice, age: float, painted: bool) -> float:
    high = 0.3 if age < 12 else 0.3 if painted else 0.12
    return dice.uniform("blush", 0.0, high)


def _lipstick(dice: Dice, melanin: float) -> Color | None:
    if not dice.chance("lipstick", 0.22):
        return None
    soft = dice.pick("lipstick/color", ((0.74, 0.40, 0.38), (0.70, 0.33, 0.36), (0.66, 0.34, 0.33)))
    return blend(soft, (0.32, 0.12, 0.13), 0.55 * melanin)


def _eyeshadow(dice: Dice) -> Color | None:
    if not dice.chance("eyeshadow", 0.12):
        return None
    return dice.pick(
        "eyeshadow/color", ((0.48, 0.35, 0.30), (0.36, 0.28, 0.27), (0.52, 0.42, 0.40))
    )


def _grows_beard(shape: Shape) -> bool:
    return shape.gender > 0.6 and shape.age >= 17


def _stubble(wishes: Wishes, dice: Dice, shape: Shape, region: Region) -> float:
    said = wishes.value("beard.stubble")
    if said is not None:
        return said
    if not _grows_beard(shape):
        return 0.0
    return min(1.0, dice.uniform("stubble", 0.0, 0.32) * region.beard)


def sample_facial_hair(
    wishes: Wishes, dice: Dice, shape: Shape, region: Region, hair: Hair, grown: Color
) -> FacialHair:
    """Beard and moustache; unsaid ones only on grown men."""
    wish = wishes.get("beard.style")
    style = "none"
    if wish is not None and (wish.weight > 0.5 or _grows_beard(shape)):
        style = wish.value
    elif wish is None and _grows_beard(shape):
        young = min(max((shape.age - 16) / 8, 0.0), 1.0)
        if dice.chance("beard", 0.42 * region.beard * young):
            style = dice.weighted("beard/style", {
                "stubble": 0.34, "short beard": 0.22, "full beard": 0.16, "moustache": 0.06,
                "goatee": 0.07, "circle": 0.09, "sideburns": 0.03, "long beard": 0.01,
                "handlebar": 0.02,
            })  # fmt: skip
    color = wishes.value("beard.color")
    grey = wishes.value("beard.grey")
    if grey is not None and color is None:
        color = blend(grown, GREY_HAIR, grey)
    elif color is None and grown != hair.color:
        color = blend(grown, GREY_HAIR, hair.grey)
    return FacialHair(style=style, color=color if style != "none" else None)


def sample_eyes(wishes: Wishes, dice: Dice, shape: Shape, region: Region) -> Eyes:
    """Irises of the population's colours unless said."""
    palette = dict(region.iris)
    for refused in wishes.excluded.get("eyes.color", ()):
        nearest = min(IRIS_COLORS, key=lambda n: math.dist(IRIS_COLORS[n], refused))
        palette.pop(nearest, None)
    drawn = _varied(
        dice, "iris/shade", IRIS_COLORS[dice.weighted("iris", palette or {"brown": 1.0})], 0.08
    )
    both = wishes.value("eyes.color", drawn)
    left = wishes.value("eyes.color_left", both)
    right = wishes.value("eyes.color_right", both)
    if wishes.value("eyes.different") and left == right:
        right = IRIS_COLORS["blue" if left[2] < 0.4 else "brown"]
    return Eyes(
        iris_left=left,
        iris_right=right,
        redness=wishes.value("eyes.redness", 0.06 + 0.14 * max(shape.age - 30, 0) / 60),
        pupil=dice.normal("pupil", 0.45, 0.07, 0.3, 0.65),
        pupil_shape=wishes.value("eyes.pupil", "round"),
        sclera=wishes.value("eyes.sclera"),
        glow=wishes.value("eyes.glow", 0.0),
    )


BROWS: dict[str, tuple[float, float]] = {
    "eyebrow007": (0.05, 0.0), "eyebrow005": (0.3, 0.2), "eyebrow006": (0.5, 0.05),
    "eyebrow001": (0.5, 0.45), "eyebrow002": (0.55, 0.6), "eyebrow003": (0.6, 0.8),
    "eyebrow004": (0.65, 0.7), "eyebrow008": (0.75, 0.9), "eyebrow010": (0.15, 0.5),
    "eyebrow011": (0.4, 0.5), "eyebrow009": (0.95, 1.0), "eyebrow012": (1.0, 0.95),
}  # fmt: skip
"""Style -> thickness and how masculine it looks."""


def sample_brows(wishes: Wishes, dice: Dice, shape: Shape, grown: Color, hair: Hair) -> Brows:
    """Brows by gender and age; they keep the grown colour when the head is dyed."""
    child = shape.age < 13
    usual = 0.35 if child else 0.32 + 0.3 * shape.gender + 0.15 * max(shape.age - 60, 0) / 30
    thickness = wishes.value("brows.thickness", dice.normal("brows", usual, 0.07, 0.2, 0.85))
    manly = 0.4 if child else shape.gender
    weights = {
        name: math.exp(-(((thick - thickness) / 0.12) ** 2) - ((look - manly) / 0.4) ** 2)
        for name, (thick, look) in BROWS.items()
    }
    color = wishes.value("brows.color")
    if color is None and grown != hair.color:
        color = blend(tuple(0.8 * c for c in grown), GREY_HAIR, 0.8 * hair.grey)
    density = wishes.value("brows.thickness")
    density = 0.55 + 0.25 * thickness if density is None else min(1.0, 0.25 + 0.85 * density)
    return Brows(dice.weighted("brows/style", weights), color, 0.0 if thickness == 0 else density)
