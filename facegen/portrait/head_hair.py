"""What a portrait says of the hair on the head: length, curl, tied or loose, fringe, colour.

The outline is measured on the parsing in face heights; thresholds come from renders of people whose
hair is known and were checked on photos.
"""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np
from jaxtyping import Bool, Float, Float32, UInt8
from numpy import ndarray

from facegen.human.person import Color
from facegen.portrait import regions as r
from facegen.portrait.analysis import Guess, HairLook
from facegen.portrait.pose import CHIN, FOREHEAD, OVAL
from facegen.portrait.segments import CLASS, Segments, likeliest

EYES = (33, 263)
MOUTH_CORNERS = (61, 291)
BROW_INNER = (66, 296)
BROW_PEAKS = [105, 334]
SMALL = 0.04
"""Share of all hair below which a blob is a stray one."""
BALD, SHAVED, TIGHT = 0.05, 0.27, 0.37
"""Hair over face below which a head is bald, or shaved if the hair also rises less than TIGHT."""
EAR_LOBE, BELOW_CHIN, SHOULDER = -0.25, 0.08, 0.45
"""How far below the chin short, chin-long and shoulder-long hair ends at most."""
HAT, AFRO_HAIRLINE = 0.15, 0.34
"""Hat over face from which one is worn; a "hat" above so high a hairline is an afro."""
COMBED = 0.66
"""Coherence of strands that are drawn back, at least."""
HAIR_ABOVE = 0.4
"""Hair above the eyes over face that leaves no room for a hat."""
COILY, CURLY, WAVY = 0.40, 0.55, 0.68
"""Coherence of strands below which they are so."""
FRINGE, FRINGE_HAIRLINE = 0.30, 0.30
EAR_SEEN = 0.03
FEMININE = 0.35
SLIGHTLY_TURNED = 14.0
NEARLY_FRONTAL = 33.0
"""Degrees of yaw beyond which the nape's hair shows beside the ear even when it is short."""


class HairMeasures(NamedTuple):
    """Lengths are in heights of the face, from the landmarks' upper end to the chin."""

    share: float
    """Hair over face, areas."""
    hat: float
    """Hat over face, areas."""
    low: float
    """How far hair hangs below the chin, negative above it."""
    cut: bool
    """Whether it leaves the photo at the bottom."""
    on_clothes: float
    """Share of the hair's lower outline that lies on clothes."""
    top: float
    """How far it rises above the landmarks' upper end."""
    beside_left: float
    """Share of hair in the band beside the cheek and jaw."""
    beside_right: float
    below_left: float
    """Area of hair below the mouth, of the face's."""
    below_right: float
    ear_left: float
    """Area of the visible ear, of the face's."""
    ear_right: float
    fringe: float
    """Share of the forehead that hair covers."""
    hairline: float
    """As `HairLook.hairline`."""
    coherence: float
    """How much strands run one way, 0..1."""
    contrast: float
    """Between strands, of log luminance per pixel."""
    temple: float
    """Width of the hair beside the brow, mean of both sides."""
    swept: float
    """1 where strands at the temple that is nearer to the camera run level (combed back), -1 where
    they hang."""


def read_hair(
    found: HairMeasures,
    masculine: float,
    age: float,
    yaw: float,
    color: Color | None,
    grey: float,
) -> tuple[HairLook, Guess[bool]]:
    """How the hair looks and whether a hat is worn.

    `color` and `grey` are the hair's own, None when none is seen.
    """
    afro = found.hat > HAT and found.hairline > AFRO_HAIRLINE
    hat = Guess(found.hat > HAT and not afro, 0.6 if afro else _sure(found.hat - HAT, 0.15))
    share = found.share + found.hat * afro
    low = found.low if found.share > SMALL else -0.6
    length = Guess("chin", 0.6) if afro else _length(found, share, low, hat.value)
    tied = Guess(False, 0.9)
    # Close-cropped women are far rarer than tightly combed ones.
    cropped = length.value == "shaved" and masculine > FEMININE
    if length.value != "bald" and not (cropped or afro or hat.value):
        # Networks read old faces young; white hair does not.
        tied = _tied(found, low, masculine, age + max(70.0 - age, 0.0) * grey, yaw)
    if tied.value and length.value in ("shaved", "short", "chin"):
        length = Guess("shoulder", 0.4)  # what is tied must be that long, and cannot be seen
    covered = found.fringe > FRINGE or found.hairline < FRINGE_HAIRLINE
    fringe = covered and not hat.value and share > BALD and not tied.value
    look = HairLook(
        color=Guess(color or (0.13, 0.09, 0.07), 0.7 if color else 0.1),
        grey=grey,
        length=length,
        curl=Guess("coily", 0.7) if afro else _curl(found, length.value),
        tied=tied,
        fringe=Guess(bool(fringe), _sure(max(found.fringe - FRINGE, 0.3 - found.hairline), 0.1)),
        hairline=found.hairline,
    )
    return look, hat


