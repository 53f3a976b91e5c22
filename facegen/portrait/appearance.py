"""A photo made into the head's appearance: projected, its light taken off, filled where unseen."""

from __future__ import annotations

import dataclasses
import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np
from jaxtyping import Float32, Int64
from numpy import ndarray

from facegen.colorspace import srgb_to_linear
from facegen.encoding import encode_srgb
from facegen.human.figure import Figure
from facegen.human.likeness import Likeness
from facegen.human.person import Person
from facegen.human.ramps import smoothstep
from facegen.human.skin.bake import colour_layers
from facegen.human.skin.canvas import Canvas, Check, idle, make_canvas
from facegen.human.skin.layers import start_layers
from facegen.human.skin.makeup import add_lips
from facegen.human.skin.pigment import add_zones
from facegen.human.skin.texels import Texels, atlas_texels
from facegen.human.skin.tone import tone_table
from facegen.human.surface import fine_skin
from facegen.human.topology import BODY, topology
from facegen.portrait.analysis import Light, PortraitAnalysis
from facegen.portrait.bare_skin import BareSkin, find_bare_skin
from facegen.portrait.colour import SHEEN
from facegen.portrait.delight import fit_light, light_on
from facegen.portrait.fill import MIRROR_TRUST, both_halves, diffuse, flipped, local_mean
from facegen.portrait.fit import HeadFit
from facegen.portrait.projection import Projection, project_skin

if TYPE_CHECKING:
    from facegen.portrait.hair import HairFit

SIZE = 1024
"""Texels along the atlas: on the face as fine as a crop's pixels."""
_BROAD = 256
"""Texels along the atlas where broad colour is measured."""
_BROAD_MM = 9.0
"""Millimetres (Gaussian) above which a difference in colour is broad."""
_LIGHTNESS_KEPT, _HUE_KEPT = 0.6, 0.6
"""Shares kept of broad differences from the face's mean, which are mostly light."""
_HOLLOWS = 0.7
"""Share of the darkness of hollows that is taken off: renderers darken them themselves."""
_HAIR_DARK = (-0.38, -0.14)
"""Log brightness under the surroundings, near the hair: surely a hair .. surely skin."""
_SCRAP = 12.0
"""Texels (Gaussian) around which skin must be seen to be more than a scrap."""
_SMILE_FOLD = ((640, 33), (652, 35), (668, 34), (677, 30), (686, 25), (694, 20), (702, 17))
"""Height and distance from the middle, mm on the base mesh, of the fold from nose to mouth."""
_FOLD_TAKEN = 0.65
"""Share of a full smile's shadows there that is taken off."""
_DARKEST = 0.003
"""Linear; below it a photo's pixels say nothing of ratios."""
_SHINE = 0.16
"""Log brightness over the surroundings from which on it is taken for gloss and compressed."""
_GLOSS_KEPT = 0.8
_BRIGHT_KEPT = 0.3
"""Share kept of broad brightness over the face's mean: dim light taken off overshoots."""
_GREEN_KEPT = (0.3, 0.1)
"""Share kept of green beside the skin's own hue, in lit places and in dark ones: shade mirrors
its surroundings, and no skin is green."""
_SCRATCH_KEPT = 0.25
"""Share kept of dark marks near the hair, which are single hairs and their shadows."""
_SEEN_KEPT, _HUE_SEEN = 0.5, 0.7
"""How far skin that the photo shows darker, or of another hue, than its measured albedo is drawn to
how it is seen: that is how the eye remembers a face, how much is light is never sure, and
photographers balance the white."""
_SEEN_DARKER, _SEEN_HUE = 0.5, 0.3
"""Bounds of that in log colour."""
_RIM_BRIGHTER, _RIM_BLUER = (0.25, 0.55), (0.20, 0.45)
"""Log brightness, and log of blue over red, beside the skin's own: surely skin .. surely a light
from behind that glances off it."""
_RIM_BESIDE = (38.0, 50.0)
"""Millimetres from the middle of the face beyond which such a light falls."""
_LINEAR = srgb_to_linear(np.arange(256, dtype=np.uint8))


