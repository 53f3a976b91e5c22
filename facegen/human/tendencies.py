"""What gender and age usually do to a face beyond the macro targets: where its sliders centre.

The macro targets of women and of the old are mild, those of children stern; a crowd drawn around
them alone looks middle-aged and male. Directions after Farkas, Anthropometry of the Head and Face
(1994), for the sexes, and Mendelson and Wong, Aging of the Face (2012), for age.
"""

from __future__ import annotations

import dataclasses

import numpy as np

from facegen.human.person import Shape

WOMAN: dict[str, float] = {
    "eyebrows-trans-depth": -0.45, "eyebrows-trans-vert": 0.22, "eyebrows-angle": 0.28,
    "chin-bones": -0.50, "chin-width": -0.40, "chin-triangle": 0.10, "chin-height": -0.10,
    "chin-jaw-drop": -0.15, "head-invertedtriangular": 0.10, "cheek-bones": 0.15,
    "cheek-volume": 0.10, "eye-scale": 0.20, "eye-height2": 0.12, "eye-corner2": 0.15,
    "nose-scale-horiz": -0.12, "nose-width1": -0.12, "nose-width3": -0.15, "nose-hump": -0.20,
    "nose-point": 0.20, "nose-point-width": -0.15, "mouth-upperlip-volume": 0.22,
    "mouth-lowerlip-volume": 0.25, "mouth-upperlip-height": 0.12, "mouth-angles": 0.14,
    "neck-scale-horiz": -0.40, "neck-scale-depth": -0.25, "forehead-temple": 0.10,
}  # fmt: skip
"""Narrower jaw, chin and neck, flat and high brows, open eyes, fuller lips."""
MAN: dict[str, float] = {"mouth-angles": 0.06, "eyebrows-angle": 0.10}
CHILD: dict[str, float] = {
    "eyebrows-trans-depth": -0.40, "eyebrows-trans-vert": 0.15, "eyebrows-angle": 0.30,
    "eye-scale": 0.22, "eye-height2": 0.12, "chin-bones": -0.30, "chin-width": -0.20,
    "cheek-volume": 0.15, "nose-point": 0.25, "nose-hump": -0.25, "nose-scale-horiz": -0.10,
    "mouth-angles": 0.18, "mouth-upperlip-volume": 0.12, "mouth-lowerlip-volume": 0.12,
    "neck-scale-horiz": -0.20,
}  # fmt: skip
"""Large eyes, snub nose, soft jaw."""
OLD: dict[str, float] = {
    "head-age": 0.60, "eye-bag-height": 0.25, "eye-eyefold-vert": -0.45, "eye-corner2": -0.25,
    "eye-height2": -0.12, "mouth-laugh-lines": -0.60, "mouth-upperlip-volume": -0.45,
    "mouth-lowerlip-volume": -0.40, "mouth-upperlip-height": -0.25, "mouth-angles": -0.08,
    "cheek-volume": -0.30, "cheek-inner": -0.25, "chin-jaw-drop": 0.35, "neck-double": 0.30,
    "forehead-temple": -0.35, "ear-scale": 0.30, "ear-lobe": 0.40, "nose-point": -0.25,
    "nose-scale-vert": 0.15, "nose-point-width": 0.20, "eyebrows-trans-vert": -0.15,
}  # fmt: skip
"""Hollow cheeks and temples, jowls, folds beside the mouth, thin lips, long ears and nose."""
_GROWN = (9.0, 17.0)
_AGEING = (50.0, 85.0)


def usual_sliders(age: float, gender: float) -> dict[str, float]:
    """Slider -> where its draws centre at `age` years; `gender` 0 feminine .. 1 masculine.

    Sliders that are missing centre on 0.
    """
    grown = float(np.interp(age, _GROWN, (0.0, 1.0)))
    old = float(np.interp(age, _AGEING, (0.0, 1.0))) ** 1.3
    woman = float(np.clip((0.5 - gender) / 0.36, 0, 1)) * grown
    man = float(np.clip((gender - 0.5) / 0.36, 0, 1)) * grown
    total: dict[str, float] = {}
    for share, table in ((woman, WOMAN), (man, MAN), (1 - grown, CHILD), (old, OLD)):
        for name, value in table.items():
            total[name] = total.get(name, 0.0) + share * value
    return total


def typical(shape: Shape) -> Shape:
    """`shape` with the usual face of its age and gender instead of its own."""
    return dataclasses.replace(shape, local=usual_sliders(shape.age, shape.gender))
