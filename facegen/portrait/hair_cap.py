"""Close-cropped hair as one cap all round: the photo's where seen, grown from it elsewhere.

A sheet before the face shows its border from the side. Hair this short lies on the skull, so its
texture can be taken over in the scalp's own chart, and be continued there: broad colour is spread
over the head, fine detail is woven from pieces of what the photo shows.
"""

from __future__ import annotations

import cv2
import numpy as np
from jaxtyping import Bool, Float32
from numpy import ndarray
from scipy.spatial import cKDTree

from facegen.avatar import Part
from facegen.encoding import encode_srgb
from facegen.human.hair.coat import Scalp, coat_maps, hair_grain, paint_chart
from facegen.human.hair.color import plain_where_clear
from facegen.human.hair.form import COAT
from facegen.human.hair.ground import Ground, head_patch
from facegen.human.hair.masks import Hairline, scalp_height
from facegen.human.likeness import HairPhoto
from facegen.human.ramps import smoothstep
from facegen.portrait.hair_outline import Seen
from facegen.portrait.hair_photo import hung, spread
from facegen.render.camera import Camera

CAPPED = ("buzz", "crew", "receding", "side_part", "fringe", "layered", "short_curls")
"""Styles whose hair lies so close to the head."""
_SIZE = 1024
_COARSE = 256
"""Texels along the chart at which the surface is drawn."""
_FACING = (0.12, 0.42)
"""Cosine to the camera from which the photo shows nothing and all."""
_BEHIND = (0.012, 0.022)
"""Metres behind what the camera sees first, from which a place is surely seen and surely not."""
_HIDDEN = {False: 0.80, True: 0.30}
"""Share of the strands that lie under the cap, by whether they are straight; the others make its
outline soft, and show through where a cap of straight hair is sparse."""
_INLAND, _THIN = (0.0, 0.022), 7e-4
"""Metres behind the hairline over which the cap rises, and how far it lies over the coat there."""
_BROAD = 26.0
"""Texels (Gaussian) above which a difference is broad colour, not strands."""
_MIRROR = 0.15
"""How far the other side's colour is trusted."""
_PIECE, _STEP = 36, 22
"""Half side of a woven piece, and texels from one to the next."""
_TURN = 0.25
"""Radians (standard deviation) by which pieces point astray."""
_CONTRAST = 0.85
"""Share kept of the strands' contrast where it is woven."""
_STRAND, _STREAKS = 5.0, (0.10, 0.35)
"""Texels (Gaussian) below which a difference is between strands, and bounds of the deviation
of strands and of locks."""
_SPARSE = 0.6
"""Opacity of a cap of straight hair where the photo does not show it: locks lie below."""
_STRAYS = (0.6, 0.07)
"""How far broad log colour may differ from the hair's own, in brightness and in hue."""
_SURE, _LEAST = 0.7, 0.004
"""Where texels are surely shown, and what share of the chart must be."""
_DARKEST = 1e-3


def hair_cap(
    ground: Ground,
    camera: Camera,
    seen: Seen,
    parts: list[Part],
    line: Hairline,
    alpha: Float32[ndarray, "S S"],
    colors: Float32[ndarray, "S S 3"],
    straight: bool,
) -> HairPhoto | None:
    """The cap over `parts` of the fitted style, or None where the photo shows too little.

    `camera` sees the crop at the size of `alpha`; `seen` is what stands there; `line` is where the
    hair ends.
    """
    coat = next(part for part in parts if part.name == COAT)
    inland = smoothstep(*_INLAND, scalp_height(_on_base(coat, ground), line=line))[:, None]
    points = coat.vertices + (_THIN + _lift(coat, parts, _HIDDEN[straight]) * inland) * coat.normals
    surface = paint_chart(coat.uvs, coat.triangles, np.hstack([points, coat.normals]), _COARSE)
    pixel, visible = _looked_at(surface, camera, seen, len(alpha))
    found = cv2.remap(np.dstack([colors, alpha]), pixel, None, cv2.INTER_LINEAR)
    shown = visible * smoothstep(0.5, 0.95, found[..., 3])
    if (shown > _SURE).mean() < _LEAST:
        return None
    picture = np.empty((_SIZE, _SIZE, 4), np.uint8)
    picture[..., :3] = encode_srgb(_continued(found[..., :3], shown.astype(np.float32), straight))
    usual = coat_maps(Scalp(line=line), _SIZE, 1.0).alpha / np.float32(255)
    usual = usual * (_SPARSE if straight else 1.0)
    opacity = usual + (found[..., 3] - usual) * visible
    picture[..., 3] = np.rint(255 * np.clip(opacity * _grown(usual), 0, 1))
    refs, shares, offsets = hung(points.astype(np.float32), ground.figure)
    picture = plain_where_clear(picture)
    return HairPhoto(picture, refs, shares, offsets, coat.uvs, coat.triangles)


