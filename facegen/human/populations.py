"""What people look like by where their families come from: the sampler's joint statistics.

Rounded, deliberately wide figures: a plausible crowd, not anthropometry. Every region blends the
three face families, because the extremes of the macro targets are caricatures.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from facegen.human.person import Color

HAIR_COLORS: dict[str, Color] = {
    "black": (0.030, 0.024, 0.020),
    "dark brown": (0.105, 0.068, 0.045),
    "brown": (0.205, 0.130, 0.080),
    "light brown": (0.340, 0.235, 0.145),
    "dark blond": (0.480, 0.365, 0.215),
    "blond": (0.690, 0.545, 0.340),
    "platinum": (0.880, 0.820, 0.690),
    "auburn": (0.260, 0.118, 0.070),
    "red": (0.400, 0.190, 0.098),
}
"""Natural hair, sRGB."""

IRIS_COLORS: dict[str, Color] = {
    "dark brown": (0.165, 0.095, 0.055),
    "brown": (0.300, 0.180, 0.095),
    "amber": (0.560, 0.350, 0.110),
    "hazel": (0.420, 0.330, 0.160),
    "green": (0.330, 0.440, 0.260),
    "blue": (0.320, 0.480, 0.650),
    "grey": (0.500, 0.550, 0.580),
}
"""Natural irises, sRGB."""

_DARK_HAIR = {"black": 0.85, "dark brown": 0.15}
_DARK_EYES = {"dark brown": 0.8, "brown": 0.2}


@dataclass(frozen=True)
class Region:
    """One population; shares need not sum to 1."""

    african: float
    asian: float
    caucasian: float
    melanin: float
    """Mean of `Skin.melanin`."""
    melanin_sd: float = 0.06
    undertone: float = 0.1
    """Mean of `Skin.undertone`."""
    hair: Mapping[str, float] = field(default_factory=lambda: _DARK_HAIR)
    """Shares of `HAIR_COLORS`."""
    iris: Mapping[str, float] = field(default_factory=lambda: _DARK_EYES)
    """Shares of `IRIS_COLORS`."""
    curl: float = 0.25
    """Mean curl: 0 straight, 0.5 curly, 1 coily."""
    beard: float = 1.0
    """How often and how densely men grow one, against Europe."""
    epicanthus: float = 0.0
    """Mean of the eye-fold slider."""
    freckles: float = 0.1


REGIONS: dict[str, Region] = {
    "northern europe": Region(
        0.05, 0.07, 0.88, 0.09, 0.04, -0.15,
        {"blond": 0.35, "dark blond": 0.25, "light brown": 0.2, "brown": 0.12, "red": 0.08},
        {"blue": 0.55, "grey": 0.15, "green": 0.15, "hazel": 0.08, "brown": 0.07},
        0.15, freckles=0.3,
    ),
    "western europe": Region(
        0.06, 0.07, 0.87, 0.13, 0.05, -0.05,
        {"brown": 0.3, "dark brown": 0.22, "light brown": 0.2, "dark blond": 0.14, "blond": 0.08,
         "auburn": 0.03, "red": 0.03},
        {"blue": 0.32, "brown": 0.28, "hazel": 0.16, "green": 0.14, "grey": 0.1},
        0.2, freckles=0.2,
    ),
    "british isles": Region(
        0.05, 0.06, 0.89, 0.08, 0.04, -0.2,
        {"brown": 0.3, "dark brown": 0.2, "light brown": 0.2, "red": 0.14, "auburn": 0.08,
         "dark blond": 0.08},
        {"blue": 0.45, "green": 0.22, "hazel": 0.13, "grey": 0.1, "brown": 0.1},
        0.22, freckles=0.4,
    ),
    "eastern europe": Region(
        0.05, 0.15, 0.80, 0.12, 0.05, 0.0,
        {"light brown": 0.28, "brown": 0.27, "dark blond": 0.2, "dark brown": 0.15, "blond": 0.1},
        {"blue": 0.35, "grey": 0.2, "green": 0.15, "hazel": 0.12, "brown": 0.18}, 0.15,
    ),
    "southern europe": Region(
        0.09, 0.06, 0.85, 0.24, 0.06, 0.25,
        {"dark brown": 0.45, "black": 0.2, "brown": 0.28, "light brown": 0.07},
        {"brown": 0.45, "dark brown": 0.25, "hazel": 0.16, "green": 0.1, "blue": 0.04}, 0.3,
    ),
    "middle east": Region(
        0.12, 0.12, 0.76, 0.33, 0.07, 0.3, {"black": 0.55, "dark brown": 0.4, "brown": 0.05},
        {"dark brown": 0.5, "brown": 0.35, "hazel": 0.1, "green": 0.05}, 0.35, beard=1.3,
    ),
    "north africa": Region(
        0.27, 0.08, 0.65, 0.40, 0.08, 0.3, {"black": 0.6, "dark brown": 0.38, "brown": 0.02},
        {"dark brown": 0.55, "brown": 0.35, "hazel": 0.1}, 0.5, beard=1.1,
    ),
    "central asia": Region(
        0.05, 0.58, 0.37, 0.27, 0.06, 0.2, {"black": 0.65, "dark brown": 0.35},
        {"dark brown": 0.55, "brown": 0.35, "hazel": 0.1}, 0.1, beard=0.6, epicanthus=0.2,
    ),
    "south asia": Region(
        0.16, 0.20, 0.64, 0.52, 0.10, 0.35, {"black": 0.85, "dark brown": 0.15},
        {"dark brown": 0.7, "brown": 0.27, "hazel": 0.03}, 0.25, beard=1.2,
    ),
    "southeast asia": Region(
        0.14, 0.76, 0.10, 0.40, 0.08, 0.35, curl=0.12, beard=0.35, epicanthus=0.2,
    ),
    "east asia": Region(0.06, 0.84, 0.10, 0.20, 0.06, 0.2, curl=0.05, beard=0.4, epicanthus=0.3),
    "arctic": Region(0.06, 0.80, 0.14, 0.36, 0.06, 0.2, curl=0.05, beard=0.3, epicanthus=0.3),
    "native america": Region(
        0.10, 0.62, 0.28, 0.44, 0.07, 0.35, curl=0.05, beard=0.3, epicanthus=0.1,
    ),
    "latin america": Region(
        0.17, 0.27, 0.56, 0.36, 0.11, 0.3, {"black": 0.45, "dark brown": 0.42, "brown": 0.13},
        {"dark brown": 0.5, "brown": 0.36, "hazel": 0.09, "green": 0.05}, 0.3, beard=0.9,
    ),
    "polynesia": Region(0.25, 0.50, 0.25, 0.48, 0.07, 0.3, curl=0.4, beard=0.7, epicanthus=0.08),
    "melanesia": Region(0.66, 0.22, 0.12, 0.80, 0.06, 0.2, curl=0.9),
    "aboriginal australia": Region(0.55, 0.18, 0.27, 0.80, 0.07, 0.2, curl=0.45),
    "west africa": Region(0.86, 0.06, 0.08, 0.86, 0.06, 0.1, {"black": 1.0}, curl=0.95, beard=0.8),
    "east africa": Region(0.80, 0.07, 0.13, 0.83, 0.06, 0.1, {"black": 1.0}, curl=0.95, beard=0.6),
    "horn of africa": Region(0.52, 0.08, 0.40, 0.70, 0.06, 0.2, curl=0.7, beard=0.7),
    "southern africa": Region(
        0.78, 0.12, 0.10, 0.76, 0.08, 0.25, {"black": 1.0}, curl=0.95, beard=0.6,
    ),
    "african diaspora": Region(
        0.72, 0.08, 0.20, 0.70, 0.11, 0.2, {"black": 0.9, "dark brown": 0.1}, curl=0.85, beard=0.9,
    ),
}  # fmt: skip
"""Populations by name; `WORLD_SHARES` says how often an unsaid one comes up."""

WORLD_SHARES: dict[str, float] = {
    "western europe": 0.13, "northern europe": 0.07, "british isles": 0.06, "eastern europe": 0.07,
    "southern europe": 0.07, "middle east": 0.07, "north africa": 0.04, "central asia": 0.03,
    "south asia": 0.10, "southeast asia": 0.06, "east asia": 0.10, "latin america": 0.08,
    "west africa": 0.04, "east africa": 0.03, "horn of africa": 0.02, "african diaspora": 0.06,
    "polynesia": 0.01, "native america": 0.01,
}  # fmt: skip
"""How often a region is drawn when the prompt names none: variety, not a census."""


def blend_regions(shares: Mapping[str, float]) -> Region:
    """The mixed population of `shares` (region name -> share > 0); `KeyError` for an unknown name.

    Example: half Japanese, half Nigerian is `{"east asia": 1, "west africa": 1}`.
    """
    total = sum(shares.values())
    parts = [(REGIONS[name], share / total) for name, share in shares.items()]

    def mean(attribute: str) -> float:
        return sum(getattr(region, attribute) * share for region, share in parts)

    def mix(attribute: str) -> dict[str, float]:
        mixed: dict[str, float] = {}
        for region, share in parts:
            for name, weight in getattr(region, attribute).items():
                mixed[name] = mixed.get(name, 0.0) + weight * share
        return mixed

    return Region(
        mean("african"), mean("asian"), mean("caucasian"), mean("melanin"), mean("melanin_sd"),
        mean("undertone"), mix("hair"), mix("iris"), mean("curl"), mean("beard"),
        mean("epicanthus"), mean("freckles"),
    )  # fmt: skip
