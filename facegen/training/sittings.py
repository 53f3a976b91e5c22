"""Photographs of people who were sampled: the truth behind each picture is known."""

from __future__ import annotations

import dataclasses
import io
import math
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import torch
from jaxtyping import Float32, UInt8
from numpy import ndarray
from PIL import Image

from facegen.avatar import Avatar
from facegen.human.build import build_avatar
from facegen.human.dice import Dice
from facegen.human.figure import Figure, make_figure
from facegen.human.person import Person
from facegen.human.plausible import tame
from facegen.human.sampling import NoWishes, draw_person, draw_roots
from facegen.human.topology import EYE_LEFT, EYE_RIGHT
from facegen.render.brdf import octahedral
from facegen.render.camera import Camera
from facegen.render.environment import Environment
from facegen.render.renderer import Quality, render_avatar

LOOKS: tuple[dict[str, tuple[float, float]], ...] = (
    {},
    {"mouthSmileLeft": (0.3, 0.8), "mouthSmileRight": (0.3, 0.8), "cheekSquintLeft": (0.1, 0.5),
     "cheekSquintRight": (0.1, 0.5)},
    {"mouthSmileLeft": (0.4, 0.9), "mouthSmileRight": (0.4, 0.9), "jawOpen": (0.05, 0.2),
     "mouthUpperUpLeft": (0.1, 0.4), "mouthUpperUpRight": (0.1, 0.4)},
    {"jawOpen": (0.1, 0.35), "browInnerUp": (0.2, 0.7), "eyeWideLeft": (0.1, 0.4),
     "eyeWideRight": (0.1, 0.4)},
    {"browDownLeft": (0.2, 0.7), "browDownRight": (0.2, 0.7), "mouthFrownLeft": (0.1, 0.5),
     "mouthFrownRight": (0.1, 0.5), "eyeSquintLeft": (0.1, 0.4), "eyeSquintRight": (0.1, 0.4)},
    {"mouthPucker": (0.1, 0.5), "eyeBlinkLeft": (0.0, 0.3), "eyeBlinkRight": (0.0, 0.3)},
)  # fmt: skip
"""Unit -> range of its weight; the looks of people in photographs, each as likely as the others."""


@dataclass(frozen=True)
class Sitting:
    """One sampled person, photographed."""

    person: Person
    """With a neutral `expression`."""
    figure: Figure
    """With the morphs of the photo's expression."""
    avatar: Avatar
    camera: Camera
    expression: dict[str, float]
    environment: str
    image: UInt8[ndarray, "H W 3"]

    @property
    def vertices(self) -> Float32[ndarray, "19158 3"]:
        """The neutral head's base vertices, metres, where the avatar stands."""
        return self.figure.vertices

    def posed(self) -> Float32[ndarray, "19158 3"]:
        """The base vertices with the photo's expression."""
        moved = self.figure.vertices.copy()
        for name, weight in self.expression.items():
            morph = self.figure.morphs[name]
            moved[morph.indices] += np.float32(weight) * morph.deltas
        return moved


def draw_sitter(seed: int, child: bool = False) -> Person:
    """The person of `seed`, tamed, with a face at rest; adult unless a child of 4 to 15 is asked.

    The sampler alone draws adults.
    """
    wishes = NoWishes()
    roots = draw_roots(wishes, seed)
    if child:
        roots = dataclasses.replace(roots, age=Dice(seed).uniform("sitter/age", 4, 15))
    person = draw_person(wishes, seed, roots)
    return dataclasses.replace(person, shape=tame([person.shape])[0], expression={})


def draw_look(seed: int) -> dict[str, float]:
    """An expression: ARKit name -> weight; left and right nearly alike."""
    dice = Dice(seed)
    look = {}
    for name, (low, high) in dice.pick("look", LOOKS).items():
        stem = name.removesuffix("Left").removesuffix("Right")
        value = dice.uniform(f"look/{stem}", low, high) * dice.uniform(f"look/{name}", 0.85, 1.15)
        look[name] = min(value, 1.0)
    return look


