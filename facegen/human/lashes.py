"""Eyelash cards: fine dark hairs along the lids that follow every blink."""

from __future__ import annotations

import numpy as np
from jaxtyping import UInt8
from numpy import ndarray

from facegen.avatar import Material, Part
from facegen.human.figure import Figure
from facegen.human.proxies import load_proxy, proxy_part

_DARKEST = np.array([0.030, 0.022, 0.018])
"""Linear colour of black lashes."""


def lash_parts(figure: Figure) -> list[Part]:
    """One part, `lashes`, in the style `figure.person.lashes` names."""
    proxy = load_proxy("eyelashes", figure.person.lashes)
    return [proxy_part(proxy, figure, _material(figure, proxy.texture()), "lashes")]


def _material(figure: Figure, texture: UInt8[ndarray, "H W 4"]) -> Material:
    hair = np.asarray(figure.person.hair.color)
    color = _DARKEST + 0.12 * hair**2.2
    alpha = texture[..., 3].astype(np.float32) / 255
    rgba = np.empty((*alpha.shape, 4), np.uint8)
    rgba[..., :3] = np.round(255 * color ** (1 / 2.2))
    rgba[..., 3] = np.round(255 * np.clip(alpha, 0, 1) ** 1.35 * 0.85)
    return Material(
        "lashes",
        base_color=rgba,
        roughness=0.6,
        specular_factor=0.3,
        alpha_mode="BLEND",
        double_sided=True,
    )
