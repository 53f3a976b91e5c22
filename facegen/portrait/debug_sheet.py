"""One picture of all that was read from a portrait: for the user to check, and for us."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float32, UInt8
from numpy import ndarray
from PIL import Image, ImageDraw, ImageFont

from facegen.human.person import Color
from facegen.portrait import regions as r
from facegen.portrait.analysis import Guess, PortraitAnalysis
from facegen.portrait.segments import CLASS

TILE, MARGIN, BAR = 480, 24, 44
"""Pixels: side of a picture, gap, and height of its title."""
WIDTH, HEIGHT = 4 * MARGIN + 3 * TILE, 980
PAPER, INK, FAINT, LINE = (22, 24, 29), (233, 235, 240), (150, 156, 168), (52, 56, 66)
ACCENT = (104, 196, 255)
COLORS: dict[str, tuple[int, int, int]] = {
    "skin": (238, 178, 148), "nose": (226, 158, 126), "brow_left": (126, 82, 52),
    "brow_right": (126, 82, 52), "eye_left": (72, 166, 255), "eye_right": (72, 166, 255),
    "glasses": (214, 92, 232), "ear_left": (248, 204, 92), "ear_right": (248, 204, 92),
    "earring": (255, 244, 128), "mouth": (250, 250, 250), "lip_upper": (222, 66, 96),
    "lip_lower": (196, 44, 78), "neck": (206, 148, 156), "necklace": (64, 224, 190),
    "cloth": (74, 104, 206), "hair": (84, 160, 78), "hat": (170, 222, 84),
}  # fmt: skip
"""What each class is painted with; the background stays dark."""
CONTOURS = (r.EYE_LEFT, r.EYE_RIGHT, r.LIPS, r.MOUTH, r.FACE)


def debug_sheet(analysis: PortraitAnalysis) -> UInt8[ndarray, "980 1536 3"]:
    """Crop with landmarks, parsing, matte, the colours found and a table of everything told."""
    sheet = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    draw = ImageDraw.Draw(sheet)
    pictures = (
        ("Landmarks", _landmarks(analysis)),
        ("What is where", _classes(analysis)),
        ("Person and background", _matte(analysis)),
    )
    for column, (title, picture) in enumerate(pictures):
        left = MARGIN + column * (TILE + MARGIN)
        draw.text((left, MARGIN - 4), title, INK, _font(22))
        sheet.paste(picture, (left, MARGIN + BAR - 12))
    below = MARGIN + BAR + TILE + 12
    _swatches(draw, analysis, MARGIN, below)
    _table(draw, analysis, 2 * MARGIN + TILE, below)
    _warnings(draw, analysis, 3 * MARGIN + 2 * TILE, below)
    return np.array(sheet)


def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)


def _crop(analysis: PortraitAnalysis) -> Image.Image:
    return Image.fromarray(analysis.crop.image).resize((TILE, TILE), Image.Resampling.LANCZOS)


def _landmarks(analysis: PortraitAnalysis) -> Image.Image:
    scale = 2 * TILE / len(analysis.crop.image)  # drawn at twice the size: smooth lines
    picture = _crop(analysis).resize((2 * TILE, 2 * TILE))
    draw = ImageDraw.Draw(picture)
    points = analysis.landmarks.points[:, :2] * scale
    for outline in CONTOURS:
        draw.line([tuple(p) for p in points[[*outline, outline[0]]]], ACCENT, 2)
    for x, y in points[:468]:
        draw.ellipse((x - 2, y - 2, x + 2, y + 2), (120, 255, 170))
    for iris in (r.IRIS_LEFT, r.IRIS_RIGHT):
        x, y = points[iris[0]]
        radius = float(np.linalg.norm(points[list(iris[1:])] - points[iris[0]], axis=1).mean())
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), outline=(255, 220, 90),
                     width=2)  # fmt: skip
    return picture.resize((TILE, TILE), Image.Resampling.LANCZOS)


def _classes(analysis: PortraitAnalysis) -> Image.Image:
    palette = np.full((len(CLASS), 3), (30, 32, 38), np.float32)
    for name, color in COLORS.items():
        palette[CLASS[name]] = color
    painted = np.einsum("chw,ck->hwk", analysis.parsing, palette)
    small = np.asarray(_crop(analysis).resize(painted.shape[1::-1]), np.float32)
    light = small.mean(2, keepdims=True) / 255
    mixed = painted * (0.55 + 0.6 * light)
    picture = Image.fromarray(np.clip(mixed, 0, 255).astype(np.uint8))
    return picture.resize((TILE, TILE), Image.Resampling.LANCZOS)


def _matte(analysis: PortraitAnalysis) -> Image.Image:
    matte: Float32[ndarray, "P P"] = analysis.matte
    share = np.asarray(Image.fromarray(np.rint(matte * 255).astype(np.uint8)).resize((TILE, TILE)))
    weight = share[..., None].astype(np.float32) / 255
    squares = (np.add.outer(np.arange(TILE) // 16, np.arange(TILE) // 16) % 2)[..., None]
    behind = 58.0 + 16.0 * squares
    mixed = np.asarray(_crop(analysis), np.float32) * weight + behind * (1 - weight)
    return Image.fromarray(np.clip(mixed, 0, 255).astype(np.uint8))


def _swatches(draw: ImageDraw.ImageDraw, analysis: PortraitAnalysis, left: int, top: int) -> None:
    draw.text((left, top), "Colours, without the photo's light", INK, _font(22))
    swatches: list[tuple[str, Color | None]] = [
        ("skin", analysis.skin.color),
        ("hair", analysis.hair.color.value),
        ("left eye", analysis.iris_left.value),
        ("right eye", analysis.iris_right.value),
        ("clothes", analysis.clothes),
    ]
    side = (TILE - 4 * 12) // 5
    for index, (name, color) in enumerate(swatches):
        x, y = left + index * (side + 12), top + BAR
        box = (x, y, x + side, y + side)
        if color is None:
            draw.rounded_rectangle(box, 10, outline=LINE, width=2)
            draw.text((x + side / 2, y + side / 2), "not seen", FAINT, _font(14), anchor="mm")
        else:
            draw.rounded_rectangle(box, 10, tuple(round(255 * c) for c in color))
        draw.text((x + side / 2, y + side + 8), name, FAINT, _font(16), anchor="ma")
    names = (("skin", "skin"), ("hair", "hair"), ("eyes", "eye_left"), ("ears", "ear_left"),
             ("lips", "lip_upper"), ("neck", "neck"), ("clothes", "cloth"),
             ("glasses", "glasses"), ("hat", "hat"))  # fmt: skip
    y = top + BAR + side + 56
    draw.text((left, y), "Classes", INK, _font(18))
    for index, (label, name) in enumerate(names):
        x, row = left + index % 3 * 160, y + 34 + index // 3 * 30
        draw.rounded_rectangle((x, row, x + 20, row + 20), 5, COLORS[name])
        draw.text((x + 30, row + 1), label, FAINT, _font(16))


def _told(analysis: PortraitAnalysis) -> list[tuple[str, str, float | None]]:
    """Name, value and confidence of each thing read."""
    hair = analysis.hair
    masculine = analysis.masculine
    expression = (
        "masculine" if masculine.value > 0.65 else "feminine" if masculine.value < 0.35 else "mixed"
    )

    def yes(guess: Guess[bool]) -> str:
        return "yes" if guess.value else "no"

    return [
        ("Age", f"about {analysis.age.value:.0f}", analysis.age.confidence),
        ("Gender expression", expression, masculine.confidence),
        ("Head turned", f"{analysis.yaw:+.0f}°, {analysis.pitch:+.0f}° up", None),
        ("Skin tone", f"ITA {analysis.skin.ita:.0f}°, melanin {analysis.skin.melanin:.2f}", None),
        ("Hair length", hair.length.value, hair.length.confidence),
        ("Hair texture", hair.curl.value, hair.curl.confidence),
        ("Tied back", yes(hair.tied), hair.tied.confidence),
        ("Fringe", yes(hair.fringe), hair.fringe.confidence),
        ("Grey", f"{100 * hair.grey:.0f} %", None),
        ("Facial hair", analysis.facial_hair.value, analysis.facial_hair.confidence),
        ("Glasses", yes(analysis.glasses), analysis.glasses.confidence),
        ("Hat", yes(analysis.hat), analysis.hat.confidence),
    ]


def _table(draw: ImageDraw.ImageDraw, analysis: PortraitAnalysis, left: int, top: int) -> None:
    draw.text((left, top), "What the photo tells", INK, _font(22))
    draw.text((left + TILE, top + 6), "sure", FAINT, _font(16), anchor="ra")
    for index, (name, value, sure) in enumerate(_told(analysis)):
        y = top + BAR + index * 30
        draw.text((left, y), name, FAINT, _font(17))
        draw.text((left + 190, y), value, INK, _font(17))
        if sure is not None:
            right = left + TILE
            draw.rounded_rectangle((right - 90, y + 6, right, y + 14), 4, LINE)
            draw.rounded_rectangle((right - 90, y + 6, right - 90 + 90 * sure, y + 14), 4, ACCENT)


def _warnings(draw: ImageDraw.ImageDraw, analysis: PortraitAnalysis, left: int, top: int) -> None:
    draw.text((left, top), f"Confidence {100 * analysis.confidence:.0f} %", INK, _font(22))
    y = top + BAR
    for warning in analysis.warnings or ("Nothing makes this photo difficult.",):
        for line in _wrapped(draw, warning, TILE - 24):
            draw.text((left + 18, y), line, FAINT, _font(17))
            y += 24
        y += 12
    y += 6
    worn = sorted(analysis.arkit.items(), key=lambda item: -item[1])
    draw.text((left, y), "Strongest expression coefficients", INK, _font(18))
    for index, (name, value) in enumerate(worn[: max(0, min(8, (HEIGHT - 24 - y) // 24 - 2))]):
        row = y + 34 + index * 24
        draw.text((left, row), name, FAINT, _font(16))
        draw.rounded_rectangle((left + 220, row + 6, left + 220 + 230 * value, row + 14), 4, ACCENT)


def _wrapped(draw: ImageDraw.ImageDraw, text: str, width: int) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if draw.textlength(longer, _font(17)) > width and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