def _on_base(coat: Part, ground: Ground) -> Float32[ndarray, "N 3"]:
    """Where the coat's vertices grow on the unshaped base mesh."""
    return head_patch().base[ground.tree.query(coat.vertices)[1]]


def _lift(coat: Part, parts: list[Part], hidden: float) -> float:
    """Metres over the coat below which a share `hidden` of the strands lies."""
    strands = np.concatenate([part.vertices for part in parts if part is not coat])[::5]
    _, near = cKDTree(coat.vertices).query(strands)
    height = ((strands - coat.vertices[near]) * coat.normals[near]).sum(1)
    return float(np.clip(np.quantile(height, hidden), 5e-4, 0.02))


def _grown(alpha: Float32[ndarray, "S S"]) -> Float32[ndarray, "S S"]:
    """0 beyond the hairline."""
    return smoothstep(0.0, 0.3, cv2.GaussianBlur(alpha, (0, 0), 6.0))


def _looked_at(
    surface: Float32[ndarray, "C C 6"], camera: Camera, seen: Seen, side: int
) -> tuple[Float32[ndarray, "S S 2"], Float32[ndarray, "S S"]]:
    """Where each texel lies in the crop (pixels), and how well the camera sees it (0..1)."""
    there = ~np.isnan(surface[..., 0])
    point, normal = np.nan_to_num(surface[..., :3]), np.nan_to_num(surface[..., 3:])
    screen = camera.replace(width=side, height=side).project(point.reshape(-1, 3))
    screen = screen.reshape(_COARSE, _COARSE, -1)[..., :2].astype(np.float32)
    way = np.asarray(camera.eye, np.float32) - point
    way /= np.linalg.norm(way, axis=-1, keepdims=True)
    facing = smoothstep(*_FACING, (normal * way).sum(-1))
    cells = seen.depth.shape[0]
    nearest = cv2.remap(seen.depth, screen * (cells / side) - 0.5, None, cv2.INTER_NEAREST)
    view = camera.view()
    depth = -(point @ view[2, :3] + view[2, 3])
    visible = facing * smoothstep(_BEHIND[1], _BEHIND[0], depth - nearest) * (nearest > 0) * there
    visible = cv2.erode(visible.astype(np.float32), np.ones((3, 3)))
    fine = [cv2.resize(m, (_SIZE, _SIZE), interpolation=1) for m in (screen - 0.5, visible)]
    return fine[0].astype(np.float32), cv2.GaussianBlur(fine[1], (0, 0), 8.0)


def _continued(
    photo: Float32[ndarray, "S S 3"], shown: Float32[ndarray, "S S"], straight: bool
) -> Float32[ndarray, "S S 3"]:
    """Linear colour everywhere: broad colour spread from where it is `shown`, detail woven."""
    log = np.log(np.maximum(photo, _DARKEST))
    other = _MIRROR * shown[:, ::-1] * (1 - shown)
    both = shown + other
    mixed = (log * shown[..., None] + log[:, ::-1] * other[..., None]) / (both[..., None] + 1e-6)
    broad = _bounded(spread(mixed.astype(np.float32), both, _BROAD), shown)
    fine = (log - broad) * (shown > 0.05)[..., None]
    own = fine.mean(-1).astype(np.float32)
    # Whatever of skin shines between strands at the hairline is no hair's colour.
    fine = own[..., None] + np.clip(fine - own[..., None], -_STRAYS[1], _STRAYS[1])
    woven = _streaks(own, shown > _SURE) if straight else _woven(own, shown > _SURE)
    share = shown[..., None]
    # Unlike strands that are mixed are flat: their contrast is restored.
    mixed = share * fine + (1 - share) * _CONTRAST * woven[..., None]
    return np.exp(broad + mixed / np.sqrt(share**2 + (1 - share) ** 2))


