"""Other people: whose face vectors a likeness must be farther from than from its own photo.

They are renders of people whom facegen drew by chance (`python -m facegen.training.gallery`), so
they look as a likeness does, made of the same skin and hair: harder to tell apart from it than
photos of strangers would be.
"""

from __future__ import annotations

import functools

import numpy as np
from jaxtyping import Float32
from numpy import ndarray

from facegen.settings import ROOT

GALLERY = ROOT / "assets" / "gallery" / "identities.npy"
"""float16 [N, D]: one vector of `models.identity` per person."""


@functools.cache
def other_people() -> Float32[ndarray, "N D"]:
    """One vector of the identity encoder per person; read only."""
    vectors = np.load(GALLERY, allow_pickle=False).astype(np.float32)
    vectors.setflags(write=False)
    return vectors
