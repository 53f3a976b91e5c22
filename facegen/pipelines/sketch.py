"""Quick pictures of a person being edited."""

from __future__ import annotations

import numpy as np
from jaxtyping import UInt8
from numpy import ndarray

from facegen.human.build import build_avatar
from facegen.human.person import Person
from facegen.render.camera import Camera
from facegen.render.renderer import render_avatar


class Sketcher:
    """Draws `person` again and again."""

    def picture(self, person: Person, size: int = 512) -> UInt8[ndarray, "H W 3"]:
        """A portrait, sRGB, `size` pixels square."""
        avatar = build_avatar(person, size=1024)
        image = render_avatar(avatar, Camera.portrait(avatar, size=size))
        return np.rint(np.clip(image[..., :3], 0, 1) * 255).astype(np.uint8)