def _bounded(
    broad: Float32[ndarray, "S S 3"], shown: Float32[ndarray, "S S"]
) -> Float32[ndarray, "S S 3"]:
    """Broad log colour near the hair's own: what strays far is light from behind the head."""
    own = np.median(broad[shown > _SURE], axis=0)
    away = broad - own
    level = away.mean(-1, keepdims=True)
    hue = np.clip(away - level, -_STRAYS[1], _STRAYS[1])
    return own + np.clip(level, -_STRAYS[0], _STRAYS[0]) + hue


def _streaks(fine: Float32[ndarray, "S S"], known: Bool[ndarray, "S S"]) -> Float32[ndarray, "S S"]:
    """Straight strands from the crown on, with the contrast of `fine` where it is `known`."""
    locks = cv2.GaussianBlur(fine, (0, 0), _STRAND)
    grain = hair_grain(_SIZE)
    made = grain.fine * float(np.clip((fine - locks)[known].std(), *_STREAKS))
    return made + grain.locks * float(np.clip(locks[known].std(), *_STREAKS))


def _woven(fine: Float32[ndarray, "S S"], known: Bool[ndarray, "S S"]) -> Float32[ndarray, "S S"]:
    """Detail like `fine` everywhere: turned pieces of what is `known`, mixed at equal contrast.

    Pieces are laid as by Heitz and Neyret (2018, "High-Performance By-Example Noise using a
    Histogram-Preserving Blending Operator", equation 3), for logarithms, which are nearly Gaussian.
    A piece keeps its angle to the crown, the chart's middle, from where hair falls.
    """
    rng = np.random.default_rng(77)
    side = 2 * _PIECE
    at = (np.arange(side) + 0.5) / side
    window = np.outer(np.sin(np.pi * at), np.sin(np.pi * at)).astype(np.float32) ** 2
    full = cv2.boxFilter(known.astype(np.float32), -1, (side, side))
    sources = np.argwhere(full > min(0.85, 0.9 * float(full.max())))
    middle = _SIZE / 2
    total = np.zeros((_SIZE + 2 * side, _SIZE + 2 * side), np.float32)
    mass = np.zeros(total.shape, np.float32)
    masked = np.dstack([fine, known.astype(np.float32)])
    for y in range(0, _SIZE, _STEP):
        for x in range(0, _SIZE, _STEP):
            if (x - middle) ** 2 + (y - middle) ** 2 > middle**2:
                continue
            row, column = sources[rng.integers(len(sources))]
            turn = np.arctan2(y - middle, x - middle) - np.arctan2(row - middle, column - middle)
            turn += _TURN * rng.standard_normal()
            cos, sin = np.cos(turn), np.sin(turn)
            # From the piece's texels to the source's.
            back = np.array([[cos, sin, 0.0], [-sin, cos, 0.0]])
            back[:, 2] = (column, row) - back[:, :2] @ (_PIECE, _PIECE)
            flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
            piece = cv2.warpAffine(masked, back, (side, side), flags=flags)
            weight = window * piece[..., 1]
            here = np.s_[
                y + side - _PIECE : y + side + _PIECE, x + side - _PIECE : x + side + _PIECE
            ]
            total[here] += piece[..., 0] * weight
            mass[here] += weight**2
    inner = np.s_[side : side + _SIZE, side : side + _SIZE]
    return total[inner] / np.sqrt(np.maximum(mass[inner], 1e-3))


def joined(front: HairPhoto, cap: HairPhoto) -> HairPhoto:
    """One sheet of two, their pictures side by side."""
    height = max(len(front.picture), len(cap.picture))
    pictures = [
        cv2.copyMakeBorder(p, 0, height - len(p), 0, 0, cv2.BORDER_CONSTANT, value=(0, 0, 0, 0))
        for p in (cap.picture, front.picture)
    ]
    width = sum(p.shape[1] for p in pictures)
    uvs, start = [], 0
    for sheet, picture in zip((cap, front), pictures, strict=True):
        own = sheet.picture.shape
        uvs.append((sheet.uvs * (own[1], own[0]) + (start, 0)) / (width, height))
        start += picture.shape[1]
    return HairPhoto(
        np.concatenate(pictures, 1),
        np.concatenate([cap.refs, front.refs]),
        np.concatenate([cap.shares, front.shares]),
        np.concatenate([cap.offsets, front.offsets]),
        np.concatenate(uvs).astype(np.float32),
        np.concatenate([cap.triangles, front.triangles + np.int32(len(cap.refs))]),
    )