def _sure(margin: float, scale: float) -> float:
    """0.5 at a threshold, towards 0.95 away from it."""
    return float(0.5 + 0.45 * np.tanh(abs(margin) / scale))


def _length(found: HairMeasures, share: float, low: float, hat: bool) -> Guess[str]:
    if hat and share < BALD:
        return Guess("short", 0.4)
    if share < BALD:
        return Guess("bald", _sure(share - BALD, 0.04))
    if low < EAR_LOBE and share < SHAVED and found.top < TIGHT and not hat:
        return Guess("shaved", _sure(share - SHAVED, 0.08))
    if low < EAR_LOBE:
        return Guess("short", _sure(low - EAR_LOBE, 0.2))
    if low < BELOW_CHIN and not found.cut:
        return Guess("chin", _sure(min(low - EAR_LOBE, BELOW_CHIN - low), 0.15))
    if low > SHOULDER or found.cut or found.on_clothes > 0.6:
        return Guess("long", 0.8 if low > SHOULDER else 0.6)
    return Guess("shoulder", _sure(min(low - BELOW_CHIN, SHOULDER - low), 0.2))


def _tied(found: HairMeasures, low: float, masculine: float, age: float, yaw: float) -> Guess[bool]:
    """Logistic in what speaks for it; without a tail in sight, mostly that a woman's ears show."""
    score = 7.0 * (0.5 - masculine) - 9.0 * (found.top - 0.44) - 5.0 * found.fringe
    score -= 16.0 * max(FRINGE_HAIRLINE + 0.06 - found.hairline, 0.0)
    score -= 2.5 * float(np.clip((age - 50) / 20, 0, 1))
    score -= 8.0 * max(COMBED - found.coherence, 0.0)
    if found.ear_left + found.ear_right < EAR_SEEN:
        score -= 1.5
    if abs(yaw) > NEARLY_FRONTAL:
        score -= 8.0 * max(max(found.beside_left, found.beside_right) - 0.3, 0.0)
    else:
        score -= 8.0 * min(found.beside_left, found.beside_right)
        score += 3.0 * (low > EAR_LOBE - 0.1 and _tail(found))
    if abs(yaw) > SLIGHTLY_TURNED:
        score += 2.5 * found.swept
    else:
        score -= 12.0 * (found.temple - 0.09)
    chance = float(1.0 / (1.0 + np.exp(-score)))
    return Guess(chance > 0.5, max(chance, 1.0 - chance))


def _tail(found: HairMeasures) -> bool:
    """Whether hair passes behind an ear that shows."""
    return any(
        ear > EAR_SEEN and hair > 0.1
        for ear, hair in (
            (found.ear_left, found.beside_left),
            (found.ear_right, found.beside_right),
        )
    )


def _curl(found: HairMeasures, length: str) -> Guess[str]:
    if length in ("bald", "shaved"):
        curl = "coily" if found.coherence < COILY and found.contrast > 0.05 else "straight"
        return Guess(curl, 0.4)
    # Short straight strands run many ways, too: only long ones tell waves.
    loose = 0.12 if length == "short" else 0.0
    for name, limit in (("coily", COILY), ("curly", CURLY - loose), ("wavy", WAVY - loose)):
        if found.coherence < limit:
            return Guess(name, 0.6 * _sure(found.coherence - limit, 0.1) + 0.2)
    return Guess("straight", _sure(found.coherence - WAVY + loose, 0.1))