def paint_likeness(
    analysis: PortraitAnalysis,
    fit: HeadFit,
    person: Person,
    figure: Figure,
    hair: HairFit | None = None,
    check: Check = idle,
) -> tuple[Likeness, Light]:
    """The skin of `figure` as the photo shows it, and the photo's light.

    `figure` is the neutral head of `person` with `fit.residual`, and has every morph that
    `fit.expression` wears. `check` may raise to stop. `SetupError` when the skins are not packed.
    """
    texels = atlas_texels("head", SIZE)
    canvas = make_canvas("head", SIZE)
    view = project_skin(figure, fit, texels)
    check()
    photo = _seen_skin(analysis, find_bare_skin(analysis), view, canvas)
    painted = painted_skin(person, canvas)
    check()
    hollows = _hollows(canvas)
    light = _light_of(photo, painted * hollows, view)
    shade = _shade(light, view, photo) * hollows
    goal = _remembered(photo, analysis)
    ratio = _log_ratio(photo, painted, shade, goal)
    photo = _without_rims(photo, ratio, canvas, analysis)
    light = _light_for(goal, light, painted[_is_plain(photo)][::7])
    check()
    photo = _without_hairs(photo, ratio, canvas)
    broad, fine = _split_bands(ratio, photo, canvas)
    wanted = _broad_ratio(broad, photo)
    check()
    fine = _healthy(_at_rest(fine, fit, canvas), photo)
    skin = _compose(painted, wanted, fine, photo.trust, texels)
    likeness = Likeness(
        person=person,
        residual=fit.residual,
        skin=skin,
        ratio=wanted,
        hair=None if hair is None else hair.photo,
        expression=fit.expression,
    )
    return likeness, light


@dataclass(frozen=True)
class SeenSkin:
    """The photo in the head atlas."""

    color: Float32[ndarray, "S S 3"]
    """Linear, light included."""
    trust: Float32[ndarray, "S S"]
    """0..1: how well the photo shows the skin here."""
    features: Float32[ndarray, "S S"]
    """0..1: brows and lips, which are not of the skin's colour."""
    by_hair: Float32[ndarray, "S S"]
    """0..1: how near the hair is."""

    @property
    def plain(self) -> Float32[ndarray, "S S"]:
        """Trust in plain skin."""
        return self.trust * (1 - np.clip(2.5 * self.features, 0, 1))


