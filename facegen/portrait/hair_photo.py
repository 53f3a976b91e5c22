"""The photo's hair as a sheet before the fitted hair: fine alpha, even light, no background in it.

The sheet lies a hair's breadth before the nearest hair (or skin, where strands hang over it) that
the camera sees, and fades out wherever it would lie: at grazing angles, at the photo's border, and
where no hair stands behind it.
"""

from __future__ import annotations

import cv2
import numpy as np
from jaxtyping import Bool, Float, Float32, Float64, Int32, UInt8
from numpy import ndarray
from scipy.spatial import cKDTree

from facegen.colorspace import linear_to_srgb8, srgb_to_linear
from facegen.human.figure import Figure
from facegen.human.hair.color import plain_where_clear
from facegen.human.hair.ground import Ground, head_patch
from facegen.human.hair.masks import Hairline, scalp_height
from facegen.human.likeness import HairPhoto
from facegen.human.ramps import smoothstep
from facegen.human.topology import BODY, EYE_LEFT, EYE_RIGHT
from facegen.portrait.analysis import PortraitAnalysis
from facegen.portrait.hair_outline import Seen
from facegen.portrait.segments import CLASS
from facegen.render.camera import Camera

_GAP = 0.0022
"""Metres from the hair to the sheet."""
_GRAZING = (0.18, 0.50)
"""Cosine between sheet and view from which it is nothing and all, over fitted hair."""
_GRAZING_SKIN = {False: (0.50, 0.80), True: (0.30, 0.55)}
"""The same over bare skin, by whether a fringe hangs there: no hair like it stands behind, and
every smear shows."""
_STEP = 0.030
"""Metres between neighbours' depths beyond which the sheet is torn: hair before and behind."""
_EVEN = 0.70
"""Share of the light's unevenness that is taken off."""
_LIGHT = 30.0
"""Pixels (of 1024) over which light is even."""
_BRIGHTEST = 2.8
"""Times the hair's own colour; strands shine no more than that."""
WHITEST = 0.42
"""Linear albedo of white hair; what is brighter has the light behind it."""
_BLACK = 2e-3
"""Linear: darker pixels are the camera's noise."""
_RIM = (3.0, 16.0)
"""Pixels (of 1024) from the background at which the sheet is nothing and all."""
_HANGS = (0.11, 0.018)
"""Shares of the crop that strands hang beyond the fitted hair: over the forehead; at the temples
and below the eyes."""
_BORDER = 10
"""Pixels along the photo's border that are not trusted."""
_LEAST = 0.0025
"""Metres over the skin that the sheet keeps, lest bent skin shows through its facets."""
_STANDS = (0.005, 0.022)
"""Metres over the skin that hair before the face stands off at most: low down, and at its roots."""
_CONTRAST = 0.3
"""Log brightness by which strands usually differ."""
_SLIT = 12
"""Pixels (of 1024): half the width of slits that fading leaves between strands, at most."""
_SCRAP = 0.05
"""Share of the largest piece below which one is a scrap."""
_CAP_BEGINS = (0.006, 0.024)
"""Metres behind the hairline between which a sheet gives way to a cap."""