def draw_camera(seed: int, figure: Figure, size: int) -> Camera:
    """Somebody else's camera: 0.5 to 2.5 m away, turned, tilted and off the centre."""
    dice = Dice(seed)
    eyes = figure.vertices[[*range(EYE_LEFT.start, EYE_RIGHT.stop)]].mean(0)
    across, up, ahead = (float(v) for v in eyes)
    aim = (
        across + 0.015 * dice.normal("camera/x", 0, 1, -2, 2),
        up - 0.045 + 0.015 * dice.normal("camera/y", 0, 1, -2, 2),
        ahead - 0.06,
    )
    distance = math.exp(dice.uniform("camera/distance", math.log(0.5), math.log(2.5)))
    tall = dice.uniform("camera/tall", 0.29, 0.43)
    roll = math.radians(dice.normal("camera/roll", 0, 5, -12, 12))
    camera = Camera.orbit(
        aim,
        distance,
        dice.normal("camera/azimuth", 0, 14, -32, 32),
        dice.normal("camera/elevation", 0, 7, -16, 16),
        math.degrees(2 * math.atan(tall / 2 / distance)),
        size,
        size,
    )
    return camera.replace(up=(math.sin(roll), math.cos(roll), 0.0))


def surroundings(environment: Environment, camera: Camera) -> Float32[ndarray, "H W 3"]:
    """The environment out of focus behind the sitter; linear."""
    rows, columns = np.mgrid[0 : camera.height, 0 : camera.width] + 0.5
    ndc = np.stack([columns / camera.width * 2 - 1, 1 - rows / camera.height * 2], -1)
    # Backgrounds are seen through a far wider lens than faces: else a lamp would fill them.
    wide = np.concatenate([0.5 * ndc, -np.ones_like(ndc[..., :1])], -1)
    rays = wide @ camera.view()[:3, :3]
    rays /= np.linalg.norm(rays, axis=-1, keepdims=True)
    place = octahedral(torch.from_numpy(rays.reshape(-1, 3))).numpy().reshape(*rays.shape[:2], 2)
    level = environment.specular[1]
    at = ((place + 1) * 0.5 * (level.shape[0] - 1)).astype(np.float32)
    return cv2.remap(level, at[..., 0], at[..., 1], cv2.INTER_LINEAR)


def photograph(
    person: Person,
    seed: int,
    environments: Sequence[str],
    size: int = 512,
    texture: int = 1024,
) -> Sitting:
    """Take a picture of `person` with the look, camera, light, noise and JPEG loss of `seed`.

    `environments` are names of `render.environment`; `texture` is the side of the skin's maps.
    """
    look = draw_look(seed)
    figure = make_figure(person, tuple(look))
    avatar = build_avatar(person, size=texture)
    return take_picture(person, figure, avatar, look, seed, environments, size)


def take_picture(
    person: Person,
    figure: Figure,
    avatar: Avatar,
    look: dict[str, float],
    seed: int,
    environments: Sequence[str],
    size: int,
    quality: Quality = "auto",
) -> Sitting:
    """`photograph` of somebody who is already built; `figure` has the morphs of `look`."""
    dice = Dice(seed)
    camera = draw_camera(seed, figure, size)
    name = dice.pick("light", tuple(environments))
    light = Environment.load(name)
    lamps = sum(float(np.mean(lamp.color)) for lamp in light.lights)
    metered = 0.282095 * float(light.harmonics[0].mean()) + 0.25 * lamps
    exposure = dice.uniform("exposure", 0.75, 1.25) * 0.55 / max(metered, 0.05)
    picture = render_avatar(
        avatar, camera, environment=light, background=None, expression=look, exposure=exposure,
        quality=quality,
    )  # fmt: skip
    behind = np.clip(surroundings(light, camera) * exposure, 0, 1) ** (1 / 2.2)
    alpha = picture[..., 3:]
    image = picture[..., :3] * alpha + behind * (1 - alpha)
    grain = np.random.default_rng(seed % 2**32).normal(0, 0.012, image.shape)
    encoded = io.BytesIO()
    noisy = np.rint(np.clip(image + grain, 0, 1) * 255).astype(np.uint8)
    Image.fromarray(noisy).save(encoded, "JPEG", quality=88)
    seen = np.asarray(Image.open(encoded).convert("RGB"))
    return Sitting(person, figure, avatar, camera, look, name, seen)