def measure_hair(
    found: Segments,
    picture: UInt8[ndarray, "S S 3"],
    points: Float[ndarray, "478 3"],
    wide_points: Float[ndarray, "478 3"],
) -> HairMeasures:
    """Measures of the hair in the crop `picture`.

    `points` are in pixels of `found.parsing`, `wide_points` in those of `found.wide`.
    """
    labels = found.wide.argmax(0)
    size = len(labels)
    area = float(r.region(wide_points, r.FACE, size).sum())
    top, chin = wide_points[FOREHEAD, 1], wide_points[CHIN, 1]
    height = chin - top
    eyes = wide_points[list(EYES), 1].mean()
    mouth = wide_points[list(MOUTH_CORNERS), 1].mean()
    rows, columns = np.mgrid[:size, :size] + 0.5
    hair = _main(labels == CLASS["hair"])
    hat = _worn_hat(found.parsing, points)
    above = rows < eyes
    if (hair & above).sum() > HAIR_ABOVE * area:
        # Smooth dark hair looks like a hat close up; the looser window sees its ends, and hair.
        hat = min(hat, float((above & (labels == CLASS["hat"])).sum()) / area)
    at = rows[hair] if hair.any() else np.array([chin + height])
    bottom = float(rows[found.wide_inside].max())
    left, right = wide_points[OVAL, 0].max(), wide_points[OVAL, 0].min()
    band = (rows > eyes) & (rows < chin)
    reach = 0.22 * height
    beside_left = hair[band & (columns > left) & (columns < left + reach)]
    beside_right = hair[band & (columns < right) & (columns > right - reach)]
    below = hair & (rows > mouth)
    middle = wide_points[CHIN, 0]
    tensor = _structure(picture, len(found.parsing[0]))
    coherence, contrast = _strands(tensor, found.parsing)
    temple, swept = _temples(tensor, found.parsing, points)
    return HairMeasures(
        share=float(hair.sum()) / area,
        hat=hat,
        low=float(np.percentile(at, 99) - chin) / height if hair.any() else -1.0,
        cut=bool((hair & (rows > bottom - 6)).sum() > 0.01 * area),
        on_clothes=_on_clothes(labels, hair & (rows > chin)),
        top=float(top - np.percentile(at, 1)) / height if hair.any() else -1.0,
        beside_left=float(beside_left.mean()) if beside_left.size else 0.0,
        beside_right=float(beside_right.mean()) if beside_right.size else 0.0,
        below_left=float((below & (columns > middle)).sum()) / area,
        below_right=float((below & (columns < middle)).sum()) / area,
        ear_left=float((labels == CLASS["ear_left"]).sum()) / area,
        ear_right=float((labels == CLASS["ear_right"]).sum()) / area,
        fringe=_fringe(found.parsing, points),
        hairline=_hairline(found.parsing, points),
        coherence=coherence,
        contrast=contrast,
        temple=temple,
        swept=swept,
    )


def _worn_hat(parsing: Float32[ndarray, "19 P P"], points: Float[ndarray, "478 3"]) -> float:
    """Hat over face, areas: above the eyes and in the crop, since loose windows parse worse."""
    size = parsing.shape[1]
    eyes = int(np.clip(points[list(EYES), 1].mean(), 0, size))
    hat = likeliest(parsing, "hat")[:eyes]
    return float(hat.sum() / max(r.region(points, r.FACE, size).sum(), 1))


def _on_clothes(labels: ndarray, low: Bool[ndarray, "S S"]) -> float:
    """Share of clothes among what lies just under the hair below the chin."""
    edge = low & ~np.roll(low, -1, axis=0)
    under = np.roll(labels, -8, axis=0)[edge]
    return float((under == CLASS["cloth"]).mean()) if under.size else 0.0


