"""From colourless strand maps to a hair material of any colour."""

from __future__ import annotations

import functools
from dataclasses import dataclass

import cv2
import numpy as np
from jaxtyping import Float32, UInt8
from numba import njit, prange
from numpy import ndarray

from facegen.avatar import Material
from facegen.colorspace import srgb_to_linear
from facegen.compiled import PARALLEL
from facegen.encoding import encode_srgb
from facegen.human.person import Color, Hair
from facegen.human.ramps import smoothstep

GREY = (0.67, 0.665, 0.66)
"""sRGB of an unpigmented strand."""


@dataclass(frozen=True, eq=False)
class StrandMaps:
    """What a hair texture knows before it has a colour; every map is uint8 [H, W].

    Maps are told apart by identity, so that what is made of them can be kept.
    """

    tone: UInt8[ndarray, "H W"]
    """Light and dark of single strands, 128 = the hair's own colour."""
    shade: UInt8[ndarray, "H W"]
    """Soft light and dark of locks, 128 = neutral, 64 steps = a factor e."""
    strand: UInt8[ndarray, "H W"]
    """An evenly spread lottery number per strand: those below `grey` turn grey."""
    along: UInt8[ndarray, "H W"]
    """0 at the root, 255 at the tip."""
    alpha: UInt8[ndarray, "H W"]
    angle: UInt8[ndarray, "H W"] | None = None
    """Strand direction in the image, 0..256 for 0..pi from +U to +V; None = straight down V."""


_BLEED = 6
"""Texels around hair whose colour filters mix into it, two levels of a mip map down."""
_KEPT = 6
"""Dyed maps kept: those of one person, so that reshaping the head does not dye the hair anew."""


@functools.lru_cache(maxsize=_KEPT)
def dye(maps: StrandMaps, hair: Hair, contrast: float = 1.0) -> UInt8[ndarray, "H W 4"]:
    """`color_strands`, kept and shared: the result must not be written to."""
    return color_strands(maps, hair, contrast)


def color_strands(maps: StrandMaps, hair: Hair, contrast: float = 1.0) -> UInt8[ndarray, "H W 4"]:
    """sRGB base colour with alpha; the mean over solid texels is the asked colour.

    Root and tip colours fade in along the strands, raggedly; grey falls on whole strands.
    """
    levels = np.arange(256, dtype=np.float32)
    tones, shades = (levels - 128) / 40, (levels - 128) / 64
    depth = 0.72 + 0.28 * smoothstep(0.0, 0.22, levels / 255)
    # Maps are bytes: every function of one is a table.
    gain = np.exp(contrast * 0.25 * tones).astype(np.float32)[maps.tone]
    gain *= np.exp(contrast * 0.26 * shades).astype(np.float32)[maps.shade]
    gain *= depth.astype(np.float32)[maps.along]
    solid = maps.alpha > 127
    gain /= max(float(gain[solid].mean()), 1e-6) if solid.any() else 1.0
    rgba = np.empty((*maps.alpha.shape, 4), np.uint8)
    linear = np.empty((*maps.alpha.shape, 3), np.float32)
    _lit(_pigments(hair), maps.strand, maps.along, gain, linear)
    rgba[..., :3] = encode_srgb(linear)
    rgba[..., 3] = maps.alpha
    return plain_where_clear(rgba)


def plain_where_clear(image: UInt8[ndarray, "H W 4"]) -> UInt8[ndarray, "H W 4"]:
    """`image` in one colour, its mean, where it is clear and so far from hair that no filter mixes
    it in: PNG then packs that into almost nothing."""
    seen = (image[..., 3] > 0).astype(np.uint8)
    if not seen.any():
        return image
    reach = cv2.getStructuringElement(cv2.MORPH_RECT, (2 * _BLEED + 1,) * 2)
    mean = np.rint(cv2.mean(image, seen)[:3]).astype(np.uint8)
    near = cv2.dilate(seen, reach)[..., None] > 0
    return np.dstack([np.where(near, image[..., :3], mean), image[..., 3]])