def fine_alpha(analysis: PortraitAnalysis) -> Float32[ndarray, "S S"]:
    """How much of each crop pixel is hair, strand by strand.

    The parser's probability is refined along the photo's edges: guided filter (He, Sun and Tang
    2010, "Guided Image Filtering", equations 5 and 6) with the luminance as guide. Where hair and
    what is beside it differ in colour, a pixel's place between the two decides.
    """
    picture = analysis.crop.image
    side = picture.shape[0]
    hair = cv2.resize(analysis.parsing[CLASS["hair"]], (side, side), interpolation=cv2.INTER_LINEAR)
    guide = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY).astype(np.float32) / 255
    refined = _guided(guide, hair, side // 85, 3e-4)
    broad = cv2.dilate((hair > 0.5).astype(np.uint8), _disc(side // 110)).astype(np.float32)
    broad = cv2.GaussianBlur(broad, (0, 0), side / 300)
    mixed, contrast = _between(picture, hair)
    alpha = smoothstep(0.12, 0.80, refined)
    alpha = np.where(hair > 0.97, 1.0, alpha + (np.minimum(mixed, 1.0) - alpha) * contrast)
    alpha = smoothstep(0.04, 1.0, alpha) * broad
    inside = cv2.erode(analysis.crop.inside.astype(np.uint8), _disc(_BORDER), borderValue=0)
    inside = cv2.GaussianBlur(inside.astype(np.float32), (0, 0), _BORDER / 2)
    return (alpha * inside * _off_background(analysis, side)).astype(np.float32)


def _off_background(analysis: PortraitAnalysis, side: int) -> Float32[ndarray, "S S"]:
    """0 on what is behind the person and right beside it, 1 from `_RIM` pixels on: the rim shows
    the background's light, and the fitted hair goes on there anyway."""
    behind = cv2.resize(analysis.parsing[CLASS["background"]], (side, side)) > 0.5
    distance = cv2.distanceTransform((~behind).astype(np.uint8), cv2.DIST_L2, 3)
    low, high = (r * side / 1024 for r in _RIM)
    return smoothstep(low, high, distance).astype(np.float32)


def _between(
    picture: UInt8[ndarray, "S S 3"], hair: Float32[ndarray, "S S"]
) -> tuple[Float32[ndarray, "S S"], Float32[ndarray, "S S"]]:
    """Where each colour lies from the surroundings' (0) to the hair's (1) near by, and how far
    these differ (0..1)."""
    color = picture.astype(np.float32) / 255
    side = picture.shape[0]
    sure = cv2.erode((hair > 0.9).astype(np.float32), _disc(side // 250))
    bare = cv2.erode((hair < 0.08).astype(np.float32), _disc(side // 250))
    own, other = spread(color, sure, side / 60), spread(color, bare, side / 60)
    way = own - other
    length = (way * way).sum(-1)
    share = ((color - other) * way).sum(-1) / np.maximum(length, 1e-4)
    # Strands darker than the mean are hair, too.
    share = smoothstep(0.12, 0.85, np.clip(share, 0, 1))
    return share.astype(np.float32), smoothstep(0.15, 0.35, np.sqrt(length)).astype(np.float32)


def _disc(radius: int) -> UInt8[ndarray, "d d"]:
    return cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1,) * 2)


def _guided(
    guide: Float32[ndarray, "S S"], values: Float32[ndarray, "S S"], radius: int, epsilon: float
) -> Float32[ndarray, "S S"]:
    def mean(image: ndarray) -> ndarray:
        return cv2.blur(image, (2 * radius + 1,) * 2)

    m, p = mean(guide), mean(values)
    slope = (mean(guide * values) - m * p) / (mean(guide * guide) - m * m + epsilon)
    return np.clip(mean(slope) * guide + mean(p - slope * m), 0, 1)


def even_colors(
    analysis: PortraitAnalysis, alpha: Float32[ndarray, "S S"], balance: Float[ndarray, "3"]
) -> Float32[ndarray, "S S 3"]:
    """Linear albedo of the hair: the photo times `balance`, without its light's unevenness, and
    pure hair where strands mix with what is behind them."""
    light = srgb_to_linear(analysis.crop.image) * balance
    side = alpha.shape[0]
    sure = (alpha > 0.93).astype(np.float32)
    own = spread(light, sure, side / 170)
    sound = smoothstep(0.55, 0.95, alpha)[..., None]
    pure = own + (light - own) * sound
    level = spread(np.sqrt(light), sure, side * _LIGHT / 1024) ** 2
    mean = typical_color(light[sure > 0] if sure.any() else light.reshape(-1, 3))
    even = pure * (mean / np.maximum(level, 0.25 * mean)) ** _EVEN
    bright = even.mean(-1, keepdims=True) / max(float(mean.mean()), 1e-4)
    even = even * np.minimum(1.0, _soft(bright) / np.maximum(bright, 1e-6))
    even = even * min(1.0, WHITEST / max(float(mean.mean()), 1e-4))
    return even.astype(np.float32)


def typical_color(light: Float[ndarray, "N 3"]) -> Float64[ndarray, "3"]:
    """Power mean (1/2) of linear colours: what shines between strands counts less."""
    return np.sqrt(np.maximum(np.asarray(light, np.float64), 0)).mean(0) ** 2


def body_color(light: Float[ndarray, "N 3"]) -> Float64[ndarray, "3"]:
    """The typical colour, as bright as hair is between its highlights (geometric mean)."""
    typical = typical_color(light)
    bright = np.log(np.maximum(np.asarray(light, np.float64).mean(1), _BLACK)).mean()
    return typical * (np.exp(bright) / max(float(typical.mean()), _BLACK))


def _soft(bright: ndarray) -> ndarray:
    """Brightness over half of `_BRIGHTEST` bent softly towards it."""
    bend = _BRIGHTEST / 2
    return np.where(bright < bend, bright, bend + bend * (1 - np.exp((bend - bright) / bend)))


def spread(
    image: Float32[ndarray, "S S 3"], where: Float32[ndarray, "S S"], sigma: float
) -> Float32[ndarray, "S S 3"]:
    """Weighted local mean; far from any weight it is the mean of a wider and wider area."""
    # A blur of so many pixels needs but a picture shrunk by a third as many.
    shrunk = max(int(sigma / 3), 1)
    size = where.shape[::-1]
    small = (-(-size[0] // shrunk), -(-size[1] // shrunk))
    packed = cv2.resize(np.dstack([image * where[..., None], where]), small, interpolation=3)
    total = np.zeros_like(packed)
    for octave, trust in enumerate((1.0, 1e-3, 1e-6, 1e-9)):
        blur = sigma * 3.0**octave / shrunk
        again = max(int(blur / 3), 1)
        less = (-(-small[0] // again), -(-small[1] // again))
        tiny = cv2.GaussianBlur(cv2.resize(packed, less, interpolation=3), (0, 0), blur / again)
        total += trust * cv2.resize(tiny, small)
    mean = total[..., :3] / np.maximum(total[..., 3:], 1e-12)
    return cv2.resize(mean, size)


def hair_sheet(
    ground: Ground,
    camera: Camera,
    seen: Seen,
    alpha: Float32[ndarray, "S S"],
    colors: Float32[ndarray, "S S 3"],
    fringe: bool,
    capped: Hairline | None = None,
) -> HairPhoto | None:
    """The sheet that shows `colors` where `alpha` says hair, or None where there is none.

    `camera` sees the crop at the size of `alpha`; `seen` is what stands there. Only a `fringe`
    hangs far over the forehead. Over a scalp that is `capped` the sheet ends behind its hairline.
    """
    cells = seen.depth.shape[0]
    share = cv2.resize(alpha, (cells, cells), interpolation=cv2.INTER_AREA)
    wanted = cv2.dilate((share > 0.02).astype(np.uint8), _disc(1)) > 0
    if wanted.sum() < 40:
        return None
    depth, backed = _envelope(seen, wanted)
    depth = _laid(depth - _GAP, camera, wanted, ground)
    corners = _corners(depth, camera, cells)
    facing = _facing(corners, camera)
    over_skin = smoothstep(*_GRAZING_SKIN[fringe], facing)
    fade = np.where(seen.hair, smoothstep(*_GRAZING, facing), over_skin)
    fade = fade * backed * _near_hair(seen.hair, ground.figure, camera, fringe)
    if capped is not None:
        fade = fade * _before(corners, wanted, ground, capped)
    fade = cv2.GaussianBlur(fade.astype(np.float32), (0, 0), 1.2)
    fine = cv2.resize(fade, alpha.shape[::-1], interpolation=cv2.INTER_LINEAR)
    opacity = _whole(unslit(alpha * _by_strands(fine, colors), alpha))
    points, triangles, places = _mesh(corners, depth, wanted)
    height, normal = ground.nearest(points)
    points = points + normal * np.maximum(_LEAST - height, 0)[:, None]
    window = _window(places, cells)
    picture = _cut(colors, opacity, window, cells)
    uvs = (places - window[:2]) / (window[2:] - window[:2])
    refs, shares, offsets = hung(points.astype(np.float32), ground.figure)
    return HairPhoto(
        picture, refs, shares, offsets, uvs.astype(np.float32), triangles.astype(np.int32)
    )


def _envelope(
    seen: Seen, wanted: Bool[ndarray, "C C"]
) -> tuple[Float32[ndarray, "C C"], Float32[ndarray, "C C"]]:
    """A smooth surface over the nearest of hair and skin, and how well it is backed by them."""
    there = seen.depth > 0
    far = np.where(there, seen.depth, 9.0).astype(np.float32)
    near = cv2.erode(far, _disc(4))
    there = near < 8
    depth = np.where(there, near, 0).astype(np.float32)
    weight = (there & cv2.dilate(wanted.astype(np.uint8), _disc(4)).astype(bool)).astype(np.float32)
    total, mass = np.zeros_like(depth), np.zeros_like(depth)
    for sigma, trust in ((3.0, 1.0), (7.0, 1e-3), (14.0, 1e-6), (30.0, 1e-9)):
        total += trust * cv2.GaussianBlur(depth * weight, (0, 0), sigma)
        mass += trust * cv2.GaussianBlur(weight, (0, 0), sigma)
    smooth = total / np.maximum(mass, 1e-15)
    # A blur would bridge hair before and hair far behind: where it strays, the surface stays.
    strays = smoothstep(0.016, 0.030, np.abs(smooth - depth)) * there
    smooth = smooth + (depth - smooth) * strays
    backed = cv2.GaussianBlur((seen.depth > 0).astype(np.float32), (0, 0), 1.5)
    return smooth.astype(np.float32), smoothstep(0.45, 0.95, backed)


def _near_hair(
    hair: Bool[ndarray, "C C"], figure: Figure, camera: Camera, fringe: bool
) -> Float32[ndarray, "C C"]:
    """1 on the fitted hair and near it. A fringe may hang far over the forehead; what lies further
    down, or beside the eyes, over bare skin hangs behind it in truth."""
    cells = len(hair)
    eyes = np.stack([figure.vertices[part].mean(0) for part in (EYE_LEFT, EYE_RIGHT)])
    left, right = camera.project(eyes)[:, :2] * cells / camera.height
    middle, apart = (left + right) / 2, np.linalg.norm(left - right)
    down = ((np.arange(cells) + 0.5 - middle[1]) / cells)[:, None]
    aside = np.abs(np.arange(cells) + 0.5 - middle[0])[None] / apart
    temple = smoothstep(0.75, 0.95, aside) * smoothstep(-0.09, -0.04, down)
    short = np.maximum(smoothstep(-0.04, 0.02, down), temple) if fringe else 1.0
    reach = cells * (_HANGS[0] + (_HANGS[1] - _HANGS[0]) * short)
    distance = cv2.distanceTransform((~hair).astype(np.uint8), cv2.DIST_L2, 3)
    return smoothstep(1.0, 0.5, distance / reach).astype(np.float32)


def _laid(
    depth: Float32[ndarray, "C C"], camera: Camera, wanted: Bool[ndarray, "C C"], ground: Ground
) -> Float32[ndarray, "C C"]:
    """`depth` where hair before the face falls onto it: no fringe stands off like a visor."""
    points = _corners(depth, camera, len(depth))[wanted]
    height, _ = ground.nearest(points)
    inland = scalp_height(head_patch().base[ground.tree.query(points)[1]])
    most = _STANDS[0] + (_STANDS[1] - _STANDS[0]) * smoothstep(-0.045, 0.015, inland)
    sunk, mass = np.zeros_like(depth), wanted.astype(np.float32)
    sunk[wanted] = np.maximum(height - most * ground.scale, 0) * smoothstep(0.02, 0.0, inland)
    sunk = cv2.GaussianBlur(sunk, (0, 0), 2.5)
    return depth + sunk / np.maximum(cv2.GaussianBlur(mass, (0, 0), 2.5), 0.2)


def _whole(opacity: Float32[ndarray, "S S"]) -> Float32[ndarray, "S S"]:
    """Without scraps that hang on no other hair."""
    solid = cv2.dilate((opacity > 0.3).astype(np.uint8), _disc(1))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(solid)
    areas = stats[1:, cv2.CC_STAT_AREA]
    if count < 3:
        return opacity
    kept = np.concatenate([[False], areas > _SCRAP * areas.max()])[labels]
    return opacity * cv2.dilate(kept.astype(np.uint8), _disc(3))


def unslit(opacity: Float32[ndarray, "S S"], alpha: Float32[ndarray, "S S"]) -> ndarray:
    """`opacity` [S, S] without slits in the photo's hair: from aside skin shows through them."""
    reach = round(_SLIT * len(alpha) / 1024)
    solid = (opacity > 0.6).astype(np.float32)
    filled = cv2.GaussianBlur(cv2.morphologyEx(solid, cv2.MORPH_CLOSE, _disc(reach)), (0, 0), 1.0)
    return np.maximum(opacity, np.minimum(smoothstep(0.4, 0.9, filled), alpha))


def _by_strands(
    fade: Float32[ndarray, "S S"], colors: Float32[ndarray, "S S 3"]
) -> Float32[ndarray, "S S"]:
    """`fade` strand by strand, the dark ones first: half-clear hair looks like dirt on skin."""
    bright = np.log(np.maximum(colors.mean(-1), _BLACK))
    strands = bright - cv2.GaussianBlur(bright, (0, 0), 4.0)
    rank = 0.5 + 0.3 * np.tanh(strands / _CONTRAST)
    return smoothstep(-0.15, 0.15, 1.3 * fade - 0.15 - rank).astype(np.float32)


def _before(
    corners: Float32[ndarray, "C C 3"],
    wanted: Bool[ndarray, "C C"],
    ground: Ground,
    line: Hairline,
) -> Float32[ndarray, "C C"]:
    """1 before the hairline, 0 from `_CAP_BEGINS` behind it on, where the cap shows the hair."""
    share = np.zeros(wanted.shape, np.float32)
    base = head_patch().base[ground.tree.query(corners[wanted])[1]]
    share[wanted] = smoothstep(_CAP_BEGINS[1], _CAP_BEGINS[0], scalp_height(base, line=line))
    return cv2.GaussianBlur(share, (0, 0), 2.0)


def _corners(
    depth: Float32[ndarray, "C C"], camera: Camera, cells: int
) -> Float32[ndarray, "C C 3"]:
    """World points at the middle of each cell, `depth` metres along the camera's axis."""
    at = (np.arange(cells) + 0.5) / cells * 2 - 1
    tangent = np.tan(np.radians(camera.fov_y) / 2)
    x, y = np.meshgrid(at * tangent, -at * tangent)
    inside = np.stack([x * depth, y * depth, -depth], -1)
    view = camera.view()
    return ((inside - view[:3, 3]) @ view[:3, :3]).astype(np.float32)


def _facing(corners: Float32[ndarray, "C C 3"], camera: Camera) -> Float32[ndarray, "C C"]:
    """Cosine between the surface's normal and the way to the camera."""
    right = cv2.Sobel(corners, cv2.CV_32F, 1, 0, ksize=3)
    down = cv2.Sobel(corners, cv2.CV_32F, 0, 1, ksize=3)
    normal = np.cross(down, right)
    normal /= np.maximum(np.linalg.norm(normal, axis=-1, keepdims=True), 1e-12)
    way = np.asarray(camera.eye, np.float32) - corners
    way /= np.linalg.norm(way, axis=-1, keepdims=True)
    return (normal * way).sum(-1).astype(np.float32)


def _mesh(
    corners: Float32[ndarray, "C C 3"], depth: ndarray, wanted: Bool[ndarray, "C C"]
) -> tuple[Float32[ndarray, "N 3"], Int32[ndarray, "F 3"], Float32[ndarray, "N 2"]]:
    """Points, triangles and places (cells) of every second cell that is wanted, torn at steps."""
    grid = corners[::2, ::2]
    flat = depth[::2, ::2]
    use = cv2.dilate(wanted.astype(np.uint8), _disc(1))[::2, ::2] > 0
    rows, columns = use.shape
    index = np.arange(rows * columns).reshape(rows, columns)
    quad = np.stack([index[:-1, :-1], index[1:, :-1], index[1:, 1:], index[:-1, 1:]], -1)
    depths = flat.ravel()[quad]
    whole = use.ravel()[quad].any(-1) & (np.ptp(depths, axis=-1) < _STEP)
    quad = quad[whole]
    triangles = quad[:, [0, 1, 2, 0, 2, 3]].reshape(-1, 3)
    used, triangles = np.unique(triangles, return_inverse=True)
    y, x = np.divmod(used, columns)
    places = np.stack([2 * x + 0.5, 2 * y + 0.5], 1)
    return grid.reshape(-1, 3)[used], triangles.reshape(-1, 3), places.astype(np.float32)


def _window(places: Float32[ndarray, "N 2"], cells: int) -> Float32[ndarray, "4"]:
    """Left, top, right, bottom (cells) of what the sheet covers, with a margin."""
    low, high = np.floor(places.min(0)) - 1, np.ceil(places.max(0)) + 1
    return np.concatenate([np.maximum(low, 0), np.minimum(high, cells)]).astype(np.float32)


def _cut(colors: ndarray, opacity: ndarray, window: ndarray, cells: int) -> UInt8[ndarray, "H W 4"]:
    """The window of the picture; its border is clear, so that nothing smears beyond it."""
    scale = opacity.shape[0] / cells
    left, top, right, bottom = np.round(window * scale).astype(int)
    rgb = linear_to_srgb8(colors[top:bottom, left:right])
    alpha = np.round(255 * opacity[top:bottom, left:right]).astype(np.uint8)
    alpha[[0, -1]] = 0
    alpha[:, [0, -1]] = 0
    return plain_where_clear(np.dstack([rgb, alpha]))


def hung(
    points: Float32[ndarray, "N 3"], figure: Figure
) -> tuple[Int32[ndarray, "N 4"], Float32[ndarray, "N 4"], Float32[ndarray, "N 3"]]:
    """Each point as four base vertices near it, their shares, and metres from there."""
    distance, refs = cKDTree(figure.vertices[BODY]).query(points, k=4)
    shares = 1 / (distance + 2e-3)
    shares /= shares.sum(1, keepdims=True)
    anchor = np.einsum("nk,nkc->nc", shares, figure.vertices[refs])
    return refs.astype(np.int32), shares.astype(np.float32), (points - anchor).astype(np.float32)