def _seen_skin(
    analysis: PortraitAnalysis, bare: BareSkin, view: Projection, canvas: Canvas
) -> SeenSkin:
    """Sample crop and masks at every texel."""
    maps = np.dstack([bare.skin, np.maximum(bare.brows, bare.lips), bare.by_hair])
    found = cv2.remap(maps, view.pixel, None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    image = cv2.remap(
        analysis.crop.image, view.pixel, None, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    # The dark slit between closed lips and the wet rims of the lids belong to no skin.
    open_skin = smoothstep(0.6, 2.2, canvas.lip) * smoothstep(2.0, 3.4, canvas.eye)
    inland = smoothstep(1.0, 3.5, canvas.border)
    trust = found[..., 0] * view.seen * open_skin * inland * (1 - _ears(canvas))
    return SeenSkin(_LINEAR[image], trust.astype(np.float32), found[..., 1], found[..., 2])


def _ears(canvas: Canvas) -> Float32[ndarray, "S S"]:
    """1 on the ears: no fit lays their folds exactly, and a misplaced ear looks worse than none."""
    x, y, z = np.moveaxis(canvas.position, -1, 0)
    beside = smoothstep(69.0, 74.0, np.abs(x))
    around = np.hypot((y - 706) / 42, (z - 38) / 34)
    return beside * smoothstep(1.1, 0.9, around)


def _without_rims(
    photo: SeenSkin, ratio: Float32[ndarray, "S S 3"], canvas: Canvas, analysis: PortraitAnalysis
) -> SeenSkin:
    """Trust no light from behind that glances off the sides: brighter than the skin, and bluer.

    White whiskers are left alone.
    """
    plain = _is_plain(photo)
    if analysis.facial_hair.value != "none" or not plain.any():
        return photo
    off = ratio - np.median(ratio[plain][::7], axis=0)
    rim = smoothstep(*_RIM_BRIGHTER, _level(off)) * smoothstep(
        *_RIM_BLUER, off[..., 2] - off[..., 0]
    )
    rim *= smoothstep(*_RIM_BESIDE, np.abs(canvas.position[..., 0])) * (photo.trust > 0)
    rim = cv2.GaussianBlur(cv2.dilate(rim, np.ones((9, 9), np.uint8)), (0, 0), 3.0)
    return dataclasses.replace(photo, trust=(photo.trust * (1 - rim)).astype(np.float32))


def _without_hairs(photo: SeenSkin, ratio: Float32[ndarray, "S S 3"], canvas: Canvas) -> SeenSkin:
    """Trust no dark marks near the hair: loose hairs, and the soft shadow at its edge."""
    fine = _level(ratio) - _enlarged(_level(_broad(ratio, photo, canvas)))
    hair = smoothstep(_HAIR_DARK[1], _HAIR_DARK[0], cv2.GaussianBlur(fine, (0, 0), 1.5))
    hair *= photo.by_hair * (1 - np.clip(2.5 * photo.features, 0, 1))
    hair *= smoothstep(9.0, 13.0, canvas.eye)
    hair = cv2.GaussianBlur(cv2.dilate(hair, np.ones((5, 5), np.uint8)), (0, 0), 2.0)
    trust = photo.trust * (1 - hair)
    # Scraps of forehead between strands are shaded by them, whatever their colour.
    scrap = photo.by_hair * smoothstep(0.8, 0.5, cv2.GaussianBlur(trust, (0, 0), _SCRAP))
    scrap *= smoothstep(750.0, 756.0, canvas.position[..., 1])
    return dataclasses.replace(photo, trust=trust * (1 - scrap))


def painted_skin(person: Person, canvas: Canvas) -> Float32[ndarray, "S S 3"]:
    """Linear colour of the recipe's skin without marks, hair or make-up."""
    layers = start_layers(canvas, person.skin)
    add_zones(canvas, layers, person.shape, person.skin)
    add_lips(canvas, layers, person.skin)
    table = tone_table(person.skin.undertone, person.skin.tint)
    return colour_layers(layers.melanin, layers.haemoglobin, table)


def _hollows(canvas: Canvas) -> Float32[ndarray, "S S 1"]:
    """What of the photo's shade any renderer adds again: hollows see less of the sky."""
    open_sky = np.maximum(canvas.occlusion.astype(np.float32) / 255, 0.25)
    return (open_sky**_HOLLOWS)[..., None]


def _shrunk(field: ndarray) -> ndarray:
    return cv2.resize(field, (_BROAD, _BROAD), interpolation=cv2.INTER_AREA)


def _enlarged(field: Float32[ndarray, "B B *K"]) -> Float32[ndarray, "S S *K"]:
    return cv2.resize(field, (SIZE, SIZE), interpolation=cv2.INTER_LINEAR)


def _level(color: Float32[ndarray, "S S 3"]) -> Float32[ndarray, "S S"]:
    """Mean of the channels."""
    return cv2.transform(color, np.full((1, 3), 1 / 3, np.float32))


def _light_of(photo: SeenSkin, painted: Float32[ndarray, "S S 3"], view: Projection) -> Light:
    """Fitted on a coarse atlas, over plain skin."""
    trust = photo.plain
    weight = _shrunk(trust)
    chosen = weight > 0.2

    def mean(field: ndarray) -> ndarray:
        return (_shrunk(field * trust[..., None]) / np.maximum(weight, 1e-6)[..., None])[chosen]

    return fit_light(mean(photo.color), mean(painted), mean(view.normal), weight[chosen])


def _shade(light: Light, view: Projection, photo: SeenSkin) -> Float32[ndarray, "S S 3"]:
    """The light on every texel; it is smooth, so that a coarse atlas tells it."""
    normal = _shrunk(view.normal)
    normal /= np.maximum(np.linalg.norm(normal, axis=2, keepdims=True), 1e-6)
    return _enlarged(light_on(light, normal, _shrunk(photo.trust)).astype(np.float32))


def _remembered(photo: SeenSkin, analysis: PortraitAnalysis) -> Float32[ndarray, "3"]:
    """Linear colour that plain skin shall have: as measured, drawn to how the photo shows it."""
    goal = srgb_to_linear(np.array(analysis.skin.color, np.float32))
    plain = _is_plain(photo)
    if not plain.any():
        return goal
    seen = np.log(np.maximum(np.median(photo.color[plain][::7], axis=0), 1e-3) / goal)
    level = float(seen.mean())
    hue = np.clip(_HUE_SEEN * (seen - level), -_SEEN_HUE, _SEEN_HUE)
    # Under a coloured lamp the hue is the lamp's; only warmth and blood are the skin's own.
    if hue.argmax() != 0 or hue[2] > 0:
        hue = np.zeros(3)
    return (goal * np.exp(np.clip(_SEEN_KEPT * level, -_SEEN_DARKER, 0) + hue)).astype(np.float32)


def _is_plain(photo: SeenSkin) -> ndarray:
    return (photo.trust > 0.6) & (photo.features < 0.1)


def _light_for(
    goal: Float32[ndarray, "3"], light: Light, painted: Float32[ndarray, "N 3"]
) -> Light:
    """`light`, fitted to `painted` skin, for skin of colour `goal`: darker stood in more of it."""
    if not len(painted):
        return light
    gain = np.median(painted, axis=0) / goal
    # The light's sheen on the skin is no colour of the light.
    hue = goal / (goal + SHEEN)
    return Light((light.harmonics * gain * hue / hue.mean()).astype(np.float32))


def _log_ratio(
    photo: SeenSkin,
    painted: Float32[ndarray, "S S 3"],
    shade: Float32[ndarray, "S S 3"],
    goal: Float32[ndarray, "3"],
) -> Float32[ndarray, "S S 3"]:
    """ln(photo's albedo / painted), such that plain skin has the colour `goal`."""
    albedo = photo.color / shade
    plain = _is_plain(photo)
    if plain.any():
        albedo *= goal / np.maximum(np.median(albedo[plain][::7], axis=0), 1e-4)
    return np.log(np.maximum(albedo, _DARKEST) / np.maximum(painted, _DARKEST))


def _broad(
    ratio: Float32[ndarray, "S S 3"], photo: SeenSkin, canvas: Canvas
) -> Float32[ndarray, "B B 3"]:
    """Broad colour of plain skin on a coarse atlas."""
    plain = photo.plain
    weight = _shrunk(plain)
    coarse = _shrunk(ratio * plain[..., None]) / np.maximum(weight, 1e-6)[..., None]
    return local_mean(coarse, weight, _BROAD_MM / (canvas.texel_mm * SIZE / _BROAD))


def _split_bands(
    ratio: Float32[ndarray, "S S 3"], photo: SeenSkin, canvas: Canvas
) -> tuple[Float32[ndarray, "B B 3"], Float32[ndarray, "S S 3"]]:
    """Broad colour (`_broad`), and what is finer; gloss is compressed."""
    broad = _broad(ratio, photo, canvas)
    fine = ratio - _enlarged(broad)
    gloss = np.maximum(_level(fine) - _SHINE, 0) * (1 - _GLOSS_KEPT)
    return broad, fine - gloss[..., None]


def _broad_ratio(broad: Float32[ndarray, "B B 3"], photo: SeenSkin) -> Float32[ndarray, "13380 3"]:
    """Broad colour per vertex: both halves alike where in doubt, diffused over the whole body."""
    places = _vertex_texels()
    trust = cv2.GaussianBlur(photo.plain, (0, 0), 4.0)[places[:, 1], places[:, 0]]
    step = SIZE // _BROAD
    value = broad[places[:, 1] // step, places[:, 0] // step]
    # Under the jaw lies the head's own shadow.
    above = smoothstep(600.0, 640.0, topology().base[BODY, 1] * 1000)
    trust = trust * (0.1 + 0.9 * above) * (places[:, 2] > 0)
    mean = (trust[:, None] * value).sum(0) / max(float(trust.sum()), 1e-6)
    offset = value - mean
    level = offset.mean(1, keepdims=True)
    kept = np.where(level > 0, _BRIGHT_KEPT, _LIGHTNESS_KEPT)
    value = mean + kept * level + _HUE_KEPT * (offset - level)
    return diffuse(*both_halves(value, trust))


def _at_rest(
    fine: Float32[ndarray, "S S 3"], fit: HeadFit, canvas: Canvas
) -> Float32[ndarray, "S S 3"]:
    """A smile's shadows beside nose, mouth and eyes made shallow: an avatar's own face rests."""
    smile = max(fit.expression.get(f"mouthSmile{side}", 0.0) for side in ("Left", "Right"))
    side, y = np.abs(canvas.position[..., 0]), canvas.position[..., 1]
    height, across = np.array(_SMILE_FOLD).T
    fold = np.exp(-(((side - np.interp(y, height, across)) / 8) ** 2))
    fold *= smoothstep(640.0, 652.0, y) * smoothstep(702.0, 692.0, y)
    corner = np.exp(-(((side - 56) / 9) ** 2) - ((y - 722) / 12) ** 2)
    share = _FOLD_TAKEN * np.clip(smile, 0, 1) * np.clip(fold + corner, 0, 1)
    share *= smoothstep(8.0, 11.0, canvas.lip) * (canvas.position[..., 2] > 60)
    shadow = np.minimum(_level(fine), 0)
    return fine - (share * shadow)[..., None]


def _healthy(fine: Float32[ndarray, "S S 3"], photo: SeenSkin) -> Float32[ndarray, "S S 3"]:
    """Fine colour without what no skin has: green shade, and scratches of hairs."""
    plain = 1 - np.clip(2.5 * photo.features, 0, 1)
    level = _level(fine)
    scratch = (1 - _SCRATCH_KEPT) * photo.by_hair * plain * np.minimum(level, 0)
    fine = fine - scratch[..., None]
    dark = smoothstep(-0.05, -0.35, level)
    kept = _GREEN_KEPT[0] + (_GREEN_KEPT[1] - _GREEN_KEPT[0]) * dark
    green = (1 - kept) * plain * np.maximum(fine[..., 1] - fine[..., 0], 0)
    # Red comes up and green goes down: the brightness stays.
    return fine + green[..., None] * np.array([0.6, -0.4, -0.2], np.float32)


@functools.cache
def _vertex_texels() -> Int64[ndarray, "13380 3"]:
    """For each base vertex a texel x, y near it, and 1; 0, 0, 0 off the head atlas."""
    texels = atlas_texels("head", SIZE)
    top = texels.weights.argmax(2)
    rows, cols = np.nonzero(texels.covered)
    vertex = texels.corners[rows, cols, top[rows, cols]]
    weight = texels.weights[rows, cols, top[rows, cols]]
    order = np.argsort(weight, kind="stable")
    table = np.zeros((len(fine_skin().matrix.indptr) - 1, 3), np.int64)
    table[vertex[order]] = np.stack([cols[order], rows[order], np.ones(len(order), int)], 1)
    return table[: BODY.stop]


def _compose(
    painted: Float32[ndarray, "S S 3"],
    wanted: Float32[ndarray, "13380 3"],
    fine: Float32[ndarray, "S S 3"],
    trust: Float32[ndarray, "S S"],
    texels: Texels,
) -> ndarray:
    """sRGB and alpha of the atlas: broad colour everywhere, fine where seen or mirrored."""
    own = trust[..., None]
    other = MIRROR_TRUST * (1 - own) * flipped(own)
    total = own + other
    detail = (own * fine + other * flipped(fine)) / np.maximum(total, 1e-6)
    color = painted * np.exp(texels.look_up(fine_skin().matrix @ wanted) + detail)
    alpha = np.rint(255 * np.clip(total, 0, 1)).astype(np.uint8)
    return np.dstack([encode_srgb(np.clip(color, 0, 1)), alpha])