def _main(hair: Bool[ndarray, "S S"]) -> Bool[ndarray, "S S"]:
    """Without small scattered blobs."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(hair.astype(np.uint8))
    if count < 2:
        return hair
    keep = stats[:, cv2.CC_STAT_AREA] > SMALL * hair.sum()
    keep[0] = False
    return keep[labels]


def _fringe(parsing: Float32[ndarray, "19 P P"], points: Float[ndarray, "478 3"]) -> float:
    forehead = r.region(points, r.FOREHEAD_WHOLE, parsing.shape[1])
    return float(parsing[CLASS["hair"]][forehead].mean()) if forehead.any() else 0.0


def _hairline(parsing: Float32[ndarray, "19 P P"], points: Float[ndarray, "478 3"]) -> float:
    """Bare skin above the brows, median over columns between the eyes."""
    brow = points[list(BROW_INNER), 1].mean()
    unit = points[CHIN, 1] - brow
    x0, x1 = sorted(points[BROW_PEAKS, 0])
    skin = parsing[CLASS["skin"]] > 0.5
    heights = []
    for x in np.linspace(x0 + 0.15 * (x1 - x0), x1 - 0.15 * (x1 - x0), 15):
        column = skin[: int(brow), int(np.clip(x, 0, skin.shape[1] - 1))][::-1]
        bare = column[int(0.06 * unit) :]
        run = len(bare) if bare.all() else int(np.argmin(bare))
        heights.append(run + 0.06 * unit)
    return float(np.median(heights) / unit)


def _structure(picture: UInt8[ndarray, "S S 3"], side: int) -> Float32[ndarray, "3 P P"]:
    """Smoothed structure tensor (xx, yy, xy) of log luminance at `side` pixels."""
    grey = np.log(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY).astype(np.float32) + 8.0)
    grey = cv2.resize(grey, (side, side), interpolation=cv2.INTER_AREA)
    gx, gy = cv2.Sobel(grey, cv2.CV_32F, 1, 0) / 8, cv2.Sobel(grey, cv2.CV_32F, 0, 1) / 8
    return np.stack([cv2.GaussianBlur(g, (0, 0), 5.0) for g in (gx * gx, gy * gy, gx * gy)])


def _inner(hair: Bool[ndarray, "P P"]) -> Bool[ndarray, "P P"]:
    return cv2.erode(hair.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0


def _strands(
    tensor: Float32[ndarray, "3 P P"], parsing: Float32[ndarray, "19 P P"]
) -> tuple[float, float]:
    """Coherence of the structure tensor within the hair, and mean contrast."""
    mask = _inner(likeliest(parsing, "hair"))
    if mask.sum() < 200:
        return 0.6, 0.0
    xx, yy, xy = tensor[:, mask]
    total = xx + yy
    along = np.sqrt((xx - yy) ** 2 + 4 * xy**2)
    return float(along.sum() / max(total.sum(), 1e-9)), float(np.sqrt(np.median(total)))


def _temples(
    tensor: Float32[ndarray, "3 P P"],
    parsing: Float32[ndarray, "19 P P"],
    points: Float[ndarray, "478 3"],
) -> tuple[float, float]:
    """`HairMeasures.temple` and `swept`."""
    hair = likeliest(parsing, "hair")
    size = len(hair)
    height = points[CHIN, 1] - points[FOREHEAD, 1]
    brow, eyes = points[BROW_PEAKS, 1].mean(), points[list(EYES), 1].mean()
    rows, columns = np.mgrid[:size, :size] + 0.5
    beside = hair & (rows > brow - 0.15 * height) & (rows < eyes)
    widths, strands = [], []
    for edge, side in ((points[OVAL, 0].max(), 1.0), (points[OVAL, 0].min(), -1.0)):
        out = (columns - edge) * side / height
        band = beside & (out > -0.05) & (out < 0.6)
        widths.append(float(band.sum(1)[band.any(1)].mean() / height) if band.any() else 0.0)
        here = _inner(hair & (rows > brow - 0.2 * height) & (rows < eyes + 0.1 * height)
                      & (out > -0.12) & (out < 0.3))  # fmt: skip
        xx, yy = tensor[:2, here].sum(1) if here.sum() > 60 else (0.0, 0.0)
        # Gradients stand across the strands: vertical ones mean level strands.
        strands.append(float((yy - xx) / max(xx + yy, 1e-9)))
    near = int(np.argmax(widths))
    return float(np.mean(widths)), strands[near]