def _pigments(hair: Hair) -> Float32[ndarray, "256 256 3"]:
    """Linear colour of a strand by its lottery number and the place along it, both as bytes."""
    strand, step = np.meshgrid(*(np.arange(256, dtype=np.float32) / 255,) * 2, indexing="ij")
    along = step + 0.16 * (strand - 0.5)
    color = np.broadcast_to(srgb_to_linear(hair.color), (256, 256, 3)).astype(np.float32)
    if hair.tip_color is not None:
        color = _mix(color, srgb_to_linear(hair.tip_color), smoothstep(0.42, 0.90, along))
    if hair.root_color is not None:
        color = _mix(color, srgb_to_linear(hair.root_color), 1 - smoothstep(0.10, 0.36, along))
    # Neighbouring strands differ in pigment: the lighter ones are also a little warmer.
    warm = (strand[..., None] - 0.5) * np.array([0.22, 0.12, 0.0], np.float32)
    color = color * (1 + warm)
    if hair.grey > 0:
        color = _mix(color, srgb_to_linear(GREY), _grey_share(strand, hair.grey))
    return color.astype(np.float32)


@njit(parallel=PARALLEL, cache=True)
def _lit(pigments, strand, along, gain, out):
    """Pigment times gain, light over 0.6 bent softly towards 1, lest pale strands clip flat."""
    bend, rest = np.float32(0.6), np.float32(0.4)
    for row in prange(gain.shape[0]):
        for col in range(gain.shape[1]):
            for k in range(3):
                light = pigments[strand[row, col], along[row, col], k] * gain[row, col]
                if light > bend:
                    light = bend + rest * (np.float32(1.0) - np.exp((bend - light) / rest))
                out[row, col, k] = light


def _grey_share(strand: ndarray, grey: float) -> ndarray:
    """How grey each strand is: from pigmented to pure, the mean over all strands being `grey`."""
    spread = 1.7 * min(grey, 1 - grey)
    return np.clip(grey + spread * (0.5 - strand), 0, 1)


def _mix(a: ndarray, b: ndarray, weight: ndarray) -> ndarray:
    return a + (b - a) * weight[..., None]


@functools.lru_cache(maxsize=_KEPT)
def strand_normals(maps: StrandMaps, strength: float = 0.5) -> UInt8[ndarray, "H W 3"]:
    """Normal map that rounds each strand, in a frame whose V runs along the strands."""
    height = cv2.GaussianBlur(maps.tone.astype(np.float32), (0, 0), 0.7) / 40
    dx, dy = cv2.Sobel(height, cv2.CV_32F, 1, 0), cv2.Sobel(height, cv2.CV_32F, 0, 1)
    if maps.angle is None:
        across = dx
    else:
        angle = maps.angle.astype(np.float32) * np.pi / 256
        across = dx * np.sin(angle) - dy * np.cos(angle)
    x = np.clip(-across / 8 * strength, -0.8, 0.8)
    z = np.sqrt(1 - x * x)
    return np.clip(np.rint(np.stack([x, np.zeros_like(x), z], -1) * 127 + 128), 0, 255).astype(
        np.uint8
    )


def hair_material(
    name: str,
    base_color: UInt8[ndarray, "H W 4"],
    normal: UInt8[ndarray, "H W 3"] | None,
    roughness: float = 0.46,
    blend: bool = False,
    fuzzy: bool = False,
) -> Material:
    """The one kind of material that every hair part wears; `fuzzy` hair has no common direction."""
    return Material(
        name=name,
        base_color=base_color,
        normal=normal,
        roughness=roughness,
        specular_factor=0.22 if fuzzy else 0.42,
        alpha_mode="BLEND" if blend else "MASK",
        alpha_cutoff=0.5,
        double_sided=True,
        anisotropy=0.0 if fuzzy else 0.7,
    )


def facial_color(head: Hair, own: Color | None) -> Hair:
    """Colours of beard or brows: their own, or the head hair's roots; grey as the head."""
    color = own if own is not None else (head.root_color or head.color)
    return Hair(color=color, grey=0.0 if own is not None else head.grey, seed=head.seed)
